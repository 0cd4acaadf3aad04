"""Worker processes that may die: order kept, time and memory limited, the culprit alone pays.

``concurrent.futures`` gives up the whole pool when one worker dies and cannot stop a task that never ends, hence a
small pool of our own over :mod:`multiprocessing`.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import connection, get_context
from typing import Any, NamedTuple

from .records import BatchError, ProblemKind

_PINNED = tuple(f"{library}_NUM_THREADS" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"))
_QUEUED = 2
"""Tasks under way for each worker: one at work, one that waits, so that no worker waits for the parent."""
_AHEAD = 16
"""Batches for each worker that may be done before an earlier one is."""


class Failure(NamedTuple):
    """Why there is no result."""

    kind: ProblemKind
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for one item, ``megabytes`` of data for one worker, items until a worker is replaced."""

    seconds: float = 60.0
    megabytes: int = 4096
    recycle: int = 10_000


@dataclass(slots=True)
class _Batch:
    items: Sequence[Any]
    results: list[Any]
    missing: int


class _Task(NamedTuple):
    batch: int
    indices: list[int]
    suspect: bool  # was at work when a worker ended: alone now, and the second time counts


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Any
    progress: Any  # shared: number of the task, position in it, when that item began
    tasks: deque[_Task] = field(default_factory=deque[_Task])
    ready: bool = False
    done: int = 0


class Pool:
    """Runs ``make(*args)(item)`` in worker processes; ``make`` is given as ``module:function``.

    What the function returns must pickle.  An exception that it raises becomes a :class:`Failure`, and so do a
    process that dies and an item that takes longer than the limit, each tried a second time alone.
    """

    def __init__(self, make: str, args: tuple[Any, ...], processes: int, limits: Limits) -> None:
        self._make, self._args, self._processes, self._limits = make, args, processes, limits
        self._context = get_context("spawn")  # a forked child inherits locks of threads that it does not have
        self._workers: list[_Worker] = []
        self._batches: dict[int, _Batch] = {}
        self._queue: deque[_Task] = deque()

    def run(self, batches: Iterable[Sequence[Any]]) -> Iterator[tuple[Sequence[Any], list[Any]]]:
        """Yield each batch with its results, in order; reads ahead only a bounded number of batches.

        The workers stay for another call until :meth:`close`; a call that is broken off ends them.
        """
        source = iter(batches)
        read = given = 0
        more = True
        try:
            while len(self._workers) < self._processes:
                self._workers.append(self._start())
            while True:
                while more and read - given < _AHEAD * self._processes and len(self._queue) < self._processes:
                    items = next(source, None)
                    if items is None:
                        more = False
                        break
                    self._batches[read] = _Batch(items, [None] * len(items), len(items))
                    if items:
                        self._queue.append(_Task(read, list(range(len(items))), False))
                    read += 1
                self._hand_out()
                while given in self._batches and not self._batches[given].missing:
                    batch = self._batches.pop(given)
                    given += 1
                    yield batch.items, batch.results
                if not more and given == read:
                    return
                if self._batches and (not more or len(self._queue) >= self._processes or self._full(read, given)):
                    self._wait()
        except BaseException:
            self.close()
            raise

    def _full(self, read: int, given: int) -> bool:
        return read - given >= _AHEAD * self._processes

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()
        self._batches.clear()
        self._queue.clear()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        progress = self._context.RawArray("d", 3)
        process = self._context.Process(
            target=work, args=(theirs, progress, self._make, self._args, self._limits), daemon=True
        )
        with _one_thread():
            process.start()
        theirs.close()
        return _Worker(process, ours, progress)

    def _hand_out(self) -> None:
        for worker in self._workers:
            while worker.ready and self._queue and len(worker.tasks) < _QUEUED and self._fresh(worker):
                alone = self._queue[0].suspect or any(task.suspect for task in worker.tasks)
                if alone and worker.tasks:
                    break
                task = self._queue.popleft()
                items = self._batches[task.batch].items
                worker.tasks.append(task)
                try:
                    worker.pipe.send([items[index] for index in task.indices])
                except OSError:  # it has just died: found at the next wait
                    break

    def _fresh(self, worker: _Worker) -> bool:
        return worker.done + sum(len(task.indices) for task in worker.tasks) < self._limits.recycle

    def _wait(self) -> None:
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in connection.wait(list(pipes), timeout=0.5):
            self._receive(pipes[pipe])
        now = time.monotonic()
        for index, worker in enumerate(self._workers):
            if worker.tasks and 0 < worker.progress[2] < now - self._limits.seconds:
                worker.process.kill()
                self._lost(worker, Failure("timeout", f"took longer than {self._limits.seconds:g} seconds"))
                self._replace(index)
            elif worker.ready and not worker.tasks and not self._fresh(worker):
                with suppress(OSError):
                    worker.pipe.send(None)
                self._replace(index)

    def _receive(self, worker: _Worker) -> None:
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode
            if not worker.ready:
                raise BatchError(f"a worker ended while it started (exit code {code})") from None
            how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
            self._lost(worker, Failure("crashed", f"the process that read it ended ({how})"))
            self._replace(self._workers.index(worker))
            return
        if message is None:
            worker.ready = True
        elif isinstance(message, str):
            raise BatchError(message)
        else:
            task = worker.tasks.popleft()
            worker.done += len(task.indices)
            for index, result in zip(task.indices, message, strict=True):
                self._settle(task.batch, index, result)

    def _settle(self, number: int, index: int, result: Any) -> None:
        batch = self._batches[number]
        batch.results[index] = result
        batch.missing -= 1

    def _lost(self, worker: _Worker, failure: Failure) -> None:
        """Give back what a dead worker had; the item that it was at is tried again alone, then given up."""
        if not worker.tasks:
            return
        first, *waiting = worker.tasks
        again = [_Task(task.batch, task.indices, task.suspect) for task in waiting]
        at = int(worker.progress[1])
        culprit = first.indices[at]
        rest = [index for index in first.indices if index != culprit]
        if first.suspect:
            self._settle(first.batch, culprit, failure)
        else:
            again.insert(0, _Task(first.batch, [culprit], True))
        if rest:
            again.insert(0, _Task(first.batch, rest, False))
        self._queue.extendleft(reversed(again))
        worker.tasks.clear()

    def _replace(self, index: int) -> None:
        old = self._workers[index]
        self._workers[index] = self._start()
        old.pipe.close()
        old.process.join(timeout=5)


