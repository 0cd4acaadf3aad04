"""Units of police, armed services, prosecution, courts, elections, ministries and local government."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein
from spacy.language import Language
from spacy.tokens import Doc

from ..article import Mention, Unit
from ..gazetteer.regions import find_region, get_region
from ..intervals import Intervals
from ..layers import Phrase, article_spans, phrases, set_spans, text_of
from ..lexicon.offices import load as offices
from ..lexicon.positions import function_words
from ..lexicon.units import UnitKind, by_head, in_full
from ..lexicon.units import load as lexicon
from ..spelling import fold, slug, without_brackets
from .names import BLANK
from .recognised import PERSON, recognised
from .unit_grammar import NameEnd, over_parent, read_part_name, read_topic, read_unit_name

_ADJACENT = re.compile(rf"(?:{BLANK}?\([A-Z][\w ]{{1,20}}\){BLANK}|{BLANK}{{1,2}})")
_ANY_LEVEL = re.compile(r"\b(?:Kabupaten|Kab\.?|Kota|Provinsi|Prov\.?)\s")
_ABBREVIATION = re.compile(r"\(([A-Z][\w-]{1,12}(?:[ \u00a0][A-Z][\w-]{1,12})?)\)")
_REGENCIES = frozenset({"regency", "city"})
_MISSPELT = frozenset({"polda", "polres", "polresta", "polrestabes", "polsek"})
_REACH = 16  # characters before a unit in which a word of `not_after` is looked for
_LEAST_INITIALS = 3  # letters
_JOINING = ("dan", "serta")
_LEAST_MISPRINTED = 5  # letters; shorter names differ in one letter without being a misprint
_LEVEL_WORD = re.compile(
    r"\b(?:Kabupaten|Kab\.?|Provinsi|Prov\.?|Perwakilan|[Kk]elas\s(?:[IVX]{1,3}\s?(?:[AB]\s)?|[A-D]\s)"
    r"(?:Khusus\s)?(?:(?:Non\s)?TPI)?)\s?(?=[A-Z])"
)
_IN_BRACKETS = re.compile(rf"{BLANK}?\(([A-Z][\w /-]{{1,30}})\)")
_REPUBLIC = re.compile(rf"{BLANK}(?:RI|Republik{BLANK}Indonesia)(?!\w)")
_FUNCTION = re.compile(rf"{BLANK}(?:(?P<grade>[IVX]{{1,4}}|\d{{1,2}})(?!\w)|(?P<word>[A-Z]\w+))")
_POLICE = re.compile(r"P(?<!\wP)[ol][a-z]{3,11}(?=[ \u00a0][A-Z])")


@dataclass(slots=True)
class UnitSpan:
    """A unit's name in the text, before identical units are put together."""

    start: int
    end: int
    kind: UnitKind
    head: str  # canonical head, or the form as written where the kind keeps it
    name: str
    code: str | None = None
    parents: list[UnitSpan] = field(default_factory=list)  # the next higher unit, if it is spelt out
    short: str = ""  # abbreviation of the head in brackets

    @property
    def canonical(self) -> str:
        own = f"{self.head} {self.name}".strip()
        if self.kind.subunit and self.parents:
            return f"{own} {self.parents[0].canonical}"
        return own


def find(
    text: str, hits: Iterable[Phrase], limits: Iterable[tuple[int, int]], barriers: set[int], posts: Intervals
) -> list[UnitSpan]:
    """Return the units that the automaton's hits of kind ``unit`` begin, chains joined, in order.

    ``barriers`` are offsets where something else (a rank, a post) begins and a name must end.  No part begins in or
    right behind one of ``posts``: ``Kasi Propam Polres X`` serves in ``Polres X``.
    """
    zones = list(limits)
    hits = list(hits)
    before = tuple(f" {word}" for word in lexicon().not_after)
    wholes = {start for start, _, head in hits if by_head()[head].name != "part"}
    spans: list[UnitSpan] = []
    zone = 0
    for start, end, head in hits:
        while zone < len(zones) and zones[zone][1] <= start:
            zone += 1
        if zone == len(zones):
            break
        if spans and start < spans[-1].end:
            continue
        kind = by_head()[head]
        inside = f" {text[max(zones[zone][0], start - _REACH) : start].strip()}".endswith(before)
        if inside and not (kind.name == "topic" and read_topic(text, end, zones[zone][1], barriers, known=True)):
            continue
        if kind.name == "part":
            if start in posts or start - 1 in posts:
                continue
            span = _read_part(text, start, end, kind, zones[zone][1], wholes)
        else:
            span = _read(text, start, end, kind, zones[zone][1], barriers)
        if span is not None:
            spans.append(span)
    return _chain(text, spans)


