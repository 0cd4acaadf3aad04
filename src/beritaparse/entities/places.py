"""Places with official codes: found, told apart by context, put together."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import cast

from ..article import Mention, Place, PlaceLevel
from ..gazetteer.regions import Region, find_region
from ..gazetteer.regions import key as key_of
from ..lexicon import alternatives
from ..lexicon.facilities import load as facilities
from ..lexicon.places import load as lexicon
from ..lexicon.positions import function_words
from ..lexicon.units import load as units
from ..page import Layers, Page
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.spelling import fold, slug, without_brackets
from ..text.trace import Candidate, is_on, note
from .place_chains import echoed, explained, inside, repeated
from .place_lists import beside, contained, listed
from .place_names import PlaceName, bare, districts, in_place_context, with_level
from .recognised import MAYBE_SOMEBODY, PLACE, recognised

_CHAIN = re.compile(rf"(?:,{BLANK}?|{BLANK}di{BLANK}|{BLANK}wilayah{BLANK}|{BLANK}?\(|{BLANK})")
_PROVINCE_CODE, _REGENCY_CODE = 2, 5


def choose(place: PlaceName, after: PlaceName | None, known: Counter[str]) -> tuple[Region | None, float]:
    """Return the region that a name means, and how sure that is.

    The next place of a chain (``Desa X, Kecamatan Y, Kabupaten Z``) decides; then the regions that the rest of the
    article names, by the longest code in common; what is still open stays open.
    """
    candidates = place.regions
    if not candidates:
        return None, 0.5
    if after is not None and after.regions:
        parents = {region.code for region in after.regions}
        inside = [c for c in candidates if any(c.code.startswith(parent + ".") for parent in parents)]
        sure = _of_chain(inside)
        if sure is not None:
            return sure
        candidates = inside or candidates
    if len(candidates[0].code) > _REGENCY_CODE:
        # A small place of another province than all that the article speaks of has the name by chance.
        provinces = {code for code in known if len(code) == _PROVINCE_CODE}
        if provinces and not any(candidate.code[:_PROVINCE_CODE] in provinces for candidate in candidates):
            return None, 0.4
    if place.rule == "spelling_variant":
        return candidates[0], 0.75
    if len(candidates) == 1:
        return candidates[0], 0.95 if place.rule == "level_and_name" or candidates[0].level != "district" else 0.8
    return _supported(candidates, known)


def _of_chain(inside: list[Region]) -> tuple[Region, float] | None:
    """The one of the candidates ``inside`` of the next place that is meant, where that is clear."""
    if len(inside) == 1:
        return inside[0], 0.98
    highest = [c for c in inside if len(c.code) == min(len(c.code) for c in inside)]
    if len(highest) == 1 and all(c.code.startswith(highest[0].code[:_REGENCY_CODE]) for c in inside):
        return highest[0], 0.85  # the district of Cibinong, not the village of that name in it
    return None


def _supported(candidates: list[Region], known: Counter[str]) -> tuple[Region | None, float]:
    """The candidate that the rest of the article speaks for; of a province and its city the province."""

    def support(region: Region) -> tuple[int, int, bool]:
        """The longest code that the article is sure of: the region itself, or what it lies in."""
        for length in (13, 8, 5, 2):
            if length <= len(region.code) and (count := known[region.code[:length]]):
                return length, count, length == len(region.code)
        return 0, 0, False

    ranked = sorted(candidates, key=support, reverse=True)
    best, second = support(ranked[0]), support(ranked[1])
    if best[0] > second[0]:
        return ranked[0], 0.85
    if best > second and best[0] == len(ranked[0].code):
        return ranked[0], 0.8
    levels = {region.level for region in candidates}
    if levels == {"province", "city"} or levels == {"province", "regency"}:
        return next(region for region in candidates if region.level == "province"), 0.7
    return None, 0.4


def place_stage(page: Page) -> Layers:
    text = page.text
    names = _find(page)
    known = _known(page, names)
    linked: list[tuple[PlaceName, Region | None, float]] = []
    for index, name in enumerate(names):
        after = names[index + 1] if index + 1 < len(names) else None
        if after is not None:
            chain = _CHAIN.match(text, name.end)
            after = after if chain is not None and chain.end() == after.start else None
        linked.append((name, *choose(name, after, known)))
        if is_on():
            _tell(*linked[-1], after, known)
    return {"places": _places(page, linked)}


def _tell(place: PlaceName, chosen: Region | None, sure: float, after: PlaceName | None, known: Counter[str]) -> None:
    """Leave in the trace the regions of a name: whether the next place of its chain holds them, and how often the
    article names what they lie in."""
    parents = [region.code for region in after.regions] if after is not None else []
    told: list[Candidate] = []
    for region in place.regions:
        reasons = [("in_next_of_chain", 1.0)] if region.code.startswith(tuple(f"{code}." for code in parents)) else []
        codes = (region.code[:length] for length in (13, 8, 5, 2) if length <= len(region.code))
        reasons += [(f"named_in_article {code}", float(known[code])) for code in codes if known[code]]
        label = f"{region.name}, {region.level} {region.code}"
        told.append(Candidate(label, sure if region is chosen else 0.0, tuple(reasons), region is chosen))
    note("place.region", (place.start, place.end), told)


def _find(page: Page) -> list[PlaceName]:
    """All names of places, in order, none inside a unit, post, organisation, facility or person's name."""
    text = page.text
    closed = [(m.start, m.end) for unit in page.units for m in unit.mentions]
    # `warga Desa X` names a place, `Kepala Desa X` a post.
    closed += [(p.start, p.end) for p in page.positions if p.rule != "described_post"]
    closed += [(m.start, m.end) for o in page.organizations for m in o.mentions]
    closed += [(m.start, m.end) for f in page.facilities for m in f.mentions]
    names = {(n.start, n.end) for n in page.names}
    closed += names
    dateline = page.dateline
    if dateline is not None and dateline.outlet:
        begin = dateline.start + dateline.text.find(dateline.outlet)
        closed.append((begin, begin + len(dateline.outlet)))  # `TRIBUN-MEDAN.com`
    limits = page.article_spans()
    barriers = {start for start, _ in closed} | {rank.start for rank in page.ranks}
    taken = Intervals(closed)
    found = _take(taken, _of_dateline(page, taken))
    last_words = Intervals((hit.start + 1, hit.end) for hit in page.hits("region"))  # `Lima Puluh | Kota`
    level = [hit for hit in page.hits("level") if hit.start not in taken and hit.start not in last_words]
    somebody = Intervals(names)  # `Wali | Kota Safaruddin`
    companies = [fold(without_brackets(o.name)) for o in page.organizations]
    found += _take(
        taken,
        [
            place
            for place in with_level(text, level, limits, barriers)
            if not _is_company(text, place, companies) and not somebody.overlaps(place.start, place.end)
        ],
    )
    people = {start for start, _ in (*recognised(page, "PER", MAYBE_SOMEBODY), *names)}
    firm = Intervals(span for span in closed if span not in names)  # a village beside another is nobody
    for lists in (listed, contained):
        found += _take(taken, list(lists(text, sorted(found, key=lambda place: place.start), limits, firm, people)))
    titles = {block.start for block in page.blocks if block.kind in ("title", "dateline")}
    whole = {(hit.start, hit.end) for hit in page.hits("district")}
    longer = Intervals(whole)
    hits = [
        hit
        for hit in (*page.hits("region"), *page.hits("geo"))
        if (hit.start, hit.end) in whole or not longer.covers(hit.start, hit.end)  # `Medan Johor` is neither
    ]
    found += _take(taken, bare(text, hits, limits, taken, titles))
    codes = {region.code[:5] for place in found for region in place.regions}
    codes |= {unit.region_code[:5] for unit in page.units if unit.region_code}
    known = codes | {code[:2] for code in codes}
    hits = page.hits("district")
    found += _take(taken, list(beside(text, hits, limits, sorted(found, key=lambda place: place.start), taken, codes)))
    found += _take(taken, districts(text, hits, limits, taken, known))
    found += inside(text, found, limits, taken)
    found += explained(text, found, limits, taken, people)
    short = {m.text.partition(" ")[2] for facility in page.facilities for m in facility.mentions}
    for begin, end in recognised(page, "LOC", PLACE):
        start = begin + lead.end() if (lead := _lead().match(text[begin:end])) else begin
        name = text[start:end]
        if taken.overlaps(start, end) or not name[0].isupper() or name in _heads() or name.title() in _heads():
            continue
        regions = find_region(name)
        # A name that no list has must at least stand where a place stands, and not be short for `Bandara Kualanamu`.
        if regions or (name not in short and in_place_context(text, start, 0)):
            found.append(PlaceName(start, end, name, "other", "model", regions))
            taken.add(start, end)
    found += inside(text, found, limits, taken)
    found += echoed(text, found, limits, taken)
    return repeated(text, sorted(found, key=lambda place: place.start))


