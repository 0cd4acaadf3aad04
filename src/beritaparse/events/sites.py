"""Where something can take place: facilities, schools and courts, rooms and houses with the name behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..article import Sentence
from ..gazetteer.regions import find_region
from ..lexicon import Lexicon, alternatives, read
from ..page import Page as Whole
from ..text.expressions import GAP, B
from ..text.runs import Anchored, WholeWords
from ..text.spelling import lower
from . import spots

_KILOMETRE = re.compile(
    rf"(?:{B}\([^()\n]{{2,30}}\))?,?{B}(?:KM|Km|km|[Kk]ilometer)\.?[ \u00a0]?\d(?:[\d.,+/-]{{0,8}}\d)?(?:[AB]\b)?"
)
_NAME = re.compile(r"[A-Z][\w’'.-]*\w|[A-Z]|\d{1,3}(?![\w.,:/-])")
_SHORT_FORM = re.compile(rf"{B}\([A-Z][\w-]{{1,9}}\)(?={B}[A-Z])")
_STOREY = r"(?:\d{1,2}|[ivx]{1,4})"
_WARD = re.compile(
    rf",?{B}RT\.?[ \u00a0/]?\d{{1,3}}(?:,?[ \u00a0/]{{0,2}}RW\.?[ \u00a0/]?\d{{1,3}})?(?!\w)", re.IGNORECASE
)
"""The ward behind a road: ``Jalan Kenari RT 03 RW 02``."""
_PART = re.compile(rf",{B}(?:[a-z]{{3,12}}{B})?[A-Z][\w’'-]+(?:{B}[A-Z0-9][\w’'-]*){{0,2}}(?=,)")
"""A second name behind a comma: ``Gedung X, Art Center, Denpasar``."""
_GRADE = re.compile(rf"{B}[Kk]elas{B}(?:[1-3]|I{{1,3}})(?:[ \u00a0-]?[A-D])?(?:{B}[Kk]husus)?(?!\w)")
"""The class of a court or prison: ``Kelas IA Khusus``."""
_ROOM_WINDOW = 45
_FRONT_WINDOW = 24
_MOST_WORDS = 6
_MOST_PARTS = 3
_ROOMS = ("hall", "head")
"""Kinds of sites that may be a body's."""


class Venues(Lexicon):
    """``lexicon/events_venues.toml``."""

    between_not: tuple[str, ...]
    rooms: tuple[str, ...]
    fronts: tuple[str, ...]
    floors: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    joints: tuple[str, ...]
    known: tuple[str, ...]
    levels: frozenset[str]
    ends: frozenset[str]
    organizations: tuple[str, ...]
    units: tuple[str, ...]
    visits: tuple[str, ...]
    met: tuple[str, ...]
    press: tuple[str, ...]
    members: tuple[str, ...]
    visiting: frozenset[str]
    building: frozenset[str]
    builds: tuple[str, ...]
    cells: tuple[str, ...]
    classes: dict[str, frozenset[str]]


class Site(NamedTuple):
    """A stretch of the page that may be a venue; ``kind`` is the facility's, or how it was found."""

    start: int
    end: int
    kind: str | None
    facility_id: str | None = None
    how: str = "named"
    """How it was found: ``named`` (facilities, bodies), ``head``, ``known``, ``front`` (with a word for what is before
    it), ``spot``, ``plain``, ``loose``, or of two parts
    (``road`` if the last is one, else ``joined``, ``part`` if it is a bare name, ``ward``)."""
    nested: str = "alone"
    """``inner`` inside a longer one, ``outer`` around a shorter one."""
    last: str = ""
    """Of several parts: what the last one is but a road, behind a comma where no word joins it (``,office``)."""


@cache
def lexicon() -> Venues:
    return read("events_venues", Venues)


@cache
def class_of() -> dict[str, str]:
    """What a place is (``house``, ``water``) by the word that begins it or by its kind."""
    return {word: name for name, words in lexicon().classes.items() for word in words}


def class_at(text: str, site: Site) -> str:
    """What a place is: words that begin few places share their class."""
    first = GAP.split(lower(text[site.start : site.end]), maxsplit=1)[0]
    return class_of().get(first) or class_of().get(site.kind or "", "other")


@cache
def _room() -> re.Pattern[str]:
    """A word for a room right before a place: it belongs to its name (``aula SMA Negeri 1 Demak``)."""
    return re.compile(rf"(?<!\w)(?:(?:{alternatives(lexicon().rooms)}){B})?(?:{_floor()}{B})?$", re.IGNORECASE)


@cache
def _front() -> re.Pattern[str]:
    """Words for what is before or around a place: ``halaman | Kodim Demak``, ``trotoar | Jalan Kudus``."""
    fronts = alternatives(lexicon().fronts)
    return re.compile(rf"(?<!\w)(?:{fronts})(?:{B}(?:{fronts}))?{B}$", re.IGNORECASE)


@cache
def _floor() -> str:
    return rf"(?:{alternatives(lexicon().floors)}){B}{_STOREY}"


