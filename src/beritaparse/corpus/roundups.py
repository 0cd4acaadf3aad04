"""Round-ups: articles that tell many stories in short, as their headlines say (``Populer Manado: …``, ``Top 3: …``)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ..text.expressions import CHARACTERS
from .weights import load

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def is_roundup(title: str) -> bool:
    """Whether a headline is of a round-up: it says so anywhere, or where it begins or ends before a colon."""
    anywhere, begins, ends = _phrases()
    head, colon, _ = title.casefold().partition(":")
    words = f" {' '.join(CHARACTERS.findall(title.casefold()))} "
    if any(phrase in words for phrase in anywhere):
        return True
    head = " ".join(CHARACTERS.findall(head))
    return bool(colon) and (f"{head} ".startswith(begins) or f" {head}".endswith(ends))


@cache
def _phrases() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The phrases of :class:`.weights.Roundups` with the blanks that stand beside them."""
    known = load().roundups
    return (
        tuple(f" {phrase} " for phrase in known.anywhere),
        tuple(f"{phrase} " for phrase in known.begins),
        tuple(f" {phrase}" for phrase in known.ends),
    )


def among(base: DuckDBPyConnection) -> np.ndarray:
    """For each page whether it is a round-up."""
    found = base.execute("SELECT roundup FROM work.pages ORDER BY page").fetchnumpy()
    return np.asarray(found["roundup"], bool)
