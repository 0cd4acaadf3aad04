"""Random texts made of what the lexicons know: words in any order, cut anywhere, glued, repeated.

Faults of the rules lie where their own words stand in ways that nobody thought of, so the texts are made of them.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from pydantic import PrivateAttr

from beritaparse import Article, Parser
from beritaparse.redaction import MASK, is_private

_TOLD = re.compile(rf"(?<![^\W\d_{MASK}])[^\W\d_]+")
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}|\\[a-z]")
"""What stands for a character in JSON: a tab before ``Sri`` makes no ``tSri`` of it."""
_PLAIN = re.compile(r"[\w .,'’/()&-]{1,40}")
MARKS = [
    ".",
    ",",
    ":",
    ";",
    "?",
    "!",
    "“",
    "”",
    '"',
    "(",
    ")",
    " - ",
    " – ",
    "\n",
    "\n\n",
    "/",
    "…",
    "*",
    "_",
    "\u00a0",
    "\t",
]
NAMES = [
    "Rudi Hartawan",
    "Sri Lestari",
    "Made",
    "M. Nur",
    "H. Budi",
    "MS",
    "A.W",
    "Lalu Darma",
    "Tgk. Amin",
    "Dr. Ani, M.H.",
]
NUMBERS = [
    "1",
    "12",
    "(34)",
    "17/8/2024",
    "1.250.000",
    "Rp 3,5 miliar",
    "08.00 WIB",
    "2024",
    "9" * 320,
    "0",
    "III",
    "04",
    "31/02",
]
PLACES = ["Demak", "Jakarta Selatan", "Desa Sukamaju", "Kecamatan Moyo, Hulu", "Papua", "KM 7", "Jl. Ahmad Yani No. 3"]


@cache
def words() -> dict[str, list[str]]:
    """The plain words of each lexicon, by file."""
    found: dict[str, list[str]] = {}
    for path in sorted(files("beritaparse.lexicon").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            table.pop("source", None)
            found[path.name] = sorted({word.strip("*") for word in _strings(table) if _PLAIN.fullmatch(word)} - {""})
    return found


@cache
def lists() -> list[list[str]]:
    """The plain words of each list and each table of each lexicon."""
    found: list[list[str]] = []
    for path in sorted(files("beritaparse.lexicon").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            table.pop("source", None)
            found += ([word for word in part if _PLAIN.fullmatch(word)] for part in _parts(table))
    return [part for part in found if part]


def _parts(value: Any) -> Iterator[list[str]]:
    """The texts of each list, and the keys and texts of each table."""
    if isinstance(value, dict):
        yield [*map(str, value), *(item for item in value.values() if isinstance(item, str))]
        for item in value.values():
            yield from _parts(item)
    elif isinstance(value, list):
        yield [item for item in value if isinstance(item, str)]
        for item in value:
            yield from _parts(item)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


def text(seed: int, longest: int = 60) -> str:
    """A text of at most ``longest`` pieces."""
    chance = Random(seed)
    lexicons = [chance.choice(list(words().values())) for _ in range(chance.randint(1, 4))]
    pieces: list[str] = []
    for _ in range(chance.randint(1, longest)):
        kind = chance.random()
        if kind < 0.55:
            word = chance.choice(chance.choice(lexicons))
            pieces.append(chance.choice([word, word, word.capitalize(), word.title(), word.upper()]))
        elif kind < 0.75:
            pieces.append(chance.choice(MARKS))
        else:
            pieces.append(chance.choice(chance.choice([NAMES, NUMBERS, PLACES])))
        if chance.random() < 0.05:
            pieces += pieces[-chance.randint(1, 3) :] * chance.randint(1, 3)
    made = "".join(piece + chance.choice([" ", " ", " ", " ", ""]) for piece in pieces)
    cut = chance.random()
    return made if cut < 0.5 else made[: chance.randint(0, len(made))]


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that carries a span and a text."""
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def given(seed: int) -> dict[str, Any]:
    """What the text of a seed is given to the parser with."""
    raw = text(seed)
    published = [None, "2024-10-17", "0001-01-01", "9999-12-31"][seed % 4]
    return {"text": raw, "title": None if seed % 3 else raw[:40].strip() or None, "published": published}


def private_forms(article: Article) -> set[str]:
    """The words of private names that no output may hold once they are masked."""
    names = [person.name for person in article.persons if is_private(person) and not person.initials]
    return {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name) if word.istitle()}


def left_in(words: set[str], told: str) -> list[str]:
    """Those of the words that stand somewhere."""
    return sorted(words.intersection(_TOLD.findall(_ESCAPED.sub(" ", told))))


def check(seed: int, parser: Parser) -> Iterator[str]:
    """Read the text of a seed and mask it; yield what is wrong."""
    article = parser.parse(**given(seed))
    yield from faults(seed, article, article.redacted())


def faults(seed: int, article: Article, redacted: Article) -> Iterator[str]:
    """What is wrong with the article of a seed and what it was masked to."""
    raw = given(seed)["text"]
    data = json.loads(article.model_dump_json())
    if any(raw[span["start"] : span["end"]] != span["text"] for span in spans(data)):
        yield f"{seed}: a span that is not its text"
    if "".join(raw[block.start : block.end] for block in article.blocks) != raw:
        yield f"{seed}: blocks are not the text"
    if Article.model_validate(data) != article:
        yield f"{seed}: JSON does not go round"
    article.to_gold()
    if len(redacted.text) != len(raw):
        yield f"{seed}: masks of another length"
    if redacted.redacted() != redacted:
        yield f"{seed}: a second pass finds more"
    # The byline names its journalists.
    if left := left_in(private_forms(article), redacted.text):
        yield f"{seed}: left {left}"


REMEMBERED = "BERITAPARSE_REMEMBERED"
"""Variable of the environment that names the file of :func:`remember`."""


def remember(folder: Path, rows: list[dict[str, Any]], articles: list[Article], masked: list[Article]) -> Path:
    """Write down how the texts of ``rows`` were read and masked, for :func:`remembered`."""
    path = folder / "remembered.pickle"
    known = {
        row["id"]: (article.model_dump_json(), hidden.model_dump_json())
        for row, article, hidden in zip(rows, articles, masked, strict=True)
    }
    path.write_bytes(pickle.dumps(known))
    return path


class _Known(Article):
    """An article that was masked before."""

    _masked: str = PrivateAttr(default="")

    def redacted(self) -> Article:
        return Article.model_validate_json(self._masked).model_copy(update={"id": self.id})


class _Remembering(Parser):
    """Gives back what was read of a text before; reads others."""

    def parse(self, text: str, *, id: str | None = None, **given: Any) -> Article:
        found = _known().get(id or "")
        known = _Known.model_validate_json(found[0]) if found else None
        if found is None or known is None or known.text != text:
            return super().parse(text, id=id, **given)
        known._masked = found[1]
        return known.model_copy(update={"id": id})


@cache
def _known() -> dict[str, tuple[str, str]]:
    return pickle.loads(Path(os.environ[REMEMBERED]).read_bytes())


def remembered() -> Parser:
    """An engine for ``batch`` that reads nothing twice."""
    return _Remembering(engine="rules")
