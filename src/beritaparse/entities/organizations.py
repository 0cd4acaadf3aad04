"""Organisations that are no units of the state: companies, parties, associations, schools, media."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from itertools import takewhile

from ..article import Mention, Organization
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..page import Layers, Page
from ..text.intervals import Intervals
from ..text.runs import Anchored
from ..text.spelling import slug, without_brackets
from .name_patterns import announced, initials_role
from .names import BLANK, capital_words, is_degree, stops, tailed
from .organization_groups import Groups
from .recognised import ORGANIZATION, PERSON, recognised

_GAP = re.compile(rf"{BLANK}{{1,2}}")
_BRACKET = re.compile(rf"{BLANK}?\([A-Z][^()\n]{{1,30}}\)")
_STATE = re.compile(rf"{BLANK}?\((?:Persero|Perseroda|Tbk)\)")
_TBK = re.compile(rf",?{BLANK}Tbk\.?(?!\w)")
_EXPLAINED = re.compile(rf"\((?<=[a-z]{BLANK}\()([A-Z]{{2,8}})\)")
_AGED = re.compile(rf"([A-Z](?<!\w.)[A-Z]{{1,3}}){BLANK}\(\d")
_MOST_INITIALS = 4
_LEAST_INITIALS = 3
_LONGEST_OUTLET = 45  # characters before its domain
_JOIN = re.compile(rf",?{BLANK}(?:dan|&){BLANK}(?=[A-Z])|,{BLANK}(?=[A-Z])")
_LISTED = re.compile(rf"([A-Z]{{1,4}})(?!\w)(?:{BLANK}?\([^()\n]{{1,20}}\))?(?:,?{BLANK}dan{BLANK}|,{BLANK})?")
_ACRONYM = re.compile(rf"{BLANK}?\(([A-Z]{{2,10}})\)")
_LONGEST_JOIN = 100  # characters
_NUMBER = re.compile(rf"{BLANK}\d{{1,3}}(?!\w)")
_NUMBER_BEHIND = re.compile(rf"{BLANK}\d{{1,2}}(?={BLANK}[A-Z]|[,.;)\n]|$)")
_SENTENCE_START = re.compile(r"[.!?“”\"][ \u00a0]*$")


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{alternatives(lexicon().domains)})(?!\.?\w)")


@cache
def _named_by_domain() -> re.Pattern[str]:
    """What stands before the domain: ``TribunJateng``, ``Tribun Bengkulu``."""
    return re.compile(
        rf"(?<![\w.@/])(?<!\w-)(?:(?:{alternatives(lexicon().outlet_heads)}){BLANK})?"
        r"[A-Z][A-Za-z0-9]{2,30}(?:-[A-Z][A-Za-z]{2,12})?\Z"
    )


@cache
def _in_series() -> Anchored:
    """``Tribun Medan``."""
    series = lexicon().outlet_series
    return Anchored(re.compile(rf"(?<!\w)(?:{alternatives(series)}){BLANK}[A-Z][a-z]+(?!\w)"), series)


def _outlets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names of outlets: ``TribunJateng.com``, ``Tribun Bengkulu.com``, ``Tribun Medan``."""
    found = [
        (name.start(), domain.end())
        for domain in _domain().finditer(text, start, end)
        if (name := _named_by_domain().search(text, max(start, domain.start() - _LONGEST_OUTLET), domain.start()))
    ]
    taken = Intervals(found)
    found += (match.span() for match in _in_series().finditer(text, start, end) if not taken.overlaps(*match.span()))
    return sorted(found)


class Found:
    """Organisations of one document."""

    def __init__(self, text: str, closed: list[tuple[int, int]]) -> None:
        self.text = text
        self.taken = Intervals(closed)
        self.groups = Groups(text)

    def add(self, start: int, end: int, kind: str, rule: str) -> None:
        if not self.taken.overlaps(start, end):
            self.taken.add(start, end)
            self.groups.add(Mention(start=start, end=end, text=self.text[start:end], rule=rule), kind)


