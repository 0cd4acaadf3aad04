"""Other cores: pieces of work that depend on nothing but themselves, done by the worker processes of ``batch``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import chain, islice
from typing import Any, TypeVar

from ..batch.pool import Limits, Pool
from ..batch.records import Failure
from .shared import Shared

T = TypeVar("T")

FEW = 4
"""Pieces up to which none is worth a process."""
_LIMITS = Limits(seconds=3600.0, megabytes=8192, recycle=1 << 30)


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that stay from one kind of work to the next, started when there is enough to do; a context manager.

    They cost a second of processor each time that they start, and remember the words that they have met.  ``folder``
    is where they leave what is too large to be told.
    """

    def __init__(self, number: int | None = None, folder: str | None = None) -> None:
        self._number = cores() if number is None else number
        self._folder = folder
        self._pool: Pool | None = None
        self._size = self._beside = 0

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
        if len(first) <= FEW or self._number < 2:
            yield from map(here, chain(first, source))
            return
        given = ([(function, piece)] for piece in chain(first, source))
        for batch, results in self._started().run(given):
            for (_, piece), result in zip(batch, results, strict=True):
                yield here(piece) if isinstance(result, Failure) else result

    def _started(self) -> Pool:
        """The processes: one for each core that no process beside needs."""
        size = max(1, self._number - self._beside)
        if self._pool is not None and self._size != size:
            self._pool.close()
            self._pool = None
        if self._pool is None:
            self._pool, self._size = Pool(f"{__package__}.worker:handler", (), size, _LIMITS), size
        return self._pool

    @contextmanager
    def sharing(self, value: T) -> Generator[Shared[T]]:
        """What many pieces have in common, to be put into each of them."""
        shared = Shared(value, self._folder)
        try:
            yield shared
        finally:
            shared.close()

    @contextmanager
    def beside(self, function: str, folder: str, *, large: bool) -> Generator[Beside]:
        """Have a function work on what lies in a folder, in a process of its own if the work is ``large``."""
        process = _process(function, folder) if large and self._number > 1 else None
        self._beside = int(process is not None)
        try:
            yield Beside(function, folder, process)
        finally:
            self._beside = 0
            if process is not None:
                process.kill()
                process.communicate()


class Beside:
    """Work that a process of its own does, which loads what it needs before it is told to begin."""

    def __init__(self, function: str, folder: str, process: subprocess.Popen[bytes] | None) -> None:
        self._function, self._folder, self._process = function, folder, process

    def begin(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):  # it is gone
                self._process.stdin.write(b".")
                self._process.stdin.close()

    def wait(self) -> None:
        """Wait for the end.  What no process has done is done here."""
        if self._process is None or self._process.wait():
            found(self._function)(self._folder)


_CODE = "import sys; sys.path[:] = sys.argv[3:]; from beritaparse.corpus.worker import work; work(*sys.argv[1:3])"


def _process(function: str, folder: str) -> subprocess.Popen[bytes] | None:
    if not sys.executable:
        return None
    command = [sys.executable, "-c", _CODE, function, folder, *sys.path]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the run alone
    )


ALONE = Workers(1)
"""Does everything in this process."""


def found(function: str) -> Callable[[Any], Any]:
    """The function that is called ``module:name`` in this package."""
    module, _, name = function.partition(":")
    return getattr(import_module(f".{module}", __package__), name)
