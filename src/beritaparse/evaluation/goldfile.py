"""Gold files: one article a line with the facts that a careful reader takes from it (docs/gold_format.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..article import Role

T = TypeVar("T")


class FileError(ValueError):
    """A file that cannot be read; the message names file, line and reason."""

    def __init__(self, path: str | Path, line: int | None, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line is not None else f"{path}: {reason}")


class Loose(BaseModel):
    """Base of what a gold file holds: keys that are not ours are refused, so that a misspelt one is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldDateline(Loose):
    place: str | None = None
    outlet: str | None = None


class GoldPerson(Loose):
    name: str
    rank: str | None = None
    position: str | None = None
    unit: str | None = None
    role: Role | None = None
    aliases: tuple[str, ...] = ()


class GoldEvent(Loose):
    type: str
    label: str | None = None
    date: str | None = None
    venue: str | None = None
    place: str | None = None


class Stretch(Loose):
    """Words of the text; without offsets, the first place where they stand that is not taken is meant."""

    text: str
    start: int | None = None
    end: int | None = None


class GoldQuote(Stretch):
    kind: Literal["direct", "indirect", "mixed"]
    speaker: str | None = None
    cue: str | None = None
    via: str | None = None


class GoldArticle(Loose):
    """One line of a gold file.  Only ``id`` and ``text`` are required; ``source`` and ``meta`` are yours."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    source: Any = None
    meta: Any = None
    dateline: GoldDateline | None = None
    noise: tuple[str | Stretch, ...] = ()
    persons: tuple[GoldPerson, ...] = ()
    units: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    appointments: tuple[dict[str, Any], ...] = ()
    """Who takes which post; given by the parser, not scored."""
    quotes: tuple[GoldQuote, ...] = Field(default=())

    @property
    def noise_stretches(self) -> tuple[Stretch, ...]:
        return tuple(Stretch(text=piece) if isinstance(piece, str) else piece for piece in self.noise)


class Line(NamedTuple):
    path: str
    number: int
    row: dict[str, Any]


def read_lines(path: str | Path) -> Iterator[Line]:
    """Yield the JSON objects of a JSONL file.  Raises FileError for what is none."""
    with open(path, encoding="utf-8-sig") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield Line(str(path), number, _object(path, number, line))
        except UnicodeDecodeError as error:
            raise FileError(path, None, f"not UTF-8 text (byte {error.start})") from None


def _object(path: str | Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FileError(path, number, f"no JSON: {error}") from None
    if not isinstance(row, dict):
        raise FileError(path, number, f"expected a JSON object, not {type(row).__name__}")
    return row


def read_gold(paths: Iterable[str | Path]) -> dict[str, GoldArticle]:
    """Read gold files.  Raises FileError for a line that is no gold article and for an id that comes twice."""
    return _by_id(paths, gold_article)


def _by_id(paths: Iterable[str | Path], read: Callable[[Line], GoldArticle]) -> dict[str, GoldArticle]:
    found: dict[str, GoldArticle] = {}
    for path in paths:
        for line in read_lines(path):
            article = read(line)
            if article.id in found:
                raise FileError(path, line.number, f"the id {article.id!r} comes twice")
            found[article.id] = article
    return found


def read_predictions(path: str | Path, golds: dict[str, GoldArticle]) -> dict[str, GoldArticle]:
    """Read predictions for gold articles: the same keys, matched by id; the text is that of the gold article.

    Keys that the gold format does not have are passed over.  Raises FileError for a line that cannot be used.
    """

    def prediction(line: Line) -> GoldArticle:
        if line.row.get("id") not in golds:
            raise FileError(line.path, line.number, f"no gold article has the id {line.row.get('id')!r}")
        known = {key: value for key, value in line.row.items() if key in GoldArticle.model_fields}
        return gold_article(line._replace(row=known | {"text": golds[line.row["id"]].text}))

    return _by_id([path], prediction)


def gold_article(line: Line) -> GoldArticle:
    """Check one line.  Raises FileError that names every key that is wrong."""
    row = {key: value for key, value in line.row.items() if value is not None}
    try:
        return GoldArticle.model_validate(row)
    except ValidationError as error:
        raise FileError(line.path, line.number, "; ".join(_reasons(error))) from None


def _reasons(error: ValidationError) -> list[str]:
    reasons: dict[str, None] = {}
    for problem in error.errors():
        place = ".".join(str(part) for part in problem["loc"] if part not in ("str", "Stretch"))
        reasons[f"{place}: {problem['msg']}"] = None
    return list(reasons)


def unfound(article: GoldArticle) -> Iterator[str]:
    """Say which verbatim strings of an article are not in its text (no-break spaces count as blanks)."""
    text = article.text.replace("\u00a0", " ")
    for key, words in _verbatim(article):
        if words.replace("\u00a0", " ") not in text:
            yield f"{key} {words[:70]!r} is not in the text"
    for piece in (*article.noise_stretches, *article.quotes):
        if piece.start is not None and text[piece.start : piece.end] != piece.text.replace("\u00a0", " "):
            yield f"{piece.text[:70]!r} does not stand at {piece.start}:{piece.end}"


def _verbatim(article: GoldArticle) -> Iterator[tuple[str, str]]:
    if article.dateline and article.dateline.place:
        yield "dateline.place", article.dateline.place
    for piece in article.noise_stretches:
        yield "noise", piece.text
    for event in article.events:
        for key in ("venue", "place"):
            words = getattr(event, key)
            if words:
                yield f"event.{key}", words
    for quote in article.quotes:
        yield "quote", quote.text
