"""Model of ``private.toml``."""

from __future__ import annotations

from collections.abc import Iterable
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
    seekers: tuple[str, ...]
    pronouns: frozenset[str]
    case_words: dict[str, tuple[str, ...]]
    look_alikes: dict[str, str]
    digits: dict[str, str]
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


class PartyWeights(Lexicon):
    """``lexicon/private_weights.toml``: what speaks for it that somebody in office is a party to the case."""

    least: float
    """The score from which on somebody is masked; below 0, for a name too much is better than one too few."""
    weights: dict[str, float]

    def score(self, reasons: Iterable[str]) -> float:
        """The sum of the weights of reasons: the logit of being a party."""
        known = self.weights
        return sum([known[reason] for reason in reasons if reason in known])


@cache
def weights() -> PartyWeights:
    return read("private_weights", PartyWeights)
