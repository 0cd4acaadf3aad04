"""What the readers of direct speech share: an attribution of a passage, and what a passage looks like.

Input: the page and one of its passages.  Output: an attribution of direct speech; answers about the passage.
"""

from __future__ import annotations

from .contents import Passage
from .cues import Cue
from .page import Attribution, Page, Reference, word_count
from .sources import Phrase

FINAL = frozenset(",.?!…")
LONGEST_LEAD = 140
_STRONG = 5  # words


def direct(
    passage: Passage,
    rule: str,
    reference: Reference,
    cue: Cue | None = None,
    source: Phrase | None = None,
    scope_end: int = 0,
) -> Attribution:
    """An attribution of what stands between marks."""
    return Attribution(
        passage.start,
        passage.end,
        "direct",
        rule,
        reference,
        cue,
        source,
        scope_end or passage.outer_end,
        passage.paragraph,
    )


def is_strong(text: str, passage: Passage) -> bool:
    """Does the passage look like speech: it ends like a clause, or is long?"""
    return text[passage.end - 1] in FINAL or word_count(text, passage.start, passage.end) >= _STRONG


def line_end(text: str, at: int) -> int:
    """Where the line of an offset ends."""
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def text_between(text: str, start: int, end: int) -> bool:
    """Is there more than blanks between two offsets?"""
    return start < end and not text[start:end].isspace()


def left_of(page: Page, passage: Passage, previous: Passage | None) -> int:
    """Where the text that leads up to a passage begins: its sentence, or the passage before it."""
    line = page.lines[passage.paragraph]
    left = line.start
    sentence = page.sentence(passage.outer_start)
    if sentence is not None and sentence[0] <= passage.outer_start:
        left = max(left, sentence[0])
    if previous is not None and previous.outer_end <= passage.outer_start:
        left = max(left, min(previous.outer_end, passage.outer_start))
    return left
