"""A name as it was read, made into a mention."""

from __future__ import annotations

from ..page import NameMention
from .name_patterns import AGE
from .names import NameRun


def mention(
    text: str, run: NameRun, rule: str, rank: int | None = None, position: int | None = None, initials: bool = False
) -> NameMention:
    """The mention of a name that a rule read, with its age in brackets; ``rank`` and ``position`` are numbers."""
    age = AGE.match(text, run.stop)
    name = text[run.start : run.end]
    return NameMention(
        start=run.start,
        end=run.end,
        text=name,
        rule=rule,
        honorifics=run.honorifics,
        degrees=run.degrees,
        rank=rank,
        position=position,
        age=int(age[1]) if age else None,
        initials=initials or is_initials(name),
    )


def is_initials(name: str) -> bool:
    """``MS``, ``A``, ``A.S.`` are initials; ``Budi`` is not."""
    letters = name.replace(".", "").replace(" ", "")
    return 0 < len(letters) <= 4 and letters.isupper()
