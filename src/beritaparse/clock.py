"""A limit of time for work in this process."""

from __future__ import annotations

import faulthandler
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import TypeVar

Result = TypeVar("Result")

_AGAIN = 0.5
"""Seconds until the work is told once more: a library may have caught the first."""
_GRACE = 10.0
"""Seconds after the limit until the process is ended: a loop in C hears no signal."""


class _LateError(BaseException):
    """What nothing that catches every Exception may catch."""


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """Do some work; raise TimeoutError where it takes longer than so many seconds.

    In the main thread of a system with alarms; where none is heard, in C or on Windows, the process ends.  In other
    threads there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    with suppress(Exception):  # there may be no standard error
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        with _alarm(seconds):
            return work()
    except _LateError:
        raise TimeoutError(f"took longer than {seconds:g} seconds") from None
    finally:
        faulthandler.cancel_dump_traceback_later()


@contextmanager
def _alarm(seconds: float) -> Generator[None, None, None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    working = True

    def late(*_: object) -> None:
        if working:
            raise _LateError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        working = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
