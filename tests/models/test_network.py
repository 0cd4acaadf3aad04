"""The network against a plain reading of its definition, word by word."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from beritaparse.models import network as module
from beritaparse.models.network import EDGE, LETTERS, Network, folded, shape
from beritaparse.models.recogniser import Name, Recogniser, barred, best_labels

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
SIZE, SPELLED, GUESS, TYPE = 3, 4, 3, 2
DISTANCES = [1, 2]
WORDS, SHAPES, CHARS = ["ani", "pulang", "00"], ["Aa", "a"], list("Animpulgr")
SENTENCES = [
    ["Ani", "pulang"],
    ["dia", "dan", "Siti", "Aminah", "dan", "Ani", "makan", "12", "kali", "di", "sana"],
    ["."],
    ["pulang", "ke", "rumah"],
    ["lalu", "Ani"],
]


def lines(items: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(items).encode(), dtype=np.uint8)


def weights() -> dict[str, NDArray[Any]]:
    random = np.random.default_rng(1)

    def floats(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.7, shape).astype(np.float32)

    vector = 5 + 2 + SPELLED + 2
    return {
        "labels": lines(LABELS),
        "words": lines(WORDS),
        "shapes": lines(SHAPES),
        "letters": lines(CHARS),
        "word_rows": random.integers(-127, 127, (len(WORDS) + 2, 5)).astype(np.int8),
        "word_scale": np.full(len(WORDS) + 2, 0.01, dtype=np.float32),
        "shape_rows": floats(len(SHAPES) + 1, 2),
        "letter_rows": floats(3, len(CHARS) + 3, SPELLED),
        "letter_bias": floats(SPELLED),
        "guess_letter_rows": floats(3, len(CHARS) + 3, GUESS),
        "guess_letter_bias": floats(GUESS),
        "guess": floats(GUESS, 4),
        "guess_bias": floats(4),
        "guess_type": floats(4, TYPE),
        "guess_type_bias": floats(TYPE),
        "first": floats(vector, 3 * SIZE),
        "bias": floats(SIZE),
        "layers": floats(len(DISTANCES), 3 * SIZE, SIZE),
        "layer_bias": floats(len(DISTANCES), SIZE),
        "distances": np.array(DISTANCES),
        "output": floats(SIZE, len(LABELS)),
        "output_bias": floats(len(LABELS)),
        "calibration": np.array([[2.0, 1.0], [1.0, 0.0]]),
    }


def marks(word: str) -> tuple[float, float]:
    return float(word[0].isupper()), float(len(word) > 4)


def vector(word: str, arrays: dict[str, NDArray[Any]]) -> NDArray[Any]:
    codes = [0, 1, *(3 + CHARS.index(c) if c in CHARS else 2 for c in word), 1] + [0] * (LETTERS - len(word) + 1)

    def spelled(rows: str, bias: str) -> NDArray[Any]:
        windows = [sum(arrays[rows][k][codes[at + k]] for k in range(3)) for at in range(len(codes) - 2)]
        return np.maximum(np.max(windows, axis=0) + arrays[bias], 0)

    row = 2 + WORDS.index(folded(word)) if folded(word) in WORDS else 1
    shape_row = 1 + SHAPES.index(shape(word)) if shape(word) in SHAPES else 0
    embedding = arrays["word_rows"][row] * 0.01
    if row == 1 and any(char.isalpha() for char in word):
        letters = spelled("guess_letter_rows", "guess_letter_bias")
        hidden = np.maximum(letters @ arrays["guess"] + arrays["guess_bias"], 0)
        embedding = [*embedding[:-TYPE], *(hidden @ arrays["guess_type"] + arrays["guess_type_bias"])]
    letters = spelled("letter_rows", "letter_bias")
    return np.concatenate([embedding, arrays["shape_rows"][shape_row], letters, marks(word)])


def plain(sentence: list[str], arrays: dict[str, NDArray[Any]]) -> NDArray[Any]:
    edge = [EDGE] * max(DISTANCES)
    inputs = [vector(word, arrays) for word in [*edge, *sentence, *edge]]
    places = range(len(edge), len(edge) + len(sentence))
    weights_of = np.split(arrays["first"], 3, axis=1)

    def relu(sums: Any) -> NDArray[Any]:
        return np.maximum(sums, 0)

    states = [np.zeros(SIZE) for _ in inputs]
    for t in places:
        states[t] = relu(arrays["bias"] + sum(inputs[t + k - 1] @ weights_of[k] for k in range(3)))
    for distance, matrix, bias in zip(DISTANCES, arrays["layers"], arrays["layer_bias"], strict=True):
        below = list(states)
        for t in places:
            around = np.concatenate([below[t - distance], below[t], below[t + distance]])
            states[t] = below[t] + relu(around @ matrix + bias)
    made = []
    for t in places:
        odds = np.exp(states[t] @ arrays["output"] + arrays["output_bias"])
        around = sentence[max(0, t - len(edge) - 1) : t - len(edge) + 2]
        named = any(word != word.lower() for word in around)
        made.append(odds / odds.sum() if named else np.eye(len(LABELS))[0])
    return np.array(made)


def test_it_computes_what_it_is_defined_to() -> None:
    arrays = weights()
    wanted = [plain(sentence, arrays) for sentence in SENTENCES]
    assert any((rows[:, 0] == 1).any() and (rows[:, 0] < 1).any() for rows in wanted)
    assert np.allclose(Network(arrays, marks).probabilities(SENTENCES), np.concatenate(wanted), atol=1e-5)


def test_no_sentences() -> None:
    for nothing in ([], [[]], [[], []]):
        assert Network(weights(), marks).probabilities(nothing).shape == (0, len(LABELS))
        assert Recogniser(weights(), marks).names(nothing) == [[] for _ in nothing]


def test_what_was_read_before_changes_nothing() -> None:
    fresh, used = Network(weights(), marks), Network(weights(), marks)
    used.probabilities([["Hujan", "di", "Ambon"]])
    assert (fresh.probabilities(SENTENCES) == used.probabilities(SENTENCES)).all()


@pytest.mark.parametrize("kept", [1, 4, 7, 15])
def test_more_words_than_are_kept(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Network(weights(), marks).probabilities(SENTENCES)
    other = Network(weights(), marks).probabilities(SENTENCES[1:])
    monkeypatch.setattr(module, "KEPT", kept)
    small = Network(weights(), marks)
    for _ in range(3):
        assert (small.probabilities(SENTENCES) == wanted).all()
        assert (small.probabilities(SENTENCES[1:]) == other).all()


def test_forms_and_shapes() -> None:
    assert [folded(word) for word in ("(29/10/2013)", "Budi,", "...", "AKBP")] == ["00/00/0000", "budi", "...", "akbp"]
    assert [shape(word) for word in ("Budi", "AKBP", "anak-anak", "15/10", "McD")] == ["Aa", "A", "a-a", "0/0", "AaA"]


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_best_labels_are_the_best_of_all_that_are_allowed(rows: list[list[float]]) -> None:
    table, given_probabilities = barred(LABELS), np.array(rows, dtype=np.float32)

    def allowed(path: tuple[int, ...]) -> bool:
        return not any(table[before, after] for before, after in zip((-1, *path), path, strict=False))

    def worth(path: tuple[int, ...] | list[int]) -> float:
        return float(np.prod(given_probabilities[range(len(path)), list(path)]))

    found = best_labels(given_probabilities, table).tolist()
    assert allowed(tuple(found))
    best = max(worth(path) for path in product(range(5), repeat=len(rows)) if allowed(path))
    assert worth(found) == pytest.approx(best, rel=1e-4)


def test_best_labels_are_found_sentence_by_sentence() -> None:
    random = np.random.default_rng(1)
    parts = [random.dirichlet(np.ones(5), length).astype(np.float32) for length in (3, 1, 0, 6, 2)]
    table = barred(LABELS)
    starts = np.cumsum([0] + [len(part) for part in parts])[:-1].tolist()
    wanted = [label for part in parts for label in best_labels(part, table)]
    assert best_labels(np.concatenate(parts), table, starts).tolist() == wanted


class Fixed:
    """A network that gives what it is told."""

    def __init__(self, labels: list[str], probabilities: list[list[float]]) -> None:
        self.labels, self._given = labels, np.array(probabilities, dtype=np.float32)

    def probabilities(self, sentences: list[list[str]]) -> NDArray[np.float32]:
        return self._given


def test_a_score_counts_every_word_and_the_end() -> None:
    recogniser = Recogniser(weights(), marks)
    recogniser.network = Fixed(  # type: ignore[assignment]
        LABELS,
        [[0.1, 0.9, 0, 0, 0], [0.2, 0, 0.8, 0, 0], [0.7, 0, 0.3, 0, 0], [0.2, 0, 0, 0.8, 0], [0.5, 0, 0, 0.5, 0]],
    )
    person, place, *rest = recogniser.names([["Siti", "Aminah", "di", "Ambon", "lagi"]])[0]
    sure = 0.9 * 0.8 * 0.7
    assert person == Name(0, 2, "PER", pytest.approx(1 / (1 + np.exp(-2 * np.log(sure / (1 - sure)) - 1)), abs=1e-3))
    assert place == Name(3, 4, "LOC", pytest.approx(0.8, abs=1e-3))
    assert rest == []
