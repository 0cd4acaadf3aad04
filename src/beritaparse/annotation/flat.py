"""Sheets as corpora of names: JSON lines with spans, IOB."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

from ..layout.tokens import tokens
from .sheet import Sheet, name_label

Span = tuple[int, int, str]


def names(sheet: Sheet) -> list[Span]:
    """Names with their labels in a corpus; of names that overlap the longest stays, of equal ones the first."""
    found: list[Span] = []
    for mark in sorted(sheet.marks, key=lambda mark: (mark.start - mark.end, mark.start)):
        label = name_label(mark)
        if label and all(mark.end <= start or end <= mark.start for start, end, _ in found):
            found.append((mark.start, mark.end, label))
    return sorted(found)


def to_spans(sheet: Sheet) -> str:
    """One JSON line: id, text, spans."""
    spans = [{"start": start, "end": end, "label": label} for start, end, label in names(sheet)]
    return json.dumps({"id": sheet.id, "text": sheet.text, "spans": spans}, ensure_ascii=False) + "\n"


def to_iob(sheet: Sheet) -> str:
    """Words and labels, a blank line after each line of the text.  A name that begins or ends inside a word cuts it."""
    return "".join(
        "".join(f"{word}\t{label}\n" for word, label in words) + "\n"
        for words in _lines(sheet.text, names(sheet))
        if words
    )


def _lines(text: str, spans: list[Span]) -> Iterator[list[tuple[str, str]]]:
    cuts = {edge for start, end, _ in spans for edge in (start, end)}
    line: list[tuple[str, str]] = []
    for begin, word in zip(*tokens(text), strict=True):
        if word.isspace():
            if "\n" in word:
                yield line
                line = []
            continue
        stop = begin + len(word)
        edges = sorted({begin, stop, *(cut for cut in cuts if begin < cut < stop)})
        for start, end in pairwise(edges):
            label = next((f"{'B' if a == start else 'I'}-{name}" for a, b, name in spans if a <= start < b), "O")
            line.append((text[start:end], label))
    yield line
