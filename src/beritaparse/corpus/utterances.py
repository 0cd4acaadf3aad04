"""Quotations that answer each other: the same words, cut, reworded, in reported speech, with misprints.

Quotations of articles that may tell one story, or that share words in a row, are aligned word by word.  What two of
them share is weighed by how rare the words are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import log, log1p
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np
from rapidfuzz.distance import LCSseq

from .stories import WINDOW
from .terms import CHANNEL, QUOTES
from .tokens import NUMBER
from .weights import Curve, load
from .wording import distinct, hash_of, usual
from .workers import ALONE, Workers

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
_KEPT = 0.25
"""Share of the threshold from which on a match is kept."""
COMMON = 40
FEW = 8
"""Quotations in which words in a row may stand to bring two of them together; up to the second number whenever they
were said, else within :data:`WINDOW` days: what many say over the years is a phrase of their trade."""


class Rows(NamedTuple):
    """Quotations as they are compared, in columns: page, number, whether it is in direct speech, words of the speaker's
    name, and the hashes of the own words of all, those of quotation ``n`` up to ``ends[n]``."""

    pages: np.ndarray
    numbers: np.ndarray
    direct: np.ndarray
    names: list[str | None]
    ends: np.ndarray
    words: np.ndarray


class Match(NamedTuple):
    """Two quotations of one utterance: the words of each from the first to the last that both have."""

    left: int
    right: int
    left_part: tuple[int, int]
    right_part: tuple[int, int]
    features: tuple[float, ...]


class _Aligned(NamedTuple):
    """What two quotations have in the same order: what it weighs, and its longest stretch, and where it is in each."""

    shared: float
    longest: float
    left: tuple[int, int]
    right: tuple[int, int]


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

    def __init__(self, rows: Rows) -> None:
        import pyarrow as pa

        self.pages, self.numbers = rows.pages, rows.numbers
        self._direct: list[bool] = rows.direct.tolist()
        self._names: list[frozenset[str] | None] = [None] * len(rows.names)
        self._listed = rows.names
        self.starts: list[int] = [0, *rows.ends.tolist()]
        lengths = np.diff(rows.ends, prepend=0)
        encoded = pa.array(rows.words).dictionary_encode()
        found, words = encoded.dictionary.to_numpy(), encoded.indices.to_numpy()
        self.words = _sliced(words)
        self.weights = weights(found)
        self._sums = np.append(0.0, np.cumsum(self.weights[words])).tolist()
        of = np.repeat(np.arange(len(lengths)), lengths)
        self.totals = np.bincount(of, self.weights[words], len(lengths))
        self._totals: list[float] = self.totals.tolist()
        rare = self.weights[words] >= RARE
        keys = distinct(of[rare] * np.int64(len(self.weights)) + words[rare])
        self.rare = keys % len(self.weights) if len(keys) else keys
        self.rare_from = np.searchsorted(keys, np.arange(len(lengths) + 1) * len(self.weights))
        whose = np.repeat(np.arange(len(lengths)), np.diff(self.rare_from))
        self._rest = self.totals - np.bincount(whose, self.weights[self.rare], len(lengths))
        self._aligned: dict[tuple[Any, Any], _Aligned | None] = {}
        self._spoken = rows.direct.astype(np.float64)
        self.of_page = np.searchsorted(self.pages, np.arange(int(self.pages.max(initial=-1)) + 2))

    def name(self, one: int) -> frozenset[str]:
        """The words of the name of a speaker."""
        made = self._names[one]
        if made is None:
            made = self._names[one] = frozenset((self._listed[one] or "").split())
        return made

    def match(self, one: int, other: int) -> Match | None:
        """The parts of two quotations that answer each other, and the :data:`FEATURES`; None where too little does."""
        mine = self.words[self.starts[one] : self.starts[one + 1]]
        theirs = self.words[self.starts[other] : self.starts[other + 1]]
        both = (mine, theirs)
        if both in self._aligned:  # of reprints all quotations are met again and again
            found = self._aligned[both]
        else:
            found = self._aligned[both] = self._align(one, other, mine, theirs)
        if found is None:
            return None
        least, most = self._totals[one], self._totals[other]
        if most < least:
            least, most = most, least
        left, right = self.name(one), self.name(other)
        known = bool(left) and bool(right)
        row = (
            found.shared / least,
            found.shared / most,
            log1p(found.shared),
            found.longest / least,
            float(known and (left <= right or right <= left)),
            float(known and left.isdisjoint(right)),
            float(self._direct[one] and self._direct[other]),
        )
        return Match(one, other, found.left, found.right, row)

    def _align(self, one: int, other: int, mine: Sequence[Any], theirs: Sequence[Any]) -> _Aligned | None:
        """What two quotations have in the same order; None where it is too little."""
        least = min(self._totals[one], self._totals[other])
        blocks = [block for block in LCSseq.editops(mine, theirs).as_matching_blocks() if block.size]
        sums, first = self._sums, self.starts[one]
        # sums differ in their last digits by where in the corpus a quotation stands: what is equal shall be equal
        gains = [round(sums[first + block.a + block.size] - sums[first + block.a], 6) for block in blocks]
        shared = sum(gains)
        if shared < max(LEAST, SHARE * least):
            return None
        heavy = [block for block, gain in zip(blocks, gains, strict=True) if gain >= 1.0] or blocks
        begin, end = heavy[0], heavy[-1]
        return _Aligned(shared, max(gains), (begin.a, end.a + end.size), (begin.b, end.b + end.size))

    def alike(self, pairs: np.ndarray, curve: Curve | None = None) -> Iterator[tuple[int, int]]:
        """Quotations of pairs of pages (sorted by the left one) that share enough rare words, in whatever order.

        With a ``curve`` only those that could have a quarter of its threshold if all that they share were in order.
        """
        last = len(self.of_page) - 1
        pairs = pairs[(pairs < last).all(axis=1)]
        for first in range(0, len(pairs), BLOCK):
            one, other, common = self._common(pairs[first : first + BLOCK])
            least = np.maximum(LEAST, SHARE * np.minimum(self.totals[one], self.totals[other])) * LOOSE
            enough = common >= least
            if curve is not None:
                enough[enough] = self._likely(curve, common[enough], one[enough], other[enough])
            yield from zip(one[enough].tolist(), other[enough].tolist(), strict=True)

    def _common(self, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Quotations of pairs of pages that share rare words, and what these weigh.

        For each left page (a slot) there is a table with a row for each of its quotations and a column for each of the
        other pages'; the tables stand one behind the other.
        """
        none = np.zeros(0, np.int64)
        new = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
        left, slot = pairs[new, 0], np.repeat(np.arange(len(new)), np.diff(new, append=len(pairs)))
        mine, whose = _filled(self.of_page, left)
        others, pair = _filled(self.of_page, pairs[:, 1])
        columns = np.bincount(slot[pair], minlength=len(new))
        tables = np.append(0, np.cumsum(columns * (self.of_page[left + 1] - self.of_page[left])))
        row = tables[whose] + (mine - self.of_page[left][whose]) * columns[whose]
        column = np.arange(len(others)) - (np.cumsum(columns) - columns)[slot[pair]]
        words, of = _filled(self.rare_from, mine)
        keys = whose[of] * np.int64(len(self.weights)) + self.rare[words]
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], row[of[order]]
        begins = np.flatnonzero(np.diff(keys, prepend=-1))
        if not len(begins):
            return none, none, np.zeros(0)
        times, known = np.diff(begins, append=len(keys)), keys[begins]
        words, of = _filled(self.rare_from, others)
        told = self.rare[words]
        keys = slot[pair[of]] * np.int64(len(self.weights)) + told
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        hit = np.flatnonzero(known[at] == keys)
        at = at[hit]
        often = times[at]
        cells = rows[_ranges(begins[at], begins[at] + often)] + np.repeat(column[of[hit]], often)
        common = np.bincount(cells, np.repeat(self.weights[told[hit]], often), tables[-1])
        cells = np.flatnonzero(common >= LEAST * LOOSE)
        table = np.searchsorted(tables, cells, side="right") - 1
        one, other = np.divmod(cells - tables[table], columns[table])
        return self.of_page[left][table] + one, others[(np.cumsum(columns) - columns)[table] + other], common[cells]

    def _likely(self, curve: Curve, common: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Whether quotations can be versions of an utterance; ``common``: what their common rare words weigh."""
        mine, theirs = self.totals[one], self.totals[other]
        least = np.minimum(mine, theirs)
        most_shared = np.minimum(common + np.minimum(self._rest[one], self._rest[other]), least)
        table = np.column_stack([
            most_shared / least, most_shared / np.maximum(mine, theirs), np.log1p(most_shared), most_shared / least,
            np.ones(len(one)), np.zeros(len(one)), self._spoken[one] * self._spoken[other],
        ])  # fmt: skip
        return curve.of(table, FEATURES) >= curve.threshold * _KEPT - 1e-9


_CHARACTERS = 0x110000


def _sliced(words: np.ndarray) -> Sequence[Any]:
    """Numbers of words as what is sliced and aligned fastest: a string with a character for each."""
    if words.max(initial=0) >= _CHARACTERS:
        return tuple(words.tolist())
    return words.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _filled(edges: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What lies between the edges of each of ``which``, one after the other, and of the how manieth it is."""
    begin, end = edges[which], edges[which + 1]
    return _ranges(begin, end), np.repeat(np.arange(len(which)), end - begin)


def _ranges(begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The numbers from each ``begin`` up to its ``end``, one range after the other."""
    lengths = end - begin
    return np.arange(lengths.sum()) + np.repeat(begin - np.append(0, np.cumsum(lengths)[:-1]), lengths)


def read_quotes(base: DuckDBPyConnection, pages: np.ndarray | None = None) -> Rows:
    """The quotations of the corpus, or of these pages."""
    import pyarrow as pa

    only = ""
    if pages is not None:
        base.register("wanted", pa.table({"page": pages.astype(np.int32)}))
        only = "SEMI JOIN wanted w ON w.page = q.page"
    found = base.sql(f"""
        SELECT q.page, q.number, q.kind <> 'indirect' AS direct, p.words AS name, q.words AS words
        FROM work.quotes q {only}
        LEFT JOIN work.persons p ON p.page = q.page AND p.local = q.speaker ORDER BY q.page, q.number""")
    table = found.to_arrow_table().combine_chunks()
    if pages is not None:
        base.unregister("wanted")
    page, number, direct = (table.column(name).to_numpy() for name in ("page", "number", "direct"))
    ends, words = _blobs(table.column("words"))
    return Rows(page, number, direct.astype(bool), table.column("name").to_pylist(), ends, words)


def _blobs(column: Any) -> tuple[np.ndarray, np.ndarray]:
    """Where the numbers of each row end, and the numbers of all rows, of a column of Arrow with 8 bytes for each."""
    import pyarrow as pa

    if not len(column):
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    rows = column.cast(pa.large_binary()).combine_chunks()
    rows = rows.chunk(0) if isinstance(rows, pa.ChunkedArray) else rows
    edges = np.frombuffer(rows.buffers()[1], np.int64)[rows.offset : rows.offset + len(rows) + 1]
    data = rows.buffers()[2]
    if data is None or edges[-1] == edges[0]:
        return np.zeros(len(rows), np.int64), np.zeros(0, np.uint64)
    return (edges[1:] - edges[0]) // 8, np.frombuffer(data.slice(edges[0], edges[-1] - edges[0]), np.uint64)


def page_pairs(base: DuckDBPyConnection, first: int = 0) -> np.ndarray:
    """Pairs of pages whose quotations are compared, the later one from ``first`` on, in order."""
    found = base.execute(f"""
        SELECT l, r FROM work.story_links WHERE probability >= {MAYBE} AND r >= {first}
        UNION
        SELECT l.page, r.page
        FROM scratch.page_story l JOIN scratch.page_story r ON l.story = r.story AND l.page < r.page
        JOIN (SELECT story FROM scratch.page_story GROUP BY story HAVING count(*) <= {LARGE}) s ON s.story = l.story
        WHERE r.page >= {first}
        UNION
        SELECT l.page, r.page FROM work.terms l JOIN work.terms r ON l.term = r.term AND l.page < r.page
        JOIN scratch.frequency f ON f.term = l.term
        JOIN work.pages p ON p.page = l.page JOIN work.pages q ON q.page = r.page
        WHERE l.term >> {CHANNEL} = {QUOTES} AND f.df <= {COMMON} AND r.page >= {first}
            AND (f.df <= {FEW} OR abs(p.day - q.day) <= {WINDOW})
        ORDER BY 1, 2""").fetchnumpy()
    return np.column_stack([np.asarray(found[name]) for name in ("l", "r")]).astype(np.int64)


def matches(quotes: Quotations, pairs: np.ndarray, curve: Curve | None = None) -> Iterator[Match]:
    """Quotations of the pairs of pages, sorted by the left one, that answer each other: of those of ``alike``."""
    for one, other in quotes.alike(pairs, curve):
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
Number = TypeVar("Number", int, np.ndarray)


def key(page: Number, number: Number) -> Number:
    """A number for a quotation of the corpus; in the order of pages and of quotations."""
    return page * _NUMBERS + number


def page_of(key: int) -> int:
    return key // _NUMBERS


BLOCK = 1000
"""Pairs of pages whose quotations are looked at together."""
CHUNK = 40_000
"""Pairs of pages whose quotations are compared at a time."""


def answers(base: DuckDBPyConnection, hours: Sequence[float | None], workers: Workers = ALONE) -> Answers:
    """The matches of the corpus that matter, sorted by the left quotation and the right one."""
    pairs = page_pairs(base)
    when = np.array([hour or 0.0 for hour in hours])
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], when[pairs[:, 0]]))]  # few chunks have a page

    def chunks() -> Iterator[tuple[np.ndarray, Rows]]:
        for first in range(0, len(pairs), CHUNK):
            some = pairs[first : first + CHUNK]
            yield some, read_quotes(base, np.unique(some))

    made = list(workers.each("utterances:compared", chunks())) or [
        compared((pairs, read_quotes(base, np.unique(pairs))))
    ]
    columns = [np.concatenate(column) for column in zip(*made, strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    return Answers(*(column[order] for column in columns))


def compared(chunk: tuple[np.ndarray, Rows]) -> Answers:
    """The matches of some pairs of pages, given with the quotations of these pages."""
    pairs, rows = chunk
    quotes, curve = Quotations(rows), load().quotes
    found = list(matches(quotes, pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))], curve))
    table = np.array([match.features for match in found]).reshape(len(found), len(FEATURES))
    chances = curve.of(table, FEATURES)
    kept = np.flatnonzero(chances >= curve.threshold * _KEPT)
    keys = key(quotes.pages.astype(np.int64), quotes.numbers)
    some = [found[number] for number in kept.tolist()]
    left, right = (keys[np.array([match[side] for match in some], np.int64)] for side in (0, 1))
    parts = np.array([(*match.left_part, *match.right_part) for match in some], np.int32).reshape(len(some), 4)
    return Answers(left, right, parts, chances[kept])
