"""The work tables of linking in DuckDB: what every article gave, by article, in a form that SQL can join."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .reprints import bands
from .sketch import HEADLINE, NAMES, WORDS, Sketch
from .wording import hash_of, usual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "2GB"
"""What DuckDB may hold before it writes to disk."""

WORK: dict[str, dict[str, str]] = {
    "pages": {
        "page": "INTEGER",
        "article_id": "VARCHAR",
        "title": "VARCHAR",
        "outlet": "VARCHAR",
        "url": "VARCHAR",
        "published": "VARCHAR",
        "day": "INTEGER",
        "hour": "DOUBLE",
        "type": "VARCHAR",
        "event_day": "INTEGER",
        "event_place": "VARCHAR",
        "body": "VARCHAR",
    },
    "terms": {"page": "INTEGER", "channel": "TINYINT", "term": "BIGINT", "weight": "FLOAT"},
    "bands": {"page": "INTEGER", "band": "BIGINT"},
    "places": {"term": "BIGINT", "name": "VARCHAR"},
    "persons": {
        "page": "INTEGER",
        "local": "VARCHAR",
        "name": "VARCHAR",
        "words": "VARCHAR[]",
        "spellings": "VARCHAR[]",
        "rank": "VARCHAR",
        "service": "VARCHAR",
        "grade": "INTEGER",
        "post": "VARCHAR",
        "title": "VARCHAR",
        "former": "BOOLEAN",
        "unit": "VARCHAR",
        "role": "VARCHAR",
        "age": "INTEGER",
        "initials": "BOOLEAN",
        "private": "BOOLEAN",
        "public": "BOOLEAN",
        "mentions": "INTEGER",
        "sentence": "VARCHAR",
    },
    "appointments": {"page": "INTEGER", "appointment": "VARCHAR"},
    "quotes": {
        "page": "INTEGER",
        "number": "INTEGER",
        "start_char": "INTEGER",
        "text": "VARCHAR",
        "kind": "VARCHAR",
        "speaker": "VARCHAR",
        "described": "VARCHAR",
        "via": "VARCHAR",
    },
    "units": {
        "page": "INTEGER",
        "id": "VARCHAR",
        "name": "VARCHAR",
        "kind": "VARCHAR",
        "service": "VARCHAR",
        "parent_id": "VARCHAR",
        "region_code": "VARCHAR",
    },
}
USUAL = (WORDS, HEADLINE, NAMES)
"""Channels whose words are those of the table of usual words."""


def create(base: DuckDBPyConnection) -> None:
    """Make the work tables in schema ``work``."""
    base.execute("CREATE SCHEMA IF NOT EXISTS work")
    for name, columns in WORK.items():
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        base.execute(f"CREATE TABLE IF NOT EXISTS work.{name} ({listed})")


class Loader:
    """Puts sketches into the work tables, pages numbered on from ``first``."""

    def __init__(self, base: DuckDBPyConnection, first: int = 0) -> None:
        self.base = base
        self.page = first
        self._places: set[tuple[int, str]] = set()

    def add(self, sketches: Sequence[Sketch]) -> None:
        """Add the rows of some articles."""
        if not sketches:
            return
        pages = range(self.page, self.page + len(sketches))
        self.page += len(sketches)
        rows: dict[str, list[Any]] = {name: [] for name in WORK}
        for page, one in zip(pages, sketches, strict=True):
            rows["pages"].append(
                (
                    page, one.id, one.title, one.outlet, one.url, one.published, one.day, one.hour, one.type,
                    one.event_day, one.event_place, one.body,
                )
            )  # fmt: skip
            rows["persons"] += [(page, *person) for person in one.people]
            rows["quotes"] += [(page, *quote) for quote in one.quotes]
            rows["units"] += [(page, *(unit[name] for name in _UNIT)) for unit in one.units]
            rows["appointments"] += [(page, json.dumps(one, default=str)) for one in one.appointments]
            fresh = set(one.terms.places) - self._places
            self._places |= fresh
            rows["places"] += sorted(fresh)
        for name, made in rows.items():
            if made:
                insert(self.base, f"work.{name}", made, WORK[name])
        self._terms(pages, sketches)

    def _terms(self, pages: range, sketches: Sequence[Sketch]) -> None:
        numbers = np.array(pages, dtype=np.int32)
        terms = [one.terms for one in sketches]
        columns = {
            "page": np.repeat(numbers, [len(one.hashes) for one in terms]),
            "channel": np.concatenate([one.channels for one in terms]),
            "term": np.concatenate([one.hashes for one in terms]),
            "weight": np.concatenate([one.weights for one in terms]),
        }
        insert_columns(self.base, "work.terms", columns)
        found = bands([one.row for one in sketches])
        page, band = np.repeat(numbers, found.shape[1]), found.reshape(-1)
        insert_columns(self.base, "work.bands", {"page": page[band != 0], "band": band[band != 0]})


_UNIT = ("id", "name", "kind", "service", "parent_id", "region_code")


def insert_columns(base: DuckDBPyConnection, table: str, columns: Mapping[str, np.ndarray]) -> None:
    """Add rows to a table, column by column."""
    import pyarrow as pa

    base.register("incoming", pa.table(dict(columns)))
    base.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    base.unregister("incoming")


def insert(base: DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]], columns: dict[str, str]) -> None:
    """Add rows to a table."""
    import pyarrow as pa

    kinds: dict[str, Any] = {
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "FLOAT": pa.float32(),
        "VARCHAR": pa.string(),
        "BOOLEAN": pa.bool_(),
        "VARCHAR[]": pa.list_(pa.string()),
    }
    arrays = [
        pa.array(values, kinds[kind]) for values, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)
    ]
    base.register("incoming", pa.table(arrays, names=list(columns)))
    base.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    base.unregister("incoming")


def frequencies(base: DuckDBPyConnection) -> None:
    """Make ``work.frequency``: in how many articles every term stands, and its weight (inverse frequency).

    The counts of news at large are added to those of the corpus, so that a small corpus knows common words as well.
    """
    table = usual()
    words = np.array([hash_of(word) for word in table.counts], dtype=np.int64)
    counts = np.array(list(table.counts.values()), dtype=np.int32)
    base.execute("CREATE OR REPLACE TABLE work.usual (term BIGINT, articles INTEGER)")
    for channel in USUAL:
        insert_columns(base, "work.usual", {"term": words ^ (channel << 56), "articles": counts})
    base.execute(f"""
        CREATE OR REPLACE TABLE work.frequency AS
        WITH n AS (SELECT count(*) AS n FROM work.pages),
        counted AS (SELECT term, channel, count(*)::INTEGER AS df FROM work.terms GROUP BY term, channel)
        SELECT c.term, c.channel, c.df,
               ln((n.n + {table.articles}) / (c.df + coalesce(u.articles, {table.least // 2}))) AS idf
        FROM counted c CROSS JOIN n LEFT JOIN work.usual u USING (term)""")
