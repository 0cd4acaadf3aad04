"""Model of ``facts.toml``."""

from __future__ import annotations

from functools import cache

from . import Entry, Lexicon, read


class Words(Entry):
    classifiers: tuple[str, ...]
    between: tuple[str, ...]
    bare: tuple[str, ...]


class Statutes(Entry):
    laws: tuple[str, ...]
    act: tuple[str, ...]
    named: tuple[str, ...]
    joints: tuple[str, ...]


class Evidence(Entry):
    drugs: tuple[str, ...]
    measures: tuple[str, ...]
    goods: tuple[str, ...]
    classifiers: tuple[str, ...]
    states: tuple[str, ...]
    weighed: tuple[str, ...]
    seized: tuple[str, ...]
    no_evidence: tuple[str, ...]


class Facts(Lexicon):
    """``lexicon/facts.toml``."""

    people: dict[str, tuple[str, ...]]
    words: Words
    numbers: dict[str, int]
    scales: dict[str, int]
    verbs: dict[str, tuple[str, ...]]
    money: dict[str, str]
    currencies: dict[str, str]
    statutes: Statutes
    evidence: Evidence


@cache
def load() -> Facts:
    return read("facts", Facts)
