"""Whatever stands in a text: it is read, every span is exact, JSON goes round, and redaction hides whom it knows."""

from __future__ import annotations

import json
import re

import pytest

import beritaparse
from beritaparse import Article
from beritaparse.redaction import MASK, is_private
from beritaparse.redaction.reading import plain_word

from .grammar import text

STEP = 500


def spans(value):
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def check(seed: int, parser: beritaparse.Parser) -> None:
    raw = text(seed)
    published = [None, "2024-10-17", "0001-01-01", "9999-12-31"][seed % 4]
    article = parser.parse(raw, title=None if seed % 3 else raw[:40].strip() or None, published=published)
    data = json.loads(article.model_dump_json())
    assert [s for s in spans(data) if raw[s["start"] : s["end"]] != s["text"]] == []
    assert "".join(raw[block.start : block.end] for block in article.blocks) == raw
    assert Article.model_validate_json(article.model_dump_json()) == article
    article.to_gold()
    redacted = article.redacted()
    assert len(redacted.text) == len(raw)
    assert redacted.redacted().text == redacted.text
    names = [person.name for person in article.persons if is_private(person) and not person.initials]
    private = {word for name in names for word in re.findall(r"[^\W\d_]{3,}", name)}
    for word in private:
        if word[0].isupper() and word.istitle():
            assert not re.search(rf"(?<![^\W\d_{MASK}]){word}(?![^\W\d_])", redacted.text), (word, plain_word(word))


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_texts_made_of_our_own_words(start, rules) -> None:
    for seed in range(start, start + 100):
        check(seed, rules)
