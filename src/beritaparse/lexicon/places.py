"""Models of ``places.toml`` and ``geography.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from . import Entry, Lexicon, read


class Context(Entry):
    before: tuple[str, ...]
    nowhere: tuple[str, ...]
    leads: tuple[str, ...]
    holds: tuple[str, ...]
    into: tuple[str, ...]
    never: frozenset[str]
    not_bare: frozenset[str]
    not_after: frozenset[str]
    no_place_after: frozenset[str]
    ambiguous: frozenset[str]
    safe: frozenset[str]


class Places(Lexicon):
    """``lexicon/places.toml``."""

    lower: frozenset[str]
    levels: dict[str, tuple[str, ...]]
    context: Context


class Geography(Lexicon):
    """``lexicon/geography.toml``."""

    country: tuple[str, ...]
    other: tuple[str, ...]
    seat: tuple[str, ...]
    island: tuple[str, ...]
    mountain: tuple[str, ...]
    water: tuple[str, ...]
    only_with_head: frozenset[str]


@cache
def load() -> Places:
    return read("places", Places)


@cache
def geography() -> Geography:
    return read("geography", Geography)


@cache
def foreign_names() -> frozenset[str]:
    """Names of countries and cities of the world, as written."""
    return frozenset((*geography().country, *geography().other))


@cache
def seats() -> frozenset[str]:
    """Towns of Indonesia that are no regions by themselves, as written."""
    return frozenset(geography().seat)


@cache
def mountains() -> frozenset[str]:
    """Names of mountains, as written."""
    return frozenset(geography().mountain)


@cache
def world_names() -> frozenset[str]:
    """Names of countries, of cities of the world and of towns that are no regions, as written."""
    return foreign_names() | seats()


def phrases() -> Iterable[tuple[str, str, str]]:
    """Phrases for the automaton: ``geo`` with the level as key, ``level`` words."""
    world = geography()
    for level in ("country", "other", "island", "mountain", "water"):
        for name in getattr(world, level):
            if name not in world.only_with_head:
                yield "geo", name, level
    for name in world.seat:
        yield "geo", name, "other"
    for level, words in load().levels.items():
        for word in words:
            yield "level", word, level
