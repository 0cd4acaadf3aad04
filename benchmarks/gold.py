"""Parse the gold articles and write predictions for the gold scorer.

    python benchmarks/gold.py [--part all|dev|aside] [--out predictions.jsonl] [--engine NAME]

Reads ``../shared/gold/dev.jsonl``; says so and stops where it is absent.  ``aside`` is every fourth article,
kept apart while the rules are written; ``dev`` the others.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import beritaparse

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--part", choices=("all", "dev", "aside"), default="dev")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--engine", default=None)
    arguments.add_argument("--errors", metavar="LAYER")
    options = arguments.parse_args()
    if not (GOLD / "dev.jsonl").is_file():
        print(f"no gold articles: {GOLD / 'dev.jsonl'} is absent", file=sys.stderr)
        return 1
    rows = [json.loads(line) for line in (GOLD / "dev.jsonl").open(encoding="utf-8")]
    kept = [
        row for index, row in enumerate(rows) if options.part == "all" or (index % 4 == 3) == (options.part == "aside")
    ]
    parser = beritaparse.load(options.engine) if options.engine else beritaparse.load()
    folder = Path(tempfile.mkdtemp())
    gold, predicted = folder / "gold.jsonl", options.out or folder / "predictions.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")
    with predicted.open("w", encoding="utf-8") as out:
        for row in kept:
            article = parser.parse(row["text"], id=row["id"], title=row["title"], published=row["published"])
            out.write(json.dumps(article.to_gold(), ensure_ascii=False) + "\n")
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(predicted)]
    if options.errors:
        command += ["--errors", options.errors]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
