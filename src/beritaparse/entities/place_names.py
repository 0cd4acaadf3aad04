"""Names of places in the text, before they are linked: level word + name, bare known names, districts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import cast

from ..gazetteer.regions import Level, Region, find_region, find_similar, get_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.places import load as lexicon
from ..lexicon.places import seats
from ..page import Phrase
from ..text.expressions import BLANK, WIDE_GAP
from ..text.intervals import Intervals
from ..text.walk import by_zone
from .names import LOST_BLANK, Word, capital_words, stops, unglued
from .unit_regions import region_prefix

_AFTER_LEVEL = re.compile(rf"{BLANK}{{1,3}}|{LOST_BLANK}")
_NUMBER = re.compile(r"(?:\d{1,2}|[IVX]{1,5})(?!\w)")
_NUMBERED = frozenset({"hamlet"})
_COUNTED = re.compile(rf"\d{{1,2}}(?:{BLANK}?[xX]{BLANK}?\d{{1,2}})?(?:{BLANK}[A-Z]\w*){{1,3}}")
_NUMBER_BEHIND = re.compile(rf"{BLANK}\d{{1,2}}(?!\w|[.,:]\d)")
_PIECE = re.compile(r"\S+")
_SMALL = re.compile(rf"{BLANK}[a-z]{{4,10}}(?!\w)")
_REGENCIES = frozenset({"regency", "city"})
_DISTRICTS = frozenset({"district"})
_MISSPELT = frozenset({"regency", "city", "district"})
_REACH = 20
_OFFICIAL = frozenset({"province", "regency", "city", "district", "village"})


@dataclass(slots=True)
class PlaceName:
    """A place's name at its place in the text; ``regions`` are the official regions that it may be."""

    start: int
    end: int
    name: str  # without the level word
    level: str
    rule: str
    regions: list[Region]


