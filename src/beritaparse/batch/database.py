"""DuckDB and SQLite: the tables of the schema with keys, indices and views."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ..article import SCHEMA_VERSION
from ..gazetteer.regions import provinces_and_regencies
from .outputs import GROUP, arrow_table
from .schema import Column, Table, rows, tables

_TYPES = {
    "sqlite": {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "INTEGER"},
    "duckdb": {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN"},
}
_INDICES = (
    ("articles", "id"),
    ("persons", "name"),
    ("units", "id"),
    ("places", "code"),
    ("events", "type"),
    ("quotes", "speaker_person_id"),
    ("mentions", "owner_id"),
)
REGIONS = Table("regions", (Column("code", "text"), Column("name", "text"), Column("level", "text")), ("code",))
META = Table("meta", (Column("key", "text"), Column("value", "text")), ("key",))
VIEWS = {
    "most_quoted": """
        SELECT p.name, max(p.position_text) AS position, max(u.name) AS unit,
               count(*) AS quotes, count(DISTINCT q.article) AS articles
        FROM quotes q JOIN persons p ON p.article = q.article AND p.id = q.speaker_person_id
        LEFT JOIN units u ON u.article = p.article AND u.id = p.unit_id
        GROUP BY p.name ORDER BY quotes DESC, p.name""",
    "events_by_regency_and_month": """
        SELECT r.code, r.name AS regency, substr(coalesce(e.date, a.published), 1, 7) AS month, e.type,
               count(*) AS events
        FROM events e JOIN articles a ON a.article = e.article
        JOIN places p ON p.article = e.article AND p.id = e.place_id
        JOIN regions r ON r.code = substr(p.code, 1, 5)
        WHERE e.number = 0 GROUP BY r.code, r.name, substr(coalesce(e.date, a.published), 1, 7), e.type
        ORDER BY month, r.code, e.type""",
    "quotes_with_speakers": """
        SELECT q.article, a.id, a.published, q.number, q.kind, q.text, q.cue,
               p.name AS speaker, p.position_text AS position, p.role, q.speaker_description, v.name AS via
        FROM quotes q JOIN articles a ON a.article = q.article
        LEFT JOIN persons p ON p.article = q.article AND p.id = q.speaker_person_id
        LEFT JOIN persons v ON v.article = q.article AND v.id = q.via_person_id""",
}


def schema_sql(kind: str) -> Iterator[str]:
    """Yield the statements that make the tables in a ``sqlite`` or ``duckdb`` database."""
    for table in (META, REGIONS, *tables().values()):
        lines = [f'"{column.name}" {_TYPES[kind][column.kind]}' for column in table.columns]
        if table.key:
            lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
        if table.columns[0].name == "article" and table.name != "articles":
            lines.append("FOREIGN KEY (article) REFERENCES articles (article)")
        yield f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _closing_sql() -> Iterator[str]:
    for table, column in _INDICES:
        yield f"CREATE INDEX {table}_by_{column} ON {table} ({column})"
    for name, select in VIEWS.items():
        yield f"CREATE VIEW {name} AS {select}"


def write_database(lines: Iterable[bytes], problems: Iterable[bytes], path: Path, kind: str) -> None:
    """Make a new database at ``path`` with all tables of the articles and problems."""
    (_sqlite if kind == "sqlite" else _duckdb)(_filled(lines, problems), path)


def _filled(lines: Iterable[bytes], problems: Iterable[bytes]) -> Iterator[tuple[Table, list[tuple[Any, ...]]]]:
    """Yield rows by table, a bounded number at a time, articles before what refers to them."""
    known = tables()
    yield META, [("schema_version", SCHEMA_VERSION)]
    yield REGIONS, [(r.code, r.official_name, r.level) for r in provinces_and_regencies()]
    numbered = enumerate(lines, 1)
    while group := list(islice(numbered, GROUP)):
        made: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for number, line in group:
            for name, row in rows(json.loads(line), number):
                made[name].append(row)
        yield from ((known[name], made[name]) for name in known if made[name])
    source = iter(problems)
    while batch := list(islice(source, GROUP)):
        columns = known["errors"].columns
        found = [json.loads(line) for line in batch]
        yield known["errors"], [tuple(problem[c.name] for c in columns) for problem in found]


def _sqlite(filled: Iterable[tuple[Table, list[tuple[Any, ...]]]], path: Path) -> None:
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA synchronous = OFF")  # the file gets its name only when it is complete
        base.execute("PRAGMA journal_mode = OFF")
        with base:
            for statement in schema_sql("sqlite"):
                base.execute(statement)
            for table, found in filled:
                marks = ", ".join("?" * len(table.columns))
                base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", found)
            for statement in _closing_sql():
                base.execute(statement)
    finally:
        base.close()


def _duckdb(filled: Iterable[tuple[Table, list[tuple[Any, ...]]]], path: Path) -> None:
    import duckdb

    journal = Path(f"{path}.wal")
    journal.unlink(missing_ok=True)  # of a run that was killed: it is not of this file
    try:
        with duckdb.connect(str(path)) as base:
            for statement in schema_sql("duckdb"):
                base.execute(statement)
            for table, found in filled:
                base.register("incoming", arrow_table(found, table.columns))
                base.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")
                base.unregister("incoming")
            for statement in _closing_sql():
                base.execute(statement)
            base.execute("CHECKPOINT")  # closing does it as well, but says nothing when it fails
    except duckdb.Error as error:
        raise OSError(str(error).partition("\n")[0]) from error
    finally:
        journal.unlink(missing_ok=True)
