"""Quicker than an alternation of many words, which is tried at every character that begins none of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from .spelling import lower

_RUN = re.compile(r"([^\W\d_]+|\d+)")
# A blank that was lost glues two words: `kataKapolres`.
_GLUED = re.compile(r"[A-Z](?<=[a-z].)[A-Z]*[^\W\d_A-Z]*")


class Runs(NamedTuple):
    """Where the runs of letters of a text stand, by their small letters, and where its runs of digits begin.

    A glued word is there as a whole and in its pieces: `katakapolres`, `kata`, `kapolres`.
    """

    letters: dict[str, list[int]]
    digits: list[int]


@lru_cache(maxsize=2)
def runs(text: str) -> Runs:
    """Return the runs of a text; several stages ask for those of one article after the other."""
    letters: defaultdict[str, list[int]] = defaultdict(list)
    digits: list[int] = []
    pieces = _RUN.split(lower(text))  # what is between runs and a run by turns
    for piece, end in zip(pieces[1::2], islice(accumulate(map(len, pieces)), 1, None, 2), strict=True):
        if piece.isdigit():
            digits.append(end - len(piece))
        else:
            letters[piece].append(end - len(piece))
    for start, end in _pieces(text):
        letters[lower(text[start:end])].append(start)
    return Runs(letters, digits)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of glued words."""
    behind = 0
    for piece in _GLUED.finditer(text):
        start = at = piece.start()
        while start > behind and text[start - 1].isalpha():
            start -= 1
        if start < at:
            yield start, at  # the first piece of its word
        yield piece.span()
        behind = piece.end()


class Anchored:
    """An expression that can match only where one of its ``words`` or, with ``digits``, a number begins.

    The words may be the first ones of longer phrases; case does not matter.  Where the expression can match inside a
    word, it is found only behind a blank that was lost.
    """

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str], *, digits: bool = False) -> None:
        folded = {lower(word) for word in words}
        self._pattern = pattern
        self._symbols = {word[0] for word in folded if not word[0].isalnum()}
        self._firsts = {run.group() for word in folded if (run := _RUN.match(word)) is not None}
        self._digits = digits
        self._last: tuple[str, list[int]] = ("", [])

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what the expression's own ``finditer`` would; a word that ``end`` cuts is none, though."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
            self._last = text, places
        behind = start
        for place in places[bisect_left(places, start) : bisect_left(places, end)]:
            if place >= behind and (match := self._pattern.match(text, place, end)) is not None:
                behind = match.end()
                yield match

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return what the expression's own ``search`` would."""
        return next(self.finditer(text, start, end), None)

    def _places(self, text: str) -> list[int]:
        letters, digits = runs(text)
        places = digits.copy() if self._digits else []
        for word in letters.keys() & self._firsts:
            places += letters[word]
        for symbol in self._symbols:
            places += _all(text, symbol)
        places.sort()
        return places


def _all(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


class WholeWords:
    """A few words, known only while a text is read: an automaton is made sooner than an expression is compiled."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(list(words))

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where the words stand whole, overlapping ones too, by start and of one start the longest first."""
        hits = self._automaton.find_matches_as_indexes(text[start:end], overlapping=True)
        for left, right in sorted(((first + start, last + start) for _, first, last in hits), key=_leftmost_longest):
            if not (left and _is_word(text[left - 1])) and not (right < end and _is_word(text[right])):
                yield left, right


def _leftmost_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
