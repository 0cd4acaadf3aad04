"""Words of the language: those that stand in small letters in news."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

from .reading import plain_word


@cache
def _common() -> frozenset[str]:
    """The list that ``scripts/build_common_words.py`` makes."""
    data = (files("beritaparse.redaction") / "data" / "common_words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(data).decode().split("\n"))


def is_common(word: str) -> bool:
    """Is it a word of the language, or one that names nobody?"""
    return plain_word(word) in _common()
