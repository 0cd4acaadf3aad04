"""Batch runs as ratios: two workers against one, the cost of an article in small and large dumps, memory of the parent.

    python benchmarks/batch.py [--articles 2000] [--engine rules|default] [--repeat 4]

Texts: the articles of ``../shared/data``, repeated (with a number appended, so that none is a duplicate) where more are
asked for; without them it says so and stops.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import tempfile
import threading
import time
from itertools import cycle, islice
from pathlib import Path

from beritaparse.batch import Job, run

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"


def dump(path: Path, articles: int) -> None:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with open(path, "w", encoding="utf-8") as stream:
        for number, row in enumerate(islice(cycle(rows), articles)):
            stream.write(json.dumps(row | {"id": str(number), "text": f"{row['text']}\n{number}"}) + "\n")


def resident() -> float:
    """Megabytes that this process holds now (Linux)."""
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * resource.getpagesize() / 2**20


def timed(source: Path, output: Path, engine: str, workers: int, limit: int) -> tuple[float, float, float]:
    """Seconds, CPU seconds of the parent, and the parent's largest resident size in MB."""
    peak = [resident()]
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.2):
            peak[0] = max(peak[0], resident())

    thread = threading.Thread(target=watch)
    thread.start()
    began, cpu = time.perf_counter(), time.process_time()
    run(Job((str(source),), str(output), engine=engine, limit=limit), workers=workers, overwrite=True)
    spent = time.perf_counter() - began, time.process_time() - cpu
    stop.set()
    thread.join()
    return *spent, peak[0]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=2000)
    arguments.add_argument("--engine", default="rules")
    arguments.add_argument("--repeat", type=int, default=4, help="the large dump is so many times the small one")
    options = arguments.parse_args()
    if not ARTICLES.is_file():
        print(f"{ARTICLES} is absent: this benchmark needs the shared articles")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "dump.jsonl", Path(folder) / "out.jsonl"
        large = options.articles * options.repeat
        dump(source, large)
        start = timed(source, output, options.engine, 1, 8)[0]
        one = timed(source, output, options.engine, 1, options.articles)
        two = timed(source, output, options.engine, 2, options.articles)
        many = timed(source, output, options.engine, 2, large)
    print(f"start of a run (workers load): {start:.1f} s, taken off below")
    print(f"two workers against one, {options.articles} articles: {(one[0] - start) / (two[0] - start):.2f} x")
    flat = (many[0] - start) / large / ((two[0] - start) / options.articles)
    print(f"cost of an article among {large} against {options.articles}: {flat:.2f} x")
    print(f"parent's CPU time in the share of one worker's run: {one[1] / one[0]:.1%}")
    print(f"parent's memory: {two[2]:.0f} MB at {options.articles}, {many[2]:.0f} MB at {large}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
