"""Patterns over typed symbols: ``POST ,? RANK? NAME``.

An element is a symbol (capitals: what stands there is asked of the caller), a class of words (``<as>``) or a mark that
stands for itself; ``?`` makes it optional.  Blanks between elements do not count.  :mod:`.tree` matches them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..lexicon import alternatives

_ELEMENT = re.compile(r"(?:(?P<symbol>[A-Z]+)|<(?P<words>\w+)>|(?P<mark>[^\w\s?<>]))(?P<optional>\??)")
_FIRST = re.compile(r"[^\W\d_]+|[^ ]")


class Part(NamedTuple):
    """What an element of a pattern matched: ``text[start:end]``; ``value`` is what the symbol's caller gave."""

    symbol: str
    start: int
    end: int
    value: object


class Element(NamedTuple):
    symbol: str
    words: re.Pattern[str] | None
    """What matches a class of words or a mark; None for a symbol."""
    firsts: frozenset[str]
    """The words in small letters, or the marks, with one of which it begins."""
    optional: bool


class Pattern:
    """One pattern of the construction ``name``.  Raises ValueError for a ``source`` that is none."""

    def __init__(self, name: str, source: str, words: Mapping[str, Iterable[str]]) -> None:
        self.name = name
        self.elements = tuple(_elements(source, words))
        self.first = self.elements[0].symbol


def first_of(text: str, pos: int) -> str:
    """The word in small letters or the mark at an offset; nothing where a blank stands there."""
    char = text[pos : pos + 1]
    if not char.isalnum():  # asked first: mostly a mark
        return "" if char == " " else char
    match = _FIRST.match(text, pos)
    return match.group().lower() if match is not None else ""


def _elements(source: str, words: Mapping[str, Iterable[str]]) -> Iterator[Element]:
    for piece in source.split():
        match = _ELEMENT.fullmatch(piece)
        if match is None:
            raise ValueError(f"no element of a pattern: {piece!r} in {source!r}")
        optional = bool(match["optional"])
        if match["symbol"]:
            yield Element(match["symbol"], None, frozenset(), optional)
        elif match["words"]:
            known = words.get(match["words"])
            if known is None:
                raise ValueError(f"no class of words: {piece!r} in {source!r}")
            pattern = re.compile(rf"(?:{alternatives(known)})(?!\w)", re.IGNORECASE)
            yield Element(match["words"], pattern, frozenset(first_of(word, 0) for word in known), optional)
        else:
            mark = match["mark"]
            yield Element(mark, re.compile(re.escape(mark)), frozenset(mark), optional)
