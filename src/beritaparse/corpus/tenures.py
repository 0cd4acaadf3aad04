"""Tenures: who held which post of which unit from when to when, as far as the articles say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..text.expressions import CHARACTERS
from .weights import load


class Holding(NamedTuple):
    """An article that gives a person a post; ``kind``: seen, began, ended."""

    person: int
    post: str
    title: str
    unit: str | None
    day: int | None
    page: int
    kind: str
    sentence: str | None = None


def handover(sentence: str, name: str) -> str:
    """Whether a sentence of a handover says that one takes a post (``began``), leaves it (``ended``) or neither."""
    at = sentence.find(name)
    if at < 0:
        return "seen"
    cues = load().handover
    before = _plain(sentence[max(0, at - NEAR) : at])
    behind = _plain(sentence[at + len(name) : at + len(name) + NEAR])
    last = max(
        (before.rfind(f" {cue} "), kind)
        for kind, listed in (("began", cues.began_before), ("ended", cues.ended_before))
        for cue in listed
    )
    if last[0] >= 0:
        return last[1]
    places = [
        (behind.find(f" {cue} "), kind)
        for kind, listed in (("began", cues.began_behind), ("ended", cues.ended_behind))
        for cue in listed
    ]
    return min((one for one in places if one[0] >= 0), default=(0, "seen"))[1]


def _plain(text: str) -> str:
    return f" {' '.join(CHARACTERS.findall(text.casefold()))} "


@dataclass(slots=True)
class Tenure:
    """A person in a post.  Days count from 1970; ``began`` and ``ended`` where an article tells of the handover."""

    person: int
    key: tuple[str, str | None]
    post: str
    first: int | None = None
    last: int | None = None
    began: int | None = None
    ended: int | None = None
    predecessor: int | None = None
    successor: int | None = None
    contradiction: str | None = None
    holdings: list[Holding] = field(default_factory=list)


NEAR = 60
"""Letters before and behind a name in which a word may say that somebody takes a post or leaves it."""
OVERLAP = 7
"""Days for which two may be called holders of one post after a handover: news is late."""


def tenures(holdings: Iterable[Holding]) -> list[Tenure]:
    """The tenures that the articles show, by post, unit and first day."""
    found: dict[tuple[int, str, str | None], Tenure] = {}
    for one in sorted(holdings, key=lambda h: (h.day is None, h.day, h.page)):
        key = (one.person, one.title, one.unit)
        tenure = found.get(key)
        if tenure is None:
            tenure = found[key] = Tenure(one.person, (one.title, one.unit), one.post)
        tenure.holdings.append(one)
        if one.day is not None:
            tenure.first = one.day if tenure.first is None else min(tenure.first, one.day)
            tenure.last = one.day if tenure.last is None else max(tenure.last, one.day)
        if one.kind == "began" and tenure.began is None:
            tenure.began = one.day
        elif one.kind == "ended":
            tenure.ended = one.day
    made = list(found.values())
    by_post: dict[tuple[str, str | None], list[Tenure]] = defaultdict(list)
    for tenure in made:
        by_post[tenure.key].append(tenure)
    for (title, unit), holders in by_post.items():
        if title in load().single and unit is not None:
            _in_turn(holders)
        elif title in load().single_anywhere:  # not ``Presiden FIFA``
            _in_turn([tenure for tenure in holders if tenure.post.casefold() == title])
    return sorted(made, key=lambda t: (t.key[0], t.key[1] or "", t.first is None, t.first, t.person))


def _in_turn(holders: Sequence[Tenure]) -> None:
    """Give the holders of a post their predecessors, and tell where two hold it at a time."""
    dated = sorted(
        (t for t in holders if t.first is not None and not f"{t.post} ".casefold().startswith(load().acting)),
        key=lambda t: (t.began or t.first, t.last),
    )
    for before, after in ((dated[at - 1], dated[at]) for at in range(1, len(dated))):
        end, start = before.ended or before.last or 0, after.began or after.first or 0
        told = before.ended is not None or after.began is not None
        if end < start or (told and end <= start + OVERLAP):
            before.successor, after.predecessor = after.person, before.person
        elif end > start + OVERLAP:
            before.contradiction = after.contradiction = "two holders at a time"
