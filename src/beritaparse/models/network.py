"""A small convolutional network that labels the words of sentences, in numpy.

A word's vector is made of its own embedding, that of its shape, a convolution over its letters and marks from the
lexicons.  The last columns of an embedding hold the word's type vector, what a far larger network makes of the word
alone; for a word without an embedding they are guessed from its letters.  Layers of convolutions read the words around
it, and a linear layer gives the probability of each label.  Only capitalised words and their neighbours can belong to a
name: a layer is worked out for these alone and for what the layers above it read.  Trained elsewhere
(``scripts/train_ner.py``) and read from one ``.npz``; the embeddings are kept as bytes with a scale.
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
KEPT = 16384
"""Words whose input is kept for the next time, twice: in all 63 MB."""
TOGETHER = 256
"""Words whose input is made in one go, at most."""
BLOCK = 8
"""Words whose input is one matrix product."""
UNKNOWN = 1
"""Row of a word without an embedding."""
EDGE = "\n"
"""Stands before and after every sentence."""
_DIGIT = re.compile(r"\d")
_BRACKETS = "()[]\"'“”‘’.,;:"


def folded(word: str) -> str:
    """The form under which a word has its embedding: small letters, no punctuation around it, digits as 0."""
    if word.isalpha():
        return word.lower()
    return _DIGIT.sub("0", (word.strip(_BRACKETS) or word).lower())


def shape(word: str) -> str:
    """``Aa`` for a capitalised word, ``A`` for capitals, ``a``, ``0``, ``A-A`` and so on, runs folded."""
    if word.isascii() and word.isalpha() and word.islower():
        return "a"
    made: list[str] = []
    for char in word:
        kind = "A" if char.isupper() else "a" if char.islower() else "0" if char.isdigit() else char
        if not made or made[-1] != kind:
            made.append(kind)
    return "".join(made[:6])


def has_letters(word: str) -> bool:
    """Whether it holds letters that come in two sizes: the type of such a word can be guessed."""
    return word.lower() != word.upper()


class _Letters(dict[str, int]):
    """Letter -> its row; 2 stands for all that are not known."""

    def __missing__(self, letter: str) -> int:
        return 2


class Network:
    """Labels sentences; ``marks`` gives a word's marks from the lexicons, as the model was trained with them.

    ``weights``: ``first`` holds the input weights for each place of the window of the first layer side by side,
    ``layers`` those of the others (the words ``distance`` before, at and ``distance`` behind), whose result is added
    to what they read.  ``guess`` and ``guess_type`` are two layers from the convolution of ``guess_letter_rows`` to a
    type vector.
    """

    def __init__(self, weights: dict[str, NDArray[Any]], marks: Callable[[str], Sequence[float]]) -> None:
        self.labels: list[str] = _lines(weights["labels"])
        self._words = {word: row for row, word in enumerate(_lines(weights["words"]), 2)}
        self._shapes = {shape: row for row, shape in enumerate(_lines(weights["shapes"]), 1)}
        self._letters = _Letters((letter, row) for row, letter in enumerate(_lines(weights["letters"]), 3))
        self._word_rows, self._word_scale = weights["word_rows"], _floats(weights["word_scale"])
        self._shape_rows = _floats(weights["shape_rows"])
        self._spelling = _Spelling(weights["letter_rows"], weights["letter_bias"])
        self._guess_spelling = _Spelling(weights["guess_letter_rows"], weights["guess_letter_bias"])
        self._guess, self._guess_bias = _floats(weights["guess"]), _floats(weights["guess_bias"])
        self._guess_type, self._guess_type_bias = _floats(weights["guess_type"]), _floats(weights["guess_type_bias"])
        self._first, self._bias = _floats(weights["first"]), _floats(weights["bias"])
        self._layers = [
            (int(distance), matrix, bias)
            for distance, matrix, bias in zip(
                weights["distances"], _floats(weights["layers"]), _floats(weights["layer_bias"]), strict=True
            )
        ]
        self._output, self._output_bias = _floats(weights["output"]), _floats(weights["output_bias"])
        self._marks = marks
        self._window = self._first.shape[1] // len(self._bias)
        self._edge = max(self._window // 2, *(distance for distance, _, _ in self._layers))
        self._memory = _Memory(self._first.shape[1])
        self._older = _Memory(self._first.shape[1])

    def probabilities(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """The probability of each label for each word, one sentence behind the other.

        A word that is neither capitalised nor beside one that is has label 0 for sure.
        """
        edge = [EDGE] * self._edge
        words = list(edge)
        for sentence in sentences:
            words += sentence
            words += edge
        inside = np.ones(len(words), dtype=np.bool_)
        inside[: self._edge] = False
        at = 0
        for sentence in sentences:
            at += self._edge + len(sentence)
            inside[at : at + self._edge] = False
        rows = self._rows_of(words)
        named = _near(self._memory.capital[rows], 1) & inside
        logits = self._read(rows, named, inside) @ self._output
        logits += self._output_bias
        np.exp(logits - logits.max(axis=1, keepdims=True), out=logits)
        logits /= logits.sum(axis=1, keepdims=True)
        made = np.zeros((len(words), len(self.labels)), dtype=np.float32)
        made[:, 0] = 1
        made[named] = logits
        return made[inside]

    def meet(self, words: Sequence[str]) -> None:
        """Make the inputs of words that will be read: of many at once they cost less, and are the same."""
        self._rows_of(words)

    def _read(self, rows: NDArray[np.int64], named: NDArray[np.bool_], inside: NDArray[np.bool_]) -> Floats:
        """The last layer for the words that are ``named``."""
        read = [named]
        for distance, _, _ in reversed(self._layers):
            read.append(_near(read[-1], distance) & inside)
        at = read.pop().nonzero()[0]
        size, half = len(self._bias), self._window // 2
        made = self._memory.inputs[rows[at - half], :size]
        for place in range(1, self._window):
            made += self._memory.inputs[rows[at - half + place], place * size : (place + 1) * size]
        made += self._bias
        states = np.zeros((len(rows), size), dtype=np.float32)
        states[at] = np.maximum(made, 0)
        for distance, matrix, bias in self._layers:
            at = read.pop().nonzero()[0]
            around = states[at[:, None] + (-distance, 0, distance)].reshape(-1, 3 * size)
            made = around @ matrix
            made += bias
            states[at] += np.maximum(made, 0)
        return states[named]

    def _rows_of(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Where each word's input is kept; that of a new word is made first."""
        known = self._memory.rows
        new = {word for word in words if word not in known}
        if new:
            if len(known) + len(new) > len(self._memory.inputs):
                # what was met lately is kept: a word of the older half is copied when it is met again
                self._older = self._memory
                new = set(words)
                self._memory = _Memory(self._first.shape[1], len(new))
                known = self._memory.rows
            old = self._older.rows
            again = [word for word in new if word in old]
            if again:
                self._memory.copy(again, self._older)
            fresh = sorted(word for word in new if word not in old)
            for at in range(0, len(fresh), TOGETHER):
                part = fresh[at : at + TOGETHER]
                self._memory.add(part, self._inputs_of(part))
        return np.array([known[word] for word in words])

    def _inputs_of(self, words: list[str]) -> Floats:
        """The vectors of words, times the input weights of the first layer."""
        count = len(words)
        codes = np.zeros((count, LETTERS + 4), dtype=np.int64)
        rows = np.empty((2, count), dtype=np.int64)
        letter = self._letters.__getitem__
        for index, word in enumerate(words):
            letters = [1, *map(letter, word[:LETTERS]), 1]
            codes[index, 1 : len(letters) + 1] = letters
            rows[0, index] = self._words.get(folded(word), UNKNOWN)
            rows[1, index] = self._shapes.get(shape(word), 0)
        embedded = self._word_rows[rows[0]] * self._word_scale[rows[0], None]
        guessed = (rows[0] == UNKNOWN) & [has_letters(word) for word in words]
        if guessed.any():
            types = self._types(codes[guessed])
            embedded[guessed, -types.shape[1] :] = types
        marked = np.array([self._marks(word) for word in words], dtype=np.float32)
        vectors = np.concatenate((embedded, self._shape_rows[rows[1]], self._spelling(codes), marked), axis=1)
        return _product(vectors, self._first)

    def _types(self, codes: NDArray[np.int64]) -> Floats:
        """Type vectors guessed from the letters."""
        hidden = np.maximum(_product(self._guess_spelling(codes), self._guess) + self._guess_bias, 0)
        return _product(hidden, self._guess_type) + self._guess_type_bias


