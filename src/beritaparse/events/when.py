"""The day of an event: the time expression whose clause says that it happened, not that somebody spoke of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from ..article import TimeExpression
from ..lexicon import Entry, Lexicon, alternatives, read
from ..lexicon.time import load as time_lexicon
from .clauses import Clauses
from .clauses import lexicon as clause_lexicon
from .page import Page

NEXT_TO = 40
"""A month or a year needs its word so near."""
SAME_DAY = 3
OLD = 90
"""A day so many days before publication is background rather than news."""
HISTORY = 1000
"""And one before so many is history."""
SLIP = 14
"""A slip of the pen is mended only to a day so few days before publication."""
_DAYS = ("day", "part_of_day")
_WEEKDAY = re.compile(r"[^\W\d]+(?:['’`][^\W\d]+)?")
_VALUE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?=$|[/T])")


class DateWeights(Entry):
    """What stands for or against a day, see ``events_dates.toml``."""

    least: float
    lead: float
    near: float
    until: float
    since: float
    future: float
    old: float
    history: float
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


@cache
def lexicon() -> Dates:
    return read("events_dates", Dates)


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


def _mended(time: TimeExpression, today: date | None) -> str | None:
    """The day that is meant by one whose weekday contradicts its date.

    ``Senin (6/9/2025)`` and ``Senin (9/6/2024)`` of June 2025 are the ninth of June: day and month may be swapped, the
    year or the month be mistaken; the weekday and the day of publication tell.
    """
    value = _VALUE.match(time.value or "")
    word = _WEEKDAY.match(time.text)
    if not (time.weekday_conflict and today and value and len(value.group()) == 10 and word):
        return None
    weekday = _weekdays().get(word.group().casefold())
    year, month, day = map(int, value.group().split("-"))
    for parts in ((year, day, month), (today.year, month, day), (today.year, today.month, day)):
        try:
            meant = date(*parts)
        except ValueError:
            continue
        if meant.isoweekday() == weekday and 0 <= (today - meant).days <= SLIP:
            return meant.isoformat()
    return None


@cache
def _weekdays() -> dict[str, int]:
    return {word.casefold(): number for number, words in time_lexicon().weekdays.items() for word in words}


class Calendar:
    """The days that a page names and what their clauses say of them."""

    def __init__(
        self,
        page: Page,
        clauses: Clauses,
        times: Sequence[TimeExpression],
        today: date | None,
    ) -> None:
        self.page = page
        self.clauses = clauses
        self.text = page.text
        self.today = today
        mended = (time.model_copy(update={"value": day}) if (day := _mended(time, today)) else time for time in times)
        self.times = [
            time
            for time in mended
            if time.granularity in (*_DAYS, "month", "year") and time.value and _VALUE.match(time.value)
        ]
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
            word, distance = self.clauses.governing(time.start, time.end, hits, "day", reach)
            whole = time.granularity in _DAYS
            if word == "speaking" and self.clauses.in_court(kind, time.start, time.start):
                word = "trigger"
            days += whole
            if whole and word == "speaking":
                spoken.append(time)
            if not whole and (time.relative or word is None or distance > NEXT_TO):
                continue
            score = clause_lexicon().score(word, kind, "day") + self._place_score(time, spans) + self._form_score(time)
            if score >= top and (best is None or score > top):
                best, top = time, score
        if best is None and ceremonial and spoken and len(spoken) == days:
            best = spoken[0]
        value = _VALUE.match(best.value or "") if best else None
        return value.group() if value else None

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
        if time.start in self.clauses.direct:
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
                score += weights.history if days > HISTORY else weights.old
        return score
