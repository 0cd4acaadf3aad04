"""Stories: articles on the same happening, its follow-ups included.

Candidates share rare terms within some weeks; what they share is weighed channel by channel (words, headline, names,
units, places, figures), a logistic curve fitted on annotated stories makes a probability of that, and clusters are
joined while their articles are linked on the average.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import roundups, series
from .clusters import Links
from .shared import Shared
from .store import append
from .terms import FIGURES, HEADLINE, NAMES, PLACES, QUOTES, UNITS, WORDS
from .weighing import NO_KEYS, Weighed, weigh
from .weights import Curve, load
from .workers import ALONE, Workers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHANNELS = {"w": WORDS, "t": HEADLINE, "n": NAMES, "u": UNITS, "p": PLACES, "f": FIGURES, "q": QUOTES}
WINDOW = 30
"""Days between two articles of a story that are compared with each other; a story may last longer."""
NEIGHBOURS = 40
"""Articles with which each is compared."""
KEPT = 0.05
"""Probability from which on a link is kept, and from which on its reasons are."""
TOLD = 0.2


def candidates(base: DuckDBPyConnection, weighed: Weighed, first: int = 0) -> None:
    """Make ``scratch.story_pairs``: pairs of pages, the later one from number ``first`` on, that share rare terms."""
    import pyarrow as pa

    keys = weighed.keys
    base.register("heaviest", pa.table({"page": keys.pages, "term": keys.terms, "w": keys.weights}))
    base.execute(f"""
        CREATE OR REPLACE TABLE scratch.story_pairs AS
        WITH keys AS (SELECT page, term, w, day FROM heaviest JOIN work.pages USING (page)),
        shared AS (
            SELECT l.page AS l, r.page AS r, sum(l.w * r.w) AS score
            FROM keys l JOIN keys r ON l.term = r.term AND l.page < r.page
            WHERE r.page >= {first} AND abs(coalesce(l.day - r.day, 0)) <= {WINDOW}
            GROUP BY l.page, r.page),
        both_ways AS (SELECT l AS page, l, r, score FROM shared UNION ALL SELECT r, l, r, score FROM shared)
        SELECT DISTINCT l, r FROM (
            SELECT l, r, row_number() OVER (PARTITION BY page ORDER BY score DESC, l, r) AS place FROM both_ways)
        WHERE place <= {NEIGHBOURS}""")
    base.unregister("heaviest")


FEATURES = (
    "words",
    "words_shared",
    "headline",
    "headline_shared",
    "names",
    "names_shared",
    "units_shared",
    "places_shared",
    "figures_shared",
    "quotes_shared",
    "same_type",
    "days_apart",
)
"""Features of a pair in the order of the columns; cosines, and logarithms of the weight that is shared."""


CHUNK = 50_000
"""Pairs whose features are held at a time."""


class Compared(NamedTuple):
    """What articles are compared by: their terms, and by page their type (as a number) and hour."""

    weighed: Weighed
    types: np.ndarray
    hours: np.ndarray


def features(base: DuckDBPyConnection, weighed: Weighed) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of pages and, row for row, their :data:`FEATURES`."""
    by = _compared_by(base, weighed)
    made = [(some, _features(by, some)) for some in _chunks(base)]
    pairs, tables = zip(*made or [(np.zeros((0, 2), np.int64), np.zeros((0, len(FEATURES))))], strict=True)
    return np.concatenate(pairs), np.concatenate(tables)


def _compared_by(base: DuckDBPyConnection, weighed: Weighed) -> Compared:
    types, hours = _columns(base, "SELECT hash(type) % 1000003, hour FROM work.pages ORDER BY page").T
    return Compared(weighed, types, hours)


def _chunks(base: DuckDBPyConnection) -> Iterator[np.ndarray]:
    """The pairs of ``scratch.story_pairs`` in order, some after the other."""
    pairs = _columns(base, "SELECT l, r FROM scratch.story_pairs ORDER BY l, r", np.int32)
    pairs = pairs[~series.of_other_days(base, pairs)]
    for first in range(0, len(pairs), CHUNK):
        yield pairs[first : first + CHUNK]


def _features(by: Compared, pairs: np.ndarray) -> np.ndarray:
    left, right = pairs.T
    dots, shared = _Terms(by.weighed).compare(pairs)
    both = by.weighed.norms[left] * by.weighed.norms[right]
    cosines = dots[:, :3] / np.where(np.isnan(both), 1.0, both)
    same_type = (by.types[left] == by.types[right]).astype(np.float64)
    days = np.abs(by.hours[left] - by.hours[right]) / 24
    days = np.minimum(np.where(np.isnan(days), 2.0, days), WINDOW)
    told = np.log1p(shared)
    mixed = [column for at in range(3) for column in (cosines[:, at], told[:, at])]
    return np.column_stack([*mixed, *(told[:, at] for at in range(3, len(CHANNELS))), same_type, days])


