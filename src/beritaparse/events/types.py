"""Which type the main event of a page has: a linear model over the page's words, joined with the triggers.

The words give each type a score (fitted by ridge regression), the triggers another; a softmax over both, with few
weights that all types share, makes probabilities of them.  ``None`` is a type: a page that reports no event.  Weights
are fitted by ``scripts/train_events.py`` and packaged as ``data/types.npz``.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..lexicon import read
from .classify import Candidate
from .triggers import Taxonomy
from .words import Groups

Floats = NDArray[np.float64]


class Guess(NamedTuple):
    """A type of event, None for no event, and how likely it is the page's."""

    type: str | None
    probability: float


EVIDENCE = ("trigger_score", "trigger_share", "trigger_best", "no_trigger")
"""What :func:`told` gives, in order."""


_UNKNOWN = -1
"""The row of a word that the vocabulary lacks."""
_OWN = math.log(2)


class Guesses:
    """How likely each type is the page's."""

    def __init__(self, names: Sequence[str | None], numbers: Mapping[str, int], sure: Floats) -> None:
        self._names, self._numbers, self._sure = names, numbers, sure

    def best(self, count: int = 1) -> list[Guess]:
        """The likeliest types, of equals the first."""
        order = np.argsort(-self._sure, kind="stable")[:count]
        return [Guess(self._names[at], float(self._sure[at])) for at in order.tolist()]

    def of(self, kind: str) -> float:
        return float(self._sure[self._numbers[kind]])


def told(ranked: Sequence[Candidate], types: Mapping[str, int]) -> dict[int, list[float]]:
    """What the triggers say of the types that they speak for, by number: the logarithm of its score, its share of all,
    whether it is the best; and for no event how little was found."""
    total = sum([candidate.score for candidate in ranked])
    found = {
        types[candidate.type]: [math.log1p(candidate.score), candidate.score / total, 0.0, 0.0] for candidate in ranked
    }
    if ranked:
        found[types[ranked[0].type]][2] = 1.0
    found[types[""]] = [0.0, 0.0, 0.0, 1 / (1 + ranked[0].score) if ranked else 1.0]
    return found


def evidence(ranked: Sequence[Candidate], types: Mapping[str, int]) -> Floats:
    """The same of all types.  Shape: types by four."""
    found = np.zeros((len(types), 4))
    for row, values in told(ranked, types).items():
        found[row] = values
    return found


class TypeModel:
    """The packaged model.  ``weights`` has a row for each word of the vocabulary and a column for each type.

    ``untrained`` are types of the taxonomy that the model was not trained on, those of somebody's own lexicon: words
    say nothing of them, so that one whose triggers are the page's best is as likely again as the likeliest other.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], untrained: Sequence[str] = ()) -> None:
        names = [*bytes(arrays["types"]).decode().split("\n"), *untrained]
        self.types = {name: number for number, name in enumerate(names)}
        self._names = [name or None for name in names]
        self._rows: dict[str, dict[str, int]] = {}  # by what begins the names of features, as they are grouped
        for row, word in enumerate(bytes(arrays["vocabulary"]).decode().split("\n")):
            kind, colon, name = word.partition(":")
            self._rows.setdefault(kind + colon, {})[name] = row
        self._weights: NDArray[np.int8] = arrays["weights"]
        self._scale: Floats = arrays["scale"].astype(float)
        self._mean: Floats = arrays["mean"].astype(float)
        self._shared: Floats = arrays["shared"].astype(float)
        self._of_evidence: list[float] = self._shared[1:].tolist()
        bias: Floats = arrays["bias"].astype(float)
        self._bias: Floats = np.append(bias, np.full(len(untrained), np.median(bias))) if untrained else bias
        self._untrained = np.zeros(len(untrained))
        self._curve: list[float] = arrays["curve"].astype(float).tolist()
        self._second: list[float] = arrays["second_curve"].astype(float).tolist()

    def word_scores(self, features: Groups) -> Floats:
        """What the words say of each type: about the probability, uncalibrated."""
        rows: list[int] = []
        values: list[float] = []
        for kind, found in features.items():
            known = self._rows.get(kind)
            if known:
                rows += map(known.get, found, repeat(_UNKNOWN))
                values += found.values()
        numbers = np.array(rows, dtype=np.int64)
        kept = numbers != _UNKNOWN
        weights = self._weights.take(numbers[kept], 0).astype(np.float32)
        scores = self._mean + np.array(values, dtype=np.float32)[kept] @ weights * self._scale
        return np.append(scores, self._untrained) if len(self._untrained) else scores

    def guesses(self, features: Groups, ranked: Sequence[Candidate]) -> Guesses:
        """All types with their probabilities."""
        logits = self.word_scores(features) * self._shared[0]
        said = told(ranked, self.types)
        for row in said:  # what is said of the others is nought
            logit = float(logits[row])
            for value, weight in zip(said[row], self._of_evidence, strict=True):
                logit += value * weight
            logits[row] = logit
        logits += self._bias
        trained = len(logits) - len(self._untrained)
        best = self.types[ranked[0].type] if ranked else 0
        if best >= trained:
            logits[best] = max(logits[best], logits[:trained].max() + _OWN)
        odds = np.exp(logits - logits.max())
        return Guesses(self._names, self.types, odds / odds.sum())

    def reasons(self, kind: str | None, features: Groups, ranked: Sequence[Candidate]) -> dict[str, float]:
        """What each word of the page and the triggers add to a type's logit."""
        column = self.types[kind or ""]
        scale = float(self._scale[column]) * float(self._shared[0])
        found = {
            f"{group}{name}": value * float(self._weights[known[name], column]) * scale
            for group, words in features.items()
            if (known := self._rows.get(group))
            for name, value in words.items()
            if name in known
        }
        said = evidence(ranked, self.types)[column] * self._shared[1:]
        return found | dict(zip(EVIDENCE, said.tolist(), strict=True))

    def confidence(self, best: float) -> float:
        """How likely the best type is right, of its probability: of those given at 0.8 four in five are."""
        return _on_curve(self._curve, best)

    def confidence_of_second(self, probability: float) -> float:
        """The same for the type that is next likeliest."""
        return _on_curve(self._second, probability)


def _on_curve(curve: Sequence[float], probability: float) -> float:
    given = min(max(probability, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(curve[0] * math.log(given / (1 - given)) + curve[1])))


@cache
def model() -> TypeModel:
    """The packaged model, read once in a process, and the types that a lexicon has beside those it was trained on."""
    data = (files(__package__ or "") / "data" / "types.npz").read_bytes()
    with np.load(io.BytesIO(data)) as arrays:
        trained = set(bytes(arrays["types"]).decode().split("\n"))
        untrained = [kind.id for kind in read("events", Taxonomy).type if kind.id not in trained]
        return TypeModel({name: arrays[name] for name in arrays.files}, untrained)
