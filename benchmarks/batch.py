"""Batch runs as ratios: two workers against one, small and large dumps, memory of the parent, what is not extraction.

    python benchmarks/batch.py [--articles 1000] [--large 20000] [--engine rules|default] [--repeat 3]

Texts: the articles of ``../shared/data``, repeated (with a number appended, so that none is a duplicate) where more are
asked for, in one shuffled order; without them it says so and stops.  CPU seconds are those of the parent and all
workers, so that they hold on a machine with other work too.  Costs are those of the last three quarters of a dump: a
run of the first quarter (in which workers load) is taken off.  The large dump is run between small ones.  As a control
two processes do what workers do by themselves, without anything of a batch run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import pickle
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from beritaparse.batch import Job, run

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"


class Cost(NamedTuple):
    """Of a run: seconds by the clock, CPU seconds of parent and of workers, the parent's largest resident size."""

    clock: float
    parent: float
    workers: float
    megabytes: float

    @property
    def cpu(self) -> float:
        return self.parent + self.workers


def dump(path: Path, articles: int) -> None:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    random.Random(1).shuffle(rows)  # the first thousand are shorter than the others by an eighth
    with open(path, "w", encoding="utf-8") as stream:
        for number, row in enumerate(islice(cycle(rows), articles)):
            stream.write(json.dumps(row | {"id": str(number), "text": f"{row['text']}\n{number}"}) + "\n")


def resident() -> float:
    """Megabytes that this process holds now (Linux)."""
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * resource.getpagesize() / 2**20


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(source: Path, output: Path, engine: str, workers: int, limit: int) -> Cost:
    peak = [resident()]
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.2):
            peak[0] = max(peak[0], resident())

    thread = threading.Thread(target=watch)
    thread.start()
    began, cpu, before = time.perf_counter(), time.process_time(), children()
    run(Job((str(source),), str(output), engine=engine, limit=limit), workers=workers, overwrite=True, restart=True)
    spent = Cost(time.perf_counter() - began, time.process_time() - cpu, children() - before, peak[0])
    stop.set()
    thread.join()
    return spent


def extraction(source: Path, engine: str, limit: int) -> tuple[float, float]:
    """CPU seconds of what a worker does with the last three quarters, in this process, and of parsing within them."""
    from beritaparse.batch.columns import Columns
    from beritaparse.batch.records import Record, Where
    from beritaparse.batch.worker import packed, parser_of, read_record

    parser, columns = parser_of(engine), Columns()
    began = inside = 0.0
    parse = parser.parse

    def timed(*given: Any, **named: Any) -> Any:
        nonlocal inside
        at = time.process_time()
        article = parse(*given, **named)
        inside += time.process_time() - at
        return article

    parser.parse = timed  # type: ignore[method-assign]
    try:
        with open(source, encoding="utf-8") as lines:
            records = [columns.record(json.loads(line), Where("dump", 1)) for line in islice(lines, limit)]
        for number, record in enumerate(records):
            if number == limit // 4:
                began, inside = time.process_time(), 0.0
            received = pickle.loads(pickle.dumps(record))
            assert isinstance(received, Record)
            pickle.dumps(packed(read_record(parser, received).article.model_dump_json().encode()))
        return time.process_time() - began, inside
    finally:
        del parser.parse


def told(name: str, values: list[float], form: str = ".2f") -> None:
    print(f"{name}: {statistics.median(values):{form}} ({min(values):{form}}-{max(values):{form}})", flush=True)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--large", type=int, default=20_000)
    arguments.add_argument("--engine", default="rules")
    arguments.add_argument("--repeat", type=int, default=3)
    options = arguments.parse_args()
    if not ARTICLES.is_file():
        print(f"{ARTICLES} is absent: this benchmark needs the shared articles")
        return 1
    clock: list[float] = []
    bound: list[float] = []
    control: list[float] = []
    outside: list[float] = []
    parent: list[float] = []
    cheap: list[float] = []
    small: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "dump.jsonl", Path(folder) / "out.jsonl"
        dump(source, max(options.large, options.articles))
        extraction(source, options.engine, options.articles)  # a parser is in memory from the first figure on

        def cost(workers: int, limit: int) -> Cost:
            start = measured(source, output, options.engine, workers, limit // 4)
            found = measured(source, output, options.engine, workers, limit)
            less = (a - b for a, b in zip(found[:3], start[:3], strict=True))
            return Cost(*less, found.megabytes)

        def rounds() -> None:
            for _ in range(options.repeat):
                one, two = cost(1, options.articles), cost(2, options.articles)
                alone, inside = extraction(source, options.engine, options.articles)
                with ProcessPoolExecutor(2, get_context("spawn")) as pool:
                    pair = [pool.submit(extraction, source, options.engine, options.articles) for _ in range(2)]
                    control.append(2 * alone / statistics.mean(found.result()[0] for found in pair))
                small.append(two)
                clock.append(one.clock / two.clock)
                bound.append(2 * one.workers / two.workers)
                share = one.parent / one.cpu
                parent.append(share)
                outside.append(share + (1 - share) * (1 - inside / alone))
                cheap.append(one.cpu / (0.75 * options.articles))

        rounds()
        load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        print(f"{options.articles} articles, engine {options.engine}, {load}")
        told("two workers against one, by the clock", clock)
        told("the same if each had a core to itself (CPU of the workers)", bound)
        told("so for two processes that parse by themselves, against one", control)
        told("parent's share of the CPU time", parent, ".1%")
        told("share of the CPU time outside extraction", outside, ".1%")
        if options.large > options.articles:
            large = cost(2, options.large)
            rounds()
            told("milliseconds an article", [1000 * value for value in cheap], ".1f")
            told(
                f"cost of an article among {options.large} against {options.articles}",
                [(large.cpu / options.large) / (one.cpu / options.articles) for one in small],
            )
            peak = max(one.megabytes for one in small[: options.repeat])  # those before the large run
            print(f"parent's memory: {peak:.0f} MB at {options.articles}, {large.megabytes:.0f} MB at {options.large}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
