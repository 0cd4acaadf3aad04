"""How the cost of linking grows with the number of articles.

    python benchmarks/link_scale.py FACTS [--sizes 3000 10000 30000] [--keep FOLDER]

FACTS is the Parquet output of ``beritaparse batch`` over a dump.  Where more articles are asked for than it has, it is
repeated: each time its days are moved on by three weeks, and the vowels of all words that begin with a capital or are
not among the usual ones are turned (``Wibisana``, ``Wobosene``), so that names, places and topics are others, of the
same lengths and just as rare.  Every size is linked by a process of its own; printed are its seconds of processor and
of clock, and the most memory that it held.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from beritaparse.corpus.reading import paths
from beritaparse.corpus.wording import usual

DAYS = 21
COMMON = 150
"""Articles of the table of usual words in which a word must stand to stay as it is."""
VOWELS = "aiueo"
CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_WORD = re.compile(r"[^\W\d_]+")


def turning(by: int) -> Callable[[str], str]:
    """Turns the vowels of the rare and capitalised words of a text by so many places, in the end the consonants too."""
    rows = ((VOWELS, by), (CONSONANTS, by // len(VOWELS)))
    lower = {one: row[(at + places) % len(row)] for row, places in rows for at, one in enumerate(row)}
    table = str.maketrans(lower | {one.upper(): other.upper() for one, other in lower.items()})
    counts = usual().counts

    @lru_cache(maxsize=1 << 19)
    def word(found: str) -> str:
        known = not found[0].isupper() and counts.get(found.casefold(), 0) >= COMMON
        return found if known else found.translate(table)

    return lambda text: _WORD.sub(lambda match: word(match.group()), text)


_FIXED = {"kind", "type", "role", "level", "service", "granularity", "value", "date", "unit"}


def varied(value: Any, turn: Callable[[str], str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: varied(item, turn, name) for name, item in value.items()}
    if isinstance(value, list):
        return [varied(item, turn, key) for item in value]
    if not isinstance(value, str) or key in _FIXED or key == "id" or key.endswith(("_id", "_ids", "code")):
        return value
    return turn(value)


def moved(article: dict[str, Any], again: int, turn: Callable[[str], str]) -> dict[str, Any]:
    later = timedelta(days=DAYS * again)
    made = {
        name: item if name in ("published", "outlet", "url") else varied(item, turn, name)
        for name, item in article.items()
    }
    made["id"] = f"{article['id']}-{again}"
    published = article["published"]
    if isinstance(published, str):
        made["published"] = (datetime.fromisoformat(published) + later).isoformat()
    elif published:
        made["published"] = published + later
    for event in made["events"]:
        if event["date"] and len(event["date"]) == 10:
            event["date"] = (datetime.fromisoformat(event["date"]) + later).date().isoformat()
    return made


def write(facts: str, number: int, path: Path) -> None:
    """Write so many articles, of each what linking reads."""
    source = parquet.ParquetFile(facts)
    have = set(source.schema_arrow.names)
    columns = [column for column in paths() if column.partition(".")[0] in have]
    writer: parquet.ParquetWriter | None = None
    made = again = 0
    while made < number:
        turn = turning(again)
        for batch in source.iter_batches(500, columns=columns):
            batch = batch.slice(0, number - made)
            if again:
                rows = [moved(article, again, turn) for article in batch.to_pylist()]
                batch = pa.RecordBatch.from_pylist(rows, schema=batch.schema)
            writer = writer or parquet.ParquetWriter(path, batch.schema, compression="zstd")
            writer.write_batch(batch)
            made += len(batch)
            if made == number:
                break
        again += 1
    if writer:
        writer.close()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("facts")
    arguments.add_argument("--sizes", type=int, nargs="+", default=[3000, 10000, 30000])
    arguments.add_argument("--keep", type=Path)
    options = arguments.parse_args()
    print(f"{'articles':>9} {'processor s':>12} {'clock s':>9} {'ms/article':>11} {'MB':>7}  corpus")
    with TemporaryDirectory() as folder:
        for size in options.sizes:
            path = Path(folder) / f"facts-{size}.parquet"
            write(options.facts, size, path)
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
