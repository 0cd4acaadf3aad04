"""Each output as pandas, Polars, DuckDB, SQLite and a spreadsheet open it."""

from __future__ import annotations

import csv
import json
import sqlite3
import zipfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest

from beritaparse import Article
from beritaparse.article import Event, Mention, Place, Quote, TimeExpression
from beritaparse.batch import BatchError, outputs
from beritaparse.batch.moments import day, instant
from beritaparse.batch.outputs import Cells
from beritaparse.batch.sheets import LONGEST, fitting
from beritaparse.batch.views import NAMES

WIB = timezone(timedelta(hours=7))
PUBLISHED = ["2024-10-17T00:30:00+07:00", "2024-10-17T08:00:00+09:00", "2024-10-17T03:00:00Z", "2024-10-17", None]
INSTANTS = [
    "2024-10-16T17:30:00+00:00",
    "2024-10-16T23:00:00+00:00",
    "2024-10-17T03:00:00+00:00",
    "2024-10-16T17:00:00+00:00",
    None,
]
VALUES = ["2024-10-15", "2024-10", "2024-10-15T09:30+07:00", "2024-10-15/2024-10-17", None]
DAYS = ["2024-10-15", None, "2024-10-15", None, None]


def articles() -> list[Article]:
    where = Mention(start=0, end=2, text="=1", rule="by_hand")
    return [
        Article(
            text="=1+1 kata\nDemak",
            id=f"a{n}",
            title='"Situasi aman", kata; Kapolres',
            published=published,
            places=[Place(id="l1", name="Kudus", level="regency", code="33.10", confidence=0.5, mentions=[where])],
            dates=[TimeExpression(start=0, end=2, text="=1", value=value, granularity="day", rule="by_hand")],
            events=[Event(type="kecelakaan", date=value)],
            quotes=[Quote(start=0, end=2, text="=1", kind="direct", date=value, rule="by_hand")],
        )
        for n, (published, value) in enumerate(zip(PUBLISHED, VALUES, strict=True))
    ]


@pytest.fixture
def written(tmp_path):
    def write(name: str, table: str | None = None, **cells) -> Path:
        path = tmp_path / name
        lines = [one.model_dump_json().encode() + b"\n" for one in articles()]
        excel = cells.get("excel", False)
        outputs.write(lines, (), str(path), outputs.format_of(str(path), table, excel), table, None, Cells(**cells))
        assert not list(tmp_path.glob("*.tmp"))
        return path

    return write


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *zip(PUBLISHED[:4], INSTANTS[:4], strict=True),
        ("0001-01-01T00:00:00", None),
        ("2024-13-01", None),
        ("2024-10-16T20:30:00.250000", "2024-10-16T13:30:00.250000+00:00"),
    ],
)
def test_moments(value, expected) -> None:
    assert instant(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [*zip(VALUES[:4], DAYS[:4], strict=True), ("2024-W42", None), ("2024-02-30", None), ("2024", None), ("", None)],
)
def test_days(value, expected) -> None:
    assert day(value) == expected


def test_pandas_reads_moments_and_days_of_parquet(written) -> None:
    pd = pytest.importorskip("pandas")
    whole = pd.read_parquet(written("facts.parquet"))
    assert str(whole["published_at"].dtype).startswith("datetime64")
    assert [moment.isoformat() for moment in whole["published_at"].dropna()] == INSTANTS[:4]
    assert list(whole["published_day"]) == [date(2024, 10, 17)] * 4 + [None]
    assert [event[0]["day"] for event in whole["events"]] == [day and date.fromisoformat(day) for day in DAYS]
    flat = pd.read_parquet(written("dates.parquet", "dates"))
    assert list(flat["day"]) == [day and date.fromisoformat(day) for day in DAYS]
    assert list(pd.read_parquet(written("places.parquet", "places"))["code"]) == ["33.10"] * 5


def test_polars_reads_moments_and_days_of_parquet(written) -> None:
    pl = pytest.importorskip("polars")
    whole = pl.read_parquet(written("facts.parquet"))
    assert whole["published_at"].dt.convert_time_zone("Asia/Jakarta")[1].hour == 6
    assert whole["published_day"].to_list() == [date(2024, 10, 17)] * 4 + [None]
    assert whole["quotes"].list.first().struct.field("day").to_list()[0] == date(2024, 10, 15)


def test_duckdb_has_moments_and_days(written) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(written("facts.duckdb")), read_only=True) as base:
        question = "SELECT published_at::VARCHAR, published_day FROM articles ORDER BY article"
        base.execute("SET TimeZone = 'UTC'")
        found = base.execute(question).fetchall()
        assert [row[0] and row[0].replace(" ", "T") + ":00" for row in found] == INSTANTS
        assert [row[1] for row in found] == [date(2024, 10, 17)] * 4 + [None]
        types = dict(row[:2] for row in base.execute("DESCRIBE articles").fetchall())
        assert (types["published_at"], types["published_day"]) == ("TIMESTAMP WITH TIME ZONE", "DATE")
        for table in ("dates", "events", "quotes", "quotes"):
            assert base.execute(f"SELECT day FROM {table} ORDER BY article").fetchall()[0] == (date(2024, 10, 15),)


