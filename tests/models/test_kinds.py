"""The branch for our own conventions against a plain reading of its definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from beritaparse.models.kinds import LEAST, Kinds, kinds
from beritaparse.models.ner import ner_stage, ner_stages
from beritaparse.models.network import Reading
from beritaparse.models.recogniser import Name, recogniser
from beritaparse.page import Page

LABELS = ["O", "B-UNIT", "I-UNIT", "B-ORG", "I-ORG", "B-FACILITY", "I-FACILITY"]
SIZE, HIDDEN, EDGE = 3, 4, 2


def weights() -> dict[str, NDArray[Any]]:
    random = np.random.default_rng(3)
    return {
        "labels": np.frombuffer("\n".join(LABELS).encode(), dtype=np.uint8),
        "around": random.normal(0, 1, (5 * SIZE, HIDDEN)).astype(np.float16),
        "bias": random.normal(0, 1, HIDDEN).astype(np.float16),
        "output": random.normal(0, 1, (HIDDEN, len(LABELS))).astype(np.float16),
        "output_bias": random.normal(0, 1, len(LABELS)).astype(np.float16),
    }


def reading(lengths: list[int]) -> Reading:
    inside: list[bool] = [False] * EDGE
    for length in lengths:
        inside += [True] * length + [False] * EDGE
    random = np.random.default_rng(4)
    states = random.normal(0, 1, (len(inside), SIZE)).astype(np.float32)
    named = np.array(inside) & (random.random(len(inside)) < 0.7)
    return Reading(states, named, np.array(inside))


def test_the_states_of_two_words_to_either_side_are_read() -> None:
    arrays, read = weights(), reading([4, 1, 3])
    wanted: list[list[float]] = []
    for at in read.inside.nonzero()[0]:
        if not read.named[at]:
            wanted.append([1.0] + [0.0] * (len(LABELS) - 1))
            continue
        around = np.concatenate([read.states[at + step] for step in (-2, -1, 0, 1, 2)])
        hidden = np.maximum(around @ arrays["around"].astype(float) + arrays["bias"], 0)
        odds = np.exp(hidden @ arrays["output"].astype(float) + arrays["output_bias"])
        wanted.append((odds / odds.sum()).tolist())
    assert np.allclose(Kinds(arrays).probabilities(read), wanted, atol=1e-5)


def test_every_extent_that_is_probable_enough_is_a_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.zeros((5, len(LABELS)), dtype=np.float32)
    rows[0, 1], rows[1, 2], rows[2, 2] = 0.8, 0.5, 0.9  # a unit of one to three words, and no more
    rows[1, 3], rows[3, 5], rows[4, 6] = 0.3, 0.9, 1.0  # the second sentence begins with the fourth word
    monkeypatch.setattr(Kinds, "probabilities", lambda self, reading: rows)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    first, second = Kinds(weights()).spans([["Dinas", "Sosial", "Kota"], ["Pasar", "Baru"]], reading([3, 2]))
    assert first == [Name(0, 1, "UNIT", 0.4), Name(0, 3, "UNIT", 0.36), Name(1, 2, "ORG", 0.3)]
    assert LEAST > 0.8 * 0.5 * 0.1  # so that the first two words alone are none
    assert second == [Name(0, 2, "FACILITY", 0.9)]


def test_nothing_is_read_in_nothing() -> None:
    for nothing in ([], [[]], [[], []]):
        assert kinds().spans(nothing, recogniser().network.read(nothing)) == [[] for _ in nothing]


def test_pages_read_together_are_labelled_as_each_alone() -> None:
    pages = [Page("Warga Pasar Inpres mendatangi kantor PT Sinar Jaya di Palu."), Page("Kepala Dinas Sosial tiba.")]
    for page, together in zip(pages, ner_stages(pages), strict=True):
        assert ner_stage(page) == together
