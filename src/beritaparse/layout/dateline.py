"""Datelines: ``OKU Selatan Sumsel, wartaterkini.news–``, ``KABAR SULTENG, PALU |``, ``SUMBAWA (KN) –``.

A small grammar of parts.  What stands in front of a mark that can close a dateline is cut at the marks between parts;
each part can be a place, an outlet or a date, as far as its look allows; the readings compete by the sum of their
evidence.  An outlet need not be known: it is the part that no place is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from ..lexicon.layout import load as lexicon
from .dateline_parts import Kind, Part, blank_between, domain_ahead, is_known_place, kinds, outlet_ahead, place_ahead

_REACH = 90
_MOST_PARTS = 5
# What begins the text behind a dateline.
_BODY = re.compile(r"[ \u00a0\t\r\n]{0,4}[*_]{0,2}[\"“”'‘’`(\[]{0,3}[*_]{0,2}(?:[^\W\d_]|\d)")
_BEGINS = re.compile(r"[ \u00a0\t\r\n]{0,4}[*_]{0,2}[\"“”'‘’`(\[]{0,3}[*_]{0,2}[A-Z0-9\u00c0-\u00de]")
# Two small words one after the other: the dateline is over.
_RUNNING = re.compile(r"[ \u00a0][a-z-]{2,}[ \u00a0][a-z-]{2,}\b")
_JOINT = r"[ \u00a0\t\r\n]{0,3}"  # lines are joined where a dateline stands in two
# Between two parts of a dateline.  A hyphen counts where a blank stands beside it.
_BETWEEN = re.compile(
    rf"{_JOINT}(?:\|{{1,2}}|[,()~_:•―−–—]|/(?=[ ])|-(?=[ \u00a0]|www\.)|(?<=[ \u00a0])-"
    rf"|(?<=[ \u00a0])I(?=[ \u00a0])"  # a bar that was typed as a letter
    rf"|(?<![ .]..)(?<!Kab)(?<!Kec)\.(?=[ \u00a0])){_JOINT}"
)


class DatelineSpan(NamedTuple):
    """Offsets of a dateline: ``end`` is behind its dash, the parts are None where absent."""

    start: int
    end: int
    place: tuple[int, int] | None
    outlet: tuple[int, int] | None
    score: float = 0.0
    """The evidence for it."""


class _Close(NamedTuple):
    """A mark that can close a dateline: what is before it, where the text begins, and which kind of mark it is."""

    head: int
    body: int
    kind: str


class _Reading(NamedTuple):
    score: float
    close: _Close
    parts: tuple[Part, ...]
    labels: tuple[Kind, ...]


@cache
def _closing() -> re.Pattern[str]:
    dash = rf"[{re.escape(''.join(lexicon().dateline.dashes))}]"
    return re.compile(
        rf"(?P<dash>{_JOINT}[,.]?{_JOINT}{dash}{{1,3}}(?:[ \u00a0]?{dash}{{1,2}})?\.?)"
        rf"|(?P<colon>{_JOINT}[,.]?{_JOINT}:(?:[ \u00a0]?[-–—])?)"
        rf"|(?P<bracket>\)(?:[,.](?![ \u00a0]?{dash}))?)"
        r"|(?P<stop>\.(?=[ \u00a0]{0,2}[\"“*]?[A-Z]))"
        r"|(?P<comma>,(?=[ \u00a0]))"
        r"|(?P<line>[ \u00a0\t]{0,3}\r?\n[ \u00a0\t\r\n]{0,3})"
    )


def find(text: str, start: int, end: int, needed: float = 0.0) -> DatelineSpan | None:
    """Return the dateline that a paragraph ``text[start:end]`` begins with, if it does.

    ``needed``: how much more evidence is asked for than at the top of an article.
    """
    limit = min(end, start + _REACH)
    first = text[start : start + 1]
    running = None if first.islower() else _RUNNING.search(text, start, limit)
    limit = running.start() + 1 if running else limit
    if not (first.isalnum() or first in "([*_"):
        return None
    best: _Reading | None = None
    for close in _closes(text, start, limit, end):
        reading = _read(text, start, close)
        if reading is not None and (best is None or reading.score > best.score):
            best = reading
    if best is None or best.score < lexicon().dateline.least + needed:
        return None
    place = _span(best, "place")
    outlet = _span(best, "outlet")
    return DatelineSpan(start, best.close.body, place, outlet, best.score)


def _span(reading: _Reading, kind: Kind) -> tuple[int, int] | None:
    """From the first to the last part of a kind."""
    found = [part for part, label in zip(reading.parts, reading.labels, strict=True) if label == kind]
    return (found[0].start, found[-1].end) if found else None


def _closes(text: str, start: int, limit: int, end: int) -> Iterator[_Close]:
    """Yield where a dateline can end."""
    for match in _closing().finditer(text, start, limit):
        kind = match.lastgroup or ""
        if match.end() >= end or match.start() == start:
            continue
        if kind == "dash" and not _is_dash(text, start, match):
            continue
        if _BEGINS.match(text, match.end()):
            head = match.end() if kind == "bracket" else match.start()
            yield _Close(head, match.end(), kind if kind != "dash" else _kind_of_dash(match))
        elif kind == "dash" and _BODY.match(text, match.end()):
            yield _Close(match.start(), match.end(), "small")
    for place in place_ahead(text, start, limit):
        yield _Close(place, place, "none")
    outlet = outlet_ahead(text, start, limit)
    if outlet is not None and _BEGINS.match(text, outlet):
        yield _Close(outlet, outlet, "none")


def _is_dash(text: str, start: int, match: re.Match[str]) -> bool:
    """A hyphen inside of a word is no dash, ``Kapal-kapal``, ``TRIBUN-PAPUA.COM``; behind a whole place it is one."""
    mark, after = match.group(), text[match.end() : match.end() + 2]
    if mark != "-" or after[:1].isspace():
        return True
    before = text[match.start() - 1]
    if not (before.isalnum() or before in ").") or not after[:1].isupper():
        return False
    head = text[start : match.start()]
    return after[1:2].islower() or "," in head or (head.isupper() and is_known_place(head))


def _kind_of_dash(match: re.Match[str]) -> str:
    mark = match.group()
    if any(char in mark for char in "–—―−") or "--" in mark or ("-" in mark and mark != "-"):
        return "dash"
    return "hyphen" if mark == "-" else "bar"


def _read(text: str, start: int, close: _Close) -> _Reading | None:
    """The best reading of the parts in front of a closing mark."""
    parts = tuple(_parts(text, start, close.head))
    if not 0 < len(parts) <= _MOST_PARTS:
        return None
    words = lexicon().dateline
    choices = [kinds(part, text) for part in parts]
    if not all(choices):
        return None
    best: _Reading | None = None
    for labels in product(*choices):
        structure = _structure(parts, labels)
        if structure is None:
            continue
        place, outlet, date = (_strongest(choices, labels, kind) for kind in ("place", "outlet", "date"))
        asked = words.asked.get(close.kind)
        if asked is not None and not (_closed(close.kind, parts, labels) and place >= words.sure and outlet >= asked):
            continue
        score = words.structure[structure] + words.closing[close.kind] + place + outlet + date
        if best is None or score > best.score:
            best = _Reading(score, close, parts, labels)
    return best


def _strongest(choices: list[dict[Kind, float]], labels: tuple[Kind, ...], kind: Kind) -> float:
    """Two parts of a kind, ``Medan, Sumut`` or ``Senin (12/5)``, say no more than the stronger one."""
    return max((choice[label] for choice, label in zip(choices, labels, strict=True) if label == kind), default=0.0)


def _parts(text: str, start: int, end: int) -> Iterator[Part]:
    """Cut ``text[start:end]`` at the marks between parts."""
    behind, mark = start, ""
    alone = domain_ahead(text, start, end)
    if alone is not None:
        yield Part(start, alone, "", " ")
        behind, mark = alone + 1, " "
    for match in _BETWEEN.finditer(text, behind, end):
        if match.start() > behind:
            yield from _halves(text, Part(behind, match.start(), mark, match.group().strip()))
        behind, mark = match.end(), match.group().strip()
    if behind < end:
        yield from _halves(text, Part(behind, end, mark, ""))


def _halves(text: str, part: Part) -> Iterator[Part]:
    """A part, or the place and the outlet that stand in it without a mark: ``Belitung Timur | detakmedia.com``."""
    blank = None if part.before else blank_between(text[part.start : part.end])
    if blank is None:
        yield part
    else:
        yield Part(part.start, part.start + blank, part.before, " ")
        yield Part(part.start + blank + 1, part.end, " ", part.after)


def _structure(parts: tuple[Part, ...], labels: tuple[Kind, ...]) -> str | None:
    """Which order the parts have, None where no dateline has it."""
    places, outlets, dates = (labels.count(kind) for kind in ("place", "outlet", "date"))
    if outlets > 1 or dates > 2 or places > 2 or not (places or outlets):
        return None
    if places == 2:
        at = labels.index("place")
        if labels[at + 1] != "place" or parts[at].after not in (",", "-", "/", "(", "."):
            return None
    return "both" if places and outlets else "place" if places else "outlet"


def _closed(kind: str, parts: tuple[Part, ...], labels: tuple[Kind, ...]) -> bool:
    """Can a mark that also stands in running text close these parts?"""
    marks = [part.after for part in parts[:-1]]
    if kind == "bracket":
        return labels[0] == "place" and parts[-1].before == "(" and labels[-1] == "outlet"
    if kind == "comma":
        return marks[:1] not in ([","], ["("], ["."], [""])
    return True
