"""Readers: from files to records, one at a time, with the reason for whatever cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Any

from .columns import Columns, Lacking
from .crawls import wacz, warc
from .day_order import with_one_order
from .documents import KINDS
from .encodings import TextLines, decode, mended
from .feeds import feed
from .inputs import UNREAD, Input, open_bytes, open_seekable, read_whole
from .json_values import values
from .records import BatchError, Item, Problem, Record, TooLargeError, Where
from .rows import Table

_ROWS = 32
_TABLES = ("jsonl", "json", "csv", "parquet")
Reader = Callable[[Input, Columns], Iterator[Item]]


def read(inputs: Iterable[Input], columns: Columns) -> Iterator[Item]:
    """Yield what the inputs hold, in order.  A file that breaks off gives a problem; the others are still read."""
    for source in inputs:
        found = 0
        columns.begin()
        try:
            items = READERS[source.format](source, columns)
            for item in with_one_order(items) if source.format in _TABLES else items:
                found += 1
                yield item
        except BatchError:
            raise
        except TooLargeError as error:
            yield Problem("large", Where(source.name), str(error))
            found += 1
        except Exception as error:  # what a decoder or another package makes of broken bytes is not known beforehand
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or repr(error)
            after = f" after the first {found}" if found else ""
            yield Problem("unreadable", Where(source.name), f"cannot be read further{after}", detail=f": {reason}")
            found += 1
        if not found:
            yield Problem("empty", Where(source.name), "no article is in it", kept=True)
        elif source.format in ("json", "jsonl"):  # other tables were asked at their header
            yield from (Problem("columns", Where(source.name), reason, kept=True) for reason in columns.unmet())
        if source.meter is not None:
            source.meter.end()


def usable(first: Item) -> Item:
    """Return the first item of a run.  Raises BatchError where it says that the first table lacks a column."""
    if isinstance(first, Problem) and first.kind == "columns" and not first.kept:
        raise BatchError(f"{first.where.file}: {first.reason}{first.detail}")
    return first


def _said(source: Input, encoding: str) -> Iterator[Problem]:
    if not encoding.lower().replace("_", "-").startswith("utf-8") and encoding != "ascii":
        yield Problem("encoding", Where(source.name), f"not UTF-8: read as {encoding}", kept=True)


def _jsonl(source: Input, columns: Columns) -> Iterator[Item]:
    lines = TextLines(open_bytes(source), source.largest)
    yield from _said(source, lines.encoding)
    for number in count(1):
        where = Where(source.name, number)
        try:
            raw = next(lines, None)
        except TooLargeError as error:
            yield Problem("large", where, str(error))
            continue
        if raw is None:
            break
        line, wrong = mended(raw)
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem("invalid", where, f"no JSON: {error}")
            continue
        if wrong:
            yield _mended(where)
        yield _row(row, columns, where)
    lines.close()


def _mended(where: Where) -> Problem:
    return Problem("encoding", where, "bytes that are no UTF-8 were read as Windows-1252", kept=True)


def _row(row: Any, columns: Columns, where: Where) -> Item:
    if isinstance(row, str):
        return columns.record({"text": row}, where)
    if not isinstance(row, dict):
        return Problem("invalid", where, f"expected a JSON object, found {type(row).__name__}")
    return columns.record(row, where)


def _json(source: Input, columns: Columns) -> Iterator[Item]:
    """A document of JSON: one article, or an array of them."""
    lines = TextLines(open_bytes(source), source.largest)
    yield from _said(source, lines.encoding)
    wrong = False

    def piece(size: int) -> str:
        nonlocal wrong
        text, strange = mended(lines.read(size))
        wrong = wrong or strange
        return text

    for number, value in enumerate(values(piece, source.largest), 1):
        where = Where(source.name, number)
        if isinstance(value, TooLargeError):
            yield Problem("large", where, str(value))
            continue
        if wrong:
            yield _mended(where)
            wrong = False
        yield Problem("invalid", where, str(value)) if isinstance(value, ValueError) else _row(value, columns, where)
    lines.close()


def _csv(source: Input, columns: Columns) -> Iterator[Item]:
    lines = TextLines(open_bytes(source), source.largest)
    yield from _said(source, lines.encoding)

    def knows(cells: list[str]) -> bool:
        return columns.lacking(_names(cells)) is None or columns.unnamed(cells) is not None

    rows = iter(Table(lines, knows, source.largest))
    first = next(rows, None)
    if first is None:
        return
    if first.large:
        yield Problem("large", Where(source.name, first.line), f"the header is {first.problem}")
        return
    header: Sequence[str] = _names(first.cells or [])
    lacking = columns.lacking(header)
    if lacking is not None and (unnamed := columns.unnamed(first.cells or [])) is not None:
        header, lacking, rows = unnamed, columns.lacking(unnamed), chain([first], rows)
    if lacking is not None:
        yield _lacking(lacking, source)
        return
    for line, cells, problem, large in rows:
        where = Where(source.name, line)
        if large:
            yield Problem("large", where, str(problem))
            continue
        if cells is None or len(cells) > len(header):
            many = f"{len(cells or ())} cells, but the table has {len(header)} columns"
            yield Problem("invalid", where, (problem or many) if cells is None else many)
            continue
        fixed = [mended(cell) for cell in cells]
        if problem is not None:
            yield Problem("quoting", where, problem, kept=True)
        if any(wrong for _, wrong in fixed):
            yield _mended(where)
        padded = [cell for cell, _ in fixed] + [""] * (len(header) - len(cells))
        yield columns.record(dict(zip(header, padded, strict=True)), where)
    lines.close()


def _lacking(lacking: Lacking, source: Input) -> Problem:
    return Problem("columns", Where(source.name), lacking.reason, detail=lacking.detail)


def _names(cells: list[str]) -> list[str]:
    return [mended(name)[0].strip().removeprefix("\ufeff") for name in cells]


def _parquet(source: Input, columns: Columns) -> Iterator[Item]:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise BatchError(f"{source.path}: pyarrow is needed: pip install 'beritaparse[batch]'") from None
    with open_seekable(source) as stream:
        try:
            file = parquet.ParquetFile(stream, buffer_size=1 << 20)
        except arrow.ArrowInvalid as error:
            yield Problem("unreadable", Where(source.name), "no Parquet", detail=f": {error}")
            return
        names = file.schema_arrow.names
        if (lacking := columns.lacking(names)) is not None:
            yield _lacking(lacking, source)
            return
        wanted = columns.wanted(names)
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
            for at in range(batch.num_rows):
                number += 1
                row = batch.slice(at, 1)
                where = Where(source.name, number)
                if row.nbytes > source.largest:
                    yield Problem("large", where, str(TooLargeError(source.largest)))
                else:
                    yield columns.record(row.to_pylist()[0], where)


def _text(source: Input, columns: Columns) -> Iterator[Item]:
    text, encoding = decode(read_whole(source))
    yield from _said(source, encoding)
    if text.strip():
        yield Record(Where(source.name), text=text, id=source.name)
    else:
        yield Problem("invalid", Where(source.name), "the file is empty", source.name)


def _html(source: Input, columns: Columns) -> Iterator[Item]:
    html, encoding = decode(read_whole(source))
    yield from _said(source, encoding)
    yield Record(Where(source.name), html=html, id=source.name)


def _document(source: Input, columns: Columns) -> Iterator[Item]:
    """Converted by the worker, within its limits."""
    yield Record(Where(source.name), data=read_whole(source), kind=source.format, id=source.name)


def _unread(source: Input, columns: Columns) -> Iterator[Item]:
    yield Problem("skipped", Where(source.name), source.note, kept=True)


READERS: dict[str, Reader] = {
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
    "text": _text,
    "html": _html,
    "warc": warc,
    "wacz": wacz,
    "feed": feed,
    **dict.fromkeys(KINDS, _document),
    UNREAD: _unread,
}
