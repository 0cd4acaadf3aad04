"""Clusters from links with probabilities: joined while the articles of both are linked on the average."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np

WITNESSES = 16
"""Members of a large cluster with which each of a small one must be linked: of hundreds not all pairs are compared."""


class Links:
    """Links between items numbered from 0, each with its probability."""

    def __init__(self, left: np.ndarray, right: np.ndarray, probability: np.ndarray) -> None:
        self.left, self.right, self.probability = left, right, probability

    def clusters(self, number: int, threshold: float) -> list[list[int]]:
        """All of ``number`` items in clusters, members in order, clusters by their first members."""
        parts = self._parts(number, threshold / 4)
        inside: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        for one, other, p in zip(self.left.tolist(), self.right.tolist(), self.probability.tolist(), strict=True):
            if parts[one] == parts[other]:
                inside[parts[one]].append((one, other, p))
        together: dict[int, list[int]] = defaultdict(list)
        for item, part in enumerate(parts):
            together[part].append(item)
        made: list[list[int]] = []
        for part, items in together.items():
            made += joined(items, inside[part], threshold) if len(items) > 1 else [items]
        return sorted(made)

    def _parts(self, number: int, least: float) -> list[int]:
        """For each item the first of those with which links of ``least`` and more connect it."""
        parent = list(range(number))

        def root(item: int) -> int:
            while parent[item] != item:
                parent[item] = parent[parent[item]]
                item = parent[item]
            return item

        strong = self.probability >= least
        for one, other in zip(self.left[strong].tolist(), self.right[strong].tolist(), strict=True):
            a, b = sorted((root(one), root(other)))
            parent[b] = a
        return [root(item) for item in range(number)]


def joined(items: list[int], links: list[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Average linkage: the two clusters that are linked best are joined, until none are linked by ``threshold``.

    Pairs without a link count as 0, but of a large cluster no more than :data:`WITNESSES` members are asked for.
    """
    members = {item: [item] for item in items}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, p in links:
        sums[one][other] = sums[other][one] = p

    def mean(a: int, b: int) -> float:
        small, large = sorted((len(members[a]), len(members[b])))
        return sums[a][b] / (small * min(large, max(WITNESSES, small)))

    queue = [(-min(p, 1.0), min(a, b), max(a, b)) for a, b, p in links]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if -score < threshold:
            break
        if a not in members or b not in members or min(mean(a, b), 1.0) != -score:
            continue
        members[a] += members.pop(b)
        lost = sums.pop(b)
        sums[a].pop(b)
        for other, total in lost.items():
            if other != a:
                sums[other].pop(b)
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other in sums[a]:
            heapq.heappush(queue, (-min(mean(a, other), 1.0), min(a, other), max(a, other)))
    return [sorted(found) for found in members.values()]
