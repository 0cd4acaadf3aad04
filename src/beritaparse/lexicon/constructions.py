"""Model of ``constructions.toml``: how mentions stand together."""

from __future__ import annotations

from functools import cache

from . import Entry, Lexicon, read


class Appoints(Entry):
    """Who takes a post, by the numbers of a match's names and posts, from 1; 0 for nobody and nothing."""

    who: int
    post: int = 0
    former: int = 0
    predecessor: int = 0


class Construction(Entry):
    """One construction: ``patterns`` over symbols, what a match says, and templates that show it.

    ``holds``: pairs of a name and the post that it has, by their numbers from 1.  Where it is empty, as many names as
    posts have one each, else all of them the first post.
    """

    name: str
    patterns: tuple[str, ...] = ()
    holds: tuple[tuple[int, int], ...] = ()
    appoints: Appoints | None = None
    examples: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()


class Constructions(Lexicon):
    """``lexicon/constructions.toml``."""

    fillings: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    constructions: tuple[Construction, ...]


@cache
def load() -> Constructions:
    return read("constructions", Constructions)


@cache
def by_name() -> dict[str, Construction]:
    return {each.name: each for each in load().constructions}
