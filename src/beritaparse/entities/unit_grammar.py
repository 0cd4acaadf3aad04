"""The grammar of unit names: what may follow ``Polres``, ``Kodim``, ``Dinas``, ``KPU``."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.places import seats
from ..lexicon.units import UnitKind, ministries, topic_heads
from ..lexicon.units import names as command_names
from ..text.expressions import BLANK
from ..text.spelling import fold, without_brackets
from .names import Word, capital_words, stops
from .unit_regions import (
    ADMIN,
    BRACKET,
    DISTRICTS,
    GAP,
    LEVEL,
    LOCAL,
    REGENCIES,
    NameEnd,
    geography_prefix,
    known_region,
    plain_words,
    read_region_name,
    region_prefix,
    with_suffixes,
)

_CLASS = re.compile(rf"[Kk]elas{BLANK}|Kecamatan{BLANK}|Kec\.?{BLANK}")  # a name follows, whether we know it or not
_SHORT_REGION = re.compile(rf"{BLANK}[A-Z]{{2,4}}(?![\w(])")
_LEVEL_BEFORE = re.compile(rf"{BLANK}(?:Kota|Kabupaten|Provinsi|Kecamatan|Desa)$")
_INITIALS_BEHIND = re.compile(rf"{BLANK}?\([A-Z][\w/&-]{{1,15}}(?:{BLANK}[A-Z][\w/&-]{{0,15}}){{0,2}}\)")
_SMALL_TOPIC = re.compile(rf"{BLANK}(?:(?:dan|&){BLANK})?([a-z]{{4,15}})(?!\w)")
_MOST_SMALL = 4
_CLOSES = re.compile(rf"{BLANK}?\(|{BLANK}(?:[Kk]abupaten|[Kk]ota|[Pp]rovinsi|Kab\.)|{BLANK}(?:dan{BLANK})?[A-Z]|[,.]")
_WHOLE = re.compile(rf"{BLANK}?\(|{BLANK}dan{BLANK}(?=[A-Z])")
_NUMBER = re.compile(
    rf"(?:Raider{BLANK}|Mekanis{BLANK})?(?:\d{{1,4}}|[IVX]{{1,5}})(?:[-–/]\d{{1,3}}(?!\d))?(?:{BLANK}?/{BLANK}?|(?=\W|$))"
)
# `Kodim TS/0212`, `Kodim Tanjab 0419`
_NUMBER_BEHIND = re.compile(rf"[A-Z]{{2,4}}/\d{{2,4}}(?!\w)|(?:[A-Z][a-z]+{BLANK}){{1,2}}0\d{{3}}(?!\w)")
_ORDINAL = re.compile(rf"{BLANK}([IVX]{{1,5}}|\d{{1,2}}|[A-Z])(?!\w|\.\w)")
_NTH = re.compile(rf"{BLANK}ke-\d{{1,4}}(?!\w)")
_JOIN = re.compile(
    rf",?{BLANK}(?:dan|&){BLANK}(?=[A-Z])|,{BLANK}(?=[A-Z][A-Za-z]+(?:{BLANK}[A-Z][a-z]+)?(?:,|{BLANK}dan){BLANK})"
)
# `Pusat Data|, Informasi dan Komunikasi Kebencanaan BNPB`
_LISTED = rf",(?={BLANK}[A-Z]\w+(?:{BLANK}[A-Z]\w+)?,?{BLANK}dan{BLANK}[A-Z])|(?<=\w),(?={BLANK}dan{BLANK}[A-Z])"
_PART_WORD = re.compile(
    rf"{BLANK}?\([A-Z][^()\n]{{1,30}}\)|(?:{_LISTED})?{BLANK}{{1,2}}(?:(?:dan|&){BLANK})?(?P<word>[A-Z][\w/-]*|\d{{1,3}})(?!\w)"
)
_MOST_PART_WORDS = 8
_MOST_HONOURED = 4
_SLASHED = re.compile(r"/[A-Z]\w+")


def _read_number_name(text: str, pos: int, limit: int, barriers: Container[int], kind: UnitKind) -> NameEnd | None:
    """``0417/Kerinci``, ``IV/Diponegoro``, ``05/Pasar Kliwon``; a bare region or name (``Kodim Kerinci``)."""
    gap = GAP.match(text, pos, limit)
    if gap is None:
        return None
    begin = gap.end()
    levels = (kind.levels | REGENCIES) if kind.levels else REGENCIES
    number = _NUMBER.match(text, begin, limit)
    if number is None:
        end = _command_name(text, begin, limit, kind.named) if kind.named else None
        turned = _NUMBER_BEHIND.match(text, begin, limit) if end is None else None
        if end is not None or turned is not None:
            return NameEnd(begin, turned.end() if turned is not None else end or begin, None)
        return read_region_name(text, pos, limit, barriers, levels, kind.head, guess=False)
    if number.group()[-1] in "/ \u00a0":
        return _read_slashed(text, begin, number.end(), limit, barriers, levels)
    space = GAP.match(text, number.end(), limit)
    known = known_region(text, space.end(), limit, levels) if space is not None else None
    if space is not None and known is not None and space.end() not in barriers:  # `Kodim 0715 Kendal`
        return NameEnd(begin, known.end, known.code)
    named = _command_name(text, space.end(), limit, None) if space is not None else None  # `Kodim 1403 | Sawerigading`
    return NameEnd(begin, named, None) if named else _bare_number(text, begin, number.end(), limit, barriers)


def _read_slashed(
    text: str, begin: int, pos: int, limit: int, barriers: Container[int], levels: frozenset[str]
) -> NameEnd:
    """The command or region that follows the stroke before ``pos``: ``IV/| Diponegoro``, ``05/| Pasar Kliwon``."""
    end = _command_name(text, pos, limit, None)
    if end is not None:
        return NameEnd(begin, end, None)
    known = known_region(text, pos, limit, levels | DISTRICTS)
    words = plain_words(text, pos, limit, barriers)
    town = geography_prefix(words, seats())
    if town and (known is None or words[town - 1].end > known.end):
        return NameEnd(begin, words[town - 1].end, None)  # `1013/| Muara Teweh`
    if known is not None and (not words or known.end > words[-1].end):
        return NameEnd(begin, known.end, known.code)
    words = words or capital_words(text, pos, limit, barriers, 1)  # 01/Kota
    if not words:
        return _bare_number(text, begin, pos, limit, barriers)
    count, code = region_prefix(words)
    if count:
        return NameEnd(begin, words[with_suffixes(words, count, text) - 1].end, code)
    return NameEnd(begin, words[len(words) - 1 if len(words) <= 2 else 0].end, None)


def _bare_number(text: str, begin: int, end: int, limit: int, barriers: Container[int]) -> NameEnd:
    """A number without a region, or with a short one: ``Kodim 0204 DS``."""
    while text[end - 1] in "/ \u00a0":
        end -= 1
    short = _SHORT_REGION.match(text, end, limit)
    if short is not None and short.start() + 1 not in barriers:
        end = short.end()
    return NameEnd(begin, end, None)


def _command_name(text: str, pos: int, limit: int, table: str | None) -> int | None:
    """Where a command's name at ``pos`` ends (``Bukit Barisan``, ``Jaya/Jayakarta``); of any table for None."""
    words = capital_words(text, pos, limit, (), 5)
    for count in range(len(words), 0, -1):
        if text[pos : words[count - 1].end].casefold() in command_names(table):
            second = _SLASHED.match(text, words[count - 1].end, limit)
            return second.end() if second else words[count - 1].end
    return None


