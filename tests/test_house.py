"""How the house is built: arrows point down, in no circles, and every layer has one owner."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import beritaparse
from beritaparse.stages import STAGES

SRC = Path(beritaparse.__file__).parent
FLOORS: tuple[frozenset[str], ...] = tuple(
    map(
        frozenset,
        (
            ("given", "text", "commands", "clock", "pages"),
            ("article",),
            ("page",),
            ("lexicon",),
            ("gazetteer",),
            ("constructions",),
            ("layout", "entities", "people", "dates", "quotes", "events", "models"),
            ("stages", "assembly", "workers"),
            ("shell",),
            ("models.words", "models.syntax", "models.stanza_engine", "models.package"),
            ("language",),
            ("parser",),
            ("explain", "gold", "redaction"),
            ("report",),
            ("batch",),
            ("corpus",),
            ("evaluation",),
            ("annotation", "training"),
            ("cli",),
            ("__main__",),
            ("",),
        ),
    )
)
"""From the ground up; what stands on one floor does not import from another room of it."""
UPWARDS: frozenset[tuple[str, str]] = frozenset()
"""Imports that break the rule today.  This list may only get shorter."""
CIRCLES: frozenset[frozenset[str]] = frozenset()
"""Modules that import one another today.  This list may only get shorter."""
SPACY = ("shell", "language", "models.words", "models.syntax", "models.stanza_engine", "models.package", "training")
SPACY_OF_USERS = ("evaluation",)
"""Rooms that score spaCy pipelines of the user's; they import spaCy when they are given one."""


def module_of(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in sorted(SRC.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def nodes(module: str) -> Iterator[ast.AST]:
    """All of a module but what only type checkers read."""
    waiting: list[ast.AST] = [tree(module)]
    while waiting:
        node = waiting.pop()
        yield node
        typing = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        waiting += node.orelse if typing else ast.iter_child_nodes(node)


@cache
def imports(module: str) -> frozenset[str]:
    """Our modules that a module imports, anywhere in it, by name or by a string that names one."""
    parts = module.split(".") if module else []
    package = parts if MODULES[module].name == "__init__.py" else parts[:-1]
    found: set[str] = set()
    for node in nodes(module):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*package[: len(package) - node.level + 1], *(node.module or "").split(".")]
            home = ".".join(filter(None, base))
            inner = [".".join(filter(None, (home, alias.name))) for alias in node.names]
            found.update(name if name in MODULES else home for name in inner)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value:
            found.add(node.value.removeprefix(".") or "no module")
    return frozenset(found & MODULES.keys() - {module})


def outside(module: str) -> set[str]:
    """The other packages that a module imports."""
    found: set[str] = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def room(module: str) -> str:
    return module if any(module in rooms for rooms in FLOORS) else module.partition(".")[0]


def floor(module: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_stands_on_a_floor(module: str) -> None:
    assert any(room(module) in rooms for rooms in FLOORS)


@pytest.mark.parametrize("module", MODULES)
def test_arrows_point_down(module: str) -> None:
    package = module.partition(".")[0]
    others = {other for other in imports(module) if other.partition(".")[0] != package}
    up = {(module, other) for other in others if floor(other) >= floor(module)}
    assert up - UPWARDS == set()


def test_the_list_of_exceptions_holds_no_more_than_there_are() -> None:
    assert {(one, other) for one, other in UPWARDS if other not in imports(one)} == set()
    assert {circle for circle in CIRCLES if circle not in circles()} == set()


@cache
def circles() -> frozenset[frozenset[str]]:
    """Modules that reach one another."""
    reach = {module: set(imports(module)) for module in MODULES}
    for middle in MODULES:
        for reached in reach.values():
            if middle in reached:
                reached |= reach[middle]
    return frozenset(
        frozenset(other for other in reach[module] if module in reach[other])
        for module in MODULES
        if module in reach[module]
    )


def test_no_circles() -> None:
    assert circles() - CIRCLES == set()


def test_the_contract_stands_on_the_ground() -> None:
    assert outside("article") - set(sys.stdlib_module_names) == {"pydantic"}
    assert imports("article") == {"given"}
    assert outside("given") <= set(sys.stdlib_module_names)
    assert imports("given") == set()


def test_spacy_stays_in_its_shell() -> None:
    allowed = (*SPACY, *SPACY_OF_USERS)
    users = {module for module in MODULES if "spacy" in outside(module)}
    assert {module for module in users if room(module) not in allowed} == set()


STAGE_FUNCTIONS = [(stage.module, stage.function, stage.layers) for stage in STAGES]
_CHANGES = {"add", "append", "clear", "extend", "insert", "pop", "remove", "reverse", "setdefault", "sort", "update"}


@pytest.mark.parametrize("module", [m for m in MODULES if floor(m) == floor("layout")])
def test_no_stage_writes_on_the_page(module: str) -> None:
    """A function that is given the page sets none of its attributes and changes none of its lists in place."""
    written: list[str] = []
    for function in nodes(module):
        if not isinstance(function, ast.FunctionDef):
            continue
        pages = {
            argument.arg
            for argument in function.args.args
            if isinstance(argument.annotation, ast.Name) and argument.annotation.id in ("Page", "Whole")
        }
        for node in ast.walk(function):
            target = node
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CHANGES:
                target = node.func.value
            elif not (isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del))):
                continue
            if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id in pages:
                written.append(f"{function.name}, line {node.lineno}: {ast.unparse(node)}")
    assert written == []


@pytest.mark.parametrize(("module", "name", "layers"), STAGE_FUNCTIONS)
def test_a_stage_returns_only_what_it_owns(module: str, name: str, layers: tuple[str, ...]) -> None:
    (function,) = (node for node in tree(module).body if isinstance(node, ast.FunctionDef) and node.name == name)
    returns = [node.value for node in ast.walk(function) if isinstance(node, ast.Return)]
    keys = {key.value for value in returns if isinstance(value, ast.Dict) for key in value.keys if key}  # type: ignore[attr-defined]
    assert returns
    assert keys - {"warnings"} <= set(layers)
