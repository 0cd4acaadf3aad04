"""The page's own outlet where the text names it: ``kepada detikSumut``, ``saat dihubungi jejakmuria``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ..lexicon import alternatives
from ..lexicon.organizations import load as lexicon
from ..page import Page

_SHORTEST = 4
# What stands before an outlet that is written in small letters, as an ordinary word may be.
_TOLD = re.compile(r"\b(?:kepada|dihubungi|oleh|dari|redaksi|tim|wartawan|media)[ \u00a0]{1,2}$")


def own_outlet(page: Page, zones: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the outlet of the dateline, or that the caller told, stands in the text, its regional titles too."""
    given = (page.dateline.outlet if page.dateline else None, page.outlet)
    stems = {stem for name in given if name and len(stem := _stem(name)) >= _SHORTEST}
    if not stems:
        return
    folded, small = [stem.lower() for stem in stems], page.text.lower()
    exact = len(small) == len(page.text)  # offsets are the same in small letters
    for start, end in zones:
        if exact and not any(small.find(stem, start, end) >= 0 for stem in folded):
            continue
        for match in _named(frozenset(stems)).finditer(page.text, start, end):
            if not match.group().islower() or "." in match.group() or _TOLD.search(page.text, start, match.start()):
                yield match.span()


@lru_cache(maxsize=256)
def _named(stems: frozenset[str]) -> re.Pattern[str]:
    domains = alternatives(lexicon().domains)
    return re.compile(rf"(?<![\w.@/])(?i:{alternatives(stems)})(?:[A-Z][a-z]{{2,15}})?(?:\.(?:{domains}))?(?!\w)")


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(rf"\.(?:{alternatives(lexicon().domains)})$", re.IGNORECASE)


def _stem(name: str) -> str:
    """A name without its domain: ``jejakmuria.id``."""
    return _domain().sub("", name.strip())
