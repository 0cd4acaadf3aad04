"""Posts: function word + unit + place, with acting and former holders."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.positions import function_words, pointing_back, title_words
from ..lexicon.positions import load as lexicon
from ..page import Entity, Layers, Page, Phrase
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from ..text.walk import by_zone
from .headline import headline_verbs
from .name_patterns import AGE_BEFORE, LIST, honorific
from .names import name_openers
from .position_grammar import Reader
from .post_ends import Draft
from .post_heads import Head, read_tokens
from .post_sites import without_site
from .readings import Lattice, Reading, chosen
from .recognised import PERSON, PERSON_BARRIER, behind_levels
from .served import make_positions
from .taken_along import Titles, without_regions


@cache
def _before() -> re.Pattern[str]:
    """Acting and former marks that stand right before a post; searched in the text before it."""
    marks = lexicon()
    acting = alternatives(marks.acting)
    former = alternatives(marks.former)
    prefixes = alternatives(marks.prefixes)
    return re.compile(
        rf"(?<!\w)(?:(?P<former>{former})(?:{BLANK}|-|$))?(?:(?P<acting>{acting}){BLANK})?(?:(?:{prefixes}){BLANK}){{0,2}}$"
    )


@cache
def _no_post_behind() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().no_post_behind)}){BLANK}$")


def find(
    text: str,
    hits: Iterable[Phrase],
    limits: Iterable[tuple[int, int]],
    unit_ends: dict[int, int],
    barriers: set[int],
    people: Sequence[tuple[int, int]],
    ranks: Sequence[tuple[int, int]],
    verbs: set[int],
    openers: set[int],
) -> list[Head]:
    """Return the titles that the automaton's hits of kind ``position`` are, in order, each with what its grammar reads.

    ``barriers`` are starts of ranks, honorifics and people that a model is sure of, ``people`` all that it sees,
    ``ranks`` the spans of ranks: no post begins in one (`Ajun Komisaris`).  No post goes over ``verbs``, those of the
    headline, and ``openers``, words that begin a name (`I Made`).
    """
    hits = list(hits)
    titles = {hit.start for hit in hits if text[hit.start].isupper()}
    holders = barriers.union(start for start, _ in people)
    rank_starts = {start for start, _ in ranks}
    rank_ends = {end for _, end in ranks}
    reader = Reader(text, unit_ends, barriers, people, rank_starts, titles)
    ranked = Intervals(ranks)
    grouped: dict[tuple[int, int], list[str]] = {}
    for start, end, key in hits:
        grouped.setdefault((start, end), []).append(key)
    starts = {start for start, _ in grouped}
    stops = rank_starts | verbs | openers
    heads: list[Head] = []
    reach = 0  # where the last post ends
    for (start, end), (floor, limit) in by_zone(grouped, limits):
        if (heads and start < heads[-1].end) or start in ranked:
            continue
        if _is_other_word(text, floor, start, end, reach):
            continue
        small = text[start].islower()
        title = _in_small_letters(text, start, end, grouped[start, end]) if small else (start, end, grouped[start, end])
        if title is None:
            continue
        start, end, keys = title
        draft = reader.read(start, end, keys, limit) if start >= reach else None
        if draft is not None and draft.rule == "described_post" and _is_crowd(text, floor, start):
            continue
        if draft is not None:
            without_site(text, draft, end, limit, barriers)
        leads = draft.head if draft is not None else None
        if (
            draft is not None
            and small
            and draft.rule == "commander_post"
            and (draft.unit is None or not draft.unit.name)
        ):
            draft = None  # `kapolres mengatakan`
        behind = draft.end if draft is not None else end
        if _no_post_behind().search(text, max(floor, start - 16), start) and behind + 1 not in holders:
            continue
        reach = max(reach, behind)
        head = Head(start, start, end, draft, small, leads=leads)
        mark = _before().search(text, max(floor, start - 40), start)
        if mark and mark.group() and not (mark["acting"] and mark.start() - 1 in rank_ends):  # `Aipda PS | anggota`
            head.former, head.acting = bool(mark["former"]), bool(mark["acting"])
            head.begin = mark.start()
        head.tokens, head.sited = read_tokens(text, end, limit, unit_ends, starts, stops)
        heads.append(head)
    return heads


def _is_other_word(text: str, floor: int, start: int, end: int, reach: int) -> bool:
    """``Kasi | Humas`` inside of the post that ends at ``reach``; a name (``Budi | Lurah``)."""
    form = text[start:end]
    if start < reach and form in function_words():
        return True
    return form in lexicon().also_names and _NAME_BEFORE.search(text, max(floor, start - 30), start) is not None


def _in_small_letters(text: str, start: int, end: int, keys: list[str]) -> tuple[int, int, list[str]] | None:
    """The span and the meanings of a title that begins with a small letter; None where it has none so written."""
    form, known, written = text[start:end], _lower_keys(), keys
    keys = [key for key in keys if key in known.get(form, ()) or key.startswith(("function:", "commander:"))]
    if keys:
        return start, end, keys
    if form.startswith("ka") and form.partition(" ")[0].capitalize() in title_words():
        return start, end, written  # `kasubag humas`: the first word is nothing else, however it is written
    if (first := form.partition(" ")[0]) in known:  # `anggota | Komisi III DPR RI`
        return start, start + len(first), list(known[first])
    if (last := form.rpartition(" ")[2]) in known:  # `mantan | pemain`
        return end - len(last), end, list(known[last])
    if first in lexicon().prefixes and last[0].isupper():  # `calon Bupati`
        return start, end, written
    return None


def _is_held_place(
    text: str,
    start: int,
    end: int,
    ranks: Container[int],
    people: Mapping[int, int],
    people_ends: Container[int],
    heads: Mapping[int, int],
) -> bool:
    """A place beside its holder, though a model takes it for somebody.

    ``Kapolsek Sukajadi, Kompol Budi``: a region before a rank.  ``Kadus Sumber Kulon, Slamet``: any words between the
    title of the head of a place and somebody else, but for a list (``Kades Budi, Agus dan Slamet``).
    ``Slamet, Kadus Sumber Kulon, berkata``: the holder may stand before the title.  ``people`` leads from starts to
    ends, ``heads`` from the ends of titles to their starts.
    """
    if text[end : end + 2] != ", ":
        return False
    if end + 2 in ranks:
        return bool(find_region(text[start:end]))
    if start - 1 not in heads:
        return False
    if end + 2 in people:
        behind = LIST.match(text, people[end + 2])
        return behind is None or behind.end() not in people
    title = heads[start - 1]
    aged = AGE_BEFORE.search(text, max(0, title - _LONGEST_AGE), title - 2)
    return (
        text[title - 2 : title] == ", "
        and (aged.start() if aged is not None else title - 2) in people_ends
        and text[end + 2 : end + 3].islower()
        and LIST.match(text, end) is None
    )


@cache
def _lower_keys() -> dict[str, tuple[str, ...]]:
    """Keys of the titles that the lexicon writes small (``kuasa hukum``): they count when they are written so."""
    keys: dict[str, tuple[str, ...]] = {}
    for number, post in enumerate(lexicon().posts):
        for title in post.titles:
            if title[0].islower():
                for form in (title, f"{title}nya"):
                    keys[form] = (*keys.get(form, ()), f"post:{number}")
    return keys


@cache
def _keys(complement: str) -> frozenset[str]:
    """Keys of the posts of a sort: those that lead a place (``local``: Lurah, Kadus) or a region (Bupati)."""
    return frozenset(f"post:{number}" for number, post in enumerate(lexicon().posts) if post.complement == complement)


_ONE_NAME = re.compile(rf"{BLANK}([A-Z][a-z]+)(?!\w|{BLANK}[A-Z])")
_NAME_BEFORE = re.compile(rf"(?<!\w)(?!Ketua|Wakil|Majelis|Para|Sang|Oleh|Anggota)[A-Z][a-z]+{BLANK}$")


def _is_crowd(text: str, floor: int, start: int) -> bool:
    """``empat warga setempat``: a word before the head says that there are several."""
    before = text[max(floor, start - 16) : start].split()
    return bool(before) and (before[-1].casefold() in lexicon().described.not_after or before[-1].isdigit())


@cache
def _open_title() -> re.Pattern[str]:
    """A stem with a short name that nobody can list (``Kadisperpa``); a head with functions glued to it."""
    stems = alternatives(lexicon().open_titles)
    functions = alternatives([word.lower() for word in function_words() if word.isalpha()])
    heads = alternatives(lexicon().glued_heads)
    return re.compile(
        rf"(?<!\w)(?:(?P<stem>{stems})[a-z]{{2,12}}|(?P<head>{heads})(?P<function>(?:{functions}){{1,3}}))(?!\w)"
    )


@cache
def _glued_keys() -> dict[str, str]:
    """The key of each head that functions are glued to."""
    heads = lexicon().function_heads
    return {
        head: next(f"function:{number}:" for number, known in enumerate(heads) if head in known.forms)
        for head in lexicon().glued_heads
    }


def _with_open_titles(text: str, hits: list[Phrase], zones: Iterable[tuple[int, int]]) -> list[Phrase]:
    """Titles that nobody can list: ``Kadisperpa``, ``Kadindik``, ``Wamensos``, ``Kasubbagrenmin``."""
    if not any(stem in text for stem in (*lexicon().open_titles, *lexicon().glued_heads)):
        return hits
    known = {hit.start for hit in hits}
    more = [
        Phrase(match.start(), match.end(), _open_key(match))
        for zone in zones
        for match in _open_title().finditer(text, *zone)
        if match.start() not in known
    ]
    return sorted([*hits, *more], key=lambda hit: (hit.start, hit.end)) if more else hits


def _open_key(match: re.Match[str]) -> str:
    if match["head"]:
        return _glued_keys()[match["head"]] + match["function"]
    return min(_keys(lexicon().open_titles[match["stem"]]))


def _titles(named: Sequence[Phrase], ranks: Mapping[int, int]) -> Titles:
    """Where the titles end that the automaton found, by what stands behind them; ``ranks`` lead to their ends."""
    regional, local, office = _keys("region"), _keys("local"), _keys("office")
    return Titles(
        ranks=ranks,
        whole={hit.start: hit.end for hit in sorted(named)},
        any={hit.end for hit in named},
        regional={
            hit.end for hit in named if hit.key in regional or hit.key in office or hit.key.startswith("commander:")
        },
        ruling={hit.end for hit in named if hit.key in regional},
        local={hit.end for hit in named if hit.key in local or hit.key in _OF_DISTRICTS},
    )


def _behind_units(page: Page) -> Iterator[Entity]:
    """The entities, each person's from the end of the unit on that it begins in: ``Rutan Putussibau | Mulyono``."""
    ends = Intervals((m.start, m.end) for unit in page.units for m in unit.mentions)
    for entity in page.recognised:
        end = ends.end_of(entity.start)
        inside = entity.label == "PER" and entity.start < end < entity.end - 1 and page.text[end] in " \u00a0"
        yield entity._replace(start=end + 1) if inside else entity


