"""Doccano: exports of sequence labelling (``label``: triples) and of entities with relations, as JSON lines.

Doccano counts characters; what it does not keep (roles aside, there are no text fields) is tied with relations whose
names are those of the scheme.  Metadata of a text (``title``, ``published``, ``event_type`` …) are its fields.
"""

from __future__ import annotations

from ..evaluation.corpora import annotated
from ..evaluation.goldfile import FileError, Line
from .sheet import Mark, Sheet, tie

_ENTITIES, _RELATIONS = "entities", "relations"


def read(line: Line) -> Sheet:
    """One line of an export.  Raises FileError for a line that is none."""
    row = line.row
    item = annotated(line)
    fields = {key: value for key, value in row.items() if isinstance(value, str) and key not in ("id", "text")}
    sheet = Sheet(str(row.get("article_id") or item.id), item.text, [], fields)
    marks = [Mark(*span) for span in item.spans]
    if isinstance(row.get(_RELATIONS), list):
        marks = _tied(line, sheet)
    sheet.marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    return sheet


def _tied(line: Line, sheet: Sheet) -> list[Mark]:
    try:
        marks = {
            entity["id"]: Mark(entity["start_offset"], entity["end_offset"], entity["label"])
            for entity in line.row.get(_ENTITIES, ())
        }
        for relation in line.row[_RELATIONS]:
            tie(sheet, marks[relation["from_id"]], marks[relation["to_id"]], [relation["type"]])
    except (KeyError, TypeError) as error:
        raise FileError(line.path, line.number, f"no relations of Doccano ({type(error).__name__}: {error})") from None
    except ValueError as error:
        raise FileError(line.path, line.number, str(error)) from None
    return list(marks.values())
