from __future__ import annotations

import csv
import gzip
import json
import sqlite3
from collections import Counter
from datetime import date, datetime, timezone

import pytest
from typer.testing import CliRunner

from beritaparse import Article
from beritaparse.batch import BatchError, Job, run
from beritaparse.batch.schema import layers, rows, tables
from beritaparse.batch.views import NAMES
from beritaparse.cli import app

from .conftest import lines


@pytest.fixture
def source(dump) -> str:
    return dump(12, {5: ""})


def make(source: str, output, **more) -> str:
    run(Job((source,), str(output), engine="rules", **more), workers=1)
    return str(output)


@pytest.fixture
def articles(source, tmp_path) -> list[dict]:
    return lines(make(source, tmp_path / "plain.jsonl"))


def test_compressed_jsonl_holds_the_same_lines(source, articles, tmp_path) -> None:
    path = make(source, tmp_path / "o.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        assert [json.loads(line) for line in stream] == articles


def test_parquet_rows_are_articles(source, articles, tmp_path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    found = parquet.read_table(make(source, tmp_path / "o.parquet")).to_pylist()
    assert [Article.model_validate(row) for row in found] == [Article.model_validate(row) for row in articles]


def expected_rows(articles: list[dict]) -> Counter[str]:
    return Counter(name for number, article in enumerate(articles, 1) for name, _ in rows(article, number))


def test_sqlite_holds_every_row_with_its_keys(source, articles, tmp_path) -> None:
    base = sqlite3.connect(make(source, tmp_path / "o.sqlite"))
    counts = {name: base.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables() if name != "errors"}
    assert counts == {name: expected_rows(articles)[name] for name in counts}
    assert counts["quotes"] == 11
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("SELECT kind, line, kept FROM errors").fetchall() == [("invalid", 6, 0)]
    name, position, unit, *numbers = base.execute("SELECT * FROM most_quoted").fetchone()
    assert (name, position, unit) == ("Bagas Prawira Nugraha", "Kapolres Demak", "Polres Demak")
    assert numbers == [11, 11, 11]
    assert base.execute("SELECT speaker FROM quotes_with_speakers LIMIT 1").fetchone() == ("Bagas Prawira Nugraha",)


def test_duckdb_holds_the_same_rows_as_sqlite(source, tmp_path) -> None:
    duckdb = pytest.importorskip("duckdb")
    small = sqlite3.connect(make(source, tmp_path / "o.sqlite"))
    with duckdb.connect(make(source, tmp_path / "o.duckdb"), read_only=True) as large:
        for name in NAMES:
            query = f"SELECT * FROM {name} ORDER BY ALL"
            assert sorted(map(repr, normal(large.execute(query).fetchall()))) == sorted(
                map(repr, normal(small.execute(f"SELECT * FROM {name}").fetchall()))
            ), name


def normal(found: list[tuple]) -> list[tuple]:
    """Rows as SQLite has them."""

    def one(value):
        if isinstance(value, datetime):
            return value.astimezone(timezone.utc).isoformat()
        return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value

    return [tuple(map(one, row)) for row in found]


@pytest.mark.parametrize(
    ("ending", "needs"),
    [("sqlite", "sqlite3"), ("jsonl.gz", "gzip"), ("jsonl.zst", "zstandard"), ("parquet", "pyarrow")],
)
def test_output_is_the_same_to_the_byte(source, tmp_path, ending, needs) -> None:
    pytest.importorskip(needs)
    one = make(source, tmp_path / f"one.{ending}")
    two = make(source, tmp_path / f"two.{ending}")
    with open(one, "rb") as a, open(two, "rb") as b:
        assert a.read() == b.read()


def test_a_single_layer_as_table(source, articles, tmp_path) -> None:
    with open(make(source, tmp_path / "q.csv", table="quotes"), encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    texts = [quote["text"] for article in articles for quote in article["quotes"]]
    assert [row["text"] for row in found] == texts
    assert found[0]["speaker_person_id"] == articles[0]["quotes"][0]["speaker"]["person_id"]
    assert [row["text"] for row in lines(make(source, tmp_path / "q.jsonl", table="quotes"))] == texts


def test_every_list_of_the_contract_has_a_table_with_its_offsets() -> None:
    assert set(layers()) < set(tables())
    assert {"persons", "units", "places", "events", "quotes", "dates", "facts", "warnings"} <= set(layers())
    names = {column.name for column in tables()["quotes"].columns}
    assert {"article", "number", "start_char", "end_char", "cue_start", "speaker_person_id"} <= names


@pytest.mark.parametrize(
    ("output", "table", "reason"),
    [
        ("o.ods", None, "must end in"),
        ("o.parquet.gz", None, "must end in"),
        ("o.csv", None, "--table"),
        ("o.csv", "kutipan", "no table 'kutipan'"),
        ("o.sqlite", "quotes", "a database holds all tables"),
    ],
)
def test_outputs_that_cannot_be_are_refused_before_any_work(source, tmp_path, output, table, reason) -> None:
    with pytest.raises(BatchError, match=reason):
        run(Job((source,), str(tmp_path / output), table=table))
    assert not (tmp_path / f"{output}.work").exists()


def test_command_line(source, tmp_path) -> None:
    output = tmp_path / "o.jsonl"
    result = CliRunner().invoke(app, ["batch", source, "-o", str(output), "--engine", "rules", "--workers", "1"])
    assert result.exit_code == 1  # one record of the dump is empty
    assert "12 articles read, 11 written" in result.stderr
    assert len(lines(output)) == 11


def test_dry_run_shows_columns_and_facts_and_writes_nothing(source, tmp_path) -> None:
    output = tmp_path / "o.parquet"
    result = CliRunner().invoke(app, ["batch", source, "-o", str(output), "--dry-run", "--engine", "rules"])
    assert result.exit_code == 0
    assert "published (date) 2024-10-17" in result.stdout
    assert "Bagas Prawira Nugraha" in result.stdout
    assert list(tmp_path.glob("o.parquet*")) == []


def test_wrong_input_is_one_line_and_code_two(tmp_path) -> None:
    result = CliRunner().invoke(app, ["batch", str(tmp_path / "none.csv"), "-o", str(tmp_path / "o.jsonl")])
    assert result.exit_code == 2
    assert "none.csv" in result.stderr
