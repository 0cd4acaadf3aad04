"""The contract: what :func:`beritaparse.parse` returns.

Every model is frozen and refuses unknown fields.  Offsets are counted in Unicode code points of the raw
input text, and ``article.text[x.start:x.end] == x.text`` holds for everything that carries a span.  Normal forms
(names, titles of posts, labels, venues, descriptions of speakers) hold single blanks and no other white space.
Imports pydantic and the standard library only; what its methods do is given from above (:mod:`beritaparse.given`).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from .given import given

if TYPE_CHECKING:
    from typing_extensions import Self

SCHEMA_VERSION = "1.2"

BlockKind = Literal[
    "title",
    "dateline",
    "paragraph",
    "subheading",
    "list",
    "related_link",
    "advertisement",
    "caption",
    "byline",
    "tags",
    "share",
    "source",
    "other",
]
ARTICLE_KINDS: frozenset[BlockKind] = frozenset({"title", "dateline", "paragraph", "subheading", "list"})
"""Blocks that are article text: only these yield sentences, entities, events and quotations."""

Role = Literal["official", "suspect", "victim", "witness", "other"]
MentionKind = Literal["name", "position", "alias", "pronoun", "description"]
PlaceLevel = Literal[
    "country",
    "province",
    "regency",
    "city",
    "district",
    "village",
    "hamlet",
    "island",
    "water",
    "mountain",
    "other",
]
Granularity = Literal[
    "time", "part_of_day", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"
]
QuoteKind = Literal["direct", "indirect", "mixed"]
ResolvedBy = Literal["name", "position", "pronoun", "continuation", "description"]
Confidence = Annotated[float, Field(ge=0.0, le=1.0)]


def _plain(text: str) -> str:
    return text if text.isascii() and "  " not in text and text.isprintable() else " ".join(text.split())


Plain = Annotated[str, AfterValidator(_plain)]
"""A normal form: whatever white space stands in the text (no-break spaces, newlines), here it is single blanks."""


class Model(BaseModel):
    """Base of all results: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """A stretch of the raw text: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


class Mention(Span):
    """One place in the text where something is named; ``rule`` says which rule or model found it."""

    kind: MentionKind = "name"
    rule: str


class Block(Model):
    """A stretch of the page.  The blocks of an article cover its whole text, in order, without holes."""

    kind: BlockKind
    start: int
    end: int
    rule: str | None = None


class Sentence(Model):
    """A sentence inside an article block; ``block`` is the index into ``Article.blocks``."""

    start: int
    end: int
    block: int


class Dateline(Span):
    """``OKU Selatan Sumsel, wartaterkini.news``: the place as written, its id, and the outlet."""

    place: Plain | None = None
    place_id: str | None = None
    outlet: Plain | None = None


class Byline(Span):
    """Who wrote, edited, photographed and contributed: ``(Red)``, ``Editor: …``, ``Foto: …``, ``Kontributor …``."""

    authors: tuple[Plain, ...] = ()
    editors: tuple[Plain, ...] = ()
    photographers: tuple[Plain, ...] = ()
    contributors: tuple[Plain, ...] = ()


class Rank(Span):
    """A rank as written and its canonical form.

    ``grade`` is comparable within and across the armed services (NATO-like officer scale); ``branch`` is the
    corps suffix (``Inf``).
    """

    abbreviation: str
    full_name: str
    service: str
    level: str | None = None
    grade: int | None = None
    branch: str | None = None
    retired: bool = False
    posthumous: bool = False
    rule: str


class Position(Span):
    """A post: ``title`` is the bare post (``Kapolres``), ``text`` the whole phrase."""

    title: Plain
    acting: bool = False
    former: bool = False
    unit_id: str | None = None
    rule: str


class Unit(Model):
    """A body of police, military, prosecution, courts, elections, ministries or local government."""

    id: str
    name: Plain
    kind: str
    service: str
    parent_id: str | None = None
    region_code: str | None = None
    mentions: tuple[Mention, ...] = ()


class Organization(Model):
    """A company, party, association, school or news outlet."""

    id: str
    name: Plain
    kind: str | None = None
    mentions: tuple[Mention, ...] = ()


class Facility(Model):
    """A named building, hall, road, market or place of worship."""

    id: str
    name: Plain
    kind: str | None = None
    mentions: tuple[Mention, ...] = ()


class Place(Model):
    """A geographical place; ``code`` is the Kemendagri code (``16.09``) where the place is resolved."""

    id: str
    name: Plain
    level: PlaceLevel
    code: str | None = None
    official_name: str | None = None
    province: str | None = None
    confidence: Confidence | None = None
    mentions: tuple[Mention, ...] = ()


class Person(Model):
    """One human being; all the mentions of that person stand together."""

    id: str
    name: Plain
    honorifics: tuple[Plain, ...] = ()
    degrees: tuple[Plain, ...] = ()
    rank: Rank | None = None
    position: Position | None = None
    unit_id: str | None = None
    organization_id: str | None = None
    role: Role = "other"
    age: int | None = None
    initials: bool = False
    anonymous: bool = False
    confidence: Confidence | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def title_line(self) -> str:
        """Rank, name and post in one line: ``AKBP Bagas Prawira, Kapolres Demak``."""
        name = f"{self.rank.abbreviation} {self.name}" if self.rank else self.name
        return f"{name}, {self.position.text}" if self.position else name


class TimeExpression(Span):
    """A TIMEX3-like time expression.  ``value`` is ISO 8601, or None where no reference resolves it."""

    value: str | None
    granularity: Granularity
    relative: bool = False
    weekday_conflict: bool = False
    rule: str


class TypeGuess(Model):
    """A type that an event may have instead, with the calibrated probability that it is the right one."""

    type: str
    confidence: Confidence


class Event(Model):
    """Something that happened; ``type`` is an id of the taxonomy in ``lexicon/events.toml``.

    ``confidence`` is that of the main event's type, ``alternative`` the next likeliest type; both are calibrated.
    ``date_confidence``, ``venue_confidence`` and ``place_confidence`` say how likely each of these is right.
    """

    type: str
    label: Plain | None = None
    trigger: Span | None = None
    date: str | None = None
    date_confidence: Confidence | None = None
    time: str | None = None
    venue: Plain | None = None
    facility_id: str | None = None
    venue_confidence: Confidence | None = None
    place: Plain | None = None
    place_id: str | None = None
    place_confidence: Confidence | None = None
    organizer_ids: tuple[str, ...] = ()
    participant_ids: tuple[str, ...] = ()
    participants: tuple[Span, ...] = ()
    rule: str | None = None
    confidence: Confidence | None = None
    alternative: TypeGuess | None = None


class Fact(Span):
    """A typed fact: counts of victims and suspects, statutes, evidence, money.

    ``value`` is a number where there is one (``Rp 500 juta`` -> 500000000), ``unit`` what it counts.
    """

    kind: str
    value: float | None = None
    unit: str | None = None
    normalized: str | None = None
    rule: str


class Appointment(Span):
    """Somebody takes a post: ``position``, from which post (``former``), in whose place, on which day (ISO 8601)."""

    person_id: str
    position: Position | None = None
    former: Position | None = None
    predecessor_id: str | None = None
    date: str | None = None
    rule: str


class Speaker(Model):
    """Source of a quotation: a person of the article, another body, or a description as written."""

    person_id: str | None = None
    organization_id: str | None = None
    description: Plain | None = None
    start: int | None = None
    end: int | None = None
    resolved_by: ResolvedBy | None = None


class Quote(Span):
    """A quotation (PARC: content, cue, source).  ``text`` is the content without quotation marks.

    ``confidence`` is how likely it is that it was said and that ``speaker`` said it; None where nobody is named.
    """

    kind: QuoteKind
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    speaker: Speaker | None = None
    via_person_id: str | None = None
    date: str | None = None
    rule: str
    confidence: Confidence | None = None


class Warning(Model):
    """Something that the parser noticed; ``code`` is stable, ``message`` is for people."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


