"""How many private persons of annotated pages are masked, and how much else is.

    python benchmarks/redaction.py [--set dev|dev2|press|FILE.jsonl …] [--part learn|held|all] [--altered N]

Reads ``../shared/gold``; says so and stops where it is absent.  Private is whoever gold does not call an official.  A
person counts as masked when no word of the name (three letters or more, no initials) can be read in the redacted JSON,
whatever the case, invisible characters, accents or width of its letters.  Too much is a word of an official's name
that is masked without being part of a private name.

``--altered N``: the same on N pages in which a script hides the names as pages do: glued to the word before, with
invisible characters, in capitals, in small letters of a markup, decomposed, full width, spaced, cut by tags, with
character references, with letters of other scripts or digits that look like its own.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from gold import GOLD, rows_of

import beritaparse
from beritaparse.redaction import MASK, is_private

WORD = re.compile(r"[^\W\d_]{3,}")
PARTICLES = frozenset({"bin", "binti", "dari", "van", "von"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]")
_TAG = re.compile(r"</?[a-z]+>")


def plain(text: str) -> str:
    """The text as an eye reads it: tags, references, invisible characters, accents and width gone, small letters, and
    what looks like one read as it."""
    seen = html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
    letters = _INVISIBLE.sub("", unicodedata.normalize("NFKD", seen)).casefold().translate(_LATIN)
    return _MIXED.sub(lambda word: word.group().translate(_LETTERS), letters)


_CYRILLIC, _LATIN = str.maketrans("aeiopcyx", "аеіорсух"), str.maketrans("аеіорсух", "aeiopcyx")
_DIGITS, _LETTERS = str.maketrans("aieo", "4130"), str.maketrans("4130", "aieo")
_MIXED = re.compile(r"(?<!\w)[^\W\d_]+[4130][^\W_]*")


def _each(name: str, change: Callable[[str], str]) -> str:
    return " ".join(change(word) for word in name.split())


ALTERATIONS: dict[str, Callable[[str], str]] = {
    "glued": lambda name: "WIB" + name,
    "soft hyphen": lambda name: _each(name, lambda word: word[:2] + "\u00ad" + word[2:]),
    "zero width": lambda name: _each(name, lambda word: word[:3] + "\u200b" + word[3:]),
    "capitals": str.upper,
    "markup": lambda name: f"_{name}_",
    "bold": lambda name: f"*{name}*",
    "decomposed": lambda name: _each(name, lambda word: word[0] + "\u0301" + word[1:]),
    "full width": lambda name: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name),
    "spaced": lambda name: "  ".join(" ".join(word) for word in name.upper().split()),
    "tags": lambda name: _each(name, lambda word: f"{word[:2]}<b>{word[2:]}</b>"),
    "references": lambda name: _each(name, lambda word: f"&#{ord(word[0])};{word[1:]}"),
    "look-alikes": lambda name: _each(name, lambda word: word[0] + word[1:].translate(_CYRILLIC)),
    "digits": lambda name: _each(name, lambda word: word[0] + word[1:].translate(_DIGITS)),
    "no-break": lambda name: name.replace(" ", "\u00a0"),
    "nickname": lambda name: name.replace(" ", ' "Ucok" ', 1),
    "hashtag": lambda name: "#" + name.replace(" ", ""),
    "slug": lambda name: "https://berita.example/" + name.lower().replace(" ", "-") + "-ditangkap",
}


def altered(row: dict[str, Any], kind: str, chance: random.Random) -> dict[str, Any]:
    """The page with one mention of each private person hidden in a way that pages hide them (the others stay)."""
    text = row["text"]
    for name in private_names(row):
        places = [match.start() for match in re.finditer(re.escape(name), text)]
        if len(places) > 1 or kind in ("capitals", "markup", "bold", "no-break"):
            at = chance.choice(places) if places else None
            if at is not None:
                text = text[:at] + ALTERATIONS[kind](name) + text[at + len(name) :]
    return {**row, "text": text}


def private_names(row: dict[str, Any]) -> list[str]:
    return [person["name"] for person in row["persons"] if person["role"] != "official"]


def reason(article: beritaparse.Article, left: list[str]) -> str:
    """Why the words of a name were left: as what they were read."""
    for person in article.persons:
        if not is_private(person) and any(_named(word, plain(person.name)) for word in left):
            return "held to be in office by " + ("rank" if person.rank is not None else "post")
    for layer in ("units", "organizations", "facilities", "places"):
        if any(_named(word, plain(m.text)) for item in getattr(article, layer) for m in item.mentions for word in left):
            return f"read as one of the {layer}"
    return "not taken for a name"


def words_of(name: str) -> list[str]:
    return [word for word in WORD.findall(name) if word not in PARTICLES and not (word.isupper() and len(word) <= 3)]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--set", nargs="+", default=["dev", "dev2", "press"], dest="sets")
    arguments.add_argument("--part", choices=("all", "learn", "held"), default="learn")
    arguments.add_argument("--altered", type=int, default=0)
    arguments.add_argument("--engine", default="default")
    options = arguments.parse_args()
    if not GOLD.is_dir():
        print(f"no gold articles: {GOLD} is absent", file=sys.stderr)
        return 1
    parser = beritaparse.load(options.engine)
    rows = [(row, "") for name in options.sets for row in rows_of(name, options.part)]
    if options.altered:
        chance = random.Random(7)
        with_private = [row for row, _ in rows if private_names(row)]
        kinds = list(ALTERATIONS)
        picked = [(with_private[i % len(with_private)], kinds[i % len(kinds)]) for i in range(options.altered)]
        rows = [(altered(row, kind, chance), kind) for row, kind in picked]
    count: Counter[str] = Counter()
    by_kind: Counter[tuple[str, bool]] = Counter()
    for row, kind in rows:
        article = parser.parse(row["text"], title=row["title"], published=row["published"])
        redacted = article.redacted()
        data = plain(redacted.model_dump_json())
        close = re.sub(r"(?<=\b\w) (?=\w\b)", "", data)  # spaced letters read together
        count["letters"] += sum(character.isalpha() for character in row["text"])
        count["gone"] += redacted.text.count(MASK)
        hidden = {word for name in private_names(row) for word in words_of(plain(name))}
        public = {word for p in row["persons"] if p["role"] == "official" for word in words_of(plain(p["name"]))}
        for name in private_names(row):
            words = [plain(word) for word in words_of(name)]
            left = [
                w for w in words if w not in public and re.search(rf"{w}", data + close) and _named(w, data + close)
            ]
            count["private"] += bool(words)
            count["masked"] += bool(words) and not left
            by_kind[kind, bool(words) and not left] += bool(words)
            if left:
                print(f"{row['id']}: {kind}: {name}: {', '.join(left)} left, {reason(article, left)}")
        for person in row["persons"]:
            if person["role"] == "official":
                count["officials"] += 1
                words = set(words_of(plain(person["name"]))) - hidden
                count["damaged"] += any(_named(word, plain(redacted.text)) is False for word in words)
    print(f"private persons by name {count['private']}, masked {count['masked']}", end=" ")
    print(f"({count['masked'] / max(1, count['private']):.3f});", end=" ")
    print(f"officials {count['officials']}, masked in part {count['damaged']}")
    print(f"letters masked {count['gone']} of {count['letters']} ({count['gone'] / count['letters']:.1%})")
    if options.altered:
        for kind in ALTERATIONS:
            every = by_kind[kind, True] + by_kind[kind, False]
            print(f"  {kind:12} {by_kind[kind, True]:4} of {every}")
    return 0


def _named(word: str, text: str) -> bool:
    """Does the word stand in the text by itself, or glued to capitals and words of a slug?"""
    return re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])|(?<=wib){word}|{word}(?=nya\b)", text) is not None


if __name__ == "__main__":
    sys.exit(main())