def organization_stage(page: Page) -> Layers:
    text = page.text
    closed = [(m.start, m.end) for unit in page.units for m in unit.mentions]
    closed += [(m.start, m.end) for facility in page.facilities for m in facility.mentions]
    found = Found(text, closed)
    barriers = {start for start, _ in closed} | {p.start for p in page.positions}
    barriers |= {rank.start for rank in page.ranks}
    people = dict(recognised(page, "PER", PERSON))
    barriers |= people.keys()
    # The outlet of a dateline is no organisation of the story.
    datelines = {block.start for block in page.blocks if block.kind == "dateline"}
    zones = [zone for zone in page.article_spans() if zone[0] not in datelines]
    text_zones = Intervals(zones)
    initials = {match["name"] for zone in zones for match in initials_role().finditer(text, *zone)}
    initials |= _listed_initials(text, zones)
    common = initials | _common_abbreviations(text, zones)
    aged = {match[1] for zone in zones for match in _AGED.finditer(text, *zone)}
    titles = Intervals((p.start, p.start + len(p.title)) for p in page.positions)
    rank_ends = {rank.end for rank in page.ranks}
    ents = {
        start: end
        for start, end in recognised(page, "ORG", ORGANIZATION)
        if not (start in titles or start - 1 in rank_ends or _no_organization(text[start:end], initials | aged))
    }
    for start, end in zones:
        for outlet in _outlets(text, start, end):
            found.add(*outlet, "media", "outlet")
    zone = 0
    for start, end, key in page.hits("organization"):
        while zone < len(zones) and zones[zone][1] <= start:
            zone += 1
        if zone == len(zones):
            break
        sort, _, kind = key.partition(":")
        limit = zones[zone][1]
        if start < zones[zone][0]:
            continue
        if sort == "head":
            stop = _headed(text, start, end, limit, barriers, ents, people)
            if stop is not None and text[start:stop] not in lexicon().never:
                found.add(start, stop, kind, f"{kind}_head")
        elif sort == "tail":
            begin = tailed(text, start, end, zones[zone][0])
            if begin is not None:
                found.add(begin, end, kind, f"{kind}_tail")
        elif text[start:end] not in common and _is_name(text, start, end):
            found.add(start, end, kind, f"{kind}_name")
    for start, end in ents.items():
        if text[start].isupper() and text[start:end] not in common and text_zones.covers(start, end):
            found.add(start, end, "other", "model")
    organizations = sorted(
        (
            Organization(id=f"org/{slug(name)}", name=_best(mentions), kind=kind, mentions=tuple(mentions))
            for name, kind, mentions in found.groups.merged()
        ),
        key=lambda organization: organization.mentions[0].start,
    )
    return {"organizations": organizations}


def _listed_initials(text: str, zones: list[tuple[int, int]]) -> set[str]:
    """``berinisial MT, AFP, dan II``: people, not the agency."""
    found: set[str] = set()
    for zone in zones:
        for word in announced().finditer(text, *zone):
            if word["name"]:
                continue
            pos = word.end()
            while (match := _LISTED.match(text, pos, zone[1])) is not None:
                found.add(match[1])
                pos = match.end()
    return found


def _common_abbreviations(text: str, zones: list[tuple[int, int]]) -> frozenset[str]:
    """Abbreviations that the article explains with small words: ``kekerasan dalam rumah tangga (KDRT)``."""
    return frozenset(match[1] for zone in zones for match in _EXPLAINED.finditer(text, *zone))


def _no_organization(name: str, initials: Container[str]) -> bool:
    """A word that is none (``Kepolisian``, ``DPO``), or somebody's ``initials`` (``MK``)."""
    words = name.split()
    if words[0] in lexicon().unit_words or not lexicon().never.isdisjoint(words):
        return True  # a unit that its grammar did not take, or a make of cars
    if name in lexicon().never or name.casefold() in stops() or name.count("(") != name.count(")"):
        return True
    if not (len(name) <= _MOST_INITIALS and name.isupper() and name.isalpha()):
        return is_degree(name) and "." in name
    return len(name) < _LEAST_INITIALS or name in initials


def _best(mentions: list[Mention]) -> str:
    """The fullest form, if possible not all in capitals; of equals the first."""
    return min(mentions, key=lambda m: (m.text.isupper(), -len(without_brackets(m.text)), m.start)).text


