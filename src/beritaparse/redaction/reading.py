"""A page as an eye reads it, with the way back to the raw characters.

Names hide in pages without meaning to: soft hyphens and zero-width characters stand inside them, accents are
characters of their own, letters are full width or spaced out.  A :class:`Reading` folds all that away and knows for
each of its characters which of the raw ones it was read from.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..lexicon.private import load as lexicon
from ..text.tags import REFERENCE, TAG

_PLAIN = re.compile(r"[\x00-\x7f\u00a0-\u00ac\u00ae-\u02ff\u2010-\u201f\u2022\u2026█]*")
"""Characters that are read as they stand (accents that belong to their letter among them)."""
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\u00a0_*·-]){2,}[^\W\d_](?![^\W_])")
"""``R U D I``, ``R_u_d_i``: single letters, a blank or a mark between each two."""
_INSIDE = re.compile(r"(?<=[^\W\d_])\*{1,2}(?=[^\W\d_])")
"""Markup inside a word: ``Ru*di*``."""
_MIXED = re.compile(r"(?<!\w)(?=\d?[^\W\d_])[^\W_]*[^\W\d_]\d[^\W_]*|(?<!\w)\d[^\W\d_][^\W_]*")
"""A word that has digits among its letters."""
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


class Reading(NamedTuple):
    """``text`` as it is read; character ``i`` of it stands in the raw text at ``starts[i]`` to ``ends[i]``."""

    text: str
    starts: list[int]
    ends: list[int]

    def characters(self, start: int, end: int) -> Iterator[int]:
        """The offsets of all raw characters that ``text[start:end]`` was read from: none of markup between them."""
        for at in range(start, end):
            yield from range(self.starts[at], self.ends[at])

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of raw text that ``text[start:end]`` was read from (``start < end``)."""
        return self.starts[start], self.ends[end - 1]


def read(raw: str) -> Reading:
    """Read a raw text; linear in its length."""
    folded = _as_it_stands(raw) if _PLAIN.fullmatch(raw) else _folded(raw)
    return _joined(folded)


def without_markup(raw: str) -> Reading | None:
    """The raw text without tags in its words (``Ru<b>di</b>``) and with character references read (``R&uuml;di``);
    None where it has neither."""
    found = [(*match.span(), "\n" if match["block"] else "") for match in TAG.finditer(raw)] if "<" in raw else []
    if "&" in raw:
        told = ((match, html.unescape(match.group())) for match in REFERENCE.finditer(raw))
        found += [(*match.span(), "" if text in _INVISIBLE else text) for match, text in told if len(text) == 1]
    if not found:
        return None
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, text in [*sorted(found), (len(raw), len(raw), "")]:
        if start < at:
            continue  # a reference inside of a tag
        letters += [raw[at:start], text]
        starts += [*range(at, start), *[start] * len(text)]
        ends += [*range(at + 1, start + 1), *[end] * len(text)]
        at = end
    plain = read("".join(letters))
    return Reading(plain.text, [starts[n] for n in plain.starts], [ends[n - 1] for n in plain.ends])


def with_letters(raw: str) -> Iterator[Reading]:
    """The raw text with the letters that digits stand for inside its words (``Bud1``): one reading for each that a
    digit may stand for; none where no word has one."""
    found = [at for match in _MIXED.finditer(raw) for at in range(*match.span()) if raw[at] in lexicon().digits]
    if not found:
        return
    for choice in range(max(len(lexicon().digits[raw[at]]) for at in found)):
        letters = list(raw)
        for at in found:
            letters[at] = lexicon().digits[raw[at]][min(choice, len(lexicon().digits[raw[at]]) - 1)]
        yield read("".join(letters))


@cache
def _letters() -> dict[str, str]:
    """The Latin letters that characters of other scripts look like."""
    return {odd: letter for letter, others in lexicon().look_alikes.items() for odd in others}


def _as_it_stands(raw: str) -> Reading:
    places = list(range(len(raw) + 1))
    return Reading(raw, places[:-1], places[1:])


def _folded(raw: str) -> Reading:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for at, character in enumerate(raw):
        if character in _INVISIBLE or unicodedata.combining(character):
            if ends:
                ends[-1] = at + 1  # what is masked takes its marks along
            continue
        for letter in unicodedata.normalize("NFKC", character):
            letters.append(_letters().get(letter, letter))
            starts.append(at)
            ends.append(at + 1)
    return Reading("".join(letters), starts, ends)


def _joined(reading: Reading) -> Reading:
    """The reading with letters that are spaced out written together."""
    gone = {
        at
        for match in _SPACED.finditer(reading.text)
        for at in range(match.start(), match.end())
        if not reading.text[at].isalpha()
    }
    if "*" in reading.text:
        gone.update(at for match in _INSIDE.finditer(reading.text) for at in range(*match.span()))
    if not gone:
        return reading
    kept = [at for at in range(len(reading.text)) if at not in gone]
    return Reading(
        "".join(reading.text[at] for at in kept),
        [reading.starts[at] for at in kept],
        [reading.ends[at] for at in kept],
    )


def plain_word(word: str) -> str:
    """A word without accents and in small letters: what two spellings of a name have in common."""
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
