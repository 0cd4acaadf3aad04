"""Profiles of people: a name with a post and a unit, however many articles have it.

Private people (suspects, victims, witnesses, minors, initials) and people of a single name are profiles within one
story.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .naming import Name, related, unglued
from .rows import BETWEEN
from .sketch import name_words
from .weights import load

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BRACKET = re.compile(r"\s*\([^)]*\)")
_EXPLAINED = re.compile(r"([^(]+?)\s*\((\w{3,})\)")
_TOO_SHORT = frozenset({"dpr", "dprd", "tni", "polri", "kpk"})

Mention = tuple[int, str]
"""A person of an article: page and local id."""


@dataclass(slots=True)
class Profile:
    """A name with a post and a unit, or a private person of one story."""

    name: Name
    post: str | None
    title: str | None
    unit: str | None
    region: str | None
    scope: int | None
    private: bool
    former: bool
    mentions: list[Mention] = field(default_factory=list)
    stories: set[int] = field(default_factory=set)
    services: frozenset[str] = frozenset()
    role: str = "other"
    shown: str | None = None
    aliases: frozenset[Name] = frozenset()
    age: int | None = None
    ranks: frozenset[str] = frozenset()
    grades: frozenset[int] = frozenset()


def read_profiles(base: DuckDBPyConnection) -> tuple[list[Profile], dict[Mention, list[str]]]:
    """The profiles of all people, and of each mention the spellings, the name last; needs ``scratch.page_story``."""
    regions = dict(base.execute("SELECT id, max(region_code) FROM work.units GROUP BY id").fetchall())
    spelt = _spelt_out(base)
    listed = base.execute("SELECT DISTINCT words FROM work.persons").fetchall()
    glued = unglued([tuple(words.split()) for (words,) in listed])
    cursor = base.execute("""
        SELECT p.page, s.story, p.local, p.words, p.post, p.title, p.unit, p.former, p.rank, p.service, p.grade,
               p.role, p.public, p.private, p.age, p.spellings, p.name
        FROM work.persons p JOIN scratch.page_story s USING (page) ORDER BY p.page, p.local""")
    bynames, address = load().bynames, load().address
    made: dict[tuple[object, ...], Profile] = {}
    spellings: dict[Mention, list[str]] = {}
    while rows := cursor.fetchmany(10_000):
        for row in map(_Row._make, rows):
            words = tuple(row.words.split())
            name = _name(glued.get(words, words), bynames, address)
            if name:
                post, title = (spelt.get(short, short) for short in (folded(row.post), folded(row.title)))
                scope = None if row.public and (len(name) > 1 or post) else row.story
                key = (name, post, row.unit, scope, row.private)
                if key not in made:
                    region = regions.get(row.unit) if row.unit else None
                    made[key] = Profile(name, post, title, row.unit, region, scope, row.private, bool(row.former))
                known = row.spellings.split(BETWEEN) if row.spellings else []
                _add(made[key], row, name, [one for one in known if one != row.called or words != name])
                spellings[row.page, row.local] = [*known, row.called]
    return list(made.values()), spellings


class _Row(NamedTuple):
    page: int
    story: int
    local: str
    words: str
    post: str | None
    title: str | None
    unit: str | None
    former: bool
    rank: str | None
    service: str | None
    grade: int | None
    role: str
    public: bool
    private: bool
    age: int | None
    spellings: str
    called: str


def _add(profile: Profile, row: _Row, name: Name, others: Sequence[str]) -> None:
    profile.mentions.append((row.page, row.local))
    for words in map(name_words, others):
        if len(words) == 1 and len(words[0]) > 2 and words[0] not in name and related(words, name) is None:
            profile.aliases |= {words}
    profile.role = row.role
    profile.shown = profile.shown or plain(row.post)
    profile.age = profile.age or row.age
    profile.stories.add(row.story)
    if row.rank and row.service:
        profile.ranks |= {row.rank}
        profile.services |= {row.service}
        if row.grade is not None:
            profile.grades |= {row.grade}


def _spelt_out(base: DuckDBPyConnection) -> dict[str | None, str]:
    """The long form of short forms of posts that stand in brackets behind it: ``Sekretaris Kabinet (Seskab)``."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (post,) in base.execute("SELECT post FROM work.persons WHERE contains(post, '(')").fetchall():
        if found := _EXPLAINED.fullmatch(post):
            words = found[1].casefold().split()
            counts[found[2].casefold()][" ".join(words)] += 1
            counts[f"{words[0]} {found[2].casefold()}"][" ".join(words)] += 1
    return {short: long.most_common(1)[0][0] for short, long in counts.items() if short not in _TOO_SHORT}


def _name(words: Sequence[str], bynames: dict[str, str], address: frozenset[str]) -> Name:
    name = tuple(words)
    while len(name) > 1 and name[0] in address:
        name = name[1:]
    if len(name) == 1 and name[0] in bynames:
        return tuple(bynames[name[0]].split())
    return name


@lru_cache(maxsize=1 << 17)
def plain(post: str | None) -> str | None:
    """A post without brackets and what stands behind a comma."""
    return " ".join(_BRACKET.sub("", post).partition(",")[0].split()) or None if post else None


@lru_cache(maxsize=1 << 17)
def folded(post: str | None) -> str | None:
    """A post as it is compared."""
    words = plain(post)
    return words.casefold() if words else None
