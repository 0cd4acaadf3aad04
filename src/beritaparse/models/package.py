"""The packaged models as one spaCy pipeline: what ``spacy.load("id_news_beritaparse")`` calls."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

from .. import shell as shell  # registers the components
from .syntax import load_pipeline

STAGES = ("beritaparse_layout", "beritaparse_sentences", "beritaparse_ner")


def load(**arguments: Any) -> Language:
    """Return sentences, names (``doc.ents``), parts of speech, lemmas and dependencies for Indonesian news.

    ``arguments`` are those of ``spacy.load``: ``vocab``, ``disable``, ``enable``, ``exclude``, ``config``.
    """
    nlp = load_pipeline(stages=STAGES, **arguments)
    nlp.meta.update(name="news_beritaparse", description="Indonesian news: sentences, names, syntax")
    return nlp
