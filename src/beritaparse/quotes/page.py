"""What the other modules of this stage read: the text with its paragraphs, sentences, passages and names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from ..article import QuoteKind
from ..lexicon.speech import heads, words
from .contents import Contents, Paragraph, Passage
from .cues import Cue
from .names import Names
from .sources import Phrase

Reference = Literal["phrase", "nya", "none", "understood", "subjectless", "open"]


class Attribution(NamedTuple):
    """A quotation before its speaker is resolved: content, cue, source as written."""

    start: int
    end: int
    kind: QuoteKind
    rule: str
    reference: Reference
    cue: Cue | None = None
    source: Phrase | None = None
    scope_end: int = 0  # where the attribution ends: the date of utterance stands before it
    paragraph: int = -1
    likely: float = 1.0  # how likely it is that this was said at all


class Topic(NamedTuple):
    """Somebody is said to have spoken, without content: `Hal itu dibenarkan Kapolres X`."""

    start: int
    source: Phrase


class Page:
    """The inputs of one document, with look-ups by offset."""

    def __init__(
        self,
        text: str,
        lines: Sequence[Paragraph],
        sentences: Sequence[tuple[int, int]],
        contents: Contents,
        names: Names,
    ) -> None:
        self.text = text
        self.lines = lines
        self.sentences = sentences
        self.passages = contents.passages
        self.names = names
        self._starts = [start for start, _ in sentences]
        self._outer_starts = [passage.outer_start for passage in contents.passages]

    def sentence(self, position: int) -> tuple[int, int] | None:
        """The sentence that covers an offset."""
        at = bisect_right(self._starts, position) - 1
        if at >= 0 and position < self.sentences[at][1]:
            return self.sentences[at]
        return None

    def inside_passage(self, position: int) -> bool:
        """Does an offset lie between quotation marks?"""
        return self.passage(position) is not None

    def passage(self, position: int) -> Passage | None:
        """The passage that covers an offset."""
        at = bisect_right(self._outer_starts, position) - 1
        return self.passages[at] if at >= 0 and position < self.passages[at].outer_end else None

    def passages_between(self, start: int, end: int) -> list[Passage]:
        """The passages that open between two offsets."""
        return self.passages[bisect_right(self._outer_starts, start - 1) : bisect_right(self._outer_starts, end - 1)]


_WORDS = re.compile(r"\w+")
_LONG = 16  # characters of a word, of which most are shorter


def word_count(text: str, start: int, end: int, most: int = 40) -> int:
    """Count words, but no further than ``most``."""
    near = min(end, start + most * _LONG)
    count = len(_WORDS.findall(text, start, near))
    if count < most and near < end:  # long words: the last one may have been cut
        count = sum(1 for _ in islice(_WORDS.finditer(text, start, end), most))
    return min(count, most)


def named_or_described(text: str, phrase: Phrase, names: Names) -> bool:
    """Can this phrase be a source: a name, a pronoun, a person's description, a body?"""
    lists = words()
    written = text[phrase.start : phrase.end]
    head = written.split(maxsplit=1)[0].strip(",.").lower()
    if head in lists.pronouns or names.person(text, phrase.start, phrase.end) is not None:
        return True
    if head in lists.not_speakers or head in lists.going_on or head in lists.not_according:
        return False
    described = (*heads("indefinite"), *heads("relatives"), *heads("epithets"))
    return written[0].isupper() or f"{written.lower()} ".startswith(described)
