"""Across articles: stories, reprints, utterances, people, tenures and units of a corpus.

>>> from beritaparse.corpus import link
>>> link("facts.parquet", "corpus.duckdb")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .linking import Summary, link
    from .reading import CorpusError

__all__ = ["CorpusError", "Summary", "link"]

_HOMES = {"CorpusError": "reading", "Summary": "linking", "link": "linking"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
