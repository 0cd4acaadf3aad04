"""The grammar of unit names: what may follow ``Polres``, ``Kodim``, ``Dinas``, ``KPU``."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.places import world_names
from ..lexicon.units import UnitKind, special, topic_heads
from ..lexicon.units import names as command_names
from .names import BLANK, LOST_BLANK, Word, begins_name, capital_words, given_names, stops

_GAP = re.compile(rf"{BLANK}{{1,2}}|{LOST_BLANK}|(?<=\))(?=[A-Z][a-z])")
_LEVEL = re.compile(
    rf"(?:Kabupaten|Kab\.?|Kotamadya|Kota|Provinsi|Prov\.?|Kecamatan|Kec\.?|Kep\.?|Daerah|Perwakilan){BLANK}?(?=[A-Z])"
    rf"|[Kk]elas{BLANK}(?:[IVX]{{1,3}}{BLANK}?(?:[AB]{BLANK})?|[A-D]{BLANK})(?:Khusus{BLANK})?(?:(?:Non{BLANK})?TPI{BLANK})?"
    rf"(?=[A-Z])|Wilayah{BLANK}[IVX]{{1,4}}{BLANK}(?=[A-Z])|(?:Tipe|TMP){BLANK}(?:Madya{BLANK}Pabean{BLANK})?[A-C]{BLANK}(?=[A-Z])"
)
_CLASS = re.compile(rf"[Kk]elas{BLANK}|Kecamatan{BLANK}|Kec\.?{BLANK}")  # a name follows, whether we know it or not
_SHORT_REGION = re.compile(rf"{BLANK}[A-Z]{{2,4}}(?![\w(])")
_LEVEL_BEFORE = re.compile(rf"{BLANK}(?:Kota|Kabupaten|Provinsi|Kecamatan|Desa)$")
_BRACKET = re.compile(rf"{BLANK}?\([A-Z][^()\n]{{1,30}}\)")
_SHORT = re.compile(rf"{BLANK}?\([A-Z][\w/&-]{{1,15}}(?:{BLANK}[A-Z][\w/&-]{{0,15}}){{0,2}}\)")
_SMALL_TOPIC = re.compile(rf"{BLANK}(?:(?:dan|&){BLANK})?([a-z]{{4,15}})(?!\w)")
_MOST_SMALL = 4
_CLOSES = re.compile(rf"{BLANK}?\(|{BLANK}(?:[Kk]abupaten|[Kk]ota|[Pp]rovinsi|Kab\.)|{BLANK}(?:dan{BLANK})?[A-Z]|[,.]")
_WHOLE = re.compile(rf"{BLANK}?\(|{BLANK}dan{BLANK}(?=[A-Z])")
_NUMBER = re.compile(
    rf"(?:Raider{BLANK}|Mekanis{BLANK})?(?:\d{{1,4}}|[IVX]{{1,5}})(?:[-–/]\d{{1,3}}(?!\d))?(?:{BLANK}?/{BLANK}?|(?=\W|$))"
)
_ORDINAL = re.compile(rf"{BLANK}([IVX]{{1,5}}|\d{{1,2}}|[A-Z])(?!\w|\.\w)")
_NTH = re.compile(rf"{BLANK}ke-\d{{1,4}}(?!\w)")
_JOIN = re.compile(
    rf",?{BLANK}(?:dan|&){BLANK}(?=[A-Z])|,{BLANK}(?=[A-Z][A-Za-z]+(?:{BLANK}[A-Z][a-z]+)?(?:,|{BLANK}dan){BLANK})"
)
_PART_WORD = re.compile(
    rf"{BLANK}?\([A-Z][^()\n]{{1,30}}\)|{BLANK}{{1,2}}(?:(?:dan|&){BLANK})?(?:[A-Z][\w/-]*|\d{{1,3}})(?!\w)"
)
_MOST_PART_WORDS = 8
_MOST_HONOURED = 4
_SMALL_WORD = re.compile(rf"[a-z]+(?={BLANK}|\W|$)")
_LEAST_SMALL, _LONGEST_SMALL = 4, 40
_SLASHED = re.compile(r"/[A-Z]\w+")
_COMMA = re.compile(rf",{BLANK}{{1,2}}(?=[A-Z])")
_ANY_LEVEL = re.compile(rf"(?:Kabupaten|Kab\.?|Kota|Provinsi|Kecamatan|Kec\.?|Desa|Kelurahan){BLANK}(?=[A-Z])")
_ALL_LEVELS = frozenset({"province", "regency", "city", "district", "village"})
_REGENCY = 5  # length of a regency's code


class NameEnd(NamedTuple):
    """Where a unit's name ends, and the region that it names."""

    start: int
    end: int
    code: str | None


