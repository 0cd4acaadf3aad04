"""Reads what ``beritaparse batch`` wrote, in pieces: Parquet, JSONL (also compressed) and DuckDB, by path or by URL.

Whatever the form, an article comes as the dictionary that stands in JSON, with the parts that linking needs and no
others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from ..batch.inputs import Input, open_bytes, open_seekable
from ..batch.records import BatchError
from ..batch.store import is_url, open_input, plain, remote

Facts: TypeAlias = dict[str, Any]
"""An article as in the contract (``Article.model_dump(mode="json")``), with the keys of :data:`NEEDS`."""

PIECE = 500
"""Articles that are read at a time."""

_PERSON = "id name role age initials anonymous unit_id organization_id"
NEEDS: dict[str, str] = {
    "": "id text title published outlet url",
    "byline": "authors",
    "blocks": "kind start end",
    "persons": _PERSON,
    "units": "id name kind service parent_id region_code",
    "organizations": "name",
    "facilities": "name",
    "places": "name level code",
    "events": "type date",
    "facts": "kind value unit",
    "quotes": "start text kind",
}
"""Parts of an article and the fields of each; with them come speakers, ranks, positions and names of persons."""
_SINGLE = {"byline"}


class CorpusError(ValueError):
    """Something that the user can mend: a wrong file, or a package that is missing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some hundred articles as they stand in the input: rows of Parquet, lines of JSON from ``first`` on, or facts."""

    path: str
    data: Any
    first: int = 0

    def facts(self) -> list[Facts]:
        """The articles.  Raises CorpusError for what is none."""
        if isinstance(self.data, list):
            return self.data
        return self.data.to_pylist() if not isinstance(self.data, tuple) else list(self._parsed())

    def _parsed(self) -> Iterator[Facts]:
        for number, line in enumerate(self.data, self.first):
            try:
                row = json.loads(line)
            except ValueError:
                raise CorpusError(f"{self.path}:{number}: no JSON") from None
            if not isinstance(row, dict) or "persons" not in row or "quotes" not in row:
                raise CorpusError(f"{self.path}:{number}: no article of beritaparse batch")
            yield row


def read(names: Iterable[str]) -> Iterator[list[Facts]]:
    """Yield the articles of all inputs in order, some hundreds at a time; as :func:`pieces`."""
    for piece in pieces(names):
        yield piece.facts()


def pieces(names: Iterable[str]) -> Iterator[Piece]:
    """Yield what all inputs hold, in order, some hundred articles at a time.

    ``names`` are files, folders of Parquet files, glob patterns, or URLs of files.  Raises CorpusError for what is no
    output of ``batch`` and OSError for what cannot be opened.
    """
    try:
        for name in names:
            for path in _files(plain(name)):
                yield from _pieces(path)
    except BatchError as error:
        raise CorpusError(str(error)) from None


def _files(name: str) -> list[str]:
    if is_url(name):
        system, path = remote(name)
        found = [path] if system.isfile(path) else system.glob(path.rstrip("/") + "/*.parquet") or system.glob(path)
        return [system.unstrip_protocol(file) for file in sorted(found)]
    if Path(name).is_dir():
        found = sorted(str(path) for path in Path(name).glob("*.parquet"))
        if not found:
            raise CorpusError(f"{name}: a folder without Parquet files")
        return found
    if Path(name).is_file():
        return [name]
    found = sorted(str(path) for path in Path().glob(name)) if not Path(name).is_absolute() else []
    if not found:
        raise FileNotFoundError(2, "no such file", name)
    return found


def _pieces(path: str) -> Iterator[Piece]:
    lower = path.lower()
    if lower.endswith((".parquet", ".pq")):
        return _parquet(path)
    if lower.endswith(".duckdb"):
        return _duckdb(path)
    if any(ending in lower for ending in (".jsonl", ".ndjson")):
        return _jsonl(path)
    raise CorpusError(f"{path}: linking reads the Parquet, JSONL or DuckDB output of beritaparse batch")


def _parquet(path: str) -> Iterator[Piece]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    with open_seekable(Input(path, "parquet")) as stream:
        try:
            file = parquet.ParquetFile(stream)
        except pa.ArrowInvalid as error:
            raise CorpusError(f"{path}: {error}") from None
        have = set(file.schema_arrow.names)
        lacking = [name for name in ("text", "persons", "quotes", "events") if name not in have]
        if lacking:
            raise CorpusError(f"{path}: no whole output of beritaparse batch: it lacks {', '.join(lacking)}")
        wanted = [column for column in paths() if column.partition(".")[0] in have]
        for batch in file.iter_batches(PIECE, columns=wanted):
            yield Piece(path, batch)


def paths() -> Iterator[str]:
    """The columns of a Parquet file that are read, nested ones by their path."""
    for part, names in NEEDS.items():
        for name in names.split():
            if not part:
                yield name
            elif part in _SINGLE:
                yield f"{part}.{name}"
            else:
                yield f"{part}.list.element.{name}"
    for name in ("abbreviation", "service", "grade"):
        yield f"persons.list.element.rank.{name}"
    for name in ("text", "title", "former", "unit_id"):
        yield f"persons.list.element.position.{name}"
    for name in ("text", "kind", "start"):
        yield f"persons.list.element.mentions.list.element.{name}"
    yield "quotes.list.element.speaker.person_id"
    yield "appointments"


def _jsonl(path: str) -> Iterator[Piece]:
    with open_bytes(Input(path, "jsonl")) as stream:
        lines = iter(stream)
        number = 1
        while piece := tuple(islice(lines, PIECE)):
            yield Piece(path, piece, number)
            number += len(piece)


def _duckdb(path: str) -> Iterator[Piece]:
    import duckdb

    with TemporaryDirectory(prefix="beritaparse-link-") as folder:
        local = path
        if is_url(path):
            local = str(Path(folder) / "facts.duckdb")
            with open_input(path) as source, open(local, "wb") as copy:
                copyfileobj(source, copy)
        try:
            with closing(duckdb.connect(local, read_only=True)) as base:
                yield from _tables(base, path)
        except duckdb.Error as error:
            raise CorpusError(f"{path}: {str(error).splitlines()[0]}") from None


def _tables(base: Any, path: str) -> Iterator[Piece]:
    known = {str(row[0]) for row in base.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if not {"articles", "persons", "quotes", "mentions"} <= known:
        raise CorpusError(f"{path}: no whole output of beritaparse batch")
    last = base.execute("SELECT coalesce(max(article), 0) FROM articles").fetchone()[0]
    for first in range(1, last + 1, PIECE):
        yield Piece(path, _rows(base, known, first, first + PIECE - 1))


def _rows(base: Any, known: set[str], first: int, last: int) -> list[Facts]:
    """The articles numbered ``first`` to ``last`` of a database, put together from its tables."""

    def select(table: str) -> Iterator[dict[str, Any]]:
        return _select(base, table, first, last)

    made = {row["article"]: _with_byline(row) for row in select("articles")}
    spellings: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for row in select("mentions"):
        if row["layer"] == "persons":
            spellings[row["article"], row["owner_id"]].append(_spanned(row))
    for part in (part for part in NEEDS if part and part not in _SINGLE):
        for facts in made.values():
            facts[part] = []
        for row in select(part) if part in known else ():
            made[row["article"]][part].append(_nested(part, row, spellings))
    if "appointments" in known:
        for row in select("appointments"):
            made[row["article"]].setdefault("appointments", []).append(_appointment(row))
    return list(made.values())


def _select(base: Any, table: str, first: int, last: int) -> Iterator[dict[str, Any]]:
    order = "article" if table == "articles" else "article, number" if table == "mentions" else "article, rowid"
    columns = base.execute(f"DESCRIBE {table}").fetchall()
    # a moment with a zone would need a package for zones in DuckDB before 2.0
    names = [column[0] for column in columns if not column[1].startswith("TIMESTAMP")]
    listed = ", ".join(f'"{name}"' for name in names)
    found = base.execute(f"SELECT {listed} FROM {table} WHERE article BETWEEN {first} AND {last} ORDER BY {order}")
    for row in found.fetchall():
        yield dict(zip(names, row, strict=True))


def _with_byline(row: dict[str, Any]) -> Facts:
    """The row of an article, its byline as it stands in the contract."""
    authors = row.get("byline_authors")
    return row | {"byline": {"authors": json.loads(authors)} if authors else None}


def _spanned(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"start": row.get("start_char"), "end": row.get("end_char")}


def _nested(part: str, row: dict[str, Any], spellings: Any) -> dict[str, Any]:
    row = _spanned(row)
    if part == "persons":
        row["mentions"] = spellings[row["article"], row["id"]]
        row["rank"] = _under(row, "rank", "abbreviation service grade", "abbreviation")
        row["position"] = _under(row, "position", "text title former unit_id", "text")
    elif part == "quotes":
        row["speaker"] = {"person_id": row["speaker_person_id"]}
    return row


def _appointment(row: dict[str, Any]) -> dict[str, Any]:
    posts = {part: _under(row, part, "text title acting former unit_id", "text") for part in ("position", "former")}
    return {name: row.get(name) for name in ("person_id", "predecessor_id", "date", "text")} | posts


def _under(row: dict[str, Any], prefix: str, names: str, needed: str) -> dict[str, Any] | None:
    found = {name: row.get(f"{prefix}_{name}") for name in names.split()}
    return found if found[needed] else None
