"""The command ``beritaparse link``."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer

from ..commands import exit_on_bad_input


class Format(str, Enum):
    duckdb = "duckdb"
    parquet = "parquet"
    gold = "gold"


_ENDINGS = {Format.duckdb: ".duckdb", Format.gold: ".json"}


def link(
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACTS…", help="what beritaparse batch wrote: Parquet, JSONL or DuckDB; also folders, URLs"
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="CORPUS.duckdb; a folder for Parquet; FILE.json for gold")
    ],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="duckdb, parquet, gold; by default by the output's name")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="add the articles that the corpus does not have yet")
    ] = False,
) -> None:
    """Link articles: which tell one story, are one text, quote the same words, and which people are one.

    Exit codes: 0 written, 1 the input could not be read or the corpus not written, 2 wrong usage.
    """
    if format is not None and _format(output) is not format:
        written = f"NAME{_ENDINGS[format]}" if format in _ENDINGS else "a folder"
        raise typer.BadParameter(f"--format {format.value} writes {written}", param_hint="--output")
    from .linking import link as run

    with exit_on_bad_input(1):
        done = run(facts, output, update=update)
    known = f", {done.known} known already" if done.known else ""
    print(
        f"{done.read} articles read{known}; {output}: {done.articles} articles, {done.stories} stories, "
        f"{done.reprints} reprints, {done.utterances} utterances, {done.people} people",
        file=sys.stderr,
    )


def _format(output: str) -> Format:
    return next((format for format, ending in _ENDINGS.items() if output.endswith(ending)), Format.parquet)
