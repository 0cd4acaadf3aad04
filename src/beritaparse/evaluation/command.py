"""The command ``beritaparse evaluate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..commands import exit_on_bad_input


def evaluate(
    gold: Annotated[
        list[str],
        typer.Argument(
            metavar="GOLD…",
            help="gold articles or spans (.jsonl), IOB (.tsv, .iob, .bio, .conll), .conllu, .spacy, stories (.json)",
        ),
    ],
    engine: Annotated[
        str, typer.Option(help="default, rules, syntax, stanza, the folder of a spaCy pipeline, or module:function")
    ] = "default",
    predictions: Annotated[
        str | None, typer.Option(metavar="FILE", help="score what stands in this file instead of an engine")
    ] = None,
    layer: Annotated[
        list[str] | None, typer.Option(metavar="LAYER", help="only this layer of the table; may be given again")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="list what was missed and what is spurious")] = False,
    html: Annotated[str | None, typer.Option(metavar="FILE", help="write table and mistakes as a web page")] = None,
    json: Annotated[bool, typer.Option("--json", help="print the figures as one JSON object")] = False,
    resamples: Annotated[int, typer.Option(min=0, help="of the bootstrap; 0: no intervals")] = 1000,
) -> None:
    """Score an engine against gold files: precision, recall and F1 of each layer with bootstrap intervals.

    Exit codes: 0 scored, 2 wrong usage or a file that cannot be read (file, line and reason are on standard error).
    """
    from . import evaluate as run
    from .show import as_json, mistakes, table

    with exit_on_bad_input(2, ImportError):
        result = run(gold, engine=engine, predictions=predictions, resamples=resamples)
        if layer:
            result = result.only(layer)
        if html:
            from .page import to_html

            Path(html).write_text(to_html(result, ", ".join(gold), predictions or engine), encoding="utf-8")
    for note in result.notes:
        print(f"note: {note}", file=sys.stderr)
    if json:
        print(as_json(result))
        return
    print("\n".join(table(result)))
    if errors:
        print("\n".join(["", *mistakes(result)]))
