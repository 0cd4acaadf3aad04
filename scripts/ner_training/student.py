"""The student: the network that ships, trained on the corpora's labels and on what the teachers say of more text."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import pad

from beritaparse.models.network import EDGE, UNKNOWN, has_letters

from .corpora import LABELS, Sentence, f1
from .encoder import Encoder, Words, batches
from .teacher import decode
from .types import Guess, Types

Soft = tuple[list[str], NDArray[np.float16]]
"""A sentence and the probability of each label for each of its words."""
BATCH = 32
FORGET = 0.12
"""Words that are taken for unknown while training."""
FORGET_TYPE = 0.15
"""Words whose type is guessed from their letters while training, though it is known."""
REACH = 2
"""Words to either side that the first layer reads."""
DISTANCES = (1, 1, 1)
"""How far to either side each further layer reads."""


class Student(nn.Module):
    """:class:`beritaparse.models.network.Network` in torch, over all words of its sentences."""

    def __init__(self, words: Words, types: Types, guess: Guess, size: int) -> None:
        super().__init__()
        self.words, self.types, self.guess, self.size = words, types, guess, size
        self.enc, self.te = Encoder(words, marked=True), nn.Embedding.from_pretrained(types.vectors)
        self.first = nn.Linear(self.enc.size + types.vectors.shape[1], (2 * REACH + 1) * size, bias=False)
        self.bias = nn.Parameter(torch.zeros(size))
        self.layers = nn.ModuleList([nn.Linear(3 * size, size) for _ in DISTANCES])
        self.out = nn.Linear(size, len(LABELS))
        self.word_drop, self.state_drop = nn.Dropout(0.15), nn.Dropout(0.1)
        self._type_rows: list[int] = []
        self.edge = [words.number(EDGE)] * max(REACH, *DISTANCES)

    def logits(self, sentences: list[list[str]]) -> Tensor:
        """For each word, one sentence behind the other."""
        row, at = list(self.edge), []
        for sentence in sentences:
            at += range(len(row), len(row) + len(sentence))
            row += [*map(self.words.number, sentence), *self.edge]
        inside = torch.zeros(len(row), 1)
        inside[at] = 1
        numbers, order = np.unique(np.array(row), return_inverse=True)
        known = numbers.tolist()
        vectors = self.word_drop(torch.cat([self.enc(known, FORGET), self.type_vectors(known)], 1))
        places = self.first(vectors).view(len(numbers), 2 * REACH + 1, self.size)[torch.from_numpy(order)]
        places = pad(places, (0, 0, 0, 0, REACH, REACH))
        state = sum((places[k : k + len(row), k] for k in range(2 * REACH + 1)), self.bias)
        state = torch.relu(state) * inside
        for distance, layer in zip(DISTANCES, self.layers, strict=True):
            wide = pad(self.state_drop(state), (0, 0, distance, distance))
            around = [wide[k * distance : k * distance + len(row)] for k in range(3)]
            state = (state + torch.relu(layer(torch.cat(around, 1)))) * inside
        return self.out(self.state_drop(state))[at]

    def type_vectors(self, numbers: list[int]) -> Tensor:
        """The words' type vectors; that of a word without one is guessed, if it has letters, and no other is."""
        for word in self.words.spelled[len(self._type_rows) :]:
            self._type_rows.append(self.types.row(word) or (-1 if has_letters(word) else 0))
        rows = torch.tensor([self._type_rows[number] for number in numbers])
        if self.training:
            rows = torch.where((torch.rand(rows.shape) < FORGET_TYPE) & (rows > 0), -1, rows)
        vectors = self.te(rows.clamp(min=0))
        guessed = rows < 0
        vectors[guessed] = self.guess(self.words.rows(numbers)[2][guessed])
        return vectors

    @torch.no_grad()
    def probabilities(self, sentences: list[list[str]]) -> list[Tensor]:
        self.eval()
        made: list[Tensor] = []
        for at in range(0, len(sentences), 64):
            part = sentences[at : at + 64]
            made += torch.softmax(self.logits(part), 1).split([len(sentence) for sentence in part])
        return made


def hard(sentence: Sentence) -> Soft:
    """A sentence whose labels are certain."""
    return sentence[0], np.eye(len(LABELS), dtype=np.float16)[[LABELS.index(label) for label in sentence[1]]]


