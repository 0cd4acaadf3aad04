"""Count in how many articles each word stands: and in how many names of people: makes words.tsv.gz and
names.tsv.gz in src/beritaparse/corpus.

    python scripts/fit_words.py FACTS…

FACTS is the output of ``beritaparse batch`` over a large dump.  Only counts of single words that stand in many articles
are kept; no order of words, no article.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from beritaparse.corpus.reading import read
from beritaparse.corpus.sketch import body_of, name_words
from beritaparse.corpus.wording import words_of, write_usual

LEAST = 12
"""Articles in which a word must stand: fewer would tell of single stories."""
LEAST_NAMES = 4
"""Different names of people in which a word must stand: fewer would tell of single people."""
FOLDER = Path(__file__).parents[1] / "src/beritaparse/corpus"


def main() -> None:
    counts: Counter[str] = Counter()
    names: set[tuple[str, ...]] = set()
    articles = 0
    seen: set[int] = set()
    for piece in read(sys.argv[1:]):
        for facts in piece:
            body = body_of(facts)
            if hash(body) in seen:
                continue
            seen.add(hash(body))
            articles += 1
            counts.update({word for word in words_of(f"{facts['title'] or ''} {body}") if word.isalpha()})
            names |= {name_words(p["name"]) for p in facts["persons"] if not p["initials"]}
    names = {name for name in names if len(name) > 1}
    parts = Counter(word for name in names for word in set(name))
    for file, table, number, least in (
        ("words.tsv.gz", counts, articles, LEAST),
        ("names.tsv.gz", parts, len(names), LEAST_NAMES),
    ):
        data = write_usual(table.items(), number, least)
        (FOLDER / file).write_bytes(data)
        print(f"{file}: {sum(n >= least for n in table.values())} words of {number}, {len(data)} bytes")


if __name__ == "__main__":
    main()
