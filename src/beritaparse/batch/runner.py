"""A run over a dump: read, parse in workers, commit part by part, write the output."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from itertools import islice
from typing import Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict

from ..article import SCHEMA_VERSION
from ..lexicon import extra_digests
from . import outputs
from .columns import Columns
from .inputs import UNREAD, Input, Meter, resolve
from .outcomes import Outcome, Seen, Stretch, place
from .parts import Counts, InputDigest, Part, Parts
from .pool import Limits, pool_of
from .readers import read, usable
from .records import LARGEST, BatchError, Item, Record
from .store import WRITING, Store, beside, exists, plain, same, shown, stamp, summary_of

Progress = Callable[[Counts, float | None], None]
"""Is told what is done so far, and which share of the input is read (None where that is not known)."""
Runner = Literal["local", "ray"]
_BATCH = 8
_BATCH_WEIGHT = 1 << 20
_COMMIT_ITEMS = 1000
_COMMIT_SECONDS = 5.0
_COMMIT_BYTES = 32 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """What to do: where the articles are, where the result goes, and how they are read.

    ``columns`` names columns by field (``text``, ``html``, ``title``, ``published``, ``outlet``, ``url``, ``id``);
    what is not named is guessed.  ``engine`` is ``default``, ``rules`` or ``module:function``, a function that
    returns a Parser.  ``table`` exports one table or view, not whole articles.  ``dedupe`` drops an article whose text
    came before.  ``limit`` reads only so many records.  ``redact`` masks private persons' names.  A record of more than
    ``record_limit`` megabytes, unpacked, is not read.  ``raw_cells`` writes CSV without the apostrophe that keeps
    spreadsheets from taking a cell for a formula; ``excel`` writes it as Excel with Indonesian settings opens it.
    ``min_confidence`` (0 to 1) leaves out quotations whose speaker is less sure, ``min_event_confidence`` events whose
    type is.
    """

    inputs: tuple[str, ...]
    output: str
    columns: dict[str, str] = field(default_factory=dict[str, str])
    input_format: str | None = None
    engine: str = "default"
    table: str | None = None
    dedupe: bool = False
    limit: int | None = None
    redact: bool = False
    record_limit: int = LARGEST >> 20
    raw_cells: bool = False
    min_confidence: float = 0.0
    excel: bool = False
    min_event_confidence: float = 0.0


class Summary(BaseModel):
    """What a run did.  ``read == written + lost``; every lost record stands in the file ``errors``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    output: str
    errors: str
    counts: Counts
    resumed: int = 0
    complete: bool = True


class Work(Protocol):
    """Where the finished parts of a run stand, whichever runner made them."""

    def articles(self) -> Iterator[bytes]: ...
    def problems(self) -> Iterator[bytes]: ...
    def counts(self) -> Counts: ...