@cache
def _lead() -> re.Pattern[str]:
    """A word before a place that the recogniser took along: ``Perairan | Pulau X``."""
    return re.compile(rf"(?:{alternatives(lexicon().context.leads)}){BLANK}(?=[A-Z])")


@cache
def _heads() -> frozenset[str]:
    """Words that begin names of facilities, units and places: no place by themselves, whatever a model says."""
    forms = [form for head in facilities().heads for form in head.forms]
    forms += [form for kind in units().kinds for form in (kind.head, *kind.forms)]
    forms += [form for words in lexicon().levels.values() for form in words]
    return frozenset((*forms, *function_words(), *lexicon().context.nowhere))


def _of_dateline(page: Page, taken: Intervals) -> list[PlaceName]:
    """The dateline's place where it is one region as a whole: ``MEDAN SATRIA`` is a district, not Medan."""
    dateline = page.dateline
    if dateline is None or not dateline.place:
        return []
    start = dateline.start + dateline.text.find(dateline.place)
    end = start + len(dateline.place)
    regions = find_region(dateline.place)
    if not regions or taken.overlaps(start, end):
        return []
    highest = [region for region in regions if len(region.code) == len(regions[0].code)]
    return [PlaceName(start, end, dateline.place, highest[0].level, "dateline", highest)]


