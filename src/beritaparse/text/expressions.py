"""Small expressions that many modules share, and expressions that are compiled when they are first asked for."""

from __future__ import annotations

import re

BLANK = r"[ \u00a0\u2009]"
"""A blank inside a line, as a part of an expression."""
B = rf"{BLANK}{{1,2}}"
"""What stands between two words, as a part of an expression."""
GAP = re.compile(B)
"""What stands between two words of a line: a page doubles a blank now and then."""
WIDE_GAP = re.compile(rf"{BLANK}{{1,3}}")
"""What may stand between two words of a name."""
LETTERS = re.compile(r"[^\W\d_]+")
CHARACTERS = re.compile(r"\w+")
UNBROKEN = re.compile(r"\S+")
VERB_FORM = re.compile(r"(?:me|di|ber|ter)[a-z]{3,}")
"""A word in small letters that is derived as verbs are."""


class Expression:
    """A regular expression for rare things; called, it gives the compiled one.  A fault raises ``re.error`` then."""

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
