"""Read Indonesian news and hand back facts.

>>> import beritaparse
>>> article = beritaparse.parse("JAKARTA - Kapolres Demak AKBP Budi Santoso ...")

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .given import give

if TYPE_CHECKING:
    from .article import Article
    from .parser import Parser, load, parse

__all__ = ["Article", "Parser", "__version__", "load", "parse"]
__version__ = "0.1.0"

_HOMES = {"Article": ".article", "Parser": ".parser", "load": ".parser", "parse": ".parser"}
_GIVEN = {"to_gold": ".gold", "redact": ".redaction", "to_html": ".report.page", "to_frame": ".report.page"}
"""What the methods of ``Article`` do, and where it is."""


def _found(name: str) -> Any:
    return getattr(import_module((_HOMES | _GIVEN)[name], __name__), name)


give(_found)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _found(name)


def __dir__() -> list[str]:
    return sorted(__all__)
