"""What stands between quotation marks: pairing by paragraph, with local recovery where one is missing.

Input: the raw text and its paragraphs.  Output: passages (outermost pairs only) and what was odd.  A mark's
side is read from its neighbours and its shape, since pages mix and mistype shapes; a mark of undecided side
closes what is open, else it opens.  Nothing here decides whether a passage is speech.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from . import cues


class Paragraph(NamedTuple):
    """A line of article text."""

    start: int
    end: int
    heading: bool


class Passage(NamedTuple):
    """A stretch between marks: ``start``/``end`` without them, ``outer_start``/``outer_end`` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    single: bool = False
    opened: bool = True
    closed: bool = True


class Oddity(NamedTuple):
    """A mark without its partner, and what was done about it."""

    position: int
    message: str


class Contents(NamedTuple):
    passages: list[Passage]
    oddities: list[Oddity]
    measures: list[int]  # inch and second marks after a number


class Mark(NamedTuple):
    start: int
    end: int
    side: Literal["open", "close", "either"]


# The class of all first characters stands before the alternatives: that is found by a quick scan.
_DOUBLE = re.compile(
    r"[\"“”„‟«»″＂❝❞'‘’`´](?:(?<=[\"“”„‟«»″＂❝❞])[\"“”„‟«»″＂❝❞]*|(?<=')'{1,2}|(?<=[‘’])[‘’]|(?<=`)`|(?<=´)´)"
)
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[“\"/:,–—-])['‘’`](?=[^\W_])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s])['’‘´](?![^\W_])")
_LONGEST_SINGLE = 400
_MOST_PARAGRAPHS = 12
_LONGEST_ENDING = 100
_LONGEST_WORD = 24
_OPENING = frozenset("“„«❝")
_CLOSING = frozenset("”»❞")
_BEFORE_OPEN = frozenset("([{-–—:/")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
_ENDS = frozenset(",.;")
_AFTER_CLOSE = frozenset(",.;:!?)]}-–—/…")
# Messengers set `*bold*` and `_slanted_` with these; they stand outside of marks and say nothing of their side.
_MARKUP = frozenset("*_~")
_TO_CUE = re.compile(r"[ \u00a0*_~]{0,3}")


def paragraphs(text: str, blocks: list[tuple[int, int, bool]]) -> list[Paragraph]:
    """Cut the article's blocks ``(start, end, heading)`` into lines that hold something."""
    lines: list[Paragraph] = []
    for start, end, heading in blocks:
        at = start
        for piece in text[start:end].splitlines(keepends=True):
            if not piece.isspace():
                lines.append(Paragraph(at, at + len(piece.rstrip("\r\n")), heading))
            at += len(piece)
    return lines


def read(text: str, lines: list[Paragraph]) -> Contents:
    """Find the passages of all paragraphs, in order."""
    reader = _Reader(text, lines)
    for index in range(len(lines)):
        reader.line(index)
    reader.finish()
    passages = sorted(reader.passages)
    if any(char in text for char in "'‘’`"):
        passages = sorted([*passages, *_singles(text, lines, passages)])
    return Contents(passages, reader.oddities, reader.measures)


