"""What a desk would call an event: a noun phrase of the page that names it, whole, else its type and its place.

Where no noun of the type says what happened (politics, business, sport), it is what the headline says.

A phrase begins with a noun for an event among the triggers and runs to the first word that is no part of it: a small
word, a verb, a mark.  It is never cut inside a name, nor taken from behind a negation or a ban, nor from glued words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise

from ..lexicon import Lexicon, alternatives, read
from ..page import Page as Whole
from ..text.expressions import GAP
from ..text.intervals import Intervals
from ..text.runs import is_word
from .classify import Candidate
from .page import Page
from .triggers import Taxonomy

MOST_WORDS = 8
MANY = 3
"""Blanks of a name that needs no place."""
FEW = 2
"""A name of fewer blanks says less than the headline: ``Kecelakaan``, ``Aksi damai``."""
LOOK_BACK = 40
_LABEL_WORD = re.compile(r"[^\W_][\w’'/-]*")
_SHORT_FORM = re.compile(r" \([A-Z][\w ]{1,14}\)")
_NOUN = re.compile(r"(?:pe[a-z]{4,}an|ke[a-z]{4,}an|[a-z]{3,}isasi)$")
_VERB_WHOLE = re.compile(r"(?:me[a-z]{4,}|di[a-z]{4,}|ber[a-z]{4,}|ter[a-z]{4,}|[a-z]{4,}kan)$")
_STUCK = re.compile(r"[a-z][A-Z]|[a-z]{3}tersebut")
_DECIMAL = re.compile(r"[.,]\d")
_SPEAKER = re.compile(r",[ \u00a0](?P<who>[^,:!?]{2,60}?)[ \u00a0]?(?::[ \u00a0].*)?$")
"""Who speaks or acts behind a headline's last comma: ``…, Kapolres: Mereka Telah Ditahan``."""


class Labels(Lexicon):
    """``lexicon/events_labels.toml``."""

    heads: frozenset[str]
    """Nouns for events, beside those that their form shows (``pencurian``)."""
    no_heads: frozenset[str]
    openers: frozenset[str]
    """Nouns that may stand before the head: ``dugaan``, ``kasus``."""
    ends: frozenset[str]
    """Words that end the phrase."""
    no_verbs: frozenset[str]
    """Words that look like verbs and are none."""
    negations: frozenset[str]
    loose: frozenset[str]
    """Words that no phrase ends with."""
    told: frozenset[str]
    """Types whose name says nothing of what happened; the headline does."""
    called: dict[str, str]
    """What a type is called in a label, where that is not its name."""
    calls: tuple[str, ...]
    """What stands before a headline proper: ``BREAKING NEWS:``."""
    teasers: frozenset[str]
    """Words with which a headline's tail begins that only makes curious: ``…, Ini Alasannya``."""
    hollow: frozenset[str]
    """Words with which a headline begins that says nothing without its tail: ``Bukan Sekadar X, Ini Y``."""
    unsaid: frozenset[str]
    """Types whose name says nothing at all."""
    programmes: tuple[str, ...]
    """What is held under a name of its own that begins like no noun for an event: ``Jumat Curhat``."""
    alone: dict[str, str]
    """Nouns that say too little alone, and what stands for them."""
    doing: frozenset[str]
    """Verbs with which a headline begins that names who does it behind its comma: ``Lepas Jemaah, Bupati X``."""
    subordinate: frozenset[str]
    """Words with which a clause begins that is no whole sentence."""
    dangling: frozenset[str]
    """Words that a headline cut at its dots does not end with: ``Target Tetap Tinggi, tapi...``."""


@cache
def lexicon() -> Labels:
    return read("events_labels", Labels)


_ADDED = re.compile(r"\s[|–—-]\s|\s*\.\.\.|…")
_MARKS = " .,:;!"
_TAIL = re.compile(r"[,:;!?] ")
_CRY = re.compile(r"^(?:[^\s!?]+ ){0,2}[^\s!?]+! (?=\S+ \S+ \S)")
"""A cry of few words before the headline proper: ``Waduh!``, ``Jangan Ketinggalan!``."""
KEPT = 4
"""So many words of a headline are kept before a tail."""
SHORTEST, LONGEST = 4, 16
"""Words of the lead's opening that stand for a headline."""
_OPENING = re.compile(r"[^,.:;!?“”\"\n–]+")
_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Z][a-z]{2})")
_PIECE = 3
"""Letters of a piece of a glued word that is looked for in the text."""


@cache
def _calls() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives(lexicon().calls)})(?!\w)\s*[:!|-]*\s*", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    return {kind.id: kind.id_label for kind in read("events", Taxonomy).type} | lexicon().called


