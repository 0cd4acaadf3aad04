"""Who speaks, as the text words it: the source phrase behind a cue, found by its syntax alone.

Input: the text and the place of a cue.  Output: the phrase after it, up to a function word, with the stretch that names
who passed the words on.  The phrase in front of a cue is read by :mod:`.subjects`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon.speech import heads, words


class Phrase(NamedTuple):
    """A source as written; ``via`` is the stretch that names who passed the words on."""

    start: int
    end: int
    via: tuple[int, int] | None = None


TOKEN = re.compile(r"[^\s(\[,]+(?:,[”\"]?)?|[(\[][^\s,]*|,")
_QUOTING = frozenset('"“”„‟«»″＂❝❞')
EDGE = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff,.;:!?()[]{}-–—\"“”'’‘"
_MOST_TOKENS = 34
_LONGEST_READING = 120
_POINTING = re.compile(r"\s[^,.:;\"”“\n]{0,80}?\b(?:itu|ini|tersebut)\b")
_NICKNAME = re.compile(r"(?:'[A-Z][\w -]{2,30}'|‘[A-Z][\w -]{2,30}’)(?=[ ,])")
# `dia.Sehari`, not `M.Tr.Hanla`
GLUED = re.compile(r"(?:(?<=[a-z]{2})[a-z]|\))\.(?=[A-Z][a-z])")
_FULL_STOPS = re.compile(r"^(?:[A-Z][A-Za-z]{0,5}|drg?|dr[has]|[A-Za-z]\.(?:[A-Za-z]+\.?)*)\.,?$")
_VERB_AT_END = re.compile(r"(?:me[mnlrwy]\w{3,}|meng\w{3,}|di\w{4,}|ber\w{4,}|ter\w{4,})$")


@lru_cache(maxsize=8192)
def is_verb(word: str) -> bool:
    """Does a lower-case word have the shape of a verb (`memeriksa`, `ditangkap`) and is it no known noun?"""
    return _VERB_AT_END.match(word) is not None and word not in words().not_verbs


def nickname(text: str, start: int, limit: int) -> int | None:
    """Where a nickname in single marks ends that a source has: `Manajer Persija` **'Macan Kemayoran'** `itu, Budi`."""
    match = _NICKNAME.match(text, start, limit)
    return match.end() if match is not None else None


def after_cue(text: str, start: int, limit: int) -> Phrase | None:
    """Read the source phrase that follows a cue: `kata` **Kasat Reskrim Polres X, AKP Y** `saat ditemui`."""
    walk = _Walk(text, start, limit)
    span = walk.span()
    if span is None:
        return None
    relayed, end = walk.relayed, span[1]
    if relayed < 0 and (found := reader().search(text, end, min(limit, end + _LONGEST_READING))) is not None:
        relayed = found.end()
    # Who passed on what somebody passed on is not asked: a page may say `melalui` any number of times.
    via = _Walk(text, relayed, limit).span() if relayed >= 0 else None
    return Phrase(*span, via)


class _Walk:
    """Reads a source word by word; each rule says whether it goes on behind the word."""

    def __init__(self, text: str, start: int, limit: int) -> None:
        self.text = text
        self.start = start
        self.limit = limit
        self.first = self.end = -1
        self.relayed = -1  # where whoever passed the words on stands
        self.comma = False  # did the last word end in a comma?
        self.relative = False  # behind `yang`, where verbs belong to the source
        self.skip_to = start
        self.last = ""

    def span(self) -> tuple[int, int] | None:
        """Where the source stands; None where none does."""
        self._read()
        text, first = self.text, self.first
        if first < 0:
            return None
        end = _trim_end(text, first, self.end)
        if end > first and text[first:end].lower().startswith(heads("epithets")):
            pointing = _POINTING.match(text, end, self.limit)  # `perwira dengan dua melati di pundaknya itu`
            end = pointing.end() if pointing is not None else end
        return (first, end) if end > first else None

    def _read(self) -> None:
        tokens = 0
        for match in TOKEN.finditer(self.text, self.start, self.limit):
            if match.start() < self.skip_to:
                continue
            tokens += 1
            if tokens > _MOST_TOKENS or not self._word(match):
                break

    def _word(self, match: re.Match[str]) -> bool:
        token = match.group()
        if token[0] in _QUOTING or token in {"-", "–", "—", "|"}:
            return False
        if token[0] in "([":
            return self._bracket(match.start(), token[0])
        if self.first >= 0 and (behind := nickname(self.text, match.start(), self.limit)) is not None:
            self.skip_to = behind
            return True
        bare = token.strip(EDGE)
        if self.comma and not self._behind_comma(match, bare):
            return False
        if not (self._opens(match, bare) if self.first < 0 else self._goes_on(match, bare)):
            return self._skip_time(match.start())
        return not bare or self._keep(match, bare)

    def _skip_time(self, at: int) -> bool:
        """`jubir KPK` **saat itu,** `Budi`: the source goes on behind it."""
        then = _at_the_time().match(self.text, at, self.limit) if self.first >= 0 else None
        if then is None:
            return False
        self.comma = True
        self.skip_to = then.end()
        return True

    def _bracket(self, at: int, opening: str) -> bool:
        """`Budi (45), petani`: a bracket belongs to the source, a date behind a comma does not."""
        text = self.text
        close = text.find(")" if opening == "(" else "]", at, min(self.limit, at + 80))
        if self.first < 0 or close < 0 or (text[at + 1 : at + 2].isdigit() and self.comma):
            return False
        self.skip_to = close + 1
        if not text[at + 1 : close].strip().isdigit():
            self.end = close + 1
        tail = text[self.skip_to : self.skip_to + 1]
        if tail == ",":
            self.comma = True
            self.skip_to += 1
        return tail not in {".", ";"}

    def _behind_comma(self, match: re.Match[str], bare: str) -> bool:
        """Behind a comma only a name or post goes on, or whoever passed the words on."""
        word, lists = bare.lower(), words()
        if word in lists.relays:
            self.relayed = match.end()
            return False
        self.comma = False
        return bare[:1].isupper() and word not in lists.weekdays and word not in lists.source_ends

    def _opens(self, match: re.Match[str], bare: str) -> bool:
        word = bare.lower()
        if word in words().newcomers:
            # `kata` **beberapa sumber**, not `beberapa waktu lalu`
            following = TOKEN.match(self.text, match.end() + 1, self.limit)
            return following is not None and following.group().strip(EDGE).lower() not in words().times
        return word not in words().weekdays and not self._ends(bare, word)

    def _ends(self, bare: str, word: str) -> bool:
        if bare == word:
            return word in words().source_ends or ends_source(word)
        return word in words().addressees  # `ujarnya` **Kepada** `Wartawan`

    def _goes_on(self, match: re.Match[str], bare: str) -> bool:
        """Inside a source: not behind it, not at its company, at `yang` only if nobody reads out behind it."""
        word, lists = bare.lower(), words()
        if word in lists.relays:
            self.relayed = match.end()
            return False
        if word in lists.company or (bare[:1].isupper() and word in lists.weekdays):
            return False
        if word == "yang":
            if reader().match(self.text, match.start()):
                return False
            self.relative = True
        if leads_to_place(self.text, self.first, match):
            return True
        traffic = self.last in lists.traffic and word in lists.traffic_words
        return self.relative or traffic or not self._ends(bare, word)

    def _keep(self, match: re.Match[str], bare: str) -> bool:
        """Take the word into the source; False where it closes it."""
        token, at = match.group(), match.start()
        self.last = bare.lower()
        if self.first < 0:
            self.first = at + len(token) - len(token.lstrip(EDGE))
        self.end = at + len(token.rstrip(',;:!?"”“’)'))
        glued = GLUED.search(token) if "." in token else None
        if glued is not None:
            # A lost blank: `kata dia.Sehari kemudian`
            self.end = at + glued.start() + 1
            return False
        if self.first == at and self.last in words().pronouns:
            return False
        if token.endswith((",", ",”", ',"')):
            self.comma = True
            self.end = at + len(token.rstrip(',”"'))
            return True
        return not _closes(token)


@cache
def reader() -> re.Pattern[str]:
    """`sambutan yang dibacakan (oleh)`, `sambutan Bupati X dibacakan oleh` before the one who read it out."""
    read, by = ("|".join(listed) for listed in (words().read_out, words().read_out_by))
    return re.compile(rf"yang(?<!\wyang)\s(?:{read})\s(?:(?:oleh|lewat|melalui)\s)?(?=[A-Z])|(?:{by})\soleh\s(?=[A-Z])")


@cache
def _at_the_time() -> re.Pattern[str]:
    """`jubir KPK` **saat itu,** `Budi`"""
    return re.compile(rf"(?:{'|'.join(words().at_the_time)}),\s(?=[A-Z])")


def _closes(token: str) -> bool:
    """Does a token end its sentence?"""
    stopped = token.endswith(".") and not _FULL_STOPS.match(token)
    return stopped or token[-1] in ";:!?" or token[-1] in _QUOTING


def leads_to_place(text: str, start: int, word: re.Match[str]) -> bool:
    """`orang nomor satu` **di** `Polres Demak`: what follows belongs to the source that begins at ``start``."""
    if word.group() != "di" or not text[word.end() + 1 : word.end() + 2].isupper():
        return False
    return text[start : word.start()].lower() in heads("topmost")


def is_one_person(written: str) -> bool:
    """Is a source a pronoun for one person?"""
    lowered = written.lower()
    return lowered in words().pronouns and lowered not in words().plural_pronouns


def ends_source(word: str) -> bool:
    return is_verb(word) and word not in words().verbs_in_sources


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—"):
        end -= 1
    # A final full stop belongs to the sentence unless it closes an abbreviation of several dots (`S.H.`).
    if end > start and text[end - 1] == "." and "." not in text[max(start, end - 4) : end - 1]:
        end -= 1
    return end
