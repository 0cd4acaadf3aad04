"""Every output of ``batch`` read by pandas, Polars, DuckDB, SQLite and a spreadsheet:  ``python tables.py FOLDER``.

A reader that is not installed is told and left out; where ``BERITAPARSE_NEED_READERS`` is set, as in CI, that is an
error.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from beritaparse.batch import Job, run

ROOT = Path(__file__).resolve().parents[2]
DUMP = ROOT / "examples" / "articles.jsonl"
NUMBER = len(DUMP.read_text(encoding="utf-8").splitlines())
SPEAKER = "Bagas Prawira Nugraha"


def there(module: str) -> bool:
    found = importlib.util.find_spec(module) is not None
    if not found:
        message = f"not read with {module}: it is not installed"
        if os.environ.get("BERITAPARSE_NEED_READERS"):
            raise AssertionError(message)
        print(message)
    return found


def make(folder: Path) -> None:
    for name, table in (
        ("facts.parquet", None),
        ("facts.jsonl", None),
        ("facts.sqlite", None),
        ("facts.duckdb", None),
        ("quotes.csv", "quotes_with_speakers"),
        ("quotes.parquet", "quotes_with_speakers"),
        ("places.csv", "places"),
    ):
        run(Job((str(DUMP),), str(folder / name), table=table), workers=1)


def with_pandas(folder: Path) -> None:
    import pandas as pd

    facts = pd.read_parquet(folder / "facts.parquet")
    assert len(facts) == NUMBER
    days = pd.to_datetime(facts["published_day"])
    assert days.dt.year.between(2024, 2025).all()
    assert str(facts["published_at"].dt.tz) == "UTC", facts["published_at"].dtype
    quotes = pd.read_csv(folder / "quotes.csv")
    assert SPEAKER in set(quotes["speaker"])
    assert {"rank", "position", "unit", "url", "title", "outlet"} <= set(quotes.columns)
    assert pd.read_parquet(folder / "quotes.parquet")["text"].str.len().gt(0).all()
    codes = pd.read_csv(folder / "places.csv", dtype=str)["code"].dropna()
    assert codes.str.fullmatch(r"\d\d(\.\d\d){0,2}(\.\d{4})?").all(), codes.tolist()
    assert len(pd.read_json(folder / "facts.jsonl", lines=True)) == NUMBER


def with_polars(folder: Path) -> None:
    import polars as pl

    facts = pl.read_parquet(folder / "facts.parquet")
    assert facts.height == NUMBER
    assert facts["published_day"].dtype == pl.Date, facts["published_day"].dtype
    spoken = facts.explode("quotes").select(pl.col("quotes").struct.field("cue")).drop_nulls()
    assert spoken.height > 3
    assert SPEAKER in pl.read_csv(folder / "quotes.csv")["speaker"].to_list()


def with_duckdb(folder: Path) -> None:
    import duckdb

    ((number, first),) = duckdb.sql(f"SELECT count(*), min(published_day) FROM '{folder / 'facts.parquet'}'").fetchall()
    assert number == NUMBER
    assert first.isoformat() == "2024-10-16", first
    with duckdb.connect(str(folder / "facts.duckdb"), read_only=True) as base:
        kinds = dict(
            base.sql("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'articles'").fetchall()
        )
        assert kinds["published_day"] == "DATE", kinds
        assert kinds["published_at"] == "TIMESTAMP WITH TIME ZONE", kinds
        posts = base.sql(f"SELECT position, unit FROM most_quoted WHERE name = '{SPEAKER}'").fetchall()
        assert posts == [("Kapolres Demak", "Polres Demak")], posts


def with_sqlite(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "facts.sqlite")) as base:
        found = base.execute("SELECT speaker, rank, position, title FROM quotes_with_speakers").fetchall()
    assert (SPEAKER, "AKBP", "Kapolres Demak") in {row[:3] for row in found}


def with_spreadsheets(folder: Path) -> None:
    import openpyxl

    run(Job((str(DUMP),), str(folder / "facts.xlsx")), workers=1)
    book = openpyxl.load_workbook(folder / "facts.xlsx", read_only=True)
    sheet = book["quotes_with_speakers"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert SPEAKER in {row[head.index("speaker")] for row in rows}
    heads, *places = book["places"].iter_rows(values_only=True)
    codes = {row[heads.index("code")] for row in places}
    assert all(code is None or isinstance(code, str) for code in codes), "codes keep their zeros"


READERS: dict[str, Callable[[Path], None]] = {
    "pandas": with_pandas,
    "polars": with_polars,
    "duckdb": with_duckdb,
    "sqlite3": with_sqlite,
    "openpyxl": with_spreadsheets,
}


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir()
    make(folder)
    summary = json.loads((folder / "facts.parquet.summary.json").read_text(encoding="utf-8"))
    counts = summary["counts"]
    assert counts["read"] == counts["written"] == NUMBER, summary
    for module, read in READERS.items():
        if there(module):
            read(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
