"""Names of newspapers, broadcasters and portals: by their domain, their series, or what is said of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import takewhile

from ..lexicon import alternatives
from ..lexicon.organizations import load as lexicon
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.runs import Anchored
from .names import capital_words, given_names, stops

_LONGEST_OUTLET = 45  # characters before its domain
_MOST_WORDS = 4
_BEHIND = re.compile(rf"(?:[,.;)”\"]|{BLANK}(?:pada|pekan|lewat|dan|yang|\()|$)")


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{alternatives(lexicon().domains)})(?!\.?\w)")


@cache
def _named_by_domain() -> re.Pattern[str]:
    """What stands before the domain: ``TribunJateng``, ``Tribun Bengkulu``."""
    return re.compile(
        rf"(?<![\w.@/])(?<!\w-)(?:(?:{alternatives(lexicon().outlet_heads)}){BLANK})?"
        r"[A-Z][A-Za-z0-9]{2,30}(?:-[A-Z][A-Za-z]{2,12})?\Z"
    )


@cache
def _in_series() -> Anchored:
    """``Tribun Medan``."""
    series = lexicon().outlet_series
    return Anchored(rf"(?<!\w)(?:{alternatives(series)}){BLANK}[A-Z][a-z]+(?!\w)", series)


@cache
def _prefixed() -> re.Pattern[str]:
    """``detikJabar``, also glued to the word before it."""
    return re.compile(rf"(?:{alternatives(lexicon().outlet_prefixes)})(?:[A-Z][a-z]+|com(?!\w))")


@cache
def _cites() -> Anchored:
    """``dilansir |``, ``dikutip dari laman |``, ``kepada |``: what follows was reported by somebody."""
    words = lexicon().citing
    return Anchored(
        re.compile(
            rf"(?<!\w)(?:{alternatives(words)}){BLANK}"
            rf"(?-i:(?:dari|oleh|laman|situs|media|portal|harian|koran|kantor berita){BLANK}){{0,2}}(?=[A-Z])",
            re.IGNORECASE,
        ),
        words,
    )


@cache
def _reporter() -> Anchored:
    """``Reporter POS-KUPANG.COM``: in capitals a domain is one of the page's own, but here."""
    words = lexicon().reporters
    return Anchored(
        re.compile(
            rf"(?<!\w)(?:{alternatives(words)}){BLANK}(?P<name>[A-Z][A-Z-]{{2,30}}\.(?:COM|CO\.ID|ID|NET))(?!\w)"
        ),
        words,
    )


@cache
def _site() -> Anchored:
    """``situs voi.id``: an address in small letters is an outlet's name where the text says that it is one."""
    words = lexicon().sites
    return Anchored(
        re.compile(
            rf"(?<!\w)(?:{alternatives(words)}){BLANK}"
            rf"(?P<name>[a-z0-9-]{{2,30}}\.(?:{alternatives(lexicon().domains)}))(?!\.?\w|/)"
        ),
        words,
    )


def outlets(text: str, zones: Sequence[tuple[int, int]], people: Container[int]) -> list[tuple[int, int]]:
    """Names of outlets in the zones, in order: ``TribunJateng.com``, ``Tribun Medan``, ``dilansir Korea Times``.

    ``people`` are offsets where persons' names begin: who is cited need not be a newspaper.
    """
    found = [
        (name.start(), domain.end())
        for start, end in zones
        for domain in _domain().finditer(text, start, end)
        if (name := _named_by_domain().search(text, max(start, domain.start() - _LONGEST_OUTLET), domain.start()))
    ]
    for pattern in (_reporter(), _site()):
        found += (match.span("name") for match, _ in pattern.within(text, zones))
    taken = Intervals(found)
    for span in (*_of_series(text, zones), *_cited(text, zones, people)):
        if not taken.overlaps(*span):
            taken.add(*span)
            found.append(span)
    return sorted(found)


def _of_series(text: str, zones: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match, _ in _in_series().within(text, zones))
    yield from (match.span() for zone in zones for match in _prefixed().finditer(text, *zone))


def _cited(text: str, zones: Sequence[tuple[int, int]], people: Container[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words behind a word of citing, up to a comma or the day; mostly only what sounds like an outlet."""
    for match, (_, end) in _cites().within(text, zones):
        pos = match.end()
        if pos in people:
            continue
        words = list(
            takewhile(
                lambda word: word.text.casefold() not in stops(), capital_words(text, pos, end, people, _MOST_WORDS)
            )
        )
        if not words or words[0].text in given_names() or not _BEHIND.match(text, words[-1].end, end):
            continue
        sounds = words[-1].text in lexicon().outlet_ends and len(words) > 1
        if sounds or match.group().casefold().startswith(lexicon().surely_citing):
            yield pos, words[-1].end
