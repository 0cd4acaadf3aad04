"""Train the packaged name recogniser: teachers that read slowly and well, and the small network that learns from them.

    pip install -e . torch==2.13.0 gensim==4.4.0 && python scripts/train_ner.py --work /tmp/ner [--final]

Reads ``../shared/data`` (says so where it is absent).  Word vectors and a language model come from the articles,
labels from idner-news-2k (MIT) and NERGRIT (Apache-2.0).  Teachers trained on the train splits label sentences of the
articles; the student learns from these and from the corpora.  Without ``--final`` both learn from the train splits and
the student is scored and calibrated on idner's dev split; with it, the dev split joins the training data of both, the
calibration of the run without is kept and the model is written to ``src/beritaparse/models/data``.  Each step keeps
its result in the working folder and is not done again; seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import torch
from ner_training import calibration, language_model, student, teacher
from ner_training.corpora import DATA, LABELS, ROOT, Sentence, article_sentences, corpus, entities, f1
from ner_training.encoder import Words, train_vectors
from spacy.tokens import Doc

THAWED = 6
"""More epochs for a teacher, in which its word embeddings learn too."""
TARGET = ROOT / "src" / "beritaparse" / "models" / "data" / "ner.npz"
_WORD = re.compile(r"\w")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    arguments.add_argument("--final", action="store_true")
    arguments.add_argument("--teachers", type=int, default=4)
    arguments.add_argument("--teacher-epochs", type=int, default=14)
    arguments.add_argument("--lm-epochs", type=int, default=4)
    arguments.add_argument("--silver", type=int, default=50_000, help="sentences of the articles that teachers label")
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
    if not (work / "lm.pt").exists():
        language_model.train(sentences, words, work, options.lm_epochs)
    idner, dev, nergrit = corpus("idner-news-2k.train"), corpus("idner-news-2k.dev"), corpus("nergrit.train")
    gold = [*idner, *dev] if options.final else idner
    silver = silver_sentences(work, words, [gold, nergrit], dev, sentences, options)
    examples = [student.hard(sentence) for sentence in gold * 2 + [s for s in map(split_again, gold) if s]] + silver
    torch.manual_seed(options.seed)
    model = student.Student(words, options.size)
    student.train(model, examples, options.epochs, options.seed, dev)
    weights, fitted = student.arrays(model), work / "calibration.json"
    if not options.final:
        report(weights, dev, fitted)
    path = TARGET if options.final else work / "ner.npz"
    student.save(path, weights, np.array(json.loads(fitted.read_text())))
    print(f"{path}: {path.stat().st_size} bytes")
    return 0


def silver_sentences(
    work: Path,
    words: Words,
    corpora: list[list[Sentence]],
    dev: list[Sentence],
    sentences: list[list[str]],
    options: argparse.Namespace,
) -> list[student.Soft]:
    """What the teachers say, on average, of sentences of the articles and of NERGRIT's text, by idner's convention."""
    mark = "-final" if options.final else ""
    kept = work / f"silver{mark}.npz"
    capitals = [sentence for sentence in sentences if any(word[0].isupper() for word in sentence[1:])]
    chosen = random.Random(1).sample(capitals, min(options.silver, len(capitals)))
    chosen += [sentence for sentence, _ in corpora[1]]
    if not kept.exists():
        model = language_model.load(words, work)
        teachers: list[teacher.Teacher] = []
        for seed in range(1, options.teachers + 1):
            torch.manual_seed(seed)
            one, path = teacher.Teacher(words, model, len(corpora)), work / f"teacher{mark}-{seed}.pt"
            if path.exists():
                one.load_state_dict(torch.load(path))
            else:
                teacher.train(one, corpora, options.teacher_epochs, seed, dev)
                one.enc.we.weight.requires_grad_(True)  # the embeddings are let go last
                teacher.train(one, corpora, THAWED, seed, dev)
                torch.save(one.state_dict(), path)
            teachers.append(one)
        on_dev = teacher.marginals(teachers, [sentence for sentence, _ in dev])
        print("teachers together: dev", f1(dev, teacher.decode(on_dev)), flush=True)
        np.savez(kept, probabilities=torch.cat(teacher.marginals(teachers, chosen)).half().numpy())
    ends = np.cumsum([len(sentence) for sentence in chosen])[:-1]
    return list(zip(chosen, np.split(np.load(kept)["probabilities"], ends), strict=True))


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


def report(weights: dict[str, np.ndarray], dev: list[Sentence], fitted: Path) -> None:
    """Print the score, the speed and the calibration of the network as it ships, and keep the calibration.

    The calibration error is measured on each half of dev with the calibration fitted on the other half.
    """
    from beritaparse.models.recogniser import Recogniser

    kinds = list(dict.fromkeys(label[2:] for label in LABELS[1:]))
    recogniser = Recogniser({**weights, "calibration": np.array([[1.0, 0.0]] * len(kinds))})
    began = time.process_time()
    found = recogniser.names([sentence for sentence, _ in dev])
    spent = time.process_time() - began
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
    fitted.write_text(json.dumps(lines))


if __name__ == "__main__":
    sys.exit(main())
