"""What stands around a day or a place: its neighbours, its sentence, and what that has in common with the headline."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..text.spelling import lower
from .page import Page
from .words import stem, tokens

_LEFT, _RIGHT = 32, 20
"""Characters in which neighbours are looked for."""
_NEIGHBOUR = re.compile(r"\w[\w-]*|[^\w\s]")
STEPS = (0, 1, 2, 3, 5, 9)
"""A sentence's number from the lead on: the classes begin with these."""
_SHORT = 4
"""Shorter words of the headline say little."""
_MOST = 4
"""So many words shared with the headline are told apart."""


def _shape(word: str) -> str:
    """A word as a neighbour: names and numbers are not told from each other."""
    return "0" if word[0].isdigit() else "A" if word[0].isupper() else word


class Around:
    """Reads what stands around stretches of one page, given the triggers of an event."""

    def __init__(self, page: Page, hits: Sequence[tuple[int, int]]) -> None:
        self._page = page
        self._hits = [start for start, _ in hits]
        self._headline = {stem(word) for word in tokens(page.headline) if len(word) >= _SHORT}
        self._sentences: dict[int, list[str]] = {}

    def before(self, start: int) -> list[str]:
        """What stands before a stretch: two neighbours and its sentence, and how far down that is."""
        number = max(0, bisect_right(self._page.starts, start) - 1 - self._page.first_sentence)
        return [*self.beside(start), f"step={max(step for step in STEPS if step <= number)}"]

    def beside(self, start: int) -> list[str]:
        """Two neighbours before a stretch and its sentence, wherever that stands."""
        words = _NEIGHBOUR.findall(self._page.text, max(0, start - _LEFT), start)[-2:]
        left = [_shape(word) for word in words] or ["^"]
        return [f"left={left[-1]}", f"left={' '.join(left)}", *self._sentence(start)]

    def behind(self, end: int) -> str:
        """The neighbour behind a stretch."""
        right = _NEIGHBOUR.match(self._page.text, end) or _NEIGHBOUR.match(self._page.text, end + 1)
        return f"right={_shape(right.group()) if right else '$'}"

    def _sentence(self, start: int) -> list[str]:
        """Its sentence: what that shares with the headline, whether it names the event."""
        at = bisect_right(self._page.starts, start) - 1
        found = self._sentences.get(at)
        if found is None:
            begin, stop = self._page.sentence_at(start)
            sentence = lower(self._page.text[begin:stop])
            common = sum([word in sentence for word in self._headline])
            echo = f"echo={min(common, _MOST) if self._headline else 'none'}"
            hit = f"hit={any(begin <= hit < stop for hit in self._hits)}"
            found = [echo, hit, f"{echo} {hit}"]
            self._sentences[at] = found
        return found
