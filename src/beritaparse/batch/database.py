"""DuckDB and SQLite: the tables of the schema with keys, indices and views."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from ..article import SCHEMA_VERSION
from ..gazetteer.regions import provinces_and_regencies
from .arrow import GROUP, arrow_table
from .schema import Column, Table, rows, tables
from .sheets import Sheet
from .views import VIEWS, columns_of

_TYPES = {
    "sqlite": {
        "text": "TEXT",
        "integer": "INTEGER",
        "real": "REAL",
        "boolean": "INTEGER",
        "timestamp": "TEXT",  # SQLite has no moments; its functions read them as they are written
        "date": "DATE",
    },
    "duckdb": {
        "text": "VARCHAR",
        "integer": "BIGINT",
        "real": "DOUBLE",
        "boolean": "BOOLEAN",
        "timestamp": "TIMESTAMPTZ",
        "date": "DATE",
    },
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
    yield from map(_view_sql, VIEWS)


def _view_sql(name: str) -> str:
    return f"CREATE VIEW {name} AS {VIEWS[name].select}"


def write_database(lines: Iterable[bytes], problems: Iterable[bytes], path: Path, kind: str) -> None:
    """Make a new database at ``path`` with all tables of the articles and problems."""
    (_sqlite if kind == "sqlite" else _duckdb)(_filled(lines, problems, tables()), path)


def _filled(
    lines: Iterable[bytes], problems: Iterable[bytes], known: Mapping[str, Table]
) -> Iterator[tuple[Table, list[tuple[Any, ...]]]]:
    """Yield the rows of the ``known`` tables, a bounded number at a time, articles before what refers to them."""
    yield META, [("schema_version", SCHEMA_VERSION)]
    yield REGIONS, [(r.code, r.official_name, r.level) for r in provinces_and_regencies()]
    numbered = enumerate(lines, 1)
    while group := list(islice(numbered, GROUP)):
        made: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for number, line in group:
            for name, row in rows(json.loads(line), number):
                if name in known:
                    made[name].append(row)
        yield from ((known[name], made[name]) for name in known if made[name])
    source = iter(problems)
    while batch := list(islice(source, GROUP)):
        columns = tables()["errors"].columns
        found = [json.loads(line) for line in batch]
        yield tables()["errors"], [tuple(problem[c.name] for c in columns) for problem in found]


def every_table(lines: Iterable[bytes], problems: Iterable[bytes], path: Path) -> Iterator[Sheet]:
    """Yield views and tables with their rows, to be read one behind the other; what they are made of stands at ``path``
    until the last one."""
    path.unlink(missing_ok=True)
    try:
        write_database(lines, problems, path, "sqlite")
        with closing(sqlite3.connect(path)) as base:
            for name in (*VIEWS, *tables()):
                columns = columns_of(name)
                listed = ", ".join(f'"{column.name}"' for column in columns)
                yield name, columns, base.execute(f"SELECT {listed} FROM {name}")
    finally:
        path.unlink(missing_ok=True)


def view_rows(lines: Iterable[bytes], name: str, path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a view; what it is made of stands at ``path`` in a SQLite database until the last one."""
    view = VIEWS[name]
    needed = {table: tables()[table] for table in tables() if table in view.needs}
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as base:
            base.execute("PRAGMA synchronous = OFF")
            base.execute("PRAGMA journal_mode = OFF")
            for statement in schema_sql("sqlite"):
                base.execute(statement)
            for table, found in _filled(lines, (), needed):
                _insert(base, table, found)
            base.execute(_view_sql(name))
            yield from base.execute(f"SELECT {', '.join(column.name for column in view.columns)} FROM {name}")
    finally:
        path.unlink(missing_ok=True)


def _insert(base: sqlite3.Connection, table: Table, found: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(table.columns))
    base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", found)


def _sqlite(filled: Iterable[tuple[Table, list[tuple[Any, ...]]]], path: Path) -> None:
    base = sqlite3.connect(path)
    try:
        base.execute("PRAGMA synchronous = OFF")  # the file gets its name only when it is complete
        base.execute("PRAGMA journal_mode = OFF")
        with base:
            for statement in schema_sql("sqlite"):
                base.execute(statement)
            for table, found in filled:
                _insert(base, table, found)
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
