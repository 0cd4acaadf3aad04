"""Who speaks, as the text words it: the source phrase behind a cue, found by its syntax alone.

Input: the text and the place of a cue.  Output: the phrase after it, up to a function word, with the stretch that names
who passed the words on.  The phrase in front of a cue is read by :mod:`.subjects`.
"""

from __future__ import annotations

import re
from functools import cache
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
# `dia.Sehari`, not `M.Tr.Hanla`
GLUED = re.compile(r"(?:(?<=[a-z]{2})[a-z]|\))\.(?=[A-Z][a-z])")
_FULL_STOPS = re.compile(r"^(?:[A-Z][A-Za-z]{0,5}|drg?|dr[has]|[A-Za-z]\.(?:[A-Za-z]+\.?)*)\.,?$")
_VERB = re.compile(r"(?:me[mnlrwy]\w{3,}|meng\w{3,}|di\w{4,}|ber\w{4,}|ter\w{4,})$")


def is_verb(word: str) -> bool:
    """Does a lower-case word have the shape of a verb (`memeriksa`, `ditangkap`) and is it no known noun?"""
    return _VERB.match(word) is not None and word not in words().not_verbs


def after_cue(text: str, start: int, limit: int) -> Phrase | None:
    """Read the source phrase that follows a cue: `kata` **Kasat Reskrim Polres X, AKP Y** `saat ditemui`."""
    lists = words()
    first = end = -1
    via: tuple[int, int] | None = None
    comma = False
    relative = False
    skip_to = start
    tokens = 0
    last = ""
    for match in TOKEN.finditer(text, start, limit):
        token = match.group()
        at = match.start()
        if at < skip_to:
            continue
        tokens += 1
        if token[0] in _QUOTING or tokens > _MOST_TOKENS or token in {"-", "–", "—", "|"}:
            break
        if token[0] in "([":
            close = text.find(")" if token[0] == "(" else "]", at, min(limit, at + 80))
            if first < 0 or close < 0 or (text[at + 1 : at + 2].isdigit() and comma):
                break
            skip_to = close + 1
            tail = text[skip_to : skip_to + 1]
            if not text[at + 1 : close].strip().isdigit():
                end = close + 1
            if tail == ",":
                comma = True
                skip_to += 1
            elif tail in {".", ";"}:
                break
            continue
        bare = token.strip(EDGE)
        word = bare.lower()
        if comma:
            if word in lists.relays:
                via = _via(text, match.end(), limit)
                break
            if not bare[:1].isupper() or word in lists.weekdays or word in lists.source_ends:
                break
            comma = False
        if first >= 0:
            if word in lists.relays:
                via = _via(text, match.end(), limit)
                break
            if word in lists.company:
                break
            if word == "yang":
                if reader().match(text, at):
                    break
                relative = True
            ends = bare == word and (word in lists.source_ends or ends_source(word))
            if ends and not relative and last not in lists.traffic:
                break
            if bare[:1].isupper() and word in lists.weekdays:
                break
        elif word in lists.weekdays or (bare == word and (word in lists.source_ends or ends_source(word))):
            return None
        if not bare:
            continue
        last = word
        if first < 0:
            first = at + len(token) - len(token.lstrip(EDGE))
        end = at + len(token.rstrip(',;:!?"”“’)'))
        glued = GLUED.search(token)
        if glued is not None:
            # A lost blank: `kata dia.Sehari kemudian`
            end = at + glued.start() + 1
            break
        if first == at and word in lists.pronouns:
            break
        if token.endswith((",", ",”", ',"')):
            comma = True
            end = at + len(token.rstrip(',”"'))
        elif _closes(token):
            break
    if first < 0:
        return None
    end = _trim_end(text, first, end)
    if end > first and text[first:end].lower().startswith(heads("epithets")):
        pointing = _POINTING.match(text, end, limit)  # `perwira dengan dua melati di pundaknya itu`
        end = pointing.end() if pointing is not None else end
    if via is None and (found := reader().search(text, end, min(limit, end + _LONGEST_READING))) is not None:
        via = _via(text, found.end(), limit)
    return Phrase(first, end, via) if end > first else None


@cache
def reader() -> re.Pattern[str]:
    """`sambutan yang dibacakan (oleh)` before the one who read it out."""
    return re.compile(rf"\byang\s(?:{'|'.join(words().read_out)})\s(?:(?:oleh|lewat|melalui)\s)?(?=[A-Z])")


def _closes(token: str) -> bool:
    """Does a token end its sentence?"""
    stopped = token.endswith(".") and not _FULL_STOPS.match(token)
    return stopped or token[-1] in ";:!?" or token[-1] in _QUOTING


def ends_source(word: str) -> bool:
    return is_verb(word) and word not in words().verbs_in_sources


def _via(text: str, start: int, limit: int) -> tuple[int, int] | None:
    phrase = after_cue(text, start, limit)
    return (phrase.start, phrase.end) if phrase else None


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:-–—"):
        end -= 1
    # A final full stop belongs to the sentence unless it closes an abbreviation of several dots (`S.H.`).
    if end > start and text[end - 1] == "." and "." not in text[max(start, end - 4) : end - 1]:
        end -= 1
    return end