def _headed(
    text: str, start: int, end: int, limit: int, barriers: set[int], ents: dict[int, int], people: dict[int, int]
) -> int | None:
    """Where the name that the head word begins ends; None where none follows."""
    head = text[start:end]
    if (before := lexicon().not_behind.get(head)) and text[max(0, start - 16) : start].rstrip().endswith(before):
        return None  # `Amerika | Serikat`
    if not head[0].isupper() or (
        len(head) <= 5 and head.rstrip(".").upper() in lexicon().capital_heads and not head.rstrip(".").isupper()
    ):
        return None
    stop = end
    number = _NUMBER.match(text, stop, limit)
    if number:
        stop = number.end()
    gap = _GAP.match(text, stop, limit)
    bracket = _BRACKET.match(text, stop, limit)
    if bracket:
        gap = _GAP.match(text, bracket.end(), limit)
    words = capital_words(text, gap.end(), limit, barriers) if gap else []
    known = ents.get(start)
    school = head in lexicon().schools
    for count, word in enumerate(words[:6]):
        if word.text.casefold() in stops() and word.text not in lexicon().within:
            break
        if (count and word.text in lexicon().titles) or (school and word.text.casefold() in offices().headline):
            break
        if word.text.startswith("Rp"):
            break  # `SD Rp300 ribu`
        if not count and word.text in lexicon().general:
            return None  # `Bank Swasta`
        stop = word.end
        if known and stop >= known:
            break
    if stop == end or (not words and number and not bracket and not school):
        return None
    stop = _finished(text, stop, limit, people)
    numbered = school or _last_word(text, stop) in lexicon().regional
    behind = _NUMBER_BEHIND.match(text, stop, limit) if numbered and not number else None
    stop = behind.end() if behind else _joined(text, stop, limit, barriers)
    if head in lexicon().explained:
        short = _ACRONYM.match(text, stop, limit)
        return stop if short is not None and short[1][0] == head[0] else None
    state = _STATE.match(text, stop, limit)
    stop = state.end() if state else stop
    bracket = _BRACKET.match(text, stop, limit)
    if bracket and head.startswith(("PT", "Fakultas", "Universitas")):
        after = _TBK.match(text, bracket.end(), limit)
        if after or not head.startswith("PT"):
            stop = bracket.end()
            more = _GAP.match(text, stop, limit)
            for word in capital_words(text, more.end(), limit, barriers)[:2] if more and not after else []:
                if word.text.casefold() in stops():
                    break
                stop = word.end
    tbk = _TBK.match(text, stop, limit)
    return tbk.end() if tbk else stop


def _joined(text: str, stop: int, limit: int, barriers: set[int]) -> int:
    """``Perhimpunan Hotel | dan Restoran Indonesia (PHRI)``: goes on where an abbreviation or the country ends it all.

    And from one subject to the next: ``Fakultas Ekonomi | dan Bisnis``.
    """
    end = stop
    while (join := _JOIN.match(text, end, limit)) is not None and end - stop < _LONGEST_JOIN:
        words = capital_words(text, join.end(), limit, barriers, 4)
        if not words or words[0].text in lexicon().first_words:
            break
        if _last_word(text, end) in lexicon().subjects and words[0].text in lexicon().subjects:
            run = takewhile(lambda word: word.text in lexicon().subjects, words)
            stop = end = max(word.end for word in run)
            continue
        end = words[-1].end
        if words[-1].text in lexicon().nations and "," not in join.group():
            return end
    bracket = _ACRONYM.match(text, end, limit)
    initials = {word[0] for word in text[stop:end].split()}
    return end if bracket is not None and bracket[1][-1] in initials else stop


def _finished(text: str, stop: int, limit: int, people: dict[int, int]) -> int:
    """``Yayasan Pendidikan Islam | Nurul Iman``: words that want a name take what the model holds for somebody."""
    gap = _GAP.match(text, stop, limit)
    wanting = gap is not None and _last_word(text, stop) in lexicon().wanting
    return people.get(gap.end(), stop) if gap is not None and wanting else stop


def _last_word(text: str, end: int) -> str:
    return text[max(0, end - 20) : end].rsplit(maxsplit=1)[-1]


def _is_name(text: str, start: int, end: int) -> bool:
    """A complete name written as in the lexicon, and not a product (`motor Honda`, `lewat WhatsApp`)."""
    name = text[start:end]
    words = lexicon()
    if text[start - 1 : start] == "-" or text[end : end + 1] == "-":
        return False
    if not any(name in names for names in words.names.values()):
        return False
    if name in words.common and _SENTENCE_START.search(text, max(0, start - 4), start):
        return False  # `Antara 6 sampai 20 Juni`
    before = text[max(0, start - 16) : start].split()
    return not (
        name in words.products and (not before or before[-1].casefold() in words.not_before or before[-1][0].isupper())
    )
