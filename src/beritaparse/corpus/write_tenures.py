"""Fills the tables of tenures: from posts that articles give, appointments that they tell, and words of a handover."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .profiles import Profile, folded, plain
from .sketch import day_of, public_title
from .tables import Owners, Pages, fill
from .tenures import Holding, handover, tenures
from .weights import load

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HANDOVER = "sertijab_pelantikan"
"""Type of the articles in which words near a name tell of posts that change hands."""


def write_tenures(
    base: DuckDBPyConnection, pages: Pages, profiles: Sequence[Profile], owner: Mapping[int, int], owners: Owners
) -> None:
    """Fill ``tenures`` and ``tenure_evidence``; ``owner`` is the person of each profile."""
    days = dict(base.execute("SELECT page, coalesce(day, event_day) FROM work.pages").fetchall())
    appointed = list(_appointed(base, days, owners))
    holdings = [*_named(base, days, profiles, owner, {one.page for one in appointed}), *appointed]
    made = tenures(holdings)

    def id_of(person: int | None) -> str | None:
        return None if person is None else owners.ids[person]

    fill(
        base,
        "tenures",
        [
            (
                owners.ids[t.person], t.post, t.key[0], t.key[1], t.first, t.last, t.began, t.ended,
                id_of(t.predecessor), id_of(t.successor), t.contradiction, len({h.page for h in t.holdings}),
            )
            for t in made
        ],
    )  # fmt: skip
    fill(
        base,
        "tenure_evidence",
        [
            (owners.ids[t.person], t.key[0], t.key[1], pages.ids[h.page], h.day, h.kind, h.sentence)
            for t in made
            for h in t.holdings
        ],
    )


def _named(
    base: DuckDBPyConnection,
    days: Mapping[int, int | None],
    profiles: Sequence[Profile],
    owner: Mapping[int, int],
    told: set[int],
) -> Iterator[Holding]:
    """Posts that articles give; of those in ``told`` the appointments say who takes and who leaves them."""
    rows = base.execute(f"SELECT page FROM work.pages WHERE type = '{HANDOVER}'").fetchall()
    of_handover = {row[0] for row in rows} - told
    said = {
        (page, local): (name, sentence)
        for page, local, name, sentence in base.execute(
            "SELECT page, local, name, sentence FROM work.persons WHERE sentence IS NOT NULL"
        ).fetchall()
    }
    for at, profile in enumerate(profiles):
        if not profile.post or not profile.title or profile.private or profile.role == "author":
            continue
        for page, local in profile.mentions:
            name, sentence = said.get((page, local), ("", None))
            kind = handover(sentence, name) if sentence and page in of_handover else "seen"
            if profile.former and kind == "seen":
                if page not in of_handover:
                    continue
                kind = "ended"
            post = profile.shown or profile.post
            yield Holding(owner[at], post, profile.title, profile.unit, days[page], page, kind, sentence)


def _office(title: str, position: Mapping[str, Any]) -> bool:
    """Whether an appointment is to an office; a striker takes none."""
    return bool(position.get("unit_id")) or public_title(title) or title in load().single


def _appointed(base: DuckDBPyConnection, days: Mapping[int, int | None], owners: Owners) -> Iterator[Holding]:
    """Appointments that ``batch`` read: who takes which post, leaves which, and in whose place."""
    for page, row in base.execute("SELECT page, appointment FROM work.appointments ORDER BY page").fetchall():
        found: dict[str, Any] = json.loads(row)
        day = day_of(found.get("date"))
        day = days[page] if day is None else day
        for whose, part, kind in (
            ("person_id", "position", "began"),
            ("person_id", "former", "ended"),
            ("predecessor_id", "position", "ended"),
        ):
            person = owners.of.get((page, found.get(whose) or ""))
            position: dict[str, Any] = found.get(part) or {}
            title, post = folded(position.get("title")), plain(position.get("text"))
            if person is not None and title and post and _office(title, position):
                yield Holding(person, post, title, position.get("unit_id"), day, page, kind, found.get("text"))
