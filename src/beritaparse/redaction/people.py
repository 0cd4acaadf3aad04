"""Whose names are masked: everybody's who is not surely in office now, and of those who are, of whom the page tells
that they are accused, hurt or somebody's kin."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache

from ..article import Article, Person
from ..entities.names import lexicon as names
from ..lexicon import alternatives
from ..lexicon.private import load as lexicon

ADULT = 18
_BEFORE = 90
"""Characters before a rank or a post in which stands what tells of its holder."""
_APART = 12
"""Characters between a rank and a name (`Ir.`, `Drs.`)."""
_CALLINGS = frozenset({"described_post", "open_post"})
"""Rules of posts that no list has: mostly what people do for a living."""
_WORDS = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[.!?;\n]\s")


def private_people(article: Article) -> Iterator[Person]:
    """The people of an article whose names are masked."""
    for person in article.persons:
        if is_private(person) or _is_accused(article, person) or _is_kin(article, person):
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
    if _no_office().match(post.text) is not None and _public_post().match(post.text) is None:
        return False  # `petugas keamanan Pemkot Solo`, `calon bupati`
    if post.rule in _CALLINGS:
        return _public_post().match(post.text) is not None
    return person.unit_id is not None or _public_post().search(post.text) is not None


@cache
def _public_post() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().public_posts)})(?!\w)", re.IGNORECASE)


@cache
def _no_office() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon().no_offices)})(?!\w)", re.IGNORECASE)


def _is_accused(article: Article, person: Person) -> bool:
    """`tersangka Kompol Rudi`, `oknum anggota polisi Bripka Budi`: the word stands before the rank, the post, the
    name."""
    known, between = frozenset(lexicon().accused), frozenset(lexicon().about_accused)
    for mention in person.mentions:
        if mention.kind != "name":
            continue
        words = _words_before(article.text, _begin(article, mention.start, known))
        while words and words[-1] in between and words[-1] not in known:
            words.pop()
        if words and words[-1] in known:
            return True
    return False


def _begin(article: Article, start: int, known: Container[str]) -> int:
    """Where a name begins with its rank and its post, if they stand before it; a post in ``known`` is none."""
    spans = sorted(((span.start, span.end) for span in (*article.ranks, *article.positions)), reverse=True)
    for first, end in spans:
        if end <= start <= end + _APART:
            word = _WORDS.match(article.text, first)
            start = word.end() if word is not None and word.group().casefold() in known else first
    return start


def _words_before(text: str, end: int) -> list[str]:
    """The words of the sentence before a character, folded."""
    before = _END.split(text[max(0, end - _BEFORE) : end])[-1]
    return [word.casefold() for word in _WORDS.findall(before)]


def _is_kin(article: Article, person: Person) -> bool:
    """`istri Bupati Demak, Siti Aminah`, `putra K.H. Ahmad Nuri`: the post is another's."""
    post = person.position
    if post is None or person.rank is not None:
        return False
    words = post.text.split()
    if len(words) > 1 and words[-1] in lexicon().kin:
        return True  # in small letters: no `Komisi Perlindungan Anak`
    names = [mention for mention in person.mentions if mention.kind == "name"]
    at_name = any(post.start - _APART <= name.end and name.start <= post.end + _APART for name in names)
    starts = [post.start] if at_name else [name.start for name in names]
    return any(_kin().search(article.text, max(0, start - _BEFORE), start) is not None for start in starts)


@cache
def _kin() -> re.Pattern[str]:
    kin, titles = alternatives(lexicon().kin), alternatives(names().honorifics)
    return re.compile(rf"(?<!\w)(?:{kin})[ \u00a0](?:(?:{titles})\.?[ \u00a0])?$", re.IGNORECASE)
