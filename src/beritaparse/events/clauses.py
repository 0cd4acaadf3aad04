"""What the words beside a day or a place say of it: that the event happened there, or that somebody spoke there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..article import Quote
from ..lexicon import Entry, Lexicon, alternatives, read
from ..text.intervals import Intervals
from ..text.runs import Anchored
from .page import Page

LOOK_BACK = {"day": 200, "venue": 120}
LOOK_AHEAD = 100
Slot = Literal["day", "venue"]
ORIGIN = 16
"""Where people come from or go to follows so near."""
ATTRIBUTION = 40
"""A reporting word opens an attribution so near behind the quotation."""
_MARKS = ("“", "”", '"')
SPEECH = ("speaking", "interview")
"""Classes of words that report speech; an interview is no part of the event, while a speech may be."""
ATTENDING = ("occurring", "installing", "handing", "trigger")
# A sentence ends; `Kompol.` and `Dr.` do not end one unless the line ends too, nor does a line that breaks off without
# a full stop.
_BORDER = re.compile(
    r"[.!?“”\"](?:(?<=[“”\"])|(?:(?<=[a-z0-9)]{3}.)|(?<=WIB.)|(?<=WITA.)|(?<=WIT.))[”\"’)]*\s|[”\"’)]*\n)"
)


# Behind an occasion a place leads back to what is done for it: `dalam rangka HUT Polri di Lapangan X, Senin`.
_PLACE = re.compile(r"(?<!\w)di[ \u00a0]+(?=[A-Z\w])")


class ClauseWords(Entry):
    """Words of one class, and what they say something of: a day, a place, or neither."""

    slots: tuple[Slot, ...] = ()
    words: tuple[str, ...]
    taking: tuple[str, ...] = ()
    """Words too, each of which takes one of ``objects`` along: `membenarkan kejadian tersebut`."""
    objects: tuple[str, ...] = ()


class Hearing(Entry):
    """Types of event that take place in court, and words that say that somebody spoke there."""

    kinds: frozenset[str]
    words: tuple[str, ...]


class ClauseLexicon(Lexicon):
    """``lexicon/events_clauses.toml``."""

    hearing: Hearing
    classes: dict[str, ClauseWords]


class Governing(NamedTuple):
    """The class of the word that governs a stretch of text, and how far it stands from it."""

    word: str | None
    distance: int


@cache
def lexicon() -> ClauseLexicon:
    return read("events_clauses", ClauseLexicon)


@cache
def _class_of() -> dict[str, str]:
    named = {word: name for name, found in lexicon().classes.items() for word in (*found.words, *found.taking)}
    for name, found in lexicon().classes.items():
        named.update({f"{word} {what}": name for word in found.taking for what in found.objects})
    return named


@cache
def _words() -> Anchored:
    # `kepada tribunbatam.id`: said to an outlet; `DilansirAFP`: a blank that a scraper lost
    outlet = r"(?P<outlet>kepada[ \u00a0][\w-]+\.(?:com|co|id|net|news))"
    words = rf"(?<![\w-])(?:{outlet}|{alternatives(_class_of())})(?-i:(?![a-z0-9_-]))"
    return Anchored(words, ("kepada", *_class_of()), flags=re.IGNORECASE)


@cache
def _in_court() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().hearing.words)})(?!\w)", re.IGNORECASE)


class Clauses:
    """The clauses of a page with its quotations."""

    def __init__(self, page: Page, quotes: Sequence[Quote], *, attended: bool = False) -> None:
        """``attended``: whoever speaks mostly does so at the event: ``…,” ujar X saat memimpin apel, Senin``."""
        self._page = page
        self.attended = attended
        self._text = page.text
        self.contents = Intervals((quote.start, quote.end) for quote in quotes)
        self.direct = Intervals((quote.start, quote.end) for quote in quotes if quote.kind != "indirect")
        self._cues = sorted(quote.cue_end for quote in quotes if quote.cue_end is not None)

    def governing(self, start: int, end: int, hits: Sequence[tuple[int, int]], slot: Slot, reach: int = 0) -> Governing:
        """Say which word governs the stretch from ``start`` to ``end``.

        That is the nearest word before it in its clause (but behind ``reach``), else, for a day, the first one behind
        it; neither lies on the other side of a quotation mark.  ``hits`` are triggers of the event and words too.  A
        reporting word right behind a quotation governs all that follows:
        ``…,” ujar X saat meninjau lokasi banjir, Senin (9/6/2025)``.
        """
        first = max(reach, start - LOOK_BACK[slot], self._page.lead_start if start >= self._page.lead_start else 0)
        for border in _BORDER.finditer(self._text, first, start):
            first = border.end()
        quoted = self._text[first - 1 : first] in _MARKS
        found = [
            (match.end(), name)
            for match, name in self._named(first, start, slot)
            if (name != "origin" or self._of_origin(match.end(), start))
            and (name != "occasion" or not _PLACE.search(self._text, match.end(), start))
        ]
        # A trigger with a word of a class in it says what that word says: `ditangkap polisi`.
        found += [
            (min(stop, start), "trigger")
            for begin, stop in hits
            if first <= begin < start and not any(begin < at <= stop for at, _ in found)
        ]
        found += [
            (cue, "speaking")
            for cue in self._cues[bisect_left(self._cues, first + 1) : bisect_left(self._cues, start + 1)]
        ]
        content = start in self.contents
        if content:
            # What is reported has days and places of its own; the reporting word governs the words around it.
            found = [item for item in found if item[1] not in SPEECH]
        if found:
            opening, nearest = min(found), max(found)
            attributed = quoted and opening[1] in SPEECH and opening[0] - first < ATTRIBUTION
            there = nearest[1] == "interview" or (self.attended and nearest[1] in ATTENDING)
            at, word = opening if attributed and not there else nearest
            return Governing(word, start - at)
        if slot == "venue":
            return Governing(None, 0)  # `hilang di X ditemukan di Y`: a word behind a place belongs to the next one
        border = _BORDER.search(self._text, end, end + LOOK_AHEAD)
        last = min(len(self._text), border.start() if border else end + LOOK_AHEAD)
        for match, name in self._named(end, last, slot):
            if name not in SPEECH or not content:
                return Governing(name, match.start() - end)
        return Governing(None, 0)

    def opens_with_speech(self) -> bool:
        """Whether the first sentence reports what somebody said: that may be the news."""
        start, end = self._page.sentence_at(self._page.lead_start)
        return any(start <= cue < end for cue in self._cues)

    def _of_origin(self, end: int, start: int) -> bool:
        """``warga Jalan X``, but not ``milik warga, Budi, di Jalan X`` nor ``warga terdampak banjir di Balai X``."""
        return start - end <= ORIGIN and "," not in self._text[end:start]

    def in_court(self, kind: str, start: int, end: int) -> bool:
        """What is said in court is the hearing: ``…,” kata X di Pengadilan Negeri Demak, Senin (9/6/2025)``."""
        if kind not in lexicon().hearing.kinds:
            return False
        first = max(0, start - LOOK_BACK["venue"])
        for border in _BORDER.finditer(self._text, first, start):
            first = border.end()
        return _in_court().search(self._text, first, end) is not None

    def _named(self, start: int, end: int, slot: Slot) -> list[tuple[re.Match[str], str]]:
        """The words of the classes that say something of a day or of a place."""
        found = (
            (match, "interview" if match["outlet"] else _class_of()[match.group().casefold()])
            for match in _words().finditer(self._text, start, end)
        )
        return [item for item in found if slot in lexicon().classes[item[1]].slots]
