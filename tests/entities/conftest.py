from __future__ import annotations

import pytest

from beritaparse import Article, Parser
from beritaparse.parser import build


@pytest.fixture(scope="session")
def parse_seen():
    """Parse with a recogniser that sees exactly the people it is told of, each sure."""
    nlp = build("rules")  # one of its own: what is loaded is shared
    ruler = nlp.add_pipe("entity_ruler", before="beritaparse_units")
    parser = Parser(nlp)

    def parse(text: str, *people: str) -> Article:
        ruler.clear()  # type: ignore[attr-defined]
        ruler.add_patterns([{"label": "PER", "pattern": name} for name in people])  # type: ignore[attr-defined]
        return parser.parse(text)

    return parse
