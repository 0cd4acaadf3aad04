"""Worker processes that may die: order kept, time and memory limited, the culprit alone pays.

``concurrent.futures`` gives up the whole pool when one worker dies and cannot stop a task that never ends, hence a
small pool of our own.  Nothing here waits for a single worker: sockets do not block, so that a worker that does not
read, does not write or has stopped keeps nobody from looking at the clock.
"""

from __future__ import annotations

import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .frames import Inbox, frame
from .processes import Processes, kill, processes
from .records import BatchError, Failure
from .serving import Plan, Ready

_QUEUED = 3
"""Items under way for each worker: one at work and some that wait, so that no worker waits for the parent."""
_AHEAD = 16
"""Batches for each worker that may be done before an earlier one is."""
_AHEAD_WEIGHT = 64 << 20
"""Weight of all batches that are read and not given yet."""
_FORKABLE = ("default", "rules", "syntax")
"""Engines that a process may hold that forks; those of others may start threads or hold files open."""
_WAIT = 0.5
_GRACE = 5.0
"""Seconds that a worker may be silent beyond the time for its item, for it ends itself when that is over."""
_START_SECONDS = 180.0
_END_SECONDS = 30.0
_STARTS = 3
"""Workers that may end one after the other before one of them is ready."""


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
    weight: int


class _Task(NamedTuple):
    batch: int
    at: int
    suspect: bool = False  # was at work when a worker ended: alone now, and the second time counts


@dataclass(slots=True)
class _Worker:
    number: int
    stream: socket.socket
    since: float  # when it was last heard of, by the pool's clock
    tasks: deque[_Task] = field(default_factory=deque[_Task])
    inbox: Inbox = field(default_factory=Inbox)
    outbox: bytearray = field(default_factory=bytearray)
    pid: int = 0  # 0 until it is ready
    done: int = 0
    silent: bool = False
    ending: bool = False

    @property
    def ready(self) -> bool:
        return bool(self.pid) and not self.ending


