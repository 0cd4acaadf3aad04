"""Who takes which post, from which, in whose place and when: facts of sertijab and pelantikan news."""

from __future__ import annotations

from bisect import bisect_right

from ..article import Appointment, TimeExpression
from ..page import Layers, Page

_DAYS = frozenset({"day", "time", "part_of_day"})


def appointment_stage(page: Page) -> Layers:
    """The changes of posts that the constructions say, with the persons of the article; each once."""
    person_at = {mention.start: person.id for person in page.persons for mention in person.mentions}
    made: list[Appointment] = []
    seen: set[tuple[str, str | None]] = set()
    for change in sorted(page.changes, key=lambda change: change.start):
        person = person_at.get(change.person)
        if person is None:
            continue
        position = page.positions[change.position] if change.position is not None else None
        key = (person, position.text if position else None)
        if key in seen:
            continue
        seen.add(key)
        made.append(
            Appointment(
                start=change.start,
                end=change.end,
                text=page.text[change.start : change.end],
                person_id=person,
                position=position,
                former=page.positions[change.former] if change.former is not None else None,
                predecessor_id=person_at.get(change.predecessor) if change.predecessor is not None else None,
                date=_date(page, change.start, change.end),
                rule=change.rule,
            )
        )
    return {"appointments": made}


def _date(page: Page, start: int, end: int) -> str | None:
    """The day that the sentence names, the nearest one to the change."""
    index = bisect_right([sentence.start for sentence in page.sentences], start) - 1
    if index < 0:
        return None
    sentence = page.sentences[index]
    days = [
        time
        for time in page.dates
        if sentence.start <= time.start < max(sentence.end, end) and time.granularity in _DAYS and time.value
    ]

    def distance(time: TimeExpression) -> int:
        return min(abs(time.start - end), abs(start - time.end))

    nearest = min(days, key=distance, default=None)
    return nearest.value if nearest is not None else None
