"""Reported clauses: `X mengatakan (bahwa) …`, `Menurut X, …`, `…, kata X, …`, `Dikatakan X, …`.

Input: the page and the cues that direct speech has used.  Output: attributions whose content is the reported
clause without `bahwa` and without the attribution, and the topics (somebody spoke, but no content is given).
"""

from __future__ import annotations

import re

from ..lexicon.speech import heads, words
from . import cues
from .clauses import EDGES, SKIP, Clauses, after_also, first_word, is_clause, last_word
from .cues import Cue
from .page import Attribution, Page, Topic, named_or_described, word_count
from .sources import Phrase, after_cue, is_verb
from .subjects import before_cue, read_out

# What people at large hope or suppose is no statement: `warga berharap jalan diperbaiki`.
_WISHES = frozenset({"opinion", "hope"})
# Kinds whose `-nya` form can stand in a clause: `katanya`, `lanjutnya`, but not `nilainya` or `syukurnya`.
_TELLING = frozenset({"neutral", "explanation", "emphasis", "addition", "closing"})
_MOST_NEIGHBOURS = 8
# `Menurut Budi` **dari LSM X,** `tuntutan itu …`
_ORIGIN = re.compile(r"\s+dari\s[^,.:;\n]{2,60},\s*")
_BEFORE_CLOSING = frozenset(f'{EDGES}"”')


