"""From names to human beings: which names in an article are the same person's."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from ..article import Position, Rank
from ..lexicon.people import load as lexicon
from ..page import NameMention

_LEAST_WORDS = 3  # of a name of which one short word may be misspelt
_LEAST_CUT, _LEAST_LEFT = 5, 2  # letters of a word cut out of a longer one, and that are left of that
_BESIDE = 80  # characters between the names of two in a list
_LEAST_BEGUN = 4  # letters of one that is the beginning of a longer one


@dataclass(slots=True)
class Human:
    """A person being put together; ``names`` in order of the text."""

    names: list[NameMention] = field(default_factory=list)
    words: tuple[str, ...] = ()
    rank: Rank | None = None

    def add(self, name: NameMention, words: tuple[str, ...], rank: Rank | None) -> None:
        self.names.append(name)
        if len(words) > len(self.words):
            self.words = words
        if self.rank is None:
            self.rank = rank


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded: case and dots are of no account."""
    return tuple(word for word in name.casefold().replace(".", " ").replace("’", "'").split() if word)


def same_rank(one: Rank | None, other: Rank | None) -> bool:
    """Two ranks can be one person's (one of them may be unknown; ``Brigjen`` fits ``Brigjen Pol``)."""
    return one is None or other is None or one.grade == other.grade


def _similar(one: str, other: str) -> bool:
    """The same word but for a slip: ``Stevani``/``Stevanie``; short words must be equal."""
    if one == other:
        return True
    longest = max(len(one), len(other))
    short = min(len(one), len(other))
    if short >= 5 and longest - short >= 2 and (one.startswith(other) or other.startswith(one)):
        return True  # a lost blank glues the next word to the name: `Ryder` and `Rydermembuat`
    if longest >= 6 and one[0] == other[0] and sorted(one) == sorted(other):
        return True  # letters swapped: `Whisnu`, `Wishnu`
    return longest >= 6 and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) <= 1


