"""The day of an event: a choice among the page's time expressions by governing word, position, form and age."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import chain

from ..article import TimeExpression
from ..lexicon import Lexicon, alternatives, read
from ..lexicon.time import load as time_lexicon
from ..text.runs import Anchored
from .around import Around
from .choice import Chosen, chosen, with_rivals
from .clauses import Clauses
from .page import Page
from .triggers import group_of

SAME_DAY = 3
NEAR, FAR = 15, 60
"""Characters between a day and the word that governs it."""
SOURCE = 70
"""Characters before a day in which its source is named."""
AGES = (0, 1, 2, 4, 8, 31, 91, 1000)
"""A day's age in days before publication: the classes begin with these."""
SLIP = 14
"""A slip of the pen is mended only to a day so few days before publication."""
_DAYS = ("day", "part_of_day")
_WEEKDAY = re.compile(r"[^\W\d]+(?:['’`][^\W\d]+)?")
_VALUE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?=$|[/T])")


class Dates(Lexicon):
    """``lexicon/events_dates.toml``."""

    now: tuple[str, ...]
    until: tuple[str, ...]
    since: tuple[str, ...]
    telling: frozenset[str]
    sources: dict[str, tuple[str, ...]]


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


@cache
def _source() -> Anchored:
    sources = lexicon().sources
    named = "|".join(rf"(?P<{kind}>{alternatives(words)})" for kind, words in sources.items())
    return Anchored(rf"(?<!\w)(?:{named})(?!\w)", chain.from_iterable(sources.values()), flags=re.IGNORECASE)


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
    """The days that a page names and what speaks for each being that of an event."""

    def __init__(
        self,
        page: Page,
        clauses: Clauses,
        around: Around,
        times: Sequence[TimeExpression],
        today: date | None,
    ) -> None:
        self.page = page
        self.clauses = clauses
        self.around = around
        self.text = page.text
        self.today = today
        mended = (time.model_copy(update={"value": day}) if (day := _mended(time, today)) else time for time in times)
        self.times = [time for time in mended if time.granularity in (*_DAYS, "month", "year") and _value(time)]
        self.headline_now = _now().search(page.headline) is not None
        self.spoken = clauses.opens_with_speech()
        self.statement = ":" in page.headline or any(
            word.casefold() in lexicon().telling for word in page.headline.split()
        )

    def day_of(
        self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
    ) -> Chosen[str] | None:
        """The day of an event (its month or year where no day is given), ISO 8601.

        ``hits`` are its triggers, ``spans`` its sentences.
        """
        return chosen("day", self.candidates(kind, hits, spans), str)

    def candidates(
        self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
    ) -> list[tuple[str, list[str]]]:
        """The days, months and years of the page with what is known of each, in order."""
        given: list[tuple[str, list[str]]] = []
        values = Counter(_value(time) for time in self.times)
        first = next((time for time in self.times if time.granularity in _DAYS), None)
        around = self.around
        for index, time in enumerate(self.times):
            reach = self.times[index - 1].end if index else 0
            if index and time.start - reach <= SAME_DAY and self.times[index - 1].granularity in _DAYS:
                continue  # `hari ini, Selasa (10/6/2025)`: what is said of the first holds for both
            found = self._of_clause(time, kind, hits, reach)
            found += self._of_form(time, kind)
            found.append(f"zone={self._zone(time, spans)}")
            found += around.before(time.start)
            found.append(around.behind(time.end))
            found += [f"first={time is first}", f"again={min(values[_value(time)], 3)}", f"days={min(len(values), 4)}"]
            given.append((_value(time), found))
        return with_rivals(given)

    def _of_clause(self, time: TimeExpression, kind: str, hits: Sequence[tuple[int, int]], reach: int) -> list[str]:
        word, distance = self.clauses.governing(time.start, time.end, hits, "day", reach)
        if word == "speaking" and self.clauses.in_court(kind, time.start, time.start):
            word = "court"
        group = group_of(kind)
        near = "near" if distance <= NEAR else "mid" if distance <= FAR else "far"
        found = [f"word={word}", f"word={word} group={group}", f"word={word} distance={near}"]
        found += [f"word={word} type={kind}", f"spoken={self.spoken} word={word}"]
        sources = [match.lastgroup for match in _source().finditer(self.text, max(0, time.start - SOURCE), time.start)]
        source = sources[-1] if sources else "none"
        found += [f"source={source}", f"source={source} word={word}", f"source={source} group={group}"]
        found.append(f"statement={self.statement} word={word}")
        if time.start in self.clauses.direct:
            now = time.rule == "relative_day" and not self.headline_now
            found.append("quoted=now" if now else "quoted=day")
        elif time.start in self.clauses.contents:
            found.append("quoted=reported")
        return found

    def _of_form(self, time: TimeExpression, kind: str) -> list[str]:
        found = [f"rule={time.rule}", f"grain={time.granularity}"]
        limit = _limit().search(self.text, max(0, time.start - 25), time.start)
        if limit:
            found.append("limit=until" if limit["until"] else "limit=since")
        if self.text[time.start - 1 : time.start] == "(":
            found.append("bracket")
        value = _value(time)
        if self.today and len(value) == 10:
            days = (self.today - date.fromisoformat(value)).days
            age = "future" if days < 0 else str(max(step for step in AGES if step <= days))
            found += [f"age={age}", f"age={age} group={group_of(kind)}", f"age={age} rule={time.rule}"]
        return found

    def _zone(self, time: TimeExpression, spans: Sequence[tuple[int, int]]) -> str:
        if time.end <= self.page.lead_start:
            return "headline"
        if time.start < self.page.lead_end:
            return "lead"
        return "near" if any(start <= time.start < end for start, end in spans) else "body"


def _value(time: TimeExpression) -> str:
    return _day_in(time.value or "")


@lru_cache(maxsize=4096)
def _day_in(value: str) -> str:
    """The day, month or year of a value, without the time and without the end of a range."""
    found = _VALUE.match(value)
    return found.group() if found else ""
