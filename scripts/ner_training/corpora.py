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
        from beritaparse.page import Page, take
        from beritaparse.stages import STAGES, function_of

        stages = [function_of(stage) for stage in STAGES if stage.name in ("layout", "sentences", "tokens")]
        seen: set[str] = set()
        with (
            gzip.open(DATA / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines,
            kept.open("w", encoding="utf-8") as out,
        ):
            for number, line in enumerate(lines):
                text = json.loads(line)["text"] or ""
                page = Page(text)
                for stage in stages:
                    take(page, stage(page))
                for words in sentences_of(page):
                    if len(words) > 2 and " ".join(words) not in seen:
                        seen.add(" ".join(words))
                        out.write(json.dumps([number, words], ensure_ascii=False) + "\n")
    return [json.loads(line)[1][:100] for line in kept.open(encoding="utf-8")]


def sentences_of(page) -> list[list[str]]:  # type: ignore[no-untyped-def]
    from beritaparse.models.ner import sentences_of as spans

    tokens = page.tokens.words
    words = ([word for word in tokens[first:stop] if not word.isspace()] for first, stop in spans(page))
    return [sentence for sentence in words if sentence]
