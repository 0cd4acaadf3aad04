"""Named buildings, halls, roads, markets, places of worship: head word + capitalised words."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ..article import Facility, Mention
from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.facilities import load as lexicon
from ..lexicon.facilities import lower_heads
from ..lexicon.organizations import load as organizations
from ..lexicon.units import buildings, by_head
from ..page import Layers, Page, Phrase
from ..text.expressions import BLANK, GAP
from ..text.intervals import Intervals
from ..text.spelling import fold, slug, without_brackets
from ..text.walk import by_zone
from .facility_names import FLOOR, TOWNS, FacilityReader
from .names import capital_words, tailed
from .road_lists import in_lists
from .unit_grammar import read_unit_name
from .venues import venues

_CAPITAL_BEFORE = re.compile(rf"(?<!\w)[A-Z][a-z]+{BLANK}$")
_WORD_BEFORE = re.compile(rf"(?<!\w)([A-Z][a-z]+){BLANK}$")
_HEADED_REACH = 60
_GLOSS = re.compile(r"\(([A-Z][A-Za-z]{1,8})\)(?= )")
_JOINT = re.compile(rf"{BLANK}?/{BLANK}?|{BLANK}")
"""Between a head and what it is a part of: ``Gedung / Aula X``."""
_REACH = 30
_MOST_TOWN_WORDS = 3


class Found(NamedTuple):
    """A facility's name in the text."""

    start: int
    end: int
    kind: str


def find(
    text: str,
    hits: Iterable[Phrase],
    limits: Iterable[tuple[int, int]],
    units: dict[int, int],
    barriers: Container[int],
    companies: Mapping[int, int],
) -> list[Found]:
    """Return the facilities that the hits of kind ``facility`` begin, in order.

    ``units`` are starts and ends of unit names and of headquarters; ``companies`` are starts of known names of
    organisations (``Perum Bulog`` is no housing estate) with their ends.
    """
    found: list[Found] = []
    inside = Intervals(units.items())
    hits = list(hits)
    reader = FacilityReader(text, units, barriers, companies, {hit.start for hit in hits})
    bare: dict[int, int] = {}  # what follows heads without a name, and their starts: `Aula | Kantor KPU Demak`
    for hit, zone in by_zone(hits, limits):
        if found and hit.start < found[-1].end:
            continue
        if hit.start in inside:
            if hit.key == "headquarters" and hit.start in units:
                found.append(Found(hit.start, units[hit.start], hit.key))
            continue
        known = hit.start in companies and text[hit.start : hit.end].casefold() not in lexicon().signs
        if known or _is_part_of_other_name(text, hit, zone[0]):
            continue
        made = _read(text, hit, zone, reader)
        if made is None:
            if text[hit.start : hit.end].casefold() in lexicon().opening:
                floor = FLOOR.match(text, hit.end, zone[1])
                joint = _JOINT.match(text, floor.end() if floor else hit.end, zone[1])
                bare[joint.end() if joint else hit.end] = bare.get(hit.start, hit.start)
        elif not (found and made.start < found[-1].end):
            found.append(made._replace(start=bare.get(made.start, made.start)))
    return _chained(text, found)


def _is_part_of_other_name(text: str, hit: Phrase, floor: int) -> bool:
    """``PT | Terminal Petikemas``, ``Fariz | RM``, ``Lurah | Pasar Kepahiang``; small heads that are words."""
    start, end, key = hit
    if text[start].islower() and key.removeprefix("tail:") not in lower_heads():
        return True
    before = text[max(floor, start - _REACH) : start]
    if before.rstrip().endswith(lexicon().not_after):
        return True
    region = _WORD_BEFORE.search(before)
    if region is not None and text[start].isupper() and find_region(f"{region[1]} {text[start:end]}", TOWNS):
        return True  # `Tanjung | Balai Karimun`
    if key != "road" and _headed().search(text, max(floor, start - _HEADED_REACH), start):
        return True
    return text[start:end] in lexicon().words.initials and _CAPITAL_BEFORE.search(before) is not None


