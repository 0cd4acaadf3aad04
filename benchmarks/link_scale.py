"""How the cost of linking grows with the number of articles.

    python benchmarks/link_scale.py FACTS [--sizes 3000 10000 30000] [--keep FOLDER]

FACTS is the output of ``beritaparse batch`` over a dump.  Where more articles are asked for than it has, it is
repeated: each time its days are moved on by three weeks, and the vowels of all words that begin with a capital or are
not among the usual ones are turned (``Wibisana``, ``Wobosene``), so that names, places and topics are others, of the
same lengths and just as rare.  Every size is linked by a process of its own; printed are its seconds of processor and
of clock, and the most memory that it held.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from beritaparse.corpus.reading import read
from beritaparse.corpus.wording import usual

DAYS = 21
COMMON = 150
"""Articles of the table of usual words in which a word must stand to stay as it is."""
VOWELS = "aiueo"
_WORD = re.compile(r"[^\W\d_]+")


def turned(text: str, by: int) -> str:
    """The text with the vowels of its rare and capitalised words turned by so many places."""
    table = str.maketrans({v: VOWELS[(at + by) % 5] for at, v in enumerate(VOWELS)})
    table |= {ord(v.upper()): VOWELS[(at + by) % 5].upper() for at, v in enumerate(VOWELS)}
    counts = usual().counts

    def word(match: re.Match[str]) -> str:
        found = match.group()
        known = not found[0].isupper() and counts.get(found.casefold(), 0) >= COMMON
        return found if known else found.translate(table)

    return _WORD.sub(word, text)


_FIXED = {"kind", "type", "role", "level", "service", "granularity", "value", "date", "unit"}


def varied(value: Any, by: int, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: varied(item, by, name) for name, item in value.items()}
    if isinstance(value, list):
        return [varied(item, by, key) for item in value]
    if not isinstance(value, str) or key in _FIXED or key == "id" or key.endswith(("_id", "_ids", "code")):
        return value
    return turned(value, by)


def repeated(facts: str, number: int) -> Iterator[dict[str, Any]]:
    made = again = 0
    while True:
        for piece in read([facts]):
            for article in piece:
                if made == number:
                    return
                made += 1
                if again:
                    article = moved(article, again)
                yield article
        again += 1


def moved(article: dict[str, Any], again: int) -> dict[str, Any]:
    later = timedelta(days=DAYS * again)
    made = varied({name: item for name, item in article.items() if name not in ("published", "outlet", "url")}, again)
    for name in ("outlet", "url"):
        made[name] = article[name]
    made["id"] = f"{article['id']}-{again}"
    published = article["published"]
    made["published"] = (datetime.fromisoformat(published) + later).isoformat() if published else None
    for event in made["events"]:
        if event["date"] and len(event["date"]) == 10:
            event["date"] = (datetime.fromisoformat(event["date"]) + later).date().isoformat()
    return made


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("facts")
    arguments.add_argument("--sizes", type=int, nargs="+", default=[3000, 10000, 30000])
    arguments.add_argument("--keep", type=Path)
    options = arguments.parse_args()
    print(f"{'articles':>9} {'processor s':>12} {'clock s':>9} {'ms/article':>11} {'MB':>7}  corpus")
    with TemporaryDirectory() as folder:
        for size in options.sizes:
            path = Path(folder) / f"facts-{size}.jsonl"
            with path.open("w", encoding="utf-8") as stream:
                for article in repeated(options.facts, size):
                    stream.write(json.dumps(article, ensure_ascii=False, default=str) + "\n")
            output = (options.keep or Path(folder)) / f"corpus-{size}.duckdb"
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            command = [sys.executable, "-m", "beritaparse.cli", "link", str(path), "-o", str(output)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            clock = time.perf_counter() - began
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            told = done.stderr.strip().partition("; ")[2].partition(": ")[2]
            memory = after.ru_maxrss / 1024
            print(f"{size:9,} {spent:12.1f} {clock:9.1f} {spent / size * 1000:11.2f} {memory:7.0f}  {told}", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
