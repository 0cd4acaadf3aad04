"""Expressions that begin with a number or one of many words, tried only where one of these stands.

An alternation of a hundred words is slow at every character that begins none of them; a set is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LETTERS = r"[^\W\d_]+"


class Starts:
    """Where a match can begin: at a run of digits, at a run of letters that begins one of ``words``, at their symbols.

    Case does not matter.  What is searched must demand that no digit or letter of a run stands before its match.
    """

    def __init__(self, words: Iterable[str]) -> None:
        folded = {word.lower() for word in words}
        symbols = {re.escape(word[0]) for word in folded if not word[0].isalnum()}
        self._run = re.compile("|".join([r"\d+", _LETTERS, *sorted(symbols)]))
        runs = (self._run.match(word) for word in folded)
        self._firsts = frozenset(run.group() for run in runs if run is not None)

    def finditer(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what ``pattern.finditer(text, start, end)`` would."""
        firsts = self._firsts
        behind = start
        for run in self._run.finditer(text, start, end):
            piece = run.group()
            if (piece.lower() in firsts or piece.isdigit()) and run.start() >= behind:
                match = pattern.match(text, run.start(), end)
                if match is not None:
                    behind = match.end()
                    yield match