def read_topic(
    text: str,
    pos: int,
    limit: int,
    barriers: Container[int],
    known: bool = False,
    never: Container[str] = (),
    most: int = 3,
) -> NameEnd | None:
    """``Pekerjaan Umum dan Penataan Ruang (DPUPR) Kabupaten Bogor`` after ``Dinas``.

    With ``known`` the first word must be one that the lexicon has; it is none of ``never``.  ``most`` words that the
    lexicon does not have may follow each other.
    """
    gap = GAP.match(text, pos, limit)
    if gap is None or gap.end() in barriers or not text[gap.end() : gap.end() + 1].isupper():
        return None
    begin = end = cursor = gap.end()
    while True:
        words = capital_words(text, cursor, limit, barriers)
        if words and (words[0].text in (never if end == begin else topic_heads())):
            break
        run = _known_topics(text, words, limit, barriers, most)
        if run == 0 and end == begin:
            if known:
                return None
            run = min(len(plain_words(text, cursor, limit, barriers)), most)  # unknown to the lexicon
            run = 1 if run and words[0].text.isupper() else run  # `Kementerian PANRB`: an abbreviation is all
        if run == 0:
            break
        end = _over_small(text, words[run - 1].end, limit)
        join = _JOIN.match(text, end, limit)
        if run < len(words) or join is None:
            break
        cursor = join.end()
    if end == begin:
        return None
    number = (_ORDINAL if text[end - 7 : end] == "Wilayah" else _NTH).match(text, end, limit)
    end = number.end() if number else end
    bracket = _INITIALS_BEHIND.match(text, end, limit)
    return with_region(text, begin, bracket.end() if bracket else end, limit, barriers)


