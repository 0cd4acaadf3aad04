"""An attribution in front of direct speech: `X mengatakan, "…"`, `Ungkap Kapolres X "…"`, in the line above too.

Input: the page, a passage, and where the text that leads up to it begins.  Output: an attribution, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import cues
from .contents import Passage
from .cues import Cue, is_noun
from .direct import LONGEST_LEAD, direct, is_strong, text_between
from .page import Attribution, Page, named_or_described, word_count
from .sources import after_cue
from .subjects import before_cue

_PUNCTUATION = " \t\r\n\u00a0,:;-–—"
_LONGEST_PREAMBLE = 400


def _main(hits: Sequence[Cue]) -> Cue:
    """`Budi` **mengatakan** `dalam keterangan tertulisnya, “…”`: the last, but the verb in front of nouns of saying."""
    for cue in reversed(hits):
        if cue.has("active"):
            return cue
        if not is_noun(cue) and cue.form.kind != "writing":
            break
    return hits[-1]


class Before:
    """Reads what stands in front of the passages of one page; ``used`` holds the starts of the cues that are taken."""

    def __init__(self, page: Page, used: set[int]) -> None:
        self.page = page
        self.used = used

    def read(self, passage: Passage, left: int) -> Attribution | None:
        text = self.page.text
        open_at = passage.outer_start
        lead_start = max(left, open_at - _LONGEST_PREAMBLE)
        hits = [cue for cue in cues.scan(text, lead_start, open_at) if not self.page.inside_passage(cue.start)]
        if not hits:
            return None
        cue = _main(hits)
        gap = text[cue.end : open_at]
        bare = gap.strip(_PUNCTUATION).lower()
        pointed = gap.rstrip()[-1:] in {",", ":"}
        if cue.has("active"):
            if bare in {"", "bahwa"} or bare.split(maxsplit=1)[0] in {"begini", "demikian", "seperti"}:
                if not pointed and not (is_strong(text, passage) and word_count(text, passage.start, passage.end) >= 3):
                    return None
            elif not pointed or len(gap) > LONGEST_LEAD:
                return None
            phrase = before_cue(text, lead_start, cue.start)
            if phrase is None:
                return direct(passage, "direct.before", "none", cue)
            return direct(passage, "direct.before", "phrase", cue, phrase)
        if not pointed:
            return self._unpointed(passage, cue, lead_start)
        if cue.has("nya", "passive_nya", "according_nya"):
            return direct(passage, "direct.before", "nya", cue) if not bare else None
        phrase = after_cue(text, cue.end, open_at)
        if phrase is None or not named_or_described(text, phrase, self.page.names):
            return None
        return direct(passage, "direct.before", "phrase", cue, phrase)

    def _unpointed(self, passage: Passage, cue: Cue, lead_start: int) -> Attribution | None:
        """`Ungkap Kapolres X “…”`: cue and source are all that stands before."""
        text = self.page.text
        if text[lead_start : cue.start].strip(_PUNCTUATION) or cue.start in self.used or not is_strong(text, passage):
            return None
        phrase = after_cue(text, cue.end, passage.outer_start)
        if phrase is None or text_between(text, phrase.end, passage.outer_start):
            return None
        named = self.page.names.person(text, phrase.start, phrase.end) is not None
        return direct(passage, "direct.before", "phrase", cue, phrase) if named else None

    def above(self, passage: Passage, left: int) -> Attribution | None:
        """`Kapolres mengatakan:` in the line above a passage that begins its own."""
        if not passage.paragraph or text_between(self.page.text, left, passage.outer_start):
            return None
        above = self.page.lines[passage.paragraph - 1]
        if above.heading or not self.page.text[above.start : above.end].rstrip().endswith(":"):
            return None
        sentence = self.page.sentence(above.end - 1)
        return self.read(passage, max(above.start, sentence[0]) if sentence is not None else above.start)
