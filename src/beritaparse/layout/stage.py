"""Segments a page into blocks: headline, dateline, paragraphs, and everything that is no article text."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from ..article import Block, Byline, Dateline, Span
from ..lexicon.layout import load as lexicon
from ..page import Layers, Page
from .dateline import find as find_dateline
from .joins import join_lines, mend
from .lines import Piece, classify, headline_case, lines

_ENDS = ".!?”\"'’)…:;,"
_LIST = re.compile(r"\s*(?:[-•·*▪►]|\d{1,2}[.)]|[a-z][.)])\s+\S")
_HEADLINE_MOST = 180
_LEAST_HEADLINE = 4
_NAME = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)?(?:\s[A-Z][\w.'’-]*)?(?:\s[A-Z][\w.'’-]*)?")


@cache
def _byline_end() -> re.Pattern[str]:
    """A mark at the end of a paragraph: ``(Red)``, ``(*)``, ``***``; the sentence before it is complete."""
    end = lexicon().byline_end
    return re.compile(
        rf"(?<=[.!?”\"'’…,)])\s{{0,3}}(?P<mark>\([^()\n]{{1,{end.most}}}\)|{end.stars})[.\s]*$"
        rf"|^\s*(?P<alone>\([^()\n]{{1,{end.most}}}\)|{end.stars})[.\s]*$"
    )


def segment(text: str, given_title: str | None = None) -> tuple[list[Block], Span | None, Dateline | None]:
    """Return the blocks of a page, the headline found in it, and its dateline.

    The blocks are in order and cover the text without hole or overlap.
    """
    pieces = [piece for line in lines(text) for piece in classify(text, line)]
    pieces = [part for piece in pieces for part in _cut_byline(text, piece)]
    title = _title(text, pieces, given_title)
    pieces = _behind_byline(text, _links_on_their_own(text, _join_dateline(text, pieces, title), title), title)
    begin = pieces[title].start if title is not None else None
    pieces = join_lines(text, pieces, title)
    title = next((index for index, piece in enumerate(pieces) if piece.start == begin), None)
    blocks: list[Block] = []
    dateline: Dateline | None = None
    body = 0
    for index, piece in enumerate(pieces):
        content = text[piece.start : piece.end].strip()
        if not content:
            _extend(blocks, piece)
        elif piece.kind == "dateline":
            line = text[piece.start : piece.end]
            start = piece.start + len(line) - len(line.lstrip())
            end = piece.start + len(line.rstrip())
            dateline = _dateline(text, start, end, (start, start + len(line.split("\n")[0].strip())), None)
            blocks.append(Block(kind="dateline", start=piece.start, end=piece.end, rule=piece.rule))
        elif piece.kind is not None:
            blocks.append(Block(kind=piece.kind, start=piece.start, end=piece.end, rule=piece.rule))
        elif index == title:
            blocks.append(Block(kind="title", start=piece.start, end=piece.end, rule="headline"))
        else:
            lead = piece.start + len(text[piece.start : piece.end]) - len(text[piece.start : piece.end].lstrip())
            span = find_dateline(text, lead, piece.end, 0.3 * body) if dateline is None and body < 8 else None
            if span is not None:
                dateline = _dateline(text, span.start, span.end, span.place, span.outlet)
                blocks.append(Block(kind="dateline", start=piece.start, end=span.end, rule="dateline"))
                blocks.append(Block(kind="paragraph", start=span.end, end=piece.end, rule="paragraph"))
            else:
                kind = "list" if _LIST.match(content) else "paragraph"
                if kind == "paragraph" and body and _is_subheading(content):
                    kind = "subheading"
                blocks.append(Block(kind=kind, start=piece.start, end=piece.end, rule=kind))
            body += 1
    headline = None
    if title is not None:
        raw = text[pieces[title].start : pieces[title].end]
        start = pieces[title].start + len(raw) - len(raw.lstrip())
        headline = Span(start=start, end=start + len(raw.strip()), text=raw.strip())
    return _whole(blocks, len(text)), headline, dateline


_MARKER_ALONE = re.compile(r"\s*(?:baca|simak|lihat|tonton)\s{0,3}(?:juga|pula)\W*$", re.IGNORECASE)
_BULLET = re.compile(r"\s*[•►▪]\s*(?=[A-Z])")


def _links_on_their_own(text: str, pieces: list[Piece], title: int | None) -> list[Piece]:
    """A headline in the line behind ``Baca juga:``, behind a bullet or twice (of a picture and of a link) is a link."""
    made: list[Piece] = []
    marked = False
    twice = _twice(text, pieces)
    for index, piece in enumerate(pieces):
        content = text[piece.start : piece.end]
        if not content.strip():
            made.append(piece)
            continue
        bullet = _BULLET.match(content)
        if (
            piece.kind is None
            and index != title
            and (((marked or bullet) and _is_headline(content.strip(" \r\n\t•►▪\u00a0"))) or index in twice)
        ):
            piece = piece._replace(kind="related_link", rule="related_link_headline")
        marked = piece.kind == "related_link" and _MARKER_ALONE.match(content) is not None
        made.append(piece)
    return made


def _twice(text: str, pieces: list[Piece]) -> set[int]:
    """Lines in a headline's case that stand there twice, one right behind the other."""
    found: set[int] = set()
    for index, (piece, following) in enumerate(pairwise(pieces)):
        content = text[piece.start : piece.end].strip()
        if (
            len(content) <= _HEADLINE_MOST
            and content == text[following.start : following.end].strip()
            and len(words := content.split()) >= _LEAST_HEADLINE
            and headline_case(words)
        ):
            found.update((index, index + 1))
    return found


