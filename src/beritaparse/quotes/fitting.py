"""How well a source that names nobody fits somebody introduced: by post, by words around the name, by spelling.

Input: the source as written, and a person of the page.  Output: named features, which the choice of the speaker weighs;
none where nothing fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from ..article import Person
from ..lexicon.positions import plain_title
from ..lexicon.speech import words
from .page import Page

_MOST_SHARED = 2
_SHORTEST = 3  # letters of a word that may be shared
_BEFORE, _BEHIND = 80, 120  # characters around a name in which it is introduced
_LEAD = 60
_LONGEST_TITLE = 4  # words
_INITIALS = 4  # letters at most
_ALIKE = 84.0  # per cent of letters, from which on two words are spellings of one name
_EDGE = ",.()“”\"'"


def shared(page: Page, person: Person, tokens: Sequence[str]) -> Iterator[str]:
    """How many words of a description stand where a candidate was introduced, and whether it names the candidate."""
    mention = next((mention for mention in person.mentions if mention.kind == "name"), None)
    around = page.text[max(0, mention.start - _BEFORE) : mention.end + _BEHIND] if mention is not None else ""
    post = person.position.text if person.position is not None else ""
    known = {token.strip(_EDGE) for token in f"{around} {post}".lower().split()}
    lists = words()
    asked = {token for token in tokens if len(token) >= _SHORTEST and token not in lists.telling} - lists.pointing_back
    yield f"shares={min(len(asked & known), _MOST_SHARED)}"
    yield f"shares head={bool(tokens) and tokens[0] in known}"
    names = set(person.name.lower().split())
    yield f"inside={not names.isdisjoint(tokens)} bears={not lists.bearing.isdisjoint(tokens)}"


def fits(page: Page, person: Person, written: str) -> list[str]:
    """What of a source fits a person: the post, the word in front of the name, initials, a spelling of the name."""
    tokens = [token.strip(_EDGE) for token in written.split()]
    return [
        *_by_title(person, tokens),
        *_by_lead(page, person, tokens),
        *_by_name(person, tokens),
        *_by_role(page, person, tokens),
    ]


def _by_role(page: Page, person: Person, tokens: Sequence[str]) -> Iterator[str]:
    """`kata korban`, `Terdakwa mengaku`: somebody of that role, alone in it or one of several."""
    lists = words()
    asked = {"suspect": lists.suspects, "victim": lists.victims, "witness": lists.witnesses}.get(person.role)
    if asked is None or not tokens or tokens[0].lower() not in asked:
        return
    others = sum(other.role == person.role for other in page.names.persons) - 1
    yield f"role={person.role} of={min(len(tokens), 3)} others={min(others, 2)}"
    yield f"role others={min(others, 2)}"


def _by_title(person: Person, tokens: Sequence[str]) -> Iterator[str]:
    """`Kajari X` for the `Kepala Kejaksaan Negeri X`: the words of a title, and whether what follows fits too."""
    if person.position is None or person.position.former:
        return
    held = _prefixes(person.position.text.lower())
    for count in range(min(len(tokens), _LONGEST_TITLE), 0, -1):
        if plain_title(" ".join(tokens[:count]).lower()) not in held:
            continue
        rest = {token.lower() for token in tokens[count:] if len(token) >= _SHORTEST}
        where = set(person.position.text.lower().split())
        fit = "none" if not rest else "whole" if rest <= where else "part" if rest & where else "foreign"
        yield f"title={min(count, _MOST_SHARED)} rest={fit}"
        return


@lru_cache(maxsize=512)
def _prefixes(post: str) -> frozenset[str]:
    """The titles that a post begins with, each in one form."""
    tokens = post.replace(",", " ").split()
    return frozenset(plain_title(" ".join(tokens[:count])) for count in range(1, _LONGEST_TITLE + 2))


def _by_lead(page: Page, person: Person, tokens: Sequence[str]) -> Iterator[str]:
    """`hakim` for `hakim Cipto`: the head of the source in front of the name."""
    mention = next((mention for mention in person.mentions if mention.kind == "name"), None)
    if mention is None or not tokens or len(tokens[0]) < _SHORTEST:
        return
    lead = page.text[max(0, mention.start - _LEAD) : mention.start]
    lead = lead[max(lead.rfind(stop) for stop in (". ", "\n", ";", "”", '"')) + 1 :]
    stands = [token.strip(_EDGE) for token in lead.split()]
    known = [token.lower() for token in stands]
    if tokens[0].lower() in known:
        small = stands[known.index(tokens[0].lower())].islower()
        yield f"lead={min(sum(token.lower() in known for token in tokens), _MOST_SHARED)} of={min(len(tokens), 3)}"
        yield f"lead small={small} of={min(len(tokens), 3)}"


def _by_name(person: Person, tokens: Sequence[str]) -> Iterator[str]:
    """`HNW` for Hidayat Nur Wahid, `Hendriansyah` for Herdiansyah."""
    names = person.name.split()
    whole = "".join(tokens)
    if len(tokens) == 1 and 1 < len(whole) <= _INITIALS and whole.isupper():
        if whole.lower() == "".join(name[0] for name in names).lower():
            yield "initials"
        return
    last = tokens[-1] if tokens else ""
    if (
        last[:1].isupper()
        and len(last) > _SHORTEST
        and any(ratio(last.lower(), name.lower()) >= _ALIKE for name in names)
    ):
        yield f"spelling of={min(len(tokens), 3)}"
