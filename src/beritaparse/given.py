"""What an ``Article`` can do beyond holding facts is given to it from above, and loaded when it is first asked for.

The package says once, with :func:`give`, how a function is found by its name; ``article.py`` asks :func:`given` for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

Function = Callable[..., Any]
_ways: list[Callable[[str], Function]] = []


def give(find: Callable[[str], Function]) -> None:
    """Say how functions are found: ``find(name)`` imports and returns one."""
    _ways[:] = [find]
    given.cache_clear()


@cache
def given(name: str) -> Function:
    """The function that was given under a name."""
    return _ways[0](name)