class Pool:
    """Runs ``make(*args)(item)`` in worker processes; ``make`` is given as ``module:function``.

    What the function returns must pickle.  An exception that it raises becomes a :class:`Failure`, and so do a process
    that dies and an item that takes longer than the limit, each tried a second time alone.  ``early``: ``make`` can be
    called before a process forks: it starts no threads and opens nothing.
    """

    def __init__(self, make: str, args: tuple[Any, ...], workers: int, limits: Limits, *, early: bool = False) -> None:
        self._plan = Plan(make, args, early, limits.seconds, limits.megabytes)
        self._size, self._limits = workers, limits
        self._processes: Processes | None = None
        self._workers: dict[int, _Worker] = {}
        self._batches: dict[int, _Batch] = {}
        self._queue: deque[_Task] = deque()
        self._selector = selectors.DefaultSelector()
        self._number = self._weight = 0
        self._failed_starts = 0
        self._clock = 0.0
        self._looked = time.monotonic()

    def run(
        self, batches: Iterable[Sequence[Any]], weigh: Callable[[Sequence[Any]], int] = len
    ) -> Iterator[tuple[Sequence[Any], list[Any]]]:
        """Yield each batch with its results, in order; reads ahead only a bounded number and weight of batches.

        The workers stay for another call until :meth:`close`; a call that is broken off ends them.
        """
        source = iter(batches)
        read = given = 0
        more = True
        try:
            while True:
                while more and self._wants(read - given):
                    items = next(source, None)
                    if items is None:
                        more = False
                        break
                    self._take(read, items, weigh(items))
                    read += 1
                self._hand_out()
                while given in self._batches and not self._batches[given].missing:
                    batch = self._batches.pop(given)
                    self._weight -= batch.weight
                    given += 1
                    yield batch.items, batch.results
                if not more and given == read:
                    return
                if self._batches and not (more and self._wants(read - given)):
                    self._wait()
        except BaseException:
            self.close()
            raise

    def _wants(self, ahead: int) -> bool:
        """Is there room for another batch, and need of it?"""
        if ahead and (ahead >= _AHEAD * self._size or self._weight >= _AHEAD_WEIGHT):
            return False
        return len(self._queue) < _QUEUED * self._size

    def _take(self, number: int, items: Sequence[Any], weight: int) -> None:
        self._batches[number] = _Batch(items, [None] * len(items), len(items), weight)
        self._weight += weight
        self._queue.extend(_Task(number, index) for index in range(len(items)))

    def close(self) -> None:
        """End all workers at once."""
        cleanly = self._processes is None or self._processes.close()
        self._processes = None
        for worker in self._workers.values():
            worker.stream.close()
            if worker.pid and not cleanly:
                kill(worker.pid)
        self._workers.clear()
        self._batches.clear()
        self._queue.clear()
        self._weight = 0
        self._selector.close()
        self._selector = selectors.DefaultSelector()

    # -- handing out --

    def _hand_out(self) -> None:
        if not self._queue:
            return
        while len(self._workers) < self._size and len(self._queue) > self._starting():
            self._start()
        for worker in self._workers.values():
            while worker.ready and self._queue and self._may_have(worker, self._queue[0]):
                task = self._queue.popleft()
                if not worker.tasks:
                    worker.since = self._clock
                worker.tasks.append(task)
                worker.outbox += frame(self._batches[task.batch].items[task.at])
                self._send(worker)

    def _starting(self) -> int:
        return sum(not worker.pid for worker in self._workers.values())

    def _may_have(self, worker: _Worker, task: _Task) -> bool:
        if task.suspect or any(waiting.suspect for waiting in worker.tasks):
            return not worker.tasks
        full = len(worker.tasks) >= _QUEUED or bool(worker.outbox)
        return not full and worker.done + len(worker.tasks) < self._limits.recycle

    def _send(self, worker: _Worker) -> None:
        try:
            while worker.outbox:
                del worker.outbox[: worker.stream.send(worker.outbox)]
        except BlockingIOError:
            pass
        except OSError:  # it has just died: found when it is read from
            worker.outbox.clear()
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if worker.outbox else 0)
        if self._selector.get_key(worker.stream).events != events:
            self._selector.modify(worker.stream, events, worker)

    def _start(self) -> None:
        if self._processes is None:
            self._processes = processes(self._plan)
            for control in self._processes.sockets():
                self._selector.register(control, selectors.EVENT_READ)
        self._number += 1
        worker = _Worker(self._number, self._processes.start(self._number), self._clock)
        self._workers[worker.number] = worker
        self._selector.register(worker.stream, selectors.EVENT_READ, worker)

    # -- taking back --

    def _wait(self) -> None:
        for key, events in self._selector.select(_WAIT):
            worker: _Worker | None = key.data
            if worker is None:
                continue
            if events & selectors.EVENT_WRITE:
                self._send(worker)
            if events & selectors.EVENT_READ:
                self._receive(worker)
        now = time.monotonic()
        self._clock += min(now - self._looked, 2 * _WAIT)  # while nobody looked, no worker could be heard
        self._looked = now
        assert self._processes is not None
        try:
            for worker in self._workers.values():
                self._judge(worker)
            for number, code in self._processes.ended():
                self._lost(self._workers.pop(number), code)
        except ConnectionError as error:
            self._begin_again(error)

    def _receive(self, worker: _Worker) -> None:
        alive = worker.inbox.fill(worker.stream)
        worker.since = self._clock
        for message in worker.inbox.messages():
            if isinstance(message, Ready):
                if message.refused is not None:
                    raise BatchError(message.refused)
                worker.pid = message.pid
                self._failed_starts = 0
            else:
                task = worker.tasks.popleft()
                worker.done += 1
                self._settle(task, message)
        if not alive:
            self._end(worker, by_force=False)

    def _judge(self, worker: _Worker) -> None:
        """End a worker that is silent for too long, or that has done its share."""
        silent = self._clock - worker.since
        if worker.ending:
            if silent > _END_SECONDS:
                raise ConnectionError("the process that starts the workers does not answer")
        elif not worker.pid:
            if silent > _START_SECONDS:
                self._end(worker, by_force=True)
        elif worker.tasks:
            if silent > self._limits.seconds + _GRACE:
                worker.silent = True
                self._end(worker, by_force=True)
        elif worker.done >= self._limits.recycle:
            self._end(worker, by_force=True)

    def _end(self, worker: _Worker, by_force: bool) -> None:
        assert self._processes is not None
        self._selector.unregister(worker.stream)
        worker.stream.close()
        worker.ending = True
        worker.since = self._clock
        self._processes.end(worker.number, by_force)

    def _begin_again(self, error: ConnectionError) -> None:
        """The nursery is lost, and all workers with it."""
        self._failed_starts += 1
        if self._failed_starts >= _STARTS:
            raise BatchError(f"workers cannot be started: {error}") from None
        again = [task for worker in self._workers.values() for task in worker.tasks]
        batches, queue, weight = self._batches.copy(), deque(sorted([*again, *self._queue])), self._weight
        self.close()
        self._batches, self._queue, self._weight = batches, queue, weight

    def _lost(self, worker: _Worker, code: int) -> None:
        """Give back what a dead worker had; the item that it was at is tried again alone, then given up."""
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        if not worker.pid:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise BatchError(f"a worker ended while it started ({how})")
        if not worker.tasks:
            return
        first = worker.tasks.popleft()
        self._queue.extendleft(reversed(worker.tasks))
        if not first.suspect:
            self._queue.appendleft(first._replace(suspect=True))
        elif worker.silent or -code == getattr(signal, "SIGALRM", None):
            self._settle(first, Failure("timeout", f"took longer than {self._limits.seconds:g} seconds"))
        else:
            self._settle(first, Failure("crashed", f"the process that read it ended ({how})"))

    def _settle(self, task: _Task, result: Any) -> None:
        batch = self._batches[task.batch]
        batch.results[task.at] = result
        batch.missing -= 1


def pool_of(
    engine: str,
    redact: bool,
    workers: int,
    limits: Limits,
    min_confidence: float = 0.0,
    min_event_confidence: float = 0.0,
) -> Pool:
    """Return the pool whose workers parse records: see :func:`.worker.make`."""
    args = (engine, redact, min_confidence, min_event_confidence)
    return Pool("beritaparse.batch.worker:prepared", args, workers, limits, early=engine in _FORKABLE)
