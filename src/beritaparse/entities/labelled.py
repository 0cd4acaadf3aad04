"""What the packaged branch for our own conventions says of a stretch of text: a unit, an organisation, a facility.

The readings overlap (``Polres Pati``, ``Polres Pati Kota``), each with the probability that exactly these words are
such a name.  They decide nothing by themselves: they are features of candidates, and candidates to be weighed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..page import Entity, Page

STEPS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_LONGEST = 160
"""Characters of a reading, about: what begins further before a stretch is not looked at."""


class Labelled:
    """The readings of one page; without a model it is ``blind``."""

    def __init__(self, page: Page) -> None:
        self.readings = page.labelled
        self.blind = not page.entities and not page.labelled
        self._starts = [reading.start for reading in page.labelled]
        self._scores = {(start, end, label): score for start, end, label, score in page.labelled}

    def probability(self, start: int, end: int, label: str) -> float:
        """That ``text[start:end]`` is a name of that label and no word more or less; 0 where it is not probable."""
        return self._scores.get((start, end, label), 0.0)

    def overlapping(self, start: int, end: int) -> Iterator[Entity]:
        """The readings that share a character with ``text[start:end]``."""
        for at in range(bisect_left(self._starts, start - _LONGEST), len(self._starts)):
            reading = self.readings[at]
            if reading.start >= end:
                return
            if reading.end > start:
                yield reading

    def features(self, start: int, end: int) -> Iterator[str]:
        """``ORG 0.7`` for each label of exactly this stretch; else of the likeliest reading of another extent how it
        lies to it (``UNIT longer begins 0.5``); ``none`` where there is none, ``blind`` without a model."""
        if self.blind:
            yield "blind"
            return
        exact = False
        best: Entity | None = None
        for reading in self.overlapping(start, end):
            if reading.start == start and reading.end == end:
                exact = True
                yield f"{reading.label} {step(reading.score)}"
            elif best is None or reading.score > best.score:
                best = reading
        if best is None:
            if not exact:
                yield "none"
            return
        yield f"{best.label} {_lies(best, start, end)} {step(best.score)}"


def _lies(reading: Entity, start: int, end: int) -> str:
    longer = reading.start <= start and reading.end >= end
    shorter = reading.start >= start and reading.end <= end
    edge = "begins" if reading.start == start else "ends" if reading.end == end else "inside"
    return f"{'longer' if longer else 'shorter' if shorter else 'across'} {edge}"


def step(score: float) -> str:
    """The highest of :data:`STEPS` that a score reaches."""
    return str(max((least for least in STEPS if score >= least), default=0.0))
