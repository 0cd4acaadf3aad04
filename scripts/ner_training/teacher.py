"""The teacher: a BiLSTM-CRF over a pretrained transformer, too slow to ship, that labels text for the student.

The transformer's lower half stays as it is and is shared by all teachers; the upper half learns.  One output layer for
each corpus, since they follow different conventions; the first, that of idner-news-2k, is the one that counts.
"""

from __future__ import annotations

import copy
import random
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertModel

from .corpora import LABELS, Sentence, f1
from .encoder import BothWays, Encoder, LockedDropout, Words, batches, inside
from .pretrained import BEGIN, END, PADDING, Pieces

SIZE = 128
LOWER = 6
"""Layers of the transformer that are not trained."""
RATES = 1e-4, 2e-4
"""Learning rate of the transformer's layers, for each teacher."""
RATE = 2e-3
"""Of the other layers."""
BATCH = 16
OTHERS = 3
"""A third of each further corpus is read in an epoch."""
LONGEST = 510
"""Pieces of a sentence that the transformer reads."""
FORBIDDEN = torch.tensor([[-1e4 if b[0] == "I" and a[1:] != b[1:] else 0.0 for b in LABELS] for a in LABELS])
NOT_FIRST = torch.tensor([-1e4 if label[0] == "I" else 0.0 for label in LABELS])