def run(
    job: Job,
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    restart: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
    runner: Runner = "local",
    address: str | None = None,
) -> Summary:
    """Do a job and return what came of it.

    The output is written when all is read; until then finished parts stand in ``OUTPUT.work``, and the same job given
    again goes on behind them.  Where ``OUTPUT`` is complete and of this very job, nothing is done.  ``workers``
    processes (default: one for each core) parse; their number does not change the result.  ``runner`` is ``local``
    (processes of this machine) or ``ray`` (Ray Data; ``address`` is that of a running cluster), which does not change
    the result either.

    Raises BatchError when the job cannot be done or not be finished: bad inputs, an output that is there already and of
    another job (``overwrite``), an unfinished run of other settings (``restart``), a disk that is full.
    """
    output = plain(job.output)
    kind = outputs.format_of(output, job.table, job.excel)
    inputs = resolve(job.inputs, job.input_format, job.record_limit << 20, job.redact)
    for name in (output, *beside(output)):
        if (twin := next((source.path for source in inputs if same(source.path, name)), None)) is not None:
            raise BatchError(f"{name}: the output would replace one of the inputs ({twin}): choose another name")
    setup = _setup(job, inputs)
    store = Store(f"{output}.work")
    with store.alone():
        store.check()
        ours = not restart and store.has(WRITING)
        done = _complete(output, setup)
        if done is not None and not restart:
            if store.names():  # killed before the work folder was gone
                store.remove()
            return done
        if os.path.isdir(output):
            raise BatchError(f"{output} is a folder")
        if done is None and not overwrite and not ours and (there := _in_the_way(output)) is not None:
            raise BatchError(f"{there} is there already and not known to be of this job: --overwrite replaces it")
        try:
            if restart:
                store.remove()
            work, resumed = _parsed(job, inputs, setup, store, workers, limits or Limits(), progress, runner, address)
            store.write(WRITING, b"")
            summary = _finish(job, output, kind, work, setup, resumed, store.location)
            store.remove()
            return summary
        except (OSError, sqlite3.OperationalError) as error:  # SQLite has an error of its own for a disk that is full
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            where = (error.filename if isinstance(error, OSError) else None) or output
            raise BatchError(
                f"{where}: {reason}; what is finished is kept in {store.location}: the same command goes on from there"
            ) from error


def _parsed(
    job: Job,
    inputs: list[Input],
    setup: dict[str, Any],
    store: Store,
    workers: int | None,
    limits: Limits,
    progress: Progress | None,
    runner: Runner,
    address: str | None,
) -> tuple[Work, int]:
    """Parse what is not parsed yet; return all of it, and how much of it an earlier run had done."""
    mark = setup | {"runner": runner}
    if runner == "ray":
        from . import cluster

        return cluster.parse_all(job, inputs, mark, store, workers, limits, address, progress)
    work = Parts(store)
    work.open(mark)
    resumed = work.counts().read
    meter = Meter([stamp[2] if len(stamp) > 2 else None for stamp in setup["inputs"]])
    inputs = [source._replace(meter=meter) for source in inputs]
    _parse_all(job, inputs, meter, work, workers or os.cpu_count() or 1, limits, progress)
    return work, resumed


def _setup(job: Job, inputs: Sequence[Input]) -> dict[str, Any]:
    """What decides the result: if any of it differs, it is another run."""
    stamps = [[source.name, source.format, *_stamp(source)] for source in inputs]
    made = asdict(job) | {"inputs": stamps, "version": version("beritaparse"), "schema": SCHEMA_VERSION}
    made["lexicon"] = extra_digests()
    made["output"] = shown(job.output)
    return json.loads(json.dumps(made))


def _stamp(source: Input) -> list[Any]:
    if source.format == UNREAD:
        return [0]  # a folder changes when an output is written into it
    return stamp(source.path) if source.path != "-" else []


def _complete(output: str, setup: dict[str, Any]) -> Summary | None:
    """The summary of this very job when it is done already.  What came by standard input is not known again."""
    if any(source[0] == "-" for source in setup["inputs"]):
        return None
    stored = summary_of(output)
    if stored is None or stored.pop("setup") != setup or not exists(output):
        return None
    try:
        done = Summary.model_validate(stored)
    except ValueError:
        return None
    return done.model_copy(update={"resumed": done.counts.read})


def _in_the_way(output: str) -> str | None:
    """A file that the result would replace: the output or, where no summary says that a run has made it, what comes
    beside it."""
    if exists(output):
        return output
    return next(filter(exists, beside(output)), None) if summary_of(output) is None else None


