"""The output as Arrow has it: a nested row for each article, or the rows of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..article import Article
from .schema import BESIDE, Beside, Column, Shape, beside, fields

GROUP = 1000
"""Articles in a row group of a Parquet file and in a transaction of a database."""


def _types() -> dict[str, Any]:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "boolean": pa.bool_(),
        "timestamp": pa.timestamp("us", "UTC"),
        "date": pa.date32(),
    }


def arrow_schema(typed: bool = False) -> Any:
    """Return the ``pyarrow.Schema`` of an ``Article``: one nested row, field by field as in the contract.

    Moments and days are ISO 8601 strings, because pages print them with and without a zone and only in part; with
    ``typed`` the columns of :data:`~.schema.BESIDE` stand behind them.
    """
    import pyarrow as pa

    types = _types()

    def struct(model: type[BaseModel]) -> Iterator[Any]:
        for name, found in fields(model):
            yield pa.field(name, kind(found))
            if typed:
                yield from (pa.field(one.name, types[one.kind]) for one in beside(model, name))

    def kind(found: Shape) -> Any:
        one = types[found.scalar] if found.scalar else pa.struct(list(struct(found.model or BaseModel)))
        return pa.list_(one) if found.many else one

    return pa.schema(list(struct(Article)))


def nested(lines: Iterable[bytes]) -> Iterator[Any]:
    """Yield articles (lines of JSON) as Arrow tables of the typed schema."""
    from pyarrow import BufferReader
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    parse = ParseOptions(explicit_schema=arrow_schema(), unexpected_field_behavior="error")
    schema = arrow_schema(typed=True)
    for group in groups(lines):
        data = b"".join(group)
        table = read_json(BufferReader(data), ReadOptions(use_threads=False, block_size=len(data) + 1), parse)
        yield _typed(table, schema)


def _typed(table: Any, schema: Any) -> Any:
    """A table of the contract's schema with the columns that stand beside its moments and days."""
    import pyarrow as pa

    model = {name: found.model for name, found in fields(Article)}
    added = {one.name: one for one in BESIDE[Article]}
    columns: list[Any] = []
    for field in schema:
        if field.name in added:
            columns.append(_beside(table[added[field.name].field], added[field.name], field.type))
        elif model[field.name] in BESIDE:
            columns.append(_listed(table[field.name].combine_chunks(), BESIDE[model[field.name] or BaseModel], field))
        else:
            columns.append(table[field.name])
    return pa.table(columns, schema=schema)


def _listed(column: Any, besides: tuple[Beside, ...], field: Any) -> Any:
    import pyarrow as pa

    struct, values = field.type.value_type, column.flatten()
    added = {one.name: one for one in besides}
    parts = [
        _beside(values.field(added[one.name].field), added[one.name], one.type)
        if one.name in added
        else values.field(one.name)
        for one in struct.fields
    ]
    return pa.ListArray.from_arrays(column.offsets, pa.StructArray.from_arrays(parts, fields=list(struct.fields)))


def _beside(column: Any, one: Beside, kind: Any) -> Any:
    import pyarrow as pa

    return pa.array([value and one.made(value) for value in column.to_pylist()], pa.string()).cast(kind)


def flat_schema(columns: tuple[Column, ...]) -> Any:
    """Return the schema of one table."""
    import pyarrow as pa

    kinds = _types()
    return pa.schema([(column.name, kinds[column.kind]) for column in columns])


def arrow_table(group: list[tuple[Any, ...]], columns: tuple[Column, ...]) -> Any:
    """Return rows as an Arrow table; moments and days come as strings."""
    import pyarrow as pa

    schema = flat_schema(columns)
    made: list[Any] = []
    for values, column, field in zip(zip(*group, strict=True), columns, schema, strict=True):
        if column.kind in ("timestamp", "date"):
            made.append(pa.array(list(values), pa.string()).cast(field.type))
        elif column.kind == "boolean":  # SQLite says 0 and 1
            made.append(pa.array([None if value is None else bool(value) for value in values], field.type))
        else:
            made.append(pa.array(list(values), field.type))
    return pa.table(made, schema=schema)


def flat(rows: Iterable[tuple[Any, ...]], columns: tuple[Column, ...]) -> Iterator[Any]:
    """Yield rows as Arrow tables, a bounded number at a time."""
    for group in groups(rows):
        yield arrow_table(group, columns)


def write_parquet(tables: Iterator[Any], schema: Any, path: Path) -> None:
    """Write Arrow tables to a Parquet file, a row group each."""
    import pyarrow.parquet as parquet

    write_group: Callable[..., Any]
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        write_group = writer.write_table
        for group in tables:
            write_group(group, row_group_size=max(1, group.num_rows))


def groups(items: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(items)
    while group := list(islice(source, GROUP)):
        yield group
