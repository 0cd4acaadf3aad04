"""Where the name of a facility ends: head word, capitalised words, number, and the unit that it is a part of."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.facilities import load as lexicon
from ..lexicon.offices import load as offices
from ..lexicon.places import foreign_names
from ..lexicon.units import by_form
from ..text.expressions import BLANK, GAP
from .degrees import read_degrees
from .names import Word, capital_words, stops, unglued

_NUMBER = re.compile(rf"{BLANK}(?:\d{{1,3}}|[IVX]{{1,4}}(?!{BLANK}[A-Z][a-z]))(?![\w/]|[.,:]\d)")
_DASH = re.compile(rf"{BLANK}?[-–]{BLANK}?(?=[A-Z])")
_AND = re.compile(rf"{BLANK}(?:dan|&)(?={BLANK}[A-Z])")
_INITIALS_INSIDE = re.compile(rf"{BLANK}?\([A-Z][\w.-]{{1,10}}\)(?={BLANK}[A-Z])")
FLOOR = re.compile(rf"{BLANK}(?:Lantai|lantai|Lt\.?){BLANK}(?:\d{{1,3}}|[IVX]{{1,5}})(?!\w)")
_SMALL_NAME = re.compile(rf"(?:{BLANK}[a-z]{{3,15}}){{1,4}}{BLANK}(?:(?<=lantai )|lt\.? ?)\d{{1,2}}(?={BLANK})")
"""``aula| wira satya lantai 2| Polres Demak``: a name in small letters, told by the floor."""
_ADDRESS = re.compile(
    rf",?{BLANK}(?:(?:Nomor|Nomer|No|nomor|no)\.?{BLANK}?\d{{1,4}}[A-Z]?(?:[-/]\d{{1,4}})?"
    rf"|(?:KM|Km|km)\.?{BLANK}?\d{{1,3}}(?:[,.+]\d{{1,3}})?)(?![\w/])"
)
_DAY = re.compile(rf"{BLANK}?\({BLANK}?\d|{BLANK}\d|{BLANK}[a-z]")
"""What stands behind a weekday that is one: ``Senin (9/6)``, ``Senin pagi``."""
_WARD = re.compile(rf"(?:{BLANK}(?:RT|RW)\.?{BLANK}?\d{{1,3}}){{1,2}}(?!\w)")
"""``Balai Warga| RW 09``."""
_MOST = 7
_MOST_REGION_WORDS = 4
_MOST_TOWN_WORDS = 3
TOWNS = frozenset({"regency", "city"})
_OWNER_WORDS = 1
"""Behind so many words an office may be a district's: ``Kantor KONI | Kecamatan Demak``."""
_OWNED = ("hall", "office", "sport")
"""Kinds that may be a part of somebody's house or of an institution's."""
_WITH_GENERAL = ("shop", "transport")
"""Kinds whose head may have a general word behind it and then its name."""
_GOES_ON = re.compile(rf",|{BLANK}(?:Kelurahan|Kecamatan|Kel\.|Kec\.|RT|Nomor|No\.?)(?!\w)")


@cache
def _small_title() -> re.Pattern[str]:
    """``RSUD| dr| Soetomo``."""
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().words.abbreviated)})\.?(?={BLANK}[A-Z])")


@cache
def _inner() -> re.Pattern[str]:
    """``jalan| lintas| Demak–Kudus``: small words before the name."""
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().words.inner)})(?={BLANK}[A-Z])")


@cache
def _particle() -> re.Pattern[str]:
    """``Jalan Lanto | dg | Pasewang``."""
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().words.particles)})(?={BLANK}[A-Z])")


@cache
def _heads_of_regions() -> re.Pattern[str]:
    """``Rumah Dinas| (Rumdin) Bupati| Demak``."""
    return re.compile(rf"(?:{BLANK}\([A-Za-z]\w{{1,10}}\))?{BLANK}(?:{alternatives(lexicon().words.owners)})(?!\w)")


@cache
def _house() -> re.Pattern[str]:
    """Whose house a hall or yard is a part of: ``Pendopo| Rumah Dinas Bupati| Demak``."""
    houses, owners = alternatives(lexicon().words.houses), alternatives(lexicon().words.owners)
    return re.compile(rf"{BLANK}(?i:{houses})(?:{BLANK}\([A-Za-z]\w{{1,10}}\))?{BLANK}(?:{owners})(?!\w)")


@cache
def _before_body() -> re.Pattern[str]:
    """What may stand before an institution's name: ``DPC| Partai |X``."""
    return re.compile(rf"(?:{alternatives(lexicon().words.before_bodies)}){BLANK}")


@cache
def _of_ruler() -> re.Pattern[str]:
    """``pendapa| bupati``: in small letters, without the region's name."""
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().words.rulers)})(?!\w)")


