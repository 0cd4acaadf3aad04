"""The candidates for the speaker of a quotation, each with what speaks for and against it.

Input: an attribution, the page, and the voices heard so far.  Output: options with named features, to be weighed in
:mod:`.resolve`: how the source is worded, who spoke last, who was introduced how, number, sex, office, distance, and
whether what was said is about the candidate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..article import Person, ResolvedBy
from ..lexicon.speech import heads, words
from .page import Attribution, Page
from .sources import Phrase, is_verb
from .voices import Memory, Voice

_SILENT_ROLES = frozenset({"suspect", "victim"})
_FIRST = frozenset({"saya", "aku", "gue"})
_MANY_OR_TEXTS = frozenset({"document", "newcomer", "crowd", "institution", "body"})
_FIRST_PERSON = re.compile(r"\b(?i:saya|aku|gue)\b")
_WORD = re.compile(r"[a-z]+")
_LONGEST_SUBJECT = 140
_REACH = 700  # how far back somebody is named who may speak
_VOICES = 4
_NEAREST = 6
_LEAD = 48
_NEXT_WITHIN = 400


class Option(NamedTuple):
    """A candidate, how it would be known, and its features."""

    voice: Voice
    by: ResolvedBy
    features: tuple[str, ...]


class Context(NamedTuple):
    """What is asked once for each attribution."""

    reference: str  # how the source is worded: nya, none, pronoun, plural, pointing, byname, name, post, word
    here: int
    written: str  # the source
    words: list[str]  # of it, in small letters
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


class Speakers:
    """Finds the options of one page's attributions."""

    def __init__(self, page: Page, said: Sequence[Attribution], memory: Memory) -> None:
        self.page = page
        self.said = said
        self.memory = memory

    def options(self, attribution: Attribution, index: int) -> list[Option]:
        """All candidates, each once."""
        phrase = attribution.source if attribution.reference == "phrase" else None
        source = self.page.text[phrase.start : phrase.end] if phrase else ""
        reference = self._reference(attribution, phrase, source.lower().split())
        if reference == "name" and phrase is not None:  # the most frequent of all: nobody else is asked for
            return [Option(*candidate) for candidate in self._worded(phrase, reference)]
        context = self._context(attribution, index, reference, phrase, source)
        found: dict[str, Option] = {}
        for voice, by, features in self._candidates(attribution, context):
            if voice.key not in found:
                about = self._features(voice, attribution, context)
                found[voice.key] = Option(voice, by, (*features, *about))
        return list(found.values())

    def _context(
        self, attribution: Attribution, index: int, reference: str, phrase: Phrase | None, source: str
    ) -> Context:
        here = min(attribution.start, attribution.cue.start if attribution.cue else attribution.start)
        written = source.lower().split()
        content = self.page.text[attribution.start : attribution.end]
        said = _WORD.findall(content.lower())
        sentence = self.page.sentence(here)
        return Context(
            reference,
            here,
            source,
            [token.strip(",.") for token in written],
            _kinds(source) if written else [],
            phrase is not None and self.page.names.body(phrase.start, phrase.end) is not None,
            self._introduced(here, anybody=False),
            self._introduced(here, anybody=True),
            self._just_named(here),
            self._next_named(attribution, index),
            self._earlier_official(here),
            [voice.key for voice in self.memory.latest(_VOICES)],
            not _FIRST.isdisjoint(said) and _FIRST_PERSON.search(content) is not None,
            not words().questioned.isdisjoint(said),
            sentence[0] if sentence else here,
        )

    def _reference(self, attribution: Attribution, phrase: Phrase | None, written: list[str]) -> str:
        """How the source is worded."""
        if phrase is None or not written:
            return "none" if attribution.reference in {"none", "understood"} else "nya"
        lists = words()
        named = self._named(phrase)
        whole = " ".join(written)
        if named is None and (
            (written[0].strip(",") in lists.pronouns and len(written) <= 3) or whole in lists.pronouns
        ):
            return "plural" if written[0].strip(",") in lists.plural_pronouns else "pronoun"
        if len(written) > 1 and written[-1] in lists.pointing_back:
            return "pointing"
        if attribution.rule == "direct.after" and f"{whole} ".startswith(heads("bynames")) and named is None:
            return "byname"
        if named is not None:
            return "name" if named[1] == "name" else "post"
        return "word"

    def _named(self, phrase: Phrase) -> tuple[Person, ResolvedBy] | None:
        """Whom a source names; not who signed it: `surat yang ditandatangani Budi`."""
        written = self.page.text[phrase.start : phrase.end].lower()
        if written.split(maxsplit=1)[0] in words().documents and " yang " in written:
            return None
        return self.page.names.person(self.page.text, phrase.start, phrase.end)

    # -- candidates

    def _candidates(
        self, attribution: Attribution, context: Context
    ) -> Iterator[tuple[Voice, ResolvedBy, tuple[str, ...]]]:
        phrase = attribution.source if attribution.reference == "phrase" else None
        reference = context.reference
        if phrase is not None and reference not in {"pronoun", "plural"}:
            yield from self._worded(phrase, reference)
        by: ResolvedBy = "pronoun" if reference in {"nya", "pronoun", "plural"} else "continuation"
        if reference in {"pointing", "byname", "word", "post"}:
            by = "description"
        for voice in self._antecedents(context):
            if reference in {"word", "post"} and not self._called(voice, context):
                continue
            yield voice, by, ()

    def _worded(self, phrase: Phrase, reference: str) -> Iterator[tuple[Voice, ResolvedBy, tuple[str, ...]]]:
        """Whom the source names by itself, and its own words."""
        text, names = self.page.text, self.page.names
        passed_on = names.person(text, *phrase.via) if phrase.via is not None else None
        via = passed_on[0] if passed_on else None
        named = self._named(phrase)
        known = named is not None and any(mention.start < phrase.start for mention in named[0].mentions)
        if named is not None and (known or reference != "pointing" or named[1] == "name"):
            # (`menteri ini` is nobody who is named only later.)
            person, by = named
            features = (f"{reference} by={by}", f"{reference} by={by} known={known}")
            yield Voice(person=person, via=via if via is not person else None), by, features
        written = text[phrase.start : phrase.end]
        if not written.strip():
            return
        if named is None:
            for person in names.partly(written):
                yield Voice(person=person, via=via), "name", (f"{reference} by=part",)
        if named is None or reference == "pointing":
            body = names.body(phrase.start, phrase.end)
            voice = self.memory.same_description(Voice(None, body, name_in_apposition(written), via))
            yield voice, "description", (f"{reference} own", *(f"own {kind}" for kind in self._wording(written, voice)))

    def _wording(self, written: str, voice: Voice) -> Iterator[str]:
        """What kind of description a source is, also with whether it points back and somebody has spoken."""
        kinds = _kinds(written) if voice.body is None else ["body"]
        pointing = written.lower().rsplit(maxsplit=1)[-1] in words().pointing_back
        yield from kinds
        if _MANY_OR_TEXTS.isdisjoint(kinds):
            yield f"somebody pointing={pointing} spoken={self.memory.voice is not None}"
        yield from (f"{kind} pointing={pointing} spoken={self.memory.voice is not None}" for kind in kinds)

    def _antecedents(self, context: Context) -> Iterator[Voice]:
        """Voices heard, and people named before (or, of a bare quotation, right after) it."""
        memory = self.memory
        yield from memory.latest(_VOICES)
        for voice in (memory.voice, memory.officer, memory.group):
            if voice is not None:
                yield voice
        for person in (context.introduced, context.anybody, context.just, context.following, context.official):
            if person is not None:
                yield Voice(person=person)
        seen: set[int] = set()
        for named in reversed(self.page.names.inside(max(0, context.here - _REACH), context.here)):
            if named.owner not in seen and not self.page.inside_passage(named.start):
                seen.add(named.owner)
                yield Voice(person=self.page.names.persons[named.owner])
            if len(seen) >= _NEAREST:
                break

    def _called(self, voice: Voice, context: Context) -> bool:
        """Was the person called so before: `hakim` for `hakim Cipto`, `Danlanal` for `Danlanal X Letkol Y`?"""
        person = voice.person
        if person is None or not context.words or "relative" in context.kinds:
            return False
        head = context.words[0]
        crowd = head in words().crowds and head != "penyidik"
        if len(context.words) > 3 or len(head) < 4 or crowd or context.body:
            return False
        if person.position is not None and _begins(head, person.position.text.lower()):
            return True
        leads = (self.page.text[max(0, named.start - _LEAD) : named.start] for named in person.mentions[:1])
        return any(head in _WORD.findall(re.split(r"[.\n;]|, ", lead)[-1].lower()) for lead in leads)

    # -- features

    def _features(self, voice: Voice, attribution: Attribution, context: Context) -> Iterator[str]:
        reference = context.reference
        memory = self.memory
        key = voice.key
        rank = context.latest.index(key) if key in context.latest else None
        yield f"{reference} rank={rank}"
        last = memory.voice is not None and memory.voice.key == key
        marks = {
            "voice": last,
            "officer": memory.officer is not None and memory.officer.key == key,
            "group": memory.group is not None and memory.group.key == key,
            "introduced": _is(voice, context.introduced),
            "anybody": _is(voice, context.anybody),
            "just": _is(voice, context.just),
            "following": _is(voice, context.following),
            "official": _is(voice, context.official),
            "called": reference in {"pointing", "word", "post"} and self._called(voice, context),
        }
        if context.words:
            yield from (f"back from {kind}" for kind in context.kinds if voice.description != context.written)
        some = memory.voice is not None
        for mark, holds in marks.items():
            if holds:
                yield f"{reference} {mark}"
                yield f"{mark} spoken={some}"
        kind, distance = _type(voice), self._distance(voice, context)
        if marks["anybody"]:
            yield f"anybody type={kind}"
        yield f"{reference} type={kind}"
        yield f"type={kind}"
        yield f"{reference} distance={distance}"
        yield f"distance={distance} last={last}"
        yield from self._agreement(voice, attribution, context)

    def _agreement(self, voice: Voice, attribution: Attribution, context: Context) -> Iterator[str]:
        """Do sex, number and what was said fit the candidate?"""
        lists = words()
        asked = _sex(context.words)
        known = self._sex_of(voice)
        if asked and known:
            yield f"sex={asked == known}"
        if context.words and (context.words[0] in lists.questioned or context.words[0] in lists.crowds):
            yield f"{'questioned' if context.words[0] in lists.questioned else 'crowd'} type={_type(voice)}"
        if context.words and context.words[0] in lists.institutions:
            yield f"institution body={voice.body is not None}"
        first, case = context.first, context.case
        yield f"{'questioned' if voice.is_questioned else _type(voice)} of case={case}"
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
            return _sex([token.strip(",.") for token in (voice.description or "").lower().split()])
        by_honorific = next((sex for title in person.honorifics if (sex := _HONORIFICS.get(title.lower()))), None)
        if by_honorific:
            return by_honorific
        for mention in person.mentions[:1]:
            lead = self.page.text[max(0, mention.start - _LEAD) : mention.start].lower()
            return _sex([token.strip(",.") for token in re.split(r"[.\n;]", lead)[-1].split()])
        return None

    def _distance(self, voice: Voice, context: Context) -> str:
        """How far back the candidate was named or heard: this sentence, the one before, the paragraph, further."""
        at = self.memory.last_heard(voice) or 0
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

    # -- who was introduced how

    def _introduced(self, here: int, *, anybody: bool) -> Person | None:
        """A person who became the subject of a sentence after the last attribution.

        Somebody without post or rank takes over only where ``anybody`` will do.
        """
        page, heard_at = self.page, self.memory.heard_at
        voice = self.memory.voice
        found: Person | None = None
        seen_sentence = -1
        for named in page.names.inside(heard_at, here):
            person = page.names.persons[named.owner]
            sentence = page.sentence(named.start)
            if sentence is None or sentence[0] == seen_sentence or sentence[0] < heard_at:
                continue
            passed_on = voice is not None and person is voice.via
            silent = person.role == "suspect" and not anybody
            if (named.kind != "name" and not passed_on) or silent or page.inside_passage(named.start):
                continue
            if _is_somebodys(page.text[max(0, named.start - _LEAD) : named.start]):
                continue  # `mantan kekasih` **Budi** is not Budi
            known = anybody or person.position or person.rank or person.role in {"official", "witness"}
            if not (known or page.names.has_post(sentence[0], named.start)):
                continue
            lead = page.text[sentence[0] : named.start]
            if len(lead) <= _LONGEST_SUBJECT and not any(is_verb(word) for word in lead.split() if word.islower()):
                found = person
                seen_sentence = sentence[0]
        return found

    def _just_named(self, here: int) -> Person | None:
        """The one person whom the sentence before names, else its first."""
        sentence = self.page.sentence(here)
        start = sentence[0] if sentence is not None else here
        before = self.page.sentence(start - 2) if start > 2 else None
        if before is None:
            return None
        named = [item for item in self.page.names.inside(*before) if not self.page.inside_passage(item.start)]
        return self.page.names.persons[named[0].owner] if named else None

    def _next_named(self, attribution: Attribution, index: int) -> Person | None:
        """The speaker named by the quotation that follows directly."""
        if index + 1 >= len(self.said):
            return None
        following = self.said[index + 1]
        near = following.start - attribution.end < _NEXT_WITHIN
        if not near or following.source is None or following.kind != "direct":
            return None
        found = self.page.names.person(self.page.text, following.source.start, following.source.end)
        return found[0] if found else None

    def _earlier_official(self, here: int) -> Person | None:
        """The last official named before, else the only person."""
        people = self.page.names.before(here)
        for named in reversed(people):
            person = self.page.names.persons[named.owner]
            if person.role not in _SILENT_ROLES and (person.position or person.rank):
                return person
        owners = {named.owner for named in people}
        return self.page.names.persons[owners.pop()] if len(owners) == 1 else None


