"""Typed facts with spans: counts of people, statutes, evidence, number plates, money, and what has a measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..article import Fact
from ..lexicon import alternatives
from ..lexicon.facts import load as lexicon
from ..text.expressions import B, Expression
from ..text.intervals import Intervals
from ..text.runs import Anchored
from .measures import find as measured
from .numbers import number, number_words, value_of

O = r"[ \u00a0]{0,2}"  # noqa: E741 (optional blank)
_PLATE_TEXT = (
    r"(?:A[ABDEGT]?|B[ABDEGHKLMNPRT]?|D[ABCDEGHKLMNRST]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[AB]?|R|S|T|W|Z)"
    r"[ -]\d{1,4}[ -][A-Z]{1,3}(?![\w/])"
)
_PLATE = re.compile(rf"(?<![\w/]){_PLATE_TEXT}")
# Its number, and the letters behind: numbers are fewer than capitals.
_PLATE_NUMBER = Anchored(r"(?<=[ -])\d{1,4}[ -][A-Z]", (), digits=True)
_PLATE_LETTERS, _PLATE_REST = 2, 12
"""Letters before the number of a plate, and more characters than those behind it and what they may not go on with."""


# How far before and behind a good its seizure is looked for.
SEIZED_BEFORE, SEIZED_BEHIND = 250, 120
# How far before a number its verb is looked for.
VERB_BEFORE = 40


class Rule(NamedTuple):
    """One kind of fact; ``anchor`` is the sign that it begins with: it is tried there only.

    It is not tried at all where no word of ``needed`` stands on the page.
    """

    kind: str
    anchor: str
    pattern: Expression
    needed: Anchored | None


@cache
def _sign() -> Anchored:
    """What a fact can begin with: a number, a currency, a statute, a drug."""
    facts = lexicon()
    pattern = re.compile(
        rf"(?<![\w$])(?P<money>{alternatives(facts.money)})(?=\.?[ \u00a0]?\d)"
        rf"|(?<![\w.,])(?P<amount>{number()})(?!\w)"
        rf"|\b(?P<statute>Pasal|{alternatives(facts.statutes.act)})(?={B}[\dN])"
        rf"|\b(?P<drug>narkotika{B}jenis|{alternatives(facts.evidence.drugs)})(?!\w)",
        re.IGNORECASE,
    )
    words = (*facts.money, *number_words(), "Pasal", *facts.statutes.act, "narkotika", *facts.evidence.drugs)
    return Anchored(pattern, words, digits=True)


@cache
def _who() -> tuple[str, str]:
    """A number, and the words between it and what became of those counted."""
    facts = lexicon()
    count = rf"(?P<amount>{number()})(?:{B}\([a-z ]{{2,24}}\))?"
    classifiers, between = alternatives(facts.words.classifiers), alternatives(facts.words.between)
    return count, rf"{B}(?:(?P<of>{classifiers}){B})?(?:(?:{classifiers}){B})?(?:(?:{between}){B}){{0,2}}"


@cache
def _people() -> re.Pattern[str]:
    """Any people counted: tried before the rules of the single kinds."""
    nouns = alternatives(noun for nouns in lexicon().people.values() for noun in nouns)
    return re.compile(rf"{''.join(_who())}(?:{nouns})\b", re.IGNORECASE)


@cache
def _verb() -> Anchored:
    """Any verb with the number of those killed or hurt behind it."""
    verbs = [verb for verbs in lexicon().verbs.values() for verb in verbs]
    return Anchored(rf"\b(?:{alternatives(verbs)}){B}", verbs, flags=re.IGNORECASE)


@cache
def _rules() -> tuple[Rule, ...]:
    facts = lexicon()
    amount = number()
    act = alternatives(facts.statutes.act)
    laws = alternatives(facts.statutes.laws)
    article = (
        rf"Pasal{B}\d+(?-i:[A-Z]\b|{B}[A-H](?={B}(?:[Aa]yat|UU|huruf|KUHP)))?"
        rf"(?:{B}(?:ayat{B})?\(\d+\)|{B}ayat{B}\d+\b)?(?:{B}(?:huruf|butir){B}[a-z]\b|{B}angka{B}\d+|{B}ke-\d)*"
    )
    joined = rf"{article}(?:,?{B}(?:{alternatives(facts.statutes.joints)}){B}{article}){{0,4}}"
    named = rf"(?:{act}){B}(?:(?:Nomor|No\.?){O})?\d{{1,3}}(?:{B}[Tt]ahun{B}|/)\d{{4}}"
    titled = rf"UU{B}(?-i:{alternatives(facts.statutes.named)})\b"
    money = alternatives(facts.money)
    count, between = _who()
    classifiers = alternatives(facts.words.classifiers)
    weighed, states = alternatives(facts.evidence.weighed), alternatives(facts.evidence.states)
    drugs, measures = alternatives(facts.evidence.drugs), alternatives(facts.evidence.measures)
    goods, counters = alternatives(facts.evidence.goods), alternatives(facts.evidence.classifiers)
    made: list[tuple[str, str, Iterable[str], str]] = [
        ("statute", "statute", (), rf"{joined}(?:{B}(?:{laws})\b|,?{B}(?:dalam{B})?{named}|{B}{titled})?|{named}"),
        ("money", "money", (), rf"(?P<currency>{money})\.?[ \u00a0]?(?P<amount>(?i:{amount}))"),
        (
            "money",
            "amount",
            facts.currencies,
            rf"(?P<amount>(?i:{amount})){B}(?P<currency>(?i:{alternatives(facts.currencies)}))\b",
        ),
        (
            "evidence",
            "drug",
            (),
            rf"(?:narkotika{B}jenis{B})?(?:{drugs})\b(?:{B}(?:{states}))?(?:{B}(?:{weighed}))?{B}"
            rf"(?P<amount>{amount}){B}(?P<measure>{measures})\b",
        ),
        (
            "evidence",
            "amount",
            facts.evidence.drugs,
            rf"(?P<amount>{amount}){B}(?P<measure>{measures}){B}(?:narkotika{B}jenis{B})?(?:{drugs})\b",
        ),
        (
            "evidence",
            "amount",
            facts.evidence.goods,
            rf"{count}{B}(?P<measure>{counters}){B}(?P<good>{goods})\b"
            rf"(?:{B}(?!{_PLATE_TEXT})(?-i:[A-Z])[\w-]*){{0,4}}"
            rf"(?:{B}(?:(?:bernomor polisi|nomor polisi|bernomor|bernopol|nopol|nomor){B})?(?-i:{_PLATE_TEXT}))?",
        ),
    ]
    made += [
        (kind, "killing", (), rf"{count}(?P<verb>)(?:{B}(?:{classifiers}|nyawa)\b)?(?!%|{B}persen)")
        for kind in facts.verbs
    ]
    made += [
        (kind, "people", nouns, rf"{count}{between}(?P<noun>{alternatives(nouns)})\b")
        for kind, nouns in facts.people.items()
    ]
    return tuple(
        Rule(kind, anchor, Expression(pattern, re.IGNORECASE if kind != "money" else 0), _needed(tuple(words)))
        for kind, anchor, words, pattern in made
    )


def _needed(words: tuple[str, ...]) -> Anchored | None:
    return Anchored(rf"(?:{alternatives(words)})", words, flags=re.IGNORECASE) if words else None


def find(text: str, spans: Iterable[tuple[int, int]]) -> list[Fact]:
    """Return the facts inside the character spans, in order; of two that overlap the more specific rule's."""
    zones = list(spans)
    found: list[Fact] = []
    taken = Intervals()
    signs = _signs(text, zones)
    for rule in _rules():
        places = signs.get(rule.anchor)
        if places is None or (rule.needed is not None and not rule.needed.stands(text)):
            continue
        for position, end in places:
            match = rule.pattern().match(text, position, end)
            if match is None or taken.overlaps(match.start(), match.end()):
                continue
            if not _stands(text, rule.kind, match):
                continue
            taken.add(match.start(), match.end())
            found.append(_fact(rule.kind, match))
    for fact in measured(text, zones):
        if not taken.overlaps(fact.start, fact.end):
            taken.add(fact.start, fact.end)
            found.append(fact)
    for match in _plates(text, zones):
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


