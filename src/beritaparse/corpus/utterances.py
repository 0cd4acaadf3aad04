"""Quotations that answer each other: the same words, cut, reworded, in reported speech, with misprints.

Quotations of articles that may tell one story, or that share words in a row, are aligned word by word.  What two of
them share is weighed by how rare the words are.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
from rapidfuzz.distance import LCSseq

from . import workers
from .stories import WINDOW
from .terms import QUOTES
from .tokens import NUMBER
from .weights import load
from .wording import distinct, hash_of, usual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NUMBER = 4.0
"""Weight of a number: a round one says little, but a wrong one much."""
LEAST = 6.0
"""Weight of shared words from which on quotations are compared, and the share of the lesser one's."""
SHARE = 0.3
RARE = 2.0
"""Weight of a word from which on it is rare."""
LOOSE = 0.8
"""Share of these that rare words alone must have, whatever their order."""
FEATURES = ("contained", "whole", "shared", "verbatim", "same_speaker", "other_speaker", "both_direct")
MAYBE = 0.1
"""Probability of a story from which on the quotations of two articles are compared."""
LARGE = 200
"""Articles of a story up to which the quotations of all of them are compared."""
COMMON = 40
FEW = 8
"""Quotations in which words in a row may stand to bring two of them together; up to the second number whenever they
were said, else within :data:`WINDOW` days: what many say over the years is a phrase of their trade."""


Row: TypeAlias = tuple[int, int, str, str | None, list[str] | None, bytes]
"""A quotation as it is compared: page, number, kind, speaker, words of the speaker's name, hashes of its own words."""


class Said(NamedTuple):
    """A quotation; ``name`` are the words of its speaker's name."""

    page: int
    number: int
    kind: str
    speaker: str | None
    name: frozenset[str]


class Match(NamedTuple):
    """Two quotations of one utterance: the words of each from the first to the last that both have."""

    left: int
    right: int
    left_part: tuple[int, int]
    right_part: tuple[int, int]
    features: tuple[float, ...]


@cache
def _usual() -> tuple[np.ndarray, np.ndarray]:
    """The hashes of usual words, sorted, and how much each word tells."""
    table = usual()
    hashes = np.array([hash_of(word) for word in table.counts], np.uint64)
    counts = np.array([table.of(word) for word in table.counts], np.float64)
    order = np.argsort(hashes)
    return hashes[order], np.log(table.articles / counts[order])


