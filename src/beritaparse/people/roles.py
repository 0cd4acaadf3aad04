"""What the words around a name tell of somebody's role in the story: suspect, victim or witness.

Every mention votes: the last role word before the name and the first one behind it, in the sentence, the nearer the
more.  ``Mereka ialah A, B dan C`` looks back into the sentence before.  What a person is by these votes and by all else
that is known is chosen in :mod:`.role_choice`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ..lexicon import alternatives
from ..lexicon.people import load as lexicon
from ..lexicon.speech import forms
from ..page import NameMention
from ..text.runs import Anchored

KIN = "kin"
"""Is told of somebody whose kin has a role: `ibu korban`."""
_REACH = 160  # characters of the sentence that are looked at before a name
_AHEAD = 70  # and behind it
_NEAR = 30
_FARTHEST_TITLE = 80  # characters of a title and rank between a reporting word and the name
_BACK = 2  # the vote of a role word in the sentence before
SURE = 3  # the vote of a role word right beside the name
_VERB_ALONE = re.compile(r"(?<!\w)(?:me|di|ber|ter)[a-z]{3,}")
_LISTED = re.compile(
    r"(?:[ \u00a0](?:alias|als)[ \u00a0]|(?:[ \u00a0]\(\d{1,3}[^()\n]{0,8}\))?(?:,|,?[ \u00a0](?:dan|serta))[ \u00a0])"
)
_FILLER = re.compile(
    r"(?:\W|\d|\b(?:berinisial|inisial|bernama|atas|nama|dan|serta|yakni|yaitu|adalah|ialah|masing-masing|tahun|saudara|yang)\b)+"
)


@cache
def _before() -> Anchored:
    return _cues(lexicon().roles_before)


@cache
def _behind() -> Anchored:
    return _cues(lexicon().roles_behind)


def _cues(roles: dict[str, tuple[str, ...]]) -> Anchored:
    groups = "|".join(f"(?P<{role}>{alternatives(words)})" for role, words in roles.items())
    pattern = re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE)
    return Anchored(pattern, [word for words in roles.values() for word in words])


@cache
def _announced() -> re.Pattern[str]:
    """``yakni ``, ``berinisial `` right before a name: what the sentence speaks of is the name's, however far."""
    words = alternatives((*lexicon().name_words, *lexicon().initial_words))
    return re.compile(rf"(?<!\w)(?:{words})[ \u00a0]$")


