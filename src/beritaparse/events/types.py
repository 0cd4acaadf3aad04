"""Which type the main event of a page has: a linear model over the page's words, joined with the triggers.

The words give each type a score (fitted by ridge regression), the triggers another; a softmax over both, with few
weights that all types share, makes probabilities of them.  ``None`` is a type: a page that reports no event.  Weights
are fitted by ``scripts/train_events.py`` and packaged as ``data/types.npz``.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from statistics import median
from typing import NamedTuple

from ..lexicon import read
from . import arrays
from .arrays import Array
from .classify import Candidate
from .triggers import Taxonomy
from .words import Groups

_LANE = 2
"""Bytes that a weight has in the number that its row is: the sums of :data:`_MOST_ROWS` rows have room in them."""
_MOST_ROWS = 256
_BIAS = 128
_UNSIGNED = bytes((value + _BIAS) % 256 for value in range(256))
"""Signed bytes as numbers from 0 on, so that the lanes of a sum do not borrow from each other."""


class Guess(NamedTuple):
    """A type of event, None for no event, and how likely it is the page's."""

    type: str | None
    probability: float


EVIDENCE = ("trigger_score", "trigger_share", "trigger_best", "no_trigger")
"""What :func:`told` gives, in order."""


_NONE: dict[str, int] = {}


class Guesses:
    """How likely each type is the page's."""

    def __init__(self, names: Sequence[str | None], numbers: Mapping[str, int], sure: Sequence[float]) -> None:
        self._names, self._numbers, self._sure = names, numbers, sure

    def best(self, count: int = 1) -> list[Guess]:
        """The likeliest types, of equals the first."""
        order = sorted(range(len(self._sure)), key=self._sure.__getitem__, reverse=True)[:count]
        return [Guess(self._names[at], self._sure[at]) for at in order]

    def of(self, kind: str) -> float:
        return self._sure[self._numbers[kind]]


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


def evidence(ranked: Sequence[Candidate], types: Mapping[str, int]) -> list[list[float]]:
    """The same of all types, in their order: four numbers of each."""
    known = told(ranked, types)
    return [known.get(number, [0.0] * len(EVIDENCE)) for number in range(len(types))]


class _Lanes(dict[int, int]):
    """The weights of a word for all types as one whole number, each in some bytes of its own; made when it is asked."""

    def __init__(self, weights: bytes, types: int) -> None:
        super().__init__()
        self._weights, self._types = weights, types

    def __missing__(self, row: int) -> int:
        made = bytearray(_LANE * self._types)
        weights = self._weights[row * self._types : (row + 1) * self._types].translate(_UNSIGNED)
        made[sys.byteorder == "big" :: _LANE] = weights
        number = self[row] = int.from_bytes(made, sys.byteorder)
        return number


class TypeModel:
    """The packaged model.  ``weights`` has a row for each word of the vocabulary and a column for each type.

    ``untrained`` are types of the taxonomy that the model was not trained on: words say nothing of them, triggers do.
    """

    def __init__(self, packed: Mapping[str, Array], untrained: Sequence[str] = ()) -> None:
        names = [*packed["types"].data.decode().split("\n"), *untrained]
        self.types = {name: number for number, name in enumerate(names)}
        self._names = [name or None for name in names]
        self._rows: dict[str, dict[str, int]] = {}  # by what begins the names of features, as they are grouped
        for row, word in enumerate(packed["vocabulary"].data.decode().split("\n")):
            kind, colon, name = word.partition(":")
            self._rows.setdefault(kind + colon, {})[name] = row
        self._weights, self._trained = packed["weights"].data, packed["weights"].shape[1]
        self._lanes = _Lanes(self._weights, self._trained)
        self._scale, self._mean = packed["scale"].floats(), packed["mean"].floats()
        self._of_words, *self._of_evidence = packed["shared"].floats()
        bias = packed["bias"].floats()
        self._bias = bias + [median(bias)] * len(untrained)
        self._untrained = [0.0] * len(untrained)
        self._curve, self._second = packed["curve"].floats(), packed["second_curve"].floats()

    def word_scores(self, features: Groups) -> list[float]:
        """What the words say of each type: about the probability, uncalibrated.

        Few words count otherwise than others do: the weights of those that count alike are added first, all types in
        one whole number.
        """
        alike: dict[float, list[int]] = {}
        for kind, found in features.items():
            known = self._rows.get(kind, _NONE)
            values = set(found.values())
            if len(values) == 1:
                rows = [row for row in map(known.get, found) if row is not None]
                alike.setdefault(values.pop(), []).extend(rows)
            else:
                for value, row in zip(found.values(), map(known.get, found), strict=True):
                    if row is not None:
                        alike.setdefault(value, []).append(row)
        totals = [0.0] * self._trained
        lanes, size = self._lanes, _LANE * self._trained
        for value, rows in alike.items():
            for at in range(0, len(rows), _MOST_ROWS):
                part = rows[at : at + _MOST_ROWS]
                bias = _BIAS * len(part)
                added = sum(map(lanes.__getitem__, part)).to_bytes(size, sys.byteorder)
                totals = [
                    total + value * (lane - bias)
                    for total, lane in zip(totals, memoryview(added).cast("H"), strict=True)
                ]
        scores = [mean + total * scale for mean, total, scale in zip(self._mean, totals, self._scale, strict=True)]
        return scores + self._untrained

    def guesses(self, features: Groups, ranked: Sequence[Candidate]) -> Guesses:
        """All types with their probabilities."""
        logits = [score * self._of_words for score in self.word_scores(features)]
        for number, said in told(ranked, self.types).items():  # what is said of the others is nought
            for value, weight in zip(said, self._of_evidence, strict=True):
                logits[number] += value * weight
        logits = [logit + bias for logit, bias in zip(logits, self._bias, strict=True)]
        most = max(logits)
        odds = [math.exp(logit - most) for logit in logits]
        total = sum(odds)
        return Guesses(self._names, self.types, [each / total for each in odds])

    def reasons(self, kind: str | None, features: Groups, ranked: Sequence[Candidate]) -> dict[str, float]:
        """What each word of the page and the triggers add to a type's logit."""
        column = self.types[kind or ""]
        reasons: dict[str, float] = {}
        if column < self._trained:
            scale = self._scale[column] * self._of_words
            for group, words in features.items():
                known = self._rows.get(group, _NONE)
                for name in [name for name in words if name in known]:
                    weight = _UNSIGNED[self._weights[known[name] * self._trained + column]] - _BIAS
                    reasons[f"{group}{name}"] = words[name] * weight * scale
        said = evidence(ranked, self.types)[column]
        return reasons | {
            name: value * weight for name, value, weight in zip(EVIDENCE, said, self._of_evidence, strict=True)
        }

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
    packed = arrays.load(data)
    trained = set(packed["types"].data.decode().split("\n"))
    untrained = [kind.id for kind in read("events", Taxonomy).type if kind.id not in trained]
    return TypeModel(packed, untrained)
