"""The packaged models as one spaCy pipeline: what ``spacy.load("id_news_beritaparse")`` calls."""

from __future__ import annotations

from typing import Any

from spacy.language import Language

from .. import shell as shell  # registers the components
from .syntax import load_pipeline

META = {
    "name": "news_beritaparse",
    "version": "0.1.0",
    "description": "Indonesian news: sentences, names, parts of speech, lemmas, dependencies.",
    "author": "The beritaparse developers",
    "license": "MIT AND CC-BY-SA-4.0",
}
"""What the pipeline says of itself; ``packages/id_news_beritaparse`` has it in its ``meta.json`` for ``spacy info``."""
STAGES = ("beritaparse_layout", "beritaparse_sentences", "beritaparse_ner")


def load(**arguments: Any) -> Language:
    """Return sentences, names (``doc.ents``), parts of speech, lemmas and dependencies for Indonesian news.

    ``arguments`` are those of ``spacy.load``: ``vocab``, ``disable``, ``enable``, ``exclude``, ``config``.
    """
    nlp = load_pipeline(stages=STAGES, **arguments)
    nlp.meta.update(META)
    return nlp
