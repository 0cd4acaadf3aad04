"""Model of ``scoring.toml``."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from . import Lexicon, read


def _split(words: object) -> object:
    return words.split() if isinstance(words, str) else words


Words = Annotated[frozenset[str], BeforeValidator(_split)]


class Scoring(Lexicon):
    """``lexicon/scoring.toml``: what is folded away before names are compared."""

    ranks: Words
    honorifics: Words
    degrees: Words
    place_words: Words
    rank_words: Words
    gloss_most: int
    heads_of_regions: str
    unit_forms: tuple[tuple[str, str], ...]
    labels: dict[str, tuple[str, ...]]

    def label(self, name: str) -> str:
        """The label that ``name`` is another word for, or ``name`` itself."""
        return next((label for label, others in self.labels.items() if name.upper() in (label, *others)), name)


@cache
def load() -> Scoring:
    return read("scoring", Scoring)