def _initial_of(one: str, other: str) -> bool:
    """``m`` stands for ``muhammad``."""
    return (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Is ``short`` a shorter way to say ``full``?  Its words stand in ``full``, in the same order.

    An initial stands for a word, but not all alone: ``Margaret`` is nobody's ``M`` in ``M Ali Sipahutar``.
    """
    position = whole = 0
    for word in short:
        while position < len(full) and not (_similar(word, full[position]) or _initial_of(word, full[position])):
            position += 1
        if position == len(full):
            return False
        whole += len(word) > 1 and _similar(word, full[position])
        position += 1
    return whole > 0


def _slips(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Are the names one but for a slip in a short word: ``Audi Murphy Sitorus``, ``Audy Murphy Sitorus``?

    Not in its first letter: ``Budi`` and ``Rudi Murphy Sitorus`` are brothers.
    """
    if len(one) != len(other) or len(one) < _LEAST_WORDS:
        return False
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(unlike) != 1 or unlike[0][0][0] != unlike[0][1][0]:
        return False
    return min(map(len, unlike[0])) > 2 and OSA.distance(*unlike[0], score_cutoff=1) <= 1


def _may_fit(short: str, full: str) -> bool:
    """Can `fits` or `_slips` hold of names whose words have these first letters?"""
    rest = iter(full)
    return all(letter in rest for letter in short)


def join(humans: list[Human], same: dict[int, int]) -> list[Human]:
    """Put humans together whom the text says to be one; ``same`` leads from a name's start to another name's.

    A name that went to somebody with a longer one (``Jokowi`` to ``Iriana Jokowi``) goes over alone.
    """
    owner = {name.start: human for human in humans for name in human.names}
    for start, other in same.items():
        human, full = owner[start], owner[other]
        if human is full:
            continue
        words = name_words(next(name.text for name in human.names if name.start == start))
        if len(words) < len(human.words):
            moved = [name for name in human.names if name_words(name.text) == words]
            human.names = [name for name in human.names if name not in moved]
            full.names = sorted((*full.names, *moved), key=lambda name: name.start)
            owner.update((name.start, full) for name in moved)
            continue
        for name in human.names:
            full.names.append(name)
            owner[name.start] = full
        full.words = max(full.words, human.words, key=len)
        full.rank = full.rank or human.rank
        full.names.sort(key=lambda name: name.start)
        humans.remove(human)
    humans.sort(key=lambda human: human.names[0].start)
    return humans


def merge(names: list[NameMention], ranks: list[Rank], positions: list[Position]) -> list[Human]:
    """Put the names of one person together, in order of first mention.

    Full names first: a short form (``Khalid``) goes to the person whose full name holds it and who was named
    last before it, else first after it.  Initials are merged with equal initials only.
    """
    rank_of = {name.start: ranks[name.rank] if name.rank is not None else None for name in names}
    # `Y.I` and `YI` are the same initials.
    words_of = {name.start: name_words(name.text.replace(".", "") if name.initials else name.text) for name in names}
    wives = {name.start for name in names if _is_wife(name, positions)}
    humans: list[Human] = []
    by_words: dict[tuple[str, ...], list[Human]] = {}
    by_letters: dict[str, list[Human]] = {}  # the first letters of the words: few, however many the names
    # The longest names found the humans, so that a headline's short form finds its full name.
    order = sorted(names, key=lambda name: (-len(words_of[name.start]), name.start))
    for name in order:
        words, rank = words_of[name.start], rank_of[name.start]
        letters = "".join(word[0] for word in words)
        same = [h for h in by_words.get(words, ()) if same_rank(h.rank, rank)]
        if not same and not name.initials:
            same = [
                human
                for first, group in by_letters.items()
                if _may_fit(letters, first)
                for human in group
                if same_rank(human.rank, rank)
                and not human.names[0].initials
                and (fits(words, human.words) or _slips(words, human.words))
                # `AKBP Budi Utomo dan Ny Rina Budi Utomo`: her name holds his
                and (words[0] == human.words[0] or human.names[0].start not in wives)
                and not _stand_beside(name, words, human, positions)
            ]
            same = same or _cut_from(name, words, humans, positions)
        human = _nearest(same, name.start) if same else Human()
        if not same:
            humans.append(human)
            by_letters.setdefault(letters, []).append(human)
        if human not in by_words.setdefault(words, []):
            by_words[words].append(human)
        human.add(name, words, rank)
    for human in humans:
        human.names.sort(key=lambda name: name.start)
    humans.sort(key=lambda human: human.names[0].start)
    return humans


def _stand_beside(name: NameMention, words: tuple[str, ...], human: Human, positions: list[Position]) -> bool:
    """Are two named together, each with a post: ``Sekda Syamsurizaldi, Kadis Kominfo Syamsurizal``?"""
    if name.position is None or len(words) != len(human.words):
        return False
    return any(
        other.position is not None
        and abs(other.start - name.start) < _BESIDE
        and positions[other.position].title != positions[name.position].title
        for other in human.names
    )


def _is_wife(name: NameMention, positions: list[Position]) -> bool:
    """By ``Ny`` or by a post among officials' wives: such a name may end in the husband's."""
    post = positions[name.position].text.replace("-", " ").split() if name.position is not None else ()
    return not lexicon().wives.isdisjoint(name.honorifics) or not lexicon().wives_bodies.isdisjoint(post)


def _cut_from(name: NameMention, words: tuple[str, ...], humans: list[Human], positions: list[Position]) -> list[Human]:
    """Whose long name a bare word is cut out of: ``Cahya`` of ``Nur Sricahyawijaya``; nobody's if of two.

    With a post it is cut out of the name of somebody with that title: ``Presiden Jokowi``.
    """
    if len(words) != 1 or len(words[0]) < _LEAST_BEGUN or name.rank is not None or name.age:
        return []
    title = positions[name.position].title if name.position is not None else None
    found = [
        human
        for human in humans
        if not human.names[0].initials
        and human.names[0].start < name.start
        and _is_cut(words[0], human.words)
        and (title is None or any(title == positions[n.position].title for n in human.names if n.position is not None))
    ]
    return found if len(found) == 1 else []


def _is_cut(short: str, full: tuple[str, ...]) -> bool:
    """``cahya`` of ``sricahyawijaya``; shorter ones only from the beginning: ``lusi`` of ``lusiana``; ``jokowi``."""
    return any(_is_cut_out(short, word) for word in full) or _is_blend(short, full)


def _is_cut_out(short: str, word: str) -> bool:
    if len(word) < len(short) + _LEAST_LEFT:
        return False
    return word.startswith(short) or (len(short) >= _LEAST_CUT and short in word)


def _is_blend(short: str, full: tuple[str, ...]) -> bool:
    """Is a word put together of a name's first two: ``jokowi`` of ``joko widodo``?"""
    if len(full) < _BLENDED or not short.startswith(full[0][:_LEAST_BLENDED]):
        return False
    return any(
        full[0].startswith(short[:at]) and full[1].startswith(short[at:])
        for at in range(_LEAST_BLENDED, len(short) - 1)
    )


_BLENDED = 2  # words of a blend
_LEAST_BLENDED = 3  # letters of the first of them


def _nearest(humans: list[Human], at: int) -> Human:
    """The one named last before ``at``, else the first one after it."""

    if len(humans) == 1:
        return humans[0]

    def distance(human: Human) -> tuple[bool, int]:
        before = [at - name.start for name in human.names if name.start < at]
        if before:
            return False, min(before)
        return True, min(name.start - at for name in human.names)

    return min(humans, key=distance)
