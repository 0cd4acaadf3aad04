"""Organisations that are no units of the state: companies, parties, associations, schools, media."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import takewhile

from ..article import Mention, Organization
from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..lexicon.units import by_form
from ..page import Layers, Page, Phrase
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.runs import Anchored
from ..text.spelling import slug, without_brackets
from ..text.walk import by_zone
from .degrees import is_degree
from .name_patterns import announced, initials_with_roles
from .names import Word, capital_words, given_names, stops, tailed
from .organization_choice import chosen
from .organization_features import Candidate
from .organization_gloss import glossed
from .organization_groups import Groups
from .organization_names import NameReader
from .organization_regions import behind_bracket
from .outlets import outlets
from .own_outlet import own_outlet
from .recognised import MAYBE_ORGANIZATION, MAYBE_PERSON, ORGANIZATION, PERSON, recognised

_EXPLAINED = re.compile(rf"\((?<=[a-z]{BLANK}\()([A-Z]{{2,8}})\)")
_LONGEST_EXPLAINED = 120  # characters
_SHORT = re.compile(rf"{BLANK}?\([A-Z][\w.-]{{1,14}}(?:{BLANK}[A-Z][\w.-]{{1,12}})?\)")
_AGED = re.compile(rf"(?<!\w)([A-Z]{{2,4}}){BLANK}$")
_AGE = re.compile(r"\(\d")
_REGIONS = frozenset({"province", "regency", "city"})
_MOST_ANNOUNCED = 3  # words
_MOST_INITIALS = 4
_LEAST_INITIALS = 3
_LISTED = re.compile(rf"([A-Z]{{1,4}})(?!\w)(?:{BLANK}?\([^()\n]{{1,20}}\))?(?:,?{BLANK}dan{BLANK}|,{BLANK})?")
_SENTENCE_START = re.compile(r"[.!?“”\"][ \u00a0]*$")


def organization_stage(page: Page) -> Layers:
    groups = Groups(page.text)
    for start, end, kind, rule in with_regions(page.text, chosen(page, candidates(page))):
        groups.add(Mention(start=start, end=end, text=page.text[start:end], rule=rule), kind)
    organizations = sorted(
        (
            Organization(id=f"org/{slug(name)}", name=_best(mentions), kind=kind, mentions=tuple(mentions))
            for name, kind, mentions in groups.merged()
        ),
        key=lambda organization: organization.mentions[0].start,
    )
    return {"organizations": organizations}


def with_regions(text: str, taken: Iterable[Candidate]) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, kind and rule of each; a name goes on over its abbreviation to the region behind it.

    ``Wahana Lingkungan Hidup Indonesia| (Walhi) Sulawesi Tenggara``: one branch, and no abbreviation of its own.
    """
    reach = 0
    for candidate in taken:
        if candidate.start < reach:
            continue
        short = _SHORT.match(text, candidate.end)
        region = behind_bracket(text, short.end(), len(text)) if short is not None else None
        reach = region or candidate.end
        yield candidate.start, reach, candidate.kind, candidate.rule


def _closed(page: Page) -> list[tuple[int, int]]:
    """Where units and facilities stand."""
    layers = (page.units, page.facilities)
    return [(m.start, m.end) for layer in layers for thing in layer for m in thing.mentions]


def candidates(page: Page) -> list[Candidate]:
    """What may be an organisation's name, overlapping one another."""
    text = page.text
    # The outlet of a dateline is no organisation of the story.
    datelines = {block.start for block in page.blocks if block.kind == "dateline"}
    zones = [zone for zone in page.article_spans() if zone[0] not in datelines]
    initials = {text[start:end] for zone in zones for start, end in initials_with_roles(text, *zone)}
    initials |= _listed_initials(text, zones)
    common = initials | _common_abbreviations(text, zones)
    closed = _closed(page)
    reader = _reader(page, text, zones, initials, closed)
    made = _lexical(text, page.hits("organization"), zones, reader, common)
    whole = Intervals((candidate.start + 1, candidate.end) for candidate in made)
    taken = Intervals(span for span in closed if not (span[0] in reader.bodies and whole.covers(*span)))
    made += [Candidate(*span, "media", "outlet") for span in outlets(text, zones, reader.maybe_people)]
    made += [Candidate(*span, "media", "own_outlet") for span in own_outlet(page, zones)]
    known = {(candidate.start, candidate.end) for candidate in made}
    made += [
        candidate
        for candidate in dict.fromkeys(
            (
                *_recognised(page, zones, reader, common),
                *_announced(text, zones, reader),
                *(Candidate(*span, "other", "glossed") for zone in zones for span in glossed(text, *zone)),
            )
        )
        if (candidate.start, candidate.end) not in known
    ]
    return [candidate for candidate in made if not taken.overlaps(candidate.start, candidate.end)]


