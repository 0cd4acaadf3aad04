"""What only looks like a time: ``dua minggu``, ``Mei`` as a name, ``Pasal 351``, the years of statutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ..lexicon import alternatives
from ..lexicon.time import load as lexicon

LOOK_BACK = 30
_STATUTE = re.compile(r"\b(?:nomor|no)\b\.?[ \u00a0]{0,2}[\w/.-]{1,20}[ \u00a0]{1,2}$", re.IGNORECASE)
_MARK_BEFORE = r"[$€£#@/]"
_NUMBER = r"\d[.,]|\d[.,]\d{1,3}[ \u00a0]|\w-"
_SHORTENED = 3
"""A weekday of so few letters (``Sel``) says none alone."""

Doubt = Callable[[str, re.Match[str], str], bool]
"""Whether a match is none, given the text and what stands before it."""


@cache
def _not_before() -> re.Pattern[str]:
    """Before a number these make it something else than a date or a year."""
    return re.compile(
        rf"(?:\b(?:{alternatives(lexicon().numbered)})\.?|{_MARK_BEFORE})[ \u00a0]{{0,2}}$", re.IGNORECASE
    )


@cache
def _counted_days() -> re.Pattern[str]:
    return re.compile(rf"\b(?:\d+|{alternatives(lexicon().counting)}|sehari|hari)[ \u00a0]$", re.IGNORECASE)


@cache
def _counted_weeks() -> re.Pattern[str]:
    return re.compile(rf"(?:\d|\b(?:{alternatives(lexicon().counting)}|per|tiap|setiap))[ \u00a0]$")


@cache
def _uncounted() -> re.Pattern[str]:
    """``beberapa tahun lalu``, ``1,5 tahun lalu``, ``66 juta tahun lalu``."""
    words = alternatives(lexicon().uncounted)
    return re.compile(rf"(?:\b(?:{words})[ \u00a0]|{_NUMBER})\Z", re.IGNORECASE)


def is_time(text: str, match: re.Match[str], rule: str, floor: int) -> bool:
    """Whether what a rule found is a time; nothing before the offset ``floor`` is asked."""
    before = text[max(floor, match.start() - LOOK_BACK) : match.start()]
    return not any(doubt(text, match, before) for doubt in _DOUBTS.get(rule, ()))


def _numbered(_text: str, _match: re.Match[str], before: str) -> bool:
    """``Pasal 351``, ``Rp 2019``."""
    return _not_before().search(before) is not None


def _no_weekday(text: str, match: re.Match[str], before: str) -> bool:
    weekday: str = match["weekday"]
    if not weekday[0].isupper() or len(weekday) <= _SHORTENED:
        return True
    if weekday == "Minggu" and _counted_weeks().search(before):
        return True
    bare = match["shift"] is None and match["part"] is None
    return bare and _is_name(text[match.end() : match.end() + 2], before)


def _is_name(after: str, before: str) -> bool:
    """Glued to a letter before it, with a capital behind it."""
    return after[:1] == " " and after[1:2].isupper() and before[-1:].isalpha()


def _stretch(_text: str, match: re.Match[str], before: str) -> bool:
    """``beberapa hari ini`` is a stretch of days."""
    return match.group().casefold().startswith("hari ") and _counted_days().search(before) is not None


def _no_period(_text: str, match: re.Match[str], before: str) -> bool:
    """``Minggu lalu`` is the day, ``minggu lalu`` the week."""
    return match["period"] == "Minggu" or _uncounted().search(before) is not None


def _no_period_ago(_text: str, _match: re.Match[str], before: str) -> bool:
    return _uncounted().search(before.rstrip()) is not None


def _of_statute(_text: str, match: re.Match[str], before: str) -> bool:
    """``Nomor 23 Tahun 2014``."""
    return match.group().casefold().startswith("tahun") and _STATUTE.search(before) is not None


def _no_month(_text: str, match: re.Match[str], _before: str) -> bool:
    """Months are written with a capital."""
    month = match["month"] if "month" in match.re.groupindex else None
    return month is not None and month[0].isalpha() and not month[0].isupper()


def _version(_text: str, match: re.Match[str], _before: str) -> bool:
    """``10.15.20`` is no date."""
    return match.group().count(".") == 2 and match["year"] is not None and len(match["year"]) == 2


def _no_clock(_text: str, match: re.Match[str], _before: str) -> bool:
    """An hour alone is one behind ``pukul``: ``jam 5`` may be five hours."""
    said = "minute" in match.re.groupindex or match["part"] is not None or match["zone"] is not None
    return not said and not match.group().casefold().startswith("pukul")


_DOUBTS: dict[str, tuple[Doubt, ...]] = {
    "weekday": (_no_weekday,),
    "weekday_date": (_no_month,),
    "date": (_numbered, _no_month, _version),
    "date_range": (_numbered, _no_month),
    "iso_date": (_numbered,),
    "month": (_numbered, _no_month),
    "year": (_numbered, _of_statute),
    "relative_day": (_stretch,),
    "period": (_no_period,),
    "period_ago": (_no_period_ago,),
    "clock": (_no_clock,),
}
