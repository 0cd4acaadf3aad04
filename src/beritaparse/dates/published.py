"""Publication dates as sites print them: ``Tayang: Selasa, 10 Juni 2025 06:40 WIB``."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import cache

from ..lexicon import alternatives
from ..lexicon.time import load as lexicon
from ..text.zones import local
from .stage import parse_time

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?$")
_CLOCK = re.compile(
    r"(?<![\d.:/])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d/])(?:[.:][0-5]\d)?[ \u00a0]{0,2}"
    r"(?:(?P<zone>[A-Za-z]{1,4})|(?P<offset>[+-]\d{2}):?(?P<minutes>\d{2}))?"
)
_EPOCH = re.compile(r"(\d{10}|\d{13}|\d{16}|\d{19})(?:\.\d+)?$")  # in seconds, or thousandths, millionths, billionths
_HYPHEN_INSIDE = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_GREENWICH = {"UTC", "GMT", "UT", "Z"}


def read_published(text: str) -> datetime | None:
    """Return the moment that a site's line on publication names, None where it names none.

    Reads ISO 8601, seconds or milliseconds since 1970, and Indonesian dates with words around them.  The zone (WIB,
    WITA, WIT) is kept as an offset, and a moment in any other is given in WIB, as the day here is; without a zone the
    result is naive.
    """
    found = _read(text)
    return local(found) if found is not None else None


def _read(text: str) -> datetime | None:
    text = text.strip()
    if _ISO.match(text):
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
    if (epoch := _EPOCH.match(text)) is not None:
        whole = epoch[1]
        return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(whole) / 10 ** (len(whole) - 10))
    plain = _plain_day().search(text)
    if plain is not None:
        found = {name.rstrip("2345"): value for name, value in plain.groupdict().items() if value}
        month = _months()[found["name"].lower()] if "name" in found else int(found["month"])
        year = int(found["year"])
        with suppress(ValueError):
            return _at_clock(
                datetime(year if year > 99 else 2000 + year, month, int(found["day"])), text[plain.end() :]
            )
    text = _HYPHEN_INSIDE.sub(" ", text)  # ``Jurnalis-Kamis, 19 Juni 2025``
    for found in parse_time(text):
        day = (found.value or "").split("T")[0]
        if not found.relative and len(day) == 10:
            return _at_clock(datetime.fromisoformat(day), text[found.end :])
    return None


@cache
def _months() -> dict[str, int]:
    return {name.lower(): int(month) for month, names in lexicon().months.items() for name in names}


@cache
def _plain_day() -> re.Pattern[str]:
    """``10 Juni 2025``, ``20/06/2025``, ``2025/06/20`` and, as English sites have it, ``June 10, 2025``: nearly all
    lines, read without the whole grammar of time."""
    name = alternatives(_months())
    return re.compile(
        rf"(?<![\w./-])(?P<day>\d{{1,2}}) +(?P<name>{name}) +(?P<year>\d{{4}})(?![\w/-])"
        r"|(?<![\w./-])(?P<day2>\d{1,2})/(?P<month2>\d{1,2})/(?P<year2>\d{4})(?![\w/-])"
        r"|(?<![\w./-])(?P<year3>\d{4})/(?P<month3>\d{1,2})/(?P<day3>\d{1,2})(?![\w/-])"
        rf"|(?<![\w./-])(?P<day5>\d{{1,2}}) +(?P<name5>{name}) +(?P<year5>\d{{2}})(?= +\d{{1,2}}:\d{{2}})"
        rf"|(?<![\w./-])(?P<name4>{name}) +(?P<day4>\d{{1,2}}),? +(?P<year4>\d{{4}})(?![\w/-])",
        re.IGNORECASE,
    )


def _at_clock(day: datetime, rest: str) -> datetime:
    clock = _CLOCK.search(rest)
    if clock is None:
        return day
    hour, word = int(clock[1]), (clock["zone"] or "").upper()
    if word in ("AM", "PM") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if word == "PM" else 0)
    hours = 0 if word in _GREENWICH else lexicon().zones.get(word)
    if clock["offset"]:
        sign = -1 if clock["offset"].startswith("-") else 1
        hours = int(clock["offset"]) + sign * int(clock["minutes"]) / 60
    zone = timezone(timedelta(hours=hours)) if hours is not None and abs(hours) < 24 else None
    return day.replace(hour=hour, minute=int(clock[2]), tzinfo=zone)
