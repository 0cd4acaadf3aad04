"""People as a statistical model saw them, without the title or region that it took along (``Demak`` Sugiono)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..gazetteer.glue import cuts
from ..gazetteer.regions import Level, find_region
from ..lexicon.offices import load as offices
from ..lexicon.places import load as places
from ..page import Entity
from ..text.expressions import BLANK, UNBROKEN
from .names import name_list

_MOST_WORDS = 3  # of a region's name
LONGEST_BEFORE = 30
CAPITAL_BEFORE = re.compile(rf"(?<!\w)([A-Z][\w'’-]*){BLANK}$")
RULED: frozenset[Level] = frozenset({"province", "regency", "city"})
_LOCAL: frozenset[Level] = frozenset({"province", "regency", "city", "district"})


class Titles(NamedTuple):
    """Where titles end: any, those of who leads something in a region, who rules one, and who heads a place in it.

    ``whole`` leads from where a title begins to where the longest one that begins there ends, ``ranks`` does for ranks.
    """

    ranks: Mapping[int, int]
    whole: Mapping[int, int]
    any: Container[int]
    regional: Container[int]
    ruling: Container[int]
    local: Container[int]


def without_regions(text: str, found: Iterable[Entity], titles: Titles) -> Iterator[Entity]:
    """The entities, those of people from the name on; none of a region alone behind the title of who rules it."""
    for entity in found:
        if entity.label != "PER":
            yield entity
            continue
        entity = entity._replace(start=_behind_title(text, entity, titles))
        start = _behind_region(text, entity, titles)
        if start < entity.end:
            yield entity._replace(start=start)


def _behind_title(text: str, entity: Entity, titles: Titles) -> int:
    """Where the name begins that the model took along with a rank or the title of one who rules a region."""
    rank = titles.ranks.get(entity.start, entity.end)
    if rank + 1 < entity.end and text[rank] in " \u00a0":
        return rank + 1
    end = titles.whole.get(entity.start, entity.end)
    if end not in titles.ruling or end + 1 >= entity.end or not text[entity.start].isupper():
        return entity.start
    return entity.start if find_region(text[end + 1 : entity.end]) or text[end] not in " \u00a0" else end + 1


def _behind_its_region(text: str, words: list[tuple[int, str]]) -> int:
    """Where the name begins behind a region that capitalised words before it name something of.

    ``Ketua HNSI | Sintang | Hasnah``, ``Askab Kapuas | Hulu | Yuventus Bere``, ``Desa Buano | Utara | Hasan``.
    """
    start, first = words[0]
    if find_region(" ".join(word for _, word in words), RULED):
        return start
    before = CAPITAL_BEFORE.search(text, max(0, start - LONGEST_BEFORE), start)
    if before is None:
        return start
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        name = " ".join(word for _, word in words[:count])
        whole = find_region(name, RULED) and (count > 1 or name_list(first) == "no")
        if whole or (before[1] not in level_words() and find_region(f"{before[1]} {name}", RULED)):
            return words[count][0]
    compass = len(words) > 1 and first.casefold() in offices().compass
    return words[1][0] if compass and before[1] not in level_words() else start


@cache
def level_words() -> frozenset[str]:
    return frozenset(form for words in places().levels.values() for form in words)


def _behind_region(text: str, entity: Entity, titles: Titles) -> int:
    """Where the name begins; the entity's end where all of it is a region."""
    words = [(match.start(), match.group()) for match in UNBROKEN.finditer(text, entity.start, entity.end)]
    start, first = words[0]
    glued = cuts(first)
    if glued and find_region(first[: glued[0]], RULED):
        return start + glued[0]  # `Gubernur SumutBobby`
    title = start - 1
    if title not in titles.any:
        return start if title in titles.ranks.values() else _behind_its_region(text, words)
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = " ".join(word for _, word in words[:count])
        if count == len(words):
            if title in titles.ruling and find_region(name, RULED):
                return entity.end
            continue
        local = title in titles.local and name_list(first) == "no"
        sure = title in titles.regional or local or len(words) - count > 1
        if sure and find_region(name, _LOCAL if local else RULED):
            return words[count][0]
    return start
