"""Numbers as Indonesian news writes them: ``1,2``, ``3.651.000``, ``500 juta``, ``dua puluh tiga``, ``belasan``."""

from __future__ import annotations

import re
from functools import cache
from math import isfinite

from ..lexicon import alternatives
from ..lexicon.facts import load as lexicon

_DIGITS = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,2})?|\d+(?:[.,]\d{1,3})?"


_VAGUE = ("belasan", "puluhan", "ratusan", "ribuan", "jutaan", "beberapa", "sejumlah")


def number_words() -> tuple[str, ...]:
    """The words that a number in words begins with."""
    facts = lexicon()
    return (*facts.numbers, *facts.scales, *_VAGUE)


@cache
def number() -> str:
    """An expression for one number, in digits with an optional scale or in words (at most five)."""
    facts = lexicon()
    scales = alternatives(facts.scales)
    words = alternatives([*facts.numbers, *facts.scales])
    vague = "|".join(_VAGUE)
    uncounted = rf"(?:{vague})\b(?:[ \u00a0](?:{scales})\b){{0,2}}"
    return (
        rf"(?:(?:{_DIGITS})(?:[ \u00a0]?(?:{scales})(?:an)?\b)?|(?:{words})\b(?:[ -](?:{words})\b){{0,5}}|{uncounted})"
    )


def value_of(text: str) -> float | None:
    """``Rp``-less value of a number expression; None for a vague one (``belasan``), for no number, and for one that no
    float holds (three hundred digits).

    Dots group thousands and a comma is decimal; a single dot with other than three digits behind it is decimal too.
    """
    words = text.casefold().replace("\u00a0", " ").replace("-", " ").split()
    if not words:
        return None
    facts = lexicon()
    first = re.match(_DIGITS, words[0])
    if first is not None:
        plain = first.group()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
            plain = plain.replace(".", "")
        value = float(plain.replace(",", "."))
        rest = words[0][first.end() :]
        for word in ([rest] if rest else []) + words[1:]:
            scale = facts.scales.get(word) or facts.scales.get(word.removesuffix("an"))  # `24 jutaan`
            if scale is None:
                return None
            value *= scale
        return value if isfinite(value) else None
    return _words_value(words)


def _words_value(words: list[str]) -> float | None:
    facts = lexicon()
    total, group, digit = 0.0, 0.0, 0.0
    for word in words:
        if word in facts.numbers:
            if word in ("seratus", "seribu", "sepuluh", "sebelas"):
                group += facts.numbers[word]
            else:
                digit = facts.numbers[word]
        elif word == "belas":
            group, digit = group + digit + 10, 0.0
        elif word in ("puluh", "ratus"):
            group, digit = group + (digit or 1) * facts.scales[word], 0.0
        elif word in facts.scales:
            total += (group + digit or 1) * facts.scales[word]
            group = digit = 0.0
        else:
            return None
    value = total + group + digit
    return value if isfinite(value) else None
