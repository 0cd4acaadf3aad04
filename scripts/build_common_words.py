"""Words that name nobody: what begins with a capital in a page and is none of them may be a name.

    python scripts/build_common_words.py

Reads ``../shared/data/articles`` and writes ``src/beritaparse/redaction/data/common_words.txt.gz``, in alphabetical
order: words that stand in small letters fifteen times, or three times and as often as with a capital; and words that
stand with a capital at least three times in every sixth article and there in at most one of twenty of them inside what
the packaged recogniser takes for a person.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from beritaparse.models.recogniser import recogniser

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
TARGET = ROOT / "src" / "beritaparse" / "redaction" / "data" / "common_words.txt.gz"
EVERY = 6
WORD = re.compile(r"[^\W\d_]{2,}")
TOKEN = re.compile(r"\w+(?:[-.'’]\w+)*|[^\w\s]")


def is_common(word: str, small: Counter[str], capital: Counter[str], read: Counter[str], named: Counter[str]) -> bool:
    if small[word] >= 15 or (small[word] >= 3 and small[word] >= capital[word]):
        return True
    return read[word] >= 3 and named[word] <= read[word] / 20


def main() -> int:
    if not ARTICLES.is_file():
        print(f"no articles: {ARTICLES} is absent", file=sys.stderr)
        return 1
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    read: Counter[str] = Counter()
    named: Counter[str] = Counter()
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            for word in WORD.findall(text):
                (small if word.islower() else capital)[word.casefold()] += 1
            if number % EVERY:
                continue
            read.update(word.casefold() for word in WORD.findall(text) if not word.islower())
            lines_of_words = [words for line in text.splitlines() if (words := TOKEN.findall(line))]
            for words, names in zip(lines_of_words, recogniser().names(lines_of_words), strict=True):
                for name in names:
                    if name.label == "PER":
                        inside = " ".join(words[name.first : name.stop])
                        named.update(word.casefold() for word in WORD.findall(inside))
    words = sorted(word for word in {*small, *capital} if is_common(word, small, capital, read, named))
    TARGET.write_bytes(gzip.compress("\n".join(words).encode(), mtime=0))
    print(f"{len(words)} words, {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
