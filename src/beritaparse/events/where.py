"""The venue of an event: the building, road or hall that the text puts it in, not where somebody spoke of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..article import Facility
from ..lexicon import Entry, Lexicon, alternatives, read
from .clauses import Clauses
from .clauses import lexicon as clause_lexicon
from .page import Page

B = r"[ \u00a0]{1,2}"
_WINDOW = 70
_KILOMETRE = re.compile(rf",?{B}(?:KM|Km|km)\.?[ \u00a0]?\d[\d.,+/]*\d|,?{B}(?:KM|Km|km)\.?[ \u00a0]?\d")
_ADDRESS = re.compile(rf"(?<!\w)di{B}[^.!?\n“”\"]{{2,60}},{B}$")
_TOWARD = re.compile(rf"(?<!\w)(?:ke|dari|menuju){B}(?:\w+{B})?$")


class VenueWeights(Entry):
    """What stands for or against a place, see ``events_venues.toml``."""

    least: float
    lead: float
    near: float
    at: float
    toward: float
    address: float
    loose: float
    quoted: float
    health: float
    unnamed: float


class Venues(Lexicon):
    """``lexicon/events_venues.toml``."""

    between_not: tuple[str, ...]
    some: tuple[str, ...]
    places: tuple[str, ...]
    sites: tuple[str, ...]
    weights: VenueWeights


class Venue(NamedTuple):
    """Where an event took place, as written; with a name it is a facility of the article."""

    start: int
    text: str
    facility_id: str | None


@cache
def lexicon() -> Venues:
    return read("events_venues", Venues)


@cache
def _at() -> re.Pattern[str]:
    not_between = alternatives(lexicon().between_not)
    return re.compile(rf"(?<!\w)(?:[Dd]i|[Dd]epan)(?:{B}(?!(?:{not_between})(?!\w))[\w()]+){{0,4}}{B}$")


@cache
def _unnamed() -> re.Pattern[str]:
    some, places, sites = (alternatives(words) for words in (lexicon().some, lexicon().places, lexicon().sites))
    noun = r"(?!(?:kejadian|itu|ini|tersebut|yang|di|dan|untuk|pada|dengan|saat)(?!\w))[a-z]+"
    return re.compile(
        rf"(?<!\w)di(?:{B}(?:dalam|depan))?{B}(?P<place>(?:{some}){B}(?:{places})(?!\w)|(?:{sites})(?:{B}{noun}){{1,3}})"
    )


class Sites:
    """The places that a page names and what their clauses say of them."""

    def __init__(self, page: Page, clauses: Clauses, facilities: Sequence[Facility]) -> None:
        self.page = page
        self.text = page.text
        self.clauses = clauses
        self.found = sorted(
            ((mention.start, mention.end, facility) for facility in facilities for mention in facility.mentions),
            key=lambda item: item[0],
        )

    def venue_of(self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Venue | None:
        """The venue of an event whose triggers are ``hits`` and whose sentences are ``spans``."""
        best: Venue | None = None
        top = 0.0
        for start, end, facility in self.found:
            score = self._score(start, end, kind, hits, spans)
            if facility.kind == "health":
                score += lexicon().weights.health
            if score >= lexicon().weights.least and (best is None or score > top):
                best, top = Venue(start, self._name(start, end, facility), facility.id), score
        for begin, stop in spans if best is None else ():
            for match in _unnamed().finditer(self.text, begin, stop):
                start, end = match.span("place")
                score = self._score(start, end, kind, hits, spans) + lexicon().weights.unnamed
                if score >= lexicon().weights.least and (best is None or score > top):
                    best, top = Venue(start, self.text[start:end], None), score
        return best

    def _name(self, start: int, end: int, facility: Facility) -> str:
        """A road is named with its kilometre: ``Tol Cipularang KM 93``."""
        mark = _KILOMETRE.match(self.text, end) if facility.kind == "road" else None
        return self.text[start : mark.end()] if mark else self.text[start:end]

    def _score(
        self, start: int, end: int, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
    ) -> float:
        weights = lexicon().weights
        word = self.clauses.governing(start, end, hits, "venue").word
        score = clause_lexicon().score(word, kind, "venue")
        window = max(0, start - _WINDOW)
        if _at().search(self.text, window, start):
            score += weights.at
        elif _TOWARD.search(self.text, window, start):
            score += weights.toward
        elif _ADDRESS.search(self.text, window, start):
            score += weights.address
        else:
            score += weights.loose
        if start < self.page.lead_end:
            score += weights.lead
        elif any(begin <= start < stop for begin, stop in spans):
            score += weights.near
        return score + (weights.quoted if start in self.clauses.direct else 0.0)
