"""The schemas of the output, made from the models of the contract: nested for Arrow, flat for tables."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from ..article import Appointment, Article, Event, Person, Quote, TimeExpression
from ..redaction.public import is_public
from . import moments

Scalar = Literal["text", "integer", "real", "boolean", "timestamp", "date"]
_SCALARS: dict[Any, Scalar] = {str: "text", int: "integer", float: "real", bool: "boolean", datetime: "text"}
_RENAMED = {"start": "start_char", "end": "end_char"}  # END is a reserved word of SQL
_ELSEWHERE = {"mentions", "organizer_ids", "participant_ids", "participants"}  # in tables of their own


class Beside(NamedTuple):
    """A column that stands behind that of a field and says the same of it in a type of databases."""

    name: str
    kind: Scalar
    field: str
    made: Callable[[str], str | None]


BESIDE: dict[type[BaseModel], tuple[Beside, ...]] = {
    Article: (
        Beside("published_at", "timestamp", "published", moments.instant),
        Beside("published_day", "date", "published", moments.day),
    ),
    TimeExpression: (Beside("day", "date", "value", moments.day),),
    Event: (Beside("day", "date", "date", moments.day),),
    Appointment: (Beside("day", "date", "date", moments.day),),
    Quote: (Beside("day", "date", "date", moments.day),),
}
"""Moments and days beside the ISO 8601 strings of the contract, which may be partial and of any zone: ``timestamp`` is
a moment in UTC (one without a zone is read as one in WIB), ``date`` the day in the zone of the page, and both are null
where a string names no single day."""


class Shape(NamedTuple):
    """What a field holds: a scalar, a model or a list of either."""

    scalar: Scalar | None
    model: type[BaseModel] | None
    many: bool


@cache
def shape(annotation: Any) -> Shape:
    """Return the shape of an annotation of the contract; raises TypeError for one that has no place in a table."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return shape(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if len(inner) == 1:
            return shape(inner[0])
    elif origin is Literal:
        return Shape("text", None, False)
    elif origin is tuple:
        return shape(get_args(annotation)[0])._replace(many=True)
    elif annotation in _SCALARS:
        return Shape(_SCALARS[annotation], None, False)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(None, annotation, False)
    raise TypeError(f"no column for {annotation!r}")


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Shape]]:
    for name, field in model.model_fields.items():
        yield name, shape(field.annotation)


def beside(model: type[BaseModel] | None, field: str) -> tuple[Beside, ...]:
    """The columns that stand behind that of a field."""
    return tuple(one for one in BESIDE.get(model or BaseModel, ()) if one.field == field)


class Column(NamedTuple):
    """A column of a table; ``path`` leads to its value in a row of the contract, of which ``made`` makes another."""

    name: str
    kind: Scalar
    path: tuple[str, ...] = ()
    json: bool = False
    made: Callable[[Any], Any] | None = None


class Table(NamedTuple):
    """A table: ``key`` is its primary key; every table but the first three refers to ``articles``."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


def _columns(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[Column]:
    for name, found in fields(model):
        here = (*path, name)
        label = "_".join((*path, _RENAMED.get(name, name)))
        if name in _ELSEWHERE or (found.many and found.model):
            continue
        if found.model:
            yield from _columns(found.model, here)
        else:
            yield Column(label, "text" if found.many else found.scalar or "text", here, found.many)
            for one in beside(model, name) if not path else ():
                yield Column(one.name, one.kind, here, made=one.made)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text") for name in names)


_ARTICLE = Column("article", "integer")
_NUMBER = Column("number", "integer")


_DERIVED: dict[type[BaseModel], tuple[Column, ...]] = {
    Person: (Column("public", "boolean", made=is_public),),
    Event: (Column("dateline_only", "boolean", ("dateline_only",)),),
}
"""What tables say besides the contract: whether a person is one of whom reports speak by name, and whether an event's
place is known from the dateline alone, which says where the newsroom sat rather than where something happened."""


@cache
def layers() -> dict[str, type[BaseModel]]:
    """The lists of an article, by name: each becomes a table."""
    return {name: found.model for name, found in fields(Article) if found.many and found.model}


@cache
def tables() -> dict[str, Table]:
    """All tables, by name.

    ``article`` numbers the articles of the output from 1 and ties all tables together; ``number`` counts from 0 within
    an article.
    """
    span = (Column("text", "text"), Column("start_char", "integer"), Column("end_char", "integer"))
    made = [Table("articles", (_ARTICLE, *_columns(Article)), ("article",))]
    for name, model in layers().items():
        first = () if "id" in model.model_fields else (_NUMBER,)
        key = "number" if first else "id"
        made.append(Table(name, (_ARTICLE, *first, *_columns(model), *_DERIVED.get(model, ())), ("article", key)))
    made += [
        Table(
            "mentions",
            (_ARTICLE, *_texts("layer", "owner_id"), _NUMBER, *_texts("kind", "rule"), *span),
            ("article", "layer", "owner_id", "number"),
        ),
        Table(
            "participants",
            (_ARTICLE, Column("event", "integer"), _NUMBER, Column("role", "text"), Column("owner_id", "text"), *span),
            ("article", "event", "number"),
        ),
        Table(
            "errors",
            (*_texts("file", "id", "kind", "reason"), Column("line", "integer"), Column("kept", "boolean")),
            (),
        ),
    ]
    return {table.name: table for table in made}


def rows(article: dict[str, Any], number: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the rows of one article, as it stands in JSON, with the name of each row's table."""
    known = tables()
    known_from = _datelined(article)
    for event in article["events"]:
        event["dateline_only"] = event["place_id"] in known_from
    yield "articles", (number, *_values(known["articles"].columns[1:], article))
    for layer in layers():
        table = known[layer]
        counted = table.key[-1] == "number"
        for index, entry in enumerate(article[layer]):
            first = (number, index) if counted else (number,)
            yield layer, (*first, *_values(table.columns[len(first) :], entry))
            for place, mention in enumerate(entry.get("mentions", ())):
                yield (
                    "mentions",
                    (number, layer, entry["id"], place, mention["kind"], mention["rule"], *_span(mention)),
                )
    for index, event in enumerate(article["events"]):
        people = [("organizer", owner, (None, None, None)) for owner in event["organizer_ids"]]
        people += [("participant", owner, (None, None, None)) for owner in event["participant_ids"]]
        people += [("described", None, _span(span)) for span in event["participants"]]
        for place, (role, owner, span) in enumerate(people):
            yield "participants", (number, index, place, role, owner, *span)


def _datelined(article: dict[str, Any]) -> set[str]:
    """The places whose every mention lies inside the dateline."""
    dateline = article["dateline"]
    if dateline is None:
        return set()
    return {
        place["id"]
        for place in article["places"]
        if all(dateline["start"] <= m["start"] and m["end"] <= dateline["end"] for m in place["mentions"])
    }


def _span(span: dict[str, Any]) -> tuple[Any, ...]:
    return span["text"], span["start"], span["end"]


def _values(columns: tuple[Column, ...], entry: dict[str, Any]) -> Iterator[Any]:
    for column in columns:
        value: Any = entry
        for step in column.path:
            value = value[step] if value is not None else None
        if column.json:
            value = json.dumps(value or [], ensure_ascii=False)
        yield column.made(value) if column.made is not None and value is not None else value