def region_prefix(words: list[Word], levels: frozenset[str] | None = None) -> tuple[int, str | None]:
    """How many of the words name a region (the longest that does), and its code when there is just one.

    A regency and a city of one name: the regency is meant, whose units go by the bare name.
    """
    for count in range(min(len(words), 5), 0, -1):
        found = find_region(" ".join(word.text for word in words[:count]), levels)
        if found:
            sure = len(found) == 1 or (levels is not None and len(found[0].code) <= _REGENCY)
            return count, found[0].code if sure else None
    return 0, None


def geography_prefix(words: list[Word]) -> int:
    """How many of the words name a country or a city of the world."""
    for count in range(min(len(words), 3), 0, -1):
        if " ".join(word.text for word in words[:count]) in world_names():
            return count
    return 0


def over_places(text: str, pos: int, limit: int, barriers: Container[int]) -> int:
    """The end of what tells where a post is: ``Kapolsek X|, Kabupaten Y, Nusa Tenggara Timur (NTT)|, Ipda Z``."""
    for _ in range(3):
        comma = _COMMA.match(text, pos, limit)
        level = _ANY_LEVEL.match(text, comma.end(), limit) if comma else None
        start = level.end() if level else comma.end() if comma else limit
        words = capital_words(text, start, limit, barriers, 4)
        count = region_prefix(words, None if level is None else _ALL_LEVELS)[0]
        if not count or (level is None and region_prefix(words, ADMIN)[0] != count):
            break
        end = words[count - 1].end
        bracket = _BRACKET.match(text, end, limit)
        end = bracket.end() if bracket else end
        if text[end : end + 1] != ",":
            break
        pos = end
    return pos


def over_parent(text: str, named: NameEnd, limit: int, barriers: Container[int]) -> int:
    """Go over the regency right behind the district in it: ``Polsek Balongbendo| Sidoarjo|``."""
    gap = _GAP.match(text, named.end, limit)
    words = capital_words(text, gap.end(), limit, barriers, 4) if gap is not None else []
    count, parent = region_prefix(words, ADMIN)
    if parent is None or not any(
        region.code.startswith(f"{parent}.") for region in find_region(text[named.start : named.end], LOCAL)
    ):
        return named.end
    return words[count - 1].end


def _known_region(text: str, pos: int, limit: int, levels: frozenset[str]) -> NameEnd | None:
    """A region right at ``pos``, whatever its words are elsewhere (``Kampung``, ``Kota``) or seem to be (a person)."""
    words = capital_words(text, pos, limit, (), 5)
    count, code = region_prefix(words, levels)
    return NameEnd(pos, words[count - 1].end, code) if count else None


def _small_region(text: str, pos: int, limit: int, levels: frozenset[str]) -> NameEnd | None:
    """``Polda kepri``, ``Polres tanah karo``: the region's name in small letters."""
    ends = [match.end() for match in _SMALL_WORD.finditer(text, pos, min(limit, pos + _LONGEST_SMALL))][:3]
    for end in reversed(ends):
        known = levels - _VILLAGES if text[pos:end] not in stops() else levels & ADMIN  # `Polsek | kota`
        found = find_region(text[pos:end], known) if end - pos >= _LEAST_SMALL else []
        if found:
            return NameEnd(pos, end, found[0].code if len(found) == 1 else None)
    return None


def _is_suffix(word: Word, text: str) -> bool:
    """``Timur``, ``II`` behind a region's name; no ``I`` that begins a Balinese name."""
    return word.text.casefold() in offices().compass and not begins_name(text, word.start)


def _plain_words(text: str, pos: int, limit: int, barriers: Container[int]) -> list[Word]:
    words: list[Word] = []
    for word in capital_words(text, pos, limit, barriers):
        if (word.text.casefold() in stops() and not words) or word.text.casefold() in offices().headline:
            break
        if words and word.text.casefold() in stops() and not _is_suffix(word, text):
            break
        words.append(word)
    return words


