"""Facts with a measure: terms of prison, heights and depths of water, rainfall, aid, numbers of victims told anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..article import Fact
from ..lexicon import Entry, Lexicon, alternatives, read
from ..text.expressions import B
from ..text.intervals import Intervals
from ..text.runs import Anchored
from .numbers import number, value_of

MONTHS = 12


class Aid(Entry):
    verbs: tuple[str, ...]
    measures: tuple[str, ...]
    goods: tuple[str, ...]


class Updates(Entry):
    victims: tuple[str, ...]
    grown: tuple[str, ...]
    fates: dict[str, tuple[str, ...]]


class Words(Entry):
    between: tuple[str, ...]
    ends: tuple[str, ...]


class Measures(Lexicon):
    """``lexicon/facts_measures.toml``."""

    sentences: dict[str, tuple[str, ...]]
    measures: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    aid: Aid
    updates: Updates
    words: Words


class Rule(NamedTuple):
    """One kind of fact: where it can begin and what it looks like from there."""

    kind: str
    pattern: Anchored


@cache
def lexicon() -> Measures:
    return read("facts_measures", Measures)


@cache
def _unit_of() -> dict[str, str]:
    return {word: unit for unit, words in lexicon().units.items() for word in words}


@cache
def _rules() -> tuple[Rule, ...]:
    words = lexicon()
    amount = number()
    gap = rf"(?:{B}(?:{alternatives(words.words.between)})){{0,4}}{B}"
    tail = rf"(?:{B}(?:{alternatives(words.words.ends)})(?!\w))?"
    term = rf"(?P<years>{amount}){B}tahun(?:{B}(?P<months>{amount}){B}bulan)?|(?P<only>{amount}){B}bulan"
    more = rf"(?:{B}?(?:-|–|hingga|sampai){B}?(?P<most>{amount}))?"
    measured = rf"(?P<least>{amount}){more}{B}(?P<unit>{alternatives(_unit_of())})"
    good = rf"(?:{B}(?P<good>{alternatives(words.aid.goods)}))?"
    people = rf"(?P<count>{amount})(?:{B}(?:orang|jiwa))?"
    made = [(kind, starts, rf"(?:{term}){tail}") for kind, starts in words.sentences.items()]
    made += [(kind, starts, measured) for kind, starts in words.measures.items()]
    made.append(
        ("aid", words.aid.verbs, rf"(?P<count>{amount}){B}(?P<measure>{alternatives(words.aid.measures)}){good}")
    )
    rules = [_rule(kind, starts, rf"(?:{alternatives(starts)}){gap}", what) for kind, starts, what in made]
    victims, grown = words.updates.victims, alternatives(words.updates.grown)
    for kind, fates in words.updates.fates.items():
        before = rf"(?:{alternatives(victims)}){B}(?:{alternatives(fates)}){B}(?:{grown}){gap}"
        rules.append(_rule(kind, victims, before, people))
    return tuple(rules)


def _rule(kind: str, starts: tuple[str, ...], before: str, what: str) -> Rule:
    return Rule(kind, Anchored(rf"(?<!\w){before}(?P<fact>{what})(?!\w)", starts, flags=re.IGNORECASE))


def find(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Fact]:
    """Yield the facts of the character spans, by kind; two may overlap."""
    zones = list(spans)
    if not zones:
        return
    inside = Intervals(zones)
    for rule in _rules():
        for match in rule.pattern.finditer(text, zones[0][0], zones[-1][1]):
            if inside.covers(match.start(), match.end()):
                yield _fact(rule.kind, match)


def _fact(kind: str, match: re.Match[str]) -> Fact:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    value, unit, normalized = None, None, None
    if kind.startswith("sentence"):
        value, unit = _months(groups), "month"
    elif "unit" in groups:
        value = value_of(groups.get("most") or groups["least"])
        unit = _unit_of()[groups["unit"].casefold()]
        least = value_of(groups["least"])
        normalized = (
            f"{least:g}-{value:g} {unit}" if "most" in groups and least is not None and value is not None else None
        )
    elif "measure" in groups:
        value, unit = value_of(groups["count"]), groups["measure"].casefold()
        normalized = groups["good"].casefold() if "good" in groups else None
    else:
        value, unit = value_of(groups["count"]), "person"
    start, end = match.span("fact")
    return Fact(
        kind=kind,
        start=start,
        end=end,
        text=match["fact"],
        value=value,
        unit=unit,
        normalized=normalized,
        rule="measure",
    )


def _months(groups: dict[str, str]) -> float | None:
    """A term in months: ``4 tahun 6 bulan`` is 54."""
    if "only" in groups:
        return value_of(groups["only"])
    years, months = value_of(groups["years"]), value_of(groups["months"]) if "months" in groups else 0
    return None if years is None or months is None else years * MONTHS + months
