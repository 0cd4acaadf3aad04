"""What goes through a batch run: records from the input, problems, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

ProblemKind = Literal[
    "unreadable",  # a file that cannot be opened or breaks off
    "invalid",  # a record that is no article: no JSON, no text
    "failed",
    "crashed",
    "timeout",
    "memory",
    "duplicate",
    "id",  # that of another article
    "encoding",
    "quoting",
    "date",
    "columns",  # a table that lacks a column
    "empty",  # a file without articles
    "large",  # a record above the limit
    "skipped",  # files of a folder that are of no kind that is read
]
LARGEST = 16 << 20
"""Bytes or characters of a record, unpacked, that are read unless more is asked for."""


class TooLargeError(Exception):
    """A record is above the limit; what stands behind it can be read."""

    def __init__(self, largest: int) -> None:
        super().__init__(f"larger than {largest / (1 << 20):g} MB unpacked (--record-limit)")


class BatchError(Exception):
    """The run cannot start or go on; the message says why and what to do."""


class Failure(NamedTuple):
    """Why there is no result."""

    kind: ProblemKind
    reason: str
    detail: str = ""


class Where(NamedTuple):
    """The place of a record in the input: ``line`` is the line of a text file, the row of a table, the number of a
    record in an archive, all from 1; None for a file that is one article."""

    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One article as the input gives it.  One of ``text``, ``html`` and ``data`` is set: a document of ``kind``, as the
    keys of :data:`.documents.KINDS` name them."""

    where: Where
    text: str | None = None
    html: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    data: bytes | None = None
    kind: str | None = None

    @property
    def size(self) -> int:
        """Characters or bytes of what is read."""
        return len(self.text or self.html or self.data or "")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about a record or a file.

    ``kept`` is true where the article is in the output all the same.  ``detail`` goes on from ``reason`` with words of
    the input.
    """

    kind: ProblemKind
    where: Where
    reason: str
    id: str | None = None
    kept: bool = False
    detail: str = ""

    def masked(self) -> Problem:
        """Return it without words of the input: no article says whose names are in those of a lost record."""
        return replace(self, id=self.id if self.kept else None, detail="")

    def row(self) -> dict[str, Any]:
        return {
            "file": self.where.file,
            "line": self.where.line,
            "id": self.id,
            "kind": self.kind,
            "reason": self.reason + self.detail,
            "kept": self.kept,
        }


Item = Record | Problem


class Parsed(NamedTuple):
    """An article as a gzip member that holds its line, a digest of its text, and what there is to tell."""

    data: bytes
    digest: bytes
    id: str
    told: tuple[Failure, ...]
