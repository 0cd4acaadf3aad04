"""Where the holder of a post is to be found, which is no part of the post: ``pengacara| di Demak``."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.places import load as places
from ..lexicon.positions import load as lexicon
from ..text.expressions import BLANK
from .names import capital_words
from .post_ends import Draft
from .unit_regions import over_places

_INTO = re.compile(rf"{BLANK}(?:di|dari|asal){BLANK}(?=[A-Za-z])")
_MOST_WORDS = 4
_NUMBER = re.compile(rf"{BLANK}\d{{1,3}}(?:{BLANK}?/{BLANK}?(?:RW{BLANK}?\.?{BLANK}?)?\d{{1,3}})?(?!\w)")


@cache
def _level() -> re.Pattern[str]:
    levels = [form for forms in places().levels.values() for form in forms]
    return re.compile(rf"(?:{alternatives([*levels, *places().lower, *lexicon().sites])})(?={BLANK}[A-Z\d])")


def over_site(text: str, pos: int, limit: int, barriers: Container[int]) -> int:
    """Where ``di Kelurahan Kranggan, Temanggung`` ends that begins at ``pos``; ``pos`` where no place is named there.

    A place has a word of its level before it or is a region with nothing behind: ``dari Universitas X`` tells a body.
    """
    into = _INTO.match(text, pos, limit)
    if into is None:
        return pos
    level = _level().match(text, into.end(), limit)
    if level is None:
        words = capital_words(text, into.end(), limit, barriers, _MOST_WORDS + 1)
        known = bool(words) and bool(find_region(text[words[0].start : words[-1].end]))
        return over_places(text, words[-1].end, limit, barriers) if known else pos
    number = _NUMBER.match(text, level.end(), limit)
    end = number.end() if number is not None else level.end()
    blank = text[end : end + 1] in (" ", "\u00a0")
    words = capital_words(text, end + 1, limit, barriers, _MOST_WORDS) if blank and number is None else []
    end = words[-1].end if words else end
    return over_places(text, end, limit, barriers)


def without_site(text: str, draft: Draft, title: int, limit: int, barriers: Container[int]) -> None:
    """End a post that goes over a site before it; ``title`` is where its title ends."""
    for into in _INTO.finditer(text, title, draft.end):
        if over_site(text, into.start(), limit, barriers) > into.start():
            draft.end = into.start()
            if draft.unit_at is not None and draft.unit_at[1] > draft.end:
                draft.unit_at = None
            return
