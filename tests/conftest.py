from __future__ import annotations

import pytest

import beritaparse
from beritaparse import Article, Parser


@pytest.fixture(scope="session")
def rules() -> Parser:
    return beritaparse.load("rules")


@pytest.fixture(scope="session")
def parse_rules(rules: Parser):
    def parse(text: str, **given) -> Article:
        return rules.parse(text, **given)

    return parse
