"""Which names the text itself says to be one person's: ``X alias Y``, ``Suryadi (SG)``, ``yang akrab disapa Z``."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from ..article import Position
from ..lexicon import alternatives
from ..lexicon.people import load as lexicon
from ..page import NameMention

_OPENS = re.compile(r"[ \u00a0]?\(")
# Between a full name and the one word that everybody knows; the honorific of that is no part of the name.
_OR = re.compile(r"[ \u00a0]?atau[ \u00a0]?(?:[A-Z][a-z]+[ \u00a0])?")
_BRACKETED = re.compile(r"[ \u00a0]?\((?:[A-Z][\w.]*[ \u00a0]){0,2}")
_AGE = r"(?:[ \u00a0]?\(\d{1,3}(?:[ \u00a0]tahun)?\))"
_FARTHEST = 80  # characters between a person and the nickname
_SHORTEST_PART = 4  # letters of a nickname that is a part of a name
_FAR = 400  # where the clause speaks of somebody by a noun: `kata perempuan yang akrab disapa Bu Wid`


@cache
def _between() -> re.Pattern[str]:
    words = alternatives(lexicon().alias_words)
    return re.compile(rf"{_AGE}?[ \u00a0]?[,(]?[ \u00a0]?(?:{words})[ \u00a0]?(?:[A-Z][a-z]+\.?[ \u00a0])?")


@cache
def _nickname() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon().nickname_words)})[ \u00a0](?:[A-Z][a-z]+[ \u00a0])?$")


@cache
def _called() -> re.Pattern[str]:
    """Behind a nickname: ``Ifah, sapaan akrabnya``, ``Ifah sapaan akrabnya``."""
    return re.compile(rf"[ \u00a0]?[,(]?[ \u00a0]?(?:{alternatives(lexicon().called_words)})(?!\w)")


def same_person(text: str, names: list[NameMention], positions: list[Position]) -> dict[int, int]:
    """Return pairs of starts of names that are one person's, the later name's first.  ``names`` in order.

    A nickname after a post without a name belongs to the post's holder who was named last with that title.
    """
    same: dict[int, int] = {}
    starts = [position.start for position in positions]
    holders: dict[str, int] = {}  # the start of the last name with a post, by the post's title
    for index, name in enumerate(names):
        before = names[index - 1] if index else None
        called = name.position is None and _called().match(text, name.end) is not None
        if before is not None and (called or _is_alias(text, before, name)):
            same[name.start] = before.start
        elif before is not None and (cue := _nickname().search(text, max(0, name.start - _FARTHEST), name.start)):
            at = bisect_right(starts, cue.start()) - 1
            post = positions[at] if at >= 0 else None
            if post is not None and post.start > before.start and cue.start() - post.end <= _FARTHEST:
                same[name.start] = holders.get(post.title, before.start)
            elif cue.start() - before.end <= _FAR:
                # (`lelaki yang akrab disapa Gus Makki` is Ali Makki Zaini, whoever was named last.)
                same[name.start] = next(
                    (known for known in reversed(names[:index]) if _holds(known, name)), before
                ).start
        if name.position is not None:
            holders[positions[name.position].title] = name.start
    return same


def _holds(known: NameMention, nickname: NameMention) -> bool:
    """Is a nickname one of the words of a longer name, or a part of one: `Toni` for Aftoni?"""
    short = nickname.text.casefold()
    parts = len(short) >= _SHORTEST_PART and any(short in word.casefold() for word in known.text.split())
    return (parts or nickname.text in known.text.split()) and known.text != nickname.text


def _is_alias(text: str, before: NameMention, name: NameMention) -> bool:
    if name.start - before.end > _FARTHEST:
        return False
    gap = text[before.end : name.start]
    if _between().fullmatch(gap):
        return True
    if before.initials and not name.initials and text[name.end : name.end + 1] == ")" and _OPENS.fullmatch(gap):
        return _is_drawn_from(before.text, name.text)  # `Saudara FJ (Ferlan Juliansyah)`
    if not name.initials and len(name.text.split()) == 1 and gap.endswith("(") and text[name.end : name.end + 1] == ")":
        return _OPENS.fullmatch(gap) is not None  # `Joko Widodo (Jokowi)`
    if name.honorifics and _BRACKETED.fullmatch(gap) and text[name.end : name.end + 1] == ")":
        return True  # `Asnawi (Bang Dayat)`
    if _OR.fullmatch(gap) and len(name.text.split()) == 1 < len(before.text.split()):
        return True  # `Saifullah Yusuf atau Gus Ipul`
    return name.initials and _OPENS.fullmatch(gap) is not None and _abbreviates(name.text, before.text)


def _is_drawn_from(initials: str, name: str) -> bool:
    """Do the letters of initials stand in the name in their order, the first of them first (``MFR``: M Fahrudin)?"""
    letters = iter(name.casefold())
    wanted = initials.replace(".", "").casefold()
    return wanted[:1] == name[:1].casefold() and all(letter in letters for letter in wanted)


def _abbreviates(initials: str, name: str) -> bool:
    """``SG`` stands for ``Suryadi Gunawan`` and can stand for ``Suryadi``."""
    letters = initials.replace(".", "").casefold()
    return letters.startswith(name[:1].casefold())
