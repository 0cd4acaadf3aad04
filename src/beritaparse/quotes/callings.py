"""Other words for somebody's post: `Kadinkes` for the Kepala Dinas Kesehatan, `politisi itu` for a member of the DPRD.

Input: a person and a source that names nobody.  Output: whether the source is put together of the beginnings of the
post's words, and whether it is a calling of those who hold such posts (``lexicon/quotes.toml``, ``callings``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..article import Person
from ..lexicon.speech import words

_SHORTEST = 4  # letters of a word that is put together of beginnings
_LONGEST = 16
_PIECE = 2  # letters at least of each beginning


def post_of(person: Person) -> tuple[str, ...]:
    """The words of a person's post in small letters, without `Pj` and the like; none where it is over."""
    position = person.position
    if position is None or position.former:
        return ()
    return _post_words(position.text)


@lru_cache(maxsize=1024)
def _post_words(post: str) -> tuple[str, ...]:
    lists = words()
    written = post.lower().replace("/", " ").replace(",", " ").split()
    while len(written) > 1 and written[0] in lists.acting:
        written = written[1:]
    return tuple(written)


def is_put_together(word: str, post: Sequence[str]) -> bool:
    """Is a word made of the beginnings of a post's words in order: `korlap`, `kalapas`, `mensos`?"""
    whole = bool(post) and _SHORTEST <= len(word) <= _LONGEST and word not in post
    return whole and _begins(word, tuple(post[:8]))


@lru_cache(maxsize=4096)
def _begins(word: str, post: tuple[str, ...]) -> bool:
    """Does the word begin as the post's first word does, and go on with those that follow?"""
    reached = {size for size in range(_PIECE, len(word)) if _is_piece(word[:size], post[0])}
    for following in post[1:]:
        further = {
            end
            for start in reached
            for end in range(start + _PIECE, len(word) + 1)
            if _is_piece(word[start:end], following)
        }
        if len(word) in further:
            return True
        reached |= further  # a word of the post may be left out
    return False


def _is_piece(piece: str, word: str) -> bool:
    return word.startswith(piece) or piece in words().pieces.get(word, ())


def is_called(person: Person, tokens: Sequence[str]) -> bool:
    """Are those who hold such a post or rank called so: `pengacara itu`, `legislator itu`, `perwira tersebut`?"""
    callings = words().callings
    known = callings.get(" ".join(tokens[:2])) or callings.get(tokens[0]) if tokens else None
    if known is None:
        return False
    return ("rank" in known and person.rank is not None) or not known.isdisjoint(post_of(person))
