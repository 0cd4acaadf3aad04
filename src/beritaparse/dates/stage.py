"""The component that finds and resolves time expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from ..article import TimeExpression, Warning
from ..page import Layers, Page
from .grammar import RawTime, find
from .resolve import Value, latest_day, reference_of, resolve

_BETWEEN = re.compile(
    r"[ \u00a0,]{0,3}(?:sekitar|sekira|kira-kira|pada|kurang lebih|tepatnya|tepat|mulai)?[ \u00a0]{0,2}"
)
_APPOSITION = re.compile(r"[ \u00a0]{0,2}[,(]?[ \u00a0]{0,2}(?:hari[ \u00a0])?(?:tanggal[ \u00a0])?")


def parse_time(
    text: str, reference: datetime | date | None = None, spans: Iterable[tuple[int, int]] | None = None
) -> list[TimeExpression]:
    """Return the time expressions of ``text`` with their values.

    ``reference`` is the day that relative words count from (publication); without it the latest day with a
    weekday in the text is taken, or the first day that it tells.  A clock time that stands right behind a day gets the
    day's date.
    """
    raws = find(text, spans)
    published = reference if isinstance(reference, datetime) else None
    day = reference if isinstance(reference, date) and published is None else reference_of(raws, published)
    made: list[TimeExpression] = []
    before: RawTime | None = None
    for raw in raws:
        value = resolve(raw, day if day is not None else _year_told(raw, raws))
        if raw.rule.startswith("clock") and before is not None and made[-1].value is not None:
            value = _on_day(text, raw, value, before, made[-1])
        made.append(
            TimeExpression(
                start=raw.start,
                end=raw.end,
                text=raw.text,
                value=value.iso,
                granularity=value.granularity,
                relative=value.relative,
                weekday_conflict=value.conflict and value.iso is not None,
                rule=raw.rule,
            )
        )
        if value.iso is not None and before is not None and _same_day(text, before, raw):
            made[-2] = made[-2].model_copy(update={"value": value.iso})
        before = raw
    return made


def _year_told(raw: RawTime, raws: Sequence[RawTime]) -> date | None:
    """What tells the year of a day without one: any full date, else the end of the latest year that the page names
    (``Tahun 2019 … Kamis (8/8)``)."""
    if raw.rule not in ("date", "weekday_date") or "year" in raw.parts:
        return None
    if (day := latest_day(raws)) is not None:
        return day
    years = [int(other.parts["year"]) for other in raws if other.rule == "year"]
    return date(max(years), 12, 31) if years else None


def _same_day(text: str, before: RawTime, raw: RawTime) -> bool:
    """``kemarin Minggu (8/6/2025)``, ``hari ini (18/6/2025)``: the date says which day the word means."""
    return (
        before.rule == "relative_day"
        and raw.rule in ("weekday_date", "date")
        and _APPOSITION.fullmatch(text, before.end, raw.start) is not None
    )


def _on_day(text: str, clock: RawTime, value: Value, before: RawTime, made: TimeExpression) -> Value:
    """``Senin (9/6/2025) sekitar pukul 13.30 WIB``: the clock's value is the whole date and time."""
    day = made.value
    between = _BETWEEN.fullmatch(text, before.end, clock.start)
    if between is None or day is None or len(day) != 10 or value.iso is None:
        return value
    return value._replace(iso="/".join(day + time for time in value.iso.split("/")), relative=made.relative)


def date_stage(page: Page) -> Layers:
    dates = parse_time(page.text, page.published, page.article_spans())
    return {"dates": dates, "warnings": [*filter(None, map(_oddity, dates))]}


def _oddity(time: TimeExpression) -> Warning | None:
    """What is wrong with a day of the calendar, if something is."""
    if time.weekday_conflict:
        code, message = "weekday_conflict", "weekday and date disagree"
    elif time.value is None and time.rule in ("date", "weekday_date") and not time.relative:
        code, message = "unresolved_date", "no such day, or no year to resolve it"
    else:
        return None
    return Warning(code=code, message=f"{message}: {time.text}", start=time.start, end=time.end)
