"""Posts in other words: `Kapolda Sulteng` for the `Kapolda Sulawesi Tengah`, `Kadinkes` for a `Kepala Dinas Kesehatan`.

Input: a source and the posts of a page, in small letters.  Output: words in one form for all their spellings, and
whether a source says of a post nothing that the post does not say.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..lexicon.positions import load as positions
from ..lexicon.speech import words

_BRACKETS = re.compile(r"\([^()]{0,80}\)")
_NUMBERED = re.compile(r"(\d+[a-z]?)/[a-z]+")  # `Kodim 1008/Tabalong`, `1008/Tbg`: the number tells
_TOKEN = re.compile(r"[a-z0-9]+")
_MOST_BARE = 2
"""Words of a post with what points back that may mean several."""


@cache
def _short() -> tuple[dict[str, str], int]:
    """What stands for what, and the most words of one."""
    table = {**positions().shortened, **words().posts_alike}
    return table, max(len(long.split()) for long in table)


@lru_cache(maxsize=2048)
def folded(post: str) -> tuple[str, ...]:
    """The words of a post in one form: long titles, offices and regions by their short names, levels left out."""
    tokens = _TOKEN.findall(_NUMBERED.sub(r"\1", _BRACKETS.sub(" ", post.lower())))
    table, most = _short()
    for _ in range(3):  # `kepala dinas kesehatan`, `kepala dinkes`, `kadis kesehatan`
        again = _replaced(tokens, table, most)
        if again == tokens:
            break
        tokens = again
    return tuple(token for token in tokens if token not in words().levels)


def _replaced(tokens: list[str], table: dict[str, str], most: int) -> list[str]:
    made: list[str] = []
    at = 0
    while at < len(tokens):
        for count in range(min(most, len(tokens) - at), 0, -1):
            short = table.get(" ".join(tokens[at : at + count]))
            if short is not None:
                made += short.split()
                at += count
                break
        else:
            made.append(tokens[at])
            at += 1
    return made


def says(source: str, post: str) -> bool:
    """Has a post the head of a source and all its words?"""
    asked, held = folded(source), folded(post)
    if len(asked) > _MOST_BARE and asked[-1] in words().pointing_back:
        asked = asked[:-1]  # `orang nomor satu di Polres Demak` **itu**; not `menteri itu`
    return bool(asked and held) and asked[0] == held[0] and set(asked) <= set(held)
