"""Names of sentences from the label probabilities of the network, with calibrated scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        types = list(dict.fromkeys(self._types[1:]))
        self._is_inner = np.array([label[:1] == "I" for label in labels])
        # for each label: the I- of its type, and slope and intercept of its type (label 0 has neither)
        self._inner = np.array([0, *(labels.index(f"I-{kind}") for kind in self._types[1:])])
        self._calibration = weights["calibration"].astype(float)[[0, *map(types.index, self._types[1:])]]

    def names(self, sentences: Sequence[Sequence[str]]) -> list[list[Name]]:
        """The names of each sentence, in order, without overlaps."""
        found: list[list[Name]] = [[] for _ in sentences]
        ends = np.cumsum([len(sentence) for sentence in sentences], dtype=np.int64)
        starts = np.concatenate(([0], ends[:-1]))
        probabilities = self.network.probabilities(sentences)
        labels = best_labels(probabilities, self._barred, starts.tolist())
        inner = self._is_inner[labels]
        first = ((labels > 0) & ~inner).nonzero()[0]
        if not len(first):
            return found
        outside = np.append((~inner).nonzero()[0], len(labels))
        stop = outside[np.searchsorted(outside, first, side="right")]
        sentence = np.searchsorted(ends, first, side="right")
        kinds = labels[first]
        chosen = np.maximum(probabilities[np.arange(len(labels)), labels], 1e-12)
        sums = np.concatenate(([0.0], np.cumsum(np.log(chosen, dtype=float))))
        sure = np.exp(sums[stop] - sums[first])
        open_end = stop < ends[sentence]
        sure[open_end] *= 1.0 - probabilities[stop[open_end], self._inner[kinds[open_end]]]  # that the name ends there
        start = starts[sentence]
        for at, *name in zip(
            sentence.tolist(),
            (first - start).tolist(),
            (stop - start).tolist(),
            [self._types[kind] for kind in kinds.tolist()],
            self._scores(kinds, sure).tolist(),
            strict=True,
        ):
            found[at].append(Name(*name))
        return found

    def _scores(self, kinds: NDArray[np.int64], sure: NDArray[np.float64]) -> NDArray[np.float64]:
        slope, intercept = self._calibration[kinds].T
        sure = np.clip(sure, 1e-6, 1 - 1e-6)
        return np.round(1 / (1 + np.exp(-slope * np.log(sure / (1 - sure)) - intercept)), 4)


def barred(labels: Sequence[str]) -> NDArray[np.bool_]:
    """Which label cannot follow which, ``[before, after]``: an I- follows a label of its own type only.

    The last row stands for the beginning of the sentence.
    """
    before = [label[1:] for label in labels] + [""]
    return np.array([[after[:1] == "I" and after[1:] != last for after in labels] for last in before])


def best_labels(probabilities: Floats, barred: NDArray[np.bool_], starts: Sequence[int] = (0,)) -> NDArray[np.int64]:
    """The most probable labels of sentences, one behind the other from ``starts`` on, that hold no barred pair."""
    best = probabilities.argmax(axis=1)
    if not best.any():
        return best
    before = np.concatenate(([-1], best[:-1]))
    before[[start for start in starts if start < len(best)]] = -1
    wrong = barred[before, best].nonzero()[0]
    if len(wrong):
        for sentence in set((np.searchsorted(starts, wrong, side="right") - 1).tolist()):
            part = slice(*[*starts, len(best)][sentence : sentence + 2])
            best[part] = _best_path(probabilities[part], barred)
    return best


def _best_path(probabilities: Floats, barred: NDArray[np.bool_]) -> list[int]:
    """Viterbi's algorithm on one sentence."""
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
