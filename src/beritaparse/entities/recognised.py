"""What a statistical model recognised, as far as it is sure enough to be used."""

from __future__ import annotations

import re

from ..gazetteer.regions import Level, find_region
from ..lexicon.places import load as places
from ..page import Entity, Layers, Page
from ..text.intervals import Intervals

# The lowest score that counts, by type and use; chosen on articles as docs/model_card.md tells.
PERSON = 0.7
PERSON_SINGLE = 0.85  # one word alone is often no name
PERSON_BARRIER = 0.8
MAYBE_PERSON = 0.2  # right behind a post and its organisation
MAYBE_SOMEBODY = 0.5  # in a list of places
ORGANIZATION = 0.9
TOPIC = 0.9  # behind the head word of an office
MAYBE_ORGANIZATION = 0.15  # a candidate, to be weighed
PLACE = 0.7
SURE, UNSURE = 0.95, 0.7  # of a name's type, for one sense per discourse


def recognised(page: Page, label: str, least: float) -> list[tuple[int, int]]:
    """Character spans of the entities of one label that score ``least`` or more."""
    return [(start, end) for start, end, type, score in page.recognised if type == label and score >= least]


def recognised_stage(page: Page) -> Layers:
    """The entities, each of the type that it has in the whole article.

    One of whose type the model is not sure is of the type that the same words surely have elsewhere: one sense per
    discourse (Gale, Church and Yarowsky 1992).
    """
    text, found = page.text, page.entities
    if all(entity.score >= UNSURE for entity in found):
        return {"recognised": found}
    sure = {text[start:end]: (label, score) for start, end, label, score in found if score >= SURE}
    read: list[Entity] = []
    for entity in found:
        other = sure.get(text[entity.start : entity.end])
        changed = other and other[0] != entity.label and entity.score < UNSURE
        read.append(Entity(entity.start, entity.end, *other) if other and changed else entity)
    return {"recognised": read}


def behind_levels(page: Page) -> set[int]:
    """Where names of places begin, whatever a model takes them for: right behind a level word (`Desa` Lengau Seprang).

    Not behind one that belongs to a title (`Kepala Desa`) or a unit.  What is a place once is one wherever it is named.
    """
    text = page.text
    taken = Intervals(
        (
            *((hit.start, hit.end) for hit in page.hits("position")),
            *((m.start, m.end) for unit in page.units for m in unit.mentions),
        )
    )
    ranks = {hit.start for hit in page.hits("rank")}
    ruled = {hit.end + 1 for hit in page.hits("position")}
    located = {
        hit.end + 1
        for hit in page.hits("level")
        if hit.key in _INHABITED
        and hit.end + 1 not in ranks
        and not _ends_region(text, hit.start, hit.end, city=hit.key == "city", ruled=hit.start in ruled)
        and (text[hit.start].isupper() or text[hit.start : hit.end] in places().lower)
        and not taken.overlaps(hit.start, hit.end)
        and not _STATE.search(text, max(0, hit.start - 6), hit.start)
    }
    people = recognised(page, "PER", 0.0)
    places_named = {text[start:end] for start, end in people if start in located}
    return located | {start for start, end in people if text[start:end] in places_named}


def _ends_region(text: str, start: int, end: int, *, city: bool, ruled: bool) -> bool:
    """Is a level word the last one of a region's name: ``Kediri | Kota``, ``Konawe | Kepulauan``, ``Bupati | Banjar``?

    ``city``: it is the word of cities; ``ruled``: a title stands before it.
    """
    level = text[start:end]
    if ruled:
        return bool(find_region(level, _RULED))
    before = text[max(0, start - _FARTHEST) : start]
    words = before.split()[-_MOST_BEFORE:] if before[-1:].isspace() else []
    names = [" ".join([*words[-count:], level]) for count in range(1, len(words) + 1)]
    if city and words:
        names.append(words[-1])
    return any(name[0].isupper() and find_region(name, _RULED) for name in names)


_FARTHEST = 24  # characters before a level word in which its region's name begins
_MOST_BEFORE = 2  # words of a region's name before it: `Pangkajene dan | Kepulauan`
_RULED: frozenset[Level] = frozenset({"regency", "city"})
_INHABITED = frozenset({"province", "regency", "city", "district", "village", "hamlet", "island"})
_STATE = re.compile(r"(?:Dalam|Luar)[ \u00a0]$")  # Menteri Dalam | Negeri
