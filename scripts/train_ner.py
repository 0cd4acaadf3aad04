"""Train the packaged name recogniser: a linear-chain CRF over word, shape, cluster and lexicon features.

    pip install -e . gensim scikit-learn && python scripts/train_ner.py [--final]

Reads ``../shared/data`` (says so where it is absent): word clusters come from the articles, labels from
idner-news-2k (MIT) and NERGRIT (Apache-2.0).  Without ``--final`` it trains on the train splits and prints the
strict entity F1 on the dev splits; with it, the dev split of idner-news-2k joins the training data and the model is
written to ``src/beritaparse/models/data``.  Seeds are fixed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
TARGET = ROOT / "src" / "beritaparse" / "models" / "data"
Sentence = tuple[list[str], list[str]]


def read_iob(path: Path) -> list[Sentence]:
    """Sentences of an IOB file: words and labels."""
    sentences: list[Sentence] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, _, label = line.partition("\t")
            words.append(word)
            labels.append(label)
        elif words:
            sentences.append((words, labels))
            words, labels = [], []
    return sentences


def entities(labels: list[str]) -> set[tuple[int, int, str]]:
    """Spans ``(start, end, type)`` of an IOB sequence; an I- without its B- begins one."""
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for index, label in enumerate([*labels, "O"]):
        if kind and (label[:2] != "I-" or label[2:] != kind):
            found.add((start, index, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = index, label[2:]
    return found


def f1(gold: list[Sentence], predicted: list[list[str]]) -> dict[str, tuple[float, float, float]]:
    """Strict precision, recall and F1, overall and by type."""
    hit: Counter[str] = Counter()
    given: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for (_, labels), guess in zip(gold, predicted, strict=True):
        a, b = entities(labels), entities(guess)
        for counter, spans in ((hit, a & b), (given, b), (wanted, a)):
            for *_, kind in spans:
                counter[kind] += 1
                counter["all"] += 1
    scores: dict[str, tuple[float, float, float]] = {}
    for kind in wanted:
        precision, recall = hit[kind] / max(given[kind], 1), hit[kind] / wanted[kind]
        scores[kind] = (precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))
    return scores


def article_sentences() -> Iterator[list[str]]:
    """Tokenised lines of the articles, lower-cased, digits folded."""
    from beritaparse.language import Indonesian

    tokenize = Indonesian().tokenizer
    with gzip.open(DATA / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for row in (json.loads(line)["text"] or "").split("\n"):
                words = [token.lower_ for token in tokenize(row) if not token.is_space]
                if len(words) > 3:
                    yield words


def train_clusters() -> None:
    """Word vectors of the articles, clustered coarse to fine; written as ``clusters.tsv.gz``."""
    from gensim.models import Word2Vec
    from sklearn.cluster import MiniBatchKMeans

    vectors = Word2Vec(
        list(article_sentences()), vector_size=100, window=3, min_count=4, sg=1, epochs=8, workers=1, seed=1
    ).wv
    words = list(vectors.index_to_key)[:40_000]
    matrix = vectors.get_normed_vectors()[: len(words)]
    paths = [""] * len(words)
    for size in (50, 200, 800):
        labels = MiniBatchKMeans(size, random_state=1, n_init=3, batch_size=4096).fit_predict(matrix)
        paths = [f"{path}.{label}" if path else str(label) for path, label in zip(paths, labels, strict=True)]
    TARGET.mkdir(exist_ok=True)
    text = "".join(f"{word}\t{path}\n" for word, path in sorted(zip(words, paths, strict=True)))
    with (TARGET / "clusters.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(text.encode())
    print(f"{len(words)} words in clusters")


def silver(path: Path, most: int) -> list[Sentence]:
    """Sentences of real articles about police and government, labelled by our rules and a first model.

    What the rules find (names after ranks and posts, units, places with codes) overrides the model; a sentence in
    which the model is unsure of a name that no rule confirms is left out.  Only used to train; no text is kept.
    """
    import pycrfsuite

    import beritaparse
    from beritaparse.models.features import sentence_features
    from beritaparse.models.ner import sentences_of, spans_of

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    parser = beritaparse.load("rules")
    made: list[Sentence] = []
    with gzip.open(DATA / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"] or ""
            if len(text) > 6000:
                continue
            doc = parser.doc(text)
            if not doc._.berita_ranks and len(doc._.berita_units) < 2:
                continue
            rules = _rule_spans(doc)
            for tokens in sentences_of(doc):
                if not 5 <= len(tokens) <= 80:
                    continue
                sentence = _label(tokens, rules, tagger, sentence_features, spans_of)
                if sentence is not None and any(label != "O" for label in sentence[1]):
                    made.append(sentence)
            if len(made) >= most:
                break
    return made


def _rule_spans(doc) -> dict[int, tuple[int, str]]:  # type: ignore[no-untyped-def]
    """Start -> (end, type) of what the rules are sure of."""
    spans: dict[int, tuple[int, str]] = {}
    for place in doc._.berita_places:
        for mention in place.mentions:
            if mention.rule in ("known_name", "level_and_name"):
                spans[mention.start] = (mention.end, "LOC")
    for unit in doc._.berita_units:
        for mention in unit.mentions:
            spans[mention.start] = (mention.end, "ORG")
    for organization in doc._.berita_organizations:
        for mention in organization.mentions:
            if mention.rule != "platform_name":
                spans[mention.start] = (mention.end, "ORG")
    for name in doc._.berita_names:
        if not name.initials:
            spans[name.start] = (name.end, "PER")
    return spans


def _label(tokens, rules, tagger, features, spans_of) -> Sentence | None:  # type: ignore[no-untyped-def]
    words = [token.text for token in tokens]
    labels = ["O"] * len(words)
    fixed = [False] * len(words)
    index = 0
    while index < len(tokens):
        if tokens[index].idx in rules:
            end, kind = rules[tokens[index].idx]
            first = index
            while index < len(tokens) and tokens[index].idx < end:
                labels[index] = ("B-" if index == first else "I-") + kind
                fixed[index] = True
                index += 1
            continue
        index += 1
    guess = tagger.tag(features(words))
    for first, stop, kind in spans_of(guess):
        if any(fixed[first:stop]):
            continue
        sure = min(tagger.marginal(guess[i], i) for i in range(first, stop))
        if sure < 0.85:
            return None
        labels[first:stop] = ["B-" + kind] + ["I-" + kind] * (stop - first - 1)
    return words, labels


def train_crf(sentences: list[Sentence], path: Path, c1: float, c2: float) -> None:
    import pycrfsuite

    from beritaparse.models.features import sentence_features

    trainer = pycrfsuite.Trainer(verbose=False)
    for words, labels in sentences:
        trainer.append(sentence_features(words), labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 120, "feature.possible_transitions": True})
    trainer.train(str(path))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--final", action="store_true")
    arguments.add_argument("--clusters", action="store_true", help="train the word clusters anew")
    arguments.add_argument("--c1", type=float, default=0.05)
    arguments.add_argument("--c2", type=float, default=0.05)
    arguments.add_argument("--no-nergrit", action="store_true")
    arguments.add_argument("--silver", type=int, default=0, help="add so many sentences that the rules label")
    options = arguments.parse_args()
    if not DATA.is_dir():
        print(f"no corpora: {DATA} is absent", file=sys.stderr)
        return 1
    if options.clusters or not (TARGET / "clusters.tsv.gz").exists():
        train_clusters()
    ner = DATA / "ner"
    train = read_iob(ner / "idner-news-2k.train.tsv")
    dev = read_iob(ner / "idner-news-2k.dev.tsv")
    if not options.no_nergrit:
        train += read_iob(ner / "nergrit.train.tsv")
    if options.final:
        train += dev
    if options.silver:
        base = Path("/tmp/ner-base.crfsuite")
        train_crf(train, base, options.c1, options.c2)
        added = silver(base, options.silver)
        train = train * 2 + added
        print(f"{len(added)} silver sentences")
    path = TARGET / "ner.crfsuite" if options.final else Path("/tmp/ner.crfsuite")
    began = time.time()
    train_crf(train, path, options.c1, options.c2)
    print(f"trained on {len(train)} sentences in {time.time() - began:.0f} s, {path.stat().st_size} bytes")
    import pycrfsuite

    from beritaparse.models.features import sentence_features

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    for name, gold in (("idner dev", dev), ("nergrit dev", read_iob(ner / "nergrit.dev.tsv"))):
        began = time.time()
        predicted = [tagger.tag(sentence_features(words)) for words, _ in gold]
        speed = sum(len(words) for words, _ in gold) / (time.time() - began)
        scores = {kind: " ".join(f"{100 * value:.1f}" for value in row) for kind, row in f1(gold, predicted).items()}
        print(name, scores, f"{speed:.0f} words/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
