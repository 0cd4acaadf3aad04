"""Ranks that two services have: whose a bare ``Brigjen`` is, its holder's unit tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..article import Position, Rank
from ..lexicon.ranks import entries
from .merge import Human

_POLICE = "polri"


def settle(ranks: Sequence[Rank], holders: Iterable[tuple[Human, Position | None]]) -> list[Rank]:
    """Return the ranks, those of police officers as the police's: the ``Brigjen`` of ``Kabid X Polda Y`` too.

    Who has a post in a police unit, or a rank that only the police has (``Brigjen Pol`` elsewhere in the article), is
    a police officer.  The others keep what their rank means by itself.
    """
    settled = list(ranks)
    for human, post in holders:
        held = [name.rank for name in human.names if name.rank is not None]
        serves = post is not None and (post.unit_id or "").split("/")[0] == _POLICE
        if serves or any(ranks[index].service == _POLICE for index in held):
            for index in held:
                settled[index] = _of_police(ranks[index])
    return settled


def _of_police(rank: Rank) -> Rank:
    shared = entries().get(rank.abbreviation)
    if shared is None or shared.of_police is None:
        return rank
    own = entries()[shared.of_police]
    return rank.model_copy(
        update={
            "abbreviation": own.abbreviation,
            "full_name": own.full_name,
            "service": own.service,
            "rule": "rank_of_service",
        }
    )
