"""What one part of a dateline can be: a place, an outlet or a date, and how much its look speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise, zip_longest
from typing import Literal, NamedTuple

from ..gazetteer.regions import find_region, key
from ..lexicon import alternatives
from ..lexicon.layout import load as lexicon
from ..lexicon.places import world_names
from ..lexicon.time import load as time

Kind = Literal["place", "outlet", "date"]

_PRINTED = re.compile(r"[^\s\u00a0]+")
_LETTERS = re.compile(r"[^\W\d_][^\W_]*(?:['’.&/-][^\W_]+)*\.?")
# `MalutUpdate`, `iNews`, `lBC`, `KabarBaru`: a capital inside of a word.
_MIXED = re.compile(r"[a-z]{1,2}[A-Z]{2,}|[^\W\d_]*[a-z][A-Z][^\W_]*|[A-Z]{2,}[a-z]+|[A-Za-z]+\d+[A-Za-z]*")
_GLUED_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIRST_OF_GLUED = re.compile(r"[A-Z][a-z]+(?=[A-Z][a-z])")
_MOST_AHEAD = 3
_FIRST_PART = re.compile(r"(?:\S{1,40}\.\w{2,6}|[^\s,]{2,30}(?:\s[^\s,]{2,20})?)\s?,\s?")
_OPENING = "\"“'‘(*"
_MOST_WORDS = 5
_MOST_PLACE_WORDS = 4
_SHORTEST = 3
_ABBREVIATION = 5
_LEAST_GLUED = 5
_LEVELS = frozenset({"province", "regency", "city", "district"})
_SURE = ("place_known", "place_district", "place_composite")


class Part(NamedTuple):
    """A stretch between two marks; ``before`` and ``after`` are these, empty at the ends."""

    start: int
    end: int
    before: str
    after: str


@cache
def _date() -> re.Pattern[str]:
    words = time()
    names = alternatives(word for table in (words.months, words.weekdays) for row in table.values() for word in row)
    number = r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    day = rf"(?:{names})?,?\s?\(?\s?(?:{number}|\d{{1,2}}\s(?:{names})(?:\s\d{{4}})?)\s?\)?"
    return re.compile(rf"(?:{day}|(?:{names}))(?:\s\d{{1,2}}[.:]\d{{2}})?(?:\s?WI[BT]A?)?", re.IGNORECASE)


@cache
def _domain() -> re.Pattern[str]:
    ends = alternatives(lexicon().dateline.domains)
    return re.compile(rf"[A-Za-z0-9][\w-]*(?:\.[\w-]+)?\.[ ]?(?:{ends})\.?", re.IGNORECASE)


@cache
def _media() -> re.Pattern[str]:
    """A word that names a paper, alone or glued to others: ``PRIANGANNEWS``, ``Suara Timor``, ``Radar Bogor``."""
    words = lexicon().dateline
    ends = alternatives(words.media_endings)
    begins = alternatives(word for word in words.media if len(word) >= _LEAST_GLUED)  # `KABARNUSA`
    return re.compile(
        rf"\b(?:{alternatives(words.media)})\b|[^\W\d_]{{2}}(?:{ends})\d*\b|\b(?:{begins})[^\W\d_]{{3}}", re.IGNORECASE
    )


def kinds(part: Part, text: str) -> dict[Kind, float]:
    """What a part can be, each with its evidence; nothing where it is running text."""
    return dict(_kinds(text[part.start : part.end], part.before == "("))


@cache
def _tasks() -> frozenset[str]:
    """Words of bylines: ``Bagas Prawira, Jurnalis-Senin``."""
    return frozenset(word for words in lexicon().byline_tasks.values() for word in words if " " not in word)


@lru_cache(maxsize=512)
def _kinds(content: str, bracketed: bool) -> tuple[tuple[Kind, float], ...]:
    weights = lexicon().dateline.looks
    if _date().fullmatch(content):
        return (("date", weights["date"]),)
    words = content.split()
    if any(word.casefold() in _tasks() for word in words):
        return ()
    if not words or len(words) > _MOST_WORDS or not all(map(_LETTERS.fullmatch, words)):
        domain = _domain().fullmatch(content.strip())
        return (("outlet", weights["domain"]),) if domain else ()
    found: dict[Kind, float] = {}
    look = _place_look(content)
    small = any(word[0].islower() for word in words)
    known = look in _SURE
    if look is not None and (known or not small):
        found["place"] = weights[look] + (weights["place_small"] if small else 0.0)
    outlet = _outlet_look(content, words, small)
    if outlet is not None:
        found["outlet"] = weights[outlet] + (weights["outlet_bracketed"] if bracketed else 0.0)
        found["outlet"] += weights["outlet_is_place"] if known else 0.0
    return tuple(found.items())


def _place_look(content: str) -> str | None:
    """Which look of a place a part has: a known one, two known ones (``OKU Selatan Sumsel``), the letters of one."""
    content = content.strip(".")
    words = content.split()
    look = _known(content)
    if look is not None:
        return look
    if any(_are_one(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))):
        return "place_composite"
    if (
        len(content) < _SHORTEST
        or len(words) > _MOST_PLACE_WORDS
        or not all(word[0].isupper() for word in words)
        or "." in content
    ):
        return None
    if any(_MIXED.fullmatch(word) for word in words) or _media().search(content):
        return None
    return "place_capitals" if content.isupper() else "place_shape"


def _are_one(inner: str, outer: str) -> bool:
    """Two known names that are one place: ``OKU Selatan Sumsel``; but ``Metro Merauke`` is a newspaper."""
    if not (_known(inner) and _known(outer)):
        return False
    codes = [[region.code for region in find_region(name, _LEVELS)] for name in (inner, outer)]
    return not all(codes) or any(a.startswith(b) or b.startswith(a) for a in codes[0] for b in codes[1])


@lru_cache(maxsize=4096)
def _known(name: str) -> str | None:
    """Which weight a known name has."""
    regions = find_region(name, _LEVELS)
    if regions:
        return "place_known" if any(region.level != "district" for region in regions) else "place_district"
    return "place_known" if key(name) in _world() else None


@cache
def _world() -> frozenset[str]:
    return frozenset(map(key, world_names()))


def _outlet_look(content: str, words: list[str], small: bool) -> str | None:
    """Which look of an outlet a part has."""
    if any(_domain().fullmatch(word) for word in words):
        return "domain"
    if small and len(words) > 1:
        return None
    if _media().search(_GLUED_CASES.sub(" ", content)):
        return "media"
    if any(_MIXED.fullmatch(word) for word in words):
        return "mixed"
    if small:
        return "outlet_small"
    if len(words) == 1 and content.isupper() and len(content) <= _ABBREVIATION:
        return "abbreviation"
    return "outlet_capitals" if content.isupper() else "outlet_shape"


def is_known_place(name: str) -> bool:
    """Is this the name of a region of Indonesia down to its districts, or of a place of the world?"""
    return _known(name) is not None


def place_ahead(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a known place ends that no mark follows: ``Kabar6.com, Jakarta Polisi …``, ``JakartaPemerintah``."""
    opening = _FIRST_PART.match(text, start, end)
    if opening is None:
        return
    at = opening.end()
    words = list(_PRINTED.finditer(text, at, min(end, at + 50)))
    for last, following in reversed(list(zip_longest(words, words[1:]))[:_MOST_AHEAD]):
        name = text[at : last.end()]
        begins = following is not None and following.group().lstrip(_OPENING)[:1].isupper()
        if begins and name[-1].isalnum() and _known(name):
            yield last.end()
            return
        glued = _FIRST_OF_GLUED.match(last.group())
        if glued and _known(text[at : last.start() + glued.end()]):
            yield last.start() + glued.end()
            return


