"""Where every quotation mark of a corpus ends up: in a quotation, as no speech, warned about, or nowhere.

    python benchmarks/quote_marks.py ARTICLES.jsonl[.gz] [--limit N] [--show no-speech|warned|nowhere]

Each line of the corpus is a JSON object with ``text`` and, if known, ``title``.  The last share must be zero:
no mark may be lost silently.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import beritaparse
from beritaparse.page import Page as Whole
from beritaparse.quotes.speech import Speech
from beritaparse.quotes.stage import read_page

MARKS = re.compile(r"[\"“”„‟«»″＂❝❞]|'{2,3}|[‘’]{2}|`{2}|´{2}")


class Spans:
    """Disjoint or nested spans with a label, looked up by offset."""

    def __init__(self, spans: list[tuple[int, int, str]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _, _ in self.spans]

    def label(self, position: int) -> str | None:
        at = bisect_right(self.starts, position) - 1
        for start, end, label in reversed(self.spans[max(0, at - 3) : at + 1]):
            if start <= position < end:
                return label
        return None


def fates(whole: Whole) -> Iterator[tuple[int, str, str]]:
    """Yield the offset of every mark of a parsed page, what became of it, and why."""
    page, marks = read_page(whole)
    speech = Speech(page)
    speech.read()
    said = {(item.start, item.end) for item in speech.said}
    quoted = Spans(
        [(item.outer_start, item.outer_end, "direct") for item in page.passages if (item.start, item.end) in said]
    )
    reported = Spans([(quote.start, quote.end, quote.kind) for quote in whole.quotes])
    silent = Spans([(item.outer_start, item.outer_end, reason) for item, reason in speech.silent.items()])
    odd = {item.position for item in marks.oddities}
    measures = set(marks.measures)
    article = Spans([(line.start, line.end, "article") for line in page.lines])
    for match in MARKS.finditer(whole.text):
        at = match.start()
        if article.label(at) is None:
            yield at, "no-speech", "not article text"
        elif at in odd:
            yield at, "warned", "unbalanced"
        elif (label := quoted.label(at)) or (label := reported.label(at)):
            yield at, "quoted", label
        elif label := silent.label(at):
            yield at, "no-speech", label
        elif at in measures:
            yield at, "no-speech", "measure"
        else:
            yield at, "nowhere", ""


def read(path: str) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open() as lines:
        yield from map(json.loads, filter(str.strip, lines))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus")
    options.add_argument("--limit", type=int, default=0, help="read no more articles than this")
    options.add_argument("--show", choices=["quoted", "no-speech", "warned", "nowhere"], help="print examples")
    options.add_argument("--reason", help="only examples with this reason")
    options.add_argument("--examples", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    parser = beritaparse.load()
    shares: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    examples: list[str] = []
    for number, row in enumerate(read(given.corpus)):
        if given.limit and number >= given.limit:
            break
        whole = parser.page(row["text"], title=row.get("title"))
        for at, fate, reason in fates(whole):
            shares[fate] += 1
            reasons[fate, reason] += 1
            if fate == given.show and (not given.reason or reason == given.reason):
                around = f"{whole.text[max(0, at - 90) : at]}⟦{whole.text[at]}⟧{whole.text[at + 1 : at + 90]}"
                examples.append(f"[{reason}] {' '.join(around.split())}")
    total = sum(shares.values()) or 1
    for fate in ("quoted", "no-speech", "warned", "nowhere"):
        print(f"{fate:10} {shares[fate]:8} {shares[fate] / total:8.2%}")
    for (fate, reason), count in reasons.most_common():
        print(f"  {fate} / {reason or '-'}: {count}")
    random.Random(given.seed).shuffle(examples)
    for example in examples[: given.examples]:
        print(example)


if __name__ == "__main__":
    main()
