"""Folding and slugs for names of units and organisations, small letters that keep offsets."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")
_BRACKET = re.compile(r"\s?\([^()]{1,40}\)")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Case, punctuation and spacing folded away: ``Sat. Reskrim`` -> ``sat reskrim``."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def slug(text: str) -> str:
    """``Polres OKU Selatan`` -> ``polres-oku-selatan``."""
    return fold(text).replace(" ", "-").replace("_", "-")


@lru_cache(maxsize=4096)
def without_brackets(text: str) -> str:
    """``Pemerintah Kabupaten (Pemkab) Bogor`` -> ``Pemerintah Kabupaten Bogor``."""
    return _BLANKS.sub(" ", _BRACKET.sub("", text)).strip()


def lower(text: str) -> str:
    """Lower-case, no-break spaces plain, without changing the length: offsets stay true.

    (``İ`` lowers to two characters and is left as it is.)
    """
    lowered = text.lower().replace("\u00a0", " ")
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := char.lower()) == 1 else char for char in text).replace("\u00a0", " ")
