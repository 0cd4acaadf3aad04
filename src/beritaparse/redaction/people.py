"""Whose names are masked: everybody's who is not surely in office now, and of those who are, of whom the page tells
that they are accused, hurt or somebody's kin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..article import Article, Person
from ..lexicon import alternatives
from ..lexicon.private import load as lexicon
from .parties import Parties

ADULT = 18
_CALLINGS = frozenset({"described_post", "open_post"})
"""Rules of posts that no list has: mostly what people do for a living."""


def private_people(article: Article) -> Iterator[Person]:
    """The people of an article whose names are masked."""
    parties = Parties(article)
    for person in article.persons:
        if is_private(person) or parties.has(person):
            yield person


def is_private(person: Person) -> bool:
    """Is this somebody whose name is masked wherever it stands?  Everybody is who holds no office now, and every
    minor."""
    if person.role != "official" or (person.age is not None and person.age < ADULT):
        return True
    if person.rank is None and person.position is None:
        return False  # whoever is called an official without a post is so for another reason
    return not (_serves(person) or _holds_office(person))


def _serves(person: Person) -> bool:
    return person.rank is not None and not person.rank.retired


def _holds_office(person: Person) -> bool:
    post = person.position
    if post is None or post.former:
        return False
    if no_office().match(post.text) is not None and _public_post().match(post.text) is None:
        return False  # `petugas keamanan Pemkot Solo`, `calon bupati`
    if post.rule in _CALLINGS:
        return _public_post().match(post.text) is not None
    return person.unit_id is not None or _public_post().search(post.text) is not None


@cache
def _public_post() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().public_posts)})(?!\w)", re.IGNORECASE)


@cache
def no_office() -> re.Pattern[str]:
    """The head of a post that is no office."""
    return re.compile(rf"(?:{alternatives(lexicon().no_offices)})(?!\w)", re.IGNORECASE)
