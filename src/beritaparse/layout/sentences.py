"""Sentence boundaries inside article blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from ..article import ARTICLE_KINDS, Sentence
from ..lexicon import alternatives, speech
from ..lexicon.abbreviations import load as abbreviations
from ..lexicon.names import load as names
from ..page import Layers, Page
from ..text.runs import Anchored

# A mark that can end a sentence, closing marks, then blanks and a beginning (or a glued capital).
_END = re.compile(
    r"(?P<mark>[.!?…]{1,4})(?P<close>[\"”’')\]]{0,2})"
    r"(?:(?P<gap>[ \u00a0\t]{1,4})(?=(?P<small>[a-z]+)|(?:[\"“‘'(\[]{0,2}|`{1,2} ?)[A-Z0-9\u00c0-\u00de])"
    r"|(?=[A-Z][a-z]{2}))"
)
# Quotation marks that open (between a blank or a bracket and a word) and that close.
_QUOTE = re.compile(r"(?P<open>(?:(?<=[\s(\[])|(?<![\s\S]))[\"“](?=\S))|(?P<close>(?<=[^\s(\[])[\"”](?!\w))")
# A quotation that begins behind a word without comma or colon, and the reporting word behind its end.
_OPENED = re.compile(r" (?<=[\w%] )(?=[\"“][A-Z])")
_REPORTED = re.compile(r"[,?!][\"”],? (?P<word>[a-z]+)")
_CLOSED = re.compile(r"[,.?!][\"”]")
_MARK = re.compile(r"[\"“”]")
_REPORTED_LENGTH = 500
# How far a quotation that is kept whole may reach to either side of a full stop inside it.
_QUOTE_LENGTH = 150
# The same for what stands in round brackets.
_BRACKET_LENGTH = 80
_SMALL = re.compile(r"[\s(](?P<word>[a-z-]{2,})$|\d[\d%]$")
# A word that is long enough to be no abbreviation.
_LAST_SMALL_WORD = re.compile(r"(?<![^\s(\"“])[a-z-]*[a-z]{4}$")


@cache
def _abbreviation() -> re.Pattern[str]:
    """Text right before a full stop that is no end: ``Jl``, ``S.I.K``, ``No. IV``, an initial (not `P` of `APBN-P`)."""
    words = abbreviations()
    keep = set(words.all()) - {*words.final, *words.companies}
    initials = r"[A-Z]|[A-Z][a-z]?(?:\.[A-Za-z]{1,4}){1,4}|(?<=\b[Nn]o\. )[IVXLC]+"
    return re.compile(rf"(?:(?<![\w.-])(?:{alternatives(keep)}|{initials}))$")


@cache
def _lettered() -> re.Pattern[str]:
    """A letter or a Roman number that is a name, right before a full stop: ``Grup C``, and that of a Muslim year."""
    words = alternatives(abbreviations().lettered)
    return re.compile(rf"(?:(?<![\w-])(?i:{words}) [A-Z]|\b1[34]\d\d H)$")


@cache
def _company() -> re.Pattern[str]:
    """Text right before a full stop that ends a company's name: ``PT Maju Tbk``."""
    return re.compile(rf"(?<![\w.])(?:{alternatives(abbreviations().companies)})$")


@cache
def _company_goes_on() -> re.Pattern[str]:
    """What follows the full stop in a company's name that goes on: ``Printing Co. Ltd.``, ``PT Maju Tbk. (MAJU)``."""
    return re.compile(rf"\(|[A-Z]/[A-Z]|(?:{alternatives(abbreviations().companies)})\b")


@cache
def _opener() -> re.Pattern[str]:
    """A capitalised function word before a word in small letters: only a sentence begins so."""
    words = alternatives(abbreviations().openers)
    return re.compile(rf"(?:{words}),? (?=[a-z])")


@cache
def _unmarked() -> Anchored:
    """An opener behind a word in small letters or a number and a blank: the full stop is missing."""
    return Anchored(rf"(?<=[a-z0-9%] )(?=[A-Z])(?={_opener().pattern})", abbreviations().openers)


# Words of two capitals and more around a full stop: they may be degrees, in their spelling without stops or with.
_STACKED = re.compile(
    r"[ ,]([A-Z]{2}[A-Za-z]{0,4})\. {1,2}(?:([A-Z]{2}[A-Za-z]{0,4})|[MS]\.[A-Z][A-Za-z]{0,3})(?![\w-])"
)

_MARKED, _STOPLESS, _QUOTING = range(3)
"""What a sentence may end at, in the order in which they are asked where they stand together."""
_PLACE = itemgetter(0, 1)


