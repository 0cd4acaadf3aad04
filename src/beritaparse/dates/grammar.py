"""The grammar of time expressions in Indonesian news: finds them, says what their parts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..lexicon import alternatives
from ..lexicon.time import load as lexicon
from ..text.expressions import Expression
from ..text.intervals import Intervals
from ..text.runs import Anchored

B = r"[ \u00a0]{1,2}"
O = r"[ \u00a0]{0,2}"  # noqa: E741 (optional blank)


class RawTime(NamedTuple):
    """A time expression as found: its place, the rule, and the parts that the rule read."""

    start: int
    end: int
    text: str
    rule: str
    parts: dict[str, str]


class Rule(NamedTuple):
    """One way to write a time.

    ``needs`` are the signs of time without which a block cannot hold it; ``anchors`` are the signs that it can
    begin with, so that it is tried there only; it is tried everywhere if there are none.
    """

    name: str
    pattern: Expression
    needs: frozenset[str]
    anchors: tuple[str, ...]


def _words(table: dict[int, tuple[str, ...]]) -> str:
    return alternatives([word for words in table.values() for word in words])


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: of two that overlap the earlier one wins."""
    words = lexicon()
    weekday = rf"(?:{_words(words.weekdays)})"
    month = rf"(?:{_words(words.months)})\.?"
    hijri = rf"(?:{_words(words.hijri)})"
    part = rf"(?:,?{B}(?P<part>{alternatives(words.parts)})(?!\w))?"
    year = r"(?:(?:19|20)\d{2})(?!\d)"
    short = r"(?:(?:19|20)\d{2}|\d{2})(?!\d)"
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    vague = alternatives(words.vague)
    ones = alternatives(words.numbers.keys() - {"se"})
    phase = rf"(?P<phase>{alternatives(words.phases)}){B}"
    opener = alternatives(words.openers)
    number = rf"(?:\d{{1,3}}|(?:{ones}){B}belas|(?:{ones}){B}puluh(?:{B}(?:{ones}))?|{ones}|{vague})"
    period = alternatives(words.periods)
    shift = alternatives(words.shifts)
    zone = alternatives(words.zones)
    to = rf"(?:{O}[-–—]{O}|{B}(?:hingga|sampai|s\.?/?d\.?|s\.d|dan){B})"
    numeric = rf"(?P<day>{day})(?:[/.-])(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{short})"
    plain = rf"(?P<day>{day})[/-](?P<month>0?[1-9]|1[0-2])(?![\d/])"
    written = rf"(?P<day>{day}){O}(?P<month>{month})(?:,?{O}(?P<year>{year}))?"
    days = (
        rf"(?P<day>{day}){to}(?P<day2>{day})"
        rf"(?:{O}(?P<month>{month})(?:,?{O}(?P<year>{year}))?|/(?P<month2>0?[1-9]|1[0-2])/(?P<year2>{short}))"
    )
    clock = r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)"
    made: list[tuple[str, str]] = [
        # ranges: Senin-Rabu (9-11/6/2025), 7-9 Juni 2025, 28 Mei - 3 Juni 2025, 9-11/6/2025
        ("date_range", rf"(?:{weekday}){to}(?:{weekday})[, ]{{0,2}}\(?{days}\)?"),
        ("date_range", rf"(?<![\d/.,]){days}"),
        (
            "date_range",
            rf"(?<![\d/.,])(?P<day>{day}){O}(?P<month>{month})(?:{O}(?P<year>{year}))?{to}"
            rf"(?P<day2>{day}){O}(?P<month3>{month})(?:{O}(?P<year3>{year}))?",
        ),
        ("weekday_date", rf"\b(?P<weekday>{weekday}){O},?{O}(?:tanggal{B})?\(?{O}{numeric}{O}\)?{part}"),
        ("weekday_date", rf"\b(?P<weekday>{weekday}){O},?{O}(?:tanggal{B})?\(?{O}{written}{O}\)?{part}"),
        ("weekday_date", rf"\b(?P<weekday>{weekday}){O},?{O}(?:tanggal{B})?\(?{O}{plain}{O}\)?{part}"),
        # Selasa malam (10/6/2025)
        (
            "weekday_date",
            rf"\b(?P<weekday>{weekday}){B}(?P<part>{alternatives(words.parts)}){O},?{O}\(?{O}{numeric}{O}\)?",
        ),
        (
            "weekday_date",
            rf"\b(?P<weekday>{weekday}){B}(?P<part>{alternatives(words.parts)}){O},?{O}\(?{O}{plain}{O}\)?",
        ),
        (
            "weekday_date",
            rf"\b(?P<weekday>{weekday}){B}(?P<part>{alternatives(words.parts)}){O},?{O}\(?{O}{written}{O}\)?",
        ),
        ("date", rf"(?<![\d/.,-]){numeric}(?![/.-]?\d){part}"),
        ("date", rf"(?<![\d/.,-]){written}(?!\w){part}"),
        ("date", rf"(?<=\(){plain}(?={O}\))"),
        ("date", rf"\b(?:tanggal|tgl\.?){B}{plain}{part}"),
        ("date", rf"(?<![\d/.,-])(?P<day>{day})-(?P<month>{month})-(?P<year>{short})"),
        (
            "iso_date",
            r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        ),
        (
            "hijri_date",
            rf"(?<!\d)(?P<day>{day}){B}(?P<hijri>{hijri})(?:{B}(?P<year>1[34]\d{{2}}))?(?:{B}(?:Hijriah|Hijriyah|H)\b)?",
        ),
        # pukul 09.30 - 11.00 WIB
        (
            "clock_range",
            rf"\b(?:pukul|jam){B}{clock}(?:{O}(?:{zone}))?{to}(?:pukul{B})?(?P<hour2>[01]?\d|2[0-4])[.:](?P<minute2>[0-5]\d)"
            rf"(?:{O}(?P<zone>{zone})\b)?",
        ),
        ("clock", rf"\b(?:pukul|jam|pkl\.?){O}{clock}(?:[.:]\d{{2}})?(?:{O}(?P<zone>{zone})\b)?{part}"),
        ("clock", rf"(?<![\d.,:/]){clock}(?::\d{{2}})?{O}(?P<zone>{zone})\b{part}"),
        (
            "clock",
            rf"\b(?:pukul|jam){B}(?P<hour>[01]?\d|2[0-4])(?!\d|[.,:]\d)(?:{O}(?P<zone>{zone})\b)?{part}",
        ),
        (
            "month",
            rf"\b(?:{phase})?(?:bulan{B})?(?P<month>{month}){O},?{O}(?P<year>{year})",
        ),
        ("month", rf"\b{phase}(?:bulan{B})?(?P<month>{month})(?!\w)"),
        ("month", rf"\b(?:bulan){B}(?P<month>{month})(?!\w)"),
        (
            "month",
            rf"\b(?:{opener}){B}(?P<month>{month})(?P<shift>{B}(?:lalu|ini|depan|mendatang))?(?!\w)",
        ),
        ("month", rf"\b(?!March|May)(?P<month>{month}){B}(?P<shift>lalu|ini|mendatang|depan)(?!\w)"),
        (
            "year",
            rf"\b{phase}(?:tahun{B})?(?P<year>{year})(?![-/.,]\d|-?an\b)",
        ),
        (
            "year_range",
            rf"\b(?:tahun|{alternatives(words.spans)}){B}(?P<year>{year})(?:{to}|/)(?P<year2>{year})",
        ),
        (
            "year",
            rf"\b(?:tahun|{opener}){B}(?:tahun{B})?(?P<year>{year})(?![-/.,]?\d|-?an\b)(?!{B}(?:orang|meter|unit|rupiah))",
        ),
        # tahun 1990-an
        (
            "year_range",
            rf"\b(?:{phase})?(?:(?:tahun|{alternatives(words.eras)}|{opener}){B}){{0,2}}"
            r"(?P<year>(?:18|19|20)\d0)-?an(?!\w)",
        ),
        # two days ago, three years later
        (
            "period_ago",
            rf"\b(?:(?P<number>{number}){B}|(?P<one>se)(?=hari|pekan|minggu|bulan|tahun))(?P<period>{period}){B}"
            rf"(?P<shift>lalu|yang{B}lalu|silam|lagi|mendatang|ke{B}depan|yang{B}akan{B}datang)(?!\w)",
        ),
        # `Senin pekan depan` is a day; `dua minggu lalu` is read above
        (
            "weekday",
            rf"\b(?P<weekday>{weekday})(?:{B}(?P<part>{alternatives(words.parts)}))?"
            rf"{B}(?P<shift>(?:pekan|minggu){B}(?:lalu|kemarin|ini|depan|mendatang))(?!\w)",
        ),
        ("weekend", rf"\bakhir{B}pekan(?:{B}(?P<shift>lalu|ini|depan|kemarin|mendatang))?(?!\w)"),
        (
            "period",
            rf"\b(?:{phase})?(?P<period>pekan|minggu|bulan|tahun){B}"
            rf"(?P<shift>lalu|kemarin|ini|depan|mendatang|yang{B}lalu|yang{B}akan{B}datang)(?!\w)",
        ),
        # `Selasa kemarin` is the Tuesday before, not yesterday
        (
            "weekday",
            rf"\b(?P<weekday>{weekday})(?:{B}(?P<part>{alternatives(words.parts)}))?{B}(?P<shift>kemarin|tadi)(?!\w)",
        ),
        (
            "relative_day",
            rf"\b(?P<word>{alternatives(words.days)})(?:{B}(?P<part>{alternatives(words.parts)}))?(?!\w)",
        ),
        (
            "weekday",
            rf"\b(?P<weekday>{weekday})(?:{B}(?P<part>{alternatives(words.parts)}))?(?:{B}(?P<shift>{shift}))?(?!\w)",
        ),
    ]
    return tuple(
        Rule(name, Expression(pattern, re.I), _needs(name, pattern), _anchors(name, pattern)) for name, pattern in made
    )


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


