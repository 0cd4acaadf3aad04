"""Marks at the end of a paragraph that say who wrote it: ``(Red)``, ``(R-2)``, ``**(red).``, ``*** (Iwn)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..lexicon import alternatives
from ..lexicon.layout import load as lexicon
from .lines import Piece

_GOES_ON = tuple(".,;:)")
_BEHIND = ". \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u2028\u2029\u202f\u3000"
"""What may stand behind a mark; nearly all that is white space."""
_CLOSING = frozenset(")]}*_=#")
_SLASH = 6
"""So few characters before the end a slash stands that opens a mark."""
_STARS = r"[*_=#]{0,5}"


@cache
def _end() -> re.Pattern[str]:
    """The mark behind a complete sentence, or alone in its line."""
    most = lexicon().byline_end.most
    bracketed = rf"(?:\([^()\n]{{1,{most}}}\)|\[[^\[\]\n]{{1,{most}}}\]|\{{[^{{}}\n]{{1,{most}}}\}})"
    mark = rf"(?:{_STARS}[ ]?{bracketed}[ ]?{_STARS}|[*]{{1,5}}|/{{1,2}}[a-z]{{2,4}})"
    known = alternatives(lexicon().byline_end.words)
    return re.compile(
        rf"(?<=[.!?”\"'’…,)*])\s{{0,3}}(?P<mark>{mark})[.\s]*$"
        rf"|^\s*(?P<alone>{mark})[.\s]*$"
        rf"|\s{{0,3}}(?P<known>{_STARS}[(\[](?i:{known})(?:/[\w .]{{1,30}})?[)\]]{_STARS})[.\s]*$"
    )


def cut_end_mark(text: str, piece: Piece) -> list[Piece]:
    """Cut the marks off the end of a paragraph; one may stand behind the other: `(Demak). (kabar/budi)`."""
    marks: list[Piece] = []
    while piece.kind is None and (start := _mark_start(text, piece)) is not None:
        marks.append(Piece(start, piece.end, "byline", "byline_end"))
        if start <= piece.start:
            return marks[::-1]
        piece = Piece(piece.start, start, None, None)
    return [piece, *reversed(marks)]


def _mark_start(text: str, piece: Piece) -> int | None:
    tail = max(piece.start, piece.end - lexicon().byline_end.most - 20)
    if not _may_end(text[tail : piece.end].rstrip(_BEHIND)):
        return None
    match = _end().search(text[tail : piece.end])
    if match is None:
        return None
    group = match.lastgroup or ""
    if (group == "alone" and tail != piece.start) or (group != "known" and not _is_mark(match[group])):
        return None
    return tail + match.start(group)


def _may_end(text: str) -> bool:
    """Does a text end as marks do?  Few paragraphs do, and the expression is slow to say no."""
    return text[-1:] in _CLOSING or "/" in text[-_SLASH:] or text[-1:].isspace()


def _is_mark(mark: str) -> bool:
    """Initials, names, ``Red``, a code, an outlet; no sentence, no age, no date."""
    inner = mark.strip("()[]{}*_=# /")
    words = inner.replace("/", " ").split()
    if not words:
        return True
    if len(words) > 8 or inner[0].isdigit() or words[0].lower() in lexicon().byline_end.never:
        return False
    return "/" in mark or len(words) <= 2 or all(word[0].isupper() for word in words)


def goes_on(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """A link in brackets that stands in a line of its own is no mark where the sentence goes on behind it."""
    made = list(pieces)
    for index, (piece, following) in enumerate(pairwise(pieces)):
        if piece.rule == "byline_end" and text[following.start : following.end].lstrip()[:1] in _GOES_ON:
            made[index] = piece._replace(kind=None, rule=None)
    return made
