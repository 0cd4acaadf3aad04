"""What a line of a page is like, before its neighbours are looked at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import alternatives
from ..lexicon.layout import load as lexicon
from ..lexicon.time import load as time
from ..text.runs import runs
from ..text.spelling import lower
from .dateline import find as find_dateline
from .lines import Piece, headline_case

LONGEST = 320
"""Characters of the longest line that can be furniture without a marker."""
# Characters of a line that is running text for sure if a sentence ends it, and how many such lines a page must have;
# else it is one of shorter paragraphs.
_BODY = 110
_BODIES = ((_BODY, 3), (45, 2), (10, 0))
VERB_OR_CUE = re.compile(
    r"\b(?:me[a-z]{4,}|ber[a-z]{3,}|di[a-z]{4,}|ter[a-z]{4,}|kata|ujar|tutur|ungkap|adalah|akan|telah|sudah|tidak|ada)\b"
)
_DIGITS = re.compile(r"\d+")
_LONG = 4
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
BULLET = re.compile(r"(?:[-•·*▪►»>✅✓–]|\d{1,2}[.)]|[a-z][.)])\s*\S")
_SMALL_WORD_ALONE = re.compile(r"[a-z](?<!\S.)[a-z]*[.,!?]?(?!\S)")
_LETTER = re.compile(r"[^\W\d_]")
BLANKS = " \t\r\n\u00a0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
"""What is cut off both ends of a line: blanks and signs that nobody sees."""


class Look(NamedTuple):
    """What is known of one line before its neighbours are looked at."""

    content: str
    kind: str | None  # what the marker rules made of it
    words: tuple[str, ...]
    dateline: bool
    body: bool
    shape: str
    again: bool  # the same line stands somewhere else on the page
    title: bool  # the headline that the caller told
    shared: int  # how much of its words the page has elsewhere too, from 0 to 4; 5 where it has no long word


@cache
def date_words() -> re.Pattern[str]:
    words = time()
    names = {word for table in (words.months, words.weekdays) for row in table.values() for word in row}
    names |= {*lexicon().date_words, *words.zones}
    return re.compile(rf"\b(?:{alternatives(names)})\b", re.IGNORECASE)


def looks(text: str, pieces: Sequence[Piece], title: str | None) -> list[Look]:
    """The looks of pieces that have something in them."""
    contents = [text[piece.start : piece.end].strip(BLANKS) for piece in pieces]
    seen: dict[str, int] = {}
    for content in contents:
        seen[content] = seen.get(content, 0) + 1
    told = title.casefold().strip() if title else None
    ended = [_is_ended(piece, content) for piece, content in zip(pieces, contents, strict=True)]
    dateline = _first_dateline(pieces, contents, ended)
    lengths = [len(content) for content, whole in zip(contents, ended, strict=True) if whole]
    least = next(long for long, count in _BODIES if sum([length >= long for length in lengths]) >= count)
    made: list[Look] = []
    doubtful = range(_over_headline(pieces, contents))
    for index, (piece, content) in enumerate(zip(pieces, contents, strict=True)):
        over = (dateline is not None and index < dateline) or index in doubtful
        opens = index > 0 and pieces[index - 1].kind == "dateline"  # the first words behind a dateline of its own
        body = not over and ((len(content) >= least and ended[index]) or (opens and piece.kind is None))
        asked = piece.kind is None and not body and len(content) <= LONGEST
        words = tuple(content.split()) if asked else ()
        made.append(
            Look(
                content,
                piece.kind,
                words,
                index == dateline,
                body,
                _shape(content, words) if asked else "marked" if piece.kind else "long",
                seen[content] > 1,
                told is not None and content.casefold() == told,
                _shared(content, text) if asked else 5,
            )
        )
    return made


_MOST_OVER = 4
_HEADLINE_WORDS = (5, 25)


def _over_headline(pieces: Sequence[Piece], contents: Sequence[str]) -> int:
    """How many short sentences at the top stand over what looks like a headline: texts of pictures, notices."""
    least, most = _HEADLINE_WORDS
    for index in range(1, min(_MOST_OVER, len(contents) - 1)):
        if len(contents[index - 1]) >= _BODY or pieces[index].kind is not None or BULLET.match(contents[index]):
            return 0
        words = contents[index].split()
        if least <= len(words) <= most and ending_of(contents[index]) != "stop" and headline_case(words):
            return index
    return 0


def _is_ended(piece: Piece, content: str) -> bool:
    """Does no marker take the line, and does it end and look as a sentence does?"""
    return piece.kind is None and ending_of(content) == "stop" and _SMALL_WORD_ALONE.search(content) is not None


def _shared(content: str, text: str) -> int:
    """How many quarters of the long words of a line the page has more than once."""
    long = set(_LONG_WORD.findall(lower(content)))
    return int(4 * len(long & _repeated(text)) / len(long)) if long else 5


@lru_cache(maxsize=1)
def _repeated(text: str) -> frozenset[str]:
    """The long words that a page has more than once; for half of the pages nobody asks."""
    counts = Counter([run for run in runs(text) if len(run) >= _LONG])
    return frozenset([word for word, count in counts.items() if count > 1])


_DATELINE_LEAST = _BODY // 2  # characters of a line with a dateline that no sentence ends
_DATELINE_REACH = 10  # lines of that length among which it is looked for
_STRICTER = 0.2  # more evidence for each such line above it


def _first_dateline(pieces: Sequence[Piece], contents: Sequence[str], ended: Sequence[bool]) -> int | None:
    """The line that begins with the dateline: the first one, unless what looks like a place there is known as none and
    a better one follows, as below ``TINJAU TANGGUL - Bupati …`` of a picture."""
    above = 0
    doubtful: int | None = None
    for index, (piece, content) in enumerate(zip(pieces, contents, strict=True)):
        if piece.kind is not None or not (len(content) >= _DATELINE_LEAST or ended[index]):
            continue
        found = find_dateline(content, 0, len(content), _STRICTER * max(0, above - 1))
        if found is not None and doubtful is None and found.score < _DOUBTFUL:
            doubtful = index
            above = max(above, _DATELINE_REACH - _BETTER_REACH)
        elif found is not None and (doubtful is None or found.score >= _BETTER):
            return index
        above += 1
        if above >= _DATELINE_REACH:
            break
    return doubtful


_DOUBTFUL = 2.8  # evidence of a place that no list has, without an outlet
_BETTER = 3.1
_BETTER_REACH = 3  # lines below a doubtful one among which a better one is looked for


def ending_of(content: str) -> str:
    if content.endswith(("..", "…", "…]", "..]")):
        return "dots"
    last = content[-1]
    if last in ".!?”\"’'":
        return "stop"
    if last in ",;:-–)]…*/|}":
        return last
    return "digit" if last.isdigit() else "letter" if last.isalpha() else "mark"


def beginning_of(content: str) -> str:
    first = content[0]
    if first in "(\"“[#*_>»•-|/©@'‘":
        return "quote" if first in "\"“‘'" else first
    if first.isdigit():
        return "digit"
    return "upper" if first.isupper() else "lower" if first.islower() else "mark"


def _shape(content: str, words: Sequence[str]) -> str:
    """The first of these that a line is: symbols, a number, a date, a name, a sentence, a headline, a clause …"""
    if not _LETTER.search(content):
        return "symbols" if not any(map(str.isdigit, content)) else "number"
    if _DIGITS.search(content) and not _LETTER.search(date_words().sub("", content)):
        return "date"
    capital = [word[0].isupper() for word in words if word[0].isalpha()]
    verbs = VERB_OR_CUE.search(content) is not None
    if len(words) <= 4 and capital and all(capital) and content.replace(" ", "").replace(".", "").isalpha():
        return "word" if len(words) == 1 else "name"
    if ending_of(content) == "stop" and (verbs or len(words) > 8):
        return "sentence"
    if all(capital) and capital:
        return "capitals" if content.isupper() else "title"
    if len(words) >= 4 and headline_case(list(words)):
        return "headline"
    return "clause" if verbs else "small" if not any(capital) else "phrase"
