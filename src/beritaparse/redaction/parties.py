"""Officials of whom the page tells that they are accused, hurt or ill themselves, or somebody's kin: they are masked
like everybody else who is a party to the case."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Mapping
from functools import cache
from typing import NamedTuple

from ..article import Article, Person
from ..lexicon import alternatives
from ..lexicon.names import load as names
from ..lexicon.people import load as people
from ..lexicon.private import load as lexicon
from ..lexicon.private import weights
from ..text.expressions import LETTERS
from .told import Place, Surroundings

_BEFORE = 90
"""Characters before a rank or a post in which stands what tells of its holder."""
_APART = 12
"""Characters between a rank and a name (`Ir.`, `Drs.`)."""
_STEPS = 8
"""Words, posts and brackets that may stand between a name and what is told of it."""
_POSTS = 20
"""Places of one post beyond so many tell nothing new."""
_TOLD = ("suspect", "victim")
_END = re.compile(r"[.!?;\n]\s")
_APART_BY = re.compile(r"(?<!\w)[a-z]{3,}|\n")
"""What does not stand between a rank and a name."""
_COMMA_OR_BLANK = re.compile(r",?[ \u00a0]")
_ASIDE = re.compile(r"[ \u00a0]?\([^()\n]{0,40}\)|,[ \u00a0]\d{1,2}(?:[ \u00a0](?:tahun|th))?(?=,)")


class Parties:
    """Who of an article's people is a party to the case."""

    def __init__(self, article: Article) -> None:
        self._article, self._text = article, article.text
        spans = sorted((span.start, span.end) for span in (*article.ranks, *article.positions))
        self._titles = sorted((end, start) for start, end in spans)
        self._ends: Mapping[int, int] = dict(spans)
        self._names = {mention.start: mention.end for person in article.persons for mention in person.mentions}
        self._posts: dict[str, list[Place]] = {}
        for span in article.positions:
            self._posts.setdefault(span.text.casefold(), []).append(Place(span.start, span.end))
        self._surroundings = Surroundings(article)

    def has(self, person: Person) -> bool:
        """Is this a party, whatever the office?"""
        return (
            self._is_kin(person)
            or self._seeks_office(person)
            or weights().score(self.reasons(person)) >= weights().least
        )

    def reasons(self, person: Person) -> list[str]:
        """What speaks for it, and against it, that somebody in office is a party to the case."""
        places = [
            Place(self._begin(mention.start, ()), self._behind(mention.end))
            for mention in person.mentions
            if mention.kind in ("name", "alias")
        ]
        named = {place.begin for place in places}
        posts = self._posts.get(person.position.text.casefold(), []) if person.position is not None else []
        alone = [
            place for place in posts[:_POSTS] if place.begin not in named and self._names.get(place.end + 1) is None
        ]
        found = self._surroundings.reasons(person, places, alone)
        if self._is_accused(person):
            found.append("accused")
        if self._is_told(person):
            found.append("told")
        return found

    def _behind(self, end: int) -> int:
        """Where a name ends with its age and the post behind it: `Budi (45), Camat Moyo,`."""
        for _ in range(2):
            aside = _ASIDE.match(self._text, end)
            end = aside.end() if aside is not None else end
            gap = _COMMA_OR_BLANK.match(self._text, end)
            if gap is None or gap.end() not in self._ends:
                break
            end = self._ends[gap.end()]
        return end

    def _is_accused(self, person: Person) -> bool:
        """`tersangka Kompol Rudi`, `oknum anggota polisi Bripka Budi`: the word stands before the rank, the post, the
        name."""
        known, between = _accused()
        for mention in person.mentions:
            if mention.kind != "name":
                continue
            words = _words_before(self._text, self._begin(mention.start, known))
            while words and words[-1] in between and words[-1] not in known:
                words.pop()
            if words and words[-1] in known:
                return True
        return False

    def _begin(self, start: int, known: Container[str]) -> int:
        """Where a name begins with its ranks and posts, if they stand before it; a post in ``known`` is none."""
        for _ in range(_STEPS):
            if (first := self._title_before(start)) is None:
                break
            word = LETTERS.match(self._text, first)
            begin = word.end() if word is not None and word.group().casefold() in known else first
            if begin >= start:
                break
            start = begin
        return start

    def _title_before(self, start: int) -> int | None:
        """Where the rank or the post begins that ends right before a character."""
        at = bisect_right(self._titles, (start, start))
        while at and self._titles[at - 1][0] >= start - _APART:
            end, first = self._titles[at - 1]
            if first < start and _APART_BY.search(self._text, end, start) is None:
                return first
            at -= 1
        return None

    def _is_told(self, person: Person) -> bool:
        """`Kepala Desa Sukamaju, Budi (45), ditetapkan sebagai tersangka`: the words stand behind the name."""
        return any(self.is_told(m.start, m.end) for m in person.mentions if m.kind in ("name", "alias"))

    def is_told(self, start: int, at: int) -> bool:
        """Is something told of what stands from ``start`` to ``at`` that is told of a party?"""
        begin = self._begin(start, ())
        is_closed = "," in self._text[max(0, begin - 2) : start]  # `Kepala Desa Sukamaju, Budi, ditahan`
        for _ in range(_STEPS):
            if (cue := _cues().match(self._text, at)) is not None:
                return is_closed or cue.group()[0] != ","
            step = self._step(at, is_closed)
            if step is None:
                return False
            at, is_closed = step
        return False

    def _step(self, at: int, is_closed: bool) -> _Step | None:
        """What stands behind a name beside what is told of it: an age, a post, other people of a list, small words."""
        if (aside := _ASIDE.match(self._text, at)) is not None:
            return _Step(aside.end(), True)
        if (link := _links().match(self._text, at)) is not None:
            return _Step(link.end(), is_closed)
        gap = _COMMA_OR_BLANK.match(self._text, at)
        if gap is None:
            return None
        if (end := self._ends.get(gap.end())) is not None:
            return _Step(end, True)
        end = self._names.get(gap.end()) if gap.group()[0] != "," else None
        return None if end is None else _Step(end, is_closed)

    def _seeks_office(self, person: Person) -> bool:
        """`calon Bupati dan Wakil Bupati Rudi dan Budi`: what is told of the first post is told of the second."""
        post = person.position
        if post is None or person.rank is not None:
            return False
        return _seeks().search(self._text, max(0, post.start - _BEFORE), post.start) is not None

    def _is_kin(self, person: Person) -> bool:
        """`istri Bupati Demak, Siti Aminah`, `putra K.H. Ahmad Nuri`: the post is another's."""
        post = person.position
        if post is None or person.rank is not None:
            return False
        words = post.text.split()
        if len(words) > 1 and words[-1] in lexicon().kin:
            return True  # in small letters: no `Komisi Perlindungan Anak`
        called = [mention for mention in person.mentions if mention.kind == "name"]
        at_name = any(post.start - _APART <= name.end and name.start <= post.end + _APART for name in called)
        starts = [post.start] if at_name else [name.start for name in called]
        return any(_kin().search(self._text, max(0, start - _BEFORE), start) is not None for start in starts)


