"""Direct speech without a reporting word: signed, standing as a sentence of its own, or no speech at all.

Input: the page, a passage, and where the text that leads up to it begins.  Output: an attribution, or why there is
none.
"""

from __future__ import annotations

import re
from functools import cache

from ..lexicon.speech import words
from . import cues
from .contents import Passage
from .direct import FINAL, direct, is_strong, line_end
from .page import Attribution, Page, word_count
from .sources import Phrase

# A signature stands in the same line behind a dash or in brackets, or behind a dash in the next.
_SIGNATURE = re.compile(r"[ \u00a0*_]{0,3}(?:\r?\n)?[ \u00a0]{0,3}([-–—~(])[ \u00a0*_]{0,3}(?=[^\W\d_])")
_LONGEST_SIGNATURE = 100
_BLANK = re.compile(r"\S\s+\S")


def signed(page: Page, passage: Passage) -> Attribution | None:
    """`“…” — Budi, Wakil Gubernur X`, `“…” (Budi)`: a name behind a dash or in brackets alone."""
    text = page.text
    mark = _SIGNATURE.match(text, passage.outer_end)
    if mark is None:
        return None
    end = line_end(text, mark.end())
    if mark[1] == "(":
        closing = text.find(")", mark.end(), end)
        if closing < 0 or text[closing + 1 : end].strip(" ."):
            return None
        end = closing
    while end > mark.end() and text[end - 1] in " .\u00a0\r*_":
        end -= 1
    phrase = Phrase(mark.end(), end)
    if end - phrase.start > _LONGEST_SIGNATURE:
        return None
    if page.names.person(text, phrase.start, end) is None:
        # `Budi Santoso, Kapolres X`: a post shows that the words in front of it are a name.
        comma = text.find(",", phrase.start, end)
        if comma < 0 or not page.names.has_post(comma, end):
            return None
        phrase = Phrase(phrase.start, comma)
    return direct(passage, "direct.signature", "phrase", None, phrase, end)


_FEWEST_OPEN, _FEWEST_CUT = 6, 3
"""Words of a passage without its other mark."""


def alone(page: Page, passage: Passage, left: int) -> Attribution | str:
    """A passage without a cue: speech where it stands as a sentence of its own."""
    text = page.text
    if not (passage.opened and passage.closed):
        # One mark is missing: speech only as a whole sentence, or where the page was cut off.
        cut = (
            not passage.closed
            and not text[passage.outer_end :].strip()
            and not text[left : passage.outer_start].strip()
        )
        if word_count(text, passage.start, passage.end) >= (_FEWEST_CUT if cut else _FEWEST_OPEN):
            return direct(passage, "direct.continuation", "none")
        return "words"
    lead = text[left : passage.outer_start].strip(" \t\u00a0*_~•-–—")
    count = word_count(text, passage.start, passage.end)
    ended = text[passage.end - 1] in FINAL
    if count < 2 or (count < 4 and not ended) or not _BLANK.search(text, passage.start, passage.end):
        return "words"
    ends = line_end(text, passage.outer_end)
    rest = text[passage.outer_end : ends].lstrip(" ,;\u00a0")
    standing = not rest or rest[0] in ".!?(*[" or ((rest[0].isupper() or rest[0] in '"“”') and ended)
    begins = not lead or lead[-1] in '.!?:”"' or _follows_attribution(lead)
    follows = text[passage.outer_end : ends].lstrip(" ,.;\u00a0").split(maxsplit=1)[:1]
    if begins and follows and follows[0].lower() in words().thus:
        # `demikian dikutip dari …`: somebody who is not understood from the context
        return direct(passage, "direct.thus", "open")
    if begins and (standing or (count >= 12 and ended)):
        return direct(passage, "direct.continuation", "none")
    if count >= 8 and ended and lead[-1:] in {":", ","}:
        return direct(passage, "direct.continuation", "none")
    return "words"


def _follows_attribution(lead: str) -> bool:
    """`"A," kata X, "B."`: the passage goes on after the attribution of the one before it."""
    if lead[-1] not in ",;":
        return False
    first = cues.at(lead, len(lead) - len(lead.lstrip(" ,")), fuzzy=False)
    return first is not None and first.has("base", "nya")


def is_inscribed(page: Page, passage: Passage, left: int) -> bool:
    """Is the passage announced as a name, a title, an inscription?"""
    text = page.text
    if not text[left : passage.outer_start].strip() and passage.paragraph:
        # `Dalam foto terdapat tulisan:` may stand in the line above.
        above = page.lines[passage.paragraph - 1]
        if text[above.start : above.end].rstrip().endswith(":"):
            left = above.start
    lead = text[max(left, passage.outer_start - 60) : passage.outer_start].lower()
    tail = lead.rstrip(" :,").rsplit(maxsplit=1)[-1:]
    if tail and tail[0] in words().naming and not lead.rstrip().endswith(","):
        return not is_strong(text, passage) or tail[0] in words().inscriptions
    return _inscriptions().search(lead) is not None


@cache
def _inscriptions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words().inscriptions))})\b")
