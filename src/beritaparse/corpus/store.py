"""The work tables of linking in DuckDB: what every article gave, by article, in a form that SQL can join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .reprints import bands
from .sketch import Person, Quote, Sketch
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
    "terms": {"page": "INTEGER", "channel": "VARCHAR", "term": "BIGINT", "weight": "FLOAT"},
    "bands": {"page": "INTEGER", "band": "BIGINT"},
    "vocabulary": {"term": "BIGINT", "channel": "VARCHAR", "wording": "VARCHAR"},
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
        "mentions": "INTEGER",
    },
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
USUAL = ("w", "t", "n")
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
        self._known: set[int] = set()
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in WORK}

    def add(self, sketches: Sequence[Sketch]) -> None:
        """Add the rows of some articles."""
        rows = bands([one.body for one in sketches]).tolist() if sketches else []
        for one, found in zip(sketches, rows, strict=True):
            self._add(one)
            self._rows["bands"] += [(self.page, band) for band in found if band]
            self.page += 1
        for name, rows in self._rows.items():
            if rows:
                insert(self.base, f"work.{name}", rows, WORK[name])
                rows.clear()

    def _add(self, one: Sketch) -> None:
        rows, page = self._rows, self.page
        rows["pages"].append(
            (
                page, one.id, one.title, one.outlet, one.url, one.published, one.day, one.hour, one.type,
                one.event_day, one.event_place, one.body,
            )
        )  # fmt: skip
        for (channel, wording), weight in one.terms.items():
            term = hash_of(f"{channel}:{wording}")
            rows["terms"].append((page, channel, term, weight))
            if channel != "q" and term not in self._known:
                self._known.add(term)
                rows["vocabulary"].append((term, channel, wording))
        rows["persons"] += [(page, *_flat(person)) for person in one.people]
        rows["quotes"] += [(page, *_said(quote)) for quote in one.quotes]
        for unit in one.units:
            rows["units"].append((page, *(unit[name] for name in list(WORK["units"])[1:])))


def _flat(person: Person) -> tuple[Any, ...]:
    return (person.local, person.name, list(person.words), list(person.spellings), *person[4:])


def _said(quote: Quote) -> tuple[Any, ...]:
    return tuple(quote)


def insert(base: DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]], columns: dict[str, str]) -> None:
    """Add rows to a table."""
    import pyarrow as pa

    kinds = {
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
    rows = [(hash_of(f"{c}:{word}"), count) for word, count in table.counts.items() for c in USUAL]
    base.execute("CREATE OR REPLACE TABLE work.usual (term BIGINT, articles INTEGER)")
    insert(base, "work.usual", rows, {"term": "BIGINT", "articles": "INTEGER"})
    base.execute(f"""
        CREATE OR REPLACE TABLE work.frequency AS
        WITH n AS (SELECT count(*) AS n FROM work.pages),
        counted AS (SELECT term, channel, count(*)::INTEGER AS df FROM work.terms GROUP BY term, channel)
        SELECT c.term, c.channel, c.df,
               ln((n.n + {table.articles}) / (c.df + coalesce(u.articles, {table.least // 2}))) AS idf
        FROM counted c CROSS JOIN n LEFT JOIN work.usual u USING (term)""")
