"""Other cores: pieces of work that depend on nothing but themselves, done by the worker processes of ``batch``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import chain, islice
from typing import Any

from ..batch.pool import Limits, Pool
from ..batch.records import Failure

FEW = 4
"""Pieces up to which none is worth a process."""
_LIMITS = Limits(seconds=3600.0, megabytes=8192, recycle=1 << 30)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that stay from one kind of work to the next, started when there is enough to do; a context manager.

    They cost a second of processor each time that they start, and remember the words that they have met.
    """

    def __init__(self, number: int | None = None) -> None:
        self._number = number
        self._pool: Pool | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def each(self, function: str, pieces: Iterable[Any]) -> Iterator[Any]:
        """What a function (``module:name`` of this package) makes of each piece, in order.

        It and its results must pickle.  What it raises is raised here; what a process could not do is done here.
        """
        here = found(function)
        source = iter(pieces)
        first = list(islice(source, FEW + 1))
        number = cores() if self._number is None else self._number
        if len(first) <= FEW or number < 2:
            yield from map(here, chain(first, source))
            return
        if self._pool is None:
            self._pool = Pool(f"{__package__}.worker:handler", (), number, _LIMITS)
        given = ([(function, piece)] for piece in chain(first, source))
        for batch, results in self._pool.run(given):
            for (_, piece), result in zip(batch, results, strict=True):
                yield here(piece) if isinstance(result, Failure) else result


ALONE = Workers(1)
"""Does everything in this process."""


def found(function: str) -> Callable[[Any], Any]:
    """The function that is called ``module:name`` in this package."""
    module, _, name = function.partition(":")
    return getattr(import_module(f".{module}", __package__), name)
