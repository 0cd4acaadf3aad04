"""From the source as written to a person: the best of the candidates, or nobody where none is sure enough.

Input: attributions and topics of the whole page.  Output: the same attributions in reading order, each with its
speaker and how sure it is, or with None.  The weights are fitted by scripts/fit_quotes.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp
from typing import NamedTuple

from ..article import Person, ResolvedBy, Speaker
from ..lexicon.quotes_weights import load
from ..lexicon.speech import words
from ..text.trace import Candidate, is_on, note, weighed
from .descriptions import name_in_apposition
from .introductions import introduced
from .page import Attribution, Page, Topic
from .sources import is_one_person
from .speakers import Option, Speakers
from .voices import Memory, Voice

# Below this nobody is named: less often than that the best candidate is right.
LEAST = 0.3

Choice = Callable[[Attribution, Sequence[Option]], tuple[Option | None, float]]


class Resolved(NamedTuple):
    attribution: Attribution
    speaker: Speaker | None
    via: Person | None
    reason: str | None  # why there is no speaker
    confidence: float | None = None


def probabilities(options: Sequence[Option]) -> list[float]:
    """How likely each option is; what is left to one is how likely it is none of them."""
    weights = load().speaker
    scores = [exp(min(weights.score(option.features), 50.0)) for option in options]
    return [score / (1 + sum(scores)) for score in scores]


def best(attribution: Attribution, options: Sequence[Option]) -> tuple[Option | None, float]:
    """The most likely option, if it is likely enough."""
    likely = probabilities(options)
    at = max(range(len(options)), key=likely.__getitem__, default=-1)
    taken = at if at >= 0 and likely[at] >= LEAST else -1
    if is_on():
        _tell(attribution, options, likely, taken)
    return (options[taken], likely[taken]) if taken >= 0 else (None, 0.0)


def _tell(attribution: Attribution, options: Sequence[Option], likely: Sequence[float], taken: int) -> None:
    """Leave the choice in the trace."""
    features = load().speaker.weights
    told = [
        Candidate(f"{option.voice.name} (by {option.by})", sure, weighed(option.features, features), at == taken)
        for at, (option, sure) in enumerate(zip(options, likely, strict=True))
    ]
    note("quote.speaker", (attribution.start, attribution.end), told, LEAST)


class Resolver:
    """Walks the attributions in reading order and keeps the voices."""

    def __init__(self, page: Page, said: Sequence[Attribution], topics: Sequence[Topic], choose: Choice = best) -> None:
        self.page = page
        self.said = sorted(said, key=_position)
        self.topics = sorted(topics, key=lambda topic: topic.start)
        self.memory = Memory()
        self.last_named = max((at for at, item in enumerate(self.said) if item.reference == "phrase"), default=-1)
        self.speakers = Speakers(page, self.said, self.memory)
        self.choose = choose

    def resolve(self) -> list[Resolved]:
        done: list[Resolved] = []
        topic = 0
        for index, attribution in enumerate(self.said):
            position = _position(attribution)
            while topic < len(self.topics) and self.topics[topic].start < position:
                self._hear(self.topics[topic])
                topic += 1
            found = self._resolved(attribution, index)
            if found is not None:
                done.append(found)
        return sorted(done, key=lambda item: item.attribution.start)

    def _resolved(self, attribution: Attribution, index: int) -> Resolved | None:
        """The quotation with its speaker; None where an agentless report is nobody's."""
        memory = self.memory
        nobody = memory.voice is None or memory.voice.is_crowd
        if attribution.reference == "understood" and nobody:
            # (In front of the speakers it stands in a summary.)
            told = self._is_asked(attribution) and index > self.last_named
            return Resolved(attribution, None, None, "open") if told else None
        option, likely = None, 0.0
        if attribution.reference != "open":
            option, likely = self.choose(attribution, self.speakers.options(attribution, index))
        if option is not None:
            memory.say(option.voice, attribution)
        memory.heard_at = max(attribution.end, attribution.scope_end)
        if option is None and attribution.reference == "subjectless":
            return None
        if option is None:
            return Resolved(attribution, None, None, "open")
        speaker = _speaker(option.voice, attribution, option.by)
        sure = load().confidence.at(likely * attribution.likely)
        return Resolved(attribution, speaker, option.voice.via, None, sure)

    def _is_asked(self, attribution: Attribution) -> bool:
        """`Warga diminta …`: asked by whoever is in charge, where nobody is named."""
        cue = attribution.cue
        written = self.page.text[cue.start : cue.end].lower() if cue is not None else ""
        return attribution.rule == "indirect.asked" and written in words().asked_by_nobody

    def _hear(self, topic: Topic) -> None:
        text, names = self.page.text, self.page.names
        phrase = topic.source
        written = text[phrase.start : phrase.end]
        if not written.strip():
            return
        named = names.person(text, phrase.start, phrase.end)
        person = named[0] if named else None
        if is_one_person(written):  # `Budi angkat suara.` **Ia** `menyayangkan kejadian itu. “…,” ujarnya.`
            person = introduced(self.page, self.memory, phrase.start, anybody=True)
        passed_on = names.person(text, *phrase.via) if phrase.via is not None else None
        via = passed_on[0] if passed_on and passed_on[0] is not person else None
        body = None if person else names.body(phrase.start, phrase.end)
        span = (phrase.start, phrase.end)
        called = None if person or body else names.tail(text, *span) or names.front(text, *span)
        voice = Voice(person, body, None if person else called or name_in_apposition(written), via)
        self.memory.mention(voice, phrase.end, named=called is not None)


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
