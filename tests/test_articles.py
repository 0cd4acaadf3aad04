"""Whole articles of our own writing, in the styles of real pages, and the facts that a careful reader takes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import beritaparse

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILES = sorted((Path(__file__).parent / "articles").glob("*.toml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem, scope="module")
def case(request) -> tuple[dict[str, Any], beritaparse.Article]:
    expected = tomllib.loads(request.param.read_text(encoding="utf-8"))
    article = beritaparse.parse(
        expected["text"], title=expected.get("given_title"), published=expected.get("published")
    )
    return expected, article


def test_headline_dateline_and_noise(case) -> None:
    expected, article = case
    gold = article.to_gold()
    assert article.title == expected["title"]
    assert gold["dateline"] == {"outlet": None, **expected["dateline"]}
    assert [noise["text"] for noise in gold["noise"]] == expected["noise"]


def test_people(case) -> None:
    expected, article = case
    people = {person["name"]: person for person in article.to_gold()["persons"]}
    assert sorted(people) == sorted(person["name"] for person in expected["persons"])
    for person in expected["persons"]:
        assert {key: people[person["name"]][key] for key in person} == person


def test_places(case) -> None:
    expected, article = case
    codes = {mention.text: place.code for place in article.places for mention in place.mentions}
    for name, code in expected.get("codes", {}).items():
        assert codes.get(name) == code
    assert not set(expected.get("absent_places", ())) & set(codes)


def test_event(case) -> None:
    expected, article = case
    event = article.events[0]
    for key, value in expected["event"].items():
        assert getattr(event, key) == value


def test_quotes(case) -> None:
    expected, article = case
    people = {person.id: person.name for person in article.persons}
    quotes = article.to_gold()["quotes"]
    for wanted in expected["quotes"]:
        found = [number for number, quote in enumerate(quotes) if quote["text"].startswith(wanted["begins"])]
        assert found, f"no quotation that begins with {wanted['begins']!r} in {[q['text'] for q in quotes]}"
        quote = quotes[found[0]]
        assert (quote["kind"], quote["speaker"], quote["via"]) == (
            wanted["kind"],
            wanted["speaker"],
            wanted.get("via"),
        )
        assert article.quotes[found[0]].date == wanted.get("date", article.quotes[found[0]].date)
    assert len([q for q in quotes if q["kind"] == "direct"]) == len(
        [q for q in expected["quotes"] if q["kind"] == "direct"]
    )
    assert all(quote.speaker is None or quote.speaker.person_id in {None, *people} for quote in article.quotes)
