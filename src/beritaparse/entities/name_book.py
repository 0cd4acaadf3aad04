"""The names of people found so far in one document, and what a rule needs to read one more."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..article import Position, Rank
from ..gazetteer.regions import find_region
from ..lexicon.names import load as lexicon
from ..lexicon.offices import load as offices
from ..lexicon.places import seats
from ..lexicon.positions import function_words
from ..lexicon.ranks import rank_words
from ..page import NameMention, Page
from ..text.expressions import CHARACTERS
from ..text.intervals import Intervals
from ..text.runs import whole
from ..text.spelling import fold
from .degrees import is_degree
from .headline import headline_verbs
from .name_mentions import mention
from .name_patterns import AGE, BACK_WORD, credit
from .names import NameRun, capital_words, explained, name_list, read_name, shortened, stops
from .recognised import ORGANIZATION, PERSON, PERSON_SINGLE, PLACE, behind_levels, recognised

REGIONS = frozenset({"province", "regency", "city"})
SIGNS = 3
_LEAST_WITH_SUFFIX = 7
_LEAST_SHORT = 5  # letters of a short name made of pieces of several words
_DASH = re.compile(r"[ \u00a0]?[-–—]")
_LONG_FORM = re.compile(r"(?:[A-Z][\w-]+[ \u00a0](?:dan[ \u00a0])?){2,6}$")
_PROPHET = re.compile(r"(?<!\w)(?:Nabi(?: Besar)?|Rasul(?:ullah)?|Baginda|[Kk]aum)[ \u00a0]$")  # `kaum | Adam`
_LONGEST_FORM = 80  # characters


class NameBook:
    """Collects the names of one document, each with the first rule that found it."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.zones = page.article_spans()
        self.zone_starts = [start for start, _ in self.zones]
        self.ranks: list[Rank] = page.ranks
        self.positions: list[Position] = page.positions
        self.found: dict[int, NameMention] = {}
        self._small: dict[str, bool] = {}  # names that were looked for in small letters
        self.taken = Intervals()
        units = [(m.start, m.end) for unit in page.units for m in unit.mentions]
        facilities = [(m.start, m.end) for f in page.facilities for m in f.mentions]
        organizations = [(m.start, m.end) for o in page.organizations for m in o.mentions]
        self.regional = {unit.id for unit in page.units if unit.region_code}
        # `jalan Abdul Fatah` makes `Abdul Fatah` a street elsewhere too, unless something says that it is a person.
        self.streets = {fold(m.text.partition(" ")[2]) for f in page.facilities if f.kind == "road" for m in f.mentions}
        closed = [*units, *facilities, *organizations]
        self.closed = Intervals(closed)
        self.barriers = {start for start, _ in closed}
        self.barriers.update(rank.start for rank in self.ranks)
        self.barriers.update(position.start for position in self.positions)
        self.barriers.update(headline_verbs(page))
        self.posts = Intervals((position.start, position.end) for position in self.positions)
        self.post_ends = [position.end for position in self.positions]
        self.rank_at = {rank.start: index for index, rank in enumerate(self.ranks)}
        self.located = behind_levels(page)
        self.ents = {start: end for start, end in recognised(page, "PER", PERSON) if start not in self.located}
        self.abbreviations = {name for zone in self.zones for name in explained(self.text, *zone)}
        self.people = Intervals(recognised(page, "PER", 0.0))
        somebody = Intervals(self.ents.items())
        self.shortened = {
            short
            for zone in self.zones
            for start, end, short in shortened(self.text, *zone)
            if not somebody.overlaps(start, end)
        }
        self.single = {start for start, _ in recognised(page, "PER", PERSON_SINGLE)}
        self.has_model = bool(page.recognised)
        self.credits = Intervals(match.span() for zone in self.zones for match in credit().finditer(self.text, *zone))
        self.others = Intervals((*recognised(page, "LOC", PLACE), *recognised(page, "ORG", ORGANIZATION)))
        self.ranked = Intervals((rank.start, rank.end) for rank in self.ranks)

    def limit(self, pos: int) -> int:
        """End of the block that ``pos`` lies in, or ``pos`` outside the article's blocks."""
        index = bisect_right(self.zone_starts, pos) - 1
        return max(pos, self.zones[index][1]) if index >= 0 else pos

    def closed_at(self, start: int, end: int) -> bool:
        """Does the stretch lie inside a unit, an organisation or a facility?"""
        return self.closed.covers(start, end)

    def add(
        self,
        run: NameRun,
        rule: str,
        *,
        rank: int | None = None,
        position: int | None = None,
        initials: bool = False,
    ) -> None:
        """Keep a name unless one is there already; a second rule may add rank or post."""
        start, end = self._trim(run)
        known = self.found.get(start)
        if known is not None:
            updates: dict[str, object] = {}
            if known.rank is None and rank is not None:
                updates["rank"] = rank
            if known.position is None and position is not None:
                updates["position"] = position
            if updates:
                self.found[start] = known.model_copy(update=updates)
            return
        if self.taken.overlaps(start, end) or self.closed_at(start, end):
            return
        if (initials and self.text[start:end] in self.abbreviations) or self.ranked.covers(start, end):
            return
        if _PROPHET.search(self.text, max(0, start - 16), start):
            return
        age = AGE.match(self.text, run.stop)
        following = capital_words(self.text, end + 1, self.limit(start), (), 1)
        if rank is None and following and following[0].text in lexicon().venues:
            return  # `First Club`
        if rank is None and age is None and not (initials or run.honorifics) and self._is_no_name(start, end):
            return
        self.keep(mention(self.text, run._replace(start=start, end=end), rule, rank, position, initials))

    def keep(self, name: NameMention) -> None:
        """Keep a name that a chosen reading gives; not in a credit (``(Foto: Budi)``)."""
        if not self.credits.covers(name.start, name.end) and not self.taken.overlaps(name.start, name.end):
            self.taken.add(name.start, name.end)
            self.found[name.start] = name

    def _is_no_name(self, start: int, end: int) -> bool:
        """A region (`Sumatera Utara`), or one word that is an abbreviation or a word of posts: `RI`, `Reskrim`.

        A district or village only if its name ends as no person's does: `Bogor Tengah`.
        """
        name = self.text[start:end]
        *others, last = name.split()
        if name.isupper() and _DASH.match(self.text, end) and (start == 0 or self.text[start - 1] == "\n"):
            return True  # `HARIAN MEDAN– Satu unit rumah`: a dateline that lost its blank
        if any(char.isdigit() for char in name):
            return True  # `jemaah Kloter SUB-71`
        if name in seats():
            return True
        if others:
            located = last.casefold() in offices().compass
            return bool(find_region(name, REGIONS | {"district", "village"} if located else REGIONS))
        return (
            name.isupper()
            or name in function_words()
            or name in rank_words()
            or is_degree(name)
            or name in lexicon().alone
            or self._is_sign(name)
            or (len(name) >= _LEAST_WITH_SUFFIX and name.endswith("nya") and name_list(name) == "no")  # `Oihaknya`
            or name.casefold() in offices().compass
            or self._is_region(name, end)
            or name in self.shortened
            or self._shortens(start, end)
            or self._is_small_elsewhere(name)
        )

    def _is_region(self, name: str, end: int) -> bool:
        """Is one word a region's name, the beginning of it (``Gayo`` Lues) or its short form (``Selayar``)?"""
        following = capital_words(self.text, end + 1, self.limit(end), (), 1)
        longer = [f"{name} {following[0].text}"] if following else []
        return any(find_region(each, REGIONS) for each in (name, f"Kepulauan {name}", *longer))

    def _shortens(self, start: int, end: int) -> bool:
        """A body's short name in brackets behind the full one: ``Himpunan Bank Milik Negara (Himbara)``."""
        if self.text[start - 1 : start] != "(" or self.text[end : end + 1] != ")":
            return False
        before = _LONG_FORM.search(self.text, max(0, start - _LONGEST_FORM), start - 1)
        if before is None or self.taken.overlaps(before.start(), before.end()):
            return False
        short, words = self.text[start:end].casefold(), before.group().casefold().split()
        return any(short[:3] in word for word in words) or (
            len(short) >= _LEAST_SHORT and name_list(self.text[start:end]) == "no" and _is_made_of(short, words)
        )

    def _is_small_elsewhere(self, name: str) -> bool:
        """A word that has its capital from the sentence alone: ``Vonis itu`` in a report on a ``vonis``."""
        if not name[1:].islower():
            return False
        if name not in self._small:
            self._small[name] = self._stands_small(name)
        return self._small[name]

    def _stands_small(self, name: str) -> bool:
        if not whole(self.text, (name[0].lower() + name[1:],), 0, len(self.text)):
            return False
        return not any(
            at > 1 and self.text[at - 1] == " " and (self.text[at - 2] in ",_" or self.text[at - 2].isalnum())
            for at, _ in whole(self.text, (name,), 0, len(self.text))
        )

    def _is_sign(self, name: str) -> bool:
        """A sign of the zodiac, on a page that has :data:`SIGNS` of them: alone it is a first name (`Leo`)."""
        signs = lexicon().signs
        return name in signs and len(signs.intersection(CHARACTERS.findall(self.text))) >= SIGNS

    def _trim(self, run: NameRun) -> tuple[int, int]:
        """Where a statistical name ends inside the run, believe it: `Budi Santoso Gelar` is two things.

        Not where the rest of the run is another statistical name: `Komang Yogi` and `Arya Wiguna` are one.
        """
        end = run.end
        stop = self.ents.get(run.start, end)
        more = any(word.start in self.people for word in run.words if word.start > stop)
        if stop < end and not more and any(word.end == stop for word in run.words):
            return run.start, stop
        return run.start, end

    def name_at(self, pos: int, most: int = 6) -> NameRun | None:
        limit = self.limit(pos)
        if pos >= limit or pos in self.barriers:
            return None
        return read_name(self.text, pos, limit, self.barriers, most)

    def _stop(self, mention: NameMention) -> int:
        run = self.name_at(mention.start)
        return run.stop if run is not None and run.end == mention.end else mention.end

    def _after_age(self, pos: int) -> int:
        age = AGE.match(self.text, pos)
        return age.end() if age else pos

    def _back(self, pos: int, floor: int) -> int | None:
        """Start of the capitalised words that end at ``pos``."""
        begin: int | None = None
        for _ in range(6):
            lowest = max(floor, pos - 30)
            piece = self.text[lowest:pos]
            word = BACK_WORD.search(piece)
            if word is None or (
                word.start() and not piece[word.start() - 1].isspace() and piece[word.start() - 1] not in "(\"“'"
            ):
                break
            if word.group()[0].isupper():
                if word.group().rstrip(".").casefold() in stops():
                    break
                begin = lowest + word.start()
            pos = lowest + word.start()
            if begin in self.barriers:
                break
            if pos - 1 < floor or self.text[pos - 1] not in " \u00a0":
                break
            pos -= 1
        return begin

    def sure_of_none(self, run: NameRun) -> bool:
        """A model is there and sees no person here (`tempat hiburan bernama First Club`), and no age follows."""
        return self.has_model and run.start not in self.people and AGE.match(self.text, run.stop) is None

    def _is_other(self, run: NameRun) -> bool:
        return run.start in self.others


def _is_made_of(short: str, words: Sequence[str]) -> bool:
    """``asrenad`` of ``asisten perencanaan tni angkatan darat``: its letters stand in the words in their order."""
    for first, word in enumerate(words):
        if word[0] == short[0]:
            letters = iter("".join(words[first:]))
            return all(letter in letters for letter in short)
    return False
