"""Degrees behind names: ``S.I.K.``, ``MH``, ``M.Si``."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon.name_lists import listed_names
from ..lexicon.names import load as lexicon

_DEGREE = re.compile(
    r"(?P<comma>[ \u00a0]?,[ \u00a0]{0,2}|[ \u00a0]{1,2}|(?<=\.))"
    r"(?P<degree>[A-Z][A-Za-z]{0,6}(?:\.[ ]?[A-Za-z]{1,6}){0,4}\.?)"
)
_UNLISTED = re.compile(r"[SM][A-Z][A-Z]?[a-z]{1,3}")
_LETTERS = re.compile(r"[A-Z]{3,5}(?=[ \u00a0]|,)|[A-Z]{2,5}\.(?=[ \u00a0])")


def is_degree(word: str) -> bool:
    """``S.I.K.``, ``MH``, ``M.Si`` are; ``Mansyur`` is not."""
    return word.replace(".", "").replace(" ", "").lower() in lexicon().degrees


@cache
def _fields() -> frozenset[str]:
    """What the degrees are in: ``pd`` of ``spd`` and ``mpd``."""
    return frozenset(degree[1:] for degree in lexicon().degrees if degree[0] in "sm" and len(degree) > 2)


def is_unlisted_degree(text: str, pos: int, limit: int) -> bool:
    """A degree that no list has: one of a known field (``MTPd``), letters before a known one (``SAK MM``)."""
    made = _UNLISTED.match(text, pos, limit)
    if made is not None and made.group()[2:].lower() in _fields() and not text[made.end() : made.end() + 1].isalnum():
        return True
    letters = _LETTERS.match(text, pos, limit)
    if letters is None or "indonesian" in listed_names().get(letters.group().rstrip(".").lower(), ()):
        return False
    behind = _DEGREE.match(text, letters.end(), limit)
    degree = behind["degree"].split(" ")[0] if behind is not None else ""
    return is_degree(degree) and ("." in degree.rstrip(".") or has_capitals(degree))


def has_capitals(word: str) -> bool:
    """Without comma or dot two capitals (``SE``, ``SSos``) make a degree: ``Ma``, ``Se``, ``St`` are names."""
    return sum(letter.isupper() for letter in word) > 1


def read_degrees(text: str, pos: int, limit: int) -> tuple[int, tuple[str, ...]]:
    """Read degrees after a name that ends at ``pos``; return where they stop and what they are."""
    found: list[str] = []
    while (match := _DEGREE.match(text, pos, limit)) is not None:
        word = match["degree"]
        plain = word.replace(".", "")
        end = match.end()
        if not is_degree(word) and is_unlisted_degree(text, match.start("degree"), limit):
            word = word.split(" ")[0]
            plain, end = word, match.start("degree") + len(word)
        elif not is_degree(word):
            # `S.H.I.K`-like chains and `SE MM` come one by one; `M.H Ketua`: cut at the last blank
            head = word.split(" ")[0]
            if head == word or not is_degree(head):
                break
            word, plain = head, head.replace(".", "")
            end = match.start("degree") + len(head)
        if "," not in match["comma"] and "." not in word and not has_capitals(plain):
            break
        if len(plain) == 1:
            break
        if end < len(text) and (text[end].isalnum()):
            break
        # The full stop after the last degree is the sentence's unless the degree is dotted inside.
        if word.endswith(".") and "." not in word[:-1]:
            word, end = word[:-1], end - 1
        found.append(word)
        pos = end
    return pos, tuple(found)
