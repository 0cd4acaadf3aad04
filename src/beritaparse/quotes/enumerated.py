"""A list of what somebody said: `Kapolres menyampaikan beberapa hal:` and numbered lines below, or lines of verbs.

Input: the page, and what was read of its sentences.  Output: an attribution for each item that is a clause of its own,
or that begins with a reporting word (`Mengimbau warga agar …`); nothing where the line above does not announce them, or
fewer than two items follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import alternatives
from ..lexicon.speech import words
from . import cues
from .active import speaks
from .clauses import EDGES, WORD, first_word, is_clause, last_word
from .contents import Paragraph
from .cues import Cue
from .frames import TELLING, Reporting
from .page import Attribution, word_count
from .sources import Phrase, is_verb
from .subjects import before_cue

_ITEM = re.compile(r"\s{0,8}(?:\d{1,2}[.)]|[-•*])\s{0,3}(?=[^\W\d_])")
_SOME_ITEM = re.compile(r"\n\s{0,8}[\d\-•*]")  # quick to tell that there is no list
_FEWEST, _FEWEST_WORDS = 2, 4
_LAST = 60  # characters of a line in which it announces others
_LONGEST_ANNOUNCEMENT = 80  # characters behind the cue: `beberapa hal penting, di antaranya:`


@cache
def _announces() -> re.Pattern[str]:
    """`7 poin penting`, `beberapa hal sebagai berikut` behind the cue."""
    return re.compile(rf"\b(?i:{alternatives(words().announcing)})\b")


def enumerated(reading: Reporting, said: list[Attribution]) -> list[Attribution]:
    """What was said with the items of every list that a reporting word announces; what only announced them is none.

    An item in which something was read already stays as it was read.
    """
    said = _ordered(reading, said)
    lines = reading.page.lines
    if _SOME_ITEM.search(reading.page.text) is None:
        return said
    found: list[Attribution] = []
    taken = [(one.start, one.end) for one in said]
    at = 0
    while at < len(lines):
        items = _items(reading, at + 1)
        announced = _announced(reading, lines[at]) if _are_told(reading, items) else None
        if announced is not None:
            free = [item for item in items if not any(item[0] < end and start < item[1] for start, end in taken)]
            found += _told(reading, free, *announced)
        at += max(1, len(items))
    announcing = {one.cue for one in found}
    return [*(one for one in said if one.cue not in announcing), *found] if found else said


def _ordered(reading: Reporting, said: list[Attribution]) -> list[Attribution]:
    """What was said, with lines that begin with a verb below `petugas menyampaikan pesan, di antaranya:`."""
    text, lines = reading.page.text, reading.page.lines
    items: list[Attribution] = []
    announcing: set[int] = set()  # where what only announces them ends
    for at, line in enumerate(lines):
        if text[line.end - 1] != ":" or _announces().search(text, max(line.start, line.end - _LAST), line.end) is None:
            continue
        orders = _orders(reading, at + 1)
        if len(orders) >= _FEWEST:
            whose = _announcer(reading, line)
            items += [made for order in orders if (made := _order(reading, *order, whose)) is not None]
            announcing.add(line.end - 1)
    cues_of = {made.cue for made in items}
    return [*(one for one in said if one.cue not in cues_of and one.end not in announcing), *items]


def _orders(reading: Reporting, at: int) -> list[tuple[Cue, int, int]]:
    """The lines from one on that begin with a verb: its reporting word, where it and where the sentence ends."""
    page, text = reading.page, reading.page.text
    found: list[tuple[Cue, int, int]] = []
    for line in page.lines[at:]:
        mark = _ITEM.match(text, line.start, line.end)
        start = mark.end() if mark is not None else line.start
        first = first_word(text, start, line.end)
        if first is None or text[start : first.start()].strip() or not is_verb(first.group().lower()):
            break
        sentence = page.sentence(start)
        end = min(sentence[1], line.end) if sentence is not None else line.end
        for cue in cues.scan(text, start, end):
            goes_on = cue.start == start or last_word(text, start, cue.start) in words().going_on
            if goes_on and cue.has("active") and not page.inside_passage(cue.start):
                found.append((cue, cue.end, end))
                break
    return found


def _announcer(reading: Reporting, line: Paragraph) -> Phrase | None:
    """Whose the announced lines are: the subject of the first verb of the announcing sentence."""
    page, text = reading.page, reading.page.text
    sentence = page.sentence(line.end - 1)
    start = max(line.start, sentence[0]) if sentence is not None else line.start
    verb = next(
        (word for word in WORD.finditer(text, start, line.end) if word.group().islower() and is_verb(word.group())),
        None,
    )
    phrase = before_cue(text, start, verb.start()) if verb is not None else None
    return phrase if phrase is not None and speaks(page, phrase) else None


def _order(reading: Reporting, cue: Cue, at: int, end: int, whose: Phrase | None) -> Attribution | None:
    """`Mengimbau` **warga agar …**: what is behind the verb."""
    content, _ = reading.clauses.start(at, end)
    stop = reading.clauses.end_of(content, end)
    told = reading.holds(cue, whose or Phrase(cue.start, cue.start), content, stop)
    if not told and cue.form.takes != "request":
        return None
    return reading.make(content, stop, "indirect.order", cue, whose, None if whose is not None else "subjectless")


def _told(reading: Reporting, items: list[tuple[int, int]], cue: Cue, phrase: Phrase | None) -> Iterator[Attribution]:
    """The items that say something."""
    for item in items:
        made = reading.make(*item, "indirect.item", cue, phrase)
        if made is not None and word_count(reading.page.text, *item) >= _FEWEST_WORDS:
            yield made._replace(likely=1.0)


def _are_told(reading: Reporting, items: list[tuple[int, int]]) -> bool:
    """Are most items of a list clauses?"""
    return len(items) >= _FEWEST and 2 * sum(is_clause(reading.page.text, *item) for item in items) > len(items)


def _items(reading: Reporting, at: int) -> list[tuple[int, int]]:
    """What the numbered lines from one on say."""
    text, lines = reading.page.text, reading.page.lines
    found: list[tuple[int, int]] = []
    while at < len(lines) and (mark := _ITEM.match(text, lines[at].start, lines[at].end)) is not None:
        end = lines[at].end
        while end > mark.end() and text[end - 1] in EDGES:
            end -= 1
        found.append((mark.end(), end))
        at += 1
    return found


def _announced(reading: Reporting, line: Paragraph) -> tuple[Cue, Phrase | None] | None:
    """The reporting word that ends a line, and whose it is where a subject stands in front."""
    page, text = reading.page, reading.page.text
    sentence = page.sentence(line.end - 1)
    start = max(line.start, sentence[0]) if sentence is not None else line.start
    hits = [cue for cue in cues.scan(text, start, line.end) if not page.inside_passage(cue.start)]
    if not hits or hits[-1].has("bare") or hits[-1].form.kind not in {*TELLING, "request"}:
        return None
    cue = hits[-1]
    rest = text[cue.end : line.end].strip(EDGES)
    if cue.has("nya", "passive_nya"):
        return (cue, None) if not rest else None
    announces = len(rest) <= _LONGEST_ANNOUNCEMENT and _announces().search(rest) is not None
    if not cue.has("active") or cue.form.takes == "nothing" or not (announces or not rest):
        return None
    phrase = before_cue(text, start, cue.start)
    if phrase is None or not speaks(page, phrase):
        return cue, None  # `Dalam sambutannya menyampaikan 7 poin.`: whoever spoke last, or was introduced
    return (cue, phrase) if reading.is_known(phrase) else None
