"""CoNLL-U files as running text with sentences, tokens and words by their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .goldfile import FileError

_COLUMNS = 10
_ID, _FORM, _LEMMA, _UPOS, _HEAD, _DEPREL, _MISC = 0, 1, 2, 3, 6, 7, 9
_RANGE = re.compile(r"(\d+)-(\d+)")
_BLANKS = re.compile(r"\s+")


class Word(NamedTuple):
    """A syntactic word; ``head`` is the index of its head in ``Syntax.words``, -1 at the root of a sentence.

    The words of a multiword token share its span.
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    head: int
    deprel: str
    multiword: bool = False


@dataclass(slots=True)
class Syntax:
    """A text with its sentences and tokens (spans) and its words, all in order."""

    id: str
    text: str
    sentences: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    tokens: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    words: list[Word] = field(default_factory=list[Word])


class _Row(NamedTuple):
    number: int
    columns: list[str]


def read_conllu(path: str | Path) -> Iterator[Syntax]:
    """Read a CoNLL-U file, one text for each ``# newdoc``, or one for the whole file where there is none.

    Words are parted by a blank except where ``SpaceAfter=No`` stands, sentences likewise, paragraphs (``# newpar``) by
    a line break.  Raises FileError for a line that is not CoNLL-U.
    """
    builder = _Builder(str(path))
    for comments, rows in _sentences(path):
        document = next((c for c in comments if c.startswith("# newdoc")), None)
        if document is not None and builder.syntax.words:
            yield builder.syntax
            builder = _Builder(str(path))
        if document is not None:
            builder.syntax.id = document.partition("=")[2].strip() or f"{path}:{rows[0].number}"
        builder.add(rows, paragraph=any(c.startswith("# newpar") for c in comments))
    if builder.syntax.words:
        yield builder.syntax


def _sentences(path: str | Path) -> Iterator[tuple[list[str], list[_Row]]]:
    comments: list[str] = []
    rows: list[_Row] = []
    try:
        with open(path, encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                line = line.rstrip("\r\n")
                if not line.strip():
                    if rows:
                        yield comments, rows
                    comments, rows = [], []
                elif line.startswith("#") and not rows:
                    comments.append(line)
                else:
                    columns = line.split("\t")
                    if len(columns) != _COLUMNS:
                        raise FileError(path, number, f"expected {_COLUMNS} columns, found {len(columns)}")
                    rows.append(_Row(number, columns))
    except UnicodeDecodeError as error:
        raise FileError(path, None, f"not UTF-8 text (byte {error.start})") from None
    if rows:
        yield comments, rows


class _Builder:
    """Puts sentences one behind the other."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.syntax = Syntax(path, "")
        self.space = ""

    def add(self, rows: list[_Row], *, paragraph: bool) -> None:
        syntax = self.syntax
        if syntax.text and paragraph:
            self.space = "\n"
        first = len(syntax.words)
        begin: int | None = None
        heads: list[tuple[int, str]] = []
        inside = 0  # the last word of the multiword token that is being read
        for number, columns in rows:
            if "." in columns[_ID]:
                continue  # an empty node of the enhanced graph
            if match := _RANGE.fullmatch(columns[_ID]):
                start, end = self._token(columns)
                inside = int(match[2])
            elif not columns[_ID].isdigit():
                raise FileError(self.path, number, f"no word number: {columns[_ID]!r}")
            else:
                position = int(columns[_ID])
                if position != len(heads) + 1:
                    raise FileError(self.path, number, f"expected word {len(heads) + 1}, found {position}")
                if position > inside:
                    start, end = self._token(columns)
                else:
                    start, end = syntax.tokens[-1]
                heads.append((number, columns[_HEAD]))
                word = Word(
                    start,
                    end,
                    columns[_FORM],
                    columns[_LEMMA],
                    columns[_UPOS],
                    -1,
                    columns[_DEPREL].partition(":")[0],
                    position <= inside,
                )
                syntax.words.append(word)
            begin = start if begin is None else begin
        if begin is None:
            raise FileError(self.path, rows[0].number, "a sentence without words")
        syntax.sentences.append((begin, syntax.tokens[-1][1]))
        for index, (number, head) in enumerate(heads, first):
            syntax.words[index] = syntax.words[index]._replace(head=self._head(number, head, first, len(heads)))

    def _token(self, columns: list[str]) -> tuple[int, int]:
        form = _BLANKS.sub(" ", columns[_FORM])
        start = len(self.syntax.text) + len(self.space)
        self.syntax.text += self.space + form
        self.space = "" if "SpaceAfter=No" in columns[_MISC].split("|") else " "
        self.syntax.tokens.append((start, start + len(form)))
        return self.syntax.tokens[-1]

    def _head(self, number: int, head: str, first: int, count: int) -> int:
        if head == "_":
            return -1
        if not head.isdigit() or int(head) > count:
            raise FileError(self.path, number, f"no word of the sentence is the head {head!r}")
        return first + int(head) - 1 if head != "0" else -1


def pair_syntax(golds: Iterable[Syntax], predictions: Iterable[Syntax]) -> Iterator[tuple[Syntax, Syntax]]:
    """Put predictions beside gold texts; offsets of the prediction become those of the gold text.

    Raises ValueError where the texts differ by more than white space.
    """
    given = iter(predictions)
    for gold in golds:
        predicted = next(given, None)
        if predicted is None:
            raise ValueError(f"{gold.id}: no prediction")
        yield gold, _moved(predicted, gold)
    if next(given, None) is not None:
        raise ValueError("there are predictions for more texts than gold has")


def _moved(syntax: Syntax, gold: Syntax) -> Syntax:
    if syntax.text == gold.text:
        return syntax
    here = [index for index, character in enumerate(syntax.text) if not character.isspace()]
    there = [index for index, character in enumerate(gold.text) if not character.isspace()]
    mine, theirs = ([text[index] for index in indices] for text, indices in ((syntax.text, here), (gold.text, there)))
    if mine != theirs:
        at = next(
            (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
        )
        raise ValueError(f"{syntax.id}: not the text of {gold.id}, from {''.join(mine[at : at + 30])!r} on")
    place = dict(zip(here, there, strict=True))

    def moved(start: int, end: int) -> tuple[int, int]:
        return place[start], place[end - 1] + 1

    spans: list[Word] = []
    for word in syntax.words:
        start, end = moved(word.start, word.end)
        spans.append(word._replace(start=start, end=end))
    return Syntax(
        syntax.id,
        gold.text,
        [moved(*span) for span in syntax.sentences],
        [moved(*span) for span in syntax.tokens],
        spans,
    )
