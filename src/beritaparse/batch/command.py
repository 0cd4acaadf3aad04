"""The command ``beritaparse batch``."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import typer

from ..commands import complain, harmless
from ..lexicon import LexiconError

if TYPE_CHECKING:
    from .parts import Counts
    from .runner import Job, Progress, Summary

_FIELDS = ("text", "html", "title", "published", "outlet", "url", "id")
_LOG_SECONDS = 10.0


class Runner(str, Enum):
    local = "local"
    ray = "ray"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="JSONL, JSON, CSV, TSV, Parquet, text, HTML, WARC, RSS, mail, PDF, Word …; folders; globs; -",
        ),
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="NAME.jsonl[.gz|.zst|.bz2|.xz], .parquet, .duckdb, .sqlite, .xlsx or .csv"),
    ],
    text: Annotated[str | None, typer.Option(help="column of the text")] = None,
    html: Annotated[str | None, typer.Option(help="column of a whole HTML page")] = None,
    title: Annotated[str | None, typer.Option(help="column of the headline")] = None,
    published: Annotated[str | None, typer.Option(help="column of the publication date")] = None,
    outlet: Annotated[str | None, typer.Option(help="column of the outlet")] = None,
    url: Annotated[str | None, typer.Option(help="column of the address")] = None,
    id: Annotated[str | None, typer.Option(help="column of the id; without one, a hash of the text")] = None,
    input_format: Annotated[str | None, typer.Option(help="format of inputs whose names do not tell")] = None,
    engine: Annotated[str, typer.Option(help="default, rules, or module:function that returns a Parser")] = "default",
    runner: Annotated[Runner, typer.Option(help="processes of this machine, or Ray")] = Runner.local,
    address: Annotated[str | None, typer.Option(help="running Ray cluster; without one, Ray starts here")] = None,
    table: Annotated[str | None, typer.Option(help="one table: quotes_with_speakers, most_quoted, persons, …")] = None,
    dedupe: Annotated[bool, typer.Option("--dedupe", help="drop articles whose text came before")] = False,
    limit: Annotated[int | None, typer.Option(min=0, help="read only so many records")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="processes; default: one a core")] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, help="seconds for one article")] = 60.0,
    memory_limit: Annotated[int, typer.Option(min=256, help="megabytes for one worker")] = 4096,
    record_limit: Annotated[
        int, typer.Option(min=1, help="megabytes of a record, unpacked; a larger one is told and not read")
    ] = 16,
    recycle: Annotated[int, typer.Option(min=1, help="articles until a worker is replaced")] = 10_000,
    redact: Annotated[
        bool, typer.Option("--redact", help="mask the private persons' names that are recognised")
    ] = False,
    raw_cells: Annotated[
        bool, typer.Option("--raw-cells", help="CSV: no apostrophe before what a spreadsheet would run as a formula")
    ] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="leave out quotations whose speaker is less sure than this")
    ] = 0.0,
    min_event_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="leave out events whose type is less sure than this")
    ] = 0.0,
    excel: Annotated[bool, typer.Option("--excel", help="CSV as Excel in Indonesia opens it: semicolons")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would be read; write nothing")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="drop what an unfinished run left")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="replace an output of another job")] = False,
) -> None:
    """Parse a dump of articles into data.

    Stopped at any moment, the same command goes on where it stopped.  Exit codes: 0 all articles are in the output, 1
    some are only in OUTPUT.errors.jsonl, 2 wrong usage or bad input, 130 stopped by Ctrl-C.
    """
    from .pool import Limits
    from .records import BatchError
    from .runner import Job, run

    given = dict(zip(_FIELDS, (text, html, title, published, outlet, url, id), strict=True))
    columns = {name: column for name, column in given.items() if column is not None}
    if engine == "ray":  # an engine of runs, not of parsing; users know it by that name
        engine, runner = "default", Runner.ray
    if address is not None and runner is not Runner.ray:
        raise typer.BadParameter("an address is for --runner ray", param_hint="--address")
    job = Job(
        tuple(inputs),
        output,
        columns,
        input_format,
        engine,
        table,
        dedupe,
        limit,
        redact,
        record_limit,
        raw_cells,
        min_confidence,
        excel,
        min_event_confidence,
    )
    try:
        if dry_run:
            _preview(job)
            return
        with _progress() as progress:
            summary = run(
                job,
                workers=workers,
                limits=Limits(time_limit, memory_limit, recycle),
                restart=restart,
                overwrite=overwrite,
                progress=progress,
                runner=runner.value,
                address=address,
            )
    except (BatchError, LexiconError) as error:
        complain(error)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        complain(f"stopped; the same command goes on from {output}.work")
        raise typer.Exit(130) from None
    _say(summary)
    if summary.counts.lost:
        raise typer.Exit(1)


def _say(summary: Summary) -> None:
    counts = summary.counts
    lines = [f"{counts.read} articles read, {counts.written} written to {summary.output}, {counts.lost} not"]
    if summary.resumed:
        lines.append(f"{summary.resumed} of them by an earlier run")
    if counts.problems:
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(counts.problems.items()))
        lines.append(f"{kinds}: see {summary.errors}")
    print(harmless("\n".join(lines)), file=sys.stderr)


class _Pace:
    """Rate and time left of a run, from when it was first told of something done."""

    def __init__(self) -> None:
        self._first: tuple[float, int, float] | None = None

    def of(self, counts: Counts, fraction: float | None) -> tuple[float, float | None]:
        """Return articles a second, and the seconds left where they can be told."""
        now = time.monotonic()
        if self._first is None:
            self._first = now, counts.read, fraction or 0.0
        began, read, before = self._first
        spent = now - began
        done = (fraction or 0.0) - before
        return (counts.read - read) / spent if spent else 0.0, spent * (1 - before - done) / done if done > 0 else None


def _clock(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))


@contextmanager
def _progress() -> Generator[Progress, None, None]:
    """A bar on a terminal, a line now and then in a log."""
    pace = _Pace()
    if not sys.stderr.isatty():
        last = [time.monotonic()]

        def log(counts: Counts, fraction: float | None) -> None:
            rate, left = pace.of(counts, fraction)
            now = time.monotonic()
            if now - last[0] >= _LOG_SECONDS:
                last[0] = now
                share = f", {fraction:.0%} of the input" if fraction is not None else ""
                until = f", {_clock(left)} left" if left is not None else ""
                print(
                    f"{counts.read} articles{share}, {rate:.0f} a second{until}, {counts.lost} errors",
                    file=sys.stderr,
                    flush=True,
                )

        yield log
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    with Bar(
        SpinnerColumn(),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[read]} articles, {task.fields[rate]:.0f} a second, {task.fields[lost]} errors"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True),
    ) as bar:
        task = bar.add_task("", total=None, read=0, rate=0.0, lost=0, left="")

        def draw(counts: Counts, fraction: float | None) -> None:
            rate, left = pace.of(counts, fraction)
            until = f"{_clock(left)} left" if left is not None else ""
            total, completed = (None, 0.0) if fraction is None else (1.0, fraction)
            bar.update(
                task, total=total, completed=completed, read=counts.read, rate=rate, lost=counts.lost, left=until
            )

        yield draw


def _preview(job: Job) -> None:
    """Say what would be read, as which columns, and what the first article yields."""
    from rich.console import Console

    from ..report.terminal import show
    from . import outputs
    from .columns import Columns
    from .inputs import resolve
    from .outcomes import place
    from .readers import read
    from .records import BatchError, Problem
    from .worker import parser_of, read_record

    console = Console(highlight=False, soft_wrap=True)

    def say(line: str) -> None:
        console.print(harmless(line), markup=False)

    kind = outputs.format_of(job.output, job.table, job.excel)
    inputs = resolve(job.inputs, job.input_format, job.record_limit << 20, job.redact)
    for source in inputs[:20]:
        alias = f"{source.alias} = " if source.alias else ""
        say(f"input   {alias}{source.path}  ({source.format})")
    if len(inputs) > 20:
        say(f"        and {len(inputs) - 20} more")
    say(f"output  {job.output}  ({kind})")
    columns = Columns(dict(job.columns))
    parser = parser_of(job.engine)
    for item in read(inputs, columns):
        if isinstance(item, Problem):
            told = item.masked() if job.redact else item
            say(f"problem {place(told.where)}: {told.reason}{told.detail}")
            continue
        for name in _FIELDS:
            value: str | None = getattr(item, name)
            if value is not None:
                column = f"({columns.found()[name]}) " if name in columns.found() else ""
                said = f"{len(value)} characters" if job.redact else " ".join(value.split())[:90]
                say(f"{name:9} {column}{said}")
        try:
            article = read_record(parser, item, job.redact).article
            article = article.sure_of(quotes=job.min_confidence, events=job.min_event_confidence)
        except LexiconError as error:
            raise BatchError(str(error)) from None
        except (ImportError, ValueError) as error:
            say(f"problem {place(item.where)}: {type(error).__name__ if job.redact else error}")
            continue
        show(article, console, text=False)
        return
    say("no article was found")
