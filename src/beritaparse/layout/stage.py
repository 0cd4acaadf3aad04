"""Segments a page into blocks: headline, dateline, paragraphs, and everything that is no article text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from ..article import Block, Dateline, Span, Warning
from ..page import Layers, Page
from .again import mark_again
from .byline import read_byline
from .dateline import find as find_dateline
from .ends import cut_end_mark, goes_on
from .furniture import judge
from .joins import join_lines, mend
from .lines import Piece, classify, lines
from .links import links_on_their_own
from .looks import BLANKS, looks

_ENDS = ".!?”\"'’)…:;,"
_LIST = re.compile(r"\s*(?:[-•·*▪►]|\d{1,2}[.)]|[a-z][.)])\s+\S")
_PLACE_ALONE = re.compile(r"\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?: [A-Z][\w.'’-]+)?\s*")
_DASHES = ("-", "–", "—")


class Segmented(NamedTuple):
    """The blocks of a page, the headline found in it, its dateline, and the paragraphs that stand there again."""

    blocks: list[Block]
    title: Span | None
    dateline: Dateline | None
    again: tuple[int, int] | None


def segment(text: str, given_title: str | None = None) -> tuple[list[Block], Span | None, Dateline | None]:
    """Return the blocks of a page, the headline found in it, and its dateline.

    The blocks are in order and cover the text without hole or overlap.
    """
    return read_page(text, given_title)[:3]


def read_page(text: str, given_title: str | None = None) -> Segmented:
    """Segment a page, and say what is read only once of a text that stands there twice."""
    pieces, title, dateline = _decided(text, cut_lines(text), given_title)
    made = _Blocks(text)
    for index, piece in enumerate(pieces):
        made.add(piece, is_title=index == title, has_dateline=index == dateline)
    again = [piece for piece in pieces if piece.rule == "again"]
    whole = sum(piece.end - piece.start for piece in again) >= _TEXT_AGAIN
    repeated = (again[0].start, again[-1].end) if whole else None
    return Segmented(made.whole(), _span(text, pieces[title]) if title is not None else None, made.dateline, repeated)


_TEXT_AGAIN = 250  # characters of paragraphs that stand there again of which the reader is told


def cut_lines(text: str) -> list[Piece]:
    """The lines of a page, cut where markers and end marks stand, broken ones joined.

    What markers and marks do not decide has no kind.
    """
    pieces = [piece for line in lines(text) for piece in classify(text, line)]
    pieces = [part for piece in pieces for part in cut_end_mark(text, piece)]
    pieces = _join_dateline(text, links_on_their_own(text, goes_on(text, pieces)))
    return join_lines(text, mark_again(text, pieces))


def _join_dateline(text: str, pieces: list[Piece]) -> list[Piece]:
    """``Serang`` and ``-`` in two lines of their own are one dateline, ``Serang`` and ``- Polisi …`` one paragraph."""
    filled = [index for index, piece in enumerate(pieces) if text[piece.start : piece.end].strip()][:_TOP]
    for first, second in pairwise(filled):
        place, dash = pieces[first], pieces[second]
        if (
            text[dash.start : dash.end].strip() in _DASHES
            and place.kind is None
            and _PLACE_ALONE.fullmatch(text, place.start, place.end)
        ):
            joined = Piece(place.start, dash.end, "dateline", "dateline_lines")
            return [*pieces[:first], joined, *pieces[second + 1 :]]
        if place.kind is None and dash.kind is None and (_goes_on(text, place, dash) or _alone(text, place, dash)):
            return [*pieces[:first], place._replace(end=dash.end), *pieces[second + 1 :]]
    return pieces


def _goes_on(text: str, place: Piece, dash: Piece) -> bool:
    """Does a line go on in the next one with the dash of its dateline: ``Jakarta, Kabar.com`` and ``– Polisi …``?"""
    if place.end - place.start > _LONGEST_DATELINE or text[dash.start : dash.end].lstrip()[:1] not in _DASHES:
        return False
    start = place.start + len(text[place.start : place.end]) - len(text[place.start : place.end].lstrip())
    found = find_dateline(text, start, dash.end)
    return found is not None and found.end > dash.start


def _alone(text: str, line: Piece, following: Piece) -> bool:
    """Is a line a dateline with its outlet and a place or a dash, and the text begins in the next one?"""
    raw = text[line.start : line.end]
    if len(raw) > _LONGEST_DATELINE or following.end - following.start < len(raw):
        return False
    start = line.start + len(raw) - len(raw.lstrip())
    found = find_dateline(text, start, following.end)
    return (
        found is not None
        and found.end <= following.start
        and found.outlet is not None
        and (found.place is not None or raw.rstrip()[-1:] in _DASHES)
        and text[following.start : following.end].rstrip()[-1:] in _ENDS
    )


_LONGEST_DATELINE = 60
_TOP = 6  # lines among which a dateline in two lines stands


def _decided(text: str, pieces: list[Piece], given_title: str | None) -> tuple[list[Piece], int | None, int | None]:
    """The pieces with the kinds that the weights give them, the index of the headline and that of the dateline."""
    filled = [index for index, piece in enumerate(pieces) if text[piece.start : piece.end].strip(BLANKS)]
    told = _told_title(text, pieces, filled, given_title) if given_title else None
    page = looks(text, [pieces[index] for index in filled], given_title)
    judged = judge(page, told=filled.index(told) if told is not None else None)
    made = list(pieces)
    for index, kind in zip(filled, judged.kinds, strict=True):
        if kind is not None:
            made[index] = pieces[index]._replace(kind=kind, rule=f"{kind}_like")
    dateline = next((index for index, look in zip(filled, page, strict=True) if look.dateline), None)
    return made, filled[judged.title] if judged.title is not None else None, dateline


_TITLE_REACH = 40  # lines among which the headline that the caller told is looked for
_ALIKE = 85


def _told_title(text: str, pieces: Sequence[Piece], filled: Sequence[int], given: str) -> int | None:
    """Index of the first piece that is the headline that the caller told."""
    wanted = given.casefold()
    for index in filled[:_TITLE_REACH]:
        piece = pieces[index]
        if piece.kind is None and abs(piece.end - piece.start - len(given)) < 30:
            content = text[piece.start : piece.end].strip().strip("*_ ")
            if ratio(content.casefold(), wanted) >= _ALIKE:
                return index
    return None


class _Blocks:
    """The blocks of a page, in order, as they are made of its pieces."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] = []
        self._paragraphs = 0
        self.dateline: Dateline | None = None

    def add(self, piece: Piece, *, is_title: bool, has_dateline: bool) -> None:
        content = self._text[piece.start : piece.end].strip()
        if not content:
            self._extend(piece)
        elif piece.kind == "dateline":
            self._dateline_lines(piece)
        elif piece.kind is not None or is_title:
            rule = piece.rule if piece.kind is not None else "headline"
            self._blocks.append(Block(kind=piece.kind or "title", start=piece.start, end=piece.end, rule=rule))
        else:
            self._article(piece, content, has_dateline)

    def whole(self) -> list[Block]:
        if not self._blocks and self._text:
            return [Block(kind="other", start=0, end=len(self._text), rule="blank")]
        return self._blocks

    def _extend(self, piece: Piece) -> None:
        """White space belongs to the block before it, or begins a block of its own at the top."""
        if self._blocks:
            self._blocks[-1] = self._blocks[-1].model_copy(update={"end": piece.end})
        else:
            self._blocks.append(Block(kind="other", start=piece.start, end=piece.end, rule="blank"))

    def _dateline_lines(self, piece: Piece) -> None:
        span = _span(self._text, piece)
        place = span.text.split("\n")[0].strip()
        self.dateline = Dateline(start=span.start, end=span.end, text=span.text, place=place)
        self._blocks.append(Block(kind="dateline", start=piece.start, end=piece.end, rule=piece.rule))

    def _article(self, piece: Piece, content: str, has_dateline: bool) -> None:
        begin = self._read_dateline(piece) if has_dateline and self.dateline is None else piece.start
        kind = "list" if _LIST.match(content) else "paragraph"
        if begin > piece.start:
            self._blocks.append(Block(kind="dateline", start=piece.start, end=begin, rule="dateline"))
            kind = "paragraph"
        elif kind == "paragraph" and self._paragraphs and _is_subheading(content):
            kind = "subheading"
        self._blocks.append(Block(kind=kind, start=begin, end=piece.end, rule=kind))
        self._paragraphs += 1

    def _read_dateline(self, piece: Piece) -> int:
        """Where the text of a paragraph begins: behind its dateline."""
        raw = self._text[piece.start : piece.end]
        lead = piece.start + len(raw) - len(raw.lstrip())
        found = find_dateline(self._text, lead, piece.end)
        if found is None:
            return piece.start
        self.dateline = Dateline(
            start=found.start,
            end=found.end,
            text=self._text[found.start : found.end],
            place=self._text[slice(*found.place)].strip() if found.place else None,
            outlet=self._text[slice(*found.outlet)] if found.outlet else None,
        )
        return found.end


def _is_subheading(content: str) -> bool:
    words = content.split()
    return 1 < len(words) <= 10 and len(content) < 80 and content[-1] not in _ENDS and content[0].isupper()


def _span(text: str, piece: Piece) -> Span:
    """A piece without the blanks around it."""
    raw = text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip())
    return Span(start=start, end=start + len(raw.strip()), text=raw.strip())


def layout_stage(page: Page) -> Layers:
    text = page.text
    found = read_page(text, page.given_title)
    layers: Layers = {
        "text": mend(text, found.blocks),
        "blocks": found.blocks,
        "title": found.title,
        "dateline": found.dateline,
        "byline": read_byline(text, found.blocks),
    }
    if found.again is not None:
        start, end = found.again
        message = "a text that stands there twice was read once"
        layers["warnings"] = [Warning(code="text_again", message=message, start=start, end=end)]
    return layers
