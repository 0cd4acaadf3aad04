"""The component that says what happened: type, label, date, venue, place, who took part."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from ..article import Event, Place, Span, TypeGuess
from ..lexicon import Lexicon, alternatives, read
from ..page import Layers
from ..page import Page as Whole
from ..text.runs import Anchored, is_word
from ..text.trace import is_on
from .around import Around
from .choice import Chosen
from .classify import Candidate, candidates
from .clauses import Clauses
from .facts import find as find_facts
from .labels import Labeller
from .labels import lexicon as labels
from .page import Names, Page
from .told import tell_slot, tell_type
from .types import model
from .when import Calendar
from .where import Sites, Venue
from .whereabouts import Whereabouts
from .words import grouped

_MOST_EVENTS = 3
_OPENING = 5


class Slots(Lexicon):
    """``lexicon/events_slots.toml``."""

    second_share: float
    second_least: float
    nothing: float
    hosting: tuple[str, ...]
    attending: tuple[str, ...]
    describing: tuple[str, ...]
    attended: frozenset[str]


@cache
def slots() -> Slots:
    return read("events_slots", Slots)


@cache
def _attending() -> Anchored:
    return Anchored(rf"(?<!\w)(?:{alternatives(slots().attending)})(?!\w)", slots().attending)


@cache
def _describing() -> Anchored:
    return Anchored(rf"(?<!\w)(?:{alternatives(slots().describing)})(?!\w)", slots().describing)


@cache
def _hosting() -> Anchored:
    pattern = re.compile(rf"(?<!\w)(?:{alternatives(slots().hosting)})(?!\w)", re.IGNORECASE)
    return Anchored(pattern, slots().hosting)


def event_stage(whole: Whole) -> Layers:
    page = Page(whole)
    events = [_event(whole, page, reported) for reported in _reported(whole, page)]
    return {"events": events, "facts": find_facts(whole.text, whole.article_spans())}


class _Reported(NamedTuple):
    """An event that a page reports; how sure its type is and what it may be instead are known of the main one."""

    candidate: Candidate
    confidence: float | None = None
    alternative: TypeGuess | None = None


def _reported(whole: Whole, page: Page) -> list[_Reported]:
    """The events that a page reports, the main one first; none is likely too."""
    ranked = candidates(page.stretches, Names(whole))
    words = grouped(page.stretches)
    guesses = model().guesses(words, ranked)
    first, second, third = guesses.best(3)
    kind, sure = first
    if kind is None and sure < slots().nothing and ranked:
        kind, sure = second
    if is_on():
        tell_type(model(), words, ranked, guesses, kind, len(whole.text))
    if kind is None:
        return []
    found = {candidate.type: candidate for candidate in ranked}
    main = found.get(kind) or Candidate(kind)
    others = [
        _Reported(candidate)
        for candidate in ranked
        if candidate is not main
        and candidate.named_first
        and candidate.type not in labels().told
        and guesses.of(candidate.type) >= slots().second_least
        and candidate.score >= slots().second_share * main.score
        and _has_own_sentence(page, candidate, main)
    ]
    other = next(guess for guess in (first, second, third) if guess.type not in (None, kind))
    alternative = TypeGuess(type=other.type or "", confidence=round(model().confidence_of_second(other.probability), 3))
    return [_Reported(main, round(model().confidence(sure), 3), alternative), *others][:_MOST_EVENTS]


def _has_own_sentence(page: Page, candidate: Candidate, main: Candidate) -> bool:
    """Whether a sentence names the one event and not the other: words of the main event's sentences belong to it."""
    sentences = [{page.sentence_at(start) for start, _ in one.hits} for one in (candidate, main)]
    return bool(sentences[0] - sentences[1])