class Indirect:
    """Reads the sentences of a page in order."""

    def __init__(self, page: Page, used: set[int], speech_starts: set[int]) -> None:
        self.page = page
        self.used = used
        self.speech_starts = speech_starts  # the passages that are direct speech
        self.clauses = Clauses(page, speech_starts)
        self.said: list[Attribution] = []
        self.topics: list[Topic] = []

    def read(self) -> None:
        for start, end in self.page.sentences:
            hits = [
                cue
                for cue in cues.scan(self.page.text, start, end)
                if cue.start not in self.used
                and not self.page.inside_passage(cue.start)
                and not self._is_name(cue, start)
            ]
            reached = start
            for index, cue in enumerate(hits):
                if cue.start < reached:
                    continue
                later = hits[index + 1 : index + 1 + _MOST_NEIGHBOURS]
                earlier = hits[max(0, index - _MOST_NEIGHBOURS) : index]
                found = self._cue(cue, later, earlier, start, end)
                if found is not None:
                    found = self._without_closing(found, hits[-1], end)
                    self.said.append(found)
                    reached = max(found.end, found.scope_end)

    def _is_name(self, cue: Cue, start: int) -> bool:
        """A capital inside the sentence: `Tanya Liwail` is a name."""
        text = self.page.text
        return text[cue.start].isupper() and text[start : cue.start].strip(EDGES + '"“”') != ""

    def _cue(self, cue: Cue, later: list[Cue], earlier: list[Cue], start: int, end: int) -> Attribution | None:
        if cue.has("active"):
            found = self._active(cue, earlier, start, end)
            if found is not None or not cue.has("base"):
                return found
        if cue.has("according", "according_nya"):
            return self._inserted(cue, later, start, end, "indirect.according")
        if cue.has("passive", "passive_nya"):
            return self._passive(cue, later, start, end)
        return self._inserted(cue, later, start, end, "indirect.inserted")

    # -- X mengatakan …

    def _active(self, cue: Cue, earlier: list[Cue], start: int, end: int) -> Attribution | None:
        text = self.page.text
        lists = words()
        left = start
        for passage in self.page.passages_between(start, cue.start):
            left = max(left, passage.outer_end)
        # `dalam sambutan tertulis yang disampaikan Sekda menegaskan …`: what looks like a cue belongs to the source.
        for other in earlier if read_out(text, left, cue.start) is None else ():
            adverbial = last_word(text, left, other.start) in lists.source_ends
            if adverbial or other.has("active") or (other.has("passive") and other.form.kind == "writing"):
                continue  # `dalam keterangan tertulis yang dikirim …, mengatakan`
            if other.has("nya") and self._before_comma(other) >= 0:
                # `Dengan program ini, katanya Pemkab X berharap …`
                left = max(left, other.end)
            elif other.has("passive"):
                # `Hal itu disampaikan X, mengungkapkan …`: the subject stands after the other cue.
                left = max(left, other.end)
            elif other.has("base") and other.form.takes != "nothing":
                # `tambah Kasi Humas, Kapolres X menegaskan …`: after the other cue and its source.
                comma = text.find(",", other.end, cue.start)
                left = max(left, comma + 1 if text[comma + 1 : cue.start].strip() and comma > 0 else other.end)
        previous = last_word(text, left, cue.start)
        content, marked = self.clauses.start(cue.end, end, addressed=cue.form.kind != "request")
        if previous in lists.going_on and first_word(text, content, end) is not None:
            follows = text[cue.end : content].lower()
            shown = any(word in follows or text.startswith(word, content) for word in lists.going_on_shown_by)
            shown = shown or (cue.form.kind == "hope" and cue.form.takes == "any")
            phrase = self._sentence_subject(left, cue.start) if shown else self._bare_subject(left, cue.start, previous)
        elif previous in lists.not_after:
            phrase = None
        else:
            phrase = before_cue(text, left, cue.start)
        if phrase is not None:
            phrase = self._apposed(left, phrase) or phrase
        if phrase is None or not self._speaks(phrase) or (cue.has("bare") and not self._is_known(phrase)):
            return None
        content_end = self.clauses.end_of(content, end)
        vague = cue.form.kind in _WISHES and not marked and not self._is_somebody(phrase)
        if vague or not self.clauses.holds(cue, content, content_end, marked):
            self.topics.append(Topic(cue.start, phrase))
            return None
        return self._make(content, content_end, "indirect.subject", "phrase", cue, phrase)

    def _apposed(self, left: int, phrase: Phrase) -> Phrase | None:
        """`Budi, pengasuh pondok di Kota X, Sumatera Selatan, mengakui …`: the name before all that."""
        text = self.page.text
        names = self.page.names
        if not text[phrase.start].isupper() or names.person(text, phrase.start, phrase.end) is not None:
            return None
        for named in names.inside(left, phrase.start):
            lead = text[left : named.start].split()
            if named.kind == "name" and text[named.end : named.end + 2].lstrip()[:1] in {",", "("}:
                titled = all(word[:1].isupper() for word in lead)
                return Phrase(named.start, named.end) if titled else None
        return None

    def _bare_subject(self, left: int, at: int, adverb: str) -> Phrase | None:
        """`Budi` **kemudian** `mengaku …`: nothing but the adverb between subject and verb."""
        text = self.page.text
        phrase = before_cue(text, left, at) if adverb in words().adverbs else None
        if phrase is None or text[phrase.end : at].strip() != adverb:
            return None
        opens = text[phrase.start].isupper() and not text[left : phrase.start].strip(EDGES)
        return phrase if opens or self.page.names.person(text, phrase.start, phrase.end) else None

    def _sentence_subject(self, left: int, at: int) -> Phrase | None:
        """The first person named in the sentence: the subject of a verb that is joined by `dan`."""
        for named in self.page.names.inside(left, at):
            return Phrase(named.start, named.end)
        return None

    def _speaks(self, phrase: Phrase) -> bool:
        text = self.page.text
        written = text[phrase.start : phrase.end]
        head = written.split(maxsplit=1)[0].strip(",.")
        lists = words()
        silent = head.lower() in lists.not_speakers | lists.openers or head in lists.adverbs
        if silent and self.page.names.person(text, phrase.start, phrase.end) is None:
            return False
        return not is_verb(head) or not head.islower()

    def _is_somebody(self, phrase: Phrase) -> bool:
        """Is the source a person, a body or a pronoun, and not `warga` or `banyak orang`?"""
        written = self.page.text[phrase.start : phrase.end].lower()
        return self._is_known(phrase) or not f"{written} ".startswith(heads("indefinite"))

    def _is_known(self, phrase: Phrase) -> bool:
        """Is the source a person or body of the article, or a pronoun?"""
        text, names = self.page.text, self.page.names
        return (
            text[phrase.start : phrase.end].lower() in words().pronouns
            or names.person(text, phrase.start, phrase.end) is not None
            or names.body(phrase.start, phrase.end) is not None
        )

    def _without_closing(self, found: Attribution, last: Cue, end: int) -> Attribution:
        """`X mengatakan, pelaku sudah ditangkap` **, ujarnya** `.`: a second attribution closes the sentence."""
        text = self.page.text
        before_end = self._before_comma(last)
        if before_end <= found.start or last.start >= found.end or not self._closes(last, end):
            return found
        if word_count(text, found.start, before_end) < 4:
            return found
        return found._replace(end=before_end, scope_end=end)

    def _before_comma(self, cue: Cue) -> int:
        """Where the clause before `, kata …` ends; -1 where no comma or closing mark stands before the cue."""
        text = self.page.text
        at, comma = cue.start, False
        while at > 0 and text[at - 1] in _BEFORE_CLOSING:
            at -= 1
            comma = comma or text[at] == ","
        return at if comma else -1

    def _closes(self, cue: Cue, end: int) -> bool:
        """Does an attribution close its sentence: `, ujarnya.`, `, kata Budi saat ditemui.`?"""
        text = self.page.text
        if cue.has("nya"):
            if cue.form.kind not in _TELLING:
                return False
            rest = cue.end
        elif cue.has("base"):
            phrase = after_cue(text, cue.end, end)
            if phrase is None or not named_or_described(text, phrase, self.page.names):
                return False
            rest = phrase.end if phrase.via is None else max(phrase.end, phrase.via[1])
        else:
            return False
        following = first_word(text, rest, end)
        return (
            not text[rest:end].strip(EDGES)
            or text[rest:end].lstrip(EDGES).startswith("(")
            or (following is not None and (following.group().lower() in words().source_ends or _is_date(following)))
        )

    # -- Menurut X, … and …, kata X, …

    def _inserted(self, cue: Cue, later: list[Cue], start: int, end: int, rule: str) -> Attribution | None:
        text = self.page.text
        before_end = cue.start
        while before_end > start and text[before_end - 1] in EDGES:
            before_end -= 1
        # A connective may stand before: `Padahal menurutnya …`, `Namun, kata dia, …`
        opens = before_end <= start or text[start:before_end].lower() in words().connectives
        comma = "," in text[before_end : cue.start]
        silent = cue.form.takes == "nothing"
        # `…, pungkasnya.` after words whose marks are missing
        closes = silent and cue.form.kind in _TELLING and comma and not opens and self._closes(cue, end)
        if cue.has("nya", "according_nya", "passive_nya"):
            phrase, rest = None, cue.end
            if not cue.has("according_nya") and not opens and not comma:
                return None
            if cue.has("nya") and (cue.form.kind not in _TELLING or (silent and not closes)):
                return None
        else:
            if silent and not closes:
                return None
            if before_end <= start and not cue.has("according", "passive") and text[cue.start].islower():
                return None
            phrase = self._source(cue, end)
            if phrase is None:
                return None
            rest = phrase.end if phrase.via is None else max(phrase.end, phrase.via[1])
            if not self._is_source(cue, phrase, opens or comma):
                return None
        rest = after_also(text, rest, end)
        closing = SKIP.match(text, rest, end)
        rest_start = closing.end() if closing else rest
        ends = rest_start >= end or not text[rest:end].strip(EDGES)
        punctuated = "," in text[rest:rest_start]
        if cue.has("passive", "passive_nya") and opens and not punctuated:
            # `Dikatakan X kepada wartawan bahwa …`, `Dijelaskannya bahwa …`
            rest_start, punctuated = self.clauses.start(rest, end)
        if not ends and not punctuated and phrase is not None:
            # `kata dia, Batari memerintah …`: what seemed an apposition is the clause.
            shorter = self._shorter(cue, phrase, opens, end)
            if shorter is not None:
                phrase, rest_start = shorter
                punctuated = True
        elif not ends and not punctuated and cue.has("according_nya") and self._may_part(start, cue.start):
            punctuated = is_clause(text, rest_start, end)  # `Menurutnya kasus ini bisa …`, `Hal itu menurutnya bisa …`
        if not ends and not punctuated:
            # `…, kata Budi saat ditemui.`: an adverbial closes the sentence.
            if not comma:
                return None
            if not cue.has("passive") and self._goes_on(rest_start, end):
                # `Hasil itu, kata dia` **telah diterima jaksa**
                punctuated = True
            else:
                return None if opens else self._before(cue, phrase, start, before_end, rule, end)
        if ends:
            return None if opens else self._before(cue, phrase, start, before_end, rule, end)
        word = first_word(text, rest_start, end)
        if word is not None and word.group().lower() in words().that_dropped:
            skip = SKIP.match(text, word.end(), end)
            rest_start = skip.end() if skip else word.end()
        content_end = self.clauses.end_of(rest_start, end)
        count, before = word_count(text, rest_start, content_end), word_count(text, start, before_end)
        if count < 3 or count * 2 < before or _is_date(word):
            if opens or before < 4 or not comma:
                return None
            return self._before(cue, phrase, start, before_end, rule, end)
        if self._inner_report(later, rest_start, end):
            return None
        return self._make(rest_start, content_end, rule, "phrase" if phrase else "nya", cue, phrase)

    def _goes_on(self, at: int, end: int) -> bool:
        """Does a predicate follow the attribution: `telah`, `tidak`, `akan`?"""
        word = first_word(self.page.text, at, end)
        return word is not None and word.group() in words().auxiliaries

    def _may_part(self, start: int, at: int) -> bool:
        """May `menurutnya` stand here between a subject and its predicate; not in `yang menurutnya …`?"""
        return last_word(self.page.text, start, at) not in words().not_after

    def _shorter(self, cue: Cue, phrase: Phrase, opens: bool, end: int) -> tuple[Phrase, int] | None:
        """Give back the end of a source phrase that is the beginning of what was said, and where that begins."""
        text = self.page.text
        comma = text.rfind(",", phrase.start, phrase.end)
        if comma >= 0:
            skip = SKIP.match(text, comma, phrase.end)
            return phrase._replace(end=comma), skip.end() if skip else comma + 1
        according = cue.has("according")
        telling = cue.form.kind in _TELLING and cue.form.takes != "nothing" and "," not in text[cue.end : phrase.start]
        if not opens or not (according or (telling and (cue.has("passive") or cue.form.kind == "addition"))):
            return None
        for named in self.page.names.inside(phrase.start, phrase.end):
            after = first_word(text, named.end, end)
            word = after.group().lower() if after is not None else ""
            if named.kind == "position" and word not in words().connectives:
                continue
            if not according and (is_verb(word) or word in words().predicates):
                return None  # `disebutkan Budi sudah tahu`: Budi is the subject of what was said.
            # `Menurut Hendra pelapor merekam …`, `Lanjut Kapolres adapun …`
            origin = _ORIGIN.match(text, named.end)
            return phrase._replace(end=named.end), origin.end() if origin else named.end + 1
        return None

    def _before(
        self, cue: Cue, phrase: Phrase | None, start: int, before_end: int, rule: str, end: int
    ) -> Attribution | None:
        """The content stands before its attribution: `Pelaku sudah ditangkap, kata Budi.`"""
        text = self.page.text
        for passage in self.page.passages_between(start, before_end):
            if passage.start in self.speech_starts:
                start = max(start, passage.outer_end)
        while start < before_end and text[start] in EDGES:
            start += 1
        if word_count(text, start, before_end) < 4 or not is_clause(text, start, before_end):
            return None
        found = self._make(start, before_end, rule, "phrase" if phrase else "nya", cue, phrase)
        return found._replace(scope_end=end) if found else None

    def _source(self, cue: Cue, end: int) -> Phrase | None:
        text = self.page.text
        lists = words()
        at = cue.end
        word = first_word(text, at, end)
        if word is not None and word.group() in lists.also:
            word = first_word(text, word.end(), end)  # `disampaikan juga oleh Budi`
        if word is not None and word.group().lower() == "oleh":
            at = word.end()
        phrase = after_cue(text, at, end)
        if phrase is None or not cue.has("according"):
            return phrase
        head = first_word(text, phrase.start, phrase.end)
        if head is None or head.group().lower() in lists.not_according:
            return None
        if head.group().lower() not in lists.reports:
            return phrase
        # `Menurut informasi dari warga`: the one who informs.
        begin = head.end()
        while (word := first_word(text, begin, end)) is not None and word.group().lower() in lists.report_links:
            begin = word.end()
        inner = after_cue(text, begin, end) if begin > head.end() or begin < phrase.end else None
        return inner or phrase

    def _is_source(self, cue: Cue, phrase: Phrase, set_off: bool) -> bool:
        text = self.page.text
        written = text[phrase.start : phrase.end].lower()
        lists = words()
        head = written.split(maxsplit=1)[0].strip(",.")
        if head in lists.pointing_back:
            return False  # `Dari hasil klarifikasi itu, …`
        if not set_off or cue.form.common:
            if not set_off:
                return head in lists.pronouns or self.page.names.person(text, phrase.start, phrase.end) is not None
            return named_or_described(text, phrase, self.page.names)
        return True

    def _inner_report(self, later: list[Cue], rest_start: int, end: int) -> bool:
        """`tambah Kasi Humas, Kapolres X menegaskan …`: the inner report is the one that counts."""
        for cue in later:
            if cue.has("active"):
                phrase = before_cue(self.page.text, rest_start, cue.start)
                if phrase is None or phrase.start - rest_start > 2 or cue.form.takes == "nothing":
                    return False
                named = self.page.text[phrase.start : phrase.end].split()
                if not self._is_known(phrase) and 2 * sum(word[:1].isupper() for word in named) < len(named):
                    return False  # `itu kesempatan di mana para ketua RT menyampaikan …`
                content, marked = self.clauses.start(cue.end, end)
                holds = self.clauses.holds(cue, content, self.clauses.end_of(content, end), marked)
                return holds and named_or_described(self.page.text, phrase, self.page.names)
        return False

    # -- Dikatakan X, …

    def _passive(self, cue: Cue, later: list[Cue], start: int, end: int) -> Attribution | None:
        text = self.page.text
        lead = text[start : cue.start].strip(EDGES).lower()
        if lead.rsplit(maxsplit=1)[-1:] == ["yang"]:
            return None
        opens = not lead or lead in words().connectives or lead.rsplit(maxsplit=1)[-1] in words().thus
        told = cue.form.kind in _TELLING and cue.form.kind != "addition"
        relayed = read_out(text, start, cue.start) if lead and cue.has("passive") else None
        if relayed is not None:
            content, marked = self.clauses.start(cue.end, end)
            content_end = self.clauses.end_of(content, end)
            if self.clauses.holds(cue, content, content_end, marked):
                return self._make(content, content_end, "indirect.read_out", "phrase", cue, relayed)
        goes_on = not lead or (lead in words().connectives and lead not in words().earlier)
        if goes_on and cue.has("passive") and text[cue.start : cue.end].lower() in words().agentless:
            found = self._agentless(cue, end)
            if found is not None:
                return found
        if opens or (told and "," in text[max(start, cue.start - 2) : cue.start]):
            found = self._inserted(cue, later, start if lead else cue.start, end, "indirect.passive")
            if found is not None:
                return found
        if cue.has("passive"):
            phrase = self._source(cue, end)
            if phrase is not None and self.page.names.person(text, phrase.start, phrase.end) is not None:
                found = self._with_that(cue, phrase, end) if told else None
                if found is not None:
                    return found
                self.topics.append(Topic(cue.start, phrase))
        return None

    def _with_that(self, cue: Cue, phrase: Phrase, end: int) -> Attribution | None:
        """`Hal senada diungkapkan Budi` **bahwa** `…`"""
        rest = phrase.end if phrase.via is None else max(phrase.end, phrase.via[1])
        word = first_word(self.page.text, rest, end)
        if word is None or word.group() != "bahwa":
            return None
        content, marked = self.clauses.start(rest, end)
        content_end = self.clauses.end_of(content, end)
        if not self.clauses.holds(cue, content, content_end, marked):
            return None
        return self._make(content, content_end, "indirect.passive", "phrase", cue, phrase)

    def _agentless(self, cue: Cue, end: int) -> Attribution | None:
        """`Dikatakan bahwa …`, `Ditambahkan, …`: whoever speaks goes on; without a speaker it is nobody's."""
        text = self.page.text
        at = after_also(text, cue.end, end)
        word = first_word(text, at, end)
        by_them = word is not None and word.group() in words().by_them
        if word is not None and by_them:
            at = after_also(text, word.end(), end)
            word = first_word(text, at, end)
        that = word is not None and word.group().lower() in words().that_dropped and not text[at : word.start()].strip()
        if not that and text[at : at + 1] != ",":
            return None
        content, _ = self.clauses.start(at, end)
        content_end = self.clauses.end_of(content, end)
        if word_count(text, content, content_end) < 4 or not (by_them or is_clause(text, content, content_end)):
            return None
        found = self._make(content, content_end, "indirect.agentless", "nya", cue, None)
        return found._replace(reference="nya" if by_them else "understood") if found else None

    def _make(
        self, start: int, end: int, rule: str, reference: str, cue: Cue, phrase: Phrase | None
    ) -> Attribution | None:
        around = self.page.passage(start)
        if end <= start or (around is not None and around.start in self.speech_starts):
            return None
        quoted = [
            passage
            for passage in self.page.passages_between(start, end)
            if word_count(self.page.text, passage.start, passage.end) >= 3
        ]
        return Attribution(
            start,
            end,
            "mixed" if quoted else "indirect",
            rule,
            "nya" if reference == "nya" else "phrase",
            cue,
            phrase,
            cue.end,
        )


def _is_date(word: re.Match[str] | None) -> bool:
    return word is not None and word.group().lower() in words().weekdays
