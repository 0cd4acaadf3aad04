"""The same utterance in several articles: cut, reworded, in reported speech, with misprints.

Quotations of articles that may tell one story, or that share words in a row, are aligned word by word.  What two of
them share is weighed by how rare the words are.  A long quotation may hold several utterances: each is the part of it
that others have.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from ..lexicon.facts import load as facts_lexicon
from .clusters import Links
from .sketch import QUOTES
from .store import insert_columns
from .stories import WINDOW
from .weights import load
from .wording import distinct, stem, usual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
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


class Said(NamedTuple):
    """A quotation; ``name`` are the words of its speaker's name."""

    page: int
    number: int
    text: str
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


class _Vocabulary(dict[str, int]):
    """The number of each word that came before; ``hasilnya`` is ``hasil``."""

    def __init__(self) -> None:
        super().__init__()
        self.weights: list[float] = []

    def __missing__(self, found: str) -> int:
        word = stem(found)
        if word != found:
            number = self[found] = self[word]
            return number
        number = self[word] = len(self.weights)
        self.weights.append(weight(word))
        return number


def weight(word: str) -> float:
    """How much a word tells."""
    table = usual()
    return log(table.articles / table.of(word)) if word.isalpha() else _NUMBER


class Quotations:
    """The quotations of a corpus, those of a page side by side, ready to be compared.

    ``words``: the numbers of the words of all, those of quotation ``n`` from ``starts[n]`` on; ``totals``: what the
    words of each weigh.
    """

    def __init__(self, rows: Iterable[tuple[int, int, str, str, str | None, Iterable[str] | None]]) -> None:
        vocabulary = _Vocabulary()
        self.all: list[Said] = []
        numbers = array("i")
        starts = [0]
        for page, number, text, kind, speaker, name in rows:
            numbers.extend(map(vocabulary.__getitem__, _WORD.findall(text.casefold())))
            starts.append(len(numbers))
            self.all.append(Said(page, number, text, kind, speaker, frozenset(name or ())))
        self.starts = starts
        self.words = numbers
        self.weights = np.array(vocabulary.weights)
        words, lengths = np.array(numbers), np.diff(starts)
        self._sums = np.append(0.0, np.cumsum(self.weights[words])).tolist()
        of = np.repeat(np.arange(len(lengths)), lengths)
        self.totals = np.bincount(of, self.weights[words], len(lengths))
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
        least, most = sorted((self.totals[one], self.totals[other]))
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


def read_quotes(base: DuckDBPyConnection, pairs: np.ndarray | None = None) -> Quotations:
    """The quotations of the corpus, or of these pairs of pages."""
    only = ""
    if pairs is not None:
        base.execute("CREATE OR REPLACE TABLE work.wanted (page INTEGER)")
        insert_columns(base, "work.wanted", {"page": np.unique(pairs).astype(np.int32)})
        only = "SEMI JOIN work.wanted w ON w.page = q.page"
    cursor = base.execute(f"""
        SELECT q.page, q.number, q.text, q.kind, q.speaker, p.words FROM work.quotes q {only}
        LEFT JOIN work.persons p ON p.page = q.page AND p.local = q.speaker ORDER BY q.page, q.number""")
    return Quotations(row for rows in iter(lambda: cursor.fetchmany(10_000), []) for row in rows)


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


class Version(NamedTuple):
    """A quotation, or the part of it from word ``start`` to ``end``, as a version of an utterance."""

    quote: int
    start: int
    end: int


