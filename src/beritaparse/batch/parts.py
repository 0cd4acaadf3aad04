"""The journal of a run: finished stretches of the input, each committed by one rename.

A part is four files in the run's work folder: the articles, the problems, what was seen (for duplicates) and, last, the
part's own record, which makes it count.  Whatever a killed run leaves without that record is overwritten.  Where parts
begin and end has no influence on the result: it is made from all of them together.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from pydantic import BaseModel, ConfigDict

from .outcomes import keys
from .records import BatchError, Parsed, Problem, Record
from .store import SETUP, Store


class Counts(BaseModel):
    """How many records came in and what became of them: ``read`` is ``written`` plus ``lost``."""

    model_config = ConfigDict(extra="forbid")
    read: int = 0
    written: int = 0
    lost: int = 0
    duplicates: int = 0
    problems: dict[str, int] = {}

    def add(self, other: Counts) -> None:
        self.read += other.read
        self.written += other.written
        self.lost += other.lost
        self.duplicates += other.duplicates
        for kind, number in other.problems.items():
            self.problems[kind] = self.problems.get(kind, 0) + number

    def tell(self, problem: Problem) -> None:
        self.problems[problem.kind] = self.problems.get(problem.kind, 0) + 1
        if not problem.kept:
            self.lost += 1


class PartRecord(BaseModel):
    """``items`` of the input went in, ``digest`` is taken over them, so that a changed input is noticed."""

    model_config = ConfigDict(extra="forbid")
    items: int
    digest: str
    counts: Counts


def _packed(item: Record) -> str | None:
    return None if item.data is None else blake2b(item.data, digest_size=16).hexdigest()


class InputDigest:
    """A running digest of records and problems of the input."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=16)

    def add(self, item: Record | Problem) -> None:
        values = (
            (item.text, item.html, item.id, item.title, item.published, item.outlet, item.url, _packed(item))
            if isinstance(item, Record)
            else (item.kind, item.reason)
        )
        self._hash.update(repr(item.where).encode("utf-8", "surrogatepass"))
        for value in values:
            self._hash.update(b"\0" if value is None else b"\1" + value.encode("utf-8", "surrogatepass"))

    def hex(self) -> str:
        return self._hash.hexdigest()


def open_store(store: Store, setup: dict[str, Any]) -> bool:
    """Begin a run in its work folder; return whether an earlier run of the same setup left something in it.

    Raises BatchError when the folder belongs to a run of another setup that has done something.
    """
    if not store.has(SETUP) or store.names() == {SETUP}:
        store.write(SETUP, json.dumps(setup, ensure_ascii=False, indent=1).encode())
        return False
    try:
        before = json.loads(store.read(SETUP))
    except ValueError:
        before = None
    if not isinstance(before, dict):
        raise BatchError(f"{store.location}/{SETUP} is damaged: --restart drops what is there")
    if before != setup:
        different = ", ".join(key for key in setup if before.get(key) != setup[key]) or "its fields"
        raise BatchError(
            f"{store.location} holds an unfinished run with other settings ({different}): "
            "give the same command to go on with it, or --restart to drop it"
        )
    return True


class Parts:
    """The work folder of a run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.location = store.location
        self.records: list[PartRecord] = []

    def open(self, setup: dict[str, Any]) -> None:
        """Make the folder, or take up what an earlier run of the same setup left in it.

        Raises BatchError when the folder belongs to a run of another setup.
        """
        if open_store(self._store, setup):
            names = self._store.names()
            while (name := self._name(len(self.records), "json")) in names:
                self.records.append(self._record(name))

    def _record(self, name: str) -> PartRecord:
        try:
            return PartRecord.model_validate_json(self._store.read(name))
        except ValueError:
            raise BatchError(f"{self.location}/{name} is damaged: --restart drops what is there") from None

    def begin(self) -> Part:
        return Part(self, len(self.records))

    def commit(self, part: Part, record: PartRecord) -> None:
        for suffix, pieces in (("gz", part.articles), ("problems", part.problems), ("seen", part.seen)):
            self._store.write(self._name(part.number, suffix), b"".join(pieces))
        self._store.write(self._name(part.number, "json"), record.model_dump_json().encode())
        self.records.append(record)

    def _name(self, number: int, suffix: str) -> str:
        return f"part-{number:07d}.{suffix}"

    def counts(self) -> Counts:
        total = Counts()
        for record in self.records:
            total.add(record.counts)
        return total

    def articles(self) -> Iterator[bytes]:
        """Yield the lines of the articles, in order."""
        for number in range(len(self.records)):
            yield from unpacked(self._store.read(self._name(number, "gz")))

    def problems(self) -> Iterator[bytes]:
        for number in range(len(self.records)):
            yield from io.BytesIO(self._store.read(self._name(number, "problems")))

    def seen(self) -> Iterator[tuple[bytes, str]]:
        """Yield the keys of each article so far and where it stood."""
        for number in range(len(self.records)):
            for line in io.BytesIO(self._store.read(self._name(number, "seen"))):
                digest, _, where = line.decode().rstrip("\n").partition("\t")
                yield bytes.fromhex(digest), json.loads(where)


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield the lines of articles, each packed on its own."""
    with gzip.open(io.BytesIO(data), "rb") as stream:
        yield from stream


def problem_line(problem: Problem) -> bytes:
    return json.dumps(problem.row(), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


class Part:
    """What the run has finished since the last commit; held in memory, it is at most a few megabytes."""

    def __init__(self, parts: Parts, number: int) -> None:
        self._parts = parts
        self.number = number
        self.articles: list[bytes] = []
        self.problems: list[bytes] = []
        self.seen: list[bytes] = []
        self.items = 0
        self.counts = Counts()
        self._digest = InputDigest()

    def take(self, item: Record | Problem) -> None:
        self.items += 1
        self._digest.add(item)

    def article(self, article: Parsed, where: str) -> None:
        self.articles.append(article.data)
        self.counts.written += 1
        self.seen += (f"{key.hex()}\t{json.dumps(where)}\n".encode() for key in keys(article))

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem_line(problem))
        self.counts.tell(problem)

    def commit(self) -> Part:
        """Make it count and return the next part."""
        if self.items:
            self._parts.commit(self, PartRecord(items=self.items, digest=self._digest.hex(), counts=self.counts))
        return self._parts.begin()
