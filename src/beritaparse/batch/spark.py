"""For Spark: a function for ``DataFrame.mapInArrow`` and the schema of what it gives.

>>> from beritaparse.batch.spark import map_in_arrow, spark_schema  # doctest: +SKIP
>>> articles = spark.read.parquet("dump").mapInArrow(map_in_arrow, spark_schema())  # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from .arrow import arrow_schema
from .columns import Columns
from .records import BatchError, Problem, Where
from .worker import parser_of, read_record


@cache
def _schema() -> Any:
    import pyarrow as pa

    return arrow_schema().append(pa.field("error", pa.string()))


def map_in_arrow(batches: Iterable[Any], engine: str = "default", redact: bool = False) -> Iterator[Any]:
    """Turn Arrow record batches of an article dump into record batches of articles, a row for a row, in order.

    The columns are guessed from their usual names (``lexicon/columns.toml``).  A row that cannot be parsed keeps its id
    and text and has the reason in the column ``error``, which is null elsewhere; only a table without a column of text
    raises (BatchError).  ``redact`` masks private persons' names, and keeps neither id nor text of a row that failed.
    Not isolated: an article that kills its process fails the Spark task, which Spark retries.
    """
    from pyarrow import BufferReader, RecordBatch
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    parser = parser_of(engine)
    columns = Columns()
    parse = ParseOptions(explicit_schema=_schema(), unexpected_field_behavior="error")
    for batch in batches:
        if (lacking := columns.lacking(batch.schema.names)) is not None:
            raise BatchError(f"the data frame: {lacking}")
        lines: list[bytes] = []
        for row in batch.to_pylist():
            record = columns.record(row, Where("data frame"))
            if isinstance(record, Problem):
                told = record.masked() if redact else record
                lines.append(_failed(told.id, None, told.reason + told.detail))
                continue
            try:
                lines.append(read_record(parser, record, redact).article.model_dump_json().encode())
            except Exception as error:  # one row of many; its neighbours are whole
                kind = type(error).__name__
                failed = (None, None, kind) if redact else (record.id, record.text, f"{kind}: {error}")
                lines.append(_failed(*failed))
        if not lines:
            yield RecordBatch.from_pylist([], _schema())
            continue
        data = b"\n".join(lines)
        yield from read_json(
            BufferReader(data), ReadOptions(use_threads=False, block_size=len(data) + 1), parse
        ).to_batches()


def _failed(id: str | None, text: str | None, reason: str) -> bytes:
    row = {"id": id, "text": text, "error": reason}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")


def spark_schema() -> str:
    """Return the schema of the result as Spark writes schemas (DDL)."""
    from pyarrow import types

    def kind(found: Any) -> str:
        if types.is_list(found):
            return f"array<{kind(found.value_type)}>"
        if types.is_struct(found):
            return f"struct<{', '.join(f'`{field.name}`: {kind(field.type)}' for field in found.fields)}>"
        return {"string": "string", "int64": "bigint", "double": "double", "bool": "boolean"}[str(found)]

    return ", ".join(f"`{field.name}` {kind(field.type)}" for field in _schema())
