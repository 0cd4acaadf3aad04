"""Model of ``layout.toml``."""

from __future__ import annotations

from functools import cache

from ..article import BlockKind
from . import Entry, Lexicon, read


class Marker(Entry):
    kind: BlockKind
    line: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


class BylineEnd(Entry):
    brackets: bool
    stars: str
    most: int


class DatelineWords(Entry):
    dashes: tuple[str, ...]
    outlets: tuple[str, ...]


class Layout(Lexicon):
    """``lexicon/layout.toml``."""

    title_small: frozenset[str]
    markers: tuple[Marker, ...]
    byline_end: BylineEnd
    dateline: DatelineWords


@cache
def load() -> Layout:
    return read("layout", Layout)
