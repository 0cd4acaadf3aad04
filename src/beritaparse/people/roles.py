"""What somebody is in the story: suspect, victim, witness or other, by the words around the names.

Every mention votes: the last role word before the name and the first one behind it, in the sentence, the nearer the
more.  ``Mereka ialah A, B dan C`` looks back into the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import cast

from ..article import Role
from ..layers import NameMention
from ..lexicon import alternatives
from ..lexicon.people import load as lexicon
from ..lexicon.speech import forms

_REACH = 160  # characters of the sentence that are looked at before a name
_AHEAD = 70  # and behind it
_NEAR = 30
_SURE = 3  # the vote of a role word right beside the name
_FILLER = re.compile(
    r"(?:\W|\d|\b(?:berinisial|inisial|bernama|atas|nama|dan|serta|yakni|yaitu|tahun|saudara|yang)\b)+"
)


@cache
def _before() -> re.Pattern[str]:
    return _cues(lexicon().roles_before)


@cache
def _behind() -> re.Pattern[str]:
    return _cues(lexicon().roles_behind)


def _cues(roles: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    groups = "|".join(f"(?P<{role}>{alternatives(words)})" for role, words in roles.items())
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE)


@cache
def _told() -> re.Pattern[str]:
    """A reporting word: who stands on its other side tells of the role, and does not have it."""
    return re.compile(rf"(?<!\w)(?:{alternatives(forms())})(?!\w)")


@cache
def _looks_back() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(lexicon().looking_back)})(?!\w)")


class Roles:
    """Role words of one article; ``names`` are all names in order, ``sentences`` the starts of sentences."""

    def __init__(self, text: str, names: Sequence[NameMention], sentences: Sequence[int]) -> None:
        self.text = text
        self.sentences = sentences
        self.starts = [name.start for name in names]
        self.known = {name.text for name in names}

    def of(self, mentions: Iterable[NameMention], *, official: bool) -> Role:
        """Return the role of the person with these mentions.

        The holder of a rank or post is an official unless a word right beside the name says suspect.
        """
        votes: Counter[str] = Counter()
        for mention in mentions:
            for role, weight in (self._vote_before(mention.start), self._vote_behind(mention.end)):
                votes[role] += weight if not official or (role == "suspect" and weight == _SURE) else 0
        del votes[""]
        best = max(votes, key=lambda role: votes[role], default="other")
        if official:
            return "suspect" if votes["suspect"] >= _SURE else "official"
        return cast(Role, best) if votes[best] else "other"

    def _sentence(self, at: int) -> tuple[int, int]:
        index = bisect_right(self.sentences, at)
        return (
            self.sentences[index - 1] if index else 0,
            self.sentences[index] if index < len(self.sentences) else len(self.text),
        )

    def _vote_before(self, start: int) -> tuple[str, int]:
        floor, _ = self._sentence(start)
        begin = max(floor, start - _REACH)
        cue = _last(_before(), self.text, begin, start)
        if cue is None and floor and _looks_back().match(self.text, floor, start):
            cue = _last(_before(), self.text, self._sentence(floor - 1)[0], floor)
            return (cue.lastgroup or "", 1) if cue else ("", 0)
        if cue is None:
            return "", 0
        between = self.text[cue.end() : start]
        if _told().search(between):
            return "", 0
        for name in self.known:  # `tersangka A (20), B (21) dan C`: other names of the list are of no account
            between = between.replace(name, "") if name in between else between
        filled = _FILLER.fullmatch(between) is not None
        return cue.lastgroup or "", _SURE if filled else 2 if start - cue.end() <= _NEAR else 1

    def _vote_behind(self, end: int) -> tuple[str, int]:
        _, ceiling = self._sentence(end)
        stop = min(ceiling, end + _AHEAD)
        following = bisect_left(self.starts, end)
        if following < len(self.starts):
            stop = min(stop, self.starts[following])
        cue = _behind().search(self.text, end, stop)
        if cue is None:
            return "", 0
        if _told().search(self.text, end, cue.start()):
            return "", 0
        filled = _FILLER.fullmatch(self.text, end, cue.start()) is not None
        return cue.lastgroup or "", _SURE if filled else 2 if cue.start() - end <= _NEAR else 1


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found
