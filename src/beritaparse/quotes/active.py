"""`X mengatakan …`: a subject, an active cue, and what was said behind it."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternatives
from ..lexicon.speech import words
from . import cues
from .clauses import EDGES, WORD, first_word, is_clause, last_word, word_before
from .cues import Cue
from .frames import Hit, Reporting, shows_that, skip_punctuation
from .page import Attribution, Page, Topic
from .sources import Phrase, after_cue, is_verb
from .subjects import before_cue, nameless, read_out

_LONGEST_HEARER = 40
_LONGEST_DEGREE = 10  # characters of its first word: `S.Tr.K.,`
_FARTHEST = 600
"""Characters before a cue in which its subject begins, however long the sentence is."""


def active(reading: Reporting, hit: Hit) -> Attribution | None:
    """Read a subject in front of the cue and the clause behind it."""
    page, cue = reading.page, hit.cue
    text = page.text
    left = _left(reading, hit)
    content, _ = reading.clauses.start(cue.end, hit.end)
    if cue.form.takes == "marked":
        content = _behind_hearer(text, content, hit.end)
    if cue.form.takes == "request" and not cue.has("bare") and _enumerated(text, hit.start, cue.start):
        return _demand(reading, hit, content)
    beside = _at_once(reading, hit, content)
    if beside is not None:
        return beside
    phrase = _subject(page, cue, left, content, hit.end)
    if phrase is None or not speaks(page, phrase) or (cue.has("bare") and not _says_barely(reading, cue, phrase)):
        return None
    if last_word(text, left, phrase.start) == "yang":
        return None  # `pelaku yang` **ia sebutkan** `…`: what was spoken of
    content_end = reading.clauses.end_of(content, hit.end)
    if _is_yielding(text, hit.start, cue.start):
        content_end = _main_clause(text, content, content_end)
    if not reading.holds(cue, phrase, content, content_end):
        reading.topics.append(Topic(cue.start, phrase))
        return None
    rule = "indirect.relative" if last_word(text, left, cue.start) == "yang" else "indirect.subject"
    return reading.make(content, content_end, rule, cue, phrase)


def _is_yielding(text: str, start: int, at: int) -> bool:
    """`Meski` **Budi** `mengaku …`: does the sentence open with a clause that the report stands in?"""
    first = first_word(text, start, at)
    return first is not None and first.group().lower() in words().yielding and "," not in text[start:at]


def _main_clause(text: str, start: int, end: int) -> int:
    """`Meski Budi mengaku tersinggung` **, namun ia tidak lapor**: where the clause begins that goes before."""
    but = _but().search(text, start, end)
    if but is not None:
        return but.start()
    comma = text.find(",", start, end)
    return comma if comma >= 0 and is_clause(text, comma, end) else end


@cache
def _but() -> re.Pattern[str]:
    return re.compile(rf",\s(?:{alternatives(words().but)})\s")


def _behind_hearer(text: str, content: int, end: int) -> int:
    """`memberi tahu` **warga bahwa** `air naik`: whoever is told something stands before `bahwa`."""
    that = text.find(" bahwa ", content, min(end, content + _LONGEST_HEARER))
    between = text[content:that].split() if that >= 0 else []
    told = between and not any("," in word or is_verb(word) for word in between)
    return that + len(" bahwa ") if told else content


def _enumerated(text: str, start: int, at: int) -> bool:
    """Does nothing but a number or `Dan` stand before a verb?"""
    lead = text[start:at].strip(f"{EDGES}•*0123456789)").lower()
    return not lead or lead in words().enumerating


def _demand(reading: Reporting, hit: Hit, content: int) -> Attribution | None:
    """`1. Meminta` **DPRD agar** `…`: a demand without a subject, which is that of the sentences before."""
    nobody = Phrase(hit.cue.start, hit.cue.start)
    end = reading.clauses.end_of(content, hit.end)
    if not reading.holds(hit.cue, nobody, content, end):
        return None
    return reading.make(content, end, "indirect.demand", hit.cue, None, "subjectless")


def _says_barely(reading: Reporting, cue: Cue, phrase: Phrase) -> bool:
    """`Budi (pun) sebut …`, not `…, sebut Budi`: only somebody known, and no comma in between."""
    text = reading.page.text
    if "," not in text[phrase.end : cue.start]:
        return reading.is_known(phrase)
    # `Ketua HNSI Natuna,` **Budi,** `minta …`: the name is set off on both sides.
    apposed = cue.form.takes == "request" and "," in text[phrase.start : phrase.end]
    return apposed and reading.page.names.person(text, phrase.start, phrase.end) is not None


def behind(reading: Reporting, hit: Hit) -> Attribution | None:
    """`Korban menjalani operasi, Wali Kota X mengatakan (pada Sabtu).`: what was said stands before its source."""
    if hit.later or hit.earlier or hit.cue.form.takes not in {"clause", "marked"}:
        return None
    text, cue = reading.page.text, hit.cue
    stop = reading.before_closing(cue, hit.start, hit.end)
    if stop >= 0 and shows_that(text, cue):
        return None  # `Ditanya soal ganti rugi,` **Budi** `memastikan bahwa …`: what is said follows
    asked = text[stop - 1 : stop] == "?"  # `Ditanya kapan dilantik?,` **Budi** `mengatakan belum tahu`
    if stop < 0 or asked or reading.page.passages_between(hit.start, cue.start):
        return None
    phrase = before_cue(text, stop + 1, cue.start)
    start = skip_punctuation(text, hit.start, stop)
    return reading.make(start, stop, "indirect.behind", cue, phrase) if phrase is not None else None


def _is_somebody(page: Page, phrase: Phrase) -> bool:
    """Is a phrase a name, a pronoun or a group of people?"""
    written = page.text[phrase.start : phrase.end].lower()
    known = written in words().pronouns or page.names.person(page.text, phrase.start, phrase.end) is not None
    return known or written.partition(" ")[0] in words().crowds


def _left(reading: Reporting, hit: Hit) -> int:
    """Where the subject may begin: behind direct speech and behind what belongs to another cue."""
    page, cue = reading.page, hit.cue
    left = hit.start
    if cue.start - left > _FARTHEST:
        first = WORD.search(page.text, page.text.find(" ", cue.start - _FARTHEST, cue.start) + 1, cue.start)
        left = first.start() if first is not None else cue.start
        open_there = page.passage(left)
        left = open_there.outer_end if open_there is not None else left
    for passage in page.passages_between(left, cue.start):
        left = max(left, passage.outer_end)
    if read_out(page.text, left, cue.start) is not None:
        return left  # `dalam sambutan tertulis yang disampaikan Sekda menegaskan …`: the cue belongs to the source
    kept_back = nameless(page.text, left, cue.start)
    for other in hit.earlier:
        if kept_back is not None and other.start > kept_back:
            continue  # `seorang warga yang enggan` **disebutkan** `namanya menuturkan …`
        left = max(left, _behind(reading, other, left, cue))
    return max(left, _subordinate(page, left, cue.start))


def _subordinate(page: Page, left: int, at: int) -> int:
    """`Rapat ditutup setelah` **Ketua DPRD Budi** `menyatakan …`: the clause of the cue has a subject of its own."""
    text = page.text
    if words().conjunctions.isdisjoint(WORD.findall(text[left:at].lower())):
        return left
    for word in reversed(list(WORD.finditer(text, left, at))):
        if word.group().lower() not in words().conjunctions:
            continue
        begin = word.end() + 1
        before = [token.group() for token in WORD.finditer(text, left, word.start())]
        whole = any(token.islower() and is_verb(token) for token in before)
        named = any(named.start == begin for named in page.names.inside(begin, at)) or page.names.has_post(
            begin, begin + 1
        )
        return begin if whole and named else left
    return left


def _behind(reading: Reporting, other: Cue, left: int, cue: Cue) -> int:
    """Where an earlier cue of the sentence and its source end."""
    text = reading.page.text
    lists = words()
    before = last_word(text, left, other.start)
    # `lewat pesan suara`, `Budi yang dikonfirmasi Senin (9/6)`
    adverbial = before in lists.source_ends or before in lists.relays or (before == "yang" and other.has("passive"))
    # `Budi` **dikonfirmasi** `lewat telepon menegaskan …`
    reached = other.has("passive") and text[other.start : other.end] in lists.openers
    if adverbial or reached or other.has("active") or (other.has("passive") and other.form.kind == "writing"):
        return left  # `dalam keterangan tertulis yang dikirim …, mengatakan`
    if other.has("nya") and reading.before_comma(other) >= 0:
        return other.end  # `Dengan program ini, katanya Pemkab X berharap …`
    if other.has("passive"):
        return other.end  # `Hal itu disampaikan X, mengungkapkan …`: the subject stands after the other cue.
    if other.has("base") and other.form.takes != "nothing":
        # `tambah Kasi Humas, Kapolres X menegaskan …`: after the other cue and its source.
        comma = text.find(",", other.end, cue.start)
        return comma + 1 if comma > 0 and text[comma + 1 : cue.start].strip() else other.end
    return left


def _subject(page: Page, cue: Cue, left: int, content: int, end: int) -> Phrase | None:
    """The subject of a cue, by the word in front of it."""
    text = page.text
    lists = words()
    previous = last_word(text, left, cue.start)
    if previous == "yang":
        return _named_relative(page, left, cue.start)
    if previous in lists.going_on and first_word(text, content, end) is not None:
        phrase = _bare_subject(page, left, cue.start, previous)
        if phrase is not None and shows_that(text, cue) and not _is_somebody(page, phrase):
            phrase = None  # `Pengumuman dari bank ini` **sekaligus** `menegaskan bahwa …`
        phrase = phrase or _sentence_subject(page, left, cue.start)
    elif previous in lists.not_after:
        return None
    else:
        phrase = before_cue(text, left, cue.start)
    return None if phrase is None else _before_degree(page, phrase) or _apposed(page, left, phrase) or phrase


def _at_once(reading: Reporting, hit: Hit, content: int) -> Attribution | None:
    """`“…,” ujarnya,` **sambil menegaskan bahwa** `…`: told by whoever the attribution right in front is of."""
    text, cue = reading.page.text, hit.cue
    if last_word(text, hit.start, cue.start) not in words().going_on:
        return None
    joined, at = word_before(text, hit.start, cue.start)
    before = _attribution_before(reading, hit, at)
    if before < 0 or text[before:at].strip(EDGES):
        return None
    follows = first_word(text, cue.end, hit.end)
    shown = follows is not None and follows.group() in words().going_on_shown_by
    if not (joined in words().at_once or shown) and reading.page.passage(before - 1) is None:
        return None  # (`Budi mengatakan “…” dan berjanji …` needs no `bahwa`.)
    nobody = Phrase(cue.start, cue.start)
    end = reading.clauses.end_of(content, hit.end)
    if not reading.holds(cue, nobody, content, end):
        return None
    return reading.make(content, end, "indirect.at_once", cue, None)


def _attribution_before(reading: Reporting, hit: Hit, at: int) -> int:
    """Where the last attribution in front of ``at`` ends, behind direct speech or set in; -1 where none stands."""
    text, page = reading.page.text, reading.page
    cue = hit.earlier[-1] if hit.earlier and reading.before_comma(hit.earlier[-1]) >= 0 else None
    said = [passage for passage in page.passages_between(hit.start, at) if passage.start in reading.speech_starts]
    if cue is None and said:
        behind = skip_punctuation(text, said[-1].outer_end, at)
        if behind >= at:
            return said[-1].outer_end if text[hit.start : said[-1].outer_start].strip() else -1
        cue = cues.at(text, behind, fuzzy=False)
    if cue is None or not cue.has("base"):
        return cue.end if cue is not None and cue.has("nya") else -1
    source = after_cue(text, cue.end, at)
    told = source is not None and (cue not in hit.earlier or reading.is_known(source))
    return source.end if source is not None and told else -1


def _named_relative(page: Page, left: int, at: int) -> Phrase | None:
    """`Gubernur X,` **Budi** `yang mengatakan …`: the person named right before `yang`."""
    text = page.text
    begin = text.lower().rfind("yang", left, at)
    for named in reversed(page.names.inside(left, begin)):
        if text[named.end : begin].strip(" ,)\u00a0") == "" and named.kind == "name":
            return Phrase(named.start, named.end)
        break
    return None


def _before_degree(page: Page, phrase: Phrase) -> Phrase | None:
    """`Kasat Lantas, akp Budi Santoso,` **S.Tr.K., S.I.K** `merinci …`: the name that the degrees stand behind."""
    text, names = page.text, page.names
    first = text[phrase.start : phrase.end].split(maxsplit=1)[0]
    if "." not in first or len(first) > _LONGEST_DEGREE or names.inside(phrase.start, phrase.end):
        return None
    for named in reversed(names.inside(max(0, phrase.start - _LONGEST_HEARER), phrase.start)):
        behind = named.kind == "name" and not text[named.end : phrase.start].strip(EDGES)
        return Phrase(named.start, named.end) if behind else None
    return None


def _apposed(page: Page, left: int, phrase: Phrase) -> Phrase | None:
    """`Budi, pengasuh pondok di Kota X, Sumatera Selatan, mengakui …`: the name before all that."""
    text, names = page.text, page.names
    if not text[phrase.start].isupper() or names.person(text, phrase.start, phrase.end) is not None:
        return None
    for named in names.inside(left, phrase.start):
        lead = text[left : named.start].split()
        if named.kind == "name" and text[named.end : named.end + 2].lstrip()[:1] in {",", "("}:
            titled = all(word[:1].isupper() for word in lead)
            return Phrase(named.start, named.end) if titled else None
    return None


def _bare_subject(page: Page, left: int, at: int, adverb: str) -> Phrase | None:
    """`Budi` **kemudian** `mengaku …`: nothing but the adverb between subject and verb."""
    text = page.text
    phrase = before_cue(text, left, at) if adverb in words().adverbs else None
    if phrase is None or text[phrase.end : at].strip() != adverb:
        return None
    if any(word in words().plain_verbs for word in text[phrase.start : phrase.end].split()):
        return None  # `Petugas` **datang** `ke lokasi kemudian meminta …`
    opens = text[phrase.start].isupper() and not text[left : phrase.start].strip(EDGES)
    return phrase if opens or page.names.person(text, phrase.start, phrase.end) else None


def _sentence_subject(page: Page, left: int, at: int) -> Phrase | None:
    """The first person named in the sentence, else what its first verb has: the subject of a verb joined by `dan`."""
    for named in page.names.inside(left, at):
        return Phrase(named.start, named.end)
    text, lists = page.text, words()
    verb: re.Match[str] | None = None
    begin, previous = left, ""
    for word in WORD.finditer(text, left, at):
        token = word.group()
        if token in lists.conjunctions:
            begin, verb = word.end(), None  # `terungkap ketika` **anak korban** `datang dan mengatakan bahwa …`
        elif verb is None and previous != "yang" and token.islower() and (is_verb(token) or token in lists.plain_verbs):
            verb = word
        previous = token
    return before_cue(text, begin, verb.start()) if verb is not None else None


def speaks(page: Page, phrase: Phrase) -> bool:
    """Can the phrase speak at all: a name, or no adverb and no verb?"""
    text = page.text
    written = text[phrase.start : phrase.end]
    head = written.split(maxsplit=1)[0].strip(",.")
    lists = words()
    silent = head.lower() in lists.openers or head in lists.adverbs
    pair = " ".join(written.lower().split(maxsplit=2)[:2])
    if head.lower() in lists.not_speakers or pair in lists.not_speakers:
        silent = lists.documents.isdisjoint(written.lower().split()[:3])
    if silent and page.names.person(text, phrase.start, phrase.end) is None:
        return False
    return not is_verb(head) or not head.islower()
