"""Datelines: ``OKU Selatan Sumsel, wartaterkini.news–``, ``JAKARTA, KOMPAS.com -``, ``Jakarta (ANTARA) -``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..lexicon import alternatives
from ..lexicon.layout import load as lexicon

_GLUED = re.compile(r"[a-z][A-Z]")
_REACH = 90
_DATE = r"\(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)|\d{1,2}/\d{1,2}/\d{2,4}"


class DatelineSpan(NamedTuple):
    """Offsets of a dateline: ``end`` is behind its dash, the parts are None where absent."""

    start: int
    end: int
    place: tuple[int, int] | None
    outlet: tuple[int, int] | None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = lexicon().dateline
    domain = r"[A-Za-z0-9][\w-]*\.[\w.-]*\w"
    named = rf"(?:{alternatives(words.outlets)})(?:[ ]?[A-Z][\w.]*)?"
    outlet = rf"(?P<outlet>{domain}|{named})"
    place = r"(?P<place>[A-Z][\w.'’()/ \u00a0-]{1,45}?(?:,[ \u00a0][A-Z][\w. ]{2,25}?)?)"
    capitals = r"(?P<place>[A-Z][A-Z.'’/ \u00a0()-]{2,45}[A-Z)])"
    # `KABAR.com - Kapal-kapal`: a hyphen inside of a word is no dash.
    dash = rf"[ \u00a0]?(?:[{re.escape(''.join(words.dashes))}]{{1,3}})(?<!\w-(?=[a-z]))"
    date = rf"(?:,?[ \u00a0]{{0,2}}(?:{_DATE}))?"
    gap = r"[ \u00a0]{0,3}"
    patterns = (
        # Jakarta (ANTARA) -
        rf"{place}{gap}\([ ]?{outlet}[ ]?\){date}{dash}",
        # OKU Selatan Sumsel, wartaterkini.news–   JAKARTA, KOMPAS.com -   Jakarta, CNN Indonesia --
        rf"{place}{gap},{gap}{outlet}{date}{dash}",
        # SERAMBINEWS.COM, BANDA ACEH -   Liputan6.com, Jakarta -   Bisnis.com, JAKARTA -
        rf"{outlet}{gap},{gap}{place}{date}{dash}",
        # BANTEN | Outlet -    Outlet | Banten -
        rf"{place}{gap}\|{gap}{outlet}{date}{dash}",
        rf"{outlet}{gap}[|–—-]{gap}{place}{date}{dash}",
        # Liputan6.com, JakartaPemerintah: the dash is lost
        rf"{outlet}{gap},{gap}(?P<place>[A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)(?=[A-Z][a-z])",
        # TRIBUNNEWS.COM -
        rf"{outlet}{date}{dash}(?=[ \u00a0]?[\"“'A-Z(])",
        # SUMEDANG- Kecelakaan    JAKARTA –
        rf"{capitals}{date}{dash}(?=[ \u00a0]?[\"“'A-Z0-9(])",
        # Medan - Seorang: a place in ordinary writing, at most four words, before a spaced dash
        rf"(?P<place>[A-Z][a-z]+(?:[ \u00a0][A-Z][a-z]+)?(?:[ \u00a0][A-Z][a-z]+)?){date}"
        r"[ \u00a0](?:[–—-]{1,2})(?=[ \u00a0][\"“'A-Z])",
    )
    return tuple(re.compile(pattern) for pattern in patterns)


def find(text: str, start: int, end: int) -> DatelineSpan | None:
    """Return the dateline that a paragraph ``text[start:end]`` begins with, if it does."""
    limit = min(end, start + _REACH)
    for pattern in _patterns():
        match = pattern.match(text, start, limit)
        if match is None or match.end() >= end:
            continue
        groups = pattern.groupindex
        place = match.span("place") if "place" in groups else None
        outlet = match.span("outlet") if "outlet" in groups and match["outlet"] else None
        if place is not None and not _placelike(text[place[0] : place[1]]):
            continue
        return DatelineSpan(start, match.end(), place, outlet)
    return None


def _placelike(words: str) -> bool:
    """A place: capitalised words, few of them."""
    if _GLUED.search(words):
        return False
    parts = words.replace("/", " ").replace(",", " ").split()
    return 0 < len(parts) <= 5 and all(part[0].isupper() or not part[0].isalpha() for part in parts)
