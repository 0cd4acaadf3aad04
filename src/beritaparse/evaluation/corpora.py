"""Corpora with entities: IOB files, JSON lines with spans, spaCy's DocBin.

Each becomes a list of texts with spans ``(start, end, label)``; a reader says file and line of what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .goldfile import FileError, Line, read_lines

Span = tuple[int, int, str]

_LABEL = re.compile(r"O|[BIESLU][-_].+")
_IOB_END = frozenset("ESLU")
_IOB_BEGIN = frozenset("BSU")
_SPAN_KEYS = ("spans", "entities", "label", "labels")
_START, _END, _NAME = ("start", "start_offset"), ("end", "end_offset"), ("label", "labels", "type", "entity")


class Annotated(NamedTuple):
    """A text with its entities.  ``words`` where the corpus gives them: the text is they, a blank between."""

    id: str
    text: str
    spans: tuple[Span, ...]
    words: tuple[str, ...] | None = None


def read_iob(path: str | Path) -> Iterator[Annotated]:
    """Read sentences of ``word … label`` lines with a blank line between (IOB1, IOB2, BIOES, BILOU).

    Columns are separated by a tab or, where there is none, by blanks; the first is the word, the last its label.
    Lines that begin with ``-DOCSTART-`` and comments (``# …``) are passed over.
    """
    rows: list[tuple[str, str]] = []
    first = number = 0
    try:
        with open(path, encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                columns = line.rstrip("\r\n").split("\t") if "\t" in line else line.split()
                if not "".join(columns).strip():
                    if rows:
                        yield _sentence(f"{path}:{first}", rows)
                        rows = []
                    continue
                comment = line.startswith("#") and not _LABEL.fullmatch(columns[-1].strip())
                if comment or columns[0] == "-DOCSTART-":
                    continue
                if len(columns) < 2:
                    raise FileError(path, number, f"expected a word and a label, found {line.strip()!r}")
                word, label = columns[0].strip(), columns[-1].strip()
                if not word or not _LABEL.fullmatch(label):
                    raise FileError(path, number, f"no label of IOB: {label!r}" if word else "the word is empty")
                if not rows:
                    first = number
                rows.append((word, label))
    except UnicodeDecodeError as error:
        raise FileError(path, None, f"not UTF-8 text (byte {error.start})") from None
    if rows:
        yield _sentence(f"{path}:{first}", rows)


def _sentence(id: str, rows: Sequence[tuple[str, str]]) -> Annotated:
    words = tuple(word for word, _ in rows)
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    spans = tuple(
        (starts[first], starts[stop - 1] + len(words[stop - 1]), label)
        for first, stop, label in iob_spans([label for _, label in rows])
    )
    return Annotated(id, " ".join(words), spans, words)


def iob_spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield ``(first, last + 1, type)`` of a sequence of labels; an inner label without a beginning begins one."""
    start, kind = -1, ""
    for index, label in enumerate(labels):
        tag, _, name = label.replace("_", "-", 1).partition("-")
        if kind and (tag == "O" or name != kind or tag in _IOB_BEGIN):
            yield start, index, kind
            kind = ""
        if tag != "O" and not kind:
            start, kind = index, name
        if tag in _IOB_END:
            yield start, index + 1, kind
            kind = ""
    if kind:
        yield start, len(labels), kind


def is_spans(row: dict[str, Any]) -> bool:
    """Does a JSON line hold a text with spans?"""
    return isinstance(row.get("text"), str) and any(isinstance(row.get(key), list) for key in _SPAN_KEYS)


def read_spans(path: str | Path) -> Iterator[Annotated]:
    """Read JSON lines with ``text`` and ``spans`` or ``entities`` (objects with start, end, label, or triples);
    Doccano's ``label`` too."""
    for line in read_lines(path):
        yield annotated(line)


def annotated(line: Line) -> Annotated:
    """One line of a JSONL file with spans."""
    if not is_spans(line.row):
        raise FileError(line.path, line.number, f"expected the keys 'text' and one of {', '.join(_SPAN_KEYS)}")
    text: str = line.row["text"]
    key = next(key for key in _SPAN_KEYS if isinstance(line.row.get(key), list))
    spans = [_span(line, item, len(text)) for item in line.row[key]]
    return Annotated(str(line.row.get("id", f"{line.path}:{line.number}")), text, tuple(sorted(set(spans))))


def _span(line: Line, item: Any, length: int) -> Span:
    if isinstance(item, dict):
        item = [next((item[key] for key in keys if key in item), None) for keys in (_START, _END, _NAME)]
    if not (isinstance(item, list) and len(item) >= 3):
        raise FileError(line.path, line.number, f"no span: {item!r}")
    start, end, label = item[:3]
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(label, str)):
        raise FileError(line.path, line.number, f"a span needs start, end and label: {item!r}")
    if not 0 <= start < end <= length:
        raise FileError(line.path, line.number, f"the span {start}:{end} does not lie in the text of {length}")
    return start, end, label


def read_docbin(path: str | Path) -> Iterator[Annotated]:
    """Read the entities of spaCy's ``.spacy`` files."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        docs = list(DocBin().from_disk(path).get_docs(Vocab()))
    except OSError:
        raise
    except Exception as error:  # what msgpack and zlib raise differs between versions
        raise FileError(path, None, f"no DocBin of spaCy ({type(error).__name__}: {error})") from None
    for number, doc in enumerate(docs, 1):
        spans = tuple((entity.start_char, entity.end_char, entity.label_) for entity in doc.ents)
        yield Annotated(f"{path}:{number}", doc.text, spans)


def pair(golds: Iterable[Annotated], predictions: Iterable[Annotated]) -> Iterator[tuple[Annotated, Annotated]]:
    """Put predictions beside gold texts, in order.  Raises ValueError where they are not of the same texts."""
    given = iter(predictions)
    for gold in golds:
        predicted = next(given, None)
        if predicted is None:
            raise ValueError(f"{gold.id}: no prediction")
        if predicted.text != gold.text:
            raise ValueError(f"{predicted.id}: not the text of {gold.id}: {predicted.text[:60]!r}")
        yield gold, predicted
    rest = next(given, None)
    if rest is not None:
        raise ValueError(f"{rest.id}: a prediction for no text")
