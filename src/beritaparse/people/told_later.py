"""Posts told after the name: ``KPK menahan Budi. | Bendahara Umum Partai X itu | terjerat suap.``"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from ..article import Position, Sentence
from ..lexicon.positions import pointing_back
from .merge import Human

_BEGINNING = re.compile(r"[\s\"“”'‘’]*(?:Sang[ \u00a0])?")


def told_later(
    text: str,
    sentences: Sequence[Sentence],
    positions: Sequence[Position],
    open_posts: Sequence[int],
    humans: Sequence[Human],
    posts: Sequence[Position | None],
) -> Iterator[tuple[int, int]]:
    """Yield numbers of posts in ``open_posts`` (no name stands with them) and of the people who hold them.

    Such a post begins a sentence, says more than a title, and ``itu`` behind it points back: to the one person of the
    sentence before, who has no post yet.
    """
    starts = [sentence.start for sentence in sentences]
    named: Mapping[int, set[int]] | None = None
    for number in open_posts:
        position = positions[number]
        if position.text == position.title or not pointing_back().match(text, position.end):
            continue
        at = bisect_right(starts, position.start) - 1
        if at < 1 or _BEGINNING.fullmatch(text, starts[at], position.start) is None:
            continue
        named = named if named is not None else _named(starts, humans)
        people = named.get(at - 1, set())
        if len(people) == 1 and posts[human := next(iter(people))] is None:
            yield number, human


def _named(starts: Sequence[int], humans: Sequence[Human]) -> dict[int, set[int]]:
    """Who is named in each sentence, by numbers."""
    named: dict[int, set[int]] = {}
    for number, human in enumerate(humans):
        for name in human.names:
            named.setdefault(bisect_right(starts, name.start) - 1, set()).add(number)
    return named
