"""Expressions that are compiled when they are first asked for: of those for rare things most texts ask none."""

from __future__ import annotations

import re


class Expression:
    """A regular expression; called, it gives the compiled one.  A faulty one raises ``re.error`` then."""

    __slots__ = ("_flags", "_made", "_source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags
        self._made: re.Pattern[str] | None = None

    def __call__(self) -> re.Pattern[str]:
        made = self._made
        if made is None:
            made = self._made = re.compile(self._source, self._flags)
        return made
