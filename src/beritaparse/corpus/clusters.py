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
        sizes = np.bincount(parts, minlength=number)
        within = parts[self.left] == parts[self.right]
        left, right, probability = self.left[within], self.right[within], self.probability[within]
        two = sizes[parts[left]] == 2
        both = two & (probability >= threshold)
        alone = (sizes[parts] == 1) | ((sizes[parts] == 2) & ~np.isin(parts, parts[left[both]]))
        made = [[item] for item in np.flatnonzero(alone).tolist()]
        made += np.sort(np.column_stack([left[both], right[both]]), axis=1).tolist()
        inside: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
        many = (left[~two].tolist(), right[~two].tolist(), probability[~two].tolist(), parts[left[~two]].tolist())
        for one, other, p, part in zip(*many, strict=True):
            inside[part].append((one, other, p))
        together: dict[int, list[int]] = defaultdict(list)
        for item in np.flatnonzero(sizes[parts] > 2).tolist():
            together[int(parts[item])].append(item)
        for part, items in together.items():
            made += joined(items, inside[part], threshold)
        return sorted(made)

    def _parts(self, number: int, least: float) -> np.ndarray:
        """For each item the first of those with which links of ``least`` and more connect it."""
        strong = self.probability >= least
        left, right = self.left[strong], self.right[strong]
        parent = np.arange(number)
        while True:
            one, other = parent[left], parent[right]
            apart = one != other
            if not apart.any():
                return parent
            left, right, one, other = left[apart], right[apart], one[apart], other[apart]
            np.minimum.at(parent, np.maximum(one, other), np.minimum(one, other))
            while (parent != (above := parent[parent])).any():
                parent = above


def _asked(one: int, other: int) -> int:
    """How many pairs of members are asked of two clusters of these sizes."""
    if one <= WITNESSES and other <= WITNESSES:
        return one * other
    small = min(one, other)
    return small * max(small, WITNESSES)


def joined(items: list[int], links: list[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Average linkage: the two clusters that are linked best are joined, until none are linked by ``threshold``.

    Pairs without a link count as 0, but of a large cluster no more than :data:`WITNESSES` members are asked for.
    """
    members = {item: [item] for item in items}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for one, other, p in links:
        sums[one][other] = sums[other][one] = p

    sizes = dict.fromkeys(items, 1)
    queue = [(-min(p, 1.0), min(a, b), max(a, b)) for a, b, p in links if p >= threshold]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if a not in members or b not in members:
            continue
        if min(sums[a][b] / _asked(sizes[a], sizes[b]), 1.0) != -score:
            continue
        members[a] += members.pop(b)
        size = sizes[a] = len(members[a])
        lost = sums.pop(b)
        sums[a].pop(b)
        for other, total in lost.items():
            if other != a:
                sums[other].pop(b)
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
        for other, total in sums[a].items():
            if (score := total / _asked(size, sizes[other])) >= threshold:
                heapq.heappush(queue, (-min(score, 1.0), min(a, other), max(a, other)))
    return [sorted(found) for found in members.values()]
