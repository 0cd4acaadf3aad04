from __future__ import annotations

import pytest

from beritaparse.constructions.choice import choose, score
from beritaparse.constructions.patterns import Pattern
from beritaparse.constructions.tree import Tree

WORDS = {"as": ("sebagai", "selaku")}


def names(text: str):
    """Symbols of a page on which ``A`` and ``BB`` are all names there are, and ``p`` or ``pq`` posts."""

    def name(pos: int):
        for word in ("A", "BB"):
            if text.startswith(word, pos):
                yield pos + len(word), word

    def post(pos: int):
        if text.startswith("p", pos):
            yield pos + 1, "p"
            if text.startswith("q", pos + 1):
                yield pos + 2, "pq"

    return {"NAME": name, "POST": post}


@pytest.mark.parametrize(
    ("source", "text", "matched"),
    [
        ("NAME <as> POST", "A sebagai p", [["A", "sebagai", "p"]]),
        ("NAME ,? <as> POST", "BB, Selaku p", [["BB", ",", "Selaku", "p"]]),
        ("NAME ,? <as> POST", "BB selaku p", [["BB", "selaku", "p"]]),
        ("NAME <as> POST", "A sebagaimana p", []),
        ("POST ,? NAME", "pq, A", [["pq", ",", "A"]]),
        ("POST NAME", "p A", [["p", "A"]]),
        ("NAME <as> POST", "A selaku pq", [["A", "selaku", "p"], ["A", "selaku", "pq"]]),
    ],
)
def test_matches(source: str, text: str, matched: list[list[str]]) -> None:
    tree = Tree([Pattern("test", source, WORDS)])
    found = [[text[part.start : part.end] for part in match.parts] for match in tree.matches(text, names(text), 0)]
    assert found == matched


@pytest.mark.parametrize("source", ["NAME <of> POST", "name POST", "NAME ** POST"])
def test_what_is_no_pattern_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="no "):
        Pattern("test", source, WORDS)


def test_features_without_a_weight_do_not_count() -> None:
    assert score(["a", "b", "a"], {"a": 1.5}) == 3.0


def test_the_best_set_takes_nothing_twice() -> None:
    readings = [
        (1.0, [(0, 5)], "a name"),
        (0.5, [(0, 5), (6, 9)], "a name with its post"),
        (2.0, [(6, 9)], "another"),
        (-1.0, [(20, 25)], "unlikely"),
    ]
    assert choose(readings) == ["a name with its post"]
    assert choose(readings, -2.0) == ["a name with its post", "unlikely"]
