"""What the choices of an event leave in the trace: its type, day, venue and place, each with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from ..text.trace import Candidate, note, weighed
from .choice import Choice, Slot, best, chances, choices
from .classify import Candidate as Triggered
from .types import Guesses, TypeModel
from .words import Groups

MOST_TYPES = 5


def tell_type(
    model: TypeModel,
    words: Groups,
    ranked: Sequence[Triggered],
    guesses: Guesses,
    chosen: str | None,
    length: int,
) -> None:
    """The likeliest types of a page of ``length`` characters, and what spoke for and against each."""
    told: list[Candidate] = []
    for guess in guesses.best(MOST_TYPES):
        reasons = model.reasons(guess.type, words, ranked)
        told.append(
            Candidate(guess.type or "no event", guess.probability, weighed(reasons, reasons), guess.type == chosen)
        )
    note("event.type", (0, length), told)


def tell_slot(slot: Slot, at: tuple[int, int], candidates: Sequence[tuple[str, Sequence[str]]]) -> None:
    """The candidates for a slot, given by what they say, of the event that is named ``at``."""
    choice: Choice = getattr(choices(), slot)
    taken = best(slot, candidates)
    number_taken = taken[0] if taken else None
    told = [
        Candidate(said, chance, weighed(features, choice.features), number == number_taken)
        for number, ((said, features), chance) in enumerate(zip(candidates, chances(slot, candidates), strict=True))
    ]
    note(f"event.{slot}", at, told, choice.least)
