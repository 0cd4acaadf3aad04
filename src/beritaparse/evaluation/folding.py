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
def _gloss() -> re.Pattern[str]:
    return re.compile(rf"\s*\((?=[^()]*[A-Za-z])[\w .\-/]{{1,{lexicon().gloss_most}}}\)")


def _without_gloss(text: str | None) -> str:
    """``Dinas Lingkungan Hidup (DLH) Kabupaten Demak`` without the short form in brackets."""
    return _gloss().sub("", text or "")


@cache
def _unit_forms() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(form), short) for form, short in lexicon().unit_forms]


def fold_unit(text: str | None) -> str:
    """A unit's name with its kind in the usual spelling: ``Sat Reskrim`` is ``satreskrim``."""
    folded = fold(_without_gloss(text))
    for form, short in _unit_forms():
        folded = form.sub(short, folded)
    return folded.strip()


def fold_rank(text: str | None) -> str:
    """A rank without the word for its service: the unit tells ``Jenderal Pol`` from ``Jenderal TNI``."""
    return " ".join(word for word in fold(text).split() if word not in lexicon().rank_words)


def fold_words(text: str | None) -> str:
    """A post, a facility or an organisation."""
    return re.sub(r"\bjl\b", "jalan", fold(_without_gloss(text)))


@cache
def _head_of_region() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon().heads_of_regions})\b")


def scored_unit(position: str | None, unit: str | None) -> str:
    """A person's unit, folded; nothing for heads of regions and ministers, whose unit is not scored."""
    return "" if _head_of_region().search(fold(position)) else fold_unit(unit)


@cache
def _place_word() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(lexicon().place_words)}) ")


def fold_place(text: str | None) -> str:
    """A place's name without the word for its level, if something is left then."""
    folded = fold(_without_gloss(text))
    return _place_word().sub("", folded) or folded
