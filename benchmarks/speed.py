"""Words per second, stage by stage, and beside spaCy: its tokenizer for "id", its NER of default size.

    python benchmarks/speed.py [--articles 400] [--engine rules|default] [--peers [--pipe]] [--groups 8]

Texts: the articles of ``../shared/data`` where they are there, else our own test articles repeated.  Every text is
read once by each, so that no cache flatters.  Times are CPU seconds of this process (one thread), so that other work on
the machine disturbs them little.  With ``--peers`` the texts are cut into groups; each of ours and spaCy's reads the
first group, then each the second, and so on: ratios are taken within a group, and their median and range are told.
With ``--pipe`` ours are read by ``Parser.pipe``, many together, else one after the other by ``Parser.parse``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"


def texts(most: int) -> list[str]:
    if not ARTICLES.is_file():
        print(f"{ARTICLES} is absent: our own test articles, repeated")
        own = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "articles").glob("*.toml"))]
        return [f"{own[n % len(own)]}\n{n}" for n in range(most)]
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] or "" for _, line in zip(range(most), lines, strict=False)]


def cnn_ner() -> Any:
    """spaCy's ``ner`` at default size for Indonesian; that it is untrained changes its labels, not its cost."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("id")
    nlp.add_pipe("ner")
    text = "Budi pergi ke Demak bersama Polri."
    marked = {"entities": [(0, 4, "PER"), (14, 19, "LOC"), (28, 33, "ORG")]}
    nlp.initialize(lambda: [Example.from_dict(nlp.make_doc(text), marked)])
    return nlp.get_pipe("ner")


def peers(parser: Any, pages: list[str], groups: int, *, together: bool) -> None:
    """Print our speed as ratios to spaCy's, each measured on the same texts by turns."""
    import spacy

    blank, ner = spacy.blank("id"), cnn_ner()
    list(ner.pipe([blank.make_doc("Kalimat pertama.")]))
    seconds: dict[str, list[float]] = {"ours": [], "blank": [], "ner": []}
    words: list[int] = []
    for number in range(groups):
        group = pages[number::groups]
        words.append(sum(len(page.split()) for page in group))
        docs: list[Any] = []
        for name in ("ours", "blank", "ner") if number % 2 else ("blank", "ner", "ours"):
            at = time.process_time()
            if name == "ours":
                for _ in parser.pipe(group) if together else map(parser.parse, group):
                    pass
            elif name == "blank":
                docs = [blank.make_doc(page) for page in group]
            else:
                docs = docs or [blank.make_doc(page) for page in group]
                at = time.process_time()
                list(ner.pipe(docs))
            seconds[name].append(time.process_time() - at)
    for name, told in (
        ("ours", "page to Article"),
        ("blank", "blank('id') tokenises"),
        ("ner", "CNN NER tags"),
    ):
        print(f"{told:26} {sum(words) / sum(seconds[name]):9,.0f} words/s")
    for name, told in (("blank", "blank('id')"), ("ner", "CNN NER")):
        ratios = [other / own for own, other in zip(seconds["ours"], seconds[name], strict=True)]
        print(f"ours / {told}: {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}, {groups} groups)")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=400)
    arguments.add_argument("--engine", default="rules")
    arguments.add_argument("--peers", action="store_true")
    arguments.add_argument("--pipe", action="store_true")
    arguments.add_argument("--groups", type=int, default=8)
    options = arguments.parse_args()
    began = time.perf_counter()
    import beritaparse

    imported = time.perf_counter()
    parser = beritaparse.load(options.engine)
    loaded = time.perf_counter()
    parser.parse("Kapolres Demak AKBP Budi Santoso hadir di Desa Sukajadi, Senin (9/6/2025).")
    first = time.perf_counter()
    print(
        f"import beritaparse {imported - began:.3f} s, "
        f"load {loaded - imported:.3f} s, first article (lexicons, automaton) {first - loaded:.3f} s"
    )
    pages = texts(options.articles)
    if options.peers:
        peers(parser, pages, options.groups, together=options.pipe)
        return 0
    from beritaparse.layout.tokens import split
    from beritaparse.page import Page, take
    from beritaparse.stages import STAGES, function_of

    half = len(pages) // 2
    # The first half for plain tokenisation, the second for the pipeline: no text is met twice.
    spent: Counter[str] = Counter()
    words = 0
    stages = [stage for stage in STAGES if options.engine in stage.engines]
    for page in pages[half:]:
        words += len(split(page)[0])
        whole = Page(page)
        for stage in stages:
            at = time.process_time()
            take(whole, function_of(stage)(whole))
            spent[stage.name] += time.process_time() - at
    at = time.process_time()
    plain = sum(len(split(page)[0]) for page in pages[:half])
    plain_seconds = time.process_time() - at
    at = time.process_time()
    parsed = sum(len(parser.parse(page).text.split()) for page in pages[:half])
    parse_seconds = time.process_time() - at
    token_rate, rate = plain / plain_seconds, plain / parse_seconds
    print(f"{plain} tokens ({parsed} words between blanks)")
    print(
        f"plain tokenisation {token_rate:,.0f} words/s; page to Article {rate:,.0f} words/s; "
        f"ratio {rate / token_rate:.3f}"
    )
    total = sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"  {name:28} {seconds / total:6.1%}  {1e6 * seconds / words:6.2f} microseconds a word")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