@cache
def _headed() -> re.Pattern[str]:
    """The head word of an organisation whose name goes on: ``PD | Pasar Jaya``, ``Paguyuban Pedagang | Pasar Legi``."""
    heads = organizations().heads
    company = alternatives(form for head in heads if head.kind == "company" for form in head.forms)
    other = alternatives(form for head in heads if head.kind in ("association", "foundation") for form in head.forms)
    return re.compile(rf"(?<!\w)(?:(?:{company})|(?:{other})(?:{BLANK}[A-Z][\w-]*){{0,3}}){BLANK}$")


def _read(text: str, hit: Phrase, zone: tuple[int, int], reader: FacilityReader) -> Found | None:
    start, end, key = hit
    if key == "school" and not _is_site(text, start, zone[0]):
        return None
    if key.startswith("tail:"):  # `Palm Spring | Resort`
        begin = _tailed(text, start, end, zone[0])
        return Found(begin, end, key.removeprefix("tail:")) if begin is not None else None
    stop = reader.read(start, end, key, zone[1])
    return Found(start, stop, key) if stop is not None else None


def _is_site(text: str, start: int, floor: int) -> bool:
    """A school where something happens (``di halaman SMKN 1 Demak``) is a site, not where somebody learns."""
    before = text[max(floor, start - _REACH) : start].casefold().split()
    return bool(before) and before[-1] in lexicon().site_words and lexicon().learning.isdisjoint(before[-3:])


def _chained(text: str, found: list[Found]) -> list[Found]:
    """``Ruang Paripurna | Gedung DPRD Demak``: a room or place and the building right behind it are one."""
    chained: list[Found] = []
    for facility in found:
        last = chained[-1] if chained else None
        gap = GAP.match(text, last.end) if last is not None else None
        chains = last is not None and last.kind in lexicon().parts and facility.kind != "road"
        if last is not None and chains and gap is not None and gap.end() == facility.start:
            chained[-1] = Found(last.start, facility.end, last.kind)
        else:
            chained.append(facility)
    return chained


def _tailed(text: str, start: int, end: int, floor: int) -> int | None:
    """Where the name begins that a tail ends, also right before a region: ``First | Club | Kota Batam``."""
    words = capital_words(text, end + 1, len(text), (), 4)
    if words and (words[0].text.casefold() in lexicon().words.levels or find_region(words[0].text)):
        words = []
    before = text[max(floor, start - 20) : start].split()
    if words or not before or before[-1] in lexicon().words.clubs:
        return None
    return tailed(text, start, end, floor, last=True)


def _headquarters(text: str, page: Page) -> dict[int, int]:
    """Starts and ends of ``Mapolres Demak``: buildings are no units, but named like them."""
    made: dict[int, int] = {}
    hits = {hit.start: hit for hit in page.hits("unit")}
    for hit, (_, limit) in by_zone(page.hits("unit"), page.article_spans()):
        if text[hit.start : hit.end].casefold() in buildings():
            named = read_unit_name(text, hit.end, limit, by_head()[hit.key], ())
            end = named.end if named else hit.end
            parent = hits.get(end + 1)  # `Mako Brimob | Polda X`
            over = read_unit_name(text, parent.end, limit, by_head()[parent.key], ()) if parent and not named else None
            made[hit.start] = over.end if over else end
    return made


def facility_stage(page: Page) -> Layers:
    text = page.text
    units = {m.start: m.end for unit in page.units for m in unit.mentions}
    units |= _headquarters(text, page)
    barriers = {position.start for position in page.positions}
    barriers.update(rank.start for rank in page.ranks)
    posts = Intervals((position.start, position.end) for position in page.positions)
    companies = {hit.start: hit.end for hit in page.hits("organization") if hit.key.startswith("name:")}
    spans = [
        span
        for span in find(text, page.hits("facility"), page.article_spans(), units, barriers, companies)
        if span[0] not in posts or span[2] == "health"  # `Kepala | Puskesmas Cikakak`
    ]
    roads = [(start, end) for start, end, kind in spans if kind == "road"]
    barriers.update(units, (start for start, _, _ in spans))
    taken = Intervals([*((start, end) for start, end, _ in spans), *units.items()])
    spans += [Found(*site, "hall") for site in venues(text, page.article_spans(), taken, units, barriers)]
    spans += [Found(start, end, "road") for start, end in in_lists(text, roads, page.article_spans(), barriers)]
    return {"facilities": _facilities(text, sorted(spans))}


