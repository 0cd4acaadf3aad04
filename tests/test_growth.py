"""What says the same again and again takes time as its length grows, not as its square."""

from __future__ import annotations

import time

import pytest

import beritaparse

SHORT, LONG = 1_000, 8_000
MOST = 1.6
"""The exponent that is too much: 2 would be the square; a machine that others use too has moments."""


def seconds(parser: beritaparse.Parser, text: str) -> float:
    times: list[float] = []
    for _ in range(2):
        began = time.process_time()
        parser.parse(text).redacted()
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("pattern", ["H. ", "Bapak ", "mengatakan ", "Rudi, "])
def test_time_grows_with_the_length(rules: beritaparse.Parser, pattern: str) -> None:
    short, long = (seconds(rules, (pattern * size)[:size]) for size in (SHORT, LONG))
    assert long / short < (LONG / SHORT) ** MOST, (short, long)
