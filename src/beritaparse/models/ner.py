"""The packaged name recogniser: people, places and organisations as ``doc.ents``.

A linear-chain CRF (python-crfsuite) over the features of :mod:`beritaparse.models.features`, trained by
``scripts/train_ner.py``; what it was trained on and how good it is stands in ``docs/model_card.md``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .features import sentence_features

if not Doc.has_extension("berita_ent_scores"):
    Doc.set_extension("berita_ent_scores", default=[])  # list[float], aligned with doc.ents


@cache
def tagger() -> Any:
    """The trained model, opened once per process."""
    from pycrfsuite import Tagger  # pyright: ignore[reportAttributeAccessIssue]

    model = Tagger()
    with as_file(files("beritaparse.models") / "data" / "ner.crfsuite") as path:
        model.open(str(path))
    return model


def spans_of(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield ``(first, last + 1, type)`` of an IOB sequence; an I- without its B- begins one."""
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and (label[:2] != "I-" or label[2:] != kind):
            yield start, index, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]


@Language.component("beritaparse_ner", assigns=["doc.ents", "doc._.berita_ent_scores"], requires=["doc.sents"])
def ner_stage(doc: Doc) -> Doc:
    """Set ``doc.ents`` (PER, LOC, ORG) in the article's sentences; elsewhere nothing is looked for.

    ``doc._.berita_ent_scores`` holds for each the lowest marginal probability of its labels.
    """
    model = tagger()
    entities: list[Span] = []
    scores: list[float] = []
    for words in sentences_of(doc):
        if not any(word.is_title or word.is_upper or not word.is_lower for word in words):
            continue
        labels: list[str] = model.tag(sentence_features([word.text for word in words]))
        for first, stop, kind in spans_of(labels):
            begin, end = words[first].i, words[stop - 1].i + 1
            entities.append(Span(doc, begin, end, label=kind))
            scores.append(min(model.marginal(labels[index], index) for index in range(first, stop)))
    doc.set_ents(entities)
    doc._.berita_ent_scores = scores
    return doc


def sentences_of(doc: Doc) -> Iterator[list[Token]]:
    """The words of each sentence of the article's blocks, without white space."""
    sentences = iter(doc._.berita_sentences)
    sentence = next(sentences, None)
    words: list[Token] = []
    for token in doc:
        while sentence is not None and token.idx >= sentence.end:
            if words:
                yield words
                words = []
            sentence = next(sentences, None)
        if sentence is None:
            break
        if token.idx >= sentence.start and not token.is_space:
            words.append(token)
    if words:
        yield words
