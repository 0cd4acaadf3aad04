"""From the parts of a time expression to an ISO 8601 value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from ..article import Granularity
from ..lexicon.time import load as lexicon
from .grammar import RawTime


class Value(NamedTuple):
    """What an expression means: ``iso`` is None where no reference resolves it."""

    iso: str | None
    granularity: Granularity
    relative: bool = False
    conflict: bool = False


@cache
def _weekdays() -> dict[str, int]:
    return {word.casefold(): number for number, words in lexicon().weekdays.items() for word in words}


@cache
def _months() -> dict[str, int]:
    return {word.casefold(): number for number, words in lexicon().months.items() for word in words}


def month_number(word: str) -> int:
    """``Nopember`` -> 11; digits are taken as they are."""
    return int(word) if word.isdigit() else _months()[word.rstrip(".").casefold()]


NEXT_CENTURY = 50
"""From here on two digits are a year of the last century: ``18/07/80``."""

NEWS = 14
"""Days before publication within which a day without a year is this year's, whatever its weekday."""


def _year(word: str) -> int:
    if len(word) != 2:
        return int(word)
    return int(word) + (1900 if int(word) >= NEXT_CENTURY else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _guess_year(month: int, day: int, weekday: int | None, reference: date | None) -> date | None:
    """The year that is not written: the nearest for a day just past, else the one whose weekday fits."""
    if reference is None:
        return None
    candidates = [
        d for year in (reference.year - 1, reference.year, reference.year + 1) if (d := _day(year, month, day))
    ]

    def far(when: date) -> int:
        # News looks back: a date in the future counts double.
        return abs((when - reference).days) * (2 if when > reference else 1)

    nearest = min(candidates, key=far, default=None)
    if nearest is None or far(nearest) <= NEWS:
        return nearest  # that day of another year is not meant: its weekday is a slip
    return min((d for d in candidates if weekday is None or d.isoweekday() == weekday), key=far, default=nearest)


def _shift(raw: RawTime) -> int:
    word = " ".join(raw.parts.get("shift", "").casefold().split())
    if word.startswith(("pekan ", "minggu ")):
        word = word.partition(" ")[2]
    return lexicon().shifts.get(word, 0)


def _iso_month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _add_months(when: date, months: int) -> tuple[int, int]:
    index = when.year * 12 + when.month - 1 + months
    return index // 12, index % 12 + 1


def resolve(raw: RawTime, reference: date | None) -> Value:
    """Return the value of one expression against a reference day."""
    try:
        return _RULES[raw.rule](raw, reference)
    except OverflowError:  # the calendar ends: `kemarin` of a page from the first day of the year 1
        return Value(None, "day", relative=True)


def _date(raw: RawTime, reference: date | None) -> Value:
    parts = raw.parts
    month, day = month_number(parts["month"]), int(parts["day"])
    weekday = _weekdays().get(parts["weekday"].casefold()) if "weekday" in parts else None
    granularity: Granularity = "part_of_day" if "part" in parts else "day"
    written = parts.get("year")
    when = _day(_year(written), month, day) if written else _guess_year(month, day, weekday, reference)
    if when is None:
        invalid = _day(2000, month, day) is None  # 31/2: reported by the caller as no date
        return Value(None, granularity, conflict=invalid)
    conflict = weekday is not None and when.isoweekday() != weekday
    return Value(when.isoformat(), granularity, conflict=conflict)


def _date_range(raw: RawTime, reference: date | None) -> Value:
    parts = raw.parts
    end_month = month_number(parts.get("month3") or parts.get("month2") or parts["month"])
    start_month = month_number(parts["month"]) if "month" in parts else end_month
    year = parts.get("year3") or parts.get("year2") or parts.get("year")
    if year is not None:
        end = _day(_year(year), end_month, int(parts["day2"]))
    else:
        end = _guess_year(end_month, int(parts["day2"]), None, reference)
    if end is None:
        return Value(None, "day")
    first_year = _year(parts["year"]) if "year" in parts else end.year - (start_month > end_month)
    start = _day(first_year, start_month, int(parts["day"]))
    if start is None or start > end:
        return Value(None, "day")
    return Value(f"{start.isoformat()}/{end.isoformat()}", "day")


def _hijri(raw: RawTime, reference: date | None) -> Value:
    return Value(None, "day")


def _clock_text(hour: str, minute: str, part: str | None, zone: str | None) -> str:
    value = int(hour) % 24
    first, last = lexicon().afternoon.get(part.casefold().removesuffix(" hari"), (0, -1)) if part else (0, -1)
    if first <= value <= last:
        value = (value + 12) % 24
    suffix = f"+{lexicon().zones[zone.upper()]:02d}:00" if zone else ""
    return f"T{value:02d}:{int(minute):02d}{suffix}"


def _clock(raw: RawTime, reference: date | None) -> Value:
    parts = raw.parts
    return Value(_clock_text(parts["hour"], parts.get("minute", "00"), parts.get("part"), parts.get("zone")), "time")


def _clock_range(raw: RawTime, reference: date | None) -> Value:
    parts, zone = raw.parts, raw.parts.get("zone")
    first = _clock_text(parts["hour"], parts["minute"], None, zone)
    return Value(f"{first}/{_clock_text(parts['hour2'], parts['minute2'], None, zone)}", "time")


def _month(raw: RawTime, reference: date | None) -> Value:
    number = month_number(raw.parts["month"])
    if "year" in raw.parts:
        return Value(_iso_month(_year(raw.parts["year"]), number), "month")
    if reference is None:
        return Value(None, "month", relative="shift" in raw.parts)
    shift = _shift(raw)
    years = {-1: (0, -1), 1: (0, 1)}.get(shift, (-1, 0, 1))
    candidates = [reference.year + step for step in years]
    if shift:
        candidates = [y for y in candidates if (y * 12 + number - reference.year * 12 - reference.month) * shift >= 0]
    year = min(
        candidates or [reference.year],
        key=lambda y: abs(y * 12 + number - reference.year * 12 - reference.month),
    )
    return Value(_iso_month(year, number), "month", relative="shift" in raw.parts)


def _year_value(raw: RawTime, reference: date | None) -> Value:
    return Value(raw.parts["year"], "year")


def _year_range(raw: RawTime, reference: date | None) -> Value:
    first = raw.parts["year"]
    return Value(f"{first}/{raw.parts.get('year2') or int(first) + 9}", "year")  # `1990-an`: the ten years


def _count(raw: RawTime) -> int:
    if "one" in raw.parts:
        return 1
    word = raw.parts["number"].casefold()
    if word.isdigit():
        return int(word)
    numbers = lexicon().numbers
    first, *rest = word.split()
    if not rest:
        return numbers[first]
    if rest[0] == "belas":
        return 10 + numbers[first]
    return 10 * numbers[first] + sum(numbers[one] for one in rest[1:])


def _period_ago(raw: RawTime, reference: date | None) -> Value:
    period = lexicon().periods[raw.parts["period"].casefold()]
    if raw.parts.get("number", "").casefold() in lexicon().vague:
        return Value(None, period, relative=True)  # type: ignore[arg-type]
    return _move(period, _count(raw) * (_shift(raw) or -1), reference)


def _move(period: str, steps: int, reference: date | None) -> Value:
    granularity: Granularity = period  # type: ignore[assignment]
    if reference is None:
        return Value(None, granularity, relative=True)
    if period == "day":
        return Value((reference + timedelta(days=steps)).isoformat(), "day", relative=True)
    if period == "week":
        year, week, _ = (reference + timedelta(weeks=steps)).isocalendar()
        return Value(f"{year:04d}-W{week:02d}", "week", relative=True)
    if period == "month":
        return Value(_iso_month(*_add_months(reference, steps)), "month", relative=True)
    if period == "year":
        return Value(f"{reference.year + steps:04d}", "year", relative=True)
    return Value(None, granularity, relative=True)


def _period(raw: RawTime, reference: date | None) -> Value:
    return _move(lexicon().periods[raw.parts["period"].casefold()], _shift(raw), reference)


def _weekend(raw: RawTime, reference: date | None) -> Value:
    if reference is None:
        return Value(None, "weekend", relative=True)
    saturday = reference + timedelta(days=6 - reference.isoweekday() + 7 * _shift(raw))
    return Value(f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "weekend", relative=True)


def _relative_day(raw: RawTime, reference: date | None) -> Value:
    word = " ".join(raw.parts["word"].casefold().split())
    part = "part" in raw.parts or any(name in word for name in lexicon().parts) or word == "semalam"
    granularity: Granularity = "part_of_day" if part else "day"
    if reference is None:
        return Value(None, granularity, relative=True)
    return Value((reference + timedelta(days=lexicon().days[word])).isoformat(), granularity, relative=True)


def _weekday(raw: RawTime, reference: date | None) -> Value:
    granularity: Granularity = "part_of_day" if "part" in raw.parts else "day"
    if reference is None:
        return Value(None, granularity, relative=True)
    number = _weekdays()[raw.parts["weekday"].casefold()]
    back = (reference.isoweekday() - number) % 7
    shift = _shift(raw)
    word = raw.parts.get("shift", "").casefold()
    if word.startswith(("pekan", "minggu")):
        when = reference - timedelta(days=reference.isoweekday() - number) + timedelta(weeks=shift)
    elif shift > 0:
        when = reference + timedelta(days=(number - reference.isoweekday()) % 7 or 7)
    elif shift < 0:
        when = reference - timedelta(days=back or 7)
    else:
        when = reference - timedelta(days=back)
    return Value(when.isoformat(), granularity, relative=True)


_RULES = {
    "date_range": _date_range,
    "weekday_date": _date,
    "date": _date,
    "iso_date": _date,
    "hijri_date": _hijri,
    "clock": _clock,
    "clock_range": _clock_range,
    "month": _month,
    "year": _year_value,
    "year_range": _year_range,
    "period_ago": _period_ago,
    "period": _period,
    "weekend": _weekend,
    "relative_day": _relative_day,
    "weekday": _weekday,
}


def reference_of(raws: Sequence[RawTime], published: datetime | None) -> date | None:
    """The day that relative expressions count from: publication, else the latest day of news in the text.

    Those are days with their weekday and the first one that the text tells: ``12 Januari 2019`` further down may be
    any day of history, and no day is better than a wrong one.
    """
    if published is not None:
        return published.date()
    return latest_day(raw for at, raw in enumerate(raws) if raw.rule != "date" or at == 0)


def latest_day(raws: Iterable[RawTime]) -> date | None:
    """The latest of the full dates among expressions."""
    days = [
        value
        for raw in raws
        if raw.rule in ("weekday_date", "date", "iso_date") and "year" in raw.parts
        if (value := _day(_year(raw.parts["year"]), month_number(raw.parts["month"]), int(raw.parts["day"])))
    ]
    return max(days, default=None)
