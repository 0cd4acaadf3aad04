"""Mentions of one unit: in full and short, with and without its region, with a misprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from ..article import Mention, Unit
from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.units import in_full
from ..text.spelling import fold, without_brackets
from .unit_spans import LEVEL_WORD, UnitSpan, region_code, unit_id

Groups = dict[str, list[UnitSpan]]

_ANY_LEVEL = re.compile(r"\b(?:Kabupaten|Kab\.?|Kota|Provinsi|Prov\.?)\s")
_ABBREVIATION = re.compile(r"\(([A-Z][\w-]{1,12}(?:[ \u00a0][A-Z][\w-]{1,12})?)\)")
_CUT_SHORT = frozenset({"optional", "topic", "number"})
_REGIONAL = frozenset({"optional", "region"})
_GOVERNMENTS = frozenset({"pemda", "pemkab", "pemkot", "pemprov"})
_LEAST_INITIALS = 3  # letters
_LEAST_MISPRINTED = 5  # letters; shorter names differ in one letter without being a misprint


def make_units(text: str, spans: Iterable[UnitSpan]) -> list[Unit]:
    """Put the spans of one unit together, in order of first appearance."""
    groups: Groups = {}
    spans = list(spans)
    spelt = [parent for span in spans for parent in _lineage(span)]
    for span in (*spans, *spelt):
        groups.setdefault(_key(span), []).append(span)
    _by_abbreviation(groups)
    _by_region(groups)
    _by_short_name(groups)
    _absorb(groups)
    _misprinted(groups)
    _identical(groups)
    made: list[Unit] = []
    whole = {id(span) for span in spans}
    for group in groups.values():
        best = _best(group)
        group = [span for span in group if id(span) in whole]
        if not group:
            continue
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


def _lineage(span: UnitSpan) -> Iterator[UnitSpan]:
    """The units that a unit is spelt out to be a part of: what they are called short elsewhere, this tells in full."""
    for parent in span.parents[:1]:
        yield parent
        yield from _lineage(parent)


def _join(groups: Groups, key: str, other: str) -> None:
    """Put the spans of one group into another, in order of the text."""
    groups[other] = sorted([*groups[other], *groups.pop(key)], key=lambda span: span.start)


def _key(span: UnitSpan) -> str:
    """Two spans with one key are one unit: ``Pemprov Jambi`` and ``Pemerintah Provinsi Jambi``."""
    own = span.kind.kind if (span.name or span.kind.code) and not span.kind.various else fold(span.head)
    parent = f" / {_key(span.parents[0])}" if span.kind.subunit and span.parents else ""
    coded = span.code if span.kind.name in ("region", "local", "number") else span.kind.code
    level = _ANY_LEVEL if span.kind.name == "topic" else LEVEL_WORD
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


def _by_abbreviation(groups: Groups) -> None:
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
            _join(groups, key, full)


def _body(span: UnitSpan) -> tuple[str, str]:
    """What a unit is called apart from its region, and the region's code where it has one."""
    if span.code is None:
        return fold(without_brackets(span.canonical)), ""
    name = fold(without_brackets(_ANY_LEVEL.sub("", span.name))) if span.kind.name == "topic" else ""
    return fold(f"{span.head} {_without_region(name, span.code)}" if name else span.head), span.code


def _by_short_name(groups: Groups) -> None:
    """``Kemlu`` is the ``Kementerian Luar Negeri``, ``Dishub OKU`` the ``Dinas Perhubungan Ogan Komering Ulu``."""
    bodies: dict[str, list[tuple[str, str]]] = {}
    for key, group in groups.items():
        for body, region in dict.fromkeys(_body(span) for span in group):
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
        } - {key}
        if len(named) == 1 and (other := named.pop()) in groups:
            _join(groups, key, other)


def _of_initials(short: str, bodies: Iterable[str]) -> list[str]:
    """The bodies of which ``balai besar tnbts`` has the initials: ``balai besar taman nasional bromo …``."""
    head, _, letters = short.rpartition(" ")
    if not head or len(letters) < _LEAST_INITIALS:
        return []
    return [
        body
        for body in bodies
        if body.startswith(f"{head} ")
        and "".join(word[0] for word in body.removeprefix(head).split() if word not in offices().joining) == letters
    ]


def _by_region(groups: Groups) -> None:
    """``Ombudsman Babel`` is the ``Ombudsman Bangka Belitung``: one body has one office in a region.

    And one region has one government: the ``Pemda Demak`` is the ``Pemerintah Kabupaten Demak``.
    """
    first: dict[tuple[str, str], str] = {}
    for key, group in list(groups.items()):
        span = group[0]
        if span.kind.name not in _REGIONAL or span.code is None:
            continue
        body = fold(span.head) if span.kind.various else "pemda" if span.kind.kind in _GOVERNMENTS else span.kind.kind
        one = first.setdefault((body, span.code), key)
        if one != key:
            _join(groups, key, one)


def _absorb(groups: Groups) -> None:
    """A short form (``Satreskrim``, ``Dinas Perhubungan``) belongs to the one longer name that begins so."""
    for key, group in list(groups.items()):
        span = group[0]
        bare = span.kind.bare and not span.name
        if not (span.kind.subunit or bare or span.kind.name in _CUT_SHORT) or (span.kind.subunit and span.parents):
            continue
        begin = fold(without_brackets(span.canonical)) + " "
        longer = [
            other
            for other, spans in groups.items()
            if other != key
            and spans[0].kind.kind == span.kind.kind
            and (fold(without_brackets(_best(spans).canonical)).startswith(begin) or _is_bare(span, _best(spans)))
        ]
        if len(longer) > 1:  # `KPU Demak` rather than `KPU RI`
            longer = [other for other in longer if _best(groups[other]).name]
        if len(longer) != 1:
            continue
        if span.kind.service == "kementerian" and span.start < groups[longer[0]][0].start:
            continue  # `Kemenag`, and only then `Kemenag Depok`: the ministry and an office of it
        _join(groups, key, longer[0])


def _is_bare(span: UnitSpan, other: UnitSpan) -> bool:
    """``KPU`` in an article on the ``Komisi Pemilihan Umum Demak``; but the ``KPU RI`` is another one.

    Bare heads of governments mean the one that is named: ``Pemprov`` the ``Pemerintah Provinsi Jambi``.
    """
    kind = span.kind
    if kind.various or span.name or not other.name:
        return False
    long = kind.service == "pemda" and f"({kind.head})" in span.form  # `Badan Penanggulangan Bencana Daerah (BPBD)`
    whole = span.head == kind.head or long
    return kind.name == "region" or (kind.name == "optional" and whole)


def _misprinted(groups: Groups) -> None:
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
            _join(groups, key, near[0])


def _identical(groups: Groups) -> None:
    """What gets the same id is one unit, whatever else told its names apart (``Kemensos`` and ``KEMENSOS``)."""
    first: dict[str, str] = {}
    for key, group in list(groups.items()):
        one = first.setdefault(unit_id(_best(group))[0], key)
        if one != key:
            _join(groups, key, one)


def _best(group: Sequence[UnitSpan]) -> UnitSpan:
    """The mention that says most: with a code, with parents, with the level of a government, the longest."""
    return max(
        group,
        key=lambda span: (
            span.code is not None,
            len(span.parents),
            span.kind.kind != "pemda",
            len(span.canonical),
        ),
    )
