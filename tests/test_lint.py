"""The lint of expressions, and that there is nothing for it to find."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
from lint_regexes import misplaced, patterns


@pytest.mark.parametrize(
    ("pattern", "pairs"),
    [
        ("(?:kata|dijabat|dijabat oleh) ", [("dijabat", "dijabat oleh")]),
        ("(?:kata|dijabat oleh|dijabat) ", []),
        (r"x|((?:a|b)+|no|\s|nopol)?", [("no", "nopol")]),
        ("a|[ab]c", []),
        ("(", []),
    ],
)
def test_what_begins_a_later_alternative(pattern: str, pairs: list[tuple[str, str]]) -> None:
    assert list(misplaced(pattern)) == pairs


def test_strings_that_are_read() -> None:
    import ast

    source = 'A = rf"{B}x|{B}"\n\ndef f():\n    """a|ab"""\n    return "a" "|ab"\n'
    found = [text for _, text in patterns(ast.parse(source))]
    assert len(found) == 2
    assert found[1] == "a|ab"
    assert found[0][0] == found[0][-1]