def _short_names(text: str, titles: Iterable[Phrase], people: Mapping[int, int]) -> Iterator[int]:
    """Where a word of somebody's longer name stands behind a commander's title: ``ujar Kapolres | Togap``.

    A region of that name is meant where there is one.  ``people`` leads from starts of names to their ends.
    """
    parts = {word for start, end in people.items() if len(words := text[start:end].split()) > 1 for word in words}
    commanders = (title for title in titles if title.key.startswith("commander:"))
    for title in commanders if parts else ():
        behind = _ONE_NAME.match(text, title.end)
        if behind is not None and behind[1] in parts and not find_region(behind[1]):
            yield behind.start(1)


def lattice_of(page: Page) -> Lattice:
    """What the readings of a document are made of: titles, ranks, units, and what the recogniser sees."""
    text = page.text
    unit_ends = {m.start: m.end for unit in page.units for m in unit.mentions}
    ranks = [(rank.start, rank.end) for rank in page.ranks]
    starts = {start for start, _ in ranks}
    barriers = set(starts)
    # `Kabag Prokopim Faisal` as one person: the model took the title along, and the title begins a post.
    located = behind_levels(page)
    named = page.hits("position")
    nobody = {hit.start for hit in named if text[hit.start].isupper()} | located
    local = _keys("local")
    titles = {hit.end: hit.start for hit in named if hit.key in local}
    seen = list(without_regions(text, _behind_units(page), _titles(named, dict(ranks))))
    anyone = {entity.start: entity.end for entity in seen if entity.label == "PER"}
    ends = frozenset(anyone.values())
    held = {at for at, end in anyone.items() if _is_held_place(text, at, end, starts, anyone, ends, titles)}
    nobody |= held
    barriers.update(
        entity.start
        for entity in seen
        if entity.label == "PER" and entity.score >= PERSON_BARRIER and entity.start not in nobody
    )
    openers = set(name_openers(text, page.article_spans()))
    titled = openers.union(
        match.start()
        for match, _ in honorific().within(text, page.article_spans())
        if not _HOSPITAL.search(text, max(0, match.start() - 6), match.start())
    )
    barriers |= titled
    barriers.update(_short_names(text, named, anyone))
    people = [
        (entity.start, entity.end)
        for entity in seen
        if entity.label == "PER" and entity.score >= PERSON and entity.start not in nobody
    ]
    within = Intervals((m.start + 1, m.end) for unit in page.units for m in unit.mentions)
    hits = [hit for hit in named if hit.start not in within]  # Kementerian | Koordinator Bidang X
    hits = _with_open_titles(text, hits, page.article_spans())
    verbs = set(headline_verbs(page))
    heads = find(text, hits, page.article_spans(), unit_ends, barriers, people, ranks, verbs, openers)
    found = [entity for entity in seen if entity.label != "PER" or entity.start not in held]
    return Lattice(text, page.article_spans(), page.ranks, heads, unit_ends, found, titled, located, verbs)


