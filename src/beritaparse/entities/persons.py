"""Names of people in the text: by rank, post, honorific, age, announcing word, speech verb or model."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..gazetteer.regions import find_region
from ..lexicon.names import load as lexicon
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as organizations
from ..lexicon.people import load as people
from ..lexicon.positions import function_words
from ..lexicon.positions import load as posts
from ..page import Layers, Page
from ..text.runs import whole
from ..text.spelling import fold
from .degrees import is_degree
from .initial_lists import before_letters, in_list, of_letters, several_initials, short_names
from .name_book import REGIONS, NameBook
from .name_mentions import is_initials
from .name_patterns import (
    AGE,
    AGED_INITIALS,
    AGES,
    COMMA_NAME,
    HUMAN,
    LIST,
    LIST_BEFORE,
    LIST_END,
    NICKNAME_BEFORE,
    NOMINAL,
    OWN_INITIALS,
    PAIR,
    ROLE_BEHIND,
    ROLES_BEHIND,
    STREET,
    WORD_BEFORE,
    alias,
    alias_words,
    announced,
    honorific,
    initial_roles,
    initials_alias,
    initials_with_roles,
    pilgrims,
    speech,
)
from .names import NameRun, Word, capital_words, given_names, name_openers, stops
from .place_names import in_place_context

_NAMING = frozenset({"bernama", "atas nama", "namanya"})
_PAIR_REACH = 120  # characters between a pair of candidates and a word that says that they are one
_PAIR_BEFORE = ("pasangan ", "paslon ", "Paslon ", "Pasangan ")
_ROLE_REACH = 60  # characters between a role word and a list of initials


class Finder(NameBook):
    """The rules that find names without rank or post beside them."""

    def _title_before(self, pos: int) -> int | None:
        """The post that only a blank parts from ``pos``."""
        index = bisect_right(self.post_ends, pos - 1) - 1
        return index if index >= 0 and self.post_ends[index] == pos - 1 and self.text[pos - 1] in " \u00a0" else None

    def by_honorific(self) -> None:
        for match, (start, _) in honorific().within(self.text, self.zones):
            before = max(start, match.start() - 12)
            if match.group()[:4] == "Haji" and pilgrims().search(self.text, before, match.start()):
                continue
            if STREET.search(self.text, max(start, match.start() - 24), match.start()):
                continue  # `Jalan Dr. Sutomo`
            run = self.name_at(match.start())
            if run is not None and run.honorifics:
                self.add(run, "honorific_name")

    def by_opener(self) -> None:
        """``Anak Agung Ngurah Pranajaya``: titles and birth order that begin a name and belong to it."""
        for at in name_openers(self.text, self.zones):
            run = self.name_at(at)
            if run is not None and len(run.words) > 2:
                self.add(run, "opener_name")

    def by_announcement(self) -> None:
        for match, (start, end) in announced().within(self.text, self.zones):
            if match["role"]:
                for run in in_list(self.text, match.end(), end):
                    name = self.text[run.start : run.end]
                    if len(name.replace(".", "")) > 3 or name.casefold() in stops() or run.start in self.barriers:
                        break
                    self.add(run, "role_initials", initials=True)
                run = self.name_at(match.end()) if match["role"] in people().name_roles else None
                if run is not None and len(run.words) > 1 and not self._is_other(run) and self._is_plain(run):
                    self.add(run, "role_name")  # `terdakwa Budi Santoso`, though no model saw him
                continue
            if match["initial"]:
                for run in in_list(self.text, match.end(), end):
                    self.add(run, "initials", initials=True)
                continue
            if self._add_listed_initials(match, start, end):
                continue
            self._add_announced(match, start)

    def _add_announced(self, match: re.Match[str], floor: int) -> None:
        """``bernama Budi``, ``pemuncak Siti Aminah``: who stands behind a word that announces a name."""
        run = self.name_at(match.end())
        if run is None:
            return
        word = match["name"]
        sure = word in people().sure_words
        run = before_letters(run) if sure else run
        human = word in _NAMING and HUMAN.search(self.text, max(floor, match.start() - 40), match.start())
        if self.sure_of_none(run) and not (human or (sure and self._is_plain(run))):
            return
        if word not in people().weak_words or AGE.match(self.text, run.stop):
            self.add(run, "announced_name")

    def _add_listed_initials(self, match: re.Match[str], floor: int, limit: int) -> bool:
        """``Tiga tersangka, yakni DWK, RSH, dan FTN``: letters that a role word and a list make people."""
        if not initial_roles().search(self.text, max(floor, match.start() - _ROLE_REACH), match.start()):
            return False
        runs = list(in_list(self.text, match.end(), limit))
        names = [self.text[run.start : run.end] for run in runs]
        if len(runs) < 2 or any(name in organizations().capital_heads or len(name) > 4 for name in names):
            return False
        for run in runs:
            self.add(run, "listed_initials", initials=True)
        return True

    def _is_plain(self, run: NameRun) -> bool:
        """No words of offices, posts or headlines among the capitalised words (`korban Kekerasan Seksual`)."""
        return not any(
            word.text in offices().topics
            or word.text.casefold() in offices().headline
            or word.text in function_words()
            or NOMINAL.fullmatch(word.text)
            or word.text.isupper()
            for word in run.words
        )

    def by_short_names(self) -> None:
        """``para perampok adalah Sm, Ay, Fai dan Ar``, ``DW dan ST, dua pria``: initials that a list makes people."""
        for start, end in self.zones:
            for begin, stop in (*short_names(self.text, start, end), *several_initials(self.text, start, end)):
                name = self.text[begin:stop]
                if name.casefold() not in stops() and name not in organizations().capital_heads:
                    self.add(of_letters(self.text, begin, stop), "listed_initials", initials=True)

    def by_role_behind(self) -> None:
        """``JS, tersangka kasus korupsi``, ``MK yang menjadi korban``: initials before a word of roles."""
        for start, end in self.zones:
            for begin, stop in initials_with_roles(self.text, start, end):
                name = self.text[begin:stop]
                if name.casefold() in stops() or name in organizations().capital_heads or name in people().not_initials:
                    continue
                if find_region(name, REGIONS) or begin in self.barriers:
                    continue
                self.add(of_letters(self.text, begin, stop), "initials_role", initials=True)

    def by_named_role_behind(self) -> None:
        """``dikendarai oleh Christiano, tersangka kasus``."""
        for start, end in self.zones:
            if ROLES_BEHIND.search(self.text, start, end) is None:
                continue
            for match in ROLE_BEHIND.finditer(self.text, start, end):
                run = self.name_at(match.start())
                if run is not None and not in_place_context(self.text, match.start(), start):
                    self.add(run, "name_role")

    def by_alias(self) -> None:
        """``Budi Hartono alias Budi Kobra``, ``DF alias G``."""
        named = alias_words().search(self.text, 0, len(self.text)) is not None
        for start, end in self.zones if named else ():
            for match in initials_alias().finditer(self.text, start, end):
                self.add(of_letters(self.text, *match.span()), "alias_initials", initials=True)
        for mention in list(self.found.values()):
            gap = alias().match(self.text, mention.end)
            run = self.name_at(gap.end()) if gap is not None else None
            if run is not None:
                self.add(run, "alias_name", initials=is_initials(self.text[run.start : run.end]))

    def by_list(self) -> None:
        """``Jenal Abidin, Abu Salem, Mariadi, dan Dedek``: who ends a list of people is one."""
        stops_at = {start: self._after_age(mention.end) for start, mention in self.found.items()}
        ends = frozenset(stops_at.values())
        for mention in sorted(self.found.values(), key=lambda mention: mention.start):
            before = self.text[max(0, mention.start - 8) : mention.start]
            glue = LIST_BEFORE.search(before)
            if glue is None or mention.start - len(before) + glue.start() not in ends:
                continue
            gap = LIST.match(self.text, stops_at[mention.start])
            run = self.name_at(gap.end(), 3) if gap is not None else None
            if run is not None and run.start not in self.found and LIST_END.match(self.text, run.stop):
                self.add(run, "list_name")

    def by_pair(self) -> None:
        """``pasangan nomor urut 2, Welem Tandilangi-Yohanis Buntulayuk``: two candidates with a dash between."""
        cues = people().pairs
        if not any(cue in self.text for cue in cues):
            return
        for start, end in self.zones:
            if not any(cue in self.text[start:end] for cue in cues):
                continue
            for match in PAIR.finditer(self.text, start, end):
                around = self.text[max(start, match.start() - _PAIR_REACH) : match.end() + _PAIR_REACH]
                dash = match.start(1)
                begin = self._back(dash, start) if any(cue in around for cue in cues) else None
                right = self.name_at(match.end())
                if begin is None or right is None or begin in self.posts:
                    continue
                said = capital_words(self.text[begin:dash], 0, dash - begin)
                words = tuple(
                    Word(begin + word.start, begin + word.end, word.text) for word in said if word.text not in cues
                )
                if not words:
                    continue
                begin = words[0].start
                left = NameRun(begin, begin, dash, dash, (), (), words)
                seen = self.people.overlaps(begin, dash) or self.people.overlaps(right.start, right.end)
                seen = seen or self.text[:begin].endswith(_PAIR_BEFORE)
                if not seen or any(find_region(self.text[run.start : run.end]) for run in (left, right)):
                    continue
                self.add(left, "name_pair")
                self.add(right, "name_pair")

    def by_list_between(self) -> None:
        """``Kapolres AKBP A, B, Ustaz C``: who stands between two people in a list is one."""
        for mention in list(self.found.values()):
            gap = COMMA_NAME.match(self.text, self._after_age(self._stop(mention)))
            run = self.name_at(gap.end(), 4) if gap is not None else None
            if run is None or run.start in self.found or len(run.words) < 2 or self._is_other(run):
                continue
            behind = LIST.match(self.text, run.stop)
            if behind is None:
                continue
            after = self.name_at(behind.end())
            known = behind.end() in self.rank_at or (after is not None and after.start in self.found)
            if known and not find_region(self.text[run.start : run.end], REGIONS):
                self.add(run, "list_name")

    def by_own_initials(self) -> None:
        """``Hidayat Nur Wahab (HNW)``: letters in brackets that are those of the name stand for it from there on."""
        for mention in list(self.found.values()):
            match = OWN_INITIALS.match(self.text, mention.end)
            if match is None or match[1] != "".join(word[0] for word in mention.text.split()):
                continue
            self.add(of_letters(self.text, *match.span(1)), "own_initials", initials=True)

    def by_bracket(self) -> None:
        """``Asnawi (Bang Dayat)``: the nickname in brackets stands behind its owner."""
        for mention in list(self.found.values()):
            match = NICKNAME_BEFORE.search(self.text, max(0, mention.start - 12), mention.start)
            if match is None or not mention.honorifics:
                continue
            begin = self._back(match.start(), max(0, match.start() - 60))
            run = self.name_at(begin) if begin is not None and begin not in self.posts else None
            if run is not None and run.stop == match.start():
                self.add(run, "nickname_owner")

    def by_speech(self) -> None:
        for match, _ in speech().within(self.text, self.zones):
            run = self.name_at(match.end())
            if run is None or self._is_other(run):
                continue
            if self.has_model and not self.people.overlaps(run.start, run.end):
                continue  # `ujar Brand Manager`
            self.add(run, "speech_name")

    def by_age(self) -> None:
        for start, end in self.zones:
            for match in AGES.finditer(self.text, start, end):
                at = match.start()
                at -= at > start and self.text[at - 1].isspace()
                letters = AGED_INITIALS.search(self.text, max(start, at - 8), at)
                if letters is not None:
                    self.add(of_letters(self.text, *letters.span(1)), "initials_age", initials=True)
                    continue
                begin = self._back(at, start)
                run = self.name_at(begin) if begin is not None else None
                if run is not None and run.stop <= at + 1:
                    self.add(run, "name_age")

    def by_model(self) -> None:
        callings = lexicon().callings
        for start, end in self.ents.items():
            if self.closed_at(start, end) or fold(self.text[start:end]) in self.streets:
                continue
            begin = start
            if start in self.posts:  # the model took the post along: `Sekda Kalteng` is no name
                stop = self.post_ends[bisect_right(self.post_ends, start)]
                begin = stop + len(self.text[stop:end]) - len(self.text[stop:end].lstrip(" \u00a0,"))
                if begin >= end:
                    continue
            begin = self.closed.end_of(begin)
            begin += len(self.text[begin:end]) - len(self.text[begin:end].lstrip(" \u00a0,"))
            if begin >= end or is_degree(self.text[begin:end]):
                continue
            for word in capital_words(self.text, begin, end):
                leads = word.text in callings and word.end < end
                if word.text.casefold() not in stops() and not NOMINAL.fullmatch(word.text) and not leads:
                    break
                begin = word.end + 1  # `Pengemudi Budi`, `Kehadiran Budi`: the model took the noun along
            run = self.name_at(self._first_name(begin))
            if run is None or (len(run.words) == 1 and (start not in self.single or self._is_title(run))):
                continue
            if run.start < end:  # the model saw more than an honorific
                self.add(run._replace(end=min(run.end, end)), "model")

    def _first_name(self, begin: int) -> int:
        """Where a common first name stands that the model left out: **Agung** `Budi Waskito`; else ``begin``."""
        word = WORD_BEFORE.search(self.text, max(0, begin - 16), begin)
        if word is None or word[1] not in given_names():
            return begin
        start = word.start(1)
        free = not (self.closed.overlaps(start, begin) or self.posts.overlaps(start, begin))
        return start if free and not self.taken.overlaps(start, begin) else begin

    def _is_title(self, run: NameRun) -> bool:
        """`dari Hakim pun`: a title that is a name too, but nobody's name here."""
        word = run.words[0].text
        return word in posts().also_names and not any(word in mention.text.split() for mention in self.found.values())

    def by_repetition(self) -> None:
        """Later short forms of names already found: ``Sandy`` of ``Sandy Riz Akbar``."""
        parts: set[str] = set()
        initials = {mention.text for mention in self.found.values() if mention.initials}
        for mention in self.found.values():
            words = mention.text.split()
            parts.update(word for word in words if len(word) > 2 and word.casefold() not in stops())
            if mention.initials:
                parts.add(mention.text)
        if not parts:
            return
        for start, end in self.zones:
            pos = start
            for at, behind in whole(self.text, parts, start, end):
                if at < pos:
                    continue
                pos = behind
                if at in self.taken or at in self.posts or at in self.located:
                    continue
                words = [self.text[at:behind]]
                stop = behind
                for word in capital_words(self.text, at, end, self.barriers)[1:]:
                    if word.text not in parts:
                        break
                    words.append(word.text)
                    stop = word.end
                run = NameRun(at, at, stop, stop, (), (), (Word(at, stop, words[0]),))
                before = self.text[at - 1 : at]
                follows = capital_words(self.text, at, end)
                if len(follows) > len(words) and follows[len(words)].text.casefold() not in stops():
                    continue  # part of another, longer name
                if before == "-" or self._part_of_longer(at, start):
                    continue
                self.add(
                    run,
                    "repeated_name",
                    position=self._title_before(at),
                    initials=self.text[at:stop] in initials,
                )
                pos = stop

    def _part_of_longer(self, pos: int, floor: int) -> bool:
        """Is the word before capitalised too, inside the sentence (`Jalan Sandy`, `Bukit Sandy`)?"""
        begin = self._back(pos - 1, floor) if pos - 1 > floor and self.text[pos - 1] in " \u00a0" else None
        if begin is None or begin == floor:
            return False
        lead = self.text[max(floor, begin - 2) : begin].strip()
        return (lead not in ("", ".", '"', "“") and begin not in self.barriers) or self.text[
            begin:pos
        ].strip() == "Jalan"


def person_stage(page: Page) -> Layers:
    finder = Finder(page)
    for mention in page.holders:
        finder.keep(mention)
    finder.by_opener()
    finder.by_pair()
    finder.by_model()
    finder.by_age()
    finder.by_announcement()
    finder.by_short_names()
    finder.by_role_behind()
    finder.by_named_role_behind()
    finder.by_speech()
    finder.by_honorific()
    finder.by_alias()
    finder.by_list()
    finder.by_list_between()
    finder.by_bracket()
    finder.by_own_initials()
    finder.by_repetition()
    return {"names": sorted(finder.found.values(), key=lambda name: name.start)}
