"""Where posts end: at the unit or the holder that follows."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.positions import load as lexicon
from ..lexicon.units import UnitKind
from ..text.expressions import BLANK
from .degrees import is_degree
from .names import LOST_BLANK, capital_words, given_names, read_name
from .unit_regions import ADMIN, over_places
from .unit_spans import UnitSpan

GAP = re.compile(rf"{BLANK}{{1,2}}|{LOST_BLANK}")
COMMA_GAP = re.compile(rf"{BLANK}?,?{BLANK}{{1,2}}")
BRACKET = re.compile(rf"{BLANK}{{0,2}}\({BLANK}?[A-Z][^()\n]{{1,30}}\)")
HOLDER = re.compile(rf"{BLANK}?(?:\([A-Z][^()\n]{{1,30}}\))?,{BLANK}{{0,2}}(?=[A-Z])")
GRADE = re.compile(rf"{BLANK}(?:[IVX]{{1,4}}(?=\W)|\d{{1,2}}(?=\W)|[A-Z](?!\.{BLANK}?[A-Z])(?=\W))")
_SERIAL = re.compile(rf"{BLANK}\d{{1,3}}(?={BLANK}[A-Z]|,)")
_HOSPITAL = re.compile(r"(?<!\w)RS[A-Z]{0,3}$")
_DOCTOR = re.compile(rf"{BLANK}[Dd]r\.?(?:{BLANK}[A-Z]\w+){{1,3}}(?=,)")
_AND = re.compile(rf"{BLANK}(?:dan|&){BLANK}(?=[A-Z])")
_JOIN = re.compile(rf",?{BLANK}(?:dan|&|and|serta){BLANK}(?=[A-Z])|,{BLANK}(?=[A-Z])")
_CLAUSE_END = re.compile(rf"[,.]|{BLANK}(?:saat|kepada|dalam|usai|ketika|dikonfirmasi|dihubungi|di)(?!\w)")
_AFTER = re.compile(rf",|{BLANK}\(")
_ROMAN = re.compile(r"[IVX]{1,4}")
_MOST_NAME_WORDS = 4
_MOST_WORDS = 14
_LEAST_MISSPELT = 6


@dataclass(slots=True)
class Draft:
    """A post being read."""

    start: int
    end: int
    title: str
    rule: str
    unit: UnitSpan | None = None  # unit that the post implies, spelt out or not
    unit_at: tuple[int, int] | None = None  # mention of a unit inside the post
    function: str = ""
    part: str | None = None
    widened: bool = False  # over words up to the holder, which may name a unit that was not recognised
    acting: bool = False
    former: bool = False
    head: UnitKind | None = None  # kind of unit that a commander leads


@cache
def republic() -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().republic)})(?!\w)")


@lru_cache(maxsize=1024)
def function_word(word: str) -> str | None:
    """The function that a word is or misspells by one slip: ``Resrim`` for ``Reskrim``; short words must be right."""
    words = lexicon().functions.words
    if word in words:
        return word
    if word.removesuffix("nya") in words:
        return word.removesuffix("nya")
    if len(word) < _LEAST_MISSPELT:
        return None
    near = [known for known in words if DamerauLevenshtein.distance(word, known, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


def after_gap(text: str, pos: int, limit: int) -> int:
    gap = GAP.match(text, pos, limit)
    return gap.end() if gap else pos


class PostEnds:
    """Knows where units, ranks and persons of one document begin, and so where posts must end."""

    def __init__(
        self,
        text: str,
        unit_ends: dict[int, int],
        barriers: set[int],
        people: Sequence[tuple[int, int]],
        ranks: Container[int],
        titles: Container[int],
    ) -> None:
        self.text = text
        self.unit_ends = unit_ends
        self.barriers = barriers
        self.ranks = ranks
        self.titles = titles
        self.person_starts = {start for start, _ in people}
        self.person_ends = {end for _, end in people}
        self.person_words = {word for start, end in people for word in text[start:end].split()}

    def _run_to_holder(self, draft: Draft, limit: int, *, joined: bool = False) -> bool:
        """Widen the post over capitalised words up to the unit or the person that follows; False if none does.

        ``Deputi Bidang Kelembagaan dan Tata Laksana Kementerian PANRB | Nanik``, ``Menteri Koordinator Bidang
        Infrastruktur dan Pembangunan, | Agus``.  With ``joined`` the first of the words may be ``dan``.
        """
        pos = before = draft.end
        last = ""
        for _ in range(_MOST_WORDS):
            at = after_gap(self.text, pos, limit)
            if at in self.unit_ends and at > pos:
                if self.text[pos - 1] == ",":
                    return False  # a list: the unit is not the post's
                draft.end = pos
                return self._adjacent_unit(draft, limit, comma=False) is not None
            stops = at in self.person_starts or at in self.barriers
            if stops and at not in self.ranks and self._runs_to_rank(at, limit):
                pos = capital_words(self.text, at, limit, self.ranks, 1)[0].end
                continue
            if pos > draft.end:
                held = self._ends_at_holder(draft, pos, at, limit, before - draft.end if last in given_names() else 0)
                if held is not None:
                    return held
                over = self._over_inset(draft, pos, limit)
                if over is not None:
                    pos = over
                    continue
            words = capital_words(self.text, at, limit, self.barriers, 1) if at > pos else []
            if words and len(words[0].text) == 2 and words[0].text[1] == "." and pos > draft.end:
                behind = after_gap(self.text, words[0].end, limit)
                if behind in self.barriers or behind in self.person_starts:  # `Ketua Pokdarwis, M. | Ismail Saleh`
                    draft.end = pos - 1 if self.text[pos - 1] == "," else pos
                    return True
            if words:
                before, pos, last = pos, words[0].end, words[0].text
                continue
            over = self._over_join(pos, limit, first=pos == draft.end, joined=joined)
            if over is None:
                return False
            pos = over
        return False

    def _over_join(self, pos: int, limit: int, *, first: bool, joined: bool) -> int | None:
        """Where ``, `` or ``dan`` at ``pos`` ends, before its last blank; None where another post or person follows."""
        join = (_AND if joined else None) if first else _JOIN
        found = join.match(self.text, pos, limit) if join is not None else None
        if found is None or ("," not in found.group() and self._begins_post(found.end(), limit)):
            return None
        if "," not in found.group()[-2:] and self._is_anybody(found.end()):
            return None  # `Direktur Jaya, dan | Budi`: a list of people
        return found.end() - 1

    def _ends_at_holder(self, draft: Draft, pos: int, at: int, limit: int, given: int) -> bool | None:
        """End the post at ``pos`` where its holder begins at ``at`` or behind a comma; None where nobody does.

        ``given`` is how far into the words before ``pos`` a given name begins that belongs to the holder, or 0.
        """
        if at in self.person_starts:
            before = draft.end + given
            draft.end = before - (self.text[before - 1] == ",") if given else pos
            return True
        holder = HOLDER.match(self.text, pos, limit)
        if holder is not None or at in self.barriers:
            behind = holder.end() if holder is not None else at
            bracket = BRACKET.match(self.text, pos, limit)
            end = bracket.end() if bracket else pos
            if behind in self.unit_ends:  # `Kepala Bidang Jalan (PJJ), Dinas …`: the unit belongs to the post
                draft.end = end
                return self._adjacent_unit(draft, limit, comma=True) is not None
            named = read_name(self.text, behind, limit) if holder is not None else None
            titled = named is not None and bool(named.degrees)  # `Kepala SDN 1 Demak, | Budi, S.Pd`
            if behind in self.barriers or behind in self.person_starts or titled:
                draft.end = end
                return True
        if self.text[pos - 1] == "," and at in self.titles:
            return self._leave_holder(draft, pos)
        return None

    def _over_inset(self, draft: Draft, pos: int, limit: int) -> int | None:
        """Where the brackets, the name of a hospital or the number of a school that follow the words end."""
        bracket = BRACKET.match(self.text, pos, limit)
        if bracket is not None:  # `Ketua Pengurus Wilayah Nahdlatul Ulama (PWNU) | Jawa Barat`
            return bracket.end()
        hospital = _DOCTOR.match(self.text, pos, limit)
        if hospital is not None and _HOSPITAL.search(self.text, draft.end, pos):
            return hospital.end()  # `Direktur RSUD dr Kariadi, | dr Budi`
        serial = _SERIAL.match(self.text, pos, limit)
        if serial is not None and self.text[pos - 1] != ",":  # `Kepala SMAN 1 Demak`
            return serial.end()
        return None

    def _is_anybody(self, at: int) -> bool:
        return at in self.person_starts or (at in self.barriers and at not in self.ranks)

    def _begins_post(self, at: int, limit: int) -> bool:
        """``Menteri Pertanian Budi dan | Menteri Perdagangan``; ``dan | Humas`` goes on with one."""
        words = capital_words(self.text, at, limit, (), 1)
        return at in self.titles and function_word(words[0].text) is None

    def _behind_region(self, draft: Draft, limit: int) -> bool:
        """``Kepala Kantor Otoritas Bandara Wilayah II Medan | Asri Santoso,``: a region ends the office."""
        words = capital_words(self.text, after_gap(self.text, draft.end, limit), limit, self.barriers)
        if not words or not _CLAUSE_END.match(self.text, words[-1].end, limit):
            return False
        for count in (3, 2):
            at = len(words) - count
            if at < 2 or not find_region(words[at - 1].text, ADMIN):
                continue
            holder = words[at:]
            if any(find_region(word.text, ADMIN) or word.text in offices().topics for word in holder):
                return False
            draft.end, draft.rule = words[at - 1].end, "bounded_post"
            return True
        return False

    def _leave_holder(self, draft: Draft, comma: int) -> bool:
        """In a list of posts with their holders the last words before the comma are the holder's name."""
        words = capital_words(self.text, after_gap(self.text, draft.end, comma), comma, self.barriers)
        known = 0
        while known < len(words) and (words[known].text in offices().topics or function_word(words[known].text)):
            known += 1
        if not 0 < known < len(words) <= known + _MOST_NAME_WORDS:
            known = len(words) - (2 if len(words) > 2 else 1)
        if known < 1:
            return False
        if _ROMAN.fullmatch(words[known].text):  # `Kantor Otoritas Bandara Wilayah IV Badung`: nobody is named
            known = len(words)
        draft.end = words[known - 1].end
        return True

    def _runs_to_rank(self, at: int, limit: int) -> bool:
        """``PJR Tol Jagorawi | Kompol``: a rank behind the words says that they are no person."""
        words = capital_words(self.text, at, limit, self.ranks, 4)
        return bool(words) and after_gap(self.text, words[-1].end, limit) in self.ranks

    def _held(self, pos: int, limit: int) -> bool:
        """Does a rank or a person follow ``pos``, a comma or nothing between?"""
        gap = COMMA_GAP.match(self.text, over_places(self.text, pos, limit, self.barriers), limit)
        return gap is not None and gap.end() in self.barriers

    def _held_by_name(self, pos: int, limit: int) -> bool:
        """Do capitalised words between commas follow, the first of them no region and no word of dates?"""
        gap = COMMA_GAP.match(self.text, pos, limit)
        run = read_name(self.text, gap.end(), limit) if gap is not None and "," in gap.group() else None
        if run is None or is_degree(run.words[0].text) or find_region(run.words[0].text):
            return False
        return gap is not None and (gap.end() in self.barriers or _AFTER.match(self.text, run.stop) is not None)

    def _barrier_after(self, end: int, limit: int) -> bool:
        """Does a rank or a person begin right behind?"""
        return after_gap(self.text, end, limit) in self.barriers

    def _adjacent_unit(self, draft: Draft, limit: int, *, comma: bool, keep: bool = False) -> tuple[int, int] | None:
        """Widen the post over the units that follow it directly; return the first one's span."""
        first: tuple[int, int] | None = None
        pattern = COMMA_GAP if comma else GAP
        while (gap := pattern.match(self.text, draft.end, limit)) and gap.end() in self.unit_ends:
            end = self.unit_ends[gap.end()]
            first = first or (gap.end(), end)
            draft.end = end
            pattern = GAP
        behind = republic().match(self.text, draft.end, limit) if first is not None else None
        if behind:
            draft.end = behind.end()
        if first is not None and not keep:
            draft.unit_at = first
        return first
