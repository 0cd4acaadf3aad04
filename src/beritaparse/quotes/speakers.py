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
from .descriptions import kinds, name_in_apposition, sex
from .features import Context, Features
from .fitting import fits
from .gatherings import gatherings
from .introductions import LEAD, earlier_official, introduced, just_named, next_named
from .page import Attribution, Page
from .pointing import told
from .sources import Phrase
from .voices import Memory, Voice

_FIRST = frozenset({"saya", "aku", "gue"})
_MANY_OR_TEXTS = frozenset({"document", "newcomer", "crowd", "institution", "body"})
_FIRST_PERSON = re.compile(r"\b(?i:saya|aku|gue)\b")
_SMALL_LETTERS = re.compile(r"[a-z]+")
_REACH = 700  # how far back somebody is named who may speak
_VOICES = 4
_NEAREST = 6
_GATHERINGS = 3


class Option(NamedTuple):
    """A candidate, how it would be known, and its features."""

    voice: Voice
    by: ResolvedBy
    features: tuple[str, ...]


class Speakers:
    """Finds the options of one page's attributions."""

    def __init__(self, page: Page, said: Sequence[Attribution], memory: Memory) -> None:
        self.page = page
        self.said = said
        self.memory = memory
        self.features = Features(page, memory)

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
                called = context.reference in {"pointing", "word", "post"} and self._called(voice, context)
                about = self.features.of(voice, attribution, context, called=called)
                found[voice.key] = Option(voice, by, (*features, *about))
        return list(found.values())

    def _context(
        self, attribution: Attribution, index: int, reference: str, phrase: Phrase | None, source: str
    ) -> Context:
        here = min(attribution.start, attribution.cue.start if attribution.cue else attribution.start)
        written = source.lower().split()
        content = self.page.text[attribution.start : attribution.end]
        said = _SMALL_LETTERS.findall(content.lower())
        sentence = self.page.sentence(here)
        tokens = [token.strip(",.") for token in written]
        return Context(
            reference,
            here,
            source,
            tokens,
            sex(tokens),
            kinds(source) if written else [],
            phrase is not None and self.page.names.body(phrase.start, phrase.end) is not None,
            introduced(self.page, self.memory, here, anybody=False),
            introduced(self.page, self.memory, here, anybody=True),
            just_named(self.page, here),
            next_named(self.page, self.said, attribution, index),
            earlier_official(self.page, here),
            [voice.key for voice in self.memory.latest(_VOICES)],
            not _FIRST.isdisjoint(said) and _FIRST_PERSON.search(content) is not None,
            not words().questioned.isdisjoint(said),
            sentence[0] if sentence else here,
            told(source) if reference in {"pointing", "byname"} else [],
            self._acted(here) if reference == "plural" else {},
        )

    def _acted(self, here: int) -> dict[str, Phrase]:
        """Groups that acted before, by key, the last one first."""
        found: dict[str, Phrase] = {}
        for phrase in gatherings(self.page, max(0, here - _REACH), here):
            found.setdefault(self.page.text[phrase.start : phrase.end].lower(), phrase)
            if len(found) >= _GATHERINGS:
                break
        return found

    def _reference(self, attribution: Attribution, phrase: Phrase | None, written: list[str]) -> str:
        """How the source is worded."""
        if phrase is None or not written:
            if attribution.reference == "subjectless":
                return "plural"
            return "none" if attribution.reference in {"none", "understood"} else "nya"
        lists = words()
        named = self._named(phrase)
        whole = " ".join(written)
        if named is None and (
            (written[0].strip(",") in lists.pronouns and (len(written) <= 3 or written[1] in lists.as_whom))
            or whole in lists.pronouns
        ):
            return "plural" if written[0].strip(",") in lists.plural_pronouns else "pronoun"
        if len(written) > 1 and written[-1] in lists.pointing_back and not self._names_first(phrase, named):
            # `orang nomor satu di Polres Demak itu` tells as much as the post.
            return "post" if named is not None and f"{whole} ".startswith(heads("topmost")) else "pointing"
        if attribution.rule == "direct.after" and f"{whole} ".startswith(heads("bynames")) and named is None:
            return "byname"
        if named is not None:
            return "name" if named[1] == "name" else "post"
        return "word"

    def _names_first(self, phrase: Phrase, named: tuple[Person, ResolvedBy] | None) -> bool:
        """`Budi, aktivis yang mengawal` **kasus ini**, `pria yang disapa` **Budi itu**: the one named is meant."""
        if named is None or named[1] != "name":
            return False
        first = next(
            (item for item in self.page.names.inside(phrase.start, phrase.end) if item.kind != "position"), None
        )
        if first is None:
            return False
        lead = self.page.text[phrase.start : first.start].lower().split()
        drawn = self.page.text[first.start : first.end].lower() in named[0].name.lower()
        called = drawn and not words().bearing.isdisjoint(lead[-2:])
        return called or len(self.page.text[first.end : phrase.end].split()) > 1

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
        if reference == "word" and not context.body:
            yield from self._fitting(context)
        for acted in context.acted.values():
            yield Voice(description=self.page.text[acted.start : acted.end]), "description", ()
        if reference == "plural" and phrase is not None and not context.acted:
            yield Voice(description=context.written), "description", ("plural own",)

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
            span = (phrase.start, phrase.end)
            tail = names.tail(text, *span) or names.front(text, *span) if body is None and named is None else None
            voice = self.memory.same_description(Voice(None, body, tail or name_in_apposition(written), via))
            yield voice, "description", (f"{reference} own", *(f"own {kind}" for kind in self._wording(written, voice)))

    def _wording(self, written: str, voice: Voice) -> Iterator[str]:
        """What kind of description a source is, also with whether it points back and somebody has spoken."""
        described = kinds(written) if voice.body is None else ["body"]
        pointing = written.lower().rsplit(maxsplit=1)[-1] in words().pointing_back
        yield from described
        if _MANY_OR_TEXTS.isdisjoint(described):
            yield f"somebody pointing={pointing} spoken={self.memory.voice is not None}"
        yield from (f"{kind} pointing={pointing} spoken={self.memory.voice is not None}" for kind in described)

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

    def _fitting(self, context: Context) -> Iterator[tuple[Voice, ResolvedBy, tuple[str, ...]]]:
        """People named before whose post, introduction or name the source fits."""
        seen: set[int] = set()
        for named in self.page.names.before(context.here):
            if named.owner not in seen:
                seen.add(named.owner)
                person = self.page.names.persons[named.owner]
                if fits(self.page, person, context.written):
                    yield Voice(person=person), "description", ()

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
        leads = (self.page.text[max(0, named.start - LEAD) : named.start] for named in person.mentions[:1])
        return any(head in _SMALL_LETTERS.findall(re.split(r"[.\n;]|, ", lead)[-1].lower()) for lead in leads)


def _begins(word: str, post: str) -> bool:
    return post.split(maxsplit=1)[0] == word if post else False
