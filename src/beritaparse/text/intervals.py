"""Stretches of text that are taken: asked in logarithmic time whether something overlaps them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Intervals:
    """A union of half-open stretches ``[start, end)``; stretches that overlap are one."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        starts: list[int] = []
        ends: list[int] = []
        last: int | None = None
        for start, end in sorted(spans):
            if last is not None and start < last:
                if end > last:
                    ends[-1] = last = end
            elif end > start:
                starts.append(start)
                ends.append(end)
                last = end
        self._starts, self._ends = starts, ends

    def add(self, start: int, end: int) -> None:
        """Take one more stretch."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def overlaps(self, start: int, end: int) -> bool:
        """Does any taken stretch share a character with ``[start, end)``?"""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end

    def covers(self, start: int, end: int, floor: int = 0) -> bool:
        """Is all of ``[start, end)`` taken, by a stretch that begins at ``floor`` or behind it?"""
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and floor <= self._starts[index] <= start and end <= self._ends[index]

    def end_of(self, position: int) -> int:
        """The end of the taken stretch that ``position`` lies in, or ``position``."""
        index = bisect_right(self._ends, position)
        return self._ends[index] if index < len(self._starts) and self._starts[index] <= position else position

    def __contains__(self, position: int) -> bool:
        return self.covers(position, position + 1)
