"""What a line of a page is like and where it stands: the features by which furniture is told from the article.

Nothing here knows what the features say; their weights were fitted by ``scripts/train_layout.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
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

_LENGTHS = (3, 8, 15, 25, 40, 60, 80, 110, 150, 200, 260)
_COUNTS = (0, 1, 2, 3, 4, 6, 8, 12, 18, 25, 35)
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_VERB_OR_CUE = re.compile(
    r"\b(?:me[a-z]{4,}|ber[a-z]{3,}|di[a-z]{4,}|ter[a-z]{4,}|kata|ujar|tutur|ungkap|adalah|akan|telah|sudah|tidak|ada)\b"
)
_FUNCTION = re.compile(
    r"\b(?:yang|dan|di|kepada|ke|dari|untuk|dengan|pada|ini|itu|dalam|karena|oleh|agar|saat|serta|atau|juga|para|sebagai)\b"
)
_SENTENCES = re.compile(r"[.!?][\"”’)]?\s+[\"“A-Z]")
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
_DOMAIN = re.compile(r"\b[\w-]{2,}\.(?:com|co|id|net|news|org|info|tv|go|or)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@[\w-]{2,}|\b08\d{7,}")
_CREDIT = re.compile(r"(?:^|[\s(.:/-])[A-Z][\w .&-]{1,24}/[A-Z][\w .'-]{2,30}\)?$")
_BRACKET_END = re.compile(r"\([^()]{2,60}\)\W{0,2}$")
_BRACKETED = re.compile(r"[(\[{].{1,80}[)\]}]\W{0,2}$")
_LABEL = re.compile(r"[A-Za-z][\w/. ]{1,28}?\s?:(?=\s|$)")
_CAPITALS_LABEL = re.compile(r"[A-Z][A-Z ]{2,40}\s?[-–:.|]{1,2}\s[A-Z]")
_LONG = 4
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BULLET = re.compile(r"(?:[-•·*▪►»>✅✓–]|\d{1,2}[.)]|[a-z][.)])\s*\S")
_CRUMBS = re.compile(r"\S\s?[>»›|/•]{1,2}\s?\S")
_SMALL_WORD_ALONE = re.compile(r"[a-z](?<!\S.)[a-z]*[.,!?]?(?!\S)")
_CAMEL = re.compile(r"[a-z][A-Z]")
_LETTER = re.compile(r"[^\W\d_]")
BLANKS = " \t\r\n\u00a0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
"""What is cut off both ends of a line: blanks and signs that nobody sees."""
_MOST_WORDS = 14  # of a line whose words are looked at one by one


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
def _date_words() -> re.Pattern[str]:
    words = time()
    names = {word for table in (words.months, words.weekdays) for row in table.values() for word in row}
    names |= {*lexicon().date_words, *words.zones}
    return re.compile(rf"\b(?:{alternatives(names)})\b", re.IGNORECASE)


@cache
def _credit_word() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s(./-]))(?:{alternatives(lexicon().credit_words)})\s?[:/.]", re.IGNORECASE)


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
        if len(contents[index - 1]) >= _BODY or pieces[index].kind is not None or _BULLET.match(contents[index]):
            return 0
        words = contents[index].split()
        if least <= len(words) <= most and _ends(contents[index]) != "stop" and headline_case(words):
            return index
    return 0


def _is_ended(piece: Piece, content: str) -> bool:
    """Does no marker take the line, and does it end and look as a sentence does?"""
    return piece.kind is None and _ends(content) == "stop" and _SMALL_WORD_ALONE.search(content) is not None


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


def _ends(content: str) -> str:
    if content.endswith(("..", "…", "…]", "..]")):
        return "dots"
    last = content[-1]
    if last in ".!?”\"’'":
        return "stop"
    if last in ",;:-–)]…*/|}":
        return last
    return "digit" if last.isdigit() else "letter" if last.isalpha() else "mark"


def _begins(content: str) -> str:
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
    if _DIGITS.search(content) and not _LETTER.search(_date_words().sub("", content)):
        return "date"
    capital = [word[0].isupper() for word in words if word[0].isalpha()]
    verbs = _VERB_OR_CUE.search(content) is not None
    if len(words) <= 4 and capital and all(capital) and content.replace(" ", "").replace(".", "").isalpha():
        return "word" if len(words) == 1 else "name"
    if _ends(content) == "stop" and (verbs or len(words) > 8):
        return "sentence"
    if all(capital) and capital:
        return "capitals" if content.isupper() else "title"
    if len(words) >= 4 and headline_case(list(words)):
        return "headline"
    return "clause" if verbs else "small" if not any(capital) else "phrase"


def _bin(value: int, edges: Sequence[int]) -> int:
    return bisect_right(edges, value)


class Places(NamedTuple):
    """Where the article stands on the page: the first and the last line of running text, and the first dateline."""

    first: int
    last: int
    dateline: int
    lines: int
    closed: int  # the line of the byline or the end mark behind the last running text, or count
    opened: int  # the last line over the running text that tells who wrote it or when, or -1


def places(page: Sequence[Look]) -> Places:
    body = [index for index, look in enumerate(page) if look.body or look.dateline]
    first, last = (body[0], body[-1]) if body else (len(page), -1)
    datelines = (index for index, look in enumerate(page) if look.dateline)
    closing = (
        index for index in range(last + 1, len(page)) if page[index].kind in ("byline", "tags", "share", "source")
    )
    opening = (
        index for index in range(first - 1, -1, -1) if page[index].kind == "byline" or page[index].shape == "date"
    )
    return Places(first, last, next(datelines, -1), len(page), next(closing, len(page)), next(opening, -1))


def zone_of(index: int, where: Places) -> str:
    """Where a line is: over, amid or below the running text, behind what closes it; ``none`` where there is none."""
    if where.last < 0:
        return "none"
    if index < where.first:
        return "over"
    if index > where.closed:
        return "closed"
    return "below" if index > where.last else "amid"


def _distance(index: int, where: Places, zone: str) -> int:
    edge = {"over": where.first - index, "below": index - where.last, "closed": index - where.closed}.get(zone, 0)
    return min(edge, 6)


def features(page: Sequence[Look], where: Places, index: int) -> list[str]:
    """The names of what is true of a line."""
    look = page[index]
    zone = zone_of(index, where)
    words, length = _bin(len(look.words), _COUNTS), _bin(len(look.content), _LENGTHS)
    ends = _ends(look.content)
    own = list(_own(look, ends))
    made = [
        f"length {length}",
        f"words {words}",
        f"zone {zone}",
        f"zone {zone} {look.shape}",
        f"zone {zone} {ends}",
        f"zone {zone} words {words}",
        f"zone {zone} distance {_distance(index, where, zone)}",
        f"zone {zone} distance {_distance(index, where, zone)} {look.shape}",
        f"shared {look.shared}",
        f"shared {look.shared} {zone}",
        f"shared {look.shared} {zone} {look.shape}",
        f"top {min(index, 5)}",
        f"top {min(index, 3)} {look.shape}",
        f"bottom {min(where.lines - index, 5)}",
        f"shape {look.shape}",
        f"shape {look.shape} {ends}",
        f"shape {look.shape} words {words}",
        *own,
        *(f"zone {zone} {name}" for name in own if not name.startswith(("word", "first", "last"))),
    ]
    if where.dateline >= 0:
        side = "before" if index < where.dateline else "behind"
        made += (f"{side} dateline {look.shape}", f"{side} dateline by {min(abs(where.dateline - index), 3)}")
    if zone == "over":
        side = "no" if where.opened < 0 else "over" if index < where.opened else "under"
        dated = "dated" if where.dateline >= 0 else "plain"
        made += (f"{side} opening {look.shape}", f"{side} opening {dated}", f"{side} opening {dated} {look.shape}")
    begins = _begins(look.content)
    if index == where.lines - 1 and zone == "below":
        made += (
            f"last line {look.shape} {ends}",
            *(f"last line {name}" for name in own if name.startswith("capitals")),
        )
    for name in _run(page, index, begins):
        made += (name, f"zone {zone} {name}", f"shared {look.shared} {name}")
    for name, at in (("previous", index - 1), ("next", index + 1)):
        if 0 <= at < len(page) and _begins(page[at].content) == begins and page[at].shape == look.shape:
            made += (f"{name} alike", f"{name} alike {begins}", f"{name} alike {look.shape}")
        beside = _beside(page[at]) if 0 <= at < len(page) else "edge"
        made += (f"{name} {beside}", f"{name} {beside} {look.shape}", f"{name} {beside} words {min(words, 6)}")
    return made


_MOST_RUN = 4


def _run(page: Sequence[Look], index: int, begins: str) -> list[str]:
    """Of a line in a list: how long the list is and whether it is one of headlines, which name other things."""
    if not _BULLET.match(page[index].content):
        return []
    first, last = index, index + 1
    while first > 0 and index - first < _MOST_RUN and _begins(page[first - 1].content) == begins:
        first -= 1
    while last < len(page) and last - index < _MOST_RUN and _begins(page[last].content) == begins:
        last += 1
    run = page[first:last]
    headlines = all(len(each.words) > _LIST_WORDS and each.shape in ("title", "headline") for each in run)
    size = min(len(run), _MOST_RUN)
    return [f"list of {size}", f"list of headlines {headlines}", f"list of {size} headlines {headlines}"]


_LIST_WORDS = 4


def _beside(look: Look) -> str:
    if look.kind is not None:
        return look.kind
    return "dateline" if look.dateline else "body" if look.body else look.shape


def _listed(small: Sequence[str]) -> Iterator[str]:
    """How many names of networks, and of sections of a paper, a line is made of."""
    words = lexicon()
    for name, known in (("networks", words.networks), ("sections", words.sections)):
        count = sum(word in known for word in small)
        yield f"{name} {min(count, 4)}"
        if small:
            yield f"{name} share {int(4 * count / len(small))}"


def _own(look: Look, ends: str) -> Iterator[str]:
    """What a line is like whatever stands around it."""
    content, words = look.content, look.words
    yield f"ends {ends}"
    yield f"begins {_begins(content)}"
    yield f"verbs {min(len(_VERB_OR_CUE.findall(content)), 3)}"
    yield f"function {min(len(_FUNCTION.findall(content)), 4)}"
    yield from (name for name, true in _marks(look) if true)
    label = _LABEL.match(content)
    if label:
        yield "label" if label.end() < len(content) else "label alone"
    capital = [word[0].isupper() for word in words if word[0].isalpha()]
    yield f"capitals {int(4 * sum(capital) / len(capital)) if capital else 5}"
    small = _TOKEN.findall(content.lower())
    yield from _listed(small)
    yield from _words(small, len(words)) if len(words) <= _MOST_WORDS else (f"first {words[0].lower()}",)


def _words(small: Sequence[str], count: int) -> Iterator[str]:
    """The words of a short line, the first and the last one apart."""
    yield from (f"word {word}" for word in dict.fromkeys(small) if not word.isdigit())
    if small:
        yield f"first {small[0]}"
        yield f"last {small[-1]}"
        yield f"first {small[0]} of {min(count, 5)}"


def _marks(look: Look) -> tuple[tuple[str, bool], ...]:
    content = look.content
    digits = sum(map(str.isdigit, content))
    return (
        ("dated", digits > 0 and _date_words().search(content) is not None),
        ("clock", digits > 2 and _CLOCK.search(content) is not None),
        ("digits", digits * 4 > len(content)),
        ("digit", digits > 0),
        ("domain", "." in content and _DOMAIN.search(content) is not None),
        ("address", _ADDRESS.search(content) is not None),
        ("credit", "/" in content and _CREDIT.search(content) is not None),
        ("bracket at the end", ")" in content[-3:] and _BRACKET_END.search(content) is not None),
        ("bracketed", _BRACKETED.match(content) is not None),
        ("quotation", any(mark in content for mark in '"“”')),
        ("credit word", _credit_word().search(content) is not None),
        ("label in capitals", _CAPITALS_LABEL.match(content) is not None),
        ("bullet", _BULLET.match(content) is not None),
        ("crumbs", _CRUMBS.search(content) is not None),
        ("bar", "|" in content),
        ("dots", content.endswith(("..", "…", "[…]"))),
        ("sentences", _SENTENCES.search(content) is not None),
        ("capital letters", content.isupper()),
        ("small letters", content.islower()),
        ("hash", "#" in content),
        ("again", look.again),
        ("told title", look.title),
        ("dateline", look.dateline),
        ("question", content.endswith("?")),
        ("blanks", "  " in content),
        ("comma", "," in content),
        ("camel", _CAMEL.search(content) is not None),
    )
