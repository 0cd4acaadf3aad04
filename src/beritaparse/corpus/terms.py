"""The terms of articles: words, names, places, figures and words in a row by which articles are compared.

Terms are made of some hundred articles at a time, in columns; those of an article depend on it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from .reading import Facts
from .sketch import name_words
from .tokens import NUMBER, Words, words_in
from .wording import hash_of, words_of

SPOKEN = 4
"""Words in a row of a quotation that are compared; of these one of :data:`SAMPLED` stands for all."""
SAMPLED = 3
IN_A_ROW = 5
"""Words in a row of a text by which pages are met that may be one text."""
_PLACES = frozenset(
    {"regency", "city", "district", "village", "hamlet", "island", "water", "mountain", "country", "other"}
)
"""Levels of places that tell stories apart; every story of a province shares the province."""
WORDS, HEADLINE, NAMES, UNITS, PLACES, FIGURES, QUOTES = range(1, 8)
"""Channels of terms: words of the text, of the headline, of names; units, organisations and facilities; places; numbers
that are counted or paid; words in a row in quotations."""
CHANNEL = 56
"""Bits of a term that are of its hash; those beyond tell its channel."""
_ROOTS = np.sqrt(np.minimum(np.arange(4096), 6)).astype(np.float32)
"""Weight of a word by how often it stands in the text."""
_WORD_BITS = np.uint64((1 << 56) - 1)


class Terms(NamedTuple):
    """Terms of articles, row for row: number of the article, term and weight; ``places`` are those of places with their
    names.

    A term is a hash with the channel above it: one wording in two channels is two terms.
    """

    pages: np.ndarray
    terms: np.ndarray
    weights: np.ndarray
    places: set[tuple[int, str]]


class Told(NamedTuple):
    """What the words of some articles are compared by.

    ``said``: for each quotation of all the hashes of its words, 8 bytes each, those of numbers marked by
    :data:`.tokens.NUMBER`; ``rows`` with ``row_pages``: :data:`IN_A_ROW` words in a row of the texts, and whose.
    """

    terms: Terms
    said: list[bytes]
    rows: np.ndarray
    row_pages: np.ndarray


def told(articles: Sequence[Facts], bodies: Sequence[str]) -> Told:
    """What the words of some articles are compared by; ``bodies`` are their texts."""
    pages = np.repeat(np.arange(len(articles), dtype=np.int32), [len(facts["quotes"]) for facts in articles])
    words = words_in(bodies)
    spoken = words_in([quote["text"] for facts in articles for quote in facts["quotes"]])
    rows, row_pages = words.in_a_row(IN_A_ROW)
    return Told(_terms(articles, words, _sampled(spoken, pages)), _said(spoken), rows, row_pages)


def _said(spoken: Words) -> list[bytes]:
    hashes = spoken.hashes & _WORD_BITS
    hashes[spoken.numbers] |= NUMBER
    data, edges = hashes.tobytes(), (spoken.starts * 8).tolist()
    return [data[begin:end] for begin, end in pairwise(edges)]


def _sampled(spoken: Words, pages: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What stands for the words in a row of quotations, each once for a page: one of :data:`SAMPLED` of them."""
    found, quotes = spoken.in_a_row(SPOKEN)
    kept = found % np.uint64(SAMPLED) == 0
    return _distinct(pages[quotes[kept]], found[kept] >> np.uint64(8))


def _distinct(pages: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    order = np.lexsort((values, pages))
    pages, values = pages[order], values[order]
    new = np.append(True, (pages[1:] != pages[:-1]) | (values[1:] != values[:-1]))[: len(pages)]
    return pages[new], values[new]


def _terms(articles: Sequence[Facts], words: Words, spoken: tuple[np.ndarray, np.ndarray]) -> Terms:
    pages, hashes, counts = words.counted()
    few = [_few(facts) for facts in articles]
    of_few = np.repeat(np.arange(len(few), dtype=np.int32), [len(terms) for terms, _ in few])
    few_terms = np.array([term for terms, _ in few for term in terms], np.int64)
    few_weights = np.array([weight for _, weights in few for weight in weights], np.float32)
    said = spoken[1].astype(np.int64) ^ QUOTES << CHANNEL
    return Terms(
        np.concatenate([pages, of_few, spoken[0]]),
        np.concatenate([hashes.astype(np.int64) ^ WORDS << CHANNEL, few_terms, said]),
        np.concatenate([_ROOTS[np.minimum(counts, len(_ROOTS) - 1)], few_weights, np.ones(len(said), np.float32)]),
        {(_term(PLACES, key), name) for facts in articles for key, name in _places(facts["places"]).items()},
    )


@lru_cache(maxsize=1 << 18)
def _term(channel: int, words: str) -> int:
    return hash_of(words) ^ channel << CHANNEL


def _few(facts: Facts) -> tuple[list[int], list[float]]:
    """The terms of an article beside the words of its text and of its quotations, and what they weigh."""
    names = _name_weights(facts["persons"])
    told = [_term(NAMES, word) for word in names]
    told += [_term(HEADLINE, word) for word in dict.fromkeys(words_of(facts["title"] or "")) if len(word) > 2]
    bodies = dict.fromkeys(item["name"] for group in _GROUPS for item in facts[group])
    told += [_term(UNITS, name.casefold()) for name in bodies]
    told += [_term(PLACES, key) for key in _places(facts["places"])]
    told += [
        _term(FIGURES, f"{fact['kind']} {fact['value']:g} {fact['unit'] or ''}")
        for fact in facts["facts"]
        if fact["value"] is not None and fact["value"] > 3
    ]
    return told, [*names.values(), *[1.0] * (len(told) - len(names))]


_GROUPS = ("units", "organizations", "facilities")


def _places(places: Iterable[dict[str, Any]]) -> dict[str, str]:
    return {p["code"] or p["name"].casefold(): p["name"] for p in places if p["level"] in _PLACES}


def _name_weights(persons: Iterable[dict[str, Any]]) -> dict[str, float]:
    """The words of the names of people, each with its weight: the more often somebody is named the more."""
    names: dict[str, float] = {}
    for person in persons:
        if not person["initials"]:
            weight = float(_ROOTS[min(len(person["mentions"]), 6)])
            for word in name_words(person["name"]):
                names[word] = max(weight, names.get(word, 0.0))
    return names
