"""The command ``beritaparse train``."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from ..commands import exit_on_bad_input


class Kind(str, Enum):
    ner = "ner"
    syntax = "syntax"


def train(
    kind: Annotated[Kind, typer.Argument(help="ner: names; syntax: parts of speech, lemmas, dependencies")],
    corpora: Annotated[
        list[Path], typer.Argument(metavar="CORPUS…", help="IOB (.tsv), spans (.jsonl), .spacy, .conllu")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="folder for the trained pipeline")],
    dev: Annotated[
        list[Path] | None, typer.Option(help="file to choose the best model by; else every tenth document")
    ] = None,
    settings: Annotated[Path | None, typer.Option(help="a spaCy configuration instead of the packaged one")] = None,
    vectors: Annotated[Path | None, typer.Option(help="a spaCy pipeline with word vectors")] = None,
    start: Annotated[Path | None, typer.Option(help="a trained pipeline to go on from")] = None,
    steps: Annotated[int | None, typer.Option(min=1, help="stop after so many steps")] = None,
) -> None:
    """Train a model on your own annotations.

    The result is a folder that `spacy.load` and `beritaparse.load(spacy.load(FOLDER))` take.  Exit codes: 0 trained, 2
    a corpus that cannot be used (file, line and reason are on standard error).
    """
    from .run import train as run

    overrides = {} if steps is None else {"training.max_steps": steps, "training.eval_frequency": min(steps, 200)}
    with exit_on_bad_input(2):
        scores = run(
            kind.value,
            corpora,
            output,
            dev=dev or (),
            settings=settings,
            vectors=vectors,
            start=start,
            overrides=overrides,
        )
    for name, value in scores.items():
        if isinstance(value, float) and not name.endswith("_loss"):
            print(f"{name:24} {value:.3f}")
