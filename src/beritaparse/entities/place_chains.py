"""Places that another place explains: members of a chain (``Kebon Baru, Tebet, Jakarta Selatan``), and repetitions."""

from __future__ import annotations

import re
from dataclasses import replace

from ..gazetteer.regions import find_region
from ..text.intervals import Intervals
from ..text.spelling import fold
from .names import BLANK, stops
from .place_names import PlaceName

_WORDS = rf"[A-Z][\w'’-]*(?:{BLANK}(?:[A-Z][\w'’-]*|[IVX]+|\d{{1,2}})){{0,2}}"
_BEFORE = re.compile(rf"(?<![\w.-])(?P<name>{_WORDS})(?:,{BLANK}{{0,2}}|{BLANK}\()$")
_REACH = 60
_BELOW = frozenset({"regency", "city", "district", "village"})


def inside(text: str, found: list[PlaceName], zones: list[tuple[int, int]], taken: Intervals) -> list[PlaceName]:
    """Return the names right before a known place, a comma between, that official regions inside it have.

    Nothing else may explain them: the containment is what makes ``Kebon Baru, Tebet`` a place.
    """
    made: list[PlaceName] = []
    waiting = [place for place in found if place.regions]
    while waiting:
        outer = waiting.pop()
        floor = max((start for start, end in zones if start <= outer.start < end), default=outer.start)
        match = _BEFORE.search(text, max(floor, outer.start - _REACH), outer.start)
        if match is None or taken.overlaps(match.start("name"), match.end("name")):
            continue
        start, name = match.start("name"), match["name"]
        parents = tuple(f"{region.code}." for region in outer.regions)
        regions = [region for region in find_region(name, _BELOW) if region.code.startswith(parents)]
        if not regions or name.casefold() in stops():
            continue
        place = PlaceName(start, match.end("name"), name, regions[0].level, "chain", regions)
        taken.add(place.start, place.end)
        made.append(place)
        waiting.append(place)
    return made


def repeated(text: str, found: list[PlaceName]) -> list[PlaceName]:
    """``Rawa Buaya`` is no swamp where the article has named the ``Kelurahan Rawa Buaya``; so with names alone."""
    known = {fold(place.name): place for place in found if place.regions}
    made: list[PlaceName] = []
    for place in found:
        whole = text[place.start : place.end]
        other = known.get(fold(whole)) if not place.regions else None
        made.append(place if other is None else replace(place, name=whole, level=other.level, regions=other.regions))
    return made
