"""The trace of a parse: which candidates a choice had, what spoke for and against each, and which was taken.

Off by default, and then a choice pays for one look at :data:`_open`.  Who wants to know parses inside of
:func:`tracing`; whoever chooses calls :func:`note` where :func:`is_on` says so.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Candidate(NamedTuple):
    """One of those that a choice had; ``reasons`` are its features with their weights, the heaviest first."""

    label: str
    probability: float
    reasons: tuple[tuple[str, float], ...]
    chosen: bool


class Decision(NamedTuple):
    """A choice: what was asked (``quote.speaker``, ``event.type`` …), of which stretch of text, and the candidates."""

    question: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    least: float
    """The probability from which a candidate is taken."""


_open: ContextVar[list[Decision] | None] = ContextVar("beritaparse_trace", default=None)


@contextmanager
def tracing() -> Generator[list[Decision], None, None]:
    """Collect the decisions that are made inside, in this thread of control."""
    decisions: list[Decision] = []
    token = _open.set(decisions)
    try:
        yield decisions
    finally:
        _open.reset(token)


def is_on() -> bool:
    return _open.get() is not None


def note(question: str, span: tuple[int, int], candidates: Iterable[Candidate], least: float = 0.0) -> None:
    """Tell of a choice, if anybody listens."""
    decisions = _open.get()
    if decisions is not None:
        ordered = tuple(sorted(candidates, key=lambda candidate: (not candidate.chosen, -candidate.probability)))
        decisions.append(Decision(question, *span, ordered, least))


def weighed(features: Iterable[str], weights: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Features with their weights, the heaviest first; those without a weight are left out."""
    found = {name: weights[name] for name in features if weights.get(name)}
    return tuple(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))
