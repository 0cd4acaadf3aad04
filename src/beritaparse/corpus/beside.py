"""People in a process of their own, while the other one sees to stories and utterances.

They are found in a database in memory that reads the work tables from Parquet files, and go back by such files.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from .schema import TABLES
from .store import BESIDE
from .tables import Pages
from .write_people import write_people

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_READ = {
    "work.pages": "SELECT page, article_id, hour, day, event_day, type, body FROM work.pages",
    "work.persons": "FROM work.persons",
    "work.units": "SELECT id, max(region_code) AS region_code FROM work.units GROUP BY id",
    "work.appointments": "FROM work.appointments",
}
_READ_OF_STORIES = {
    "scratch.page_story": "FROM scratch.page_story",
    "main.articles": """
        SELECT article_id, story_id, DATE '1970-01-01' + day AS day
        FROM story_articles JOIN work.pages USING (article_id)""",
}
"""What is read, by the names of tables, and how it is made."""
WRITTEN = ("person_mentions", "people", "person_links", "story_people", "tenures", "tenure_evidence")
ROWS = 8192
"""Rows that are read and written at a time: of texts they take some dozens of MB."""
LARGE = 5000
"""Articles from which on a process of its own is worth its start."""


def leave(base: DuckDBPyConnection, folder: str) -> None:
    """Write what is read of articles."""
    for name, query in _READ.items():
        _copy(base, f"({query})", folder, name)


def leave_stories(base: DuckDBPyConnection, folder: str) -> None:
    """Write what is read of stories, when they are known."""
    for name, query in _READ_OF_STORIES.items():
        _copy(base, f"({query})", folder, name)


def write_in(folder: str) -> None:
    """Fill the tables of people in a process of its own."""
    import duckdb

    with closing(duckdb.connect()) as base:
        base.execute(f"SET memory_limit = '{BESIDE}'")
        base.execute(f"SET temp_directory = '{_quoted(folder)}'")
        base.execute("SET enable_progress_bar = false")
        for schema in ("work", "scratch"):
            base.execute(f"CREATE SCHEMA {schema}")
        for name in (*_READ, *_READ_OF_STORIES):
            base.execute(f"CREATE VIEW {name} AS FROM '{_file(folder, name)}'")
        for name in WRITTEN:
            listed = ", ".join(f'"{column}" {kind}' for column, kind in TABLES[name].items())
            base.execute(f"CREATE TABLE {name} ({listed})")
        rows = base.execute(
            "SELECT article_id, hour, story FROM work.pages JOIN scratch.page_story USING (page) ORDER BY page"
        ).fetchall()
        ids, hours, story = map(list, zip(*rows, strict=True)) if rows else ([], [], [])
        write_people(base, Pages(ids, hours, story, []))
        for name in WRITTEN:
            _copy(base, name, folder, name)


def take(base: DuckDBPyConnection, folder: str) -> None:
    """Put in what was written."""
    for name in WRITTEN:
        base.execute(f"INSERT INTO {name} FROM '{_file(folder, name)}'")


def _copy(base: DuckDBPyConnection, what: str, folder: str, name: str) -> None:
    base.execute(f"COPY {what} TO '{_file(folder, name)}' (FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE {ROWS})")


def _file(folder: str, name: str) -> str:
    return _quoted(str(Path(folder) / f"{name}.parquet"))


def _quoted(path: str) -> str:
    return path.replace("'", "''")
