"""The choice among candidates: each has features, a feature has a weight; the likeliest is taken, or none.

The candidates of a page share one probability with that of there being none, as in a conditional logit model; those
that say the same (a day named twice) add theirs.  The weights are fitted on annotated pages
(``scripts/fit_event_slots.py``) and stand in ``lexicon/events_weights.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, Literal, TypeVar

from ..lexicon import Entry, Lexicon, read

Slot = Literal["day", "venue", "place"]
C = TypeVar("C")


class Choice(Entry):
    """``least`` is the probability from which a candidate is taken."""

    bias: float
    least: float
    features: dict[str, float]

    def odds(self, features: Iterable[str]) -> float:
        """How likely a candidate with these features is, against there being none."""
        return math.exp(self.bias + sum(filter(None, map(self.features.get, features))))


class Choices(Lexicon):
    """``lexicon/events_weights.toml``."""

    day: Choice
    venue: Choice
    place: Choice


@cache
def choices() -> Choices:
    return read("events_weights", Choices)


def _odds(slot: Slot, candidates: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
    choice: Choice = getattr(choices(), slot)
    return [choice.odds(features) for _, features in candidates]


def _shared(candidates: Sequence[tuple[str, Sequence[str]]], odds: Sequence[float]) -> list[float]:
    """For each candidate the probability of what it says."""
    said: dict[str, float] = {}
    for (saying, _), share in zip(candidates, odds, strict=True):
        said[saying] = said.get(saying, 0.0) + share
    total = 1 + sum(odds)
    return [said[saying] / total for saying, _ in candidates]


def chances(slot: Slot, candidates: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
    """How likely what each candidate says is right; a candidate is what it says and its features."""
    return _shared(candidates, _odds(slot, candidates))


@dataclass(frozen=True)
class Chosen(Generic[C]):
    """What fills a slot, and the probability (0 to 1) that it is right."""

    value: C
    probability: float


def best(slot: Slot, candidates: Sequence[tuple[str, Sequence[str]]]) -> tuple[int, float] | None:
    """The number of the likeliest candidate and the probability of what it says.

    Of those that say the same it is the likeliest by itself, of equals the first; None where none is sure enough.
    """
    odds = _odds(slot, candidates)
    told = _shared(candidates, odds)
    choice: Choice = getattr(choices(), slot)
    if not told or max(told) < choice.least:
        return None
    at = max(range(len(told)), key=lambda at: (told[at], odds[at], -at))
    return at, told[at]


def chosen(slot: Slot, given: Sequence[tuple[C, list[str]]], saying: Callable[[C], str]) -> Chosen[C] | None:
    """The best of the candidates, each given with its features; ``saying`` tells which of them say the same."""
    taken = best(slot, [(saying(value), features) for value, features in given])
    return Chosen(given[taken[0]][0], taken[1]) if taken else None


_TOLD = frozenset({"word=occurring", "word=trigger", "word=catching", "word=finding", "word=court"})
"""Governing words that tell of the event itself."""


def with_rivals(given: list[tuple[C, list[str]]]) -> list[tuple[C, list[str]]]:
    """Add to each candidate's features whether the words of another one tell of the event, before it or behind."""
    told = [not _TOLD.isdisjoint(features) for _, features in given]
    first = told.index(True) if True in told else len(told)
    last = len(told) - 1 - told[::-1].index(True) if True in told else -1
    for number, (_, features) in enumerate(given):
        where = "before" if first < number else "behind" if last > number else "none"
        features += [f"rival={where}", f"{features[0]} rival={where}", f"told={told[number]} rival={where}"]
    return given
