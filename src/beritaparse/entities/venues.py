"""Sites that no head word tells: ``Pertemuan itu berlangsung di Lamban Gunung, Bandar Lampung``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.facilities import load as lexicon
from ..lexicon.places import load as places
from ..lexicon.places import world_names
from ..text.expressions import BLANK
from ..text.runs import Anchored
from .names import Word, capital_words, given_names, stops

_BEHIND = re.compile(rf"(?:[,.;(]|{BLANK}\(|{BLANK}(?:pada|,)|\n|$)")
_MOST_WORDS = 4
_ADMIN = frozenset({"province", "regency", "city"})
_LEVELS = frozenset({"province", "regency", "city", "district", "village"})


@cache
def _cue() -> Anchored:
    """``berlangsung di |``, ``bertempat di |``: what happens has a site."""
    words = lexicon().venue_cues
    return Anchored(
        re.compile(rf"(?<!\w)(?:{alternatives(words)})(?:{BLANK}(?:tadi|langsung))?{BLANK}di{BLANK}(?=[A-Z])"), words
    )


def venues(
    text: str,
    zones: Sequence[tuple[int, int]],
    taken: Container[int],
    units: Mapping[int, int],
    barriers: Container[int],
) -> Iterator[tuple[int, int]]:
    """Yield the spans of sites that stand behind a word of happening, in order.

    ``taken`` are offsets inside of names that are known; a unit may end the name (``Sanika Satyawada Polres X``).
    """
    for match, (_, limit) in _cue().within(text, zones):
        end = _read(text, match.end(), limit, taken, units, barriers)
        if end is not None:
            yield match.end(), end


def _read(
    text: str, start: int, limit: int, taken: Container[int], units: Mapping[int, int], barriers: Container[int]
) -> int | None:
    if start in taken:
        return None
    words = capital_words(text, start, limit, (), _MOST_WORDS + 1)
    if words and words[0].text.casefold() in lexicon().fronts:
        return None
    name: list[Word] = []
    for word in words[:_MOST_WORDS]:
        if word.start in units:
            return units[word.start] if name else None
        if word.start in barriers or word.text.casefold() in stops() or word.start in taken:
            break
        name.append(word)
    if not name or len(name) == len(words) > _MOST_WORDS or not _BEHIND.match(text, name[-1].end, limit):
        return None
    return name[-1].end if _may_be_site(text[start : name[-1].end], name) else None


def _may_be_site(written: str, name: Sequence[Word]) -> bool:
    """Neither a place that we know nor somebody; of one word only such as no place is written: ``JIExpo``."""
    first = name[0].text
    if first in given_names() or first in _level_words() or not world_names().isdisjoint((first, written)):
        return False
    if len(name) == 1 and sum(letter.isupper() for letter in first) in (1, len(first)):
        return False
    return not find_region(written, _LEVELS) and not find_region(first, _ADMIN)


@cache
def _level_words() -> frozenset[str]:
    return frozenset(word for words in places().levels.values() for form in words for word in form.split()[:1])
