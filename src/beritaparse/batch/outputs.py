"""Writers: from the lines of a finished run to the file that the user asked for."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from .arrow import arrow_schema, flat, flat_schema, nested, write_parquet
from .database import every_table, view_rows, write_database
from .records import BatchError
from .schema import Column, rows, tables
from .sheets import write_csv, write_workbook
from .store import replacing
from .views import NAMES, VIEWS, columns_of

FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".duckdb": "duckdb",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".csv": "csv",
    ".xlsx": "xlsx",
}
_PACKED = (".gz", ".zst", ".bz2", ".xz")
NEEDS = {"parquet": ("pyarrow", "batch"), "duckdb": ("duckdb", "batch"), "xlsx": ("xlsxwriter", "excel")}
"""The package that a format needs, and the extra with which it comes."""


def format_of(path: str, table: str | None, excel: bool = False) -> str:
    """Return the format that a file's name asks for.

    Raises BatchError for an unknown ending, an unknown table, a table of a database, CSV without a table, ``excel`` for
    what is no CSV, and a package that is not installed.
    """
    name = path.rpartition("/")[2].lower()
    packed = next((ending for ending in _PACKED if name.endswith(ending)), "")
    kind = FORMATS.get(Path(name.removesuffix(packed)).suffix)
    if kind is None or (packed and kind not in ("jsonl", "csv")):
        endings = ", ".join([*FORMATS, ".jsonl.gz", ".jsonl.zst"])
        raise BatchError(f"{path}: the name must end in one of {endings}")
    if table is not None and table not in NAMES:
        raise BatchError(f"no table {table!r}: choose one of {', '.join(NAMES)}")
    if table is not None and kind in ("duckdb", "sqlite"):
        raise BatchError(f"{path}: a database holds all tables; --table is for JSONL, CSV, XLSX and Parquet")
    if kind == "csv" and table is None:
        raise BatchError(f"{path}: CSV is flat: choose a layer with --table ({', '.join(NAMES)})")
    if excel and kind != "csv":
        raise BatchError(f"{path}: --excel is for CSV; a name that ends in .xlsx gives a workbook")
    needed = ("zstandard", "batch") if packed == ".zst" else NEEDS.get(kind)
    if needed is not None:
        _require(*needed, path)
    return kind


def _require(module: str, extra: str, path: str) -> None:
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise BatchError(f"{path}: {module} is needed: pip install 'beritaparse[{extra}]'")


class Cells(NamedTuple):
    """How cells of CSV are written: ``raw`` without the apostrophe before what a spreadsheet would run as a formula,
    ``excel`` as Excel in Indonesia opens them."""

    raw: bool = False
    excel: bool = False


def write(
    lines: Iterable[bytes],
    problems: Iterable[bytes],
    path: str,
    kind: str,
    table: str | None,
    folder: str | None = None,
    cells: Cells = Cells(),  # noqa: B008 - it is a tuple
) -> None:
    """Write the articles (``lines`` of JSON) to ``path``, a path or URL, replacing it only when all is written; until
    then it stands in ``folder`` (``PATH.work``, made for it, where none is given)."""
    with replacing(path, folder) as temporary:
        _write(lines, problems, temporary, Path(path).suffix.lower(), kind, table, cells)


def _write(
    lines: Iterable[bytes],
    problems: Iterable[bytes],
    temporary: Path,
    packing: str,
    kind: str,
    table: str | None,
    cells: Cells,
) -> None:
    if kind in ("duckdb", "sqlite"):
        write_database(lines, problems, temporary, kind)
    elif kind == "xlsx":
        if table is None:
            write_workbook(every_table(lines, problems, passing(temporary)), temporary)
        else:
            found = table_rows(lines, problems, table, passing(temporary))
            write_workbook([(table, columns_of(table), found)], temporary)
    elif table is not None:
        columns = columns_of(table)
        found = table_rows(lines, problems, table, passing(temporary))
        if kind == "parquet":
            write_parquet(flat(found, columns), flat_schema(columns), temporary)
        else:
            with open_packed(temporary, packing) as stream:
                if kind == "csv":
                    write_csv(found, columns, stream, raw=cells.raw, excel=cells.excel)
                else:
                    _jsonl_table(found, columns, stream)
    elif kind == "parquet":
        write_parquet(nested(lines), arrow_schema(typed=True), temporary)
    else:
        with open_packed(temporary, packing) as stream:
            for line in lines:  # not every compressor has writelines
                stream.write(line)


def passing(output: Path) -> Path:
    """Where the database stands of which a table is made."""
    return output.with_name(f"{output.name}.tmp")


def table_rows(
    lines: Iterable[bytes], problems: Iterable[bytes], table: str, passing: Path
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one table or view (which needs a file at ``passing`` meanwhile)."""
    if table in VIEWS:
        yield from view_rows(lines, table, passing)
        return
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


def _jsonl_table(flat: Iterable[tuple[Any, ...]], columns: tuple[Column, ...], stream: BinaryIO) -> None:
    """A line for each row; SQLite says of truth 0 and 1."""
    names = [column.name for column in columns]
    truths = {column.name for column in columns if column.kind == "boolean"}
    for row in flat:
        entry = dict(zip(names, row, strict=True))
        for name in truths:
            entry[name] = None if entry[name] is None else bool(entry[name])
        stream.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
