"""Texts made of the words of our lexicons, in any order, cut anywhere, read and masked.

    python scripts/fuzz_texts.py [--runs 1000] [--seed 0] [--outputs 2000] [--engine rules]

Each text goes through the parser, through JSON and back, through the gold form, and is masked twice.  It fails (exit
code 1, with the seed) where anything raises, where a span is not its text, where blocks are not the page, where a
second pass masks more, and where a word of a private name that was recognised is left.  Of every stretch of
``--outputs`` texts a dump is made and masked into each format by ``batch``; no word that is masked in the articles may
stand in any file of it, the errors, the summary, the page of an article and the report among them.  The first format
of the first stretch is read anew by ``batch``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sqlite3
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.grammar import REMEMBERED, faults, given, left_in, private_forms, remember, words

import beritaparse
from beritaparse.batch import run
from beritaparse.batch.runner import Job
from beritaparse.gazetteer.regions import provinces_and_regencies
from beritaparse.report.corpus.page import write as report

REGIONS = "regions"
"""A table of databases that is the same whatever was read."""
ENDINGS = ("jsonl", "parquet", "duckdb", "sqlite", "csv", "xlsx")
REPORTED = ("parquet", "duckdb")
EVERY = 5
"""Of so many articles one is made a page."""
_TAG = re.compile(r"<[^<>]*>")
_MARKUP = re.compile(r"<[/?\w:]+|[\w:]+(?==\")")
"""Names of elements and attributes, not what stands in them."""


def strings(path: Path) -> Iterator[str]:
    """All that stands in an output."""
    if path.suffix == ".parquet":
        import pyarrow.parquet

        yield json.dumps(pyarrow.parquet.read_table(path).to_pylist(), default=str, ensure_ascii=False)
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as base:
            yield "\n".join(line for line in base.iterdump() if not line.startswith(f'INSERT INTO "{REGIONS}"'))
    elif path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if "/theme/" in name:  # fonts and colours, whatever was read
                    continue
                yield _MARKUP.sub(" ", book.read(name).decode())
    elif path.suffix == ".duckdb":
        import duckdb

        with duckdb.connect(str(path), read_only=True) as base:
            for (table,) in base.execute("select table_name from duckdb_tables()").fetchall():
                if table != REGIONS:
                    found = base.execute(f'select * from "{table}"').fetchall()
                    yield json.dumps(found, default=str, ensure_ascii=False)
    else:
        yield path.read_text(encoding="utf-8")


@cache
def printed() -> frozenset[str]:
    """Words that pages print whatever was read: all that stand in the package that makes them, and labels of events."""
    told = " ".join(words()["events.toml"])
    for path in Path(str(files("beritaparse.report"))).rglob("*"):
        if path.suffix in (".py", ".toml", ".html", ".jinja", ".js", ".css"):
            told += path.read_text(encoding="utf-8")
    return frozenset(re.findall(r"[^\W\d_]+", told))


def page_of(article: beritaparse.Article) -> str:
    """What a reader of the page of an article sees, and what stands in its tags."""
    page = article.to_html()
    return "\n".join([_TAG.sub("", page), *_TAG.findall(page)])


def pages(first: int, articles: list[beritaparse.Article], masked: list[beritaparse.Article]) -> Iterator[str]:
    """What is left in the page of an article of its own private names."""
    for number, (article, hidden) in enumerate(zip(articles, masked, strict=True)):
        if number % EVERY == 0:
            names = private_forms(article)
            names -= set(left_in(names, hidden.model_dump_json()))
            if left := left_in(names - printed(), page_of(hidden)):
                yield f"{first + number}: left in the page: {left}"


def outputs(
    first: int, articles: list[beritaparse.Article], masked: list[beritaparse.Article], engine: str | None, folder: Path
) -> Iterator[str]:
    """Mask a dump of texts into every format; yield what is left where.

    ``engine``: by which the first format is read, as a user would; the others, and all where it is None, get what was
    read and masked before.
    """
    rows = [given(seed) | {"id": f"a{seed}"} for seed in range(first, first + len(articles))]
    dump = folder / "dump.jsonl"
    lost = "".join(json.dumps({"id": "Rudi Hartawan", "text": None}) + "\n" for _ in range(2)) + "{Rudi Hartawan\n"
    dump.write_text("".join(json.dumps(row) + "\n" for row in rows) + lost, encoding="utf-8")
    told = "\n".join(article.model_dump_json() for article in masked)
    hidden = set[str]().union(*map(private_forms, articles))
    hidden -= set(left_in(hidden, told))
    hidden |= {"Hartawan"} if "Hartawan" not in told else set()  # the name in the records that are lost
    regions = {word for region in provinces_and_regencies() for word in re.findall(r"[^\W\d_]+", region.name)}
    kept = {".xlsx": regions, ".html": regions | printed()}
    os.environ[REMEMBERED] = str(remember(folder, rows, articles, masked))
    for ending in ENDINGS:
        output = folder / f"facts.{ending}"
        table = "persons" if ending == "csv" else None
        used = engine if engine is not None and ending == ENDINGS[0] else "tests.grammar:remembered"
        summary = run(Job((str(dump),), str(output), engine=used, table=table, redact=True), workers=1)
        if summary.counts.written != sum(bool(row["text"].strip()) for row in rows):
            yield f"{first}: {summary.counts.written} of {len(rows)} written to {output.name}"
        if ending in REPORTED:
            report(output, folder / f"facts.{ending}.html")
        for path in sorted(folder.glob(f"facts.{ending}*")):
            looked_for = hidden - kept.get(path.suffix, set[str]())
            if path.is_file() and (left := left_in(looked_for, "\n".join(strings(path)))):
                yield f"{first}: left in {path.name}: {left}"


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("--runs", type=int, default=1000)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--outputs", type=int, default=2000, help="texts of a dump; 0: none")
    options.add_argument("--engine", default="rules")
    asked = options.parse_args()
    parser = beritaparse.load(asked.engine)
    failed = 0
    articles: list[beritaparse.Article] = []
    masked: list[beritaparse.Article] = []
    for number, seed in enumerate(range(asked.seed, asked.seed + asked.runs), 1):
        try:
            article = parser.parse(**given(seed))
            hidden = article.redacted()
            wrong = list(faults(seed, article, hidden))
            articles.append(article)
            masked.append(hidden)
        except Exception:
            wrong = [f"{seed}: {traceback.format_exc()[-900:]}"]
        if asked.outputs and len(articles) == asked.outputs:
            begun = seed - asked.outputs + 1
            with tempfile.TemporaryDirectory() as folder:
                wrong += pages(begun, articles, masked)
                once = asked.engine if begun == asked.seed else None  # `batch` reads as `parse` does: shown once
                wrong += outputs(begun, articles, masked, once, Path(folder))
        if not asked.outputs or len(articles) == asked.outputs or len(articles) != number % asked.outputs:
            articles, masked = [], []  # a dump is a stretch of seeds
        failed += bool(wrong)
        for fault in wrong:
            print(fault, flush=True)
        if number % 1000 == 0:
            print(f"{number} texts, {failed} failed", flush=True)
    print(f"{asked.runs} texts, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
