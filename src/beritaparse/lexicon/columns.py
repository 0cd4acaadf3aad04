"""Names under which tables of articles keep their fields."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class Columns(Lexicon):
    """For each field of an input record the usual column names, the likeliest first; ``unnamed`` are the columns of
    tables that have no header, ``nothing`` are values that say that there is none."""

    text: tuple[str, ...]
    html: tuple[str, ...]
    title: tuple[str, ...]
    published: tuple[str, ...]
    outlet: tuple[str, ...]
    url: tuple[str, ...]
    id: tuple[str, ...]
    unnamed: tuple[tuple[str, ...], ...]
    nothing: frozenset[str]


@cache
def load() -> Columns:
    return read("columns", Columns)
