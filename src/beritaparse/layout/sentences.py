"""Sentence boundaries inside article blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from ..article import ARTICLE_KINDS, Sentence
from ..language import Abbreviations
from ..layers import text_of
from ..lexicon import alternatives, read

# A mark that can end a sentence, closing marks, then blanks and a beginning (or a glued capital).
_END = re.compile(
    r"(?P<mark>[.!?…]{1,4})(?P<close>[\"”’')\]]{0,2})"
    r"(?:(?P<gap>[ \u00a0\t]{1,4})(?=[\"“‘'(\[]{0,2}[A-Z0-9\u00c0-\u00de])|(?=[A-Z][a-z]{2}))"
)


@cache
def _abbreviation() -> re.Pattern[str]:
    """Text right before a full stop that is no end: ``Jl``, ``S.I.K``, a single initial."""
    words = read("abbreviations", Abbreviations)
    keep = [word for word in words.all() if word not in words.final]
    return re.compile(rf"(?:(?<![\w.])(?:{alternatives(keep)}|[A-Z]|[A-Z][a-z]?(?:\.[A-Za-z]{{1,4}}){{1,4}}))$")


def boundaries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]``, white space around them left out."""
    begin = start
    for match in _END.finditer(text, start, end):
        if not _ends(text, match, begin):
            continue
        yield from _trim(text, begin, match.end("close"))
        begin = match.end()
    yield from _trim(text, begin, end)


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    length = len(piece.strip())
    if length:
        yield start + lead, start + lead + length


def _ends(text: str, match: re.Match[str], begin: int) -> bool:
    mark, close, gap = match["mark"], match["close"], match["gap"]
    at = match.start()
    before = text[max(begin, at - 24) : at]
    if gap is None:
        # `selesai.Kemudian` is two sentences, `Tribun.Com`, `S.Ag`, `No.5` are not
        return not close and mark == "." and len(before) > 2 and before[-1].islower() and before[-2:].isalpha()
    if mark == "." and not close:
        if _abbreviation().search(before):
            return False
        # `1. Satu`: a number that counts
        if before.strip().isdigit() and len(before.strip()) <= 2 and at - begin <= 4:
            return False
    return True


@Language.component(
    "beritaparse_sentences",
    assigns=["doc._.berita_sentences", "token.is_sent_start"],
    requires=["doc._.berita_blocks"],
)
def sentence_stage(doc: Doc) -> Doc:
    text = text_of(doc)
    sentences: list[Sentence] = []
    starts: list[int] = []
    for index, block in enumerate(doc._.berita_blocks):
        starts.append(block.start)
        if block.kind in ARTICLE_KINDS:
            for start, end in boundaries(text, block.start, block.end):
                sentences.append(Sentence(start=start, end=end, block=index))
                starts.append(start)
    doc._.berita_sentences = sentences
    _mark(doc, sorted(set(starts)))
    return doc


def _mark(doc: Doc, starts: list[int]) -> None:
    """Give ``doc.sents`` the same boundaries, as far as tokens allow.

    In one array: setting ``token.is_sent_start`` looks at the whole document each time.
    """
    flags = np.full(len(doc), -1, dtype="int64")
    position = 0
    for index, (begin, length) in enumerate(doc.to_array([IDX, LENGTH]).tolist()):
        while position < len(starts) and starts[position] < begin + length:
            flags[index] = 1
            position += 1
    if len(doc):
        flags[0] = 1
        doc.from_array([SENT_START], flags.astype("uint64").reshape(-1, 1))  # pyright: ignore[reportArgumentType]
