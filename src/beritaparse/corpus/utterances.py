"""The same utterance in several articles: cut, reworded, in reported speech, with misprints.

Quotations of articles that may tell one story, or that share words in a row, are aligned word by word.  What two of
them share is weighed by how rare the words are.  A long quotation may hold several utterances: each is the part of it
that others have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log, log1p
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from ..lexicon.facts import load as facts_lexicon
from .clusters import Links
from .sketch import QUOTES
from .store import insert_columns
from .weights import load
from .wording import usual

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NUMBER = 4.0
"""Weight of a number: a round one says little, but a wrong one much."""
LEAST = 6.0
"""Weight of shared words from which on quotations are compared, and the share of the lesser one's."""
SHARE = 0.3
LOOSE = 0.8
"""Share of these that rare words alone must have, whatever their order."""
FEATURES = ("contained", "whole", "shared", "verbatim", "same_speaker", "other_speaker", "both_direct")
MAYBE = 0.1
"""Probability of a story from which on the quotations of two articles are compared."""
LARGE = 200
"""Articles of a story up to which the quotations of all of them are compared."""
COMMON = 40
"""Quotations in which words in a row may stand to bring two of them together."""


class Said(NamedTuple):
    """A quotation with its words, where each stands in it, and their weights."""

    page: int
    number: int
    text: str
    kind: str
    speaker: str | None
    name: frozenset[str]
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    weights: tuple[float, ...]
    total: float
    rare: frozenset[str]


class Match(NamedTuple):
    """Two quotations of one utterance: the words of each from the first to the last that both have."""

    left: int
    right: int
    left_part: tuple[int, int]
    right_part: tuple[int, int]
    features: tuple[float, ...]


@cache
def weight(word: str) -> float:
    """How much a word tells."""
    table = usual()
    return log(table.articles / table.of(word)) if word.isalpha() else _NUMBER


def said(page: int, number: int, text: str, kind: str, speaker: str | None, name: Iterable[str]) -> Said:
    """A quotation, ready to be compared."""
    found = [(m.group().casefold(), m.span()) for m in _WORD.finditer(text)]
    words = tuple(word[:-3] if len(word) > 6 and word.endswith("nya") else word for word, _ in found)
    weights = tuple(map(weight, words))
    rare = frozenset(word for word, w in zip(words, weights, strict=True) if w >= 2.0)
    spans = tuple(span for _, span in found)
    return Said(page, number, text, kind, speaker, frozenset(name), words, spans, weights, sum(weights), rare)


def match(left: Said, right: Said) -> tuple[tuple[int, int], tuple[int, int], tuple[float, ...]] | None:
    """The parts of two quotations that answer each other, and the :data:`FEATURES`; None where too little does."""
    least = min(left.total, right.total)
    common = left.rare & right.rare
    if not common or sum(map(weight, common)) < max(LEAST, SHARE * least) * LOOSE:
        return None
    blocks = [op for op in LCSseq.opcodes(left.words, right.words) if op.tag == "equal"]
    gains = [sum(left.weights[op.src_start : op.src_end]) for op in blocks]
    shared = sum(gains)
    if shared < max(LEAST, SHARE * least):
        return None
    heavy = [op for op, gain in zip(blocks, gains, strict=True) if gain >= 1.0] or blocks
    known = bool(left.name) and bool(right.name)
    same = known and (left.name <= right.name or right.name <= left.name)
    row = (
        shared / least,
        shared / max(left.total, right.total),
        log1p(shared),
        max(gains) / least,
        float(same),
        float(known and not (left.name & right.name)),
        float(left.kind != "indirect" and right.kind != "indirect"),
    )
    return (heavy[0].src_start, heavy[-1].src_end), (heavy[0].dest_start, heavy[-1].dest_end), row


def read_quotes(base: DuckDBPyConnection, pairs: Iterable[tuple[int, int]] | None = None) -> list[Said]:
    """The quotations of the corpus, or of these pairs of pages, by page."""
    only = ""
    if pairs is not None:
        pages = np.unique(np.array(list(pairs), dtype=np.int32).reshape(-1))
        base.execute("CREATE OR REPLACE TABLE work.wanted (page INTEGER)")
        insert_columns(base, "work.wanted", {"page": pages})
        only = "SEMI JOIN work.wanted w ON w.page = q.page"
    cursor = base.execute(f"""
        SELECT q.page, q.number, q.text, q.kind, q.speaker, p.words FROM work.quotes q {only}
        LEFT JOIN work.persons p ON p.page = q.page AND p.local = q.speaker ORDER BY q.page, q.number""")
    made: list[Said] = []
    while rows := cursor.fetchmany(10_000):
        made += [said(page, number, text, kind, who, words or ()) for page, number, text, kind, who, words in rows]
    return made


def page_pairs(base: DuckDBPyConnection, first: int = 0) -> Iterator[tuple[int, int]]:
    """Pairs of pages whose quotations are compared, the later one from ``first`` on."""
    cursor = base.execute(f"""
        SELECT l, r FROM work.story_links WHERE probability >= {MAYBE} AND r >= {first}
        UNION
        SELECT l.page, r.page FROM work.page_story l JOIN work.page_story r ON l.story = r.story AND l.page < r.page
        JOIN (SELECT story FROM work.page_story GROUP BY story HAVING count(*) <= {LARGE}) s ON s.story = l.story
        WHERE r.page >= {first}
        UNION
        SELECT l.page, r.page FROM work.terms l JOIN work.terms r ON l.term = r.term AND l.page < r.page
        JOIN work.frequency f ON f.term = l.term
        WHERE l.channel = {QUOTES} AND r.channel = {QUOTES} AND f.df <= {COMMON} AND r.page >= {first}
        ORDER BY 1, 2""")
    while rows := cursor.fetchmany(10_000):
        yield from rows


def matches(quotes: list[Said], pairs: Iterable[tuple[int, int]]) -> Iterator[Match]:
    """Quotations of the pairs of pages that answer each other."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for at, quote in enumerate(quotes):
        by_page[quote.page].append(at)
    words = {page: frozenset[str]().union(*(quotes[at].rare for at in listed)) for page, listed in by_page.items()}
    for one, other in pairs:
        if one not in words or other not in words:
            continue
        common = words[one] & words[other]
        if sum(map(weight, common)) < LOOSE * LEAST:
            continue
        for a in by_page[one]:
            shared = quotes[a].rare & common
            if sum(map(weight, shared)) < LOOSE * LEAST:
                continue
            for b in by_page[other]:
                found = match(quotes[a], quotes[b]) if not shared.isdisjoint(quotes[b].rare) else None
                if found is not None:
                    yield Match(a, b, *found)


class Version(NamedTuple):
    """A quotation, or the part of it from word ``start`` to ``end``, as a version of an utterance."""

    quote: int
    start: int
    end: int


def cluster(quotes: list[Said], found: list[Match]) -> tuple[list[list[Version]], np.ndarray]:
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


def text_of(quote: Said, version: Version) -> str:
    """The words of a version, as they stand in the quotation."""
    first = 0 if version.start <= _EDGE else quote.spans[version.start][0]
    last = len(quote.text) if version.end >= len(quote.words) - _EDGE else quote.spans[version.end - 1][1]
    return quote.text[first:last]


def canonical(versions: Sequence[tuple[Said, Version]]) -> str:
    """The wording that stands for all: direct before indirect speech, the one that most have, the longest."""
    texts = [(quote.kind != "indirect", text_of(quote, version)) for quote, version in versions]
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
