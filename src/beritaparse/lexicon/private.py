"""Model of ``private.toml``."""

from __future__ import annotations

from functools import cache

from . import Entry, Lexicon, read


class NumberForm(Entry):
    """A kind of number that leads to a person; ``near``: words of which one must stand shortly before it."""

    name: str
    form: str
    near: tuple[str, ...] = ()


class Private(Lexicon):
    """``lexicon/private.toml``: what redaction masks beside the names of people who were recognised."""

    addressed: frozenset[str]
    apposed_to: tuple[str, ...]
    before_names: tuple[str, ...]
    names_too: frozenset[str]
    before_speakers: tuple[str, ...]
    accused: tuple[str, ...]
    about_accused: tuple[str, ...]
    party_behind: tuple[str, ...]
    party_links: tuple[str, ...]
    kin: tuple[str, ...]
    short_names: frozenset[str]
    behind_names: tuple[str, ...]
    public_posts: tuple[str, ...]
    no_offices: tuple[str, ...]
    name_heads: tuple[str, ...]
    ages: tuple[str, ...]
    numbers: tuple[NumberForm, ...]


@cache
def load() -> Private:
    return read("private", Private)
