"""The subject of a reporting verb: the noun phrase in front of it, without what sets it off.

Input: the text and the place of an active cue.  Output: who speaks, and the stretch that names who passed it on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..lexicon.speech import heads, words
from .sources import EDGE, GLUED, TOKEN, Phrase, ends_source, is_verb, leads_to_place, reader

_LEADING = ',;:.-–—"”“’*•\u200b\u200e\u200f\ufeff'
_ADVERBIAL = re.compile(r"\s(?:saat|ketika|usai|seusai|di sela)\s.*\s(?:di|ke|dari)\s")
_CUTTING = re.compile(r"[(),]")
_LONGEST_NAMELESS = 90  # characters of `yang tidak mau disebutkan namanya dalam berita ini`
_PLACE_NAME = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")


class Chunk(NamedTuple):
    start: int
    end: int


def before_cue(text: str, start: int, cue_start: int) -> Phrase | None:
    """Read the subject that precedes an active cue: **salah satu tokoh agama** `juga menyampaikan`."""
    end = _strip_adverbs(text, start, cue_start)
    if end <= start:
        return None
    kept_back = nameless(text, start, end)
    whose = _subject(text, start, kept_back) if kept_back is not None else None
    if whose is not None:
        return whose._replace(end=end)  # `Seorang warga` **yang enggan disebut namanya** `mengatakan …`
    relayed = read_out(text, start, end)
    if relayed is not None:
        return relayed
    tokens = [(match.start(), match.end(), match.group().lower()) for match in TOKEN.finditer(text, start, end)]
    represented = _find(tokens, start, words().represented)
    if represented is not None:
        return _subject(text, _after_by(text, represented[1], end), end)
    # `Kapolres X, S.I.K., didampingi Kasat Y, S.H., dan Kasi Z, mengatakan`: company makes no speaker.
    for at, _, word in tokens:
        alone = _without_company(text, start, at) if word in words().company and at > start else None
        if alone is not None:
            return alone
    return _subject(text, start, end)


def nameless(text: str, start: int, end: int) -> int | None:
    """Where a clause begins that ends a stretch and says that somebody's name is kept back; None where none does."""
    at = text.rfind(" yang ", start, end)
    if at <= start or end - at > _LONGEST_NAMELESS:
        return None
    told = {match.group().strip(EDGE).lower() for match in TOKEN.finditer(text, at, end)}
    lists = words()
    if lists.kept_back.isdisjoint(told) or lists.keeping_back.isdisjoint(told):
        return None
    return _tidy(text, start, at)[1]


def _without_company(text: str, start: int, company: int) -> Phrase | None:
    """The subject in front of `didampingi`; None where that only opens a circumstance: `Bersama warga, Kapolres …`."""
    alone = _subject(text, start, company)
    if alone is None and _word_before(text, start, company) == "yang":
        # `Bupati` **Budi** `yang didampingi Kasat Y mengatakan`
        alone = _subject(text, start, text.rfind("yang", start, company))
        named = alone is not None and text[alone.start : alone.end].rpartition(" ")[2][:1].isupper()
        alone = alone if named else None
    opens = alone is not None and _first_word(text, (alone.start, alone.end)) in words().openers
    return None if opens else alone


def _after_by(text: str, start: int, end: int) -> int:
    """Skip `oleh`."""
    word = TOKEN.search(text, start, end)
    return word.end() if word is not None and word.group() == "oleh" else start


