"""Direct speech: which passages between marks are said by somebody, with their cue and source as written.

Input: the page.  Output: an attribution for each passage that is speech, for each other the reason.
Attributions stand after (`"…," kata X`), before (`X mengatakan, "…"`), or are only understood: a passage that
is a paragraph or sentence of its own goes on with whoever speaks.
"""

from __future__ import annotations

from .after import After
from .alone import alone, is_inscribed, signed
from .before import Before
from .contents import Passage
from .direct import is_strong, left_of, text_between
from .page import Attribution, Page


class Speech:
    """Reads the passages of a page in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[Attribution] = []
        self.silent: dict[Passage, str] = {}
        self.used: set[int] = set()  # starts of the cues that belong to a passage
        self._after = After(page)
        self._before = Before(page, self.used)

    def read(self) -> None:
        passages = self.page.passages
        for at, passage in enumerate(passages):
            following = passages[at + 1] if at + 1 < len(passages) else None
            previous = passages[at - 1] if at else None
            found = self._passage(passage, previous, following)
            if isinstance(found, str):
                self.silent[passage] = found
            else:
                self.said.append(found)
                if found.cue is not None:
                    self.used.add(found.cue.start)

    def _passage(self, passage: Passage, previous: Passage | None, following: Passage | None) -> Attribution | str:
        if self.page.lines[passage.paragraph].heading:
            return "heading"
        after = self._after.read(passage, following)
        left = left_of(self.page, passage, previous)
        if after is not None:
            if after.reference == "nya" and text_between(self.page.text, left, passage.outer_start):
                before = self._before.read(passage, left)
                if before is not None and before.reference == "phrase":
                    # `Menurut X, "…," ujarnya`: the source stands before, the cue after.
                    return after._replace(reference="phrase", source=before.source)
            return after
        under = signed(self.page, passage)
        if under is not None:
            return under
        if is_inscribed(self.page, passage, left):
            return "inscription"
        before = self._before.read(passage, left) if not passage.single or is_strong(self.page.text, passage) else None
        if before is None and not passage.single:
            before = self._before.above(passage, left)
        if before is not None:
            return before
        if passage.single:
            return "words"
        return alone(self.page, passage, left)
