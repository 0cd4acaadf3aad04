"""Opens an output of ``beritaparse batch`` and lays what the report needs of it into six DuckDB tables.

Rows never gather in Python: Parquet and DuckDB are read by DuckDB itself, SQLite passes through in bounded batches,
and DuckDB puts on disk what does not fit its memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .layouts import COLUMNS, FLAT, NESTED, NESTED_NEEDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "2GB"
"""What DuckDB may hold before it writes to disk."""
_BATCH = 20_000
_MAGIC = {"parquet": (0, b"PAR1"), "sqlite": (0, b"SQLite format 3\0"), "duckdb": (8, b"DUCK")}
_WANTED = "the report reads the Parquet, DuckDB or SQLite output of beritaparse batch"


class ReportError(ValueError):
    """Something that the user can mend: a wrong file, or a package that is missing."""


@contextmanager
def opened(path: Path) -> Generator[DuckDBPyConnection, None, None]:
    """Yield a DuckDB connection that holds the tables of :data:`~.layouts.COLUMNS`, filled from ``path``.

    ``path`` is a Parquet file, a folder of Parquet files, or a DuckDB or SQLite database; what it is, its content says.
    The errors that stand beside a Parquet file (``NAME.errors.jsonl``) are read too.  Raises ReportError for what is
    no output of ``batch``, and OSError for what cannot be opened.
    """
    kind, files = _kind(path)
    try:
        import duckdb
    except ImportError:
        raise ReportError("the report needs duckdb: pip install 'beritaparse[batch]'") from None
    with TemporaryDirectory(prefix="beritaparse-report-") as folder, closing(duckdb.connect(":memory:")) as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.execute(f"SET temp_directory = {_text(folder)}")
        base.execute("SET preserve_insertion_order = false")
        base.execute("SET enable_progress_bar = false")
        for name, columns in COLUMNS.items():
            base.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {kind}' for c, kind in columns.items())})")
        try:
            if kind == "parquet":
                _parquet(base, files, Path(folder))
                _errors(base, path.with_name(path.name + ".errors.jsonl"), Path(folder))
                _lock(base)
            elif kind == "duckdb":
                _duckdb(base, path)
            else:
                _lock(base)
                _sqlite(base, path)
        except (duckdb.Error, sqlite3.Error) as error:
            raise ReportError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from None
        try:
            yield base
        except duckdb.Error as error:  # memory or disk ran out
            raise ReportError(f"{path}: cannot be counted: {str(error).splitlines()[0]}") from error


def _kind(path: Path) -> tuple[str, list[Path]]:
    """What the content of ``path`` is, and the files that hold it."""
    if path.is_dir():
        files = sorted(path.glob("*.parquet"))
        if not files:
            raise ReportError(f"{path}: a folder without Parquet files; {_WANTED}")
        for file in files:
            if _sniff(file) != "parquet":
                raise ReportError(f"{file}: not a Parquet file")
        return "parquet", files
    kind = _sniff(path)
    if kind is None:
        raise ReportError(f"{path}: {_WANTED}")
    return kind, [path]


def _sniff(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(16)
    if not head:
        raise ReportError(f"{path}: empty file")
    return next((kind for kind, (at, magic) in _MAGIC.items() if head[at : at + len(magic)] == magic), None)


def _lock(base: DuckDBPyConnection) -> None:
    """From here on no query opens a file, whatever an output holds."""
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")


def _literal(path: Path, folder: Path) -> str:
    """A name for DuckDB that stands for this one file: it takes ``facts[12].parquet`` for a pattern."""
    plain = folder / f"input{len(list(folder.iterdir()))}{path.suffix}"
    try:
        plain.symlink_to(path.resolve())
    except OSError:  # no links there
        return _text(str(path))
    return _text(str(plain))


def _parquet(base: DuckDBPyConnection, files: Sequence[Path], folder: Path) -> None:
    before = 0
    for file in files:
        rows = f"read_parquet({_literal(file, folder)}, file_row_number = true)"
        have = {str(row[0]) for row in base.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
        _complete(file, [name for name in NESTED_NEEDS if name not in have])
        base.execute(f"CREATE OR REPLACE TEMP VIEW source AS SELECT *, file_row_number + {before} AS row FROM {rows}")
        for name, select in NESTED.items():
            base.execute(f"INSERT INTO {name} {select}")
        before += _number(base, f"SELECT count(*) FROM {rows}")


def _errors(base: DuckDBPyConnection, path: Path, folder: Path) -> None:
    if path.is_file() and path.stat().st_size:
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in COLUMNS["errors"].items())
        base.execute(
            f"INSERT INTO errors SELECT {', '.join(COLUMNS['errors'])} FROM read_json({_literal(path, folder)}, "
            f"format = 'newline_delimited', columns = {{{columns}}})"
        )


def _duckdb(base: DuckDBPyConnection, path: Path) -> None:
    base.execute(f"ATTACH {_text(str(path))} AS output (READ_ONLY)")
    _lock(base)
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'output' AND schema_name = 'main'"
    have = {str(row[0]) for row in base.execute(query).fetchall()}
    _complete(path, [name for name in ("articles", *COLUMNS) if name != "stories" and name not in have])
    for name, select in FLAT.items():
        base.execute(f"INSERT INTO {name} {select.format(base='output.')}")


def _sqlite(base: DuckDBPyConnection, path: Path) -> None:
    try:
        import pyarrow as pa
    except ImportError:
        raise ReportError("the report needs pyarrow: pip install 'beritaparse[batch]'") from None
    kinds = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_()}
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as output:
        output.execute("PRAGMA trusted_schema = OFF")
        have = {str(row[0]) for row in output.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        _complete(path, [name for name in ("articles", *COLUMNS) if name != "stories" and name not in have])
        for name, select in FLAT.items():
            fields = [(column, kinds[kind]) for column, kind in COLUMNS[name].items()]
            cursor = output.execute(select.format(base=""))
            while rows := cursor.fetchmany(_BATCH):
                columns = zip(*rows, strict=True)
                arrays = [
                    pa.array([None if v is None else bool(v) for v in values] if kind == pa.bool_() else values, kind)
                    for values, (_, kind) in zip(columns, fields, strict=True)
                ]
                base.register("incoming", pa.table(arrays, names=[column for column, _ in fields]))
                base.execute(f"INSERT INTO {name} SELECT * FROM incoming")
                base.unregister("incoming")


def _complete(path: Path, missing: Sequence[str]) -> None:
    if missing:
        lacks = ", ".join(missing)
        raise ReportError(f"{path}: no whole output of beritaparse batch (without --table): it lacks {lacks}")


def _number(base: DuckDBPyConnection, query: str) -> int:
    row = base.execute(query).fetchone()
    return int(row[0]) if row else 0


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
