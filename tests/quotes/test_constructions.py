"""A fixed sample of the constructions of benchmarks/quote_constructions.toml: each filling comes out right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

import beritaparse

_SOURCE = Path(__file__).resolve().parents[2] / "benchmarks" / "quote_constructions.py"
_SPEC = importlib.util.spec_from_file_location("quote_constructions", _SOURCE)
assert _SPEC is not None
assert _SPEC.loader is not None
suite = importlib.util.module_from_spec(_SPEC)
sys.modules["quote_constructions"] = suite
_SPEC.loader.exec_module(suite)

FILLINGS = [filling for _, filled in suite.fillings(3, seed=3) for filling in filled]


@pytest.fixture(scope="module")
def parser():
    return beritaparse.load()


@pytest.mark.parametrize("filling", FILLINGS, ids=[f"{filling.id}-{at % 3}" for at, filling in enumerate(FILLINGS)])
def test_a_construction_comes_out_right(parser, filling):
    article = parser.parse(filling.text)
    assert suite.right(filling, article), (filling.text, suite.said(article))


def test_every_reporting_word_of_a_slot_is_used_in_turn():
    slots = suite.Slots({}, seed=1)
    words = slots.words["base"]
    assert [slots._next("base") for _ in words] == words
