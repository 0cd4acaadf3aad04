"""The venue of an event: the building, road or hall that the text puts it in, not where somebody spoke of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..lexicon import alternatives
from .clauses import Clauses
from .clauses import lexicon as clause_lexicon
from .page import Page
from .sites import B, Site, find, lexicon, unnamed, with_kilometre

_WINDOW = 70
_KEEPING = ("catching", "carrying")
NEXT_TO = 3
"""What so near a word stands behind it is its object: `melanda Pasar X`."""
_ADDRESS = re.compile(rf"(?<!\w)di{B}[^.!?\n“”\"]{{2,60}},{B}(?:[Ll]antai{B}\w+{B})?$")
_TOWARD = re.compile(rf"(?<!\w)(?:ke|dari|menuju){B}(?:\w+{B})?$")


_BESIDE = re.compile(rf"(?<!\w)di{B}(?:depan|dekat|sekitar|samping|seberang|belakang|antara){B}$")


class Venue(NamedTuple):
    """Where an event took place, as written; with a name it is a facility of the article."""

    start: int
    text: str
    facility_id: str | None


@cache
def _at() -> re.Pattern[str]:
    not_between = alternatives(lexicon().between_not)
    # also where a scraper lost the blank: `kecelakaandi Jalan X`
    return re.compile(
        rf"(?:(?<!\w)[Dd]i|(?<=\wan)di|(?<!\w)[Dd]epan)(?:{B}(?!(?:{not_between})(?!\w))[\w()]+){{0,4}}{B}$"
    )


@cache
def _to() -> re.Pattern[str]:
    """Before a place that is visited."""
    return re.compile(rf"(?<!\w)(?:ke|{alternatives(lexicon().visits)}){B}$", re.IGNORECASE)


@cache
def _built() -> re.Pattern[str]:
    """Before what is built or mended."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().builds)}){B}$", re.IGNORECASE)


@cache
def _cell() -> re.Pattern[str]:
    """Where people are kept."""
    return re.compile(rf"(?:{alternatives(lexicon().cells)})(?!\w)", re.IGNORECASE)


class Sites:
    """The places that a page names and what their clauses say of them."""

    def __init__(self, page: Page, clauses: Clauses) -> None:
        self.page = page
        self.text = page.text
        self.clauses = clauses
        self.found = find(page.whole)
        self.headline = f" {page.headline}".replace("\u00a0", " ")

    def venue_of(self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> Venue | None:
        """The venue of an event whose triggers are ``hits`` and whose sentences are ``spans``."""
        weights = lexicon().weights
        rare = weights.rare if kind in lexicon().rare else 0.0
        best: Venue | None = None
        top = 0.0
        for site in self.found:
            score = self._score(site, kind, hits, spans)
            court = kind in lexicon().trials and self._is_court(site, kind)
            least = weights.least + (0.0 if court else rare)
            if score >= least and (best is None or score > top):
                best, top = Venue(site.start, with_kilometre(self.text, site), site.facility_id), score
        for begin, stop in spans if best is None else ():
            for match in unnamed().finditer(self.text, begin, stop):
                site = Site(*match.span("place"), kind="unnamed")
                score = self._score(site, kind, hits, spans)
                if score >= weights.least + rare and (best is None or score > top):
                    best, top = Venue(site.start, match["place"], None), score
        return best

    def _is_court(self, site: Site, kind: str) -> bool:
        return site.kind == "body" and self.clauses.in_court(kind, site.start, site.end)

    def _score(self, site: Site, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> float:
        weights = lexicon().weights
        start = site.start
        word, distance = self.clauses.governing(start, site.end, hits, "venue")
        if word in (None, "speaking") and self._is_court(site, kind):
            word = "trigger"
        score = clause_lexicon().score(word, kind, "venue")
        window = max(0, start - _WINDOW)
        visited = kind in lexicon().visiting and _to().search(self.text, window, start)
        visited = visited or (kind in lexicon().building and _built().search(self.text, window, start))
        headlined = f" di {self.text[start : site.end]}".replace("\u00a0", " ") in self.headline
        if visited or headlined or _at().search(self.text, window, start):
            score += weights.at
        elif _TOWARD.search(self.text, window, start):
            score += weights.toward
        elif _ADDRESS.search(self.text, window, start):
            score += weights.address
        else:
            score += weights.loose if word is None or distance > NEXT_TO else weights.object
            if site.kind == "body":
                return score - weights.at  # what is not `di` such a body is the body itself
        if kind not in lexicon().facing and _BESIDE.search(self.text, window, start):
            score += weights.beside
        if headlined or start < self.page.lead_end:
            score += weights.lead
        elif any(begin <= start < stop for begin, stop in spans):
            score += weights.near
        if site.kind == "health":
            score += weights.health
        elif (site.kind == "headquarters" and word in _KEEPING) or (
            not self.clauses.attended and _cell().match(self.text, start)
        ):
            score += weights.custody
        elif site.kind == "unnamed":
            score += weights.unnamed
        return score + (weights.quoted if start in self.clauses.direct else 0.0)
