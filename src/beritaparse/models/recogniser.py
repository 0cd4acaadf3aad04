"""Names of sentences from the label probabilities of the network, with calibrated scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .marks import marks
from .network import Floats, Network


class Name(NamedTuple):
    """A name in a sentence, ``words[first:stop]``; ``score`` is the probability that span and label are right."""

    first: int
    stop: int
    label: str
    score: float


class Recogniser:
    """Finds the names of sentences; from the arrays that ``scripts/train_ner.py`` writes.

    ``calibration`` holds for each type, in the order of their first labels, slope and intercept of the score on the
    logit of the network's own probability.
    """

    def __init__(self, weights: dict[str, NDArray[Any]], marks: Callable[[str], Sequence[float]] = marks) -> None:
        self.network = Network(weights, marks)
        labels = self.network.labels
        self._barred = barred(labels)
        self._types = [label[2:] for label in labels]
        self._inner = {label[2:]: index for index, label in enumerate(labels) if label[:1] == "I"}
        types = list(dict.fromkeys(self._types[1:]))
        self._calibration = dict(zip(types, weights["calibration"].tolist(), strict=True))

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[Name]]:
        """The names of each sentence, in order, without overlaps."""
        return [list(self._names(each)) for each in self.network.probabilities(sentences)]

    def _names(self, probabilities: Floats) -> Iterator[Name]:
        """Read the names of one sentence off its label probabilities; label 0 is that of no name."""
        labels = best_labels(probabilities, self._barred)
        index, count = 0, len(labels)
        while index < count:
            label = labels[index]
            if not label:
                index += 1
                continue
            first, kind = index, self._types[label]
            index += 1
            while index < count and labels[index] == self._inner[kind]:
                index += 1
            sure = probabilities[range(first, index), labels[first:index]].prod()
            if index < count:  # that the name ends here
                sure *= 1 - probabilities[index, self._inner[kind]]
            yield Name(first, index, kind, self._score(kind, float(sure)))

    def _score(self, kind: str, sure: float) -> float:
        slope, intercept = self._calibration[kind]
        sure = min(max(sure, 1e-6), 1 - 1e-6)
        return round(float(1 / (1 + np.exp(-slope * np.log(sure / (1 - sure)) - intercept))), 4)


def barred(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label cannot follow which, ``[before, after]``: an I- follows a label of its own type only.

    The last row stands for the beginning of the sentence.
    """
    before = [label[1:] for label in labels] + [""]
    return np.array([[after[:1] == "I" and after[1:] != last for after in labels] for last in before])


def best_labels(probabilities: Floats, barred: NDArray[np.bool_]) -> list[int]:
    """The most probable sequence of labels that holds no barred pair."""
    best = probabilities.argmax(axis=1)
    if not best.any() or not barred[np.concatenate(([-1], best[:-1])), best].any():
        return best.tolist()
    penalty = np.where(barred, -1e9, 0)
    scores = np.log(np.maximum(probabilities, 1e-12))
    total = scores[0] + penalty[-1]
    steps: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        ways = total[:, None] + penalty[:-1]
        steps.append(ways.argmax(axis=0))
        total = ways.max(axis=0) + row
    path = [int(total.argmax())]
    for step in reversed(steps):
        path.append(int(step[path[-1]]))
    return path[::-1]


@cache
def recogniser() -> Recogniser:
    """The packaged model, read once per process."""
    with as_file(files("beritaparse.models") / "data" / "ner.npz") as path, np.load(path) as arrays:
        return Recogniser({name: arrays[name] for name in arrays.files})
