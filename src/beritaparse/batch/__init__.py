"""Dumps of articles to data: :func:`run` and the command ``beritaparse batch``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pool import Limits
    from .records import BatchError
    from .runner import Job, Summary, run

__all__ = ["BatchError", "Job", "Limits", "Summary", "run"]
_WHERE = {"BatchError": "records", "Limits": "pool"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_WHERE.get(name, 'runner')}", __name__), name)
