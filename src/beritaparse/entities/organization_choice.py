"""The choice among candidates for names of organisations that overlap: the likeliest is taken, if it is sure enough."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..constructions.choice import Weights, choose, score
from ..lexicon import read
from ..page import Page
from ..text.intervals import Intervals
from .organization_features import Candidate, OrganizationSurroundings


@cache
def weights() -> Weights:
    return read("organizations_weights", Weights)


def weighed(page: Page, given: Iterable[Candidate]) -> list[tuple[Candidate, list[str]]]:
    """The candidates with their features."""
    titles = Intervals((p.start, p.start + len(p.title)) for p in page.positions)
    around = OrganizationSurroundings(page, titles)
    return [(candidate, around.features(candidate)) for candidate in dict.fromkeys(given)]


def chosen(page: Page, given: Iterable[Candidate]) -> list[Candidate]:
    """Those that are taken, in order; none overlaps another."""
    fitted = weights()
    scored = [
        (score(features, fitted.weights), ((candidate.start, candidate.end),), candidate)
        for candidate, features in weighed(page, given)
    ]
    return sorted(choose(scored, fitted.least))