def cluster(found: list[Match]) -> tuple[list[list[Version]], np.ndarray]:
    """The versions of every utterance that several articles have, and the probability of each match."""
    curve = load().quotes
    table = np.array([match.features for match in found]).reshape(len(found), len(FEATURES))
    chances = curve.of(table, FEATURES)
    parts: dict[int, list[list[int]]] = defaultdict(list)
    for number in np.argsort(-chances, kind="stable").tolist():
        if chances[number] < curve.threshold / 2:
            break
        for quote, part in (
            (found[number].left, found[number].left_part),
            (found[number].right, found[number].right_part),
        ):
            _put(parts[quote], part)
    nodes: list[Version] = []
    at: dict[int, list[int]] = {}
    for quote in sorted(parts):
        at[quote] = list(range(len(nodes), len(nodes) + len(parts[quote])))
        nodes += [Version(quote, start, end) for start, end in parts[quote]]
    best: dict[tuple[int, int], float] = {}
    for match, chance in zip(found, chances.tolist(), strict=True):
        if chance >= curve.threshold / 4 and match.left in at and match.right in at:
            one = _node(nodes, at[match.left], match.left_part)
            other = _node(nodes, at[match.right], match.right_part)
            if one is not None and other is not None:
                key = (one, other)
                best[key] = max(chance, best.get(key, 0.0))
    left, right = (np.array([pair[side] for pair in best], dtype=np.int64) for side in (0, 1))
    made = Links(left, right, np.array(list(best.values()), dtype=np.float64)).clusters(len(nodes), curve.threshold)
    return [[nodes[number] for number in one] for one in made if len(one) > 1], chances


def _put(parts: list[list[int]], part: tuple[int, int]) -> None:
    """Add a part to those of a quotation: to the one that it overlaps by half, or as another."""
    for known in parts:
        shared = min(known[1], part[1]) - max(known[0], part[0])
        if shared > 0.5 * min(known[1] - known[0], part[1] - part[0]):
            known[0], known[1] = min(known[0], part[0]), max(known[1], part[1])
            return
    parts.append(list(part))


def _node(nodes: list[Version], of_quote: list[int], part: tuple[int, int]) -> int | None:
    """The part of a quotation that a match is about."""
    shared = [min(nodes[n].end, part[1]) - max(nodes[n].start, part[0]) for n in of_quote]
    best = max(range(len(of_quote)), key=shared.__getitem__)
    return of_quote[best] if shared[best] > 0 else None


_EDGE = 3
"""Words at either end of a quotation that belong to a version that leaves no more than these out."""


def text_of(quote: Said, version: Version) -> tuple[int, str]:
    """Where a version begins in the quotation, and its words as they stand there."""
    spans = [found.span() for found in _WORD.finditer(quote.text)]
    if version.end > len(spans):  # folding made more words of it
        return 0, quote.text
    first = 0 if version.start <= _EDGE else spans[version.start][0]
    last = len(quote.text) if version.end >= len(spans) - _EDGE else spans[version.end - 1][1]
    return first, quote.text[first:last]


def canonical(texts: Sequence[tuple[bool, str]]) -> str:
    """The wording that stands for all: direct (True) before indirect speech, the one that most have, the longest."""
    counts = Counter(texts)
    return max(counts, key=lambda one: (one[0], counts[one], len(one[1]), one[1]))[1]


_NEGATIONS = frozenset({"tidak", "tak", "bukan", "belum", "jangan", "tanpa"})


def differences(texts: Sequence[str], speakers: Sequence[int | None]) -> list[str]:
    """In what the versions differ so that it matters: ``speaker``, ``figures``, ``negation``."""
    words = [[match.group().casefold() for match in _WORD.finditer(text)] for text in texts]
    found: list[str] = []
    if len({speaker for speaker in speakers if speaker is not None}) > 1:
        found.append("speaker")
    numbers = facts_lexicon().numbers
    figures = [frozenset(word for word in one if word[0].isdigit() or word in numbers) for one in words]
    if any(a - b and b - a for a in figures for b in figures):
        found.append("figures")
    likely = [one for one in words if len(one) >= 0.8 * max(map(len, words))]
    if len({sum(word in _NEGATIONS for word in one) % 2 for one in likely}) > 1:
        found.append("negation")
    return found
