"""The choice among readings that compete: each has features, whose weights were fitted on annotated text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import TypeVar

from ..lexicon import Lexicon
from ..text.intervals import Intervals

T = TypeVar("T")
Spans = Sequence[tuple[int, int]]


class Weights(Lexicon):
    """A lexicon of fitted weights; ``least`` is the score from which on a reading counts."""

    least: float
    weights: dict[str, float]


def score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the weights of the features: the logit of the probability that the reading is right.

    A feature without a weight is of no account.
    """
    return sum(filter(None, map(weights.get, features)))


def probability(logit: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))


def choose(readings: Iterable[tuple[float, Spans, T]], least: float = 0.0) -> list[T]:
    """The best set of readings that score ``least`` or more and take no stretch of text twice.

    The surest comes first, but one that joins stretches (a post and its holder) before any of a name alone.
    """
    taken = Intervals()
    chosen: list[T] = []
    for value, spans, reading in sorted(readings, key=lambda item: (len(item[1]) < 2, -item[0])):
        if value >= least and not any(taken.overlaps(start, end) for start, end in spans):
            chosen.append(reading)
            for start, end in spans:
                taken.add(start, end)
    return chosen
