"""`Menurut X, …`, `…, kata X, …`, `…, ujarnya.`: an attribution set into or behind what was said."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..lexicon import alternatives
from ..lexicon.speech import words
from .clauses import EDGES, after_also, first_word, is_clause, last_word
from .cues import Cue, is_noun
from .frames import TELLING, Hit, Reporting, after_source, skip_punctuation
from .page import Attribution, named_or_described, word_count
from .reported import source_kind
from .sources import Phrase, after_cue, is_verb
from .subjects import before_cue

# `Menurut Budi` **dari LSM X,** `tuntutan itu …`
_ORIGIN = re.compile(r"\s+dari\s[^,.:;\n]{2,60},\s*")


_LONGEST_END = 60
_FEWEST_WHOLE = 4
"""Words of a clause that stands by itself."""


@cache
def hearer() -> re.Pattern[str]:
    """`Menurut warga` **kepada petugas,** `api berasal …`, `Dikatakan Budi` **saat memimpin apel,** `warga …`"""
    return re.compile(rf"\s+(?:{alternatives(words().before_hearers)})\s[^,.:;\n]{{2,60}},\s*")


@cache
def origin_behind() -> re.Pattern[str]:
    """`Menurut saksi` **, warga Kelurahan Wolomarang, Kabupaten Sikka** `, api berasal …`"""
    lists = words()
    place = rf"(?:{alternatives(lists.kinds_of_places)})\s[^,.;:\n]{{2,40}}"
    return re.compile(
        rf"(?:\s\(\d[^()]{{0,20}}\))?(?:,\s(?:{alternatives(lists.origins)})\s[^,.;:\n]{{2,60}}(?=,)|,\s{place}(?=,))(?:,\s{place}(?=,)){{0,3}}"
    )


class Setting(NamedTuple):
    """How an attribution is set into its sentence."""

    before_end: int  # where the text in front of the cue ends
    opens: bool  # does it open the sentence, but for a connective?
    comma: bool  # does a comma stand before the cue?
    phrase: Phrase | None
    rest: int  # where the attribution ends


class Behind(NamedTuple):
    """What stands behind an attribution."""

    start: int
    phrase: Phrase | None
    set_off: bool  # a comma or `bahwa`, or what is as good
    ends: bool  # nothing more in the sentence


def inserted(reading: Reporting, hit: Hit, rule: str) -> Attribution | None:
    """Read the clause that an attribution is set into: mostly what follows it, else what stands before it."""
    text = reading.page.text
    found = _setting(reading, hit)
    if found is None or _ends_in_cue(hit, found):
        return None
    behind = _behind(reading, hit, found)
    before = None if found.opens else found._replace(phrase=behind.phrase)
    if not behind.ends and not behind.set_off:
        # `…, kata Budi saat ditemui.`: an adverbial closes the sentence.
        return _before(reading, hit, before, rule) if before is not None and found.comma else None
    if behind.ends:
        return _before(reading, hit, before, rule) if before is not None and _may_close(hit, found) else None
    start = behind.start
    word = first_word(text, start, hit.end)
    if before is not None and word is not None and _goes_on_telling(text, hit, word):
        # `…, kata Budi,` **seraya menambahkan** `bahwa …`: what is told beside it is read by itself.
        made = _before(reading, hit, before, rule)
        return made._replace(scope_end=start) if made is not None else None
    if word is not None and word.group().lower() in words().that_dropped:
        start = skip_punctuation(text, word.end(), hit.end)
    end = reading.clauses.end_of(start, hit.end)
    if before is not None and found.comma and _is_apposed(reading, hit, found, start, end):
        return _before(reading, hit, before, rule)
    count, lead = word_count(text, start, end), word_count(text, hit.start, found.before_end)
    if _is_circumstance(text, hit.start, found.before_end):
        lead = 0
    if count < 3 or count * 2 < lead or (word is not None and word.group().lower() in words().weekdays):
        follows = before is not None and found.comma and lead >= 4
        return _before(reading, hit, before, rule) if before is not None and follows else None
    if not hit.cue.has("according", "according_nya") and _inner_report(reading, hit.later, start, hit.end):
        return None
    return reading.make(start, end, rule, hit.cue, behind.phrase)


def _is_apposed(reading: Reporting, hit: Hit, found: Setting, start: int, end: int) -> bool:
    """`Tidak ada korban, kata Budi,` **peneliti di lembaga itu**`.`: who somebody is, behind a whole clause."""
    text, phrase = reading.page.text, found.phrase
    first = first_word(text, start, end)
    if phrase is None or first is None or not hit.cue.has("base") or not first.group().islower():
        return False
    named = reading.page.names.person(text, phrase.start, phrase.end) is not None
    whole = named and word_count(text, hit.start, found.before_end) >= _FEWEST_WHOLE
    describes = whole and first.group() not in words().openers and not is_clause(text, start, end)
    return describes and is_clause(text, hit.start, found.before_end)


def _goes_on_telling(text: str, hit: Hit, word: re.Match[str]) -> bool:
    """`…, kata Budi,` **seraya** `meminta …`, **dan menambahkan bahwa** `…`: a report of its own goes on."""
    lists = words()
    if word.group() in lists.at_once or word.group() not in lists.going_on:
        return word.group() in lists.at_once
    cue = next((cue for cue in hit.later if cue.start > word.end()), None)
    follows = first_word(text, cue.end, hit.end) if cue is not None else None
    return (
        cue is not None
        and cue.has("active")
        and not text[word.end() : cue.start].strip()
        and follows is not None
        and follows.group() in lists.going_on_shown_by
    )


def _ends_in_cue(hit: Hit, found: Setting) -> bool:
    """`Lanjut` **pria itu mengatakan,** `bahwa …`: the source is the subject of a cue of its own."""
    phrase = found.phrase
    return phrase is not None and any(cue.end == phrase.end and cue.has("active") for cue in hit.later)


def _is_circumstance(text: str, start: int, end: int) -> bool:
    """`Dalam undang-undang itu, kata Budi, …`: what stands in front is when or where, however long it is."""
    word = first_word(text, start, end)
    return word is not None and word.group().lower() in words().when_heads and not is_clause(text, start, end)


def _may_close(hit: Hit, found: Setting) -> bool:
    """Without a comma only what tells closes a sentence: `… kata Budi.`, not `… menyambut janji Budi.`"""
    return found.comma or hit.cue.form.kind in TELLING


def _setting(reading: Reporting, hit: Hit) -> Setting | None:
    """How the cue stands in its sentence; None where it cannot be an attribution."""
    text = reading.page.text
    cue, start = hit.cue, hit.start
    before_end = cue.start
    while before_end > start and text[before_end - 1] in EDGES:
        before_end -= 1
    # A connective may stand before: `Padahal menurutnya …`, `Namun, kata dia, …`
    opens = before_end <= start or _is_connective(text[start : min(before_end, start + _LONGEST_CONNECTIVE)])
    alone = cue.has("according", "according_nya", "passive_nya")  # `Meski` **diakuinya,** `harga naik`
    opens = opens or (alone and last_word(text, start, before_end) in words().because)
    comma = "," in text[before_end : cue.start]
    if is_noun(cue) and not (opens or comma):
        return None  # `mendapati` **klaim** `Budi, …`
    if cue.has("base") and not (opens or comma or cue.has("according") or cue.form.kind in TELLING):
        return None  # `tindak lanjut` **perintah** `Kapolda X, …`
    silent = cue.form.takes == "nothing"
    # `…, pungkasnya.` after words whose marks are missing
    tells = cue.form.kind in TELLING or cue.has("base")  # `…, kenang Budi.`
    if silent and not (tells and comma and not opens and reading.closes(cue, hit.end)):
        return None
    if cue.has("nya", "according_nya", "passive_nya"):
        # `Untuk dua posko` **lanjutnya,** `disiapkan …`
        set_off = cue.has("according_nya") or opens or comma or text[cue.end : cue.end + 1] == ","
        tells = not cue.has("nya") or cue.form.kind in TELLING
        return Setting(before_end, opens, comma, None, cue.end) if set_off and tells else None
    if before_end <= start and not cue.has("according", "passive") and text[cue.start].islower():
        return None
    phrase = source(reading, cue, hit.end)
    if phrase is None or not _is_source(reading, cue, phrase, opens or comma, hit.end):
        return None
    return Setting(before_end, opens, comma, phrase, after_source(phrase))


_LONGEST_CONNECTIVE = 60
"""Characters that are looked at: what stands before a cue may be a whole page, and each cue asks."""


def _is_connective(before: str) -> bool:
    return before.lower() in words().connectives


def _behind(reading: Reporting, hit: Hit, found: Setting) -> Behind:
    """What follows an attribution, and whether it is set off from it."""
    text, cue, end = reading.page.text, hit.cue, hit.end
    rest = after_also(text, found.rest, end)
    start = skip_punctuation(text, rest, end)
    ends = start >= end or not text[rest:end].strip(EDGES)
    set_off = "," in text[rest:start]
    phrase = found.phrase
    if cue.has("passive", "passive_nya") and found.opens and not set_off:
        # `Dikatakan X kepada wartawan bahwa …`, `Dijelaskannya bahwa …`
        start, set_off = reading.clauses.start(rest, end)
    plain = Behind(start, phrase, set_off, ends)
    inside = _ends_source(reading, hit, found, plain, phrase) if phrase is not None else None
    if inside is not None or ends or set_off:
        return inside or plain
    if phrase is None:
        set_off = _parts(reading, hit, found, start)
    if not set_off and found.comma and not cue.has("passive"):
        set_off = _goes_on(text, start, end)  # `Hasil itu, kata dia` **telah diterima jaksa**
    return plain._replace(set_off=set_off)


def _ends_source(reading: Reporting, hit: Hit, found: Setting, plain: Behind, phrase: Phrase) -> Behind | None:
    """What follows a source that ends elsewhere than its words tell, or that nothing sets off; else None."""
    text, cue, end = reading.page.text, hit.cue, hit.end
    ends, opens = plain.ends, found.opens
    away = _aside(reading, found.rest, end) if (opens or found.comma) and not ends else None
    if away is not None:
        return Behind(away, phrase, True, False)
    named = _named(reading, hit, phrase, found) if not plain.set_off else None
    if named is not None:
        return Behind(named[1], named[0], True, False)
    if (ends and not opens) or (plain.set_off and not ends):
        return None
    if opens and not ends and _is_pronoun(text, phrase) and is_clause(text, plain.start, end):
        return plain._replace(set_off=True)  # `Untuk itu, kata dia` **warga perlu waspada**
    # `kata dia, Batari memerintah …`: what seemed an apposition is the clause.
    shorter = _shorter(reading, cue, phrase, opens, end)
    first = first_word(text, shorter[1], end) if shorter is not None else None
    goes_on = first is not None and first.group() in words().subordinators  # `disampaikan Budi` **yang** `mengatakan`
    if shorter is None or (ends and (goes_on or not is_clause(text, shorter[1], end))):
        return None  # (`Menurut Budi` **kabar itu belum tentu benar.**: nothing ends the source.)
    return Behind(shorter[1], shorter[0], True, False)


def _parts(reading: Reporting, hit: Hit, found: Setting, start: int) -> bool:
    """Does a clause follow `-nya` that no comma sets off from it?"""
    text, cue = reading.page.text, hit.cue
    if cue.has("according_nya", "passive_nya"):
        # `Menurutnya kasus ini bisa …`, `Hal itu menurutnya bisa …`, `dikatakannya hingga kini …`
        return _may_part(text, hit.start, cue.start) and is_clause(text, start, hit.end)
    # `Yang terpenting, katanya` **semua bisa ikut**
    leads = cue.has("nya") and found.comma and not is_clause(text, hit.start, found.before_end)
    return leads and is_clause(text, start, hit.end)


def _is_pronoun(text: str, phrase: Phrase) -> bool:
    return text[phrase.start : phrase.end].lower() in words().pronouns


def _aside(reading: Reporting, rest: int, end: int) -> int | None:
    """Where the clause begins behind where a source is from, and behind when, where and to whom it spoke."""
    text = reading.page.text
    at = rest
    for aside in (origin_behind(), hearer()):
        found = aside.match(text, at, end)
        at = found.end() if found is not None else at
    start = skip_punctuation(text, at, end)
    return start if at > rest and is_clause(text, start, end) else None


def _goes_on(text: str, at: int, end: int) -> bool:
    """Does a predicate follow the attribution: `telah`, `tidak`, `akan`?"""
    word = first_word(text, at, end)
    return word is not None and word.group() in words().auxiliaries


def _may_part(text: str, start: int, at: int) -> bool:
    """May `menurutnya` stand here between a subject and its predicate; not in `yang menurutnya …`?"""
    return last_word(text, start, at) not in words().not_after


def _shorter(reading: Reporting, cue: Cue, phrase: Phrase, opens: bool, end: int) -> tuple[Phrase, int] | None:
    """Give back the end of a source phrase that is the beginning of what was said, and where that begins."""
    text = reading.page.text
    comma = text.rfind(",", phrase.start, phrase.end)
    if comma >= 0:
        return phrase._replace(end=comma), skip_punctuation(text, comma, phrase.end)
    according = cue.has("according")
    telling = cue.form.kind in TELLING and cue.form.takes != "nothing" and "," not in text[cue.end : phrase.start]
    if not opens or not (
        according or (telling and (cue.has("passive") or cue.form.kind == "addition" or text[cue.start].isupper()))
    ):
        return None
    for named in reading.page.names.inside(phrase.start, phrase.end):
        after = first_word(text, named.end, end)
        word = after.group().lower() if after is not None else ""
        if named.kind == "position" and word not in words().connectives:
            continue
        if not according and (is_verb(word) or word in words().predicates or word in words().pointing_back):
            return None  # `disebutkan Budi sudah tahu`: Budi is the subject of what was said; `Kisah Budi itu …`
        # `Menurut Hendra pelapor merekam …`, `Lanjut Kapolres adapun …`
        origin = _ORIGIN.match(text, named.end)
        return phrase._replace(end=named.end), origin.end() if origin else named.end + 1
    body = reading.page.names.body_at(phrase.start, phrase.end) if according else None
    if body is not None and body.end < phrase.end and is_clause(text, body.end, end):
        return phrase._replace(end=body.end), body.end + 1  # `menurut BMKG hujan masih turun`
    return None


def _named(reading: Reporting, hit: Hit, phrase: Phrase, found: Setting) -> tuple[Phrase, int] | None:
    """`Setelah itu, lanjut Budi` **agenda berikutnya adalah** `…`, `Ular itu kata Budi` **sudah ditangkap**.

    Where no comma closes the source, only a known person or pronoun does; without any comma a predicate must follow a
    word that can stand so.
    """
    text, cue, end = reading.page.text, hit.cue, hit.end
    if cue.form.takes == "nothing" or cue.form.kind not in TELLING:
        return None
    stop = next(
        (named.end for named in reading.page.names.inside(phrase.start, phrase.end) if named.kind != "position"), -1
    )
    if _is_pronoun(text, phrase):
        stop = phrase.end
    start = skip_punctuation(text, stop, end)
    if stop < 0 or start >= end or "," in text[cue.end : start] or any(cue.start == start for cue in hit.later):
        return None
    if found.comma:
        return (phrase._replace(end=stop), start) if is_clause(text, start, end) else None
    if found.opens or text[cue.start : cue.end].lower() not in words().parting:
        return None
    word = first_word(text, start, end)
    acts = word is not None and (word.group() in words().auxiliaries or is_verb(word.group()))
    return (phrase._replace(end=stop), start) if acts else None


def _before(reading: Reporting, hit: Hit, found: Setting | None, rule: str) -> Attribution | None:
    """The content stands before its attribution: `Pelaku sudah ditangkap, kata Budi.`"""
    if found is None:
        return None
    text, start = reading.page.text, hit.start
    for passage in reading.page.passages_between(start, found.before_end):
        if passage.start in reading.speech_starts:
            start = max(start, passage.outer_end)
    while start < found.before_end and text[start] in EDGES:
        start += 1
    if word_count(text, start, found.before_end) < 4 or not is_clause(text, start, found.before_end):
        return None
    made = reading.make(start, found.before_end, rule, hit.cue, found.phrase)
    return made._replace(scope_end=hit.end) if made else None


def source(reading: Reporting, cue: Cue, end: int) -> Phrase | None:
    """The source behind a cue: `kata` **X**, `disampaikan juga oleh` **X**, `menurut keterangan dari` **X**."""
    text = reading.page.text
    lists = words()
    at = cue.end
    word = first_word(text, at, end)
    if word is not None and word.group() in lists.also:
        word = first_word(text, word.end(), end)  # `disampaikan juga oleh Budi`
    if word is not None and word.group().lower() == "oleh":
        at = word.end()
    phrase = _with_whole_post(reading, after_cue(text, at, end), end)
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
    itself = inner is None or text[inner.start : inner.end].split(maxsplit=1)[0] in lists.pointing_back
    return phrase if itself else inner  # `Menurut` **laporan tersebut,** `…`


def _with_whole_post(reading: Reporting, phrase: Phrase | None, end: int) -> Phrase | None:
    """`Menurut` **Kepala Dinas Pendidikan dan Kebudayaan, Budi,** `…`: `dan` inside a post ends no source."""
    text, names = reading.page.text, reading.page.names
    post_end = names.post_end(phrase.start) if phrase is not None else None
    if phrase is None or phrase.via is not None or post_end is None or post_end <= phrase.end:
        return phrase
    begin = skip_punctuation(text, post_end, end)
    holder = after_cue(text, begin, end) if text[begin : begin + 1].isupper() else None
    named = holder is not None and names.person(text, holder.start, holder.end) is not None
    return (
        Phrase(phrase.start, holder.end, holder.via) if holder is not None and named else Phrase(phrase.start, post_end)
    )


def _is_source(reading: Reporting, cue: Cue, phrase: Phrase, set_off: bool, end: int) -> bool:
    """Does the phrase behind a cue name who speaks?"""
    text, names = reading.page.text, reading.page.names
    head = text[phrase.start : phrase.end].lower().split(maxsplit=1)[0].strip(",.")
    lists = words()
    if head in lists.pointing_back:
        return False  # `Dari hasil klarifikasi itu, …`
    if head in lists.predicates and text[phrase.start].islower():
        return False  # `Korban dinyatakan` **hilang** `saat melaut`
    if not set_off:
        known = head in lists.pronouns or names.person(text, phrase.start, phrase.end) is not None
        return known or (cue.has("according") and names.body(phrase.start, phrase.end) is not None)
    if not cue.form.common or named_or_described(text, phrase, names):
        return True
    # `…, kata kantor jaksa agung.`: nothing else can be meant.
    tells = cue.form.kind in TELLING and phrase.end - cue.end < _LONGEST_END
    return tells and source_kind(reading.page, phrase) != "thing" and not text[phrase.end : end].strip(EDGES)


def _inner_report(reading: Reporting, later: list[Cue], start: int, end: int) -> bool:
    """`tambah Kasi Humas, Kapolres X menegaskan …`: the inner report is the one that counts."""
    text = reading.page.text
    cue = next((cue for cue in later if cue.has("active")), None)
    if cue is None or cue.form.takes == "nothing":
        return False
    phrase = before_cue(text, start, cue.start)
    if phrase is None or phrase.start - start > 2:
        return False
    between = text[phrase.end : cue.start].split()
    if between and (between[-1] in words().not_after or any(word.islower() and is_verb(word) for word in between)):
        return False  # `Kemlu menjalin komunikasi` **guna memohon** `…`
    named = text[phrase.start : phrase.end].split()
    if not reading.is_known(phrase) and 2 * sum(word[:1].isupper() for word in named) < len(named):
        return False  # `itu kesempatan di mana para ketua RT menyampaikan …`
    content, _ = reading.clauses.start(cue.end, end)
    holds = reading.holds(cue, phrase, content, reading.clauses.end_of(content, end))
    return holds and named_or_described(text, phrase, reading.page.names)
