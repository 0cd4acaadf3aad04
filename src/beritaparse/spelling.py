"""Folding and slugs for names of units and organisations."""

from __future__ import annotations

import re

_NOT_WORD = re.compile(r"[^\w]+")
_BRACKET = re.compile(r"\s?\([^()]{1,40}\)")
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Case, punctuation and spacing folded away: ``Sat. Reskrim`` -> ``sat reskrim``."""
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def slug(text: str) -> str:
    """``Polres OKU Selatan`` -> ``polres-oku-selatan``."""
    return fold(text).replace(" ", "-").replace("_", "-")


def without_brackets(text: str) -> str:
    """``Pemerintah Kabupaten (Pemkab) Bogor`` -> ``Pemerintah Kabupaten Bogor``."""
    return _BLANKS.sub(" ", _BRACKET.sub("", text)).strip()
