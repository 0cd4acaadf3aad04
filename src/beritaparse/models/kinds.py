"""What sort of thing a name stands for by our own conventions: a unit, another organisation, a facility.

The packaged network labels people, places and organisations by the convention of its corpora, where a police station
is an organisation and a market a place.  A small branch reads the states of its last layer and gives the probability
of our labels; the network itself stays as it is.  ``scripts/train_kinds.py`` trains it; what it has learnt stands in
``docs/model_card.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .network import Floats, Reading, softmax, spread
from .recogniser import Name

REACH = 2
"""Words to either side whose states are read."""
_AROUND = np.arange(-REACH, REACH + 1)
LEAST = 0.05
"""The lowest probability of a reading that is given."""
OPENING = 0.1
"""The lowest probability of a word's beginning a name."""
GIVEN = ("UNIT", "ORG", "FACILITY")
"""Labels whose readings are given; people and places are known better otherwise."""


class Kinds:
    """The branch: two layers over the states of a word and of :data:`REACH` words to either side."""

    def __init__(self, weights: dict[str, NDArray[Any]]) -> None:
        self.labels: list[str] = bytes(weights["labels"]).decode().split("\n")
        self._around, self._bias = _floats(weights["around"]), _floats(weights["bias"])
        self._output, self._output_bias = _floats(weights["output"]), _floats(weights["output_bias"])

    def probabilities(self, reading: Reading) -> Floats:
        """The probability of each label for each word, one sentence behind the other."""
        at = reading.named.nonzero()[0]
        around = reading.states[at[:, None] + _AROUND].reshape(len(at), len(self._around))
        hidden = around @ self._around
        hidden += self._bias
        logits = np.maximum(hidden, 0) @ self._output
        logits += self._output_bias
        return spread(softmax(logits), reading)

    def spans(self, sentences: Sequence[Sequence[str]], reading: Reading) -> list[list[Name]]:
        """For each sentence all readings that are probable enough, also such as overlap.

        The score is the product of the probabilities of its words' labels and of its ending there.
        """
        probabilities = self.probabilities(reading)
        found: list[list[Name]] = [[] for _ in sentences]
        ends = np.cumsum([len(sentence) for sentence in sentences], dtype=np.int64)
        for kind in GIVEN:
            first, inner = self.labels.index(f"B-{kind}"), self.labels.index(f"I-{kind}")
            openings = (probabilities[:, first] >= OPENING).nonzero()[0]
            if not len(openings):
                continue
            goes_on = probabilities[:, inner].tolist()
            numbers = np.searchsorted(ends, openings, side="right").tolist()
            for at, sure, number in zip(
                openings.tolist(), probabilities[openings, first].tolist(), numbers, strict=True
            ):
                stop, before = int(ends[number]), int(ends[number]) - len(sentences[number])
                for end, score in _readings(goes_on, at, stop, sure):
                    found[number].append(Name(at - before, end - before, kind, round(score, 4)))
        return [sorted(names) for names in found]


def _readings(goes_on: Sequence[float], at: int, stop: int, sure: float) -> Iterator[tuple[int, float]]:
    """Where a name that begins at ``at`` may end, and how probable that is."""
    for end in range(at + 1, stop + 1):
        following = goes_on[end] if end < stop else 0.0
        score = sure * (1.0 - following)
        if score >= LEAST:
            yield end, score
        sure *= following
        if sure < LEAST:
            return


def _floats(array: NDArray[Any]) -> Floats:
    return array.astype(np.float32)


@cache
def kinds() -> Kinds:
    """The packaged branch, read once per process."""
    with as_file(files("beritaparse.models") / "data" / "kinds.npz") as path, np.load(path) as arrays:
        return Kinds({name: arrays[name] for name in arrays.files})
