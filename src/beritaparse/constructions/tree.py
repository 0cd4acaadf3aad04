"""All patterns that begin with one symbol as one tree: what several have in common is matched once.

An optional element makes two ways of a pattern, one with it and one without.  A symbol may end at several places; each
is a way of its own.  Words and marks are asked for only where their first word stands.  No way is longer than its
pattern: the work grows with the number of anchors alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from .patterns import Element, Part, Pattern, first_of

_BLANKS = " \u00a0\u2009"
_MOST_BLANKS = 3
_ABSENT = 1 << 20
"""The way of an optional element that is absent: behind all of those in which it stands there."""

Symbol = Callable[[int], Iterable[tuple[int, object]]]
"""What can stand at an offset: where it ends, and what it is."""


class _Goal(NamedTuple):
    """A pattern ends here: its number, and which of its elements stand there."""

    number: int
    present: tuple[bool, ...]


class _Node:
    """A place between elements; ``absent`` leads on where no words of an optional class stand."""

    __slots__ = ("absent", "asks", "goals", "symbols", "words")

    def __init__(self) -> None:
        self.goals: list[_Goal] = []
        self.symbols: dict[str, _Node] = {}
        self.words: dict[str, tuple[Element, _Node]] = {}
        self.absent: dict[str, tuple[Element, _Node]] = {}
        self.asks: dict[str, list[tuple[Element, _Node]]] = {}
        """Words and marks by the first word that they may begin with."""

    def settle(self) -> None:
        """Make the index of the words, once all patterns are in."""
        for element, node in self.words.values():
            for first in element.firsts:
                self.asks.setdefault(first, []).append((element, node))
        for _, node in (*self.words.values(), *self.absent.values()):
            node.settle()
        for node in self.symbols.values():
            node.settle()


class Match(NamedTuple):
    """One way in which a pattern matches, without the optional elements that are absent."""

    pattern: Pattern
    parts: tuple[Part, ...]


class _Found(NamedTuple):
    goal: _Goal
    parts: tuple[Part, ...]
    ways: tuple[int, ...]

    def order(self) -> tuple[int, list[int]]:
        """Patterns in their order; of one pattern the ways as they would be tried one after the other."""
        ways = iter(self.ways)
        return self.goal.number, [next(ways) if there else _ABSENT for there in self.goal.present]


class Tree:
    """Patterns compiled together; they must begin with the same symbol."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._root = _Node()
        for number, pattern in enumerate(self.patterns):
            for path in _paths(pattern.elements):
                _enter(self._root, path).goals.append(_Goal(number, tuple(there for _, there in path)))
        self._root.settle()

    def matches(self, text: str, symbols: Mapping[str, Symbol], pos: int) -> list[Match]:
        """Every way in which a pattern matches at ``pos``, by the order of the patterns."""
        found: list[_Found] = []
        _read(self._root, text, symbols, pos, (), (), found)
        if len(found) > 1:
            found.sort(key=_Found.order)
        return [Match(self.patterns[each.goal.number], each.parts) for each in found]


def _paths(elements: tuple[Element, ...]) -> Iterator[tuple[tuple[Element, bool], ...]]:
    """The ways of a pattern: its elements, each with whether it stands there."""
    if not elements:
        yield ()
        return
    for rest in _paths(elements[1:]):
        yield ((elements[0], True), *rest)
        if elements[0].optional:
            yield ((elements[0], False), *rest)


def _enter(node: _Node, path: Iterable[tuple[Element, bool]]) -> _Node:
    """The node behind a path, made as far as it is not there."""
    for element, there in path:
        if element.words is None:
            node = node.symbols.setdefault(element.symbol, _Node()) if there else node
        else:
            _, node = (node.words if there else node.absent).setdefault(element.symbol, (element, _Node()))
    return node


def _read(
    node: _Node,
    text: str,
    symbols: Mapping[str, Symbol],
    pos: int,
    parts: tuple[Part, ...],
    ways: tuple[int, ...],
    found: list[_Found],
) -> None:
    """Add what matches from a node on.  An optional symbol may be absent where it stands, too; words may not."""
    if node.goals:
        found += [_Found(goal, parts, ways) for goal in node.goals]
    at = _over_blanks(text, pos) if parts else pos
    for symbol, behind in node.symbols.items():
        for way, (end, value) in enumerate(symbols[symbol](at)):
            _read(behind, text, symbols, end, (*parts, Part(symbol, at, end, value)), (*ways, way), found)
    if not node.words and not node.absent:
        return
    first = first_of(text, at)
    for element, behind in node.asks.get(first, ()):
        assert element.words is not None
        if (match := element.words.match(text, at)) is not None:
            end = match.end()
            _read(behind, text, symbols, end, (*parts, Part(element.symbol, at, end, match.group())), (*ways, 0), found)
    for element, behind in node.absent.values():
        assert element.words is not None
        if first not in element.firsts or element.words.match(text, at) is None:
            _read(behind, text, symbols, pos, parts, ways, found)


def _over_blanks(text: str, pos: int) -> int:
    end = min(pos + _MOST_BLANKS, len(text))
    while pos < end and text[pos] in _BLANKS:
        pos += 1
    return pos
