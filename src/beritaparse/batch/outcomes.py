"""What became of each item of the input, and what the articles before it say of it: duplicates."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .pool import Failure
from .records import Item, Parsed, Problem, Record, Where


@dataclass(frozen=True, slots=True)
class Outcome:
    """``problems`` of one item, and its article if there is one; ``counts`` is false for what is no record."""

    where: Where
    problems: tuple[Problem, ...]
    article: Parsed | None = None
    counts: bool = True


class Stretch(Sequence[Record]):
    """The records of a stretch of the input, for the workers; its problems have no part in the work."""

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        self._records = [item for item in items if isinstance(item, Record)]

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, index: Any) -> Any:
        return self._records[index]

    def outcomes(self, results: Iterable[Parsed | Failure]) -> Iterator[Outcome]:
        """Yield what became of each item, in order, from the results of the records."""
        answers = iter(results)
        for item in self.items:
            if isinstance(item, Problem):
                yield Outcome(item.where, (item,), counts=not item.kept)
                continue
            result = next(answers)
            if isinstance(result, Failure):
                yield Outcome(item.where, (Problem(result.kind, item.where, result.reason, item.id),))
                continue
            told = (Problem(kind, item.where, reason, result.id, kept=True) for kind, reason in result.told)
            yield Outcome(item.where, tuple(told), result)


class Seen:
    """Where each text stood first, on disk, so that memory does not grow with the dump."""

    def __init__(self, known: Iterable[tuple[bytes, str]] = ()) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file that SQLite removes
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID")
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", known)

    def duplicate(self, digest: bytes, id: str, where: Where, dropped: bool) -> Problem | None:
        """Return what there is to tell of an article whose text came before; None for a new one, which is known from
        now on."""
        found = self._base.execute("SELECT place FROM seen WHERE digest = ?", (digest,)).fetchone()
        if found is None:
            self._base.execute("INSERT INTO seen VALUES (?, ?)", (digest, place(where)))
            return None
        return Problem("duplicate", where, f"same text as {found[0]}", id, kept=not dropped)


def place(where: Where) -> str:
    return where.file if where.line is None else f"{where.file}:{where.line}"
