"""What speaks for a candidate of being an organisation's whole name, and what against it: features with weights.

A candidate is a stretch of text that a word of the lexicon begins or ends, that the recogniser marked or that a word
such as ``platform`` announces.  The weights are fitted on annotated pages (``scripts/fit_names.py``) and
stand in ``lexicon/organizations_weights.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..gazetteer.regions import find_region
from ..lexicon.offices import load as offices
from ..lexicon.organizations import load as lexicon
from ..lexicon.places import world_names
from ..page import Page
from ..text.intervals import Intervals
from .names import given_names, stops
from .surroundings import Surroundings, shape_of


class Candidate(NamedTuple):
    """A name that may be an organisation's: ``rule`` tells what made it, ``cue`` the word that announces it."""

    start: int
    end: int
    kind: str
    rule: str
    cue: str = ""


class OrganizationSurroundings(Surroundings):
    """What a page says about its candidates."""

    def __init__(self, page: Page, titles: Intervals) -> None:
        super().__init__(page, titles)
        self.posts = Intervals((p.start, p.end) for p in page.positions)

    def features(self, made: Candidate) -> list[str]:
        """The features of one candidate."""
        return list(self._features(made))

    def _features(self, made: Candidate) -> Iterator[str]:
        start, end = made.start, made.end
        name = self.text[start:end]
        words = name.split()
        source = made.rule
        group = "model" if source in ("model", "cued") else "gloss" if source == "glossed" else "word"
        shape = shape_of(name, words)
        yield group
        yield f"source={source}"
        yield f"shape={shape}"
        yield f"source={source} shape={shape}"
        seen = self.seen(start, end)
        yield f"seen={seen}"
        yield f"source={source} seen={seen}"
        if group == "model":
            yield f"seen={seen} shape={shape}"
        before = self.before(start)
        behind = self.behind(end)
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
                yield f"{group} explains={self.explains(start)}"
        gloss = self.gloss(start, end)
        if gloss:
            yield f"gloss={gloss}"
            yield f"{group} gloss={gloss}"

    def _what(self, name: str, words: Sequence[str], group: str) -> Iterator[str]:
        lists = lexicon()
        if name in self.people_names:
            yield f"{group} person elsewhere"
        if words[0] in lists.unit_words:
            yield f"{group} unit word"
        if name in lists.never or not lists.never.isdisjoint(words):
            yield f"{group} never"
        if words[0] in given_names():
            yield f"{group} given name"
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
