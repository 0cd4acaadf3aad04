"""What stands around a day or a place: its neighbours, its sentence, and what that has in common with the headline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .page import Page
from .words import stem, tokens

_LEFT, _RIGHT = 32, 20
"""Characters in which neighbours are looked for."""
_NEIGHBOUR = re.compile(r"\w[\w-]*|[^\w\s]")
STEPS = (0, 1, 2, 3, 5, 9)
"""A sentence's number from the lead on: the classes begin with these."""
_SHORT = 4
"""Shorter words of the headline say little."""


def _shape(word: str) -> str:
    """A word as a neighbour: names and numbers are not told from each other."""
    return "0" if word[0].isdigit() else "A" if word[0].isupper() else word


class Around:
    """Reads what stands around stretches of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._headline = {stem(word) for word in tokens(page.headline) if len(word) >= _SHORT}
        self._echoes: dict[int, str] = {}

    def of(self, start: int, end: int, hits: Sequence[tuple[int, int]]) -> list[str]:
        """The features of a stretch, given the triggers of the event."""
        text = self._page.text
        left = [_shape(word) for word in _NEIGHBOUR.findall(text[max(0, start - _LEFT) : start])[-2:]] or ["^"]
        right = _NEIGHBOUR.match(text, end) or _NEIGHBOUR.match(text, end + 1)
        begin, stop = self._page.sentence_at(start)
        found = [f"left={left[-1]}", f"left={' '.join(left)}"]
        found.append(f"right={_shape(right.group()) if right else '$'}")
        if begin not in self._echoes:
            self._echoes[begin] = self._echo(begin, stop)
        told = any(begin <= at < stop for at, _ in hits)
        found += [self._echoes[begin], f"{self._echoes[begin]} hit={told}", f"hit={told}"]
        return found

    def _echo(self, begin: int, stop: int) -> str:
        if not self._headline:
            return "echo=none"
        common = len(self._headline.intersection(map(stem, tokens(self._page.text[begin:stop]))))
        return f"echo={min(common, 4)}"

    def step(self, start: int) -> int:
        """How far from the lead's beginning a stretch's sentence is, in classes."""
        starts = self._page.starts
        first = bisect_right(starts, self._page.lead_start) - 1
        number = max(0, bisect_right(starts, start) - 1 - max(first, 0))
        return max(step for step in STEPS if step <= number)
