"""The way over a cluster finds the pairs that one machine finds: the same SQL over Parquet, here on DuckDB."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from beritaparse.corpus import store, stories
from beritaparse.corpus.cluster import pairs, sketch_in_arrow, sketch_schema
from beritaparse.corpus.linking import load_facts
from beritaparse.corpus.weighing import weigh


def test_pairs_are_those_of_one_machine(burglary, tmp_path):
    facts = burglary.write_as("facts.parquet")
    batches = list(sketch_in_arrow(parquet.ParquetFile(facts).iter_batches(2)))
    parquet.write_table(pa.Table.from_batches(batches), tmp_path / "terms.parquet")
    there = duckdb.connect()
    there.execute(f"CREATE VIEW terms AS SELECT * FROM '{tmp_path}/terms.parquet'")
    found = set(there.execute(pairs()).fetchall())
    here = duckdb.connect()
    store.create(here)
    load_facts(here, [facts])
    store.frequencies(here)
    stories.candidates(here, weigh(here))
    expected = {
        tuple(sorted(pair))
        for pair in here.execute("""
            SELECT p.article_id, q.article_id FROM scratch.story_pairs c
            JOIN work.pages p ON p.page = c.l JOIN work.pages q ON q.page = c.r""").fetchall()
    }
    assert found == expected
    assert ("a1", "a3") in found


def test_schema_names_the_columns(burglary):
    facts = burglary.write_as("facts.parquet")
    batch = next(iter(sketch_in_arrow(parquet.ParquetFile(facts).iter_batches(2))))
    assert batch.schema.names == [column.split()[0] for column in sketch_schema().split(", ")]


@pytest.mark.slow
def test_spark_finds_them_too(burglary, tmp_path):
    """Where pyspark and Java are: the function in ``mapInArrow``, the statement in ``spark.sql``."""
    sql = pytest.importorskip("pyspark.sql")
    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        terms = spark.read.parquet(str(burglary.write_as("facts.parquet"))).mapInArrow(sketch_in_arrow, sketch_schema())
        terms.write.parquet(f"{tmp_path}/terms")
        spark.read.parquet(f"{tmp_path}/terms").createTempView("terms")
        found = {tuple(row) for row in spark.sql(pairs()).collect()}
    finally:
        spark.stop()
    there = duckdb.connect()
    there.execute(f"CREATE VIEW terms AS SELECT * FROM '{tmp_path}/terms/*.parquet'")
    assert found == set(there.execute(pairs()).fetchall())
    assert ("a1", "a3") in found
