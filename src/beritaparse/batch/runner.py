"""A run over a dump: read, parse in workers, commit part by part, write the output."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from ..article import SCHEMA_VERSION
from ..lexicon import extra_digests
from . import outputs
from .columns import Columns
from .inputs import Input, resolve
from .parts import Counts, InputDigest, Part, Parts
from .pool import Failure, Limits, Pool
from .readers import Item, read
from .records import BatchError, Parsed, Problem, Record

Progress = Callable[[Counts], None]
_BATCH = 8
_COMMIT_ITEMS = 1000
_COMMIT_SECONDS = 5.0
_COMMIT_BYTES = 32 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """What to do: where the articles are, where the result goes, and how they are read.

    ``columns`` names columns by field (``text``, ``html``, ``title``, ``published``, ``outlet``, ``url``, ``id``);
    what is not named is guessed.  ``engine`` is ``default``, ``rules`` or ``module:function``, a function that
    returns a Parser.  ``table`` exports one layer instead of whole articles.  ``dedupe`` drops an article whose text
    came before.  ``limit`` reads only so many records.  ``redact`` masks private persons' names.
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


class Summary(BaseModel):
    """What a run did.  ``read == written + lost``; every lost record stands in the file ``errors``."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    output: str
    errors: str
    counts: Counts
    resumed: int = 0
    complete: bool = True


def run(
    job: Job,
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    restart: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Do a job and return what came of it.

    The output is written when all is read; until then finished parts stand in ``OUTPUT.work``, and the same job given
    again goes on behind them.  Where ``OUTPUT`` is complete and of this very job, nothing is done.  ``workers``
    processes (default: one for each core) parse; their number does not change the result.

    Raises BatchError when the job cannot be done or not be finished: bad inputs, an output that is there already and of
    another job (``overwrite``), an unfinished run of other settings (``restart``), a disk that is full.
    """
    output = Path(job.output)
    kind = outputs.format_of(output, job.table)
    inputs = resolve(job.inputs, job.input_format)
    setup = _setup(job, inputs)
    done = _complete(output, setup)
    if done is not None and not restart:
        return done
    if output.exists() and not overwrite and done is None:
        raise BatchError(f"{output} is there already and not of this job: --overwrite replaces it")
    if output.is_dir():
        raise BatchError(f"{output} is a folder")
    parts = Parts(Path(f"{output}.work"))
    try:
        if restart and parts.folder.exists():
            parts.remove()
        output.parent.mkdir(parents=True, exist_ok=True)
        parts.open(setup)
        resumed = parts.counts().read
        _parse_all(job, inputs, parts, workers or os.cpu_count() or 1, limits or Limits(), progress)
        return _finish(job, kind, parts, setup, resumed)
    except OSError as error:
        raise BatchError(
            f"{error.filename or output}: {error.strerror or error}; what is finished is kept in {parts.folder}: "
            "the same command goes on from there"
        ) from error


def _setup(job: Job, inputs: Sequence[Input]) -> dict[str, Any]:
    """What decides the result: if any of it differs, it is another run."""
    stamps: list[list[Any]] = []
    for source in inputs:
        status = os.stat(source.path) if source.path != "-" else None
        stamps.append([source.path, source.format, *((status.st_size, status.st_mtime_ns) if status else ())])
    made = asdict(job) | {"inputs": stamps, "version": version("beritaparse"), "schema": SCHEMA_VERSION}
    made["lexicon"] = extra_digests()
    return json.loads(json.dumps(made))


def _summary_path(output: Path) -> Path:
    return Path(f"{output}.summary.json")


def _complete(output: Path, setup: dict[str, Any]) -> Summary | None:
    """The summary of this very job when it is done already."""
    try:
        stored = json.loads(_summary_path(output).read_text("utf-8"))
        if output.exists() and stored.pop("setup") == setup:
            return Summary.model_validate(stored)
    except (OSError, ValueError, KeyError):
        pass
    return None


