"""A page with the layers that the quotes stage reads, made by hand so that only this stage is tested."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from beritaparse.article import (
    Block,
    Mention,
    Person,
    Position,
    Quote,
    Sentence,
    TimeExpression,
    Unit,
)
from beritaparse.page import Page as Whole
from beritaparse.page import take
from beritaparse.quotes.stage import quote_stage

Parse = Callable[..., "Page"]
SENTENCE_END = re.compile(r"(?<![A-Z])(?<!Pol)(?<!No)[.!?]+[\"”’)]*\s+(?=[A-Z\"“])")


class Page:
    """The parsed page in the words of a test."""

    def __init__(self, whole: Whole) -> None:
        self.text = whole.text
        self.quotes: list[Quote] = whole.quotes
        self.warnings: list[str] = [warning.code for warning in whole.warnings]
        self._names = {person.id: person.name for person in whole.persons}

    @property
    def texts(self) -> list[str]:
        return [quote.text for quote in self.quotes]

    @property
    def said(self) -> list[tuple[str, str | None]]:
        """Kind and speaker of every quotation: a name, or the description as written."""
        return [(quote.kind, self.speaker(quote)) for quote in self.quotes]

    @property
    def speakers(self) -> list[str | None]:
        return [self.speaker(quote) for quote in self.quotes]

    @property
    def via(self) -> list[str | None]:
        return [self._names.get(quote.via_person_id or "") for quote in self.quotes]

    def speaker(self, quote: Quote) -> str | None:
        if quote.speaker is None:
            return None
        return self._names.get(quote.speaker.person_id or "") or quote.speaker.description


def lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        found.append((at, at + len(line)))
        at += len(line)
    return found


def find(text: str, name: str, kind: str) -> list[Mention]:
    return [
        Mention(start=match.start(), end=match.end(), text=match.group(), kind=kind, rule="test")  # type: ignore[arg-type]
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def made(text: str, people: Mapping[str, str | Sequence[str]]) -> list[Person]:
    """Persons from ``{name: post}`` or ``{name: [post, alias, …]}``."""
    persons = []
    for index, (name, given) in enumerate(people.items()):
        post, *aliases = [given] if isinstance(given, str) else given
        mentions = find(text, name, "name")
        taken = {(mention.start, mention.end) for mention in mentions}
        for alias in aliases:
            mentions += [
                mention
                for mention in find(text, alias, "alias")
                if not any(start <= mention.start < end for start, end in taken)
            ]
        if post:
            mentions += find(text, post, "position")
        position = Position(start=0, end=0, text=post, title=post.split()[0], rule="test") if post else None
        persons.append(
            Person(
                id=f"p{index}",
                name=name,
                position=position,
                role="official" if post else "other",
                mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
            )
        )
    return persons


@pytest.fixture
def parse() -> Parse:
    def run(
        text: str,
        people: Mapping[str, str | Sequence[str]] | None = None,
        *,
        units: Sequence[str] = (),
        dates: Mapping[str, str] | None = None,
        title: bool = False,
    ) -> Page:
        whole = Whole(text)
        blocks, sentences = [], []
        for index, (start, end) in enumerate(lines(text)):
            kind = "title" if title and index == 0 else "paragraph"
            blocks.append(Block(kind=kind, start=start, end=end))  # type: ignore[arg-type]
            at = start
            for match in SENTENCE_END.finditer(text, start, end):
                sentences.append(Sentence(start=at, end=match.end(), block=index))
                at = match.end()
            if at < end:
                sentences.append(Sentence(start=at, end=end, block=index))
        whole.blocks = blocks
        whole.sentences = sentences
        whole.persons = made(text, people or {})
        whole.units = [
            Unit(
                id=name.lower(),
                name=name,
                kind="unit",
                service="polri",
                mentions=tuple(find(text, name, "name")),
            )
            for name in units
        ]
        whole.dates = [
            TimeExpression(
                start=text.index(written),
                end=text.index(written) + len(written),
                text=written,
                value=value,
                granularity="day",
                rule="test",
            )
            for written, value in (dates or {}).items()
        ]
        take(whole, quote_stage(whole))
        return Page(whole)

    return run
