"""Signs of time in a text: without them a block holds no time, and times begin only where one stands."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternatives
from ..lexicon.time import load as lexicon
from ..text.runs import Anchored

_NEEDS = {
    "iso_date": {"year"},
    "year": {"year"},
    "year_range": {"year"},
    "hijri_date": {"hijri", "digit"},
    "clock": {"clock", "digit"},
    "clock_range": {"clock", "digit"},
    "month": {"month"},
    "period_ago": {"period"},
    "period": {"period"},
    "weekend": {"period"},
    "relative_day": {"day"},
    "weekday": {"weekday"},
}


def needs(name: str, pattern: str) -> frozenset[str]:
    """The signs without which a block cannot hold what a rule's expression finds."""
    if name in _NEEDS:
        return frozenset(_NEEDS[name])
    signs = {"digit", "weekday"} if name == "weekday_date" else {"digit"}
    if "(?P<month>(?:" in pattern and "/(?P<month2>" not in pattern:
        signs.add("month")
    return frozenset(signs)


_ANCHORS = {
    "weekday_date": ("weekday",),
    "weekday": ("weekday",),
    "iso_date": ("year",),
    "hijri_date": ("digit",),
    "clock_range": ("clock",),
    "date_range": ("weekday",),
    "clock": ("clock",),
    "relative_day": ("day",),
    "month": ("opening", "month", "period"),
    "year": ("opening", "period"),
    "year_range": ("opening", "period", "digit"),
    "period_ago": ("count", "digit", "period"),
    "period": ("opening", "period"),
    "weekend": ("opening",),
}


def anchors(name: str, pattern: str) -> tuple[str, ...]:
    """The signs that what a rule's expression finds can begin with; none where that may be anything."""
    if name in ("date", "date_range", "clock") and pattern.startswith("(?<"):
        return ("digit",)
    if name == "date":
        return ("naming",)
    return _ANCHORS.get(name, ())


def _sign_words() -> dict[str, list[str]]:
    words = lexicon()
    return {
        "weekday": [word for spellings in words.weekdays.values() for word in spellings],
        "month": [word for spellings in words.months.values() for word in spellings],
        "hijri": [word for spellings in words.hijri.values() for word in spellings],
        "clock": ["pukul", "jam", "pkl"],
        "day": [word.split()[0] for word in words.days],
        "naming": ["tanggal", "tgl"],
        "period": list(words.periods),
        "count": [*(words.numbers.keys() - {"se"}), *words.vague],
        "opening": [*words.phases, *words.openers, *(word.split()[0] for word in words.spans), *words.eras],
    }


@cache
def _sign() -> Anchored:
    """The signs of time in a block: one group for each kind."""
    signs = _sign_words()
    named = "|".join(rf"(?P<{name}>{alternatives(spellings)})" for name, spellings in signs.items())
    zones = alternatives(lexicon().zones)
    pattern = re.compile(
        rf"(?P<year>(?<!\d)(?:19|20)\d\d(?!\d))|(?P<digit>\d+)(?:[ \u00a0]?(?P<zone>{zones})\b)?"
        rf"|\b(?:se)?(?:{named})(?![^\W\d])",
        re.IGNORECASE,
    )
    spellings = [word for words in signs.values() for word in words]
    return Anchored(pattern, [*spellings, *(f"se{word}" for word in spellings)], digits=True)


def signs_in(text: str, start: int, end: int) -> dict[str, list[int]]:
    """Where the signs of each kind stand in a block."""
    found: dict[str, list[int]] = {}
    for match in _sign().finditer(text, start, end):
        for kind in _KINDS.get(group := match.lastgroup or "", (group,)):
            found.setdefault(kind, []).append(match.start())
    return found


# The groups that are a sign of more or of else than their name: `hari` and `minggu` are a day and a period at once.
_KINDS = {
    "year": ("year", "digit"),
    "zone": ("digit", "clock"),
    "weekday": ("weekday", "period"),
    "day": ("day", "period"),
}
