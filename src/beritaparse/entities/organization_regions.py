"""Regions behind the name of an organisation: ``PMI| Kota Sorong|``, ``(Walhi)| Sulawesi Tenggara|``."""

from __future__ import annotations

import re
from collections.abc import Container

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..lexicon.places import world_names
from ..text.expressions import BLANK, GAP
from ..text.spelling import fold
from .names import capital_words, given_names, stops

LEVEL = re.compile(
    rf"{BLANK}((?:[Kk]abupaten|Kab\.?|[Kk]ota|[Pp]rovinsi|Prov\.?|[Kk]ecamatan|Kec\.?|Desa|Kelurahan|Se-?){BLANK}?)"
    r"(?=[A-Z])"
)
ADMIN = frozenset({"province", "regency", "city"})
_LOCAL = frozenset({"province", "regency", "city", "district", "village"})
_NEAR = frozenset({"province", "regency", "city", "district"})
_COMPASS = frozenset({"barat", "selatan", "tengah", "timur", "utara"})
_MOST_REGION_WORDS = 4


def ends_name(word: str) -> bool:
    """A word at which names end in a headline (``Gelar``) or a sentence that begins with it."""
    return word.casefold() in stops() or word.casefold() in offices().headline


def region_end(
    text: str, pos: int, limit: int, barriers: Container[int] = (), levels: frozenset[str] = ADMIN
) -> int | None:
    """Where a region, country or part of the world right behind ``pos`` ends: ``PMI| Kota Sorong|``."""
    level = LEVEL.match(text, pos, limit)
    gap = level or GAP.match(text, pos, limit)
    if gap is None or gap.end() in barriers:
        return None
    words = capital_words(text, gap.end(), limit, (), _MOST_REGION_WORDS)
    for count in range(len(words), 0, -1):
        name = text[words[0].start : words[count - 1].end]
        if name in lexicon().nations or name in world_names() or find_region(name, _LOCAL if level else levels):
            while count < len(words) and words[count].text.casefold() in _COMPASS:
                count += 1
            return words[count - 1].end
    return words[0].end if level is not None and words and not ends_name(words[0].text) else None


def behind_bracket(text: str, pos: int, limit: int) -> int | None:
    """Where the region ends that follows an abbreviation in brackets: ``(MAKIN)| Parittiga|``, no ``(IBI) Siti``."""
    gap = GAP.match(text, pos, limit)
    first = capital_words(text, gap.end(), limit, (), 1) if gap is not None else []
    if first and first[0].text in given_names():
        return None
    return region_end(text, pos, limit, levels=_NEAR)


def in_full(name: str) -> str:
    """A folded name whose region is a short one with that in full: ``walhi sultra`` -> ``walhi sulawesi tenggara``."""
    body, _, last = name.rpartition(" ")
    found = find_region(last, ADMIN) if body else []
    return f"{body} {fold(found[0].name)}" if len(found) == 1 else name
