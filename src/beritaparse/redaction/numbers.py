"""Numbers that lead to a person: identity cards, telephones, accounts, plates (``lexicon/private.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import alternatives
from ..lexicon.private import load as lexicon

_NEAR = 60
"""Characters before a number in which the word that tells its kind is looked for."""
_ANY = re.compile(r"\d{2}|@")


@cache
def _forms() -> list[tuple[re.Pattern[str], re.Pattern[str] | None]]:
    return [
        (
            re.compile(rf"(?<![\w+/]){kind.form}(?![\w/])"),
            re.compile(rf"(?<!\w)(?:{alternatives(kind.near)})(?!\w)", re.IGNORECASE) if kind.near else None,
        )
        for kind in lexicon().numbers
    ]


def private_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where numbers stand that lead to a person, in no order; stretches may overlap."""
    if _ANY.search(text) is None:
        return
    for form, near in _forms():
        if near is not None and near.search(text) is None:
            continue
        for match in form.finditer(text):
            if near is None or near.search(text, max(0, match.start() - _NEAR), match.start()):
                yield match.span()
