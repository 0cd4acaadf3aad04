"""Words that are written together with the word before them: ``lexicon/clitics.toml``."""

from __future__ import annotations

from functools import cache

from . import Entry, Lexicon, read


class Relation(Entry):
    upos: str
    deprel: str


class Clitics(Lexicon):
    """The forms, and what a clitic is by the value of the feature ``Clitic``."""

    forms: frozenset[str]
    relations: dict[str, Relation]


@cache
def load() -> Clitics:
    return read("clitics", Clitics)