def _read_part(text: str, start: int, end: int, kind: UnitKind, limit: int, wholes: set[int]) -> UnitSpan | None:
    """``Subdit Jatanras`` before ``Ditreskrimum Polda X``; None where no unit that it can be a part of follows."""
    if not text[start].isupper():
        return None
    stop = read_part_name(text, end, limit, wholes)
    if stop is None or (stop == end and not kind.alone):
        return None
    return UnitSpan(start, stop, kind, text[start:end], text[end:stop].strip())


def _read(text: str, start: int, end: int, kind: UnitKind, limit: int, barriers: set[int]) -> UnitSpan | None:
    form = text[start:end]
    bracket = _IN_BRACKETS.match(text, end, limit)
    if bracket is not None and (kind.subunit or _is_form(bracket[1], kind)):
        end = bracket.end()  # `Satuan Reserse Narkoba (Satres Narkoba)`, `Pengadilan Tata Usaha Negara (PTUN)`
        form = bracket[1] if kind.various else form
    named = read_unit_name(text, end, limit, kind, barriers)
    if not form[0].isupper() and not (named and form.islower() and kind.name in ("region", "local", "number")):
        return None
    if len(form) <= 4 and not form.isupper() and form not in (kind.head, *kind.forms):
        return None  # Bpk, Bin, Kip are words
    if named is None and kind.name != "none" and not kind.bare:
        return None
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
    )


def _is_form(name: str, kind: UnitKind) -> bool:
    return fold(name) in {fold(form) for form in (kind.head, *kind.forms)}


def _chain(text: str, spans: list[UnitSpan]) -> list[UnitSpan]:
    """Join parts with the unit that follows them, and note parents that are spelt out."""
    chained: list[UnitSpan] = []
    for span in reversed(spans):
        after = chained[-1] if chained else None
        adjacent = after is not None and (gap := _ADJACENT.match(text, span.end)) and gap.end() == after.start
        if adjacent and after is not None:
            if span.kind.subunit and (not span.kind.within or after.kind.service in span.kind.within):
                span.end = after.end
                span.parents = [after]
                chained[-1] = span
                continue
            if after.kind.service == span.kind.service and after.kind is not span.kind:
                span.parents = [after]
        if span.kind.needs_parent:
            continue
        chained.append(span)
    chained.reverse()
    return chained


def region_code(span: UnitSpan) -> str | None:
    """The Kemendagri code of the unit's jurisdiction, where it is one region."""
    if span.code is not None or not span.name:
        return span.code
    levels = {"local": {"district"}, "region": {"regency", "city", "province"}}.get(span.kind.name)
    found = find_region(_LEVEL_WORD.sub("", span.name), levels) if levels else []
    return found[0].code if len(found) == 1 else None


def unit_id(span: UnitSpan) -> tuple[str, str | None]:
    """Return the stable id that spells out the hierarchy, and the parent's id."""
    kind = span.kind
    own = slug(without_brackets(f"{span.head} {_LEVEL_WORD.sub('', span.name)}"))
    if span.parents:
        parent = unit_id(span.parents[0])[0]
        return f"{parent}/{own}", parent
    root = kind.service
    if kind.parent == "polri":
        polda = lexicon().poldas.get(region_code(span) or "") if kind.kind == "polda" else None
        return f"polri/{slug(polda) if polda else own}", "polri"
    if kind.kind in ("polri", "tni", "kpk"):
        return own, None
    if kind.parent == "polda" and not kind.subunit and (code := region_code(span)):
        polda = lexicon().polda_exceptions.get(code) or lexicon().poldas.get(code[:2])
        if polda:
            return f"polri/{slug(polda)}/{own}", f"polri/{slug(polda)}"
    if kind.kind == "polsek" and (code := region_code(span)) and (regency := get_region(code[:5])):
        polda = lexicon().polda_exceptions.get(regency.code) or lexicon().poldas.get(code[:2])
        if polda:
            return f"polri/{slug(polda)}/{own}", f"polri/{slug(polda)}"
    return f"{root}/{own}", root if root in ("polri",) else None