def _signs(text: str, zones: Iterable[tuple[int, int]]) -> dict[str, list[tuple[int, int]]]:
    """Where the rules of each anchor are tried, each place with the end of its zone."""
    signs: dict[str, list[tuple[int, int]]] = {}
    for match, (_, end) in _sign().within(text, zones):
        kind, at = match.lastgroup or "", (match.start(), end)
        if kind != "amount":
            signs.setdefault(kind, []).append(at)
            continue
        if _verb().search(text, max(0, at[0] - VERB_BEFORE), at[0]):
            signs.setdefault("killing", []).append(at)
        if _goes_on(text, match):
            signs.setdefault("amount", []).append(at)
            if _people().match(text, *at):
                signs.setdefault("people", []).append(at)
    return signs


def _goes_on(text: str, amount: re.Match[str]) -> bool:
    """Whether a blank stands behind a number or in it, so that what is counted can follow: not in ``9/6/2025``."""
    return text[amount.end() : amount.end() + 1] in _BLANKS or not _BLANKS.isdisjoint(amount.group())


_BLANKS = frozenset(" \u00a0")


def _plates(text: str, zones: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield what is a number plate in a zone."""
    for numbered, (start, end) in _PLATE_NUMBER.within(text, zones):
        before = numbered.start() - 1
        match = _PLATE.search(text, max(start, before - _PLATE_LETTERS), min(end, numbered.end() + _PLATE_REST))
        if match is not None and match.start() < before:
            yield match


_ONE_OF = re.compile(r"\bsalah[ \u00a0]\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[-/]|\b[A-Z][\w.]*[ \u00a0])\Z")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@cache
def _before_verb(kind: str) -> re.Pattern[str]:
    verbs = alternatives(lexicon().verbs[kind])
    about = r"(?:sedikitnya|setidaknya|sekitar|lebih dari|hampir|hingga|sebanyak|total|nyawa)"
    return re.compile(rf"\b(?:{verbs}){B}(?:{about}{B})?\Z", re.IGNORECASE)


@cache
def _seized() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon().evidence.seized)})\b", re.IGNORECASE)


@cache
def _no_evidence() -> re.Pattern[str]:
    return re.compile(rf"{O}(?:{alternatives(lexicon().evidence.no_evidence)})\b", re.IGNORECASE)


def _stands(text: str, kind: str, match: re.Match[str]) -> bool:
    """Whether the words around say that it is what it looks like."""
    groups = match.groupdict()
    start = match.start()
    before = text[max(0, start - 40) : start]
    if "verb" in groups:
        return _before_verb(kind).search(before) is not None
    if groups.get("good") is not None:
        near = text[max(0, start - SEIZED_BEFORE) : match.end() + SEIZED_BEHIND]
        return _seized().search(near) is not None and not _no_evidence().match(text, match.end())
    noun = groups.get("noun")
    if noun is None:
        return True
    if _ONE_OF.search(before):
        return False
    behind = text[match.end() : match.end() + 8].casefold()
    if noun.casefold() == "terduga" and behind.startswith(" korban"):
        return False
    if noun.casefold() == "luka" and groups.get("of") is None:
        # `enam luka tusuk` are wounds; `5 tewas, 3 luka` are people
        wound = re.match(r"[ \u00a0][a-z]", text[match.end() : match.end() + 2])
        if wound or value_of(match["amount"]) is None:
            return False
    if groups.get("of") is None and noun.casefold() in lexicon().words.bare and match["amount"].isdigit():
        year = _FIRST_YEAR <= (value_of(match["amount"]) or 0) <= _LAST_YEAR
        return not year and _NAME_BEFORE.search(before) is None
    return True


def _fact(kind: str, match: re.Match[str]) -> Fact:
    groups = match.groupdict()
    amount = groups.get("amount")
    value = value_of(amount) if amount else None
    unit, normalized = groups.get("measure"), None
    if kind == "money":
        unit = lexicon().money.get(match["currency"]) or lexicon().currencies[match["currency"].casefold()]
        if value is not None:
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
