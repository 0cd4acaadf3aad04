"""Places that another place explains: members of a chain (``Kebon Baru, Tebet, Jakarta Selatan``), and repetitions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container
from dataclasses import replace

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.places import load as lexicon
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.spelling import fold
from .names import stops
from .place_names import PlaceName, in_place_context

_WORDS = rf"[A-Z][\w'’-]*(?:{BLANK}(?:[A-Z][\w'’-]*|[IVX]+|\d{{1,2}})){{0,2}}"
_BEFORE = re.compile(rf"(?<![\w.-])(?P<name>{_WORDS})(?:,{BLANK}{{0,2}}|{BLANK}\()$")
_SITED = re.compile(rf"(?<!\w)(?:di|ke|dari|tepatnya di|warga){BLANK}(?P<name>{_WORDS})(?P<glue>,?{BLANK}{{1,2}})$")
_RT = re.compile(rf"(?<!\w)(?:di|ke|dari|warga){BLANK}(?P<name>{_WORDS}),?{BLANK}(?=(?:RT|Rt)\.?{BLANK}?\d)")
_LOCAL = ("Desa", "Kelurahan", "Kel.", "Kecamatan", "Kec.", "Kabupaten", "Kab.", "Distrik", "Gampong", "Nagari")
_REACH = 60
_BELOW = frozenset({"regency", "city", "district", "village"})


class _Floors:
    """Where the block begins that an offset lies in."""

    def __init__(self, zones: list[tuple[int, int]]) -> None:
        self._zones = sorted(zones)
        self._starts = [start for start, _ in self._zones]

    def of(self, at: int, outside: int = -1) -> int:
        index = bisect_right(self._starts, at) - 1
        return self._starts[index] if index >= 0 and at < self._zones[index][1] else outside


def inside(text: str, found: list[PlaceName], zones: list[tuple[int, int]], taken: Intervals) -> list[PlaceName]:
    """Return the names right before a known place, a comma between, that official regions inside it have.

    Nothing else may explain them: the containment is what makes ``Kebon Baru, Tebet`` a place.
    """
    made: list[PlaceName] = []
    waiting = [place for place in found if place.regions]
    floors = _Floors(zones)
    while waiting:
        outer = waiting.pop()
        floor = max(floors.of(outer.start, outer.start), outer.start - _REACH)
        match = _BEFORE.search(text, floor, outer.start)
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


def explained(
    text: str, found: list[PlaceName], zones: list[tuple[int, int]], taken: Intervals, people: Container[int]
) -> list[PlaceName]:
    """Names that no list has: ``di Jetis Kecamatan Patebon``, ``di Pamak Laut RT 003``.

    A word of places stands before them, a place with its level word or the number of a neighbourhood behind.
    """
    made: list[PlaceName] = []
    spans: list[tuple[int, int]] = []
    floors = _Floors(zones)
    for place in found:
        if not text.startswith(_LOCAL, place.start):
            continue
        floor = max(floors.of(place.start, place.start), place.start - _REACH)
        match = _SITED.search(text, floor, place.start)
        if match is not None:
            spans.append(match.span("name"))
    if "RT" in text or "Rt" in text:
        spans += (match.span("name") for zone in zones for match in _RT.finditer(text, *zone))
    for start, end in spans:
        if start in people or taken.overlaps(start, end) or _holds_word(text[start:end]):
            continue
        taken.add(start, end)
        made.append(PlaceName(start, end, text[start:end], "other", "explained", []))
    return made


def _holds_word(name: str) -> bool:
    if name.split()[0] in lexicon().context.nowhere:
        return True  # `di TPS 01 Desa Fatce`
    return any(word.casefold() in stops() or word.casefold() in offices().headline for word in name.split())


def echoed(text: str, found: list[PlaceName], zones: list[tuple[int, int]], taken: Intervals) -> list[PlaceName]:
    """The dateline's place where the article names it again behind a word of places: ``di wilayah Wamena``."""
    made: list[PlaceName] = []
    floors = _Floors(zones)
    for place in found:
        if place.rule != "dateline":
            continue
        name = place.name.title() if place.name.isupper() else place.name
        at = text.find(name, place.end)
        while at >= 0:
            end = at + len(name)
            floor = floors.of(at)
            whole = not text[end : end + 1].isalnum() and not text[at - 1].isalnum()
            if floor >= 0 and whole and not taken.overlaps(at, end) and in_place_context(text, at, floor):
                taken.add(at, end)
                made.append(replace(place, start=at, end=end, name=name, rule="echo"))
            at = text.find(name, end)
    return made