def _key(span: UnitSpan) -> str:
    """Two spans with one key are one unit: ``Pemprov Jambi`` and ``Pemerintah Provinsi Jambi``."""
    own = span.kind.kind if (span.name or span.kind.code) and not span.kind.various else fold(span.head)
    parent = f" / {_key(span.parents[0])}" if span.kind.subunit and span.parents else ""
    coded = span.code if span.kind.name in ("region", "local", "number") else span.kind.code
    level = _ANY_LEVEL if span.kind.name == "topic" else _LEVEL_WORD
    name = coded or fold(without_brackets(level.sub("", span.name)))
    if span.kind.name == "topic" and span.code:
        name = f"{_without_region(name, span.code)} {span.code}"
    return f"{own}: {name}{parent}"


def _without_region(name: str, code: str) -> str:
    """``pupr oku`` and ``pupr ogan komering ulu`` -> ``pupr``: the region at the end is told by its code."""
    words = name.split()
    for count in range(1, len(words)):
        if any(region.code == code for region in find_region(" ".join(words[-count:]))):
            return " ".join(words[:-count])
    return name


def _by_abbreviation(groups: dict[str, list[UnitSpan]]) -> None:
    """``Dinas KPKP Jakarta`` is the ``Dinas Ketahanan Pangan (KPKP) Jakarta`` named in full elsewhere."""
    short: dict[str, str] = {}
    for key, span in ((key, span) for key, group in groups.items() for span in group):
        bracket = _ABBREVIATION.search(span.name)
        if span.short:
            short.setdefault(fold(_ANY_LEVEL.sub("", f"{span.short} {span.name}")), key)
            short.setdefault(fold(span.short), key)
        if bracket is not None:
            rest = f" {span.parents[0].canonical}" if span.parents else span.name[bracket.end() :]
            for name in (f"{span.head} {bracket[1]}{rest}", f"{span.head} {bracket[1]}", bracket[1]):
                short.setdefault(fold(_ANY_LEVEL.sub("", name)), key)
            short.setdefault(fold(_ANY_LEVEL.sub("", f"{bracket[1]}{rest}")), key)
    for key, group in list(groups.items()):
        full = short.get(fold(_ANY_LEVEL.sub("", group[0].canonical)))
        if full is not None and full != key:
            groups[full] = sorted([*groups[full], *groups.pop(key)], key=lambda one: one.start)


def _body(span: UnitSpan) -> tuple[str, str]:
    """What a unit is called apart from its region, and the region's code where it has one."""
    if span.code is None:
        return fold(without_brackets(span.canonical)), ""
    name = fold(without_brackets(_ANY_LEVEL.sub("", span.name))) if span.kind.name == "topic" else ""
    return fold(f"{span.head} {_without_region(name, span.code)}" if name else span.head), span.code


def _by_short_name(groups: dict[str, list[UnitSpan]]) -> None:
    """``Kemlu`` is the ``Kementerian Luar Negeri``, ``Dishub OKU`` the ``Dinas Perhubungan Ogan Komering Ulu``."""
    bodies: dict[str, list[tuple[str, str]]] = {}
    for key, group in groups.items():
        body, region = _body(group[0])
        bodies.setdefault(body, []).append((region, key))
    for key, group in list(groups.items()):
        body, region = _body(group[0])
        anywhere = not region and group[0].kind.service == "pemda"
        letters = group[0].kind.name == "topic" and group[0].name.isupper()
        named = {
            other
            for full in (*in_full().get(body, ()), *(_of_initials(body, bodies) if letters else ()))
            for where, other in bodies.get(full, ())
            if where == region or anywhere
        }
        if len(named) == 1 and (other := named.pop()) in groups:
            groups[other] = sorted([*groups[other], *groups.pop(key)], key=lambda one: one.start)


