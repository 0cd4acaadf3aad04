"""What does not count when two names are compared: case, punctuation, ranks, honorifics, degrees, level words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ..lexicon import alternatives
from ..lexicon.scoring import load as lexicon

Fold = Callable[[str | None], str]

_NOT_WORD = re.compile(r"[^\w]+")
_LONE_LETTER = re.compile(r"\b([A-Za-z])\.\s?(?=[A-Za-z]{1,3}\b)")  # S.I.K. is one word


def fold(text: str | None) -> str:
    """Case, punctuation and spacing folded away."""
    return _NOT_WORD.sub(" ", (text or "").casefold()).strip()


def fold_name(text: str | None) -> str:
    """A person's name without rank, honorifics and degrees; never less than one word."""
    known = lexicon()
    words = fold(_LONE_LETTER.sub(r"\1", (text or "").split(",")[0])).split()
    while len(words) > 1 and (words[0] in known.ranks or words[0] in known.honorifics):
        words.pop(0)
    while len(words) > 1 and words[-1] in known.degrees:
        words.pop()
    return " ".join(words)


@cache
def _unit_forms() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"\b{form[:-1]}" if form.endswith("*") else rf"\b{form}\b"), short)
        for form, short in lexicon().unit_forms.items()
    ]


def fold_unit(text: str | None) -> str:
    """A unit's name with its kind in the usual spelling: ``Sat Reskrim`` is ``satreskrim``."""
    folded = fold(text)
    for form, short in _unit_forms():
        folded = form.sub(short, folded)
    return folded.strip()


@cache
def _place_word() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(lexicon().place_words)}) ")


def fold_place(text: str | None) -> str:
    """A place's name without the word for its level, if something is left then."""
    folded = fold(text)
    return _place_word().sub("", folded) or folded
