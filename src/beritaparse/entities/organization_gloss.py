"""Names that an abbreviation in brackets explains: ``Barisan Rakyat Halmahera (BARAH)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.expressions import BLANK

_GLOSSED = re.compile(rf"{BLANK}?\(([A-Z][A-Za-z&-]{{1,11}})\)")
_WORD_BEFORE = re.compile(rf"(?<![\w(./-])([A-Z][\w'’.-]*|dan|and|of|&){BLANK}?$")
_MOST_WORDS = 8
_LONGEST_WORD = 24
_LEAST_WORDS = 2


def glossed(text: str, floor: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the capitalised words before an abbreviation that is made of their letters."""
    for short in _GLOSSED.finditer(text, floor, limit):
        letters = short[1].replace("&", "").replace("-", "")
        if sum(letter.isupper() for letter in letters) < len(letters) / 2 or len(letters) < _LEAST_WORDS:
            continue
        begin = _begin(text, floor, short.start(), letters)
        if begin is not None:
            yield begin, short.start()


def _begin(text: str, floor: int, end: int, letters: str) -> int | None:
    """Where the name begins: of the capitalised words before it the first that the abbreviation can begin with."""
    at = end
    begin: int | None = None
    words: list[str] = []
    for _ in range(_MOST_WORDS):
        word = _WORD_BEFORE.search(text, max(floor, at - _LONGEST_WORD), at)
        if word is None:
            break
        at = word.start()
        words.insert(0, word[1])
        if word[1][0] == letters[0] and len(words) >= _LEAST_WORDS and _spells(words, letters):
            begin = at
            if len([one for one in words if one[0].isupper()]) >= len(letters):
                break
    return begin


def _spells(words: list[str], letters: str) -> bool:
    """Do the letters stand in the words in this order, each of the big words giving one or being passed over?"""
    rest = iter("".join(words).casefold())
    return all(letter in rest for letter in letters.casefold())
