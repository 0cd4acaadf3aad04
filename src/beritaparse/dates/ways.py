"""The ways in which Indonesian news writes a time: for each a rule's name and its expression.

The most specific stand first: of two that overlap the earlier one wins.
"""

from __future__ import annotations

from ..lexicon import alternatives
from ..lexicon.time import load as lexicon
from ..text.expressions import B

O = r"[ \u00a0]{0,2}"  # noqa: E741 (optional blank)

_YEAR = r"(?:(?:19|20)\d{2})(?!\d)"
_ANY_YEAR = r"(?:(?:19|20)\d{2}|\d{2})(?!\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TO = rf"(?:{O}[-–—]{O}|{B}(?:hingga|sampai|s\.?/?d\.?|s\.d|dan){B})"
_NUMERIC = rf"(?P<day>{_DAY})(?:[/.-])(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>{_ANY_YEAR})"
_PLAIN = rf"(?P<day>{_DAY})[/-](?P<month>0?[1-9]|1[0-2])(?![\d/])"
_CLOCK = r"(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)"

Ways = list[tuple[str, str]]


def _words(table: dict[int, tuple[str, ...]]) -> str:
    return alternatives([word for words in table.values() for word in words])


def _weekday() -> str:
    return rf"(?:{_words(lexicon().weekdays)})"


def _month() -> str:
    return rf"(?:{_words(lexicon().months)})\.?"


def _part() -> str:
    """The part of the day behind a time."""
    return rf"(?:,?{B}(?P<part>{alternatives(lexicon().parts)})(?!\w))?"


def _phase() -> str:
    return rf"(?P<phase>{alternatives(lexicon().phases)}){B}"


def ways() -> Ways:
    """All of them, in order."""
    return [*_days(), *_clocks(), *_months_and_years(), *_relative()]


def _days() -> Ways:
    """Days by their dates, and ranges of them."""
    weekday, month, part = _weekday(), _month(), _part()
    parts, hijri = alternatives(lexicon().parts), rf"(?:{_words(lexicon().hijri)})"
    day, year, short, to, numeric, plain = _DAY, _YEAR, _ANY_YEAR, _TO, _NUMERIC, _PLAIN
    written = rf"(?P<day>{day}){O}(?P<month>{month})(?:,?{O}(?P<year>{year}))?"
    days = (
        rf"(?P<day>{day}){to}(?P<day2>{day})"
        rf"(?:{O}(?P<month>{month})(?:,?{O}(?P<year>{year}))?|/(?P<month2>0?[1-9]|1[0-2])/(?P<year2>{short}))"
    )
    return [
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
            rf"\b(?P<weekday>{weekday}){B}(?P<part>{parts}){O},?{O}\(?{O}{numeric}{O}\)?",
        ),
        (
            "weekday_date",
            rf"\b(?P<weekday>{weekday}){B}(?P<part>{parts}){O},?{O}\(?{O}{plain}{O}\)?",
        ),
        (
            "weekday_date",
            rf"\b(?P<weekday>{weekday}){B}(?P<part>{parts}){O},?{O}\(?{O}{written}{O}\)?",
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
    ]


def _clocks() -> Ways:
    """Hours, and ranges of them."""
    part, zone, to, clock = _part(), alternatives(lexicon().zones), _TO, _CLOCK
    return [
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
    ]


def _months_and_years() -> Ways:
    words = lexicon()
    month, phase, opener, year, to = _month(), _phase(), alternatives(words.openers), _YEAR, _TO
    return [
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
    ]


def _relative() -> Ways:
    """What counts from the day of writing: days, weeks and years ago, weekdays."""
    words = lexicon()
    weekday, phase, parts = _weekday(), _phase(), alternatives(words.parts)
    ones, vague = alternatives(words.numbers.keys() - {"se"}), alternatives(words.vague)
    number = rf"(?:\d{{1,3}}|(?:{ones}){B}belas|(?:{ones}){B}puluh(?:{B}(?:{ones}))?|{ones}|{vague})"
    period, shift = alternatives(words.periods), alternatives(words.shifts)
    return [
        # two days ago, three years later
        (
            "period_ago",
            rf"\b(?:(?P<number>{number}){B}|(?P<one>se)(?=hari|pekan|minggu|bulan|tahun))(?P<period>{period}){B}"
            rf"(?P<shift>lalu|yang{B}lalu|silam|lagi|mendatang|ke{B}depan|yang{B}akan{B}datang)(?!\w)",
        ),
        # `Senin pekan depan` is a day; `dua minggu lalu` is read above
        (
            "weekday",
            rf"\b(?P<weekday>{weekday})(?:{B}(?P<part>{parts}))?"
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
            rf"\b(?P<weekday>{weekday})(?:{B}(?P<part>{parts}))?{B}(?P<shift>kemarin|tadi)(?!\w)",
        ),
        (
            "relative_day",
            rf"\b(?P<word>{alternatives(words.days)})(?:{B}(?P<part>{parts}))?(?!\w)",
        ),
        (
            "weekday",
            rf"\b(?P<weekday>{weekday})(?:{B}(?P<part>{parts}))?(?:{B}(?P<shift>{shift}))?(?!\w)",
        ),
    ]
