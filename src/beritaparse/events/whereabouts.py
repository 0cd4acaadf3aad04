"""The region of an event: a choice among those that a page names by governing words, level and position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import chain
from operator import attrgetter

from ..article import Mention, Place
from ..lexicon import Lexicon, alternatives, read
from ..text.spelling import lower
from .around import Around
from .choice import Chosen, chosen
from .clauses import Clauses
from .page import Page
from .triggers import group_of
from .where import Venue

MOST_MENTIONS = 2
"""So many mentions of one region are looked at."""
NEAR, FAR = 15, 50
"""Characters between a region and the word that governs it."""
_BEHIND = 12
"""A region so many characters behind a venue is its address."""
_CHAIN = re.compile(r"[ \u00a0]?[,(/-]?[ \u00a0]{0,2}(?:di[ \u00a0])?(?:wilayah[ \u00a0])?")
"""Between the parts of an address: ``Desa X, Kecamatan Y (Kabupaten Z)``."""
_LOOK_BACK = 24


class Regions(Lexicon):
    """``lexicon/events_regions.toml``."""

    situated: tuple[str, ...]
    levels: frozenset[str]


@cache
def lexicon() -> Regions:
    return read("events_regions", Regions)


@cache
def _situated() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().situated)})[ \u00a0]$", re.IGNORECASE)


def _bare(name: str) -> str:
    """A name in small letters without the word for its level."""
    first, _, rest = lower(name).partition(" ")
    return rest if rest and first in lexicon().levels else lower(name)


class Whereabouts:
    """The regions that a page names and what speaks for each being that of an event."""

    def __init__(self, page: Page, clauses: Clauses, around: Around) -> None:
        self.page = page
        self.around = around
        self.clauses = clauses
        self.text = page.text
        self.places = page.whole.places
        self._most = max((len(place.mentions) for place in self.places), default=0)

    def place_of(
        self,
        kind: str,
        hits: Sequence[tuple[int, int]],
        spans: Sequence[tuple[int, int]],
        venue: Venue | None,
    ) -> Chosen[Place] | None:
        """The region of an event whose triggers are ``hits``, whose sentences are ``spans``, at a venue if known."""
        return chosen("place", self.candidates(kind, hits, spans, venue), attrgetter("id"))

    def candidates(
        self,
        kind: str,
        hits: Sequence[tuple[int, int]],
        spans: Sequence[tuple[int, int]],
        venue: Venue | None,
    ) -> list[tuple[Place, list[str]]]:
        """The regions of the page's opening with what is known of each mention, in order."""
        around, group = self.around, group_of(kind)
        of_venue = lower(venue.text) if venue else ""
        given: list[tuple[Place, list[str]]] = []
        for order, (mention, place, known) in enumerate(self._mentions):
            zone = self._zone(mention, spans)
            found = [*known, f"zone={zone}", f"zone={zone} group={group}", f"zone={zone} level={place.level}"]
            found += [f"level={place.level} group={group}", f"order={min(order, 4)}"]
            at = self._at(mention, venue)
            found.append(f"venue={at}")
            if of_venue and at != "within":
                named = _bare(place.name) in of_venue  # `kantor Desa X`, `Hotel Y Amurang`
                found += [f"venue names={named}", f"venue names={named} level={place.level}"]
            if zone != "dateline":
                found += self._of_clause(mention, kind, hits)
                found += around.before(mention.start)
                found.append(around.behind(mention.end))
            given.append((place, found))
        return given

    @cached_property
    def _mentions(self) -> list[tuple[Mention, Place, list[str]]]:
        """Mentions of the opening in order with what is known of each whatever the event is."""
        limit = self.page.opening_end
        told = sorted(
            (
                (mention, place)
                for place in self.places
                for mention in place.mentions[:MOST_MENTIONS]
                if mention.start < limit
            ),
            key=lambda item: (item[0].start, -item[0].end),
        )
        names = {place.id: self._of_names(place) for _, place in told}
        nested = self._of_nesting()
        return [
            (mention, place, names[place.id] + nested[place.id] + self._of_chain(number, told))
            for number, (mention, place) in enumerate(told)
        ]

    @cached_property
    def _named(self) -> tuple[str, str, str]:
        """Headline, units and the place of the dateline in small letters."""
        line = self.page.whole.dateline
        units = "\n".join([unit.name for unit in self.page.whole.units])
        return lower(self.page.headline), lower(units), lower((line.place if line else None) or "")

    def _of_names(self, place: Place) -> list[str]:
        """Level, how often it is named, and what else is called after it."""
        level = f"level={place.level}"
        found = [level, f"times={min(len(place.mentions), 4)}", f"most={len(place.mentions) == self._most}"]
        bare = _bare(place.name)
        headline, units, line = self._named
        if bare in headline:
            found += ["headline", f"headline {level}"]
        if bare in units:
            found += ["unit", f"unit {level}"]
        if line:
            found.append("dateline=same" if bare in line else "dateline=other")
        return found

    def _of_nesting(self) -> dict[str, list[str]]:
        """By the id of a place whether others of the page lie in it, and it in others."""
        codes = {place.code for place in self.places if place.code}
        outer = {
            code: [code[:at] for at in range(len(code)) if code[at] == "." and code[:at] in codes] for code in codes
        }
        holding = Counter(chain.from_iterable(outer.values()))
        found: dict[str, list[str]] = {}
        for place in self.places:
            if place.code:
                inside = f"inside={min(len(outer[place.code]), 2)}"
                held = f"holds={min(holding[place.code], 2)}"
                found[place.id] = [held, inside, f"{inside} level={place.level}"]
            else:
                found[place.id] = ["code=none"]
        return found

    def _of_chain(self, number: int, told: Sequence[tuple[Mention, Place]]) -> list[str]:
        """Which part of an address a mention is: the finest stands first."""
        mention, place = told[number]
        before = number > 0 and self._chained(told[number - 1][0], mention)
        behind = number + 1 < len(told) and self._chained(mention, told[number + 1][0])
        part = "inner" if before and behind else "last" if before else "first" if behind else "alone"
        return [f"part={part}", f"part={part} level={place.level}"]

    def _chained(self, first: Mention, second: Mention) -> bool:
        gap = _CHAIN.match(self.text, first.end)
        return gap is not None and gap.end() == second.start

    def _of_clause(self, mention: Mention, kind: str, hits: Sequence[tuple[int, int]]) -> list[str]:
        word, distance = self.clauses.governing(mention.start, mention.end, hits, "venue")
        if self.clauses.in_court(kind, mention.start, mention.end):
            word = "court"
        near = "near" if distance <= NEAR else "mid" if distance <= FAR else "far"
        found = [f"word={word}", f"word={word} group={group_of(kind)}", f"word={word} distance={near}"]
        at = _situated().search(self.text, max(0, mention.start - _LOOK_BACK), mention.start) is not None
        found += [f"at={at}", f"at={at} word={word}"]
        if mention.start in self.clauses.direct:
            found.append("quoted")
        elif mention.start in self.clauses.contents:
            found.append("reported")
        return found

    def _zone(self, mention: Mention, spans: Sequence[tuple[int, int]]) -> str:
        page = self.page
        line = page.whole.dateline
        if line and line.start <= mention.start < line.end:
            return "dateline"
        if mention.end <= page.lead_start:
            return "headline"
        if mention.start < page.lead_end:
            return "lead"
        return "near" if any(start <= mention.start < end for start, end in spans) else "body"

    def _at(self, mention: Mention, venue: Venue | None) -> str:
        if venue is None:
            return "none"
        gap = mention.start - venue.start - len(venue.text)
        if 0 <= gap <= _BEHIND:
            return "behind"
        if venue.start <= mention.start < venue.start + len(venue.text):
            return "within"
        start, end = self.page.sentence_at(venue.start)
        return "sentence" if start <= mention.start < end else "other"
