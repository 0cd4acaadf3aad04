"""The component that turns names and posts into human beings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from ..article import Mention, Person, Position, Rank
from ..gazetteer.glue import parted
from ..lexicon.people import load as lexicon
from ..lexicon.positions import plain_title
from ..page import Layers, NameMention, Page
from ..text.expressions import CHARACTERS
from .aliases import same_person
from .merge import Human, join, merge, name_words
from .role_choice import Known, Topic, role_of
from .roles import Roles
from .services import settle
from .told_later import told_later

_BRACKETED = re.compile(r"\(([^()]+)\)")  # `Menteri Sekretaris Negara (Mensesneg)`
_EXPLAINED = re.compile(r" \([A-Z]")
_GOES_ON = re.compile(r"[ \u00a0][A-Z][a-z]+[ \u00a0][A-Z][a-z]")


class _SecondNames(NamedTuple):
    """Aliases and nicknames of the page, and where each name begins with the honorific that is a part of it: ``Gus
    Dur``."""

    texts: set[str]
    begins: dict[int, int]


def people_stage(page: Page) -> Layers:
    names, ranks, positions, text = page.names, page.ranks, page.positions, page.text
    same = same_person(text, names, positions)
    humans = join(merge(names, ranks, positions), same)
    # `FJ (Ferlan Juliansyah)`: what the bracket has is no second name
    letters = {name.start for name in names if name.initials and _EXPLAINED.match(text, name.end)}
    aliases = {name.text for name in names if name.start in same and same[name.start] not in letters}
    second = _second_names(text, names, aliases)
    held = {name.position for name in names if name.position is not None}
    held_by = [_held(human, positions) for human in humans]
    posts = [_post(held) for held in held_by]
    ranks = settle(ranks, zip(humans, posts, strict=True))
    loose: dict[int, list[Position]] = {}
    nobodys: list[int] = []
    for index, position in enumerate(positions):
        if index in held or _is_cut(text, position):
            continue
        if (owner := _holder(position, posts, humans)) is not None:
            loose.setdefault(owner, []).append(position)
        else:
            nobodys.append(index)
    for index, owner in told_later(text, page.sentences, positions, nobodys, humans, posts):
        posts[owner] = posts[owner] or positions[index]
        loose.setdefault(owner, []).append(positions[index])
    roles = Roles(text, names, [(sentence.start, sentence.end) for sentence in page.sentences])
    topic = Topic(text)
    bodies = sorted((m.start, m.end, body.id) for body in page.organizations for m in body.mentions)
    persons = [
        _person(
            number,
            human,
            posts[number],
            _body(posts[number], held_by[number], bodies),
            loose.get(number, []),
            ranks,
            roles,
            topic,
            second,
        )
        for number, human in enumerate(humans)
    ]
    return {"persons": persons, "settled_ranks": ranks}


def _held(human: Human, positions: list[Position]) -> list[Position]:
    """The posts that stand with the person's names: those of today, former ones where there are no others."""
    held = [positions[name.position] for name in human.names if name.position is not None]
    return [position for position in held if not position.former] or held


def _post(current: list[Position]) -> Position | None:
    """The person's post: the first one that names a unit, else the first one, as it is said most fully.

    ``Presiden`` is ``Presiden RI``, ``Kepala Dinas Sosial`` is ``Kepala Dinas Sosial Demak`` where they are called that
    too; ``CEONavayo``, whose blank was lost, gives way.
    """
    full = [p for p in current if p.unit_id or len(p.text) > len(p.title)] or current
    whole = [p for p in full if parted(p.text) == p.text] or full
    if not whole:
        return None
    return max((p for p in whole if f"{p.text} ".startswith(f"{whole[0].text} ")), key=lambda p: len(p.text))


def _body(post: Position | None, current: list[Position], bodies: list[tuple[int, int, str]]) -> str | None:
    """The organisation that the person's post names, else the first one that another post of today names."""
    for position in [post, *current] if post is not None else []:
        first = bisect_left(bodies, (position.start,))
        if not position.former and first < len(bodies) and bodies[first][1] <= position.end:
            return bodies[first][2]
    return None


