"""Read Indonesian news and hand back facts.

>>> import beritaparse
>>> article = beritaparse.parse("JAKARTA - Kapolres Demak AKBP Budi Santoso ...")

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .article import Article
    from .parser import Parser, load, parse

__all__ = ["Article", "Parser", "__version__", "load", "parse"]
__version__ = "0.1.0"

_HOMES = {"Article": ".article", "Parser": ".parser", "load": ".parser", "parse": ".parser"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
