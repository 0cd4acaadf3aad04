"""Who holds which rank and post: the readings of a page that the constructions allow, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..constructions.choice import Weights, choose, probability, score
from ..constructions.patterns import Part, Pattern
from ..constructions.tree import Tree
from ..lexicon import read
from ..lexicon.constructions import by_name
from ..lexicon.constructions import load as constructions
from ..page import NameMention, PostChange
from ..text.trace import Candidate, is_on, note, weighed
from .lattice import Lattice
from .name_mentions import mention
from .names import NameRun
from .post_heads import Head
from .reading_features import Holder, features


@cache
def weights() -> dict[str, float]:
    return read("constructions_weights", Weights).weights


@cache
def least() -> float:
    """The score from which on a reading counts."""
    return read("constructions_weights", Weights).least


@cache
def patterns() -> dict[str, Tree]:
    """The patterns of all constructions, compiled together by their first symbol."""
    made: dict[str, list[Pattern]] = {}
    for construction in constructions().constructions:
        for source in construction.patterns:
            pattern = Pattern(construction.name, source, constructions().words)
            made.setdefault(pattern.first, []).append(pattern)
    return {first: Tree(found) for first, found in made.items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stretch: who holds which post.

    ``posts`` are titles and where the posts end.  As many holders as posts have one each, else all have the first.
    """

    construction: str
    posts: tuple[tuple[Head, int], ...]
    holders: tuple[Holder, ...]
    features: tuple[str, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """What the reading takes for itself."""
        posts = [(head.begin, end) for head, end in self.posts]
        return [*posts, *((holder.run.start, holder.run.stop) for holder in self.holders)]

    def held(self) -> Iterator[tuple[Head, int, Holder]]:
        """Each title with the end of its post and the holder."""
        pairs = by_name()[self.construction].holds
        if pairs:
            yield from ((*self.posts[post - 1], self.holders[name - 1]) for name, post in pairs)
        elif len(self.posts) == len(self.holders):
            yield from ((head, end, holder) for (head, end), holder in zip(self.posts, self.holders, strict=True))
        elif self.posts:
            yield from ((*self.posts[0], holder) for holder in self.holders)

    def mentions(self, text: str, numbers: Mapping[int, int]) -> Iterator[NameMention]:
        """The names; ``numbers`` are those of the posts by their starts."""
        posts = {holder: numbers[head.begin] for head, _, holder in self.held()}
        for holder in self.holders:
            yield mention(text, holder.run, self.construction, holder.rank, posts.get(holder))

    def change(self, text: str, numbers: Mapping[int, int]) -> PostChange | None:
        """Who takes a post by this reading, if it tells that."""
        says = by_name()[self.construction].appoints
        if says is None or not self.posts:
            return None
        names = [0, *(holder.run.start for holder in self.holders)]
        posts = [None, *(numbers[head.begin] for head, _ in self.posts)]
        start = min(start for start, _ in self.spans)
        end = max(end for _, end in self.spans)
        return PostChange(
            start=start,
            end=end,
            text=text[start:end],
            rule=self.construction,
            person=names[says.who],
            position=posts[says.post],
            former=posts[says.former],
            predecessor=names[says.predecessor] if says.predecessor else None,
        )


def readings(lattice: Lattice) -> list[Reading]:
    """Every reading that a construction gives, with its features."""
    found: dict[tuple[object, ...], Reading] = {}
    table = patterns()
    anchors = [(pos, "POST") for pos in sorted({head.begin for head in lattice.heads.values()})]
    anchors += [(pos, "RANK") for pos in lattice.rank_starts]
    anchors += [(pos, first) for first in ("NAME", "NAMES") for pos in lattice.starts]
    for pos, first in anchors:
        limit = lattice.limit(pos)
        for pattern, parts in table[first].matches(lattice.text, lattice.symbols, pos):
            if parts[-1].end > limit:
                continue
            posts, holders = _said(lattice, parts)
            key = (pattern.name, posts, holders)
            if key not in found:
                marks = tuple(features(lattice, pattern.name, posts, holders, parts))
                found[key] = Reading(pattern.name, posts, holders, marks)
    return list(found.values())


def _said(lattice: Lattice, parts: Sequence[Part]) -> tuple[tuple[tuple[Head, int], ...], tuple[Holder, ...]]:
    """The posts and the holders of a match."""
    posts: list[tuple[Head, int]] = []
    holders: list[Holder] = []
    rank: int | None = None
    for part in parts:
        if isinstance(part.value, Head):
            posts.append((part.value, part.end))
        elif part.symbol == "RANK" and isinstance(part.value, int):
            rank = part.value
        elif isinstance(part.value, NameRun):
            holders.append(Holder(part.value, rank if rank is not None else lattice.rank_before(part.value)))
            rank = None
        elif part.symbol == "NAMES" and isinstance(part.value, tuple):
            holders += [Holder(run, lattice.rank_before(run)) for run in part.value]
    return tuple(posts), tuple(holders)


def chosen(lattice: Lattice) -> list[Reading]:
    """The best set of readings."""
    known = weights()
    found = readings(lattice)
    taken = choose(((score(each.features, known), each.spans, each) for each in found), least())
    if is_on():
        _tell(lattice.text, found, taken)
    return taken


def _tell(text: str, found: Sequence[Reading], taken: Sequence[Reading]) -> None:
    """Leave in the trace what was taken, each reading beside those that would have taken some of its words."""
    for one in taken:
        rivals = [each for each in found if each is one or _compete(one, each)]
        told = [
            Candidate(
                _shown(text, each),
                probability(score(each.features, weights())),
                weighed(each.features, weights()),
                each is one,
            )
            for each in rivals
        ]
        span = min(start for start, _ in one.spans), max(end for _, end in one.spans)
        note("person.post", span, told, probability(least()))


def _compete(one: Reading, other: Reading) -> bool:
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _shown(text: str, reading: Reading) -> str:
    """What a reading says, for people."""
    posts = ", ".join(text[head.begin : end] for head, end in reading.posts)
    names = ", ".join(text[holder.run.start : holder.run.stop] for holder in reading.holders)
    return f"{names or 'nobody'}: {posts or 'no post'} ({reading.construction})"
