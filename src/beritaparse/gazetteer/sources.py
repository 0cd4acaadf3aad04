"""Which lexicons feed the phrase automaton."""

from __future__ import annotations

from .phrases import Source

SOURCES: tuple[Source, ...] = ()
