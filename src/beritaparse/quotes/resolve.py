"""From the source as written to a person: names, posts, `-nya`, `ia`, `Jenderal bintang dua itu`, relays.

Input: attributions and topics of the whole page.  Output: the same attributions in reading order, each with
its speaker, or with None and the reason.  One voice is remembered: who spoke last, and through whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..article import Organization, Person, ResolvedBy, Speaker, Unit
from ..lexicon.speech import heads, words
from .page import Attribution, Page, Topic
from .sources import Phrase, is_verb

_SILENT_ROLES = frozenset({"suspect", "victim"})
_FIRST_PERSON = re.compile(r"\b(?i:saya|aku|gue)\b")
_WORD = re.compile(r"[a-z]+")
_LONGEST_SUBJECT = 140


class Voice(NamedTuple):
    """Somebody who speaks."""

    person: Person | None = None
    body: Unit | Organization | None = None
    description: str | None = None
    via: Person | None = None


class Resolved(NamedTuple):
    attribution: Attribution
    speaker: Speaker | None
    via: Person | None
    reason: str | None  # why there is no speaker


class Resolver:
    """Walks the attributions in reading order and keeps the last voice."""

    def __init__(self, page: Page, said: Sequence[Attribution], topics: Sequence[Topic]) -> None:
        self.page = page
        self.said = sorted(said, key=_position)
        self.topics = sorted(topics, key=lambda topic: topic.start)
        self.voice: Voice | None = None
        self.officer: Voice | None = None  # the last voice that is no suspect's or victim's
        self.heard_at = 0  # where the last attribution ended
        self.group: Voice | None = None  # the last crowd or body that spoke beside it: `mereka`
        self.described: dict[frozenset[str], Voice] = {}

    def resolve(self) -> list[Resolved]:
        done: list[Resolved] = []
        topic = 0
        for index, attribution in enumerate(self.said):
            position = _position(attribution)
            while topic < len(self.topics) and self.topics[topic].start < position:
                self._hear(self.topics[topic])
                topic += 1
            if attribution.reference == "understood" and (self.voice is None or self.voice.person is None):
                continue
            known = attribution.reference != "open"
            voice, resolved_by = self._voice(attribution, index) if known else (None, "continuation")
            self.heard_at = max(attribution.end, attribution.scope_end)
            if voice is None:
                done.append(Resolved(attribution, None, None, "open"))
                continue
            if self._takes_over(voice, attribution):
                self.voice, self.group = voice, None
                if not self._is_questioned(voice):
                    self.officer = voice
            elif not _is_document(voice):
                self.group = voice
            done.append(Resolved(attribution, _speaker(voice, attribution, resolved_by), voice.via, None))
        return sorted(done, key=lambda item: item.attribution.start)

    def _takes_over(self, voice: Voice, attribution: Attribution) -> bool:
        """Does a later `-nya` go back to this voice?

        Not to a crowd, nor to a body that hoped or appealed while a person was speaking.
        """
        if self.voice is None:
            return True
        beside = voice.body is not None and self.voice.person is not None and attribution.kind != "direct"
        return not beside and not self._is_crowd(voice)

    def _is_questioned(self, voice: Voice) -> bool:
        """A suspect or victim: what they told comes to the press through somebody else."""
        if voice.person is not None:
            return voice.person.role in _SILENT_ROLES and voice.person.position is None
        return _head(voice) in words().questioned

    def _is_crowd(self, voice: Voice) -> bool:
        """`Polisi`, `warga`: a later `-nya` goes back to the one person who spoke before them."""
        return voice.person is None and (_head(voice) in words().crowds or _is_document(voice))

    def _hear(self, topic: Topic) -> None:
        voice = self._named(topic.source)
        if voice is None:
            return
        if voice.person or (voice.body and (self.voice is None or self.voice.person is None)):
            self.voice = self.officer = voice
            self.heard_at = topic.source.end

    def _voice(self, attribution: Attribution, index: int) -> tuple[Voice | None, ResolvedBy]:
        phrase = attribution.source
        if attribution.reference != "phrase" or phrase is None:
            by: ResolvedBy = "pronoun" if attribution.reference == "nya" else "continuation"
            return self._antecedent(attribution, index), by
        text = self.page.text
        lists = words()
        written = text[phrase.start : phrase.end]
        tokens = written.lower().split()
        person = self.page.names.person(text, phrase.start, phrase.end)
        if person is None and (
            (tokens[0].strip(",") in lists.pronouns and len(tokens) <= 3) or " ".join(tokens) in lists.pronouns
        ):
            if tokens[0].strip(",") in lists.plural_pronouns and self.group is not None:
                return self.group, "pronoun"
            return self._antecedent(attribution, index), "pronoun"
        points_back = len(tokens) > 1 and tokens[-1] in lists.pointing_back
        if points_back and person is not None and person[1] == "position" and not self._is_known(person[0], phrase):
            person = None
        if person is None and points_back and tokens[0] in lists.institutions:
            body = next((known for known in (self.group, self.voice) if known is not None and known.body), None)
            return body or self._named(phrase), "description"
        if person is None and points_back and tokens[0] not in lists.documents | lists.newcomers:
            pointed = self._next_named(attribution, index) or self._antecedent(attribution, index)
            if pointed is not None and not self._is_of_others(tokens[0], pointed):
                return pointed, "description"
        if person is None and attribution.rule == "direct.after" and f"{written.lower()} ".startswith(heads("bynames")):
            spoke = self._antecedent(attribution, index)
            if spoke is not None and spoke.person is not None:
                return spoke, "description"
        voice = self._named(phrase)
        if voice is None:
            return self._antecedent(attribution, index), "continuation"
        return voice, person[1] if person else "description"

    def _is_known(self, person: Person, phrase: Phrase) -> bool:
        """Was a person named before a phrase that points back: `menteri asal Bone ini`?"""
        return any(mention.start < phrase.start for mention in person.mentions)

    def _is_of_others(self, head: str, voice: Voice) -> bool:
        """`Korban tersebut`, `pemuda itu` is not the officer who spoke before."""
        lists = words()
        official = voice.person is not None and (voice.person.position or voice.person.rank)
        return bool(official) and (head in lists.questioned or head in lists.crowds)

    def _named(self, phrase: Phrase) -> Voice | None:
        """The voice that a phrase names by itself."""
        text = self.page.text
        names = self.page.names
        via = None
        if phrase.via is not None:
            passed_on = names.person(text, *phrase.via)
            via = passed_on[0] if passed_on else None
        found = names.person(text, phrase.start, phrase.end)
        if found is not None:
            return Voice(person=found[0], via=via if via is not found[0] else None)
        written = text[phrase.start : phrase.end]
        if not written.strip():
            return None
        body = names.body(phrase.start, phrase.end)
        return self._same_description(Voice(body=body, description=_name_in_apposition(written), via=via))

    def _same_description(self, voice: Voice) -> Voice:
        """`kata Mela` after `Kepala Bidang … Mela Hikmawianti`, where no person was found for either."""
        assert voice.description is not None
        tokens = frozenset(token.strip(",.") for token in voice.description.split() if token[:1].isupper())
        if tokens and voice.body is None and len(tokens) <= 2:
            for known, earlier in self.described.items():
                if tokens < known:
                    return earlier._replace(via=voice.via)
        if len(tokens) > 1 and len(self.described) < 50:
            self.described.setdefault(tokens, voice)
        return voice

    def _antecedent(self, attribution: Attribution, index: int) -> Voice | None:
        """Who `-nya`, `ia` or a bare quotation goes back to."""
        here = min(attribution.start, attribution.cue.start if attribution.cue else attribution.start)
        near = self._just_named(here) if self.voice is None and self._is_pronoun(attribution) else None
        if near is not None:
            return near
        newer = self._introduced(here)
        if newer is not None and (self.voice is None or newer is not self.voice.person):
            return Voice(person=newer)
        if self.voice is not None:
            told = attribution.kind == "direct" and self._is_questioned(self.voice)
            if not told or self._in_first_person(attribution):
                return self.voice
            if self.officer is not None or not self._of_the_case(attribution):
                return self.officer or self.voice
            return self._earlier_official(here, only=False)
        following = self._next_named(attribution, index)
        if following is not None:
            return following
        subject = self._introduced(here, anybody=True)
        return Voice(person=subject) if subject else self._earlier_official(here)

    def _in_first_person(self, attribution: Attribution) -> bool:
        """`Saya khilaf`: said by the suspect, not by the officer who tells of the suspect."""
        return _FIRST_PERSON.search(self.page.text, attribution.start, attribution.end) is not None

    def _of_the_case(self, attribution: Attribution) -> bool:
        """`Tersangka dijerat pasal …`: nobody speaks so of oneself."""
        content = self.page.text[attribution.start : attribution.end].lower()
        return any(word in words().questioned for word in _WORD.findall(content))

    def _introduced(self, here: int, *, anybody: bool = False) -> Person | None:
        """A person who became the subject of a sentence after the last attribution.

        Somebody without post or rank takes over only where ``anybody`` will do.
        """
        page = self.page
        found: Person | None = None
        seen_sentence = -1
        for named in page.names.inside(self.heard_at, here):
            person = page.names.persons[named.owner]
            sentence = page.sentence(named.start)
            if sentence is None or sentence[0] == seen_sentence or sentence[0] < self.heard_at:
                continue
            passed_on = self.voice is not None and person is self.voice.via
            if (named.kind != "name" and not passed_on) or person.role in _SILENT_ROLES:
                continue
            if page.inside_passage(named.start):
                continue
            known = anybody or person.position or person.rank or person.role in {"official", "witness"}
            if not (known or page.names.has_post(sentence[0], named.start)):
                continue
            lead = page.text[sentence[0] : named.start]
            if len(lead) <= _LONGEST_SUBJECT and not any(is_verb(word) for word in lead.split() if word.islower()):
                found = person
                seen_sentence = sentence[0]
        return found

    def _is_pronoun(self, attribution: Attribution) -> bool:
        phrase = attribution.source
        return phrase is not None and self.page.text[phrase.start : phrase.end].lower() in words().pronouns

    def _just_named(self, here: int) -> Voice | None:
        """The one person whom the sentence before names."""
        sentence = self.page.sentence(here)
        before = self.page.sentence(sentence[0] - 2) if sentence is not None and sentence[0] > 2 else None
        if before is None:
            return None
        owners = {named.owner for named in self.page.names.inside(*before)}
        return Voice(person=self.page.names.persons[owners.pop()]) if len(owners) == 1 else None

    def _next_named(self, attribution: Attribution, index: int) -> Voice | None:
        """The speaker named by the quotation that follows directly."""
        if index + 1 >= len(self.said):
            return None
        following = self.said[index + 1]
        near = following.start - attribution.end < 400
        if not near or following.source is None or following.kind != "direct":
            return None
        found = self.page.names.person(self.page.text, following.source.start, following.source.end)
        return Voice(person=found[0]) if found else None

    def _earlier_official(self, here: int, *, only: bool = True) -> Voice | None:
        """The last official named before, else, with ``only``, the only person."""
        people = self.page.names.before(here)
        for named in reversed(people):
            person = self.page.names.persons[named.owner]
            if person.role not in _SILENT_ROLES and (person.position or person.rank):
                return Voice(person=person)
        owners = {named.owner for named in people}
        return Voice(person=self.page.names.persons[owners.pop()]) if only and len(owners) == 1 else None


def _head(voice: Voice) -> str:
    """The first word of a description."""
    return (voice.description or "").lower().partition(" ")[0]


def _is_document(voice: Voice) -> bool:
    return voice.person is None and _head(voice) in words().documents


def _name_in_apposition(written: str) -> str:
    """`warga setempat, Sukarna` -> `Sukarna`; a phrase that does not end in a name stays as it is."""
    head, comma, name = written.rpartition(",")
    words = name.split()
    named = 1 <= len(words) <= 5 and all(word[:1].isupper() for word in words)
    return name.strip() if comma and named and head[:1].islower() else written


def _position(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue else attribution.start


def _speaker(voice: Voice, attribution: Attribution, resolved_by: ResolvedBy) -> Speaker:
    span = attribution.source
    return Speaker(
        person_id=voice.person.id if voice.person else None,
        organization_id=voice.body.id if voice.body else None,
        description=None if voice.person else voice.description,
        start=span.start if span else None,
        end=span.end if span else None,
        resolved_by=resolved_by,
    )