def _finish(job: Job, output: str, kind: str, work: Work, setup: dict[str, Any], resumed: int, folder: str) -> Summary:
    """Make the output of all parts; every file gets its name only when it is whole."""
    errors = f"{output}.errors.jsonl"
    cells = outputs.Cells(job.raw_cells, job.excel)
    outputs.write(work.articles(), work.problems(), output, kind, job.table, folder, cells)
    outputs.write(work.problems(), (), errors, "jsonl", None, folder)
    summary = Summary(output=shown(output), errors=shown(errors), counts=work.counts(), resumed=resumed)
    stored = json.dumps(summary.model_dump(exclude={"resumed"}) | {"setup": setup}, ensure_ascii=False, indent=1)
    outputs.write([stored.encode() + b"\n"], (), f"{output}.summary.json", "jsonl", None, folder)
    return summary


def _parse_all(
    job: Job,
    inputs: Sequence[Input],
    meter: Meter,
    parts: Parts,
    workers: int,
    limits: Limits,
    progress: Progress | None,
) -> None:
    items: Iterator[Item] = read(inputs, Columns(dict(job.columns)))
    if job.limit is not None:
        items = islice(items, job.limit)
    _skip(items, parts)
    first = next(items, None)
    if first is None:
        return
    if not parts.records:
        usable(first)
    seen = Seen(parts.seen())
    total = parts.counts()
    part = parts.begin()
    whole = True  # Ctrl-C comes anywhere, also when half a stretch is in the part
    began = time.monotonic()
    pool = pool_of(job.engine, job.redact, workers, limits, job.min_confidence, job.min_event_confidence)
    batches = pool.run((Stretch(group, job.redact) for group in _groups(_chain(first, items))), _weight)
    try:
        for batch, results in batches:
            assert isinstance(batch, Stretch)
            before = part.counts.model_copy(deep=True)
            whole = False
            for item in batch.items:
                part.take(item)
            for outcome in batch.outcomes(results):
                _gather(outcome, part, seen, job.dedupe)
            whole = True
            _advance(total, before, part.counts)
            if progress is not None:
                progress(total, total.read / job.limit if job.limit else meter.fraction())
            size = sum(map(len, part.articles))
            if part.items >= _COMMIT_ITEMS or size > _COMMIT_BYTES or time.monotonic() - began > _COMMIT_SECONDS:
                part = part.commit()
                began = time.monotonic()
    finally:
        pool.close()
        if whole:  # also when stopped: what is finished counts
            part.commit()


def _chain(first: Item, rest: Iterator[Item]) -> Iterator[Item]:
    yield first
    yield from rest


def _groups(items: Iterator[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for item in items:
        group.append(item)
        if len(group) >= _BATCH or _weight(group) > _BATCH_WEIGHT:
            yield group
            group = []
    if group:
        yield group


def _weight(items: Sequence[Item]) -> int:
    """Characters of records."""
    return sum(item.size for item in items if isinstance(item, Record))


def _advance(total: Counts, before: Counts, after: Counts) -> None:
    total.read += after.read - before.read
    total.written += after.written - before.written
    total.lost += after.lost - before.lost
    total.duplicates += after.duplicates - before.duplicates
    for kind, number in after.problems.items():
        total.problems[kind] = total.problems.get(kind, 0) + number - before.problems.get(kind, 0)


def _skip(items: Iterator[Item], parts: Parts) -> None:
    """Pass over what is done, and make sure that it is what was done."""
    for record in parts.records:
        digest = InputDigest()
        count = 0
        for item in islice(items, record.items):
            digest.add(item)
            count += 1
        if count < record.items or digest.hex() != record.digest:
            raise BatchError(f"the input is not what it was when {parts.location} was made: --restart begins anew")


def _gather(outcome: Outcome, part: Part, seen: Seen, dedupe: bool) -> None:
    """Put what became of an item into the part."""
    part.counts.read += outcome.counts
    for problem in outcome.problems:
        part.problem(problem)
    article = outcome.article
    if article is None:
        return
    twin = seen.twin(article, outcome.where, dedupe)
    if twin is not None:
        part.problem(twin)
        if twin.kind == "duplicate":
            part.counts.duplicates += 1
            if dedupe:
                return
    part.article(article, place(outcome.where))
