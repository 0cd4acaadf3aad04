"""The fitted weights of linking: ``lexicon/links.toml``, made by ``scripts/fit_links.py``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from ..lexicon import Entry, Lexicon, read


class Curve(Entry):
    """A logistic curve: weights by feature, and from which probability on two things are joined."""

    bias: float
    threshold: float
    weights: dict[str, float]

    def log_odds(self, table: np.ndarray, names: Sequence[str]) -> np.ndarray:
        # row by row: what stands beside a row must not change its last digits, as it does in a product of matrices
        return (table * np.array([self.weights.get(name, 0.0) for name in names])).sum(axis=1) + self.bias

    def of(self, table: np.ndarray, names: Sequence[str]) -> np.ndarray:
        """The probabilities of rows of features that are called ``names``."""
        return 1 / (1 + np.exp(-np.clip(self.log_odds(table, names), -40, 40)))

    def reasons(self, table: np.ndarray, names: Sequence[str]) -> list[str]:
        """For each row what the features add to the log-odds, as JSON, the strongest first."""
        added = table * np.array([self.weights.get(name, 0.0) for name in names])
        order = np.argsort(-np.abs(added), axis=1, kind="stable")
        values = np.take_along_axis(added, order, axis=1).tolist()
        quoted = [f'"{name}": ' for name in names]
        made: list[str] = []
        for row, places in zip(values, order.tolist(), strict=True):
            told = [f"{quoted[at]}{value:.2f}" for value, at in zip(row, places, strict=True) if abs(value) >= 0.05]
            made.append("{" + ", ".join(told) + "}")
        return made


class Evidence(Entry):
    """Weights of what speaks for two names being one person.

    Set against it is within a story ``bias``, else the logarithm of how many people there are, ``population`` at least.
    """

    bias: float
    population: int
    threshold: float
    weights: dict[str, float]


class Handover(Entry):
    """Words near a name that say that somebody takes a post or leaves it, in news of a handover."""

    began_before: tuple[str, ...]
    ended_before: tuple[str, ...]
    began_behind: tuple[str, ...]
    ended_behind: tuple[str, ...]


class Roundups(Entry):
    """Words in headlines of round-ups: ``anywhere``, or where what stands before a colon ``begins`` or ``ends``."""

    anywhere: tuple[str, ...]
    begins: tuple[str, ...]
    ends: tuple[str, ...]


class Weights(Lexicon):
    """``lexicon/links.toml``."""

    contained: float
    stories: Curve
    quotes: Curve
    people: Evidence
    bynames: dict[str, str]
    address: frozenset[str]
    single: frozenset[str]
    single_anywhere: frozenset[str]
    acting: tuple[str, ...]
    handover: Handover
    roundups: Roundups


@cache
def load() -> Weights:
    return read("links", Weights)
