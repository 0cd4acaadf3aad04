"""What was reported: where a clause begins and ends after its cue, and whether it is content at all.

Input: the text and a cue.  Output: offsets without `bahwa`, addressee and final stop.  `menjelaskan kronologi` holds
no content, `menjelaskan kronologi itu masih didalami` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ..lexicon import alternatives
from ..lexicon.speech import forms, words
from .page import Page
from .sources import is_verb

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
SKIP = re.compile(r"[\s,:;–—-]*")
EDGES = " \t\r\n\u00a0,.;:-–—"
_THAT_LATER = 90
_ASKED_LATER = 180
_RELATIVE = 4
_CLAUSE = 1_000
"""Characters in which a clause shows its predicate: no sentence with a cue at every word is read once for each."""
_TELLS = frozenset({"neutral", "explanation", "emphasis", "request"})
_LONE_MARKS = frozenset("'’‘\"“”")


class Clauses:
    """Reads reported clauses of one page."""

    def __init__(self, page: Page, speech_starts: set[int]) -> None:
        self.page = page
        self.speech_starts = speech_starts  # the passages that are direct speech
        self._leaves: list[int] | None = None

    def start(self, at: int, end: int) -> tuple[int, bool]:
        """Skip the comma and `bahwa`, and whom it was said to or a circumstance in front of them.

        What is asked of somebody begins with `agar` or `untuk`: `mengimbau kepada warga` **agar** `…`; without
        `kepada` they belong to it: `mengimbau` **warga agar** `…`.
        """
        text = self.page.text
        lists = words()
        at = after_also(text, at, end)
        skip = SKIP.match(text, at, end)
        content = skip.end() if skip else at
        marked = bool({",", ":"} & set(text[at:content]))
        word = first_word(text, content, end)
        if word is not None and word.group().lower() in lists.that_dropped and not _is_condition(text, word, end):
            skip = SKIP.match(text, word.end(), end)
            return (skip.end() if skip else word.end()), True
        lead = word.group().lower() if word is not None else ""
        if lead in lists.addressees or (lead in lists.source_ends and lead != "untuk"):
            within = min(end, content + _THAT_LATER)
            for that in ("bahwa ", "kalau "):
                later = text.find(that, content, within)
                if (
                    later >= 0
                    and (that == "bahwa " or lead in lists.addressees)
                    and not _has_clause(text, content, later)
                ):
                    return later + len(that), True
            if lead in lists.addressees and not _is_time(text, word, end):
                return self._behind_addressee(content, end, marked) or (content, marked)
        return content, marked

    def _behind_addressee(self, at: int, end: int, marked: bool) -> tuple[int, bool] | None:
        """What is said to somebody begins with `agar` or `untuk`, else behind the next comma.

        Behind a comma the addressee belongs to it: `berharap,` **kepada warga untuk** `tenang`.
        """
        text = self.page.text
        for word in WORD.finditer(text, at, min(end, at + _ASKED_LATER)):
            if word.group() in words().requests:
                return None if marked else (word.start(), True)
        comma = text.find(",", at, min(end, at + _THAT_LATER // 2))
        if comma < 0:
            return None
        skip = SKIP.match(text, comma, end)
        return (skip.end() if skip else comma), True

    def _leaving(self, start: int, end: int) -> Iterator[int]:
        """Where the page may go on with what is no content, between two offsets; looked for once for all cues."""
        if self._leaves is None:
            self._leaves = [found.start() for found in _goes_on_without().finditer(self.page.text)]
        for at in range(bisect_left(self._leaves, start), len(self._leaves)):
            if self._leaves[at] >= end:
                return
            yield self._leaves[at]

    def end_of(self, start: int, end: int) -> int:
        """The clause ends with its sentence, or where direct speech begins."""
        text = self.page.text
        for passage in self.page.passages_between(start, end):
            if passage.start in self.speech_starts:
                end = passage.outer_start
                break
        end = next((at for at in self._leaving(start, end) if _goes_on_without().match(text, at, end)), end)
        while end > start:
            if text[end - 1] in EDGES:
                end -= 1
            elif text.endswith("(*)", start, end):
                end -= 3
            elif text[end - 1] in _LONE_MARKS and text[end - 2].isspace():
                end -= 1
            else:
                break
        return end


def _has_clause(text: str, start: int, end: int) -> bool:
    """`berharap dengan kunjungan itu,` **setidaknya menteri tahu** `bahwa …`: what is said has begun in front."""
    comma = text.rfind(",", start, end)
    return comma >= 0 and any(word.islower() for word in text[comma + 1 : end].split())


@cache
def _goes_on_without() -> re.Pattern[str]:
    """Where a sentence goes on with what is no content of the clause in front.

    `… tetap waspada`**, hal itu disampaikan** `Kapolres X`: who told it.
    `… sudah ada`**, namun dirinya enggan menyebut** `siapa`: what is not told.
    """
    lists = words()
    told = [written for written, form in forms().items() if "passive" in form.shapes and form.kind in _TELLS]
    telling = [
        written
        for written, form in forms().items()
        if "active" in form.shapes and form.kind in _TELLS and form.takes == "clause"
    ]
    somebody = alternatives(word for word in lists.pronouns if " " not in word)
    of_it = (
        rf"\w+\s(?:{alternatives(lists.pointing_back)})\s(?:juga\s|pun\s)?(?:{alternatives(told)})\s(?:oleh\s)?[A-Z]"
    )
    not_told = (
        rf"(?:{alternatives(lists.but)})\s(?:(?:{somebody})\s)?(?:masih\s)?(?:{alternatives(lists.silence)})\s"
        rf"(?:mau\s|bisa\s|dapat\s)?(?:{alternatives(telling)})\s"
    )
    return re.compile(rf",\s(?={of_it}|{not_told})")


def points_back(text: str, first: re.Match[str], end: int) -> bool:
    """`menyampaikan` **itu saat** `rapat`, `mengatakan` **hal ini di** `Demak`: what was said stands elsewhere."""
    lists = words()
    word = first
    if word.group().lower() in lists.vague_heads:
        following = first_word(text, word.end(), end)
        if following is None:
            return False
        if following.group().lower() in words().alike or text.startswith("yang sama", following.start()):
            return True  # `mengatakan hal` **serupa**, `hal` **yang sama**
        word = following
    if word.group().lower() not in lists.pointing_back:
        return False
    behind = first_word(text, word.end(), end)
    lead = behind.group().lower() if behind is not None else ""
    return lead in lists.clause_marks or lead in lists.addressees


def is_clause(text: str, start: int, end: int, *, verbs: bool = True) -> bool:
    """Does a stretch hold a predicate of its own: a verb or the like outside relative clauses?

    Without ``verbs`` only words such as `masih` count: `menyebut motif pelaku` **masih** `didalami`.
    """
    lists = words()
    firm = lists.predicates if verbs else lists.auxiliaries
    predicates, pointing = lists.predicates, lists.pointing_back
    previous, relative = "", 0  # words up to which a relative clause may wait for its verb
    own = False  # has the relative clause had a predicate of its own?
    for match in WORD.finditer(text, start, min(end, start + _CLAUSE)):
        written = match.group()
        word = written.lower()
        small = written == word
        verb = small and (word in predicates or is_verb(word))
        # `kasus ini` **melibatkan** `…`: after `ini` a verb is the predicate.
        # (`Lingkungan Hidup`: inside a stretch a capital belongs to a name.)
        found = verb and (verbs or previous in pointing)
        found = found or (word in firm and (small or match.start() == start))
        # `kemitraan yang semakin baik` **akan** `menghasilkan …`, `aturan yang ada` **lebih** `mengarah …`
        closes = found and own and (word in lists.auxiliaries or previous in lists.existentials)
        if found and previous not in lists.subordinators and (not relative or closes):
            return True
        if word == "yang":
            relative, own = _RELATIVE, False
        elif relative:
            # `pria yang` **diduga bertanggung** `jawab`: verbs in a row are one.
            relative = 1 if verb else relative - 1
            own = (own or verb) and word not in lists.auxiliaries and word not in lists.alleging
        previous = word
    return False


def _is_time(text: str, word: re.Match[str] | None, end: int) -> bool:
    """`menuturkan,` **pada tahun** `2025, …`: a circumstance of what was said, no addressee."""
    if word is not None and word.group().lower() == "kepada":
        return False  # `mengimbau kepada` **warganya** `agar …`
    following = first_word(text, word.end(), end) if word is not None else None
    return following is None or following.group().lower() in words().times or following.group().lower().endswith("nya")


def _is_condition(text: str, word: re.Match[str], end: int) -> bool:
    """`jika hujan turun` **maka** `lomba ditunda`: a condition belongs to what was said."""
    return word.group().lower() in words().conditions and " maka " in text[word.end() : end]


def after_also(text: str, at: int, end: int) -> int:
    """Skip `juga`, `pula` where a comma or `bahwa` follows: `dijelaskan Budi` **juga** `, …`."""
    word = WORD.search(text, at, min(end, at + 12))
    lists = words()
    if word is None or word.group() not in lists.also or text[at : word.start()].strip():
        return at
    following = first_word(text, word.end(), end)
    that = following is not None and following.group() in lists.that_dropped
    return word.end() if that or text[word.end() : word.end() + 1] == "," else at


def first_word(text: str, start: int, end: int) -> re.Match[str] | None:
    return WORD.search(text, start, min(end, start + 40)) if start < end else None


def word_before(text: str, start: int, end: int) -> tuple[str, int]:
    """The last word in front of ``end`` in small letters, and where it begins; an empty one where none does."""
    word = last_word(text, start, end)
    at = max(start, end - 30)
    return word, (at + text[at:end].lower().rfind(word) if word else end)


def last_word(text: str, start: int, end: int) -> str:
    lead = text[max(start, end - 30) : end].rstrip(" ,\u00a0").lower()
    return lead.rsplit(maxsplit=1)[-1] if lead.split() else ""