class _Step(NamedTuple):
    at: int
    is_closed: bool  # what stands behind a comma here is told of the name


@cache
def _accused() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(lexicon().accused), frozenset(lexicon().about_accused)


@cache
def _cues() -> re.Pattern[str]:
    told = people().roles_behind
    words = {*lexicon().party_behind, *(word for role in _TOLD for word in told[role])}
    return re.compile(rf",?[ \u00a0](?:{alternatives(words)})(?!\w)")


@cache
def _seeks() -> re.Pattern[str]:
    seekers = alternatives(lexicon().seekers)
    return re.compile(rf"(?<!\w)(?:{seekers})(?:[ \u00a0][A-Z]\w{{1,20}}){{1,3}}[ \u00a0]dan[ \u00a0]$")


@cache
def _links() -> re.Pattern[str]:
    return re.compile(rf",?[ \u00a0](?:{alternatives(lexicon().party_links)})(?=[ \u00a0,])")


@cache
def _kin() -> re.Pattern[str]:
    kin, titles = alternatives(lexicon().kin), alternatives(names().honorifics)
    return re.compile(rf"(?<!\w)(?:{kin})[ \u00a0](?:(?:{titles})\.?[ \u00a0])?$", re.IGNORECASE)


def _words_before(text: str, end: int) -> list[str]:
    """The words of the sentence before a character, folded."""
    before = _END.split(text[max(0, end - _BEFORE) : end])[-1]
    return [word.casefold() for word in LETTERS.findall(before)]
