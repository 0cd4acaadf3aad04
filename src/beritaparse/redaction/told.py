"""What a page tells of somebody in office: the reasons by which :mod:`.parties` chooses whether the case is theirs.

Every mention of a name, and every place where the same post stands without one, looks to both sides in its sentence:
which kinds of words stand there (``case_words`` of ``lexicon/private.toml``: what is done to suspects, what hurts, who
does it, names of roles, proceedings), how far, and what stands between.  A sentence that goes on with a pronoun tells
of who was named before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..article import Article, Person
from ..lexicon.private import load as lexicon
from ..lexicon.speech import forms
from ..text.expressions import LETTERS

_AHEAD, _BACK = 160, 160
"""Characters of the sentence that are looked at behind a name and before it."""
_WORDS = 16
"""Words that are looked at on either side."""
_ADJACENT, _NEAR = 1, 5
"""Words between a name and what is told of it."""
_MENTIONS = 12
"""Mentions of a person beyond so many tell nothing new."""
_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_VERB_OR_NOUN = re.compile(r"(?:me|di|ber|ter|ke)[a-z]{4,}")
_PLAIN = frozenset({"", "link", "capital"})
_SILENT = _PLAIN | {"of", "by", "person"}
"""Kinds of words that tell nothing themselves."""
_DEEDS = frozenset({"speech", "active", "passive"})
_DONE_BY, _TAKES = "done_by", "takes"
"""Kinds of what somebody did who stands right behind it, and of what befalls who stands there."""


class Place(NamedTuple):
    """Where somebody is named: with post and rank from ``begin``, the name at ``start``, all that belongs to it up to
    ``end``."""

    begin: int
    end: int


class Surroundings:
    """The sentences, names and speakers of an article."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        spans = [(s.start, s.end) for s in article.sentences] or [(b.start, b.end) for b in article.blocks]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._speakers = {quote.speaker.person_id for quote in article.quotes if quote.speaker is not None}
        self._names = {m.start: m.end for person in article.persons for m in person.mentions}

    def reasons(self, person: Person, named: Sequence[Place], posts: Iterable[Place]) -> list[str]:
        """All reasons, each once: of the places where a person is named, and of those where the post stands alone."""
        found = dict.fromkeys(_of(person))
        if person.id in self._speakers:
            found["speaks"] = None
        for side, places in (("", named), ("post ", posts)):
            for place in (*places,)[:_MENTIONS]:
                reasons = self._of_place(place)
                if side:  # what else stands beside a post is told of others
                    reasons = (reason for reason in reasons if reason.split()[1] not in _DEEDS and "next" not in reason)
                found.update(dict.fromkeys(side + reason for reason in reasons))
        return list(found)

    def _of_place(self, place: Place) -> Iterator[str]:
        floor, ceiling, number = self._sentence(place)
        yield from _told("behind", self._kinds(place.end, min(ceiling, place.end + _AHEAD)))
        before = self._kinds(max(floor, place.begin - _BACK), place.begin, is_before=True)
        yield from _told("before", before[::-1])
        if number is not None and number + 1 < len(self._starts):
            yield from self._going_on(number + 1)

    def _sentence(self, place: Place) -> tuple[int, int, int | None]:
        """Start and end of the sentence and its number; the line, where none is known."""
        at = bisect_right(self._starts, place.begin) - 1
        if at >= 0 and place.begin < self._ends[at]:
            return self._starts[at], max(self._ends[at], place.end), at
        floor = self._text.rfind("\n", max(0, place.begin - _BACK), place.begin) + 1
        end = self._text.find("\n", place.end, place.end + _AHEAD)
        return floor, end if end >= 0 else place.end + _AHEAD, None

    def _going_on(self, number: int) -> Iterator[str]:
        """What the next sentence tells where it begins with a pronoun or a role: `Ia didakwa menerima suap`."""
        start = self._starts[number]
        first = LETTERS.match(self._text, start, start + 20)
        word = first.group() if first is not None else ""
        kind = "pronoun" if word in lexicon().pronouns else _kind(word.lower(), False)
        if first is None or kind not in ("pronoun", "role"):
            return
        kinds = self._kinds(first.end(), min(self._ends[number], start + _AHEAD))
        yield from _told(f"next {kind}", kinds)

    def _kinds(self, start: int, end: int, *, is_before: bool = False) -> list[str]:
        """The kinds of the words of a stretch, in order; a name is one word, and so are two that tell one thing."""
        found: list[str] = []
        known, behind = _by_word(is_before), start
        for word in LETTERS.finditer(self._text, start, max(start, end)):
            if word.start() < behind:
                continue
            if (name_end := self._names.get(word.start())) is not None:
                behind = name_end
                found.append("person")
                continue
            written = word.group()
            small = written.lower()
            following = _NEXT_WORD.match(self._text, word.end(), end)
            pair = known.get(f"{small} {following[1].lower()}") if following is not None else None
            if pair is not None and following is not None:
                behind = following.end()
            found.append(pair or _kind(small, is_before) or ("" if written[0].islower() else "capital"))
        return found


def _of(person: Person) -> Iterator[str]:
    yield "any"
    if person.rank is not None:
        yield "rank"
        yield f"level={person.rank.level}"
    if person.position is not None:
        words = person.position.title.lower().split()
        yield f"head={words[0] if words else ''}"
        yield f"post words={min(3, len(words))}"


def _told(side: str, words: Sequence[str]) -> Iterator[str]:
    """The kinds of words on one side of a name, the nearest first; how far, and what stands between."""
    between = "none"
    seen: set[str] = set()
    count = 0
    for kind in words[:_WORDS]:
        if kind not in _SILENT and kind not in seen:
            seen.add(kind)
            far = "adjacent" if count <= _ADJACENT else "near" if count <= _NEAR else "far"
            yield f"{side} {kind} {far} {between}"
            yield f"{side} {kind} {between}"
        if kind in _PLAIN:
            count += not kind
        elif between == "none" or kind == "speech":
            between = kind
            count += 1


@cache
def _by_word(is_before: bool) -> dict[str, str]:
    """The kinds of words; some mean another thing before the name: `dianiaya Camat Moyo`."""
    known = {word: "speech" for word in forms() if " " not in word}
    links = dict.fromkeys(lexicon().party_links, "link")
    given = dict(lexicon().case_words)
    if not is_before:
        del given[_DONE_BY]
        known.update(dict.fromkeys(given.pop(_TAKES), _TAKES))  # `menabrak` is what is told of who does it
    for kind, words in given.items():
        known.update(dict.fromkeys(words, kind))
    return links | known if is_before else known | links


def _kind(word: str, is_before: bool) -> str | None:
    """The kind of a word in small letters, if it has one."""
    known = _by_word(is_before).get(word)
    if known is not None:
        return known
    if _VERB_OR_NOUN.fullmatch(word):
        return "passive" if word.startswith("di") else "active"
    return None
