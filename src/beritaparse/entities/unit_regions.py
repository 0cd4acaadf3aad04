"""Regions behind the head of a unit or an office: ``Kabupaten Bogor``, ``Kelas II A Demak``, ``Labuhanbatu``."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.places import mountains, seats, world_names
from ..lexicon.units import special
from ..text.expressions import BLANK
from .names import LOST_BLANK, Word, begins_name, capital_words, given_names, is_honorific, stops

GAP = re.compile(rf"{BLANK}{{1,2}}|{LOST_BLANK}|(?<=\))(?=[A-Z][a-z])")
LEVEL = re.compile(
    rf"(?:Kabupaten|Kab\.?|Kotamadya|Kota|Provinsi|Prov\.?|Kecamatan|Kec\.?|Kep\.?|Daerah|Perwakilan){BLANK}?(?=[A-Z])"
    rf"|[Kk]elas{BLANK}(?:[IVX]{{1,3}}{BLANK}?(?:[AB]{BLANK})?|[A-D]{BLANK})(?:Khusus{BLANK})?(?:(?:Non{BLANK})?TPI{BLANK})?"
    rf"(?=[A-Z])|Wilayah{BLANK}[IVX]{{1,4}}{BLANK}(?=[A-Z])|(?:Tipe|TMP){BLANK}(?:Madya{BLANK}Pabean{BLANK})?[A-C]{BLANK}(?=[A-Z])"
)
BRACKET = re.compile(rf"{BLANK}?\([A-Z][^()\n]{{1,30}}\)")
_SMALL_WORD = re.compile(rf"[a-z]+(?={BLANK}|\W|$)")
_LEAST_SMALL, _LONGEST_SMALL = 4, 40
_COMMA = re.compile(rf",{BLANK}{{1,2}}(?=[A-Z]|kabupaten|kota|provinsi|kecamatan|desa|kelurahan)")
_ANY_LEVEL = re.compile(
    rf"(?:[Kk]abupaten|Kab\.?|[Kk]ota|[Pp]rovinsi|[Kk]ecamatan|Kec\.?|[Dd]esa|[Kk]elurahan){BLANK}(?=[A-Z])"
)
_ALL_LEVELS = frozenset({"province", "regency", "city", "district", "village"})
_REGENCY = 5  # length of a regency's code

REGENCIES = frozenset({"regency", "city"})
DISTRICTS = frozenset({"district"})
_VILLAGES = frozenset({"village"})
ADMIN = frozenset({"province", "regency", "city"})
LOCAL = frozenset({"district", "village", "regency", "city"})


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


def geography_prefix(words: list[Word], names: Container[str]) -> int:
    """How many of the words are one of the names of places."""
    for count in range(min(len(words), 3), 0, -1):
        if " ".join(word.text for word in words[:count]) in names:
            return count
    return 0


def begins_in_town(name: str) -> bool:
    """``Putussibau Mulyono`` behind ``Rutan``: words that a town's name begins and that go on."""
    words = name.split()
    return any(" ".join(words[:count]) in seats() for count in range(1, len(words)))


def over_places(text: str, pos: int, limit: int, barriers: Container[int]) -> int:
    """The end of what tells where a post is: ``Kapolsek X|, Kabupaten Y, Nusa Tenggara Timur (NTT)|, Ipda Z``."""
    for _ in range(3):
        comma = _COMMA.match(text, pos, limit)
        level = _ANY_LEVEL.match(text, comma.end(), limit) if comma else None
        start = level.end() if level else comma.end() if comma else limit
        words = capital_words(text, start, limit, barriers, 4)
        count = region_prefix(words, None if level is None else _ALL_LEVELS)[0]
        if not count or (
            level is None and region_prefix(words, ADMIN)[0] != count and not _holds_place(text, pos, words[:count])
        ):
            break
        end = words[count - 1].end
        bracket = BRACKET.match(text, end, limit)
        end = bracket.end() if bracket else end
        if text[end : end + 1] != ",":
            break
        pos = end
    return pos


def _holds_place(text: str, pos: int, words: Sequence[Word]) -> bool:
    """``Lurah Sidomulyo, Pengasih``: is the place that ends at ``pos`` one of a district of these words?"""
    districts = [f"{each.code}." for each in find_region(" ".join(word.text for word in words), DISTRICTS)]
    before = text[max(0, pos - _LONGEST_SMALL) : pos].split() if districts else []
    return any(
        village.code.startswith(tuple(districts))
        for count in range(1, min(len(before), 3) + 1)
        for village in find_region(" ".join(before[-count:]), _VILLAGES)
    )


def over_parent(text: str, named: NameEnd, limit: int, barriers: Container[int]) -> int:
    """Go over the regency right behind the district in it: ``Polsek Balongbendo| Sidoarjo|``."""
    gap = GAP.match(text, named.end, limit)
    words = capital_words(text, gap.end(), limit, barriers, 4) if gap is not None else []
    count, parent = region_prefix(words, ADMIN)
    if parent is None or not any(
        region.code.startswith(f"{parent}.") for region in find_region(text[named.start : named.end], LOCAL)
    ):
        return named.end
    return words[count - 1].end


def known_region(text: str, pos: int, limit: int, levels: frozenset[str]) -> NameEnd | None:
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


def plain_words(text: str, pos: int, limit: int, barriers: Container[int]) -> list[Word]:
    words: list[Word] = []
    for word in capital_words(text, pos, limit, barriers):
        if (word.text.casefold() in stops() and not words) or word.text.casefold() in offices().headline:
            break
        if words and word.text.casefold() in stops() and not _is_suffix(word, text):
            break
        if is_honorific(word.text):
            break  # `Ketua BPD | H. Budi`
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
    gap = GAP.match(text, pos, limit)
    if gap is None or (gap.end() in barriers and not head):
        return None
    begin = gap.end()
    level = LEVEL.match(text, begin, limit)
    if guess and head and level is None and text[begin : begin + 1].islower():
        return _small_region(text, begin, limit, levels)
    if level is not None and "district" in levels:  # `Polsek Kota Agung`: the district of that name
        district = known_region(text, begin, limit, DISTRICTS)
        if district is not None and district.end > level.end():
            return district
    words = plain_words(text, level.end() if level else begin, limit, barriers)
    sure = known_region(text, level.end() if level else begin, limit, levels - _VILLAGES) if head else None
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
        return _town(words, begin, count, head) or NameEnd(
            begin, words[with_suffixes(words, count, text) - 1].end, code
        )
    world = geography_prefix(words, world_names() if head == "" else seats() | mountains())
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


def _town(words: list[Word], begin: int, count: int, head: str) -> NameEnd | None:
    """``Lapas | Muara Teweh``: a town whose name begins with that of a region (the district of Muara)."""
    town = geography_prefix(words, seats()) if head else 0
    return NameEnd(begin, words[town - 1].end, None) if town > count else None


def with_suffixes(words: Sequence[Word], count: int, text: str) -> int:
    """How many of the words a region of ``count`` words has with what belongs to it behind."""
    while 0 < count < len(words) and _is_suffix(words[count], text):
        count += 1
    return count


def _narrowed(level: str, levels: frozenset[str]) -> frozenset[str]:
    """``Kota`` asks for a city, ``Kabupaten`` for a regency."""
    word = level.strip().rstrip(".").casefold()
    narrow = {"kota": "city", "kabupaten": "regency", "kab": "regency", "provinsi": "province"}.get(word)
    return frozenset({narrow}) if narrow else levels
