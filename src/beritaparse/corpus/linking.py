"""Linking as a whole: from the output of ``batch`` to stories, reprints, utterances, people and tenures."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from . import store, stories
from .reading import CorpusError, pieces
from .schema import TABLES
from .workers import ALONE, Workers
from .write import write
from .write_stories import find_copies

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Summary(NamedTuple):
    """What a corpus holds after linking."""

    read: int
    known: int
    articles: int
    stories: int
    reprints: int
    utterances: int
    people: int


def link(inputs: str | Path | Iterable[str | Path], output: str | Path, *, update: bool = False) -> Summary:
    """Link the articles of ``inputs`` and write the corpus to ``output``.

    ``inputs``: the output of ``beritaparse batch``: Parquet files or folders of them, JSONL, DuckDB, by path or URL.
    ``output``: ``NAME.duckdb``; ``NAME.json`` for the prediction format of stories; any other name is a folder of
    Parquet files, one a table.  ``update`` adds to the corpus in ``output`` the articles whose ids it does not have.

    Raises CorpusError (a ValueError) for what cannot be linked, OSError for what cannot be opened.
    """
    names = [str(inputs)] if isinstance(inputs, str | Path) else [str(name) for name in inputs]
    target = Path(output)
    database = target.suffix == ".duckdb"
    if update and not database:
        raise CorpusError(f"{target}: only a .duckdb corpus can be added to")
    if update and not target.is_file():
        raise CorpusError(f"{target}: there is no such corpus to add to")
    try:
        import duckdb
        import rensa as _  # noqa: F401
    except ImportError as error:
        raise CorpusError(f"{error.name} is needed: pip install 'beritaparse[corpus]'") from None
    with TemporaryDirectory(
        prefix="beritaparse-link-", dir=target.parent if target.parent.is_dir() else None
    ) as folder:
        path = Path(folder) / "corpus.duckdb"
        if update:
            shutil.copyfile(target, path)
        try:
            with closing(duckdb.connect(str(path))) as base:
                base.execute(f"SET memory_limit = '{store.MEMORY}'")
                base.execute(f"SET temp_directory = '{folder}/spill'")
                base.execute("SET checkpoint_threshold = '1TB'")  # once, at the end: each makes holes in the file
                base.execute("SET enable_progress_bar = false")
                summary = linked(base, names, folder)
                if not database:
                    _export(base, target)
        except duckdb.Error as error:
            raise CorpusError(f"{target}: {str(error).splitlines()[0]}") from error
        if database:
            shutil.move(path, target)
    return summary


def linked(base: DuckDBPyConnection, names: Iterable[str], folder: str) -> Summary:
    """Link what the inputs hold beyond what is in ``base``, and write all tables; ``folder`` is for the time being."""
    store.create(base)
    with _uncollected(), Workers(folder=folder) as workers:
        return _linked(base, names, workers, folder)


@contextmanager
def _uncollected() -> Generator[None]:
    """Without the collector of cycles, which looks through millions of rows in memory and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _linked(base: DuckDBPyConnection, names: Iterable[str], workers: Workers, folder: str) -> Summary:
    first = _count(base, "SELECT count(*) FROM work.pages")
    given = load_facts(base, names, workers)
    added = _count(base, "SELECT count(*) FROM work.pages") - first
    store.frequencies(base)
    stories.links(base, first, workers)
    find_copies(base, first, workers)
    write(base, workers, folder)
    counts = [_count(base, f"SELECT count(*) FROM {name}") for name in ("articles", *_COUNTED)]
    return Summary(given, given - added, *counts)


_COUNTED = ("stories", "reprints", "utterances", "people")


def _count(base: DuckDBPyConnection, query: str) -> int:
    row = base.execute(query).fetchone()
    return int(row[0]) if row else 0


TOGETHER = 20
"""Pieces that are put in by one transaction: each goes to disk as a whole, and is held until then."""


def load_facts(base: DuckDBPyConnection, inputs: Iterable[str], workers: Workers = ALONE) -> int:
    """Put the articles of all inputs into the work tables, each id once; the number of articles that were read."""
    known = {str(row[0]) for row in base.execute("SELECT article_id FROM work.pages").fetchall()}
    loader = store.Loader(base, len(known))
    given = 0
    for number, made in enumerate(workers.each("rows:rows_of", pieces(inputs)), 1):
        given += len(made.ids)
        first = {id: at for at, id in reversed(list(enumerate(made.ids)))}
        loader.add(made, [id not in known and first[id] == at for at, id in enumerate(made.ids)])
        known.update(first)
        if number % TOGETHER == 0:
            _put(base, loader)
    _put(base, loader)
    return given


def _put(base: DuckDBPyConnection, loader: store.Loader) -> None:
    base.begin()
    loader.put()
    base.commit()


def _export(base: DuckDBPyConnection, target: Path) -> None:
    """Write the tables as Parquet into a folder, or as predictions in JSON."""
    if target.suffix == ".json":
        from .gold import predictions

        target.write_text(predictions(base), encoding="utf-8")
        return
    target.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        file = str(target / f"{name}.parquet").replace("'", "''")
        base.execute(f"COPY {name} TO '{file}' (FORMAT parquet, COMPRESSION zstd)")


def tables() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The tables of a corpus and their columns."""
    for name, columns in TABLES.items():
        yield name, tuple(columns)