@cache
def _of_kin() -> re.Pattern[str]:
    """``Ayah `` before a name or a role word: what is told of the other one is not told of who is named."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon().kin)})[ \u00a0](?:dari[ \u00a0])?$", re.IGNORECASE)


@cache
def _said_by() -> Anchored:
    """A reporting word that stands before who speaks."""
    words = [word for word, form in forms().items() if not {"base", "according"}.isdisjoint(form.shapes)]
    return Anchored(rf"(?<!\w)(?:{alternatives(words)})(?=[ \u00a0])", words, flags=re.IGNORECASE)


@cache
def _told() -> re.Pattern[str]:
    """A reporting word: who stands on its other side tells of the role, and does not have it."""
    return re.compile(rf"(?<!\w)(?:{alternatives(forms())})(?!\w)")


@cache
def _looks_back() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(lexicon().looking_back)})(?!\w)")


class Roles:
    """Role words of one article; ``names`` are all names in order, ``sentences`` the starts and ends of sentences."""

    def __init__(self, text: str, names: Sequence[NameMention], sentences: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.sentences = [start for start, _ in sentences]
        self.ends = [end for _, end in sentences]
        self.starts = [name.start for name in names]
        self.name_ends = [name.end for name in names]
        self.lists = self._lists()

    def _lists(self) -> list[range]:
        """For each name the numbers of the names of its list: ``A (20), B dan C``."""
        lists: list[range] = []
        first = 0
        for number, end in enumerate(self.name_ends, 1):
            if number < len(self.starts) and _LISTED.fullmatch(self.text, end, self.starts[number]):
                continue
            lists += [range(first, number)] * (number - first)
            first = number
        return lists

    def votes(self, mention: NameMention) -> Iterator[tuple[str, str, int]]:
        """What is told of a name: the side on which it stands (``before`` or ``behind``), the role or :data:`KIN`, the
        weight."""
        for side, (role, weight) in (
            ("before", self._vote_before(mention.start)),
            ("behind", self._vote_behind(mention)),
        ):
            if role:
                yield side, role, weight

    def _sentence(self, at: int) -> tuple[int, int]:
        index = bisect_right(self.sentences, at)
        return (self.sentences[index - 1], self.ends[index - 1]) if index else (0, len(self.text))

    def _vote_before(self, start: int) -> tuple[str, int]:
        start = self._list_begin(start)
        floor, _ = self._sentence(start)
        begin = max(floor, start - _REACH)
        cue = _last(_before(), self.text, begin, start)
        if cue is None and floor and _looks_back().match(self.text, floor, start):
            cue = _last(_before(), self.text, self._sentence(floor - 1)[0], floor)
            return (cue.lastgroup or "", _BACK) if cue else ("", 0)
        if cue is None:
            return "", 0
        between = self.text[cue.end() : start]
        if _told().search(between):
            return "", 0
        between = self._without_names(cue.end(), start)
        filled = _FILLER.fullmatch(between) is not None
        if _of_kin().search(self.text, max(begin, cue.start() - _NEAR), cue.start()) and (filled or "," in between):
            return KIN, 1
        if filled and between.startswith(",") and _VERB_ALONE.match(cue.group()):
            return cue.lastgroup or "", 1  # `Rekannya sudah diamankan, Budi menyesal`: a clause is over
        if filled:
            return cue.lastgroup or "", SURE
        near = start - cue.end() <= _NEAR or _announced().search(between) or not _VERB_ALONE.search(between)
        return cue.lastgroup or "", 2 if near else 1

    def _without_names(self, start: int, end: int) -> str:
        """What stands between two offsets but for names: ``tersangka | A (20) asal X, | B (21)``."""
        parts: list[str] = []
        for number in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            parts.append(self.text[start : self.starts[number]])
            start = self.name_ends[number]
        return "".join((*parts, self.text[start:end]))

    def _list_begin(self, start: int) -> int:
        """Where the first name of a list begins that the name at ``start`` stands in."""
        return self.starts[self.lists[bisect_left(self.starts, start)].start]

    def _vote_behind(self, mention: NameMention) -> tuple[str, int]:
        floor, ceiling = self._sentence(mention.end)
        near = max(floor, mention.start - _NEAR)
        if _of_kin().search(self.text, near, mention.start):
            return KIN, 1
        end, following = self._list_end(mention.end)
        stop = min(ceiling, end + _AHEAD)
        if following < len(self.starts):
            stop = min(stop, self.starts[following])
        cue = _behind().search(self.text, end, stop)
        if cue is None:
            return "", 0
        if _of_kin().search(self.text, max(end, cue.start() - _NEAR), cue.start()):
            return KIN, 1
        if _told().search(self.text, end, cue.start()):
            return "", 0
        if self.text[end : end + 1] == "," and cue.lastgroup != "witness" and self._is_said_by(mention.start, floor):
            return "", 0
        filled = _FILLER.fullmatch(self.text, end, cue.start()) is not None
        # `sebagai tersangka` is told of the subject, however far
        near = cue.start() - end <= _NEAR or " " in cue.group()
        return cue.lastgroup or "", SURE if filled else 2 if near else 1

    def _is_said_by(self, start: int, floor: int) -> bool:
        """``kata Kapolres Demak AKBP Budi, pelaku kabur``: a role word behind the comma begins what is said.

        Between the reporting word and the name stand a title and a rank at most: capitalised words.
        """
        said = _last(_said_by(), self.text, max(floor, start - _FARTHEST_TITLE), start)
        return said is not None and all(not word[0].islower() for word in self.text[said.end() : start].split())

    def _list_end(self, end: int) -> tuple[int, int]:
        """Where a list of names goes on to (``A (20), B dan C | ditangkap``), and the number of the name behind it."""
        last = self.lists[bisect_left(self.starts, end) - 1].stop
        return max(end, self.name_ends[last - 1]), last


def _last(pattern: Anchored, text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found
