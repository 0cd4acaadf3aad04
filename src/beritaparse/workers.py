"""Pages read by several processes, each with a parser of its own.

The parser is loaded by a function that is given: this module stands below the parser that uses it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import current_process, get_context
from typing import Any

from .article import Article

Records = list[dict[str, Any]]
Reader = Callable[[int, Records], Iterable[Article]]
"""Reads records, of which the first has the number that is given."""

_GUARD = (
    "workers import the script that starts them: in a script, several processes need their place under "
    'if __name__ == "__main__": (beritaparse.batch.run needs none)'
)


def read_in_processes(
    make_reader: Callable[..., Reader],
    arguments: tuple[Any, ...],
    records: Iterator[dict[str, Any]],
    n_process: int,
    batch_size: int,
) -> Iterator[Article]:
    """Hand out batches in order and keep a bounded number of them under way.

    Each process makes its reader once, by ``make_reader(*arguments)``, a function of a module.  Raises RuntimeError
    where a process ended before its work was done, and what a reader raises.
    """
    if getattr(current_process(), "_inheriting", False):
        raise RuntimeError(_GUARD)
    # spawn: a forked child inherits locks of threads that it does not have
    with ProcessPoolExecutor(n_process, get_context("spawn"), _start, (make_reader, arguments)) as pool:
        waiting: deque[Future[list[bytes]]] = deque()
        number = 0
        while True:
            while len(waiting) < 2 * n_process and (batch := list(islice(records, batch_size))):
                waiting.append(pool.submit(_read, number, batch))
                number += len(batch)
            if not waiting:
                return
            try:
                made = waiting.popleft().result()
            except BrokenProcessPool as error:
                raise RuntimeError(f"a worker process has ended before its work was done; {_GUARD}") from error
            for data in made:
                yield Article.model_validate_json(data)


_reader: Reader | None = None
"""That of this process, if it is a worker."""


def _start(make_reader: Callable[..., Reader], arguments: tuple[Any, ...]) -> None:
    global _reader
    _reader = make_reader(*arguments)


def _read(first: int, records: Records) -> list[bytes]:
    assert _reader is not None
    return [article.model_dump_json().encode() for article in _reader(first, records)]
