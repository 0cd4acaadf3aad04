"""Headlines of other pages that their marker, a bullet or their repetition tells."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..lexicon.layout import load as lexicon
from .lines import Piece, headline_case

_BULLET = re.compile(r"\s*[•►▪]\s*(?=[A-Z])")
_DASHED = re.compile(r"[-–*·][ \u00a0]+(?=[A-Z0-9])")
_BULLETS = " \r\n\t•►▪\u00a0"
_DASHES = _BULLETS + "-–*·"
_LONGEST = 180
_LEAST_WORDS = 4
_MOST_WORDS = 25


@cache
def _alone() -> re.Pattern[str]:
    """A marker with nothing behind it; ``above`` where its list may also stand in front of it."""
    lone = lexicon().lone_markers
    above, below = "|".join(lone.either_side), "|".join(lone.below)
    return re.compile(rf"\s*[(\[]?(?:(?P<above>{above})|{below})\W*$", re.IGNORECASE)


def links_on_their_own(text: str, pieces: list[Piece]) -> list[Piece]:
    """Find links among headlines: in the line or list behind ``Baca juga:``, behind a bullet, twice in a row."""
    made: list[Piece] = []
    marked = listed = False
    twice = _twice(text, pieces)
    for index, piece in enumerate(pieces):
        content = text[piece.start : piece.end]
        if not content.strip():
            made.append(piece)
            continue
        listed = (marked or listed) and _DASHED.match(content) is not None
        told = marked or listed or index in twice or _BULLET.match(content) is not None
        if piece.kind is None and told and _is_headline(content.strip(_DASHES if listed else _BULLETS)):
            piece = piece._replace(kind="related_link", rule="related_link_headline")
        listed = listed and piece.kind == "related_link"
        marker = _alone().match(content) if piece.kind == "related_link" else None
        marked = marker is not None
        if marker is not None and marker["above"]:
            _mark_list_above(text, made)
        made.append(piece)
    return made


def _mark_list_above(text: str, made: list[Piece]) -> None:
    """Headlines behind dashes right above ``Baca Juga`` are its links, where there are two or more."""
    items: list[int] = []
    for index in range(len(made) - 1, -1, -1):
        content = text[made[index].start : made[index].end].strip()
        if content and not (made[index].kind is None and _DASHED.match(content) and _is_headline(content[1:].strip())):
            break
        if content:
            items.append(index)
    if len(items) > 1:
        for index in items:
            made[index] = made[index]._replace(kind="related_link", rule="related_link_headline")


def _twice(text: str, pieces: list[Piece]) -> set[int]:
    """Lines in a headline's case that stand there twice, one right behind the other."""
    found: set[int] = set()
    for index, (piece, following) in enumerate(pairwise(pieces)):
        content = text[piece.start : piece.end].strip()
        if (
            piece.kind is None
            and len(content) <= _LONGEST
            and content == text[following.start : following.end].strip()
            and len(words := content.split()) >= _LEAST_WORDS
            and headline_case(words)
        ):
            found.update((index, index + 1))
    return found


def _is_headline(content: str) -> bool:
    words = content.split()
    return (
        _LEAST_WORDS <= len(words) <= _MOST_WORDS
        and content[-1] not in ".,;:"
        and ":" not in content[:25]
        and headline_case(words)
    )
