"""Typed facts with spans: counts of people, statutes, evidence, number plates, money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..article import Fact
from ..intervals import Intervals
from ..lexicon import alternatives
from ..lexicon.facts import load as lexicon
from ..runs import Starts
from .numbers import number, number_words, value_of

B = r"[ \u00a0]{1,2}"
_PLATE_TEXT = (
    r"(?:A[ABDEGT]?|B[ABDEGHKLMNPRT]?|D[ABCDEGHKLMNRST]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[AB]?|R|S|T|W|Z)"
    r"[ -]\d{1,4}[ -][A-Z]{1,3}(?![\w/])"
)
_PLATE = re.compile(rf"(?<![\w/]){_PLATE_TEXT}")


class Rule(NamedTuple):
    """One kind of fact; ``anchor`` is the sign that it begins with: it is tried there only."""

    kind: str
    anchor: str
    pattern: re.Pattern[str]


@cache
def _sign() -> re.Pattern[str]:
    """What a fact can begin with: a number, a currency, a statute, a drug."""
    facts = lexicon()
    return re.compile(
        rf"(?<![\w$])(?P<money>{alternatives(facts.money)})(?=\.?[ \u00a0]?\d)"
        rf"|(?<![\w.,])(?P<amount>{number()})(?!\w)"
        rf"|\b(?P<statute>Pasal|{alternatives(facts.statutes.act)})(?={B}[\dN])"
        rf"|\b(?P<drug>narkotika{B}jenis|{alternatives(facts.evidence.drugs)})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _starts() -> Starts:
    facts = lexicon()
    words = (*facts.money, *number_words(), "Pasal", *facts.statutes.act, "narkotika", *facts.evidence.drugs)
    return Starts(words)


@cache
def _rules() -> tuple[Rule, ...]:
    facts = lexicon()
    amount = number()
    between = alternatives(facts.words.between)
    classifiers = alternatives(facts.words.classifiers)
    act = alternatives(facts.statutes.act)
    laws = alternatives(facts.statutes.laws)
    article = rf"Pasal{B}\d+[A-Z]?(?:{B}(?:ayat{B})?\(\d+\))?(?:{B}(?:huruf|butir){B}[a-z])?"
    joined = rf"{article}(?:{B}(?:jo\.?|juncto|dan|Jo|atau)\.?{B}{article})?"
    named = rf"(?:{act}){B}(?:(?:Nomor|No\.?){B}?)?\d{{1,3}}{B}(?:[Tt]ahun{B}|/)\d{{4}}"
    money = alternatives(facts.money)
    drugs, measures = alternatives(facts.evidence.drugs), alternatives(facts.evidence.measures)
    goods, counters = alternatives(facts.evidence.goods), alternatives(facts.evidence.classifiers)
    made = [
        ("statute", "statute", rf"{joined}(?:{B}(?:{laws})|{B}{named}|,?{B}(?:dalam{B})?{named})?|{named}"),
        ("money", "money", rf"(?P<currency>{money})\.?[ \u00a0]?(?P<amount>{amount})"),
        (
            "evidence",
            "drug",
            rf"(?:narkotika{B}jenis{B})?(?:{drugs})\b(?:{B}(?:seberat|sebanyak|dengan{B}berat|berat))?{B}"
            rf"(?P<amount>{amount}){B}(?P<measure>{measures})\b",
        ),
        (
            "evidence",
            "amount",
            rf"(?P<amount>{amount}){B}(?P<measure>{measures}){B}(?:narkotika{B}jenis{B})?(?:{drugs})\b",
        ),
        (
            "evidence",
            "amount",
            rf"(?P<amount>{amount}){B}(?P<measure>{counters}){B}(?:{goods})\b"
            rf"(?:{B}(?!{_PLATE_TEXT})(?-i:[A-Z])[\w-]*){{0,4}}"
            rf"(?:{B}(?:(?:bernomor|bernopol|nopol|nomor|bernomor polisi|nomor polisi){B})?(?-i:{_PLATE_TEXT}))?",
        ),
    ]
    for kind, nouns in facts.people.items():
        noun = alternatives(nouns)
        made.append(
            (
                kind,
                "amount",
                rf"(?P<amount>{amount}){B}(?:(?:{classifiers}){B})?(?:(?:{classifiers}){B})?"
                rf"(?:(?:{between}){B})?(?:{noun})\b",
            )
        )
    return tuple(
        Rule(kind, anchor, re.compile(pattern, re.IGNORECASE if kind != "money" else 0))
        for kind, anchor, pattern in made
    )


def find(text: str, spans: Iterable[tuple[int, int]]) -> list[Fact]:
    """Return the facts inside the character spans, in order; of two that overlap the more specific rule's."""
    zones = list(spans)
    found: list[Fact] = []
    taken = Intervals()
    signs: dict[str, list[tuple[int, int]]] = {}
    for start, end in zones:
        for match in _starts().finditer(_sign(), text, start, end):
            signs.setdefault(match.lastgroup or "", []).append((match.start(), end))
    for rule in _rules():
        for position, end in signs.get(rule.anchor, ()):
            match = rule.pattern.match(text, position, end)
            if match is None or taken.overlaps(match.start(), match.end()):
                continue
            fact = _fact(rule.kind, match)
            if fact is not None:
                taken.add(match.start(), match.end())
                found.append(fact)
    for start, end in zones:
        for match in _PLATE.finditer(text, start, end):
            if not taken.overlaps(match.start(), match.end()):
                plate = match.group()
                found.append(
                    Fact(
                        kind="number_plate",
                        start=match.start(),
                        end=match.end(),
                        text=plate,
                        normalized=plate.replace("-", " "),
                        rule="number_plate",
                    )
                )
    return sorted(found, key=lambda fact: fact.start)


def _fact(kind: str, match: re.Match[str]) -> Fact | None:
    groups = match.groupdict()
    amount = groups.get("amount")
    value = value_of(amount) if amount else None
    unit, normalized = groups.get("measure"), None
    if kind == "money":
        if value is None:
            return None
        unit = lexicon().money[match["currency"]]
        normalized = f"{unit} {value:.0f}" if value == int(value) else f"{unit} {value}"
    elif kind == "statute":
        normalized = " ".join(match.group().split())
    elif unit is None:
        unit = "person"
    text = match.group().rstrip()
    return Fact(
        kind=kind,
        start=match.start(),
        end=match.start() + len(text),
        text=text,
        value=value,
        unit=unit.casefold() if unit and kind == "evidence" else unit,
        normalized=normalized,
        rule=f"{kind}_grammar",
    )
