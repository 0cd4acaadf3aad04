"""What an annotation tool knows of one text: marks, what ties them, and what is said of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..lexicon.annotation import Meaning, load, meanings
from ..lexicon.scoring import load as scoring


@dataclass(slots=True)
class Mark:
    """A stretch of the text with a label; ``fields`` holds what was written or tied to it (rank, speaker …)."""

    start: int
    end: int
    label: str
    fields: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    @property
    def meaning(self) -> Meaning | None:
        return meanings().get(self.label.upper())


@dataclass(slots=True)
class Sheet:
    """One text with its marks in order.  ``fields``: title, published, event_type, event_date and so on."""

    id: str
    text: str
    marks: list[Mark]
    fields: dict[str, str] = field(default_factory=dict[str, str])

    def words(self, mark: Mark) -> str:
        return self.text[mark.start : mark.end]

    def of(self, group: str, name: str | None = None) -> Iterator[Mark]:
        """The marks of a group, or of one kind in it."""
        for mark in self.marks:
            if mark.meaning and mark.meaning.group == group and name in (None, mark.meaning.name):
                yield mark


def tie(sheet: Sheet, one: Mark, other: Mark, names: list[str]) -> None:
    """Write down a relation: the name says what the other mark is to the person or quotation.

    Which of the two that is follows from the labels, so it does not matter in which direction the arrow was drawn.
    Raises ValueError for a relation that the scheme does not have.
    """
    for name in names:
        for owner, value in ((one, other), (other, one)):
            group = owner.meaning.group if owner.meaning else None
            if group in ("persons", "quotes") and name.lower() in load().fields[group]:
                owner.fields.setdefault(name.lower(), []).append(sheet.words(value))
                break
        else:
            ends = " and ".join(f"{mark.label} {sheet.words(mark)!r}" for mark in (one, other))
            raise ValueError(f"no relation {name!r} between {ends}")


def name_label(mark: Mark) -> str | None:
    """The label in a corpus of names: PER, LOC, ORG, FAC; a label that the scheme does not have stays; else None."""
    meaning = mark.meaning
    if meaning is None:
        return scoring().label(mark.label)
    return load().names.get(meaning.group if meaning.group == "persons" else meaning.name)
