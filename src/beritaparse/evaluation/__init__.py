"""Scores of an engine, or of given predictions, against gold files and corpora.

>>> from beritaparse.evaluation import evaluate
>>> evaluate(["gold.jsonl"], engine="rules").scores["persons"].f1  # doctest: +SKIP

What a file holds decides what is scored: gold articles (``articles``), entities (``entities``) or syntax (``syntax``).
Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .goldfile import FileError
    from .run import evaluate
    from .tally import Evaluation, Finding, Score

__all__ = ["Evaluation", "FileError", "Finding", "Score", "evaluate"]

_HOMES = {
    "Evaluation": ".tally",
    "FileError": ".goldfile",
    "Finding": ".tally",
    "Score": ".tally",
    "evaluate": ".run",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name], __name__), name)