class _Reader:
    """Walks the paragraphs; a passage left open at the end of one may go on in the next."""

    def __init__(self, text: str, lines: list[Paragraph]) -> None:
        self.text = text
        self.lines = lines
        self.passages: list[Passage] = []
        self.oddities: list[Oddity] = []
        self.measures: list[int] = []
        # The open mark, its paragraph, and the last paragraph that re-opened it.
        self.pending: tuple[Mark, int, int] | None = None

    def line(self, index: int) -> None:
        line = self.lines[index]
        all_marks = marks = self._marks(line)
        if self.pending is not None:
            marks = self._go_on(marks, line, index)
        stack: list[Mark] = []
        pairs: list[tuple[Mark, Mark]] = []
        # what the paragraph before began and this one closed is no part of a passage of this one
        taken = len(all_marks) - len(marks)
        last_end = all_marks[taken - 1].end if taken else line.start
        for mark in marks:
            side = mark.side
            if side == "either":
                side = "close" if stack else "open"
            if side == "open":
                stack.append(mark)
            elif stack:
                pairs.append((stack.pop(), mark))
                last_end = mark.end
            else:
                self._stray(mark, last_end, line, index)
                last_end = mark.end
        reached = line.start
        for opening, closing in sorted(pairs, key=lambda pair: pair[0].start):
            # Pairs inside pairs belong to the outer one.
            if opening.start >= reached:
                self._add(opening.start, opening.end, closing.start, closing.end, index)
                reached = closing.end
        self._left_open(stack, marks, index)

    def finish(self) -> None:
        """The text ends: what is still open ends with its own paragraph."""
        if self.pending is not None:
            self._recover(*self.pending)

    def _marks(self, line: Paragraph) -> list[Mark]:
        found: list[Mark] = []
        opened = 0
        for match in _DOUBLE.finditer(self.text, line.start, line.end):
            start, end = match.span()
            if start > line.start and self.text[start - 1] == "\\":
                start -= 1  # `\\"`: escaped by the program that stored the page
            mark = self._mark(start, end, line)
            if opened > 0 and mark.side != "close" and self._typed_wrong(start, end, line):
                mark = mark._replace(side="close")
            elif opened <= 0 and mark.side == "close" and self._opens_wrong(start, end, line):
                mark = mark._replace(side="open")
            if end - start > 1 and self.text[start] not in "'‘’`´\\" and not self._sided(start, end, line):
                # `”“`: two marks that met because a blank was lost.
                found.extend(Mark(at, at + 1, "open" if at + 1 == end else "close") for at in (start, end - 1))
                opened = 1
                continue
            if opened <= 0 and self._is_measure(mark):
                self.measures.append(start)
                continue
            found.append(mark)
            opened += 1 if mark.side == "open" or (mark.side == "either" and opened <= 0) else -1
        return found

    def _sided(self, start: int, end: int, line: Paragraph) -> Literal["open", "close"] | None:
        """What the neighbours of a mark say about its side, if they agree."""
        text = self.text
        while start > line.start and text[start - 1] in _MARKUP:
            start -= 1
        while end < line.end and text[end] in _MARKUP:
            end += 1
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        space_before = before.isspace() or before in _BEFORE_OPEN or before in _INVISIBLE
        space_after = after.isspace() or after in _AFTER_CLOSE
        if space_before and space_after:
            # `panik “. Ungkapnya` and `mengatakan:” Kami …`: typed with a blank on the wrong side
            if before.isspace() and after in _ENDS and self.text[end + 1 : end + 2] != after:
                return "close"
            return "open" if before == ":" else None
        if space_before == space_after:
            return None
        return "open" if space_before else "close"

    def _mark(self, start: int, end: int, line: Paragraph) -> Mark:
        text = self.text
        side = self._sided(start, end, line)
        if side is not None:
            return Mark(start, end, side)
        if text[start] in _OPENING or self._begins_line(start, end, line):
            side = "open"
        elif text[start] in _CLOSING or self._before_cue(start, end):
            side = "close"
        else:
            side = "either"
        return Mark(start, end, side)

    def _begins_line(self, start: int, end: int, line: Paragraph) -> bool:
        """`” Kami sudah memeriksa …`: a closing mark that nothing stands in front of, and a capital behind it."""
        in_front = self.text[line.start : start]
        return not in_front.strip() and self.text[end : line.end].lstrip()[:1].isupper()

    def _typed_wrong(self, start: int, end: int, line: Paragraph) -> bool:
        """`“Remnya blong, “ ujar Budi`, `"Remnya blong "ujar Budi`: an opening mark where what is said ends."""
        text = self.text
        at = _TO_CUE.match(text, end, line.end)
        cue = cues.at(text, at.end() if at else end, fuzzy=False)
        if cue is None or not cue.has("base", "nya") or not text[cue.start].islower():
            return False
        if text[line.start : start].rstrip()[-1:] in {",", ".", "?", "!"}:
            return True
        rest = text[cue.end : line.end].lstrip()
        return cue.has("nya") or rest[:1].isupper()

    def _opens_wrong(self, start: int, end: int, line: Paragraph) -> bool:
        """`Budi menambahkan," Kami …`: glued to the comma behind a reporting word, with the blank on the wrong side."""
        text = self.text
        after = text[end : end + 2]
        if text[start - 1 : start] not in {",", ":"} or not (after[:1].isspace() and after[1:].isupper()):
            return False
        word = text[max(line.start, start - _LONGEST_WORD) : start - 1].rpartition(" ")[2]
        cue = cues.at(text, start - 1 - len(word), fuzzy=False) if word else None
        return cue is not None and cue.end == start - 1 and cue.has("active", "nya")

    def _before_cue(self, start: int, end: int) -> bool:
        """A lost blank: `…,"ujar Budi`; but `…."Jelas sekali` opens."""
        text = self.text
        if text[start - 1 : start] not in {",", ".", "?", "!"} or not text[end : end + 1].islower():
            return False
        cue = cues.at(text, end, fuzzy=False)
        return cue is not None and cue.has("base", "nya")

    def _is_measure(self, mark: Mark) -> bool:
        text = self.text
        return mark.side != "open" and mark.start > 0 and text[mark.start - 1].isdigit()

    def _add(
        self,
        outer_start: int,
        start: int,
        end: int,
        outer_end: int,
        index: int,
        *,
        opened: bool = True,
        closed: bool = True,
    ) -> None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            self.passages.append(Passage(start, end, outer_start, outer_end, index, opened=opened, closed=closed))

    def _go_on(self, marks: list[Mark], line: Paragraph, index: int) -> list[Mark]:
        """A passage is open: does this paragraph go on with it?  Returns the marks that are left to read."""
        assert self.pending is not None
        opening, first, last = self.pending
        near = index - first <= _MOST_PARAGRAPHS
        if near and marks and marks[0].side != "close" and not self.text[line.start : marks[0].start].strip():
            # Re-opened without having been closed: one quotation.
            depth = 0
            for at, mark in enumerate(marks[1:], start=1):
                if mark.side == "open":
                    depth += 1
                elif depth:
                    depth -= 1
                else:
                    self._add(opening.start, opening.end, mark.start, mark.end, first)
                    self.pending = None
                    return marks[at + 1 :]
            if depth == 0:
                self.pending = (opening, first, index)
                return []
        elif near and marks and marks[0].side == "close" and (index - first <= 3 or self._wrapped(index)):
            self._add(opening.start, opening.end, marks[0].start, marks[0].end, first)
            self.pending = None
            return marks[1:]
        elif near and not marks and (self._wrapped(index) or (index - first < 3 and self._closes_later(index))):
            return []
        self._recover(opening, first, last)
        self.pending = None
        return marks

    def _wrapped(self, index: int) -> bool:
        """Does a line only go on with the one before it, which ends in the middle of a sentence?"""
        before = self.lines[index - 1]
        last = self.text[before.start : before.end].rstrip()[-1:]
        return last.isalnum() or last in {",", "-", "–", "("}

    def _closes_later(self, index: int) -> bool:
        """Is the next mark, in this paragraph's near successors, a closing one?"""
        for line in self.lines[index + 1 : index + 3]:
            marks = self._marks(line)
            if marks:
                return marks[0].side == "close"
        return False

    def _left_open(self, stack: list[Mark], marks: list[Mark], index: int) -> None:
        if not stack:
            return
        following = {mark.start: after.start for mark, after in pairwise(marks)}
        for mark in stack:
            if mark.start in following:
                self._odd(mark, "opening quotation mark without its closing mark")
                end = self._attribution(mark.end, following[mark.start])
                self._add(mark.start, mark.end, end, end, index, closed=False)
            elif self._ends_in_attribution(mark, index):
                self._recover(mark, index, index)
            else:
                self.pending = (mark, index, index)

    def _ends_in_attribution(self, mark: Mark, index: int) -> bool:
        """`“Pelaku kami tahan, ujarnya.`: the closing mark was forgotten, the quotation does not go on."""
        text, line = self.text, self.lines[index]
        last = cues.scan(text, max(mark.end, line.end - _LONGEST_ENDING), line.end)[-1:]
        if not last or not self._ends_before(mark.end, last[0]):
            return False
        rest = text[last[0].end : line.end].lstrip()
        if last[0].has("nya"):
            return rest[:1] in {"", ".", ",", "("}
        return last[0].has("base") and rest[:1].isupper()

    def _recover(self, opening: Mark, index: int, last: int) -> None:
        self._odd(opening, "opening quotation mark without its closing mark")
        end = self._attribution(opening.end, self.lines[last].end)
        self._add(opening.start, opening.end, end, end, index, closed=False)

    def _ends_before(self, start: int, cue: cues.Cue) -> bool:
        """Does what is said end before a cue: `…, kata X`, `…. Kata X`?"""
        before = self.text[start : cue.start].rstrip()[-1:]
        follows = self.text[cue.end : cue.end + 2].lstrip()[:1]
        stands_alone = self.text[cue.start].isupper() and (follows == "." or follows.isupper())
        return before in {",", "?", "!"} or (before == "." and stands_alone)

    def _attribution(self, start: int, end: int) -> int:
        """Where an unclosed quotation ends: before `, kata X` or at ``end``."""
        for cue in cues.scan(self.text, start, end):
            if cue.has("base", "nya") and self._ends_before(start, cue):
                return start + len(self.text[start : cue.start].rstrip())
        return end

    def _stray(self, mark: Mark, last_end: int, line: Paragraph, index: int) -> None:
        """A closing mark alone: what it closes began with the paragraph or after the last passage."""
        after = mark.end
        while after < line.end and self.text[after] in " ,\xa0":
            after += 1
        cue = cues.at(self.text, after, fuzzy=False)
        start = last_end
        if last_end > line.start:
            stop = self.text.find(". ", last_end, mark.start)
            start = stop + 2 if stop >= 0 else last_end
        if cue is not None and cue.has("base", "nya"):
            self._add(start, start, mark.start, mark.end, index, opened=False)
        self._odd(mark, "closing quotation mark without its opening mark")

    def _odd(self, mark: Mark, message: str) -> None:
        self.oddities.append(Oddity(mark.start, message))


def _singles(text: str, lines: list[Paragraph], doubles: list[Passage]) -> list[Passage]:
    """Pairs of single marks outside the passages; apostrophes inside words are none."""
    found: list[Passage] = []
    at = 0
    for index, line in enumerate(lines):
        position = line.start
        while True:
            opening = _SINGLE_OPEN.search(text, position, line.end)
            if opening is None:
                break
            position = opening.end()
            while at < len(doubles) and doubles[at].outer_end <= opening.start():
                at += 1
            if at < len(doubles) and doubles[at].outer_start <= opening.start():
                position = min(doubles[at].outer_end, line.end)
                continue
            limit = min(line.end, position + _LONGEST_SINGLE)
            if at < len(doubles):
                limit = min(limit, doubles[at].outer_start)
            closing = _SINGLE_CLOSE.search(text, position, limit)
            if closing is not None:
                found.append(Passage(position, closing.start(), opening.start(), closing.end(), index, single=True))
                position = closing.end()
    return found
