"""How the time of each stage grows with a page that says the same again and again.

    python benchmarks/growth.py [--words N] [--lists N] [--share K/N] [--frames 2] [--seed 1] [--engine rules]
                                [--patterns PATTERN …] [--limit 1.2]

Patterns are made of every word of every lexicon (``--words``: of that many, drawn by ``--seed``; ``--lists``: of some
words of each list; ``--share K/N``: of every Nth), each put into frames: alone, in a list, before a name, in brackets,
at the head of a line.  All are read at an eighth and at the whole of 8,000 characters first; where a stage grows faster
than with the 1.3th power there, or takes over twenty milliseconds for a thousand characters, the pattern is read at 10
and 40 thousand, and where it grows too fast there at 10, 20, 40 and 80 thousand characters, and the exponent between
them is told.  Exit code 1 where it is above ``--limit``.  Redaction and HTML count as stages.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.grammar import lists, words

from beritaparse.assembly import assemble
from beritaparse.layout.html import extract
from beritaparse.page import Page, take
from beritaparse.stages import STAGES, function_of

FRAMES = ("{} ", "{}, ", "{} Sukamaju dan ", "({}) ", "{} Rudi Hartawan ", "{}\n", "“{}” kata ", "Dinas {} dan {} ")
SHORT, WHOLE = 1_000, 8_000
LONG = (10_000, 20_000, 40_000, 80_000)
EARLY = (10_000, 40_000)
"""Sizes at which a pattern is judged first."""
SUSPECT, SLOW = 1.3, 2e-5
TOLD = 500
"""Patterns after which it is told how far the run is."""
SEEN = 0.005
"""Seconds at the first whole below which a stage's growth is not seen."""
LEAST = 0.02
"""Seconds at the longest size below which a stage's growth is not judged."""


