"""What one line of a page is: article text or one of the kinds of noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..article import BlockKind
from ..lexicon.layout import load as lexicon

_NEWLINE = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_HIDDEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"


class Piece(NamedTuple):
    """A stretch of one line with its kind; None is article text."""

    start: int
    end: int
    kind: BlockKind | None
    rule: str | None


class Line(NamedTuple):
    """A line without its newline; ``stop`` is where the next one begins."""

    start: int
    end: int
    stop: int


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a page; every character belongs to one of them."""
    start = 0
    for match in _NEWLINE.finditer(text):
        yield Line(start, match.start(), match.end())
        start = match.end()
    if start < len(text):
        yield Line(start, len(text), len(text))


@cache
def _whole() -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
    """By kind, the expressions that make a whole line noise."""
    return tuple(
        (marker.kind, re.compile("|".join((*marker.line, *marker.rest, *marker.inside)), re.IGNORECASE))
        for marker in lexicon().markers
        if marker.line or marker.rest or marker.inside
    )


@cache
def _rest() -> re.Pattern[str]:
    """Markers that begin noise in the middle of a line."""
    rest = "|".join(piece for marker in lexicon().markers for piece in marker.rest)
    inside = "|".join(piece for marker in lexicon().markers for piece in marker.inside)
    return re.compile(rf"(?P<rest>(?i:{rest}))|(?P<inside>{inside})")


def classify(text: str, line: Line) -> list[Piece]:
    """Split one line into article text and noise."""
    start, end = line.start, line.end
    begin = start
    while begin < end and (text[begin].isspace() or text[begin] in _HIDDEN):
        begin += 1
    if begin == end:
        return [Piece(start, line.stop, None, None)]
    kind = noise_kind(text, begin, end)
    inside = _rest().search(text, begin, end) if kind != "related_link" else None
    if kind is not None and not (inside and inside["inside"] and inside.start() == begin and inside.end() < end):
        return [Piece(start, line.stop, kind, f"{kind}_line")]
    pieces: list[Piece] = []
    while inside is not None:
        if inside.start() > start:
            pieces.append(Piece(start, inside.start(), None, None))
        if inside["rest"]:
            pieces.append(Piece(inside.start(), line.stop, "related_link", "related_link_rest"))
            return pieces
        pieces.append(Piece(inside.start(), inside.end(), "advertisement", "advertisement_inside"))
        start = inside.end()
        inside = _rest().search(text, start, end)
    if start < line.stop:
        pieces.append(Piece(start, line.stop, None, None))
    return pieces


def noise_kind(text: str, begin: int, end: int) -> BlockKind | None:
    """The kind of noise that ``text[begin:end]`` is as a whole line, or None.

    A long line that begins like noise is text: markers count in lines of at most 300 characters.
    """
    if end - begin > 300:
        return None
    return next((kind for kind, pattern in _whole() if pattern.match(text, begin, end)), None)
