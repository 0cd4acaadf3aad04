"""Syntax against Universal Dependencies, with our sentence boundaries and with those of the treebank, and its speed.

    python benchmarks/syntax.py [TREEBANK.conllu] [--model FILE] [--from 0.75]

Scores are those of the CoNLL 2018 shared task (F1 over words; relations without subtypes), as ``beritaparse evaluate``
counts them, on the part of the treebank that begins at ``--from``.  Without a treebank the last quarter of CSUI's
training part in ``../shared/data`` is scored: only with ``--model`` (what ``scripts/train_syntax.py`` writes without
``--final``) has that quarter not been learned.  The speed is that of the stage alone, on real articles where they
are there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language

import beritaparse
from beritaparse.evaluation.conllu import Syntax, read_conllu
from beritaparse.evaluation.predict import syntax_of
from beritaparse.evaluation.syntax import score_syntax
from beritaparse.evaluation.tally import evaluation
from beritaparse.layout.sentences import boundaries
from beritaparse.models.syntax import SyntaxStage

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
CSUI = DATA / "ud" / "id_csui-ud-train.conllu"


def part(path: Path, begin: float) -> Syntax:
    """The sentences of a treebank from a share of them on, in one text."""
    blocks = [block for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "part.conllu")
        kept.write_text("\n\n".join(blocks[int(len(blocks) * begin) :]) + "\n\n", encoding="utf-8")
        (gold,) = read_conllu(kept)
    return gold


def predicted(stage: SyntaxStage, nlp: Language, gold: Syntax, spans: list[tuple[int, int]]) -> Syntax:
    """The text of a treebank with these sentences and the syntax of the stage."""
    doc = nlp.make_doc(gold.text)
    starts = {start for start, _ in spans}
    flags = [1 if token.i == 0 or token.idx in starts else -1 for token in doc]
    doc.from_array([SENT_START], np.array(flags, dtype="int64").astype("uint64").reshape(-1, 1))
    made = syntax_of(stage(doc), gold.id)
    made.sentences = spans
    return made


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("treebank", nargs="?", type=Path, default=CSUI)
    arguments.add_argument("--model", type=Path)
    arguments.add_argument("--from", type=float, default=0.75, dest="begin")
    arguments.add_argument("--articles", type=int, default=100)
    options = arguments.parse_args()
    if not options.treebank.is_file():
        print(f"{options.treebank} is absent: nothing to measure", file=sys.stderr)
        return 1
    gold = part(options.treebank, options.begin)
    nlp = beritaparse.load("rules").nlp
    stage = SyntaxStage(nlp.vocab, options.model)
    for name, spans in (
        ("boundaries of the treebank", gold.sentences),
        ("our boundaries", list(boundaries(gold.text, 0, len(gold.text)))),
    ):
        tallies, unit, notes = score_syntax([(gold, predicted(stage, nlp, gold, spans))])
        scores = evaluation(tallies, unit=unit, resamples=0, seed=0, notes=notes).scores
        print(f"{name}: " + "  ".join(f"{layer} {100 * score.f1:.2f}" for layer, score in scores.items()))
    articles = DATA / "articles" / "articles.jsonl.gz"
    if articles.is_file():
        with gzip.open(articles, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] or "" for _, line in zip(range(options.articles), lines, strict=False)]
        docs = [nlp(text) for text in texts]
        began = time.process_time()
        for doc in docs:
            stage(doc)
        spent = time.process_time() - began
        print(f"{sum(map(len, docs)) / spent:,.0f} words a second ({len(docs)} articles, seconds of this process)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
