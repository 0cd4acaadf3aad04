"""The teacher: BiLSTM-CRFs over the language model's states, too slow to ship, that label text for the student.

One output layer for each corpus, since they follow different conventions; the first, that of idner-news-2k, is the one
that counts.
"""

from __future__ import annotations

import random

import torch
from torch import Tensor, nn

from .corpora import LABELS, Sentence, f1
from .encoder import BothWays, Encoder, LockedDropout, Words, batches, inside
from .language_model import HIDDEN, LanguageModel

SIZE = 128
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


class Teacher(nn.Module):
    def __init__(self, words: Words, language_model: LanguageModel, corpora: int) -> None:
        super().__init__()
        self.words, self._language_model = words, [language_model]  # in a list: no part of what is trained
        self._kept: dict[str, Tensor] = {}
        self.enc = Encoder(words, marked=True)
        self.enc.load_state_dict(language_model.enc.state_dict())
        self.enc.we.weight.requires_grad_(False)
        self.rnn = BothWays(self.enc.size + 2 * HIDDEN, SIZE)
        self.drop = LockedDropout(0.4)
        self.heads = nn.ModuleList([nn.Linear(2 * SIZE, len(LABELS)) for _ in range(corpora)])
        self.crfs = nn.ModuleList([Crf() for _ in range(corpora)])

    def scores(self, sentences: list[list[str]], corpus: int, context: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Scores of labels by the convention of a corpus, and which cells hold a word; ``context``: see below."""
        numbers = [self.words.numbers(sentence) for sentence in sentences]
        lengths = [len(sentence) for sentence in numbers]
        context = self.context(sentences) if context is None else context
        vectors = torch.cat([self.drop(self.enc.batch(numbers, 0.1)), self.drop(context)], 2)
        scores = self.heads[corpus](self.drop(torch.cat(self.rnn(vectors, lengths), 2)))
        return scores[:, 1:-1], inside([length - 2 for length in lengths])

    @torch.no_grad()
    def context(self, sentences: list[list[str]]) -> Tensor:
        """The language model's states; those of training sentences are kept for the next epoch."""
        model, kept = self._language_model[0], self._kept
        texts = [" ".join(sentence) for sentence in sentences]
        if not self.training or not all(text in kept for text in texts):
            numbers = [self.words.numbers(sentence) for sentence in sentences]
            lengths = [len(sentence) for sentence in numbers]
            states = torch.cat(model.rnn(model.enc.batch(numbers), lengths), 2)
            if self.training:
                kept.update(
                    (text, row[:length].half().clone())
                    for text, row, length in zip(texts, states, lengths, strict=True)
                )
            return states
        return nn.utils.rnn.pad_sequence([kept[text].float() for text in texts], batch_first=True)


@torch.no_grad()
def marginals(teachers: list[Teacher], sentences: list[list[str]], corpus: int = 0) -> list[Tensor]:
    """The probability of each label for each word, on average over teachers that share a language model."""
    made: list[Tensor] = [torch.empty(0)] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    for teacher in teachers:
        teacher.eval()
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        batch = [sentences[index] for index in part]
        context, total = teachers[0].context(batch), torch.zeros(())
        for teacher in teachers:
            scores, there = teacher.scores(batch, corpus, context)
            total = total + teacher.crfs[corpus].marginals(scores, there) / len(teachers)  # type: ignore[operator]
        for index, row in zip(part, total, strict=True):
            made[index] = row[: len(sentences[index])]
    return made


def train(teacher: Teacher, corpora: list[list[Sentence]], epochs: int, seed: int, dev: list[Sentence]) -> None:
    """Train on all corpora at once, each with its own output layer; prints the score on dev."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW([p for p in teacher.parameters() if p.requires_grad], lr=3e-3, weight_decay=1e-3)
    steps, step = epochs * sum((len(corpus) + 39) // 40 for corpus in corpora), 0
    for epoch in range(epochs):
        teacher.train()
        work = [
            (number, batch)
            for number, corpus in enumerate(corpora)
            for batch in batches(corpus, [len(words) for words, _ in corpus], 40, chance)
        ]
        chance.shuffle(work)
        for number, batch in work:
            optimizer.param_groups[0]["lr"] = 3e-3 * min(1, (step + 1) / 100) * max(0.02, 1 - step / steps)
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
        if epoch % 4 == 3 or epoch == epochs - 1:
            found = marginals([teacher], [words for words, _ in dev])
            print(f"teacher {seed}, epoch {epoch + 1}: dev {f1(dev, decode(found))}", flush=True)


def decode(probabilities: list[Tensor]) -> list[list[str]]:
    """Labels of sentences from the probabilities of their words' labels, as the package reads them."""
    from beritaparse.models.recogniser import barred, best_labels

    table = barred(LABELS)
    return [[LABELS[label] for label in best_labels(rows.numpy(), table)] for rows in probabilities]
