"""What speaks for a candidate of being an organisation's whole name, and what against it: features with weights.

A candidate is a stretch of text that a word of the lexicon begins or ends, that the recogniser marked or that a word
such as ``platform`` announces.  The weights are fitted on annotated pages (``scripts/fit_organizations.py``) and
stand in ``lexicon/organizations_weights.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..lexicon.places import world_names
from ..page import Entity, Page
from ..text.intervals import Intervals
from .names import BLANK, given_names, stops

_BEFORE = re.compile(r"([^\W_][\w'’&.-]*|[^\s\w])([ \u00a0\u2009]{0,2}|\n\s*)$")
_BEHIND = re.compile(rf"({BLANK}{{0,2}})([^\W_][\w'’&-]*|[^\s\w]|\n)")
_VERB = re.compile(r"(?:me|di|ber|ter)[a-z]{3,}")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_BRACKET = re.compile(rf"{BLANK}?\(([^()\n]{{2,20}})\)")
_OPENERS = '\n.!?:“"'
_REACH = 24
_LONGEST_ACRONYM = 6
_STEPS = (0.3, 0.45, 0.6, 0.75, 0.9, 0.97)


class Candidate(NamedTuple):
    """A name that may be an organisation's: ``rule`` tells what made it, ``cue`` the word that announces it."""

    start: int
    end: int
    kind: str
    rule: str
    cue: str = ""


class Surroundings:
    """What a page says about its candidates."""

    def __init__(self, page: Page, titles: Intervals) -> None:
        self.text = page.text
        self.entities: Sequence[Entity] = sorted(page.recognised)
        self._starts = [entity.start for entity in self.entities]
        self.titles = titles
        self.posts = Intervals((p.start, p.end) for p in page.positions)
        self.people = {e.start for e in self.entities if e.label == "PER" and e.score >= 0.5}
        self.headline = page.title
        self.blind = not page.entities

    @cached_property
    def _people_names(self) -> frozenset[str]:
        return frozenset(self.text[e.start : e.end] for e in self.entities if e.label == "PER" and e.score >= 0.7)

    def features(self, made: Candidate) -> list[str]:
        """The features of one candidate."""
        return list(self._features(made))

    def _features(self, made: Candidate) -> Iterator[str]:
        start, end = made.start, made.end
        name = self.text[start:end]
        words = name.split()
        source = made.rule
        group = "model" if source in ("model", "cued") else "word"
        shape = _shape(name, words)
        yield group
        yield f"source={source}"
        yield f"shape={shape}"
        yield f"source={source} shape={shape}"
        seen = self._seen(start, end)
        yield f"seen={seen}"
        yield f"source={source} seen={seen}"
        if group == "model":
            yield f"seen={seen} shape={shape}"
        before = self._before(start)
        behind = self._behind(end)
        for place, word in (("before", before), ("behind", behind)):
            yield f"{place}={word}"
            yield f"{group} {place}={word}"
        if group == "model":
            yield f"{shape} behind={behind if behind in ('Cap', 'person', '(', 'number') else 'other'}"
        yield f"first={words[0]}"
        yield f"last={words[-1]}"
        yield f"{group} whole={name}"
        yield from self._where(made, group, behind)
        yield from self._what(name, words, group)
        if made.cue:
            yield f"cue={made.cue}"
            yield f"cue={made.cue} shape={shape}"

    def _seen(self, start: int, end: int) -> str:
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
                return f"{entity.label} {_step(entity.score)}"
            if entity.score > most:
                most = entity.score
                longer = entity.start <= start and entity.end >= end
                shorter = entity.start >= start and entity.end <= end
                same = "begins" if entity.start == start else "ends" if entity.end == end else "inside"
                kind = "longer" if longer else "shorter" if shorter else "across"
                best = f"{entity.label} {kind} {same}"
        return best

    def _before(self, start: int) -> str:
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

    def _behind(self, end: int) -> str:
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
        if _VERB.fullmatch(word):
            return "verb"
        return word

    def _where(self, made: Candidate, group: str, behind: str) -> Iterator[str]:
        start, end = made.start, made.end
        if start in self.posts:
            place = "ends" if self.posts.end_of(start) == end else "inside"
            yield f"post={place}"
            yield f"{group} post={place} behind={'person' if behind in ('person', 'Cap', 'given', ',') else 'other'}"
        elif start - 1 in self.posts:
            yield "behind post"
            yield f"{group} behind post"
        if self.headline is not None and self.headline.start <= start < self.headline.end:
            yield "headline"
        if self.text[start - 1 : start] == "(":
            closed = self.text[end : end + 1] == ")"
            yield f"{group} bracket={closed}"
            if closed:
                yield f"{group} explains={self._explains(start)}"
        bracket = _BRACKET.match(self.text, end)
        if bracket is not None:
            name = self.text[start:end]
            initials = "".join(word[0] for word in name.split() if word[0].isupper()).casefold()
            short = bracket[1].casefold()
            kind = "whole" if short == initials else "part" if initials and short[0] == initials[0] else "other"
            yield f"gloss={kind}"
            yield f"{group} gloss={kind}"

    def _explains(self, start: int) -> str:
        """What stands before an abbreviation in brackets: capitalised words, small ones."""
        before = self.text[max(0, start - _REACH) : start - 1].split()
        return "Cap" if before and before[-1][0].isupper() else "small"

    def _what(self, name: str, words: Sequence[str], group: str) -> Iterator[str]:
        lists = lexicon()
        if name in self._people_names:
            yield f"{group} person elsewhere"
        if words[0] in lists.unit_words:
            yield f"{group} unit word"
        if name in lists.never or not lists.never.isdisjoint(words):
            yield f"{group} never"
        if name in lists.products:
            yield f"{group} product"
        if words[0] in lists.first_words:
            yield f"{group} head word"
        if name in world_names() or find_region(name):
            yield f"{group} region"
        elif words[-1] in world_names() or words[-1] in lists.nations or find_region(words[-1]):
            yield f"{group} ends in region"
        small = words[-1].casefold()
        if len(words) > 1 and (small in stops() or small in offices().headline):
            yield "ends in stop"
        if words[0].casefold() in stops():
            yield f"{group} begins with stop"
        if name.count("(") != name.count(")"):
            yield "open bracket"


def _shape(name: str, words: Sequence[str]) -> str:
    if len(words) > 1:
        capitals = all(word.isupper() for word in words)
        return "CAPITALS" if capitals else "two" if len(words) == 2 else "three" if len(words) == 3 else "more"
    if name.isupper():
        return "acronym" if len(name) <= _LONGEST_ACRONYM else "CAPITAL"
    if name.islower():
        return "small"
    return "Camel" if _INNER_CAPITAL.search(name) else "Word"


def _step(score: float) -> str:
    return str(max((step for step in _STEPS if score >= step), default=0.0))
