"""The work folder of a distributed run: pieces of the input, each done by one worker, in any order.

The input is cut into sources (files read one behind the other) and a source into pieces, always in the same places:
a piece is known by its two numbers.  It is two files, the packed articles and, last, what became of each item.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .columns import Columns
from .inputs import Input
from .outcomes import Outcome, Seen
from .parts import Counts, InputDigest, problem_line, unpacked
from .readers import read, usable
from .records import BatchError, Item, Parsed, Problem, Record, Where
from .store import Store


@dataclass(frozen=True, slots=True)
class Cut:
    """Where pieces and sources end: after so many items or characters, and after so many bytes of files."""

    items: int = 500
    characters: int = 8 << 20
    bytes: int = 64 << 20


def sources(inputs: Sequence[Input], sizes: Iterable[int | None], cut: Cut) -> list[list[Input]]:
    """Return the files in groups of some size, so that a million small ones are not a million tasks."""
    made: list[list[Input]] = []
    filled = cut.bytes
    for file, size in zip(inputs, sizes, strict=True):
        if filled >= cut.bytes:
            made.append([])
            filled = 0
        made[-1].append(file)
        filled += size if size is not None else cut.bytes
    return made


def unfinished(
    source: int, files: Sequence[Input], columns: dict[str, str], limit: int | None, store: Store, cut: Cut
) -> Iterator[tuple[int, list[Item]]]:
    """Read a source and yield the number and the items of each piece that is not done.

    Raises BatchError when a piece that is done was made from other items.
    """
    names = store.names()
    if (end := _end(source)) in names:
        pieces = int(json.loads(store.read(end))["pieces"])
        if all(_name(source, number) in names for number in range(pieces)):
            return
    number = -1
    for number, items in enumerate(_pieces(islice(read(files, Columns(dict(columns))), limit), cut)):
        if source == number == 0:
            usable(items[0])
        if (name := _name(source, number)) not in names:
            yield number, items
        elif json.loads(store.read(name).split(b"\n", 1)[0])["digest"] != _digest(items):
            raise BatchError(f"the input is not what it was when {store.location} was made: --restart begins anew")
    store.write(end, json.dumps({"pieces": number + 1}).encode())


def commit(source: int, number: int, items: list[Item], outcomes: Sequence[Outcome], store: Store) -> None:
    """Write a piece; it counts from the moment that its second file is there."""
    store.write(_name(source, number, "gz"), b"".join(found.article.data for found in outcomes if found.article))
    rows: list[dict[str, Any]] = [{"digest": _digest(items)}]
    rows += [
        {
            "where": found.where,
            "counts": found.counts,
            "problems": [problem.row() for problem in found.problems],
            "article": [found.article.digest.hex(), found.article.id] if found.article else None,
        }
        for found in outcomes
    ]
    store.write(_name(source, number), b"".join(json.dumps(row).encode() + b"\n" for row in rows))


def _name(source: int, number: int, suffix: str = "jsonl") -> str:
    return f"piece-{source:06d}-{number:07d}.{suffix}"


def _end(source: int) -> str:
    return f"source-{source:06d}.json"


def _pieces(items: Iterator[Item], cut: Cut) -> Iterator[list[Item]]:
    piece: list[Item] = []
    characters = 0
    for item in items:
        piece.append(item)
        characters += len(item.text or item.html or "") if isinstance(item, Record) else 0
        if len(piece) >= cut.items or characters >= cut.characters:
            yield piece
            piece, characters = [], 0
    if piece:
        yield piece


def _digest(items: list[Item]) -> str:
    digest = InputDigest()
    for item in items:
        digest.add(item)
    return digest.hex()


class Pieces:
    """All pieces of a finished run in the order of the input: what the output is made of.

    Only here is known which article's text came before in the whole input.
    """

    def __init__(self, store: Store, number_of_sources: int, dedupe: bool) -> None:
        self._store = store
        self._names: list[tuple[int, int]] = []
        for source in range(number_of_sources):
            pieces = int(json.loads(store.read(_end(source)))["pieces"])
            self._names += ((source, number) for number in range(pieces))
        self._counts = Counts()
        self._dropped: dict[tuple[int, int], set[int]] = {}
        self._problems = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as this
        seen = Seen()
        for name in self._names:
            dropped = self._settle(_outcomes(store.read(_name(*name))), seen, dedupe)
            if dropped:
                self._dropped[name] = dropped

    def _settle(self, outcomes: Iterator[Outcome], seen: Seen, dedupe: bool) -> set[int]:
        """Count and tell what became of a piece's items; return which of its articles are duplicates to drop."""
        dropped: set[int] = set()
        position = 0
        for outcome in outcomes:
            self._counts.read += outcome.counts
            found = list(outcome.problems)
            if outcome.article is not None:
                twin = seen.twin(outcome.article, outcome.where, dedupe)
                if twin is not None:
                    found.append(twin)
                    if twin.kind == "duplicate":
                        self._counts.duplicates += 1
                        if dedupe:
                            dropped.add(position)
                self._counts.written += position not in dropped
                position += 1
            for problem in found:
                self._counts.tell(problem)
                self._problems.write(problem_line(problem))
        return dropped

    def articles(self) -> Iterator[bytes]:
        for name in self._names:
            dropped = self._dropped.get(name, ())
            for position, line in enumerate(unpacked(self._store.read(_name(*name, "gz")))):
                if position not in dropped:
                    yield line

    def problems(self) -> Iterator[bytes]:
        self._problems.seek(0)
        yield from self._problems

    def counts(self) -> Counts:
        return self._counts


def _outcomes(data: bytes) -> Iterator[Outcome]:
    for line in data.splitlines()[1:]:
        row = json.loads(line)
        found = tuple(
            Problem(told["kind"], Where(told["file"], told["line"]), told["reason"], told["id"], told["kept"])
            for told in row["problems"]
        )
        article = Parsed(b"", bytes.fromhex(row["article"][0]), row["article"][1], ()) if row["article"] else None
        yield Outcome(Where(*row["where"]), found, article, row["counts"])
