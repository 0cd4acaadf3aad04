"""Versions of one utterance: of quotations that answer each other, in groups.

A long quotation may hold several utterances: each is the part of it that others have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..lexicon.facts import load as facts_lexicon
from .clusters import Links
from .utterances import Answers
from .weights import load
from .wording import WORD, split


class Version(NamedTuple):
    """A quotation (by its key), or the part of it from word ``start`` to ``end``, as a version of an utterance."""

    quote: int
    start: int
    end: int


def cluster(found: Answers) -> list[list[Version]]:
    """The versions of every utterance that several articles have."""
    curve = load().quotes
    parts: dict[int, list[list[int]]] = defaultdict(list)
    rows = list(zip(found.left.tolist(), found.right.tolist(), found.parts.tolist(), strict=True))
    for number in np.argsort(-found.chances, kind="stable").tolist():
        if found.chances[number] < curve.threshold / 2:
            break
        left, right, (a, b, c, d) = rows[number]
        _put(parts[left], (a, b))
        _put(parts[right], (c, d))
    nodes: list[Version] = []
    at: dict[int, list[int]] = {}
    for quote in sorted(parts):
        at[quote] = list(range(len(nodes), len(nodes) + len(parts[quote])))
        nodes += [Version(quote, start, end) for start, end in parts[quote]]
    best: dict[tuple[int, int], float] = {}
    for (left, right, (a, b, c, d)), chance in zip(rows, found.chances.tolist(), strict=True):
        if left in at and right in at:
            one, other = _node(nodes, at[left], (a, b)), _node(nodes, at[right], (c, d))
            if one is not None and other is not None:
                best[one, other] = max(chance, best.get((one, other), 0.0))
    left_nodes, right_nodes = (np.array([pair[side] for pair in best], dtype=np.int64) for side in (0, 1))
    links = Links(left_nodes, right_nodes, np.array(list(best.values()), dtype=np.float64))
    return [[nodes[number] for number in one] for one in links.clusters(len(nodes), curve.threshold) if len(one) > 1]


_SAME = 0.4
"""Share of the longer one that two parts of a quotation have in common if they are one."""


def _put(parts: list[list[int]], part: tuple[int, int]) -> None:
    """Add a part to those of a quotation: to the one that it overlaps, or as another.

    One that is only a small part of the other stays apart from it: some quote it together with what was said before or
    behind it, others alone.
    """
    for known in parts:
        if known[0] == part[0] and known[1] == part[1]:
            return
        shared = min(known[1], part[1]) - max(known[0], part[0])
        if shared > _SAME * max(known[1] - known[0], part[1] - part[0]):
            known[0], known[1] = min(known[0], part[0]), max(known[1], part[1])
            return
    parts.append(list(part))


def _node(nodes: list[Version], of_quote: list[int], part: tuple[int, int]) -> int | None:
    """The part of a quotation that a match is about."""
    if len(of_quote) == 1:
        one = nodes[of_quote[0]]
        return of_quote[0] if min(one.end, part[1]) > max(one.start, part[0]) else None
    shares = [_alike((nodes[n].start, nodes[n].end), part) for n in of_quote]
    best = max(range(len(of_quote)), key=shares.__getitem__)
    return of_quote[best] if shares[best] > 0 else None


def _alike(one: Sequence[int], other: Sequence[int]) -> float:
    """What two parts have in common, as a share of both together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


_EDGE = 3
"""Words at either end of a quotation that belong to a version that leaves no more than these out."""


def text_of(text: str, words: int, version: Version) -> tuple[int, str]:
    """Where a version begins in the quotation of so many words, and its words as they stand there."""
    if version.start <= _EDGE and version.end >= words - _EDGE:
        return 0, text
    spans = [found.span() for found in WORD.finditer(text)]
    if version.end > len(spans):  # folding made more words of it
        return 0, text
    first = 0 if version.start <= _EDGE else spans[version.start][0]
    last = len(text) if version.end >= len(spans) - _EDGE else spans[version.end - 1][1]
    return first, text[first:last]


def canonical(texts: Sequence[tuple[bool, str]]) -> str:
    """The wording that stands for all: direct (True) before indirect speech, the one that most have, the longest."""
    counts = Counter(texts)
    return max(counts, key=lambda one: (one[0], counts[one], len(one[1]), one[1]))[1]


_NEGATIONS = frozenset({"tidak", "tak", "bukan", "belum", "jangan", "tanpa"})


def differences(texts: Sequence[str]) -> list[str]:
    """In what the words of versions differ so that it matters: ``figures``, ``negation``."""
    found: list[str] = []
    words = [split(text) for text in dict.fromkeys(texts)]
    if len(words) == 1:
        return found
    numbers = facts_lexicon().numbers
    figures = [frozenset(word for word in one if word[0].isdigit() or word in numbers) for one in words]
    if any(a - b and b - a for a in figures for b in figures):
        found.append("figures")
    likely = [one for one in words if len(one) >= 0.8 * max(map(len, words))]
    if len({sum(word in _NEGATIONS for word in one) % 2 for one in likely}) > 1:
        found.append("negation")
    return found