def _needs(name: str, pattern: str) -> frozenset[str]:
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


def _anchors(name: str, pattern: str) -> tuple[str, ...]:
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


def _signs(text: str, start: int, end: int) -> dict[str, list[int]]:
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


# Before a number these make it something else than a date or a year.
_NO_DATE_BEFORE = re.compile(
    r"(?:\b(?:pasal|ayat|nomor|nopol|no|rp|skor|angka|ruas|km|telp|telepon|hp|wa|polisi|usia|umur|undang-undang)\.?"
    r"|[$€£#@/])[ \u00a0]{0,2}$",
    re.IGNORECASE,
)
_STATUTE = re.compile(r"\b(?:nomor|no)\b\.?[ \u00a0]{0,2}[\w/.-]{1,20}[ \u00a0]{1,2}$", re.IGNORECASE)
_DAYS_BEFORE = re.compile(
    r"\b(?:\d+|satu|dua|tiga|empat|lima|enam|tujuh|beberapa|hari|sehari)[ \u00a0]$", re.IGNORECASE
)
# `beberapa tahun lalu`, `1,5 tahun lalu`, `66 juta tahun lalu`
_UNCOUNTED = re.compile(
    r"(?:\b(?:beberapa|sekian|sejumlah|setengah|berapa|(?:belas|puluh|ratus|ribu|juta)(?:an)?)[ \u00a0]"
    r"|\d[.,]|\d[.,]\d{1,3}[ \u00a0]|\w-)\Z",
    re.IGNORECASE,
)


