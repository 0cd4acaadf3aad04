"""Passive and agentless reports, documents, and nouns: `Dikatakan X, …`, `Dalam dakwaan disebutkan, …`."""

from __future__ import annotations

import re

from ..lexicon.speech import words
from .as_told import as_told
from .clauses import EDGES, after_also, first_word, is_clause
from .documents import in_document, near
from .frames import TELLING, Hit, Reporting, after_source, skip_punctuation
from .inserted import hearer, inserted, origin_behind, source
from .page import Attribution, Topic, named_or_described, word_count
from .reported import source_kind
from .sources import Phrase, after_cue, is_verb
from .subjects import read_out

_NO_TELLERS = frozenset({"thing", "pronoun", "nobody", "document"})


def passive(reading: Reporting, hit: Hit) -> Attribution | None:
    """Read a passive cue: read out, in a document, without agent, with its agent behind it."""
    text = reading.page.text
    cue = hit.cue
    lead = text[near(hit) : cue.start].strip(EDGES).lower()
    last = lead.rsplit(maxsplit=1)[-1:]
    told = as_told(reading, hit) if last and cue.has("passive") and cue.form.kind in TELLING else None
    if told is not None or last == ["yang"]:
        return told
    frames = (_read_out, in_document, _agentless) if cue.has("passive") else ()
    for frame in frames:
        found = frame(reading, hit, lead)
        if found is not None:
            return found
    opens = not lead or lead in words().connectives or last[0] in words().thus
    opens = opens or (cue.has("passive_nya") and last[0] in words().because)  # `Meski` **diakuinya,** `harga naik`
    telling = cue.form.kind in TELLING and cue.form.kind != "addition"
    if opens or (telling and "," in text[max(hit.start, cue.start - 2) : cue.start]):
        start = hit.start if lead else cue.start
        found = inserted(reading, hit._replace(start=start), "indirect.passive")
        if found is not None:
            return found
    return _named_agent(reading, hit, telling) if cue.has("passive") else None


def _named_agent(reading: Reporting, hit: Hit, told: bool) -> Attribution | None:
    """`Hal senada diungkapkan Budi` **bahwa** `…`; without `bahwa` somebody spoke, and no more."""
    text = reading.page.text
    phrase = source(reading, hit.cue, hit.end)
    if phrase is None or reading.page.names.person(text, phrase.start, phrase.end) is None:
        return None
    found = _with_that(reading, hit, phrase, "indirect.passive") if told else None
    if found is None:
        reading.topics.append(Topic(hit.cue.start, phrase))
    return found


def _with_that(reading: Reporting, hit: Hit, phrase: Phrase, rule: str) -> Attribution | None:
    rest = after_source(phrase)
    word = first_word(reading.page.text, rest, hit.end)
    if word is None or word.group() not in words().that_dropped:
        return None
    content, _ = reading.clauses.start(rest, hit.end)
    content_end = reading.clauses.end_of(content, hit.end)
    if not reading.holds(hit.cue, phrase, content, content_end):
        return None
    return reading.make(content, content_end, rule, hit.cue, phrase)


def _read_out(reading: Reporting, hit: Hit, lead: str) -> Attribution | None:
    """`Dalam amanat Kapolri yang dibacakan Kapolres X disebutkan, …`"""
    relayed = read_out(reading.page.text, near(hit), hit.cue.start) if lead else None
    if relayed is None:
        return None
    content, _ = reading.clauses.start(hit.cue.end, hit.end)
    content_end = reading.clauses.end_of(content, hit.end)
    if not reading.holds(hit.cue, relayed, content, content_end):
        return None
    return reading.make(content, content_end, "indirect.read_out", hit.cue, relayed)


def _agentless(reading: Reporting, hit: Hit, lead: str) -> Attribution | None:
    """`Dikatakan bahwa …`, `Ditambahkan, …`: whoever speaks goes on; without a speaker it is nobody's."""
    text, cue, lists = reading.page.text, hit.cue, words()
    goes_on = not lead or (lead in lists.connectives and lead not in lists.earlier)
    written = text[cue.start : cue.end].lower()
    nobody = written in lists.by_nobody
    if not goes_on or not (nobody or written in lists.agentless):
        return None
    at = after_also(text, cue.end, hit.end)
    word = first_word(text, at, hit.end)
    by_them = word is not None and word.group() in lists.by_them
    if word is not None and by_them:
        at = after_also(text, word.end(), hit.end)
        word = first_word(text, at, hit.end)
    that = word is not None and word.group().lower() in lists.that_dropped and not text[at : word.start()].strip()
    if not that and text[at : at + 1] != "," and (nobody or not _begins_clause(word)):
        return None
    content, _ = reading.clauses.start(at, hit.end)
    content_end = reading.clauses.end_of(content, hit.end)
    if word_count(text, content, content_end) < 4 or not (by_them or that or is_clause(text, content, content_end)):
        return None
    reference = "nya" if by_them else "open" if nobody else "understood"
    return reading.make(content, content_end, "indirect.agentless", cue, None, reference)


