"""Places by their construction: what stands behind ``di`` and its like, with a common noun for a site or a name.

``kontrakannya``, ``pesisir Desa X``, ``aliran Sungai X``, ``depan SPBU Cibeureum``, ``halaman sebuah rumah``,
``Smesco Jakarta``.
What a page's facilities and heads do not cover is found here; whether it is the event's place is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, alternatives, read
from ..text.expressions import GAP, B
from ..text.runs import Anchored

MOST_WORDS = 12
_NAME_PIECE = re.compile(
    r"(?i:(?P<twice>[a-z]{3,12})-(?P=twice))(?!\w)|(?:[DdHJj][rl]?|KH|RA|St|No)\.(?=[ \u00a0])"
    r"|[^\W_][\w’'./]*[\w)]|[^\W_]"
)
_SHORT_FORM = re.compile(r" ?\([A-Za-z][\w-]{1,9}\)")
_LOOSE = re.compile(r"(?:[a-z]{3,20}[ \u00a0]){1,2}(?=[A-Z])")
"""Small words between a site and its name that the lexicon need not know: ``gedung | sentra kuliner | Pemda``."""
_PLAIN = re.compile(r"[a-z]{3,20}(?:[ \u00a0][a-z]{3,20}){0,2}")
_VERB_HEAD = re.compile(r"(?:me|di|ber|ter)[a-z]{4}")
_STOP = re.compile(r"[,.;\n]|$")
_ADDRESS = re.compile(rf"{B}di{B}")
_DASH = re.compile(r"[ \u00a0]?[-–][ \u00a0]?(?=[A-Z])")


class Spots(Lexicon):
    """``lexicon/events_spots.toml``."""

    before: tuple[str, ...]
    """Words that a place follows."""
    sites: frozenset[str]
    """Common nouns for a site."""
    own: frozenset[str]
    """Those that are a place alone: somebody's."""
    some: frozenset[str]
    some_site: tuple[str, ...]
    """Words that begin a place whatever stands before: ``Sebuah ruko di Jepara terbakar``."""
    inner: frozenset[str]
    """Small words that may stand between a site and its name."""
    whole: frozenset[str]
    """Small words that a place may end with: ``rumah korban``, ``kelab malam``."""
    around: frozenset[str]
    """Sites that none ends with: ``kawasan Balai Kota Solo sekitar pukul 04.53``."""
    vague: frozenset[str]
    """Sites that a place is named with or without: ``sekitar Pasar X``."""
    ends: frozenset[str]
    """Words that end the name, in capitals too."""
    levels: frozenset[str]
    """Words of an address that end it but behind one of ``joins``: ``Balai Kota Solo``."""
    joins: frozenset[str]
    borders: frozenset[str]
    """Words that a site of small words ends before: ``pool bus bekas di Cengkareng``."""


class Spot(NamedTuple):
    start: int
    end: int
    head: str
    """The site's common noun in small letters; empty for a bare name."""
    how: str = "spot"
    """``plain`` where it ends with small words that the lexicon does not know (``pool bus bekas``), ``loose`` where
    such stand before its name (``gedung sentra kuliner Pemda``)."""


@cache
def lexicon() -> Spots:
    return read("events_spots", Spots)


@cache
def _before() -> Anchored:
    words = lexicon()
    some, sites = alternatives(words.some_site), alternatives({*words.sites, *words.some})
    behind = rf"(?:{alternatives(words.before)}){B}|(?=(?:{some}){B})|di(?=(?:{sites})(?!\w))"
    glued = [f"di{word}" for word in (*words.sites, *words.some)]  # `bertempat | dipasar Desa X`
    return Anchored(rf"(?<!\w)(?:{behind})", (*words.before, *words.some_site, *glued), flags=re.IGNORECASE)


def find(
    text: str,
    spans: list[tuple[int, int]],
    stops: set[int],
    regions: Mapping[int, int],
    bodies: Mapping[int, int],
) -> Iterator[Spot]:
    """Yield the places of the character spans, in order; none reaches into one of ``stops`` (days).

    ``bodies`` are the starts of units and organisations with their ends; one belongs to a place as a whole.
    ``regions`` are the starts of regions named in the text with their ends: of ``kantor X di Jakarta`` the site is
    ``kantor X``, of ``rumah warga Bogor`` the ``rumah warga`` too.
    """
    for start, end in spans:
        for match in _before().finditer(text, start, end):
            spot = _spot(text, match.end(), end, stops, regions, bodies)
            if spot is not None and (spot.head or match.end() > match.start()):
                yield spot
                shorter = (
                    _without_region(text, spot, regions) if spot.head else None,
                    _without_vague(text, spot),
                    _without_address(text, spot),
                )
                yield from filter(None, shorter)


def _without_region(text: str, spot: Spot, regions: Mapping[int, int]) -> Spot | None:
    """The place without the region at its end, which is no part of its name everywhere."""
    for start in range(spot.start + 1, spot.end):  # a page may name any number of regions, a place has some words
        if regions.get(start) == spot.end:
            kept = text[spot.start : start].rstrip()
            last = kept.split()[-1:]
            if len(kept.split()) > 1 and last[0].casefold() not in lexicon().joins | lexicon().inner - lexicon().whole:
                return spot._replace(end=spot.start + len(kept))
    return None


