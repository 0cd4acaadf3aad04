"""The packaged name recogniser as a stage: people, places and organisations in the article's sentences.

What it was trained on and how good it is stands in ``docs/model_card.md``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import ne

from ..page import Entity, Layers, Page
from .recogniser import recogniser


def ner_stage(page: Page) -> Layers:
    """Names (PER, LOC, ORG) in the article's sentences; elsewhere nothing is looked for."""
    return _named(_read_sentences(page))


def ner_stages(pages: Sequence[Page]) -> list[Layers]:
    """:func:`ner_stage` of many pages: what the network makes of new words alone, it makes of those of all at once."""
    asked = [_read_sentences(page) for page in pages]
    recogniser().network.meet([word for sentences in asked for _, words in sentences for word in words])
    return list(map(_named, asked))


def _read_sentences(page: Page) -> list[tuple[list[int], list[str]]]:
    """Of each sentence that is read where its words begin, and they."""
    asked: list[tuple[list[int], list[str]]] = []
    for first, stop in sentences_of(page):
        starts, words = page.tokens.starts[first:stop], page.tokens.words[first:stop]
        if any(map(str.isspace, words)):  # white space is no word
            starts = [start for start, word in zip(starts, words, strict=True) if not word.isspace()]
            words = [word for word in words if not word.isspace()]
        if any(map(ne, words, map(str.lower, words))):  # a sentence in small letters names nobody
            asked.append((starts, words))
    return asked


def _named(asked: Sequence[tuple[list[int], list[str]]]) -> Layers:
    entities: list[Entity] = []
    for (starts, words), names in zip(asked, recogniser().names([words for _, words in asked]), strict=True):
        for name in names:
            last = name.stop - 1
            end = starts[last] + len(words[last])
            entities.append(Entity(starts[name.first], end, name.label, name.score))
    return {"entities": entities}


def sentences_of(page: Page) -> Iterator[tuple[int, int]]:
    """First and last + 1 token of each sentence; the whole, where neither layout nor sentences were read."""
    starts = page.tokens.starts
    for sentence in page.sentences:
        yield bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    if not page.blocks and not page.sentences and starts:
        yield 0, len(starts)
