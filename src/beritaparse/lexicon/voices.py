"""Who speaks for what: groups of voices, and the posts whose holders speak in public."""

from __future__ import annotations

from functools import cache

from ..article import Role
from . import Entry, Lexicon, read


class Group(Entry):
    """A group of voices: ``services`` of officials, ``roles`` of everybody else, ``words`` of descriptions."""

    id: str
    services: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    words: tuple[str, ...]


class Public(Entry):
    titles: tuple[str, ...]


class Voices(Lexicon):
    """``lexicon/voices.toml``."""

    group: tuple[Group, ...]
    public: Public


class Map(Lexicon):
    """``lexicon/map.toml``: the province codes of each shape, and shorter names of provinces."""

    shapes: dict[str, tuple[str, ...]]
    names: dict[str, str]


@cache
def load() -> Voices:
    return read("voices", Voices)


@cache
def load_map() -> Map:
    return read("map", Map)
