"""Counts for the report, all made by DuckDB; what comes back to Python is as long as the page, not the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...gazetteer.regions import provinces_and_regencies
from . import people
from .calendar import BULK, GRAINS, UNDATED, Calendar, calendar
from .named import held, most_quoted, together

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_CELLS = 150_000
"""Distinct combinations of step, type, province and outlet on a page; with more of them the steps get longer."""
OUTLETS = 12
ERRORS = 50


def tally(base: DuckDBPyConnection) -> dict[str, Any]:
    """Count what the tables of ``source`` hold; the result is what the page's script reads, ready for JSON.

    Lists of columns stand for tables: ``cells["n"][i]`` articles share the step ``cells["step"][i]`` and so on.  In
    them steps, types, provinces, outlets and groups are places in the lists of the same answer, -1 where nothing is
    known.
    """
    people.prepare(base)
    base.execute(_DAYS)
    outlets = _outlets(base)
    regions = {region.code: region.official_name for region in provinces_and_regencies()}
    provinces = [code for code in regions if len(code) == 2]
    times, span = _cells(base)
    types = [row[0] for row in base.execute("SELECT type FROM cell GROUP BY type ORDER BY type NULLS LAST").fetchall()]
    types = [name for name in types if name is not None]
    codes = {
        "type": _places(types),
        "province": _places(provinces),
        "regency": _places(list(regions)),
        "outlet": _places([row[0] for row in outlets[:OUTLETS]], OUTLETS),
        "voice": _places(list(people.GROUPS)),
    }

    def cube(query: str, *names: str) -> dict[str, list[int]]:
        columns: dict[str, list[int]] = {name: [] for name in (*names, "n")}
        rows = base.execute(query)
        while batch := rows.fetchmany(10_000):
            for row in batch:
                for name, value in zip(columns, row, strict=True):
                    known = codes.get(name)
                    columns[name].append(int(value) if known is None else known.get(value, known.get("", -1)))
        return columns

    quoted = most_quoted(base)
    return {
        "steps": {
            "grain": times.grain,
            "starts": [day.isoformat() for day in times.starts],
            "end": times.end.isoformat(),
            "early": times.early,
            "late": times.late,
        },
        "types": types,
        "provinces": provinces,
        "regencies": list(regions),
        "outlets": [row[1] for row in outlets[:OUTLETS]],
        "voices": list(people.GROUPS),
        "cells": cube(_CELLS, "step", "type", "province", "dateline", "outlet"),
        "areas": cube(_AREAS, "step", "type", "regency", "dateline"),
        "spoken": cube(_SPOKEN, "step", "type", "province", "dateline", "voice"),
        "people": [{"name": name, "posts": posts} for name, posts in quoted],
        "said": cube(_SAID, "person", "step", "type", "province", "dateline", "articles"),
        "held": held(base),
        "pairs": together(base),
        "warnings": _table(
            base, "SELECT code, count(DISTINCT article), count(*) FROM warnings GROUP BY 1 ORDER BY 2 DESC, 1"
        ),
        "errors": _table(base, "SELECT kind, kept, count(*) FROM errors GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"),
        "examples": _table(
            base, f"SELECT file, line, id, kind, reason, kept FROM errors ORDER BY kept, file, line LIMIT {ERRORS}"
        ),
        "totals": _totals(base) | span | {"outlets": len(outlets)},
    }


_DAYS = """
    CREATE TABLE dated AS
    SELECT article, type, code, dateline_only, nullif(lower(trim(outlet)), '') AS outlet,
           coalesce(CASE WHEN published BETWEEN '1900' AND '2100' THEN try_cast(published[1:10] AS DATE) END,
                    CASE WHEN event_date BETWEEN '1900' AND '2100' THEN try_cast(event_date[1:10] AS DATE) END) AS day
    FROM stories"""
"""An article counts on the day of its publication, and without one on the day of its main event."""

_SPAN = f"""
    SELECT min(day), quantile_disc(day, {BULK[0]}), quantile_disc(day, {BULK[1]}), max(day), count(*) - count(day)
    FROM dated"""
_CELL = """
    CREATE OR REPLACE TABLE cell AS
    SELECT article, type, code, dateline_only::INTEGER AS dateline, outlet,
           CASE WHEN day IS NULL THEN -1 WHEN day < $low THEN 0
                WHEN day >= $high THEN $last
                ELSE $early + {index} END AS step
    FROM dated"""
_INDEX = {
    "day": "date_diff('day', $low, day)",
    "week": "date_diff('day', $low, day) // 7",
    "month": "date_diff('month', $low, day)",
    "quarter": "date_diff('month', $low, day) // 3",
    "year": "date_diff('year', $low, day)",
}
_KNOWN = "coalesce(dateline, 0)"
_CELLS = f"""
    SELECT step, type, code[1:2], CASE WHEN code IS NULL THEN 0 ELSE {_KNOWN} END, outlet, count(*)
    FROM cell GROUP BY ALL ORDER BY ALL"""
_AREAS = f"""
    SELECT step, type, code[1:5], {_KNOWN}, count(*)
    FROM cell WHERE length(code) >= 5 GROUP BY ALL ORDER BY ALL"""
_SPOKEN = f"""
    SELECT step, type, code[1:2], CASE WHEN code IS NULL THEN 0 ELSE {_KNOWN} END, voice, count(*)
    FROM voices JOIN cell USING (article) GROUP BY ALL ORDER BY ALL"""
_SAID = f"""
    SELECT person, step, type, code[1:2], CASE WHEN code IS NULL THEN 0 ELSE {_KNOWN} END,
           count(DISTINCT article), count(*)
    FROM speaking JOIN leaders USING (key) JOIN cell USING (article) GROUP BY ALL ORDER BY ALL"""


def _cells(base: DuckDBPyConnection) -> tuple[Calendar, dict[str, Any]]:
    """Put every article into its step of time; the steps are as fine as the page can carry."""
    low, bulk_low, bulk_high, high, undated = base.execute(_SPAN).fetchall()[0]
    span = {"first": low and low.isoformat(), "last": high and high.isoformat(), "undated": undated}
    grain = 0
    while True:
        times = calendar(low, bulk_low, bulk_high, high, grain) if low else UNDATED
        last = len(times.starts) + times.early - (not times.late)
        base.execute(
            _CELL.format(index=_INDEX[times.grain]),
            {"low": [*times.starts, times.end][0], "high": times.end, "early": int(times.early), "last": last},
        )
        grain = GRAINS.index(times.grain) + 1
        cells = base.execute(f"SELECT count(*) FROM ({_CELLS})").fetchone()
        if grain == len(GRAINS) or not cells or cells[0] <= MOST_CELLS:
            return times, span


def _outlets(base: DuckDBPyConnection) -> list[tuple[str, str]]:
    """Outlets with their most usual spelling, the one with most articles first."""
    return base.execute("""
        SELECT key, arg_max(name, (n, name)) FROM (
            SELECT lower(trim(outlet)) AS key, trim(outlet) AS name, count(*) AS n
            FROM stories WHERE trim(outlet) <> '' GROUP BY 1, 2)
        GROUP BY key ORDER BY sum(n) DESC, key""").fetchall()


def _totals(base: DuckDBPyConnection) -> dict[str, int]:
    row = base.execute("""
        SELECT (SELECT count(*) FROM stories) AS articles,
               (SELECT count(type) FROM stories) AS events,
               (SELECT count(*) FROM stories WHERE code IS NOT NULL) AS placed,
               (SELECT count(*) FROM stories WHERE code IS NOT NULL AND dateline_only) AS dateline,
               (SELECT count(*) FROM stories WHERE outlet IS NULL OR trim(outlet) = '') AS unsigned,
               (SELECT count(*) FROM quotes) AS quotes,
               (SELECT count(DISTINCT key) FROM public) AS people,
               (SELECT count(*) FROM persons) AS persons,
               (SELECT count(*) FROM errors WHERE NOT kept) AS lost""")
    names = [column[0] for column in row.description or ()]
    return dict(zip(names, row.fetchone() or (), strict=True))


def _table(base: DuckDBPyConnection, query: str) -> list[list[Any]]:
    return [list(row) for row in base.execute(query).fetchall()]


def _places(names: list[str], other: int = -1) -> dict[Any, int]:
    """Where each name stands in the list; what is not in it stands for ``other``, nothing for -1."""
    return {name: number for number, name in enumerate(names)} | {None: -1, "": other}