_TYPED = frozenset({"published_at", "published_day"})
_DAYED = frozenset({"dates", "events", "appointments", "quotes"})


def _untyped(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [{key: part for key, part in entry.items() if key != "day"} for entry in value]
        if name in _DAYED and value is not None
        else value
        for name, value in row.items()
        if name not in _TYPED
    }


class Article(Model):
    """All that was read from one page.  Lists are in order of first appearance."""

    schema_version: str = SCHEMA_VERSION
    id: str | None = None
    text: str
    title: str | None = None
    published: datetime | None = None
    outlet: Plain | None = None
    url: str | None = None
    dateline: Dateline | None = None
    byline: Byline | None = None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    persons: tuple[Person, ...] = ()
    ranks: tuple[Rank, ...] = ()
    positions: tuple[Position, ...] = ()
    units: tuple[Unit, ...] = ()
    organizations: tuple[Organization, ...] = ()
    facilities: tuple[Facility, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    facts: tuple[Fact, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @classmethod
    def model_validate(cls, obj: Any, **how: Any) -> Self:
        """Make an article of its fields, or of a row of Parquet, which has moments and days beside the ISO strings."""
        if isinstance(obj, dict) and not _TYPED.isdisjoint(cast("dict[str, Any]", obj)):
            obj = _untyped(cast("dict[str, Any]", obj))
        return super().model_validate(obj, **how)

    def to_gold(self) -> dict[str, Any]:
        """Return the flat document-level form in which gold files are written and scored."""
        return given("to_gold")(self)

    def to_html(self, lang: str = "en") -> str:
        """Return one self-contained web page: the marked text and the fact sheet, headed in ``en`` or ``id``."""
        return given("to_html")(self, lang)

    def speaker_of(self, quote: Quote) -> Person | str | None:
        """Return who speaks: the person, else the description or the name of the body, None where nobody is known."""
        speaker = quote.speaker
        if speaker is None:
            return None
        people = {person.id: person for person in self.persons}
        if speaker.person_id in people:
            return people[speaker.person_id]
        if speaker.description is not None:
            return speaker.description
        bodies = (*self.units, *self.organizations)
        return next((body.name for body in bodies if body.id == speaker.organization_id), None)

    def quotes_of(self, person: Person) -> tuple[Quote, ...]:
        """Return the quotations of a person of this article, in reading order."""
        return tuple(quote for quote in self.quotes if quote.speaker and quote.speaker.person_id == person.id)

    def quotes_above(self, confidence: float) -> tuple[Quote, ...]:
        """Return the quotations whose speaker is at least so sure (0 to 1); those of nobody have no confidence."""
        return tuple(quote for quote in self.quotes if (quote.confidence or 0.0) >= confidence)

    def events_above(self, confidence: float) -> tuple[Event, ...]:
        """Return the events whose type is at least so sure (0 to 1); further events of a page have no confidence."""
        return tuple(event for event in self.events if (event.confidence or 0.0) >= confidence)

    def sure_of(self, *, quotes: float = 0.0, events: float = 0.0) -> Article:
        """Return the article with the quotations and the events that are at least so sure (0 to 1)."""
        kept: dict[str, object] = {}
        if quotes:
            kept["quotes"] = self.quotes_above(quotes)
        if events:
            kept["events"] = self.events_above(events)
        return self.model_copy(update=kept) if kept else self

    def redacted(self) -> Article:
        """Return the article with the names of private persons masked, letter by letter, wherever they stand.

        Private is everybody who is not surely an official, and every minor; what may be a name that was not
        recognised and numbers that lead to a person are masked too.  Offsets stay what they are; persons known by
        initials keep them.
        """
        return given("redact")(self)

    def _repr_html_(self) -> str:
        """Show the page in a notebook."""
        return given("to_frame")(self)
