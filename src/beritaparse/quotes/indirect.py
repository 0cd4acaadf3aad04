"""Reported clauses: `X mengatakan (bahwa) …`, `Menurut X, …`, `…, kata X, …`, `Dikatakan X, …`.

Input: the page and the cues that direct speech has used.  Output: attributions whose content is the reported
clause without `bahwa` and without the attribution, and the topics (somebody spoke, but no content is given).
"""

from __future__ import annotations

import re

from ..lexicon.speech import edge_forms, words
from . import cues
from .active import active, behind
from .as_told import alone_thus, taken, thus
from .clauses import EDGES, first_word, is_clause, last_word
from .cues import Cue, is_noun, is_quality, quality_lemmas
from .documents import of_document
from .enumerated import enumerated
from .frames import Hit, Reporting, skip_punctuation
from .inserted import inserted
from .page import Attribution, Page, Topic, word_count
from .passive import asked, noun, passive
from .reported import Candidate
from .second import second_report
from .sources import after_cue

_MOST_NEIGHBOURS = 8
_FEWEST = 4  # words of a clause
_LONGEST_LEAD = 60
"""Characters in front of a word that opens a sentence, and behind one that closes it."""
_ENUMERATED = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+|[-•*]\s*")


class Indirect:
    """Reads the sentences of a page in order."""

    def __init__(self, page: Page, used: set[int], speech_starts: set[int]) -> None:
        self.page = page
        self.used = used
        self.reading = Reporting(page, speech_starts)
        self.said: list[Attribution] = []
        self.edges = edge_forms()
        self.qualities = quality_lemmas()

    @property
    def topics(self) -> list[Topic]:
        return self.reading.topics

    @property
    def weighed(self) -> list[Candidate]:
        """What the weights were asked about."""
        return self.reading.weighed

    def read(self) -> None:
        sentences = self.page.sentences
        if not sentences:
            return
        found = cues.scan(self.page.text, sentences[0][0], sentences[-1][1])
        at = 0
        for start, end in sentences:
            hits: list[Cue] = []
            while at < len(found) and found[at].start < end:
                cue = found[at]
                at += 1
                if cue.start >= start and cue.end <= end and self._may_report(cue, start, end):
                    hits.append(cue)
            if hits:
                self._sentence(hits, start, end)
        self.said = enumerated(self.reading, self.said)

    def _may_report(self, cue: Cue, start: int, end: int) -> bool:
        used = cue.start in self.used or self.page.inside_passage(cue.start)
        if used or (cue.form.lemma in self.edges and not self._at_edge(cue, start, end)):
            return False
        quality = cue.form.lemma in self.qualities and is_quality(self.page.text, cue)
        return not (quality or self._is_name(cue, start) or self._in_brackets(cue, start, end))

    def _at_edge(self, cue: Cue, start: int, end: int) -> bool:
        """`Dilansir dari X, …` opens its sentence, `… demikian X.` closes it; `X disebut …` stands in a document."""
        if cue.has("told_of"):
            first = first_word(self.page.text, start, cue.start)
            return first is not None and first.group().lower() in words().in_documents
        lead = self.page.text[start : cue.start].strip(EDGES) if cue.start - start <= _LONGEST_LEAD else "…"
        if cue.has("taken"):
            return not lead or lead.lower() in words().connectives
        return lead != "" and end - cue.end <= _LONGEST_LEAD

    def _sentence(self, hits: list[Cue], start: int, end: int) -> None:
        reached = start
        for index, cue in enumerate(hits):
            if cue.start < reached:
                continue
            later = hits[index + 1 : index + 1 + _MOST_NEIGHBOURS]
            earlier = hits[max(0, index - _MOST_NEIGHBOURS) : index]
            found = self._cue(Hit(cue, earlier, later, start, end))
            if found is not None:
                outer = self._around(found, hits, start, end)
                if outer is not None:
                    self.said.append(outer)
                    break
                found = self._without_closing(found, hits[-1], end)
                second = second_report(self.reading, found, later, end) or self._added(found, later)
                if second is not None:
                    self.said.append(second[0])
                    found = second[1]
                self.said.append(found)
                reached = max(found.end, found.scope_end)

    def _in_brackets(self, cue: Cue, start: int, end: int) -> bool:
        """`Seorang warga (`**meminta** `namanya tidak ditulis) mengatakan …`"""
        text = self.page.text
        opening = text.rfind("(", start, cue.start)
        return opening >= 0 and 0 <= text.find(")", opening, end) > cue.start

    def _is_name(self, cue: Cue, start: int) -> bool:
        """A capital inside the sentence: `Tanya Liwail` is a name; `, Kata Bupati,` is none."""
        text = self.page.text
        number = _ENUMERATED.match(text, start, cue.start)
        start = number.end() if number is not None else start
        if not text[cue.start].isupper() or not text[start : cue.start].strip(EDGES + '"“”'):
            return False
        if cue.has("active") and not cue.has("base") and last_word(text, start, cue.start) in words().adverbs:
            return False  # `Kasat Binmas juga` **Mengimbau** `warga …`
        set_off = text[start : cue.start].rstrip().endswith(",") and cue.has("base")
        return not (set_off and self.page.names.begins(cue.end + 1))

    def _cue(self, hit: Hit) -> Attribution | None:
        cue, reading = hit.cue, self.reading
        if cue.has("active"):
            found = behind(reading, hit) or active(reading, hit)
            if found is not None or not cue.has("base"):
                return found
        if cue.form.lemma in self.edges:
            return self._edge(hit)
        if cue.has("according", "according_nya"):
            return inserted(reading, hit, "indirect.according")
        if cue.has("passive", "passive_nya"):
            return self._passive(hit)
        found = thus(reading, hit) if cue.has("base") else None
        if found is not None:
            return found
        if is_noun(cue):
            found = noun(reading, hit)
            if found is not None:
                return found
        return inserted(reading, hit, "indirect.inserted")

    def _edge(self, hit: Hit) -> Attribution | None:
        """Words that report only at the edge of a sentence or behind a document."""
        frame = taken if hit.cue.has("taken") else alone_thus if hit.cue.has("thus") else of_document
        return frame(self.reading, hit)

    def _passive(self, hit: Hit) -> Attribution | None:
        reading, cue = self.reading, hit.cue
        found = of_document(reading, hit) if cue.has("passive") else None
        if found is None and self.page.text[cue.start : cue.end].lower() in words().asked:
            found = asked(reading, hit)
        return found or passive(reading, hit)

    def _added(self, found: Attribution, later: list[Cue]) -> tuple[Attribution, Attribution] | None:
        """`X mengatakan, dua rumah rusak` **, tambah dia,** `tiga warga mengungsi`: what is added is told anew."""
        text = self.page.text
        for cue in later:
            if not (found.start < cue.start < found.end and cue.form.kind == "addition" and cue.has("base", "nya")):
                continue
            stop = self.reading.before_comma(cue)
            phrase = after_cue(text, cue.end, found.end) if cue.has("base") else None
            rest = phrase.end if phrase is not None else cue.end
            told = phrase is None or self.reading.is_known(phrase)
            if stop <= found.start or not told or (cue.has("base") and phrase is None) or text[rest : rest + 1] != ",":
                continue
            start = skip_punctuation(text, rest, found.end)
            if all(
                word_count(text, *part) >= _FEWEST and is_clause(text, *part)
                for part in ((found.start, stop), (start, found.end))
            ):
                made = self.reading.make(start, found.end, "indirect.inserted", cue, phrase)
                return (found._replace(end=stop), made) if made is not None else None
        return None

    def _around(self, found: Attribution, hits: list[Cue], start: int, end: int) -> Attribution | None:
        """`Korban paling belakang, temannya mengira ia ikut` **, kata Budi** `.`: all of it is Budi's."""
        text, last = self.page.text, hits[-1]
        inner = found.source
        if not last.has("base") or last.start <= found.start or self._told_in(start):
            return None
        if inner is None and found.rule != "indirect.asked":
            return None  # `Warga diminta waspada` **, kata Budi** `.`
        if inner is not None and (
            not text[inner.start].islower() or inner.start <= start or text[inner.start : inner.end] in words().pronouns
        ):
            return None
        if self.reading.before_comma(last) < 0 or not self.reading.closes(last, end):
            return None
        phrase = after_cue(text, last.end, end)
        if phrase is None or not self.reading.is_known(phrase):
            return None
        return inserted(self.reading, Hit(last, hits[-1 - _MOST_NEIGHBOURS : -1], [], start, end), "indirect.inserted")

    def _told_in(self, start: int) -> bool:
        """Has something in the sentence been told already?"""
        return bool(self.said) and self.said[-1].scope_end > start

    def _without_closing(self, found: Attribution, last: Cue, end: int) -> Attribution:
        """`X mengatakan, pelaku sudah ditangkap` **, ujarnya** `.`: a second attribution closes the sentence."""
        if last.start >= found.end or last.start <= found.start:
            return found
        before_end = self.reading.before_closing(last, found.start, end)
        if before_end <= found.start:
            return found
        if word_count(self.page.text, found.start, before_end) < 4:
            return found
        return found._replace(end=before_end, scope_end=end)
