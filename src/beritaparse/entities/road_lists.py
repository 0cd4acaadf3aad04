"""Roads that a list names without their head word: ``Jalan Kartini, Ahmad Yani, dan Jalan Sudirman``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from ..gazetteer.regions import find_region
from ..lexicon.facilities import load as lexicon
from ..text.expressions import BLANK
from ..text.walk import by_zone
from .name_patterns import LIST
from .names import capital_words, stops

_SMALL_WORD = re.compile(rf"{BLANK}[a-z]+(?=,)")  # Urip sumoharjo
_SURE = 3  # so many names behind a road are no people
_REACH = 30  # characters before the road in which a word may say that roads are listed


def in_lists(
    text: str, roads: Sequence[tuple[int, int]], limits: Sequence[tuple[int, int]], barriers: Container[int]
) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names that stand in a list behind one of ``roads``.

    They are roads where the list goes on with one, where a word before it says so (``ruas``, ``mulai dari``), or where
    they are many; one or two names behind a comma may be people (``di Jalan Kartini, Budi dan Agus``).
    """
    begins = {start for start, _ in roads}
    listed = False
    last = -1
    for (start, end), (floor, limit) in by_zone(roads, limits):
        before = text[max(floor, start - _REACH) : start].casefold()
        listed = (listed and last == start) or any(word in before for word in lexicon().listing)
        items: list[tuple[int, int]] = []
        pos = end
        while (glue := LIST.match(text, pos, limit)) is not None and glue.end() not in begins:
            words = capital_words(text, glue.end(), limit, barriers, 4)
            if not words or any(word.text.casefold() in stops() for word in words):
                break
            small = _SMALL_WORD.match(text, words[-1].end, limit)
            pos = small.end() if small else words[-1].end
            if find_region(text[words[0].start : pos]):
                break
            items.append((words[0].start, pos))
        last = glue.end() if glue is not None else -1
        if last in begins or len(items) >= _SURE or (listed and len(items) > 1):
            yield from items
