"""The component that says what happened: type, label, date, venue, place, who took part."""

from __future__ import annotations

import math
import re
from functools import cache

from ..article import Event, Mention, Place, Span
from ..gazetteer.phrases import is_word
from ..lexicon import Lexicon, alternatives, read
from ..page import Layers
from ..page import Page as Whole
from ..text.runs import Anchored
from .classify import Candidate, candidates, confidence, curve
from .clauses import Clauses
from .facts import find as find_facts
from .page import Names, Page
from .triggers import Taxonomy
from .when import Calendar
from .where import Sites

_MOST_EVENTS = 3


class Slots(Lexicon):
    """``lexicon/events_slots.toml``."""

    second_share: float
    hosting: tuple[str, ...]
    attending: tuple[str, ...]
    describing: tuple[str, ...]
    ceremonial_groups: tuple[str, ...]
    attended: frozenset[str]
    label_ends: tuple[str, ...]


@cache
def slots() -> Slots:
    return read("events_slots", Slots)


@cache
def _attending() -> Anchored:
    return Anchored(re.compile(rf"(?<!\w)(?:{alternatives(slots().attending)})(?!\w)"), slots().attending)


@cache
def _describing() -> Anchored:
    return Anchored(re.compile(rf"(?<!\w)(?:{alternatives(slots().describing)})(?!\w)"), slots().describing)


@cache
def _label_words() -> re.Pattern[str]:
    return re.compile(rf"[\w-]+(?:[ \u00a0](?!(?i:{alternatives(slots().label_ends)})\b)[\w-]+){{0,4}}")


@cache
def _hosting() -> Anchored:
    pattern = re.compile(rf"(?<!\w)(?:{alternatives(slots().hosting)})(?!\w)", re.IGNORECASE)
    return Anchored(pattern, slots().hosting)


def event_stage(whole: Whole) -> Layers:
    page = Page(whole)
    ranked = candidates(page.stretches, Names(whole))
    sure = confidence(ranked)
    least = slots().second_share * ranked[0].score if sure >= curve().least else math.inf
    chosen = [c for c in ranked if c.score >= least and (c is ranked[0] or c.named_first)]
    events = [
        _event(whole, page, candidate, confidence=None if number else round(sure, 3))
        for number, candidate in enumerate(chosen[:_MOST_EVENTS])
    ]
    return {"events": events, "facts": find_facts(whole.text, whole.article_spans())}


def _event(whole: Whole, page: Page, candidate: Candidate, *, confidence: float | None) -> Event:
    """Fill the slots; those of a further event, which has no confidence, only from its own sentences."""
    text = whole.text
    trigger = _trigger(text, candidate)
    spans = sorted({page.sentence_at(start) for start, _ in candidate.hits}) if candidate.hits else []
    if confidence is not None:
        spans = sorted({*spans, *page.sentences[:5]})
    published = whole.published
    clauses = Clauses(page, whole.quotes, attended=candidate.type in slots().attended)
    calendar = Calendar(page, clauses, whole.dates, published.date() if published else None)
    venue = Sites(page, clauses).venue_of(candidate.type, candidate.hits, spans)
    place = _place(whole, spans)
    participants, people = _participants(whole, text, spans)
    day = calendar.day_of(candidate.type, candidate.hits, spans, ceremonial=is_ceremonial(candidate.type))
    clock = next(
        (
            t.value
            for t in whole.dates
            if t.rule == "clock" and t.value and _inside(t.start, spans) and _of_day(t.value, day)
        ),
        None,
    )
    return Event(
        type=candidate.type,
        label=_label(text, trigger) if trigger else None,
        trigger=trigger,
        date=day,
        time=clock,
        venue=venue.text if venue else None,
        facility_id=venue.facility_id if venue else None,
        place=place[0].name if place else None,
        place_id=place[0].id if place else None,
        organizer_ids=_organizers(whole, text, spans),
        participant_ids=people,
        participants=participants,
        confidence=confidence,
        rule="triggers",
    )


@cache
def _groups() -> dict[str, str]:
    return {kind.id: kind.group for kind in read("events", Taxonomy).type}


def is_ceremonial(kind: str) -> bool:
    """Gatherings and duties that are reported on the day: not crimes, accidents, disasters."""
    return _groups().get(kind) in slots().ceremonial_groups


def _trigger(text: str, candidate: Candidate) -> Span | None:
    if not candidate.hits:
        return None
    start, end = max(candidate.hits, key=lambda hit: (candidate.weights[hit], -hit[0]))
    while start and text[start].islower() and is_word(text[start - 1]):  # `meng|aniaya`: the whole word
        start -= 1
    return Span(start=start, end=end, text=text[start:end])


def _label(text: str, trigger: Span) -> str:
    """The event as the article words it: the trigger and the words that belong to it."""
    match = _label_words().match(text, trigger.start, min(len(text), trigger.start + 90))
    return match.group() if match and match.end() >= trigger.end else trigger.text


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _of_day(clock: str, day: str | None) -> bool:
    """Whether a time can be one of the event's day: it is of no other."""
    return day is None or clock.startswith(("T", day))


def _place(whole: Whole, spans: list[tuple[int, int]]) -> tuple[Place, Mention] | None:
    found = [
        (place, mention)
        for place in whole.places
        for mention in place.mentions
        if _inside(mention.start, spans) and place.level not in ("country",)
    ]
    if not found:
        found = [(place, mention) for place in whole.places for mention in place.mentions]
    return min(found, key=lambda item: item[1].start, default=None)


def _organizers(whole: Whole, text: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """The unit that stands before a verb of hosting in the event's sentences."""
    for start, end in spans:
        verb = _hosting().search(text, start, end)
        if verb is None:
            continue
        units = [(m.start, unit.id) for unit in whole.units for m in unit.mentions if start <= m.start < verb.start()]
        if units:
            return (max(units)[1],)
    return ()


def _participants(whole: Whole, text: str, spans: list[tuple[int, int]]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Those named after a word of attending: spans as written, and the ids of the persons and units among them."""
    described: dict[int, Span] = {}
    ids: dict[str, None] = {}
    for start, end in spans:
        verb = _attending().search(text, start, end)
        if verb is None:
            continue
        for person in whole.persons:
            if any(verb.end() <= m.start < end for m in person.mentions):
                ids[person.id] = None
        for position in whole.positions:
            if verb.end() <= position.start < end:
                described[position.start] = Span(start=position.start, end=position.end, text=position.text)
        for match in _describing().finditer(text, verb.end(), end):
            described[match.start()] = Span(start=match.start(), end=match.end(), text=match.group())
    return tuple(described[at] for at in sorted(described)), tuple(ids)
