"""WARC and WACZ: the pages that a crawl brought home."""

from __future__ import annotations

import codecs
import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from ..layout.html import looks_like_html
from .columns import Columns
from .encodings import decode
from .inputs import Input, bounded, open_bytes, open_seekable
from .packing import unpacked
from .records import BatchError, Item, Problem, Record, TooLargeError, Where

_UNPACKED = ("identity", "none", "7bit", "8bit", "binary", "text/html", "html")
_HEAD = 1 << 20
_PIECE = 1 << 16


def warc(source: Input, columns: Columns) -> Iterator[Item]:
    with closing(open_bytes(source)) as stream:
        yield from _archive(stream, source, 0)


def wacz(source: Input, columns: Columns) -> Iterator[Item]:
    with open_seekable(source) as file, zipfile.ZipFile(file) as package:
        names = sorted(n for n in package.namelist() if n.endswith((".warc", ".warc.gz")))
        number = 0
        for name in names:
            with package.open(name) as stored, closing(_unpacked(stored, source)) as stream:
                for item in _archive(stream, source, number):
                    number = item.where.line or number
                    yield item


def _unpacked(stored: Any, source: Input) -> Any:
    return unpacked(io.BufferedReader(stored), source.path, source.largest)


class _Partly:
    """A stream whose ``read`` gives what there is: one that insists on more loses what comes before a break.

    It breaks off where ``end`` bytes are given: the head of a record is no record.
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.given = 0
        self.end: int | None = None

    def read(self, size: int = -1) -> bytes:
        if self.end is not None and self.given > self.end:
            raise ValueError("the head of a record is larger than 1 MB")
        try:
            data: bytes = self._stream.read1(size)
        except EOFError as error:  # warcio would take it for the end
            raise ValueError(str(error)) from error
        self.given += len(data)
        return data

    def tell(self) -> int:
        return self.given

    def close(self) -> None:
        self._stream.close()


def _heads(archive: Any, given: _Partly) -> Iterator[Any]:
    """Yield the records of an archive; what is left of each is passed over here, so that heads can be bounded."""
    records = iter(archive)
    while True:
        given.end = given.given + _HEAD
        entry = next(records, None)
        given.end = None
        if entry is None:
            return
        yield entry
        while entry.raw_stream.read(_PIECE):
            pass


def _archive(stream: Any, source: Input, number: int) -> Iterator[Item]:
    """The HTML pages that were delivered (status 200); other records are no articles."""
    path = source.name
    try:
        from warcio.archiveiterator import ArchiveIterator  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        raise BatchError(f"{path}: warcio is needed: pip install 'beritaparse[batch]'") from None
    entry: Any = None
    given = _Partly(stream)
    archive = ArchiveIterator(given)
    for entry in _heads(archive, given):
        if _cut(entry):
            break
        for item in _page_of(entry, Where(path, number + 1), source.largest):
            number += 0 if isinstance(item, Problem) and item.kept else 1
            yield item
    if given.given > archive.offset or (entry is not None and (_cut(entry) or entry.raw_stream.limit > 0)):
        raise EOFError("the file ends or is broken within a record")


def _page_of(entry: Any, where: Where, largest: int) -> Iterator[Item]:
    """The page of a record, if it is one, and what there is to tell of it."""
    if entry.rec_type not in ("response", "resource") or (entry.http_headers is None and not _sent(entry)):
        return
    if entry.rec_type == "response" and entry.http_headers is None:
        yield Problem("invalid", where, "a response without the head of a page")
        return
    kind = _page(entry)
    if kind is None:
        return
    if entry.http_headers is not None and _is_chunked(entry.http_headers):  # warcio knows the word in small letters
        entry.http_headers.replace_header("Transfer-Encoding", "chunked")
    id: str | None = entry.rec_headers.get_header("WARC-Record-ID")
    try:
        data = bounded(entry.content_stream(), largest)
    except TooLargeError as error:
        yield Problem("large", where, str(error), id)
        return
    if entry.raw_stream.limit > 0:  # it breaks off
        return
    headers = entry.http_headers or entry.rec_headers
    packed: str = (headers.get_header("Content-Encoding") or "").strip().lower()
    if (missing := _missing(packed)) is not None:
        yield Problem("invalid", where, missing, id)
        return
    if not kind and not looks_like_html(decode(data[:4096])[0]):
        return
    charset = kind.lower().partition("charset=")[2].split(";")[0].strip("\"' ")
    html, encoding = decode(data, charset or None)
    if not encoding.startswith("utf-8"):
        yield Problem("encoding", where, f"not UTF-8: read as {encoding}", kept=True)
    yield Record(where, html=html, id=id, url=entry.rec_headers.get_header("WARC-Target-URI"))


def _is_chunked(headers: Any) -> bool:
    said: str = headers.get_header("Transfer-Encoding") or ""
    return said.strip().lower() == "chunked"


def _sent(entry: Any) -> bool:
    """Did a response come by HTTP?  Crawls hold those of name servers, too."""
    return (entry.rec_headers.get_header("WARC-Target-URI") or "").startswith("http")


def _page(entry: Any) -> str | None:
    """The content type of an HTML page that was delivered, or saved by an archiving tool; None for anything else.
    Without a type it may be one: its first bytes say that."""
    delivered = entry.http_headers is None or entry.http_headers.get_statuscode() == "200"
    kind: str = ((entry.http_headers or entry.rec_headers).get_header("Content-Type") or "").strip()
    return kind if delivered and (not kind or "html" in kind.lower()) else None


def _cut(entry: Any) -> bool:
    """Does a record not say how long it is?  The rest of the file would be taken for it."""
    return not hasattr(entry.raw_stream, "limit")


def _is_charset(name: str) -> bool:
    """Some servers send the name of an encoding of characters in the place of that of a packing."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, UnicodeError, ValueError):
        return False


def _missing(packing: str) -> str | None:
    """Say what is needed for a page as it was sent; warcio knows gzip and deflate and, with a package, Brotli."""
    if packing in ("", "gzip", "x-gzip", "deflate") or packing in _UNPACKED or _is_charset(packing):
        return None
    if packing == "br":
        from importlib.util import find_spec

        known = find_spec("brotli") or find_spec("brotlicffi")
        return None if known else "the page is compressed with Brotli: pip install brotli"
    return f"the page is compressed as {packing!r}, which cannot be read"