@contextmanager
def _one_thread() -> Generator[None, None, None]:
    """Numeric libraries of a child read these when they load: threads of several workers fight for the cores."""
    before = {name: os.environ.get(name) for name in _PINNED}
    os.environ.update(dict.fromkeys(_PINNED, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def work(pipe: Any, progress: Any, make: str, args: tuple[Any, ...], limits: Limits) -> None:
    """The life of a worker: load, then answer tasks until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    try:
        module, _, name = make.partition(":")
        handle: Callable[[Any], Any] = getattr(import_module(module), name)(*args)
        _limit(limits.megabytes)
    except Exception as error:
        pipe.send(f"a worker cannot start: {error}")
        return
    pipe.send(None)
    number = 0
    while True:
        try:
            items = pipe.recv()
        except (EOFError, OSError):
            return
        if items is None:
            return
        number += 1
        results: list[Any] = []
        for position, item in enumerate(items):
            progress[0], progress[1], progress[2] = number, position, time.monotonic()
            _end_after(2 * limits.seconds + 30)
            results.append(_handled(handle, item))
        _end_after(0)
        progress[2] = 0
        try:
            pipe.send(results)
        except OSError:
            return


def _handled(handle: Callable[[Any], Any], item: Any) -> Any:
    try:
        return handle(item)
    except MemoryError:
        return Failure("memory", "needed more memory than the limit")
    except (TypeError, ValueError) as error:
        return Failure("invalid", str(error))
    except Exception as error:
        return Failure("failed", f"{type(error).__name__}: {error}")


def _end_after(seconds: float) -> None:
    """The system ends this process if an item never ends and the parent, killed, is not there to do it."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(megabytes: int) -> None:
    """Bound the data of this process where the system can (Linux, macOS)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, resource.getrlimit(resource.RLIMIT_DATA)[1]))
