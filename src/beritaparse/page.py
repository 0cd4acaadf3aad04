"""What stands between the stages: a plain page with the layers that were read from it so far.

A stage is a function of a :class:`Page` that returns the layers it owns as :class:`Layers`; who runs it puts them on
the page (:func:`take`).  No stage writes on the page itself.  Imports the contract and :mod:`.text` alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, TypedDict

from pydantic import BaseModel, ConfigDict

from .article import (
    ARTICLE_KINDS,
    Appointment,
    Block,
    Byline,
    Dateline,
    Event,
    Facility,
    Fact,
    Organization,
    Person,
    Place,
    Position,
    Quote,
    Rank,
    Sentence,
    Span,
    TimeExpression,
    Unit,
    Warning,
)
from .text.folding import Fold


class NameMention(BaseModel):
    """A person's name in the text, before mentions are put together to human beings.

    ``text[start:end]`` is the name without rank, honorifics and degrees.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    start: int
    end: int
    text: str
    rule: str
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    rank: int | None = None  # index into Page.ranks
    position: int | None = None  # index into Page.positions
    age: int | None = None
    initials: bool = False


class PostChange(BaseModel):
    """Somebody takes a post, as a construction says it; names by their starts, posts by their numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    start: int
    end: int
    text: str
    rule: str
    person: int  # start of the name in Page.names
    position: int | None = None  # index into Page.positions
    former: int | None = None
    predecessor: int | None = None  # start of a name


class Phrase(NamedTuple):
    """A hit of the phrase automaton: ``key`` names the lexicon entry."""

    start: int
    end: int
    key: str


class Entity(NamedTuple):
    """What a statistical model took for a name: ``PER``, ``LOC`` or ``ORG``, with the probability that it is one."""

    start: int
    end: int
    label: str
    score: float


class Tokens(NamedTuple):
    """The tokens of a page, white space among them: where each begins, and what it is in the page's text."""

    starts: list[int]
    words: list[str]


class Layers(TypedDict, total=False):
    """What stages return: each key is an attribute of :class:`Page`; ``warnings`` are added to those of others."""

    text: str
    blocks: list[Block]
    title: Span | None
    dateline: Dateline | None
    byline: Byline | None
    sentences: list[Sentence]
    tokens: Tokens
    entities: list[Entity]
    recognised: list[Entity]
    phrases: dict[str, list[Phrase]]
    ranks: list[Rank]
    units: list[Unit]
    implied_units: list[Unit]
    positions: list[Position]
    holders: list[NameMention]
    changes: list[PostChange]
    facilities: list[Facility]
    organizations: list[Organization]
    names: list[NameMention]
    places: list[Place]
    persons: list[Person]
    settled_ranks: list[Rank]
    dates: list[TimeExpression]
    appointments: list[Appointment]
    quotes: list[Quote]
    events: list[Event]
    facts: list[Fact]
    warnings: list[Warning]


class Page:
    """One page: what was given of it, and the layers in the order in which the stages read them.

    All offsets are counted in ``raw``.  ``text`` is as long; once the layout is read, newlines inside of paragraphs are
    blanks in it.  Where ``raw`` is not the page as it was given, ``fold`` leads back to that one's offsets.
    """

    _spans: tuple[list[Block], list[tuple[int, int]]] = ([], [])
    """The article's spans and the blocks that they were read from."""

    def __init__(
        self,
        raw: str,
        *,
        given_title: str | None = None,
        published: datetime | None = None,
        outlet: str | None = None,
        url: str | None = None,
        fold: Fold | None = None,
    ) -> None:
        self.raw = raw
        self.fold = fold
        self.given_title = given_title
        self.published = published
        self.outlet = outlet
        self.url = url
        self.text = raw
        self.blocks: list[Block] = []
        self.title: Span | None = None
        """The headline found in the text."""
        self.dateline: Dateline | None = None
        self.byline: Byline | None = None
        self.sentences: list[Sentence] = []
        self.tokens = Tokens([], [])
        self.entities: list[Entity] = []
        """What the model said, as it said it."""
        self.recognised: list[Entity] = []
        """The same as the other stages use it."""
        self.phrases: dict[str, list[Phrase]] = {}
        """Hits of the automaton by kind."""
        self.ranks: list[Rank] = []
        self.units: list[Unit] = []
        self.implied_units: list[Unit] = []
        """Units that a post implies and no words name; ``units`` takes them up."""
        self.positions: list[Position] = []
        self.holders: list[NameMention] = []
        """Names beside ranks and posts; ``names`` takes them up."""
        self.changes: list[PostChange] = []
        """Who takes a post; ``appointments`` takes them up."""
        self.facilities: list[Facility] = []
        self.organizations: list[Organization] = []
        self.names: list[NameMention] = []
        self.places: list[Place] = []
        self.persons: list[Person] = []
        self.settled_ranks: list[Rank] = []
        """Ranks of which the holder's post tells the service; ``ranks`` takes them up."""
        self.dates: list[TimeExpression] = []
        self.appointments: list[Appointment] = []
        self.quotes: list[Quote] = []
        self.events: list[Event] = []
        self.facts: list[Fact] = []
        self.warnings: list[Warning] = []

    def article_spans(self) -> list[tuple[int, int]]:
        """The blocks that are article text, in order."""
        blocks, spans = self._spans
        if blocks is not self.blocks:
            spans = [(block.start, block.end) for block in self.blocks if block.kind in ARTICLE_KINDS]
            self._spans = self.blocks, spans
        return spans.copy()

    def hits(self, kind: str) -> list[Phrase]:
        """The phrase hits of one kind, in order of start."""
        return self.phrases.get(kind, [])


def take(page: Page, made: Layers) -> None:
    """Put what a stage returned on the page."""
    warnings = [*page.warnings, *made.get("warnings", ())]
    for name, layer in made.items():
        setattr(page, name, warnings if name == "warnings" else layer)