@cache
def _programmes() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon().programmes)})(?!\w)", re.IGNORECASE)


def _without_speaker(headline: str) -> str:
    """``X Ditangkap di Y, Kapolres: Mereka …`` ends before the comma.

    ``Lepas Jemaah, Bupati X: Jaga Kesehatan`` and ``Lepas Jemaah, Bupati X`` are ``Bupati X Lepas Jemaah``.
    """
    found = _SPEAKER.search(headline)
    if found is None:
        return headline
    kept, who = headline[: found.start()], found["who"]
    names = all(word[0].isupper() or word[0] == "(" for word in who.split())
    does = kept.split(" ", 1)[0].casefold() in lexicon().doing
    if does and names:
        return f"{who} {kept}"
    return kept if names and ":" in found.group() and kept.count(" ") >= KEPT else headline


def _without_tail(headline: str) -> str:
    """``Tarif Naik, Ini Alasannya`` and ``Tarif Naik, Kapan?`` are ``Tarif Naik``."""
    for tail in _TAIL.finditer(headline):
        words = headline[tail.end() :].casefold().split()
        kept = headline[: tail.start()]
        teases = words and (words[0] in lexicon().teasers or headline.rstrip().endswith("?"))
        hollow = kept.split(" ", 1)[0].casefold() in lexicon().hollow
        cut = ":" in kept and " " not in kept.rpartition(":")[2].strip()
        if teases and not hollow and not cut and kept.count(" ") + 1 >= KEPT:
            return kept + ("?" if headline[tail.start()] == "?" else "")
    return headline