def _pointing_end(text: str, head: Head) -> int | None:
    """Where a post ends that begins a sentence and points back with all its words: ``Pemilik toko X | itu``."""
    if not 0 < len(head.tokens) <= _MOST_POINTING or not text[head.begin].isupper():
        return None
    if any(token.kind in ("comma", "also", "mark") for token in head.tokens):
        return None
    if head.begin and _SENTENCE_BEFORE.search(text, max(0, head.begin - 3), head.begin) is None:
        return None
    end = head.tokens[-1].end
    return end if pointing_back().match(text, end) is not None else None


def posts_of(lattice: Lattice, chosen: Sequence[Reading]) -> list[Draft]:
    """The posts of a document: those that the chosen readings hold, and the titles that are posts by themselves."""
    held = {head: end for reading in chosen for head, end in reading.posts}
    taken = Intervals(span for reading in chosen for span in reading.spans)
    drafts: list[Draft] = []
    for head in dict.fromkeys(lattice.heads.values()):
        if head not in held:
            pointing = _pointing_end(lattice.text, head)
            draft = head.upto(lattice.text, pointing) if pointing is not None else head.draft
            if draft is None or taken.overlaps(head.begin, draft.end):
                continue
        else:
            draft = head.upto(lattice.text, held[head])
        draft.start, draft.former, draft.acting = head.begin, head.former, head.acting
        drafts.append(draft)
    drafts.sort(key=lambda draft: draft.start)
    return drafts


def position_stage(page: Page) -> Layers:
    lattice = lattice_of(page)
    readings = chosen(lattice)
    positions, units = make_positions(page.text, posts_of(lattice, readings), list(page.units))
    numbers = {position.start: number for number, position in enumerate(positions)}
    return {
        "positions": positions,
        "implied_units": units[len(page.units) :],
        "holders": [mention for reading in readings for mention in reading.mentions(page.text, numbers)],
        "changes": [change for each in readings if (change := each.change(page.text, numbers)) is not None],
    }


_LONGEST_AGE = 16  # characters of an age in brackets, and the comma behind it
_MOST_POINTING = 7  # words behind a title that points back
_SENTENCE_BEFORE = re.compile(rf"(?:[.!?\"”“]{BLANK}|[\n\"“]){BLANK}?$")
_HOSPITAL = re.compile(rf"(?<!\w)RS[A-Z]{{0,3}}{BLANK}$")  # RSUD dr Kariadi
_OF_DISTRICTS = frozenset({"commander:Polsek", "commander:Koramil"})
