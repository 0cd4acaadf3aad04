"""Starting and ending the processes of a run, as fresh interpreters: nothing of the caller's program runs in them, so
that it needs no ``if __name__ == "__main__"``.

On Linux one nursery forks all workers (see :mod:`.serving`); elsewhere each is an interpreter of its own.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Protocol

from .frames import frame
from .records import BatchError
from .serving import ORDER, Plan, Ready

_PINNED = tuple(f"{library}_NUM_THREADS" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"))
"""Numeric libraries read these when they load: threads of several workers fight for the cores."""
_CODE = "import sys; sys.path[:] = sys.argv[3:]; from beritaparse.batch.serving import main; main()"
_END_SECONDS = 5.0


class Processes(Protocol):
    """Where workers come from."""

    def start(self, number: int) -> socket.socket:
        """Start the worker of a new number; return the run's end of its socket."""
        ...

    def end(self, number: int, by_force: bool) -> None:
        """Ask how a worker ended, or end it."""
        ...

    def ended(self) -> Iterator[tuple[int, int]]:
        """Yield number and exit code of workers that have ended since.

        Raises BatchError where no worker can be started, and ConnectionError when all workers are lost.
        """
        ...

    def sockets(self) -> list[socket.socket]:
        """What to wait at for news of :meth:`ended`."""
        ...

    def close(self) -> bool:
        """End everything at once; return False where that is not sure of the workers."""
        ...


def processes(plan: Plan) -> Processes:
    return Nursery(plan) if sys.platform == "linux" else Interpreters(plan)


def _interpreter(role: str, theirs: socket.socket) -> subprocess.Popen[bytes]:
    """Start a Python that serves at its end of a socket, with our modules and its libraries on one thread."""
    if not sys.executable:
        raise BatchError("workers need Python: sys.executable names none")
    shared = sys.platform == "win32"
    command = [sys.executable, "-c", _CODE, role, "shared" if shared else str(theirs.fileno()), *sys.path]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE if shared else subprocess.DEVNULL,
        pass_fds=() if shared else (theirs.fileno(),),
        env=os.environ | dict.fromkeys(_PINNED, "1"),
        start_new_session=True,  # Ctrl-C is for the run alone
    )
    if shared and process.stdin is not None:
        data: bytes = theirs.share(process.pid)  # type: ignore[attr-defined]
        process.stdin.write(len(data).to_bytes(4, "big") + data)
        process.stdin.close()
    theirs.close()
    return process


class Nursery:
    """One process that forks the workers."""

    def __init__(self, plan: Plan) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        self._process = _interpreter("nursery", theirs)
        self._tell(pickle.dumps(plan))

    def start(self, number: int) -> socket.socket:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            self._tell(ORDER.pack(b"S", number), theirs)
        return ours

    def end(self, number: int, by_force: bool) -> None:
        self._tell(ORDER.pack(b"K" if by_force else b"E", number))

    def _tell(self, order: bytes, stream: socket.socket | None = None) -> None:
        """Never waits: what cannot be told is noticed by the silence that follows."""
        with suppress(OSError):
            socket.send_fds(self._control, [order], [stream.fileno()] if stream is not None else [])

    def ended(self) -> Iterator[tuple[int, int]]:
        while True:
            try:
                data = self._control.recv(1 << 16)
            except BlockingIOError:
                return
            except OSError as error:
                raise ConnectionError(str(error)) from error
            if not data:
                raise ConnectionError("the process that starts the workers has ended")
            news: Any = pickle.loads(data)
            if not isinstance(news, Ready):
                yield news
            elif news.refused is not None:
                raise BatchError(news.refused)

    def sockets(self) -> list[socket.socket]:
        return [self._control]

    def close(self) -> bool:
        self._control.close()  # it kills its workers and ends
        try:
            return self._process.wait(timeout=_END_SECONDS) == 0
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False


class Interpreters:
    """Each worker a process of its own."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self._ended: list[tuple[int, int]] = []

    def start(self, number: int) -> socket.socket:
        ours, theirs = socket.socketpair()
        self._running[number] = _interpreter("worker", theirs)
        ours.sendall(frame(self._plan))  # some hundred bytes: the socket holds them
        ours.setblocking(False)
        return ours

    def end(self, number: int, by_force: bool) -> None:
        process = self._running.pop(number)
        if not by_force:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1.0)
        process.kill()
        self._ended.append((number, process.wait()))

    def ended(self) -> Iterator[tuple[int, int]]:
        while self._ended:
            yield self._ended.pop()

    def sockets(self) -> list[socket.socket]:
        return []

    def close(self) -> bool:
        for process in self._running.values():
            process.kill()
        for process in self._running.values():
            process.wait()
        self._running.clear()
        return True


def kill(pid: int) -> None:
    """End a worker whose nursery is lost."""
    with suppress(ProcessLookupError, PermissionError, OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
