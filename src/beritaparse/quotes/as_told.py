"""`Seperti (yang sudah) disampaikan X, …`, `Hal lain yang disampaikan X, …`, `…, seperti dikatakan X.`

Input: a passive cue in its sentence.  Output: the clause behind the source, or where that closes the sentence, before
the word for `as`; None where nothing of the kind stands in front of the cue.
"""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternatives
from ..lexicon.speech import words
from .clauses import EDGES, first_word, is_clause, word_before
from .cues import is_noun
from .frames import Hit, Reporting, after_source, skip_punctuation
from .page import Attribution, named_or_described, word_count
from .reported import source_kind
from .sources import Phrase, after_cue

_LONGEST_LEAD = 60
_FEWEST = 4  # words of a clause


@cache
def _lead() -> re.Pattern[str]:
    """`seperti yang sudah`, `hal penting lain yang` right in front of the cue."""
    lists = words()
    adverbs = alternatives(lists.adverbs)
    return re.compile(
        rf"(?:(?P<as>(?i:{alternatives(lists.as_told)}))(?:\syang)?|(?i:(?:satu\s)?(?:{alternatives(lists.told_things)}))(?:\s[a-z]+){{0,2}}\syang)"
        rf"(?:\s(?:{adverbs})){{0,2}}\s$"
    )


@cache
def _oleh() -> re.Pattern[str]:
    """`sebelumnya oleh` between the cue and its source."""
    return re.compile(rf"\s+(?:(?:{alternatives(words().adverbs)})\s+)?(?:oleh\s+)?(?:`\s?)?")


def as_told(reading: Reporting, hit: Hit) -> Attribution | None:
    """Read the clause of somebody who is said to have told it."""
    text, cue = reading.page.text, hit.cue
    lead = _lead().search(text, max(hit.start, cue.start - _LONGEST_LEAD), cue.start)
    between = _oleh().match(text, cue.end, hit.end)
    if lead is None or between is None:
        return None
    phrase = after_cue(text, between.end(), hit.end)
    if phrase is None:
        return None
    if not named_or_described(text, phrase, reading.page.names) and source_kind(reading.page, phrase) != "document":
        return None
    rest = after_source(phrase)
    content = skip_punctuation(text, rest, hit.end)
    that = first_word(text, content, hit.end)
    if that is not None and that.group() in words().that_dropped and not text[content : that.start()].strip():
        content = skip_punctuation(text, that.end(), hit.end)
    opens = not text[hit.start : lead.start()].strip(EDGES)
    end = reading.clauses.end_of(content, hit.end)
    if opens:
        told = "," in text[rest:content] and word_count(text, content, end) >= _FEWEST
        return (
            reading.make(content, end, "indirect.as_told", cue, phrase)
            if told and is_clause(text, content, end)
            else None
        )
    before = hit.start
    stop = lead.start()
    while stop > before and text[stop - 1] in EDGES:
        stop -= 1
    closes = lead["as"] is not None and (content >= end or not is_clause(text, content, end))
    if not closes or word_count(text, before, stop) < _FEWEST or not is_clause(text, before, stop):
        return None
    made = reading.make(before, stop, "indirect.as_told", cue, phrase)
    return made._replace(scope_end=hit.end) if made is not None else None


def thus(reading: Reporting, hit: Hit) -> Attribution | None:
    """`Rem tidak berfungsi,` **demikian pengakuan sopir** `kepada petugas.`: who said what stands in front."""
    text, cue = reading.page.text, hit.cue
    joined, at = word_before(text, hit.start, cue.start)
    if joined not in words().closing_thus or not cue.has("base"):
        return None
    stop = at
    while stop > hit.start and text[stop - 1] in EDGES:
        stop -= 1
    comma = text[stop:at].strip() == "," and text[stop - 1].isalnum()
    phrase = after_cue(text, cue.end, hit.end)
    if phrase is None or not comma or not reading.ends(after_source(phrase), hit.end):
        return None
    if word_count(text, hit.start, stop) < _FEWEST or not is_clause(text, hit.start, stop):
        return None
    made = reading.make(hit.start, stop, "indirect.thus", cue, phrase)
    return made._replace(scope_end=hit.end) if made is not None else None


def alone_thus(reading: Reporting, hit: Hit) -> Attribution | None:
    """`Rem tidak berfungsi` **demikian Budi** `kepada petugas.`: a name alone closes the sentence."""
    text, cue, names = reading.page.text, hit.cue, reading.page.names
    phrase = after_cue(text, cue.end, hit.end)
    if phrase is None or names.person(text, phrase.start, phrase.end) is None:
        return None
    stop = cue.start
    while stop > hit.start and text[stop - 1] in EDGES:
        stop -= 1
    whole = word_count(text, hit.start, stop) >= _FEWEST and is_clause(text, hit.start, stop)
    alone = all(is_noun(earlier) for earlier in hit.earlier)
    if not alone or not whole or not reading.ends(after_source(phrase), hit.end):
        return None
    made = reading.make(hit.start, stop, "indirect.thus", cue, phrase)
    return made._replace(scope_end=hit.end) if made is not None else None


def taken(reading: Reporting, hit: Hit) -> Attribution | None:
    """`Dilansir dari (laman resmi) BMKG, …`: what a body says; a newspaper only passes on what others say."""
    text, cue, lists = reading.page.text, hit.cue, words()
    at = cue.end
    while (word := first_word(text, at, hit.end)) is not None and word.group() in lists.taken_links:
        at = word.end()
    begin = skip_punctuation(text, at, hit.end)
    body = reading.page.names.unit_at(begin, hit.end)
    if body is None:
        return None
    phrase = Phrase(body.start, body.end)
    content = skip_punctuation(text, body.end, hit.end)
    end = reading.clauses.end_of(content, hit.end)
    told = "," in text[body.end : content] and word_count(text, content, end) >= _FEWEST
    if not told or any(later.has("active") for later in hit.later[:1]) or not is_clause(text, content, end):
        return None
    return reading.make(content, end, "indirect.taken", cue, phrase)