def _begins_clause(word: re.Match[str] | None) -> bool:
    """`Diterangkan` **kebakaran** `terjadi tadi pagi`: a word in small letters that cannot be who told it."""
    lists = words()
    written = word.group() if word is not None else ""
    agents = lists.titles | lists.crowds | lists.questioned | lists.pronouns | lists.source_ends | lists.not_after
    return written.islower() and written not in agents and not is_verb(written) and written not in lists.adverbs


def asked(reading: Reporting, hit: Hit) -> Attribution | None:
    """`Warga diminta (untuk) …`: whoever speaks asks it of somebody; without a speaker it is nobody's."""
    text, cue = reading.page.text, hit.cue
    word = first_word(text, cue.end, hit.end)
    if word is None or text[cue.end : word.start()].strip():
        return None
    does = is_verb(word.group()) and not word.group().startswith(("di", "ter"))
    lists = words()
    if not does and not any(word.group() in listed for listed in (lists.requests, lists.adverbs, lists.asked_leads)):
        return None
    content_end = reading.clauses.end_of(word.start(), hit.end)
    if word_count(text, word.start(), content_end) < 4:
        return None
    return reading.make(word.start(), content_end, "indirect.asked", cue, None, "understood")


def noun(reading: Reporting, hit: Hit) -> Attribution | None:
    """`pernyataan X (kepada Y) bahwa …`, `Berdasarkan keterangan X, …`: a noun of saying, whose it is, and what."""
    text, cue, lists = reading.page.text, hit.cue, words()
    lead = text[near(hit) : cue.start].strip(EDGES).lower()
    opens = text[cue.start : cue.end].lower() in lists.opening_nouns and (not lead or lead in lists.connectives)
    by = first_word(text, cue.end, hit.end) if opens else None
    phrase = after_cue(text, by.end() if by is not None and by.group() == "dari" else cue.end, hit.end)
    if phrase is None:
        return None
    if opens or _is_based(lead):
        return _based(reading, hit, phrase)
    if cue.has("noun") and not cue.has("base"):
        return None  # `informasi X bahwa …` may be news of anybody
    content, _ = reading.clauses.start(phrase.end, hit.end)
    content_end = reading.clauses.end_of(content, hit.end)
    that = "bahwa" in text[phrase.end : content].lower().split()
    if not (that and reading.holds(cue, phrase, content, content_end)):
        return None
    return reading.make(content, content_end, "indirect.noun", cue, phrase)


def _is_based(lead: str) -> bool:
    """`Berdasarkan (hasil) …`, `Sementara itu, dari …`, `Namun, berdasarkan …` in front of a noun of saying."""
    lists = words()
    tokens = lead.split()
    return any(
        " ".join(tokens[at:]) in lists.bases and (at == 0 or _leads_in(" ".join(tokens[:at]).strip(EDGES)))
        for at in range(max(0, len(tokens) - 3), len(tokens))
    )


def _leads_in(lead: str) -> bool:
    """`Namun,` or `Data sementara` in front of `berdasarkan`."""
    return lead in words().connectives or lead in words().data_heads


def _based(reading: Reporting, hit: Hit, phrase: Phrase) -> Attribution | None:
    """`Berdasarkan keterangan` **saksi, Budi sempat …**: the clause behind whoever told it and where they are from."""
    text, names = reading.page.text, reading.page.names
    if "," in text[hit.cue.end : phrase.start]:
        return None  # `Berdasarkan keterangan, pelaku …`
    comma = text.rfind(",", phrase.start, phrase.end)
    if comma >= 0 and "," not in text[phrase.end : skip_punctuation(text, phrase.end, hit.end)]:
        phrase = phrase._replace(end=comma)
    kind = source_kind(reading.page, phrase)
    if kind in _NO_TELLERS:
        return None
    rest = phrase.end
    if (origin := origin_behind().match(text, rest, hit.end)) is not None:
        rest = origin.end()
    aside = hearer().match(text, rest, hit.end)  # `keterangan warga` **di sekitar lokasi,** `api berasal …`
    if aside is not None:
        rest = text.rfind(",", rest, aside.end())
    content, _ = reading.clauses.start(rest, hit.end)
    between = text[rest:content]
    content_end = reading.clauses.end_of(content, hit.end)
    told = "," in between or "bahwa" in between.lower().split()
    first = first_word(text, content, content_end)
    acts = first is not None and first.group().lower() in words().investigators
    if not told or acts or word_count(text, content, content_end) < 3 or not is_clause(text, content, content_end):
        return None
    sure = kind == "crowd" or (kind != "other" and named_or_described(text, phrase, names))
    if not (sure or reading.holds(hit.cue, phrase, content, content_end)):
        return None
    return reading.make(content, content_end, "indirect.noun", hit.cue, phrase)
