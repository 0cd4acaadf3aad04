"""How somebody stands in what was told before they speak: leads it, is a subject in it, or is only company.

Input: the page and a person with where a quotation begins.  Output: a standing, which the choice of the speaker weighs:
`dipimpin` **X** `didampingi` **Y** names one who leads and one who stands beside.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..lexicon import alternatives
from ..lexicon.speech import words
from .names import Named
from .page import Page

Standing = Literal["leads", "subject", "beside", "receives", "plain"]

_REACH = 400  # characters of a sentence in front of a name
_TOKEN = re.compile(r"\w+")


@cache
def _roles() -> re.Pattern[str]:
    """The words in front of a name that say how it stands."""
    lists = words()
    return re.compile(
        rf"\b(?:(?P<leads>{alternatives(lists.led_by)})|(?P<beside>{alternatives(lists.stands_beside)})"
        rf"|(?P<receives>{alternatives(lists.received_by)}))\b"
    )


class Standings:
    """The standings of the names of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._known: dict[int, Standing] = {}

    def of(self, named: Named) -> Standing:
        """How a mention stands in its sentence."""
        known = self._known.get(named.start)
        if known is None:
            known = self._known[named.start] = self._of(named)
        return known

    def _of(self, named: Named) -> Standing:
        sentence = self.page.sentence(named.start)
        start = max(sentence[0] if sentence is not None else named.start, named.start - _REACH)
        lead = self.page.text[start : named.start].lower()
        last: re.Match[str] | None = None
        for role in _roles().finditer(lead):
            last = role
        if last is None:
            return "subject" if self._opens(start, named.start) else "plain"
        if last["beside"] and not lead[: last.start()].strip() and "," in lead[last.end() :]:
            return "subject"  # `Didampingi Kasat Y,` **Kapolres X** `meninjau …`
        return "leads" if last["leads"] else "beside" if last["beside"] else "receives"

    def _opens(self, start: int, at: int) -> bool:
        """Does nothing but a post, a rank or a connective stand between the beginning of the sentence and a name?"""
        lists = words()
        tokens = _TOKEN.findall(self.page.text[start:at])
        return all(token[0].isupper() or token[0].isdigit() or token in lists.inside_posts for token in tokens)

    def best(self, mentions: list[Named]) -> Standing | None:
        """The highest standing among mentions of one person."""
        standings = {self.of(named) for named in mentions}
        return next((kind for kind in _ORDER if kind in standings), None)


_ORDER: tuple[Standing, ...] = ("leads", "subject", "plain", "receives", "beside")
