"""CoNLL-U on our tokens: the text is what `# text` says, the syntax that of Universal Dependencies.

A multiword token such as `ujarnya` stays one token: it is what its first word is (`ujar`, a verb), hangs where its
highest word hangs, and the feature ``Clitic`` says what the last one is to the first (`Clitic=Nsubj`), so that
:func:`beritaparse.models.words.words_of` can split it again.  Where a word of the treebank is several of our tokens,
the first one has its syntax and the others hang on that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.parts_of_speech import IDS as UPOS
from spacy.tokens import Doc

from ..evaluation.goldfile import FileError
from ..lexicon.clitics import load as clitics
from ..models.words import Word, annotate

_TEXT = "# text ="
_SPLIT = "flat"
"""Relation of the further tokens of a word that the treebank does not split."""


class Sentence(NamedTuple):
    text: str
    words: list[Word]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file.  Raises :class:`FileError` with file and line for what is not CoNLL-U."""
    text: str | None = None
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        line = line.rstrip("\r")
        if not line.strip():
            if rows:
                yield _sentence(path, text, rows)
            text, rows = None, []
        elif line.startswith("#"):
            if line.startswith(_TEXT):
                text = line.removeprefix(_TEXT).strip()
        else:
            row = line.split("\t")
            if len(row) != 10:
                raise FileError(path, number, f"{len(row)} columns, CoNLL-U has 10")
            rows.append((number, row))


def docs(path: Path, nlp: Language, size: int = 1) -> Iterator[Doc]:
    """Yield documents of ``size`` sentences each, tokenised by ``nlp`` and annotated."""
    batch: list[Sentence] = []
    for sentence in read_sentences(path):
        batch.append(sentence)
        if len(batch) == size:
            yield doc_of(batch, nlp)
            batch = []
    if batch:
        yield doc_of(batch, nlp)


def doc_of(sentences: list[Sentence], nlp: Language) -> Doc:
    """One document of these sentences, a blank between them."""
    words: list[Word] = []
    starts: set[int] = set()
    at = 0
    for sentence in sentences:
        base = len(words)
        starts.add(at)
        for word in sentence.words:
            head = word.head + base if word.head >= 0 else -1
            words.append(word._replace(start=word.start + at, end=word.end + at, head=head))
        at += len(sentence.text) + 1
    doc = nlp.make_doc(" ".join(sentence.text for sentence in sentences))
    offsets = doc.to_array([IDX, LENGTH]).tolist()
    flags = [1 if index == 0 or start in starts else -1 for index, (start, _) in enumerate(offsets)]
    doc.from_array([SENT_START], np.array(flags, dtype="int64").astype("uint64").reshape(-1, 1))  # pyright: ignore[reportArgumentType]
    annotate(doc, _whole(words, offsets))
    return doc


def _whole(words: list[Word], offsets: list[list[int]]) -> list[Word]:
    """The words, clitics as a feature of what they are written to, and a word for every token that is only a later
    part of one."""
    made = list(words)
    begins = [word.start for word in words]
    starts = [start for start, _ in offsets]
    for index, word in enumerate(words[1:], 1):
        before = words[index - 1]
        together = bisect_right(starts, word.start) == bisect_right(starts, before.start)
        value = word.deprel.partition(":")[0].capitalize()
        if together and word.text.lower() in clitics().forms and value in clitics().relations:
            feats = "|".join(sorted(filter(None, (*made[index - 1].feats.split("|"), f"Clitic={value}"))))
            made[index - 1] = made[index - 1]._replace(feats=feats)
    for start, length in offsets:
        index = bisect_left(begins, start)
        if index < len(begins) and begins[index] == start:
            continue
        index = bisect_left(begins, begins[index - 1]) if index else 0
        word = words[index]
        if word.start < start < word.end:
            part = word.text[start - word.start : start - word.start + length]
            upos, deprel = (word.upos, _SPLIT) if part[:1].isalnum() else ("PUNCT", "punct")
            made.append(Word(start, start + length, part, part, upos, "", index, deprel))
    return made


def _sentence(path: Path, text: str | None, rows: list[tuple[int, list[str]]]) -> Sentence:
    """One sentence from its rows; without `# text` its text is made from the forms."""
    surfaces = _surfaces(path, rows)
    if text is None:
        text = "".join(form + ("" if "SpaceAfter=No" in misc else " ") for _, form, misc, _ in surfaces).rstrip()
    place: dict[int, tuple[int, int]] = {}
    at = 0
    for number, form, _, ids in surfaces:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            raise FileError(path, number, f"{form!r} does not follow in the text, which goes on {text[at : at + 30]!r}")
        at = start + len(form)
        place.update(dict.fromkeys(ids, (start, at)))
    words: list[Word] = []
    numbers: list[int] = []
    for number, row in rows:
        if not row[0].isdigit():
            continue
        numbers.append(number)
        words.append(_word(path, number, row, place[int(row[0])]))
    for number, word in zip(numbers, words, strict=True):
        if word.head >= len(words):
            raise FileError(path, number, f"head {word.head + 1} in a sentence of {len(words)} words")
    for number, word in zip(numbers, words, strict=True):
        above, steps = word.head, 0
        while above >= 0 and steps <= len(words):
            above, steps = words[above].head, steps + 1
        if above >= 0:
            raise FileError(path, number, "the heads go round in a circle")
    return Sentence(text, words)


def _surfaces(path: Path, rows: list[tuple[int, list[str]]]) -> list[tuple[int, str, str, list[int]]]:
    """Line, form, MISC and word numbers of each surface token; empty nodes are left out."""
    made: list[tuple[int, str, str, list[int]]] = []
    covered = 0
    wanted = 1
    for number, row in rows:
        name = row[0]
        first, dash, last = name.partition("-")
        if dash and first.isdigit() and last.isdigit() and int(first) <= int(last):
            made.append((number, row[1], row[9], list(range(int(first), int(last) + 1))))
            covered = int(last)
        elif name.isdigit():
            if int(name) != wanted:
                raise FileError(path, number, f"word {name} where word {wanted} is due")
            wanted += 1
            if int(name) > covered:
                made.append((number, row[1], row[9], [int(name)]))
        elif "." not in name:
            raise FileError(path, number, f"{name!r} is no number of a word")
    if covered >= wanted:
        raise FileError(path, rows[-1][0], f"word {covered} is missing")
    return made


def _word(path: Path, number: int, row: list[str], place: tuple[int, int]) -> Word:
    _, form, lemma, upos, _, feats, head, deprel, _, _ = row
    if upos not in UPOS:
        raise FileError(path, number, f"{upos!r} is no universal part of speech")
    if not head.isdigit():
        raise FileError(path, number, f"{head!r} is no number of a head")
    # a word without a lemma: some treebanks have none
    lemma = "" if lemma == "_" and form != "_" else lemma
    return Word(*place, form, lemma, upos, "" if feats == "_" else feats, int(head) - 1, deprel)
