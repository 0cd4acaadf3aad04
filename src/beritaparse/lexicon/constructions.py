"""Model of ``constructions.toml``: how mentions stand together."""

from __future__ import annotations

from functools import cache

from . import Entry, Lexicon, read


class Construction(Entry):
    """One construction: ``patterns`` over symbols, what a match ``gives``, and templates that show it."""

    name: str
    patterns: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()


class Constructions(Lexicon):
    """``lexicon/constructions.toml``."""

    words: dict[str, tuple[str, ...]]
    constructions: tuple[Construction, ...]


@cache
def load() -> Constructions:
    return read("constructions", Constructions)
