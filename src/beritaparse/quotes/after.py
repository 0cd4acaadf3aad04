"""An attribution behind direct speech: `"…," kata X`, `"…," ujarnya`, `"…," ia menambahkan.`

Input: the page, a passage and the one after it.  Output: an attribution by a cue, by a word that no list has, or by a
subject and its verb; None where none of them stands behind the passage.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..lexicon.speech import words
from . import cues
from .contents import Passage
from .cues import Cue
from .direct import FINAL, LONGEST_LEAD, direct, is_strong, line_end
from .page import Attribution, Page, named_or_described
from .sources import Phrase, after_cue, nickname
from .subjects import before_cue

# Blanks, punctuation and signs that are no letters: markup of messengers, emoji.
_MARKS_BETWEEN = re.compile(r"[\s,.;)*_~\-–—\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]{0,8}")
_RELATIVE = re.compile(r"\s+yang\s+di\w+(?:\s+oleh)?(?=\s)")
_BEGINS = frozenset({"", ".", "!", "?", "\n"})  # in front of a passage that begins its sentence
_THUS = re.compile(r"\s*(\w+)\s+")


class Behind(NamedTuple):
    """What stands behind a passage: where, up to where, and whether a full stop or line end is between."""

    at: int
    stop: int  # the next passage
    limit: int  # the end of the sentence
    broken: bool  # by a full stop or the end of the line
    below: bool  # in another line
    cue: Cue | None
    rule: str


class After:
    """Reads what stands behind the passages of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def read(self, passage: Passage, following: Passage | None) -> Attribution | None:
        """An attribution behind a passage: by a cue, by a word that no list has, by a subject and its verb."""
        behind = self._behind(passage, following)
        if behind is None:
            return None
        cue = behind.cue
        if cue is None:
            return self._uncued(passage, behind)
        if cue.has("nya", "passive_nya"):
            return self._nya_behind(passage, behind, cue)
        if not cue.has("base", "passive", "according"):
            return None if behind.broken else self._subject_after(passage, behind.at, behind.limit)
        return self._source_behind(passage, behind, cue)

    def _is_nickname(self, passage: Passage) -> bool:
        """`kata Manajer Persija` **'Macan Kemayoran'** `itu, Budi`: words in a source, no quotation."""
        return passage.single and nickname(self.page.text, passage.outer_start, len(self.page.text)) is not None

    def _behind(self, passage: Passage, following: Passage | None) -> Behind | None:
        """What stands behind a passage and its punctuation; None where nothing does."""
        text = self.page.text
        stop = following.outer_start if following and not self._is_nickname(following) else len(text)
        gap = _MARKS_BETWEEN.match(text, passage.outer_end, stop)
        at = gap.end() if gap else passage.outer_end
        if at >= stop:
            return None
        between = text[passage.outer_end : at]
        broken = "." in between or "\n" in between
        cue = cues.at(text, at, fuzzy=is_strong(self.page.text, passage) and not broken)
        skipped = self._skip_thus(at, stop) if cue is None or cue.form.lemma in words().thus else None
        cue, thus = skipped or cue, skipped is not None
        if cue is not None and broken and not thus and not text[cue.start].islower():
            cue = cue if self._closes_line(passage, cue, stop) else None
        sentence = self.page.sentence(cue.start if cue else at)
        limit = min(stop, sentence[1]) if sentence else min(stop, line_end(text, at))
        rule = "direct.thus" if thus else "direct.typo" if cue is not None and cue.typo else "direct.after"
        return Behind(at, stop, limit, broken, "\n" in between, cue, rule)

    def _uncued(self, passage: Passage, behind: Behind) -> Attribution | None:
        if behind.below:
            return None
        found = self._unlisted(passage, behind.at, behind.limit, behind.broken)
        if found is not None or behind.broken:
            return found
        return self._subject_after(passage, behind.at, behind.limit) or self._named_after(passage, behind)

    def _named_after(self, passage: Passage, behind: Behind) -> Attribution | None:
        """`"…,"` **Kepala Dinas X, Budi,** `di Demak`: the reporting word was lost; a post and its holder tell."""
        text, names = self.page.text, self.page.names
        opens = text[max(0, passage.outer_start - 2) : passage.outer_start].rstrip(" \u00a0")[-1:] in _BEGINS
        phrase = after_cue(text, behind.at, behind.limit) if opens and text[passage.end - 1] == "," else None
        if phrase is None or phrase.start > behind.at or names.person(text, phrase.start, phrase.end) is None:
            return None
        acts = not words().plain_verbs.isdisjoint(text[phrase.start : phrase.end].split())
        posted = names.has_post(phrase.start, phrase.start + 1) and not acts
        rest = text[phrase.end : behind.limit].strip(" ,.\u00a0").split(maxsplit=1)[:1]
        goes_on = bool(rest) and rest[0].lower() not in words().source_ends and rest[0].lower() not in words().weekdays
        return direct(passage, "direct.named", "phrase", None, phrase, behind.limit) if posted and not goes_on else None

    def _nya_behind(self, passage: Passage, behind: Behind, cue: Cue) -> Attribution | None:
        """`"…," ujarnya`; with a name behind it that is who: `katanya dia`, `ujarny Dedie`."""
        if cue.form.common and not (is_strong(self.page.text, passage) or self._ends_here(cue.end, behind.limit)):
            return None
        doubled = after_cue(self.page.text, cue.end, behind.limit)
        if doubled is not None and self._names_somebody(doubled):
            return direct(passage, behind.rule, "phrase", cue, doubled, behind.limit)
        return direct(passage, behind.rule, "nya", cue, None, behind.limit)

    def _source_behind(self, passage: Passage, behind: Behind, cue: Cue) -> Attribution | None:
        """`"…," kata Budi`, `"…," demikian keterangan yang disampaikan BMKG`."""
        text, limit = self.page.text, behind.limit
        phrase = after_cue(text, self._after_relative(cue.end, limit), limit)
        if phrase is None and not text[cue.end : limit].strip():
            phrase = self._below(cue, behind.stop)
        if phrase is None and behind.rule == "direct.thus":
            return direct(passage, behind.rule, "open", cue, None, limit)
        if phrase is None:
            if (cue.form.common and not self._ends_here(cue.end, limit)) or not is_strong(text, passage) or cue.typo:
                return None
            return direct(passage, behind.rule, "nya", cue, None, limit)
        if not self._may_be_source(passage, cue, phrase):
            return None
        return direct(passage, behind.rule, "phrase", cue, phrase, limit)

    def _may_be_source(self, passage: Passage, cue: Cue, phrase: Phrase) -> bool:
        """Behind a common or mistyped word only what can speak is a source."""
        text = self.page.text
        if (cue.form.common or cue.typo) and not is_strong(text, passage) and not text[phrase.start].isupper():
            return False
        final = text[passage.end - 1] in FINAL
        doubtful = cue.typo or (cue.form.common and not final and cue.form.kind not in {"neutral", "writing"})
        return not doubtful or named_or_described(text, phrase, self.page.names)

    def _unlisted(self, passage: Passage, at: int, limit: int, broken: bool) -> Attribution | None:
        """A word that no list has, where only a reporting word can stand: `"…," sergah Budi.`, `"…," janjinya.`"""
        text = self.page.text
        cue = cues.unlisted(text, at)
        if cue is None or not is_strong(self.page.text, passage) or text[passage.end - 1] not in FINAL:
            return None
        if cue.has("nya"):
            ends = self._ends_here(cue.end, limit)
            return direct(passage, "direct.unlisted", "nya", cue, None, limit) if ends else None
        phrase = None if broken else after_cue(text, cue.end, limit)
        if phrase is None or self.page.names.person(text, phrase.start, phrase.end) is None:
            return None
        return direct(passage, "direct.unlisted", "phrase", cue, phrase, limit)

    def _below(self, cue: Cue, stop: int) -> Phrase | None:
        """Pages break lines at links: `…," kata` and in the next lines who it is."""
        text = self.page.text
        phrase = after_cue(text, cue.end, min(stop, cue.end + LONGEST_LEAD))
        named = phrase is not None and self.page.names.person(text, phrase.start, phrase.end) is not None
        return phrase if named else None

    def _closes_line(self, passage: Passage, cue: Cue, stop: int) -> bool:
        """`…”. Ungkap Budi.`: a capital after a full stop, and nothing in the line but cue and source."""
        limit = min(stop, line_end(self.page.text, passage.outer_end))
        if cue.start >= limit or not cue.has("nya", "base"):
            return False
        phrase = after_cue(self.page.text, cue.end, limit) if cue.has("base") else None
        if cue.has("base") and (phrase is None or not self._names_somebody(phrase)):
            return False
        return not self.page.text[phrase.end if phrase else cue.end : limit].strip(" .\u00a0")

    def _names_somebody(self, phrase: Phrase) -> bool:
        text = self.page.text
        written = text[phrase.start : phrase.end].lower()
        return (
            written in words().pronouns
            or self.page.names.person(text, phrase.start, phrase.end) is not None
            or text[phrase.start].isupper()
        )

    def _skip_thus(self, at: int, stop: int) -> Cue | None:
        """`Begitu bunyi …`, `demikian kata …`: the cue after the pointing word."""
        match = _THUS.match(self.page.text, at, stop)
        if match is None or match[1].lower() not in words().thus:
            return None
        cue = cues.at(self.page.text, match.end(), fuzzy=False)
        return cue if cue is not None and not cue.has("active") else None

    def _after_relative(self, at: int, limit: int) -> int:
        """`demikian keterangan yang disampaikan BMKG`: skip to the agent."""
        match = _RELATIVE.match(self.page.text, at, limit)
        return match.end() if match else at

    def _subject_after(self, passage: Passage, at: int, limit: int) -> Attribution | None:
        """`"…," ia menambahkan.`: a subject and an active cue that takes nothing more."""
        text = self.page.text
        for cue in cues.scan(text, at, min(limit, at + LONGEST_LEAD)):
            if not cue.has("active"):
                continue
            rest = text[cue.end : limit].lstrip()
            stopped = text[passage.end - 1] == "." and rest not in {"", "."}
            if stopped or " bahwa " in f" {rest[:LONGEST_LEAD]}" or text[at : cue.start].strip() in {"", "yang"}:
                return None
            if rest and rest[0] not in ".,(" and rest.split(maxsplit=1)[0].strip(".,") not in words().source_ends:
                return None
            phrase = before_cue(text, at, cue.start)
            if phrase is None or phrase.start > at + 1 or not named_or_described(text, phrase, self.page.names):
                return None
            return direct(passage, "direct.subject_after", "phrase", cue, phrase, limit)
        return None

    def _ends_here(self, at: int, limit: int) -> bool:
        rest = self.page.text[at:limit].lstrip()
        return not rest or rest[0] in ".,(;:!?"
