"""Fills the tables of a corpus from the work tables and the links."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from . import beside, utterances
from .schema import TABLES
from .store import BESIDE
from .units import write_units
from .write_stories import write_reprints, write_stories
from .write_utterances import told, write_utterances

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from .workers import Workers


def write(base: DuckDBPyConnection, workers: Workers, folder: str) -> None:
    """Make all tables anew; ``folder`` is for files of the time being."""
    before = _earlier(base)
    for name, columns in TABLES.items():
        listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        base.execute(f"CREATE OR REPLACE TABLE {name} ({listed})")
    ((count,),) = base.execute("SELECT count(*) FROM work.pages").fetchall()
    with (
        workers.beside("beside:write_in", folder, large=count >= beside.LARGE) as people,
        ThreadPoolExecutor(1) as thread,
    ):
        ready = thread.submit(_prepare, base.cursor(), folder)  # DuckDB, while stories keep this thread busy
        pages = write_stories(base, before)
        ready.result()
        beside.leave_stories(base, folder)
        people.begin()
        base.execute(f"SET memory_limit = '{BESIDE}'")
        found = thread.submit(utterances.answers, base.cursor(), pages.hours, workers)  # waits for the workers
        write_reprints(base, pages)
        write_units(base)
        said = told(base, pages, found.result())
        people.wait()
    beside.take(base, folder)
    write_utterances(base, pages, said)
    base.execute("INSERT INTO corpus VALUES ('schema_version', '1'), ('articles', ?)", [str(len(pages.ids))])


def _prepare(base: DuckDBPyConnection, folder: str) -> None:
    base.execute("CHECKPOINT")
    beside.leave(base, folder)


def _earlier(base: DuckDBPyConnection) -> dict[str, str]:
    """The story of every article before it is linked anew."""
    known = base.execute("SELECT 1 FROM information_schema.tables WHERE table_name = 'story_articles'").fetchone()
    return dict(base.execute("SELECT article_id, story_id FROM story_articles").fetchall()) if known else {}
