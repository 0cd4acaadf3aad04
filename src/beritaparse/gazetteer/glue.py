"""Words that lost the blank between them: ``PresidenPrabowo``, ``kepadaLiputan6.com``, ``Way Kananmasih``.

Pages that were stripped of their links often lose the blank before or behind the link's text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ..lexicon.name_lists import listed_names
from ..lexicon.phrases import load as lexicon
from .regions import find_region, region_words

_CAMEL = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})|(?<=^di)(?=[A-Z])|(?<=^ke)(?=[A-Z])|(?<=^dari)(?=[A-Z])|(?<=^Eks)(?=[A-Z])"
)
# How a name begins: `Donald`, `Erick`, `Chandra`, but not `Npusat` (ASN pusat).
_NAME = re.compile(r"(?:[AEIOU][a-z]|[A-Z][aeiou]|[BCDFGKPST][hlrwy][aeiou])[a-z]{2}")
_CAPITALS = re.compile(r"[A-Z]{2,}(?=[a-z]{2})")
SHORTEST_GLUED = 7
"""Letters that a word with a lost blank has at least."""
_LEAST_HEAD = 4
_SHORT = 4  # letters up to which a word behind must have a region's name of at least as many before it
_LONGEST = 13


@lru_cache(maxsize=50_000)
def cuts(word: str) -> tuple[int, ...]:
    """Return the offsets inside ``word`` at which a blank was lost; none for a word that is whole."""
    if len(word) < SHORTEST_GLUED or "/" in word:
        return ()
    places: list[int] = []
    begin = 0
    if (capitals := _CAPITALS.match(word)) is not None and (end := _behind_capitals(word, capitals.end())) is not None:
        places.append(end)
        begin = end
    for match in _CAMEL.finditer(word):
        part = word[begin : match.start()]
        if part in lexicon().never_split:
            continue
        if (behind := _behind(part, amid=True)) is not None:
            places.append(begin + behind)
        places.append(match.start())
        begin = match.start()
    if (behind := _behind(word[begin:])) is not None:
        places.append(begin + behind)
    return tuple(places)


def parted(text: str) -> str:
    """The text with the blanks that were lost before capitals: ``PresidenKolombia``; not ``Kasatlantas``."""
    return " ".join(_parted(word) for word in text.split(" "))


def _parted(word: str) -> str:
    places = [0, *(place for place in cuts(word) if word[place].isupper()), len(word)]
    return " ".join(word[begin:end] for begin, end in pairwise(places))


def _behind_capitals(word: str, end: int) -> int | None:
    """Where a word is glued to one in capitals: ``KPK|telah`` (``end`` is behind the last capital), ``AS|Donald``."""
    words = lexicon()
    if word[end:] in words.glued:
        return end
    name = end - 1
    return name if word[:name] in words.capitals and _NAME.match(word, name) else None


def _is_first_name(word: str) -> bool:
    return "indonesian" in listed_names().get(word.lower(), ())


def _behind(last: str, *, amid: bool = False) -> int | None:
    """Where a small word is glued to a capitalised one: ``Kanan|masih``.

    ``amid``: another capitalised word is glued to it, so that any name may stand before it: ``Estianty|dan|Ahmad``.
    """
    if not (last[:1].isupper() and last[1:].isalpha() and last[1:].islower()) or last.casefold() in region_words():
        return None
    words = lexicon()
    if last.casefold() in words.glued:
        return None  # a small word itself: `Diberitakan`
    for length in range(min(_LONGEST, len(last) - _LEAST_HEAD), 2, -1):
        head = last[:-length]
        named = amid or _is_first_name(head)
        if named and last[-length:] in words.behind_names and last.casefold() not in listed_names():
            return len(head)  # `Wijaya|dan`, but `Ramadan`
        if last[-length:] not in words.glued or head in words.prefixes:
            continue
        if length > _SHORT or (len(head) >= _SHORT and (head.casefold() in region_words() or find_region(head))):
            return len(head)
    return None
