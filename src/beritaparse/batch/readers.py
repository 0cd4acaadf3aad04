"""Readers: from files to records, one at a time, with the reason for whatever cannot be read."""

from __future__ import annotations

import csv
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from .columns import Columns
from .inputs import Input, TextLines, decode, mended, open_bytes, open_stored
from .records import BatchError, Problem, Record, Where

Item = Record | Problem
Reader = Callable[[Input, Columns], Iterator[Item]]
_BROKEN = (OSError, EOFError, zlib.error, UnicodeError, zipfile.BadZipFile)


def read(inputs: Iterable[Input], columns: Columns) -> Iterator[Item]:
    """Yield what the inputs hold, in order.  A file that breaks off gives a problem; the others are still read."""
    for source in inputs:
        try:
            yield from READERS[source.format](source, columns)
        except _BROKEN as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or repr(error)
            yield Problem("unreadable", Where(source.path), f"cannot be read further: {reason}")
        if source.meter is not None:
            source.meter.end()


def _said(source: Input, encoding: str) -> Iterator[Problem]:
    if not encoding.lower().replace("_", "-").startswith("utf-8") and encoding != "ascii":
        yield Problem("encoding", Where(source.path), f"not UTF-8: read as {encoding}", kept=True)


def _jsonl(source: Input, columns: Columns) -> Iterator[Item]:
    lines = TextLines(open_bytes(source))
    yield from _said(source, lines.encoding)
    for number, raw in enumerate(lines, 1):
        line, wrong = mended(raw)
        if not line.strip():
            continue
        where = Where(source.path, number)
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem("invalid", where, f"no JSON: {error}")
            continue
        if wrong:
            yield Problem("encoding", where, "bytes that are no UTF-8 were read as Windows-1252", kept=True)
        yield _row(row, columns, where)
    lines.close()


def _row(row: Any, columns: Columns, where: Where) -> Item:
    if isinstance(row, str):
        return columns.record({"text": row}, where)
    if not isinstance(row, dict):
        return Problem("invalid", where, f"expected a JSON object, found {type(row).__name__}")
    return columns.record(row, where)


def _json(source: Input, columns: Columns) -> Iterator[Item]:
    """A document of JSON: one article, or an array of them."""
    with open_bytes(source) as stream:
        text, encoding = decode(stream.read())
    yield from _said(source, encoding)
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Problem("invalid", Where(source.path), f"no JSON: {error}")
        return
    if isinstance(document, list):
        for number, row in enumerate(document, 1):
            yield _row(row, columns, Where(source.path, number))
    else:
        yield _row(document, columns, Where(source.path))


def _csv(source: Input, columns: Columns) -> Iterator[Item]:
    lines = TextLines(open_bytes(source))
    yield from _said(source, lines.encoding)
    stream = iter(lines)
    first = next(stream, "")
    if not first.strip():
        lines.close()
        return
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(2**31 - 1)
    header: list[str] = next(csv.reader([mended(first)[0]], delimiter=delimiter))
    header = [name.strip().removeprefix("\ufeff") for name in header]
    columns.require(header, source.path)
    rows = csv.reader(stream, delimiter=delimiter)
    line = 2
    while True:
        where = Where(source.path, line)
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Problem("invalid", where, f"no CSV: {error}")
            line = rows.line_num + 2
            continue
        line = rows.line_num + 2
        if not cells:
            continue
        if len(cells) > len(header):
            yield Problem("invalid", where, f"{len(cells)} cells, but the table has {len(header)} columns")
            continue
        fixed = [mended(cell) for cell in cells]
        if any(wrong for _, wrong in fixed):
            yield Problem("encoding", where, "bytes that are no UTF-8 were read as Windows-1252", kept=True)
        padded = [cell for cell, _ in fixed] + [""] * (len(header) - len(cells))
        yield columns.record(dict(zip(header, padded, strict=True)), where)
    lines.close()


def _parquet(source: Input, columns: Columns) -> Iterator[Item]:
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        raise BatchError(f"{source.path}: pyarrow is needed: pip install 'beritaparse[batch]'") from None
    try:
        file = parquet.ParquetFile(open_stored(source))
        columns.require(file.schema_arrow.names, source.path)
        wanted = list(columns.of(file.schema_arrow.names).values())
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield columns.record(row, Where(source.path, number))
    except arrow.ArrowInvalid as error:
        yield Problem("unreadable", Where(source.path), f"no Parquet: {error}")


def _text(source: Input, columns: Columns) -> Iterator[Item]:
    with open_bytes(source) as stream:
        text, encoding = decode(stream.read())
    yield from _said(source, encoding)
    if text.strip():
        yield Record(Where(source.path), text=text, id=source.path)
    else:
        yield Problem("invalid", Where(source.path), "the file is empty", source.path)


def _html(source: Input, columns: Columns) -> Iterator[Item]:
    with open_bytes(source) as stream:
        html, encoding = decode(stream.read())
    yield from _said(source, encoding)
    yield Record(Where(source.path), html=html, id=source.path)


def _warc(source: Input, columns: Columns) -> Iterator[Item]:
    with open_stored(source) as stream:
        yield from _archive(stream, source.path, 0)


def _wacz(source: Input, columns: Columns) -> Iterator[Item]:
    with open_stored(source) as file, zipfile.ZipFile(file) as package:
        names = sorted(n for n in package.namelist() if n.endswith((".warc", ".warc.gz")))
        number = 0
        for name in names:
            with package.open(name) as stream:
                for item in _archive(stream, source.path, number):  # type: ignore[arg-type]
                    number = item.where.line or number
                    yield item


def _archive(stream: BinaryIO | Any, path: str, number: int) -> Iterator[Item]:
    """The HTML pages of a crawl that were delivered (status 200); other records are no articles."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # pyright: ignore[reportMissingTypeStubs]
        from warcio.exceptions import ArchiveLoadFailed  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        raise BatchError(f"{path}: warcio is needed: pip install 'beritaparse[batch]'") from None
    try:
        for entry in ArchiveIterator(stream):
            if entry.rec_type != "response" or entry.http_headers is None:
                continue
            kind: str = entry.http_headers.get_header("Content-Type") or ""
            if entry.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
                continue
            number += 1
            charset = kind.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
            html, _ = decode(entry.content_stream().read(), charset or None)
            headers = entry.rec_headers
            yield Record(
                Where(path, number),
                html=html,
                id=headers.get_header("WARC-Record-ID"),
                url=headers.get_header("WARC-Target-URI"),
            )
    except ArchiveLoadFailed as error:
        yield Problem("unreadable", Where(path), f"no WARC: {error}")


READERS: dict[str, Reader] = {
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "parquet": _parquet,
    "text": _text,
    "html": _html,
    "warc": _warc,
    "wacz": _wacz,
}