@cache
def _floor_behind() -> re.Pattern[str]:
    """The floor behind a name, or its number where the name already has the word."""
    return re.compile(rf"{B}(?:{_floor()}|(?<=lantai[ \u00a0]){_STOREY})(?!\w)", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    words = alternatives((*lexicon().heads, *lexicon().rooms))
    return re.compile(rf"(?<!\w)(?:{words})(?:{B}(?:{words}))*(?!\w)", re.IGNORECASE)


@cache
def _joint() -> re.Pattern[str]:
    """Between the parts of a place: ``Jalan X, tepatnya di depan Masjid Y``."""
    joints = alternatives(lexicon().joints)
    return re.compile(rf",{B}(?:(?:di|{joints}){B})?|{B}(?:di|{joints}){B}")


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().known)})(?!\w)", re.IGNORECASE)


@cache
def _words() -> WholeWords:
    return WholeWords(lower(word) for word in (*lexicon().heads, *lexicon().rooms, *lexicon().known))


@cache
def _tailed() -> Anchored:
    """``di First Club Batam``: the word for what it is stands behind the name."""
    tails, ends = alternatives(lexicon().tails), alternatives(lexicon().ends)
    word = r"[A-Z][\w’'-]*\w"
    pattern = rf"di{B}(?P<place>(?:(?!(?:{tails})\b){word}{B}){{1,3}}(?:{tails})\b(?:{B}(?!(?i:{ends})\b){word})?)"
    return Anchored(rf"(?<!\w){pattern}", ("di",))


def find(whole: Whole, limit: int) -> list[Site]:
    """Return the places with a name that begin before the character ``limit``, in order."""
    text = whole.text
    named = {
        mention.start: mention.end
        for layer in (whole.units, whole.organizations, whole.facilities)
        for entity in layer
        if entity.kind != "road"
        for mention in entity.mentions
    }
    named.update((position.start, position.end) for position in whole.positions)
    found = [
        Site(mention.start, mention.end, facility.kind, facility.id)
        for facility in whole.facilities
        for mention in facility.mentions
        if mention.start < limit
        and (facility.kind != "market" or not find_region(mention.text, {"district"}))  # `Pasar Rebo` is a district
    ]
    for layer, kinds in ((whole.organizations, lexicon().organizations), (whole.units, lexicon().units)):
        found += [
            Site(mention.start, _graded_end(text, mention.end), "body")
            for entity in layer
            if entity.kind in kinds
            for mention in entity.mentions
            if mention.start < limit
        ]
    found = [_with_room(text, site) for site in found]
    found += _fronted(text, [*found, *_bodies(whole, limit)])
    stops = {time.start for time in whole.dates}
    sentences = [sentence for sentence in whole.sentences if sentence.start < limit]
    found += _headed(text, sentences, limit, named, stops)
    found += [
        Site(*match.span("place"), "head", how="head")
        for sentence in sentences
        for match in _tailed().finditer(text, sentence.start, sentence.end)
    ]
    found.sort(key=lambda site: (site.start, -site.end))
    kept: list[Site] = []
    for site in found:
        if not kept or site.start >= kept[-1].end:
            kept.append(site)
    found = [*kept, *_spots(text, whole, sentences, stops, kept)]
    found += _joined(text, found, named)
    found += _parted(text, found, whole, stops)
    # in their order, not a set's: that of places with the same ends would be another in every process
    return _with_nesting(sorted(dict.fromkeys(found), key=lambda site: (site.start, -site.end)))


def _graded_end(text: str, end: int) -> int:
    """Where the name of a court or prison ends with its class."""
    grade = _GRADE.match(text, end)
    return grade.end() if grade else end


def _joined(text: str, found: list[Site], named: dict[int, int]) -> Iterator[Site]:
    """Places of two or three parts: ``Graha X, Kompleks Y``, ``sebuah rumah di Jalan X``, ``Aula X, Polres Y``.

    ``named`` are the starts of bodies with their ends: a room may be one's.
    """
    longest: dict[int, Site] = {}
    joint = _joint()
    for site in found:
        if site.start not in longest or site.end > longest[site.start].end:
            longest[site.start] = site
    for site in {(site.start, site.end): site for site in found}.values():
        end = site.end
        for _ in range(_MOST_PARTS - 1):
            gap = joint.match(text, end)
            other = longest.get(gap.end()) if gap else None
            if gap and other is None and site.kind in _ROOMS and gap.end() in named:
                other = Site(gap.end(), named[gap.end()], "body")
            if other is None:
                break
            end = other.end
            how = "road" if other.kind == "road" else "joined"
            comma = "," if gap and gap.group().strip() == "," else ""
            last = "" if how == "road" else f"{comma}{class_at(text, other)}"
            yield Site(site.start, end, site.kind, site.facility_id, how, last=last)


