"""What a statistical model recognised (``doc.ents``), as far as it is sure enough to be used."""

from __future__ import annotations

from spacy.tokens import Doc

# The lowest score that counts, by type and use; chosen on the gold articles that are not kept aside.
PERSON = 0.7
PERSON_SINGLE = 0.85  # one word alone is often no name
PERSON_BARRIER = 0.8
ORGANIZATION = 0.93
PLACE = 0.8


def recognised(doc: Doc, label: str, least: float) -> list[tuple[int, int]]:
    """Character spans of the entities of one label that score ``least`` or more.

    A pipeline without scores (a model of the user's) is taken at its word.
    """
    scores = doc._.berita_ent_scores if doc.has_extension("berita_ent_scores") else []
    entities = doc.ents
    if len(scores) != len(entities):
        scores = [1.0] * len(entities)
    return [
        (entity.start_char, entity.end_char)
        for entity, score in zip(entities, scores, strict=True)
        if entity.label_ == label and score >= least
    ]