@dataclass(slots=True)
class _Walk:
    """How far a name has been read."""

    head_start: int
    head_end: int
    kind: str
    stop: int
    named: bool = False
    count: int = 0
    of_body: bool = False
    """Whether the name ends with an institution's, behind which its level may stand: ``Aula PWI | Kabupaten Demak``."""

    @property
    def road(self) -> bool:
        return self.kind == "road"


@dataclass(frozen=True)
class FacilityReader:
    """Reads names of facilities in one document.

    ``units`` maps starts of units (and of the buildings where they sit) to their ends: one may end a venue (``aula
    Mapolres X``).  ``barriers`` are offsets where a post or rank begins.  ``bodies`` maps starts of organisations that
    are known by name to their ends; ``heads`` are starts of words that begin facilities.
    """

    text: str
    units: Mapping[int, int]
    barriers: Container[int]
    bodies: Mapping[int, int]
    heads: Container[int]

    def read(self, start: int, end: int, kind: str, limit: int) -> int | None:
        """Where the facility's name ends; None where no name follows the head ``text[start:end]``."""
        walk = _Walk(start, end, kind, end)
        owner = self._owner(walk, limit)
        if owner is not None:
            return owner
        small = _SMALL_NAME.match(self.text, end, limit) if kind == "hall" and self.text[start].islower() else None
        if small is not None and self.units.get(small.end() + 1):
            return self.units[small.end() + 1]
        goes_on: bool | None = True
        while goes_on and walk.count < _MOST:
            goes_on = self._step(walk, limit)
        if goes_on is None or not walk.named:
            return None
        figure = kind in ("health", "shop") or (self.text[start].islower() and kind != "transport")
        if figure and self.text[end : walk.stop].strip() in foreign_names():
            return None  # `pasar | China`, `Rumah Sakit | Arab Saudi`
        if self._is_nameless(walk):
            return None
        return self._finished(walk, limit)

    def _owner(self, walk: _Walk, limit: int) -> int | None:
        """The end of whose house it is, with the region: ``Aula | Rumah Jabatan Bupati Demak``."""
        if walk.kind not in _OWNED:
            return None
        house = _house().match(self.text, walk.stop, limit)
        if house is None and not walk.named and walk.kind != "sport":
            house = _heads_of_regions().match(self.text, walk.stop, limit)
        if house is not None:
            return self._over_region(house.end(), limit)
        last = self._name(walk).rsplit(maxsplit=1)[-1].casefold()
        ruler = _of_ruler().match(self.text, walk.stop, limit) if last in lexicon().words.seats else None
        return self._over_region(ruler.end(), limit) if ruler is not None else None

    def _body(self, walk: _Walk, limit: int) -> int | None:
        """The end of an institution right behind the name: ``Aula DPC | Partai X``."""
        gap = GAP.match(self.text, walk.stop, limit) if walk.kind in _OWNED else None
        if gap is None or gap.end() in self.bodies:
            return self.bodies[gap.end()] if gap is not None else None
        lead = _before_body().match(self.text, gap.end(), limit)
        return self.bodies.get(lead.end()) if lead is not None else None

    def _is_nameless(self, walk: _Walk) -> bool:
        """``Gereja | HKBP``, ``Pos | PM``, ``Situs | Resmi …``: what stands behind the head tells no site."""
        head = self.text[walk.head_start : walk.head_end].casefold()
        rest = self.text[walk.head_end : walk.stop].strip()
        if rest.split()[0] in lexicon().never.get(head, ()) or rest in lexicon().nameless.get(head, ()):
            return True
        signs = lexicon().signs.get(head)
        return signs is not None and signs.isdisjoint(rest.split())

    def _step(self, walk: _Walk, limit: int) -> bool | None:
        """Go over the next word; False where the name ends before it, None where there is no name at all."""
        doctor = _small_title().match(self.text, walk.stop, limit) if walk.kind == "health" and not walk.named else None
        walk.stop = doctor.end() if doctor else walk.stop
        owner = self._owner(walk, limit)
        if owner is not None:
            walk.stop = owner
            return False
        ward = _WARD.match(self.text, walk.stop, limit) if walk.kind in _OWNED and not walk.named else None
        if ward is not None:
            walk.stop, walk.named = ward.end(), True
            return False
        floor = FLOOR.match(self.text, walk.stop, limit) if walk.kind in _OWNED else None
        walk.stop = floor.end() if floor is not None else walk.stop
        gap = GAP.match(self.text, walk.stop, limit)
        if gap is not None and gap.end() in self.units:
            return self._over_unit(walk, gap.end())
        if floor is not None:  # `Aula X lantai 2 | Kantor Y`: the two are put together later
            return False
        body = self._body(walk, limit)
        if body is not None:
            walk.stop, walk.named, walk.of_body, walk.count = body, True, True, walk.count + 1
            return True
        honours = walk.road and not walk.named  # `Jalan | Gubernur Syarkawi`
        if gap is not None and gap.end() in self.barriers and not honours:
            return False
        number = _NUMBER.match(self.text, walk.stop, limit)
        if number is not None:
            return self._over_number(walk, number.end())
        inner = _inner().match(self.text, walk.stop, limit) if not walk.named or walk.road else None
        if inner is None and walk.named and walk.road:
            both = _AND.match(self.text, walk.stop, limit)  # but `Tugu Merdeka dan | Tugu Pahlawan` are two
            inner = both if both is not None and both.end() + 1 not in self.heads else None
            inner = inner or _particle().match(self.text, walk.stop, limit)
        if inner is not None:
            gap, walk.count = GAP.match(self.text, inner.end(), limit), walk.count + 1
        words = capital_words(self.text, gap.end(), limit, () if honours else self.barriers, 1) if gap else []
        return self._over_word(walk, words[0], limit) if words else False

    def _over_unit(self, walk: _Walk, unit: int) -> bool | None:
        """``Rumah Sakit | Polri | Kramat Jati`` goes on, ``aula | Mapolres X`` ends; no ``kantor | Disdukcapil``."""
        if (
            walk.kind == "office"
            and self.text[walk.head_start].islower()
            and " " not in self.text[unit : self.units[unit]]
        ):
            return None
        walk.stop, walk.named, walk.count = self.units[unit], True, walk.count + 1
        return walk.kind == "health"

    def _over_number(self, walk: _Walk, end: int) -> bool:
        """``Simpang II``, ``Cafe 87``, ``aula SMK Negeri 2 Demak``; but ``Jalan Merdeka| 3 orang``."""
        if walk.kind == "school" and not walk.named:
            walk.stop, walk.count = end, walk.count + 1
            return True
        before = self.text[max(walk.head_start, walk.stop - 15) : walk.stop].rsplit(maxsplit=1)[-1]
        if walk.named and before in lexicon().words.numbered:
            walk.stop, walk.count = end, walk.count + 1
            return True
        capital = self.text[walk.head_start].isupper() and walk.kind != "office"
        if (not walk.named and capital) or (walk.named and walk.kind in ("road", "transport")):
            walk.stop, walk.named = end, True  # and no `sekali jalan 50 ribu`
        return False

    def _over_word(self, walk: _Walk, word: Word, limit: int) -> bool | None:
        folded = word.text.casefold()
        words = lexicon().words
        ends = folded in offices().headline or folded in stops()
        if ends and walk.road and walk.named and _GOES_ON.match(self.text, word.end, limit):
            walk.stop = word.end  # `Jalan Suka | Ramai | Kelurahan X`
            return False
        if folded in offices().headline and word.end + 1 not in self.units:  # `Lapangan | Apel | Mapolres Demak`
            return False if walk.named else None
        if walk.named and (folded in words.roads or (walk.road and folded in words.marks)):
            return False
        if walk.count > _OWNER_WORDS and folded in words.districts and walk.kind != "health":
            return False  # `lapangan Kampung Manggari | Distrik Numfor`
        if self._is_general(walk, word):
            return None
        unit = word.text.isupper() and word.text in by_form()  # `gedung | KPK`
        if folded in stops() and not unit and not self._may_stand_inside(walk, folded):
            region = self._over_region(word.start - 1, limit)  # `Jalan | Empat Lawang`, `RS Harapan | Kota Salatiga`
            if self._is_day_inside(walk, word):
                region = word.end
            elif region <= word.end or (walk.named and not self._is_towns(walk, word.start, region)):
                return False
            walk.stop, walk.named, walk.count = region, True, walk.count + 1
            return True
        walk.stop, walk.count = word.end, walk.count + 1
        if folded in words.abbreviated and self.text[walk.stop : walk.stop + 1] == ".":
            walk.stop += 1  # RS Dr. Kariadi
        walk.named = walk.named or folded not in words.levels
        walk.of_body = folded in words.levelled
        dash = _DASH.match(self.text, walk.stop, limit)
        if dash is not None and walk.kind in ("road", "transport"):
            more = capital_words(self.text, dash.end(), limit, self.barriers, 1)
            walk.stop = more[0].end if more else walk.stop
        # `Jalan Trans Flores | Maumere`
        return not (walk.road and walk.count == _TRANS_WORDS and "trans " in self._name(walk).casefold())

    def _name(self, walk: _Walk) -> str:
        return self.text[walk.head_start : walk.stop]

    def _is_towns(self, walk: _Walk, start: int, end: int) -> bool:
        """``RS Harapan | Kota Salatiga``, but ``RSUP Kariadi | Kelurahan Randusari``."""
        return walk.of_body or (walk.kind == "health" and bool(find_region(self.text[start:end], TOWNS)))

    def _is_day_inside(self, walk: _Walk, word: Word) -> bool:
        """``Pasar Rabu``, ``Hotel Balai | Selasa | Indah``: a weekday inside a name."""
        words = lexicon().words
        if word.text.casefold() not in words.weekdays or walk.road:
            return False
        behind = capital_words(self.text, word.end + 1, len(self.text), self.barriers, 1)
        if behind and behind[0].text in words.endings:
            return True
        if walk.named and find_region(f"{self._name(walk).split()[-1]} {word.text}"):
            return True
        market = self.text[walk.head_start : walk.head_end] == "Pasar" and not walk.named
        told = _DAY.match(self.text, word.end) is not None
        return market and not told and not find_region(self.text[walk.head_start : word.end])

    def _is_general(self, walk: _Walk, word: Word) -> bool:
        """``Kantor | Pusat``, ``Pasar | Modal``: a general word alone is no name."""
        general = word.text in lexicon().words.general and not walk.road and walk.stop == walk.head_end
        if not general or word.end + 1 in self.units:
            return False
        # `Pasar Umum | Melaya`, `Terminal Bus | Palabuhanratu`
        named = walk.kind in _WITH_GENERAL and self.text[walk.head_start].isupper()
        behind = capital_words(self.text, word.end + 1, len(self.text), self.barriers, 1) if named else []
        return not behind or behind[0].text in lexicon().words.general or behind[0].text.casefold() in stops()

    def _may_stand_inside(self, walk: _Walk, folded: str) -> bool:
        words = lexicon().words
        capital = self.text[walk.head_start].isupper()
        level = not walk.named and (walk.kind == "health" or capital)
        if folded in words.levels and (walk.kind == "office" or level):
            return True
        return folded in words.ranks or (not walk.named and folded in words.within)

    def _finished(self, walk: _Walk, limit: int) -> int:
        """Over the short form and its region, the number of a house or floor."""
        walk.stop = unglued(self.text, walk.head_end, walk.stop)
        short = None if walk.road else _INITIALS_INSIDE.match(self.text, walk.stop, limit)
        region = self._over_region(short.end(), limit) if short is not None else 0
        owner = _heads_of_regions().match(self.text, walk.stop, limit) if self._is_owned(walk) else None
        if owner is not None:
            return self._over_region(owner.end(), limit)
        titles = lexicon().words.titles
        if not walk.road and any(word.rstrip(".").casefold() in titles for word in self._name(walk).split()[1:]):
            walk.stop = read_degrees(self.text, walk.stop, limit)[0]  # `Gedung Prof. Sentosa | , Ph.D`
        stop = max(walk.stop, region if short is not None and region > short.end() else 0)
        if walk.road and not self._is_route(walk):
            stop = self._before_town(walk, stop)
            address = _ADDRESS.match(self.text, stop, limit)
            return address.end() if address else stop
        floor = FLOOR.match(self.text, stop, limit)
        return floor.end() if floor else stop

    def _before_town(self, walk: _Walk, stop: int) -> int:
        """``Jalan Arif Rahman | Demak``; but ``Jalan Raya Demak``, ``Jalan Kudus Demak``."""
        if self.text[walk.head_start : walk.head_end].casefold() not in lexicon().words.streets:
            return stop
        words = capital_words(self.text, walk.head_end + 1, stop, (), _MOST)
        for count in range(min(len(words) - 1, _MOST_TOWN_WORDS), 0, -1):
            rest = self.text[words[0].start : words[-count - 1].end]
            town = self.text[words[-count].start : words[-1].end]
            if find_region(town, TOWNS) and not find_region(rest):
                return words[-count - 1].end
        return stop

    def _is_owned(self, walk: _Walk) -> bool:
        """``aula Pendopo | Bupati Garut``."""
        return self._name(walk).rsplit(maxsplit=1)[-1].casefold() in lexicon().words.residences

    def _is_route(self, walk: _Walk) -> bool:
        """On a road from town to town a kilometre is a point, no address: ``Jalan Lintas Medan–Banda Aceh | Km 38``."""
        name = self._name(walk)
        return _DASH.search(name) is not None or not lexicon().words.routes.isdisjoint(name.casefold().split())

    def _over_region(self, pos: int, limit: int) -> int:
        """The end of a region right behind ``pos``, or ``pos``."""
        gap = GAP.match(self.text, pos, limit)
        words = capital_words(self.text, gap.end(), limit, self.barriers, _MOST_REGION_WORDS) if gap else []
        for count in range(len(words), 0, -1):
            if find_region(self.text[words[0].start : words[count - 1].end]):
                return words[count - 1].end
        return pos


_TRANS_WORDS = 2
