"""Writers: from the lines of a finished run to the file that the user asked for."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from .records import BatchError
from .schema import Column, arrow_schema, rows, tables
from .store import replacing

GROUP = 1000
"""Articles in a row group of a Parquet file and in a transaction of a database."""
FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".csv": "csv",
}
_PACKED = (".gz", ".zst", ".bz2", ".xz")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
NEEDS = {"parquet": "pyarrow", "duckdb": "duckdb"}


def format_of(path: str, table: str | None) -> str:
    """Return the format that a file's name asks for.

    Raises BatchError for an unknown ending, an unknown table, a table of a database, CSV without a table, and a
    package that is not installed.
    """
    name = path.rpartition("/")[2].lower()
    packed = next((ending for ending in _PACKED if name.endswith(ending)), "")
    kind = FORMATS.get(Path(name.removesuffix(packed)).suffix)
    if kind is None or (packed and kind not in ("jsonl", "csv")):
        endings = ", ".join([*FORMATS, ".jsonl.gz", ".jsonl.zst"])
        raise BatchError(f"{path}: the name must end in one of {endings}")
    if table is not None and table not in tables():
        raise BatchError(f"no table {table!r}: choose one of {', '.join(tables())}")
    if table is not None and kind in ("duckdb", "sqlite"):
        raise BatchError(f"{path}: a database holds all tables; --table is for JSONL, CSV and Parquet")
    if kind == "csv" and table is None:
        raise BatchError(f"{path}: CSV is flat: choose a layer with --table ({', '.join(tables())})")
    module = "zstandard" if packed == ".zst" else NEEDS.get(kind)
    if module:
        _require(module, path)
    return kind


def _require(module: str, path: str) -> None:
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise BatchError(f"{path}: {module} is needed: pip install 'beritaparse[batch]'")


def write(
    lines: Iterable[bytes],
    problems: Iterable[bytes],
    path: str,
    kind: str,
    table: str | None,
    folder: str | None = None,
    raw_cells: bool = False,
) -> None:
    """Write the articles (``lines`` of JSON) to ``path``, a path or URL, replacing it only when all is written; until
    then it stands in ``folder`` (``PATH.work``, made for it, where none is given)."""
    with replacing(path, folder) as temporary:
        _write(lines, problems, temporary, Path(path).suffix.lower(), kind, table, raw_cells)


def _write(
    lines: Iterable[bytes],
    problems: Iterable[bytes],
    temporary: Path,
    packing: str,
    kind: str,
    table: str | None,
    raw_cells: bool,
) -> None:
    if kind in ("duckdb", "sqlite"):
        from .database import write_database

        write_database(lines, problems, temporary, kind)
    elif table is not None:
        columns = tables()[table].columns
        flat = table_rows(lines, problems, table)
        if kind == "parquet":
            _parquet(_batches_of(flat, columns), _flat_schema(columns), temporary)
        else:
            with open_packed(temporary, packing) as stream:
                if kind == "csv":
                    _csv(flat if raw_cells else map(_cells, flat), columns, stream)
                else:
                    _jsonl_table(flat, columns, stream)
    elif kind == "parquet":
        _parquet(_nested(lines), arrow_schema(), temporary)
    else:
        with open_packed(temporary, packing) as stream:
            for line in lines:  # not every compressor has writelines
                stream.write(line)


def table_rows(lines: Iterable[bytes], problems: Iterable[bytes], table: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one table."""
    if table == "errors":
        for line in problems:
            problem = json.loads(line)
            yield tuple(problem[column.name] for column in tables()["errors"].columns)
        return
    for number, line in enumerate(lines, 1):
        yield from (row for name, row in rows(json.loads(line), number) if name == table)


@contextmanager
def open_packed(path: Path, packing: str) -> Generator[BinaryIO, None, None]:
    """Open a file for writing, compressed as its ending says; the same content gives the same bytes."""
    with open(path, "wb") as raw:
        if packing == ".gz":
            stream: Any = gzip.GzipFile("", "wb", 6, raw, mtime=0)
        elif packing == ".bz2":
            stream = bz2.BZ2File(raw, "wb")
        elif packing == ".xz":
            stream = lzma.LZMAFile(raw, "wb")  # noqa: SIM115 - closed below
        elif packing == ".zst":
            import zstandard

            stream = zstandard.ZstdCompressor(level=6).stream_writer(raw, closefd=False)
        else:
            yield raw
            return
        with closing(stream):
            yield cast(BinaryIO, stream)


def _cells(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """An apostrophe stands before a text that a spreadsheet would run as a formula; it does not show it."""
    return tuple(f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row)


def _csv(flat: Iterable[tuple[Any, ...]], columns: tuple[Column, ...], stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows(flat)
    text.flush()
    text.detach()


def _jsonl_table(flat: Iterable[tuple[Any, ...]], columns: tuple[Column, ...], stream: BinaryIO) -> None:
    names = [column.name for column in columns]
    for row in flat:
        stream.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False).encode() + b"\n")


def _groups(items: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(items)
    while group := list(islice(source, GROUP)):
        yield group


def _nested(lines: Iterable[bytes]) -> Iterator[Any]:
    from pyarrow import BufferReader
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    parse = ParseOptions(explicit_schema=arrow_schema(), unexpected_field_behavior="error")
    for group in _groups(lines):
        data = b"".join(group)
        yield read_json(BufferReader(data), ReadOptions(use_threads=False, block_size=len(data) + 1), parse)


def _flat_schema(columns: tuple[Column, ...]) -> Any:
    import pyarrow as pa

    kinds = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_()}
    return pa.schema([(column.name, kinds[column.kind]) for column in columns])


def _batches_of(flat: Iterable[tuple[Any, ...]], columns: tuple[Column, ...]) -> Iterator[Any]:
    for group in _groups(flat):
        yield arrow_table(group, columns)


def arrow_table(group: list[tuple[Any, ...]], columns: tuple[Column, ...]) -> Any:
    """Return rows as an Arrow table."""
    import pyarrow as pa

    schema = _flat_schema(columns)
    values = zip(*group, strict=True)
    return pa.table([pa.array(list(v), field.type) for v, field in zip(values, schema, strict=True)], schema=schema)


def _parquet(groups: Iterator[Any], schema: Any, path: Path) -> None:
    import pyarrow.parquet as parquet

    write_group: Callable[..., Any]
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        write_group = writer.write_table
        for group in groups:
            write_group(group, row_group_size=max(1, group.num_rows))
