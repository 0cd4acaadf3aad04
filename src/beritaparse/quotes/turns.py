"""Interviews: lines that open with a label (`T:`, `Jawab:`, `Johanis:`) and answer in turn.

Input: the page.  Output: an attribution for each answer; what the one who asks says is no quotation.  At least two
labels must take turns, and an answer's label must be that of somebody, or a word for answers.
"""

from __future__ import annotations

import re

from ..lexicon.speech import words
from .contents import Paragraph
from .page import Attribution, Page
from .sources import Phrase

_LABEL = re.compile(r"[*_\s]*([^\W\d_][\w.' ]{0,28}?)[*_]*\s*(?:\([^()\n]{1,20}\))?\s?:[*_]*\s+")
_FEWEST = 2
_EDGES = ' \t\r\n\u00a0"“”*_'


def turns(page: Page) -> list[Attribution]:
    """The answers of an interview; nothing where no labels take turns."""
    labelled = [
        (line, match)
        for line in page.lines
        if page.text.find(":", line.start, line.end) >= 0 and (match := _LABEL.match(page.text, line.start, line.end))
    ]
    labels = [match[1].lower() for _, match in labelled]
    answers, asks = words().answers, words().asking
    if len(labels) < _FEWEST or len(set(labels)) < _FEWEST:
        return []
    asked = not asks.isdisjoint(labels) or any(_is_question(page.text, line) for line, _ in labelled)
    if not asked:
        return []
    found: list[Attribution] = []
    for line, match in labelled:
        label = match[1].lower()
        if label in asks or _is_question(page.text, line):
            continue
        named = page.names.person(page.text, match.start(1), match.end(1)) is not None
        if not named and label not in answers:
            continue
        start, end = match.end(), line.end
        while end > start and page.text[end - 1] in _EDGES:
            end -= 1
        while start < end and page.text[start] in _EDGES:
            start += 1
        source = Phrase(match.start(1), match.end(1)) if named else None
        if end > start:
            reference = "phrase" if named else "none"
            found.append(Attribution(start, end, "direct", "direct.turn", reference, None, source, line.end))
    return found


def _is_question(text: str, line: Paragraph) -> bool:
    return text[line.start : line.end].rstrip(_EDGES).endswith("?")
