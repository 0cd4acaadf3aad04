"""Label Studio: exports (JSON, JSON-MIN) to sheets, and sheets to tasks with what was read as a prediction.

The labelling configuration that both sides agree on is :func:`config`; other projects are read as well as far as their
labels and relations have a place in the scheme.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import quoteattr

from ..evaluation.goldfile import FileError
from ..events.triggers import Taxonomy
from ..lexicon import read as lexicon
from ..lexicon.annotation import load
from .sheet import Mark, Sheet, tie

MODEL = "beritaparse"
_TEXT = ("text", "content", "article")
_DOCUMENT = ("event_type", "event_date", "event_label", "event_venue", "event_place")


def is_export(row: Any) -> bool:
    """Is this a task of Label Studio?"""
    return isinstance(row, dict) and (isinstance(row.get("data"), dict) or _is_minimal(row))


def _is_minimal(row: dict[str, Any]) -> bool:
    return any(
        isinstance(value, list) and value and isinstance(value[0], dict) and "labels" in value[0]
        for value in row.values()
    )


def read(path: str, number: int, row: dict[str, Any], note: Callable[[str], None]) -> Sheet | None:
    """The sheet of a task.

    Of several annotations the first that was not cancelled counts; of a task without one there is no sheet; ``note`` is
    told both.  Raises FileError with the number of a task that cannot be read.
    """
    try:
        return _task(row, number, note) if "data" in row else _minimal(row, number)
    except (KeyError, TypeError) as error:
        raise FileError(path, number, f"no task of Label Studio ({type(error).__name__}: {error})") from None
    except ValueError as error:
        raise FileError(path, number, str(error)) from None


def _task(row: dict[str, Any], number: int, note: Callable[[str], None]) -> Sheet | None:
    sheet = _sheet(row["data"], row.get("id", number))
    done = [one for one in row.get("annotations", ()) if not one.get("was_cancelled")]
    if not done:
        note(f"{sheet.id}: no annotation, passed over")
        return None
    if len(done) > 1:
        note(f"{sheet.id}: {len(done)} annotations, the first one is taken")
    _fill(sheet, done[0]["result"])
    return sheet


def _minimal(row: dict[str, Any], number: int) -> Sheet:
    sheet = _sheet(row, row.get("id", number))
    for value in row.values():
        if isinstance(value, list):
            sheet.marks += [_mark(sheet, item, item["labels"][0]) for item in value if isinstance(item, dict)]
    sheet.marks.sort(key=lambda mark: (mark.start, -mark.end))
    return sheet


def _sheet(data: dict[str, Any], id: Any) -> Sheet:
    key = next((key for key in _TEXT if isinstance(data.get(key), str)), None)
    if key is None:
        raise ValueError(f"no text: expected one of {', '.join(_TEXT)} in the task's data")
    known = ("title", "published", *_DOCUMENT)
    fields = {name: value for name in known if isinstance(value := data.get(name), str) and value}
    return Sheet(str(data.get("article_id") or id), data[key], [], fields)


def _fill(sheet: Sheet, results: list[dict[str, Any]]) -> None:
    marks: dict[str, Mark] = {}
    for result in results:
        value = result.get("value", {})
        if "labels" in value:
            marks[result["id"]] = _mark(sheet, value, value["labels"][0])
    for result in results:
        value = result.get("value", {})
        if result.get("type") == "relation":
            one, other = (marks.get(result[key]) for key in ("from_id", "to_id"))
            if one is None or other is None:
                raise ValueError("a relation to a mark that is not there")
            tie(sheet, one, other, result.get("labels") or [])
        elif "labels" not in value:
            given = [str(item) for item in value.get("text") or value.get("choices") or ()]
            if result.get("id") in marks:
                marks[result["id"]].fields.setdefault(result["from_name"], []).extend(given)
            elif given:
                sheet.fields[result["from_name"]] = given[0]
    sheet.marks = sorted(marks.values(), key=lambda mark: (mark.start, -mark.end))


def _mark(sheet: Sheet, value: dict[str, Any], label: str) -> Mark:
    """A mark; where characters outside the basic plane are counted twice (UTF-16), offsets are put right."""
    start, end, words = value["start"], value["end"], value.get("text")
    if words is not None and sheet.text[start:end] != words:
        units = sheet.text.encode("utf-16-le")
        start, end = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in (start, end))
        if sheet.text[start:end] != words:
            raise ValueError(f"{words!r} does not stand at {value['start']}:{value['end']}")
    if not 0 <= start < end <= len(sheet.text):
        raise ValueError(f"the mark {start}:{end} does not lie in the text of {len(sheet.text)}")
    return Mark(start, end, label)


def task(sheet: Sheet) -> dict[str, Any]:
    """A task with a prediction, to be corrected by a person."""
    results: list[dict[str, Any]] = []
    for number, mark in enumerate(sheet.marks, 1):
        place = {"start": mark.start, "end": mark.end, "text": sheet.words(mark)}
        common = {"id": f"m{number}", "to_name": "text"}
        results.append(common | {"from_name": "label", "type": "labels", "value": place | {"labels": [mark.label]}})
        results += [
            common | {"from_name": name, "type": "textarea", "value": place | {"text": values}}
            for name, values in mark.fields.items()
        ]
    for name in _DOCUMENT:
        if value := sheet.fields.get(name):
            kind, key = ("choices", "choices") if name == "event_type" else ("textarea", "text")
            results.append({"id": name, "from_name": name, "to_name": "text", "type": kind, "value": {key: [value]}})
    data = {"article_id": sheet.id, "text": sheet.text}
    data |= {name: sheet.fields[name] for name in ("title", "published") if name in sheet.fields}
    return {"data": data, "predictions": [{"model_version": MODEL, "result": results}]}


def tasks(sheets: Iterable[Sheet]) -> str:
    """The file that Label Studio imports."""
    return json.dumps([task(sheet) for sheet in sheets], ensure_ascii=False, indent=1) + "\n"


def config() -> str:
    """The labelling configuration (XML) of the scheme, to be pasted into a project."""
    scheme = load()
    groups = {"persons": scheme.persons, "lists": scheme.lists, "quotes": scheme.quotes, "parts": scheme.parts}
    labels = [labels[0] for entries in groups.values() for labels in entries.values()]
    fields = [(group, name) for group, names in scheme.fields.items() for name in names]
    owners = {
        "persons": ",".join(names[0] for names in scheme.persons.values()),
        "quotes": ",".join(names[0] for names in scheme.quotes.values()),
    }
    lines = [
        "<View>",
        '  <Text name="text" value="$text" granularity="word"/>',
        '  <Labels name="label" toName="text">',
        *(f"    <Label value={quoteattr(label)}/>" for label in labels),
        "  </Labels>",
        "  <Relations>",
        *(f"    <Relation value={quoteattr(name)}/>" for _, name in fields),
        "  </Relations>",
        *(
            f'  <TextArea name="{name}" toName="text" perRegion="true" whenTagName="label" '
            f'whenLabelValue={quoteattr(owners[group])} placeholder="{name}"/>'
            for group, name in fields
        ),
        '  <Choices name="event_type" toName="text" showInline="true">',
        *(f"    <Choice value={quoteattr(entry.id)}/>" for entry in lexicon("events", Taxonomy).type),
        "  </Choices>",
        *(f'  <TextArea name="{name}" toName="text" placeholder="{name}"/>' for name in _DOCUMENT[1:]),
        "</View>",
    ]
    return "\n".join(lines) + "\n"