def _subject(text: str, start: int, end: int) -> Phrase | None:
    """The noun phrase that a stretch of text up to a verb ends in."""
    lists = words()
    chunks = _chunks(text, start, end)
    relay = _without_adverbials(text, chunks)
    if not chunks:
        return None
    last, via = _relayed(text, chunks, relay, end)
    last = Chunk(_after_dash(text, last), last.end)
    begin, stop = _after_address(text, last), last.end
    if chunks and text[begin:stop] in _bare_subjects() and _first_word(text, chunks[0]) in lists.openers:
        # `Dalam pembelaan yang dibacakan pengacaranya, Budi, S.H.,` **terdakwa** `menyatakan …`
        return Phrase(begin, stop, via)
    if _first_word(text, (begin, stop)) == "ada" and text[begin:stop].strip() != "ada":
        begin = _tidy(text, begin + len("ada"), stop)[0]  # `ada` **enam orang warga** `mengaku …`
    if _first_word(text, (begin, stop)) in lists.openers:
        bare = text[begin:stop].rsplit(maxsplit=1)[-1]
        if bare in lists.questioned or bare in lists.pronouns:
            # `Saat diperiksa` **pelaku** `mengaku …`, `Dengan kegiatan bersama ini` **dirinya** `menegaskan …`
            return Phrase(stop - len(bare), stop, via)
        begin = _behind_pointing(text, begin, stop)
    cut = _cut(text, begin, stop)
    bare = text[cut:stop].rsplit(maxsplit=1)[-1:]
    if bare and bare[0] in lists.pronouns:
        return Phrase(stop - len(bare[0]), stop, via)  # `Malam sebelum kejadian` **ia** `mengaku …`
    phrase = Phrase(begin, cut, via)
    if begin == last.start:
        phrase = _with_appositions(text, chunks, phrase)
    begin, stop = _tidy(text, phrase.start, phrase.end)
    tail = text[begin:stop].rsplit(maxsplit=1)[-1:] or [""]
    if tail[0].lower() in lists.pronouns:
        begin = stop - len(tail[0])
    elif tail[0] in lists.not_after:
        return None
    return Phrase(begin, stop, phrase.via) if stop > begin else None


@cache
def _bare_subjects() -> frozenset[str]:
    """Words that stand for somebody by themselves: `ia`, `terdakwa`, `keluarga`."""
    lists = words()
    return lists.questioned | lists.pronouns | frozenset(head.strip() for head in heads("relatives"))


def _behind_pointing(text: str, start: int, end: int) -> int:
    """`Di halaman kantor itu` **warga** `mengancam …`: a circumstance that points back ends where it does."""
    lists = words()
    tokens = list(TOKEN.finditer(text, start, end))
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at - 1].group() in lists.pointing_back:
            word = tokens[at].group()
            ends = word in lists.subject_ends or word in lists.adverbs or word == "yang" or is_verb(word)
            return start if ends else tokens[at].start()
    return start


def _without_adverbials(text: str, chunks: list[Chunk]) -> Chunk | None:
    """Take adverbials off the end: `Kapolres X, dalam sambutannya, mengatakan`; returns one with who passed it on."""
    relay: Chunk | None = None
    while chunks:
        head = _first_word(text, (_after_address(text, chunks[-1]), chunks[-1].end))
        if head in words().relays:
            relay = chunks[-1]
        elif not _is_adverbial(text, chunks, head):
            break
        chunks.pop()
    return relay


def _is_adverbial(text: str, chunks: list[Chunk], head: str) -> bool:
    """Is the last chunk when or how, and no subject?"""
    lists = words()
    if len(chunks) == 1:
        return False
    if head in lists.weekdays or head[:1].isdigit() or _is_address(text, chunks[-2], chunks[-1]):
        return True
    opens = head in lists.openers or head in lists.company or ends_source(head)
    return opens and not text[chunks[-1].start].isupper()


def _relayed(text: str, chunks: list[Chunk], relay: Chunk | None, end: int) -> tuple[Chunk, tuple[int, int] | None]:
    """The last chunk that is left, and the stretch that names who passed the words on."""
    relays = words().relays
    last = chunks.pop()
    if relay is not None:
        return last, (_after_first_word(text, relay), end)
    if chunks and _first_word(text, chunks[-1]) in relays:
        relay = chunks.pop()
        if chunks:
            # `Kapolres X, melalui Kasat Y, Iptu Z, menegaskan`
            return chunks.pop(), (_after_first_word(text, relay), end)
        # `Melalui Kasi Humas, Kapolres X mengatakan`
        return last, (_after_first_word(text, relay), relay.end)
    via_at = _find_word(text, last, relays)
    if via_at is not None:
        return Chunk(last.start, via_at[0]), (via_at[1], end)
    return last, None


def _with_appositions(text: str, chunks: list[Chunk], phrase: Phrase) -> Phrase:
    """An apposition goes on to the left: `Kapolres X, AKBP Y` and degrees `Y, S.H., M.H.`"""
    begin, stop, via = phrase
    while chunks and _joins(text, chunks[-1]):
        chunk = chunks.pop()
        begin = _skip_connectives(text, Chunk(_after_dash(text, chunk), chunk.end))
        if via is None and (inner := _find_word(text, Chunk(begin, chunk.end), words().relays)) is not None:
            via = (inner[1], stop)
            stop = inner[0]
        if begin != chunk.start:
            break
    return Phrase(begin, stop, via)