def with_region(text: str, begin: int, end: int, limit: int, barriers: Container[int]) -> NameEnd:
    """The name of an office with the region behind it: ``Pendidikan (Disdik)| Kabupaten Demak``."""
    region = read_region_name(text, end, limit, barriers, ADMIN, "", guess=False)
    short = _SHORT_REGION.match(text, end, limit) if region is None else None
    if short is not None and (code := code_of_initials(text, short.group().strip())):
        return NameEnd(begin, short.end(), code)  # `Dinas Pendidikan | RL` in a text on `Rejang Lebong (RL)`
    if region is None and (gap := GAP.match(text, end, limit)) and LEVEL.match(text, gap.end(), limit):
        region = read_region_name(text, end, limit, barriers, ADMIN, "")
    return NameEnd(begin, region.end if region else end, region.code if region else None)


def first_ministry(text: str, start: int, named: NameEnd) -> NameEnd:
    """``Kementerian Sosial | dan PUPR``: two ministries, where no one of that name is known but both are."""
    join = text.rfind(" dan ", named.start, named.end)
    first, second = fold(text[start:join]), fold(without_brackets(text[join + 5 : named.end]))
    head, _, _ = first.partition(" ")
    known = ministries()
    both = join >= 0 and first in known and f"{head} {second}" in known and f"{first} dan {second}" not in known
    return NameEnd(named.start, join, None) if both else named


@lru_cache(maxsize=512)
def code_of_initials(text: str, letters: str) -> str | None:
    """The code of the region whose name the text gives these letters in brackets: ``Rejang Lebong (RL)``."""
    words = "".join(rf"{letter}[a-z]+{BLANK}" for letter in letters)
    match = re.search(rf"(?<!\w)({words})\({letters}\)", text)
    found = find_region(match[1].strip(), ADMIN) if match is not None else []
    return found[0].code if found else None


def _known_topics(text: str, words: Sequence[Word], limit: int, barriers: Container[int], most: int) -> int:
    """How many of the words a topic has whose first word the lexicon knows; 0 where it does not."""
    run = 0
    while run < len(words) and words[run].text in offices().topics:
        run += 1
    if not 0 < run < len(words):
        return run
    if _WHOLE.match(text, words[-1].end, limit):
        return len(words)  # unknown words before a comma or bracket
    if words[run - 1].text in offices().taking:
        run += min(len(plain_words(text, words[run].start, limit, barriers)), most - 2)
    return run


