"""What the lexicons and lists of names say about a word, as marks for the name recogniser."""

from __future__ import annotations

from functools import cache

from ..gazetteer.regions import key, region_words
from ..lexicon.name_lists import listed_names
from ..lexicon.organizations import load as organizations
from ..lexicon.ranks import load as ranks
from ..lexicon.units import load as units

MARKS = ("region", "unit", "organization", "rank", "indonesian", "first", "last", "country", "city")
"""The marks in the order of :func:`marks`: four of our lexicons, then the lists of ``names.tsv.gz``."""


@cache
def _lexicon() -> dict[str, str]:
    """Words of the lexicons: parts of region names, ranks, heads of units and organisations."""
    words: dict[str, str] = {}
    for word in region_words():
        words[word] = "region"
    for entry in units().kinds:
        for form in (entry.head, *entry.forms):
            words[key(form.split()[0])] = "unit"
    for head in organizations().heads:
        for form in head.forms:
            words[key(form.split()[0])] = "organization"
    for rank in ranks().ranks:
        for form in rank.forms:
            words[key(form.split()[0])] = "rank"
    return words


def marks(word: str) -> list[float]:
    """One for each of :data:`MARKS` that the word has; only a capitalised word can be in a list of names."""
    bare = word.strip("()[]\"'“”‘’.,;:") or word
    made = [0.0] * len(MARKS)
    known = _lexicon().get(key(bare))
    if known:
        made[MARKS.index(known)] = 1.0
    if bare[0].isupper():
        for name in listed_names().get(bare.lower(), ()):
            made[MARKS.index(name)] = 1.0
    return made