@cache
def _address() -> re.Pattern[str]:
    """`Dalam sambutannya`, `kepada awak media` in front of a subject."""
    openers, press = "|".join(words().speech_openers), "|".join(words().press)
    return re.compile(rf"(?i:(?:{openers})\s\w+nya|kepada\s(?:awak\s|para\s)?(?:{press}))\s+(?=\w)")


def _after_address(text: str, chunk: Chunk) -> int:
    """Skip `Sementara itu` and `kepada wartawan` where no comma sets them off from the subject."""
    begin = _skip_connectives(text, chunk)
    address = _address().match(text, begin, chunk.end)
    return address.end() if address is not None else begin


def _is_address(text: str, before: Chunk, chunk: Chunk) -> bool:
    """`Kapolda X saat ditemui di kompleks Kepatihan,` **Yogyakarta** `, Rabu, mengatakan`: the adverbial goes on."""
    if not text[before.start].isupper() or _first_word(text, before) in words().openers:
        return False
    inside = _ADVERBIAL.search(text, before.start, before.end)
    return inside is not None and _PLACE_NAME.fullmatch(text, chunk.start, chunk.end) is not None


def _strip_adverbs(text: str, start: int, end: int) -> int:
    """Move left over adverbs and blanks between a subject and its verb."""
    adverbs = words().adverbs
    while True:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        at = end
        while at > start and not text[at - 1].isspace():
            at -= 1
        word = text[at:end]
        # A capital opens the sentence: `Kini`, `Lebih lanjut` have no subject before them.
        if at >= end or word not in adverbs or end - at > 12:
            return end
        if word == "ini" and _word_before(text, start, at) not in words().before_this:
            return end  # `Politisi Partai X` **ini** `mengatakan`, not `hari ini`
        end = at


def _word_before(text: str, start: int, end: int) -> str:
    return text[max(start, end - 20) : end].rstrip(" \u00a0").rpartition(" ")[2].lower()


def _chunks(text: str, start: int, end: int) -> list[Chunk]:
    """Cut a clause at its commas (not inside brackets or numbers)."""
    found: list[Chunk] = []
    depth = 0
    begin = start
    for mark in _CUTTING.finditer(text, start, end):
        char, at = mark.group(), mark.start()
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and not text[at + 1 : at + 2].isdigit():
            _keep(text, begin, at, found)
            begin = at + 1
    _keep(text, begin, end, found)
    return found


def _keep(text: str, start: int, end: int, found: list[Chunk]) -> None:
    start, end = _tidy(text, start, end)
    if end > start:
        found.append(Chunk(start, end))


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in _LEADING):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:-–—"“'):
        end -= 1
    return start, end


def _first_word(text: str, chunk: tuple[int, int]) -> str:
    match = TOKEN.match(text, chunk[0], chunk[1])
    return match.group().strip(EDGE).lower() if match else ""


def _after_first_word(text: str, chunk: tuple[int, int]) -> int:
    match = TOKEN.match(text, chunk[0], chunk[1])
    return match.end() if match else chunk[1]


def _find(tokens: Sequence[tuple[int, int, str]], start: int, wanted: frozenset[str]) -> tuple[int, int] | None:
    """The first of some tokens behind ``start`` that is wanted."""
    return next(((at, end) for at, end, word in tokens if word in wanted and at > start), None)


def _find_word(text: str, chunk: Chunk, wanted: frozenset[str]) -> tuple[int, int] | None:
    for match in TOKEN.finditer(text, chunk.start, chunk.end):
        if match.group().lower() in wanted and match.start() > chunk.start:
            return match.start(), match.end()
    return None


