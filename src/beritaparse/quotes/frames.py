"""What the frames of reported speech share: a hit in its sentence, the page's readers, what came of it.

Input: the page and the passages that are direct speech.  Output: attributions, topics, and what the weights were
asked about.  The frames themselves stand in :mod:`.active`, :mod:`.inserted` and :mod:`.passive`.
"""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon.speech import words
from .clauses import EDGES, SKIP, Clauses, first_word, is_clause
from .cues import Cue
from .page import Attribution, Page, Reference, Topic, named_or_described, word_count
from .reported import LEAST, Candidate, candidate, source_kind
from .sources import Phrase, after_cue
from .subjects import before_cue

# Kinds whose `-nya` form can stand in a clause: `katanya`, `lanjutnya`, but not `nilainya` or `syukurnya`.
TELLING = frozenset({"neutral", "explanation", "emphasis", "addition", "closing"})
_NO_SOURCES = frozenset({"thing", "pronoun", "other"})
_LONGEST_TAIL = 80  # of a circumstance behind the verb
_BEFORE_CLOSING = frozenset(f'{EDGES}"”')


class Hit(NamedTuple):
    """A reporting word in its sentence, with its neighbours there."""

    cue: Cue
    earlier: list[Cue]
    later: list[Cue]
    start: int
    end: int


class Reporting:
    """The readers of one page, and what they found."""

    def __init__(self, page: Page, speech_starts: set[int]) -> None:
        self.page = page
        self.speech_starts = speech_starts  # the passages that are direct speech
        self.clauses = Clauses(page, speech_starts)
        self.topics: list[Topic] = []
        self.weighed: list[Candidate] = []  # what the weights were asked about
        self.likely: dict[int, float] = {}  # by the start of the cue

    def holds(self, cue: Cue, phrase: Phrase, start: int, end: int) -> bool:
        """Is the stretch behind a cue what somebody said?"""
        weighed = candidate(self.page, cue, phrase, start, end)
        if weighed is None:
            return False
        self.weighed.append(weighed)
        likely = self.likely[cue.start] = weighed.probability
        return likely >= LEAST

    def is_known(self, phrase: Phrase) -> bool:
        """Is the source a person or body of the article, or a pronoun?"""
        text, names = self.page.text, self.page.names
        return (
            text[phrase.start : phrase.end].lower() in words().pronouns
            or names.person(text, phrase.start, phrase.end) is not None
            or names.body(phrase.start, phrase.end) is not None
        )

    def make(
        self, start: int, end: int, rule: str, cue: Cue, phrase: Phrase | None, reference: Reference | None = None
    ) -> Attribution | None:
        """An attribution of reported content; None where it is empty or stands inside direct speech."""
        around = self.page.passage(start)
        if end <= start or (around is not None and around.start in self.speech_starts):
            return None
        quoted = any(
            word_count(self.page.text, passage.start, passage.end) >= 3
            for passage in self.page.passages_between(start, end)
        )
        kind = "mixed" if quoted else "indirect"
        likely = self.likely.get(cue.start, 1.0)
        reference = reference or ("phrase" if phrase else "nya")
        return Attribution(start, end, kind, rule, reference, cue, phrase, scope_end=cue.end, likely=likely)

    def before_comma(self, cue: Cue) -> int:
        """Where the clause before `, kata …` ends; -1 where no comma or closing mark stands before the cue."""
        text = self.page.text
        at, comma = cue.start, False
        while at > 0 and text[at - 1] in _BEFORE_CLOSING:
            at -= 1
            comma = comma or text[at] == ","
        return at if comma else -1

    def before_closing(self, cue: Cue, start: int, end: int) -> int:
        """Where what is said ends before an attribution that closes its sentence; -1 where none does."""
        if cue.has("active"):
            return self._before_subject(cue, start, end)
        return self.before_comma(cue) if self.closes(cue, end) else -1

    def _before_subject(self, cue: Cue, start: int, end: int) -> int:
        """`Korban menjalani operasi`**, Wali Kota X mengatakan pada Sabtu malam.**"""
        text = self.page.text
        follows = first_word(text, cue.end, end)
        if follows is not None and follows.group() in words().requests:
            return -1  # `…, sehingga Wali Kota X meminta` **agar** `…`
        if end - cue.end > _LONGEST_TAIL or not self.ends(cue.end, end):
            return -1
        comma = text.rfind(",", start, cue.start)
        phrase = before_cue(text, comma + 1, cue.start) if comma >= 0 else None
        if phrase is None or text[comma + 1 : phrase.start].strip() or source_kind(self.page, phrase) in _NO_SOURCES:
            return -1
        first = first_word(text, start, comma)
        opens = first is not None and first.group().lower() in words().openers
        return comma if not opens and word_count(text, start, comma) >= 4 and is_clause(text, start, comma) else -1

    def closes(self, cue: Cue, end: int) -> bool:
        """Does an attribution close its sentence: `, ujarnya.`, `, kata Budi saat ditemui.`?"""
        text = self.page.text
        if cue.has("nya"):
            if cue.form.kind not in TELLING:
                return False
            rest = cue.end
        elif cue.has("base"):
            phrase = after_cue(text, cue.end, end)
            if phrase is None or not named_or_described(text, phrase, self.page.names):
                return False
            rest = after_source(phrase)
        else:
            return False
        return self.ends(rest, end)

    def ends(self, rest: int, end: int) -> bool:
        """Does nothing but a circumstance follow up to the end of the sentence?"""
        text = self.page.text
        following = first_word(text, rest, end)
        if not text[rest:end].strip(EDGES) or text[rest:end].lstrip(EDGES).startswith("("):
            return True
        word = following.group().lower() if following is not None else ""
        return word in words().source_ends or word in words().weekdays


def shows_that(text: str, cue: Cue) -> bool:
    """Does `bahwa` follow right behind a cue?"""
    word = first_word(text, cue.end, len(text))
    return word is not None and word.group() == "bahwa" and not text[cue.end : word.start()].strip()


def after_source(phrase: Phrase) -> int:
    """Where a source ends, with whoever passed the words on."""
    return phrase.end if phrase.via is None else max(phrase.end, phrase.via[1])


def skip_punctuation(text: str, at: int, end: int) -> int:
    """Skip blanks, commas and dashes."""
    skip = SKIP.match(text, at, end)
    return skip.end() if skip else at
