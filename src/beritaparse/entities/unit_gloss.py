"""Names of offices that an abbreviation in brackets explains: ``Badan Pengelola Keuangan dan Aset Daerah (BPKAD)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import DamerauLevenshtein

from ..lexicon.offices import load as offices
from ..lexicon.units import topic_heads
from ..page import Phrase
from ..text.expressions import BLANK

_WORD_BEFORE = re.compile(rf"(?<![\w(./-])([A-Za-z][\w'’-]*),?{BLANK}{{1,2}}$")
_AHEAD = re.compile(rf"([A-Z][^()\n.;:]{{8,110}}){BLANK}{{1,2}}\(([A-Z][\w/&-]{{1,15}})\)")
_COUNTED = re.compile(r"([A-Z])([2-4])")  # `BP2MI`: two of the letter
_MOST_WORDS, _LONGEST_WORD = 10, 26
_LEAST_LETTERS = 3
_LEAST_SLIPPED = 4  # letters of an abbreviation that a word may be lost from


def widened(text: str, hits: Iterable[Phrase], zones: Sequence[tuple[int, int]]) -> list[Phrase]:
    """The hits; of an abbreviation in brackets with the words before it that it is made of.

    So a body that we know is read in full whatever slips the name has: ``Badan Penanggulan Bencana Daerah (BPBD)``.
    A hit that begins there too (``Badan``) stands before it.
    """
    kept: list[Phrase] = []
    floors = iter(zones)
    floor = next(floors, (0, 0))
    for hit in hits:
        while hit.start >= floor[1]:
            floor = next(floors, (hit.start, len(text)))
        closed = text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"
        start = _begin(text, floor[0], hit.start - 1, text[hit.start : hit.end]) if closed else None
        if start is not None and not (kept and kept[-1].start <= start and kept[-1].key == hit.key):
            while kept and kept[-1].start > start:
                kept.pop()
            hit = Phrase(start, hit.end + 1, hit.key)
        kept.append(hit)
    return kept


def explained(text: str, start: int, limit: int) -> int | None:
    """Where the abbreviation ends that explains the office whose name begins at ``start``, bracket included."""
    match = _AHEAD.match(text, start, limit)
    if match is None:
        return None
    words = match[1].replace(",", "").split()
    if len(words) > _MOST_WORDS or not all(map(_is_of_name, words)) or not topic_heads().isdisjoint(words[1:]):
        return None
    big = [word for word in words if word not in offices().joining]
    return match.end() if _is_made_of(match[2], big) or _is_made_of(match[2], big[1:]) else None


def _is_of_name(word: str) -> bool:
    return word[0].isupper() or word in offices().joining or word.capitalize() in offices().topics


def _begin(text: str, floor: int, end: int, short: str) -> int | None:
    """Where the words begin that an abbreviation in capitals at ``end`` is made of, be it with one slip."""
    letters = _letters(short)
    if not short.isalnum() or not letters.isupper() or len(letters) < _LEAST_LETTERS:
        return None
    slipped: int | None = None
    initials = ""
    at = end
    for _ in range(_MOST_WORDS):
        word = _WORD_BEFORE.search(text, max(floor, at - _LONGEST_WORD), at)
        if word is None or (word[1][0].islower() and word[1] not in offices().joining):
            break
        at = word.start()
        if word[1][0].islower():
            continue
        initials = word[1][0] + initials
        if initials == letters:
            return at
        if len(letters) >= _LEAST_SLIPPED and initials[0] == letters[0] and len(initials) >= _LEAST_LETTERS:
            near = DamerauLevenshtein.distance(initials, letters, score_cutoff=1) <= 1
            slipped = at if near else slipped
    return slipped


def _letters(short: str) -> str:
    return _COUNTED.sub(lambda match: match[1] * int(match[2]), short)


def _is_made_of(short: str, words: Sequence[str]) -> bool:
    """Do the letters stand in the words in this order, the first of them at the head: ``DPPAD``, ``Trantibum``?"""
    letters = _letters(short).casefold()
    if not words or words[0][0].casefold() != letters[0]:
        return False
    rest = iter("".join(words).casefold())
    return all(letter in rest for letter in letters)