_HONORIFICS = {"hj": "f", "hajah": "f", "ibu": "f", "bu": "f", "ny": "f", "nyonya": "f", "dra": "f"} | {
    "bapak": "m", "pak": "m", "h": "m", "haji": "m", "kh": "m", "tn": "m", "drs": "m"
}  # fmt: skip


def _kinds(written: str) -> list[str]:
    """What kinds of descriptions a source is by its first words."""
    lists = words()
    lowered = written.lower()
    first = lowered.split(maxsplit=1)[0].strip(",.")
    listed = {
        "document": first in lists.documents,
        "newcomer": first in lists.newcomers or f"{lowered} ".startswith(heads("indefinite")),
        "questioned": first in lists.questioned,
        "crowd": first in lists.crowds,
        "institution": first in lists.institutions,
        "epithet": f"{lowered} ".startswith((*heads("epithets"), *heads("bynames"))),
        "relative": f"{lowered} ".startswith(heads("relatives")),
    }
    return [kind for kind, holds in listed.items() if holds] or ["capital" if written[:1].isupper() else "plain"]


def _is_somebodys(lead: str) -> bool:
    """Does a word for a relative or former partner stand right in front: `istri X`, `mantan kekasih X`?"""
    return f"{lead.lower().strip()} ".endswith(tuple(f" {head}" for head in heads("relatives")))


def _sex(tokens: Sequence[str]) -> str | None:
    lists = words()
    for token in tokens:
        if token in lists.women:
            return "f"
        if token in lists.men:
            return "m"
    return None


def _begins(word: str, post: str) -> bool:
    return post.split(maxsplit=1)[0] == word if post else False


def _is(voice: Voice, person: Person | None) -> bool:
    return person is not None and voice.person is person


def _type(voice: Voice) -> str:
    """What kind of candidate: an official, another person by role, a body, a document, a crowd, a description."""
    person = voice.person
    if person is not None:
        return "official" if person.position or person.rank else person.role
    if voice.is_document:
        return "document"
    if voice.is_crowd:
        return "crowd"
    return "body" if voice.body is not None else "description"


def name_in_apposition(written: str) -> str:
    """`warga setempat, Sukarna` -> `Sukarna`; a phrase that does not end in a name stays as it is."""
    head, comma, name = written.rpartition(",")
    tokens = name.split()
    named = 1 <= len(tokens) <= 5 and all(token[:1].isupper() for token in tokens)
    return name.strip() if comma and named and head[:1].islower() else written