def _take(taken: Intervals, names: list[PlaceName]) -> list[PlaceName]:
    for name in names:
        taken.add(name.start, name.end)
    return names


def _known(page: Page, names: list[PlaceName]) -> Counter[str]:
    """How often the article speaks of each region and its parents, as far as that is certain."""
    sure = [place.regions[0].code for place in names if len(place.regions) == 1]
    codes = [code for code in sure if len(code) <= _REGENCY_CODE]
    codes += [unit.region_code for unit in page.units if unit.region_code]
    near = {code[:_REGENCY_CODE] for code in codes}
    # A small place counts where its regency is named too: the name alone can be chance.
    codes += [code for code in sure if len(code) > _REGENCY_CODE and code[:_REGENCY_CODE] in near]
    known: Counter[str] = Counter()
    for code in codes:
        for length in {2, 5, 8} - {length for length in (2, 5, 8) if length > len(code)}:
            known[code[:length]] += 1
    return known


def _written(text: str, place: PlaceName) -> str:
    """The place as it stands in the text, with the blank that it may have lost: ``KecamatanKayangan``."""
    whole = text[place.start : place.end]
    level = whole.removesuffix(place.name)
    return f"{level} {place.name}" if level and level != whole and level[-1].isalpha() else whole


def _is_company(text: str, place: PlaceName, companies: list[str]) -> bool:
    """``Samudra Biru`` is no ocean where the article tells of ``PT Samudra Biru International``."""
    name = fold(text[place.start : place.end])
    return place.rule == "level_word" and any(f" {name} " in f"{company} " for company in companies)


def _is_short(name: PlaceName, region: Region | None) -> tuple[bool, bool, bool]:
    """A place goes by its full name, written as in the gazetteer, and not in capitals, if it has one in the text."""
    full = region is None or key_of(name.name) == key_of(region.name)
    exact = region is None or name.name.casefold() == region.name.casefold()
    return not full, name.name.isupper(), not exact


def _full_name(page: Page, region: Region) -> str | None:
    """The full name of a region that goes by a short one, where a post or unit has it: ``Gubernur Jawa Tengah``."""
    for start, end, code in page.hits("region"):
        name = page.text[start:end]
        if code == region.code and name == region.name:
            return name
    return None


def _places(page: Page, linked: list[tuple[PlaceName, Region | None, float]]) -> list[Place]:
    text = page.text
    groups: dict[str, list[tuple[PlaceName, Region | None, float]]] = {}
    for item in linked:
        name, region, _ = item
        groups.setdefault(region.code if region else f"{fold(name.name)}", []).append(item)
    made: list[Place] = []
    for key, group in groups.items():
        first, region, _ = group[0]
        best = min(group, key=lambda item: (_is_short(item[0], region), item[0].start))[0]
        short = region is not None and _is_short(best, region)[0]
        made.append(
            Place(
                id=f"place/{key if region else slug(first.name)}",
                name=(short and region and _full_name(page, region)) or _written(text, best),
                level=cast(PlaceLevel, region.level if region else first.level),
                code=region.code if region else None,
                official_name=region.official_name if region else None,
                province=region.province.official_name if region else None,
                confidence=max(sure for *_, sure in group),
                mentions=tuple(
                    Mention(start=n.start, end=n.end, text=text[n.start : n.end], rule=n.rule) for n, *_ in group
                ),
            )
        )
    return made
