"""The venue of an event: a choice among the places that a page names by what governs them and how they are written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from ..lexicon import alternatives
from ..text.expressions import GAP, B
from .around import Around
from .choice import Chosen, chosen
from .clauses import Clauses
from .page import Page
from .sites import Site, class_at, lexicon, with_kilometre
from .triggers import group_of

_WINDOW = 70
_BLANKS = (" ", "\u00a0")
NEAR, FAR = 15, 50
"""Characters between a place and the word that governs it."""
_BEHIND = 30
_NEXT = re.compile(r"[ \u00a0]?(?P<mark>[,(])?[ \u00a0]{0,2}(?:di[ \u00a0])?(?P<word>\w+)")
_ADDRESS = re.compile(rf"(?<!\w)di{B}[^.!?\n“”\"]{{2,60}},{B}(?:[Ll]antai{B}\w+{B})?$")
_TOWARD = re.compile(rf"(?<!\w)(?P<to>ke|dari|menuju){B}(?:\w+{B})?$")
_BESIDE = re.compile(rf"(?<!\w)di{B}(?:depan|dekat|sekitar|samping|seberang|belakang|antara){B}$")


class Venue(NamedTuple):
    """Where an event took place, as written; with a name it is a facility of the article."""

    start: int
    text: str
    facility_id: str | None

    @property
    def saying(self) -> str:
        """The words in small letters with single blanks: two venues of one saying are one."""
        return " ".join(self.text.casefold().split())


@cache
def _at() -> re.Pattern[str]:
    not_between = alternatives(lexicon().between_not)
    # also where a scraper lost the blank: `kecelakaandi Jalan X`
    return re.compile(
        rf"(?:(?<!\w)[Dd]i|(?<=\wan)di|(?<!\w)[Dd]epan)(?:{B}(?!(?:{not_between})(?!\w))[\w()]+){{0,4}}{B}$"
    )


def _ending_in(words: Iterable[str], behind: str = "") -> re.Pattern[str]:
    """What stands before a place and ends in one of these words, with ``behind`` between it and the place."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)}){behind}{B}$", re.IGNORECASE)


@cache
def _to() -> re.Pattern[str]:
    """Before a place that is visited."""
    return _ending_in(("ke", *lexicon().visits))


@cache
def _built() -> re.Pattern[str]:
    """Before what is built or mended."""
    return _ending_in(lexicon().builds)


@cache
def _met() -> re.Pattern[str]:
    """Before the place where somebody was met to be asked."""
    return _ending_in(lexicon().met, rf"(?:{B}\w+){{0,3}}{B}di")


@cache
def _press() -> re.Pattern[str]:
    """Before the place where reporters were told of it: ``saat rilis kasus di``."""
    return _ending_in(lexicon().press, rf"(?:{B}\w+){{0,4}}{B}di")


@cache
def _member() -> re.Pattern[str]:
    """Before what somebody belongs to: ``warga binaan | Lapas X``."""
    return _ending_in(lexicon().members)


@cache
def _cell() -> re.Pattern[str]:
    """Where people are kept."""
    return re.compile(rf"(?:{alternatives(lexicon().cells)})(?!\w)", re.IGNORECASE)


