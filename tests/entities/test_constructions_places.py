"""A fixed sample of the constructions of benchmarks/constructions_places.toml: nearly all fillings come out right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

_SOURCE = Path(__file__).resolve().parents[2] / "benchmarks" / "constructions_places.py"
_SPEC = importlib.util.spec_from_file_location("constructions_places", _SOURCE)
assert _SPEC is not None
assert _SPEC.loader is not None
suite = importlib.util.module_from_spec(_SPEC)
sys.modules["constructions_places"] = suite
_SPEC.loader.exec_module(suite)

_EACH = 12
_LEAST = 0.9  # of so few fillings; the benchmark with many holds each construction to .97


@pytest.mark.parametrize("construction", suite.constructions(), ids=lambda construction: construction["name"])
def test_fillings_come_out_right(rules: Any, construction: dict[str, Any]) -> None:
    wrong = [
        (case.text, case.expected, found)
        for case in suite.cases(construction, _EACH, seed=11)
        for right, found in [suite.is_right(case, rules)]
        if not right
    ]
    assert len(wrong) <= _EACH * (1 - _LEAST), wrong
