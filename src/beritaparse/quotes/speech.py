"""Direct speech: which passages between marks are said by somebody, with their cue and source as written.

Input: the page.  Output: an attribution for each passage that is speech, for each other the reason.
Attributions stand after (`"…," kata X`), before (`X mengatakan, "…"`), or are only understood: a passage that
is a paragraph or sentence of its own goes on with whoever speaks.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..lexicon.speech import words
from . import cues
from .contents import Passage
from .cues import Cue
from .page import Attribution, Page, Reference, named_or_described, word_count
from .sources import Phrase, after_cue, nickname
from .subjects import before_cue

# Blanks, punctuation and signs that are no letters: markup of messengers, emoji.
_GAP = re.compile(r"[\s,.;)*_~\-–—\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]{0,8}")
# A signature stands in the same line behind a dash or in brackets, or behind a dash in the next.
_SIGNATURE = re.compile(r"[ \u00a0*_]{0,3}(?:\r?\n)?[ \u00a0]{0,3}([-–—~(])[ \u00a0*_]{0,3}(?=[^\W\d_])")
_LONGEST_SIGNATURE = 100
_RELATIVE = re.compile(r"\s+yang\s+di\w+(?:\s+oleh)?(?=\s)")
_BLANK = re.compile(r"\S\s+\S")
_PUNCTUATION = " \t\r\n\u00a0,:;-–—"
_LONGEST_LEAD = 140
_FINAL = frozenset(",.?!…")


class Behind(NamedTuple):
    """What stands behind a passage: where, up to where, and whether a full stop or line end is between."""

    at: int
    stop: int  # the next passage
    limit: int  # the end of the sentence
    broken: bool  # by a full stop or the end of the line
    below: bool  # in another line
    cue: Cue | None
    rule: str


class Speech:
    """Reads the passages of a page in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[Attribution] = []
        self.silent: dict[Passage, str] = {}
        self.used: set[int] = set()  # starts of the cues that belong to a passage

    def read(self) -> None:
        passages = self.page.passages
        for at, passage in enumerate(passages):
            following = passages[at + 1] if at + 1 < len(passages) else None
            previous = passages[at - 1] if at else None
            found = self._passage(passage, previous, following)
            if isinstance(found, str):
                self.silent[passage] = found
            else:
                self.said.append(found)
                if found.cue is not None:
                    self.used.add(found.cue.start)

    def _passage(self, passage: Passage, previous: Passage | None, following: Passage | None) -> Attribution | str:
        if self.page.lines[passage.paragraph].heading:
            return "heading"
        after = self._after(passage, following)
        left = self._left(passage, previous)
        if after is not None:
            if after.reference == "nya" and text_between(self.page.text, left, passage.outer_start):
                before = self._before(passage, left)
                if before is not None and before.reference == "phrase":
                    # `Menurut X, "…," ujarnya`: the source stands before, the cue after.
                    return after._replace(reference="phrase", source=before.source)
            return after
        signed = self._signed(passage)
        if signed is not None:
            return signed
        if self._inscribed(left, passage):
            return "inscription"
        before = self._before(passage, left) if not passage.single or self._strong(passage) else None
        if before is None and not passage.single:
            before = self._above(passage, left)
        if before is not None:
            return before
        if passage.single:
            return "words"
        return self._alone(passage, left)

    def _make(
        self,
        passage: Passage,
        rule: str,
        reference: Reference,
        cue: Cue | None = None,
        source: Phrase | None = None,
        scope_end: int = 0,
    ) -> Attribution:
        return Attribution(
            passage.start,
            passage.end,
            "direct",
            rule,
            reference,
            cue,
            source,
            scope_end or passage.outer_end,
            passage.paragraph,
        )

    # -- after

    def _after(self, passage: Passage, following: Passage | None) -> Attribution | None:
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
        gap = _GAP.match(text, passage.outer_end, stop)
        at = gap.end() if gap else passage.outer_end
        if at >= stop:
            return None
        between = text[passage.outer_end : at]
        broken = "." in between or "\n" in between
        cue = cues.at(text, at, fuzzy=self._strong(passage) and not broken)
        skipped = self._skip_thus(at, stop) if cue is None or cue.form.lemma in words().thus else None
        cue, thus = skipped or cue, skipped is not None
        if cue is not None and broken and not thus and not text[cue.start].islower():
            cue = cue if self._closes_line(passage, cue, stop) else None
        sentence = self.page.sentence(cue.start if cue else at)
        limit = min(stop, sentence[1]) if sentence else min(stop, self._line_end(at))
        rule = "direct.thus" if thus else "direct.typo" if cue is not None and cue.typo else "direct.after"
        return Behind(at, stop, limit, broken, "\n" in between, cue, rule)

    def _uncued(self, passage: Passage, behind: Behind) -> Attribution | None:
        if behind.below:
            return None
        found = self._unlisted(passage, behind.at, behind.limit, behind.broken)
        if found is not None or behind.broken:
            return found
        return self._subject_after(passage, behind.at, behind.limit)

    def _nya_behind(self, passage: Passage, behind: Behind, cue: Cue) -> Attribution | None:
        """`"…," ujarnya`; with a name behind it that is who: `katanya dia`, `ujarny Dedie`."""
        if cue.form.common and not (self._strong(passage) or self._ends_here(cue.end, behind.limit)):
            return None
        doubled = after_cue(self.page.text, cue.end, behind.limit)
        if doubled is not None and self._names_somebody(doubled):
            return self._make(passage, behind.rule, "phrase", cue, doubled, behind.limit)
        return self._make(passage, behind.rule, "nya", cue, None, behind.limit)

    def _source_behind(self, passage: Passage, behind: Behind, cue: Cue) -> Attribution | None:
        """`"…," kata Budi`, `"…," demikian keterangan yang disampaikan BMKG`."""
        text, limit = self.page.text, behind.limit
        phrase = after_cue(text, self._after_relative(cue.end, limit), limit)
        if phrase is None and not text[cue.end : limit].strip():
            phrase = self._below(cue, behind.stop)
        if phrase is None and behind.rule == "direct.thus":
            return self._make(passage, behind.rule, "open", cue, None, limit)
        if phrase is None:
            if (cue.form.common and not self._ends_here(cue.end, limit)) or not self._strong(passage) or cue.typo:
                return None
            return self._make(passage, behind.rule, "nya", cue, None, limit)
        if not self._may_be_source(passage, cue, phrase):
            return None
        return self._make(passage, behind.rule, "phrase", cue, phrase, limit)

    def _may_be_source(self, passage: Passage, cue: Cue, phrase: Phrase) -> bool:
        """Behind a common or mistyped word only what can speak is a source."""
        text = self.page.text
        if (cue.form.common or cue.typo) and not self._strong(passage) and not text[phrase.start].isupper():
            return False
        final = text[passage.end - 1] in _FINAL
        doubtful = cue.typo or (cue.form.common and not final and cue.form.kind not in {"neutral", "writing"})
        return not doubtful or named_or_described(text, phrase, self.page.names)

    def _unlisted(self, passage: Passage, at: int, limit: int, broken: bool) -> Attribution | None:
        """A word that no list has, where only a reporting word can stand: `"…," sergah Budi.`, `"…," janjinya.`"""
        text = self.page.text
        cue = cues.unlisted(text, at)
        if cue is None or not self._strong(passage) or text[passage.end - 1] not in _FINAL:
            return None
        if cue.has("nya"):
            ends = self._ends_here(cue.end, limit)
            return self._make(passage, "direct.unlisted", "nya", cue, None, limit) if ends else None
        phrase = None if broken else after_cue(text, cue.end, limit)
        if phrase is None or self.page.names.person(text, phrase.start, phrase.end) is None:
            return None
        return self._make(passage, "direct.unlisted", "phrase", cue, phrase, limit)

    def _below(self, cue: Cue, stop: int) -> Phrase | None:
        """Pages break lines at links: `…," kata` and in the next lines who it is."""
        text = self.page.text
        phrase = after_cue(text, cue.end, min(stop, cue.end + _LONGEST_LEAD))
        named = phrase is not None and self.page.names.person(text, phrase.start, phrase.end) is not None
        return phrase if named else None

    def _closes_line(self, passage: Passage, cue: Cue, stop: int) -> bool:
        """`…”. Ungkap Budi.`: a capital after a full stop, and nothing in the line but cue and source."""
        limit = min(stop, self._line_end(passage.outer_end))
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
        match = re.compile(r"\s*(\w+)\s+").match(self.page.text, at, stop)
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
        for cue in cues.scan(text, at, min(limit, at + _LONGEST_LEAD)):
            if not cue.has("active"):
                continue
            rest = text[cue.end : limit].lstrip()
            stopped = text[passage.end - 1] == "." and rest not in {"", "."}
            if stopped or " bahwa " in f" {rest[:_LONGEST_LEAD]}" or text[at : cue.start].strip() in {"", "yang"}:
                return None
            if rest and rest[0] not in ".,(" and rest.split(maxsplit=1)[0].strip(".,") not in words().source_ends:
                return None
            phrase = before_cue(text, at, cue.start)
            if phrase is None or phrase.start > at + 1 or not named_or_described(text, phrase, self.page.names):
                return None
            return self._make(passage, "direct.subject_after", "phrase", cue, phrase, limit)
        return None

    def _ends_here(self, at: int, limit: int) -> bool:
        rest = self.page.text[at:limit].lstrip()
        return not rest or rest[0] in ".,(;:!?"

    # -- before

    def _left(self, passage: Passage, previous: Passage | None) -> int:
        """Where the text that leads up to a passage begins: its sentence, or the passage before it."""
        line = self.page.lines[passage.paragraph]
        left = line.start
        sentence = self.page.sentence(passage.outer_start)
        if sentence is not None and sentence[0] <= passage.outer_start:
            left = max(left, sentence[0])
        if previous is not None and previous.outer_end <= passage.outer_start:
            left = max(left, min(previous.outer_end, passage.outer_start))
        return left

    def _before(self, passage: Passage, left: int) -> Attribution | None:
        text = self.page.text
        open_at = passage.outer_start
        lead_start = max(left, open_at - 400)
        hits = [cue for cue in cues.scan(text, lead_start, open_at) if not self.page.inside_passage(cue.start)]
        if not hits:
            return None
        cue = hits[-1]
        gap = text[cue.end : open_at]
        bare = gap.strip(_PUNCTUATION).lower()
        pointed = gap.rstrip()[-1:] in {",", ":"}
        if cue.has("active"):
            if bare in {"", "bahwa"} or bare.split(maxsplit=1)[0] in {"begini", "demikian", "seperti"}:
                if not pointed and not (self._strong(passage) and word_count(text, passage.start, passage.end) >= 3):
                    return None
            elif not pointed or len(gap) > _LONGEST_LEAD:
                return None
            phrase = before_cue(text, lead_start, cue.start)
            if phrase is None:
                return self._make(passage, "direct.before", "none", cue)
            return self._make(passage, "direct.before", "phrase", cue, phrase)
        if not pointed:
            return self._unpointed(passage, cue, lead_start)
        if cue.has("nya", "passive_nya", "according_nya"):
            return self._make(passage, "direct.before", "nya", cue) if not bare else None
        phrase = after_cue(text, cue.end, open_at)
        if phrase is None or not named_or_described(text, phrase, self.page.names):
            return None
        return self._make(passage, "direct.before", "phrase", cue, phrase)

    def _unpointed(self, passage: Passage, cue: Cue, lead_start: int) -> Attribution | None:
        """`Ungkap Kapolres X “…”`: cue and source are all that stands before."""
        text = self.page.text
        if text[lead_start : cue.start].strip(_PUNCTUATION) or cue.start in self.used or not self._strong(passage):
            return None
        phrase = after_cue(text, cue.end, passage.outer_start)
        if phrase is None or text_between(text, phrase.end, passage.outer_start):
            return None
        named = self.page.names.person(text, phrase.start, phrase.end) is not None
        return self._make(passage, "direct.before", "phrase", cue, phrase) if named else None

    def _above(self, passage: Passage, left: int) -> Attribution | None:
        """`Kapolres mengatakan:` in the line above a passage that begins its own."""
        if not passage.paragraph or text_between(self.page.text, left, passage.outer_start):
            return None
        above = self.page.lines[passage.paragraph - 1]
        if above.heading or not self.page.text[above.start : above.end].rstrip().endswith(":"):
            return None
        sentence = self.page.sentence(above.end - 1)
        return self._before(passage, max(above.start, sentence[0]) if sentence is not None else above.start)

    # -- without a cue

    def _signed(self, passage: Passage) -> Attribution | None:
        """`“…” — Budi, Wakil Gubernur X`, `“…” (Budi)`: a name behind a dash or in brackets alone."""
        text = self.page.text
        mark = _SIGNATURE.match(text, passage.outer_end)
        if mark is None:
            return None
        end = self._line_end(mark.end())
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
        if self.page.names.person(text, phrase.start, end) is None:
            # `Budi Santoso, Kapolres X`: a post shows that the words in front of it are a name.
            comma = text.find(",", phrase.start, end)
            if comma < 0 or not self.page.names.has_post(comma, end):
                return None
            phrase = Phrase(phrase.start, comma)
        return self._make(passage, "direct.signature", "phrase", None, phrase, end)

    def _alone(self, passage: Passage, left: int) -> Attribution | str:
        """A passage without a cue: speech where it stands as a sentence of its own."""
        text = self.page.text
        if not (passage.opened and passage.closed):
            # One mark is missing: speech only as a whole sentence.
            if word_count(text, passage.start, passage.end) >= 6:
                return self._make(passage, "direct.continuation", "none")
            return "words"
        lead = text[left : passage.outer_start].strip(" \t\u00a0*_~•-–—")
        count = word_count(text, passage.start, passage.end)
        ended = text[passage.end - 1] in _FINAL
        if count < 2 or (count < 4 and not ended) or not _BLANK.search(text, passage.start, passage.end):
            return "words"
        line_end = self._line_end(passage.outer_end)
        rest = text[passage.outer_end : line_end].lstrip(" ,;\u00a0")
        standing = not rest or rest[0] in ".!?(*[" or ((rest[0].isupper() or rest[0] in '"“”') and ended)
        begins = not lead or lead[-1] in '.!?:”"' or self._follows_attribution(lead)
        follows = text[passage.outer_end : line_end].lstrip(" ,.;\u00a0").split(maxsplit=1)[:1]
        if begins and follows and follows[0].lower() in words().thus:
            # `demikian dikutip dari …`: somebody who is not understood from the context
            return self._make(passage, "direct.thus", "open")
        if begins and (standing or (count >= 12 and ended)):
            return self._make(passage, "direct.continuation", "none")
        if count >= 8 and ended and lead[-1:] in {":", ","}:
            return self._make(passage, "direct.continuation", "none")
        return "words"

    def _follows_attribution(self, lead: str) -> bool:
        """`"A," kata X, "B."`: the passage goes on after the attribution of the one before it."""
        if lead[-1] not in ",;":
            return False
        first = cues.at(lead, len(lead) - len(lead.lstrip(" ,")), fuzzy=False)
        return first is not None and first.has("base", "nya")

    def _inscribed(self, left: int, passage: Passage) -> bool:
        """Is the passage announced as a name, a title, an inscription?"""
        text = self.page.text
        if not text[left : passage.outer_start].strip() and passage.paragraph:
            # `Dalam foto terdapat tulisan:` may stand in the line above.
            above = self.page.lines[passage.paragraph - 1]
            if text[above.start : above.end].rstrip().endswith(":"):
                left = above.start
        lead = text[max(left, passage.outer_start - 60) : passage.outer_start].lower()
        tail = lead.rstrip(" :,").rsplit(maxsplit=1)[-1:]
        if tail and tail[0] in words().naming and not lead.rstrip().endswith(","):
            return not self._strong(passage) or tail[0] in words().inscriptions
        return _inscriptions().search(lead) is not None

    def _strong(self, passage: Passage) -> bool:
        """Does the passage look like speech: it ends like a clause, or is long?"""
        text = self.page.text
        return text[passage.end - 1] in _FINAL or word_count(text, passage.start, passage.end) >= 5

    def _line_end(self, at: int) -> int:
        end = self.page.text.find("\n", at)
        return end if end >= 0 else len(self.page.text)


def text_between(text: str, start: int, end: int) -> bool:
    """Is there more than blanks between two offsets?"""
    return start < end and not text[start:end].isspace()


@cache
def _inscriptions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words().inscriptions))})\b")
