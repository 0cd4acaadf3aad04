"""Quicker than an alternation of many words, which is tried at every character that begins none of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain, islice

from ahocorasick_rs import AhoCorasick

from .expressions import Expression
from .spelling import lower

_RUN = re.compile(r"([^\W\d_]+|\d+)")
# The same for texts that hold no letters and digits but these: nearly all, and found in half the time.
_PLAIN_RUN = re.compile(r"([a-z]+|[0-9]+)")
_NOT_PLAIN = re.compile(r"[^\x00-\x7f\u00a0“”‘’–—…•]")
# A blank that was lost glues two words: `kataKapolres`.
_CAPITAL_INSIDE = re.compile(r"[A-Z](?<=[a-z].)[A-Z]*[^\W\d_A-Z]*")

_FEW = 2
"""Texts whose places are kept: a page's as it is and as the layout mends it."""


_NOWHERE: list[int] = []


class _Register:
    """The words with which all the expressions can begin, so that one pass over a text finds the places of each.

    A run of letters is looked up as a whole; a glued word in its pieces too: `katakapolres`, `kata`, `kapolres`.
    """

    def __init__(self) -> None:
        self._owners: dict[str, list[int]] = {}  # word -> numbers of the expressions that can begin with it
        self._numbered: list[int] = []  # those that can begin with a number
        self._count = 0
        self._kept: dict[str, dict[int, list[list[int]]]] = {}
        self.most = _FEW
        self._split: tuple[str, list[str]] = ("", [])

    def add(self, words: Iterable[str], *, digits: bool) -> int:
        """Enter an expression; its number is returned."""
        number = self._count
        for word in words:
            if not word.isdigit():
                self._owners.setdefault(word, []).append(number)
        if digits:
            self._numbered.append(number)
        self._count += 1
        self._kept.clear()
        return number

    def places(self, text: str, number: int) -> list[int]:
        """Where an expression can begin in a text, in order; those of the last texts are kept for all expressions."""
        found = self._kept.get(text)
        if found is None:
            while len(self._kept) >= self.most:
                del self._kept[next(iter(self._kept))]
            found = self._kept[text] = self._read(text)
        places = found.get(number)
        if places is None:
            return _NOWHERE
        return places[0] if len(places) == 1 else sorted(chain.from_iterable(places))

    def forget(self) -> None:
        self._kept.clear()

    def pieces(self, text: str) -> list[str]:
        """What stands between runs and a run by turns, in small letters; those of the last text are kept."""
        last, pieces = self._split
        if last is not text:
            small = lower(text)
            pieces = (_RUN if _NOT_PLAIN.search(small) else _PLAIN_RUN).split(small)
            self._split = text, pieces
        return pieces

    def _read(self, text: str) -> dict[int, list[list[int]]]:
        """For each expression the places of the words that it can begin with: by word, those of one in order."""
        owners = self._owners
        stands: dict[str, list[int]] = {}
        glued: dict[str, list[int]] = {}
        digits: list[int] = []
        pieces = self.pieces(text)
        words = pieces[1::2]
        starts = islice(accumulate(map(len, pieces)), 0, None, 2)
        for word, owned, start in zip(words, map(owners.__contains__, words), starts, strict=False):
            if owned:
                if (known := stands.get(word)) is None:
                    stands[word] = [start]
                else:
                    known.append(start)
            elif word.isdigit():
                digits.append(start)
        for start, end in _pieces(text):
            if (word := lower(text[start:end])) in owners:
                glued.setdefault(word, []).append(start)
        found: defaultdict[int, list[list[int]]] = defaultdict(list)
        for word, places in chain(stands.items(), glued.items()):
            for number in owners[word]:
                found[number].append(places)
        if digits:
            for number in self._numbered:
                found[number].append(digits)
        return dict(found)


_register = _Register()


@contextmanager
def together(pages: int) -> Generator[None]:
    """While several pages are read in turn, the places of all of their texts are kept."""
    _register.most = max(_FEW, _FEW * pages)
    try:
        yield
    finally:
        _register.most = _FEW
        _register.forget()


