"""Model of ``offices.toml``: words of which names of offices and regions are made."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class Offices(Lexicon):
    """``lexicon/offices.toml``."""

    topics: frozenset[str]
    taking: frozenset[str]
    joining: frozenset[str]
    compass: frozenset[str]
    headline: frozenset[str]


@cache
def load() -> Offices:
    return read("offices", Offices)
