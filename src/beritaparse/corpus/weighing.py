"""What the terms of every article weigh: often in the article, rare in the corpus.

Weights are made for some thousand articles at a time, in columns; of each article its heaviest terms are kept.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .terms import HEADLINE, NAMES, WORDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COMMON = 120
"""Articles in which a term may stand to bring two of them together."""
KEYS = 16
"""Heaviest terms of an article that bring it together with others."""
HEAVIEST = 80
"""Heaviest words of an article that are compared."""
STEP = 10_000
"""Articles whose terms are weighed at a time."""
_BITS = np.uint32(0xFFFFFFFF)


class Keys(NamedTuple):
    """The heaviest terms of pages that few others have, by their numbers."""

    pages: np.ndarray
    terms: np.ndarray
    weights: np.ndarray


class Weighed(NamedTuple):
    """The heaviest terms of all pages, those of page ``n`` from ``starts[n]`` to ``starts[n + 1]`` in order.

    ``channels`` and ``rarity`` (inverse frequency) are given by the number of a term, ``norms`` of the words, the
    headline and the names by page, NaN where there are none.
    """

    starts: np.ndarray
    terms: np.ndarray
    weights: np.ndarray
    channels: np.ndarray
    rarity: np.ndarray
    norms: np.ndarray
    keys: Keys


class _Table(NamedTuple):
    """Channel, number of articles and inverse frequency by the number of a term."""

    channels: np.ndarray
    df: np.ndarray
    rarity: np.ndarray


def weigh(base: DuckDBPyConnection) -> Weighed:
    """The heaviest terms of every article with their weights; needs ``scratch.frequency``."""
    found = base.execute("SELECT channel, df, idf FROM scratch.frequency ORDER BY number").fetchnumpy()
    table = _Table(*(np.asarray(found[name]) for name in ("channel", "df", "idf")))
    ((count,),) = base.execute("SELECT count(*) FROM work.pages").fetchall()
    lengths, norms = np.zeros(count, np.int64), np.full((count, NAMES), np.nan)
    kept: list[tuple[np.ndarray, np.ndarray]] = []
    keys: list[Keys] = []

    def weighed(first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return _weighed(base.cursor(), table, first, norms)

    with ThreadPoolExecutor(2) as threads:  # most of it is sorting, beside which another thread can sort
        for pages, terms, weights in threads.map(weighed, range(0, count, STEP)):
            lengths += np.bincount(pages, minlength=count)
            kept.append((terms, weights))
            keys.append(_keys(pages, terms, weights, table.df[terms] <= COMMON))
    starts = np.append(0, np.cumsum(lengths))
    all_terms, all_weights = (
        _joined([part[at] for part in kept], kind) for at, kind in ((0, np.int32), (1, np.float32))
    )
    all_keys = Keys(*(_joined(list(column), np.int64) for column in zip(*keys, strict=True))) if keys else NO_KEYS
    return Weighed(starts, all_terms, all_weights, table.channels, table.rarity.astype(np.float32), norms, all_keys)


def _weighed(
    base: DuckDBPyConnection, table: _Table, first: int, norms: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of some thousand pages from ``first`` on the heaviest terms that others have as well: pages, terms, weights.

    Puts in the ``norms`` of these pages.
    """
    pages, terms, often = _terms(base, first)
    weights = (often * table.rarity[terms]).astype(np.float32)
    channel = table.channels[terms]
    for at, one in enumerate((WORDS, HEADLINE, NAMES)):
        some = np.flatnonzero(channel == one)
        page, heavy, begins = _heaviest(pages[some], weights[some], HEAVIEST)
        sums = np.add.reduceat((heavy * heavy).astype(np.float64), begins) if len(heavy) else heavy
        norms[page[begins], at] = np.maximum(np.sqrt(sums), 1e-6)
    shared = table.df[terms] > 1
    pages, terms, weights, channel = pages[shared], terms[shared], weights[shared], channel[shared]
    few = (channel != WORDS) | _among(pages, weights, HEAVIEST, channel == WORDS)
    return pages[few], terms[few], weights[few]


NO_KEYS = Keys(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))


def _joined(parts: list[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _terms(base: DuckDBPyConnection, first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pages, numbers of terms and weights within the page, of some thousand pages from ``first`` on, in order."""
    found = base.execute(f"""
        SELECT t.page, f.number, t.weight FROM work.terms t JOIN scratch.frequency f USING (term)
        WHERE t.page >= {first} AND t.page < {first + STEP}""").fetchnumpy()
    pages, numbers, weights = (np.asarray(found[name]) for name in ("page", "number", "weight"))
    order = np.argsort(pages.astype(np.int64) << 32 | numbers)
    return pages[order], numbers[order], weights[order]


def _heaviest(pages: np.ndarray, weights: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The heaviest ``most`` weights of each page, the first first: pages, weights, and where each page begins."""
    keys = np.sort(pages.astype(np.int64) << 32 | (_BITS - weights.view(np.uint32)))
    page = keys >> 32
    first = np.flatnonzero(np.append(True, page[1:] != page[:-1])[: len(page)])
    lengths = np.diff(np.append(first, len(page)))
    kept = np.arange(len(page)) - np.repeat(first, lengths) < most
    page, keys = page[kept], keys[kept]
    first = np.append(0, np.cumsum(np.minimum(lengths, most))[:-1])[: len(first)]
    return page, (_BITS - (keys & int(_BITS)).astype(np.uint32)).view(np.float32), first


def _among(pages: np.ndarray, weights: np.ndarray, most: int, some: np.ndarray) -> np.ndarray:
    """For each term whether it is one of ``some`` and as heavy as the ``most`` heaviest of these on its page."""
    page, heavy, first = _heaviest(pages[some], weights[some], most)
    if not len(page):
        return np.zeros(len(pages), bool)
    least = np.zeros(int(pages.max()) + 1, np.float32)
    least[page[first]] = heavy[np.append(first[1:], len(heavy)) - 1]
    return some & (weights >= least[pages])


def _keys(pages: np.ndarray, terms: np.ndarray, weights: np.ndarray, rare: np.ndarray) -> Keys:
    """The :data:`KEYS` heaviest rare terms of each page."""
    some = _among(pages, weights, KEYS, rare)
    pages, terms, weights = pages[some], terms[some], weights[some]
    order = np.lexsort((terms, -weights, pages))
    pages, terms, weights = pages[order], terms[order], weights[order]
    first = np.searchsorted(pages, pages)
    kept = np.arange(len(pages)) - first < KEYS
    return Keys(pages[kept], terms[kept], weights[kept])
