"""A page without what no reader sees, and the way back to its offsets.

Characters that have no width, soft hyphens, marks of direction, tags and character references that a dump left in its
texts (``&quot;``, ``&#8220;``), accents apart from their letters, stars that make words bold (``*Letkol Budi*``), and
blanks that stand doubled or before a mark in running text cut names and hide quotation marks from every stage.  They
are read as what they stand for; :class:`Fold` leads from an offset of what was read to the one of the page as it was
given.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from .tags import REFERENCE, TAG, hidden

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_DOUBLED = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_LOOSE = re.compile(r"(?<=[\w)”\"]) (?=[,.;:](?:\s|$))")  # a blank before a mark
_BOLD = re.compile(r"(?<!\S)(\*)(?=[\w\"“‘(])[^*\n]{1,400}(?<=[\w\"”’.,!?)%])(\*)(?=[\s,.;:!?)\"”]|$)")
_ODD = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_RUNNING = 100
"""Characters of a line in which doubled blanks are a slip; in a shorter one they may part the items of a menu."""


class Fold(NamedTuple):
    """What is read of a page, and where it stands there.

    ``edges`` are the offsets in ``text`` where its pieces begin, ``starts`` and ``stops`` those in the page where they
    begin and end.  A piece is as long as in the page, or one character that stands for more of them.  ``length`` is the
    number of characters of the page.
    """

    text: str
    edges: list[int]
    starts: list[int]
    stops: list[int]
    length: int

    def start(self, offset: int) -> int:
        """Where the character at an offset begins in the page; its end for that behind the last one."""
        if offset >= len(self.text):
            return self.length
        piece = bisect_right(self.edges, offset) - 1
        return self.starts[piece] + offset - self.edges[piece]

    def border(self, offset: int) -> int:
        """Where what ends at an offset and what begins there meet in the page: nothing lies between them."""
        return self.start(offset) if offset else 0

    def end(self, offset: int) -> int:
        """Where the character before an offset ends in the page."""
        if not offset:
            return self.start(0)
        piece = bisect_right(self.edges, offset - 1) - 1
        inside = offset - self.edges[piece]
        following = self.edges[piece + 1] if piece + 1 < len(self.edges) else len(self.text)
        return self.stops[piece] if offset == following else self.starts[piece] + inside


def fold(text: str) -> Fold | None:
    """Return what is to be read of a page, or None where that is the page itself.  Linear in its length."""
    found = sorted(_found(text))
    if not found:
        return None
    parts: list[str] = []
    edges: list[int] = []
    starts: list[int] = []
    stops: list[int] = []
    behind = at = 0
    for start, stop, read in [*found, (len(text), len(text), "")]:
        if start < behind:
            continue
        for part, begin, end in ((text[behind:start], behind, start), (read, start, stop)):
            if part:
                parts.append(part)
                edges.append(at)
                starts.append(begin)
                stops.append(end)
                at += len(part)
        behind = stop
    if not parts:
        return Fold(" ", [0], [0], [len(text)], len(text))
    return Fold("".join(parts), edges, starts, stops, len(text))


def _found(text: str) -> list[tuple[int, int, str]]:
    """Stretches of a page that are read otherwise, each with the one character, or none, that is read."""
    found: list[tuple[int, int, str]] = []
    if not text.isascii() and _ODD.search(text):
        found += [(*match.span(), "") for match in _UNSEEN.finditer(text)]
        for match in _ACCENTED.finditer(text):
            composed = unicodedata.normalize("NFC", match.group())
            if len(composed) == 1:
                found.append((*match.span(), composed))
    if "<" in text:
        found += [(*stretch, "") for stretch in hidden(text)]
        found += [(*tag.span(), "\n" if tag["block"] else "") for tag in TAG.finditer(text)]
    if "&" in text:
        for match in REFERENCE.finditer(text):
            read = html.unescape(match.group())
            if len(read) == 1 and (read.isprintable() or read in "\u00a0\t"):
                found.append((*match.span(), " " if read in "\u00a0\t" else read))
            elif _UNSEEN.fullmatch(read):
                found.append((*match.span(), ""))
    if "*" in text:
        found += [(*bold.span(mark), "") for bold in _BOLD.finditer(text) for mark in (1, 2)]
    if "  " in text or "\u00a0" in text or "\t" in text:
        found += [(*match.span(), " ") for match in _DOUBLED.finditer(text) if _is_running(text, match.start())]
    if any(mark in text for mark in (" ,", " .", " ;", " :")):
        found += [(*match.span(), "") for match in _LOOSE.finditer(text) if _is_running(text, match.start())]
    return found


def _is_running(text: str, at: int) -> bool:
    """Does a place stand in a long line?"""
    begin = text.rfind("\n", max(0, at - _RUNNING), at) + 1 or max(0, at - _RUNNING)
    return begin + _RUNNING <= len(text) and text.find("\n", at, begin + _RUNNING) < 0
