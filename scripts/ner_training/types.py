"""What a teacher makes of each word alone: vectors that also the student has, of far more words than its text holds.

The transformer has met names of the whole world; the articles, those of Indonesia.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from beritaparse.gazetteer.regions import region_words
from beritaparse.models.network import folded

from .encoder import LETTER, Words, inside
from .pretrained import BEGIN, END, PADDING, whole_words
from .teacher import Teacher, layers_of

SIZE = 48
GUESS, HIDDEN, EPOCHS = 128, 192, 14
LONGEST = 25
"""Letters of a word that gets a vector, at most."""
_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.-]{2,}")


def forms(words: Words, sentences: list[list[str]]) -> dict[str, str]:
    """Folded word -> its most usual form.

    The words that have embeddings; then capitalised ones: of the transformer's pieces, of the lists of names, of the
    sentences and of the names of regions.
    """
    counts: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for place, word in enumerate(sentence):
            counts.setdefault(folded(word), Counter())[word] += 1 if place else 0.01  # type: ignore[assignment]
    found = {word: counts[word].most_common(1)[0][0] if word in counts else word for word in words.words}
    lists = gzip.decompress((files("beritaparse.models") / "data" / "names.tsv.gz").read_bytes()).decode()
    names = [name.capitalize() for line in lists.splitlines() for name in line.split("\t")[1].split()]
    read = (word for sentence in sentences for word in sentence if word[0].isupper() and len(word) < LONGEST)
    regions = (word.capitalize() for word in sorted(region_words()) if word.isalpha())
    for name in [*filter(_NAME.fullmatch, whole_words()), *names, *read, *regions]:
        found.setdefault(folded(name), name)
    return found


@torch.no_grad()
def make(teacher: Teacher, words: Words, sentences: list[list[str]], path: Path) -> None:
    """Writes the words and their vectors: the main components of the teacher's states, of about unit size."""
    teacher.eval()
    lower, chosen = teacher.lower, forms(words, sentences)
    rows = [[BEGIN, *lower.pieces.rows(form), END] for form in chosen.values()]
    states = torch.zeros(len(rows), lower.embeddings.word_embeddings.embedding_dim)
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    for at in range(0, len(order), 256):
        part = order[at : at + 256]
        batch = [torch.tensor(rows[index]) for index in part]
        numbers = torch.nn.utils.rnn.pad_sequence(batch, batch_first=True, padding_value=PADDING)
        there = inside([len(row) for row in batch])
        low = layers_of(lower.layers, lower.embeddings(input_ids=numbers), there)
        states[part] = layers_of(teacher.upper, low, there)[:, 1]
    usual = states[: len(words.words)]
    middle = usual.mean(0)
    turned = (states - middle) @ torch.linalg.svd(usual - middle, full_matrices=False).Vh[:SIZE].T
    np.savez(
        path,
        words=np.array(list(chosen)),
        forms=np.array(list(chosen.values())),
        vectors=(turned / turned.std()).numpy(),
    )


class Types:
    """The vectors that :func:`make` wrote; row 0 is that of every other word."""

    def __init__(self, path: Path) -> None:
        arrays = np.load(path)
        self.words: list[str] = arrays["words"].tolist()
        self.forms: list[str] = arrays["forms"].tolist()
        self.vectors = nn.functional.pad(torch.from_numpy(arrays["vectors"]).float(), (0, 0, 1, 0))
        self._row = {word: row for row, word in enumerate(self.words, 1)}

    def row(self, word: str) -> int:
        return self._row.get(folded(word), 0)


class Guess(nn.Module):
    """A word's type vector, as far as its letters tell it: half of the variance of words that it has not met."""

    def __init__(self, letters: int) -> None:
        super().__init__()
        self.ce = nn.Embedding(letters, LETTER, padding_idx=0)
        self.cc = nn.Conv1d(LETTER, GUESS, 3, padding=1)
        self.hidden, self.out = nn.Linear(GUESS, HIDDEN), nn.Linear(HIDDEN, SIZE)

    def forward(self, letters: Tensor) -> Tensor:
        spelled = torch.relu(self.cc(self.ce(letters).transpose(1, 2))).amax(2)
        return self.out(torch.relu(self.hidden(spelled)))


def train_guess(words: Words, types: Types) -> Guess:
    """Learn the vectors from the letters of the words' usual forms; prints the share explained of words set aside."""
    letters, wanted = words.rows([words.number(form) for form in types.forms])[2], types.vectors[1:]
    order = torch.randperm(len(wanted))
    aside, others = order[: len(order) // 20], order[len(order) // 20 :]
    guess = Guess(len(words.letters) + 3)
    optimizer = torch.optim.AdamW(guess.parameters(), lr=3e-3, weight_decay=1e-2)
    steps = EPOCHS * len(others.split(256))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.01, 1 - step / steps))
    for _ in range(EPOCHS):
        for part in others[torch.randperm(len(others))].split(256):
            loss = ((guess(letters[part]) - wanted[part]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        missed = (guess(letters[aside]) - wanted[aside]).square().sum()
        varied = (wanted[aside] - wanted[aside].mean(0)).square().sum()
    print(f"type vectors from letters: {1 - missed / varied:.2f} of the variance", flush=True)
    return guess.requires_grad_(False)
