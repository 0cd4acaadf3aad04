"""Private persons' names masked in all that was read from a page: :meth:`beritaparse.Article.redacted`.

Private is everybody whose role is not ``official``, and every minor.  Each letter of a word of their names becomes
``█``, so offsets stay what they are; single letters and persons known by initials stay.  A word is masked wherever it
stands with a capital (also in a hashtag, with ``-nya`` behind it, in an official's name, at the head of a sentence), in
small letters only beside another word of the same name and in ids and addresses.  Rather too much than too little.

A name that the parser did not recognise cannot be masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from .article import Article, Person
from .lexicon.phrases import load as lexicon
from .text.intervals import Intervals

MASK = "█"
ADULT = 18
_SHORT = 2
"""Letters up to which a word of a longer name names nobody by itself."""
_BETWEEN = 2
"""Characters that may stand between two words of a name."""

_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
_REST = re.compile(r"(?: [A-Z][^\W\d_]+){1,3}")
_SUFFIX = re.compile(r"(?:nya|lah|pun|kah|ku|mu)$")

# Fields that hold no words of the page.
_FIXED = frozenset(
    {
        "schema_version",
        "kind",
        "rule",
        "role",
        "level",
        "service",
        "type",
        "granularity",
        "resolved_by",
        "code",
        "value",
    }
    | {"region_code", "date", "time", "published"}
)


def redact(article: Article) -> Article:
    """Return the article with private persons' names masked."""
    names = _Names([_name_forms(article, person) for person in article.persons if is_private(person)])
    data = article.model_dump()
    text = names.masked(article.text)
    ids = _masked_ids(names, _ids(data))
    walked = _walk(data, names, text, ids)
    return Article.model_validate(walked | {"text": text, "id": names.masked(article.id or "", slug=True) or None})


def is_private(person: Person) -> bool:
    """Is this somebody whose name is masked?"""
    return person.role != "official" or (person.age is not None and person.age < ADULT)


def _name_forms(article: Article, person: Person) -> list[list[str]]:
    """The words of each of a person's names; those with a capital right behind a mention may be the rest of it."""
    mentions = [mention for mention in person.mentions if mention.kind in ("name", "alias")]
    forms = [person.name, *(mention.text for mention in mentions)]
    titles = Intervals((block.start, block.end) for block in article.blocks if block.kind == "title")
    others = Intervals(_other_spans(article, person))
    for mention in mentions:
        rest = _REST.match(article.text, mention.end)
        if rest and not titles.overlaps(mention.start, mention.end) and not others.overlaps(*rest.span()):
            forms.append(mention.text + rest.group())
    return [_words(form, person.initials) for form in forms]


def _other_spans(article: Article, person: Person) -> Iterator[tuple[int, int]]:
    """Where other things are named."""
    groups = (article.persons, article.units, article.organizations, article.facilities, article.places)
    for span in (*article.ranks, *article.positions):
        yield span.start, span.end
    for item in chain.from_iterable(groups):
        if item is not person:
            for mention in item.mentions:
                yield mention.start, mention.end


class _Piece(NamedTuple):
    """A word of a text that may belong to a name of ``owners``; ``sure`` if it counts without a neighbour."""

    start: int
    end: int
    owners: frozenset[int]
    sure: bool


class _Names:
    """The words of the names that are masked, and whose they are."""

    def __init__(self, persons: Sequence[Sequence[Sequence[str]]]) -> None:
        """``persons``: for each the words of each of the names."""
        owners: dict[str, set[int]] = {}
        self._glued: set[str] = set()
        self._lone: set[str] = set()
        for number, forms in enumerate(persons):
            for words in forms:
                glued = "".join(words)
                for word in (*words, glued):
                    owners.setdefault(word, set()).add(number)
                (self._glued if len(words) > 1 else self._lone).add(glued)
        self._owners: Mapping[str, frozenset[int]] = {word: frozenset(people) for word, people in owners.items()}

    def masked(self, text: str, *, slug: bool = False) -> str:
        """The text with their letters replaced; ``slug``: an id or an address, in which case tells nothing."""
        if not self._owners or not text:
            return text
        letters = list(text)
        pieces = list(self._pieces(text, slug))
        for index, piece in enumerate(pieces):
            if piece.sure or any(_beside(piece, other) for other in pieces[max(0, index - 1) : index + 2]):
                letters[piece.start : piece.end] = MASK * (piece.end - piece.start)
        return "".join(letters)

    def _pieces(self, text: str, slug: bool) -> Iterator[_Piece]:
        for word in _WORD.finditer(text):
            at = word.start()
            whole = word.group().casefold()
            for piece in [word.group()] if whole in self._owners else _PIECE.split(word.group()):
                length = next((n for n in _lengths(piece) if piece[:n].casefold() in self._owners), 0)
                if length:
                    # `SitiNur` may be the rest of one name and hold the words of another.
                    parts = (piece[:length], *_PIECE.split(piece[:length]))
                    owners = frozenset[int]().union(*(self._owners.get(part.casefold(), ()) for part in parts))
                    names_alone = length > _SHORT or piece[:length].casefold() in self._lone
                    sure = whole in self._glued or (names_alone and (slug or not piece[0].islower()))
                    yield _Piece(at, at + length, owners, sure)
                at += len(piece)


def _lengths(piece: str) -> Iterator[int]:
    """How much of a word may be a name: all of it, or what stands before `-nya` or a word that lost its blank."""
    yield len(piece)
    if suffix := _SUFFIX.search(piece):
        yield suffix.start()
    glued = lexicon().glued
    yield from (at for at in range(3, len(piece) - 2) if piece[at:] in glued)


def _beside(piece: _Piece, other: _Piece) -> bool:
    gap = max(piece.start, other.start) - min(piece.end, other.end)
    return piece is not other and gap <= _BETWEEN and not piece.owners.isdisjoint(other.owners)


def _words(name: str, initials: bool) -> list[str]:
    """The words of a name, folded; no particle (`bin`), no single letter, no initials."""
    words: list[str] = []
    for match in _WORD.finditer(name):
        word = match.group()
        particle = word.islower() and name[: match.start()].endswith(" ")
        if len(word) > 1 and not particle and not (initials and word.isupper()):
            words.append(word.casefold())
    return words


def _ids(value: Any) -> Iterator[str]:
    """All ids of entities, in order."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "id" and isinstance(item, str):
                yield item
            yield from _ids(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _ids(item)


def _masked_ids(names: _Names, ids: Iterable[str]) -> dict[str, str]:
    """Masked forms of ids; where two become the same, they are numbered."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id in dict.fromkeys(ids):
        made = masked = names.masked(id, slug=True)
        number = 1
        while made in taken:
            number += 1
            made = f"{masked}-{number}"
        taken.add(made)
        found[id] = made
    return found


def _walk(value: Any, names: _Names, text: str, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_walk(item, names, text, ids) for item in value)
    if not isinstance(value, Mapping):
        return names.masked(value) if isinstance(value, str) else value
    made: dict[str, Any] = {}
    for key, item in value.items():
        if key in _FIXED:
            made[key] = item
        elif key == "text" and "start" in value:
            made[key] = text[value["start"] : value["end"]]
        elif key == "id" or key.endswith("_id"):
            made[key] = None if item is None else ids.get(item) or names.masked(item, slug=True)
        elif key.endswith("_ids"):
            made[key] = tuple(ids.get(id) or names.masked(id, slug=True) for id in item)
        elif key == "url":
            made[key] = None if item is None else names.masked(item, slug=True)
        else:
            made[key] = _walk(item, names, text, ids)
    return made