def weights(words: np.ndarray) -> np.ndarray:
    """How much each word tells, given by its hash."""
    known, told = _usual()
    at = np.minimum(np.searchsorted(known, words), len(known) - 1)
    table = usual()
    found = np.where(known[at] == words, told[at], log(table.articles / max(1, table.least // 2)))
    return np.where(words & NUMBER, _NUMBER, found)


class Quotations:
    """The quotations of a corpus, those of a page side by side, ready to be compared.

    ``words``: the numbers of the words of all, those of quotation ``n`` from ``starts[n]`` on; ``totals``: what the
    words of each weigh.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.all: list[Said] = []
        hashes: list[bytes] = []
        for page, number, kind, speaker, name, told in rows:
            hashes.append(told)
            self.all.append(Said(page, number, kind, speaker, frozenset(name or ())))
        lengths = np.array([len(told) // 8 for told in hashes], np.int64)
        self.starts: list[int] = [0, *np.cumsum(lengths).tolist()]
        found, words = np.unique(np.frombuffer(b"".join(hashes), np.uint64), return_inverse=True)
        words = words.reshape(-1)
        self.words = array("i", words.astype(np.int32).tobytes())
        self.weights = weights(found)
        self._sums = np.append(0.0, np.cumsum(self.weights[words])).tolist()
        of = np.repeat(np.arange(len(lengths)), lengths)
        self.totals = np.bincount(of, self.weights[words], len(lengths))
        self._totals: list[float] = self.totals.tolist()
        rare = self.weights[words] >= RARE
        keys = distinct(of[rare] * np.int64(len(self.weights)) + words[rare])
        self.rare = keys % len(self.weights) if len(keys) else keys
        self.rare_from = np.searchsorted(keys, np.arange(len(lengths) + 1) * len(self.weights))
        pages = np.array([quote.page for quote in self.all], np.int64)
        self.of_page = np.searchsorted(pages, np.arange(int(pages.max(initial=-1)) + 2))

    def match(self, one: int, other: int) -> Match | None:
        """The parts of two quotations that answer each other, and the :data:`FEATURES`; None where too little does."""
        left, right = self.all[one], self.all[other]
        first, second = self.starts[one], self.starts[other]
        mine, theirs = self.words[first : self.starts[one + 1]], self.words[second : self.starts[other + 1]]
        least, most = self._totals[one], self._totals[other]
        if most < least:
            least, most = most, least
        blocks = [op for op in LCSseq.opcodes(mine, theirs) if op.tag == "equal"]
        gains = [self._sums[first + op.src_end] - self._sums[first + op.src_start] for op in blocks]
        shared = sum(gains)
        if shared < max(LEAST, SHARE * least):
            return None
        heavy = [op for op, gain in zip(blocks, gains, strict=True) if gain >= 1.0] or blocks
        known = bool(left.name) and bool(right.name)
        same = known and (left.name <= right.name or right.name <= left.name)
        row = (
            shared / least,
            shared / most,
            log1p(shared),
            max(gains) / least,
            float(same),
            float(known and not (left.name & right.name)),
            float(left.kind != "indirect" and right.kind != "indirect"),
        )
        parts = (heavy[0].src_start, heavy[-1].src_end), (heavy[0].dest_start, heavy[-1].dest_end)
        return Match(one, other, *parts, row)

    def alike(self, pairs: np.ndarray) -> Iterator[tuple[int, int]]:
        """Quotations of pairs of pages (sorted by the left one) that share enough rare words, in whatever order."""
        last = len(self.of_page) - 1
        pairs = pairs[(pairs < last).all(axis=1)]
        told = np.zeros(len(self.weights))
        edges = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1, append=-1))
        for first, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            page = int(pairs[first, 0])
            others = _ranges(self.of_page[pairs[first:end, 1]], self.of_page[pairs[first:end, 1] + 1])
            begin, lengths = self.rare_from[others], np.diff(self.rare_from)[others]
            words, of = self.rare[_ranges(begin, begin + lengths)], np.repeat(np.arange(len(others)), lengths)
            for one in range(self.of_page[page], self.of_page[page + 1]):
                mine = self.rare[self.rare_from[one] : self.rare_from[one + 1]]
                told[mine] = self.weights[mine]
                common = np.bincount(of, told[words], len(others))
                told[mine] = 0.0
                least = np.maximum(LEAST, SHARE * np.minimum(self.totals[one], self.totals[others])) * LOOSE
                for other in others[common >= least].tolist():
                    yield one, other


def _ranges(begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The numbers from each ``begin`` up to its ``end``, one range after the other."""
    lengths = end - begin
    return np.arange(lengths.sum()) + np.repeat(begin - np.append(0, np.cumsum(lengths)[:-1]), lengths)


def read_quotes(base: DuckDBPyConnection, pages: np.ndarray | None = None) -> list[Row]:
    """The quotations of the corpus, or of these pages."""
    only = ""
    if pages is not None:
        import pyarrow as pa

        base.register("wanted", pa.table({"page": pages.astype(np.int32)}))
        only = "SEMI JOIN wanted w ON w.page = q.page"
    found = base.execute(f"""
        SELECT q.page, q.number, q.kind, q.speaker, p.words, q.words FROM work.quotes q {only}
        LEFT JOIN work.persons p ON p.page = q.page AND p.local = q.speaker ORDER BY q.page, q.number""").fetchall()
    if pages is not None:
        base.unregister("wanted")
    return found


def page_pairs(base: DuckDBPyConnection, first: int = 0) -> np.ndarray:
    """Pairs of pages whose quotations are compared, the later one from ``first`` on, in order."""
    found = base.execute(f"""
        SELECT l, r FROM work.story_links WHERE probability >= {MAYBE} AND r >= {first}
        UNION
        SELECT l.page, r.page FROM work.page_story l JOIN work.page_story r ON l.story = r.story AND l.page < r.page
        JOIN (SELECT story FROM work.page_story GROUP BY story HAVING count(*) <= {LARGE}) s ON s.story = l.story
        WHERE r.page >= {first}
        UNION
        SELECT l.page, r.page FROM work.terms l JOIN work.terms r ON l.term = r.term AND l.page < r.page
        JOIN work.frequency f ON f.term = l.term
        JOIN work.pages p ON p.page = l.page JOIN work.pages q ON q.page = r.page
        WHERE l.channel = {QUOTES} AND r.channel = {QUOTES} AND f.df <= {COMMON} AND r.page >= {first}
            AND (f.df <= {FEW} OR abs(p.day - q.day) <= {WINDOW})
        ORDER BY 1, 2""").fetchnumpy()
    return np.column_stack([np.asarray(found[name]) for name in ("l", "r")]).astype(np.int64)


def matches(quotes: Quotations, pairs: np.ndarray) -> Iterator[Match]:
    """Quotations of the pairs of pages, sorted by the left one, that answer each other."""
    for one, other in quotes.alike(pairs):
        found = quotes.match(one, other)
        if found is not None:
            yield found


class Answers(NamedTuple):
    """Matches as columns, each with its probability: quotations by :func:`key`, ``parts`` from and to of either one."""

    left: np.ndarray
    right: np.ndarray
    parts: np.ndarray
    chances: np.ndarray


_NUMBERS = 1 << 20


def key(page: int, number: int) -> int:
    """A number for a quotation of the corpus; in the order of pages and of quotations."""
    return page * _NUMBERS + number


def page_of(key: int) -> int:
    return key // _NUMBERS


CHUNK = 20_000
"""Pairs of pages whose quotations are compared at a time."""


def answers(base: DuckDBPyConnection, hours: Sequence[float | None]) -> Answers:
    """The matches of the corpus that matter, sorted by the left quotation and the right one."""
    pairs = page_pairs(base)
    when = np.array([hour or 0.0 for hour in hours])
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], when[pairs[:, 0]]))]  # few chunks have a page

    def chunks() -> Iterator[tuple[np.ndarray, list[Row]]]:
        for first in range(0, len(pairs), CHUNK):
            some = pairs[first : first + CHUNK]
            yield some, read_quotes(base, np.unique(some))

    made = list(workers.each("utterances:compared", chunks())) or [compared((pairs, []))]
    columns = [np.concatenate(column) for column in zip(*made, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    return Answers(*(column[order] for column in columns))


def compared(chunk: tuple[np.ndarray, list[Row]]) -> Answers:
    """The matches of some pairs of pages, given with the quotations of these pages."""
    pairs, rows = chunk
    quotes, curve = Quotations(rows), load().quotes
    found = list(matches(quotes, pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]))
    table = np.array([match.features for match in found]).reshape(len(found), len(FEATURES))
    chances = curve.of(table, FEATURES)
    kept = np.flatnonzero(chances >= curve.threshold / 4)
    keys = np.array([key(quote.page, quote.number) for quote in quotes.all], np.int64)
    some = [found[number] for number in kept.tolist()]
    left, right = (np.array([keys[match[side]] for match in some], np.int64) for side in (0, 1))
    parts = np.array([(*match.left_part, *match.right_part) for match in some], np.int32).reshape(len(some), 4)
    return Answers(left, right, parts, chances[kept])
