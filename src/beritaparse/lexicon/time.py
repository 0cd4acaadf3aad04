"""Model of ``time.toml``."""

from __future__ import annotations

from functools import cache

from . import Lexicon, read


class Time(Lexicon):
    """``lexicon/time.toml``."""

    weekdays: dict[int, tuple[str, ...]]
    months: dict[int, tuple[str, ...]]
    hijri: dict[int, tuple[str, ...]]
    zones: dict[str, int]
    parts: dict[str, str]
    afternoon: dict[str, tuple[int, int]]
    days: dict[str, int]
    periods: dict[str, str]
    numbers: dict[str, int]
    vague: tuple[str, ...]
    shifts: dict[str, int]
    phases: tuple[str, ...]
    openers: tuple[str, ...]
    spans: tuple[str, ...]
    eras: tuple[str, ...]
    numbered: tuple[str, ...]
    counting: tuple[str, ...]
    uncounted: tuple[str, ...]


@cache
def load() -> Time:
    return read("time", Time)
