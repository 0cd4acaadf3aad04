"""Units of police, armed services, prosecution, courts, elections, ministries and local government."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein
from spacy.language import Language
from spacy.tokens import Doc

from ..gazetteer.regions import find_region
from ..intervals import Intervals
from ..layers import Phrase, article_spans, phrases, set_spans, text_of
from ..lexicon.offices import load as offices
from ..lexicon.positions import function_words
from ..lexicon.units import UnitKind, by_head
from ..lexicon.units import load as lexicon
from ..spelling import fold, without_brackets
from .names import BLANK
from .recognised import PERSON, recognised
from .unit_grammar import over_parent, read_part_name, read_topic, read_unit_name
from .unit_groups import make_units
from .unit_spans import UnitSpan

_ADJACENT = re.compile(rf"(?:{BLANK}?\([A-Z][\w ]{{1,20}}\){BLANK}|{BLANK}{{1,2}})")
_REGENCIES = frozenset({"regency", "city"})
_MISSPELT = frozenset({"polda", "polres", "polresta", "polrestabes", "polsek"})
_REACH = 16  # characters before a unit in which a word of `not_after` is looked for
_IN_BRACKETS = re.compile(rf"{BLANK}?\(([A-Z][\w /-]{{1,30}})\)")
_REPUBLIC = re.compile(rf"{BLANK}(?:RI|Republik{BLANK}Indonesia)(?!\w)")
_FUNCTION = re.compile(rf"{BLANK}(?:(?P<grade>[IVX]{{1,4}}|\d{{1,2}})(?!\w)|(?P<word>[A-Z]\w+))")
_POLICE = re.compile(r"P(?<!\wP)[ol][a-z]{3,11}(?=[ \u00a0][A-Z])")


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
