"""Names that one article spells out and that the parser overlooked in another.

A public person's full name is looked for in all texts, and the word by which many articles call somebody; names of
private people, single names and initials of three letters and more only in the articles of their story.  Each is given
where it can only be one person's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .naming import Name, related
from .profiles import Profile
from .sketch import name_words
from .weights import load

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


FAMILIAR = 3
MOSTLY = 0.8
"""Articles that call a public person by one word for it to name that person in others as well, and the share of those
that have the word in a name."""


_CAPITALS = 3
"""Letters up to which a byname is an abbreviation, written in capitals."""


def _open(profile: Profile) -> bool:
    """Whether somebody is looked for in the articles of all stories."""
    return not profile.private and profile.scope is None


class Listed(NamedTuple):
    """A person that an article lists, with the words of the name and its spellings there."""

    person: int
    name: Name
    spellings: Sequence[str]


def _words(listed: Iterable[Listed]) -> set[str]:
    names = (name for one in listed for name in (one.name, *map(name_words, one.spellings)))
    return {word for name in names for word in name}


class _Form(NamedTuple):
    """The words of a spelling, whether it is of several in capitals, or one that can be looked for in a story."""

    words: Name
    whole: bool
    short: bool


@lru_cache(maxsize=1 << 18)
def _form(spelling: str) -> _Form:
    words = name_words(spelling)
    whole = len(words) > 1 and all(word[0].isupper() for word in spelling.split() if word[0].isalpha())
    initials = len(words) == 1 and spelling.isupper() and 3 <= len(spelling) <= 5
    return _Form(words, whole, initials or (len(words) == 1 and len(words[0]) > 4 and spelling[0].isupper()))


class Found(NamedTuple):
    """A person whose name stands in the text of a page that does not list the person."""

    page: int
    person: int
    name: str


DOUBTED = 3
"""Articles from which on a name that the parser overlooked more often than it read the person is doubted."""


def credible(found: Sequence[Found], read: Sequence[int]) -> list[Found]:
    """Those of the found that are likely people; ``read``: in how many articles the parser read each person.

    What it took for a person once and in dozens of articles did not (``Bea Cukai``) is something else.
    """
    counts = Counter((one.person, one.name) for one in found)
    return [one for one in found if not DOUBTED <= counts[one.person, one.name] > read[one.person]]


class Names:
    """Spellings of people and whose they are; ``persons`` are groups of profiles."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        persons: Sequence[Sequence[int]],
        spelt: Mapping[tuple[int, str], Sequence[str]],
    ) -> None:
        self.open: dict[str, set[int]] = defaultdict(set)
        self.within: dict[str, dict[int, set[int]]] = defaultdict(dict)
        short: dict[tuple[str, int], set[int]] = defaultdict(set)
        self._strong: dict[str, set[int]] = defaultdict(set)
        for number, group in enumerate(persons):
            for profile in (profiles[at] for at in group):
                used: dict[str, None] = {}
                for mention in profile.mentions:
                    for spelling in spelt.get(mention, ()):
                        used[spelling] = None
                        if profile.scope is None and " " not in spelling:
                            short[spelling, number].add(mention[0])
                for spelling in used:
                    self._add(number, profile, spelling)
        bearers = _bearers(profiles, persons, {spelling.casefold() for spelling, _ in short})
        for (spelling, number), pages in short.items():
            known = bearers[spelling.casefold()]
            own = number in self._strong[spelling] and spelling[0].isupper()
            if own and len(pages) >= FAMILIAR and known[number] >= MOSTLY * sum(known.values()):
                self.open[spelling].add(number)
        whole = {
            " ".join(profiles[at].name): number
            for number, group in enumerate(persons)
            for at in group
            if _open(profiles[at])
        }
        for byname, full in load().bynames.items():
            if full in whole:
                self.open[byname.upper() if len(byname) <= _CAPITALS else byname.title()].add(whole[full])
        self._spellings = sorted({*self.open, *self.within})
        self._anywhere = [self._one(spelling, self.open.get(spelling, set())) for spelling in self._spellings]
        self._in_stories = [self.within.get(spelling, {}) for spelling in self._spellings]
        self._automaton: AhoCorasick | None = None

    def _add(self, number: int, profile: Profile, spelling: str) -> None:
        form = _form(spelling)
        if form.words == profile.name or related(form.words, profile.name) is not None:
            self._strong[spelling].add(number)
        if form.whole and _open(profile):
            self.open[spelling].add(number)
        if form.whole or form.short:
            within = self.within[spelling]
            for story in profile.stories:
                within.setdefault(story, set()).add(number)

    def overlooked(self, page: int, story: int, body: str, listed: Iterable[Listed]) -> list[Found]:
        """Who is named in a text beside the people that are listed."""
        from ahocorasick_rs import AhoCorasick, MatchKind

        if not self._spellings:
            return []
        if self._automaton is None:
            self._automaton = AhoCorasick(self._spellings, matchkind=MatchKind.LeftmostLongest)
        known = {one.person for one in listed}
        words: set[str] | None = None
        made: dict[int, Found] = {}
        seen: set[int] = set()
        for index, start, end in self._automaton.find_matches_as_indexes(body):
            if index in seen:
                continue
            spelling = self._spellings[index]
            here = self._in_stories[index].get(story)
            person = self._one(spelling, here) if here else self._anywhere[index]
            if person is None or person in known or person in made:
                seen.add(index)
                continue
            if (start and body[start - 1].isalnum()) or (end < len(body) and body[end].isalnum()):
                continue
            seen.add(index)
            words = _words(listed) if words is None else words
            if words.isdisjoint(name_words(spelling)):
                made[person] = Found(page, person, spelling)
        return list(made.values())

    def _one(self, spelling: str, found: set[int]) -> int | None:
        """The only one of the people that have that name."""
        if len(found) > 1:
            found = found & self._strong[spelling]
        return next(iter(found)) if len(found) == 1 else None


def _bearers(profiles: Sequence[Profile], persons: Sequence[Sequence[int]], words: set[str]) -> dict[str, Counter[int]]:
    """How often each of some words names whom."""
    found: dict[str, Counter[int]] = {word: Counter() for word in words}
    for number, group in enumerate(persons):
        for profile in (profiles[at] for at in group):
            for word in profile.name:
                if word in found:
                    found[word][number] += len(profile.mentions)
    return found
