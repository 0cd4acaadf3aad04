"""What somebody is in the story: official, suspect, victim, witness or other.

Reasons with fitted weights decide (a multinomial logit): rank, post and its words, age, initials, what the words around
the names tell (:mod:`.roles`), and for people of whom no post is known what the page is about.  The weights are fitted
on annotated pages (``scripts/fit_roles.py``) and stand in ``lexicon/people_roles_weights.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from math import exp
from typing import NamedTuple, get_args

from ..article import Position, Rank, Role
from ..lexicon import Lexicon, read
from ..lexicon.people import load as lexicon
from ..page import NameMention
from ..text.trace import Candidate, is_on, note, weighed
from .roles import SURE, Roles

ROLES: tuple[Role, ...] = get_args(Role)
_FEATURE_WORD = re.compile(r"[^\W\d_]+|\d+")
_ADULT = 18
_MOST = 4
"""Names, words of a post and votes beyond so many are of no account."""
_NOTHING = (0.0,) * len(ROLES)
_WITHOUT_POST: tuple[Role, ...] = ("suspect", "victim", "witness", "other")


class Weights(Lexicon):
    """``lexicon/people_roles_weights.toml``: for each role what speaks for it."""

    weights: dict[Role, dict[str, float]]


@cache
def weights() -> dict[Role, dict[str, float]]:
    return read("people_roles_weights", Weights).weights


@cache
def _rows() -> dict[str, tuple[float, ...]]:
    """For each reason its weights in the order of :data:`ROLES`."""
    names = dict.fromkeys(name for found in weights().values() for name in found)
    return {name: tuple(weights()[role].get(name, 0.0) for role in ROLES) for name in names}


class Known(NamedTuple):
    """What is known of a person: the fullest name, all names, the rank, the post, and whether a body has it."""

    name: str
    names: Sequence[NameMention]
    rank: Rank | None
    post: Position | None
    in_body: bool


class Topic:
    """What a page is about, as far as it tells of people of whom no post is known."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def told(self) -> list[str]:
        text = self._text.lower()
        return [f"page={word}" for word in lexicon().topic_words if word in text]


def role_of(person: Known, roles: Roles, topic: Topic) -> Role:
    """The likeliest role; an official has a rank or a post."""
    reasons = features(person, roles, topic)
    possible = ROLES if person.rank is not None or person.post is not None else _WITHOUT_POST
    rows = [_NOTHING, *(row for name in reasons if (row := _rows().get(name)))]
    sums = dict(zip(ROLES, map(sum, zip(*rows, strict=True)), strict=True))
    scores: dict[Role, float] = {role: sums[role] for role in possible}
    best = max(possible, key=lambda role: scores[role])
    if is_on():
        whole = sum(map(exp, scores.values()))
        told = [
            Candidate(role, exp(value) / whole, weighed(reasons, weights()[role]), role == best)
            for role, value in scores.items()
        ]
        note("person.role", (person.names[0].start, person.names[0].end), told)
    return best


def features(person: Known, roles: Roles, topic: Topic) -> list[str]:
    """The reasons of a person, each once."""
    return list(dict.fromkeys(_features(person, roles, topic)))


def _features(person: Known, roles: Roles, topic: Topic) -> Iterator[str]:
    yield "any"
    rank, post = person.rank, person.post
    if rank is not None:
        yield from ("rank", f"retired={rank.retired}", f"posthumous={rank.posthumous}", f"level={rank.level}")
    if post is not None:
        yield from _of_post(post, person.in_body)
    else:
        yield "no post"
    age = next((name.age for name in person.names if name.age is not None), None)
    if age is not None:
        yield from ("age", "minor" if age < _ADULT else "adult")
    if any(name.initials and name.text == person.name for name in person.names):
        yield "initials"
    yield f"names={min(_MOST, len(person.names))}"
    yield f"name words={min(_MOST - 1, len(person.name.split()))}"
    for honorific in dict.fromkeys(title for name in person.names for title in name.honorifics):
        yield f"honorific={honorific}"
    if any(name.degrees for name in person.names):
        yield "degree"
    yield from _told(person.names, roles, official=rank is not None or post is not None)
    if rank is None and post is None:
        yield "bare"
        yield from topic.told


def _of_post(post: Position, in_body: bool) -> Iterator[str]:
    title = [word.lower() for word in _FEATURE_WORD.findall(post.title)]
    words = [word.lower() for word in _FEATURE_WORD.findall(post.text)]
    yield from ("post", f"rule={post.rule}", f"former={post.former}", f"in unit={post.unit_id is not None}")
    yield f"in body={in_body}"
    yield f"title={post.title.lower()}"
    if title:
        yield f"head={title[0]}"
    if words:
        yield f"last={words[-1]}"
    for word in words:
        yield f"post word={word}"
    yield f"post words={min(_MOST, len(words))}"
    yield "small post" if post.text[:1].islower() else "capital post"


def _told(names: Iterable[NameMention], roles: Roles, *, official: bool) -> Iterator[str]:
    """What the words around the names tell; of people in office those right beside them, with weights of their own."""
    votes: Counter[str] = Counter()
    who = "official " if official else ""
    for name in names:
        for side, role, weight in roles.votes(name):
            if official and weight < SURE:
                continue  # `Aipda Budi memeriksa pelaku`
            votes[role] += weight
            yield f"{who}{side} {role}={weight}"
    for role, count in votes.items():
        yield f"{who}{role}={min(_MOST, count)}"
    yield f"{who}told={max(votes, key=votes.__getitem__)}" if votes else "nothing told"
