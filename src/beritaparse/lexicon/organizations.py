"""Model of ``organizations.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from . import Entry, Lexicon, read


class OrganizationHead(Entry):
    kind: str
    forms: tuple[str, ...]


class Organizations(Lexicon):
    """``lexicon/organizations.toml``."""

    heads: tuple[OrganizationHead, ...]
    tails: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    not_before: tuple[str, ...]
    products: frozenset[str]
    never: frozenset[str]
    unit_words: frozenset[str]
    within: frozenset[str]
    capital_heads: frozenset[str]
    domains: tuple[str, ...]
    outlet_heads: tuple[str, ...]
    outlet_series: tuple[str, ...]


@cache
def load() -> Organizations:
    return read("organizations", Organizations)


def phrases() -> Iterable[tuple[str, str, str]]:
    """Phrases for the automaton: ``head:company``, ``name:party``."""
    lexicon = load()
    for head in lexicon.heads:
        for form in head.forms:
            yield "organization", form, f"head:{head.kind}"
    for kind, tails in lexicon.tails.items():
        for tail in tails:
            yield "organization", tail, f"tail:{kind}"
    for kind, names in lexicon.names.items():
        for name in names:
            yield "organization", name, f"name:{kind}"
