"""Publication dates as sites print them: ``Tayang: Selasa, 10 Juni 2025 06:40 WIB``."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import cache

from ..dates.stage import parse_time
from ..lexicon import alternatives
from ..lexicon.time import load as lexicon

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?$")
_CLOCK = re.compile(r"(?<![\d.:/])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d/])(?:[.:][0-5]\d)?[ \u00a0]{0,2}([A-Za-z]{3,4})?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_GLUED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def read_published(text: str) -> datetime | None:
    """Return the moment that a site's line on publication names, None where it names none.

    Reads ISO 8601, seconds or milliseconds since 1970, and Indonesian dates with words around them.  The zone (WIB,
    WITA, WIT) is kept as an offset; without one the result is naive.
    """
    text = text.strip()
    if _ISO.match(text):
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return None
    if _EPOCH.match(text):
        seconds = int(text) / (1 if len(text) == 10 else 1000)
        return datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=seconds)
    plain = _plain_day().search(text)
    if plain is not None:
        month = _months()[plain["name"].lower()] if plain["name"] else int(plain["month"])
        with suppress(ValueError):
            day = datetime(int(plain["year"] or plain["year2"]), month, int(plain["day"] or plain["day2"]))
            return _at_clock(day, text[plain.end() :])
    text = _GLUED.sub(" ", text)  # ``Jurnalis-Kamis, 19 Juni 2025``
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
    """``10 Juni 2025`` and ``20/06/2025``: nearly all lines, read without the whole grammar of time."""
    return re.compile(
        rf"(?<![\w./-])(?P<day>\d{{1,2}}) +(?P<name>{alternatives(_months())}) +(?P<year>\d{{4}})(?![\w/-])"
        r"|(?<![\w./-])(?P<day2>\d{1,2})/(?P<month>\d{1,2})/(?P<year2>\d{4})(?![\w/-])",
        re.IGNORECASE,
    )


def _at_clock(day: datetime, rest: str) -> datetime:
    clock = _CLOCK.search(rest)
    if clock is None:
        return day
    hours = lexicon().zones.get((clock[3] or "").upper())
    zone = timezone(timedelta(hours=hours)) if hours is not None else None
    return day.replace(hour=int(clock[1]), minute=int(clock[2]), tzinfo=zone)