def _finish(job: Job, kind: str, parts: Parts, setup: dict[str, Any], resumed: int) -> Summary:
    """Make the output of all parts; every file gets its name only when it is whole."""
    output = Path(job.output)
    errors = Path(f"{output}.errors.jsonl")
    outputs.write(parts.articles(), parts.problems(), output, kind, job.table)
    outputs.write(parts.problems(), (), errors, "jsonl", None)
    summary = Summary(output=str(output), errors=str(errors), counts=parts.counts(), resumed=resumed)
    stored = json.dumps(summary.model_dump(exclude={"resumed"}) | {"setup": setup}, ensure_ascii=False, indent=1)
    outputs.write([stored.encode() + b"\n"], (), _summary_path(output), "jsonl", None)
    parts.remove()
    return summary


def _parse_all(
    job: Job, inputs: Sequence[Input], parts: Parts, workers: int, limits: Limits, progress: Progress | None
) -> None:
    items: Iterator[Item] = read(inputs, Columns(dict(job.columns)))
    if job.limit is not None:
        items = islice(items, job.limit)
    _skip(items, parts)
    first = next(items, None)
    if first is None:
        return
    seen = _Seen(parts.seen())
    total = parts.counts()
    part = parts.begin()
    began = time.monotonic()
    pool = Pool("beritaparse.batch.worker:make", (job.engine, job.redact), workers, limits)
    batches = pool.run(_Batch(group) for group in _groups(_chain(first, items)))
    try:
        for batch, results in batches:
            assert isinstance(batch, _Batch)
            before = part.counts.model_copy(deep=True)
            _gather(batch.items, results, part, seen, job.dedupe)
            _advance(total, before, part.counts)
            if progress is not None:
                progress(total)
            size = sum(map(len, part.articles))
            if part.items >= _COMMIT_ITEMS or size > _COMMIT_BYTES or time.monotonic() - began > _COMMIT_SECONDS:
                part = part.commit()
                began = time.monotonic()
    finally:
        batches.close()  # type: ignore[attr-defined]
        part.commit()  # also when stopped by Ctrl-C: what is whole counts


class _Batch(Sequence[Record]):
    """The records of a stretch of the input; its problems have no part in the work."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self._records = [item for item in items if isinstance(item, Record)]

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, index: Any) -> Any:
        return self._records[index]


def _chain(first: Item, rest: Iterator[Item]) -> Iterator[Item]:
    yield first
    yield from rest


def _groups(items: Iterator[Item]) -> Iterator[list[Item]]:
    while group := list(islice(items, _BATCH)):
        yield group


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
            raise BatchError(f"the input is not what it was when {parts.folder} was made: --restart begins anew")


def _gather(items: list[Item], results: list[Any], part: Part, seen: _Seen, dedupe: bool) -> None:
    """Put a batch's results and problems into the part, in the order of the input."""
    answers = iter(results)
    for item in items:
        part.take(item)
        if isinstance(item, Problem):
            part.counts.read += not item.kept
            part.problem(item)
            continue
        part.counts.read += 1
        result: Parsed | Failure = next(answers)
        if isinstance(result, Failure):
            part.problem(Problem(result.kind, item.where, result.reason, item.id))
            continue
        for kind, reason in result.told:
            part.problem(Problem(kind, item.where, reason, result.id, kept=True))
        here = item.where.file + (f":{item.where.line}" if item.where.line is not None else "")
        earlier = seen.first(result.digest, here)
        if earlier is not None:
            part.counts.duplicates += 1
            part.problem(Problem("duplicate", item.where, f"same text as {earlier}", result.id, kept=not dedupe))
            if dedupe:
                continue
        part.article(result.data, result.digest, here)


class _Seen:
    """Where each text stood first, on disk, so that memory does not grow with the dump."""

    def __init__(self, known: Iterable[tuple[bytes, str]]) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file that SQLite removes
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID")
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", known)

    def first(self, digest: bytes, here: str) -> str | None:
        """Where this text stood before; None when it is new, and then it is known from now on."""
        found = self._base.execute("SELECT place FROM seen WHERE digest = ?", (digest,)).fetchone()
        if found is None:
            self._base.execute("INSERT INTO seen VALUES (?, ?)", (digest, here))
        return found[0] if found else None
