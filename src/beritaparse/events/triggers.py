"""Triggers: phrases that name an event, found in headline, lead and body and weighed per type of event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation
from pydantic import model_validator

from ..lexicon import Entry, Lexicon, LexiconError, alternatives, file_of, read
from ..text.spelling import lower

Zone = Literal["headline", "lead", "body"]


class Weights(Entry):
    strong: float
    medium: float
    weak: float


class ZoneFactors(Entry):
    headline: float
    lead: float
    body: float


class Context(Entry):
    background_factor: float
    announce_factor: float
    background: tuple[str, ...]
    announce: tuple[str, ...]
    called: tuple[str, ...]
    guard: tuple[str, ...]
    guarded: dict[str, str]


class Turn(Entry):
    """A type that is another one where the page's headline or lead has one of ``words`` and none of ``unless``."""

    of: str
    to: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Ignored(Entry):
    phrases: tuple[str, ...]


class TypeTriggers(Entry):
    strong: tuple[str, ...] = ()
    medium: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class Triggers(Lexicon):
    """``lexicon/events_triggers.toml``."""

    zones: ZoneFactors
    weights: Weights
    context: Context
    turns: tuple[Turn, ...] = ()
    none: Ignored
    types: dict[str, TypeTriggers]


class EventType(Entry):
    id: str
    group: str
    id_label: str
    en_label: str
    definition: str
    acled: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()


class Published(Entry):
    """The lists that the crosswalk names: ACLED's sub-event types by event type, PLOVER's categories."""

    acled_source: str
    plover_source: str
    acled: dict[str, tuple[str, ...]]
    plover: tuple[str, ...]


class Taxonomy(Lexicon):
    """``lexicon/events.toml``.  A type of a group, or with a name of the crosswalk, that is not listed is refused."""

    groups: tuple[str, ...]
    published: Published
    type: tuple[EventType, ...]

    @model_validator(mode="after")
    def _what_types_name_is_listed(self) -> Taxonomy:
        acled = {f"{kind} / {sub}" for kind, subs in self.published.acled.items() for sub in subs}
        for kind in self.type:
            _listed(kind.id, "group", (kind.group,), self.groups)
            _listed(kind.id, "acled", kind.acled, acled)
            _listed(kind.id, "plover", kind.plover, self.published.plover)
        return self


def _listed(type_id: str, key: str, given: Iterable[str], listed: Collection[str]) -> None:
    unknown = next((name for name in given if name not in listed), None)
    if unknown is not None:
        raise ValueError(f"type {type_id}: {key} {unknown!r} is none of {', '.join(sorted(listed))}")


@cache
def _groups() -> dict[str, str]:
    return {kind.id: kind.group for kind in read("events", Taxonomy).type}


def group_of(kind: str) -> str:
    """The group of the taxonomy that a type of event belongs to."""
    return _groups()[kind]


class Meaning(NamedTuple):
    """What a phrase says: the types it speaks for with their weights, and which ends are open."""

    votes: tuple[tuple[str, float], ...]
    open_start: bool
    open_end: bool


class Hit(NamedTuple):
    """A trigger at an offset of the text that was scanned."""

    start: int
    end: int
    votes: tuple[tuple[str, float], ...]
    factor: float = 1.0


Votes = tuple[tuple[str, float], ...]
_INSIDE = ((False, False), (False, True), (True, False), (True, True))


def _fitting(meanings: Iterable[Meaning], inside: tuple[bool, bool]) -> Votes | None:
    """The votes of a phrase where a word goes on to its left or right; None where none of its meanings may do so."""
    fitting = [
        meaning.votes
        for meaning in meanings
        if (meaning.open_start or not inside[0]) and (meaning.open_end or not inside[1])
    ]
    return tuple(chain.from_iterable(fitting)) if fitting else None


LOOK_BACK = 45
_CLOSING = {"'": "'", "‘": "’", "“": "”", '"': '"'}


def before(words: tuple[str, ...], between: int) -> re.Pattern[str]:
    """An expression for one of ``words`` at most ``between`` words before the end of a short window."""
    return re.compile(rf"\b(?:{alternatives(words)})\s+(?:[\w-]+\s+){{0,{between}}}$")


