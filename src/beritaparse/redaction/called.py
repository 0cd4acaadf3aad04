"""Where the words beside a run of capitals say that it is somebody's name, whatever the words mean: `korban Melati`,
`RUDI HARTAWAN, 34 TH`; and names that are posts or ranks too: `Kasdim`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..lexicon import alternatives
from ..lexicon.names import load as titles
from ..lexicon.private import load as lexicon
from ..text.intervals import Intervals
from .common import is_common
from .names import MASK
from .reading import Reading

_BEFORE = 24
"""Characters before a run in which a word stands that announces a name."""
_APPOSED = 60
"""Characters before a comma in which stands what a name is set beside."""
_BREAK = re.compile(r"(?:^|[.!?:\n“”\"(])\W*$")
_MORE = re.compile(rf"[ \u00a0](?:[A-Z\d{MASK}])")
"""What stands behind a post that is one: `Kasdim 0716`, `Camat Bonang`."""
_PREVIOUS = re.compile(r"([^\W\d_]+)[ \u00a0]$")
_FOLLOWING = re.compile(r"[ \u00a0]([A-Z][^\W\d_]+)")
_CLOSED = re.compile(r"[*_]{0,2}(?:,|[ \u00a0](?:dan|serta)(?!\w))")
_LISTED = re.compile(rf"{MASK}(?:,[ \u00a0]|,?[ \u00a0](?:dan|serta)[ \u00a0])$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().before_names)})[ \u00a0:]{{1,3}}[*_]{{0,2}}$", re.IGNORECASE)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().before_speakers)})[ \u00a0]$")


@cache
def _alias() -> re.Pattern[str]:
    return re.compile(rf"[*_]{{0,2}}[ \u00a0](?:{alternatives(lexicon().behind_names)})(?!\w)", re.IGNORECASE)


@cache
def _age() -> re.Pattern[str]:
    return re.compile(
        r"[*_]{0,2}[ \u00a0]?(?:\(\d{1,2}(?!\d)"
        rf"|,[ \u00a0]?\(?\d{{1,2}}[ \u00a0]?(?:{alternatives(lexicon().ages)})(?!\w)|,[ \u00a0]\d\d,)",
        re.IGNORECASE,
    )


@cache
def _apposed() -> re.Pattern[str]:
    words = alternatives(lexicon().apposed_to)
    return re.compile(rf"(?<!\w)(?:{words})(?:nya)?(?:[ \u00a0][a-z]{{2,20}}){{0,3}},[ \u00a0]$", re.IGNORECASE)


@cache
def _beside() -> re.Pattern[str]:
    words = alternatives(lexicon().apposed_to)
    return re.compile(rf",[ \u00a0](?:{words})(?:nya)?(?!\w)")


def is_set_beside(text: str, end: int) -> bool:
    """Does what ends at ``end`` have somebody set beside it?  `dari Munawir, rekan korban, …`"""
    return _beside().match(text, end) is not None


@cache
def _names_too() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives(lexicon().names_too)})(?![^\W\d_])", re.IGNORECASE)


@cache
def announcing() -> frozenset[str]:
    """Words that announce a name, in small letters: at the head of a sentence they have a capital themselves."""
    return frozenset(lexicon().before_names)


def is_called(text: str, start: int, end: int, lone: str | None) -> bool:
    """Does what stands beside ``text[start:end]`` say that it is somebody's name?  ``lone``: the word if it is one."""
    if _before().search(text, max(0, start - _BEFORE), start) or _age().match(text, end) or _alias().match(text, end):
        return True
    if _CLOSED.match(text, end) and _apposed().search(text, max(0, start - _APPOSED), start):
        return True
    if lone is None or not lone.istitle() or lone in titles().honorifics:
        return False
    said = _said().search(text, max(0, start - _BEFORE), start)
    return bool(said or _LISTED.search(text, max(0, start - 8), start))


def named_like_posts(reading: Reading, explained: Intervals) -> Iterator[str]:
    """Words of ``names_too`` that the page has as a name only: alone, with a capital, never with what makes a post.

    ``explained``: where something else stands.
    """
    alone: dict[str, str] = {}
    posts: set[str] = set()
    for match in _like_posts(reading.text):
        folded, (start, end) = match.group().casefold(), match.span()
        common, before = is_common(folded), _PREVIOUS.search(reading.text, max(0, start - _BEFORE), start)
        if before is not None and before[1].casefold() in lexicon().addressed:
            continue  # `Pak Camat` is both
        if not match.group().istitle() or _MORE.match(reading.text, end) or _is_more(reading.text, before, common):
            posts.add(folded)
        elif not (common and _BREAK.search(reading.text, max(0, start - 4), start)) and not explained.overlaps(
            *reading.raw(start, end)
        ):
            alone[folded] = match.group()
    yield from (word for folded, word in alone.items() if folded not in posts)


def first_words(text: str) -> Mapping[str, str]:
    """Words of ``names_too`` that stand before one other word only, and nowhere else: `Kasdim` before `Ramadhan`."""
    found: dict[str, set[str]] = {}
    for match in _like_posts(text):
        following = _FOLLOWING.match(text, match.end())
        found.setdefault(match.group(), set()).add(following[1] if following else "")
    return {word: others.pop() for word, others in found.items() if len(others) == 1}


def _like_posts(text: str) -> Iterator[re.Match[str]]:
    return _names_too().finditer(text)


def _is_more(text: str, before: re.Match[str] | None, common: bool) -> bool:
    """Does another capital stand right before a word?  `Majelis Hakim`; `Rumah Kasdim` at the head of a sentence is
    none."""
    if before is None or not before[1][0].isupper():
        return False
    return common or _BREAK.search(text, max(0, before.start() - 4), before.start()) is None
