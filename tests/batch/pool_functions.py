"""What workers of the pool's own tests do; quick to load."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def echo() -> Callable[[Any], Any]:
    return lambda item: item


def harmed() -> Callable[[Any], Any]:
    def handle(item: Any) -> Any:
        if item == "dies":
            os._exit(3)
        if item == "sleeps":
            time.sleep(600)
        if item == "stops":
            os.kill(os.getpid(), signal.SIGSTOP)
        if isinstance(item, str) and item.startswith("once "):  # stops, but not when it is tried again
            mark = Path(item.removeprefix("once "))
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGSTOP)
        return item

    return handle


def dies() -> Callable[[Any], Any]:
    os._exit(3)


def once(mark: str, signal_number: int) -> Callable[[Any], Any]:
    """The first worker that starts is stopped or killed by a signal."""
    try:
        Path(mark).touch(exist_ok=False)
    except FileExistsError:
        return echo()
    os.kill(os.getpid(), signal_number)
    return echo()


def ended_by_the_caller(parent: int) -> Callable[[Any], Any]:
    """Sleeps; the item is where to tell that it began."""

    def handle(item: str) -> None:
        Path(item).write_text(str(os.getpid()))
        time.sleep(600)

    return handle


def modules() -> Callable[[Any], Any]:
    return lambda item: item in sys.modules