class Sites:
    """The places that a page names and what speaks for each being that of an event."""

    def __init__(self, page: Page, clauses: Clauses, around: Around, of_day: Sequence[int]) -> None:
        """``of_day`` are the starts of the time expressions that tell the event's day."""
        self.page = page
        self.around = around
        self.text = page.text
        self.clauses = clauses
        self.found = page.sites
        self.headline = f" {page.headline}".replace("\u00a0", " ").casefold()
        self.days = sorted(time.start for time in page.whole.dates)
        self.of_day = of_day
        self.regions = {mention.start for place in page.whole.places for mention in place.mentions}

    def venue_of(
        self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
    ) -> Chosen[Venue] | None:
        """The venue of an event whose triggers are ``hits`` and whose sentences are ``spans``."""
        return chosen("venue", self.candidates(kind, hits, spans), attrgetter("saying"))

    def candidates(
        self, kind: str, hits: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
    ) -> list[tuple[Venue, list[str]]]:
        """The places of the page with what is known of each, in order."""
        given: list[tuple[Venue, list[str]]] = []
        texts = [with_kilometre(self.text, site) for site in self.found]
        again = Counter(text.casefold() for text in texts)
        around = self.around
        clauses: dict[int, tuple[str, list[str]]] = {}  # what begins together is governed by one word
        for site, text in zip(self.found, texts, strict=True):
            if site.start not in clauses:
                before = f"before={self._before(site, kind)}"
                features = self._of_clause(site, kind, before, hits) + around.beside(site.start)
                clauses[site.start] = before, features
            before, features = clauses[site.start]
            found = [*features]
            found += self._of_form(site, text, kind)
            zone, right = f"zone={self._zone(site, spans)}", around.behind(site.end)
            found += [
                zone,
                f"again={min(again[text.casefold()], 3)}",
                f"{zone} group={group_of(kind)}",
                f"kind={site.kind} {zone}",
                f"kind={site.kind} {before}",
                f"nested={site.nested} {right}",
                right,
                f"nested={site.nested} {before}",
                f"nested={site.nested} direct={self._is_direct(site)}",
                *self._of_class(site, kind, before),
            ]
            given.append((Venue(site.start, text, site.facility_id), found))
        return given

    def _of_clause(self, site: Site, kind: str, before: str, hits: Sequence[tuple[int, int]]) -> list[str]:
        word, distance = self.clauses.governing(site.start, site.end, hits, "venue")
        if self.clauses.in_court(kind, site.start, site.end):
            word = "court"
        group = group_of(kind)
        near = "near" if distance <= NEAR else "mid" if distance <= FAR else "far"
        found = [
            f"word={word}",
            f"word={word} group={group}",
            f"word={word} distance={near}",
            f"word={word} type={kind}",
        ]
        found += [before, f"{before} word={word}", f"{before} group={group}"]
        if site.start in self.clauses.direct:
            found.append("quoted")
        return found

    def _is_direct(self, site: Site) -> bool:
        """Whether ``di`` stands right before it."""
        return self.text[max(0, site.start - 3) : site.start - 1].casefold() == "di"

    def _of_class(self, site: Site, kind: str, before: str) -> list[str]:
        """What the place is: words that begin few places share their weight."""
        name = class_at(self.text, site)
        found = f"class={name}"
        last = [f"last={site.last}", f"last={site.last} {found}"] if site.last else []
        return [*last, found, f"{found} group={group_of(kind)}", f"{found} type={kind}", f"{found} {before}"]

    def _before(self, site: Site, kind: str) -> str:
        start, window = site.start, max(0, site.start - _WINDOW)
        if self.text[start - 1 : start] not in _BLANKS:
            return "loose"  # all of them end in a blank
        words = lexicon()
        at = self._is_direct(site)
        ways = (
            ("visited", _to, kind in words.visiting),
            ("built", _built, kind in words.building),
            ("met", _met, at),
            ("press", _press, at),
            ("beside", lambda: _BESIDE, not at),
            ("at", _at, True),
            ("toward", lambda: _TOWARD, not at),
            ("address", lambda: _ADDRESS, not at),
            ("member", _member, not at),
        )
        for name, pattern, asked in ways:  # the first that fits: few are tried
            found = pattern().search(self.text, window, start) if asked else None
            if found is not None:
                return found["to"] if name == "toward" else name
        return "loose"

    def _of_form(self, site: Site, text: str, kind: str) -> list[str]:
        kind_of_site = site.kind or "none"
        first = GAP.split(text.casefold(), maxsplit=1)[0]
        found = [
            f"kind={kind_of_site}",
            f"kind={kind_of_site} group={group_of(kind)}",
            f"head={first}",
            f"how={site.how}",
        ]
        found += [f"nested={site.nested}", f"nested={site.nested} how={site.how}"]
        found.append(f"length={min(len(text.split()), 6)}")
        if f" {text.casefold()}".replace("\u00a0", " ") in self.headline:
            found.append("headline")
        if _cell().match(self.text, site.start):
            found.append(f"cell attended={self.clauses.attended}")
        behind = self.text[site.end : site.end + 2]
        found.append("behind=comma" if behind[:1] == "," else "behind=stop" if behind[:1] in ".\n" else "behind=word")
        if self._names_day(site.end, site.end + _BEHIND):
            found.append("day behind")
        begin, stop = self.page.sentence_at(site.start)
        own = any(begin <= at < stop for at in self.of_day)
        day = f"day={'own' if own else self._names_day(begin, stop)}"
        found += [day, f"{day} group={group_of(kind)}", f"own day={self._own_day(site)}"]
        address = f"address={self._address(site.end)}"
        return [*found, address, f"{address} {kind_of_site}"]

    def _own_day(self, site: Site) -> str:
        """Where the nearest time expression of the event's day stands, of those that are near."""
        behind = [at - site.end for at in self.of_day if at >= site.end]
        before = [site.start - at for at in self.of_day if at < site.start]
        if behind and min(behind) < NEAR:
            return "behind"
        if before and min(before) < FAR:
            return "before"
        return "near" if behind and min(behind) < 2 * FAR else "far" if self.of_day else "none"

    def _address(self, end: int) -> str:
        """What goes on behind a place: a region or the word for its level, behind a comma or right there."""
        part = _NEXT.match(self.text, end)
        word = (part and part["word"]) or ""
        comma = "comma " if part and part["mark"] else ""
        if part and part.start("word") in self.regions:
            return f"{comma}region"
        return f"{comma}level" if word.casefold() in lexicon().levels else "none"

    def _names_day(self, start: int, end: int) -> bool:
        at = bisect_left(self.days, start)
        return at < len(self.days) and self.days[at] < end

    def _zone(self, site: Site, spans: Sequence[tuple[int, int]]) -> str:
        if site.end <= self.page.lead_start:
            return "headline"
        if site.start < self.page.lead_end:
            return "lead"
        if site.start >= self.page.opening_end:
            return "late"
        return "near" if any(begin <= site.start < stop for begin, stop in spans) else "body"
