"""Other cores: pieces of work that depend on nothing but themselves, done by the worker processes of ``batch``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
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


def each(function: str, pieces: Iterable[Any]) -> Iterator[Any]:
    """What a function (``module:name`` of this package) makes of each piece, in order.

    It and its results must pickle.  What it raises is raised here; what a process could not do is done here.
    """
    module, _, name = function.partition(":")
    here: Callable[[Any], Any] = getattr(import_module(f".{module}", __package__), name)
    source = iter(pieces)
    first = list(islice(source, FEW + 1))
    if len(first) <= FEW or cores() < 2:
        yield from map(here, chain(first, source))
        return
    made = Pool(f"{__name__}:handler", (function,), cores(), _LIMITS)
    with closing(made):
        for batch, results in made.run([piece] for piece in chain(first, source)):
            for piece, result in zip(batch, results, strict=True):
                yield here(piece) if isinstance(result, Failure) else result


def handler(function: str) -> Callable[[Any], Any]:
    """The function of that name, for a worker."""
    module, _, name = function.partition(":")
    return partial(getattr(import_module(f".{module}", __package__), name))
