"""``lexicon/abbreviations.toml``: words that keep their full stop, and what may stand around them."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class Abbreviations(Lexicon):
    titles: tuple[str, ...]
    addresses: tuple[str, ...]
    ranks: tuple[str, ...]
    others: tuple[str, ...]
    final: tuple[str, ...]
    companies: tuple[str, ...]
    lettered: tuple[str, ...]
    openers: tuple[str, ...]
    joins: frozenset[str]
    domains: tuple[str, ...]

    def all(self) -> tuple[str, ...]:
        """Every abbreviation that keeps its full stop."""
        return (*self.titles, *self.addresses, *self.ranks, *self.others, *self.companies)


@cache
def load() -> Abbreviations:
    return read("abbreviations", Abbreviations)
