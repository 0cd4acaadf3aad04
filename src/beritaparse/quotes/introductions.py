"""Who was introduced how before somebody spoke: the last to become a subject, the one just named, the last official.

Input: the page, what was heard so far, and where a quotation begins.  Output: a person, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..article import Person
from ..lexicon.speech import heads, words
from .page import Attribution, Page
from .sources import is_verb
from .voices import Memory

LEAD = 48  # characters in front of a name in which a word says who it is
_SILENT_ROLES = frozenset({"suspect", "victim"})
_LONGEST_SUBJECT = 140
_NEXT_WITHIN = 400


def introduced(page: Page, memory: Memory, here: int, *, anybody: bool) -> Person | None:
    """A person who became the subject of a sentence after the last attribution.

    Somebody without post or rank takes over only where ``anybody`` will do.
    """
    heard_at, voice = memory.heard_at, memory.voice
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
        if _is_somebodys(page.text[max(0, named.start - LEAD) : named.start]):
            continue  # `mantan kekasih` **Budi** is not Budi
        known = anybody or person.position or person.rank or person.role in {"official", "witness"}
        if not (known or page.names.has_post(sentence[0], named.start)):
            continue
        lead = page.text[sentence[0] : named.start]
        if len(lead) <= _LONGEST_SUBJECT and (_is_subject(lead) or _is_agent(lead)):
            found = person
            seen_sentence = sentence[0]
    return found


def _is_subject(lead: str) -> bool:
    """Does no verb and no copula stand in front of a name: not `Keduanya ialah` **RK** `dan` **EDO**?"""
    return not any(is_verb(word) or word in words().copulas for word in lead.split() if word.islower())


def _is_agent(lead: str) -> bool:
    """`Api pertama kali dilihat` **Budi**: nothing but a passive verb in front, and whoever did it behind it."""
    small = [word for word in lead.split() if word.islower()]
    verbs = [word for word in small if is_verb(word)]
    if len(verbs) != 1 or verbs[0] not in small[-2:] or not verbs[0].startswith("di"):
        return False
    return verbs[0] not in words().attended and verbs[0] not in words().company


def just_named(page: Page, here: int) -> Person | None:
    """The one person whom the sentence before names, else its first."""
    sentence = page.sentence(here)
    start = sentence[0] if sentence is not None else here
    before = page.sentence(start - 2) if start > 2 else None
    if before is None:
        return None
    named = [item for item in page.names.inside(*before) if not page.inside_passage(item.start)]
    return page.names.persons[named[0].owner] if named else None


def next_named(page: Page, said: Sequence[Attribution], attribution: Attribution, index: int) -> Person | None:
    """The speaker named by the quotation that follows directly."""
    if index + 1 >= len(said):
        return None
    following = said[index + 1]
    near = following.start - attribution.end < _NEXT_WITHIN
    if not near or following.source is None or following.kind != "direct":
        return None
    found = page.names.person(page.text, following.source.start, following.source.end)
    return found[0] if found else None


def earlier_official(page: Page, here: int) -> Person | None:
    """The last official named before, else the only person."""
    people = page.names.before(here)
    for named in reversed(people):
        person = page.names.persons[named.owner]
        if person.role not in _SILENT_ROLES and (person.position or person.rank):
            return person
    owners = {named.owner for named in people}
    return page.names.persons[owners.pop()] if len(owners) == 1 else None


def _is_somebodys(lead: str) -> bool:
    """Does a word for a relative or former partner stand right in front: `istri X`, `mantan kekasih X`?"""
    return f"{lead.lower().strip()} ".endswith(tuple(f" {head}" for head in heads("relatives")))
