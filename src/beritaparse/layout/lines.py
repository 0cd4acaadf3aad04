"""What one line of a page is: article text or one of the kinds of noise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from ..article import BlockKind
from ..lexicon import LexiconError, file_of
from ..lexicon.layout import load as lexicon
from ..text.expressions import UNBROKEN
from ..text.runs import Anchored

_NEWLINE = re.compile(r"[\n\r\u2028\u2029\x0b\x0c\x85](?:(?<=\r)\n)?")
_HIDDEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"


class Piece(NamedTuple):
    """A stretch of one line with its kind; None is article text."""

    start: int
    end: int
    kind: BlockKind | None
    rule: str | None


class Line(NamedTuple):
    """A line without its newline; ``stop`` is where the next one begins."""

    start: int
    end: int
    stop: int


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a page; every character belongs to one of them."""
    start = 0
    for match in _NEWLINE.finditer(text):
        yield Line(start, match.start(), match.end())
        start = match.end()
    if start < len(text):
        yield Line(start, len(text), len(text))


@cache
def _whole() -> re.Pattern[str]:
    """What makes a whole line noise; the group's name is the kind."""
    kinds: dict[BlockKind, list[str]] = {}
    for marker in lexicon().markers:  # a lexicon of the user's has blocks of its own for kinds of ours
        kinds.setdefault(marker.kind, []).extend((*marker.line, *marker.rest, *marker.inside))
    return _compiled("|".join(rf"(?P<{kind}>{'|'.join(pieces)})" for kind, pieces in kinds.items() if pieces))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile what the markers make together.  Raises LexiconError naming the one that is no regular expression."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        pieces = (piece for marker in lexicon().markers for piece in (*marker.line, *marker.rest, *marker.inside))
        wrong = next((piece for piece in pieces if not _is_regex(piece)), pattern)
        raise LexiconError(f"{file_of('layout')}: the marker {wrong!r} is no regular expression: {error}") from error


def _is_regex(piece: str) -> bool:
    try:
        re.compile(piece)
    except re.error:
        return False
    return True


@cache
def _rest() -> Anchored:
    """Markers that begin noise in the middle of a line."""
    rest = [piece for marker in lexicon().markers for piece in marker.rest]
    inside = [piece for marker in lexicon().markers for piece in marker.inside]
    pattern = rf"(?P<rest>(?i:{'|'.join(rest)}))|(?P<inside>{'|'.join(inside)})"
    return Anchored(re.compile(pattern), (*rest, *inside))


def classify(text: str, line: Line) -> list[Piece]:
    """Split one line into article text and noise."""
    start, end = line.start, line.end
    begin = start
    while begin < end and (text[begin].isspace() or text[begin] in _HIDDEN):
        begin += 1
    if begin == end:
        return [Piece(start, line.stop, None, None)]
    marker = _rest().search(text, begin, end)
    if marker is None or marker.start() > begin:
        kind = noise_kind(text, begin, end)
        if kind is not None:
            return [Piece(start, line.stop, kind, f"{kind}_line")]
    pieces: list[Piece] = []
    while marker is not None:
        if marker.start() > start:
            pieces.append(Piece(start, marker.start(), None, None))
        stop = marker.end()
        if marker["rest"]:
            stop = link_end(text, marker.end(), end)
            stop = line.stop if stop == end else stop
        inner: BlockKind = "related_link" if marker["rest"] else "advertisement"
        pieces.append(Piece(marker.start(), stop, inner, f"{inner}_inside"))
        start = stop
        marker = _rest().search(text, start, end) if start < end else None
    if start < line.stop:
        pieces.append(Piece(start, line.stop, None, None))
    return pieces


_LETTER = re.compile(r"[^\W\d_]")


def headline_case(words: list[str]) -> bool:
    """Most of the long words of a headline begin with a capital."""
    long = [word for word in words if len(word) > 3 and _LETTER.match(word)]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.6 * len(long)


_PROSE = re.compile(r"[a-z]{4,}")
_SENTENCE_END = re.compile(r"[.!?][\"”]?(?:\s|$|[A-Z])")


# `18 TahunSaksi Legiman`: the blank between link and text is lost.
_GLUED_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_LEAST_LINK = 3  # words of a link before a mark that may end it: `Terbongkar! Bendahara …` goes on


def link_end(text: str, start: int, end: int) -> int:
    """Where the headline of a link ends when the article goes on in the same line.

    A headline is in Title Case and has no full stop: the first small word that is no function word belongs to the
    article, whose sentence began at the capitalised word before it.
    """
    if end - start < 110 or _SENTENCE_END.search(text, start, end) is None:
        return end
    small = lexicon().title_small
    before: list[re.Match[str]] = []
    for match in UNBROKEN.finditer(text, start, end):
        word = match.group()
        if len(before) >= _LEAST_LINK and before[-1].group()[-1] in "?!" and word[0].isupper():
            return match.start()
        if word[0] in '"“”' and len(before) > 2:
            return match.start()
        if _PROSE.match(word) and word.strip('.,:;!?"”)') not in small:
            return _sentence_start(before, end)
        before.append(match)
    return end


def _sentence_start(before: list[re.Match[str]], end: int) -> int:
    """Where the sentence begins that runs on behind the words of a link; ``end`` where the link has no words then."""
    index = len(before) - 1
    while index > 0 and not before[index].group()[0].isupper():
        index -= 1
    if index > 0 and before[index - 1].group().endswith(","):
        index -= 1
    for word in (before[index], before[index - 1]) if index > 1 else ():
        glued = _GLUED_CAPITAL.search(word.group())
        if glued:
            return word.start() + glued.start()
    return before[index].start() if index > 1 else end


def noise_kind(text: str, begin: int, end: int) -> BlockKind | None:
    """The kind of noise that ``text[begin:end]`` is as a whole line, or None.

    A long line that begins like noise is text: markers count in lines of at most 300 characters.
    """
    if end - begin > 300:
        return None
    match = _whole().match(text, begin, end)
    return cast("BlockKind", match.lastgroup) if match else None
