"""Whatever stands in a text: it is read, every span is exact, JSON goes round, and redaction hides whom it knows."""

from __future__ import annotations

import pytest

import beritaparse

from .grammar import check


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_texts_made_of_our_own_words(start: int, rules: beritaparse.Parser) -> None:
    assert [fault for seed in range(start, start + 100) for fault in check(seed, rules)] == []
