"""The command ``beritaparse report``."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from ...commands import exit_on_bad_input


class Language(str, Enum):
    en = "en"
    id = "id"


def report(
    source: Annotated[
        str,
        typer.Argument(
            metavar="OUTPUT",
            help="what beritaparse batch wrote (Parquet, DuckDB or SQLite), or CORPUS.duckdb of beritaparse link",
        ),
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="where the page goes; - is standard output")] = "-",
    lang: Annotated[Language, typer.Option(help="language of headings and labels")] = Language.en,
) -> None:
    """Make one web page of charts from the output of batch: when, what, where, who speaks, who held which post.

    Of a linked corpus the page shows stories, who copied from whom, people and posts; where there are many stories,
    further pages stand beside it.

    Exit codes: 0 written, 1 the output could not be read or the page not written, 2 wrong usage.
    """
    from .page import to_html

    if output != "-" and Path(output).resolve() == Path(source).resolve():
        raise typer.BadParameter("the page would replace the output of batch", param_hint="--output")
    with exit_on_bad_input(1):
        from ..linked import page as linked

        if linked.is_linked(Path(source)):
            _write_linked(source, output, lang.value)
            return
        page = to_html(source, lang.value)
        if output == "-":
            sys.stdout.write(page)
        else:
            Path(output).write_text(page, encoding="utf-8")


def _write_linked(source: str, output: str, lang: str) -> None:
    from ..linked.page import pages, write

    if output == "-":
        sys.stdout.write(next(iter(pages(source, lang).values())))
        return
    further = len(write(source, output, lang)) - 1
    if further:
        print(f"{output} and {further} further pages beside it", file=sys.stderr)
