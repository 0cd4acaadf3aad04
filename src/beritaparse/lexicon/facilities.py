"""Model of ``facilities.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from . import Entry, Lexicon, read


class FacilityHead(Entry):
    kind: str
    forms: tuple[str, ...]
    lower: bool


class NameWords(Entry):
    levels: frozenset[str]
    districts: frozenset[str]
    roads: frozenset[str]
    abbreviated: frozenset[str]
    within: frozenset[str]
    particles: tuple[str, ...]
    ranks: frozenset[str]
    numbered: frozenset[str]
    marks: frozenset[str]
    general: frozenset[str]
    initials: frozenset[str]
    clubs: frozenset[str]
    inner: tuple[str, ...]
    owners: tuple[str, ...]
    residences: frozenset[str]
    routes: frozenset[str]
    streets: frozenset[str]
    houses: tuple[str, ...]
    rulers: tuple[str, ...]
    seats: frozenset[str]
    weekdays: frozenset[str]
    endings: frozenset[str]
    titles: frozenset[str]
    before_bodies: tuple[str, ...]
    levelled: frozenset[str]
    told_or_not: frozenset[str]


class Facilities(Lexicon):
    """``lexicon/facilities.toml``."""

    listing: tuple[str, ...]
    not_after: tuple[str, ...]
    venue_cues: tuple[str, ...]
    site_words: frozenset[str]
    learning: frozenset[str]
    parts: frozenset[str]
    opening: frozenset[str]
    fronts: frozenset[str]
    nameless: dict[str, frozenset[str]]
    never: dict[str, frozenset[str]]
    signs: dict[str, frozenset[str]]
    words: NameWords
    heads: tuple[FacilityHead, ...]
    tails: dict[str, tuple[str, ...]]


@cache
def load() -> Facilities:
    return read("facilities", Facilities)


@cache
def lower_heads() -> frozenset[str]:
    """Kinds whose head may be written small."""
    return frozenset(head.kind for head in load().heads if head.lower)


def phrases() -> Iterable[tuple[str, str, str]]:
    """Head words and tails for the automaton: ``hotel``, ``tail:hotel``."""
    for head in load().heads:
        for form in head.forms:
            yield "facility", form, head.kind
    for kind, tails in load().tails.items():
        for tail in tails:
            yield "facility", tail, f"tail:{kind}"
