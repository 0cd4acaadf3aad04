"""What filling the tables of a corpus has in common: articles by page, ids, rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from .schema import TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(slots=True)
class Pages:
    """The articles by page: ids, hours, and the story of each."""

    ids: list[str]
    hours: list[float | None]
    story: list[int]
    story_ids: list[str]

    def founder(self, pages: Iterable[int]) -> int:
        """The earliest page, which gives its group the id."""
        return min(pages, key=lambda p: (self.hours[p] is None, self.hours[p] or 0.0, self.ids[p]))


@dataclass(slots=True)
class Owners:
    """Whose each mention is: person number by page and local id, and the ids of persons."""

    of: dict[tuple[int, str], int]
    ids: list[str]
    names: list[str]


def name_of(kind: str, *parts: object) -> str:
    """An id that the same founder always gives."""
    text = "\x1f".join(map(str, parts))
    return f"{kind}-{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def fill(base: DuckDBPyConnection, name: str, rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a table of the corpus; days are counted from 1970."""
    import pyarrow as pa

    if not rows:
        return
    kinds = {
        "INTEGER": pa.int32(),
        "DOUBLE": pa.float64(),
        "VARCHAR": pa.string(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "VARCHAR[]": pa.list_(pa.string()),
    }
    columns = TABLES[name]
    arrays = [pa.array(v, kinds[kind]) for v, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)]
    base.register("incoming", pa.table(arrays, names=list(columns)))
    base.execute(f"INSERT INTO {name} SELECT * FROM incoming")
    base.unregister("incoming")


def bulk(base: DuckDBPyConnection, table: str, names: Sequence[str], rows: Sequence[Sequence[int]]) -> None:
    import pyarrow as pa

    arrays = [pa.array(column, pa.int32()) for column in zip(*rows, strict=True)]
    if rows:
        base.register("incoming", pa.table(arrays, names=list(names)))
        base.execute(f"INSERT INTO {table} SELECT * FROM incoming")
        base.unregister("incoming")
