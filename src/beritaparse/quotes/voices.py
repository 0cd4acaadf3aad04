"""Who has spoken so far: voices in the order in which they were last heard, and what is known of each.

Input: what the resolver decided, quotation by quotation.  Output: the voices that a later `-nya` or `ia` may mean.
"""

from __future__ import annotations

from typing import NamedTuple

from ..article import Organization, Person, Unit
from ..lexicon.speech import words
from .page import Attribution

_MOST_DESCRIBED = 50


class Voice(NamedTuple):
    """Somebody who speaks."""

    person: Person | None = None
    body: Unit | Organization | None = None
    description: str | None = None
    via: Person | None = None

    @property
    def key(self) -> str:
        """What makes two voices one, whoever passed their words on."""
        if self.person is not None:
            return self.person.id
        return self.body.id if self.body is not None else (self.description or "").lower()

    @property
    def name(self) -> str:
        """Who it is, for people to read."""
        named = self.person or self.body
        return named.name if named is not None else (self.description or "nobody")

    @property
    def head(self) -> str:
        """The first word of a description."""
        return (self.description or "").lower().partition(" ")[0]

    @property
    def is_document(self) -> bool:
        return self.person is None and self.head in words().documents

    @property
    def is_crowd(self) -> bool:
        """`Polisi`, `warga`: a later `-nya` goes back to the one person who spoke before them."""
        return self.person is None and (self.head in words().crowds or self.is_document)

    @property
    def is_questioned(self) -> bool:
        """A suspect: what they told comes to the press through somebody else."""
        if self.person is not None:
            return self.person.role == "suspect" and self.person.position is None
        return self.head in words().questioned


class Memory:
    """The voices of a page up to here."""

    def __init__(self) -> None:
        self.heard: dict[str, tuple[Voice, int]] = {}  # the last heard one last, each with where it was heard
        self.voice: Voice | None = None
        self.officer: Voice | None = None  # the last voice that is no suspect's or victim's
        self.group: Voice | None = None  # the last crowd or body that spoke beside it: `mereka`
        self.heard_at = 0  # where the last attribution ended
        self.described: dict[frozenset[str], Voice] = {}

    def latest(self, count: int) -> list[Voice]:
        """The last voices, the last one first."""
        return [voice for voice, _ in reversed(list(self.heard.values())[-count:])]

    def last_heard(self, voice: Voice) -> int | None:
        known = self.heard.get(voice.key)
        return known[1] if known else None

    def say(self, voice: Voice, attribution: Attribution) -> None:
        """A voice was heard."""
        self._keep(voice, max(attribution.end, attribution.scope_end))
        if self._takes_over(voice, attribution):
            self.voice, self.group = voice, None
            if not voice.is_questioned:
                self.officer = voice
        elif not voice.is_document:
            self.group = voice

    def mention(self, voice: Voice, end: int, *, named: bool = False) -> None:
        """Somebody is said to have spoken, without content; ``named`` where nobody was found for a name."""
        if voice.person or named or (voice.body and (self.voice is None or self.voice.person is None)):
            self.voice = self.officer = voice
            self.heard_at = end
            self._keep(voice, end)

    def _keep(self, voice: Voice, end: int) -> None:
        self.heard.pop(voice.key, None)
        self.heard[voice.key] = (voice, end)

    def _takes_over(self, voice: Voice, attribution: Attribution) -> bool:
        """Does a later `-nya` go back to this voice?

        Not to a crowd, nor to a body that hoped or appealed while a person was speaking.
        """
        if self.voice is None:
            return True
        if attribution.rule == "indirect.relative":
            return False  # `Ani sepakat dengan Budi, yang menyebut …`: the sentence is Ani's
        beside = voice.body is not None and self.voice.person is not None and attribution.kind != "direct"
        return not beside and not voice.is_crowd

    def same_description(self, voice: Voice) -> Voice:
        """`kata Mela` after `Kepala Bidang … Mela Hikmawianti`, where no person was found for either."""
        written = (voice.description or "").split()
        tokens = frozenset(token.strip(",.") for token in written if token[:1].isupper())
        if tokens and voice.body is None and len(tokens) <= 2 and len(tokens) == len(written):
            for known, earlier in self.described.items():
                if tokens < known:
                    return earlier._replace(via=voice.via)
        if len(tokens) > 1 and len(self.described) < _MOST_DESCRIBED:
            self.described.setdefault(tokens, voice)
        return voice
