"""Paragraphs broken into several lines, joined again.

Scrapers break them at every link inside: each link stands in a line of its own, and what follows it begins the next:
``Ketua Fraksi (``, ``PKS``, ``) DPR RI``.  Mails, old blogs and pages that were printed break them at a column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..article import Block
from ..lexicon.layout import load as lexicon
from .lines import Piece, headline_case

_JOINED = ("paragraph", "subheading", "list")
_ENDS = '.!?…:;”"’'
_OPENING = ('"', "“")
_GOES_ON = ",.;:)"
# Lines that begin in small letters and are no part of a sentence: items of a list, addresses.
_APART = re.compile(r"(?:[-•·*▪►]|\d{1,2}[.)]|[a-z][.)])\s|https?:|www\.")
_NEWLINES = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]")
# Things in small letters, one a line, are no broken paragraph: one of that has a long line, or one that begins with a
# comma or a full stop.
_LONG = 60
_LONGEST_LINK = 80
_MOST_HEAD = 3  # words in front of a link that may begin its sentence though they look like a heading


class _Line(NamedTuple):
    """A line of article text: its piece, and what stands in it."""

    piece: Piece
    content: str

    @property
    def open(self) -> bool:
        """Can the sentence go on behind it?"""
        return self.content[-1] not in _ENDS or self.content in _OPENING

    @property
    def cut(self) -> bool:
        """Does it end as no sentence does?"""
        return self.content[-1] == "(" or self.content.rpartition(" ")[2].lower() in lexicon().before_link

    @property
    def inside(self) -> bool:
        """Does it begin as no sentence does?"""
        first = self.content[0]
        return first in _GOES_ON or (first.islower() and _APART.match(self.content) is None)


def join_lines(text: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, those of a broken paragraph made one."""
    runs: list[list[_Line]] = [[]]
    for piece in pieces:
        content = text[piece.start : piece.end].strip()
        if piece.kind is None and content:
            runs[-1].append(_Line(piece, content))
        elif runs[-1]:
            runs.append([])
    column = _column(runs)
    joined = {line.start: line for run in runs for line in _joined(run, column)}
    lines = {line.piece.start for run in runs for line in run}
    return [joined.get(piece.start, piece) for piece in pieces if piece.start in joined or piece.start not in lines]


def _joined(run: Sequence[_Line], column: int | None) -> list[Piece]:
    """The pieces of lines that follow one another, with no blank line or noise between."""
    made: list[Piece] = []
    chain: list[_Line] = []
    broken = any(before.open and line.content[0] in _GOES_ON for before, line in pairwise(run))
    for at, line in enumerate(run):
        if chain and not (
            (column and _is_full(chain[-1], line, column))
            or _may_go_on(chain, line, run[at + 1] if at + 1 < len(run) else None, broken)
        ):
            made += _paragraph(chain, column)
            chain = []
        chain.append(line)
    return made + _paragraph(chain, column)


_FEWEST_BREAKS = 4  # open lines that tell a column
_OPEN_LINES = 0.5  # share of the lines of broken text that end in the middle of a sentence
_INSIDE_LINES = 0.4  # share of those behind which the next line begins in the middle of one; of headlines none does
_LINK_LINES = 0.1  # share of those behind which a mark begins the next line: links broke them
_COLUMN = range(36, 131)  # narrower ones are lists of words, wider ones paragraphs
_WIDE = 0.8  # quantile of the lengths of open lines that is the column: some may stick out
_FULL = 0.5  # part of the column that an open line fills at least: where a page was pasted together, lines are ragged
_FULL_LINES = 0.75  # share of the open lines that do


def _column(runs: Sequence[Sequence[_Line]]) -> int | None:
    """The width, in characters, at which the lines of a page are broken; None if it is not broken text."""
    pairs = [pair for run in runs for pair in pairwise(run)]
    breaks = [(before, line) for before, line in pairs if before.open]
    inside = sum(line.inside for _, line in breaks)
    if len(breaks) < max(_FEWEST_BREAKS, _OPEN_LINES * len(pairs)) or inside < _INSIDE_LINES * len(breaks):
        return None
    lengths = sorted(len(before.content) for before, _ in breaks)
    column = lengths[int(_WIDE * len(lengths))]
    links = sum(line.content[0] in _GOES_ON for _, line in breaks)
    full = sum(length >= _FULL * column for length in lengths)
    narrow = column in _COLUMN and links <= _LINK_LINES * len(breaks)
    return column if narrow and full >= _FULL_LINES * len(breaks) else None


def _is_full(before: _Line, line: _Line, column: int) -> bool:
    """Was a line broken because the next word had no more room?  One that ends as a sentence does must tell it."""
    if before.open:
        return len(before.content) >= _FULL * column
    return column <= len(before.content) + len(line.content.partition(" ")[0]) < 2 * column


# `— Markus Neno, Wakil Gubernur NTT` in the line below a quotation says whose it is.
_SOURCE = re.compile(r"[-–—―~]{1,2}[ \u00a0]{0,2}[A-Z][^\n.!?]{2,100}$")
_QUOTATION = re.compile(r"[\"“][^\n]{8,}[\"”]$")


def _says_whose(before: _Line, line: _Line, after: _Line | None) -> bool:
    """Does a line name the source of the quotation above it?  Where more such lines follow, they are a list."""
    return (
        _SOURCE.match(line.content) is not None
        and _QUOTATION.match(before.content) is not None
        and (after is None or line.content[0] != after.content[0])
    )


def _may_go_on(chain: Sequence[_Line], line: _Line, after: _Line | None, broken: bool) -> bool:
    """May a line go on with the sentence in which the line before it ends?"""
    before = chain[-1]
    if _says_whose(before, line, after):
        return True
    if not before.open or line.inside:
        return before.open
    if len(line.content) > _LONGEST_LINK or before.content[-1].isdigit():
        return False
    if before.cut or before.content[-1] in ",-–/":
        return True
    if broken and any(len(other.content) >= _LONG for other in chain):
        return True  # a paragraph that has no end yet: `kata Kanit Reskrim`, `Polsek Demak`, `AKP Bagas, Senin (9/6).`
    words = before.content.split()
    heading = len(chain) == 1 and len(words) > _MOST_HEAD and headline_case(words)
    return line.open and after is not None and after.inside and not heading


def _paragraph(chain: Sequence[_Line], column: int | None) -> list[Piece]:
    """The lines of a chain as one piece, if there is a sign of a broken paragraph."""
    if len(chain) > 1 and (
        column
        or any(
            line.content[0] in _GOES_ON or len(line.content) >= _LONG or line.cut or _SOURCE.match(line.content)
            for line in chain
        )
    ):
        return [chain[0].piece._replace(end=chain[-1].piece.end)]
    return [line.piece for line in chain]


def mend(text: str, blocks: Sequence[Block]) -> str:
    """Return the text with a blank for each newline inside of a paragraph: what the stages read.  Offsets stay."""
    parts: list[str] = []
    behind = 0
    for block in blocks:
        if block.kind not in _JOINED:
            continue
        end = block.start + len(text[block.start : block.end].rstrip())
        start = block.start + len(text[block.start : end]) - len(text[block.start : end].lstrip())
        if _NEWLINES.search(text, start, end):
            parts += text[behind:start], _NEWLINES.sub(" ", text[start:end])
            behind = end
    return "".join((*parts, text[behind:])) if parts else text
