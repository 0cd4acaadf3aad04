"""Model of ``organizations.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property

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
    common: frozenset[str]
    general: frozenset[str]
    explained: frozenset[str]
    schools: frozenset[str]
    subjects: frozenset[str]
    nations: frozenset[str]
    wanting: frozenset[str]
    counted: tuple[str, ...]
    regional: frozenset[str]
    titles: frozenset[str]
    not_behind: dict[str, str]
    nicknames: dict[str, str]
    legal_forms: tuple[str, ...]
    legal_ends: tuple[str, ...]
    never: frozenset[str]
    unit_words: frozenset[str]
    within: frozenset[str]
    only_last: frozenset[str]
    capital_heads: frozenset[str]
    domains: tuple[str, ...]
    sites: tuple[str, ...]
    outlet_heads: tuple[str, ...]
    outlet_series: tuple[str, ...]
    outlet_prefixes: tuple[str, ...]
    outlet_ends: frozenset[str]
    citing: tuple[str, ...]
    surely_citing: tuple[str, ...]
    reporters: tuple[str, ...]
    announcing: dict[str, str]
    branches: tuple[str, ...]
    whole_branches: frozenset[str]
    branching: frozenset[str]
    last_words: frozenset[str]
    leads: dict[str, tuple[str, ...]]
    in_universities: frozenset[str]
    universities: frozenset[str]
    english_heads: frozenset[str]
    sure_leads: frozenset[str]
    in_assemblies: frozenset[str]
    assemblies: tuple[str, ...]
    of_bodies: frozenset[str]

    @cached_property
    def whole_names(self) -> frozenset[str]:
        """The names that are listed whole, of all kinds."""
        return frozenset(name for names in self.names.values() for name in names)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that names of organisations begin with."""
        return frozenset(form.split()[0] for head in self.heads for form in head.forms)


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
    for kind, leads in lexicon.leads.items():
        for lead in leads:
            yield "organization", lead, f"lead:{kind}"
    for kind, names in lexicon.names.items():
        for name in names:
            yield "organization", name, f"name:{kind}"