def boundaries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]``, white space around them left out.

    A quotation of several sentences is one with the clause that reports it, as Universal Dependencies has it,
    if it closes soon enough.
    """
    begin = start
    places: list[tuple[int, int, re.Match[str] | None]] = [
        (match.start(), _MARKED, match) for match in _END.finditer(text, start, end)
    ]
    places += [(match.start() - 1, _STOPLESS, None) for match in _unmarked().finditer(text, start + 1, end)]
    if text.find('"', start, end) >= 0 or text.find("“", start, end) >= 0:
        places += [(match.start(), _QUOTING, None) for match in _OPENED.finditer(text, start, end)]
    places.sort(key=_PLACE)
    for at, kind, match in places:
        behind = at + 1
        if match is not None:
            behind = match.end()
            if not _ends(text, match, begin) or (not match["close"] and _in_quotation(text, begin, at, behind, end)):
                continue
            at = match.end("close")
        elif kind == _QUOTING:
            if not _quotation_begins(text, begin, at, end):
                continue
        elif not _stop_is_missing(text, begin, at) or _in_quotation(text, begin, at, behind, end):
            continue
        yield from _trim(text, begin, at)
        begin = behind
    yield from _trim(text, begin, end)


def _stop_is_missing(text: str, begin: int, at: int) -> bool:
    """Whether a sentence can end here without a full stop: after a word in small letters that joins nothing to it."""
    before = _SMALL.search(text, max(begin, at - 24), at)
    return before is not None and before["word"] not in abbreviations().joins


def _quotation_begins(text: str, begin: int, at: int, end: int) -> bool:
    """Whether a quotation that no comma leads in has its reporting clause behind it, `… APBN “Kami siap,” kata X`.

    After a reporting word it belongs to that, unless that word reports another quotation, `“…,” katanya “…,” kata X`.
    """
    report = _REPORTED.search(text, at, min(end, at + _REPORTED_LENGTH))
    if report is None or not _reports(report["word"]) or _MARK.search(text, at + 2, report.start()):
        return False
    before = text[begin:at].rpartition(" ")[2].lower()
    if before in abbreviations().joins:
        return False
    if before in speech.forms() and not _CLOSED.search(text, begin, at):
        return False
    return not (begin < at and sum(text.count(mark, begin, at) for mark in '"“”') % 2)


def _reports(word: str) -> bool:
    form = speech.forms().get(word)
    return form is not None and not form.shapes.isdisjoint(("base", "nya"))


def _in_quotation(text: str, begin: int, at: int, behind: int, end: int) -> bool:
    """Whether a quotation opened before ``at`` and closes soon behind ``behind``."""
    begin = max(begin, at - _QUOTE_LENGTH)
    if text.find('"', begin, at) < 0 and text.find("“", begin, at) < 0:
        return False
    state = None
    for mark in _QUOTE.finditer(text, begin, at):
        state = mark.lastgroup
    if state != "open":
        return False
    after = _QUOTE.search(text, behind, min(end, behind + _QUOTE_LENGTH))
    return after is not None and after.lastgroup == "close"


def _in_brackets(text: str, begin: int, at: int) -> bool:
    """Whether a bracket opened shortly before and closes shortly after, `(SSK. II)`."""
    opened = text.rfind("(", max(begin, at - _BRACKET_LENGTH), at)
    if opened < 0 or text.find(")", opened, at) >= 0:
        return False
    closed = text.find(")", at, at + _BRACKET_LENGTH)
    return closed >= 0 and text.find("(", at, closed) < 0


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    length = len(piece.strip())
    if length:
        yield start + lead, start + lead + length


def _ends(text: str, match: re.Match[str], begin: int) -> bool:
    mark, close, gap = match["mark"], match["close"], match["gap"]
    at = match.start()
    before = text[max(begin, at - 24) : at]
    if gap is None:
        # `selesai.Kemudian`, `(9/6/2025).Dia` are two sentences, `Tribun.Com`, `S.Ag`, `No.5`, `M.Tr.Hanla` are not
        whole = before[-1:] == ")" or (before[-1:].islower() and before[-2:].isalpha())
        return not close and mark == "." and len(before) > 2 and whole and not _abbreviation().search(before)
    if match["small"]:
        return mark == "." and not close and _small_begins(match["small"], before)
    if mark == "." and not close:
        if _abbreviation().search(before) and not _named_by_letter(text, match.end(), before):
            return _opener().match(text, match.end()) is not None
        if _company_goes_on().match(text, match.end()) and _company().search(before):
            return False
        if _in_brackets(text, begin, at):
            return False
        if before[-1:].isupper() and _between_degrees(text, begin, at):
            return False
        # `1. Satu`: a number that counts
        if before.strip().isdigit() and len(before.strip()) <= 2 and at - begin <= 4:
            return False
    return True


def _between_degrees(text: str, begin: int, at: int) -> bool:
    """Whether the full stop stands between two degrees that belong to one name: ``SH. MH``, ``SE. M.Si``."""
    word = max(text.rfind(" ", begin, at), text.rfind(",", begin, at))
    stacked = _STACKED.match(text, word) if word >= begin else None
    return stacked is not None and all(each.lower() in names().degrees for each in stacked.groups() if each)


def _named_by_letter(text: str, at: int, before: str) -> bool:
    """Whether a sentence can end in a letter that is a name, `Grup C. Mereka …`, and not in `Grup C. S. Maju`."""
    return _lettered().search(before) is not None and text[at + 1 : at + 2] != "."


def _small_begins(word: str, before: str) -> bool:
    """Whether a sentence begins in small letters.

    Not behind what may be an abbreviation, nor where the stop is a slip: `Kabar. com`, `… ikan. dan …`, `… siap. kata`.
    """
    words = abbreviations()
    last = _LAST_SMALL_WORD.search(before)
    if last is None or last[0] in words.all():
        return False
    return len(word) > 1 and word not in words.domains and word not in words.joins and not _reports(word)


def sentence_stage(page: Page) -> Layers:
    text = page.text
    sentences: list[Sentence] = []
    for index, block in enumerate(page.blocks):
        if block.kind in ARTICLE_KINDS:
            for start, end in boundaries(text, block.start, block.end):
                sentences.append(Sentence(start=start, end=end, block=index))
    return {"sentences": sentences}
