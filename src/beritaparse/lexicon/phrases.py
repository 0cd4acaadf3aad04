"""Model of ``phrases.toml``: how fixed phrases stand in running text."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class PhraseWords(Lexicon):
    """``lexicon/phrases.toml``."""

    never_split: frozenset[str]
    glued: frozenset[str]
    behind_names: frozenset[str]
    prefixes: frozenset[str]
    capitals: frozenset[str]


@cache
def load() -> PhraseWords:
    return read("phrases", PhraseWords)
