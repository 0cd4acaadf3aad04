"""The work tables of linking in DuckDB: what every article gave, by article, in a form that SQL can join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .reading import CorpusError
from .rows import WORK, Rows, arrow
from .terms import CHANNEL, HEADLINE, NAMES, WORDS
from .wording import hash_of, usual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "1GB"
"""What DuckDB may hold before it writes to disk."""
BESIDE = "400MB"
"""What it may hold of each of two processes that hold people and links beside it."""

USUAL = (WORDS, HEADLINE, NAMES)
"""Channels whose words are those of the table of usual words."""


def create(base: DuckDBPyConnection) -> None:
    """Make the work tables in schema ``work``.  Raises CorpusError for tables of another version.

    What is of use for one run only is put into the database ``scratch``, which is in memory and never written out.
    """
    base.execute("ATTACH IF NOT EXISTS ':memory:' AS scratch")
    base.execute("CREATE SCHEMA IF NOT EXISTS work")
    for name, columns in WORK.items():
        listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        base.execute(f"CREATE TABLE IF NOT EXISTS work.{name} ({listed})")
        have = {str(row[0]) for row in base.execute(f"DESCRIBE work.{name}").fetchall()}
        if have != columns.keys():
            raise CorpusError("the corpus is of another version of beritaparse: link all of its articles anew")


class Loader:
    """Puts rows into the work tables, pages numbered on from ``first``; many together, when it is told to."""

    def __init__(self, base: DuckDBPyConnection, first: int = 0) -> None:
        self.base = base
        self.page = first
        self._places: set[tuple[int, str]] = set()
        self._held: dict[str, list[Any]] = defaultdict(list)

    def add(self, made: Rows, wanted: Sequence[bool]) -> None:
        """Hold the rows of the articles that are wanted."""
        import pyarrow as pa

        kept = np.array(wanted, bool)
        if not kept.any():
            return
        if fresh := sorted(made.places - self._places):
            self._places.update(fresh)
            self._held["places"].append(arrow(fresh, WORK["places"]))
        numbers = (self.page + np.cumsum(kept) - 1).astype(np.int32)
        self.page += int(kept.sum())
        for name, table in made.tables.items():
            pages = table.column("page").to_numpy()
            if not kept.all():
                table, pages = table.filter(pa.array(kept[pages])), pages[kept[pages]]
            self._held[name].append(table.set_column(0, "page", pa.array(numbers[pages])))

    def put(self) -> None:
        """Put in what is held."""
        import pyarrow as pa

        for name, tables in self._held.items():
            append(self.base, f"work.{name}", pa.concat_tables(tables))
        self._held.clear()


def append(base: DuckDBPyConnection, table: str, rows: Any) -> None:
    """Add the rows of a table of Arrow."""
    base.register("incoming", rows)
    base.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    base.unregister("incoming")


def insert_columns(base: DuckDBPyConnection, table: str, columns: Mapping[str, np.ndarray]) -> None:
    """Add rows to a table, column by column."""
    import pyarrow as pa

    append(base, table, pa.table(dict(columns)))


def insert(base: DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]], columns: dict[str, str]) -> None:
    """Add rows to a table."""
    append(base, table, arrow(rows, columns))


def frequencies(base: DuckDBPyConnection) -> None:
    """Make ``scratch.frequency``: in how many articles every term stands, and its weight (inverse frequency).

    The counts of news at large are added to those of the corpus, so that a small corpus knows common words as well.
    """
    table = usual()
    words = np.array([hash_of(word) for word in table.counts], dtype=np.int64)
    counts = np.array(list(table.counts.values()), dtype=np.int32)
    base.execute("CREATE OR REPLACE TABLE scratch.usual (term BIGINT, articles INTEGER)")
    for channel in USUAL:
        insert_columns(base, "scratch.usual", {"term": words ^ (channel << CHANNEL), "articles": counts})
    base.execute(f"""
        CREATE OR REPLACE TABLE scratch.frequency AS
        WITH n AS (SELECT count(*) AS n FROM work.pages),
        counted AS (SELECT term, count(*)::INTEGER AS df FROM work.terms GROUP BY term)
        SELECT c.term, (c.term >> {CHANNEL})::TINYINT AS channel, c.df,
               (row_number() OVER (ORDER BY c.term) - 1)::INTEGER AS number,
               ln((n.n + {table.articles}) / (c.df + coalesce(u.articles, {table.least // 2}))) AS idf
        FROM counted c CROSS JOIN n LEFT JOIN scratch.usual u USING (term)""")
