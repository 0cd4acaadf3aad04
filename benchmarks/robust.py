"""Parse every article of ``../shared/data`` and check the promises: nothing raises, spans equal their slices.

    python benchmarks/robust.py [--engine default]

Says so and stops where the articles are absent.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

import beritaparse

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "articles" / "articles.jsonl.gz"


def wrong_spans(text: str, value: Any) -> int:
    """How many objects below ``value`` have a span that is not their text."""
    if isinstance(value, dict):
        own = {"start", "end", "text"} <= value.keys() and "blocks" not in value
        return (own and text[value["start"] : value["end"]] != value["text"]) + sum(
            wrong_spans(text, item) for item in value.values()
        )
    return sum(wrong_spans(text, item) for item in value) if isinstance(value, list) else 0


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--engine", default="default")
    options = arguments.parse_args()
    if not ARTICLES.is_file():
        print(f"{ARTICLES} is absent: nothing to check", file=sys.stderr)
        return 1
    parser = beritaparse.load(options.engine)
    read = raised = wrong = holes = 0
    slowest = (0.0, "")
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            began = time.perf_counter()
            try:
                article = parser.parse(row["text"] or "", id=str(row["id"]), title=row["title"])
            except Exception as error:  # the point is to see them all
                raised += 1
                print(f"{row['id']}: {type(error).__name__}: {error}")
                continue
            slowest = max(slowest, (time.perf_counter() - began, str(row["id"])))
            read += 1
            wrong += wrong_spans(article.text, json.loads(article.model_dump_json()))
            ends = [0, *(block.end for block in article.blocks)]
            holes += [block.start for block in article.blocks] != ends[:-1] or ends[-1] != len(article.text)
    print(f"{read} read, {raised} raised, {wrong} wrong spans, {holes} with holes")
    print(f"slowest {slowest[0]:.2f} s ({slowest[1]})")
    return int(bool(raised or wrong or holes))


if __name__ == "__main__":
    sys.exit(main())