def train(student: Student, examples: list[Soft], epochs: int, seed: int, dev: list[Sentence]) -> None:
    """Train on cross entropy with the probabilities of the examples; prints the score on dev.

    What is kept is the moving average of the weights over the steps.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW(student.parameters(), lr=3e-3, weight_decay=1e-3)
    average = torch.optim.swa_utils.AveragedModel(student, avg_fn=_moving_average)
    lengths = [len(words) for words, _ in examples]
    steps, step = epochs * ((len(examples) + BATCH - 1) // BATCH), 0
    for epoch in range(epochs):
        student.train()
        for batch in batches(examples, lengths, BATCH, chance):
            optimizer.param_groups[0]["lr"] = 3e-3 * min(1, (step + 1) / 200) * max(0.01, 1 - step / steps)
            step += 1
            logits = student.logits([words for words, _ in batch])
            wanted = torch.from_numpy(np.concatenate([soft for _, soft in batch]).astype(np.float32))
            loss = -(wanted * torch.log_softmax(logits, 1)).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(student)
        found = average.module.probabilities([words for words, _ in dev])
        print(f"student, epoch {epoch + 1}: dev {f1(dev, decode(found))}", flush=True)
    student.load_state_dict(average.module.state_dict())


def _moving_average(average: Tensor, value: Tensor, count: int | Tensor) -> Tensor:
    return torch.lerp(value, average, min(0.998, (1 + int(count)) / (10 + int(count))))


def arrays(student: Student) -> dict[str, NDArray[np.generic]]:
    """The student as :class:`beritaparse.models.network.Network` reads it, without calibration.

    A word's embedding and its vector stand side by side, as bytes with a scale for each word; a word without an
    embedding has that of the unknown word.  The other weights become half precision; the convolution is worked out for
    each letter.
    """
    state = {name: value.detach().double().numpy() for name, value in student.state_dict().items()}
    embeddings, types, first = state["enc.we.weight"], state["te.weight"], state["first.weight"].T
    table, names = student.words, dict.fromkeys([*student.words.words, *student.types.words])
    typed = [0, 0, *map(student.types.row, names)]
    embedded = [0, UNKNOWN, *(table.words.get(name, UNKNOWN) for name in names)]
    # bytes are shared fairly: the vectors' columns are brought to the spread of the embeddings
    spread = embeddings.std() / types.std(axis=0)
    rows = np.concatenate([embeddings[embedded], types[typed] * spread], axis=1)
    scale = np.maximum(np.abs(rows).max(axis=1) / 127, 1e-9)
    vector, other = embeddings.shape[1], len(first) - types.shape[1]
    half = {
        "word_scale": scale,
        "shape_rows": state["enc.se.weight"],
        "letter_rows": _letter_rows(state, "enc"),
        "letter_bias": state["enc.cc.bias"],
        "guess_letter_rows": _letter_rows(state, "guess"),
        "guess_letter_bias": state["guess.cc.bias"],
        "guess": state["guess.hidden.weight"].T,
        "guess_bias": state["guess.hidden.bias"],
        "guess_type": state["guess.out.weight"].T * spread,
        "guess_type_bias": state["guess.out.bias"] * spread,
        "first": np.concatenate([first[:vector], first[other:] / spread[:, None], first[vector:other]]),
        "bias": state["bias"],
        "layers": np.stack([state[f"layers.{number}.weight"].T for number in range(len(DISTANCES))]),
        "layer_bias": np.stack([state[f"layers.{number}.bias"] for number in range(len(DISTANCES))]),
        "output": state["out.weight"].T,
        "output_bias": state["out.bias"],
    }
    lists = {"labels": LABELS, "words": list(names), "shapes": list(table.shapes), "letters": list(table.letters)}
    return {
        **{name: np.frombuffer("\n".join(items).encode(), dtype=np.uint8) for name, items in lists.items()},
        "word_rows": np.round(rows / scale[:, None]).astype(np.int8),
        "distances": np.array(DISTANCES, dtype=np.int8),
        **{name: value.astype(np.float16) for name, value in half.items()},
    }


def _letter_rows(state: dict[str, NDArray[np.float64]], module: str) -> NDArray[np.float64]:
    """What a convolution over letters makes of each letter at each of three places."""
    return np.stack([state[f"{module}.ce.weight"] @ state[f"{module}.cc.weight"][:, :, at].T for at in range(3)])


def save(path: Path, weights: dict[str, NDArray[np.generic]], calibration: NDArray[np.float64]) -> None:
    np.savez_compressed(path, allow_pickle=False, **weights, calibration=calibration.astype(np.float32))  # pyright: ignore
