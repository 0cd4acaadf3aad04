"""Which types of event a page names: triggers weighed by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .page import Names, Stretch
from .triggers import Zone, matcher, turns, zone_factors

DECAY = 0.5
"""Each further trigger of a type in a zone counts half as much as the one before it."""
BODY_LIMIT = 6.0
"""A long body cannot outvote headline and lead."""


@dataclass
class Candidate:
    """A type of event with its score and the triggers that speak for it."""

    type: str
    score: float = 0.0
    hits: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    weights: dict[tuple[int, int], float] = field(default_factory=dict[tuple[int, int], float])
    """How much each of the hits says by where it stands."""
    named_first: bool = False
    """A strong trigger stands in headline or lead."""


def candidates(stretches: Sequence[Stretch], names: Names | None = None) -> list[Candidate]:
    """Return all types with triggers in the page, the best first; of equals the one that the lexicon has first.

    A trigger inside one of the ``names`` of people and places says nothing: ``Lucky Hakim``, ``Tebing Tinggi``.
    """
    found: dict[str, Candidate] = {}
    weights: dict[tuple[str, Zone], dict[str, float]] = {}
    triggers, factors = matcher(), zone_factors()
    strong, weak = triggers.strong, triggers.weak
    found_in = triggers.find([stretch.text for stretch in stretches])
    for stretch, hits in zip(stretches, found_in, strict=True):
        zone, floor, text = stretch.zone, stretch.start, stretch.text
        in_zone = factors[zone]
        if names is not None and hits:
            hits = names.outside(stretch, hits)
        for start, end, votes, factor in hits:
            phrase = text[start:end].lower()
            at = (floor + start, floor + end) if floor is not None and factor >= 1.0 else None
            if at and names and names.units.covers(*at):
                at = None
            for kind, weight in votes:
                candidate = found.get(kind)
                if candidate is None:
                    candidate = found[kind] = Candidate(kind)
                known = weights.get((kind, zone))
                if known is None:
                    known = weights[kind, zone] = {}
                said = weight * factor
                if said > known.get(phrase, 0.0):
                    known[phrase] = said
                if at is not None and weight > weak:
                    candidate.hits.append(at)
                    candidate.weights[at] = weight * in_zone
                if said >= strong and zone != "body":
                    candidate.named_first = True
    for (kind, zone), known in weights.items():
        ranked = sorted(known.values(), reverse=True)
        score = factors[zone] * sum([weight * DECAY**rank for rank, weight in enumerate(ranked)])
        found[kind].score += min(score, BODY_LIMIT) if zone == "body" else score
    _turn(found, " ".join(stretch.text for stretch in stretches if stretch.zone != "body"))
    order = matcher().order
    return sorted(found.values(), key=lambda candidate: (-candidate.score, order[candidate.type]))


def _turn(found: dict[str, Candidate], opening: str) -> None:
    """An accident with a helicopter is none on the road: what speaks for one type speaks for another."""
    for kind, other, words, unless in turns():
        if kind in found and words.search(opening) and not unless.search(opening):
            turned = found.pop(kind)
            target = found.setdefault(other, Candidate(other))
            target.score += turned.score
            target.hits += turned.hits
            target.weights |= turned.weights
            target.named_first = target.named_first or turned.named_first
