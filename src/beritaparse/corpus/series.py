"""Daily series: every day a text of its own under the headline of yesterday (``Harga Emas Hari Ini 18 Juni 2025``).

Headlines that begin with the same two words and tell of different days are of different news, however alike the texts
are: zodiac signs, prices, forecasts, hours of prayer, schedules of matches.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ..lexicon import alternatives
from ..lexicon.time import load as times
from ..text.expressions import LETTERS
from .sketch import EPOCH

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HEAD = 2
"""Words, without numbers, with which the headlines of a series begin."""


@cache
def _date() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(\d{{1,2}}) ({alternatives(_months())})(?!\w)")


@cache
def _months() -> dict[str, int]:
    return {name.casefold(): number for number, names in times().months.items() for name in names}


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(times().days)})(?!\w)")


def series_of(title: str, day: int | None) -> tuple[str | None, int | None]:
    """The first words of a headline and the day that it tells, since 1970; neither where it tells none.

    ``day`` is that of publication, of which ``hari ini`` is told and near which a date without a year is.
    """
    folded = " ".join(title.casefold().split())
    told = None
    if day is not None:
        if found := _date().search(folded):
            told = _near(int(found[1]), _months()[found[2]], day)
        elif marker := _marker().search(folded):
            told = day + times().days[marker.group()]
    return (None, None) if told is None else (" ".join(LETTERS.findall(folded)[:HEAD]), told)


def _near(number: int, month: int, day: int) -> int | None:
    """The day of a month that is nearest to another day; None where the month has no such day."""
    year = (EPOCH + timedelta(days=day)).year
    with suppress(ValueError):
        return min(
            ((date(y, month, number) - EPOCH).days for y in (year - 1, year, year + 1)), key=lambda d: abs(d - day)
        )
    return None


def of_other_days(base: DuckDBPyConnection, pairs: np.ndarray) -> np.ndarray:
    """For each pair of pages, whether their headlines are of one series and of different days."""
    rows = base.execute("SELECT page, series, series_day FROM work.pages WHERE series IS NOT NULL").fetchall()
    count = int(pairs.max(initial=-1)) + 1
    heads, days = np.full(count, -1), np.zeros(count, np.int64)
    numbers: dict[str, int] = {}
    for page, head, day in rows:
        if page < count:
            heads[page], days[page] = numbers.setdefault(head, len(numbers)), day
    left, right = pairs[:, 0], pairs[:, 1]
    return (heads[left] >= 0) & (heads[left] == heads[right]) & (days[left] != days[right])
