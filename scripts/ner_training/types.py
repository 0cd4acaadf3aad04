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

from beritaparse.models.network import folded

from .encoder import Words, inside
from .pretrained import BEGIN, END, PADDING, whole_words
from .teacher import Teacher, layers_of

SIZE = 48
_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’.-]{2,}")


def forms(words: Words, sentences: list[list[str]]) -> dict[str, str]:
    """Folded word -> its most usual form: the words that have embeddings, then those of the lists of names and the
    transformer's pieces that are a capitalised word."""
    counts: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for place, word in enumerate(sentence):
            counts.setdefault(folded(word), Counter())[word] += 1 if place else 0.01  # type: ignore[assignment]
    found = {word: counts[word].most_common(1)[0][0] if word in counts else word for word in words.words}
    lists = gzip.decompress((files("beritaparse.models") / "data" / "names.tsv.gz").read_bytes()).decode()
    names = [name.capitalize() for line in lists.splitlines() for name in line.split("\t")[1].split()]
    for name in [*filter(_NAME.fullmatch, whole_words()), *names]:
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
    np.savez(path, words=np.array(list(chosen)), vectors=(turned / turned.std()).numpy())


class Types:
    """The vectors that :func:`make` wrote; row 0 is that of every other word."""

    def __init__(self, path: Path) -> None:
        arrays = np.load(path)
        self.words: list[str] = arrays["words"].tolist()
        self.vectors = torch.nn.functional.pad(torch.from_numpy(arrays["vectors"]).float(), (0, 0, 1, 0))
        self._row = {word: row for row, word in enumerate(self.words, 1)}

    def row(self, word: str) -> int:
        return self._row.get(folded(word), 0)