class _Spelling:
    """A convolution over the letters of words, from what each letter makes at each of three places; its maxima."""

    def __init__(self, rows: NDArray[Any], bias: NDArray[Any]) -> None:
        self._before, self._here, self._after = _floats(rows)
        self._bias = _floats(bias)

    def __call__(self, codes: NDArray[np.int64]) -> Floats:
        windows = self._before[codes[:, :-2]]
        windows += self._here[codes[:, 1:-1]]
        windows += self._after[codes[:, 2:]]
        return np.maximum(windows.max(axis=1) + self._bias, 0)


class _Memory:
    """Inputs of words that were met, with room for :data:`KEPT` of them, or for ``least`` if that is more."""

    def __init__(self, size: int, least: int = 0) -> None:
        room = max(KEPT, least)
        self.rows: dict[str, int] = {}
        self.inputs = np.empty((room, size), dtype=np.float32)
        self.capital = np.zeros(room, dtype=np.bool_)

    def add(self, words: Sequence[str], inputs: Floats) -> None:
        first = len(self.rows)
        self.inputs[first : first + len(words)] = inputs
        for row, word in enumerate(words, first):
            self.rows[word] = row
            self.capital[row] = word != word.lower()

    def copy(self, words: Sequence[str], other: _Memory) -> None:
        self.add(words, other.inputs[[other.rows[word] for word in words]])


def _product(vectors: Floats, matrix: Floats) -> Floats:
    """The vectors of words, times a matrix.

    Every product has the same number of rows, and few enough for one kernel of the BLAS (OpenBLAS treats the last
    4 of 16 otherwise than the first 12): the last bits of a result must depend neither on how many words came
    with it nor on its place among them.
    """
    count, size = vectors.shape
    padded = np.zeros((-(-count // BLOCK) * BLOCK, size), dtype=np.float32)
    padded[:count] = vectors
    products = padded.reshape(-1, BLOCK, size) @ matrix
    return products.reshape(len(padded), -1)[:count]


def _near(chosen: NDArray[np.bool_], distance: int) -> NDArray[np.bool_]:
    """The chosen words and those ``distance`` before and behind them."""
    near = chosen.copy()
    near[distance:] |= chosen[:-distance]
    near[:-distance] |= chosen[distance:]
    return near


def _floats(array: NDArray[Any]) -> Floats:
    return array.astype(np.float32)


def _lines(array: NDArray[Any]) -> list[str]:
    """A list of strings, kept in the file as UTF-8 with line ends between."""
    return bytes(array).decode().split("\n")
