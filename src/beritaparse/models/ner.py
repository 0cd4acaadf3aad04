"""The packaged name recogniser as a stage: people, places and organisations in the article's sentences.

What it was trained on and how good it is stands in ``docs/model_card.md``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from ..page import Entity, Layers, Page
from .recogniser import recogniser


def ner_stage(page: Page) -> Layers:
    """Names (PER, LOC, ORG) in the article's sentences; elsewhere nothing is looked for."""
    starts, words = page.tokens
    read: list[list[int]] = []
    for first, stop in sentences_of(page):
        # white space is no word, and a sentence in small letters names nobody
        indices = [index for index in range(first, stop) if not words[index].isspace()]
        if any(words[index] != words[index].lower() for index in indices):
            read.append(indices)
    entities: list[Entity] = []
    found = recogniser().names([[words[index] for index in indices] for indices in read])
    for indices, names in zip(read, found, strict=True):
        for name in names:
            last = indices[name.stop - 1]
            start, end = starts[indices[name.first]], starts[last] + len(words[last])
            entities.append(Entity(start, end, name.label, name.score))
    return {"entities": entities}


def sentences_of(page: Page) -> Iterator[tuple[int, int]]:
    """First and last + 1 token of each sentence; the whole, where neither layout nor sentences were read."""
    starts = page.tokens.starts
    for sentence in page.sentences:
        yield bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    if not page.blocks and not page.sentences and starts:
        yield 0, len(starts)