@cache
def _before() -> re.Pattern[str]:
    """A word that makes the next name a place, right before it."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().context.before)}){BLANK}$", re.IGNORECASE)


def in_place_context(text: str, start: int, floor: int) -> bool:
    return _before().search(text, max(floor, start - 24), start) is not None


def with_level(text: str, hits: Iterable[Phrase], limits: list[tuple[int, int]], barriers: set[int]) -> list[PlaceName]:
    """``Desa Balung``, ``Kec. Rupit``, ``Gunung Bromo``: a level word and the name behind it."""
    found: list[PlaceName] = []
    for (start, end, level), (_, limit) in by_zone(hits, limits):
        if found and start < found[-1].end:
            continue
        place = _read_level(text, start, end, level, limit, barriers)
        if place is not None:
            found.append(place)
    return found


def _ends_name(word: str) -> bool:
    return word.casefold() in stops() or word.casefold() in offices().headline


def _read_level(text: str, start: int, end: int, level: str, limit: int, barriers: set[int]) -> PlaceName | None:
    """What the level word ``text[start:end]`` begins: an official region, else a name that no list has."""
    gap = _AFTER_LEVEL.match(text, end, limit)
    if gap is None or gap.end() in barriers or (text[start].islower() and text[start:end] not in lexicon().lower):
        return None
    if lexicon().context.not_after and _ends_in(text, start, lexicon().context.not_after):
        return None  # `Musyawarah | Desa Khusus`, `Bidan | desa Norlatifah`
    run = _unhyphened(capital_words(text, gap.end(), limit, barriers, 5))
    if run and run[0].text in lexicon().context.never:
        return None
    number = _NUMBER.match(text, gap.end(), limit) if level in _NUMBERED else None
    if number is not None:
        return PlaceName(start, number.end(), text[start : number.end()], level, "level_word", [])
    if text[gap.end() : gap.end() + 1].isdigit():
        return _numbered(text, gap.end(), start, limit, level)
    return _official(text, run, start, level) or _unofficial(text, run, start, level)


def _numbered(text: str, pos: int, start: int, limit: int, level: str) -> PlaceName | None:
    """``Kelurahan 26 Ilir``, ``Kecamatan 2x11 Kayu Tanam``: an official region whose name begins with a number."""
    match = _COUNTED.match(text, pos, limit) if level in _OFFICIAL else None
    ends = [word.end() for word in _PIECE.finditer(text, pos, match.end())] if match is not None else []
    for end in reversed(ends[1:]):
        if regions := find_region(text[pos:end], {cast(Level, level)}):
            return PlaceName(start, end, text[pos:end], level, "level_and_name", regions)
    return None


def _ends_in(text: str, start: int, words: frozenset[str]) -> bool:
    return text[max(0, start - _REACH) : start].rsplit(maxsplit=1)[-1:] != [] and (
        text[max(0, start - _REACH) : start].split()[-1] in words
    )


def _unhyphened(run: list[Word]) -> list[Word]:
    """``Logas Tanah Darat-Kecamatan Kuantan``: a hyphen before a level word ends the name."""
    for index, word in enumerate(run):
        first, hyphen, second = word.text.partition("-")
        if hyphen and (second in _level_words() or (index and second.isupper())):
            return [*run[:index], Word(word.start, word.start + len(first), first)]
    return run


@cache
def _level_words() -> frozenset[str]:
    return frozenset(form for words in lexicon().levels.values() for form in words)


def _official(text: str, run: list[Word], start: int, level: str) -> PlaceName | None:
    """The longest name behind the level word that an official region has."""
    if (
        level not in _OFFICIAL
    ):  # `Muara Enim`, `Tanjung Morawa`: what looks like a level word begins the name of a region
        for count in range(len(run), 0, -1):
            name = text[start : run[count - 1].end]
            if regions := find_region(name, _REGENCIES) or (level == "water" and find_region(name, _DISTRICTS)):
                return PlaceName(start, run[count - 1].end, name, regions[0].level, "level_and_name", regions)
        return None
    if run and (whole := _with_small(text, run, level)) is not None:
        return PlaceName(start, whole[0], text[run[0].start : whole[0]], level, "level_and_name", whole[1])
    for count in range(len(run), 0, -1):
        name = text[run[0].start : run[count - 1].end]
        if level == "village" and count < len(run) and not _ends_name(run[count].text):
            continue  # `Desa Merah Putih` is not the village Merah
        regions = find_region(name, {level}) or (find_region(name, {"regency"}) if level == "city" else [])
        if not regions and level == "city":
            regions = find_region(name, {"province"})  # `Kota Jakarta`
        if regions:
            return PlaceName(start, run[count - 1].end, name, level, "level_and_name", regions)
    first, hyphen, _ = run[0].text.partition("-") if run else ("", "", "")
    if hyphen and (regions := find_region(first, {level})):  # `Kabupaten Sikka-Larantuka`: from there to there
        return PlaceName(start, run[0].start + len(first), first, level, "level_and_name", regions)
    return None


def _with_small(text: str, run: list[Word], level: str) -> tuple[int, list[Region]] | None:
    """Where a region ends whose last word is written small, and what it may be: ``Kabupaten Minahasa utara``."""
    small = _SMALL.match(text, run[-1].end)
    regions = find_region(text[run[0].start : small.end()], {cast(Level, level)}) if small else []
    return (small.end(), regions) if small and regions else None


def _unofficial(text: str, run: list[Word], start: int, level: str) -> PlaceName | None:
    """A misspelt region, or a name that no list has: in Title Case it ends at the first word that is no name."""
    words = list(takewhile(lambda word: not _ends_name(word.text), run))
    if not words:
        return None
    name = text[words[0].start : words[-1].end]
    if level in _MISSPELT and (variant := find_similar(name, cast(Level, level))) is not None:
        return PlaceName(start, words[-1].end, name, level, "spelling_variant", [variant])
    count = min(len(words), 3)
    for index in range(1, count):  # `Pulau Gag | Raja Ampat`; but `Desa Muara Batu Gane`, which is not in Batu
        named = region_prefix(words[index:], _REGENCIES)[0]
        short = words[index - 1].text.isupper()  # `Kecamatan SP | Padang`
        if named == len(words) - index and not find_region(name) and not short:
            count = index
            break
    end = unglued(text, words[0].start, words[count - 1].end)
    number = _NUMBER_BEHIND.match(text, end) if level in _NUMBERED and words[count - 1].text.isupper() else None
    end = number.end() if number else end
    return PlaceName(start, end, text[words[0].start : end], level, "level_word", [])


def bare(
    text: str,
    hits: Iterable[Phrase],
    limits: list[tuple[int, int]],
    taken: Intervals,
    titles: set[int],
) -> list[PlaceName]:
    """Regencies, cities, provinces, nicknames (kind ``region``) and geography by their bare names."""
    grouped: dict[tuple[int, int], list[str]] = {}
    for start, end, key in hits:
        grouped.setdefault((start, end), []).append(key)
    found: list[PlaceName] = []
    spans = sorted(grouped, key=lambda span: (span[0], -span[1]))
    for (start, end), zone in by_zone(spans, limits):
        name, keys = text[start:end], grouped[start, end]
        if (found and start < found[-1].end) or not name[0].isupper() or taken.overlaps(start, end):
            continue
        located = in_place_context(text, start, zone[0])
        if _is_no_place(name, keys, text, start, zone[0], located):
            continue
        if len(name) <= 4 and not name.isupper() and keys[0][0].isdigit() and _is_acronym(name, keys):
            continue
        if zone[0] not in titles and _in_longer_name(text, start, end, zone, taken, located):
            continue
        codes = dict.fromkeys(code for code in keys if code[0].isdigit())  # a name can be its own nickname
        regions = [region for code in codes if (region := get_region(code))]
        if name in seats() and len(district := find_region(name, _DISTRICTS)) == 1:
            regions = district  # `Cibinong`
        level = regions[0].level if regions else keys[0]
        found.append(PlaceName(start, end, name, level, "known_name", regions))
    return found


def _is_no_place(name: str, keys: list[str], text: str, start: int, floor: int, located: bool) -> bool:
    """A word that is a place only behind one of places (``Solo``), a language or team (``bahasa Inggris``)."""
    context = lexicon().context
    if not located and (name in context.not_bare or (name in context.ambiguous and name not in context.safe)):
        return True
    return "country" in keys and _ends_in(text[floor:start], start - floor, context.no_place_after)


def _is_acronym(name: str, keys: list[str]) -> bool:
    """A nickname in capitals (``OKI``, ``PALI``) is no word (``Oki``)."""
    return all((region := get_region(code)) is not None and region.name.casefold() != name.casefold() for code in keys)


def _in_longer_name(text: str, start: int, end: int, limit: tuple[int, int], taken: Intervals, located: bool) -> bool:
    """Is a capitalised word that is no stop glued to it: ``Malang Corruption Watch``, ``Bank Jatim``?

    Where a word of places stands before it (``located``), only the word behind it can say so: ``dari Lebak Bulus``.
    """
    after = WIDE_GAP.match(text, end, limit[1])
    if after is not None and after.end() not in taken:
        words = capital_words(text, after.end(), limit[1], (), 4)
        if words and words[0].text.casefold() not in stops() and not region_prefix(words)[0]:
            return True
    if located:
        return False
    before = text[max(limit[0], start - 30) : start]
    word = re.search(r"([^\W\d_][\w.'’-]*)[ \u00a0]$", before)
    if word is None or not word[1][0].isupper() or word[1].casefold().rstrip(".") in stops():
        return False
    lead = before[: word.start()].rstrip()
    return bool(lead) and lead[-1] not in '.!?"“:' and not find_region(word[1])


def districts(
    text: str,
    hits: Iterable[Phrase],
    limits: list[tuple[int, int]],
    taken: Intervals,
    known: set[str],
) -> list[PlaceName]:
    """Bare names of districts where the text speaks of a place and their regency is named too."""
    found: list[PlaceName] = []
    for (start, end, code), zone in by_zone(hits, limits):
        name = text[start:end]
        if not name[0].isupper() or taken.overlaps(start, end):
            continue
        if code[:5] not in known and code[:2] not in known:
            continue
        if not in_place_context(text, start, zone[0]) or _in_longer_name(text, start, end, zone, taken, located=False):
            continue
        region = get_region(code)
        if region is None:
            continue
        if found and (found[-1].start, found[-1].end) == (start, end):
            found[-1].regions.append(region)
            continue
        if code[:5] in known:
            found.append(PlaceName(start, end, name, "district", "district_in_context", [region]))
    return found
