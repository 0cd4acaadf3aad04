"""The steps of time that a report counts in: fine enough to see something, few enough to read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

GRAINS = ("day", "week", "month", "quarter", "year")
MOST = 62
"""Steps over the bulk of the articles; the whole may have half as many again."""
BULK = (0.05, 0.95)
"""The share of articles that lie before and up to the end of the bulk."""


class Calendar(NamedTuple):
    """``starts`` are the first days of the steps; ``end`` is the day behind the last.

    Articles from before the first step or after the last are counted as ``early`` and ``late``, in a step of their own
    at either end: a handful of old pages must not squeeze a month of news into one bar.
    """

    grain: str
    starts: list[date]
    end: date
    early: bool
    late: bool


UNDATED = Calendar("day", [], date.max, early=False, late=False)


def calendar(low: date, bulk_low: date, bulk_high: date, high: date, at_least: int = 0) -> Calendar:
    """Steps for articles from ``low`` to ``high``, most of them in the bulk; ``at_least`` forbids finer grains."""
    grain = next((g for g in GRAINS[at_least:] if len(_steps(g, bulk_low, bulk_high)) <= MOST), GRAINS[-1])
    whole = _steps(grain, low, high)
    if len(whole) * 2 <= MOST * 3:
        return Calendar(grain, whole, _next(grain)(whole[-1]), early=False, late=False)
    bulk = _steps(grain, bulk_low, bulk_high)
    end = _next(grain)(bulk[-1])
    return Calendar(grain, bulk, end, early=low < bulk[0], late=high >= end)


def _steps(grain: str, low: date, high: date) -> list[date]:
    following = _next(grain)
    steps = [_floor(grain, low)]
    while (after := following(steps[-1])) <= high:
        steps.append(after)
    return steps


def _floor(grain: str, day: date) -> date:
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}[grain]
    return date(day.year, month, 1)


def _next(grain: str) -> Callable[[date], date]:
    if grain in ("day", "week"):
        return lambda day: day + timedelta(days=1 if grain == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]

    def following(day: date) -> date:
        count = day.year * 12 + day.month - 1 + months
        return date(count // 12, count % 12 + 1, 1)

    return following
