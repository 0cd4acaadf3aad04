"""Model of ``layout.toml``."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import StringConstraints

from ..article import BlockKind
from . import Entry, Lexicon, read

WordFirst = Annotated[str, StringConstraints(pattern=r"^\w+(?: |\\s\{[1-9],|\\s\{0,\d\}[^\w\\]|$)")]
"""An expression whose first word is written out and ends there: it is looked for where a line has that word."""


class Marker(Entry):
    kind: BlockKind
    line: tuple[str, ...] = ()
    rest: tuple[WordFirst, ...] = ()
    inside: tuple[WordFirst, ...] = ()


class LoneMarkers(Entry):
    """Markers that stand in a line of their own: where the links are that they announce."""

    either_side: tuple[str, ...]
    below: tuple[str, ...]


class BylineEnd(Entry):
    """The mark at the end of an article: its longest, words that it is known by, words that begin no mark."""

    most: int
    words: tuple[str, ...]
    never: frozenset[str]


class DatelineWords(Entry):
    """The parts of a dateline: what speaks for each reading, by the name of its look, of its end and of its order."""

    dashes: tuple[str, ...]
    domains: tuple[str, ...]
    media: tuple[str, ...]
    media_endings: tuple[str, ...]
    least: float
    looks: dict[str, float]
    closing: dict[str, float]
    sure: float
    asked: dict[str, float]
    structure: dict[str, float]


class Furniture(Entry):
    """How sure the weights must be that a line is furniture (by zone, more by each character) or the headline."""

    least: dict[str, float]
    by_length: float
    sentence: float
    headline: float
    item: float
    """Of an item of a list in or below the article that is no headline."""


class Layout(Lexicon):
    """``lexicon/layout.toml``."""

    title_small: frozenset[str]
    date_words: frozenset[str]
    credit_words: frozenset[str]
    networks: frozenset[str]
    sections: frozenset[str]
    before_link: frozenset[str]
    markers: tuple[Marker, ...]
    lone_markers: LoneMarkers
    byline_end: BylineEnd
    byline_tasks: dict[str, tuple[str, ...]]
    byline_never: frozenset[str]
    dateline: DatelineWords
    furniture: Furniture


@cache
def load() -> Layout:
    return read("layout", Layout)
