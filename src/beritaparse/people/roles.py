"""What somebody is in the story: official, suspect, victim, witness or other."""

from __future__ import annotations

import re
from functools import cache

from ..article import Role
from ..lexicon import alternatives
from ..lexicon.people import load as lexicon

_REACH = 160


@cache
def _cues() -> re.Pattern[str]:
    roles = lexicon().roles
    groups = "|".join(f"(?P<{role}>{alternatives(words)})" for role, words in roles.items())
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE)


def role_near(text: str, start: int, floor: int) -> Role:
    """Read the role of the person named at ``start`` from the nearest role word before it in the sentence.

    ``floor`` is where the sentence begins; no more than 160 characters are looked at.
    """
    role: Role = "other"
    for match in _cues().finditer(text, max(floor, start - _REACH), start):
        if match.lastgroup in ("suspect", "victim", "witness"):
            role = match.lastgroup  # type: ignore[assignment]
    return role
