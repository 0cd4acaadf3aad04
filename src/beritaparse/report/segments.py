"""Cutting a text at every boundary of blocks and marks, so that marks may overlap and nest as they like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ..article import ARTICLE_KINDS, Block
from .entries import Mark

LINES = 3
"""Marks inside marks are underlined on so many levels; what lies deeper shares the lowest line."""


class Segment(NamedTuple):
    """A stretch without a boundary inside: the marks over it, the outermost first, and those that begin here."""

    start: int
    end: int
    marks: tuple[int, ...]
    begin: tuple[int, ...]


@dataclass
class Piece:
    """A block, or the part of it that stands in one flow."""

    kind: str
    noise: bool
    segments: list[Segment] = field(default_factory=list[Segment])


def cut(length: int, marks: Sequence[Mark], blocks: Sequence[Block]) -> Iterator[Segment]:
    """Yield the segments of a text of ``length`` characters, in order and without holes."""
    starts: dict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        starts[mark.start].append(number)
    bounds = {0, length}
    bounds.update(bound for mark in marks for bound in (mark.start, mark.end))
    bounds.update(bound for block in blocks for bound in (block.start, block.end) if bound < length)
    ordered = sorted(bounds)
    active: list[int] = []
    for start, end in pairwise(ordered):
        begin = sorted(starts[start], key=lambda number: -marks[number].end)
        active = [number for number in active if marks[number].end > start] + begin
        yield Segment(start, end, tuple(active), tuple(begin))


def flows(text: str, marks: Sequence[Mark], blocks: Sequence[Block]) -> Iterator[list[Piece]]:
    """Yield what stands together on its own lines: a block, or blocks that no line break parts.

    A dateline and the paragraph behind it are one flow.  White space around a flow is left out, and text that
    no block covers (an article made by hand) is a paragraph.
    """
    flow: list[Piece] = []
    following = iter(sorted(blocks, key=lambda block: block.start))
    block = next(following, None)
    current: object = None
    for segment in cut(len(text), marks, blocks):
        while block is not None and block.end <= segment.start:
            block = next(following, None)
        inside = block if block is not None and block.start <= segment.start else None
        if not flow or inside is not current:
            current = inside
            if flow and text[: segment.start][-1:] in "\r\n":
                yield from _trimmed(text, flow)
                flow = []
            kind = inside.kind if inside else "paragraph"
            flow.append(Piece(kind, kind not in ARTICLE_KINDS))
        flow[-1].segments.append(segment)
    yield from _trimmed(text, flow)


def _trimmed(text: str, flow: list[Piece]) -> Iterator[list[Piece]]:
    """The flow without white space at its ends; nothing if nothing else is there."""
    while flow and _blank(text, flow[-1].segments):
        flow.pop()
    while flow and _blank(text, flow[0].segments):
        flow.pop(0)
    if flow:
        for segments, index in ((flow[0].segments, 0), (flow[-1].segments, -1)):
            while _blank(text, [segments[index]]):
                segments.pop(index)
            segment = segments[index]
            inner = text[segment.start : segment.end]
            if index == 0:
                segments[0] = segment._replace(start=segment.end - len(inner.lstrip()))
            else:
                segments[-1] = segment._replace(end=segment.start + len(inner.rstrip()))
        yield flow


def _blank(text: str, segments: Sequence[Segment]) -> bool:
    return all(not text[segment.start : segment.end].strip() for segment in segments)


def levels(marks: Sequence[Mark]) -> list[int]:
    """The line that underlines each mark: 0 next to the text, one lower around marks that lie inside.

    A mark keeps its line over its whole length, whatever lies inside it only in part.
    """
    level = [0] * len(marks)
    stack: list[int] = []

    def close(number: int) -> None:
        if stack:
            level[stack[-1]] = max(level[stack[-1]], min(level[number] + 1, LINES - 1))

    for number in sorted(range(len(marks)), key=lambda number: (marks[number].start, -marks[number].end)):
        while stack and marks[stack[-1]].end <= marks[number].start:
            close(stack.pop())
        stack.append(number)
    while stack:
        close(stack.pop())
    return level
