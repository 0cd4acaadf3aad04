"""Organisations that are no units of the state: companies, parties, associations, schools, media."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from ..article import Mention, Organization
from ..lexicon.organizations import load as lexicon
from ..page import Layers, Page, Phrase
from ..text.intervals import Intervals
from ..text.spelling import slug, without_brackets
from .name_patterns import announced, initials_with_roles
from .names import BLANK, is_degree, stops, tailed
from .organization_groups import Groups
from .organization_names import NameReader
from .outlets import outlets
from .own_outlet import own_outlet
from .recognised import MAYBE_PERSON, ORGANIZATION, PERSON, recognised

_EXPLAINED = re.compile(rf"\((?<=[a-z]{BLANK}\()([A-Z]{{2,8}})\)")
_AGED = re.compile(rf"(?<!\w)([A-Z]{{2,4}}){BLANK}$")
_AGE = re.compile(r"\(\d")
_MOST_INITIALS = 4
_LEAST_INITIALS = 3
_LISTED = re.compile(rf"([A-Z]{{1,4}})(?!\w)(?:{BLANK}?\([^()\n]{{1,20}}\))?(?:,?{BLANK}dan{BLANK}|,{BLANK})?")
_SENTENCE_START = re.compile(r"[.!?“”\"][ \u00a0]*$")


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


class Candidate(NamedTuple):
    """A name that may be an organisation's."""

    start: int
    end: int
    kind: str
    rule: str


def organization_stage(page: Page) -> Layers:
    text = page.text
    closed = [(m.start, m.end) for unit in page.units for m in unit.mentions]
    closed += [(m.start, m.end) for facility in page.facilities for m in facility.mentions]
    # The outlet of a dateline is no organisation of the story.
    datelines = {block.start for block in page.blocks if block.kind == "dateline"}
    zones = [zone for zone in page.article_spans() if zone[0] not in datelines]
    initials = {text[start:end] for zone in zones for start, end in initials_with_roles(text, *zone)}
    initials |= _listed_initials(text, zones)
    common = initials | _common_abbreviations(text, zones)
    reader = _reader(page, text, zones, initials, closed)
    candidates = _candidates(text, page.hits("organization"), zones, reader, common)
    whole = Intervals((candidate.start + 1, candidate.end) for candidate in candidates)
    found = Found(text, [span for span in closed if not (span[0] in reader.bodies and whole.covers(*span))])
    for zone in zones:
        for start, end in outlets(text, *zone, reader.maybe_people):
            found.add(start, end, "media", "outlet")
    for start, end in own_outlet(page, zones):
        found.add(start, end, "media", "own_outlet")
    for candidate in candidates:
        found.add(*candidate)
    text_zones = Intervals(zones)
    for start, end in reader.known.items():
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


def _reader(
    page: Page, text: str, zones: list[tuple[int, int]], initials: set[str], closed: list[tuple[int, int]]
) -> NameReader:
    """What tells where names of organisations end in this document."""
    people = dict(recognised(page, "PER", PERSON))
    barriers = {start for start, _ in closed} | {p.start for p in page.positions}
    barriers -= {hit.end + 1 for hit in page.hits("organization") if hit.key.startswith("head:")}  # `Ikatan | Bidan`
    barriers |= {rank.start for rank in page.ranks} | people.keys()
    ages = ((zone[0], match.start()) for zone in zones for match in _AGE.finditer(text, *zone))
    aged = {match[1] for floor, at in ages if (match := _AGED.search(text, max(floor, at - 5), at)) is not None}
    titles = Intervals((p.start, p.start + len(p.title)) for p in page.positions)
    rank_ends = {rank.end for rank in page.ranks}
    known = {
        start: end
        for start, end in recognised(page, "ORG", ORGANIZATION)
        if not (
            start in titles
            or start - 1 in rank_ends
            or text[start - 1 : start] == "/"
            or _no_organization(text[start:end], initials | aged)
        )
    }
    posts = Intervals((p.start, p.end) for p in page.positions)
    for hit in page.hits("position"):
        posts.add(hit.start, hit.end + 1)
    return NameReader(
        text=text,
        barriers=barriers,
        known=known,
        people=people,
        maybe_people={start for start, _ in recognised(page, "PER", MAYBE_PERSON)},
        posts=posts,
        titles=titles,
        inside_people=Intervals(recognised(page, "PER", MAYBE_PERSON)),
        bodies={m.start: m.end for unit in page.units if unit.service in lexicon().of_bodies for m in unit.mentions},
    )


def _candidates(
    text: str,
    hits: Iterable[Phrase],
    zones: list[tuple[int, int]],
    reader: NameReader,
    common: Container[str],
) -> list[Candidate]:
    """What the hits of the lexicon begin, end or lead, in order; of one start the longest first."""
    made: list[Candidate] = []
    leads: list[tuple[Phrase, int]] = []
    zone = 0
    for hit in hits:
        while zone < len(zones) and zones[zone][1] <= hit.start:
            zone += 1
        if zone == len(zones):
            break
        floor, limit = zones[zone]
        if hit.start < floor:
            continue
        sort, _, kind = hit.key.partition(":")
        if sort == "lead":
            leads.append((hit, limit))
            continue
        candidate = _read(text, hit, sort, kind, (floor, limit), reader, common)
        if candidate is not None:
            made.append(candidate)
    names = {candidate.start: candidate.end for candidate in made}
    for hit, limit in leads:
        end = reader.led(hit.start, hit.end, limit, names)
        if end is not None and text[hit.start].isupper():
            made.append(Candidate(hit.start, end, hit.key.partition(":")[2], "lead"))
    return sorted(made, key=lambda candidate: (candidate.start, -candidate.end))


def _read(
    text: str,
    hit: Phrase,
    sort: str,
    kind: str,
    zone: tuple[int, int],
    reader: NameReader,
    common: Container[str],
) -> Candidate | None:
    if sort == "head":
        stop = reader.headed(hit.start, hit.end, zone[1])
        if stop is None or text[hit.start : stop] in lexicon().never:
            return None
        return Candidate(hit.start, stop, kind, f"{kind}_head")
    if sort == "tail":
        begin = tailed(text, hit.start, hit.end, zone[0], last=hit.end + 1 in reader.maybe_people)
        if begin is None:
            return None
        begin = _behind_titles(text, begin, hit.start, reader.titles)
        return Candidate(begin, hit.end, kind, f"{kind}_tail") if begin < hit.start else None
    name = text[hit.start : hit.end]
    if name in common or name in lexicon().never or not _is_name(text, hit.start, hit.end):
        return None
    if hit.start - 1 in reader.inside_people:
        return None  # `Moh. Faisal | Ansor`
    stop = reader.named(hit.end, zone[1]) if kind in lexicon().branching else hit.end
    return Candidate(hit.start, stop, kind, f"{kind}_name")


def _behind_titles(text: str, begin: int, end: int, titles: Intervals) -> int:
    """``Direktur Teknis | Aprilia Racing``, ``CEO | AirAsia Group``: where the name begins behind words of a post."""
    while begin < end and (begin in titles or text[begin:end].split(maxsplit=1)[0] in lexicon().titles):
        blank = text.find(" ", begin, end)
        begin = blank + 1 if blank >= 0 else end
    return begin


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
