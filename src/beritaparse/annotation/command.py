"""The command ``beritaparse convert``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..commands import exit_on_bad_input

_TARGETS = ("gold", "spans", "iob", "labelstudio")


def convert(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="exports of Label Studio (JSON) or Doccano (JSONL), or gold files"),
    ] = None,
    to: Annotated[str, typer.Option(help="gold; spans (JSONL) or iob: names alone; labelstudio: tasks")] = "gold",
    output: Annotated[str, typer.Option("--output", "-o", help="where it goes; - is standard output")] = "-",
    label_config: Annotated[
        bool, typer.Option("--label-config", help="print the labelling configuration for Label Studio")
    ] = False,
) -> None:
    """Convert annotations: from Label Studio and Doccano to gold files and corpora, from gold files to tasks.

    Exit codes: 0 all converted, 2 wrong usage or a file that cannot be read (file, line and reason on standard error).
    """
    from .convert import Target
    from .convert import convert as run
    from .label_studio import config

    if label_config:
        sys.stdout.write(config())
        return
    if not inputs or to not in _TARGETS:
        reason = f"choose one of {', '.join(_TARGETS)}" if inputs else "name a file"
        raise typer.BadParameter(reason, param_hint="--to" if inputs else "FILE…")
    with exit_on_bad_input(2):
        text = "".join(run(inputs, Target(to), lambda told: print(f"note: {told}", file=sys.stderr)))
        if output == "-":
            sys.stdout.write(text)
        else:
            Path(output).write_text(text, encoding="utf-8")
