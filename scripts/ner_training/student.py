"""The student: the network that ships, trained on the corpora's labels and on what the teachers say of more text."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from .corpora import LABELS, Sentence, f1
from .encoder import BothWays, Encoder, Words, batches, inside
from .teacher import decode

Soft = tuple[list[str], NDArray[np.float32]]
"""A sentence and the probability of each label for each of its words."""
BATCH = 32


class Student(nn.Module):
    def __init__(self, words: Words, size: int) -> None:
        super().__init__()
        self.words, self.size = words, size
        self.enc = Encoder(words, marked=True)
        self.rnn = BothWays(self.enc.size, size)
        self.out = nn.Linear(2 * size, len(LABELS))
        self.word_drop, self.state_drop = nn.Dropout(0.2), nn.Dropout(0.3)

    def logits(self, sentences: list[list[str]]) -> tuple[Tensor, Tensor]:
        numbers = [self.words.numbers(sentence) for sentence in sentences]
        lengths = [len(sentence) for sentence in numbers]
        vectors = self.word_drop(self.enc.batch(numbers, 0.08))
        made = self.out(self.state_drop(torch.cat(self.rnn(vectors, lengths), 2)))
        return made[:, 1:-1], inside([length - 2 for length in lengths])

    @torch.no_grad()
    def probabilities(self, sentences: list[list[str]]) -> list[Tensor]:
        self.eval()
        made: list[Tensor] = []
        for at in range(0, len(sentences), 64):
            part = sentences[at : at + 64]
            logits = torch.softmax(self.logits(part)[0], 2)
            made += [rows[: len(sentence)] for rows, sentence in zip(logits, part, strict=True)]
        return made


def hard(sentence: Sentence) -> Soft:
    """A sentence whose labels are certain."""
    return sentence[0], np.eye(len(LABELS), dtype=np.float32)[[LABELS.index(label) for label in sentence[1]]]


def train(student: Student, examples: list[Soft], epochs: int, seed: int, dev: list[Sentence]) -> None:
    """Train on cross entropy with the probabilities of the examples; prints the score on dev."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW(student.parameters(), lr=3e-3, weight_decay=1e-3)
    lengths = [len(words) for words, _ in examples]
    steps, step = epochs * ((len(examples) + BATCH - 1) // BATCH), 0
    for epoch in range(epochs):
        student.train()
        for batch in batches(examples, lengths, BATCH, chance):
            optimizer.param_groups[0]["lr"] = 3e-3 * min(1, (step + 1) / 200) * max(0.01, 1 - step / steps)
            step += 1
            logits, there = student.logits([words for words, _ in batch])
            wanted = torch.zeros(logits.shape)
            for row, (_, soft) in enumerate(batch):
                wanted[row, : len(soft)] = torch.from_numpy(soft)
            loss = -(wanted * torch.log_softmax(logits, 2)).sum(2)[there].mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
        found = student.probabilities([words for words, _ in dev])
        print(f"student, epoch {epoch + 1}: dev {f1(dev, decode(found))}", flush=True)


def arrays(student: Student) -> dict[str, NDArray[np.generic]]:
    """The student as :class:`beritaparse.models.network.Network` reads it, without calibration.

    Embeddings become bytes with a scale for each word, the other weights half precision; the convolution is worked
    out for each letter; torch's gates (in, forget, new, out) are put in the package's order and halved.
    """
    state = {name: value.detach().double().numpy() for name, value in student.state_dict().items()}
    size = student.size
    order = np.r_[0 : 2 * size, 3 * size : 4 * size, 2 * size : 3 * size]
    halved = np.r_[np.full(3 * size, 0.5), np.ones(size)]

    def gates(name: str) -> NDArray[np.float64]:
        return np.stack([state[f"rnn.{side}.{name}_l0"][order].T * halved for side in "fb"])

    embedding = state["enc.we.weight"]
    scale = np.maximum(np.abs(embedding).max(axis=1) / 127, 1e-9)
    letters = np.stack([state["enc.ce.weight"] @ state["enc.cc.weight"][:, :, place].T for place in range(3)])
    table = student.words
    half = {
        "word_scale": scale,
        "shape_rows": state["enc.se.weight"],
        "letter_rows": letters,
        "letter_bias": state["enc.cc.bias"],
        "input": np.concatenate(list(gates("weight_ih")), axis=1),
        "recurrent": gates("weight_hh"),
        "bias": (gates("bias_ih") + gates("bias_hh")).reshape(-1),
        "output": state["out.weight"].T,
        "output_bias": state["out.bias"],
    }
    lists = {"labels": LABELS, "words": table.words, "shapes": table.shapes, "letters": table.letters}
    return {
        **{name: np.frombuffer("\n".join(items).encode(), dtype=np.uint8) for name, items in lists.items()},
        "word_rows": np.round(embedding / scale[:, None]).astype(np.int8),
        **{name: value.astype(np.float16) for name, value in half.items()},
    }


def save(path: Path, weights: dict[str, NDArray[np.generic]], calibration: NDArray[np.float64]) -> None:
    np.savez_compressed(path, allow_pickle=False, **weights, calibration=calibration.astype(np.float32))  # pyright: ignore
