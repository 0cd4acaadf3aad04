"""Hits and the zones of the page that they stand in, walked side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Hit = TypeVar("Hit", bound=tuple[Any, ...])


def by_zone(hits: Iterable[Hit], zones: Iterable[tuple[int, int]]) -> Iterator[tuple[Hit, tuple[int, int]]]:
    """Yield each hit that begins in a zone, and that zone; both come in order, one pass goes over each.

    A hit is a tuple whose first value is where it begins, a zone a half-open stretch; both are character offsets.
    """
    rest = iter(zones)
    zone = next(rest, None)
    for hit in hits:
        while zone is not None and zone[1] <= hit[0]:
            zone = next(rest, None)
        if zone is None:
            return
        if zone[0] <= hit[0]:
            yield hit, zone
