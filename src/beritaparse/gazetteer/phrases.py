"""One pass for phrases: every fixed phrase of every lexicon goes through one automaton.

A source is a function that yields ``(kind, phrase, key)``; the stages read the hits of their kind from
``Page.phrases``.  Matching ignores case and respects word boundaries, and all hits of all kinds are
reported, overlapping ones too; within a kind the longest hit from the leftmost start wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick

from ..page import Layers, Page, Phrase
from ..text.spelling import lower
from ..text.walk import by_zone
from .glue import SHORTEST_GLUED, cuts
from .sources import SOURCES, Source

_CAPITAL = re.compile(r"[A-Z]\w*")


class PhraseAutomaton:
    """Finds all phrases of all sources in one pass over the text, in time linear in its length."""

    def __init__(self, sources: Iterable[Source]) -> None:
        entries: dict[str, list[tuple[str, str]]] = {}
        for source in sources:
            for kind, phrase, key in source():
                entries.setdefault(lower(phrase), []).append((kind, key))
        patterns = list(entries)
        self._meanings = [tuple(entries[pattern]) for pattern in patterns]
        self._automaton = AhoCorasick(patterns) if patterns else None

    def scan(self, text: str, spans: Iterable[tuple[int, int]]) -> dict[str, list[Phrase]]:
        """Return the hits by kind that lie inside one of ``spans`` (character offsets, in order)."""
        if self._automaton is None:
            return {}
        found: dict[str, list[Phrase]] = {}
        # Leftmost first, the longest first: a later hit of a kind inside an earlier one is dropped.
        reach: dict[str, int] = {}
        for (start, end, index), zone in by_zone(self._whole(text), spans):
            end = -end
            if end > zone[1]:
                continue
            for kind, key in self._meanings[index]:
                hits = found.get(kind)
                if hits is None:
                    hits = found[kind] = []
                # One phrase can have several entries of a kind (dozens of Sukajadi): all are kept.
                if start >= reach.get(kind, 0) or (hits[-1].start == start and hits[-1].end == end):
                    hits.append(Phrase(start, end, key))
                    reach[kind] = end
        return found

    def _whole(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end below nought and pattern of what stands whole, by start and of one start the longest first.

        A phrase is whole between the ends of words, or blanks that were lost (``PresidenPrabowo``, ``Kananmasih``).
        """
        assert self._automaton is not None
        glued: set[int] | None = None  # most texts have no hit inside of a word: they need not be looked through
        hits: list[tuple[int, int, int]] = []
        length = len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(lower(text), overlapping=True):
            # does the place lie between two characters of one word?  Nearly all hits stand between blanks
            cut_left = (
                start > 0
                and ((char := text[start - 1]).isalnum() or char == "_")
                and ((char := text[start]).isalnum() or char == "_")
            )
            cut_right = (
                end < length
                and ((char := text[end]).isalnum() or char == "_")
                and ((char := text[end - 1]).isalnum() or char == "_")
            )
            if cut_left or cut_right:
                glued = _glued(text) if glued is None else glued
                if (cut_left and start not in glued) or (cut_right and end not in glued):
                    continue
            hits.append((start, -end, index))
        hits.sort()
        return hits


def _glued(text: str) -> set[int]:
    """Where a blank was lost inside a word.  A word in small letters has lost none: it need not be asked."""
    found: set[int] = set()
    for match in _CAPITAL.finditer(text):
        start, end = match.span()
        while start and ((char := text[start - 1]).isalnum() or char == "_"):
            start -= 1
        if end - start >= SHORTEST_GLUED and (places := cuts(text[start:end])):
            found.update([start + place for place in places])
    return found


@cache
def automaton() -> PhraseAutomaton:
    """The automaton over all the lexicons' phrases, built on first use."""
    return PhraseAutomaton(SOURCES)


def phrase_stage(page: Page) -> Layers:
    """Look up all fixed phrases inside the article's blocks."""
    return {"phrases": automaton().scan(page.text, page.article_spans())}
