"""What the words of the lexicons do: ``words.toml`` has texts and what comes out.  A new word gets an entry there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from beritaparse import Article
from beritaparse.article import ARTICLE_KINDS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

READ = {
    "cues": lambda article: [quote.cue for quote in article.quotes],
    "units": lambda article: [unit.name for unit in article.units],
    "posts": lambda article: [
        f"{person.name}, {person.position.text}" for person in article.persons if person.position
    ],
    "events": lambda article: [event.type for event in article.events],
    "noise": lambda article: [
        line
        for block in article.blocks
        if block.kind not in ARTICLE_KINDS
        for line in article.text[block.start : block.end].splitlines()
        if line.strip()
    ],
}
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["words"]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.get("title", word["text"]).strip()[:40])
def test_word(parse_rules, word: dict[str, str | list[str]]) -> None:
    assert word.keys() - {"text", "title"} <= READ.keys(), "an entry has a key that nothing reads"
    told = {key: value for key, value in word.items() if key in READ}
    assert told, "an entry says nothing of what comes out"
    article: Article = parse_rules(word["text"], title=word.get("title"))
    assert {key: READ[key](article) for key in told} == told


def test_there_is_a_word_of_each_kind() -> None:
    assert READ.keys() <= {key for word in WORDS for key in word}
