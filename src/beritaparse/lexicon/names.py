"""Model of ``names.toml``."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class Names(Lexicon):
    """``lexicon/names.toml``."""

    honorifics: tuple[str, ...]
    shortened: tuple[str, ...]
    callings: frozenset[str]
    given: frozenset[str]
    name_words: frozenset[str]
    pilgrims: tuple[str, ...]
    particles: tuple[str, ...]
    degrees: frozenset[str]
    closings: frozenset[str]
    stops: tuple[str, ...]
    not_first: tuple[str, ...]
    openers: tuple[str, ...]
    doubtful_openers: tuple[str, ...]
    venues: frozenset[str]
    groups: frozenset[str]
    alone: frozenset[str]
    signs: frozenset[str]


@cache
def load() -> Names:
    return read("names", Names)
