"""Which lexicons feed the phrase automaton."""

from __future__ import annotations

from ..lexicon import organizations, positions, ranks, units
from .phrases import Source

SOURCES: tuple[Source, ...] = (ranks.phrases, units.phrases, positions.phrases, organizations.phrases)
