"""What the networks see of a word: its embedding, shape, letters and marks; and batches of sentences."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from beritaparse.models.marks import MARKS, marks
from beritaparse.models.network import EDGE, LETTERS, UNKNOWN, folded, shape

Item = TypeVar("Item")
VECTOR, SHAPE, LETTER, SPELLED = 100, 16, 24, 64


def train_vectors(sentences: list[list[str]], work: Path) -> None:
    """Skip-gram vectors of the folded words, and the words, shapes and letters there are."""
    from gensim.models import Word2Vec

    forms = [[folded(word) for word in words] for words in sentences]
    model = Word2Vec(
        forms, vector_size=VECTOR, window=4, min_count=3, sg=1, negative=8, epochs=10, workers=1, seed=1
    ).wv
    np.save(work / "w2v.npy", model.get_normed_vectors())
    counts: Counter[str] = Counter(word for words in sentences for word in words)
    shapes: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for word, count in counts.items():
        shapes[shape(word)] += count
        for letter in word:
            letters[letter] += count
    lists = {
        "w2v": model.index_to_key,
        "shapes": [item for item, count in shapes.items() if count >= 20],
        "chars": [item for item, count in letters.items() if count >= 20],
    }
    for name, items in lists.items():
        (work / f"{name}.json").write_text(json.dumps(items, ensure_ascii=False))


class Words:
    """Numbers words as they come and knows the rows of each in the tables."""

    def __init__(self, work: Path) -> None:
        def rows(name: str, first: int) -> dict[str, int]:
            return {item: row for row, item in enumerate(json.loads((work / f"{name}.json").read_text()), first)}

        self.words, self.shapes, self.letters = rows("w2v", 2), rows("shapes", 1), rows("chars", 3)
        self.vectors = np.load(work / "w2v.npy")
        self._numbers: dict[str, int] = {}
        self.spelled: list[str] = []
        self._rows: list[list[int]] = []
        self._marks: list[Sequence[float]] = []
        self._tables = torch.zeros(0, LETTERS + 4, dtype=torch.int32), torch.zeros(0, len(MARKS))

    def number(self, word: str) -> int:
        known = self._numbers.get(word)
        if known is None:
            known = self._numbers[word] = len(self._rows)
            self.spelled.append(word)
            letters = [1, *(self.letters.get(letter, 2) for letter in word[:LETTERS]), 1]
            letters += [0] * (LETTERS + 2 - len(letters))
            self._rows.append([self.words.get(folded(word), UNKNOWN), self.shapes.get(shape(word), 0), *letters])
            self._marks.append(marks(word))
        return known

    def numbers(self, sentence: list[str]) -> list[int]:
        return [self.number(word) for word in (EDGE, *sentence, EDGE)]

    def rows(self, numbers: list[int]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Rows of the embedding, of the shape and of the letters, and the marks."""
        have = len(self._tables[0])
        if have < len(self._rows):
            rows, marked = self._tables
            self._tables = (
                torch.cat([rows, torch.tensor(self._rows[have:], dtype=torch.int32)]),
                torch.cat([marked, torch.tensor(self._marks[have:], dtype=torch.float32)]),
            )
        at = torch.tensor(numbers)
        table = self._tables[0][at].long()
        return table[:, 0], table[:, 1], table[:, 2:], self._tables[1][at]


class Encoder(nn.Module):
    """Vectors of words; with ``marked`` the lexicons' marks are part of them."""

    def __init__(self, words: Words, marked: bool) -> None:
        super().__init__()
        self.table, self.marked = words, marked
        self.we = nn.Embedding(len(words.vectors) + 2, VECTOR, padding_idx=0)
        self.we.weight.data[2:] = torch.tensor(words.vectors) * 3
        self.we.weight.data[1] = 0
        self.se = nn.Embedding(len(words.shapes) + 1, SHAPE)
        self.ce = nn.Embedding(len(words.letters) + 3, LETTER, padding_idx=0)
        self.cc = nn.Conv1d(LETTER, SPELLED, 3, padding=1)
        self.size = VECTOR + SHAPE + SPELLED + (len(MARKS) if marked else 0)

    def forward(self, numbers: list[int], forget: float = 0.0) -> Tensor:
        """Vectors of the words; while training, ``forget`` of them are taken for unknown."""
        row, shapes, letters, found = self.table.rows(numbers)
        if self.training and forget:
            row = torch.where(torch.rand(row.shape) < forget, torch.ones_like(row), row)
        spelled = torch.relu(self.cc(self.ce(letters).transpose(1, 2))).amax(2)
        return torch.cat([self.we(row), self.se(shapes), spelled, *([found] if self.marked else [])], 1)

    def batch(self, sentences: list[list[int]], forget: float = 0.0) -> Tensor:
        """Vectors of sentences of word numbers, ``[sentence, word, size]``, zeros behind the end of each."""
        order: dict[int, int] = {}
        longest = max(map(len, sentences))
        index = torch.zeros(len(sentences), longest, dtype=torch.long)
        for row, sentence in enumerate(sentences):
            index[row, : len(sentence)] = torch.tensor(
                [order.setdefault(number, len(order) + 1) for number in sentence]
            )
        vectors = self(list(order), forget)
        return torch.cat([torch.zeros(1, vectors.shape[1]), vectors])[index]


def inside(lengths: list[int]) -> Tensor:
    """Which cells of a batch hold a word."""
    return torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]


class BothWays(nn.Module):
    """Two LSTMs, one from each side.  Torch's bidirectional one needs packed sequences, which are much slower."""

    def __init__(self, vector: int, size: int) -> None:
        super().__init__()
        self.f, self.b = nn.LSTM(vector, size, batch_first=True), nn.LSTM(vector, size, batch_first=True)

    def forward(self, vectors: Tensor, lengths: list[int]) -> tuple[Tensor, Tensor]:
        """What either LSTM knows at each word, the word included."""
        steps = torch.arange(vectors.shape[1])[None].expand(len(lengths), -1)
        ends = torch.tensor(lengths)[:, None]
        turned = torch.where(steps < ends, ends - 1 - steps, steps)[..., None]
        forward, _ = self.f(vectors)
        backward, _ = self.b(vectors.gather(1, turned.expand(-1, -1, vectors.shape[2])))
        return forward, backward.gather(1, turned.expand(-1, -1, backward.shape[2]))


class LockedDropout(nn.Module):
    """Dropout that leaves out the same dimensions at all words of a sentence."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, vectors: Tensor) -> Tensor:
        if not self.training:
            return vectors
        kept = torch.rand(vectors.shape[0], 1, vectors.shape[2]) > self.share
        return vectors * (kept / (1 - self.share))


def batches(items: Sequence[Item], lengths: Sequence[int], size: int, chance: random.Random) -> list[list[Item]]:
    """Items of about the same length together, in random order."""
    order = sorted(range(len(items)), key=lambda index: lengths[index] + chance.random() * 8)
    made = [[items[index] for index in order[at : at + size]] for at in range(0, len(order), size)]
    chance.shuffle(made)
    return made
