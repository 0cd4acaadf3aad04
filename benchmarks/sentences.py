"""Sentence boundaries against Universal Dependencies.

    python benchmarks/sentences.py [FILE.conllu …] [--errors 40]

Running text is rebuilt from the ``# text`` lines, joined by a blank as in UD's raw text files, and split by our
sentence stage.  A sentence counts where both of its ends are right, as in the evaluation of the CoNLL 2018 shared
task (offsets of the first and last character that is not blank).  Without FILE every treebank in
``../shared/data/ud`` is measured; says so where it is absent.  ``--errors`` prints boundaries that are missed (``-``)
or spurious (``+``) in the first three quarters of a file only; the last quarter is for looking at the figure alone.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from beritaparse.layout.sentences import boundaries

UD = Path(__file__).resolve().parents[2] / "shared" / "data" / "ud"
TEXT = "# text = "
Spans = set[tuple[int, int]]


def running_text(sentences: list[str]) -> tuple[str, Spans]:
    """The sentences in one text, and their spans in it."""
    spans: Spans = set()
    at = 0
    for sentence in sentences:
        spans.add((at, at + len(sentence)))
        at += len(sentence) + 1
    return " ".join(sentences), spans


def score(gold: Spans, found: Spans) -> tuple[float, float, float]:
    hit = len(gold & found)
    precision, recall = hit / len(found), hit / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def show_errors(text: str, gold: Spans, found: Spans, limit: int) -> None:
    ends, ours = {end for _, end in gold}, {end for _, end in found}
    for end in sorted(ends ^ ours)[:limit]:
        sign = "-" if end in ends else "+"
        print(f"  {sign} …{text[max(0, end - 70) : end]} ‖ {text[end : end + 50]}…")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--errors", type=int, default=0, metavar="N")
    options = arguments.parse_args()
    files = options.files or sorted(UD.glob("*.conllu"))
    if not files:
        print(f"{UD} is absent: nothing to measure", file=sys.stderr)
        return 1
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        sentences = [" ".join(line[len(TEXT) :].split()) for line in lines if line.startswith(TEXT)]
        cut = len(sentences) * 3 // 4
        parts = {"all": sentences, "first 3/4": sentences[:cut], "last 1/4": sentences[cut:]}
        for name, part in parts.items():
            text, gold = running_text(part)
            found = set(boundaries(text, 0, len(text)))
            precision, recall, f1 = score(gold, found)
            print(f"{path.name:28} {name:10} {len(gold):5} sentences  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
            if name == "first 3/4":
                show_errors(text, gold, found, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