def page_of(pattern: str, size: int) -> str:
    """The pattern again and again, always whole: what a page ends with may decide how it is read."""
    return pattern * (size // len(pattern))


def timed(text: str, engine: str) -> Iterator[tuple[str, float]]:
    """CPU seconds of each stage for a page."""
    page = Page(text)

    def measure(name: str, function: Callable[[], object]) -> tuple[str, float]:
        began = time.process_time()
        function()
        return name, time.process_time() - began

    for stage in STAGES:
        if engine in stage.engines:
            run = function_of(stage)
            yield measure(stage.name, lambda run=run: take(page, run(page)))
    article = assemble(page, text, None)
    yield measure("redaction", lambda: article.redacted())
    yield measure("json", lambda: article.model_dump_json())


def html(text: str) -> None:
    with suppress(ValueError):
        extract(text)


PAGES: dict[str, Callable[[int], str]] = {
    "attributes": lambda size: "<html><body><p " + " ".join(f"a{n}=1" for n in range(size // 8)) + ">isi</p></body>",
    "open tags": lambda size: "<html><body>" + "<div>" * (size // 5) + "isi",
    "paragraphs": lambda size: "<html><body>" + "<p>Rudi diam.</p>" * (size // 17),
    "entities": lambda size: "<html><body><p>" + "&amp;" * (size // 5),
    "comments": lambda size: "<html><body><p>" + "<!-- a " * (size // 7),
    "scripts": lambda size: "<html><body><p>" + "<script>a" * (size // 9),
    "linked data": lambda size: '<html><script type="application/ld+json">' + '{"a":[' * (size // 6),
}
"""HTML that grows."""


def exponent(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """The slope of the times on a double logarithmic scale, between the first size and the last."""
    return math.log(max(seconds[-1], 1e-6) / max(seconds[0], 1e-6)) / math.log(sizes[-1] / sizes[0])


def suspects(patterns: list[str], engine: str) -> Iterator[str]:
    """Patterns of which a stage may grow too fast."""
    found = 0
    for number, pattern in enumerate(patterns, 1):
        if number % TOLD == 0:
            print(f"{number} of {len(patterns)} patterns read, {found} to look at", flush=True)
        try:
            if not (_is_suspect(pattern, engine) and _is_suspect(pattern, engine)):  # a machine has moments
                continue
        except Exception as error:
            raise RuntimeError(f"{pattern!r} cannot be read") from error
        found += 1
        yield pattern


def _is_suspect(pattern: str, engine: str) -> bool:
    """May a stage grow too fast, as two short readings tell?"""
    short, whole = (dict(timed(page_of(pattern, size), engine)) for size in (SHORT, WHOLE))
    return any(
        whole[name] > SLOW * WHOLE
        or (whole[name] > SEEN and exponent((SHORT, WHOLE), [short[name], whole[name]]) > SUSPECT)
        for name in whole
    )


def judged(patterns: Iterable[str], engine: str, limit: float) -> Iterator[tuple[float, float, str, str]]:
    """Exponent, seconds at the longest size, stage and pattern of what grows too fast."""
    for pattern in patterns:
        first = _steep([dict(timed(page_of(pattern, size), engine)) for size in EARLY], EARLY, limit)
        if not first:
            continue
        runs: list[dict[str, float]] = []
        for size in LONG:
            runs.append(dict(timed(page_of(pattern, size), engine)))
            if sum(runs[-1].values()) > 20:
                break
        sizes = LONG[: len(runs)]
        for name, (found, seconds) in _steep(runs, sizes, limit).items():
            ends = (sizes[0], sizes[-1])  # once more: a machine that others use too has moments
            again = _steep([dict(timed(page_of(pattern, size), engine)) for size in ends], ends, limit)
            if name in again:
                yield min(found, again[name][0]), seconds, name, pattern


def _steep(runs: list[dict[str, float]], sizes: tuple[int, ...], limit: float) -> dict[str, tuple[float, float]]:
    """Exponent and seconds at the last size of the stages that grow too fast."""
    told = {name: exponent(sizes, [run[name] for run in runs]) for name in runs[0]}
    return {name: (found, runs[-1][name]) for name, found in told.items() if found > limit and runs[-1][name] >= LEAST}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--words", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--engine", default="rules")
    options.add_argument("--limit", type=float, default=1.2)
    options.add_argument("--frames", type=int, default=2, help="frames for each word, drawn")
    options.add_argument("--lists", type=int, help="so many words of each list of each lexicon, in place of every word")
    options.add_argument("--share", default="1/1", metavar="K/N", help="the Kth of N parts of the words")
    options.add_argument("--patterns", nargs="+")
    given = options.parse_args()
    chance = random.Random(given.seed)
    patterns: Iterable[str] = given.patterns or []
    list(timed(page_of("Kapolres Demak AKBP Budi mengatakan itu, Rabu (16/10/2024). ", 2000), given.engine))
    gc.collect()
    gc.freeze()
    if not patterns:
        every = sorted({word for found in words().values() for word in found})
        if given.lists:
            parts = [chance.sample(part, min(given.lists, len(part))) for part in lists()]
            every = sorted({word for part in parts for word in part})
        part, parts_of = map(int, given.share.split("/"))
        every = every[part - 1 :: parts_of]
        drawn = chance.sample(every, min(given.words, len(every))) if given.words else every
        made = [
            frame.format(shape(word), shape(word))
            for word in drawn
            for frame in chance.sample(FRAMES, given.frames)
            for shape in (chance.choice((str, str, str.title, str.upper)),)
        ]
        patterns = suspects(made, given.engine)
    worst = 0
    for found, seconds, name, pattern in judged(patterns, given.engine, given.limit):
        worst += 1
        print(f"{name:14} {found:.2f} {seconds:7.2f} s  {pattern!r}", flush=True)
    if not given.patterns:
        for name, make in PAGES.items():
            times: list[float] = []
            for size in LONG:
                began = time.process_time()
                html(make(size))
                times.append(time.process_time() - began)
            found = exponent(LONG, times)
            if found > given.limit and times[-1] >= LEAST:
                worst += 1
                print(f"{'html':14} {found:.2f} {times[-1]:7.2f} s  {name}", flush=True)
    print(f"{worst} above {given.limit}")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
