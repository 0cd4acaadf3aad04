"""Models of ``quotes_weights.toml``: what was fitted on annotated pages, by scripts/fit_quotes.py."""

from __future__ import annotations

from bisect import bisect_left
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


class Curve(Entry):
    """How often a choice is right that is said to be so sure: straight lines between points, both rising."""

    said: tuple[float, ...]
    right: tuple[float, ...]

    def at(self, said: float) -> float:
        """The share of right choices where ``said`` is the product of what the weights say."""
        end = bisect_left(self.said, said)
        if end == 0:
            return self.right[0]
        if end == len(self.said):
            return self.right[-1]
        low, high = self.said[end - 1], self.said[end]
        part = (said - low) / (high - low)
        return self.right[end - 1] + part * (self.right[end] - self.right[end - 1])


class QuoteWeights(Lexicon):
    """``lexicon/quotes_weights.toml``."""

    reported: Weights
    speaker: Weights
    confidence: Curve


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
