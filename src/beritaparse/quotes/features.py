"""What speaks for and against a candidate: turn, introduction, distance, sex, number, office, and what was said.

Input: a candidate, the attribution with its context, and the voices so far.  Output: named features, whose weights are
fitted by scripts/fit_quotes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..article import Person
from ..lexicon.speech import words
from .descriptions import sex, type_of
from .fitting import fits, shared
from .introductions import LEAD
from .page import Attribution, Page
from .sources import Phrase
from .voices import Memory, Voice

_MOST_PEOPLE = 3
_INTRODUCED = ("introduced", "anybody", "just", "following", "official")


class Context(NamedTuple):
    """What is asked once for each attribution."""

    reference: str  # how the source is worded: nya, none, pronoun, plural, pointing, byname, name, post, word
    here: int
    written: str  # the source
    words: list[str]  # of it, in small letters
    sex: str | None  # that they tell
    kinds: list[str]  # of description that it is
    body: bool  # is it a unit or organisation?
    introduced: Person | None
    anybody: Person | None
    just: Person | None
    following: Person | None
    official: Person | None
    latest: list[str]  # keys of the voices heard last
    first: bool  # do the words say `saya`?
    case: bool  # do they speak of a suspect?
    sentence: int  # where the sentence of the quotation begins
    told: list[str]  # what a description that points back tells
    acted: dict[str, Phrase]  # groups that acted before by key, the last one first


class Features:
    """Describes the candidates of one page."""

    def __init__(self, page: Page, memory: Memory) -> None:
        self.page = page
        self.memory = memory

    def of(self, voice: Voice, attribution: Attribution, context: Context, *, called: bool) -> Iterator[str]:
        reference = context.reference
        memory = self.memory
        key = voice.key
        rank = context.latest.index(key) if key in context.latest else None
        yield f"{reference} rank={rank}"
        last = memory.voice is not None and memory.voice.key == key
        if context.words:
            yield from (f"back from {kind}" for kind in context.kinds if voice.description != context.written)
        some = memory.voice is not None
        for mark in self._marks(voice, key, context, last=last, called=called):
            yield f"{reference} {mark}"
            yield f"{mark} spoken={some}"
        if key in context.acted:
            yield f"{reference} acted={list(context.acted).index(key)}"
        yield from self._pointing(voice, context)
        kind, distance = type_of(voice), self._distance(voice, context)
        if _is(voice, context.anybody):
            yield f"anybody type={kind}"
        yield f"{reference} type={kind}"
        yield f"type={kind}"
        yield f"{reference} distance={distance}"
        yield f"distance={distance} last={last}"
        yield from self._agreement(voice, attribution, context)

    def _marks(self, voice: Voice, key: str, context: Context, *, last: bool, called: bool) -> list[str]:
        """What makes the candidate stand out."""
        memory, person = self.memory, voice.person
        found = ["voice"] if last else []
        if memory.officer is not None and memory.officer.key == key:
            found.append("officer")
        if memory.group is not None and memory.group.key == key:
            found.append("group")
        if person is not None:
            known = (context.introduced, context.anybody, context.just, context.following, context.official)
            found += [mark for mark, who in zip(_INTRODUCED, known, strict=True) if who is person]
        return [*found, "called"] if called else found

    def _pointing(self, voice: Voice, context: Context) -> Iterator[str]:
        """What a description that points back tells, and whether it fits the candidate."""
        if context.reference == "word" and voice.person is not None:
            yield from (f"word {fit}" for fit in fits(self.page, voice.person, context.written))
            yield from (f"word {fit}" for fit in shared(self.page, voice.person, context.words))
        if context.reference not in {"pointing", "byname"}:
            return
        own = voice.person is None and voice.description == context.written
        kind = "own" if own else "person" if voice.person is not None else "other"
        for tells in context.told:
            yield f"pointing {kind} {tells}"
        yield from (f"pointing {kind} kind={described} {context.told[0]}" for described in context.kinds)
        yield from (f"pointing {kind} kind={described}" for described in context.kinds)
        if voice.person is not None:
            yield from (f"pointing {fits}" for fits in shared(self.page, voice.person, context.words))
        if own:
            yield f"pointing own people={min(len(self.page.names.persons), _MOST_PEOPLE)}"

    def _agreement(self, voice: Voice, attribution: Attribution, context: Context) -> Iterator[str]:
        """Do sex, number and what was said fit the candidate?"""
        lists = words()
        asked = context.sex
        known = self._sex_of(voice) if asked else None
        if known:
            yield f"sex={asked == known}"
        if context.words and (context.words[0] in lists.questioned or context.words[0] in lists.crowds):
            yield f"{'questioned' if context.words[0] in lists.questioned else 'crowd'} type={type_of(voice)}"
        if context.words and context.words[0] in lists.institutions:
            yield f"institution body={voice.body is not None}"
        first, case = context.first, context.case
        yield f"{'questioned' if voice.is_questioned else type_of(voice)} of case={case}"
        if voice.is_questioned:
            yield f"questioned kind={attribution.kind} first={first}"
        last = self.memory.voice
        if last is not None and last.is_questioned:
            # What a suspect told comes through the officer, unless it is told as `saya`.
            own = last.key == voice.key
            yield f"{context.reference} after questioned own={own} kind={attribution.kind} first={first}"
            yield f"after questioned own={own} kind={attribution.kind} first={first}"
        if voice.person is not None:
            inside = self.page.names.inside(attribution.start, attribution.end)
            if any(self.page.names.persons[named.owner] is voice.person for named in inside):
                yield f"{attribution.kind} names the candidate"
                yield f"{context.reference} {attribution.kind} names the candidate"

    def _sex_of(self, voice: Voice) -> str | None:
        person = voice.person
        if person is None:
            return sex([token.strip(",.") for token in (voice.description or "").lower().split()])
        by_honorific = next((known for title in person.honorifics if (known := _HONORIFICS.get(title.lower()))), None)
        if by_honorific:
            return by_honorific
        for mention in person.mentions[:1]:
            lead = self.page.text[max(0, mention.start - LEAD) : mention.start].lower()
            return sex([token.strip(",.") for token in re.split(r"[.\n;]", lead)[-1].split()])
        return None

    def _distance(self, voice: Voice, context: Context) -> str:
        """How far back the candidate was named or heard: this sentence, the one before, the paragraph, further."""
        at = max(
            self.memory.last_heard(voice) or 0, context.acted[voice.key].start if voice.key in context.acted else 0
        )
        if voice.person is not None:
            for mention in voice.person.mentions:
                if mention.start >= context.here:
                    break
                at = max(at, mention.start)
        if at == 0:
            return "none"
        start = context.sentence
        if at >= start:
            return "same"
        between = self.page.text[at:start]
        if "\n" not in between.rstrip():
            return "before" if len(between) < 200 else "paragraph"
        return "paragraphs=1" if between.strip().count("\n") == 1 and len(between) < 600 else "far"


_HONORIFICS = {"hj": "f", "hajah": "f", "ibu": "f", "bu": "f", "ny": "f", "nyonya": "f", "dra": "f"} | {
    "bapak": "m", "pak": "m", "h": "m", "haji": "m", "kh": "m", "tn": "m", "drs": "m"
}  # fmt: skip


def _is(voice: Voice, person: Person | None) -> bool:
    return person is not None and voice.person is person
