"""What a statistical model recognised (``doc.ents``), as far as it is sure enough to be used."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ..intervals import Intervals
from ..layers import phrases, text_of
from ..lexicon.places import load as places

# The lowest score that counts, by type and use; chosen on articles as docs/model_card.md tells.
PERSON = 0.7
PERSON_SINGLE = 0.85  # one word alone is often no name
PERSON_BARRIER = 0.8
ORGANIZATION = 0.9
PLACE = 0.7
SURE, UNSURE = 0.95, 0.7  # of a name's type, for one sense per discourse
_READ = "beritaparse_recognised"


def recognised(doc: Doc, label: str, least: float) -> list[tuple[int, int]]:
    """Character spans of the entities of one label that score ``least`` or more.

    A pipeline without scores (a model of the user's) is taken at its word.  The entities are read once, when the first
    stage asks for them: spaCy makes them anew each time.
    """
    entities: list[tuple[int, int, str, float]] | None = doc.user_data.get(_READ)
    if entities is None:
        entities = doc.user_data[_READ] = _entities(doc)
    return [(start, end) for start, end, type, score in entities if type == label and score >= least]


def _entities(doc: Doc) -> list[tuple[int, int, str, float]]:
    """The entities with their scores.

    One of whose type the model is not sure is of the type that the same words surely have elsewhere in the article: one
    sense per discourse (Gale, Church and Yarowsky 1992).
    """
    scores = doc._.berita_ent_scores if doc.has_extension("berita_ent_scores") else []
    entities = doc.ents
    if len(scores) != len(entities):
        scores = [1.0] * len(entities)
    found = [
        (entity.start_char, entity.end_char, entity.label_, score)
        for entity, score in zip(entities, scores, strict=True)
    ]
    if all(score >= UNSURE for *_, score in found):
        return found
    text = text_of(doc)
    sure = {text[start:end]: (label, score) for start, end, label, score in found if score >= SURE}
    for index, (start, end, label, score) in enumerate(found):
        other = sure.get(text[start:end])
        if other and other[0] != label and score < UNSURE:
            found[index] = (start, end, *other)
    return found


def behind_levels(doc: Doc) -> set[int]:
    """Where names of places begin, whatever a model takes them for: right behind a level word (`Desa` Lengau Seprang).

    Not behind one that belongs to a title (`Kepala Desa`) or a unit.  What is a place once is one wherever it is named.
    """
    text = text_of(doc)
    taken = Intervals(
        (
            *((hit.start, hit.end) for hit in phrases(doc, "position")),
            *((m.start, m.end) for unit in doc._.berita_units for m in unit.mentions),
        )
    )
    located = {
        hit.end + 1
        for hit in phrases(doc, "level")
        if hit.key in _INHABITED
        and (text[hit.start].isupper() or text[hit.start : hit.end] in places().lower)
        and not taken.overlaps(hit.start, hit.end)
        and not _STATE.search(text, max(0, hit.start - 6), hit.start)
    }
    people = recognised(doc, "PER", 0.0)
    places_named = {text[start:end] for start, end in people if start in located}
    return located | {start for start, end in people if text[start:end] in places_named}


_INHABITED = frozenset({"province", "regency", "city", "district", "village", "hamlet", "island"})
_STATE = re.compile(r"(?:Dalam|Luar)[ \u00a0]$")  # Menteri Dalam | Negeri