def _parted(text: str, found: list[Site], whole: Whole, stops: set[int]) -> Iterator[Site]:
    """Places with the ward or the bare name that stands behind them: ``Jl. Kenari RT 03``, ``Gedung X, Art Center``.

    What is a region, a person or a day is no part of a place.
    """
    mentions = [mention for layer in (whole.places, whole.persons) for item in layer for mention in item.mentions]
    others = stops | {mention.start for mention in mentions}
    for site in {site.end: site for site in found}.values():
        road = site.kind == "road" or class_at(text, site) == "road"
        ward = _WARD.match(text, site.end) if road else None
        part = _PART.match(text, site.end) if ward is None else None
        if ward is not None:
            yield Site(site.start, ward.end(), site.kind, site.facility_id, "ward")
        elif part is not None and others.isdisjoint(range(site.end + 1, part.end())):
            yield Site(site.start, part.end(), site.kind, site.facility_id, "part")


def _spots(text: str, whole: Whole, opening: Sequence[Sentence], stops: set[int], kept: list[Site]) -> Iterator[Site]:
    """Places by construction; not what is a region or a person, nor what was found otherwise."""
    spans = {(site.start, site.end) for site in kept}
    regions = {mention.start: mention.end for place in whole.places for mention in place.mentions}
    nowhere = regions | {mention.start: mention.end for person in whole.persons for mention in person.mentions}
    kinds = {mention.start: "unit" for unit in whole.units for mention in unit.mentions}
    kinds |= {mention.start: "organization" for item in whole.organizations for mention in item.mentions}
    sentences = [(sentence.start, sentence.end) for sentence in opening]
    bodies = {
        mention.start: mention.end
        for layer in (whole.units, whole.organizations)
        for entity in layer
        for mention in entity.mentions
    }
    for spot in spots.find(text, sentences, stops, regions, bodies):
        if (spot.start, spot.end) not in spans and (spot.head or spot.end > nowhere.get(spot.start, 0)):
            yield Site(spot.start, spot.end, spot.head or kinds.get(spot.start, "name"), how=spot.how)


def _with_nesting(found: list[Site]) -> list[Site]:
    """Mark which places stand inside longer ones: ``Masjid X`` in ``halaman Masjid X``."""
    inner: set[int] = set()
    outer: set[int] = set()
    last = -1
    for number, site in enumerate(found):
        if last >= 0 and site.end <= found[last].end:
            inner.add(number)
            outer.add(last)
        else:
            last = number
    return [
        site._replace(nested="inner" if number in inner else "outer" if number in outer else "alone")
        for number, site in enumerate(found)
    ]


def _with_room(text: str, site: Site) -> Site:
    room = _room().search(text, max(0, site.start - _ROOM_WINDOW), site.start)
    floor = _floor_behind().match(text, site.end) if site.kind != "road" else None
    return site._replace(start=room.start() if room else site.start, end=floor.end() if floor else site.end)


def _bodies(whole: Whole, limit: int) -> Iterator[Site]:
    """All units and organisations, in whose yard something may take place."""
    for layer in (whole.units, whole.organizations):
        for entity in layer:
            for mention in entity.mentions:
                if mention.start < limit:
                    yield Site(mention.start, mention.end, "body")


def _fronted(text: str, found: Sequence[Site]) -> Iterator[Site]:
    """Places with the word before them."""
    front = _front()
    for site in found:
        before = front.search(text, max(0, site.start - _FRONT_WINDOW), site.start)
        if before is not None:
            yield site._replace(start=before.start(), how="front")


def _headed(
    text: str, sentences: Sequence[Sentence], limit: int, named: dict[int, int], stops: set[int]
) -> Iterator[Site]:
    """Heads that the facilities do not know, with the names behind them; and places that need no name."""
    ends = {sentence.start: sentence.end for sentence in sentences}
    starts = sorted(ends)
    behind = 0
    for position, _ in _words().find(lower(text), 0, limit):
        at = bisect_right(starts, position) - 1
        stop = ends[starts[at]] if at >= 0 else 0
        known = _known().match(text, position, stop)
        if known is not None:
            yield _with_room(text, Site(position, known.end(), "known", how="known"))
        head = _head().match(text, position, stop) if position >= behind else None
        if head is not None:
            behind = head.end()
            end = _name_end(text, behind, stop, named, stops)
            if end is not None:
                yield Site(position, end, "head", how="head")


def _name_end(text: str, start: int, limit: int, named: dict[int, int], stops: set[int]) -> int | None:
    """Where the name behind a head ends: that of a unit, post or body that follows, or capitalised words."""
    end = None
    for _ in range(_MOST_WORDS):
        short = _SHORT_FORM.match(text, end, limit) if end else None  # `Sanggar Kegiatan Belajar | (SKB) | X`
        gap = GAP.match(text, short.end() if short else end or start, limit)
        if gap is None or gap.end() in stops:
            break
        if gap.end() in named:
            return named[gap.end()]
        word = _NAME.match(text, gap.end(), limit)
        folded = word.group().casefold() if word else ""
        if word is None or folded in lexicon().ends or (end and folded in lexicon().levels):
            break
        end = word.end()
    return end


def with_kilometre(text: str, site: Site) -> str:
    """A road is named with its kilometre: ``Tol Cipularang KM 93``, ``Jalan Trans Sulawesi (Poros Majene) KM 7-8``."""
    mark = _KILOMETRE.match(text, site.end) if site.kind == "road" else None
    return text[site.start : mark.end()] if mark else text[site.start : site.end]