class Crf(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.t, self.s = nn.Parameter(torch.zeros(len(LABELS), len(LABELS))), nn.Parameter(torch.zeros(len(LABELS)))

    def normalizer(self, scores: Tensor, there: Tensor) -> Tensor:
        transitions = self.t + FORBIDDEN
        total = scores[:, 0] + self.s + NOT_FIRST
        for step in range(1, scores.shape[1]):
            new = torch.logsumexp(total[:, :, None] + transitions[None], 1) + scores[:, step]
            total = torch.where(there[:, step, None], new, total)
        return torch.logsumexp(total, 1)

    def loss(self, scores: Tensor, there: Tensor, labels: Tensor) -> Tensor:
        emitted = (scores.gather(2, labels[..., None])[..., 0] * there).sum(1)
        moved = ((self.t + FORBIDDEN)[labels[:, :-1], labels[:, 1:]] * there[:, 1:]).sum(1)
        return self.normalizer(scores, there) - emitted - moved - (self.s + NOT_FIRST)[labels[:, 0]]

    def marginals(self, scores: Tensor, there: Tensor) -> Tensor:
        """The probability of each label at each word: the gradient of the normaliser."""
        scores = scores.detach().requires_grad_(True)
        with torch.enable_grad():
            return torch.autograd.grad(self.normalizer(scores, there).sum(), scores)[0]


class Read(NamedTuple):
    """Sentences after the lower half: states of their pieces, which of these are there, and each word's first piece."""

    states: Tensor
    there: Tensor
    first: Tensor


class Lower:
    """The transformer's embeddings and lower layers, the same for all teachers."""

    def __init__(self, model: BertModel, pieces: Pieces) -> None:
        self.pieces, self.embeddings = pieces, model.embeddings.eval()
        self.layers, self.upper = model.encoder.layer[:LOWER].eval(), model.encoder.layer[LOWER:]
        self._kept: dict[str, Tensor] = {}

    @torch.no_grad()
    def read(self, sentences: list[list[str]], keep: bool) -> Read:
        """With ``keep`` the states of sentences are kept for the next epoch."""
        rows: list[list[int]] = []
        first: list[list[int]] = []
        for sentence in sentences:
            row, starts = [BEGIN], [0]
            for word in sentence:
                starts.append(min(len(row), LONGEST))
                row += self.pieces.rows(word)
            row = [*row[:LONGEST], END]
            rows.append(row)
            first.append([*starts, len(row) - 1])
        pad = nn.utils.rnn.pad_sequence
        numbers = pad([torch.tensor(row) for row in rows], batch_first=True, padding_value=PADDING)
        there = inside([len(row) for row in rows])
        words = pad([torch.tensor(starts) for starts in first], batch_first=True)
        texts = [" ".join(sentence) for sentence in sentences]
        if keep and all(text in self._kept for text in texts):
            return Read(pad([self._kept[text].float() for text in texts], batch_first=True), there, words)
        states = layers_of(self.layers, self.embeddings(input_ids=numbers), there)
        if keep:
            lengths = map(len, rows)
            self._kept.update((text, row[:n].half()) for text, row, n in zip(texts, states, lengths, strict=True))
        return Read(states, there, words)


def layers_of(layers: nn.ModuleList, states: Tensor, there: Tensor) -> Tensor:
    mask = torch.where(there, 0.0, -1e9)[:, None, None]
    for layer in layers:
        states = layer(states, attention_mask=mask)
    return states


class Teacher(nn.Module):
    def __init__(self, words: Words, lower: Lower, corpora: int) -> None:
        super().__init__()
        self.words, self.lower = words, lower
        self.upper = copy.deepcopy(lower.upper)
        self.enc = Encoder(words, marked=True)
        size = lower.embeddings.word_embeddings.embedding_dim
        self.rnn = BothWays(self.enc.size + size, SIZE)
        self.drop = LockedDropout(0.3)
        self.heads = nn.ModuleList([nn.Linear(2 * SIZE, len(LABELS)) for _ in range(corpora)])
        self.direct = nn.ModuleList([nn.Linear(size, len(LABELS)) for _ in range(corpora)])
        self.crfs = nn.ModuleList([Crf() for _ in range(corpora)])

    def scores(self, sentences: list[list[str]], corpus: int, read: Read | None = None) -> tuple[Tensor, Tensor]:
        """Scores of labels by the convention of a corpus, and which cells hold a word; ``read``: by the lower half."""
        numbers = [self.words.numbers(sentence) for sentence in sentences]
        lengths = [len(sentence) for sentence in numbers]
        states, there, first = self.lower.read(sentences, self.training) if read is None else read
        states = layers_of(self.upper, states, there)
        states = self.drop(states.gather(1, first[..., None].expand(-1, -1, states.shape[2])))
        vectors = torch.cat([self.drop(self.enc.batch(numbers, 0.1)), states], 2)
        scores = self.heads[corpus](self.drop(torch.cat(self.rnn(vectors, lengths), 2))) + self.direct[corpus](states)
        return scores[:, 1:-1], inside([length - 2 for length in lengths])


@torch.no_grad()
def marginals(teachers: list[Teacher], sentences: list[list[str]], corpus: int = 0) -> list[Tensor]:
    """The probability of each label for each word, on average over teachers that share a lower half."""
    made: list[Tensor] = [torch.empty(0)] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    for teacher in teachers:
        teacher.eval()
    for at in range(0, len(order), 32):
        part = order[at : at + 32]
        batch = [sentences[index] for index in part]
        read, total = teachers[0].lower.read(batch, keep=False), torch.zeros(())
        for teacher in teachers:
            scores, there = teacher.scores(batch, corpus, read)
            total = total + teacher.crfs[corpus].marginals(scores, there) / len(teachers)  # type: ignore[operator]
        for index, row in zip(part, total, strict=True):
            made[index] = row[: len(sentences[index])]
    return made


def train(teacher: Teacher, corpora: list[list[Sentence]], epochs: int, seed: int, dev: list[Sentence]) -> None:
    """Train on all corpora at once, each with its own output layer; prints the score on dev.

    ``seed`` is 1 or 2, the number of the teacher.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    fine = list(teacher.upper.parameters())
    known = {id(parameter) for parameter in fine}
    coarse = [parameter for parameter in teacher.parameters() if id(parameter) not in known]
    groups = [{"params": fine, "weight_decay": 1e-2}, {"params": coarse, "weight_decay": 1e-3}]
    optimizer = torch.optim.AdamW(groups)
    sizes = [len(corpus) // (OTHERS if number else 1) for number, corpus in enumerate(corpora)]
    steps, step = epochs * sum((size + BATCH - 1) // BATCH for size in sizes), 0
    for epoch in range(epochs):
        teacher.train()
        work: list[tuple[int, list[Sentence]]] = []
        for number, (corpus, size) in enumerate(zip(corpora, sizes, strict=True)):
            chosen = chance.sample(corpus, size)
            lengths = [len(words) for words, _ in chosen]
            work += [(number, batch) for batch in batches(chosen, lengths, BATCH, chance)]
        chance.shuffle(work)
        for number, batch in work:
            share = min(1, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (RATES[seed - 1], RATE), strict=True):
                group["lr"] = rate * share
            step += 1
            scores, there = teacher.scores([words for words, _ in batch], number)
            labels = torch.zeros(there.shape, dtype=torch.long)
            for row, (_, names) in enumerate(batch):
                labels[row, : len(names)] = torch.tensor([LABELS.index(name) for name in names])
            loss = teacher.crfs[number].loss(scores, there, labels).sum() / there.sum() * 10  # type: ignore[operator]
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 5.0)
            optimizer.step()
        found = marginals([teacher], [words for words, _ in dev])
        print(f"teacher {seed}, epoch {epoch + 1}: dev {f1(dev, decode(found))}", flush=True)


def decode(probabilities: list[Tensor]) -> list[list[str]]:
    """Labels of sentences from the probabilities of their words' labels, as the package reads them."""
    from beritaparse.models.recogniser import barred, best_labels

    table = barred(LABELS)
    return [[LABELS[label] for label in best_labels(rows.numpy(), table)] for rows in probabilities]