def _without_vague(text: str, spot: Spot) -> Spot | None:
    """The place without the word that only says that it was about there: ``sekitar Pasar X``, ``area Terminal X``."""
    word = _NAME_PIECE.match(text, spot.start, spot.end)
    gap = GAP.match(text, word.end(), spot.end) if word and word.group().casefold() in lexicon().vague else None
    if gap is None:
        return None
    first = _NAME_PIECE.match(text, gap.end(), spot.end)
    head = first.group().casefold() if first else ""
    return spot._replace(start=gap.end(), head=head if head in lexicon().sites else "")


def _without_address(text: str, spot: Spot) -> Spot | None:
    """The place without where that is: ``halaman Gedung X | di Jalan Y``."""
    address = _ADDRESS.search(text, spot.start, spot.end)
    return spot._replace(end=address.start()) if address and GAP.search(text, spot.start, address.start()) else None


def _plain_end(text: str, at: int, limit: int) -> int | None:
    """Where small words that name a site's kind end: before a mark or one of the border words."""
    found = _PLAIN.match(text, at, limit)
    if found is None:
        return None
    words = found.group().replace("\u00a0", " ").split()
    taken, end = 0, at
    for word in words:
        if word in lexicon().ends or word in lexicon().borders or _VERB_HEAD.match(word):
            break
        end = text.index(word, end) + len(word)
        taken += 1
    if not taken:
        return None
    behind = _NAME_PIECE.match(text, end + 1, limit)
    bordered = behind is not None and behind.group() in lexicon().borders | lexicon().ends
    return end if bordered or _STOP.match(text, end, limit) else None


def _ends(word: str, before: str) -> bool:
    """Whether a word in small letters, behind another one, is no part of a place."""
    words = lexicon()
    return word in words.ends or (word in words.levels and before not in words.joins)


@dataclass(slots=True)
class _Walk:
    """How far a place has been read."""

    at: int
    end: int | None = None
    head: str = ""
    named: bool = False
    count: int = 0
    before: str = ""
    how: str = "spot"


def _spot(
    text: str, start: int, limit: int, stops: set[int], regions: Mapping[int, int], bodies: Mapping[int, int]
) -> Spot | None:
    walk = _Walk(start)
    while walk.count < MOST_WORDS and walk.at not in stops:
        over = _over_body(text, walk, limit, bodies) or _over_word(text, walk, limit, regions)
        gap = over and (_dash(text, walk, limit) or GAP.match(text, over, limit))
        if not gap:
            break
        walk.at = gap.end()
    named = walk.named or walk.head in lexicon().own or (walk.head and walk.count > 1)
    return Spot(start, walk.end, walk.head, walk.how) if walk.end is not None and named else None


def _over_body(text: str, walk: _Walk, limit: int, bodies: Mapping[int, int]) -> int | None:
    """The end of a unit or organisation: ``halaman | Kantor Dinas Kesehatan``."""
    end = bodies.get(walk.at)
    if end is None or end > limit:
        return None
    walk.end, walk.named, walk.before = end, True, ""
    walk.count += 1
    return end


def _over_word(text: str, walk: _Walk, limit: int, regions: Mapping[int, int]) -> int | None:
    """Go over the next word and its bracket; where they end, None if the place ends before it or with it."""
    words = lexicon()
    word = _NAME_PIECE.match(text, walk.at, limit)
    if word is None:
        return None
    folded = word.group().casefold()
    capital = word.group()[0].isupper() or word.group()[0].isdigit()
    site = folded in words.sites
    region = walk.before == "di" and walk.at in regions and not site
    if region or ((walk.count or not site) and _ends(folded, walk.before)):
        return None
    if not (capital or site or folded in words.some or (folded in words.inner and walk.count)):
        return _over_small(text, walk, limit) if walk.head and not walk.named else None
    if site and not walk.head:
        walk.head = folded
    walk.named = walk.named or capital
    walk.before = folded
    walk.count += 1
    if capital or (site and (folded not in words.around or walk.end is None)) or (folded in words.whole and walk.head):
        walk.end = word.end()
    if folded in words.own:
        return None
    bracket = _SHORT_FORM.match(text, word.end(), limit) if capital or walk.end == word.end() else None
    if bracket is not None:  # an office's name may go on with its region: `Kantor Kementerian Agama (Kemenag) | Kota X`
        walk.end, walk.before = bracket.end(), bracket.group().strip(" ()").casefold()
    return bracket.end() if bracket else word.end()


def _dash(text: str, walk: _Walk, limit: int) -> re.Match[str] | None:
    """The dash of a road from town to town."""
    return _DASH.match(text, walk.end, limit) if walk.end and walk.named else None


def _over_small(text: str, walk: _Walk, limit: int) -> int | None:
    """Small words that the lexicon does not know end a place (``pool | bus bekas``) or stand before its name."""
    plain = _plain_end(text, walk.at, limit)
    if plain is not None:
        walk.end, walk.how = plain, "plain"
        walk.count += 1
        return None
    loose = _LOOSE.match(text, walk.at, limit)
    if loose is None or any(_no_part(word) for word in loose.group().split()):
        return None
    walk.before, walk.how = "", "loose"
    walk.count += 1
    return loose.end() - 1


def _no_part(word: str) -> bool:
    words = lexicon()
    return word in words.ends or word in words.borders or word in words.levels or _VERB_HEAD.match(word) is not None
