"""Model of ``facts.toml``."""

from __future__ import annotations

from functools import cache

from . import Entry, Lexicon, read


class Words(Entry):
    classifiers: tuple[str, ...]
    between: tuple[str, ...]


class Statutes(Entry):
    laws: tuple[str, ...]
    act: tuple[str, ...]


class Evidence(Entry):
    drugs: tuple[str, ...]
    measures: tuple[str, ...]
    goods: tuple[str, ...]
    classifiers: tuple[str, ...]


class Facts(Lexicon):
    """``lexicon/facts.toml``."""

    people: dict[str, tuple[str, ...]]
    words: Words
    numbers: dict[str, int]
    scales: dict[str, int]
    money: dict[str, str]
    statutes: Statutes
    evidence: Evidence


@cache
def load() -> Facts:
    return read("facts", Facts)
