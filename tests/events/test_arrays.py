"""The arrays of a packaged model, read without numpy."""

from __future__ import annotations

import io

import numpy as np
import pytest

from beritaparse.events import arrays
from beritaparse.events.types import TypeModel


def _packed(**given: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, **given)
    return file.getvalue()


def test_arrays_are_read_as_numpy_wrote_them() -> None:
    numbers = np.array([[1, -2, 3], [4, 5, -6]], dtype=np.int8)
    found = arrays.load(_packed(numbers=numbers, factors=np.array([0.5, -2.25], dtype=np.float32)))
    assert found["numbers"].shape == (2, 3)
    assert found["numbers"].data == numbers.tobytes()
    assert found["factors"].floats() == [0.5, -2.25]


def test_an_array_that_lies_column_by_column_is_refused() -> None:
    with pytest.raises(ValueError, match="column"):
        arrays.load(_packed(numbers=np.asfortranarray(np.ones((2, 3), dtype=np.int8))))


def test_scores_are_the_sums_of_the_words_weights() -> None:
    rng = np.random.default_rng(0)
    words = [f"b:w{number}" for number in range(700)]
    weights = rng.integers(-127, 128, (len(words), 3), dtype=np.int8)
    factors = {name: np.array(values, dtype=np.float32) for name, values in {
        "scale": [0.5, 0.25, 2.0], "mean": [0.0, 1.0, -1.0], "shared": [1, 1, 1, 1, 1], "bias": [0, 0, 0],
        "curve": [1, 0], "second_curve": [1, 0],
    }.items()}  # fmt: skip
    text = {"types": "\n".join(("", "a", "b")), "vocabulary": "\n".join(words)}
    packed = {name: np.frombuffer(value.encode(), np.uint8) for name, value in text.items()}
    model = TypeModel(arrays.load(_packed(weights=weights, **factors, **packed)))
    values = {word[2:]: 0.3 if number % 3 else 0.75 for number, word in enumerate(words)}
    expected = factors["mean"] + np.array(list(values.values())) @ weights.astype(float) * factors["scale"]
    assert model.word_scores({"b:": values}) == pytest.approx(expected.tolist())
    assert model.word_scores({"b:": {"unknown": 1.0}}) == [0.0, 1.0, -1.0]
