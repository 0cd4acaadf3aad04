"""People: one human being over the whole corpus, told by name, post, unit, region and company together.

What is compared are *profiles*: a name with a post and a unit, however many articles have it.  The evidence for a link
is a sum in the manner of Fellegi and Sunter: what two profiles share counts by how rare it is, what contradicts counts
against, and the sum must outweigh how many people there are.

Private people (suspects, victims, witnesses, minors, initials) and people of a single name are profiles within one
story and are linked there only.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from math import exp, log
from typing import NamedTuple

import numpy as np

from .naming import Name, Related, keys, marks, rarity, related
from .profiles import Profile
from .weights import load
from .wording import distinct

BLOCK = 60
"""Profiles of one key that are compared with each other; of more, each with the most frequent ones."""
ANCHORS = 6
MOST = 12
"""Spellings of a person, the fullest, with which those of another are compared."""
CHUNK = 50_000
"""Pairs of profiles that are given at a time."""


class Link(NamedTuple):
    """Two profiles that may be one person: the probability, and what speaks for and against it in log-odds."""

    left: int
    right: int
    probability: float
    reasons: dict[str, float]


def links(profiles: Sequence[Profile], least: float) -> list[Link]:
    """The links of all profiles that have this probability at least."""
    judge = Judge(profiles)
    made = (judge.link(one, other) for one, other in pairs(profiles, judge.related))
    return [link for link in made if link is not None and link.probability >= least]


def pairs(
    profiles: Sequence[Profile], wanted: Callable[[np.ndarray, np.ndarray], np.ndarray]
) -> Iterator[tuple[int, int]]:
    """Profiles that are compared: those of names that sound alike, those of one story, those of one post.

    Of these only those that are ``wanted``, which is asked of many at a time.
    """
    blocks: dict[object, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        if len(profile.name) > 1 and not profile.private:
            for key in keys(profile.name):
                blocks[key].append(at)
        if profile.post and not profile.private:
            for word in dict.fromkeys((*profile.name[:1], *profile.name[-1:])):
                blocks["post", word, profile.title].append(at)
        for story in profile.stories if len(profile.stories) < BLOCK else ():
            blocks["story", story].append(at)
    count, made = len(profiles), array("q")
    for key, members in blocks.items():
        if len(members) > 1:
            found = _within(profiles, members, in_story=isinstance(key, tuple) and key[0] == "story")
            made.extend(one * count + other for one, other in found)
    blocks.clear()
    once = distinct(np.frombuffer(made, np.int64))
    for first in range(0, len(once), CHUNK):
        left, right = np.divmod(once[first : first + CHUNK], count)
        some = wanted(left, right)
        left, right = left[some], right[some]
        yield from zip(left.tolist(), right.tolist(), strict=True)


def _within(profiles: Sequence[Profile], members: list[int], in_story: bool) -> Iterator[tuple[int, int]]:
    if len(members) <= BLOCK or in_story:
        yield from combinations(members[: 8 * BLOCK], 2)
        return
    anchors = sorted(members, key=lambda at: (-len(profiles[at].mentions), at))[:ANCHORS]
    for one in anchors:
        for other in members:
            if one != other:
                yield min(one, other), max(one, other)


class Judge:
    """Weighs what speaks for two profiles being one person."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = profiles
        numbers: dict[Name, int] = {}
        which = np.array([numbers.setdefault(p.name, len(numbers)) for p in profiles], np.int64)
        told = [marks(name) for name in numbers]
        self._marks = [told[number] for number in which.tolist()]
        self._bits = _bits(told)[which]
        self._scope = np.array([-1 if p.scope is None else p.scope for p in profiles], np.int64)
        self._called = np.array([bool(p.aliases) for p in profiles], bool)
        self._weights = load().people.weights
        self._number = log(max(len({p.name for p in profiles if p.scope is None}), load().people.population))
        self._posts = _shares(((p.post, p.unit), len(p.mentions)) for p in profiles)
        self._titles = _shares((p.title, len(p.mentions)) for p in profiles)
        self._in_story: dict[int, set[Name]] = defaultdict(set)
        self._aliases: dict[tuple[int, Name], set[Name]] = defaultdict(set)
        for profile in profiles:
            for story in profile.stories if len(profile.stories) < BLOCK else ():
                self._in_story[story].add(profile.name)
                for alias in profile.aliases:
                    self._aliases[story, alias].add(profile.name)

    def related(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Whether profiles may be linked: false only where it is sure that their names are not related and none is a
        byname, or that both stand in one story, each in another."""
        near = (self._bits[left] & self._bits[right]).any(axis=1)
        one, other = self._scope[left], self._scope[right]
        return (near | self._called[left] | self._called[right]) & ((one < 0) | (other < 0) | (one == other))

    def link(self, one: int, other: int) -> Link | None:
        """The link of two profiles; None for names that have nothing in common, and where it is forbidden."""
        a, b = self.profiles[one], self.profiles[other]
        marked, other_marked = self._marks[one], self._marks[other]
        apart = marked and other_marked and marked.isdisjoint(other_marked)
        relation = None if apart else related(a.name, b.name)
        if relation is None and not (a.aliases or b.aliases):
            return None
        stories = a.stories & b.stories
        if relation is None and stories:
            relation = self._by_alias(a, b, stories)
        if relation is None:
            return None
        if not allowed(a, b, relation, bool(stories)):
            return None
        values = self.evidence(a, b, relation, bool(stories))
        if stories and min(len(a.name), len(b.name)) == 1 and relation.relation in ("shorter", "initial"):
            values["sole"] = float(not any(self._rivals(a.name, b.name, story) for story in stories))
        weights = self._weights
        reasons = {name: value * weights.get(name, 1.0) for name, value in values.items() if value}
        odds = sum(reasons.values()) - (self._number if not stories else load().people.bias)
        return Link(one, other, 1 / (1 + exp(-max(-40.0, min(40.0, odds)))), reasons)

    def _rivals(self, one: Name, other: Name, story: int) -> bool:
        """Whether the shorter of two names could be somebody else's in the story."""
        short, long = sorted((one, other), key=len) if len(one) != len(other) else sorted((one, other), key=str)
        marked = marks(short)
        for name in self._in_story[story]:
            others = marks(name)
            if marked and others and marked.isdisjoint(others):
                continue
            if name not in (short, long) and len(name) >= len(short) and related(name, long) is None:
                relation = related(short, name)
                if relation is not None and relation.relation in ("same", "shorter", "initial"):
                    return True
        return False

    def _by_alias(self, a: Profile, b: Profile, stories: set[int]) -> Related | None:
        """The relation of people of whom one is called in one article what the other is called in another.

        A byname that articles of the story give to two people is nobody's.
        """
        if b.name in a.aliases:
            a, b = b, a
        if a.name not in b.aliases:
            return None
        claims = {name for story in stories for name in self._aliases[story, a.name]}
        return None if any(related(name, b.name) is None for name in claims) else Related("alias", a.name)

    def evidence(self, a: Profile, b: Profile, relation: Related, story: bool) -> dict[str, float]:
        """What is the same and what differs: by name of the weight, in natural logarithms or as 0 and 1."""
        values = {"name": rarity(relation), f"name_{relation.relation}": 1.0, "story": float(story)}
        values["name_other_first"] = float(relation.relation == "partly" and not _alike_first(a.name[0], b.name[0]))
        if a.post and b.post:
            if (a.post, a.unit) == (b.post, b.unit):
                values["post"] = min(self._posts[a.post, a.unit], 7.0)
            elif a.title == b.title and (a.unit == b.unit or not (a.unit and b.unit)):
                values["title"] = min(self._titles[a.title], 4.0)
            elif a.unit and a.unit == b.unit:
                values["unit"] = 1.0
            elif not (a.former or b.former):
                values["other_post"] = 1.0
                if a.unit and b.unit and not _under(a.unit, b.unit) and not _under(b.unit, a.unit):
                    values["other_unit"] = 1.0
        elif a.unit and a.unit == b.unit:
            values["unit"] = 1.0
        if a.region and b.region and a.region[:2] != b.region[:2]:
            values["other_province"] = 1.0
        elif a.region and a.region == b.region:
            values["region"] = 1.0
        if a.private and b.private:
            values["role"] = float(a.role == b.role)
        if a.age is not None and b.age is not None:
            values["age" if abs(a.age - b.age) <= 1 else "other_age"] = 1.0
        values.update(_ranks(a, b))
        return values


_WIDE = 4
"""Numbers of 64 bits in which the marks of a name are kept, a bit for each mark."""


def _bits(marked: Sequence[frozenset[str] | None]) -> np.ndarray:
    """A row for each name: names that share a mark share a bit; those without marks share one with all."""
    numbers: dict[str, tuple[int, int]] = {}
    made = np.zeros((len(marked), _WIDE), np.uint64)
    rows, columns, bits = array("q"), array("q"), array("Q")
    for row, some in enumerate(marked):
        if some is None:
            made[row] = ~np.uint64(0)
            continue
        for mark in some:
            column, bit = numbers.setdefault(mark, (len(numbers) % _WIDE, 1 << len(numbers) // _WIDE % 64))
            rows.append(row)
            columns.append(column)
            bits.append(bit)
    np.bitwise_or.at(made, (np.asarray(rows), np.asarray(columns)), np.asarray(bits))
    return made


def _alike_first(one: str, other: str) -> bool:
    """Whether two first names may be one, perhaps with the next word glued to it."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and len(short) > 2


def _under(unit: str, above: str) -> bool:
    return unit.startswith(f"{above}/")


def _ranks(a: Profile, b: Profile) -> Iterator[tuple[str, float]]:
    if not a.ranks or not b.ranks:
        return
    if a.services.isdisjoint(b.services):
        yield "other_service", 1.0
    elif not a.ranks.isdisjoint(b.ranks):
        yield "rank", 1.0
    elif a.grades and b.grades:
        gap = min(abs(x - y) for x in a.grades for y in b.grades)
        yield ("rank_near", 1.0) if gap <= 1 else ("rank_far", 1.0)


def allowed(a: Profile, b: Profile, relation: Related, story: bool) -> bool:
    """Whether two profiles may be linked at all: what the privacy page promises, and what two words can tell."""
    if story:
        return relation.relation != "partly" or a.title == b.title or not (a.title and b.title)
    if a.private or b.private or (a.scope is not None and b.scope is not None) or relation.relation == "partly":
        return False
    if (a.scope is not None or b.scope is not None) and relation.relation != "same":
        return False
    if relation.relation == "initial" and not (len(relation.shared) > 1 and a.post and b.post):
        return False
    whole = min(len(a.name), len(b.name)) > 1 and len(relation.shared) > 1
    same_post = a.title is not None and a.title == b.title
    return whole or same_post


def _shares(items: Iterable[tuple[object, int]]) -> defaultdict[object, float]:
    """What each item tells, given with how often it stands: minus the logarithm of its share."""
    counts: Counter[object] = Counter()
    for item, n in items:
        counts[item] += n
    count = max(1, counts.total())
    return defaultdict(lambda: log(count), {item: log(count / n) for item, n in counts.items()})


def cluster(profiles: Sequence[Profile], links: Iterable[Link]) -> list[list[int]]:
    """Profiles of one person each: the surest links first, and no two that stand side by side in an article."""
    threshold = load().people.threshold
    parent = list(range(len(profiles)))
    pages = [{page for page, _ in profile.mentions} for profile in profiles]
    names = [{profile.name: set(known)} for profile, known in zip(profiles, pages, strict=True)]
    scopes = [{p.scope} if p.private else set[int | None]() for p in profiles]

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for link in sorted(links, key=lambda one: (-one.probability, one.left, one.right)):
        if link.probability < threshold:
            break
        a, b = sorted((root(link.left), root(link.right)))
        if a == b or not _fit(names[a], names[b], link) or len(scopes[a] | scopes[b]) > 1:
            continue
        if _side_by_side(pages[a] & pages[b], min(len(pages[a]), len(pages[b])), names[a], names[b]):
            continue
        parent[b] = a
        pages[a] |= pages[b]
        for name, known in names[b].items():
            names[a].setdefault(name, set()).update(known)
        scopes[a] |= scopes[b]
        pages[b], names[b], scopes[b] = set(), {}, set()
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(profiles)):
        groups[root(at)].append(at)
    return list(groups.values())


_Where = dict[Name, set[int]]
"""The names of a person with the pages that use them."""


def _side_by_side(pages: set[int], least: int, one: _Where, other: _Where) -> bool:
    """Whether articles have both as two people.

    A name of one word may be one that the parser did not join, and one with a slip a misprint in the same article.
    """
    if 5 * len(pages) <= least or one.keys() & other.keys():
        return False
    if any(len(name) == 1 for name in (*one, *other)):
        return False
    left, right = ([name for name, known in names.items() if known & pages] for names in (one, other))
    relations = (related(name, answer) for name in left for answer in right)
    return not all(relation is not None and relation.relation == "slip" for relation in relations)


def _fit(one: Iterable[Name], other: Iterable[Name], link: Link) -> bool:
    """Whether the names of two clusters can be one person's, each with each.

    Names that only share words can be so where the link says it: ``Trump`` is part of ``Donald Trump`` and of ``Eric
    Trump``, and makes no one of them.
    """
    partly, alias = "name_partly" in link.reasons, "name_alias" in link.reasons
    for name in sorted(one, key=_fullness)[-MOST:]:
        for answer in sorted(other, key=_fullness)[-MOST:]:
            relation = related(name, answer)
            if relation is None and not (alias and min(len(name), len(answer)) == 1):
                return False
            if relation is not None and relation.relation == "partly" and not partly:
                return False
    return True


def _fullness(name: Name) -> tuple[int, int, Name]:
    return len(name), sum(map(len, name)), name
