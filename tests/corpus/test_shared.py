"""What all pieces of a work have in common goes to other processes by way of a file."""

from __future__ import annotations

import pickle
from typing import NamedTuple

import numpy as np
import pytest

from beritaparse.corpus.shared import Shared
from beritaparse.corpus.workers import Workers


class Table(NamedTuple):
    name: str
    numbers: np.ndarray
    none: np.ndarray


def test_arrays_are_mapped_from_a_file_that_goes_with_the_work(tmp_path) -> None:
    given = Table("weights", np.arange(1000, dtype=np.float32), np.zeros(0, np.int64))
    with Workers(1, str(tmp_path)).sharing(given) as shared:
        data = pickle.dumps((shared, 7))
        assert len(data) < 500
        taken, number = pickle.loads(data)
        assert number == 7
        assert len(list(tmp_path.iterdir())) == 1
    assert not list(tmp_path.iterdir())
    assert taken.value.name == "weights"
    assert taken.value.numbers.tolist() == given.numbers.tolist()
    assert taken.value.none.dtype == np.int64
    with pytest.raises(ValueError, match="read-only"):
        taken.value.numbers[0] = 1


def test_nothing_is_written_for_work_that_stays_here(tmp_path) -> None:
    with Workers(1, str(tmp_path)).sharing([1, 2]) as shared:
        assert shared.value == [1, 2]
        assert not list(tmp_path.iterdir())


def test_without_a_folder_the_value_goes_itself() -> None:
    assert pickle.loads(pickle.dumps(Shared([1, 2]))).value == [1, 2]