_MOST_TAG_WORDS = 5
_MOST_TAGS = 12


def _behind_byline(text: str, pieces: list[Piece], title: int | None) -> list[Piece]:
    """Behind the byline at the foot of a page stand tags (short lines without a mark) and headlines of other pages."""
    filled = [i for i, piece in enumerate(pieces) if text[piece.start : piece.end].strip()]
    behind: list[int] = []
    for index in reversed(filled):
        piece = pieces[index]
        if piece.kind == "byline":
            break
        if piece.kind is None:
            behind.append(index)
    else:
        return _headline_at_the_end(text, pieces, filled, title)
    if not behind or len(behind) > _MOST_TAGS or (title is not None and min(behind) <= title):
        return pieces
    made = list(pieces)
    for index in behind:
        content = text[pieces[index].start : pieces[index].end].strip()
        if _is_headline(content):
            made[index] = pieces[index]._replace(kind="related_link", rule="headline_behind_byline")
        elif len(content.split()) <= _MOST_TAG_WORDS and content[-1] not in _ENDS and not _LIST.match(content):
            made[index] = pieces[index]._replace(kind="tags", rule="tags_behind_byline")
        else:
            return pieces  # the article goes on
    return made


_LEAST_ARTICLE = 3


def _headline_at_the_end(text: str, pieces: list[Piece], filled: list[int], title: int | None) -> list[Piece]:
    """A headline in the last line, behind paragraphs that end as paragraphs do, leads to another page."""
    last = filled[-1] if len(filled) > _LEAST_ARTICLE else None
    if last is None or last == title or pieces[last].kind is not None:
        return pieces
    before = [
        text[pieces[i].start : pieces[i].end].strip() for i in filled[:-1] if pieces[i].kind is None and i != title
    ]
    if not before or before[-1][-1] not in '.”"!?' or any(_is_headline(content) for content in before):
        return pieces  # the article is made of headlines
    if not _is_headline(text[pieces[last].start : pieces[last].end].strip()):
        return pieces
    link = pieces[last]._replace(kind="related_link", rule="headline_at_the_end")
    return [*pieces[:last], link, *pieces[last + 1 :]]


def _is_headline(content: str) -> bool:
    words = content.split()
    return (
        _LEAST_HEADLINE <= len(words) <= 25
        and content[-1] not in ".,;:"
        and ":" not in content[:25]
        and headline_case(words)
    )


_PLACE_ALONE = re.compile(r"\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?: [A-Z][\w.'’-]+)?\s*")


def _join_dateline(text: str, pieces: list[Piece], title: int | None) -> list[Piece]:
    """``Serang`` and ``-`` in two lines of their own before the article are one dateline."""
    filled = [i for i, piece in enumerate(pieces) if text[piece.start : piece.end].strip() and i != title][:2]
    if len(filled) < 2:
        return pieces
    place, dash = pieces[filled[0]], pieces[filled[1]]
    if place.kind is not None or not _PLACE_ALONE.fullmatch(text, place.start, place.end):
        return pieces
    if text[dash.start : dash.end].strip() not in ("-", "–", "—"):
        return pieces
    joined = Piece(place.start, dash.end, "dateline", "dateline_lines")
    return [*pieces[: filled[0]], joined, *pieces[filled[1] + 1 :]]