def read_region_name(
    text: str,
    pos: int,
    limit: int,
    barriers: Container[int],
    levels: frozenset[str],
    head: str,
    guess: bool = True,
) -> NameEnd | None:
    """Read the region after a head that ends at ``pos``; ``guess`` allows a name that no gazetteer has."""
    gap = _GAP.match(text, pos, limit)
    if gap is None or (gap.end() in barriers and not head):
        return None
    begin = gap.end()
    level = _LEVEL.match(text, begin, limit)
    if guess and head and level is None and text[begin : begin + 1].islower():
        return _small_region(text, begin, limit, levels)
    if level is not None and "district" in levels:  # `Polsek Kota Agung`: the district of that name
        district = _known_region(text, begin, limit, _DISTRICTS)
        if district is not None and district.end > level.end():
            return district
    words = _plain_words(text, level.end() if level else begin, limit, barriers)
    sure = _known_region(text, level.end() if level else begin, limit, levels - _VILLAGES) if head else None
    if not words and sure is None:
        return None
    count, code = region_prefix(words, _narrowed(level.group() if level else "", levels))
    if not count:
        count, code = region_prefix(words, levels)
    named = _special_region(words, begin, count, head)
    if named is not None:
        return named
    if sure is not None and sure.end > (words[count - 1].end if count else begin):
        return NameEnd(begin, sure.end, sure.code)
    if count:
        return NameEnd(begin, words[_with_suffixes(words, count, text) - 1].end, code)
    world = geography_prefix(words) if head == "" else 0
    if world:
        return NameEnd(begin, words[world - 1].end, None)
    if not words or not guess:
        return None
    # `Kejaksaan Negeri Bajawa | Bambang Supangat`
    count = next((index for index, word in enumerate(words) if index and word.text in given_names()), len(words))
    count = count if count <= 3 else 2
    return NameEnd(begin, words[count - 1].end, None)


def _special_region(words: Sequence[Word], begin: int, least: int, head: str) -> NameEnd | None:
    """``Polres | Labuhanbatu``: a region that a unit has by a name of its own; none of fewer words than ``least``."""
    for count in range(min(len(words), 4), max(least, 1) - 1, -1):
        name = f"{head} {' '.join(word.text for word in words[:count])}".casefold()
        if name in special():  # and no longer region: Polres Labuhanbatu, but Polres Labuhanbatu Selatan
            return NameEnd(begin, words[count - 1].end, special()[name])
    return None


def _with_suffixes(words: Sequence[Word], count: int, text: str) -> int:
    """How many of the words a region of ``count`` words has with what belongs to it behind."""
    while 0 < count < len(words) and _is_suffix(words[count], text):
        count += 1
    return count


def _narrowed(level: str, levels: frozenset[str]) -> frozenset[str]:
    """``Kota`` asks for a city, ``Kabupaten`` for a regency."""
    word = level.strip().rstrip(".").casefold()
    narrow = {"kota": "city", "kabupaten": "regency", "kab": "regency", "provinsi": "province"}.get(word)
    return frozenset({narrow}) if narrow else levels


def _read_number_name(text: str, pos: int, limit: int, barriers: Container[int], kind: UnitKind) -> NameEnd | None:
    """``0417/Kerinci``, ``IV/Diponegoro``, ``05/Pasar Kliwon``; a bare region or name (``Kodim Kerinci``)."""
    gap = _GAP.match(text, pos, limit)
    if gap is None:
        return None
    begin = gap.end()
    levels = (kind.levels | REGENCIES) if kind.levels else REGENCIES
    number = _NUMBER.match(text, begin, limit)
    if number is None:
        end = _command_name(text, begin, limit, kind.named) if kind.named else None
        if end is not None:
            return NameEnd(begin, end, None)
        return read_region_name(text, pos, limit, barriers, levels, kind.head, guess=False)
    if number.group()[-1] in "/ \u00a0":
        return _read_slashed(text, begin, number.end(), limit, barriers, levels)
    space = _GAP.match(text, number.end(), limit)
    known = _known_region(text, space.end(), limit, levels) if space is not None else None
    if space is not None and known is not None and space.end() not in barriers:  # `Kodim 0715 Kendal`
        return NameEnd(begin, known.end, known.code)
    return _bare_number(text, begin, number.end(), limit, barriers)