@cache
def _fitting(signs: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that need no signs but these."""
    return tuple(rule for rule in rules() if rule.needs <= signs)


def find(text: str, spans: Iterable[tuple[int, int]] | None = None) -> list[RawTime]:
    """Return the time expressions of ``text``, or of the character spans given, in order, none overlapping."""
    found: list[RawTime] = []
    for start, end in spans if spans is not None else [(0, len(text))]:
        signs = _signs(text, start, end)
        if not signs:
            continue
        here: list[RawTime] = []
        taken = Intervals()
        places: dict[tuple[str, ...], list[int]] = {}
        for rule in _fitting(frozenset(signs)):
            anchored = places.get(rule.anchors)
            if anchored is None:
                anchored = sorted([place for kind in rule.anchors for place in signs.get(kind, ())])
                places[rule.anchors] = anchored
            for match in _matches(rule, text, start, end, anchored) if anchored or not rule.anchors else ():
                if taken.overlaps(match.start(), match.end()):
                    continue
                if not _is_time(text, match, rule.name, start):
                    continue
                begin, stop = _balanced(text, match.start(), match.end())
                taken.add(begin, stop)
                parts = {key: value for key, value in match.groupdict().items() if value is not None}
                here.append(RawTime(begin, stop, text[begin:stop], rule.name, parts))
        found.extend(sorted(here, key=lambda raw: raw.start))
    return found


def _matches(rule: Rule, text: str, start: int, end: int, places: Sequence[int]) -> Iterator[re.Match[str]]:
    if not rule.anchors:
        yield from rule.pattern().finditer(text, start, end)
        return
    read = rule.pattern().match
    for position in places:
        if position >= start and (match := read(text, position, end)) is not None:
            start = match.end()
            yield match


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a bracket that has no partner inside, brackets around the whole and the full stop behind a month."""
    while start < end and text[start] in "( \u00a0" and text[start:end].count("(") >= text[start:end].count(")"):
        if text[start] == "(" and text[end - 1] == ")":
            return start + 1, end - 1
        start += 1
    while end > start and (
        text[end - 1].isspace() or text[end - 1] == "." or (text[end - 1] == ")" and "(" not in text[start:end])
    ):
        end -= 1
    return start, end


def _is_time(text: str, match: re.Match[str], rule: str, floor: int) -> bool:
    """Words that only look like a time: ``dua minggu``, ``Mei`` as a name, ``Pasal 351``, statutes' years."""
    before = text[max(floor, match.start() - 30) : match.start()]
    word = match.group()
    if rule == "weekday":
        weekday = match["weekday"]
        if not weekday[0].isupper() or len(weekday) <= 3:
            return False
        if (
            weekday == "Minggu"
            and re.search(r"(?:\d|\b(?:satu|dua|tiga|empat|beberapa|per|tiap|setiap|hari))[ \u00a0]$", before)
            and not before.rstrip().endswith("hari")
        ):
            return False
        after = text[match.end() : match.end() + 2]
        return not (
            after[:1] == " "
            and after[1:2].isupper()
            and match["shift"] is None
            and match["part"] is None
            and before[-1:].isalpha()
        )
    if rule in ("year", "month", "date", "date_range", "iso_date") and _NO_DATE_BEFORE.search(before):
        return False
    if rule == "relative_day" and word.casefold().startswith("hari ") and _DAYS_BEFORE.search(before):
        return False  # `beberapa hari ini` is a stretch of days
    if rule in ("period", "period_ago") and _UNCOUNTED.search(before if rule == "period" else before.rstrip()):
        return False
    if rule == "period" and match["period"] == "Minggu":
        return False  # `Minggu lalu` is the day, `minggu lalu` the week
    if rule == "year" and word.casefold().startswith("tahun") and _STATUTE.search(before):
        return False
    if rule in ("month", "date", "weekday_date", "date_range") and "month" in match.re.groupindex:
        month = match["month"]
        if month is not None and month[0].isalpha() and not month[0].isupper():
            return False
    if rule == "date" and word.count(".") == 2 and match["year"] is not None and len(match["year"]) == 2:
        return False  # 10.15.20 is no date
    if (
        rule == "clock"
        and match.re.groupindex.get("minute") is None
        and match["part"] is None
        and match["zone"] is None
    ):
        return word.casefold().startswith("pukul")
    return True
