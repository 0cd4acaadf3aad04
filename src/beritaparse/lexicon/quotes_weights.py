"""Models of ``quotes_weights.toml``: what was fitted on annotated pages, by scripts/fit_quotes.py."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import exp

from . import Entry, Lexicon, read


class Weights(Entry):
    """A logistic choice: a bias, and a weight for each named feature; what has no weight weighs nothing."""

    bias: float
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The sum of the weights of ``features``."""
        known = self.weights
        return self.bias + sum([known[feature] for feature in features if feature in known])

    def probability(self, features: Iterable[str]) -> float:
        """The share of cases with these features that are right, as fitted."""
        return sigmoid(self.score(features))


class QuoteWeights(Lexicon):
    """``lexicon/quotes_weights.toml``."""

    reported: Weights
    speaker: Weights


def sigmoid(score: float) -> float:
    return 1 / (1 + exp(-score))


@cache
def load() -> QuoteWeights:
    return read("quotes_weights", QuoteWeights)


class MinedWord(Entry):
    """How often a word stands where reporting words stand, and what was decided of it."""

    root: str
    after: int = 0
    nya: int = 0
    that: int = 0
    asks: int = 0
    wonders: int = 0
    all: int
    decided: str


class Mined(Lexicon):
    """``lexicon/cues_mined.toml``, written by scripts/mine_cues.py."""

    words: dict[str, MinedWord]


@cache
def mined() -> Mined:
    return read("cues_mined", Mined)
