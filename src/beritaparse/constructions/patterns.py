"""Patterns over typed symbols: ``POST ,? RANK? NAME``, compiled once and matched from an offset on.

An element is a symbol (capitals: what stands there is asked of the caller), a class of words (``<as>``) or a mark that
stands for itself; ``?`` makes it optional.  Blanks between elements do not count.  A symbol may end at several places;
every way is yielded.  A match is no longer than its pattern: the work grows with the number of anchors alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..lexicon import alternatives

_BLANKS = " \u00a0\u2009"
_MOST_BLANKS = 3
_ELEMENT = re.compile(r"(?:(?P<symbol>[A-Z]+)|<(?P<words>\w+)>|(?P<mark>[^\w\s?<>]))(?P<optional>\??)")

Symbol = Callable[[int], Iterable[tuple[int, object]]]
"""What can stand at an offset: where it ends, and what it is."""


class Part(NamedTuple):
    """What an element of a pattern matched: ``text[start:end]``; ``value`` is what the symbol's caller gave."""

    symbol: str
    start: int
    end: int
    value: object


class _Element(NamedTuple):
    symbol: str
    words: re.Pattern[str] | None
    firsts: frozenset[str]
    """Letters with which the words begin, or the mark."""
    optional: bool


class Pattern:
    """One compiled pattern of the construction ``name``."""

    def __init__(self, name: str, source: str, words: Mapping[str, Iterable[str]]) -> None:
        self.name = name
        self.elements = tuple(_elements(source, words))
        self.first = self.elements[0].symbol

    def matches(self, text: str, symbols: Mapping[str, Symbol], pos: int) -> Iterator[tuple[Part, ...]]:
        """Yield every way in which the pattern matches at ``pos``, without the optional elements that are absent."""
        yield from self._rest(text, symbols, pos, 0, ())

    def _rest(
        self, text: str, symbols: Mapping[str, Symbol], pos: int, index: int, made: tuple[Part, ...]
    ) -> Iterator[tuple[Part, ...]]:
        if index == len(self.elements):
            yield made
            return
        element = self.elements[index]
        at = _over_blanks(text, pos) if made else pos
        taken = False
        if element.words is not None:
            match = element.words.match(text, at) if text[at : at + 1] in element.firsts else None
            if match is not None:
                taken = True
                part = Part(element.symbol, at, match.end(), match.group())
                yield from self._rest(text, symbols, match.end(), index + 1, (*made, part))
        else:
            for end, value in symbols[element.symbol](at):
                taken = True
                yield from self._rest(text, symbols, end, index + 1, (*made, Part(element.symbol, at, end, value)))
        if element.optional and not (taken and element.words is not None):
            yield from self._rest(text, symbols, pos, index + 1, made)


def _over_blanks(text: str, pos: int) -> int:
    end = min(pos + _MOST_BLANKS, len(text))
    while pos < end and text[pos] in _BLANKS:
        pos += 1
    return pos


def _elements(source: str, words: Mapping[str, Iterable[str]]) -> Iterator[_Element]:
    """Raises ValueError for what is no element."""
    for piece in source.split():
        match = _ELEMENT.fullmatch(piece)
        if match is None:
            raise ValueError(f"no element of a pattern: {piece!r} in {source!r}")
        if match["symbol"]:
            yield _Element(match["symbol"], None, frozenset(), bool(match["optional"]))
        elif match["words"]:
            if match["words"] not in words:
                raise ValueError(f"no class of words: {piece!r} in {source!r}")
            pattern = re.compile(rf"(?:{alternatives(words[match['words']])})(?!\w)", re.IGNORECASE)
            firsts = {word[0].lower() for word in words[match["words"]]}
            letters = firsts | {letter.upper() for letter in firsts}
            yield _Element(match["words"], pattern, frozenset(letters), bool(match["optional"]))
        else:
            mark = re.compile(re.escape(match["mark"]))
            yield _Element(match["mark"], mark, frozenset(match["mark"]), bool(match["optional"]))
