"""Annotated files as spaCy documents, by what ``beritaparse evaluate`` takes them for."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.util import filter_spans

from ..evaluation.corpora import Annotated, read_iob, read_spans
from ..evaluation.goldfile import FileError
from ..evaluation.run import kind_of
from . import conllu

SENTENCES = 4
"""Sentences of CoNLL-U in one document: the model shall see what stands beyond their ends."""


def read(path: Path, nlp: Language) -> Iterator[Doc]:
    """Yield the documents of an annotated file, tokenised by ``nlp`` (those of IOB files and DocBins as they are).

    Raises FileError with file and line for what cannot be read, OSError for a file that is not there.
    """
    kind = kind_of(path)
    if kind == "conllu":
        yield from conllu.docs(path, nlp, SENTENCES)
    elif kind == "docbin":
        yield from _docbin(path, nlp)
    elif kind == "iob":
        for item in read_iob(path):
            yield _with_entities(item, Doc(nlp.vocab, words=list(item.words or ())))
    elif kind == "spans":
        for item in read_spans(path):
            yield _with_entities(item, nlp.make_doc(item.text))
    else:
        raise FileError(path, 1, "a gold file of articles tells no place of names: nothing can be learned from it")


def _docbin(path: Path, nlp: Language) -> Iterator[Doc]:
    data = path.read_bytes()
    try:
        docs = list(DocBin().from_bytes(data).get_docs(nlp.vocab))
    except Exception as error:  # zlib, msgpack and spaCy each raise their own
        raise FileError(path, None, f"no DocBin of spaCy ({type(error).__name__})") from None
    yield from docs


def _with_entities(item: Annotated, doc: Doc) -> Doc:
    """Set the spans.  One that cuts a token cannot be learned: its tokens count as unknown, and a warning says so."""
    whole: list[Any] = []
    cut: list[Any] = []
    for start, end, label in item.spans:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            whole.append(span)
            continue
        warnings.warn(f"{item.id}: the span {start}:{end} ({item.text[start:end]!r}) cuts a token", stacklevel=2)
        cut.append(doc.char_span(start, end, alignment_mode="expand"))
    if len(filter_spans(whole)) < len(whole):
        raise ValueError(f"{item.id}: spans overlap")
    taken = {token.i for span in whole for token in span}
    free = [doc[token.i : token.i + 1] for span in cut if span is not None for token in span if token.i not in taken]
    doc.set_ents(whole, missing=filter_spans(free), default="outside")
    return doc
