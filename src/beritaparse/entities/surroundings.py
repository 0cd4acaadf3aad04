"""What stands around a stretch of text that may be a name: the words beside it, the recogniser's labels, a bracket."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from ..lexicon.organizations import load as lexicon
from ..page import Entity, Page
from ..text.expressions import BLANK, VERB_FORM
from ..text.intervals import Intervals
from .names import given_names, stops

_BEFORE = re.compile(r"([^\W_][\w'’&.-]*|[^\s\w])([ \u00a0\u2009]{0,2}|\n\s*)$")
_BEHIND = re.compile(rf"({BLANK}{{0,2}})([^\W_][\w'’&-]*|[^\s\w]|\n)")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_BRACKET_INSIDE = re.compile(rf"{BLANK}?\(([^()\n]{{2,20}})\)")
_OPENERS = '\n.!?:“"'
_REACH = 24
_LONGEST_ACRONYM = 6
_STEPS = (0.3, 0.45, 0.6, 0.75, 0.9, 0.97)


class Surroundings:
    """What a page says about stretches of its text."""

    def __init__(self, page: Page, titles: Intervals) -> None:
        self.text = page.text
        self.entities: Sequence[Entity] = sorted(page.recognised)
        self._starts = [entity.start for entity in self.entities]
        self.titles = titles
        self.people = {e.start for e in self.entities if e.label == "PER" and e.score >= 0.5}
        self.headline = page.title
        self.blind = not page.entities

    @cached_property
    def people_names(self) -> frozenset[str]:
        return frozenset(self.text[e.start : e.end] for e in self.entities if e.label == "PER" and e.score >= 0.7)

    def seen(self, start: int, end: int) -> str:
        """What the recogniser says of this stretch: the same, a longer or a shorter one."""
        if self.blind:
            return "blind"
        at = bisect_left(self._starts, start)
        at = max(0, at - 1)
        best = "none"
        most = 0.0
        for entity in self.entities[at:]:
            if entity.start >= end:
                break
            if entity.end <= start:
                continue
            if (entity.start, entity.end) == (start, end):
                return f"{entity.label} {step(entity.score)}"
            if entity.score > most:
                most = entity.score
                longer = entity.start <= start and entity.end >= end
                shorter = entity.start >= start and entity.end <= end
                same = "begins" if entity.start == start else "ends" if entity.end == end else "inside"
                kind = "longer" if longer else "shorter" if shorter else "across"
                best = f"{entity.label} {kind} {same}"
        return best

    def before(self, start: int) -> str:
        """The word or mark before the stretch in small letters, or what it is (``title``, ``Cap``, ``number``)."""
        match = _BEFORE.search(self.text, max(0, start - _REACH), start)
        if match is None:
            return "none"
        if "\n" in match[2]:
            return "line"
        word = match[1]
        if match[2] == "" and word[-1].isalnum():
            return "glued"
        if word in lexicon().titles or start - 1 in self.titles:
            return "title"
        if word[0].isupper() and word.casefold() not in stops() and not self._opens(match.start()):
            return "Cap"
        return "number" if word[0].isdigit() else word.casefold()

    def _opens(self, at: int) -> bool:
        """Does a sentence begin at ``at``?"""
        before = self.text[max(0, at - 3) : at].rstrip(" \u00a0")
        return not before or before[-1] in _OPENERS

    def behind(self, end: int) -> str:
        """The word or mark behind the stretch, or what it is (``person``, ``verb``, ``Cap``, ``end`` of a line)."""
        match = _BEHIND.match(self.text, end)
        if match is None or match[2] == "\n":
            return "end"
        word = match[2]
        if not match[1] and word[0].isalnum():
            return "glued"
        if match.start(2) in self.people:
            return "person"
        if word[0].isupper():
            small = word.casefold()
            return "given" if word in given_names() else "stop" if small in stops() else "Cap"
        if word[0].isdigit():
            return "number"
        if VERB_FORM.fullmatch(word):
            return "verb"
        return word

    def gloss(self, start: int, end: int) -> str:
        """What a bracket right behind the stretch is to it: its ``whole`` initials, ``part`` of them, ``other``."""
        bracket = _BRACKET_INSIDE.match(self.text, end)
        if bracket is None:
            return ""
        initials = "".join(word[0] for word in self.text[start:end].split() if word[0].isupper()).casefold()
        short = bracket[1].casefold()
        return "whole" if short == initials else "part" if initials and short[0] == initials[0] else "other"

    def explains(self, start: int) -> str:
        """What stands before an abbreviation in brackets: capitalised words, small ones."""
        before = self.text[max(0, start - _REACH) : start - 1].split()
        return "Cap" if before and before[-1][0].isupper() else "small"


def shape_of(name: str, words: Sequence[str]) -> str:
    """How a name is written: ``acronym``, ``Camel``, ``two`` words …"""
    if len(words) > 1:
        capitals = all(word.isupper() for word in words)
        return "CAPITALS" if capitals else "two" if len(words) == 2 else "three" if len(words) == 3 else "more"
    if name.isupper():
        return "acronym" if len(name) <= _LONGEST_ACRONYM else "CAPITAL"
    if name.islower():
        return "small"
    return "Camel" if _INNER_CAPITAL.search(name) else "Word"


def step(score: float) -> str:
    """The highest step that a score reaches."""
    return str(max((step for step in _STEPS if score >= step), default=0.0))
