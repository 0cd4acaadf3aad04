"""Model of ``ranks.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import Field

from . import Entry, Lexicon, read

_LEAST_MISSPELT = 4  # letters of a rank in which two may have changed places


class RankEntry(Entry):
    abbreviation: str
    full_name: str
    service: str
    grade: int | None = Field(default=None, ge=1, le=22)
    forms: tuple[str, ...]
    ambiguous: bool = False
    of_police: str | None = None
    branches: bool = False


class Marks(Entry):
    retired: tuple[str, ...]
    posthumous: tuple[str, ...]
    not_after: tuple[str, ...]
    no_slips: frozenset[str]


class Ranks(Lexicon):
    """``lexicon/ranks.toml``."""

    levels: dict[str, tuple[int, int]]
    ranks: tuple[RankEntry, ...]
    branches: dict[str, tuple[str, ...]]
    branch_names: dict[str, str]
    marks: Marks


@cache
def load() -> Ranks:
    return read("ranks", Ranks)


@cache
def entries() -> dict[str, RankEntry]:
    """The entries by their canonical abbreviation."""
    return {entry.abbreviation: entry for entry in load().ranks}


@cache
def rank_words() -> frozenset[str]:
    """Words that are a rank or a branch alone: ``Kolonel``, ``Inf``."""
    forms = (form for entry in load().ranks if not entry.ambiguous for form in entry.forms)
    return frozenset((*forms, *(name for names in load().branches.values() for name in names)))


def phrases() -> Iterable[tuple[str, str, str]]:
    """Phrases for the automaton: the forms of the ranks, and those that they become by a slip."""
    for entry in load().ranks:
        for form in entry.forms:
            yield "rank", form, entry.abbreviation
    for slip, abbreviation in slips().items():
        yield "rank", slip, abbreviation


@cache
def slips() -> dict[str, str]:
    """Forms of one word, in small letters, of which two letters changed places (``majyen``, ``akpb``), and their ranks.

    None that is a form itself, that two ranks become, or that begins with another letter.
    """
    known = {form.casefold() for entry in load().ranks for form in entry.forms}
    found: dict[str, str] = {}
    twice: set[str] = set()
    for entry in load().ranks:
        for form in entry.forms:
            if entry.ambiguous or not form.isalpha() or len(form) < _LEAST_MISSPELT:
                continue
            for at in range(1, len(form) - 1):
                slip = form[:at] + form[at + 1] + form[at] + form[at + 2 :]
                slip = slip.casefold()
                if slip in known or slip in load().marks.no_slips:
                    continue
                if found.setdefault(slip, entry.abbreviation) != entry.abbreviation:
                    twice.add(slip)
    return {slip: abbreviation for slip, abbreviation in found.items() if slip not in twice}


def level_of(grade: int | None) -> str | None:
    """``perwira_menengah`` for 17, None without a grade."""
    if grade is None:
        return None
    return next((name for name, (low, high) in load().levels.items() if low <= grade <= high), None)
