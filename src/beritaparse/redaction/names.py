"""The names that are masked, and where their words stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..lexicon.phrases import load as lexicon
from ..lexicon.private import load as private
from ..text.expressions import LETTERS
from .common import is_common
from .numbers import private_numbers
from .reading import Reading, plain_word, read, with_letters, without_markup

MASK = "█"
_SHORT = 2
"""Letters up to which a word of a longer name names nobody by itself."""
_BETWEEN = 2
"""Characters that may stand between two words of a name."""

PIECE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")  # SitiNur, WIBRudi
_SUFFIX = re.compile(r"(?:nya|lah|pun|kah|ku|mu)$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>]+|[#@][\w.]+", re.IGNORECASE)
_DIGITS = re.compile(rf"(?<={MASK})\d{{1,2}}(?![\d.,/-])[^\W\d_]*|(?<![\d.,/-])\d{{1,2}}(?={MASK})")
"""Digits that stand for letters of a name nobody recognised: `Bud1`, of which `Bud` went."""
_NICKNAME = re.compile(r"[\s,]{0,2}[\"'“”‘’(«]\s?(?:[^\W\d_]+[ -]?){1,3}[\"'“”‘’)»]\s{0,2}")
"""What stands between two words of one name: ``Rudi "Ucok" Hartawan``."""


class _Piece(NamedTuple):
    """A word of a text that may belong to a name of ``owners``; ``sure`` if it counts without a neighbour."""

    start: int
    end: int
    owners: frozenset[int]
    sure: bool


class Names:
    """The words of the names that are masked, and whose they are."""

    def __init__(self, persons: Sequence[Sequence[Sequence[str]]]) -> None:
        """``persons``: for each the words of each of the names."""
        owners: dict[str, set[int]] = {}
        self._glued: set[str] = set()
        self._lone: set[str] = set()
        for number, forms in enumerate(persons):
            for words in forms:
                glued = "".join(words)
                for word in (*words, glued):
                    owners.setdefault(word, set()).add(number)
                (self._glued if len(words) > 1 else self._lone).add(glued)
        self._owners: Mapping[str, frozenset[int]] = {word: frozenset(people) for word, people in owners.items()}
        self._heads = frozenset(word[:2] for word in owners)

    def __bool__(self) -> bool:
        """Is there any word to look for?"""
        return any(self._owners)

    def masked(self, text: str, *, slug: bool = False) -> str:
        """The text with their letters replaced, and private numbers; ``slug``: an id or an address, in which case
        tells nothing."""
        if not text:
            return text
        letters = list(text)
        for reading in filter(None, (read(text), without_markup(text), *with_letters(text))):
            for start, end in (*self._spans(reading, slug), *private_numbers(reading.text)):
                for at in reading.characters(start, end):
                    if _is_letter(letters[at]):
                        letters[at] = MASK
        return _DIGITS.sub(lambda digits: MASK * len(digits.group()), "".join(letters))

    def _spans(self, reading: Reading, slug: bool) -> Iterator[tuple[int, int]]:
        if not self._owners:
            return
        pieces = list(self._pieces(reading.text, slug))
        for index, piece in enumerate(pieces):
            if piece.sure or any(_beside(piece, other) for other in pieces[max(0, index - 1) : index + 2]):
                yield piece.start, piece.end
                following = pieces[index + 1] if index + 1 < len(pieces) else None
                if following and piece.owners & following.owners and self._is_nickname(reading.text, piece, following):
                    yield piece.end, following.start

    def _is_nickname(self, text: str, piece: _Piece, following: _Piece) -> bool:
        return _NICKNAME.fullmatch(text, piece.end, following.start) is not None

    def _pieces(self, text: str, slug: bool) -> Iterator[_Piece]:
        addresses = iter(_ADDRESS.finditer(text))
        address = next(addresses, None)
        for word in LETTERS.finditer(text):
            written = word.group()
            if written[1:].islower() and plain_word(written[:2])[:2] not in self._heads:
                continue  # most words: one piece, and no name begins so
            at = word.start()
            while address is not None and address.end() <= at:
                address = next(addresses, None)
            in_slug = slug or (address is not None and address.start() <= at)
            whole = plain_word(word.group())
            for piece in [word.group()] if whole in self._owners else PIECE.split(word.group()):
                length = next((n for n in _lengths(piece) if plain_word(piece[:n]) in self._owners), 0)
                if length:
                    # `SitiNur` may be the rest of one name and hold the words of another.
                    parts = (piece[:length], *PIECE.split(piece[:length]))
                    owners = frozenset[int]().union(*(self._owners.get(plain_word(part), ()) for part in parts))
                    names_alone = length > _SHORT or plain_word(piece[:length]) in self._lone
                    in_any_case = in_slug or not piece[0].islower() or not is_common(piece[:length])
                    sure = whole in self._glued or (names_alone and in_any_case)
                    yield _Piece(at, at + length, owners, sure)
                at += len(piece)


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) != 0


def _lengths(piece: str) -> Iterator[int]:
    """How much of a word may be a name: all of it, or what stands before `-nya` or a word that lost its blank."""
    yield len(piece)
    if suffix := _SUFFIX.search(piece):
        yield suffix.start()
    glued = lexicon().glued
    yield from (at for at in range(3, len(piece) - 2) if piece[at:] in glued)


def _beside(piece: _Piece, other: _Piece) -> bool:
    gap = max(piece.start, other.start) - min(piece.end, other.end)
    return piece is not other and gap <= _BETWEEN and not piece.owners.isdisjoint(other.owners)


def words_of(name: str, initials: bool) -> list[str]:
    """The words of a name, folded; no particle (`bin`), no single letter, no initials (``ABU`` is a name)."""
    words: list[str] = []
    name = read(name).text
    for match in LETTERS.finditer(name):
        word = match.group()
        particle = word.islower() and name[: match.start()].endswith(" ")
        if len(word) > 1 and not particle and not (initials and word.isupper() and not is_short_name(word)):
            words.append(plain_word(word))
    return words


def is_short_name(word: str) -> bool:
    """Is it a name of three letters, which initials look like?"""
    return word.casefold() in private().short_names
