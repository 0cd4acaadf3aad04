"""What runs in a worker process of linking."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from . import reprints, rows, sketch, utterances
from .workers import found


def libraries() -> None:
    """Load what all workers need, before they are forked."""
    import rensa as _  # noqa: F401

    reprints.shingles(())
    rows.arrow([("",)], {"name": "VARCHAR"})
    sketch.name_words("")
    sketch.public_title(None)
    utterances.weights(np.zeros(0, np.uint64))


def handler() -> Callable[[tuple[str, Any]], Any]:
    """What a worker does with a piece: the function that it comes with."""
    gc.disable()  # it would look through the rows of some hundred articles again and again, and find no cycle
    return _handle


def _handle(work: tuple[str, Any]) -> Any:
    function, piece = work
    return found(function)(piece)


def work(function: str, folder: str) -> None:
    """What a process of its own does: a function, on what lies in a folder, when it is told to begin."""
    gc.disable()
    do = found(function)
    if not sys.stdin.buffer.read(1):
        raise SystemExit("nobody waits for it any more")
    do(folder)
    os._exit(0)  # at its end Python would look through all names and words that it remembers