def _read_slashed(
    text: str, begin: int, pos: int, limit: int, barriers: Container[int], levels: frozenset[str]
) -> NameEnd:
    """The command or region that follows the stroke before ``pos``: ``IV/| Diponegoro``, ``05/| Pasar Kliwon``."""
    end = _command_name(text, pos, limit, None)
    if end is not None:
        return NameEnd(begin, end, None)
    known = _known_region(text, pos, limit, levels | _DISTRICTS)
    words = _plain_words(text, pos, limit, barriers)
    if known is not None and (not words or known.end > words[-1].end):
        return NameEnd(begin, known.end, known.code)
    words = words or capital_words(text, pos, limit, barriers, 1)  # 01/Kota
    if not words:
        return _bare_number(text, begin, pos, limit, barriers)
    count, code = region_prefix(words)
    if count:
        return NameEnd(begin, words[_with_suffixes(words, count, text) - 1].end, code)
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
    gap = _GAP.match(text, pos, limit)
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
            run = min(len(_plain_words(text, cursor, limit, barriers)), most)  # unknown to the lexicon
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
    bracket = _SHORT.match(text, end, limit)
    if bracket:
        end = bracket.end()
    region = read_region_name(text, end, limit, barriers, ADMIN, "", guess=False)
    if region is None and (gap := _GAP.match(text, end, limit)) and _LEVEL.match(text, gap.end(), limit):
        region = read_region_name(text, end, limit, barriers, ADMIN, "")
    return NameEnd(begin, region.end if region else end, region.code if region else None)


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
        run += min(len(_plain_words(text, words[run].start, limit, barriers)), most - 2)
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
        gap = _GAP.match(text, end, limit)
        if gap is None:
            return None
        if gap.end() in units:
            return end
        piece = _PART_WORD.match(text, end, limit)
        if piece is None:
            return None
        end = piece.end()
    return None


REGENCIES = frozenset({"regency", "city"})
_DISTRICTS = frozenset({"district"})
_VILLAGES = frozenset({"village"})
ADMIN = frozenset({"province", "regency", "city"})
LOCAL = frozenset({"district", "village", "regency", "city"})


def _read_honoured(text: str, pos: int, limit: int, barriers: Container[int]) -> NameEnd | None:
    """``Pangeran M. Noor (PMN)`` behind ``Lanud``: a region, or whoever the unit is named after."""
    gap = _GAP.match(text, pos, limit)
    first = capital_words(text, gap.end(), limit, (), 1) if gap is not None else []
    if gap is None or not first or _ends(first[0].text):
        return None
    end = first[0].end
    region = read_region_name(text, pos, limit, barriers, LOCAL, "", guess=False)
    more = _GAP.match(text, end, limit)
    for word in capital_words(text, more.end(), limit, barriers, _MOST_HONOURED) if more else []:
        if _ends(word.text):
            break
        end = word.end
    end = max(end, region.end if region else 0)
    bracket = _BRACKET.match(text, end, limit)
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
        return NameEnd(number.start(1), number.end(), None) if number else None
    if kind.name == "number":
        return _read_number_name(text, pos, limit, barriers, kind)
    if kind.name == "topic":
        return read_topic(text, pos, limit, barriers, kind.known, kind.never, kind.words)
    if kind.name == "optional":
        gap = _GAP.match(text, pos, limit)
        if gap is not None and _CLASS.match(text, gap.end(), limit):
            return read_region_name(text, pos, limit, (), ADMIN, kind.head)
        if _LEVEL_BEFORE.search(text, max(0, pos - 10), pos):  # `DPRD Kota | Lumbir`
            return read_region_name(text, pos, limit, barriers, kind.levels or ADMIN, kind.head)
        return read_region_name(text, pos, limit, barriers, kind.levels or ADMIN, kind.head, guess=False)
    if kind.honours:
        return _read_honoured(text, pos, limit, barriers)
    levels = kind.levels or (LOCAL if kind.name == "local" else ADMIN)
    return read_region_name(text, pos, limit, barriers, levels, kind.head, guess=not kind.sure)
