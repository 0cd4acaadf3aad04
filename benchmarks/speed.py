"""Words per second of the pipeline, stage by stage, as ratios to plain tokenisation in the same run.

    python benchmarks/speed.py [--articles 400] [--engine rules|default] [--blank-id]

Texts: the articles of ``../shared/data`` where they are there, else our own test articles repeated.  Every text is
read once, so that no cache flatters.  ``--blank-id`` adds spaCy's own Indonesian tokenizer.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"


def texts(most: int) -> list[str]:
    if not ARTICLES.is_file():
        print(f"{ARTICLES} is absent: our own test articles, repeated")
        own = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "articles").glob("*.toml"))]
        return [f"{own[n % len(own)]}\n{n}" for n in range(most)]
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] or "" for _, line in zip(range(most), lines, strict=False)]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=400)
    arguments.add_argument("--engine", default="rules")
    arguments.add_argument("--blank-id", action="store_true")
    options = arguments.parse_args()
    began = time.perf_counter()
    import beritaparse

    imported = time.perf_counter()
    import spacy

    spacy_imported = time.perf_counter()
    parser = beritaparse.load(options.engine)
    loaded = time.perf_counter()
    parser.parse("Kapolres Demak AKBP Budi Santoso hadir, Senin (9/6/2025).")
    first = time.perf_counter()
    print(
        f"import beritaparse {imported - began:.3f} s, import spacy {spacy_imported - imported:.3f} s, "
        f"load {loaded - spacy_imported:.3f} s, first article (lexicons, automaton) {first - loaded:.3f} s"
    )
    pages = texts(options.articles)
    half = len(pages) // 2
    # The first half for plain tokenisation, the second for the pipeline: no text is met twice.
    spent: Counter[str] = Counter()
    words = 0
    for page in pages[half:]:
        at = time.perf_counter()
        doc = parser.nlp.make_doc(page)
        spent["tokenizer"] += time.perf_counter() - at
        words += len(doc)
        for name, component in parser.nlp.pipeline:
            at = time.perf_counter()
            doc = component(doc)
            spent[name] += time.perf_counter() - at
    at = time.perf_counter()
    plain = sum(len(parser.nlp.make_doc(page)) for page in pages[:half])
    plain_seconds = time.perf_counter() - at
    at = time.perf_counter()
    parsed = sum(len(parser.parse(page).text.split()) for page in pages[:half])
    parse_seconds = time.perf_counter() - at
    token_rate, rate = plain / plain_seconds, plain / parse_seconds
    print(f"{plain} tokens ({parsed} words between blanks)")
    print(
        f"plain tokenisation {token_rate:,.0f} words/s; page to Article {rate:,.0f} words/s; "
        f"ratio {rate / token_rate:.3f}"
    )
    if options.blank_id:
        blank = spacy.blank("id")
        at = time.perf_counter()
        count = sum(len(blank.make_doc(page)) for page in pages[:half])
        other = count / (time.perf_counter() - at)
        print(f"spacy.blank('id') {other:,.0f} words/s; page to Article is {rate / other:.2f} times that")
    total = sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"  {name:28} {seconds / total:6.1%}  {1e6 * seconds / words:6.2f} microseconds a word")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
