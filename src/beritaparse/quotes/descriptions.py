"""What a source says of whoever speaks where it names nobody: the kind of description, and whether of a man or woman.

Input: a source as written, or a voice.  Output: names of kinds, which the choice of the speaker weighs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ..lexicon.speech import heads, words
from .voices import Voice

_LONGEST_FRONT = 4  # words of a name with somebody's calling behind it


def kinds(written: str) -> list[str]:
    """What kinds of descriptions a source is by its first words."""
    lists = words()
    lowered = written.lower()
    first = lowered.split(maxsplit=1)[0].strip(",.")
    listed = {
        "document": first in lists.documents,
        "newcomer": first in lists.newcomers or f"{lowered} ".startswith(heads("indefinite")),
        "questioned": first in lists.questioned,
        "crowd": first in lists.crowds,
        "institution": first in lists.institutions,
        "epithet": f"{lowered} ".startswith((*heads("epithets"), *heads("bynames"))),
        "relative": f"{lowered} ".startswith(heads("relatives")),
    }
    return [kind for kind, holds in listed.items() if holds] or ["capital" if written[:1].isupper() else "plain"]


def sex(tokens: Sequence[str]) -> str | None:
    lists = words()
    for token in tokens:
        if token in lists.women:
            return "f"
        if token in lists.men:
            return "m"
    return None


def type_of(voice: Voice) -> str:
    """What kind of candidate: an official, another person by role, a body, a document, a crowd, a description."""
    person = voice.person
    if person is not None:
        return "official" if person.position or person.rank else person.role
    if voice.is_document:
        return "document"
    if voice.is_crowd:
        return "crowd"
    return "body" if voice.body is not None else "description"


def name_in_apposition(written: str) -> str:
    """`warga setempat, Sukarna`, `saksi bernama Sukarna`, `Sukarna, pemilik rumah` -> `Sukarna`; else as it stands."""
    before, called, behind = written.partition(" bernama ")
    if called and before[:1].islower():
        names = list(takewhile(lambda token: token[:1].isupper(), behind.split()))
        if names:
            return " ".join(names).rstrip(",.")
    head, comma, name = written.rpartition(",")
    tokens = name.split()
    named = 1 <= len(tokens) <= 5 and all(token[:1].isupper() for token in tokens)
    if comma and named and head[:1].islower():
        return name.strip()
    # **Sukarna** `, pemilik rumah`: the name in front, and in small letters who it is
    front, comma, behind = written.partition(", ")
    called = len(front.split()) <= _LONGEST_FRONT and all(token[:1].isupper() for token in front.split())
    apposed = " " in behind and behind[:1].islower() and not front.endswith("nya")
    return front if comma and called and apposed and front.lower() not in words().enumerating else written
