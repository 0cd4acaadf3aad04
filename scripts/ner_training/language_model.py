"""Two LSTMs that predict the next and the previous word of the articles' sentences: features for the teacher."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .encoder import BothWays, Encoder, Words, inside

HIDDEN, PROJECTED, NEGATIVES, TOKENS = 256, 128, 1000, 2600
SCHEDULE = 6
Example = tuple[list[int], list[int]]


class LanguageModel(nn.Module):
    def __init__(self, words: Words, targets: int) -> None:
        super().__init__()
        self.enc = Encoder(words, marked=False)
        self.rnn = BothWays(self.enc.size, HIDDEN)
        self.pf, self.pb = nn.Linear(HIDDEN, PROJECTED), nn.Linear(HIDDEN, PROJECTED)
        self.out, self.ob = nn.Embedding(targets, PROJECTED), nn.Parameter(torch.zeros(targets))
        nn.init.normal_(self.out.weight, 0, 0.05)


def load(words: Words, work: Path) -> LanguageModel:
    model = LanguageModel(words, len(json.loads((work / "lmvocab.json").read_text())))
    model.load_state_dict(torch.load(work / "lm.pt"))
    return model.eval()


def train(sentences: list[list[str]], words: Words, work: Path, epochs: int, seed: int = 1) -> None:
    """Train with a sampled softmax; every 50th sentence is held out to watch the perplexity.  Writes ``lm.pt``.

    The learning rate falls as for :data:`SCHEDULE` epochs, however many are run.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    vocabulary: list[str] = json.loads((work / "lmvocab.json").read_text())
    number = {word: index for index, word in enumerate(vocabulary)}
    examples = [(words.numbers(words_), [1, *(number.get(word, 0) for word in words_), 2]) for words_ in sentences]
    counts: Counter[str] = Counter(word for words_ in sentences for word in words_)
    known = np.array([1.0] * 3 + [counts[word] for word in vocabulary[3:]])
    known[0], known[1], known[2] = counts.total() - known[3:].sum(), len(sentences), len(sentences)
    odds = known**0.75 / (known**0.75).sum()
    sampling, correction = torch.tensor(odds), torch.tensor(np.log(odds), dtype=torch.float32)
    model = LanguageModel(words, len(vocabulary))
    drop = nn.Dropout(0.2)
    held, kept = examples[::50], [example for index, example in enumerate(examples) if index % 50]

    def loss_of(batch: list[Example], sampled: bool) -> Tensor:
        lengths = [len(example[0]) for example in batch]
        vectors = model.enc.batch([example[0] for example in batch], 0.05)
        forward, backward = model.rnn(drop(vectors) if sampled else vectors, lengths)
        wanted = torch.full(inside(lengths).shape, -1)
        for row, example in enumerate(batch):
            wanted[row, : len(example[1])] = torch.tensor(example[1])
        noise = torch.multinomial(sampling, NEGATIVES, replacement=True).unique()
        total, seen = torch.zeros(()), 0
        for state, project, targets in (
            (forward[:, :-1], model.pf, wanted[:, 1:]),
            (backward[:, 1:], model.pb, wanted[:, :-1]),
        ):
            there = targets >= 0
            hidden, target = state[there], targets[there]
            seen += len(target)
            if not sampled:
                logits = project(hidden) @ model.out.weight.T + model.ob
                total = total + functional.cross_entropy(logits, target, reduction="sum")
                continue
            hidden = project(drop(hidden))
            right = (hidden * model.out(target)).sum(1) + model.ob[target] - correction[target]
            wrong = hidden @ model.out(noise).T + model.ob[noise] - correction[noise]
            wrong = wrong.masked_fill(noise[None] == target[:, None], -1e4)
            total = total + (torch.logsumexp(torch.cat([right[:, None], wrong], 1), 1) - right).sum()
        return total / seen

    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    steps, step = SCHEDULE * len(_batches(kept, chance)), 0
    for epoch in range(epochs):
        model.train()
        for batch in _batches(kept, chance):
            optimizer.param_groups[0]["lr"] = 2e-3 * max(0.02, 1 - step / steps)
            step += 1
            optimizer.zero_grad()
            loss_of(batch, sampled=True).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        model.eval()
        with torch.no_grad():
            entropy = np.mean([loss_of(batch, sampled=False).item() for batch in _batches(held, chance)])
        print(f"language model, epoch {epoch + 1}: perplexity {math.exp(entropy):.0f}", flush=True)
        torch.save(model.state_dict(), work / "lm.pt")


def _batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Examples of about the same length together, of some :data:`TOKENS` words in all."""
    made: list[list[Example]] = []
    current: list[Example] = []
    for example in sorted(examples, key=lambda example: len(example[0]) + chance.random() * 4):
        if current and (len(current) + 1) * len(example[0]) > TOKENS:
            made.append(current)
            current = []
        current.append(example)
    made.append(current)
    chance.shuffle(made)
    return made
