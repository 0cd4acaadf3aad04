"""Count the words that stand where a reporting word stands, and write what was found and decided to the lexicon.

    python scripts/mine_cues.py [--articles ../shared/data/articles/articles.jsonl.gz] [--write]

Five places are counted: behind a closing mark and before a name or pronoun (``after``), behind a closing mark with
-nya (``nya``), before ``bahwa`` (``that``), before ``agar`` or ``supaya`` in the same clause (``asks``) and before a
question word (``wonders``).  What is decided of a word is what ``lexicon/cues.toml`` says of it: ``none`` where it has
no such word.  Forms of one lemma (me-…-kan, ber-, di-, -i, -nya) are told by the lexicon or, where it has none, by the
word without its affixes.  Printed is what is often there and not listed; ``--write`` writes
``src/beritaparse/lexicon/cues_mined.toml``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from beritaparse.lexicon.speech import forms, words

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
TARGET = ROOT / "src" / "beritaparse" / "lexicon" / "cues_mined.toml"
_MARKS = '"“”„‟«»″＂❝❞'
PLACES = {
    "after": re.compile(
        rf"[{_MARKS}][,.]?\s{{0,2}}([a-z][a-z-]{{2,}})\s+(?=[A-Z]|dia\b|ia\b|beliau\b|pria\b|wanita\b)"
    ),
    "nya": re.compile(rf"[{_MARKS}][,.]?\s{{0,2}}([a-z][a-z-]{{2,}}nya)\b"),
    "that": re.compile(r"\b((?:me|ber|di|ter)[a-z-]{3,})(?:\s*,)?\s+(?:juga\s|pula\s)?bahwa\b"),
    "asks": re.compile(r"\b((?:me|ber|di)[a-z-]{4,})\s+(?:[\w-]+\s+){0,4}(?:agar|supaya)\b"),
    "wonders": re.compile(r"\b((?:me|ber)[a-z-]{3,})\s+(?:apakah|mengapa|kenapa|siapa|bagaimana)\b"),
}
LEAST = {"after": 2, "nya": 2, "that": 3, "asks": 3, "wonders": 2}
_ALL = re.compile(r"\b[a-z][a-z-]{2,}\b")
# What the nasal of me- and pe- has swallowed is put back: `menulis` is of `tulis`.
_PREFIXES = (
    ("memper", ""), ("menge", ""), ("meng", ""), ("meny", "s"), ("mem", "p"), ("men", "t"), ("me", ""),
    ("ber", ""), ("diper", ""), ("di", ""), ("ter", ""),
)  # fmt: skip


def root(word: str) -> str:
    """The word without affixes, or the lemma of the lexicon."""
    form = forms().get(word)
    if form is not None:
        return form.lemma
    word = word.removesuffix("nya")
    for prefix, swallowed in _PREFIXES:
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            word = swallowed + word.removeprefix(prefix) if word[len(prefix)] in "aiueo" else word.removeprefix(prefix)
            break
    for suffix in ("kan", "i"):
        if word.endswith(suffix) and len(word) > len(suffix) + 3:
            return word.removesuffix(suffix)
    return word


def counted(texts: Iterator[str]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """How often each word stands in each place, and at all."""
    found: dict[str, Counter[str]] = {place: Counter() for place in PLACES}
    everywhere: Counter[str] = Counter()
    for text in texts:
        for place, pattern in PLACES.items():
            found[place].update(match[1] for match in pattern.finditer(text))
        everywhere.update(_ALL.findall(text))
    return found, everywhere


def texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=Path, default=ARTICLES)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    found, everywhere = counted(texts(options.articles))
    known = forms()
    grammar = words().source_ends | words().not_reporting
    often = {
        word
        for place, counts in found.items()
        for word, count in counts.items()
        if count >= LEAST[place] and word not in grammar
    }
    lines = [
        'source = "Counted by scripts/mine_cues.py in 7,196 articles of Indonesian news (2012 to 2025)."',
        "",
        "# What stands where reporting words stand: behind a closing mark before a name (after) or with -nya (nya),",
        "# before `bahwa` (that), `agar` (asks) or a question word (wonders), how often at all, and what was decided:",
        "# what the word takes by cues.toml, or none.",
        "[words]",
    ]
    for word in sorted(often, key=lambda word: (root(word), word)):
        counts = ", ".join(f"{place} = {found[place][word]}" for place in PLACES if found[place][word])
        decided = known[word].takes if word in known else "none"
        lines.append(f'{word} = {{ root = "{root(word)}", {counts}, all = {everywhere[word]}, decided = "{decided}" }}')
        if decided == "none":
            print(lines[-1])
    print(f"{len(often)} words, {sum(word in known for word in often)} of them in cues.toml")
    if options.write:
        TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
