"""Where the name of an organisation ends: behind its head word, its branch (``Cabang Demak``), its legal form."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ..gazetteer.regions import find_region
from ..lexicon import alternatives
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..lexicon.places import world_names
from ..text.expressions import BLANK, GAP
from ..text.intervals import Intervals
from .names import Word, capital_words, given_names, stops, unglued
from .organization_regions import ADMIN, LEVEL, behind_bracket, ends_name, region_end

# Words behind a number that it does not count: `SDN Harapan 1 | dan`, but `SDN Harapan | 3 siswa`.
_SMALL = ("dan", "yang", "pada", "untuk", "ke", "dari", "juga", "akan", "telah", "kepada", "oleh", "saat", "serta")
_BRACKET = re.compile(rf"{BLANK}?\([A-Z][^()\n]{{1,30}}\)")
_STATE = re.compile(rf"{BLANK}?\((?:Perseroda|Persero|Tbk)\)")
_TBK = re.compile(rf",?{BLANK}Tbk\.?(?!\w)|,{BLANK}(?:Inc|Ltd)\.?(?!\w)")
_JOIN = re.compile(rf",?{BLANK}(?:dan|&){BLANK}(?=[A-Z])|,{BLANK}(?=[A-Z])")
_OF = re.compile(rf"{BLANK}(?:of|for|and|the|di){BLANK}(?:the{BLANK})?(?=[A-Z])")
_ACRONYM = re.compile(rf"{BLANK}?\(([A-Z]{{2,10}})\)")
_INITIALS = re.compile(rf"{BLANK}?\(([A-Z][\w.-]{{1,14}}(?:{BLANK}[A-Z][\w.-]{{1,12}})?)\)")
_NUMBER = re.compile(rf"{BLANK}\d{{1,3}}(?!\w)")
_THOUSANDS = re.compile(r"[.,]\d")
_NUMBER_BEHIND = re.compile(
    rf"{BLANK}\d{{1,2}}(?={BLANK}(?:[A-Z]|(?:me|ber|ter|di)[a-z]|(?:{alternatives(_SMALL)})(?!\w))|[,.;)\n]|$)"
)
_NUMBERS = re.compile(rf"{BLANK}(?:\d{{1,4}}|[IVX]{{1,4}})(?:/\w+)?(?!\w)")
_GLUED_NUMBER = re.compile(r"[a-z]{3}(\d+)$")
_LONGEST_JOIN = 100  # characters
_MOST_WORDS = 6
_MOST_BRANCH_WORDS = 2
_SHORT_HEAD = 5  # letters
_LEAST_ACRONYM = 3
_REACH = 16


@cache
def _branch() -> re.Pattern[str]:
    """``Cabang``, ``Perwakilan``, ``Koorcab`` behind a name."""
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().branches)})(?!\w)")


def _is_branch_word(word: Word) -> bool:
    return not ends_name(word.text) and word.text not in lexicon().titles


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"{BLANK}(?:{alternatives(lexicon().counted)})(?!\w)")


@dataclass(frozen=True)
class NameReader:
    """Reads names of organisations in one document.

    ``barriers`` are offsets where something else begins; ``known`` maps starts of organisations that the recogniser is
    sure of to their ends, ``people`` those of persons; ``posts`` are the places where a post has just been named, so
    that the organisation's name is followed by a person's.
    """

    text: str
    barriers: Container[int]
    known: Mapping[int, int]
    people: Mapping[int, int]
    maybe_people: Container[int]
    posts: Intervals
    titles: Intervals
    inside_people: Intervals
    bodies: Mapping[int, int]  # units that may end a name: `Forum Purnawirawan | TNI`

    def headed(self, start: int, end: int, limit: int) -> int | None:
        """Where the name ends that the head word ``text[start:end]`` begins; None where none follows."""
        head = self.text[start:end]
        if not self._may_begin(start, head):
            return None
        number = _NUMBER.match(self.text, end, limit)
        if number is not None and self._is_count(number.end(), limit):
            return None  # `guru SMP 622 | orang`
        bracket = _BRACKET.match(self.text, number.end() if number else end, limit)
        school = head in lexicon().schools
        begin = bracket.end() if bracket else number.end() if number else end
        if head in lexicon().english_heads and not _OF.match(self.text, begin, limit):
            return None  # `Media Center Haji`
        words = self._words(begin, limit)
        if words and words[0].text in lexicon().general:
            return None  # `Bank Swasta`
        stop = self._over_words(start, begin, limit, words, school)
        if stop is None:
            if not number or not (school or bracket or words):
                return None
            stop = number.end()
        stop = self._finished(unglued(self.text, end, stop) if stop > end else stop, limit)
        numbered = school or _last_word(self.text, stop) in lexicon().regional
        behind = _NUMBER_BEHIND.match(self.text, stop, limit) if numbered and not number else None
        stop = behind.end() if behind else self._joined(stop, limit)
        if head in lexicon().explained:
            return self._explained(head, stop, limit)
        return self._branched(self._legal(head, stop, limit), limit, levels=not school)

    def named(self, end: int, limit: int) -> int:
        """Where a complete name that the lexicon has ends, its branch included: ``PMI| Kota Sorong|``."""
        return self._branched(end, limit)

    def _may_begin(self, start: int, head: str) -> bool:
        before = lexicon().not_behind.get(head)
        if before and self.text[max(0, start - _REACH) : start].rstrip().endswith(before):
            return False  # `Amerika | Serikat`
        short = len(head) <= _SHORT_HEAD and head.rstrip(".").upper() in lexicon().capital_heads
        return head[0].isupper() and (not short or head.rstrip(".").isupper())

    def _is_count(self, pos: int, limit: int) -> bool:
        """Does the number that ends at ``pos`` go on (``SD 1|.448``), or does what is counted follow?"""
        return bool(_THOUSANDS.match(self.text, pos, limit) or _counted().match(self.text, pos, limit))

    def _words(self, pos: int, limit: int) -> list[Word]:
        gap = GAP.match(self.text, pos, limit)
        return capital_words(self.text, gap.end(), limit, self.barriers) if gap else []

    def _over_words(self, start: int, begin: int, limit: int, words: list[Word], school: bool) -> int | None:
        """The end of the capitalised words that belong to the name; None where there is none."""
        stop: int | None = None
        behind_post = start in self.posts or start - 1 in self.posts
        for count, word in enumerate(words[:_MOST_WORDS]):
            last = count == len(words) - 1 and count > 0 and word.text in lexicon().only_last
            if not last and self._cuts(word, count, school):
                return stop
            if count and self._begins_person(words, count, behind_post, school):
                return stop
            glued = _GLUED_NUMBER.search(word.text)
            stop = word.end - (
                len(glued[1]) if glued else len(word.text) - len(word.text.rstrip("-"))
            )  # `PT Dahana18.`
            if glued or stop >= self.known.get(start, limit):
                return stop
        if stop is None and _is_english_head(self.text[start:begin]):
            stop = begin
        if stop is not None and (english := _OF.match(self.text, stop, limit)) and self._is_english(start, stop, limit):
            more = self._words(english.end() - 1, limit)
            return self._over_words(start, english.end() - 1, limit, more, school) or (stop if stop > begin else None)
        return stop if stop != begin else None

    def _cuts(self, word: Word, count: int, school: bool) -> bool:
        if word.text.casefold() in stops() and word.text not in lexicon().within:
            return True
        if (count and word.text in lexicon().titles) or (school and word.text.casefold() in offices().headline):
            return True
        return word.text.startswith("Rp")  # `SD Rp300 ribu`

    def _begins_person(self, words: list[Word], count: int, behind_post: bool, school: bool) -> bool:
        """``Direktur PT Karya Gas | Gamal Imam``: the recogniser, a region or a last word tells."""
        word = words[count]
        if not behind_post:
            return False
        if word.start in self.maybe_people:
            return word.text not in lexicon().last_words
        before = words[count - 1]
        if before.text in lexicon().last_words:
            more = lexicon().within | lexicon().last_words
            return not any(later.text in more or ends_name(later.text) for later in words[count:])
        region = bool(find_region(before.text, ADMIN)) and not find_region(f"{before.text} {word.text}", ADMIN)
        numbered = self.text[words[0].start - 2 : words[0].start - 1].isdigit()  # `SMAN 1 Bukittinggi | Azmiarni`
        whole = count > 1 or (school and (numbered or word.text in given_names()))  # but `SD Batu Gane`
        return region and whole and word.text.casefold() not in offices().compass

    def _is_english(self, start: int, stop: int, limit: int) -> bool:
        """``Center | of Economic and Law Studies``, ``Universitas Texas | di Austin``."""
        small = _OF.match(self.text, stop, limit)
        if small is None:
            return False
        if small.group().split()[0] == "di":
            return self.text.startswith("Universitas", start) and bool(
                world_names() & set(self.text[start:stop].split())
            )
        return True

    def _finished(self, stop: int, limit: int) -> int:
        """``Yayasan Pendidikan Islam | Nurul Iman``: words that want a name take what the model holds for somebody."""
        gap = GAP.match(self.text, stop, limit)
        wanting = gap is not None and _last_word(self.text, stop) in lexicon().wanting
        return self.people.get(gap.end(), stop) if gap is not None and wanting else stop

    def _joined(self, stop: int, limit: int) -> int:
        """``Perhimpunan Hotel | dan Restoran Indonesia (PHRI)``: an abbreviation or the country ends it all.

        And from one subject to the next: ``Fakultas Ekonomi | dan Bisnis``.
        """
        end = stop
        while (join := _JOIN.match(self.text, end, limit)) is not None and end - stop < _LONGEST_JOIN:
            words = capital_words(self.text, join.end(), limit, self.barriers, 4)
            if not words or words[0].text in lexicon().first_words:
                break
            if _last_word(self.text, end) in lexicon().subjects and words[0].text in lexicon().subjects:
                run = takewhile(lambda word: word.text in lexicon().subjects, words)
                stop = end = max(word.end for word in run)
                continue
            end = words[-1].end
            if words[-1].text in lexicon().nations and "," not in join.group():
                return end
        bracket = _ACRONYM.match(self.text, end, limit)
        initials = {word[0] for word in self.text[stop:end].split()}
        return end if bracket is not None and not initials.isdisjoint(bracket[1][1:]) else stop

    def _explained(self, head: str, stop: int, limit: int) -> int | None:
        short = _INITIALS.match(self.text, stop, limit)
        if short is None or short[1][0] != head[0]:
            return None
        # `Gerakan Pengendalian (Gerdal)` is a programme.
        national = _last_word(self.text, stop) in lexicon().nations or "Indonesia" in self.text[stop - 20 : stop]
        return self._branched(stop, limit) if short[1].isupper() or national else None

    def _legal(self, head: str, stop: int, limit: int) -> int:
        """Over ``(Persero)``, ``Tbk``, and to the university that a faculty belongs to (``(FH) | UGM``)."""
        state = _STATE.match(self.text, stop, limit)
        stop = state.end() if state else stop
        bracket = _BRACKET.match(self.text, stop, limit)
        if head in lexicon().in_universities:
            begin = bracket.end() if bracket else stop
            words = list(takewhile(_is_branch_word, self._words(begin, limit)[:_MOST_WORDS]))
            known = words and (words[0].text.isupper() or words[0].text in lexicon().universities)
            return words[0 if words[0].text.isupper() else -1].end if known else stop
        if bracket and head.startswith("PT"):
            after = _TBK.match(self.text, bracket.end(), limit)
            stop = bracket.end() if after else stop
        tbk = _TBK.match(self.text, stop, limit)
        return tbk.end() if tbk else stop

    def _branched(self, stop: int, limit: int, levels: bool = True) -> int:
        """Over the branch: ``(IBI) Cabang Tapin``, ``Kabupaten Demak``, ``TNI``, ``Universitas Andalas``."""
        bracket = _INITIALS.match(self.text, stop, limit)
        begin = bracket.end() if bracket else stop
        region = region_end(self.text, begin, limit)
        if (
            region is not None
            and not self._starts_person(begin, region)
            and (levels or not LEVEL.match(self.text, begin))
        ):
            return region
        if bracket and (region := behind_bracket(self.text, begin, limit)) is not None:
            return region
        gap = GAP.match(self.text, begin, limit)
        if gap is not None and gap.end() in self.bodies:
            return self.bodies[gap.end()]
        branch = _branch().match(self.text, begin, limit)
        if branch is None:
            return stop
        number = _NUMBERS.match(self.text, branch.end(), limit)
        end = number.end() if number else branch.end()
        again = self._branched(end, limit)
        if again > end or number:
            return again
        words = list(takewhile(_is_branch_word, self._words(end, limit)[:_MOST_BRANCH_WORDS]))
        return words[-1].end if words else stop if branch.group().strip() not in lexicon().whole_branches else end

    def _starts_person(self, begin: int, region: int) -> bool:
        """``Ketua PMI | Bima Arya``: a region that begins somebody's name."""
        gap = GAP.match(self.text, begin)
        return gap is not None and self.people.get(gap.end(), 0) > region and gap.end() not in self.known

    def led(self, start: int, end: int, limit: int, names: Mapping[int, int]) -> int | None:
        """Where the name ends that ``DPP``, ``PB``, ``Fraksi`` lead: ``DPP | Partai Golkar``, ``PB | POBSI``."""
        lead = self.text[start:end]
        gap = GAP.match(self.text, end, limit)
        if gap is None or (lead.upper() != lead and len(lead) <= _SHORT_HEAD):
            return None
        stop = names.get(gap.end())
        if stop is None and LEVEL.match(self.text, end, limit):
            stop = region_end(self.text, end, limit)  # `DPD| kabupaten Demak|`: of the party that the page is about
        if stop is None:
            words = self._words(end, limit)
            if (
                not words
                or ends_name(words[0].text)
                or (lead not in lexicon().sure_leads and not _is_acronym(words[0].text))
            ):
                return None
            count = sum(1 for _ in takewhile(lambda word: not ends_name(word.text), words[:_MOST_BRANCH_WORDS]))
            stop = self._branched(words[0 if _is_acronym(words[0].text) else count - 1].end, limit)
        assembly = _assembly().match(self.text, stop, limit) if lead in lexicon().in_assemblies else None
        if assembly is None:
            return stop
        return region_end(self.text, assembly.end(), limit) or assembly.end()


def _is_english_head(head: str) -> bool:
    return head.strip() in lexicon().english_heads


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) >= _LEAST_ACRONYM


@cache
def _assembly() -> re.Pattern[str]:
    """``Fraksi Partai Amanat Nasional| (PAN) DPR|``."""
    return re.compile(
        rf"(?:{BLANK}?\([A-Z][\w-]{{1,14}}\))?{BLANK}(?:{alternatives(lexicon().assemblies)})(?:{BLANK}RI)?(?!\w)"
    )


def _last_word(text: str, end: int) -> str:
    return text[max(0, end - 20) : end].rsplit(maxsplit=1)[-1]
