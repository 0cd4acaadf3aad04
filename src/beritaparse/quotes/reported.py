"""Is what follows a reporting word what somebody said?  A weighed choice over what stands around the word.

Input: the page, a cue, the source in front of it and the stretch behind it.  Output: named features, and the
probability that the stretch is reported content.  `menjelaskan kronologi` holds none, `menjelaskan kronologi itu
masih didalami` does; the weights are fitted by scripts/fit_quotes.py and stand in ``lexicon/quotes_weights.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..lexicon.quotes_weights import load
from ..lexicon.speech import heads, words
from .clauses import first_word, is_clause, last_word, points_back
from .cues import Cue
from .page import Page, word_count
from .sources import Phrase, is_verb

LEAST = 0.5
_LENGTHS = ((1, "1"), (2, "2"), (4, "4"), (8, "8"))
_ASKED_WITHIN = 24
_ASKED_CHARACTERS = 240
_SOURCE_WORDS = 3
_LONGEST_OBJECT = 7
_TELLERS = frozenset({"body", "crowd", "document"})
_LEAD = 24


class Candidate(NamedTuple):
    """A cue with the stretch that may be what was reported."""

    cue: Cue
    start: int
    end: int
    features: tuple[str, ...]

    @property
    def probability(self) -> float:
        return load().reported.probability(self.features)


def candidate(page: Page, cue: Cue, phrase: Phrase, start: int, end: int) -> Candidate | None:
    """Describe a stretch behind a cue; None where nothing could be reported at all."""
    text = page.text
    first = first_word(text, start, end)
    if first is None:
        return None
    takes = cue.form.takes
    mark = _mark(text, cue.end, start)
    head = _head(text, first, end)
    predicate = _predicate(text, first, start, end)
    if head == "pointing" and mark != "that":
        return None
    if _is_alleged(text, phrase, cue) or (cue.has("bare") and _points_back(text, phrase)):
        return None
    asks = _asks(text, start, end)
    if takes == "request" and asks == "no" and first.group().lower() in words().begged:
        return None  # `meminta` **maaf** `kepada keluarga korban`
    source = source_kind(page, phrase)
    tells = source in _TELLERS
    if mark == "none" and cue.form.lemma in words().accusing and _is_accused(text, start, end, somebody=not tells):
        return None
    if tells and predicate != "none" and cue.form.lemma in words().of_bodies:
        takes = "clause"
    length = word_count(text, start, end)
    where = (mark, predicate) == ("none", "none") and first.group() in words().where_heads
    if mark != "that" and takes != "any" and (length == 1 or where):
        return None  # `menyampaikan` **apresiasinya**, `menyampaikan` **di lokasi kejadian**
    size = next((name for most, name in _LENGTHS if length <= most), "more")
    return Candidate(
        cue,
        start,
        end,
        (
            f"takes={takes}",
            f"takes={takes} mark={mark}",
            f"takes={takes} head={head}",
            f"takes={takes} predicate={predicate}",
            f"takes={takes} asks={asks}",
            f"mark={mark} predicate={predicate}",
            f"mark={mark} head={head}",
            f"head={head}",
            f"head={head} predicate={predicate}",
            f"source={source}",
            f"kind={cue.form.kind}",
            f"lemma={cue.form.lemma}",
            f"size={size}",
            f"size={size} mark={mark}",
            f"bare={cue.has('bare')}",
            f"takes={takes} serial={_serial(text, phrase, cue)}",
            *(_joined(text, cue, mark, predicate)),
        ),
    )


def _is_accused(text: str, start: int, end: int, *, somebody: bool) -> bool:
    """`melaporkan` **tetangganya karena** `memukul anaknya`: whom somebody brings before the police.

    Of what ``somebody`` and no body reports, `yang` shows it too.
    """
    lists = words()
    for word in text[start : min(end, start + _ASKED_CHARACTERS)].split()[:_LONGEST_OBJECT]:
        if word.lower() in lists.accused_for or (somebody and word == "yang"):
            return True
        if word in lists.predicates or is_verb(word):
            return False
    return False


def _serial(text: str, phrase: Phrase, cue: Cue) -> bool:
    """Does another verb stand between source and cue: `Dia` **berdiri** `memandang`, `terlihat meminta`?"""
    between = _between(text, phrase, cue)
    return any(word.islower() and is_verb(word) and word not in words().verbs_in_sources for word in between)


def _joined(text: str, cue: Cue, mark: str, predicate: str) -> Iterator[str]:
    """Is the cue the second verb of its subject: `Budi membuka rapat` **dan** `meminta …`?"""
    joined = last_word(text, 0, cue.start)
    if joined in words().going_on and joined not in words().adverbs:
        yield "joined"
        yield f"joined takes={cue.form.takes}"
        yield f"joined mark={mark}"
        yield f"joined predicate={predicate}"


def _is_alleged(text: str, phrase: Phrase, cue: Cue) -> bool:
    """`X` **disebut** `meminta uang`: others say so; not `warga yang enggan` **disebut namanya**."""
    between, lists = _between(text, phrase, cue), words()
    return not lists.alleging.isdisjoint(between) and lists.kept_back.isdisjoint(word.strip(",") for word in between)


def _between(text: str, phrase: Phrase, cue: Cue) -> list[str]:
    """The last words of a source and those up to its cue."""
    return [*text[phrase.start : phrase.end].rsplit(maxsplit=2)[1:], *text[phrase.end : cue.start].split()]


def _points_back(text: str, phrase: Phrase) -> bool:
    """`Hal` **tersebut** `ia sampaikan saat …`: what was said stands in front."""
    return _word_before(text, phrase) in words().pointing_back


def _word_before(text: str, phrase: Phrase) -> str:
    """The word in front of a source."""
    lead = text[max(0, phrase.start - _LEAD) : phrase.start]
    return "" if lead.rstrip(" \u00a0")[-1:] in {".", "\n", ",", ""} else lead.split()[-1].lower()


def _mark(text: str, cue_end: int, start: int) -> str:
    between = text[cue_end:start].lower()
    if not words().that_dropped.isdisjoint(between.split()):
        return "that"
    return "comma" if {",", ":"} & set(between) else "none"


def _predicate(text: str, first: re.Match[str], start: int, end: int) -> str:
    """How sure is it that the stretch has a predicate: by `masih`, a passive right behind its subject, any verb?

    `hal itu` **termasuk** `dalam …` has one, whatever its form.
    """
    if _says_more(text, first, end):
        return "firm"
    if is_clause(text, start, end, verbs=False):
        return "firm"
    second = first_word(text, first.end(), end)
    if second is None:
        return "none"
    if _is_passive(second.group(), "di", "ter") or _is_passive_behind(text, second, end):
        return "passive"  # `bantuan` **diberikan** `sebagai …`, `bantuan sembako` **diberikan** `…`
    return "verb" if is_clause(text, start, end) else "none"


def _is_passive(word: str, *prefixes: str) -> bool:
    return word.islower() and word.startswith(prefixes) and is_verb(word)


def _is_passive_behind(text: str, second: re.Match[str], end: int) -> bool:
    """Does a passive follow the second word of a subject?  (`ter-` is as often `terbaik`.)"""
    lists = words()
    word = second.group()
    part = word.islower() and word not in lists.subordinators and word not in lists.source_ends
    third = first_word(text, second.end(), end) if part else None
    return third is not None and _is_passive(third.group(), "di")


def _says_more(text: str, first: re.Match[str], end: int) -> bool:
    """Does anything but a circumstance follow `hal itu`?"""
    lists = words()
    second = first_word(text, first.end(), end) if first.group().lower() in lists.vague_heads else None
    if second is None or second.group().lower() not in lists.pointing_back:
        return False
    third = first_word(text, second.end(), end)
    lead = third.group().lower() if third is not None else ""
    return lead != "" and lead not in lists.clause_marks and lead not in lists.addressees


def _head(text: str, first: re.Match[str], end: int) -> str:
    lists = words()
    word = first.group().lower()
    at = first.end()
    if points_back(text, first, end):
        return "pointing"
    following = first_word(text, at, end)
    forms = {word, word.removesuffix("nya")}
    if following is not None:
        forms.add(f"{word} {following.group().lower()}")
    for name, listed in (
        ("vague", lists.vague_heads),
        ("statement", lists.statement_heads),
        ("conveyed", lists.conveyed_heads),
        ("topic", lists.topic_heads),
        ("question", lists.question_words),
        ("asks", lists.requests),
        ("never", lists.never_content),
        ("when", lists.when_heads),
    ):
        if not forms.isdisjoint(listed):
            return name
    if word in lists.pronouns:
        return "pronoun"
    if word in lists.auxiliaries or word in lists.predicates:
        return "predicate"
    if is_verb(word):
        return "verb"
    if word.endswith("nya") and not word.startswith(("ke", "pe")):
        return "nya"  # `menyoroti` **minimnya** `anggaran`
    return "name" if first.group()[:1].isupper() else "other"


def _asks(text: str, start: int, end: int) -> str:
    """Where does the stretch say what is asked of somebody: `warga` **agar** `…`?"""
    tokens = text[start : min(end, start + _ASKED_CHARACTERS)].lower().split()[:_ASKED_WITHIN]
    for token in tokens:
        if token in ("agar", "supaya", "untuk"):
            return "untuk" if token == "untuk" else "agar"
    return "bahwa" if "bahwa" in tokens[:4] else "no"


def source_kind(page: Page, phrase: Phrase) -> str:
    """What kind of source a phrase names: a person, a body, a description, a document, a thing."""
    text, names, lists = page.text, page.names, words()
    written = text[phrase.start : phrase.end]
    lowered = written.lower()
    if lowered in lists.pronouns:
        return "pronoun"
    tokens = [token.strip(",.") for token in lowered.split()[:_SOURCE_WORDS]]
    if not tokens:
        return "nobody"
    if names.person(text, phrase.start, phrase.end) is not None:
        return "person"
    if not lists.documents.isdisjoint(tokens):
        return "document"
    if tokens[0] in lists.not_speakers:
        return "thing"
    if names.body(phrase.start, phrase.end) is not None:
        return "body"
    if tokens[0] in lists.crowds:
        return "crowd"
    if f"{lowered} ".startswith((*heads("indefinite"), *heads("relatives"), *heads("epithets"))):
        return "described"
    return "capital" if written[:1].isupper() else "other"
