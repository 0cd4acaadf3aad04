"""A run on Ray Data: tasks read the sources, actors that keep their parser do the pieces, this process joins them.

Each actor drives one worker process of :mod:`.pool`, so that an article that crashes, hangs or eats memory costs only
itself here too, and is told in the same words.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from .inputs import Input
from .outcomes import Outcome, Stretch
from .parts import Counts, open_store
from .pieces import Cut, Pieces, commit, sources, unfinished
from .pool import Limits, pool_of
from .records import BatchError, Item
from .store import Store

if TYPE_CHECKING:
    from .runner import Job

_BATCH = 8
_PARSER_CPUS = 0.9  # actors of one whole CPU each would leave none for the readers that feed them
_READER_CPUS = 0.1
CUT = Cut()
_STORE = 512 << 20
_HERE = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""Environment of an instance started here: no reports to the network, no lines of Ray's own on the terminal."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """The task that reads one source."""

    sources: list[list[Input]]
    columns: dict[str, str]
    limit: int | None
    store: Store
    cut: Cut

    def __call__(self, batch: dict[str, Any]) -> Iterator[dict[str, list[Any]]]:
        for source in map(int, batch["source"]):
            found = unfinished(source, self.sources[source], self.columns, self.limit, self.store, self.cut)
            for number, items in found:
                yield {"source": [source], "number": [number], "items": [pickle.dumps(items)]}


class _Parser:
    """The actor that does pieces, one after the other."""

    def __init__(self, job: Job, limits: Limits, store: Store) -> None:
        self._redact = job.redact
        self._pool = pool_of(job.engine, job.redact, 1, limits, job.min_confidence, job.min_event_confidence)
        self._store = store

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        items: list[Item] = pickle.loads(row["items"])
        source = iter(items)
        stretches = iter(lambda: list(islice(source, _BATCH)), [])
        outcomes: list[Outcome] = []
        for stretch, results in self._pool.run(Stretch(stretch, self._redact) for stretch in stretches):
            assert isinstance(stretch, Stretch)
            outcomes += stretch.outcomes(results)
        commit(int(row["source"]), int(row["number"]), items, outcomes, self._store)
        written = sum(found.article is not None for found in outcomes)
        read = sum(found.counts for found in outcomes)
        return {"read": read, "written": written, "lost": read - written}


def parse_all(
    job: Job,
    inputs: Sequence[Input],
    setup: dict[str, Any],
    store: Store,
    workers: int | None,
    limits: Limits,
    address: str | None,
    progress: Callable[[Counts, float | None], None] | None,
) -> tuple[Pieces, int]:
    """Do all pieces that are not done; return all pieces, and how many records an earlier run had read.

    ``workers`` actors parse (default: one for each CPU of the cluster).  Raises BatchError and OSError as the local
    runner does, and BatchError when Ray is not installed, cannot be reached or gives up.
    """
    if any(source.path == "-" for source in inputs):
        raise BatchError("standard input cannot be read on a cluster: give files or URLs")
    open_store(store, setup)
    sizes = [stamp[2] for stamp in setup["inputs"]]
    # with a limit, which records come first is known only when one task reads all in order
    groups = sources(inputs, sizes, CUT) if job.limit is None else [list(inputs)]
    reader = _Reader(groups, job.columns, job.limit, store, CUT)
    total = Counts()
    with _connected(address, workers) as ray, _told(ray):
        for row in _run(ray, reader, (job, limits, store), workers):
            total.read += row["read"]
            total.written += row["written"]
            total.lost += row["lost"]
            if progress is not None:
                progress(total, None)
    made = Pieces(store, len(groups), job.dedupe)
    return made, made.counts().read - total.read


def _run(ray: Any, reader: _Reader, parser: tuple[Any, ...], workers: int | None) -> Iterator[dict[str, int]]:
    count = len(reader.sources)
    actors = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    context = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = 1  # a piece is a block, so that the pieces of one file go to all actors
    context.target_min_block_size = 1
    with ray.data.DataContext.current(context):
        pieces = (
            ray.data.from_items([{"source": n} for n in range(count)], override_num_blocks=count)
            .map_batches(reader, batch_size=1, num_cpus=_READER_CPUS)
            .map(
                _Parser,
                fn_constructor_args=parser,
                num_cpus=_PARSER_CPUS,
                compute=ray.data.ActorPoolStrategy(size=actors),
            )
        )
        yield from pieces.iter_rows()


@contextmanager
def _connected(address: str | None, workers: int | None) -> Generator[Any, None, None]:
    """Ray, connected: to what is connected already, to the cluster of that address, or to a small one started here."""
    try:
        ray = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise BatchError(f"Ray is needed ({error}): pip install 'beritaparse[ray]'") from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    if ray.is_initialized():
        yield ray
        return
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    address = address or os.environ.get("RAY_ADDRESS")
    try:
        if address:
            ray.init(address=address, **quiet)
        else:
            for name, value in _HERE.items():
                os.environ.setdefault(name, value)
            cpus = workers or os.cpu_count() or 1
            ray.init(address="local", num_cpus=cpus, include_dashboard=False, object_store_memory=_STORE, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise BatchError(f"Ray cannot be reached at {address or 'this machine'}: {error}") from None
    try:
        yield ray
    finally:
        ray.shutdown()


@contextmanager
def _told(ray: Any) -> Generator[None, None, None]:
    """Raise what a task or actor raised as if it had been raised here."""
    try:
        yield
    except ray.exceptions.RayError as error:
        reason: BaseException | None = error
        while reason is not None:
            if isinstance(reason, (BatchError, OSError)) and not isinstance(reason, ray.exceptions.RayError):
                raise reason from None
            reason = getattr(reason, "cause", None) or reason.__cause__
        raise BatchError(f"Ray gave up: {error}") from error
