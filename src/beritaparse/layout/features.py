"""What a line of a page is like and where it stands: the features by which furniture is told from the article.

Nothing here knows what the features say; their weights were fitted by ``scripts/train_layout.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..lexicon import alternatives
from ..lexicon.layout import load as lexicon
from .looks import BULLET, VERB_OR_CUE, Look, beginning_of, date_words, ending_of

_LENGTHS = (3, 8, 15, 25, 40, 60, 80, 110, 150, 200, 260)
_COUNTS = (0, 1, 2, 3, 4, 6, 8, 12, 18, 25, 35)
_TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_FUNCTION = re.compile(
    r"\b(?:yang|dan|di|kepada|ke|dari|untuk|dengan|pada|ini|itu|dalam|karena|oleh|agar|saat|serta|atau|juga|para|sebagai)\b"
)
_SENTENCES = re.compile(r"[.!?][\"”’)]?\s+[\"“A-Z]")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\b")
_DOMAIN = re.compile(r"\b[\w-]{2,}\.(?:com|co|id|net|news|org|info|tv|go|or)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|@[\w-]{2,}|\b08\d{7,}")
_CREDIT = re.compile(r"(?:^|[\s(.:/-])[A-Z][\w .&-]{1,24}/[A-Z][\w .'-]{2,30}\)?$")
_BRACKET_END = re.compile(r"\([^()]{2,60}\)\W{0,2}$")
_BRACKETED = re.compile(r"[(\[{].{1,80}[)\]}]\W{0,2}$")
_LABEL = re.compile(r"[A-Za-z][\w/. ]{1,28}?\s?:(?=\s|$)")
_CAPITALS_LABEL = re.compile(r"[A-Z][A-Z ]{2,40}\s?[-–:.|]{1,2}\s[A-Z]")
_CRUMBS = re.compile(r"\S\s?[>»›|/•]{1,2}\s?\S")
_CAMEL = re.compile(r"[a-z][A-Z]")
_MOST_WORDS = 14  # of a line whose words are looked at one by one


@cache
def _credit_word() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s(./-]))(?:{alternatives(lexicon().credit_words)})\s?[:/.]", re.IGNORECASE)


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
    ends = ending_of(look.content)
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
    begins = beginning_of(look.content)
    if index == where.lines - 1 and zone == "below":
        made += (
            f"last line {look.shape} {ends}",
            *(f"last line {name}" for name in own if name.startswith("capitals")),
        )
    for name in _run(page, index, begins):
        made += (name, f"zone {zone} {name}", f"shared {look.shared} {name}")
    for name, at in (("previous", index - 1), ("next", index + 1)):
        if 0 <= at < len(page) and beginning_of(page[at].content) == begins and page[at].shape == look.shape:
            made += (f"{name} alike", f"{name} alike {begins}", f"{name} alike {look.shape}")
        beside = _beside(page[at]) if 0 <= at < len(page) else "edge"
        made += (f"{name} {beside}", f"{name} {beside} {look.shape}", f"{name} {beside} words {min(words, 6)}")
    return made


_MOST_RUN = 4


def _run(page: Sequence[Look], index: int, begins: str) -> list[str]:
    """Of a line in a list: how long the list is and whether it is one of headlines, which name other things."""
    if not BULLET.match(page[index].content):
        return []
    first, last = index, index + 1
    while first > 0 and index - first < _MOST_RUN and beginning_of(page[first - 1].content) == begins:
        first -= 1
    while last < len(page) and last - index < _MOST_RUN and beginning_of(page[last].content) == begins:
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
    yield f"begins {beginning_of(content)}"
    yield f"verbs {min(len(VERB_OR_CUE.findall(content)), 3)}"
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
        ("dated", digits > 0 and date_words().search(content) is not None),
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
        ("bullet", BULLET.match(content) is not None),
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