def _over_small(text: str, pos: int, limit: int) -> int:
    """Over words of a topic in small letters: ``Komunikasi| dan informatika|``, ``Pemberdayaan| masyarakat|``."""
    end = pos
    for _ in range(_MOST_SMALL):
        word = _SMALL_TOPIC.match(text, end, limit)
        if word is None or word[1].capitalize() not in offices().topics:
            break
        end = word.end()
    # In a sentence the same words may follow (`Dinas Sosial data warga`): what closes a name shows that they belong.
    return end if end == pos or _CLOSES.match(text, end, limit) else pos


def read_part_name(text: str, pos: int, limit: int, units: Container[int]) -> int | None:
    """Where the words of a part (``Seksi Profesi dan Pengamanan (Propam)``) end, right before one of ``units``."""
    end = pos
    for _ in range(_MOST_PART_WORDS):
        gap = GAP.match(text, end, limit)
        if gap is not None and gap.end() in units:
            return end
        piece = _PART_WORD.match(text, end, limit)
        if piece is None or piece.start("word") in units:  # `Unit Reskrim, | Polsek X`
            return None
        end = piece.end()
    return None


def _read_honoured(text: str, pos: int, limit: int, barriers: Container[int]) -> NameEnd | None:
    """``Pangeran M. Noor (PMN)`` behind ``Lanud``: a region, or whoever the unit is named after."""
    gap = GAP.match(text, pos, limit)
    first = capital_words(text, gap.end(), limit, (), 1) if gap is not None else []
    if gap is None or not first or _ends(first[0].text):
        return None
    end = first[0].end
    region = read_region_name(text, pos, limit, barriers, LOCAL, "", guess=False)
    more = GAP.match(text, end, limit)
    for word in capital_words(text, more.end(), limit, barriers, _MOST_HONOURED) if more else []:
        if _ends(word.text):
            break
        end = word.end
    end = max(end, region.end if region else 0)
    bracket = BRACKET.match(text, end, limit)
    return NameEnd(gap.end(), bracket.end() if bracket else end, region.code if region and region.end == end else None)


def _ends(word: str) -> bool:
    """A word at which names end in a headline (``Gelar``) or a sentence that begins with it."""
    return word.casefold() in stops() or word.casefold() in offices().headline


def read_unit_name(text: str, pos: int, limit: int, kind: UnitKind, barriers: Container[int]) -> NameEnd | None:
    """Read what follows the head of a unit of this kind; None where nothing fits."""
    if kind.name in ("none", "part", "nothing"):
        return None
    if kind.name == "ordinal":
        number = _ORDINAL.match(text, pos, limit)
        if number is None:
            return None
        levels = kind.levels  # `LLDIKTI Wilayah XIV | Papua`
        region = read_region_name(text, number.end(), limit, barriers, levels, "", guess=False) if levels else None
        if region is not None:
            return NameEnd(number.start(1), region.end, region.code)
        return NameEnd(number.start(1), number.end(), None)
    if kind.name == "number":
        return _read_number_name(text, pos, limit, barriers, kind)
    if kind.name == "topic":
        return read_topic(text, pos, limit, barriers, kind.known, kind.never, kind.words)
    if kind.name == "optional":
        gap = GAP.match(text, pos, limit)
        if gap is not None and _CLASS.match(text, gap.end(), limit):
            return read_region_name(text, pos, limit, (), ADMIN, kind.head)
        if _LEVEL_BEFORE.search(text, max(0, pos - 10), pos):  # `DPRD Kota | Lumbir`
            return read_region_name(text, pos, limit, barriers, kind.levels or ADMIN, kind.head)
        return read_region_name(text, pos, limit, barriers, kind.levels or ADMIN, kind.head, guess=False)
    if kind.honours:
        return _read_honoured(text, pos, limit, barriers)
    levels = kind.levels or (LOCAL if kind.name == "local" else ADMIN)
    return read_region_name(text, pos, limit, barriers, levels, kind.head, guess=not kind.sure)
