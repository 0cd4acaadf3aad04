"""Named buildings, halls, roads, markets, places of worship: head word + capitalised words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache

from ..article import Facility, Mention
from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.facilities import load as lexicon
from ..lexicon.facilities import lower_heads
from ..lexicon.offices import load as offices
from ..lexicon.places import world_names
from ..page import Layers, Page, Phrase
from ..text.intervals import Intervals
from ..text.spelling import fold, slug, without_brackets
from .names import BLANK, capital_words, stops, tailed
from .road_lists import in_lists

_GAP = re.compile(rf"{BLANK}{{1,2}}")
_NUMBER = re.compile(rf"{BLANK}(?:\d{{1,3}}|[IVX]{{1,4}}(?!{BLANK}[A-Z][a-z]))(?![\w/]|[.,:]\d)")
_DASH = re.compile(rf"{BLANK}?[-–]{BLANK}?(?=[A-Z])")
_INNER = re.compile(rf"{BLANK}(?:lintas|raya|tradisional|utama|desa|kecamatan|kabupaten)(?={BLANK}[A-Z])")
_AND = re.compile(rf"{BLANK}(?:dan|&)(?={BLANK}[A-Z])")
_CAPITAL_BEFORE = re.compile(rf"(?<!\w)[A-Z][a-z]+{BLANK}$")
_COMPANY_BEFORE = re.compile(rf"(?<!\w)(?:PT|CV)\.?{BLANK}$")
_MOST = 7


@cache
def _small_title() -> re.Pattern[str]:
    """``RSUD| dr| Soetomo``."""
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().words.abbreviated)})\.?(?={BLANK}[A-Z])")


def find(
    text: str,
    hits: Iterable[Phrase],
    limits: Iterable[tuple[int, int]],
    units: dict[int, int],
    barriers: set[int],
    companies: Container[int],
) -> list[tuple[int, int, str]]:
    """Return ``(start, end, kind)`` of the facilities that the hits of kind ``facility`` begin, in order.

    ``units`` are starts and ends of unit names: one may end a venue (``aula Mapolres X``); ``companies`` are starts of
    known names of organisations (``Perum Bulog`` is no housing estate).
    """
    zones = list(limits)
    found: list[tuple[int, int, str]] = []
    inside = Intervals(units.items())
    zone = 0
    for start, end, kind in hits:
        while zone < len(zones) and zones[zone][1] <= start:
            zone += 1
        if zone == len(zones):
            break
        if found and start < found[-1][1]:
            continue
        if start in inside:
            if kind == "headquarters" and start in units:
                found.append((start, units[start], kind))
            continue
        if start in companies or (text[start].islower() and kind.removeprefix("tail:") not in lower_heads()):
            continue
        if kind.startswith("tail:"):  # `Palm Spring | Resort`
            begin = _tailed(text, start, end, zones[zone][0])
            if begin is not None and not (found and begin < found[-1][1]):
                found.append((begin, end, kind.removeprefix("tail:")))
            continue
        if _COMPANY_BEFORE.search(text, max(0, start - 5), start):
            continue  # `PT | Terminal Petikemas`
        if text[start:end] in lexicon().words.initials and _CAPITAL_BEFORE.search(text, max(0, start - 30), start):
            continue  # `Fariz | RM`
        stop = _read(text, start, end, kind, zones[zone][1], units, barriers)
        if stop is not None:
            found.append((start, stop, kind))
    return found


def _read(
    text: str, start: int, end: int, kind: str, limit: int, units: dict[int, int], barriers: set[int]
) -> int | None:
    """Where the facility's name ends; None where no name follows the head."""
    stop, named, count = end, False, 0
    words = lexicon().words
    while count < _MOST:
        doctor = _small_title().match(text, stop, limit) if kind == "health" and not named else None
        stop = doctor.end() if doctor else stop
        gap = _GAP.match(text, stop, limit)
        if gap is not None and gap.end() in units:
            if kind != "health":
                return units[gap.end()]
            stop, named, count = units[gap.end()], True, count + 1  # Rumah Sakit Polri Kramat Jati
            continue
        if gap is not None and gap.end() in barriers:
            break
        number = _NUMBER.match(text, stop, limit)
        if number is not None and named and text[max(start, stop - 15) : stop].rsplit(maxsplit=1)[-1] in words.numbered:
            stop, count = number.end(), count + 1
            continue
        if number is not None:
            # `Simpang II`, `Cafe 87`; but `Jalan Merdeka 3 orang` ends before the number
            if (not named and text[start].isupper() and kind != "office") or (named and kind in ("road", "transport")):
                stop, named = number.end(), True  # and no `sekali jalan 50 ribu`
            break
        inner = _INNER.match(text, stop, limit) if not named or kind == "road" else None
        inner = inner or (_AND.match(text, stop, limit) if named and kind == "road" else None)
        if inner is not None:
            gap, count = _GAP.match(text, inner.end(), limit), count + 1
        following = capital_words(text, gap.end(), limit, barriers, 1) if gap else []
        if not following:
            break
        word = following[0].text
        folded = word.casefold()
        if folded in offices().headline and not named:
            return None
        if folded in offices().headline or (named and folded in words.roads):
            break
        if named and kind == "road" and folded in words.marks:
            break
        if word in words.general and kind != "road" and stop == end and following[0].end + 1 not in units:
            return None
        level = folded in words.levels and (
            kind == "office" or (not named and (kind == "health" or text[start].isupper()))
        )
        if folded in stops() and not level and (named or folded not in words.within) and folded not in words.ranks:
            break
        stop, count = following[0].end, count + 1
        if folded in words.abbreviated and text[stop : stop + 1] == ".":
            stop += 1  # RS Dr. Kariadi
        named = named or folded not in words.levels
        dash = _DASH.match(text, stop, limit)
        if dash is not None and kind == "road":
            more = capital_words(text, dash.end(), limit, barriers, 1)
            stop = more[0].end if more else stop
    figure = kind == "shop" or (text[start].islower() and kind != "transport")
    return None if not named or (figure and text[end:stop].strip() in world_names()) else stop  # `pasar | China`


