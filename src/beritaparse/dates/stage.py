"""Stage beritaparse_dates (stub until its owner fills it)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("beritaparse_dates")
def stage(doc: Doc) -> Doc:
    return doc
