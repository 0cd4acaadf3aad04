"""Places that a list names behind one level word: ``Desa Sukarame, Tirtasari, Wanakarya dan Cikole``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from ..gazetteer.regions import Region, find_region, get_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.places import load as lexicon
from ..page import Phrase
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.walk import by_zone
from .names import capital_words, stops
from .place_names import PlaceName

_GLUE = re.compile(
    rf"(?P<comma>,{BLANK}?(?:(?:dan|serta){BLANK})?|{BLANK}(?P<last>dan|serta|&|hingga|sampai|atau){BLANK})(?=[A-Z])"
)
_REMARK = re.compile(rf"{BLANK}?\([^()\n]{{2,40}}\)")
_MEASURE = re.compile(rf"{BLANK}(?:\(?\d[\d.,]{{0,8}}\)?)(?:{BLANK}[a-z]{{2,10}})?")
_NEXT = re.compile(
    rf"(?:{BLANK}(?:sebanyak{BLANK})?\(?\d[\d.,]{{0,8}}\)?(?:{BLANK}[A-Za-z]{{2,10}})?)?"
    rf"(?:,{BLANK}?(?:(?:dan|serta){BLANK})?|{BLANK}(?:dan|serta|&){BLANK})"
)
_CAPITAL_BEHIND = re.compile(rf"{BLANK}[A-Z]|\w")
_LEAST_BESIDE = 3  # names of districts in a row
_MOST_ITEMS = 30
_MOST_WORDS = 3
_REGENCY = 5  # length of a regency's code
_SURE = 2  # so many names behind a place are no people where the recogniser sees none
_SMALL = frozenset({"district", "village"})
_OFFICIAL = frozenset({"province", "regency", "city", "district", "village"})
_LISTED = frozenset({*_OFFICIAL, "hamlet", "island"})


class Item(NamedTuple):
    """A name of a list, and what official regions bear it beside the one before it."""

    start: int
    end: int
    regions: list[Region]


def listed(
    text: str,
    found: Sequence[PlaceName],
    limits: Sequence[tuple[int, int]],
    taken: Intervals,
    people: Container[int],
) -> Iterator[PlaceName]:
    """Yield the places that stand in lists behind those of ``found`` that a level word tells, in order.

    They are places where the gazetteer has them beside the first one, where the list goes on with a level word, or
    where they are several and the recogniser sees nobody (``people``: where persons' names begin).
    """
    begins = {place.start: place for place in found}
    zone = 0
    for place in found:
        if place.level not in _LISTED or place.rule not in ("level_and_name", "level_word", "spelling_variant"):
            continue
        while zone < len(limits) - 1 and limits[zone][1] <= place.start:
            zone += 1
        items, closed = _items(text, place, limits[zone][1], begins, taken)
        yield from (
            PlaceName(item.start, item.end, text[item.start : item.end], place.level, "list", item.regions)
            for item in _accepted(items, closed, people)
        )


def _items(
    text: str, place: PlaceName, limit: int, begins: Mapping[int, PlaceName], taken: Intervals
) -> tuple[list[Item], bool]:
    """The names behind ``place``, and whether what ends the list shows that they are places."""
    items: list[Item] = []
    pos = _over_remark(text, place.end, limit)
    last = False
    for _ in range(_MOST_ITEMS):
        if last:
            break
        glue = _GLUE.match(text, pos, limit)
        if glue is None:
            return items, False
        other = begins.get(glue.end())
        if other is not None:  # `…, Lengkong dan | Desa Cikole`, `…, | Kecamatan Malangke`
            if other.start and not _near(place, text[other.start : other.end]):
                return items, True
            pos, last = _over_remark(text, other.end, limit), bool(glue["last"])  # the district `Pulau Panggung`
            continue
        words = capital_words(text, glue.end(), limit, (), _MOST_WORDS + 1)
        words = [word for word in words if word.start not in taken]
        written = text[words[0].start : words[-1].end] if words else ""
        known = bool(words) and bool(_near(place, written))
        if not words or len(words) > _MOST_WORDS or (not known and any(_is_no_name(word.text) for word in words)):
            return items, False
        last = bool(glue["last"]) or glue["comma"].strip(", \u00a0") != ""
        end = words[-1].end
        if taken.overlaps(words[0].start, end):
            return items, False
        items.append(Item(words[0].start, end, _beside(place, text[words[0].start : end])))
        pos = _over_remark(text, end, limit)
    follows = _GLUE.match(text, pos, limit)
    return items, last and (follows is None or follows.end() in begins)


def _over_remark(text: str, pos: int, limit: int) -> int:
    """Over ``(Dusun Sanan)`` and ``24,4 hektar`` behind a name."""
    bracket = _REMARK.match(text, pos, limit)
    measure = _MEASURE.match(text, bracket.end() if bracket else pos, limit)
    return measure.end() if measure else bracket.end() if bracket else pos


def _is_no_name(word: str) -> bool:
    return word.casefold() in stops() or word.casefold() in offices().headline


def _beside(place: PlaceName, name: str) -> list[Region]:
    """Regions of that name and the place's level: those in the same region as the place if there are any."""
    if place.level not in _OFFICIAL:
        return []
    return _near(place, name) or find_region(name, {place.level})


def _near(place: PlaceName, name: str) -> list[Region]:
    """Regions of that name and the place's level beside the place."""
    parents = {region.parent for region in place.regions} - {None}
    return [region for region in find_region(name, {place.level}) if region.parent in parents] if parents else []


def _accepted(items: Sequence[Item], closed: bool, people: Container[int]) -> Iterator[Item]:
    """The items that are places: those up to the last one that the gazetteer has, or all of a list that is sure."""
    unknown = [item for item in items if not item.regions]
    sure = closed and len(items) >= _SURE and not any(item.start in people for item in unknown)
    if sure or not unknown:
        yield from items
        return
    for item in items:
        if not item.regions:
            return
        yield item


@cache
def _opening() -> re.Pattern[str]:
    """What may stand between a place and a list of places in it: ``, yakni di``, `` meliputi ``, `` di ``, ``: ``."""
    context = lexicon().context
    told = rf",?{BLANK}(?:{alternatives(context.holds)})"
    into = rf"{BLANK}(?:{alternatives(context.into)})"
    return re.compile(rf"(?:{told}(?:{into})?|,?{into}|(?=:))(?:{BLANK}?:)?{BLANK}(?=[A-Z])")


def contained(
    text: str,
    found: Sequence[PlaceName],
    limits: Sequence[tuple[int, int]],
    taken: Intervals,
    people: Container[int],
) -> Iterator[PlaceName]:
    """Yield the places that a list names inside a place before it: ``Kecamatan Cepu di Balun, Ngelo dan Nglanjuk``.

    The gazetteer has them inside the outer one (``found``, in order); names that it does not have count in a list that
    ends with ``dan`` and the most of which it has, where the recogniser sees nobody (``people``).
    """
    rules = ("level_and_name", "spelling_variant")
    outer = [(place.start, place) for place in found if place.regions and place.rule in rules]
    places = Intervals((place.start, place.end) for place in found)
    for (_, place), (_, limit) in by_zone(outer, limits):
        opening = _opening().match(text, place.end, limit)
        parents = tuple(f"{region.code}." for region in place.regions)
        items, closed = (
            _inner(text, opening.end(), limit, (taken, places), parents) if opening is not None else ([], False)
        )
        unknown = [item for item in items if not item.regions]
        sure = closed and 2 * len(unknown) <= len(items) and not any(item.start in people for item in unknown)
        for item in items:
            if item.regions or sure:
                level = item.regions[0].level if item.regions else "other"
                yield PlaceName(item.start, item.end, text[item.start : item.end], level, "list", item.regions)


def _inner(
    text: str, pos: int, limit: int, others: Sequence[Intervals], parents: tuple[str, ...]
) -> tuple[list[Item], bool]:
    """The names of a list from ``pos`` on with the regions in ``parents``, and whether it ends with ``dan``."""
    items: list[Item] = []
    last = False
    for _ in range(_MOST_ITEMS):
        run = capital_words(text, pos, limit, (), _MOST_WORDS + 1)
        words = list(takewhile(lambda word: not any(word.start in taken for taken in others), run))
        if not words or len(words) > _MOST_WORDS:
            break
        end = words[-1].end
        regions = _highest(each for each in find_region(text[pos:end], _SMALL) if each.code.startswith(parents))
        if not regions and any(_is_no_name(word.text) for word in words):
            break
        items.append(Item(pos, end, regions))
        glue = _GLUE.match(text, _over_remark(text, end, limit), limit)
        if last or glue is None:
            return items, last
        pos, last = glue.end(), bool(glue["last"])
    return items, False


def _highest(regions: Iterable[Region]) -> list[Region]:
    """The district of Cepu, not the village of that name in it."""
    found = list(regions)
    return [region for region in found if len(region.code) == len(found[0].code)]  # in order of their levels


def beside(
    text: str,
    hits: Sequence[Phrase],
    limits: Sequence[tuple[int, int]],
    found: Sequence[PlaceName],
    taken: Intervals,
    regencies: Container[str],
) -> Iterator[PlaceName]:
    """Yield the names of districts in lists: ``Kabupaten Bungo: Limbur dan Pelepat``, ``Serawai, Dedai, Kayan Hilir``.

    ``hits`` are bare names of districts; those of one of the ``regencies`` that the article names count, three in a row
    (places that are known among them), or two behind a colon.  Names are between ``limits``.
    """
    members: dict[int, PlaceName] = {place.start: place for place in found}
    made: set[int] = set()
    for (start, end, code), _ in by_zone(hits, limits):
        region = get_region(code) if code[:_REGENCY] in regencies else None
        if region is None or not text[start].isupper() or taken.overlaps(start, end):
            continue
        if start in made:
            members[start].regions.append(region)
        elif not _CAPITAL_BEHIND.match(text, end):
            members[start] = PlaceName(start, end, text[start:end], "district", "list", [region])
            made.add(start)
    run: list[PlaceName] = []
    for start in sorted(members):
        glue = _NEXT.match(text, run[-1].end) if run else None
        if glue is None or glue.end() != start:
            yield from _of_run(text, run, made)
            run = []
        run.append(members[start])
    yield from _of_run(text, run, made)


def _of_run(text: str, run: Sequence[PlaceName], made: Container[int]) -> Iterator[PlaceName]:
    """The districts of a run that is long enough, or led by a colon."""
    if len(run) >= _LEAST_BESIDE or (run and text[max(0, run[0].start - 2) : run[0].start].strip() == ":"):
        yield from (place for place in run if place.start in made)
