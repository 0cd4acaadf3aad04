from __future__ import annotations

import pytest

import beritaparse
from beritaparse import Article
from beritaparse.batch import BatchError

from .conftest import PAGE

pa = pytest.importorskip("pyarrow")
from beritaparse.batch.spark import map_in_arrow, spark_schema  # noqa: E402 - needs pyarrow


def batch(rows: list[dict]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(rows)


def test_articles_of_arrow_batches_are_those_of_parse() -> None:
    rows = [{"id": f"a{n}", "isi": PAGE.format(n=n), "tanggal": "2024-10-17"} for n in range(5)]
    found = [row for made in map_in_arrow([batch(rows[:3]), batch(rows[3:])], "rules") for row in made.to_pylist()]
    assert [row.pop("error") for row in found] == [None] * 5
    parser = beritaparse.load("rules")
    expected = [parser.parse(row["isi"], id=row["id"], published=row["tanggal"]) for row in rows]
    assert [Article.model_validate(row) for row in found] == expected


def test_a_row_that_cannot_be_parsed_is_told_in_its_place() -> None:
    rows = [{"id": "a", "text": "Isi."}, {"id": "b", "text": None}, {"id": "c", "text": "<html></html>"}]
    (made,) = map_in_arrow([batch(rows)], "rules")
    first, second, third = made.to_pylist()
    assert (first["id"], first["error"]) == ("a", None)
    assert (second["id"], second["text"]) == ("b", None)
    assert "no text" in second["error"]
    assert third["id"] == "c"
    assert third["error"]


def test_redacted_rows_hold_no_private_name() -> None:
    text = "Korban bernama Sri Lestari (40) mengaku lega."
    (made,) = map_in_arrow([batch([{"id": "a", "text": text}])], "rules", redact=True)
    assert made.to_pylist()[0]["text"] == "Korban bernama ███ ███████ (40) mengaku lega."
    page = {"id": "c", "text": "<html><!-- Sri Lestari --></html>"}
    (made,) = map_in_arrow([batch([page])], "rules", redact=True)
    failed = made.to_pylist()[0]
    assert failed["error"]
    assert failed["text"] is None


def test_an_empty_partition_has_the_schema_all_the_same() -> None:
    (made,) = map_in_arrow([batch([{"id": "a", "text": "Isi."}]).slice(0, 0)], "rules")
    assert made.num_rows == 0
    assert "quotes" in made.schema.names


def test_a_table_without_text_is_refused() -> None:
    with pytest.raises(BatchError, match="no column looks like the text"):
        list(map_in_arrow([batch([{"kolom": "Isi."}])], "rules"))


def test_the_schema_is_spelled_as_spark_does() -> None:
    schema = spark_schema()
    assert schema.startswith("`schema_version` string, `id` string, `text` string")
    assert "`blocks` array<struct<`kind`: string, `start`: bigint, `end`: bigint, `rule`: string>>" in schema
    assert schema.endswith("`error` string")
