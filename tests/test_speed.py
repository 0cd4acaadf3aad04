"""How soon pages are read, beside spaCy's tokenizer on the same pages: no seconds, which are the machine's."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
import spacy
import tomllib

import beritaparse

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.toml"))
GROUPS = 5
LEAST = 0.04
"""Less than half of what busy machines gave; the tokenizer knows all words of these few texts, so it is quicker here
than on pages that it has not seen."""


@pytest.mark.slow
def test_pages_are_read_in_a_few_times_what_the_tokenizer_takes() -> None:
    parser, tokenizer = beritaparse.load("rules"), spacy.blank("id")
    texts = [tomllib.loads(path.read_text(encoding="utf-8"))["text"] for path in ARTICLES]
    for text in texts:  # lexicons, expressions, words that are met for the first time
        parser.parse(text)
        tokenizer.make_doc(text)
    ratios: list[float] = []
    for group in range(GROUPS):  # by turns: what disturbs the one disturbs the other
        pages = [f"{text}\n{group} {number}" for number, text in enumerate(texts[group::GROUPS])]
        spent: dict[str, float] = {}
        for name, read in (("ours", parser.parse), ("tokenizer", tokenizer.make_doc)):
            at = time.process_time()
            for page in pages:
                read(page)
            spent[name] = time.process_time() - at
        ratios.append(spent["tokenizer"] / spent["ours"])
    assert statistics.median(ratios) >= LEAST