def runs(text: str) -> list[str]:
    """The runs of letters and the runs of digits of a text, in small letters and in order."""
    return _register.pieces(text)[1::2]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the pieces of glued words."""
    behind = 0
    for piece in _CAPITAL_INSIDE.finditer(text):
        start = at = piece.start()
        while start > behind and text[start - 1].isalpha():
            start -= 1
        if start < at:
            yield start, at  # the first piece of its word
        yield piece.span()
        behind = piece.end()


_NOTHING: Iterator[re.Match[str]] = iter(())
_NOTHING_WITHIN: Iterator[tuple[re.Match[str], tuple[int, int]]] = iter(())


class Anchored:
    """An expression that can match only where one of its ``words`` or, with ``digits``, a number begins.

    The words may be the first ones of longer phrases; case does not matter.  Where the expression can match inside a
    word, it is found only behind a blank that was lost.
    """

    def __init__(
        self, pattern: re.Pattern[str] | str, words: Iterable[str], *, flags: int = 0, digits: bool = False
    ) -> None:
        """A ``pattern`` that is a string is compiled, with ``flags``, when a text has a place for it."""
        folded = {lower(word) for word in words}
        self._pattern = Expression(pattern, flags) if isinstance(pattern, str) else lambda: pattern
        self._symbols = {word[0] for word in folded if not word[0].isalnum()}
        firsts = {run.group() for word in folded if (run := _RUN.match(word)) is not None}
        self._number = _register.add(firsts, digits=digits)
        self._last: tuple[str, Sequence[int]] = ("", ())

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What the expression's own ``finditer`` would give; a word that ``end`` cuts is none, though."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
        if not places or (first := bisect_left(places, start)) == len(places) or places[first] >= end:
            return _NOTHING  # mostly: no generator is made for nothing
        return self._matches(text, places[first : bisect_left(places, end, first)], start, end)

    def within(self, text: str, zones: Iterable[tuple[int, int]]) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
        """What :meth:`finditer` gives of each zone, which are in order, with the zone: mostly nothing, and at once."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
        return self._within(text, places, zones) if places else _NOTHING_WITHIN

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """What the expression's own ``search`` would give."""
        last, places = self._last
        if last is not text:
            places = self._places(text)
        if not places:
            return None
        first = bisect_left(places, start)
        if first == len(places) or places[first] >= end:
            return None
        read = self._pattern().match
        for place in places[first : bisect_left(places, end, first)]:
            if (match := read(text, place, end)) is not None:
                return match
        return None

    def stands(self, text: str) -> bool:
        """Whether the text has any place at which the expression can begin."""
        last, places = self._last
        return bool(places if last is text else self._places(text))

    def _within(
        self, text: str, places: Sequence[int], zones: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
        first = 0
        for zone in zones:
            first = bisect_left(places, zone[0], first)
            behind = bisect_left(places, zone[1], first)
            if first < behind:
                for match in self._matches(text, places[first:behind], *zone):
                    yield match, zone

    def _matches(self, text: str, places: Sequence[int], start: int, end: int) -> Iterator[re.Match[str]]:
        behind = start
        read = self._pattern().match
        for place in places:
            if place >= behind and (match := read(text, place, end)) is not None:
                behind = match.end()
                yield match

    def _places(self, text: str) -> Sequence[int]:
        """Where the expression can begin; the places of the last text are kept."""
        places = _register.places(text, self._number)
        if self._symbols:
            places = sorted(chain(places, *(_all(text, symbol) for symbol in self._symbols)))
        self._last = text, places
        return places


def _all(text: str, char: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def whole(text: str, words: Iterable[str], start: int, end: int) -> list[tuple[int, int]]:
    """Where a few words stand whole in a stretch, by start and of one start the longest first.

    For words that are known only while a text is read: each is looked for sooner than all of them are made into
    something that finds them at once.
    """
    found: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word, start, end)
        while at >= 0:
            behind = at + len(word)
            if not (at and is_word(text[at - 1])) and not (behind < end and is_word(text[behind])):
                found.append((at, behind))
            at = text.find(word, at + 1, end)
    return sorted(found, key=_leftmost_longest) if len(found) > 1 else found


class WholeWords:
    """Many words that are looked for in every text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(list(words))

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield where the words stand whole, overlapping ones too, by start and of one start the longest first."""
        hits = self._automaton.find_matches_as_indexes(text[start:end], overlapping=True)
        for left, right in sorted(((first + start, last + start) for _, first, last in hits), key=_leftmost_longest):
            if not (left and is_word(text[left - 1])) and not (right < end and is_word(text[right])):
                yield left, right


def _leftmost_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def is_word(char: str) -> bool:
    """Is this a character of a word?"""
    return char.isalnum() or char == "_"
