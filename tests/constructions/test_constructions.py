"""A fixed sample of the fillings of ``lexicon/constructions.toml``; all of them: ``benchmarks/constructions.py``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

import beritaparse
from beritaparse.lexicon.constructions import load

LEAST = 0.9
"""The share of the sample that is right, of each construction; the benchmark holds them to more."""


@pytest.fixture(scope="module")
def suite() -> Any:
    path = Path(__file__).parents[2] / "benchmarks" / "constructions.py"
    spec = importlib.util.spec_from_file_location("constructions_suite", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_there_are_sixty_constructions_with_templates() -> None:
    shown = [each for each in load().constructions if each.examples or each.nobody]
    assert len(shown) >= 60
    assert len({each.name for each in shown}) == len(shown)


def test_every_construction_comes_out_right(suite) -> None:
    parser = beritaparse.load()
    right: dict[str, list[bool]] = {}
    for case in suite.cases(8, seed=3):
        right.setdefault(case.construction, []).append(suite.people_of(parser.parse(case.text)) == case.people)
    results = [result for each in right.values() for result in each]
    assert sum(results) / len(results) >= LEAST
