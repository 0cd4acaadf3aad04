from __future__ import annotations

import pytest

import beritaparse
from beritaparse import Article, Parser


@pytest.fixture(scope="session")
def parse_seen():
    """Parse with a recogniser that sees exactly the people it is told of, each sure."""
    nlp = beritaparse.load("rules").nlp
    ruler = nlp.add_pipe("entity_ruler", before="beritaparse_units")
    parser = Parser(nlp)

    def parse(text: str, *people: str) -> Article:
        ruler.clear()  # type: ignore[attr-defined]
        ruler.add_patterns([{"label": "PER", "pattern": name} for name in people])  # type: ignore[attr-defined]
        return parser.parse(text)

    return parse
