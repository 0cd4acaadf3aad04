"""One article for a person to read: coloured spans and a fact sheet on a terminal, plain text in a pipe."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..article import ARTICLE_KINDS, Article, Person, Quote
from ..commands import harmless

STYLES = {
    "person": "bold cyan",
    "unit": "green",
    "position": "yellow",
    "place": "magenta",
    "facility": "blue",
    "date": "bright_red",
    "quote": "italic",
}


def show(article: Article, console: Console, *, text: bool = True) -> None:
    """Print an article to ``console``; ``text`` also prints its text with coloured spans."""
    if article.title:
        console.print(Text(harmless(article.title), style="bold underline"))
    if article.dateline:
        console.print(Text(harmless(article.dateline.text), style="dim"))
    if text and console.is_terminal:
        console.print()
        console.print(_coloured(article))
    console.print()
    console.print(_sheet(article))
    for warning in article.warnings:
        console.print(Text(harmless(f"warning: {warning.message} [{warning.code}]"), style="yellow"))


def _coloured(article: Article) -> Text:
    body = Text(harmless(article.text))
    for block in article.blocks:
        if block.kind not in ARTICLE_KINDS:
            body.stylize("dim strike", block.start, block.end)
    for quote in article.quotes:
        body.stylize(STYLES["quote"], quote.start, quote.end)
    for kind, entities in (
        ("unit", article.units),
        ("place", article.places),
        ("facility", article.facilities),
        ("person", article.persons),
    ):
        for entity in entities:
            for mention in entity.mentions:
                body.stylize(STYLES[kind], mention.start, mention.end)
    for time in article.dates:
        body.stylize(STYLES["date"], time.start, time.end)
    return body


def _sheet(article: Article) -> Table:
    people = {person.id: person for person in article.persons}
    sheet = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    sheet.add_column(style="bold", no_wrap=True)
    sheet.add_column(overflow="fold")
    for event in article.events[:3]:
        parts = [event.label or event.type, f"({event.type})", event.date, event.venue, event.place]
        sheet.add_row("Event", Text(harmless(" · ".join(part for part in parts if part))))
    for person in article.persons:
        sheet.add_row("Person", Text(harmless(_person_line(person))))
    units = [unit.name for unit in article.units if unit.mentions]
    names = {person.id: person.name for person in article.persons}
    for label, names in (
        ("Units", units),
        ("Organisations", [organization.name for organization in article.organizations]),
        (
            "Places",
            [f"{place.name} [{place.code}]" if place.code else place.name for place in article.places],
        ),
        ("Facilities", [facility.name for facility in article.facilities]),
        ("Dates", [f"{time.text} = {time.value}" for time in article.dates if time.value]),
        ("Appointments", [f"{names[each.person_id]}: {each.text}" for each in article.appointments]),
        ("Facts", [f"{fact.kind}: {fact.text}" for fact in article.facts]),
    ):
        if names:
            sheet.add_row(label, Text(harmless("\n".join(dict.fromkeys(names)))))
    for quote in article.quotes:
        sheet.add_row("Quote", Text(harmless(_quote_line(quote, people))))
    return sheet


def _person_line(person: Person) -> str:
    rank = f"{person.rank.abbreviation} " if person.rank else ""
    age = f" ({person.age})" if person.age is not None else ""
    post = f", {person.position.text}" if person.position else ""
    return f"{rank}{person.name}{age}{post} – {person.role}"


def _quote_line(quote: Quote, people: dict[str, Person]) -> str:
    speaker = quote.speaker
    name = "?"
    if speaker is not None:
        person = people.get(speaker.person_id) if speaker.person_id else None
        name = person.name if person else speaker.description or "?"
    via = people.get(quote.via_person_id) if quote.via_person_id else None
    relay = f" via {via.name}" if via else ""
    mark = "“{}”" if quote.kind == "direct" else "{}"
    return f"{name}{relay} ({quote.kind}): {mark.format(quote.text)}"
