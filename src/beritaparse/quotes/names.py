"""Whom a source phrase names: persons, units and organisations looked up by place.

Input: the layers of the earlier stages.  Output: for a stretch of text the person or body that it names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..article import Mention, Organization, Person, Position, ResolvedBy, Unit
from ..lexicon import alternatives
from ..lexicon.positions import load as positions
from ..lexicon.positions import plain_title
from ..lexicon.speech import heads, words
from .alike import says

_LONGEST_TITLE = 4
_LONGEST_DESCRIPTION = 8
_NAME = re.compile(r"[A-Z][A-Za-z'’-]+|[A-Z]\.?")


class Named(NamedTuple):
    """A mention in the text: ``owner`` is an index into the persons (or bodies)."""

    start: int
    end: int
    owner: int
    kind: str


class Names:
    """The mentions of persons, units and organisations, to be looked up by place."""

    def __init__(
        self,
        persons: Sequence[Person],
        units: Sequence[Unit] = (),
        organizations: Sequence[Organization] = (),
        positions: Sequence[Position] = (),
        places: Sequence[Mention] = (),
    ) -> None:
        self.persons = persons
        self.bodies: tuple[Unit | Organization, ...] = (*units, *organizations)
        self.people = sorted(
            Named(mention.start, mention.end, owner, mention.kind)
            for owner, person in enumerate(persons)
            for mention in person.mentions
            if mention.kind != "pronoun"
        )
        self.groups = sorted(
            Named(mention.start, mention.end, owner, "body")
            for owner, body in enumerate(self.bodies)
            for mention in body.mentions
        )
        self._whole = [f" {name}" if " " in (name := _plain(person.name)) else "\n" for person in persons]
        self._stops = sorted({*(named.end for named in self.groups), *(item.end for item in [*positions, *places])})
        self._names = [set(_plain(person.name).split()) for person in persons]
        self._posts = [
            (_unacting(_plain(person.position.text or person.position.title)), owner)
            for owner, person in enumerate(persons)
            if person.position is not None
        ]
        self._titles = [
            (plain_title(_unacting(person.position.title.lower())), owner)
            for owner, person in enumerate(persons)
            if person.position is not None and not person.position.former
        ]
        self._found: dict[tuple[int, int], tuple[Person, ResolvedBy] | None] = {}
        self._post_starts = sorted(position.start for position in positions)
        self._post_ends = {position.start: position.end for position in sorted(positions, key=lambda item: item.end)}
        self._people_starts = [named.start for named in self.people]
        self._group_starts = [named.start for named in self.groups]

    def inside(self, start: int, end: int) -> list[Named]:
        """Mentions of persons that begin between the offsets."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def before(self, end: int) -> list[Named]:
        """Mentions of persons that begin before an offset, in order."""
        return self.people[: bisect_left(self._people_starts, end)]

    def person(self, text: str, start: int, end: int) -> tuple[Person, ResolvedBy] | None:
        """Return whom a source phrase of the page's text names; several ask of one phrase."""
        key = (start, end)
        if key not in self._found:
            self._found[key] = self._person(text, start, end)
        return self._found[key]

    def _person(self, text: str, start: int, end: int) -> tuple[Person, ResolvedBy] | None:
        found = self.inside(start, end)
        named = [mention for mention in found if mention.kind in {"name", "alias"} and not _in_degree(text, mention)]
        if named:
            first, last = named[0], named[-1]
            lead = text[start : first.start]
            if first.start > start and _is_relative(text[start:end]) and not self._is_post_of(first, start):
                if "," not in text[start : last.start]:
                    posts = [mention for mention in found if mention.kind == "position"]
                    return (self.persons[posts[0].owner], "position") if posts else None
                return self.persons[last.owner], "name"
            # `AKP Y, …` names Y at once; after a post, which may hold names of its own, the name comes last.
            at_once = len(lead.split()) <= 2 and not self.has_post(start, first.start)
            mention = first if at_once else last
            holder = self._holder_behind(text, mention, found)
            return (holder, "position") if holder is not None else (self.persons[mention.owner], "name")
        posts = [mention for mention in found if mention.kind in {"position", "description"}]
        if posts:
            return self.persons[posts[-1].owner], "position"
        written = _plain(text[start:end])
        if _is_relative(written) and " " in written:
            return self._holder(written)  # `kuasa hukum RK` is not RK
        known = self._ends_in_name(written) or self._namesake(written) or self._titled(written)
        return known or self._holder(written)

    def _holder_behind(self, text: str, named: Named, found: Sequence[Named]) -> Person | None:
        """`Soal perkara mantan Kades X, Rudi,` **Kasi Intel** `menegaskan …`: the post in apposition is another's."""
        post = self.persons[named.owner].position
        if post is None:
            return None
        for other in found:
            apposed = other.kind == "position" and text[named.end : other.start] in {", ", ",\u00a0"}
            if apposed and other.owner != named.owner:
                return self.persons[other.owner]
        return None

    def _is_post_of(self, named: Named, start: int) -> bool:
        """Does the phrase begin with the post of the person that it names (`Jubir KPK Budi`)?"""
        post = self.persons[named.owner].position
        # (Where the name stood before without it, `kuasa hukum Budi` is Budi's lawyer.)
        first = all(mention.start >= start for mention in self.persons[named.owner].mentions if mention.kind == "name")
        return post is not None and first and abs(post.start - start) <= 2 and post.end <= named.start

    def _ends_in_name(self, written: str) -> tuple[Person, ResolvedBy] | None:
        """The only person whose whole name of several words ends the phrase, where no mention was found there."""
        bearers = [person for person, name in zip(self.persons, self._whole, strict=True) if written.endswith(name)]
        return (bearers[0], "name") if len(bearers) == 1 else None

    def _titled(self, written: str) -> tuple[Person, ResolvedBy] | None:
        """`Sekcam Rina`, where Rina Wulandari is the only `Sekcam X` of that name and no mention was found there."""
        tokens = written.split()
        found: set[int] = set()
        for count in range(1, min(len(tokens), _LONGEST_TITLE + 1)):
            title, name = plain_title(" ".join(tokens[:count])), set(tokens[count:])
            found |= {owner for held, owner in self._titles if held == title and name <= self._names[owner]}
        return (self.persons[found.pop()], "name") if len(found) == 1 else None

    def tail(self, text: str, start: int, end: int) -> str | None:
        """What is left of a phrase behind the last post, body or place in it, if that can be a name."""
        if _is_relative(text[start:end]):
            return None  # `kuasa hukum Joko`
        stops = self._stops[bisect_left(self._stops, start + 1) : bisect_left(self._stops, end + 1)]
        words_left = text[stops[-1] : end].split() if stops else []
        named = 1 <= len(words_left) <= _LONGEST_TITLE and all(_NAME.fullmatch(word) for word in words_left)
        return " ".join(words_left) if named and text[stops[-1]] == " " else None

    def front(self, text: str, start: int, end: int) -> str | None:
        """What stands in front of a post in apposition, if that can be a name: **Togap Sasmita** `, Kapolres Ngada`."""
        comma = text.find(",", start, end)
        words_first = text[start:comma].split() if comma >= 0 else []
        named = 1 < len(words_first) <= _LONGEST_TITLE and all(_NAME.fullmatch(word) for word in words_first)
        posted = named and not self.has_post(start, comma) and self.has_post(comma, end)
        return " ".join(words_first) if posted else None

    def _namesake(self, written: str) -> tuple[Person, ResolvedBy] | None:
        """The only person whose name holds these words, where no mention was found."""
        tokens = set(written.split())
        bearers = [owner for owner, name in enumerate(self._names) if tokens and tokens <= name]
        if not bearers and 1 < len(tokens) <= 4:
            # `Pramono Anung` where the person was found as `Pramono`
            bearers = [owner for owner, name in enumerate(self._names) if name and name < tokens]
        return (self.persons[bearers[0]], "name") if len(bearers) == 1 else None

    def _holder(self, written: str) -> tuple[Person, ResolvedBy] | None:
        """The only person whose post begins so: `Kasat Reskrim` for `Kasat Reskrim Polres X`."""
        if f"{written} ".startswith(heads("indefinite")):
            return None
        written = _unacting(written)
        holders = {owner for post, owner in self._posts if post and f"{post} ".startswith(f"{written} ")}
        if not holders and written.count(" ") < _LONGEST_TITLE:
            # `kata wagub` for `Wakil Gubernur X`
            courtesy, _, rest = written.partition(" ")
            title = plain_title(rest if rest and courtesy in words().courtesies else written)
            holders = {owner for held, owner in self._titles if held == title}
        if not holders:
            holders = self._holders_in_part(written)
        if not holders:
            held = ((post, owner) for post, owner in self._posts if self._holds(owner))
            holders = {owner for post, owner in held if says(written, post)}
        return (self.persons[holders.pop()], "position") if len(holders) == 1 else None

    def _holds(self, owner: int) -> bool:
        """Does a person hold a post now?"""
        post = self.persons[owner].position
        return post is not None and not post.former

    def _holders_in_part(self, written: str) -> set[int]:
        """`Kasi Humas Polres X` for a `Kasi Humas` of no unit, `Kajari X` for the `Kepala Kejaksaan Negeri X`."""
        bare = [(post, owner) for post, owner in self._posts if post and f"{written} ".startswith(f"{post} ")]
        holders = {owner for post, owner in bare if sum(post in other for other, _ in self._posts) == 1}
        head, _, rest = written.partition(" ")
        if holders or not rest:
            return holders
        tokens = written.split()
        if len(tokens) > 2:  # `Kepala UPTD X` for the `Kepala UPTD Puskesmas X`
            holders = {
                owner for post, owner in self._posts if post.startswith(f"{head} ") and set(tokens) <= set(post.split())
            }
            if len(holders) == 1:
                return holders
        title, where = plain_title(head), set(rest.split())
        posts = {owner: set(post.split()) for post, owner in self._posts}
        return {owner for held, owner in self._titles if held == title and where <= posts[owner]}

    def partly(self, written: str) -> list[Person]:
        """People one of whose names ends a phrase that begins with something else: `Kapolres Togap`, `Mak Ramisah`."""
        tokens = _plain(written).split()
        ends_in_name = written.rsplit(maxsplit=1)[-1][:1].isupper()
        if _is_relative(written) or not ends_in_name or not 1 < len(tokens) <= _LONGEST_DESCRIPTION:
            return []
        bearers = [owner for owner, name in enumerate(self._names) if tokens[-1] in name]
        return [self.persons[owner] for owner in bearers] if len(bearers) == 1 else []

    def begins(self, at: int) -> bool:
        """Does a mention of a person, by name or by post, begin at an offset?"""
        return bool(self.inside(at, at + 1)) or self.has_post(at, at + 1)

    def has_post(self, start: int, end: int) -> bool:
        """Does a post (`Kapolres X`) begin between the offsets?"""
        at = bisect_left(self._post_starts, start)
        return at < len(self._post_starts) and self._post_starts[at] < end

    def post_end(self, start: int) -> int | None:
        """Where the post that begins at an offset ends."""
        return self._post_ends.get(start)

    def body(self, start: int, end: int) -> Unit | Organization | None:
        """Return the unit or organisation that fills a phrase from its start."""
        named = self.body_at(start, end)
        return self.bodies[named.owner] if named is not None else None

    def body_at(self, start: int, end: int) -> Named | None:
        """The mention of a unit or organisation that fills a phrase from its start."""
        for named in self.groups[bisect_left(self._group_starts, start) :]:
            if named.start >= end:
                break
            if named.start - start <= 2 and named.end <= end + 2:
                return named
        return None

    def unit_at(self, start: int, end: int) -> Named | None:
        """The longest mention of a unit (`BMKG`, no newspaper) that begins at an offset."""
        at = bisect_left(self._group_starts, start)
        found: Named | None = None
        while at < len(self.groups) and self.groups[at].start == start and self.groups[at].end <= end:
            found = self.groups[at] if isinstance(self.bodies[self.groups[at].owner], Unit) else found
            at += 1
        return found


def _in_degree(text: str, mention: Named) -> bool:
    """The `S` of `S.H.`, `S.I.K.`: one capital with a full stop and another behind it, and nothing of a name before."""
    one = mention.end - mention.start == 1
    return one and (text[mention.end : mention.end + 1] == "." or text[mention.start - 1 : mention.start] == ".")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(rf"(?i:{alternatives(sorted(positions().acting, key=len, reverse=True))})\s+(?=\w)")


def _unacting(post: str) -> str:
    """A post without `Pj`, `Penjabat`, `Plt`: `Pj Gubernur X` and `Penjabat Gubernur X` are one."""
    acting = _acting().match(post)
    return post[acting.end() :] if acting is not None else post


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split())


def _is_relative(phrase: str) -> bool:
    return phrase.lower().startswith((*heads("relatives"), *heads("camps")))
