"""The life of the processes of a run: the worker, which answers items one by one, and the nursery, which forks workers.

The nursery loads the parser once and then forks: what it has loaded is in memory once for all workers.  It has one
thread, so that no lock can be held by a thread that a forked child does not have.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, NamedTuple

from .frames import frame, receive
from .records import Failure

Handle = Callable[[Any], Any]
ORDER = struct.Struct("!cQ")
"""An order to the nursery: ``S`` starts the worker of a number, which has its socket from the same packet, ``K`` kills
it, ``E`` tells how it ended."""
_PATIENCE = 1.0
"""Seconds for a worker that has closed its socket to end by itself, so that its exit code is its own."""


class Plan(NamedTuple):
    """What workers do: ``make`` (``module:function``) called with ``args`` gives the function that handles an item.

    ``early``: it is made before the nursery forks; else a function ``libraries`` of its module, where there is one,
    loads what can be shared.  ``seconds`` is the time for one item, ``megabytes`` bound the data of a worker.
    """

    make: str
    args: tuple[Any, ...]
    early: bool
    seconds: float
    megabytes: int

    def handle(self) -> Handle:
        module, _, name = self.make.partition(":")
        return getattr(import_module(module), name)(*self.args)


class Ready(NamedTuple):
    """The first message of a worker; ``refused`` says why it cannot work."""

    pid: int
    refused: str | None = None


def serve(stream: socket.socket, plan: Plan, handle: Handle | None = None) -> None:
    """Answer items until the stream ends."""
    try:
        handle = handle or plan.handle()
    except Exception as error:
        stream.sendall(frame(Ready(os.getpid(), f"a worker cannot start: {error}")))
        return
    _limit(plan.megabytes)
    with suppress(OSError, EOFError):  # the run has ended
        stream.sendall(frame(Ready(os.getpid())))
        while True:
            try:
                item = receive(stream)
            except MemoryError:
                answer = frame(_NO_ROOM)
            else:
                answer = _answer(handle, item, plan.seconds)
                del item
            stream.sendall(answer)


_NO_ROOM = Failure("memory", "needed more memory than the limit")


def _answer(handle: Handle, item: Any, seconds: float) -> bytes:
    _end_after(seconds)
    try:
        return frame(_handled(handle, item))
    except MemoryError:
        return frame(_NO_ROOM)
    except Exception as error:
        return frame(Failure("failed", type(error).__name__, f": {error}"))
    finally:
        _end_after(0)


def _handled(handle: Handle, item: Any) -> Any:
    try:
        return handle(item)
    except MemoryError:
        return _NO_ROOM
    except (TypeError, ValueError) as error:
        return Failure("invalid", "", str(error))
    except Exception as error:
        return Failure("failed", type(error).__name__, f": {error}")


def _end_after(seconds: float) -> None:
    """The system ends this process: neither a loop in C nor a parent that is busy or gone can keep it from that."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit(megabytes: int) -> None:
    """Bound the data of this process where the system can (Linux, macOS)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def worker(plan: Plan, stream: socket.socket) -> None:
    """A worker as a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which ends us
    serve(stream, plan)


def nursery(plan: Plan, control: socket.socket) -> None:
    """Load what can be shared, then start and end workers as ordered until the run is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    handle = None
    try:
        module = import_module(plan.make.partition(":")[0])
        if plan.early:
            handle = plan.handle()
        elif hasattr(module, "libraries"):
            module.libraries()
    except Exception as error:
        control.send(pickle.dumps(Ready(os.getpid(), f"a worker cannot start: {error}"[:10_000])))
        with suppress(OSError):  # closed with orders unread, the socket would take the reason with it
            while _order(control) is not None:
                pass
        return
    gc.collect()
    gc.freeze()  # a collection in a worker would copy every page that it looks at
    children: dict[int, int] = {}
    with suppress(OSError):
        control.send(pickle.dumps(Ready(os.getpid())))
        while (order := _order(control)) is not None:
            what, number, stream = order
            if what == b"S" and stream is not None:
                pid = os.fork()
                if not pid:
                    _born(control, stream, plan, handle)
                children[number] = pid
                stream.close()
            elif number in children:
                patience = _PATIENCE if what == b"E" else 0.0
                control.send(pickle.dumps((number, _ended(children.pop(number), patience))))
    for pid in children.values():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pid in children.values():  # what they have used counts as used by this run
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _order(control: socket.socket) -> tuple[bytes, int, socket.socket | None] | None:
    data, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 1)
    if len(data) < ORDER.size:
        return None
    what, number = ORDER.unpack(data)
    return what, number, socket.socket(fileno=descriptors[0]) if descriptors else None


def _born(control: socket.socket, stream: socket.socket, plan: Plan, handle: Handle | None) -> None:
    """The child's part of a fork; it never returns."""
    code = 1
    try:
        control.close()
        serve(stream, plan, handle)
        code = 0
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _ended(pid: int, patience: float) -> int:
    """End a worker, by force after so many seconds, and return its exit code, that of a signal below zero."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    """Entry point of both: ``nursery`` or ``worker``, the number of the socket, on which the plan comes first."""
    role, descriptor = sys.argv[1:3]
    if descriptor == "shared":  # Windows hands a socket over like this
        size = int.from_bytes(sys.stdin.buffer.read(4), "big")
        stream = socket.fromshare(sys.stdin.buffer.read(size))  # type: ignore[attr-defined]
    else:
        stream = socket.socket(fileno=int(descriptor))
    if role == "nursery":
        nursery(pickle.loads(stream.recv(1 << 20)), stream)
    else:
        worker(receive(stream), stream)