def _columns(base: DuckDBPyConnection, query: str, kind: Any = np.float64) -> np.ndarray:
    """The result of a query as an array, a row for a row; nothing is NaN."""
    found = base.execute(query).fetchnumpy()
    fill = np.nan if kind is np.float64 else 0
    columns = [np.ma.filled(np.ma.asarray(column).astype(kind), fill) for column in found.values()]
    return np.column_stack(columns)


class _Terms:
    """The heaviest terms of all pages, page after page."""

    def __init__(self, weighed: Weighed) -> None:
        self.starts, self.terms, self.weights = weighed.starts, weighed.terms, weighed.weights
        self.channels, self.rarity = weighed.channels.astype(np.int8) - 1, weighed.rarity
        self._of_left = np.zeros(len(self.rarity))
        self._left = np.zeros(len(self.rarity), bool)

    def compare(self, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each pair, sorted by the left page, the product of what both share and its weight, by channel."""
        begin, end = self.starts[pairs[:, 1]], self.starts[pairs[:, 1] + 1]
        ends = np.cumsum(end - begin)
        hits, weights = [np.zeros(0, np.int64)], [np.zeros(0)]
        begins, lasts, before = begin.tolist(), end.tolist(), [0, *ends.tolist()]
        edges = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1, append=-1))
        for first, last in pairwise(edges.tolist()):
            page = pairs[first, 0]
            left = slice(self.starts[page], self.starts[page + 1])
            mine = self.terms[left]
            self._of_left[mine] = self.weights[left]
            self._left[mine] = self.weights[left] != 0  # of one byte each, so that it is near at hand
            theirs = np.concatenate([self.terms[at] for at in map(slice, begins[first:last], lasts[first:last])])
            hit = np.flatnonzero(self._left.take(theirs))
            hits.append(hit + before[first])
            weights.append(self._of_left.take(theirs.take(hit)))
            self._left[mine] = False
        hit = np.concatenate(hits)
        pair = np.searchsorted(ends, hit, side="right")
        where = hit + (end - ends)[pair]
        known = self.terms[where]
        width = len(CHANNELS)
        cell, size = pair * width + self.channels[known], len(pairs) * width
        dots = np.bincount(cell, np.concatenate(weights) * self.weights[where], size).reshape(-1, width)
        return dots, np.bincount(cell, self.rarity[known], size).reshape(-1, width)


def probabilities(table: np.ndarray) -> np.ndarray:
    """The probability that two articles stand in one story, for rows of :data:`FEATURES`."""
    return curve().of(table, FEATURES)


def curve() -> Curve:
    return load().stories


def links(base: DuckDBPyConnection, first: int = 0, workers: Workers = ALONE) -> None:
    """Add to ``work.story_links`` the links of the pages from ``first`` on with their probability and reasons."""
    weighed = weigh(base)
    candidates(base, weighed, first)
    base.execute("""
        CREATE TABLE IF NOT EXISTS work.story_links (
            l INTEGER, r INTEGER, probability DOUBLE, words DOUBLE, reasons VARCHAR)""")
    with workers.sharing(_compared_by(base, weighed._replace(keys=NO_KEYS))) as by:
        for found in workers.each("stories:linked", ((by, some) for some in _chunks(base))):
            append(base, "work.story_links", found)
    base.execute("DROP TABLE scratch.story_pairs")


def linked(work: tuple[Shared[Compared], np.ndarray]) -> Any:
    """The links of some pairs, as a table of Arrow."""
    import pyarrow as pa

    by, pairs = work
    table = _features(by.value, pairs)
    found = probabilities(table)
    kept = found >= KEPT
    pairs, table, found = pairs[kept], table[kept], found[kept]
    told = found >= TOLD
    reasons: list[str | None] = [None] * len(found)
    for at, reason in zip(np.flatnonzero(told).tolist(), curve().reasons(table[told], FEATURES), strict=True):
        reasons[at] = reason
    return pa.table(
        {
            "l": pa.array(pairs[:, 0], pa.int32()),
            "r": pa.array(pairs[:, 1], pa.int32()),
            "probability": pa.array(found, pa.float64()),
            "words": pa.array(table[:, 0], pa.float64()),
            "reasons": pa.array(reasons, pa.string()),
        }
    )


def cluster(base: DuckDBPyConnection) -> list[list[int]]:
    """The pages of every story: all pages, stories of one article too, in the order of their first pages.

    A round-up is in none with others, but with the same text elsewhere.
    """
    found = base.execute("""
        SELECT l, r, max(probability) AS probability,
               bool_or(coalesce(starts_with(reasons, '{"reprint"'), false)) AS same
        FROM work.story_links GROUP BY l, r ORDER BY l, r""").fetchnumpy()
    left, right, probability, same = (np.asarray(found[name]) for name in ("l", "r", "probability", "same"))
    many = roundups.among(base)
    kept = ~(many[left] | many[right]) | (many[left] & many[right] & same.astype(bool))
    return Links(left[kept], right[kept], probability[kept]).clusters(len(many), curve().threshold)
