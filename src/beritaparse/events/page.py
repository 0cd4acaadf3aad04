"""What the stage reads of a document: headline, lead and body of the article, and its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from ..article import ARTICLE_KINDS
from ..page import Page as Whole
from ..text.intervals import Intervals
from .sites import Site
from .sites import find as find_sites
from .triggers import Hit, Zone

LEAD_LENGTH = 330
"""The lead reaches to the end of the sentence or line in which this many characters are full."""
BODY_LENGTH = 6000
"""What follows after so many characters of body names the event no more."""
BLANK = re.compile(r"\s")
SENTENCES, OPENING_LENGTH = 9, 800
"""In so many sentences and characters from the lead on an event's venue and place are looked for: what is told further
down is mostly of other events."""
MORE_SENTENCES, MORE_LENGTH = 14, 1300
"""In so many a venue is looked for where the opening names none."""
SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s|\n")


@dataclass(frozen=True)
class Stretch:
    """A piece of headline, lead or body; ``start`` is None for a headline that is not in the text."""

    zone: Zone
    start: int | None
    text: str


class Names:
    """Names in which a word says nothing of the event.

    Those of people and places of more than one word, and what follows the title of a post: ``Lucky Hakim``,
    ``Tebing Tinggi``, ``Wali Kota Tebing Tinggi``.
    """

    def __init__(self, whole: Whole) -> None:
        known = [(person.name, person.mentions) for person in whole.persons]
        known += [(place.name, place.mentions) for place in whole.places if place.level != "country"]
        spans: list[tuple[int, int]] = []
        names: set[str] = set()
        for name, mentions in known:
            names.add(name.lower())
            for mention in mentions:
                if mention.text[:1].isupper() and BLANK.search(mention.text):
                    spans.append((mention.start, mention.end))
                    names.add(mention.text.lower())
        for position in whole.positions:
            spans.append((position.start + len(position.title), position.end))
            names.add(position.text[len(position.title) :].strip().lower())
        self._spans = Intervals(spans)
        self._names = [name for name in names if BLANK.search(name)]

        self.units = Intervals((mention.start, mention.end) for unit in whole.units for mention in unit.mentions)
        """Names of units: what they are called after need not be the event."""

    def outside(self, stretch: Stretch, hits: list[Hit]) -> list[Hit]:
        """The hits of a stretch that stand in no name that begins in it."""
        floor = stretch.start
        if floor is not None:
            covers = self._spans.covers
            return [hit for hit in hits if not covers(floor + hit.start, floor + hit.end, floor)]
        text = stretch.text.lower()
        named = Intervals([(at, at + len(name)) for name in self._names if (at := text.find(name)) >= 0])
        return [hit for hit in hits if not named.covers(hit.start, hit.end)]


class Page:
    """The article's text by zones, and where its sentences are."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.text = whole.text
        self.sentences: list[tuple[int, int]] = [(s.start, s.end) for s in whole.sentences]
        self.starts = [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence (else the line) that holds a character."""
        at = bisect_right(self.starts, offset) - 1
        if at >= 0 and offset < self.sentences[at][1]:
            return self.sentences[at]
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    @cached_property
    def headline_span(self) -> tuple[int, int] | None:
        """The headline where it stands in the text."""
        title = self.whole.title
        return (title.start, title.end) if title else None

    @cached_property
    def lead_start(self) -> int:
        """Where the article proper begins, after headline and dateline."""
        start = self.headline_span[1] if self.headline_span else 0
        dateline = self.whole.dateline
        return max(start, dateline.end) if dateline else start

    @cached_property
    def headline(self) -> str:
        """The headline, from the text or as given."""
        return next((stretch.text for stretch in self.stretches if stretch.zone == "headline"), "")

    @cached_property
    def lead_end(self) -> int:
        """Where the lead ends."""
        return max(
            (s.start + len(s.text) for s in self.stretches if s.zone == "lead" and s.start is not None), default=0
        )

    @cached_property
    def first_sentence(self) -> int:
        """The number of the sentence in which the lead begins."""
        return max(0, bisect_right(self.starts, self.lead_start) - 1)

    @cached_property
    def opening_end(self) -> int:
        """Where the sentences end in which an event's venue and place are looked for."""
        return self._end_of(SENTENCES, OPENING_LENGTH)

    def _end_of(self, sentences: int, length: int) -> int:
        behind = max(self.first_sentence + sentences, bisect_left(self.starts, self.lead_start + length))
        return self.starts[behind] if behind < len(self.starts) else len(self.text)

    @cached_property
    def sites(self) -> list[Site]:
        """The places with a name in the opening, else a little further, in order: each event chooses among them."""
        found = find_sites(self.whole, self.opening_end)
        return found or find_sites(self.whole, self._end_of(MORE_SENTENCES, MORE_LENGTH))

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Headline, lead and body in pieces that do not reach over what is not article text."""
        found: list[Stretch] = []
        given: str | None = self.whole.given_title
        if self.headline_span:
            start, end = self.headline_span
            found.append(Stretch("headline", start, self.text[start:end]))
        elif given:
            found.append(Stretch("headline", None, given))
        room, zone = LEAD_LENGTH, "lead"
        for start, end in self._article():
            if zone == "lead":
                cut = end if end - start <= room else self._cut(start + room, end)
                found.append(Stretch("lead", start, self.text[start:cut]))
                room -= cut - start
                if room > 0:
                    continue
                zone, room, start = "body", BODY_LENGTH, cut
            if start < end and room > 0:
                end = min(end, start + room)
                found.append(Stretch("body", start, self.text[start:end]))
                room -= end - start
        return found

    def _cut(self, offset: int, end: int) -> int:
        """The end of the sentence that runs at ``offset``, but not far behind it."""
        match = SENTENCE_END.search(self.text, offset, min(end, offset + LEAD_LENGTH))
        return match.end() if match else min(end, offset + LEAD_LENGTH)

    def _article(self) -> list[tuple[int, int]]:
        blocks = self.whole.blocks
        spans = [(b.start, b.end) for b in blocks if b.kind in ARTICLE_KINDS and b.kind != "title"]
        if not blocks:
            spans = [(0, len(self.text))]
        return [(max(start, self.lead_start), end) for start, end in spans if end > self.lead_start]