def _of_initials(short: str, bodies: Iterable[str]) -> list[str]:
    """The bodies of which ``balai besar tnbts`` has the initials: ``balai besar taman nasional bromo …``."""
    head, _, letters = short.rpartition(" ")
    if not head or len(letters) < _LEAST_INITIALS:
        return []
    return [
        body
        for body in bodies
        if body.startswith(f"{head} ")
        and "".join(word[0] for word in body.removeprefix(head).split() if word not in _JOINING) == letters
    ]


def _by_region(groups: dict[str, list[UnitSpan]]) -> None:
    """``Ombudsman Babel`` is the ``Ombudsman Bangka Belitung``: one body has one office in a region."""
    first: dict[tuple[str, str], str] = {}
    for key, group in list(groups.items()):
        span = group[0]
        if span.kind.name != "optional" or span.code is None:
            continue
        body = fold(span.head) if span.kind.various else span.kind.kind
        one = first.setdefault((body, span.code), key)
        if one != key:
            groups[one] = sorted([*groups[one], *groups.pop(key)], key=lambda span: span.start)


def _absorb(groups: dict[str, list[UnitSpan]]) -> None:
    """A short form (``Satreskrim``, ``Dinas Perhubungan``) belongs to the one longer name that begins so."""
    for key, group in list(groups.items()):
        span = group[0]
        if not (span.kind.subunit or span.kind.name in ("optional", "topic")) or (span.kind.subunit and span.parents):
            continue
        begin = fold(without_brackets(span.canonical)) + " "
        longer = [
            other
            for other, spans in groups.items()
            if other != key
            and spans[0].kind.kind == span.kind.kind
            and (fold(without_brackets(spans[0].canonical)).startswith(begin) or _is_bare(span, spans[0]))
        ]
        if len(longer) > 1:  # `KPU Demak` rather than `KPU RI`
            longer = [other for other in longer if groups[other][0].name]
        if len(longer) != 1:
            continue
        if span.kind.service == "kementerian" and span.start < groups[longer[0]][0].start:
            continue  # `Kemenag`, and only then `Kemenag Depok`: the ministry and an office of it
        groups[longer[0]] = sorted([*groups[longer[0]], *groups.pop(key)], key=lambda one: one.start)


def _is_bare(span: UnitSpan, other: UnitSpan) -> bool:
    """``KPU`` in an article on the ``Komisi Pemilihan Umum Demak``; but the ``KPU RI`` is another one."""
    kind = span.kind
    return (
        kind.name == "optional" and not kind.various and not span.name and bool(other.name) and span.head == kind.head
    )


def _misprinted(groups: dict[str, list[UnitSpan]]) -> None:
    """A name that no region has (``Polresta Bgoor Kota``) is the one name of its kind that differs by a slip."""
    for key, group in list(groups.items()):
        span = group[0]
        if span.code is not None or span.kind.name != "region" or len(span.name) < _LEAST_MISPRINTED:
            continue
        near = [
            other
            for other, spans in groups.items()
            if other != key
            and spans[0].code is not None
            and spans[0].kind is span.kind
            and DamerauLevenshtein.distance(fold(span.name), fold(spans[0].name), score_cutoff=1) <= 1
        ]
        if len(near) == 1:
            groups[near[0]] = sorted([*groups[near[0]], *groups.pop(key)], key=lambda one: one.start)


def _identical(groups: dict[str, list[UnitSpan]]) -> None:
    """What gets the same id is one unit, whatever else told its names apart (``Kemensos`` and ``KEMENSOS``)."""
    first: dict[str, str] = {}
    for key, group in list(groups.items()):
        one = first.setdefault(unit_id(_best(group))[0], key)
        if one != key:
            groups[one] = sorted([*groups[one], *groups.pop(key)], key=lambda span: span.start)


def _best(group: Sequence[UnitSpan]) -> UnitSpan:
    """The mention that says most: with a code, with parents, the longest."""
    return max(group, key=lambda span: (span.code is not None, len(span.parents), len(span.canonical)))


