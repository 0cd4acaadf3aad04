"""What the type of a page's main event is read from: the words of headline, lead and body as weighted features.

The model's training (``scripts/train_events.py``) and its use read the same features.  All are linear: what a feature
says for a type is one weight.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise

from .page import Stretch
from .triggers import Zone

BODY_WORDS = 250
"""Words of the body that are read; what follows is background."""
NO_HEADLINE = 28
"""Words of the lead that stand for the headline where a page has none."""
MOST_CHARACTERS = 16 * BODY_WORDS
"""So many hold them in any text."""
_BODY_CHARACTERS = 8 * BODY_WORDS
"""So many hold them in most texts."""

HEADLINE, HEADLINE_PAIR = 1.0, 0.7
LEAD, LEAD_PAIR = 0.6, 0.35
BODY, MOST_BODY = 0.3, 2.0
EITHER, STEM = 0.6, 0.6
"""Weights of a word by where it stands; a word of the body that comes again counts more, but no more than twice."""

_TOKEN = re.compile(r"[a-zA-Z][a-zA-Z’'-]*[a-zA-Z]|\d[\d.,]*|[A-Za-z]|[?!:\"“]")
_SUFFIXES = ("nya", "lah", "kan", "an", "i")
_PREFIX = re.compile(r"(?:me(?:ng|ny|m|n)?|di|ter|ber|pe(?:ng|ny|m|n)?|se)(?=\w{4})")
_LONG = 6
"""Shorter words keep what looks like a suffix."""
_HEADLINE_STEP, _HEADLINE_STEPS = 4, 4
_MOST_COUNT = math.ceil(math.exp(MOST_BODY - 1))
_OF_BODY = (0.0, *(BODY * min(1 + math.log(count), MOST_BODY) for count in range(1, _MOST_COUNT + 1)))
"""What a word of the body counts that stands there so often."""


Groups = dict[str, dict[str, float]]
"""Features by what begins their names; the names without that, with their values."""


def tokens(text: str) -> list[str]:
    """The words in small letters, every number as ``0``, and the marks that say what kind of headline it is."""
    return _folded(_TOKEN.findall(text))


def _folded(words: list[str]) -> list[str]:
    # none has a blank: they are made small all at once
    return ["0" if word[0].isdigit() else word for word in " ".join(words).lower().split()]


def _first_tokens(text: str) -> list[str]:
    """The first :data:`BODY_WORDS` of :func:`tokens`; a long text is not read to its end for them."""
    words = _TOKEN.findall(text, 0, _BODY_CHARACTERS)
    if len(words) <= BODY_WORDS and len(text) > _BODY_CHARACTERS:  # the last one may be cut
        words = _TOKEN.findall(text)
    return _folded(words[:BODY_WORDS])


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without the commonest affixes: ``penganiayaan`` and ``menganiaya`` have one."""
    if len(word) > _LONG and word.endswith(_SUFFIXES):
        word = word.removesuffix(next(suffix for suffix in _SUFFIXES if word.endswith(suffix)))
    prefix = _PREFIX.match(word)
    return word[prefix.end() :] if prefix is not None else word


def features(stretches: Sequence[Stretch]) -> dict[str, float]:
    """The features of a page with their values, each by its whole name."""
    return {f"{kind}{name}": value for kind, found in grouped(stretches).items() for name, value in found.items()}


def _of_zone(stretches: Sequence[Stretch], zone: Zone) -> str:
    return " ".join([stretch.text for stretch in stretches if stretch.zone == zone])[:MOST_CHARACTERS]


def grouped(stretches: Sequence[Stretch]) -> Groups:
    """The features of a page.

    ``h:`` words of the headline, ``l:`` of the lead, ``b:`` of the body, ``a:`` of headline or lead, ``s:`` stems,
    ``h2:`` and ``l2:`` pairs of neighbours, ``h^:`` the first word, ``n:`` the length, ``num`` a number first.
    """
    headline, lead = tokens(_of_zone(stretches, "headline")), tokens(_of_zone(stretches, "lead"))
    headline = headline or lead[:NO_HEADLINE]
    counts = Counter(_first_tokens(_of_zone(stretches, "body")))
    found: Groups = {
        "b:": {word: _OF_BODY[count] if count < _MOST_COUNT else _OF_BODY[-1] for word, count in counts.items()}
    }
    for words, single, pair, weight, pair_weight in (
        (headline, "h:", "h2:", HEADLINE, HEADLINE_PAIR),
        (lead, "l:", "l2:", LEAD, LEAD_PAIR),
    ):
        found[single] = dict.fromkeys(words, weight)
        found[pair] = dict.fromkeys(map(" ".join, pairwise(words)), pair_weight)
    found["s:"] = dict.fromkeys(map(stem, found["l:"]), STEM * LEAD) | dict.fromkeys(map(stem, found["h:"]), STEM)
    found["a:"] = dict.fromkeys(chain(headline, lead), EITHER)
    if headline:
        found["h^:"] = {headline[0]: 1.0}
        found["n:"] = {str(min(len(headline) // _HEADLINE_STEP, _HEADLINE_STEPS)): 1.0}
        if headline[0] == "0":
            found["num"] = {"": 1.0}
    return found
