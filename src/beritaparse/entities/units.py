"""Units of police, armed services, prosecution, courts, elections, ministries and local government."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as organizations
from ..lexicon.positions import function_words
from ..lexicon.units import UnitKind, buildings, by_head
from ..lexicon.units import load as lexicon
from ..page import Layers, Page, Phrase
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.runs import Anchored
from ..text.spelling import fold, without_brackets
from ..text.walk import by_zone
from .recognised import PERSON, TOPIC, recognised
from .unit_choice import chosen
from .unit_gloss import explained, widened
from .unit_grammar import first_ministry, read_part_name, read_topic, read_unit_name, with_region
from .unit_groups import make_units
from .unit_options import Option, options
from .unit_regions import NameEnd, begins_in_town, over_parent
from .unit_spans import UnitSpan

_ADJACENT = re.compile(rf"(?:{BLANK}?\([A-Z][\w ]{{1,20}}\){BLANK}|{BLANK}{{1,2}})")
_PAIRED = re.compile(r"[-/](?:Polri|TNI)(?!\w)")  # `Tim SAR | TNI-Polri`: a part of both, none of one
_REGENCIES = frozenset({"regency", "city"})
_MISSPELT = frozenset({"polda", "polres", "polresta", "polrestabes", "polsek"})
_DEEPEST = 8  # units that one is spelt out to be a part of, each of the next
_LEAST_SLIPPED = 4  # letters
_REACH = 16  # characters before a unit in which a word of `not_after` is looked for
_IN_BRACKETS = re.compile(rf"{BLANK}?\({BLANK}?([A-Z][\w /-]{{1,30}})\)")
_FACTION = re.compile(rf"(?<!\w)Fraksi(?:{BLANK}\(?[A-Z][\w()-]*){{1,6}}{BLANK}$")
_LONGEST_FACTION = 70  # characters
_REPUBLIC = re.compile(rf"{BLANK}(?:RI|Republik{BLANK}Indonesia)(?!\w)")
_FUNCTION = re.compile(rf"{BLANK}(?:(?P<grade>[IVX]{{1,4}}|\d{{1,2}})(?!\w)|(?P<word>[A-Z]\w+))")
_COUNTED = re.compile(rf"(?<![\w.,/])\d{{1,3}}{BLANK}$")
_LONGEST_COUNT = 8  # characters
_POLICE = re.compile(r"P(?<!\wP)[ol][a-z]{3,11}(?=[ \u00a0][A-Z])")


def find(
    text: str,
    hits: Iterable[Phrase],
    limits: Iterable[tuple[int, int]],
    barriers: set[int],
    posts: Intervals,
    seen: Mapping[int, int],
) -> list[UnitSpan]:
    """Return the units that the automaton's hits of kind ``unit`` begin, chains joined, in order.

    ``barriers`` are offsets where something else (a rank, a post) begins and a name must end.  No part begins in or
    right behind one of ``posts``: ``Kasi Propam Polres X`` serves in ``Polres X``.  ``seen`` maps starts to ends of
    what the recogniser holds for organisations: an office with a topic that we do not know is one where it says so.
    """
    hits = list(hits)
    wholes = {start for start, _, head in hits if by_head()[head].name != "part"}
    spans: list[UnitSpan] = []
    reach = 0  # of what has been read
    explained_to = {hit.start: hit.end for hit in hits if text[hit.end - 1] == ")"}
    for (start, end, head), (floor, limit) in by_zone(hits, limits):
        if start < reach:
            continue
        kind = by_head()[head]
        if kind.name == "nothing":
            reach = end
        if kind.name == "nothing" or _belongs_to_word_before(text, start, end, kind, (floor, limit), barriers):
            continue
        if kind.name == "part":
            if not kind.headed and (start in posts or start - 1 in posts):
                continue
            span = _read_part(text, start, end, kind, limit, wholes)
        else:
            span = _read(text, start, end, kind, limit, barriers, seen.get(start, 0))
            if span is not None and span.end < explained_to.get(start, 0):
                continue  # `Badan Pengawas| Pemilu dan Pilkada (BPPP)`: the abbreviation tells more
        if span is not None:
            spans.append(span)
            reach = span.end
    return _without_buildings(_chain(text, spans))


def _belongs_to_word_before(
    text: str, start: int, end: int, kind: UnitKind, zone: tuple[int, int], barriers: set[int]
) -> bool:
    """``Rumah Sakit | Polri``, ``mobil | dinas``; an office with a topic that we know stands behind any word."""
    before = f" {text[max(zone[0], start - _REACH) : start].strip()}"
    if kind.service == "dpr" and _FACTION.search(text, max(zone[0], start - _LONGEST_FACTION), start):
        return True  # `Fraksi Partai Golkar | DPRD Demak`
    if not before.endswith(_not_after()):
        return False
    return not (kind.name == "topic" and read_topic(text, end, zone[1], barriers, known=True))


@cache
def _not_after() -> tuple[str, ...]:
    return tuple(f" {word}" for word in lexicon().not_after)


def _without_buildings(spans: Iterable[UnitSpan]) -> list[UnitSpan]:
    """No ``Mapolres Demak``, where the ``Polres Demak`` sits (a facility), unless a part of it is named before."""
    return [span for span in spans if span.form.casefold() not in buildings()]


def _read_part(text: str, start: int, end: int, kind: UnitKind, limit: int, wholes: set[int]) -> UnitSpan | None:
    """``Subdit Jatanras`` before ``Ditreskrimum Polda X``; None where no unit that it can be a part of follows."""
    if not text[start].isupper():
        return None
    stop = read_part_name(text, end, limit, wholes)
    if stop is None or (stop == end and not kind.alone):
        return None
    if _first_word(text, end, stop) in kind.never:
        return None
    return UnitSpan(start, stop, kind, text[start:end], text[end:stop].strip())


def _read(
    text: str, start: int, end: int, kind: UnitKind, limit: int, barriers: set[int], seen: int
) -> UnitSpan | None:
    form = _own_form(text[start:end], kind)
    bracket = _IN_BRACKETS.match(text, end, limit)
    if bracket is not None and (kind.subunit or _is_form(bracket[1], kind)):
        end = bracket.end()  # `Satuan Reserse Narkoba (Satres Narkoba)`, `Pengadilan Tata Usaha Negara (PTUN)`
        form = bracket[1] if kind.various else form
    named = read_unit_name(text, end, limit, kind, barriers)
    if kind.name == "topic" and seen > (named.end if named else end + 1):
        named = _seen_topic(text, end, kind, seen) or named
    named = _whole(text, start, end, kind, limit, barriers, named)
    if named is not None and kind.kind == "kementerian":
        named = first_ministry(text, start, named)
    if not form[0].isupper() and not (named and _may_be_small(kind, named)):
        return None
    if len(form) <= 4 and not form.isupper() and form not in (kind.head, *kind.forms):
        return None  # Bpk, Bin, Kip are words
    if named is None and kind.name == "optional" and _generic().match(text, end - len(_level_at_end(form)), limit):
        return None
    if named is None and kind.name != "none" and (not kind.bare or _first_word(text, end, limit) in kind.never):
        return None
    if named is None and kind.name == "ordinal" and _COUNTED.search(text, max(0, start - _LONGEST_COUNT), start):
        return None  # `7 | KPPS`: its members, or several of them
    stop = over_parent(text, named, limit, barriers) if named else end
    republic = _REPUBLIC.match(text, stop, limit) if kind.service in lexicon().of_the_republic else None
    stop = republic.end() if republic else stop
    return UnitSpan(
        start=start,
        end=stop,
        kind=kind,
        head=without_brackets(form) if kind.keep_form else kind.head,
        name=text[named.start : named.end] if named else "",
        code=named.code if named else kind.code,
        short=bracket[1] if bracket is not None and bracket.end() == end else "",
        form=form,
    )


def _whole(
    text: str, start: int, end: int, kind: UnitKind, limit: int, barriers: set[int], named: NameEnd | None
) -> NameEnd | None:
    """The name up to an abbreviation that explains it, where the grammar read less: ``Dinas X| dan Nagari (DXN)``."""
    short = named is not None and named.code is None
    if not (short if kind.name == "topic" else kind.name in ("none", "optional") and " " in text[start:end]):
        return named
    whole = explained(text, start, limit)
    if whole is None or whole <= (named.end if named else end):
        return named
    return with_region(text, named.start if named else end + 1, whole, limit, barriers)


def _own_form(form: str, kind: UnitKind) -> str:
    """The head as written; the abbreviation alone where the words before it have a slip or are not known."""
    known = form[-1] != ")" or form.casefold() in {known.casefold() for known in (kind.head, *kind.forms)}
    return form if known else form[form.rindex("(") + 1 : -1]


def _may_be_small(kind: UnitKind, named: NameEnd) -> bool:
    """``polres Demak``, ``dinas Dikbud Lombok Timur``: what follows a head in small letters shows that it is one."""
    return kind.name in ("region", "local", "number") or (kind.name == "topic" and named.code is not None)


def _level_at_end(form: str) -> str:
    """The level word that a form ends in, with its blank: ``BPBD| Kabupaten``."""
    last = form.rsplit(maxsplit=1)[-1]
    return f" {last}" if last.capitalize() in ("Kabupaten", "Kota", "Provinsi") else ""


def _seen_topic(text: str, end: int, kind: UnitKind, seen: int) -> NameEnd | None:
    """``Badan | Pengawas MA``: a topic that nothing but the recogniser knows."""
    name = text[end:seen].strip()
    if not name or not name[0].isupper() or name.split()[0] in kind.never or "(" in name:
        return None
    return NameEnd(end + 1, seen, None)


def _first_word(text: str, start: int, end: int) -> str:
    return next(iter(text[start : min(end, start + _REACH)].split()), "")


def _is_form(name: str, kind: UnitKind) -> bool:
    """Is this a form of the kind, be it with a slip: ``Badan Penanggulangan Bencana Daerah (BPDB)``?"""
    short, forms = fold(name), {fold(form) for form in (kind.head, *kind.forms)}
    return short in forms or (
        len(short) >= _LEAST_SLIPPED
        and any(DamerauLevenshtein.distance(short, form, score_cutoff=1) <= 1 for form in forms)
    )


@cache
def _generic() -> re.Pattern[str]:
    """``DPRD | kabupaten``, ``KPU | Kabupaten/Kota``: those of all regions; the ``DPRD Provinsi`` is a certain one."""
    return re.compile(
        rf"{BLANK}(?:kabupaten|kota|provinsi|Kabupaten/[Kk]ota|Provinsi/[Kk]abupaten)(?!\w|{BLANK}\(?[A-Z])"
    )


def _chain(text: str, spans: list[UnitSpan]) -> list[UnitSpan]:
    """Join parts with the unit that follows them, and note parents that are spelt out, at most :data:`_DEEPEST`."""
    chained: list[UnitSpan] = []
    for span in reversed(spans):
        after = chained[-1] if chained and _depth(chained[-1]) < _DEEPEST else None
        adjacent = after is not None and (gap := _ADJACENT.match(text, span.end)) and gap.end() == after.start
        adjacent = adjacent and not (after and _PAIRED.match(text, after.end))
        if adjacent and after is not None:
            if span.kind.subunit and (not span.kind.within or after.kind.service in span.kind.within):
                span.end = after.end
                span.parents = [after]
                chained[-1] = span
                continue
            if not span.kind.subunit and span.code is None and after.kind.service in span.kind.within:
                span.end, span.parents = after.end, [after]  # `Badan Geologi | Kementerian ESDM`
                chained[-1] = span
                continue
            if _is_within(span.kind, after.kind):
                span.parents = [after]
                if span.kind.parent or not span.name:  # `Polsek Moyo Polres Sumbawa`: one unit
                    span.end = after.end
                    chained.pop()
        if span.kind.needs_parent:
            continue
        chained.append(span)
    chained.reverse()
    return chained


def _depth(span: UnitSpan) -> int:
    """How many units a unit is spelt out to be a part of."""
    depth = 0
    while span.parents:
        span, depth = span.parents[0], depth + 1
    return depth


def _is_within(kind: UnitKind, other: UnitKind) -> bool:
    """May a unit of one kind stand before the one that it belongs to: ``Polsek``, ``Polres``; no ``Polri | Polda``."""
    if kind is other or other.parent == kind.kind:
        return False
    return other.service == kind.service


_MOST_FUNCTIONS = 8
"""Grades and functions behind a title; a word said again and again is not walked over from each of its places."""


def over_function(text: str, pos: int) -> int:
    """Where the grades and functions behind a title end: ``Kasubdit| III Jatanras|``."""
    for _ in range(_MOST_FUNCTIONS):
        word = _FUNCTION.match(text, pos)
        if word is None or not (word["grade"] or word["word"] in function_words()):
            break
        pos = word.end()
    return pos


def misspelt(text: str, zones: Iterable[tuple[int, int]]) -> list[Phrase]:
    """Heads of police units with one slip (``Polresrta Sidoarjo``)."""
    return [
        Phrase(match.start(), match.end(), head)
        for zone in zones
        for match in _POLICE.finditer(text, *zone)
        if match.group() not in organizations().first_words and (head := _meant(match.group())) is not None
    ]


@lru_cache(maxsize=1024)
def _meant(word: str) -> str | None:
    """The one head of police units that a word is a slip of."""
    near = [head for head in _police() if DamerauLevenshtein.distance(word, head, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


@cache
def _police() -> tuple[str, ...]:
    return tuple(kind.head for kind in lexicon().kinds if kind.kind in _MISSPELT)


def report_numbers(text: str, zones: Iterable[tuple[int, int]]) -> Intervals:
    """Numbers of police reports: the units in ``LP/B/12/V/2024/SPKT/Polsek Tebing/Polres Karimun`` are no news."""
    return Intervals(match.span() for match, _ in _report().within(text, zones))


@cache
def _report() -> Anchored:
    marks = lexicon().report_marks
    return Anchored(rf"(?<![\w/])(?:{alternatives(marks)})[ .:/-](?:[^/\n,;]{{0,40}}/){{2,12}}[A-Z]", marks)


class Read(NamedTuple):
    """What may be units on a page, and where words of posts stand, with the blank behind them."""

    options: list[Option]
    titles: Intervals


def read_options(page: Page) -> Read:
    """What the grammar and the words around its units propose, overlapping one another."""
    text = page.text
    barriers = {rank.start for rank in page.ranks}
    barriers.update(
        phrase.start
        for phrase in page.hits("position")
        if text[phrase.start].isupper() and not find_region(text[phrase.start : phrase.end], _REGENCIES)  # Tanah Karo
    )
    topics = offices().topics
    heads = by_head()
    local = {hit.end + 1 for hit in page.hits("unit") if heads[hit.key].name in ("region", "local")}
    barriers.update(
        start
        for start, end in recognised(page, "PER", PERSON)
        if text[start:end].split(maxsplit=1)[0]
        not in topics  # `dan | Pariwisata Syahdan Yanto`: the model took it along
        and not find_region(text[start:end], _REGENCIES)
        and not (start in local and begins_in_town(text[start:end]))
    )
    barriers.update(
        phrase.start
        for phrase in page.hits("unit")
        if heads[phrase.key].name in ("region", "local", "number") and text[phrase.start].isupper()
    )
    titles = [hit for hit in page.hits("position") if hit.key.startswith(("function:", "commander:"))]
    posts = Intervals((hit.start, over_function(text, hit.end) + 1) for hit in titles)
    named = Intervals((hit.start + 1, hit.end) for hit in titles)  # `Dansat | Brimob Polda X`
    zones = page.article_spans()
    ranked = Intervals((rank.start, rank.end) for rank in page.ranks)  # `Brigjen | TNI`
    offices_of = Intervals((hit.start, hit.end) for hit in page.hits("position"))
    hits = [
        hit
        for hit in page.hits("unit")
        if not (heads[hit.key].subunit and not heads[hit.key].headed and hit.start in named)
        and not (heads[hit.key].subunit and heads[hit.key].name == "topic" and hit.start - 1 in offices_of)
        and not ranked.covers(hit.start, hit.end)
    ]
    known = {phrase.start for phrase in hits}
    hits = sorted(
        [*hits, *(slip for slip in misspelt(text, zones) if slip.start not in known)],
        key=lambda hit: (hit.start, hit.end),  # of one form's kinds the lexicon's first one is tried first
    )
    reports = report_numbers(text, zones)
    seen = dict(recognised(page, "ORG", TOPIC))
    hits = widened(text, (hit for hit in hits if hit.start not in reports), zones)
    spans = find(text, hits, zones, barriers, posts, seen)
    return Read(list(options(text, spans, zones, offices_of, barriers)), posts)


def unit_stage(page: Page) -> Layers:
    read = read_options(page)
    return {"units": make_units(page.text, chosen(page, read.options, read.titles))}


def with_implied(page: Page) -> Layers:
    """Take up the units that posts imply: the ``Satreskrim Polres X`` of a ``Kasat Reskrim Polres X``."""
    return {"units": [*page.units, *page.implied_units]}
