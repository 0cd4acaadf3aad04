"""From an article to what its page shows: entries of the fact sheet, and the marks in the text that lead to them.

Every mark belongs to one entry.  A quotation is one entry with up to three marks (its words, the cue, the source)
and is tied to the entry of whoever speaks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ..article import Article, Event, Mention, Person, Place, Quote, Unit
from ..events.triggers import Taxonomy
from ..lexicon import read
from .words import Words

SECTIONS = (
    "event",
    "person",
    "voice",
    "quote",
    "place",
    "unit",
    "organization",
    "facility",
    "date",
    "fact",
    "position",
    "rank",
    "warning",
)
"""The kinds of entries, in the order of the fact sheet."""

Row = tuple[str, str]


@dataclass
class Entry:
    """One thing that was read; ``rows`` are label and value, ``tied`` the numbers of entries that go with it."""

    layer: str
    title: str
    number: int
    notes: list[str] = field(default_factory=list[str])
    body: str | None = None
    rows: list[Row] = field(default_factory=list[Row])
    tied: list[int] = field(default_factory=list[int])
    why: str | None = None
    """The reasons for it, if they were asked for."""


class Mark(NamedTuple):
    """A stretch of the text that belongs to an entry; ``part`` says what it is of it."""

    start: int
    end: int
    entry: int
    layer: str
    part: str | None
    rows: list[Row]


class Sheet:
    """All entries and marks of an article, with labels in the language of ``words``."""

    def __init__(self, article: Article, words: Words) -> None:
        self.article = article
        self.words = words
        self.entries: list[Entry] = []
        self.marks: list[Mark] = []
        self._known: dict[tuple[str, ...], Entry] = {}
        self._units = {unit.id: unit for unit in article.units}
        for person in article.persons:
            self._person(person)
        for unit in article.units:
            self._unit(unit)
        for organization in article.organizations:
            rows = self._rows(id=organization.id)
            entry = self._entry("organization", organization.id, organization.name, rows, [organization.kind])
            self._mentions(entry, organization.mentions)
        for facility in article.facilities:
            rows = self._rows(id=facility.id)
            entry = self._entry("facility", facility.id, facility.name, rows, [facility.kind])
            self._mentions(entry, facility.mentions)
        for place in article.places:
            self._place(place)
        self._dates()
        self._facts()
        self._posts_and_ranks()
        for event in article.events:
            self._event(event)
        for quote in article.quotes:
            self._quote(quote)
        for warning in article.warnings:
            entry = self._entry("warning", f"{len(self.entries)}", warning.message, [], [warning.code])
            if warning.start is not None and warning.end is not None:
                self._mark(entry, warning.start, warning.end)

    def section(self, layer: str) -> list[Entry]:
        """The entries of one kind, in order of first appearance."""
        return [entry for entry in self.entries if entry.layer == layer]

    def _entry(self, layer: str, key: str, title: str, rows: list[Row], notes: Iterable[str | None] = ()) -> Entry:
        """The entry of this key, made at its first appearance."""
        known = self._known.get((layer, key))
        if known is None:
            told = [self.words.of(note) for note in notes if note]
            known = self._known[layer, key] = Entry(layer, title, len(self.entries), told, rows=rows)
            self.entries.append(known)
        return known

    def _rows(self, **values: str | int | float | None) -> list[Row]:
        return [(self.words.row[key], str(value)) for key, value in values.items() if value not in (None, "")]

    def _mark(
        self,
        entry: Entry,
        start: int | None,
        end: int | None,
        part: str | None = None,
        rule: str | None = None,
        confidence: float | None = None,
    ) -> None:
        if start is not None and end is not None and 0 <= start < end <= len(self.article.text):
            rows = self._rows(confidence=_percent(confidence), rule=rule)
            self.marks.append(Mark(start, end, entry.number, entry.layer, part, rows))

    def _mentions(self, entry: Entry, mentions: Iterable[Mention], confidence: float | None = None) -> None:
        for mention in mentions:
            self._mark(entry, mention.start, mention.end, mention.kind, mention.rule, confidence)

    def _name_of(self, id: str | None) -> str | None:
        """The title of the person or body of this id; an id without an entry stands for itself."""
        if id is None:
            return None
        for layer in ("person", "unit", "organization"):
            if (layer, id) in self._known:
                return self._known[layer, id].title
        return id

    def _person(self, person: Person) -> None:
        rank, post = person.rank, person.position
        notes = [
            person.role if person.role != "other" else None,
            "initials" if person.initials else None,
            "anonymous" if person.anonymous else None,
            "acting" if post and post.acting else None,
            "former" if post and post.former else None,
            "retired" if rank and rank.retired else None,
            "posthumous" if rank and rank.posthumous else None,
        ]
        title = " ".join([*([rank.abbreviation] if rank else []), *person.honorifics, person.name])
        organizations = {organization.id: organization.name for organization in self.article.organizations}
        unit = self._units.get(person.unit_id) if person.unit_id else None
        rows = self._rows(
            position=post.text if post else None,
            unit=unit.name if unit else person.unit_id,
            organization=organizations.get(person.organization_id or "") or person.organization_id,
            rank=rank.full_name if rank else None,
            age=person.age,
            confidence=_percent(person.confidence),
        )
        rows += self._appointments(person)
        entry = self._entry("person", person.id, ", ".join([title, *person.degrees]), rows, notes)
        self._mentions(entry, person.mentions)

    def _appointments(self, person: Person) -> list[Row]:
        """The posts that somebody takes: ``Kapolres X (2025-02-03)``, and in whose place."""
        names = {other.id: other.name for other in self.article.persons}
        rows: list[Row] = []
        for taken in self.article.appointments:
            if taken.person_id == person.id and taken.position is not None:
                day = f" ({taken.date})" if taken.date else ""
                rows += self._rows(
                    appointed=f"{taken.position.text}{day}",
                    former_post=taken.former.text if taken.former else None,
                    predecessor=names.get(taken.predecessor_id or ""),
                )
        return rows

    def _unit(self, unit: Unit) -> None:
        parent = self._units.get(unit.parent_id) if unit.parent_id else None
        rows = self._rows(id=unit.id, region=unit.region_code, parent=parent.name if parent else None)
        self._mentions(self._entry("unit", unit.id, unit.name, rows, [unit.service]), unit.mentions)

    def _place(self, place: Place) -> None:
        official = place.official_name if place.official_name != place.name else None
        province = place.province if place.province not in (place.name, place.official_name) else None
        rows = self._rows(
            code=place.code,
            official_name=official,
            province=province,
            confidence=_percent(place.confidence),
        )
        self._mentions(self._entry("place", place.id, place.name, rows, [place.level]), place.mentions)

    def _dates(self) -> None:
        for time in self.article.dates:
            notes = [
                time.granularity,
                "relative" if time.relative else None,
                "weekday_conflict" if time.weekday_conflict else None,
                "unresolved" if time.value is None else None,
            ]
            entry = self._entry("date", time.value or time.text, time.value or time.text, [], notes)
            written = (self.words.row["written"], time.text)
            if time.value and written not in entry.rows:
                entry.rows.append(written)
            self._mark(entry, time.start, time.end, None, time.rule)

    def _facts(self) -> None:
        for fact in self.article.facts:
            value = None if fact.value is None else self.words.number(fact.value)
            rows = self._rows(
                value=f"{value} {fact.unit or ''}".strip() if value else None,
                normalized=fact.normalized if value is None and fact.normalized != fact.text else None,
            )
            entry = self._entry("fact", f"{fact.kind} {fact.text}", fact.text, rows, [fact.kind])
            self._mark(entry, fact.start, fact.end, None, fact.rule)

    def _posts_and_ranks(self) -> None:
        for post in self.article.positions:
            unit = self._units.get(post.unit_id) if post.unit_id else None
            notes = ["acting" if post.acting else None, "former" if post.former else None]
            rows = self._rows(unit=unit.name if unit else None, id=post.unit_id)
            entry = self._entry("position", post.text.casefold(), post.text, rows, notes)
            self._mark(entry, post.start, post.end, None, post.rule)
        for rank in self.article.ranks:
            written = " ".join([rank.abbreviation, *([rank.branch] if rank.branch else [])])
            notes = [
                rank.service,
                "retired" if rank.retired else None,
                "posthumous" if rank.posthumous else None,
            ]
            rows = self._rows(full_name=rank.full_name, grade=rank.grade)
            entry = self._entry("rank", f"{written} {notes}", written, rows, notes)
            self._mark(entry, rank.start, rank.end, None, rank.rule)

    def _event(self, event: Event) -> None:
        label = _event_label(event.type, self.words.lang)
        taking_part = [self._name_of(id) for id in event.participant_ids]
        taking_part += [span.text for span in event.participants]
        # a label that is no more than the trigger (`penembakan`) says less than the type
        own = event.label if event.trigger is None or event.label != event.trigger.text else None
        rows = self._rows(
            type=f"{label} ({event.type})" if own else event.type,
            written=event.label if not own else None,
            date=_sure(event.date, event.date_confidence),
            time=event.time.removeprefix("T") if event.time else None,
            venue=_sure(event.venue, event.venue_confidence),
            place=_sure(event.place, event.place_confidence),
            organizers=_listed(self._name_of(id) for id in event.organizer_ids),
            participants=_listed(taking_part),
            confidence=_percent(event.confidence),
        )
        entry = self._entry("event", f"{len(self.entries)}", own or label, rows)
        if event.trigger:
            self._mark(entry, event.trigger.start, event.trigger.end, "trigger", event.rule, event.confidence)

    def _quote(self, quote: Quote) -> None:
        speaker = quote.speaker
        via = self._known.get(("person", quote.via_person_id)) if quote.via_person_id else None
        rows = self._rows(
            via=via.title if via else quote.via_person_id,
            cue=quote.cue,
            date=quote.date,
            attributed=self.words.of(speaker.resolved_by) if speaker and speaker.resolved_by else None,
        )
        voice = self._voice(quote)
        title = voice.title if voice else self.words.text["unknown_speaker"]
        entry = self._entry("quote", f"{len(self.entries)}", title, rows, [quote.kind])
        entry.body = quote.text
        entry.tied = [tied.number for tied in (voice, via) if tied]
        for part, start, end in (
            ("content", quote.start, quote.end),
            ("cue", quote.cue_start, quote.cue_end),
            ("source", speaker.start if speaker else None, speaker.end if speaker else None),
        ):
            self._mark(entry, start, end, part, quote.rule, quote.confidence)

    def _voice(self, quote: Quote) -> Entry | None:
        """The entry of whoever speaks; one who is only described gets one here."""
        speaker = quote.speaker
        if speaker is None:
            return None
        for layer, id in (
            ("person", speaker.person_id),
            ("unit", speaker.organization_id),
            ("organization", speaker.organization_id),
        ):
            if id and (layer, id) in self._known:
                return self._known[layer, id]
        described = speaker.description or speaker.organization_id or speaker.person_id
        if not described:
            return None
        entry = self._entry("voice", described.casefold(), described, [])
        self._mark(entry, speaker.start, speaker.end)
        return entry


def _event_label(type: str, lang: str) -> str:
    for known in read("events", Taxonomy).type:
        if known.id == type:
            return known.id_label if lang == "id" else known.en_label
    return type


def _sure(value: str | None, confidence: float | None) -> str | None:
    """`2025-06-09 (87%)`: what fills a slot of an event, and how likely that is right."""
    return f"{value} ({confidence:.0%})" if value and confidence is not None else value


def _percent(confidence: float | None) -> str | None:
    return None if confidence is None else f"{confidence:.0%}"


def _listed(names: Iterable[str | None]) -> str:
    """Names in order, each once."""
    return ", ".join(dict.fromkeys(name for name in names if name))
