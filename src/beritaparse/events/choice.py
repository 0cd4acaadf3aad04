"""The choice among candidates: a day or place has features, a feature a weight; the surest is taken, or none.

The weights are fitted on annotated pages (``scripts/fit_event_slots.py``) and stand in ``lexicon/events_weights.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, TypeVar

from ..lexicon import Entry, Lexicon, read

Slot = Literal["day", "venue"]
C = TypeVar("C")


class Choice(Entry):
    """``least`` is the probability from which a candidate is taken."""

    bias: float
    least: float
    features: dict[str, float]

    def sure(self, features: Iterable[str]) -> float:
        """How likely a candidate with these features is the right one."""
        return 1 / (1 + math.exp(-(self.bias + sum(self.features.get(name, 0.0) for name in features))))


class Choices(Lexicon):
    """``lexicon/events_weights.toml``."""

    day: Choice
    venue: Choice


@cache
def choices() -> Choices:
    return read("events_weights", Choices)


def best(slot: Slot, candidates: Sequence[tuple[C, Sequence[str]]]) -> C | None:
    """The surest of the candidates, of equals the first; None where none is sure enough."""
    choice: Choice = getattr(choices(), slot)
    found: C | None = None
    top = choice.least
    for candidate, features in candidates:
        sure = choice.sure(features)
        if sure > top or (sure == top and found is None):
            found, top = candidate, sure
    return found


_TOLD = ("word=occurring", "word=trigger", "word=catching", "word=finding", "word=court")
"""Governing words that tell of the event itself."""


def with_rivals(given: list[tuple[C, list[str]]]) -> list[tuple[C, list[str]]]:
    """Add to each candidate's features whether the words of another one tell of the event, before it or behind."""
    told = [any(name in _TOLD for name in features) for _, features in given]
    for number, (_, features) in enumerate(given):
        where = "before" if any(told[:number]) else "behind" if any(told[number + 1 :]) else "none"
        features += [f"rival={where}", f"{features[0]} rival={where}", f"told={told[number]} rival={where}"]
    return given