def _joins(text: str, chunk: Chunk) -> bool:
    """Can this chunk be the first part of an apposition: capitalised, and no clause of its own?"""
    first = TOKEN.match(text, chunk.start, chunk.end)
    if first is None:
        return False
    head = first.group().strip(EDGE)
    lists = words()
    whole = _connectives().match(text, chunk.start, chunk.end)
    if whole is not None and whole.end() >= chunk.end:
        return False
    behind = _skip_connectives(text, chunk)
    if behind != chunk.start and _first_word(text, (behind, chunk.end)) in lists.openers:
        return False  # `Senada` **dengan Suharti**`, Dina (33) mengatakan …`
    if (
        is_verb(head.lower())
        or head.lower() in lists.weekdays
        or (head.lower() in lists.openers and not _connective(text, chunk))
    ):
        return False
    titled = head.lower() in lists.titles
    if not head[:1].isupper() and not titled and not _lower_source(text, chunk):
        return False
    tokens = [match.group().strip(EDGE) for match in TOKEN.finditer(text, chunk.start, chunk.end)]
    return len(tokens) <= 14 and not any(
        token in lists.predicates or token in lists.clause_marks or ends_source(token)
        for token in tokens
        if token and token.islower()
    )


def _lower_source(text: str, chunk: Chunk) -> bool:
    """Does the chunk open with a noun that names a person without a capital (`salah satu`, `kuasa hukum`)?"""
    return f"{text[chunk.start : chunk.end].lower()} ".startswith((*heads("indefinite"), *heads("relatives")))


def _connective(text: str, chunk: Chunk) -> bool:
    return _skip_connectives(text, chunk) != chunk.start


@cache
def _connectives() -> re.Pattern[str]:
    longest_first = sorted(words().connectives, key=len, reverse=True)
    return re.compile(
        rf"(?i:{'|'.join(map(re.escape, longest_first))})(?:\s(?:{'|'.join(words().also)}))?(?=[\s,]|$)[\s,]*"
    )


def _skip_connectives(text: str, chunk: Chunk) -> int:
    """Skip `Sementara itu`, `Namun`, `Lebih lanjut` at the head of a chunk."""
    at = chunk.start
    for _ in range(3):
        match = _connectives().match(text, at, chunk.end)
        if match is None or match.end() >= chunk.end:
            break
        at = match.end()
    return at


def _after_dash(text: str, chunk: Chunk) -> int:
    """A subject begins after a dash: `BANDUNG - Kapolres X`."""
    if text.find(".", chunk.start, chunk.end) >= 0:
        glued = [match.end() for match in GLUED.finditer(text, chunk.start, chunk.end)]
        if glued:
            chunk = Chunk(glued[-1], chunk.end)
    at = max(text.rfind(dash, chunk.start, chunk.end) for dash in ("- ", "–", "—", "-\u00a0"))
    if at < 0:
        return chunk.start
    return at + 1 if text[at] in "–—" else at + 2


def _cut(text: str, start: int, end: int) -> int:
    """Leave out what follows the noun phrase: `Kapolres X` **dalam sambutannya**."""
    lists = words()
    if text[start:end].lower().startswith(heads("epithets")) and _word_before(text, start, end) in lists.pointing_back:
        return end  # `Orang nomor satu di Polda X ini`
    for match in TOKEN.finditer(text, start, end):
        word = match.group().strip(EDGE)
        if word == "yang":
            break
        ends = word in lists.subject_ends or word in lists.company or ends_source(word)
        if ends and match.start() > start and word.islower() and not leads_to_place(text, start, match):
            return match.start()
    return end


@cache
def _speech_of() -> re.Pattern[str]:
    """`amanat (tertulis)` before the one whose words they are."""
    return re.compile(rf"(?i:\b(?:{'|'.join(words().speeches)})(?:\stertulis)?)\s(?=[A-Z])")


def read_out(text: str, start: int, end: int) -> Phrase | None:
    """Whose speech it is, and via whom: `Dalam amanat` **Kapolri** `yang dibacakan` **Kapolres X** `, disebutkan`."""
    found = reader().search(text, start, end)
    if found is None:
        return None
    whose = _speech_of().search(text, start, found.start())
    phrase = Phrase(whose.end(), found.start()) if whose else _subject(text, start, found.start())
    if phrase is None:
        return None
    opens = _first_word(text, (phrase.start, phrase.end)) in words().openers
    if opens and text[phrase.start + 1 : phrase.end].islower():
        return None  # `Dalam sambutan yang dibacakan Sekda,` **Bupati** `mengatakan …`
    begin, stop = _tidy(text, phrase.start, phrase.end)
    return Phrase(begin, stop, _tidy(text, found.end(), end)) if stop > begin else None
