"""What a document says: `Dalam dakwaan disebutkan, …`, `Dalam surat itu setiap desa diperintahkan …`

Input: a passive cue in its sentence.  Output: the clause behind the cue, said by the document, or by whoever's words
somebody read out.
"""

from __future__ import annotations

import re
from functools import cache

from ..lexicon.speech import words
from .clauses import after_also, first_word, is_clause
from .frames import Hit, Reporting
from .page import Attribution, word_count
from .sources import Phrase, is_verb
from .subjects import read_out

_LONGEST_LEAD = 320
"""Characters before a cue that are looked at: a document with what is told of it is shorter, and so is a connective."""


def near(hit: Hit) -> int:
    """From where on what stands before a cue is looked at: a sentence may be a whole page of cues."""
    return max(hit.start, hit.cue.start - _LONGEST_LEAD)


@cache
def _document() -> re.Pattern[str]:
    """`Dalam` **surat dakwaan** `(yang dibacakan jaksa) (itu)` before a passive cue."""
    nouns = "|".join(sorted(words().documents, key=len, reverse=True))
    return re.compile(
        rf"(?:[Dd]alam|[Dd]ari|[Pp]ada|[Dd]i\sdalam|[Bb]erdasarkan)\s((?:(?:hasil|isi|naskah|berkas|salinan|sebuah)\s)?(?i:{nouns})(?:nya)?\b(?:[^,;:.\n]|\.(?=\d)){{0,80}}?)(?:\syang\s[^;:\n]{{0,120}})?,?\s*(?:juga\s)?$"
    )


def in_document(reading: Reporting, hit: Hit, lead: str) -> Attribution | None:
    """`Dalam surat dakwaan disebutkan, …`: the document says it."""
    text, cue = reading.page.text, hit.cue
    found = _document().search(text, near(hit), cue.start) if lead else None
    if found is None or (cue.form.kind == "writing" and not words().in_writing.isdisjoint(found[1].lower().split())):
        return None  # `dalam keterangan tertulis, Senin (9/6)`
    told_of = text[found.end(1) : cue.start].rstrip(" ,")  # `yang ditandatangani Sekda X, Budi`
    if "," in told_of and text[cue.start : cue.end].lower() not in words().agentless:
        return None  # `berkat laporan warga yang resah,” ujarnya saat` **dikonfirmasi** `, Senin (9/6)`
    at = after_also(text, cue.end, hit.end)
    content, set_off = reading.clauses.start(at, hit.end)
    content_end = reading.clauses.end_of(content, hit.end)
    told = set_off or is_clause(text, content, content_end)  # `disebutkan` **curah hujan** `mencapai …`
    if not told or word_count(text, content, content_end) < 4:
        return None
    return reading.make(content, content_end, "indirect.document", cue, Phrase(found.start(1), found.end(1)))


_IN = r"(?:[Dd]alam|[Dd]ari|[Pp]ada|[Dd]i\sdalam|[Bb]erdasarkan)"
_LONGEST_SUBJECT = 60
_FEWEST_TOLD = 3  # words


@cache
def _opening() -> re.Pattern[str]:
    """`Dalam` **surat dakwaan**`,` `X …`, `Dalam` **surat itu** `X …` up to the subject."""
    nouns = "|".join(sorted((*words().documents, *words().speeches), key=len, reverse=True))
    pointing = "|".join(words().pointing_back)
    return re.compile(
        rf"\W*{_IN}\s((?:(?:hasil|isi|naskah|berkas|salinan|sebuah)\s)?(?i:{nouns})(?:nya)?\b"
        rf"(?:[^,;:.\n]|\.(?=\d)){{0,80}}?(?:\syang\s[^,;:.\n]{{0,80}})?)(?:,\s|(?<=\s)(?:{pointing})\s)"
    )


def of_document(reading: Reporting, hit: Hit) -> Attribution | None:
    """`Dalam dakwaan, Budi` **disebut** `menaruh racun`: what a document says or asks of somebody."""
    text, cue, lists = reading.page.text, hit.cue, words()
    found = _opening().match(text, hit.start, cue.start) if cue.start - hit.start <= _LONGEST_LEAD else None
    subject = text[found.end() : cue.start] if found is not None else ""
    if found is None or not subject.strip() or len(subject) > _LONGEST_SUBJECT or "," in subject:
        return None
    if any(word.islower() and is_verb(word) for word in subject.split()):
        return None
    first = first_word(text, cue.end, hit.end)
    does = first is not None and not text[cue.end : first.start()].strip()
    if (
        first is None
        or not does
        or not (
            is_verb(first.group())
            or any(first.group() in listed for listed in (lists.requests, lists.auxiliaries, lists.asked_leads))
            or first.group() in lists.predicates
        )
    ):
        return None
    end = reading.clauses.end_of(first.start(), hit.end)
    if word_count(text, first.start(), end) < _FEWEST_TOLD:
        return None
    return reading.make(first.start(), end, "indirect.document", cue, _whose(text, hit.start, found))


def _whose(text: str, start: int, found: re.Match[str]) -> Phrase | None:
    """The document; whose words were read out; None for `Dalam keterangannya, …`, which is whoever speaks."""
    begin = found.start(1)
    pointed = text[begin : found.end()].rstrip(" ,\u00a0")
    if pointed.lower().split()[0].endswith("nya"):
        return None
    return read_out(text, start, found.end()) or Phrase(begin, begin + len(pointed))
