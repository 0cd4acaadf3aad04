"""The symbols of one page: what stands where, and how far it can go, for the patterns of the constructions to match."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..article import Rank
from ..constructions.tree import Symbol
from ..gazetteer.regions import find_region
from ..lexicon.constructions import load as constructions
from ..lexicon.name_lists import listed_names
from ..lexicon.names import load as lexicon
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as organizations
from ..lexicon.people import load as people
from ..lexicon.places import world_names
from ..lexicon.units import by_head
from ..page import Entity
from ..text.expressions import BLANK
from ..text.intervals import Intervals
from .degrees import is_degree, read_degrees
from .initial_lists import of_letters
from .name_patterns import AGE, AGES, INITIALS, LIST, OPEN
from .names import NameRun, begins_name, given_names, name_list, read_name
from .post_ends import BRACKET
from .post_heads import Head
from .post_sites import over_site
from .taken_along import CAPITAL_BEFORE, LONGEST_BEFORE, RULED, level_words
from .unit_grammar import code_of_initials
from .unit_regions import over_places

SURE = 0.7
_FARTHEST_SITE = 80
_MOST_LISTED = 16
_LONGEST_LEVEL = 12  # characters of a level word (`Kepulauan`) and the blank behind it
_LONGEST_INITIALS = 4  # of a region
_LONGEST_COUNTED = 24  # characters of a word that a number stands behind, and the blank
_ROMAN = re.compile(r"(?:X{0,3}(?:I[VX]|VI{1,3}|I{2,3})|X{2,3})(?!\w)")
_NICKNAME = re.compile(r"'[A-Z][\w -]{2,30}'|‘[A-Z][\w -]{2,30}’")
_BEFORE_BRACKET = frozenset("( \u00a0\u2009")
_SITE = re.compile(
    rf"{BLANK}?,?{BLANK}?yang{BLANK}(?:(?:ber)?tugas{BLANK}di{BLANK}[A-Z]|me[a-z]+(?:{BLANK}[\w-]+){{1,8}},{BLANK}(?=[A-Z]))"
)
_TERM = re.compile(
    rf"(?:[Tt]ahun|[Pp]eriode|[Mm]asa{BLANK}(?:jabatan|bakti)){BLANK}(?:19|20)\d\d(?:{BLANK}?[-–/]{BLANK}?(?:19|20)\d\d)?(?!\w)"
)
_ITEM = r"[ \t\u00a0]*(?:\d{1,2}[.)]|[-•*–])[ \t\u00a0]{1,3}(?=[A-Z])"
_LISTED = re.compile(rf"(?:^|\n){_ITEM}")
_LISTED_BELOW = re.compile(
    rf"\n{_ITEM}"
    r"|\.(?:(?<=[A-Za-z]\d\.)|(?<=[a-z]\d\d\.))[ \t\u00a0\u2060]*(?=[A-Z])"  # `Utama|4. Budi`: a lost line break
)
_ASIDE = re.compile(rf"(?P<opening>{BLANK}?\()[A-Z][^()\n]{{1,60}}\)")
_SMALL_WORD = re.compile(rf"[a-z]+(?:-[a-z]+)?{BLANK}")
_FARTHEST_POST = 6  # small words between a name and `sebagai`
_NAME_BEFORE = re.compile(rf"(?<!\w)[A-Z][\w'’.-]+,?{BLANK}$")  # `Ilyas | MA selaku …`
_LETTERS = re.compile(rf"[A-Z](?<![\w.(/].)[A-Z]{{0,3}}(?=,{BLANK}\w|{BLANK}(?:selaku|sebagai|yang){BLANK}|{BLANK}?\()")


class Lattice:
    """What the readings of one page are made of.

    ``found`` is what the recogniser says, ``titled`` the offsets at which an honorific or the opening of a name stands,
    ``located`` those where names of places do, ``verbs`` those of the headline's verbs.
    """

    def __init__(
        self,
        text: str,
        zones: Sequence[tuple[int, int]],
        ranks: Sequence[Rank],
        heads: Sequence[Head],
        unit_ends: Mapping[int, int],
        found: Sequence[Entity],
        titled: set[int],
        located: set[int],
        verbs: set[int],
    ) -> None:
        self.text = text
        self.zone_starts = [start for start, _ in zones]
        self.zone_ends = [end for _, end in zones]
        self.ranks = ranks
        self.rank_at = {rank.start: number for number, rank in enumerate(ranks)}
        self.rank_starts = sorted(self.rank_at)
        self.rank_to = {end: number for number, rank in enumerate(ranks) for end in (rank.end, after(text, rank.end))}
        self.heads = {head.begin: head for head in heads} | {head.start: head for head in heads}
        self._drafts = Intervals((head.begin + 1, head.draft.end) for head in heads if head.draft is not None)
        self.unit_ends = unit_ends
        self.unit_stops = frozenset(unit_ends.values())
        self.units = Intervals((start + 1, end) for start, end in unit_ends.items())
        persons = [entity for entity in found if entity.label == "PER"]
        others = [entity for entity in found if entity.label != "PER"]
        self.people = {entity.start: (entity.end, entity.score) for entity in persons}
        self.people_ends = frozenset(entity.end for entity in persons)
        self.persons = Intervals((entity.start, entity.end) for entity in persons)
        self.surely = Intervals((entity.start, entity.end) for entity in persons if entity.score >= SURE)
        self.others = Intervals((entity.start, entity.end) for entity in others)
        self.other_ends = frozenset(entity.end for entity in others)
        self.names = frozenset(
            word for entity in persons if entity.score >= SURE for word in text[entity.start : entity.end].split()
        )
        self.places = Intervals(
            (entity.start, self._place_end(entity)) for entity in persons if entity.start in located
        )
        self.titled = titled
        self._behind_titles = {head.end + 1 for head in heads} | {after(text, rank.end) for rank in ranks}
        self._read: dict[int, list[tuple[int, object]]] = {}
        self._runs: dict[int, NameRun | None] = {}
        self._seen: dict[tuple[int, int], str] = {}
        self.has_model = bool(found)
        self.barriers = {
            *(head.begin for head in heads if not head.small and not self._is_name(head)),
            *self.rank_at,
            # (`Fajar | Gegana` is somebody.)
            *(start for start, end in unit_ends.items() if not self.surely.covers(start - 1, end)),
            *verbs,
        }
        self.starts = sorted(
            {*titled, *self.people, *self._listed(zones), *self._behind_ranks(), *self._letters(zones)}
        )
        self.symbols: dict[str, Symbol] = {
            "POST": self._posts,
            "RANK": self._rank,
            "NAME": self._names,
            "NAMES": self._lists,
            "PLACES": self._places,
            "AGE": self._age,
            "AGED": self._aged,
            "GAP": self._gap,
            "GLOSS": self._gloss,
            "SITE": self._site,
            "TERM": self._term,
            "NICKNAME": self._nickname,
        }

    def _is_name(self, head: Head) -> bool:
        """Can a title be part of a name: sure to the recogniser, or a first name too (`Kompol | Imam`)?"""
        word = self.text[head.start : head.end]
        return (
            self.surely.covers(head.start - 1, head.end)
            or word in given_names()
            or "indonesian" in listed_names().get(word.lower(), ())
        )

    def _place_end(self, entity: Entity) -> int:
        """Where a place ends that is named like somebody: of a known region no further than that.

        `Bupati Kepulauan | Talaud |` Wayan Suwirta.
        """
        level = self.text[max(0, entity.start - _LONGEST_LEVEL) : entity.start].split()[-1:]
        words = self.text[entity.start : entity.end].split(" ")
        for count in range(len(words) - 1, 0, -1):
            name = " ".join(words[:count])
            if level and find_region(f"{level[0]} {name}"):
                return entity.start + len(name)
        return entity.end

    def _listed(self, zones: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Where the items of lists begin; a list's item may be a block of its own."""
        for start, end in zones:
            yield from (match.end() for match in _LISTED_BELOW.finditer(self.text, start, end))
            match = _LISTED.match(self.text, start, end)
            if match is not None:
                yield match.end()
            elif self.text[start : start + 1].isupper() and self.text[end : end + 1] in "\n":
                yield start

    def _behind_ranks(self) -> Iterator[int]:
        """Behind a rank stands a name, whoever sees it."""
        return (after(self.text, rank.end) for rank in self.ranks)

    def _letters(self, zones: Sequence[tuple[int, int]]) -> Iterator[int]:
        for start, end in zones:
            yield from (
                match.start()
                for match in _LETTERS.finditer(self.text, start, end)
                if not _is_body(match.group())
                and not (
                    is_degree(match.group())
                    and _NAME_BEFORE.search(self.text, max(start, match.start() - 24), match.start())
                )
            )

    def limit(self, pos: int) -> int:
        """End of the block that ``pos`` lies in, or ``pos`` outside the article's blocks."""
        index = bisect_left(self.zone_ends, pos + 1)
        inside = index < len(self.zone_ends) and self.zone_starts[index] <= pos
        return self.zone_ends[index] if inside else pos

    def rank_before(self, run: NameRun) -> int | None:
        """The number of the rank that stands right before a name."""
        return self.rank_to.get(run.begin)

    def in_another(self, head: Head) -> bool:
        """Does a title stand inside of the post that an earlier one begins (``Kasi | Humas Polres X``)?"""
        return self._drafts.covers(head.begin, head.end)

    def name_at(self, pos: int) -> NameRun | None:
        if pos not in self._runs:
            limit = self.limit(pos)
            free = pos < limit and pos not in self.barriers
            self._runs[pos] = read_name(self.text, pos, limit, self.barriers) if free else None
        return self._runs[pos]

    def seen(self, run: NameRun) -> str:
        """What the recogniser makes of the stretch of a name."""
        known = self._seen.get((run.start, run.end))
        if known is None:
            known = self._seen[run.start, run.end] = self._recognised(run)
        return known

    def _recognised(self, run: NameRun) -> str:
        if not self.has_model:
            return "blind"
        end, sure = self.people.get(run.start, (0, 0.0))
        if end == run.end:
            return f"exact{'+' if sure >= 0.9 else '' if sure >= 0.6 else '-'}"
        if end:
            return "start"
        if run.end in self.people_ends:
            return f"end/{name_list(run.words[0].text)}"
        if self.persons.overlaps(run.start, run.end):
            return "part"
        if self.others.overlaps(run.start, run.end):
            return "other"
        if any(word.text in self.names for word in run.words):
            return "elsewhere"
        return "none"

    def _posts(self, pos: int) -> Sequence[tuple[int, object]]:
        head = self.heads.get(pos)
        return [(end, head) for end in head.ends()] if head is not None else ()

    def _rank(self, pos: int) -> Sequence[tuple[int, object]]:
        number = self.rank_at.get(pos)
        if number is None:
            return ()
        end = self.ranks[number].end
        opening = after(self.text, end)
        return [(end, number), (opening, number)] if self.text[end:opening].strip() else [(end, number)]

    def _names(self, pos: int) -> list[tuple[int, object]]:
        known = self._read.get(pos)
        if known is None:
            known = self._read[pos] = list(self._names_at(pos))
        return known

    def _names_at(self, pos: int) -> Iterator[tuple[int, object]]:
        """The names that can be read at ``pos``: as far as the capitals go, and as far as the recogniser says."""
        if not self.text[pos : pos + 1].isalpha() or self._is_number(pos):
            return
        run = self.name_at(pos)
        if run is None:
            letters = INITIALS.match(self.text, pos, self.limit(pos)) if pos not in self.barriers else None
            if letters is not None and not _is_body(letters.group()):
                yield letters.end(), of_letters(self.text, *letters.span())
            return
        if self.places.overlaps(run.start, run.end) or self.text[run.start : run.end] in world_names():
            return  # `Desa Jerengau`, `seorang Jenderal Israel`
        name = self.text[run.start : run.end]
        if len(run.words) > 1 and run.words[0].text in level_words():
            return  # `pedagang di RT 03, | Pulau Panjang`
        if self._is_title(name, pos) or (name.isupper() and pos in self.units):
            return  # `Dr. Budi. | M. Hum | yang juga ketua senat`, `Satpol | PP, petugas medis`
        if self._is_local_body(run):
            return  # `Kepala KUA, | PPIH Demak | dan undangan`
        if self._cuts_region(run) or (name.isupper() and len(run.words) > 1 and _is_body(run.words[0].text)):
            return  # `Kapuas | Hulu Budi`, `perwakilan UGM, | BEM FISIP`
        if len(run.words) == 1 and not run.honorifics and self._is_nobody(run.words[0].text):
            return  # `Camat, Kepala Desa, | PKK`, `Bupati Rejang Lebong (| RL)`
        yield run.stop, run
        end = self.people.get(run.start, (run.end, 0.0))[0]
        if end < run.end and any(word.end == end for word in run.words):
            yield self._until(run, end)

    def _is_title(self, name: str, pos: int) -> bool:
        """A degree behind somebody (``Budi, | SH, Kadis …``), or a form of address whose name is missing."""
        if f"{name.rstrip('.')}." in lexicon().honorifics:
            return True
        apart = "." in name or self.text[max(0, pos - 2) : pos].startswith(",")
        return apart and (is_degree(name) or ("." in name and self._is_title_behind(pos)))

    def _is_title_behind(self, pos: int) -> bool:
        """``S.STP`` in ``Budi, S.STP., M.Si``: a degree that goes on behind the letter at ``pos``."""
        comma = self.text.rfind(",", max(0, pos - 2), pos)
        return comma >= 0 and any("." in degree for degree in read_degrees(self.text, comma, self.limit(pos))[1][:1])

    def _is_nobody(self, word: str) -> bool:
        return _is_body(word) or (
            word.isupper() and 1 < len(word) <= _LONGEST_INITIALS and code_of_initials(self.text, word) is not None
        )

    def _cuts_region(self, run: NameRun) -> bool:
        """Does the first word end the region that the word before begins: ``Kapuas | Hulu Budi``, ``Buano | Utara``?"""
        if run.begin != run.start or len(run.words) < 2 or begins_name(self.text, run.start):
            return False
        before = CAPITAL_BEFORE.search(self.text, max(0, run.start - LONGEST_BEFORE), run.start)
        if before is None or before[1] in level_words() or before.end() in self._behind_titles:
            return False
        first = run.words[0].text
        return first.casefold() in offices().compass or bool(find_region(f"{before[1]} {first}", RULED))

    def _is_local_body(self, run: NameRun) -> bool:
        """Is what looks like a name letters with a region behind them: a body there?"""
        letters, *others = (word.text for word in run.words)
        local = bool(others) and letters.isupper() and len(letters) > 2 and not others[0].isupper()
        return local and letters.isalpha() and bool(find_region(" ".join(others), RULED))

    def _is_number(self, pos: int) -> bool:
        """Does a Roman number stand here (`tahap II`)?  It counts what is before it; initials have a word for whose."""
        if _ROMAN.match(self.text, pos) is None:
            return False
        before = self.text[max(0, pos - _LONGEST_COUNTED) : pos].split()
        return bool(before) and before[-1].islower() and before[-1] not in people().initial_roles

    def _until(self, run: NameRun, end: int) -> tuple[int, NameRun]:
        words = tuple(word for word in run.words if word.end <= end)
        stop, degrees = read_degrees(self.text, end, self.limit(run.start))
        return stop, run._replace(end=end, stop=stop, words=words, degrees=degrees)

    def _nickname(self, pos: int) -> Sequence[tuple[int, object]]:
        match = _NICKNAME.match(self.text, pos, self.limit(pos)) if self.text[pos : pos + 1] in ("'", "‘") else None
        return [(match.end(), None)] if match is not None else ()

    def _lists(self, pos: int) -> Sequence[tuple[int, object]]:
        """``A, B (30) dan C``: two names or more, each that the recogniser sees or with an honorific.

        Of whom a bracket tells another post (`A (Wakil Ketua), B dan C`) is passed over.
        """
        runs: list[NameRun] = []
        while len(runs) < _MOST_LISTED and (run := self._listed_name(pos)) is not None:
            aside = AGE.match(self.text, run.stop) or _ASIDE.match(self.text, run.stop)
            if aside is None or aside.re is AGE or aside.end("opening") not in self.heads:
                runs.append(run)
            glue = LIST.match(self.text, aside.end() if aside else run.stop)
            if glue is None:
                break
            pos = glue.end()
        return [(runs[-1].stop, tuple(runs))] if len(runs) > 1 else ()

    def _listed_name(self, pos: int) -> NameRun | None:
        """The name at ``pos``, or that behind the rank there: of both we know that they are somebody's."""
        number = self.rank_at.get(pos)
        if number is not None:
            return self.name_at(after(self.text, self.ranks[number].end))
        run = self.name_at(pos)
        if run is None or (not run.honorifics and run.start not in self.people):
            return None
        end = self.people.get(run.start, (run.end, 0.0))[0]
        return self._until(run, end)[1] if end < run.end and any(word.end == end for word in run.words) else run

    def _places(self, pos: int) -> Sequence[tuple[int, object]]:
        # Blanks are passed over, and a site begins with one.
        over, pos = (over_places, pos) if self.text[pos : pos + 1] == "," else (over_site, pos - 1)
        end = over(self.text, pos, self.limit(pos), self.barriers)
        return [(end, None)] if end > pos else ()

    def _age(self, pos: int) -> Sequence[tuple[int, object]]:
        """``(57)``"""
        match = AGES.match(self.text, pos) if self.text[pos : pos + 1] == "(" else None
        return [(match.end(), None)] if match is not None and match.group()[-1] == ")" else ()

    def _aged(self, pos: int) -> Sequence[tuple[int, object]]:
        """``(35,`` before what somebody is"""
        match = AGES.match(self.text, pos) if self.text[pos : pos + 1] == "(" else None
        return [(match.end(), None)] if match is not None and match.group()[-1] == "," else ()

    def _gap(self, pos: int) -> Sequence[tuple[int, object]]:
        """``saat ini duduk`` before ``sebagai``: small words up to one that a post follows; the last is told."""
        text, last = self.text, ""
        classes = constructions().words
        pos += 2 if text[pos : pos + 2] == ", " else 0
        for _ in range(_FARTHEST_POST):
            match = _SMALL_WORD.match(text, pos)
            word = match.group()[:-1] if match is not None else ""
            if match is None or word in classes["parts"]:
                return ()
            if word in classes["become"]:
                return [(pos, last)] if last else ()
            pos, last = match.end(), word
        return ()

    def _gloss(self, pos: int) -> Sequence[tuple[int, object]]:
        bracket = BRACKET.match(self.text, pos) if self.text[pos : pos + 1] in _BEFORE_BRACKET else None
        if bracket is None or self.surely.overlaps(pos, bracket.end()):
            return ()
        return [(bracket.end(), None)]

    def _term(self, pos: int) -> Sequence[tuple[int, object]]:
        """``tahun 2020``, ``periode 2019-2024``: when somebody held a post."""
        match = _TERM.match(self.text, pos)
        return [(match.end(), None)] if match is not None else ()

    def _site(self, pos: int) -> Sequence[tuple[int, object]]:
        """``yang bertugas di Desa X``, ``yang memimpin pengamanan,``: a clause between a post and a rank."""
        match = _SITE.match(self.text, pos) if self.rank_starts else None
        index = bisect_left(self.rank_starts, match.end()) if match is not None else len(self.rank_starts)
        if match is None or index == len(self.rank_starts) or self.rank_starts[index] - pos >= _FARTHEST_SITE:
            return ()
        return [(self.rank_starts[index], None)]


def _is_body(letters: str) -> bool:
    """Capitals that are known to be no initials: words (``ASN``), bodies (``KPU``, ``PKK``)."""
    return letters in people().not_initials or letters in by_head() or letters in organizations().capital_heads


def after(text: str, pos: int) -> int:
    """Behind a rank: over blanks, a comma, an opening bracket."""
    opening = OPEN.match(text, pos)
    return opening.end() if opening is not None else pos
