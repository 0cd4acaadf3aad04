"""The corpora in ``../shared/data``, and the strict score of entities."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
Sentence = tuple[list[str], list[str]]


def read_iob(path: Path) -> list[Sentence]:
    """Sentences of an IOB file: words and labels; an I- that continues nothing becomes a B-."""
    sentences: list[Sentence] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            word, _, label = line.partition("\t")
            if label[:1] == "I" and (not labels or labels[-1][1:] != label[1:]):
                label = "B" + label[1:]
            words.append(word)
            labels.append(label)
        elif words:
            sentences.append((words, labels))
            words, labels = [], []
    return sentences


def corpus(name: str) -> list[Sentence]:
    """One of the files in ``ner/``, such as ``idner-news-2k.train``."""
    return read_iob(DATA / "ner" / f"{name}.tsv")


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


def f1(gold: list[Sentence], predicted: list[list[str]]) -> dict[str, float]:
    """Strict F1 in per cent, overall (``all``) and by type."""
    hit: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for (_, labels), guess in zip(gold, predicted, strict=True):
        a, b = entities(labels), entities(guess)
        for counter, spans in ((hit, a & b), (count, a), (count, b)):
            for *_, kind in spans:
                counter[kind] += 1
                counter["all"] += 1
    return {kind: round(200 * hit[kind] / count[kind], 1) for kind in ("all", "PER", "LOC", "ORG")}


def article_sentences(kept: Path) -> list[list[str]]:
    """The distinct sentences of the articles' own text, as our layout, sentences and tokens have them.

    They are kept in a file of the working folder: no text goes into the project.
    """
    if not kept.exists():
        import beritaparse

        nlp = beritaparse.load("rules").nlp
        seen: set[str] = set()
        with (
            gzip.open(DATA / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines,
            kept.open("w", encoding="utf-8") as out,
            nlp.select_pipes(enable=["beritaparse_layout", "beritaparse_sentences"]),
        ):
            for number, line in enumerate(lines):
                text = json.loads(line)["text"] or ""
                for words in sentences_of(nlp(text)) if text else ():
                    if len(words) > 2 and " ".join(words) not in seen:
                        seen.add(" ".join(words))
                        out.write(json.dumps([number, words], ensure_ascii=False) + "\n")
    return [json.loads(line)[1][:100] for line in kept.open(encoding="utf-8")]


def sentences_of(doc) -> list[list[str]]:  # type: ignore[no-untyped-def]
    from beritaparse.models.ner import sentences_of as spans

    words = ([token.text for token in doc[first:stop] if not token.is_space] for first, stop in spans(doc))
    return [sentence for sentence in words if sentence]
