"""Model of ``people.toml``."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class People(Lexicon):
    """``lexicon/people.toml``."""

    small_tails: tuple[str, ...]
    initial_words: tuple[str, ...]
    initial_roles: tuple[str, ...]
    initials_are: tuple[str, ...]
    initials_do: tuple[str, ...]
    list_words: tuple[str, ...]
    several: tuple[str, ...]
    not_initials: frozenset[str]
    name_roles: frozenset[str]
    name_words: tuple[str, ...]
    weak_words: frozenset[str]
    sure_words: frozenset[str]
    alias_words: tuple[str, ...]
    nickname_words: tuple[str, ...]
    called_words: tuple[str, ...]
    credits: tuple[str, ...]
    pairs: tuple[str, ...]
    leading: tuple[str, ...]
    wives: frozenset[str]
    wives_bodies: frozenset[str]
    kin: tuple[str, ...]
    looking_back: tuple[str, ...]
    topic_words: tuple[str, ...]
    roles_before: dict[str, tuple[str, ...]]
    roles_behind: dict[str, tuple[str, ...]]


@cache
def load() -> People:
    return read("people", People)
