"""Refuse what ruff does not see: alternations in the wrong order, and exceptions to the complexity of functions.

    python scripts/lint_regexes.py [FILE …]

* An alternation of literals of which an earlier one begins a later one (``dijabat|dijabat oleh``): the later one is
  never tried where nothing behind forces it.  The longer one stands first, or ``lexicon.alternatives`` writes them.
* A file that ``pyproject.toml`` excepts from C901 (complexity of functions).

Without files all of ``src`` is read.  Exit code 1 where something is refused.
"""

from __future__ import annotations

import ast
import sys
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import re._parser as sre  # pyright: ignore[reportMissingImports]

    import tomllib
else:
    import sre_parse as sre

    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
_HOLES, _MOST_HOLES = 0xE000, 6400
"""Characters for private use, which stand for what f-strings are filled with."""


def patterns(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string of a module that can be an expression with alternatives."""
    inner = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in ast.walk(node)}
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(map(_part, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inner | told):
            text = node.value
        else:
            continue
        if "|" in text and "||" not in text:  # SQL
            yield node.lineno, text


def _part(value: ast.expr) -> str:
    """A piece of an f-string; what fills it in is one character, the same for the same expression."""
    if isinstance(value, ast.Constant):
        return str(value.value)
    return chr(_HOLES + zlib.crc32(ast.unparse(value).encode()) % _MOST_HOLES)


def misplaced(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of alternatives of which the first begins the second; none for what is no expression."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            parsed = sre.parse(pattern)
        except (sre.error, OverflowError, RecursionError):
            return
    yield from _in(parsed)


def _in(parsed: Any) -> Iterator[tuple[str, str]]:
    for operation, argument in parsed:
        if operation is sre.BRANCH:
            branches = [list(branch) for branch in argument[1]]
            for number, later in enumerate(branches):
                for earlier in branches[:number]:
                    literal = all(kind is sre.LITERAL for kind, _ in earlier)
                    if literal and len(later) > len(earlier) and later[: len(earlier)] == earlier:
                        yield _text(earlier), _text(later)
        for part in argument if isinstance(argument, (tuple, list)) else ():
            for inner in part if isinstance(part, list) else [part]:
                if isinstance(inner, sre.SubPattern):
                    yield from _in(inner)


def _text(nodes: list[Any]) -> str:
    return "".join(chr(value) if kind is sre.LITERAL else "…" for kind, value in nodes)


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "src").rglob("*.py"))
    refused = 0
    for path in files:
        for line, pattern in patterns(ast.parse(path.read_text(encoding="utf-8"))):
            for earlier, later in misplaced(pattern):
                print(f"{path}:{line}: {earlier!r} begins {later!r} and stands before it")
                refused += 1
    if not sys.argv[1:]:
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
        for name, codes in settings["per-file-ignores"].items():
            if "C901" in codes:
                print(f"pyproject.toml: {name} is excepted from C901 (complexity of functions): nothing may be")
                refused += 1
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