def domain_ahead(text: str, start: int, end: int) -> int | None:
    """Where a web address ends that a known place follows without a mark: ``Kabar6.com Batu Bara —``."""
    blank = text.find(" ", start, end)
    if blank < 0 or "." not in text[start:blank] or not _domain().fullmatch(text[start:blank]):
        return None
    rest = re.split(r"[,|(–—-]", text[blank + 1 : end], maxsplit=1)[0].strip()
    return blank if _place_look(rest) in _SURE else None


def outlet_ahead(text: str, start: int, end: int) -> int | None:
    """Where a web address ends that follows a known place without a mark: ``Mukomuko kabar6.com Wakil Bupati …``."""
    words = list(_PRINTED.finditer(text, start, end))[: _MOST_AHEAD + 1]
    for place, address in pairwise(words):
        if "." in address.group() and _domain().fullmatch(address.group()):
            return address.end() if _known(text[start : place.end()]) else None
    return None


@lru_cache(maxsize=512)
def blank_between(content: str) -> int | None:
    """Where the blank is between a known place and the outlet behind it: ``LOTIM LOMBOKita``, ``Dompu kabar6.com``."""
    place, _, outlet = content.rpartition(" ")
    if not place or not (_MIXED.fullmatch(outlet) or _domain().fullmatch(outlet)):
        return None
    return len(place) if _known(place) else None