class _Slots:
    """What an event of a page can be given: its sentences, and the candidates for its day, venue and place."""

    def __init__(self, whole: Whole, page: Page, candidate: Candidate, *, main: bool) -> None:
        """The slots of a further event are filled only from its own sentences."""
        self.kind, self.hits = candidate.type, candidate.hits
        spans = {page.sentence_at(start) for start, _ in candidate.hits}
        self.spans = sorted({*spans, *page.sentences[:_OPENING]} if main else spans)
        clauses = Clauses(page, whole.quotes, attended=candidate.type in slots().attended)
        around = Around(page, candidate.hits)
        published = whole.published
        self.calendar = Calendar(page, clauses, around, whole.dates, published.date() if published else None)
        self.day = self.calendar.day_of(self.kind, self.hits, self.spans)
        day = self.day.value if self.day else None
        of_day = [time.start for time in whole.dates if day and (time.value or "").startswith(day)]
        self.sites = Sites(page, clauses, around, of_day)
        self.regions = Whereabouts(page, clauses, around)


class SlotCandidates(NamedTuple):
    """The candidates for the slots of an event, each with its features."""

    day: list[tuple[str, list[str]]]
    venue: list[tuple[Venue, list[str]]]
    place: list[tuple[Place, list[str]]]


def slot_candidates(whole: Whole, kind: str) -> SlotCandidates:
    """The candidates for the slots of a page's main event of this type; those for its place know its venue."""
    page = Page(whole)
    found = {candidate.type: candidate for candidate in candidates(page.stretches, Names(whole))}
    one = _Slots(whole, page, found.get(kind) or Candidate(kind), main=True)
    given = (kind, one.hits, one.spans)
    venue = one.sites.venue_of(*given)
    return SlotCandidates(
        one.calendar.candidates(*given),
        one.sites.candidates(*given),
        one.regions.candidates(*given, venue.value if venue else None),
    )


def _event(whole: Whole, page: Page, reported: _Reported) -> Event:
    """Fill the slots."""
    text, candidate = whole.text, reported.candidate
    trigger = _trigger(text, candidate)
    main = reported.confidence is not None
    one = _Slots(whole, page, candidate, main=main)
    spans = one.spans
    day = one.day.value if one.day else None
    site = one.sites.venue_of(candidate.type, candidate.hits, spans)
    venue = site.value if site else None
    region = one.regions.place_of(candidate.type, candidate.hits, spans, venue)
    place = region.value if region else None
    participants, people = _participants(whole, text, spans)
    if is_on():
        at = (trigger.start, trigger.end) if trigger else (0, 1)
        tell_slot("day", at, one.calendar.candidates(candidate.type, candidate.hits, spans))
        venues = one.sites.candidates(candidate.type, candidate.hits, spans)
        tell_slot("venue", at, [(site.text, marks) for site, marks in venues])
        regions = one.regions.candidates(candidate.type, candidate.hits, spans, venue)
        tell_slot("place", at, [(region.name, marks) for region, marks in regions])
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
        label=Labeller(whole, page).label_of(candidate, place.name if place else None, main=main),
        trigger=trigger,
        date=day,
        date_confidence=_confidence(one.day),
        time=clock,
        venue=venue.text if venue else None,
        venue_confidence=_confidence(site),
        facility_id=venue.facility_id if venue else None,
        place=place.name if place else None,
        place_id=place.id if place else None,
        place_confidence=_confidence(region),
        organizer_ids=_organizers(whole, text, spans),
        participant_ids=people,
        participants=participants,
        confidence=reported.confidence,
        alternative=reported.alternative,
        rule="type_model",
    )


def _confidence(chosen: Chosen[Any] | None) -> float | None:
    return round(chosen.probability, 3) if chosen else None


def _trigger(text: str, candidate: Candidate) -> Span | None:
    if not candidate.hits:
        return None
    start, end = max(candidate.hits, key=lambda hit: (candidate.weights[hit], -hit[0]))
    while start and text[start].islower() and is_word(text[start - 1]):  # `meng|aniaya`: the whole word
        start -= 1
    return Span(start=start, end=end, text=text[start:end])


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _of_day(clock: str, day: str | None) -> bool:
    """Whether a time can be one of the event's day: it is of no other."""
    return day is None or clock.startswith(("T", day))


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