def _announced(text: str, zones: list[tuple[int, int]], reader: NameReader) -> Iterator[Candidate]:
    """Capitalised words behind a word that says what is named: ``platform | X``, ``laman | Archpaper``."""
    for match, (_, end) in _announcing().within(text, zones):
        run = capital_words(text, match.end(), end, reader.barriers, _MOST_ANNOUNCED)
        words = list(takewhile(_is_name_word, run))
        unit = words and text[words[0].start : words[-1].end] in by_form()
        if words and not unit and words[0].text not in given_names():  # `kepada | Budi Santoso`
            cue = match["cue"]
            yield Candidate(words[0].start, words[-1].end, lexicon().announcing[cue], "cued", cue)


@cache
def _announcing() -> Anchored:
    """Words that say what sort of organisation is named behind them."""
    words = tuple(lexicon().announcing)
    return Anchored(re.compile(rf"(?<!\w)(?P<cue>{alternatives(words)}){BLANK}(?=[A-Z])"), words)


def _is_name_word(word: Word) -> bool:
    return word.text.casefold() not in stops()


def _recognised(
    page: Page, zones: list[tuple[int, int]], reader: NameReader, common: Container[str]
) -> Iterator[Candidate]:
    """What the recogniser holds for an organisation, alone and with its branch."""
    text = page.text
    spans, posts = Intervals(zones), {post.start: post.end for post in page.positions}
    for start, end, label, score in page.recognised:
        if label != "ORG" or score < MAYBE_ORGANIZATION or not spans.covers(start, end):
            continue
        name = text[start:end]
        if not name[0].isupper() or name in common or posts.get(start, 0) >= end:  # `Camat Moyo`
            continue
        if name in by_form() or name in lexicon().never or find_region(name, _REGIONS):
            continue  # `perintah dari | Polda`, `bersama | Forkopimda`, `warga | OKU Selatan`
        yield Candidate(start, end, "other", "model")
        branch = reader.named(end, len(text))
        if branch > end:
            yield Candidate(start, branch, "other", "model")


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


def _lexical(
    text: str,
    hits: Iterable[Phrase],
    zones: list[tuple[int, int]],
    reader: NameReader,
    common: Container[str],
) -> list[Candidate]:
    """What the hits of the lexicon begin, end or lead, in order; of one start the longest first."""
    made: list[Candidate] = []
    leads: list[tuple[Phrase, int]] = []
    for hit, zone in by_zone(hits, zones):
        sort, _, kind = hit.key.partition(":")
        if sort == "lead":
            leads.append((hit, zone[1]))
            continue
        candidate = _read(text, hit, sort, kind, zone, reader, common)
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
    for word, (_, end) in announced().within(text, zones):
        if word["name"]:
            continue
        pos = word.end()
        while (match := _LISTED.match(text, pos, end)) is not None:
            found.add(match[1])
            pos = match.end()
    return found


def _common_abbreviations(text: str, zones: list[tuple[int, int]]) -> frozenset[str]:
    """Abbreviations that the article explains with small words: ``kekerasan dalam rumah tangga (KDRT)``."""
    return frozenset(
        match[1]
        for zone in zones
        for match in _EXPLAINED.finditer(text, *zone)
        if _has_small(text[max(zone[0], match.start() - _LONGEST_EXPLAINED) : match.start()].split(), len(match[1]))
    )


def _has_small(words: list[str], letters: int) -> bool:
    """Is one of the words that the letters stand for written small: ``pekerja migran Indonesia (PMI)``?"""
    named = [word for word in words if word not in offices().joining]
    return any(word[0].islower() for word in named[-letters:])


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
    if name not in words.whole_names:
        return False
    if name in words.common and _SENTENCE_START.search(text, max(0, start - 4), start):
        return False  # `Antara 6 sampai 20 Juni`
    before = text[max(0, start - 16) : start].split()
    return not (
        name in words.products and (not before or before[-1].casefold() in words.not_before or before[-1][0].isupper())
    )
