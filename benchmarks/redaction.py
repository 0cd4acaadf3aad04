"""How many private persons of the gold articles are masked, and how much else is.

    python benchmarks/redaction.py [--engine NAME]

Reads ``../shared/gold/dev.jsonl``; says so and stops where it is absent.  A person counts as masked when no word of the
name of three letters or more stands in the redacted JSON with a capital.  Too much is a word of an official's name that
is masked without being part of a private name in gold.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import beritaparse
from beritaparse.evaluation.goldfile import read_gold
from beritaparse.redaction import MASK

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev.jsonl"
WORD = re.compile(r"[^\W\d_]{3,}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--engine", default="default")
    options = arguments.parse_args()
    if not GOLD.is_file():
        print(f"no gold articles: {GOLD} is absent", file=sys.stderr)
        return 1
    parser = beritaparse.load(options.engine)
    private = masked = officials = damaged = letters = gone = 0
    for gold in read_gold([GOLD]).values():
        article = parser.parse(gold.text, title=gold.title, published=gold.published)
        redacted = article.redacted()
        data = redacted.model_dump_json()
        letters += sum(character.isalpha() for character in gold.text)
        gone += redacted.text.count(MASK)
        names = {role: [p.name for p in gold.persons if (p.role == "official") == role] for role in (True, False)}
        for name in names[False]:
            words = [word for word in WORD.findall(name) if not (word.isupper() and len(word) <= 3)]
            left = [w for w in words if re.search(rf"(?<![^\W\d_])(?:{w}|{w.upper()})(?![^\W\d_])", data)]
            private += bool(words)
            masked += bool(words) and not left
            if left:
                print(f"{gold.id}: {name}: {', '.join(left)} left")
        hidden = {word for name in names[False] for word in WORD.findall(name.casefold())}
        for name in names[True]:
            officials += 1
            words = set(WORD.findall(name.casefold())) - hidden
            damaged += any(not re.search(rf"(?<![^\W\d_]){w}(?![^\W\d_])", redacted.text, re.IGNORECASE) for w in words)
    print(f"private persons by name {private}, masked {masked}; officials {officials}, masked in part {damaged}")
    print(f"letters masked {gone} of {letters} ({gone / letters:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
