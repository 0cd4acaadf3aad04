"""Dates of a table that are written in figures: whether the month stands first is judged for a whole file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from .records import Item, Problem, Record, Where

_SAMPLE = 500
_SAMPLED = 4 << 20
_FIGURES = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def with_one_order(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items of a file; where its first rows show that months stand first (``5/15/2024``), all its dates are
    read so, which is told.  Where rows contradict one another, a date that could be either is none."""
    ahead: list[Item] = []
    size = 0
    day = month = False
    broken: Exception | None = None
    try:
        for item in items:
            ahead.append(item)
            size += item.size if isinstance(item, Record) else 0
            first, second = _beyond(item)
            day, month = day or first, month or second
            if len(ahead) >= _SAMPLE or size >= _SAMPLED:
                break
    except Exception as error:  # raised where the reader would have got there
        broken = error
    told = False
    for item in chain(ahead, items):
        first, second = _beyond(item)
        day, month = day or first, month or second
        if month and not told and isinstance(item, Record) and item.published:
            told = True
            both = ", in others the day: those that could be either are not read" if day else ""
            yield Problem(
                "date", Where(item.where.file), f"in dates of this file the month stands first{both}", kept=True
            )
        yield _read(item, day, month) if month and isinstance(item, Record) and item.published else item
    if broken is not None:
        raise broken


def _beyond(item: Item) -> tuple[bool, bool]:
    """Is the first figure of a date, or its second, no month?"""
    found = _FIGURES.match(item.published) if isinstance(item, Record) and item.published else None
    if found is None:
        return False, False
    first, second = int(found[1]), int(found[3])
    return first > 12 >= second, second > 12 >= first


def _read(record: Record, day: bool, month: bool) -> Record:
    found = _FIGURES.match(record.published or "")
    if found is None or record.published is None:
        return record
    first, second = int(found[1]), int(found[3])
    if day and first <= 12 and second <= 12 and first != second:
        return replace(record, published=None)
    if first > 12:
        return record
    return replace(record, published=f"{found[4]}-{first:02}-{second:02}{record.published[found.end() :]}")