def test_sqlite_sorts_and_counts_moments_and_days(written) -> None:
    base = sqlite3.connect(written("facts.sqlite"))
    assert [row[0] for row in base.execute("SELECT published_at FROM articles ORDER BY article")] == INSTANTS
    assert base.execute("SELECT datetime(published_at, '+7 hours') FROM articles").fetchone() == (
        "2024-10-17 00:30:00",
    )
    assert base.execute("SELECT date(day, '+1 day') FROM events").fetchone() == ("2024-10-16",)


def test_rows_of_parquet_are_articles_of_the_contract(written) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(written("facts.parquet")).to_pylist()
    assert [Article.model_validate(row) for row in rows] == articles()
    assert [one.published and one.published.date() for one in map(Article.model_validate, rows)][1] == date(
        2024, 10, 17
    )


def test_codes_of_csv_are_text_when_told(written) -> None:
    pd = pytest.importorskip("pandas")
    path = written("places.csv", "places")
    assert list(pd.read_csv(path, dtype={"code": str})["code"]) == ["33.10"] * 5


def test_csv_for_excel(written) -> None:
    path = written("places.csv", "places", excel=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfarticle;id;name;")
    with open(path, encoding="utf-8-sig", newline="") as stream:
        row = next(csv.DictReader(stream, delimiter=";"))
    assert (row["code"], row["confidence"], row["name"]) == ('="33.10"', "0,5", "Kudus")
    plain = written("plain.csv", "places").read_bytes()
    assert plain.startswith(b"article,id,name,")
    assert b",33.10," in plain


def test_csv_for_excel_keeps_the_apostrophe_before_formulas(written) -> None:
    with open(written("quotes.csv", "quotes", excel=True), encoding="utf-8-sig", newline="") as stream:
        assert next(csv.DictReader(stream, delimiter=";"))["text"] == "'=1"
    with open(written("raw.csv", "quotes", raw=True), encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["text"] == "=1"


def test_excel_is_for_csv_alone() -> None:
    with pytest.raises(BatchError, match="--excel is for CSV"):
        outputs.format_of("o.jsonl", None, excel=True)


NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def cells(path: Path, number: int = 1) -> list[dict[str, tuple[str, str]]]:
    """Rows of a sheet: (type, value) by column letter."""
    with zipfile.ZipFile(path) as packed:
        sheet = ElementTree.fromstring(packed.read(f"xl/worksheets/sheet{number}.xml"))
    rows: list[dict[str, tuple[str, str]]] = []
    for row in sheet.iterfind(".//m:row", NAMESPACE):
        found: dict[str, tuple[str, str]] = {}
        for cell in row.iterfind("m:c", NAMESPACE):
            value = "".join(cell.itertext())
            found[(cell.get("r") or "").rstrip("0123456789")] = (cell.get("t") or "n", value)
            assert cell.find("m:f", NAMESPACE) is None  # no formula
        rows.append(found)
    return rows


def test_a_workbook_has_codes_and_formulas_as_text(written) -> None:
    pytest.importorskip("xlsxwriter")
    head, first, *rest = cells(written("places.xlsx", "places"))
    at = {name: column for column, (_, name) in head.items()}
    assert (first[at["code"]], first[at["confidence"]]) == (("inlineStr", "33.10"), ("n", "0.5"))
    assert len(rest) == 4
    head, first, *_ = cells(written("quotes.xlsx", "quotes_with_speakers"))
    at = {name: column for column, (_, name) in head.items()}
    assert first[at["text"]] == ("inlineStr", "=1")
    assert first[at["title"]] == ("inlineStr", '"Situasi aman", kata; Kapolres')
    assert first[at["published_day"]] == ("n", str((date(2024, 10, 17) - date(1899, 12, 30)).days))


def test_a_workbook_without_a_table_has_all(written) -> None:
    pytest.importorskip("xlsxwriter")
    path = written("facts.xlsx")
    with zipfile.ZipFile(path) as packed:
        book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
    names = [sheet.get("name") for sheet in book.iterfind(".//m:sheet", NAMESPACE)]
    assert set(names) == set(NAMES)
    assert names[0] == "quotes_with_speakers"
    assert path.read_bytes() == written("again.xlsx").read_bytes()


def test_a_sheet_that_is_full_is_followed_by_another(written, monkeypatch) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr("beritaparse.batch.sheets.ROWS", 2)
    path = written("places.xlsx", "places")
    assert [len(cells(path, number)) for number in (1, 2, 3)] == [3, 3, 2]


def test_what_is_too_long_for_a_cell_ends_in_an_ellipsis() -> None:
    assert fitting("a" * LONGEST) == "a" * LONGEST
    cut = fitting("🙂" * LONGEST)
    assert cut.endswith("🙂…")
    assert len(cut.encode("utf-16-le")) <= 2 * LONGEST


def test_lines_of_a_table_hold_truth_as_truth(written) -> None:
    path = written("quotes.jsonl", "quotes_with_speakers")
    first = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert (first["speaker_public"], first["published_day"]) == (None, "2024-10-17")
    assert datetime.fromisoformat(first["published"]) == datetime(2024, 10, 17, 0, 30, tzinfo=WIB)
