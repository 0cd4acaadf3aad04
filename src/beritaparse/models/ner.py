"""The packaged name recogniser as a spaCy component: people, places and organisations as ``doc.ents``.

What it was trained on and how good it is stands in ``docs/model_card.md``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc, Span

from .. import layers as layers  # registers the extensions
from .recogniser import recogniser

if not Doc.has_extension("berita_ent_scores"):
    Doc.set_extension("berita_ent_scores", default=[])  # list[float], aligned with doc.ents


@Language.component("beritaparse_ner", assigns=["doc.ents", "doc._.berita_ent_scores"])
def ner_stage(doc: Doc) -> Doc:
    """Set ``doc.ents`` (PER, LOC, ORG) in the article's sentences; elsewhere nothing is looked for.

    ``doc._.berita_ent_scores`` holds for each the probability that its span and label are right.
    """
    words = words_of(doc)
    read: list[list[int]] = []
    for first, stop in sentences_of(doc):
        # white space is no word, and a sentence in small letters names nobody
        indices = [index for index in range(first, stop) if not words[index].isspace()]
        if any(words[index] != words[index].lower() for index in indices):
            read.append(indices)
    entities: list[Span] = []
    scores: list[float] = []
    found = recogniser().names([[words[index] for index in indices] for indices in read])
    for indices, names in zip(read, found, strict=True):
        for name in names:
            entities.append(Span(doc, indices[name.first], indices[name.stop - 1] + 1, label=name.label))
            scores.append(name.score)
    doc.set_ents(entities)
    doc._.berita_ent_scores = scores
    return doc


def words_of(doc: Doc) -> list[str]:
    """The text of each token; slices of the whole are had sooner than tokens."""
    text = layers.text_of(doc)
    offsets: list[list[int]] = doc.to_array([IDX, LENGTH]).tolist()
    return [text[start : start + length] for start, length in offsets]


def sentences_of(doc: Doc) -> Iterator[tuple[int, int]]:
    """First and last + 1 token of each sentence of the article's blocks.

    In a document whose layout was not read: spaCy's sentences if it has any, else the whole.
    """
    if doc._.berita_blocks:
        starts: list[int] = doc.to_array([IDX]).reshape(-1).tolist()
        for sentence in doc._.berita_sentences:
            yield bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    elif doc.has_annotation("SENT_START"):
        for sentence in doc.sents:
            yield sentence.start, sentence.end
    elif len(doc):
        yield 0, len(doc)
