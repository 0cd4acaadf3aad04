"""Sheets to gold articles and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..article import Article
from ..evaluation.articles import located
from ..evaluation.goldfile import GoldArticle, GoldDateline, GoldEvent, GoldPerson, GoldQuote, Stretch
from ..lexicon.annotation import label_of, load
from ..lexicon.ranks import load as ranks
from .sheet import Mark, Sheet

_EVENT = ("type", "label", "date", "venue", "place")


def to_gold(sheet: Sheet) -> GoldArticle:
    """The gold article that a sheet says.  Raises ValueError (pydantic's) for an event date or role that is none."""
    persons = list(_persons(sheet))
    names = {alias: person.name for person in persons for alias in person.aliases}
    lists: dict[str, Any] = {
        key: tuple(dict.fromkeys(sheet.words(mark) for mark in sheet.of("lists", key)))
        for key in load().lists
        if key != "noise"
    }
    return GoldArticle(
        id=sheet.id,
        text=sheet.text,
        title=sheet.fields.get("title"),
        published=sheet.fields.get("published"),
        dateline=_dateline(sheet),
        noise=tuple(
            Stretch(text=sheet.words(mark), start=mark.start, end=mark.end) for mark in sheet.of("lists", "noise")
        ),
        persons=tuple(persons),
        events=tuple(_events(sheet)),
        quotes=tuple(_quote(sheet, mark, names) for mark in sheet.of("quotes")),
        **lists,
    )


def _persons(sheet: Sheet) -> Iterator[GoldPerson]:
    """One person for each name; rank and post right before a name belong to it if nothing else was said."""
    found: dict[str, list[Mark]] = {}
    for mark in sheet.of("persons"):
        found.setdefault(sheet.words(mark), []).append(mark)
    for name, marks in found.items():
        roles = [mark.meaning.name for mark in marks if mark.meaning]
        role = next((role for role in roles if role != "other"), "other")
        fields = {
            key: [value for mark in marks for value in mark.fields.get(key, ())] for key in load().fields["persons"]
        }
        for key in ("rank", "position"):
            fields[key] = fields[key] or [words for mark in marks for words in _before(sheet, mark, key)]
        rank, position, unit = (next(iter(fields[key]), None) for key in ("rank", "position", "unit"))
        yield GoldPerson.model_validate(
            {
                "name": name,
                "rank": canonical_rank(rank),
                "position": position,
                "unit": unit,
                "role": role,
                "aliases": tuple(dict.fromkeys(alias for alias in fields["alias"] if alias != name)),
            }
        )


def _before(sheet: Sheet, person: Mark, key: str) -> Iterator[str]:
    """The rank or post that stands right before a name, with nothing but blanks, commas and the other one between."""
    edge = person.start
    for mark in sorted(sheet.of("parts"), key=lambda mark: -mark.end):
        if mark.end <= edge and mark.meaning and mark.meaning.name in ("rank", "position"):
            if sheet.text[mark.end : edge].strip(" ,\u00a0"):
                return
            if mark.meaning.name == key:
                yield sheet.words(mark)
                return
            edge = mark.start


def canonical_rank(rank: str | None) -> str | None:
    """``Ajun Komisaris Besar Polisi`` as ``AKBP``; what the lexicon does not know stays as written."""
    if rank is None:
        return None
    known = (
        entry.abbreviation for entry in ranks().ranks if rank in (*entry.forms, entry.full_name, entry.abbreviation)
    )
    return next(known, rank)


def _dateline(sheet: Sheet) -> GoldDateline | None:
    place, outlet = (next(map(sheet.words, sheet.of("parts", name)), None) for name in ("dateline", "outlet"))
    return GoldDateline(place=place, outlet=outlet) if place else None


def _events(sheet: Sheet) -> Iterator[GoldEvent]:
    """The main event: its type is a field of the whole text; venue and the like are fields or marks."""
    values = {name: sheet.fields.get(f"event_{name}") for name in _EVENT}
    for name in ("label", "venue", "place"):
        values[name] = values[name] or next(map(sheet.words, sheet.of("parts", name)), None)
    if values["type"]:
        yield GoldEvent.model_validate(values)


def _quote(sheet: Sheet, mark: Mark, names: dict[str, str]) -> GoldQuote:
    speaker, cue, via = (next(iter(mark.fields.get(key, ())), None) for key in ("speaker", "cue", "via"))
    assert mark.meaning is not None
    return GoldQuote.model_validate(
        {
            "text": sheet.words(mark),
            "start": mark.start,
            "end": mark.end,
            "kind": mark.meaning.name,
            "speaker": names.get(speaker, speaker) if speaker else None,
            "cue": cue,
            "via": names.get(via, via) if via else None,
        }
    )


def from_gold(gold: GoldArticle) -> tuple[Sheet, list[str]]:
    """The sheet of a gold article: each name marked where it stands first outside of noise; and what stands nowhere.

    Of several events the main one is kept.
    """
    lost: list[str] = []
    noise = [
        (start, end)
        for (start, end), piece in zip(located(gold.noise_stretches, gold.text), gold.noise_stretches, strict=True)
        if start >= 0 or lost.append(piece.text)
    ]
    marks = [Mark(start, end, label_of("lists", "noise")) for start, end in noise]

    def mark(words: str, label: str, **fields: str | None) -> None:
        span = _first(gold.text, words, noise)
        if span is None:
            lost.append(words)
            return
        marks.append(Mark(*span, label, {key: [value] for key, value in fields.items() if value}))

    for person in gold.persons:
        mark(
            person.name,
            label_of("persons", person.role or "other"),
            rank=person.rank,
            position=person.position,
            unit=person.unit,
        )
        if person.aliases and marks and person.name not in lost:
            marks[-1].fields["alias"] = list(person.aliases)
    for key in load().lists:
        for words in () if key == "noise" else getattr(gold, key):
            mark(words, label_of("lists", key))
    if gold.dateline:
        for name, words in (("dateline", gold.dateline.place), ("outlet", gold.dateline.outlet)):
            if words:
                mark(words, label_of("parts", name))
    for quote, (start, end) in zip(gold.quotes, located(gold.quotes, gold.text), strict=True):
        if start < 0:
            lost.append(quote.text)
            continue
        fields = {key: [value] for key in load().fields["quotes"] if (value := getattr(quote, key))}
        marks.append(Mark(start, end, label_of("quotes", quote.kind), fields))
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return Sheet(gold.id, gold.text, marks, dict(_fields(gold))), lost


def _fields(gold: GoldArticle) -> Iterator[tuple[str, str]]:
    for key in ("title", "published"):
        if value := getattr(gold, key):
            yield key, value
    for name in _EVENT:
        if gold.events and (value := getattr(gold.events[0], name)):
            yield f"event_{name}", value


def _first(text: str, words: str, noise: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Where words stand first as words, outside of noise if they do; in any case of letters if need be."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    for flags in (0, re.IGNORECASE):
        spans = [match.span() for match in re.finditer(pattern, text, flags)] if words else []
        outside = [span for span in spans if not any(start <= span[0] < end for start, end in noise)]
        if spans:
            return (outside or spans)[0]
    return None


def from_article(article: Article) -> Sheet:
    """A sheet with every mention of persons, units, organisations, places and facilities by name."""
    lists = (
        ("units", article.units),
        ("orgs", article.organizations),
        ("places", article.places),
        ("facilities", article.facilities),
    )
    found = [(label_of("persons", person.role), mention) for person in article.persons for mention in person.mentions]
    found += [(label_of("lists", key), m) for key, items in lists for item in items for m in item.mentions]
    marks = [Mark(m.start, m.end, label) for label, m in found if m.kind in ("name", "alias")]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return Sheet(article.id or "", article.text, marks)