def _extend(blocks: list[Block], piece: Piece) -> None:
    """White space belongs to the block before it, or begins a block of its own at the top."""
    if blocks:
        blocks[-1] = blocks[-1].model_copy(update={"end": piece.end})
    else:
        blocks.append(Block(kind="other", start=piece.start, end=piece.end, rule="blank"))


def _whole(blocks: list[Block], length: int) -> list[Block]:
    if not blocks and length:
        return [Block(kind="other", start=0, end=length, rule="blank")]
    return blocks


def _cut_byline(text: str, piece: Piece) -> list[Piece]:
    """Cut ``(Red)`` off the end of a paragraph."""
    if piece.kind is not None:
        return [piece]
    tail = max(piece.start, piece.end - lexicon().byline_end.most - 20)
    match = _byline_end().search(text[tail : piece.end])
    if match is None:
        return [piece]
    group = "mark" if match["mark"] else "alone"
    if group == "alone" and tail != piece.start:
        return [piece]
    if not _is_byline(match[group]):
        return [piece]
    start = tail + match.start(group)
    parts = [Piece(start, piece.end, "byline", "byline_end")]
    if start > piece.start:
        parts.insert(0, Piece(piece.start, start, None, None))
    return parts


def _is_byline(mark: str) -> bool:
    """Initials, names, ``Red``, an outlet; no sentence, no age, no date."""
    inner = mark.strip("() ")
    if not inner or set(inner) <= {"*"}:
        return True
    words = inner.replace("/", " ").split()
    if len(words) > 8 or any(char.isdigit() for char in inner if inner[:1].isdigit()):
        return False
    return "/" in inner or len(words) <= 2 or all(word[0].isupper() for word in words)


def _title(text: str, pieces: list[Piece], given: str | None) -> int | None:
    """Index of the piece that is the headline: equal to the given one, or shaped like one at the top."""
    first = [i for i, piece in enumerate(pieces) if piece.kind is None and text[piece.start : piece.end].strip()][:3]
    if given:
        for index in first:
            content = text[pieces[index].start : pieces[index].end].strip()
            if abs(len(content) - len(given)) < 30 and ratio(content.casefold(), given.casefold()) >= 85:
                return index
        return None
    if len(first) < 2:
        return None
    content = text[pieces[first[0]].start : pieces[first[0]].end].strip()
    words = content.split()
    if not 3 <= len(words) <= 25 or len(content) > _HEADLINE_MOST or content[-1] in ".,;:)":
        return None
    if find_dateline(text, pieces[first[0]].start, pieces[first[0]].end) is not None or content[0] in '"“':
        return None
    return first[0] if headline_case(words) else None


def _is_subheading(content: str) -> bool:
    words = content.split()
    return 1 < len(words) <= 10 and len(content) < 80 and content[-1] not in _ENDS and content[0].isupper()


def _dateline(
    text: str, start: int, end: int, place: tuple[int, int] | None, outlet: tuple[int, int] | None
) -> Dateline:
    return Dateline(
        start=start,
        end=end,
        text=text[start:end],
        place=text[place[0] : place[1]].strip() if place else None,
        outlet=text[outlet[0] : outlet[1]] if outlet else None,
    )


def read_byline(text: str, blocks: list[Block]) -> Byline | None:
    """Names of authors and editors from the byline blocks; the first block gives the span."""
    found = [block for block in blocks if block.kind == "byline"]
    if not found:
        return None
    authors: list[str] = []
    editors: list[str] = []
    for block in found:
        content = text[block.start : block.end].strip()
        label, _, rest = content.partition(":")
        names = _NAME.findall(rest if rest else content.strip("()*"))
        (editors if label.casefold().startswith(("editor", "redaktur")) else authors).extend(names)
    first = found[-1]
    raw = text[first.start : first.end]
    start = first.start + len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    return Byline(
        start=start,
        end=end,
        text=text[start:end],
        authors=tuple(dict.fromkeys(authors)),
        editors=tuple(dict.fromkeys(editors)),
    )


def layout_stage(page: Page) -> Layers:
    text = page.text
    blocks, title, dateline = segment(text, page.given_title)
    return {
        "text": mend(text, blocks),
        "blocks": blocks,
        "title": title,
        "dateline": dateline,
        "byline": read_byline(text, blocks),
    }
