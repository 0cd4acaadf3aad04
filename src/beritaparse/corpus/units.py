"""The hierarchy of units that the corpus shows, joined with that of the ids, which comes from the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNITS = """
    WITH named AS (
        SELECT id, name, count(DISTINCT page) AS n FROM work.units GROUP BY id, name),
    parents AS (
        SELECT id, parent_id, count(DISTINCT page) AS n FROM work.units
        WHERE parent_id IS NOT NULL GROUP BY id, parent_id),
    seen AS (
        SELECT id AS unit_id, max(kind) AS kind, max(service) AS service, max(region_code) AS region_code,
               count(DISTINCT page) AS articles
        FROM work.units GROUP BY id)
    SELECT s.unit_id, (SELECT arg_max(name, (n, length(name), name)) FROM named m WHERE m.id = s.unit_id) AS name,
           s.kind, s.service,
           (SELECT arg_max(parent_id, (n, parent_id)) FROM parents p WHERE p.id = s.unit_id) AS parent_id,
           s.region_code, s.articles, 'corpus' AS source
    FROM seen s"""


def write_units(base: DuckDBPyConnection) -> None:
    """Make the table ``units``: all that articles name, and those above them up to the service."""
    base.execute(f"INSERT INTO units {UNITS} ORDER BY 1")
    while True:
        missing = base.execute("""
            SELECT DISTINCT parent_id FROM units u
            WHERE parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units p WHERE p.unit_id = u.parent_id)
            ORDER BY 1""").fetchall()
        if not missing:
            return
        for (id,) in missing:
            above, _, last = id.rpartition("/")
            name = last.replace("-", " ").title()
            service = id.partition("/")[0]
            base.execute(
                "INSERT INTO units VALUES (?, ?, ?, ?, ?, NULL, 0, 'lexicon')",
                [id, name, last.partition("-")[0], service, above if "/" in above else None],
            )
