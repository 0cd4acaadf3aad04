"""A second report in one sentence: `X mengaku belum tahu` **dan menyebut** `…`, **sehingga ia meminta** `…`

Input: a report that was found and the reporting words behind it.  Output: the report cut short, and the second one.
"""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import alternatives
from ..lexicon.speech import words
from .clauses import EDGES, first_word, last_word, word_before
from .cues import Cue
from .frames import Reporting, shows_that
from .page import Attribution
from .sources import Phrase, is_one_person, is_verb
from .subjects import before_cue

_OF_SOMEBODY = frozenset({"indirect.subject", "indirect.passive"})
_ASKING = frozenset({"request", "hope"})


def second_report(
    reading: Reporting, found: Attribution, later: list[Cue], end: int
) -> tuple[Attribution, Attribution] | None:
    """`Budi mengaku` belum tahu **dan menyebut** harga naik, **tetapi ia berjanji** `…`: two reports by one subject.

    Where the first clause has a subject of its own (and not `ia`), `dan` goes on with that; `sambil` never does.
    """
    text, lists = reading.page.text, words()
    if found.cue is None or found.kind == "direct":
        return None
    first = first_word(text, found.start, found.end)
    own_subject = first is None or not (
        text.startswith(_conveyed(), found.start)
        or is_verb(first.group())
        or first.group() in lists.predicates
        or first.group() in lists.never_content
        or first.group() in lists.pronouns
    )
    for cue in later:
        if cue.start >= found.end or not cue.has("active") or _is_felt(text, cue):
            continue
        joint = _joint(reading, found, cue, own_subject=own_subject)
        if joint is None:
            continue
        cut, source = joint
        if found.rule not in _OF_SOMEBODY and not is_one_person(text[source.start : source.end]):
            continue  # `Menurut Budi, warga sudah lapor dan` **mereka** `meminta …` is all Budi's
        content, _ = reading.clauses.start(cue.end, end)
        content_end = reading.clauses.end_of(content, end)
        if cut <= found.start or not reading.holds(cue, source, content, content_end):
            continue
        made = reading.make(content, content_end, "indirect.second", cue, source)
        return (found._replace(end=cut), made) if made is not None else None
    return None


def _is_felt(text: str, cue: Cue) -> bool:
    """`namun ia` **yakin** `bakal terbukti`: no verb, and part of what is told."""
    return cue.form.kind == "opinion" and not is_verb(text[cue.start : cue.end])


def _joint(reading: Reporting, found: Attribution, cue: Cue, *, own_subject: bool) -> tuple[int, Phrase] | None:
    """Where the first report ends, and whose the second one is, if a cue begins one."""
    text, lists = reading.page.text, words()
    joined, at = word_before(text, found.start, cue.start)
    source = found.source
    further = _further(reading, found, cue)
    if further is not None:
        return further
    if joined in lists.pronouns:
        source = Phrase(at, at + len(joined))
        joined, at = word_before(text, found.start, at)
        goes_on = joined in lists.going_on or joined in lists.but
    else:
        that = shows_that(text, cue) and not text[found.cue.end : found.start].strip() if found.cue else False
        shown = (
            not own_subject
            or joined in lists.at_once
            or cue.form.kind == "hope"
            or that
            or _asks_apart(text, cue, at)
            or (_conveys(text, cue) and _behind_comma(text, at))
        )
        goes_on = joined in lists.going_on and shown
    if not goes_on or source is None:
        return None
    return _trimmed(text, found.start, at), source


def _trimmed(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1] in EDGES:
        at -= 1
    return at


def _further(reading: Reporting, found: Attribution, cue: Cue) -> tuple[int, Phrase] | None:
    """`X mengatakan stok menipis` **, sehingga (dalam rapat itu,) ia meminta** `…`: what follows from it is asked.

    The one who asks is the one who told: a pronoun, or the name or post once more.
    """
    text = reading.page.text
    if cue.form.kind not in _ASKING or found.source is None:
        return None
    so = max((match.start() for match in _so().finditer(text, found.start, cue.start)), default=-1)
    if so < 0 and last_word(text, found.start, cue.start) not in words().pronouns:
        return None
    phrase = before_cue(text, found.start, cue.start)
    if phrase is None or not _is_same(reading, found.source, phrase):
        return None
    if 0 <= so < phrase.start:
        return _trimmed(text, found.start, so), phrase
    # `X mengaku bangga` **, ia mengajak** `…`
    comma = _trimmed(text, found.start, phrase.start)
    first = first_word(text, max(found.start, text.rfind(",", found.start, comma) + 1), comma)
    told = first is not None and first.group().lower() not in words().openers
    apart = "," in text[comma : phrase.start] and told and is_one_person(text[phrase.start : phrase.end])
    return (comma, phrase) if apart else None


@cache
def _so() -> re.Pattern[str]:
    """`, sehingga` with nothing or a circumstance up to who asks."""
    return re.compile(rf",\s(?:{alternatives(words().so)})(?=,?\s)")


def _is_same(reading: Reporting, source: Phrase, phrase: Phrase) -> bool:
    """Is the second source the first one once more: a pronoun for one person, the same person, the same post?"""
    text, names = reading.page.text, reading.page.names
    written = text[phrase.start : phrase.end]
    if is_one_person(written):
        return True
    first, second = (names.person(text, item.start, item.end) for item in (source, phrase))
    same = first is not None and second is not None and first[0] is second[0]
    return same or text[source.start : source.end].lower().startswith(written.lower())


def _conveys(text: str, cue: Cue) -> bool:
    """`menyampaikan` **apresiasi** `…`"""
    return text.startswith(_conveyed(), cue.end + 1)


def _behind_comma(text: str, at: int) -> bool:
    return text[max(0, at - 4) : at].rstrip().endswith(",")


@cache
def _conveyed() -> tuple[str, ...]:
    """`terima kasih …`, `apresiasi …`: what is conveyed does nothing by itself."""
    return tuple(f"{head} " for head in words().conveyed_heads)


def _asks_apart(text: str, cue: Cue, at: int) -> bool:
    """`menilai dinas lamban` **, dan mendesak agar** `…`: a comma and `agar` set a request off from a clause."""
    follows = first_word(text, cue.end, len(text))
    asks = cue.form.takes == "request" and follows is not None and follows.group() in words().going_on_shown_by
    return asks and _behind_comma(text, at)
