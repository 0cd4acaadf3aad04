"""Which lexicons feed the phrase automaton."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..lexicon import facilities, organizations, places, positions, ranks, units
from . import regions

Source = Callable[[], Iterable[tuple[str, str, str]]]

SOURCES: tuple[Source, ...] = (
    ranks.phrases,
    units.phrases,
    positions.phrases,
    organizations.phrases,
    facilities.phrases,
    places.phrases,
    regions.phrases,
    regions.district_phrases,
)