class _ByPlace(dict[int, Votes | None]):
    """The votes of each phrase by where it stands: whole, inside a word on the right, on the left, on both sides; four
    numbers to a phrase, made when they are asked."""

    def __init__(self, meanings: Sequence[Sequence[Meaning]]) -> None:
        super().__init__()
        self._meanings = meanings

    def __missing__(self, number: int) -> Votes | None:
        votes = self[number] = _fitting(self._meanings[number // 4], _INSIDE[number % 4])
        return votes


class TriggerMatcher:
    """Finds triggers in one pass; where hits overlap the leftmost longest alone is kept."""

    def __init__(self, lexicon: Triggers) -> None:
        votes: dict[str, list[tuple[str, float]]] = {phrase: [] for phrase in lexicon.none.phrases}
        for kind, triggers in lexicon.types.items():
            for level in ("strong", "medium", "weak"):
                weight: float = getattr(lexicon.weights, level)
                for phrase in getattr(triggers, level):
                    votes.setdefault(phrase, []).append((kind, weight))
        meanings: dict[str, list[Meaning]] = {}
        for phrase, types in votes.items():
            meaning = Meaning(tuple(types), phrase.startswith("*"), phrase.endswith("*"))
            meanings.setdefault(lower(phrase.strip("*")), []).append(meaning)
        self._votes = _ByPlace(list(meanings.values()))
        self._automaton = AhoCorasick(list(meanings))
        self.order = {kind: place for place, kind in enumerate(lexicon.types)}
        context = lexicon.context
        self.strong, self.weak = lexicon.weights.strong, lexicon.weights.weak
        self._background, self._announce = before(context.background, 2), before(context.announce, 1)
        self._called = before(context.called, 2)
        self._guard, self._guarded = before(context.guard, 1), context.guarded
        self._factors = context.background_factor, context.announce_factor
        words = (*context.background, *context.announce, *context.called, *context.guard)
        self._context = AhoCorasick(sorted(set(map(lower, words))), implementation=Implementation.DFA)

    def _factor(self, text: str, begin: int, start: int, end: int, *, near: bool) -> float:
        """How the words before a hit, from ``begin`` on, change its weight, and marks around: `diteriaki ‘teroris’`."""
        mark = _CLOSING.get(text[start - 1 : start])
        quoted = mark is not None and text[end : end + 1] == mark
        if not near:
            return self._factors[0] if quoted else 1.0
        window = text[begin:start]
        if quoted or self._background.search(window) or self._called.search(window):
            return self._factors[0]
        return self._factors[1] if self._announce.search(window) else 1.0

    def _meant(self, text: str, begin: int, start: int, votes: Votes) -> Votes:
        """The votes of a hit behind ``text[begin:start]``; what is guarded speaks for the guarding."""
        if any(kind in self._guarded for kind, _ in votes) and self._guard.search(text[begin:start]):
            return tuple((self._guarded.get(kind, kind), weight) for kind, weight in votes)
        return votes

    def find(self, texts: Sequence[str]) -> list[list[Hit]]:
        """Return the triggers in each of the texts, in order; one without votes hides what lies under it.

        The texts are read as one, with a line end between, over which no trigger reaches.
        """
        text = "\n".join(texts)
        lowered = lower(text)
        hits = self._whole(text, lowered)
        found: list[list[Hit]] = []
        context: list[int] | None = None
        floor = first = 0
        for each in texts:
            behind = bisect_left(hits, (floor + len(each),), first)
            here: list[Hit] = []
            found.append(here)
            reach = floor
            for start, end, votes in hits[first:behind]:
                if start < reach:
                    continue
                reach = end = -end
                if votes:
                    # the expressions for what stands before are asked only where one of their words does
                    context = self._context_in(lowered) if context is None else context
                    begin = max(floor, start - LOOK_BACK)
                    at = bisect_left(context, begin)
                    near = at < len(context) and context[at] < start
                    meant = self._meant(lowered, begin, start, votes) if near else votes
                    factor = self._factor(lowered, begin, start, end, near=near)
                    here.append(Hit(start - floor, end - floor, meant, factor))
            floor, first = floor + len(each) + 1, behind
        return found

    def _context_in(self, text: str) -> list[int]:
        """Where the words begin that change what a hit behind them says."""
        return sorted([first for _, first, _ in self._context.find_matches_as_indexes(text, overlapping=True)])

    def _whole(self, text: str, lowered: str) -> list[tuple[int, int, Votes]]:
        """Start, end below nought and votes of what may stand there, by start and of one start the longest first."""
        length = len(text)
        hits: list[tuple[int, int, Votes]] = []
        for index, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            # asked before they are sorted: most hits are parts of other words
            inside_left = start > 0 and ((char := text[start - 1]).isalnum() or char == "_")
            inside_right = end < length and ((char := text[end]).isalnum() or char == "_")
            votes = self._votes[4 * index + 2 * inside_left + inside_right]
            if votes is not None:
                hits.append((start, -end, votes))
        hits.sort()  # no two have the same place
        return hits


@cache
def matcher() -> TriggerMatcher:
    """The triggers.  Raises LexiconError where they speak for a type that the taxonomy does not have."""
    lexicon = read("events_triggers", Triggers)
    unknown = next((kind for kind in lexicon.types if kind not in _groups()), None)
    if unknown is not None:
        raise LexiconError(f"{file_of('events_triggers')}: types.{unknown} is no type of lexicon/events.toml")
    return TriggerMatcher(lexicon)


@cache
def turns() -> tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...]:
    """The turns as type, type that it becomes, and expressions for the words that make and that prevent it."""
    return tuple(
        (turn.of, turn.to, _any_of(turn.words), _any_of(turn.unless))
        for turn in read("events_triggers", Triggers).turns
    )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(words)})\b" if words else r"(?!)", re.IGNORECASE)


@cache
def zone_factors() -> dict[Zone, float]:
    zones = read("events_triggers", Triggers).zones
    return {"headline": zones.headline, "lead": zones.lead, "body": zones.body}
