"""What became of each item of the input, and what the articles before it say of it: duplicates."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from .records import Failure, Item, Parsed, Problem, Record, Where


@dataclass(frozen=True, slots=True)
class Outcome:
    """``problems`` of one item, and its article if there is one; ``counts`` is false for what is no record."""

    where: Where
    problems: tuple[Problem, ...]
    article: Parsed | None = None
    counts: bool = True


class Stretch(Sequence[Record]):
    """The records of a stretch of the input, for the workers; its problems have no part in the work."""

    def __init__(self, items: list[Item], redact: bool = False) -> None:
        self.items, self._redact = items, redact
        self._records = [item for item in items if isinstance(item, Record)]

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, index: Any) -> Any:
        return self._records[index]

    def outcomes(self, results: Iterable[Parsed | Failure]) -> Iterator[Outcome]:
        """Yield what became of each item, in order, from the results of the records; ``redact`` leaves out of the
        problems what stands in the input."""
        for outcome in self._outcomes(results):
            problems = tuple(problem.masked() for problem in outcome.problems) if self._redact else outcome.problems
            yield replace(outcome, problems=problems)

    def _outcomes(self, results: Iterable[Parsed | Failure]) -> Iterator[Outcome]:
        answers = iter(results)
        for item in self.items:
            if isinstance(item, Problem):
                yield Outcome(item.where, (item,), counts=not item.kept)
                continue
            result = next(answers)
            if isinstance(result, Failure):
                yield Outcome(
                    item.where, (Problem(result.kind, item.where, result.reason, item.id, detail=result.detail),)
                )
                continue
            told = (Problem(told.kind, item.where, told.reason, result.id, True, told.detail) for told in result.told)
            yield Outcome(item.where, tuple(told), result)


class Seen:
    """Where each text and each id stood first, on disk, so that memory does not grow with the dump."""

    def __init__(self, known: Iterable[tuple[bytes, str]] = ()) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # a temporary file that SQLite removes
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (digest BLOB PRIMARY KEY, place TEXT) WITHOUT ROWID")
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", known)

    def twin(self, article: Parsed, where: Where, dropped: bool) -> Problem | None:
        """Return what there is to tell of an article whose text or whose id came before.

        What is kept is known from now on; a duplicate that is ``dropped`` leaves nothing.
        """
        text, *ids = keys(article)
        if (first := self._first(text)) is not None and dropped:
            return Problem("duplicate", where, f"same text as {first}", article.id)
        known = [other for key in ids if (other := self._first(key)) is not None]
        here = place(where)
        self._base.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?)", ((key, here) for key in (text, *ids)))
        if first is not None:
            return Problem("duplicate", where, f"same text as {first}", article.id, kept=True)
        return Problem("id", where, f"same id as {known[0]}, another text", article.id, kept=True) if known else None

    def _first(self, key: bytes) -> str | None:
        found = self._base.execute("SELECT place FROM seen WHERE digest = ?", (key,)).fetchone()
        return found[0] if found is not None else None


def keys(article: Parsed) -> tuple[bytes, ...]:
    """By what an article is known again: its text and, where it is not made of that, its id."""
    if article.id == article.digest.hex():
        return (article.digest,)
    return article.digest, blake2b(article.id.encode("utf-8", "surrogatepass"), digest_size=15).digest()


def place(where: Where) -> str:
    return where.file if where.line is None else f"{where.file}:{where.line}"
