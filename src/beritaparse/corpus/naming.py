"""How two names of people stand to each other, and how much a name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log
from typing import Literal, NamedTuple, TypeAlias

from rapidfuzz.distance import OSA

from ..lexicon.name_lists import listed_names
from .wording import usual, usual_names

Relation = Literal["same", "slip", "shorter", "tail", "initial", "partly", "alias"]
Name: TypeAlias = tuple[str, ...]
_LONG = 5
"""Letters from which on a word may have a slip; with another first letter one more than that."""
_USUAL = 30
"""Names in which a word stands that many leave out before their own (``Muhammad``)."""
_SHORT = 4
"""Letters up to which a word can stand for the first letters of a name."""
_KNOWN = 6
"""Names in which a word stands that is no slip for another such word, as is one of a list: ``Hendra``, ``Hendri``."""


@lru_cache(maxsize=1 << 17)
def marks(name: Name) -> frozenset[str] | None:
    """What two names share one of if they are related; None for those that can stand for many.

    A word that is spelt with a slip keeps its beginning or its end; one that is spelt in another way sounds the same.
    """
    if any(len(word) == 1 for word in name) or (len(name) == 1 and len(name[0]) <= _SHORT):
        return None
    return frozenset(
        mark for word in name for mark in (f"{word[:2]}-", f"-{word[-2:]}", sounds(word) if len(word) >= 4 else word)
    )


_GLUED = 100
"""Articles of news at large in which a word stands that is looked for behind a name that lost its blank."""


def unglued(names: Iterable[Name]) -> dict[Name, Name]:
    """Names whose last word has the next word of the text glued to it (``trumpakan``), as others spell them.

    The rest must be a usual word or again a name, and the name without it one of the others; so must the halves of
    ``prabowosubianto``.
    """
    known = {name for name in names if len(name) > 1}
    whole = {"".join(name): name for name in known}
    made: dict[Name, Name] = {}
    for name in known:
        last = name[-1]
        for at in range(3, len(last) - 1) if last not in usual_names().counts else ():
            short, rest = (*name[:-1], last[:at]), last[at:]
            if short in known and (usual().of(rest) >= _GLUED or usual_names().of(rest) >= _KNOWN):
                made[name] = short
    for name in names:
        if len(name) == 1 and name[0] in whole:
            made[name] = whole[name[0]]
    return {name: made.get(short, short) for name, short in made.items()}


class Related(NamedTuple):
    """The relation of two names and the words that both have (of slips, those of the first)."""

    relation: Relation
    shared: Name


def related(one: Name, other: Name) -> Related | None:
    """How two names stand to each other; None where they share nothing that counts.

    ``same``: the same words; ``slip``: word for word, some misspelt; ``shorter``: the words of one are among those of
    the other, slips allowed; ``tail``: and the other begins with another word, as a child's name does that ends in its
    father's; ``initial``: words are shortened to their first letters; ``partly``: some words are the
    same, others are not.  That one is an ``alias`` of the other no spelling can tell.
    """
    if one == other:
        return Related("same", one)
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not any(word in long for word in short) and not any(_alike(short[0], answer) for answer in long):
        return _abbreviation(short, long)  # without a word in common all must answer each other
    pairs = _paired(short, long)
    shared = tuple(word for word, answer in pairs if len(word) > 1 and len(answer) > 1)
    if not pairs or not shared:
        return _abbreviation(short, long)
    slips = any(a != b and len(a) > 1 and len(b) > 1 for a, b in pairs)
    initials = any(a != b and (len(a) == 1 or len(b) == 1) for a, b in pairs)
    if len(pairs) < len(short) or (slips and len(short) == 1 and len(long) > 1):
        return None if slips else Related("partly", shared)
    if initials:
        return Related("initial", shared)
    if len(short) < len(long):
        missing = next((word for word in long if word != pairs[0][1]), "") if pairs[0][1] not in long[:1] else ""
        first = not missing or usual_names().of(missing) >= _USUAL or len(short) == 1
        return Related("shorter" if first else "tail", shared)
    return Related("slip", shared) if slips else Related("same", shared)


def _paired(short: Name, long: Name) -> list[tuple[str, str]]:
    """Words of both names that answer each other, in order."""
    found: list[tuple[str, str]] = []
    at = 0
    for word in short:
        for place in range(at, len(long)):
            answer = long[place]
            if word == answer or _alike(word, answer):
                found.append((word, answer))
                at = place + 1
                break
    return found


@lru_cache(maxsize=1 << 18)
def _alike(one: str, other: str) -> bool:
    """The same word, a misspelling of it, or its first letter."""
    if one == other:
        return True
    least = min(len(one), len(other))
    if least == 1:
        return one[0] == other[0]
    if least >= 4 and sounds(one) == sounds(other):
        return True
    if least < _LONG or (one[:2] != other[:2] and one[-2:] != other[-2:]) or (_known(one) and _known(other)):
        return False  # one slip leaves the beginning or the end as it is
    return least >= _LONG + (one[0] != other[0]) and OSA.distance(one, other, score_cutoff=1) <= 1


def _known(word: str) -> bool:
    return usual_names().of(word) >= _KNOWN or "indonesian" in listed_names().get(word, ())


def _abbreviation(short: Name, long: Name) -> Related | None:
    """``dns`` stands for ``dian novita sari``, ``m`` for ``misa``."""
    if len(short) == 1 and len(short[0]) <= _SHORT:
        letters = "".join(word[0] for word in long)
        if short[0] == letters[: len(short[0])] and (len(long) > 1 or len(short[0]) == 1):
            return Related("initial", short)
        if len(short[0]) == 3 and any(short[0] == _VOWELS.sub("", word) for word in long):
            return Related("initial", short)
    return None


_SOUNDS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("ch", "h"), ("kh", "h"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("v", "f"), ("z", "s"), ("q", "k"), ("y", "i"), ("w", "u"),
)  # fmt: skip
_VOWELS = re.compile(r"[aiueo]")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 18)
def sounds(word: str) -> str:
    """A word without what Indonesian names are spelt differently in: old spellings, doubled letters, silent h."""
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    if word.startswith("al") and len(word) > 7:
        word = word[2:]
    return word[:1] + _TWICE.sub(r"\1", word[1:].replace("h", ""))


_LETTER = 2.5
"""What a letter of initials tells: most names begin with one of a dozen."""


def rarity(shared: Related) -> float:
    """How much it tells that two names share these words: minus the logarithm of their share of all names."""
    if shared.relation == "initial" and len(shared.shared) == 1 and len(shared.shared[0]) <= 3:
        return _LETTER * len(shared.shared[0])
    table = usual_names()
    return sum(log(table.articles / table.of(word)) for word in shared.shared)


def keys(name: Name) -> Sequence[str]:
    """What brings a name together with others: any two of its words as they sound, or the one that there is."""
    heard = sorted({sounds(word) for word in name if len(word) > 1})
    if len(heard) < 2:
        return heard
    return [f"{a} {b}" for at, a in enumerate(heard) for b in heard[at + 1 :]]