class Labeller:
    """Names the events of one page."""

    def __init__(self, whole: Whole, page: Page) -> None:
        self._whole = whole
        self.text = whole.text
        self.page = page
        layers: Sequence[Sequence[object]] = (
            whole.units,
            whole.organizations,
            whole.facilities,
            whole.places,
            whole.persons,
        )
        mentions = [mention for layer in layers for item in layer for mention in item.mentions]  # type: ignore[attr-defined]
        self._ends = {mention.start: mention.end for mention in sorted(mentions, key=lambda mention: mention.end)}
        self._names = Intervals((mention.start, mention.end) for mention in mentions)
        self._stops = {time.start for time in whole.dates}

    def label_of(self, candidate: Candidate, place: str | None, *, main: bool = True) -> str | None:
        """The event's name; ``place`` is where it was, if that is known.  None where neither words nor type say.

        The page's main event is what the headline says where its type says nothing, or nothing with it.
        """
        told = self._headline() if main and candidate.type in lexicon().told else None
        if told or candidate.type in lexicon().unsaid:
            return told
        best: tuple[float, str] | None = None
        for hit in candidate.hits:
            phrase = self._phrase(*hit)
            if phrase is None:
                continue
            phrase = lexicon().alone.get(phrase.casefold(), phrase)
            worth = candidate.weights[hit] + min(phrase.count(" "), 3)
            if best is None or worth > best[0]:
                best = worth, phrase
        name = self._placed(best[1] if best else _names()[candidate.type], place)
        return (main and name.count(" ") < FEW and self._headline()) or name

    @staticmethod
    def _placed(name: str, place: str | None) -> str:
        """A short name with the place."""
        if place and not _STUCK.search(place) and place.casefold() not in name.casefold() and name.count(" ") < MANY:
            name = f"{name} di {place.title() if place.isupper() else place}"
        return name[0].upper() + name[1:]

    def _headline(self) -> str | None:
        """The headline without the calls before it, what a dash or a bar adds, and the tail that teases."""
        given = self._whole.given_title or self.page.headline
        if not given:
            return self._opening()
        found = _calls().sub("", given.replace("\u00a0", " ").strip())
        found = next((part for part in _ADDED.split(found) if " " in part.strip(_MARKS)), "")
        found = _without_tail(_without_speaker(_CRY.sub("", found))).strip(_MARKS)
        while found.rpartition(" ")[2].casefold() in lexicon().dangling:
            found = found.rpartition(" ")[0].rstrip(_MARKS)
        return self._unglued(found) if " " in found else None

    def _opening(self) -> str | None:
        """What the lead says before its first mark, where that is a clause of some words and no name alone."""
        begin, stop = self.page.sentence_at(self.page.lead_start)
        found = _OPENING.search(self.text, max(begin, self.page.lead_start), stop)
        if found is None or (self.text.startswith(".", found.end()) and self.text[found.end() + 1 : stop].strip()):
            return None  # the stop of `Plt.` ends no sentence
        words = _SHORT_FORM.sub("", found.group()).partition("(")[0].split()
        says = any(
            _VERB_WHOLE.match(word) and self._ends_before(word) and before != "yang" for before, word in pairwise(words)
        )
        if not says or not SHORTEST <= len(words) <= LONGEST:
            return None
        if words[0].casefold() in lexicon().subordinate or words[-1].casefold() in lexicon().loose:
            return None
        said = " ".join(words)
        return None if _STUCK.search(said) else said

    def _unglued(self, headline: str) -> str:
        """A headline in which words that lost their blank are two; one that the article writes so too is a name."""
        words = headline.split(" ")
        for at, word in enumerate(words):
            pieces = _CASE.split(word)
            if len(pieces) > 1 and word.strip(_MARKS) not in self._body and any(map(self._stands, pieces)):
                words[at] = " ".join(pieces)
        return " ".join(words)

    def _stands(self, piece: str) -> bool:
        """Whether a piece of a word is one of the article's words."""
        return len(piece) >= _PIECE and re.search(rf"\b{re.escape(piece.strip(_MARKS))}\b", self._body) is not None

    @cached_property
    def _body(self) -> str:
        """The text without its headline."""
        span = self.page.headline_span
        return self.text[span[1] :] if span else self.text

    def _phrase(self, start: int, end: int) -> str | None:
        text = self.text
        while start and is_word(text[start - 1]):
            start -= 1
        if start in self._names or (self.page.headline_span and start < self.page.headline_span[1]):
            return None
        before = [word.casefold() for word in _LABEL_WORD.findall(text[max(0, start - LOOK_BACK) : start])][-4:]
        if any(word in lexicon().negations for word in before):
            return None
        head = _LABEL_WORD.match(text, start)
        named = head is not None and self._is_noun(self._programme(start) or head.group())
        start = self._opened(start)
        words = list(self._words(start))
        while words and (text[words[-1][0] : words[-1][1]].casefold() in lexicon().loose):
            words.pop()
        if not words or words[-1][1] < end or not (named or self._is_noun(text[slice(*words[0])])):
            return None
        if _DECIMAL.match(text, words[-1][1]):  # `Gempa Magnitudo 4,8`: not inside the number
            words.pop()
        if not words or words[-1][1] < end:
            return None
        phrase = text[start : words[-1][1]].replace("\u00a0", " ")
        return None if _STUCK.search(phrase) or is_word(text[words[-1][1] : words[-1][1] + 1] or " ") else phrase

    def _programme(self, at: int) -> str | None:
        """What is held under a name of its own that begins here."""
        found = _programmes().match(self.text, at)
        return found.group() if found else None

    def _opened(self, start: int) -> int:
        """Where the phrase begins with the nouns before its head."""
        while True:
            before = re.search(r"([^\W\d_]+)[ \u00a0]$", self.text[max(0, start - 20) : start])
            if before is None or before.group(1).casefold() not in lexicon().openers:
                return start
            start -= len(before.group())

    def _words(self, start: int) -> Iterator[tuple[int, int]]:
        """The words of the phrase; a name is one."""
        at = start
        for count in range(MOST_WORDS):
            programme = None if count else self._programme(at)
            if at in self._stops and programme is None:
                return
            end = self._ends.get(at) if count else at + len(programme) if programme else None
            if end is None:
                word = _LABEL_WORD.match(self.text, at)
                if word is None:
                    return
                if count and self._ends_before(word.group()) and not self._goes_on(at, word.group()):
                    return
                end = word.end()
            bracket = _SHORT_FORM.match(self.text, end)
            end = bracket.end() if bracket else end
            yield at, end
            gap = GAP.match(self.text, end)
            if gap is None:
                return
            at = gap.end()

    @staticmethod
    def _ends_before(word: str) -> bool:
        folded = word.casefold()
        words = lexicon()
        if folded in words.ends:
            return True
        return bool(_VERB_WHOLE.match(folded)) and folded not in words.no_verbs and not _NOUN.match(folded)

    def _goes_on(self, at: int, word: str) -> bool:
        """A verb in capitals behind a word in capitals is part of a name: ``TNI Manunggal Membangun Desa``."""
        begin = self.text.rfind(" ", 0, at - 1) + 1
        return (
            word[0].isupper()
            and not word.isupper()
            and self.text[begin].isupper()
            and word.casefold() not in lexicon().ends
        )

    @staticmethod
    def _is_noun(word: str) -> bool:
        folded = word.casefold()
        words = lexicon()
        if folded in words.no_heads:
            return False
        if folded in words.heads or folded in words.openers or _NOUN.match(folded):
            return True
        return _programmes().fullmatch(word) is not None
