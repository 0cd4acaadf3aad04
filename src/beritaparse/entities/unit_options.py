"""What a stretch around the name of a unit may be instead: the unit with words before or behind it, a part less.

The grammar reads ``Kemenkeu RI`` where the text says ``DJPK Kemenkeu RI``, ``BPBD`` in ``BPBD DK Jakarta``: what the
lexicon does not know may still belong to the name.  Each option is weighed (:mod:`unit_choice`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ..lexicon.offices import load as offices
from ..lexicon.units import UnitKind
from ..text.expressions import BLANK, GAP
from .names import capital_words, is_honorific, stops
from .unit_spans import UnitSpan

_WORD_BEFORE = re.compile(rf"(?<![\w(])(?:[A-Z][\w/&-]*|\([A-Z][\w/-]{{1,12}}\)|dan|&){BLANK}{{1,2}}$")
_MOST_BEFORE, _MOST_BEHIND = 6, 3
_LONGEST_WORD = 24


class Option(NamedTuple):
    """One reading of a stretch as a unit; ``rule`` tells what made it, ``more`` the words that it adds."""

    start: int
    end: int
    rule: str
    span: UnitSpan
    more: str = ""


def options(
    text: str,
    spans: Sequence[UnitSpan],
    zones: Iterable[tuple[int, int]],
    titles: Container[int],
    barriers: Container[int],
) -> Iterator[Option]:
    """Each unit that the grammar read, and what else may stand there.

    ``titles`` are offsets inside of words of posts (``Kepala | Dinas X``), at ``barriers`` something else begins.
    """
    limits = iter(zones)
    zone = next(limits, (0, 0))
    last = UnitSpan(0, 0, part_of(""), "", "")
    starts = {span.start for span in spans}
    for span in spans:
        while zone[1] <= span.start:
            zone = next(limits, (span.start, len(text)))
        yield Option(span.start, span.end, "grammar", span)
        if span.kind.subunit and span.kind.name == "part" and span.parents and span.parents[0].start > span.start:
            parent = span.parents[0]
            yield Option(parent.start, parent.end, "parent", parent, text[span.start : parent.start].strip())
        yield from _before(text, span, zone[0], titles, last)
        yield from _behind(text, span, zone[1], barriers, starts)
        last = span


def _before(text: str, span: UnitSpan, floor: int, titles: Container[int], last: UnitSpan) -> Iterator[Option]:
    """``DJPK | Kemenkeu``, ``Badan Geologi | Kementerian ESDM``: a part that the lexicon does not have.

    It begins where the ``last`` unit does, or behind it.
    """
    at = span.start
    for _ in range(_MOST_BEFORE):
        word = _WORD_BEFORE.search(text, max(floor, at - _LONGEST_WORD), at)
        if word is None or word.start() in titles:
            return
        written = word.group().strip()
        if at == span.start and written in ("dan", "&"):
            return  # `Kanim Bitung | dan | Kanim Tahuna`
        at = word.start()
        if written[0].isupper() and not last.start < at < last.end:
            ends = written.casefold() in stops() or written.casefold() in offices().headline
            if ends and at != last.start:  # `Badan Geologi` is a unit, whatever its first word is elsewhere
                return
            more = text[at : span.start].strip()
            made = UnitSpan(at, span.end, part_of(span.kind.service), more, "", parents=[span], form=more)
            yield Option(at, span.end, "before", made, more)


def _behind(text: str, span: UnitSpan, limit: int, barriers: Container[int], units: Container[int]) -> Iterator[Option]:
    """``BPBD | DK Jakarta``, ``Polsubsektor Teluk | Intan``: more of the name, up to another of the ``units``."""
    gap = GAP.match(text, span.end, limit)
    if gap is None or gap.end() in barriers:
        return
    for word in capital_words(text, gap.end(), limit, barriers, _MOST_BEHIND):
        if is_honorific(word.text):
            return  # `Ketua BPD | H. Budi`
        if word.start in units or word.text.casefold() in stops() or word.text.casefold() in offices().headline:
            return
        more = text[gap.end() : word.end]
        name = f"{span.name} {more}".strip()
        yield Option(span.start, word.end, "behind", replace(span, end=word.end, name=name, code=None), more)


@cache
def part_of(service: str) -> UnitKind:
    """The kind of a part that no entry of the lexicon tells."""
    return UnitKind(
        kind="part", service=service, head="part", name="part", subunit=True, needs_parent=True, keep_form=True
    )
