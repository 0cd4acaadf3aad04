"""Does a change leave every result as it was?  Compares the JSON of real articles with that of another checkout.

    python benchmarks/identical.py OTHER_CHECKOUT [--articles 2000] [--engine default] [--pipe]

Both programs run in processes of their own over the same articles of ``../shared/data/articles``; every byte of
``Article.model_dump_json`` counts.  With ``--pipe`` this checkout reads them by ``Parser.pipe``.  Prints how many
articles differ and the first differences; exit code 1 where any does.  Says so and stops where the articles are absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
ARTICLES = HERE.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
_RUN = """
import sys, gzip, json
from itertools import islice
import beritaparse
from beritaparse.dates.published import read_published
engine, step, count = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
parser = beritaparse.load(engine)
records = []
with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
    for line in islice(lines, 0, step * count, step):
        a = json.loads(line)
        record = {key: a[key] for key in ("text", "id", "title")}
        records.append({**record, "published": read_published(a["date"] or "")})
together = sys.argv[5] == "pipe"
for article in parser.pipe(records) if together else (parser.parse(**record) for record in records):
    print(article.id, article.model_dump_json())
"""


def results(checkout: Path, engine: str, step: int, count: int, way: str = "parse") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, str(ARTICLES), engine, str(step), str(count), way],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(checkout / "src"), "PYTHONHASHSEED": "0"},
    )


def first_difference(one: object, other: object, path: str = "") -> str:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            if one.get(key) != other.get(key):
                return first_difference(one.get(key), other.get(key), f"{path}.{key}")
    if isinstance(one, list) and isinstance(other, list):
        for index, (mine, theirs) in enumerate(zip(one, other, strict=False)):
            if mine != theirs:
                return first_difference(mine, theirs, f"{path}[{index}]")
        return f"{path}: {len(one)} entries, was {len(other)}"
    return f"{path}: {str(one)[:90]!r}, was {str(other)[:90]!r}"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("other", type=Path)
    arguments.add_argument("--articles", type=int, default=2000)
    arguments.add_argument("--engine", default="default")
    arguments.add_argument("--pipe", action="store_true")
    arguments.add_argument("--show", type=int, default=10)
    options = arguments.parse_args()
    if not ARTICLES.is_file():
        print(f"no articles: {ARTICLES} is absent", file=sys.stderr)
        return 1
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        step = max(1, sum(1 for _ in lines) // options.articles)
    ours = results(HERE, options.engine, step, options.articles, "pipe" if options.pipe else "parse")
    theirs = results(options.other, options.engine, step, options.articles)
    assert ours.stdout is not None
    assert theirs.stdout is not None
    read = differ = 0
    for mine, other in zip(ours.stdout, theirs.stdout, strict=True):
        read += 1
        if mine != other:
            differ += 1
            if differ <= options.show:
                (id, one), (_, two) = (line.split(" ", 1) for line in (mine, other))
                print(id, first_difference(json.loads(one), json.loads(two)))
    failed = ours.wait() or theirs.wait()
    print(f"{read} articles, {differ} differ")
    return 1 if differ or failed else 0


if __name__ == "__main__":
    sys.exit(main())
