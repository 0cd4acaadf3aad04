"""From a file of annotations to another format."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..article import Article
from ..evaluation.corpora import is_spans
from ..evaluation.goldfile import FileError, Line, gold_article, read_lines
from . import doccano, label_studio
from .flat import to_iob, to_spans
from .gold import from_article, from_gold, to_gold
from .sheet import Sheet


class Target(str, Enum):
    gold = "gold"
    spans = "spans"
    iob = "iob"
    labelstudio = "labelstudio"


Note = Callable[[str], None]


def convert(paths: Iterable[str | Path], target: Target, note: Note) -> Iterator[str]:
    """Yield the pieces of the converted file.

    Reads Label Studio (JSON, JSON-MIN, JSON lines of tasks), Doccano (JSON lines), gold files, and articles as
    ``parse`` and ``batch`` write them, told apart by what is in them; ``note`` is called with what is passed over.
    Raises OSError and FileError (file, line or number of the task, reason) for what cannot be read.
    """
    sheets = (sheet for path in paths for sheet in read(path, target, note))
    if target is Target.labelstudio:
        yield label_studio.tasks(sheets)
        return
    for sheet in sheets:
        if target is Target.gold:
            yield _gold(sheet)
        else:
            yield to_spans(sheet) if target is Target.spans else to_iob(sheet)


def read(path: str | Path, target: Target, note: Note) -> Iterator[Sheet]:
    """The sheets of a file."""
    tasks = _json_tasks(path)
    if tasks is not None:
        made = (label_studio.read(str(path), number, row, note) for number, row in enumerate(tasks, 1))
    else:
        made = (_line(line, target, note) for line in read_lines(path))
    yield from (sheet for sheet in made if sheet is not None)


def _line(line: Line, target: Target, note: Note) -> Sheet | None:
    if label_studio.is_export(line.row):
        return label_studio.read(line.path, line.number, line.row, note)
    return doccano.read(line) if is_spans(line.row) else _ours(line, target, note)


def _json_tasks(path: str | Path) -> list[Any] | None:
    """The tasks of a JSON document that is a list; None for JSON lines."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            if file.read(1).strip() != "[":
                return None
            file.seek(0)
            tasks = json.load(file)
    except ValueError as error:
        raise FileError(path, None, f"no JSON: {error}") from None
    for number, row in enumerate(tasks, 1):
        if not isinstance(row, dict):
            raise FileError(path, number, f"no task of Label Studio: expected an object, not {type(row).__name__}")
    return tasks


def _ours(line: Line, target: Target, note: Note) -> Sheet:
    """The sheet of an article, or of a gold article, which names each thing once only."""
    names = target in (Target.spans, Target.iob)
    if "schema_version" in line.row:
        article = _article(line)
        if names:
            return from_article(article)
        gold = gold_article(line._replace(row=article.to_gold()))
    elif names:
        reason = "a gold file does not say wherever a name stands; convert articles (beritaparse parse) instead"
        raise FileError(line.path, line.number, reason)
    else:
        gold = gold_article(line)
    sheet, lost = from_gold(gold)
    for words in lost:
        note(f"{gold.id}: {words[:70]!r} is not in the text and has no mark")
    return sheet


def _article(line: Line) -> Article:
    try:
        return Article.model_validate({"id": f"{line.path}:{line.number}"} | _given(line.row))
    except ValidationError as error:
        raise FileError(line.path, line.number, f"no article of this version: {error.errors()[0]['msg']}") from None


def _given(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _gold(sheet: Sheet) -> str:
    try:
        gold = to_gold(sheet)
    except ValidationError as error:
        raise ValueError(f"{sheet.id}: {'; '.join(problem['msg'] for problem in error.errors())}") from None
    return json.dumps(gold.model_dump(exclude={"source", "meta", "appointments"}), ensure_ascii=False) + "\n"