def _facilities(text: str, spans: Iterable[Found]) -> list[Facility]:
    """Mentions of one site put together: its short form too, and one with the town behind it (``Stadion X Sleman``)."""
    groups: dict[str, tuple[str, list[Mention]]] = {}
    short: dict[str, str] = {}
    for start, end, kind in spans:
        name = text[start:end]
        mention = Mention(start=start, end=end, text=name, rule=f"{kind}_head")
        key = _without_town(name, groups) or _key(name)
        gloss = _GLOSS.search(name)
        if gloss is not None:  # `Tempat Pembuangan Akhir (TPA) X`, and then `TPA X`
            short.setdefault(_key(f"{gloss[1]}{name[gloss.end() :]}"), key)
        groups.setdefault(short.get(key, key), (kind, []))[1].append(mention)
    for key in list(groups):
        longer = [other for other in groups if other.startswith(f"{key} ")]
        if len(longer) == 1 and (" " not in key or _is_town(longer[0], key)):  # `Mapolres`, and only one of them named
            mentions = [*groups[longer[0]][1], *groups.pop(key)[1]]
            groups[longer[0]] = (groups[longer[0]][0], sorted(mentions, key=lambda mention: mention.start))
    for key in list(groups):
        longer = [other for other in groups if _abridges(key, other, groups[key][0])]
        if len(longer) == 1:
            kind, mentions = groups[longer[0]]
            mentions = sorted((*mentions, *groups.pop(key)[1]), key=lambda mention: mention.start)
            groups[longer[0]] = (kind, mentions)
    return [
        Facility(id=f"facility/{slug(name)}", name=_best(mentions, name), kind=kind, mentions=tuple(mentions))
        for name, (kind, mentions) in groups.items()
    ]


def _abridges(key: str, longer: str, kind: str) -> bool:
    """``pelabuhan larantuka`` of ``pelabuhan laut larantuka``, ``lapangan drien`` of ``lapangan matang drien``.

    What the longer one has more is one word; before a town a word that tells no other site (``bandara internasional``).
    """
    head, _, last = key.partition(" ")
    more = longer.removeprefix(f"{head} ").removesuffix(f" {last}")
    if kind == "road" or not last or longer != f"{head} {more} {last}" or " " in more:
        return False
    return more in lexicon().words.told_or_not or not find_region(last)


def _is_town(longer: str, key: str) -> bool:
    """``rsud soetomo surabaya``: what the longer key has more is a town; the shorter one is more than a head."""
    rest = longer[len(key) + 1 :]
    return " " in key and bool(find_region(rest)) and not key.startswith(("jalan ", "jl "))


def _key(name: str) -> str:
    """What tells a site: ``Jalan Tol Solo-Ngawi`` and ``Tol Solo-Ngawi``, ``RSUD Kabupaten X`` and ``RSUD X``."""
    folded = fold(without_brackets(name)).replace(" kabupaten ", " ").replace(" dr ", " ")
    return folded.removeprefix("jalan tol ").removeprefix("tol ")


def _best(mentions: Iterable[Mention], name: str) -> str:
    """The first mention that is written with all its words."""
    return next(mention.text for mention in mentions if _key(mention.text) == name)


def _without_town(name: str, known: Container[str]) -> str | None:
    """The key of a site that is known without the region that ends ``name``."""
    words = name.split()
    for count in range(1, min(len(words) - 1, _MOST_TOWN_WORDS + 1)):
        short = _key(" ".join(words[:-count]))
        if short in known and find_region(" ".join(words[-count:])):
            return short
    return None
