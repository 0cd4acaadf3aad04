"""Stage beritaparse_persons (stub until its owner fills it)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("beritaparse_persons")
def stage(doc: Doc) -> Doc:
    return doc