def _is_cut(text: str, position: Position) -> bool:
    """Does a bare title go on with words of a body that is not known: ``Ketua`` of ``Ketua Forum Jurnalis Demak``?"""
    return position.text == position.title and _GOES_ON.match(text, position.end) is not None


def _holder(position: Position, posts: list[Position | None], humans: list[Human]) -> int | None:
    """Who is meant by a post without a name: the one holder in the article whose post it fits."""
    # The unit of a bare `Kasat Reskrim` was only supposed.
    bare = position.rule == "function_post" and position.text == position.title
    title, unit = plain_title(position.title), None if bare else position.unit_id
    complement = _words(position.text) - _words(position.title)
    fitting = [
        number
        for number, post in enumerate(posts)
        if post is not None
        and title in (plain_title(post.title), *map(plain_title, _BRACKETED.findall(post.text)))
        and (unit is None or post.unit_id is None or unit == post.unit_id)
        and (unit is not None or complement <= _words(post.text))
    ]
    before = [number for number in fitting if humans[number].names[0].start < position.start]
    if len(fitting) == 1:
        return fitting[0]
    return max(before, key=lambda number: humans[number].names[0].start) if before else None


def _words(text: str) -> set[str]:
    return {word.lower() for word in CHARACTERS.findall(text)}


def _person(
    number: int,
    human: Human,
    post: Position | None,
    body: str | None,
    loose: list[Position],
    ranks: list[Rank],
    roles: Roles,
    topic: Topic,
    second: _SecondNames,
) -> Person:
    words = {word for name in human.names for word in name.text.split()}
    often = Counter(name.text for name in human.names)
    fullest = max(
        human.names,
        key=lambda name: (
            name.text not in second.texts,  # an alias or nickname
            not name.initials,
            not _is_glued(name.text, words),
            len(name_words(name.text)),
            sum(len(word.rstrip(".")) > 1 for word in name.text.split()),
            not name.text.isupper(),
            often[name.text],
            name.position is not None or bool(name.degrees),  # where somebody is introduced, the name is written best
            -len(name.text),
            -name.start,
        ),
    )
    mentions = [_mention(name, fullest, second) for name in human.names]
    mentions += [
        Mention(start=p.start, end=p.end, text=p.text, kind="position", rule="post_of_known_person") for p in loose
    ]
    mentions.sort(key=lambda mention: mention.start)
    rank = next((ranks[name.rank] for name in human.names if name.rank is not None), None)
    honorifics = dict.fromkeys(title for name in human.names for title in name.honorifics)
    degrees = dict.fromkeys(degree for name in human.names for degree in name.degrees)
    name = " ".join(fullest.text.split())
    return Person(
        id=f"p{number + 1}",
        name=name,
        honorifics=tuple(honorifics),
        degrees=tuple(degrees),
        rank=rank,
        position=post,
        unit_id=post.unit_id if post is not None and not post.former else None,
        organization_id=body,
        role=role_of(Known(name, human.names, rank, post, body is not None), roles, topic),
        age=next((name.age for name in human.names if name.age is not None), None),
        initials=fullest.initials,
        mentions=tuple(mentions),
    )


def _second_names(text: str, names: list[NameMention], texts: set[str]) -> _SecondNames:
    begins: dict[int, int] = {}
    for name in names:
        whole = f"{name.honorifics[-1]} {name.text}" if name.honorifics and name.text in texts else name.text
        if text.endswith(whole, 0, name.end):
            begins[name.start] = name.end - len(whole)
    return _SecondNames(texts, begins)


def _mention(name: NameMention, fullest: NameMention, second: _SecondNames) -> Mention:
    if name.text.casefold() == fullest.text.casefold():
        return Mention(start=name.start, end=name.end, text=name.text, kind="name", rule=name.rule)
    start = second.begins.get(name.start, name.start)
    called = f"{name.honorifics[-1]} {name.text}" if start < name.start else name.text
    return Mention(start=start, end=name.end, text=called, kind="alias", rule=name.rule)


def _is_glued(name: str, words: set[str]) -> bool:
    """Does a word of the name end in a small word that was glued to it (``Manafdi`` beside ``Manaf``)?"""
    tails = lexicon().small_tails
    glued = [word for word in name.split() if word.endswith(tails)]
    return any(word.endswith(tail) and word.removesuffix(tail) in words for word in glued for tail in tails)
