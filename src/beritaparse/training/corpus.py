"""Our files in spaCy's training: the reader ``beritaparse.Corpus.v1`` for its configuration files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.training import Example
from spacy.util import registry

from .readers import read

Part = Literal["all", "train", "dev"]
KEPT = 10
"""Where there are no documents to choose the best model by, one of so many is kept for that."""


@registry.readers("beritaparse.Corpus.v1")
def corpus(
    paths: Sequence[str], part: Part = "all", boundaries: bool = False
) -> Callable[[Language], Iterator[Example]]:
    """Read examples from CoNLL-U, IOB, JSON lines or DocBin files.

    ``part``: ``all`` documents, or every tenth (``dev``), or the others (``train``).  ``boundaries``: what is to be
    annotated has the boundaries of sentences already, as in our pipeline.
    """

    def examples(nlp: Language) -> Iterator[Example]:
        number = -1
        for path in paths:
            for doc in read(Path(path), nlp):
                number += 1
                if part != "all" and (number % KEPT == KEPT - 1) != (part == "dev"):
                    continue
                bare = nlp.make_doc(doc.text)
                if boundaries and len(bare) == len(doc):
                    flags: Any = doc.to_array([SENT_START]).reshape(-1, 1)
                    bare.from_array([SENT_START], flags)
                yield Example(bare, doc)

    return examples
