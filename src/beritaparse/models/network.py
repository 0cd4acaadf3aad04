"""A small recurrent network that labels the words of sentences, in numpy.

A word's vector is made of its own embedding, that of its shape, a convolution over its letters and marks from the
lexicons; two LSTMs, one from each side, read the sentence, and a linear layer gives the probability of each label.
Trained elsewhere (``scripts/train_ner.py``) and read from one ``.npz``; the embeddings are kept as bytes with a scale.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LETTERS = 18
"""Letters of a word that the network reads; the rest of a longer word is not seen."""
KEPT = 8192
"""Words whose input is kept for the next time (12 to 24 MB)."""
TOGETHER = 16
"""Words whose input is made in one go."""
EDGE = "\n"
"""Stands before and after every sentence."""
_DIGIT = re.compile(r"\d")
_BRACKETS = "()[]\"'“”‘’.,;:"


def folded(word: str) -> str:
    """The form under which a word has its embedding: small letters, no punctuation around it, digits as 0."""
    return _DIGIT.sub("0", (word.strip(_BRACKETS) or word).lower())


def shape(word: str) -> str:
    """``Aa`` for a capitalised word, ``A`` for capitals, ``a``, ``0``, ``A-A`` and so on, runs folded."""
    made: list[str] = []
    for char in word:
        kind = "A" if char.isupper() else "a" if char.islower() else "0" if char.isdigit() else char
        if not made or made[-1] != kind:
            made.append(kind)
    return "".join(made[:6])


class Network:
    """Labels sentences; ``marks`` gives a word's marks from the lexicons, as the model was trained with them."""

    def __init__(self, weights: dict[str, NDArray[Any]], marks: Callable[[str], Sequence[float]]) -> None:
        self.labels: list[str] = _lines(weights["labels"])
        self._words = {word: row for row, word in enumerate(_lines(weights["words"]), 2)}
        self._shapes = {shape: row for row, shape in enumerate(_lines(weights["shapes"]), 1)}
        self._letters = {letter: row for row, letter in enumerate(_lines(weights["letters"]), 3)}
        self._word_rows, self._word_scale = weights["word_rows"], _floats(weights["word_scale"])
        self._shape_rows = _floats(weights["shape_rows"])
        # the convolution of each letter at each of three places, summed to that of a window
        self._before, self._here, self._after = _floats(weights["letter_rows"])
        self._letter_bias = _floats(weights["letter_bias"])
        self._input, self._bias = _floats(weights["input"]), _floats(weights["bias"])
        self._recurrent = _floats(weights["recurrent"])
        self._output, self._output_bias = _floats(weights["output"]), _floats(weights["output_bias"])
        self._marks = marks
        self._size = self._recurrent.shape[1]
        self._rows: dict[str, int] = {}
        self._kept = np.zeros((KEPT, len(self._bias)), dtype=np.float32)

    def probabilities(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """The probability of each label for each word of each sentence."""
        if not sentences:
            return []
        order = sorted(range(len(sentences)), key=lambda index: -len(sentences[index]))
        lengths = np.array([len(sentences[index]) + 2 for index in order])
        inputs = self._inputs([sentences[index] for index in order], lengths)
        states = self._read(inputs, lengths)
        logits = states @ self._output
        logits += self._output_bias
        np.exp(logits - logits.max(axis=-1, keepdims=True), out=logits)
        logits /= logits.sum(axis=-1, keepdims=True)
        made: list[Floats] = [logits[:0, 0]] * len(sentences)
        for row, index in enumerate(order):
            made[index] = logits[1 : lengths[row] - 1, row]
        return made

    def _inputs(self, sentences: list[Sequence[str]], lengths: NDArray[np.int64]) -> Floats:
        """What the LSTMs read at each step: ``[step, direction, sentence, 4 * size]``; the second runs backwards."""
        longest = int(lengths[0])
        words: list[str] = []
        for sentence in sentences:
            words += (EDGE, *sentence, EDGE)
        rows = self._rows_of(words)
        steps = np.arange(longest)
        inside = steps < lengths[:, None]
        forward = np.zeros(inside.shape, dtype=np.int64)
        forward[inside] = rows
        backward = np.take_along_axis(forward, np.where(inside, lengths[:, None] - 1 - steps, steps), 1)
        half = 4 * self._size
        made = np.empty((longest, 2, len(sentences), half), dtype=np.float32)
        made[:, 0] = self._kept[:, :half][forward.T]
        made[:, 1] = self._kept[:, half:][backward.T]
        return made

    def _read(self, inputs: Floats, lengths: NDArray[np.int64]) -> Floats:
        """The states of both LSTMs for each word: ``[word, sentence, 2 * size]``.

        Gates stand in the order in, forget, out, new; the weights of the first three are halved, so that one tanh
        serves all: sigmoid(x) = (1 + tanh(x / 2)) / 2.
        """
        longest, _, count, _ = inputs.shape
        size = self._size
        states = np.zeros((longest, 2, count, size), dtype=np.float32)
        hidden = np.zeros((2, count, size), dtype=np.float32)
        memory = np.zeros_like(hidden)
        active = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()
        for step, count in enumerate(active):
            gates = inputs[step, :, :count]
            gates += np.matmul(hidden[:, :count], self._recurrent)
            np.tanh(gates, out=gates)
            opened = gates[..., : 3 * size]
            opened *= 0.5
            opened += 0.5
            kept = memory[:, :count]
            kept *= opened[..., size : 2 * size]
            kept += opened[..., :size] * gates[..., 3 * size :]
            new = np.tanh(kept)
            new *= opened[..., 2 * size :]
            hidden[:, :count] = new
            states[step, :, :count] = new
        steps = np.arange(longest)[:, None]
        turned = np.where(steps < lengths, lengths - 1 - steps, steps)
        backward = np.take_along_axis(states[:, 1], turned[..., None], 0)
        return np.concatenate([states[:, 0], backward], axis=2)

    def _rows_of(self, words: list[str]) -> list[int]:
        """Where each word's input is kept; that of a new word is made first."""
        known = self._rows
        new = {word for word in words if word not in known}
        if len(known) + len(new) > KEPT:
            known.clear()
            new = set(words)
            if len(new) > KEPT:  # a page with more distinct words than are kept: make room for it
                self._kept = np.zeros((len(new), len(self._bias)), dtype=np.float32)
        fresh = sorted(new)
        for at in range(0, len(fresh), TOGETHER):
            part = fresh[at : at + TOGETHER]
            first = len(known)
            self._kept[first : first + len(part)] = self._inputs_of(part)
            for row, word in enumerate(part, first):
                known[word] = row
        return [known[word] for word in words]

    def _inputs_of(self, words: list[str]) -> Floats:
        """The vectors of at most :data:`TOGETHER` words, times the input weights of both LSTMs.

        The product always has the same number of rows: the last bits of a result must not depend on how many words
        came with it.
        """
        count = len(words)
        codes = np.zeros((count, LETTERS + 4), dtype=np.int64)
        rows = np.empty((2, count), dtype=np.int64)
        for index, word in enumerate(words):
            letters = [1, *[self._letters.get(letter, 2) for letter in word[:LETTERS]], 1]
            codes[index, 1 : len(letters) + 1] = letters
            rows[0, index] = self._words.get(folded(word), 1)
            rows[1, index] = self._shapes.get(shape(word), 0)
        windows = self._before[codes[:, :-2]]
        windows += self._here[codes[:, 1:-1]]
        windows += self._after[codes[:, 2:]]
        parts = (
            self._word_rows[rows[0]] * self._word_scale[rows[0], None],
            self._shape_rows[rows[1]],
            np.maximum(windows.max(axis=1) + self._letter_bias, 0),
            np.array([self._marks(word) for word in words], dtype=np.float32),
        )
        vectors = np.zeros((TOGETHER, len(self._input)), dtype=np.float32)
        vectors[:count] = np.concatenate(parts, axis=1)
        return (vectors @ self._input)[:count] + self._bias


def _floats(array: NDArray[Any]) -> Floats:
    return array.astype(np.float32)


def _lines(array: NDArray[Any]) -> list[str]:
    """A list of strings, kept in the file as UTF-8 with line ends between."""
    return bytes(array).decode().split("\n")
