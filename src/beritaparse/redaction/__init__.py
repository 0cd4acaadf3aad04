"""Private persons' names masked in all that was read from a page: :meth:`beritaparse.Article.redacted`.

Private is everybody who is not surely an official, and every minor.  Each letter of a word of their names becomes
``█``, so offsets stay what they are; single letters and persons known by initials stay.  A word is masked wherever
it stands with a capital (also in a hashtag, with ``-nya`` behind it, in an official's name, at the head of a
sentence), in small letters where it is no word of the language, beside another word of the same name, and in ids and
addresses.  Names are looked for in
the page as an eye reads it (:mod:`.reading`); names that were not recognised are guessed (:mod:`.strangers`); numbers
that lead to a person are masked too (:mod:`.numbers`).  Rather too much than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from ..article import Article, Mention, Person
from ..text.intervals import Intervals
from .called import first_words
from .common import is_common
from .names import MASK as MASK
from .names import PIECE, Names, words_of
from .people import ADULT as ADULT
from .people import is_private as is_private
from .people import private_people
from .strangers import name_head, strangers

_ROUNDS = 12
"""How often strangers are looked for: each that is found may be part of another's name."""

_NEXT = re.compile(r" ([A-Z][^\W\d_]+)")
_LAST = re.compile(r"(?<!\w)([A-Z][a-z]+)[ \u00a0]$")
_LONGEST_HEAD = 14
_HEAD = 8
"""Characters before a mention that may be the first word of the name."""
_MORE = 3
"""Words behind a mention that may be the rest of the name."""

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


def redact(article: Article, *, strangers_too: bool = True) -> Article:
    """Return the article with private persons' names masked.

    ``strangers_too``: also what may be a name that was not recognised.
    """
    names = _names(article, strangers_too)
    made = _masked(article, names)
    # what was masked may show that something beside it is a name or a number, to whoever reads it next
    for _ in range(_ROUNDS):
        again = _masked(made, _names(made, strangers_too))
        if again == made:
            break
        made = again
    return made


def _masked(article: Article, names: Names) -> Article:
    data = article.model_dump()
    text = names.masked(article.text)
    ids = _masked_ids(names, _ids(data))
    walked = _walk(data, names, text, ids)
    return Article.model_validate(walked | {"text": text, "id": names.masked(article.id or "", slug=True) or None})


def _names(article: Article, strangers_too: bool) -> Names:
    private = list(private_people(article))
    first = first_words(article.text)
    forms = [_name_forms(article, person, first) for person in private]
    names = Names(forms)
    if not strangers_too:
        return names
    public = [person for person in article.persons if person not in private]
    for _ in range(_ROUNDS):  # what is masked stands for a name: a word beside it may be another part
        found = dict.fromkeys(" ".join(words) for words in strangers(article, names.masked(article.text), public))
        if not found:
            break
        forms += [[words_of(name, False)] for name in found]
        names = Names(forms)
    return names


def _name_forms(article: Article, person: Person, first: Mapping[str, str]) -> list[list[str]]:
    """The words of each of a person's names; those with a capital right behind a mention may be the rest of it."""
    mentions = [mention for mention in person.mentions if mention.kind in ("name", "alias")]
    forms = [person.name, *(mention.text for mention in mentions)]
    titles = Intervals((block.start, block.end) for block in article.blocks if block.kind == "title")
    others = Intervals(_other_spans(article, person))
    forms += [
        article.text[_head(article.text, mention, first) : _rest(article.text, mention.end, others)]
        for mention in mentions
        if not titles.overlaps(mention.start, mention.end)
    ]
    return [words_of(form, person.initials) for form in forms]


def _head(text: str, mention: Mention, first: Mapping[str, str]) -> int:
    """Where a name begins, of which not the first word was recognised: `Anak Agung Ngurah`, `Kasdim Ramadhan`.

    ``first``: posts that stand before one word only.
    """
    before = max(0, mention.start - _HEAD)
    heads = (match for match in name_head().finditer(text, before, mention.end) if match.end() > mention.start)
    start = min((match.start() for match in heads), default=mention.start)
    word = _LAST.search(text, max(0, start - _LONGEST_HEAD), start)
    if word is not None and first.get(word[1]) == text[start : mention.end].split(" ")[0]:
        return word.start()
    return start


def _rest(text: str, end: int, others: Intervals) -> int:
    """Where a name ends whose recognised part ends at ``end``: behind words with a capital that are nothing else."""
    for _ in range(_MORE):
        word = _NEXT.match(text, end)
        if word is None:
            break
        first = PIECE.split(word[1])[0]  # `LestariKecamatan`
        start, stop = word.start(1), word.start(1) + len(first)
        if others.overlaps(start, stop) or is_common(first):
            break
        end = stop
    return end


def _other_spans(article: Article, person: Person) -> Iterator[tuple[int, int]]:
    """Where other things are named."""
    groups = (article.persons, article.units, article.organizations, article.facilities, article.places)
    for span in (*article.ranks, *article.positions):
        yield span.start, span.end
    for item in chain.from_iterable(groups):
        if item is not person:
            for mention in item.mentions:
                yield mention.start, mention.end


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


def _masked_ids(names: Names, ids: Iterable[str]) -> dict[str, str]:
    """Masked forms of ids; where two become the same, they are numbered."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for id in dict.fromkeys(ids):
        made = masked = names.masked(id, slug=True)
        while made in taken:
            numbers[masked] = numbers.get(masked, 1) + 1
            made = f"{masked}-{numbers[masked]}"
        taken.add(made)
        found[id] = made
    return found


def _walk(value: Any, names: Names, text: str, ids: Mapping[str, str]) -> Any:
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
