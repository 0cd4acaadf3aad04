"""Groups that act and have no name: `Puluhan warga menggelar aksi`, `massa aksi`, whom a later `mereka` may mean.

Input: the page and an offset.  Output: the groups that are subjects before it, as written, the last one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import alternatives
from ..lexicon.speech import words
from .page import Page
from .sources import EDGE, TOKEN, Phrase, is_verb

_MOST_WORDS = 5
_BREAK = frozenset("(),;:")


@cache
def _heads() -> re.Pattern[str]:
    """A word for a group where a clause begins."""
    return re.compile(rf"(?:(?<=^)|(?<=[,.\n”\"] )|(?<=\n))(?i:{alternatives(words().gathered)})(?=\s)", re.MULTILINE)


def gatherings(page: Page, start: int, end: int) -> Iterator[Phrase]:
    """The groups that begin a clause between two offsets, outside of quotation marks, the last one first."""
    for head in reversed(list(_heads().finditer(page.text, start, end))):
        if not page.inside_passage(head.start()):
            yield Phrase(head.start(), _end(page.text, head.start(), end))


def _end(text: str, start: int, limit: int) -> int:
    """Where the noun phrase of a group ends: before its verb, a preposition or a mark."""
    lists = words()
    reached = start
    for count, token in enumerate(TOKEN.finditer(text, start, limit)):
        word = token.group().strip(EDGE)
        small = word.lower()
        ends = is_verb(small) or small in lists.source_ends or small in lists.predicates or small in lists.adverbs
        if count and (
            count >= _MOST_WORDS or small == "yang" or token.group()[0] in _BREAK or (ends and word.islower())
        ):
            break
        reached = token.start() + len(token.group().rstrip(EDGE))
        if token.group()[-1] in _BREAK:
            break
    return reached