def over_function(text: str, pos: int) -> int:
    """Where the grades and functions behind a title end: ``Kasubdit| III Jatanras|``."""
    while (word := _FUNCTION.match(text, pos)) is not None and (word["grade"] or word["word"] in function_words()):
        pos = word.end()
    return pos


def misspelt(text: str, zones: Iterable[tuple[int, int]]) -> list[Phrase]:
    """Heads of police units with one slip (``Polresrta Sidoarjo``)."""
    heads = [kind.head for kind in lexicon().kinds if kind.kind in _MISSPELT]
    return [
        Phrase(match.start(), match.end(), near[0])
        for zone in zones
        for match in _POLICE.finditer(text, *zone)
        if len(near := [h for h in heads if DamerauLevenshtein.distance(match.group(), h, score_cutoff=1) == 1]) == 1
    ]


def make_units(text: str, spans: Iterable[UnitSpan]) -> list[Unit]:
    """Put the spans of one unit together, in order of first appearance."""
    groups: dict[str, list[UnitSpan]] = {}
    for span in spans:
        groups.setdefault(_key(span), []).append(span)
    _by_abbreviation(groups)
    _by_region(groups)
    _by_short_name(groups)
    _absorb(groups)
    _misprinted(groups)
    _identical(groups)
    made: list[Unit] = []
    for group in groups.values():
        best = _best(group)
        identity, parent = unit_id(best)
        made.append(
            Unit(
                id=identity,
                name=best.canonical,
                kind=best.kind.kind,
                service=best.kind.service,
                parent_id=parent,
                region_code=region_code(best),
                mentions=tuple(
                    Mention(start=s.start, end=s.end, text=text[s.start : s.end], rule=f"unit_{s.kind.name}")
                    for s in group
                ),
            )
        )
    return made


@Language.component("beritaparse_units", assigns=["doc._.berita_units"], requires=["doc._.berita_phrases"])
def unit_stage(doc: Doc) -> Doc:
    text = text_of(doc)
    barriers = {rank.start for rank in doc._.berita_ranks}
    barriers.update(
        phrase.start
        for phrase in phrases(doc, "position")
        if text[phrase.start].isupper() and not find_region(text[phrase.start : phrase.end], _REGENCIES)  # Tanah Karo
    )
    topics = offices().topics
    barriers.update(
        start
        for start, end in recognised(doc, "PER", PERSON)
        if text[start:end].split(maxsplit=1)[0]
        not in topics  # `dan | Pariwisata Syahdan Yanto`: the model took it along
    )
    heads = by_head()
    barriers.update(
        phrase.start
        for phrase in phrases(doc, "unit")
        if heads[phrase.key].name in ("region", "local", "number") and text[phrase.start].isupper()
    )
    titles = [hit for hit in phrases(doc, "position") if hit.key.startswith(("function:", "commander:"))]
    posts = Intervals((hit.start, over_function(text, hit.end) + 1) for hit in titles)
    named = Intervals((hit.start + 1, hit.end) for hit in titles)  # `Dansat | Brimob Polda X`
    zones = list(article_spans(doc))
    ranked = Intervals((rank.start, rank.end) for rank in doc._.berita_ranks)  # `Brigjen | TNI`
    hits = [
        hit
        for hit in phrases(doc, "unit")
        if not (heads[hit.key].subunit and hit.start in named) and not ranked.covers(hit.start, hit.end)
    ]
    known = {phrase.start for phrase in hits}
    hits = sorted(
        [*hits, *(slip for slip in misspelt(text, zones) if slip.start not in known)],
        key=lambda hit: (hit.start, hit.end),  # of one form's kinds the lexicon's first one is tried first
    )
    spans = find(text, hits, zones, barriers, posts)
    doc._.berita_units = make_units(text, spans)
    set_spans(doc, "beritaparse_units", ((span.start, span.end, span.kind.kind) for span in spans))
    return doc


__all__ = ["NameEnd", "UnitSpan", "find", "make_units", "region_code", "unit_id", "unit_stage"]
