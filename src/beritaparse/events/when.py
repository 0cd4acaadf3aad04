"""The day of an event: the time expression whose clause says that it happened, not that somebody spoke of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from ..article import Quote, TimeExpression
from ..intervals import Intervals
from ..lexicon import Entry, Lexicon, alternatives, read
from .page import Page

LOOK_BACK = 200
LOOK_AHEAD = 100
NEXT_TO = 40
"""A month or a year needs its word so near; a reporting word opens an attribution so near behind the quotation."""
SAME_DAY = 3
OLD = 90
"""A day so many days before publication is background rather than news."""
_MARKS = ("“", "”", '"')
# A sentence ends; `Kompol.` and `Dr.` do not end one, nor does a line that breaks off without a full stop.
_BORDER = re.compile(r"(?<=[a-z0-9)]{3})[.!?][”\"’)]*\s|[“”\"]")
_DAYS = ("day", "part_of_day")
_VALUE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?=$|[/T])")


class ClauseWords(Entry):
    """Words of one class, and what a day gains whose nearest word is one of them."""

    words: tuple[str, ...]
    score: float
    kinds: tuple[str, ...] = ()
    kinds_score: float = 0.0
    """The score for the types of event in ``kinds``: to be caught is the event of a drug case."""


class DateWeights(Entry):
    """What stands for or against a day, see ``events_dates.toml``."""

    least: float
    lead: float
    near: float
    trigger: float
    bare: float
    until: float
    since: float
    future: float
    old: float
    quoted: float
    quoted_now: float
    weekday: float
    month: float
    year: float


class Dates(Lexicon):
    """``lexicon/events_dates.toml``."""

    weights: DateWeights
    now: tuple[str, ...]
    until: tuple[str, ...]
    since: tuple[str, ...]
    clauses: dict[str, ClauseWords]


@cache
def lexicon() -> Dates:
    return read("events_dates", Dates)


@cache
def _class_of() -> dict[str, str]:
    return {word: name for name, clause in lexicon().clauses.items() for word in clause.words}


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(_class_of())})(?![\w-])", re.IGNORECASE)


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().now)})(?!\w)", re.IGNORECASE)


@cache
def _limit() -> re.Pattern[str]:
    until, since = alternatives(lexicon().until), alternatives(lexicon().since)
    return re.compile(
        rf"(?<!\w)(?:(?P<until>{until})|(?P<since>{since}))[ \u00a0]{{1,2}}(?:hari[ \u00a0])?(?:tanggal[ \u00a0])?$",
        re.IGNORECASE,
    )


class Calendar:
    """The days that a page names and what their clauses say of them."""

    def __init__(
        self, page: Page, times: Sequence[TimeExpression], quotes: Sequence[Quote], today: date | None
    ) -> None:
        self.page = page
        self.text = page.text
        self.today = today
        self.times = [
            time
            for time in times
            if time.granularity in (*_DAYS, "month", "year") and time.value and _VALUE.match(time.value)
        ]
        self.contents = Intervals((quote.start, quote.end) for quote in quotes)
        self.direct = Intervals((quote.start, quote.end) for quote in quotes if quote.kind != "indirect")
        self.cues = sorted(quote.cue_end for quote in quotes if quote.cue_end is not None)
        self.headline_now = _now().search(page.headline) is not None

    def day_of(
        self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]], *, ceremonial: bool
    ) -> str | None:
        """The day of an event (its month or year where no day is given), ISO 8601.

        ``hits`` are its triggers, ``spans`` its sentences.  A ``ceremonial`` event whose report gives only the day of
        speech took place on that day: ``…, jelas Kapolres X, Selasa (15/10/2024)``.
        """
        best: TimeExpression | None = None
        top = lexicon().weights.least
        spoken: list[TimeExpression] = []
        days = 0
        for index, time in enumerate(self.times):
            reach = self.times[index - 1].end if index else 0
            if index and time.start - reach <= SAME_DAY and self.times[index - 1].granularity in _DAYS:
                continue  # `hari ini, Selasa (10/6/2025)`: what is said of the first holds for both
            word, distance = self._word(time, reach, hits)
            whole = time.granularity in _DAYS
            days += whole
            if whole and word == "speaking":
                spoken.append(time)
            if not whole and (time.relative or word is None or distance > NEXT_TO):
                continue
            score = self._clause_score(word, kind) + self._place_score(time, spans) + self._form_score(time)
            if score >= top and (best is None or score > top):
                best, top = time, score
        if best is None and ceremonial and spoken and len(spoken) == days:
            best = spoken[0]
        value = _VALUE.match(best.value or "") if best else None
        return value.group() if value else None

    def _word(self, time: TimeExpression, reach: int, hits: Sequence[tuple[int, int]]) -> tuple[str | None, int]:
        """The class of the word that governs a day, and how far it stands from it.

        That is the nearest word before the day in its clause, else the first one behind it; neither lies on the other
        side of a quotation mark.  A reporting word right behind a quotation governs all that follows:
        ``…,” ujar X saat meninjau lokasi banjir, Senin (9/6/2025)``.
        """
        start = max(reach, time.start - LOOK_BACK, self.page.lead_start if time.start >= self.page.lead_start else 0)
        for border in _BORDER.finditer(self.text, start, time.start):
            start = border.end()
        quoted = self.text[start - 1 : start] in _MARKS
        found = [(match.end(), name) for match, name in self._named(start, time.start)]
        # A trigger with a word of a class in it says what that word says: `ditangkap polisi`.
        found += [
            (stop, "trigger")
            for begin, stop in hits
            if start <= begin and stop <= time.start and not any(begin < end <= stop for end, _ in found)
        ]
        content = time.start in self.contents
        found += [(cue, "speaking") for cue in self.cues if start < cue <= time.start]
        if content:
            # What is reported has a day of its own; the reporting word governs the words around it.
            found = [item for item in found if item[1] != "speaking"]
        if found:
            first, last = min(found), max(found)
            governing = first if quoted and first[1] == "speaking" and first[0] - start < NEXT_TO else last
            return governing[1], time.start - governing[0]
        border = _BORDER.search(self.text, time.end, time.end + LOOK_AHEAD)
        end = border.start() if border else time.end + LOOK_AHEAD
        for match, name in self._named(time.end, min(end, len(self.text))):
            if name != "speaking" or not content:
                return name, match.start() - time.end
        return None, 0

    def _named(self, start: int, end: int) -> list[tuple[re.Match[str], str]]:
        """The words of the classes in a stretch of text."""
        found = ((match, _class_of()[match.group().casefold()]) for match in _words().finditer(self.text, start, end))
        return [item for item in found if item[1] != "ignored"]

    def _clause_score(self, word: str | None, kind: str) -> float:
        weights = lexicon().weights
        if word is None or word == "trigger":
            return weights.bare if word is None else weights.trigger
        clause = lexicon().clauses[word]
        return clause.kinds_score if kind in clause.kinds else clause.score

    def _place_score(self, time: TimeExpression, spans: Sequence[tuple[int, int]]) -> float:
        weights = lexicon().weights
        if time.start < self.page.lead_end:
            return weights.lead
        return weights.near if any(start <= time.start < end for start, end in spans) else 0.0

    def _form_score(self, time: TimeExpression) -> float:
        weights = lexicon().weights
        score = 0.0
        limit = _limit().search(self.text, max(0, time.start - 25), time.start)
        if limit:
            score += weights.until if limit["until"] else weights.since
        if time.start in self.direct:
            now = time.rule == "relative_day" and not self.headline_now
            score += weights.quoted_now if now else weights.quoted
        if time.granularity in ("month", "year"):
            score += weights.month if time.granularity == "month" else weights.year
        elif time.rule == "weekday":
            score += weights.weekday
        when = _VALUE.match(time.value or "")
        if self.today and when and len(when.group()) == 10:
            days = (self.today - date.fromisoformat(when.group())).days
            if days < 0:
                score += weights.future
            elif days > OLD:
                score += weights.old
        return score