def _tailed(text: str, start: int, end: int, floor: int) -> int | None:
    """Where the name begins that a tail ends, also right before a region: ``First | Club | Kota Batam``."""
    words = capital_words(text, end + 1, len(text), (), 4)
    if words and (words[0].text.casefold() in lexicon().words.levels or find_region(words[0].text)):
        words = []
    before = text[max(floor, start - 20) : start].split()
    if words or not before or before[-1] in lexicon().words.clubs:
        return None
    return tailed(text, start, end, floor, last=True)


def facility_stage(page: Page) -> Layers:
    text = page.text
    units = {m.start: m.end for unit in page.units for m in unit.mentions}
    barriers = {position.start for position in page.positions}
    barriers.update(rank.start for rank in page.ranks)
    posts = Intervals((position.start, position.end) for position in page.positions)
    companies = {hit.start for hit in page.hits("organization") if hit.key.startswith("name:")}
    groups: dict[str, tuple[str, list[Mention]]] = {}
    spans = [
        span
        for span in find(text, page.hits("facility"), page.article_spans(), units, barriers, companies)
        if span[0] not in posts
    ]
    roads = [(start, end) for start, end, kind in spans if kind == "road"]
    barriers.update(units, (start for start, _, _ in spans))
    spans += [(start, end, "road") for start, end in in_lists(text, roads, page.article_spans(), barriers)]
    spans.sort()
    for start, end, kind in spans:
        name = text[start:end]
        mention = Mention(start=start, end=end, text=name, rule=f"{kind}_head")
        groups.setdefault(fold(without_brackets(name)), (kind, []))[1].append(mention)
    facilities = [
        Facility(id=f"facility/{slug(name)}", name=mentions[0].text, kind=kind, mentions=tuple(mentions))
        for name, (kind, mentions) in groups.items()
    ]
    return {"facilities": facilities}
