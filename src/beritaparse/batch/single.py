"""One file for ``parse`` and ``view``: a page or a document is read as ``batch`` reads it, a dump is told."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..dates.published import read_published
from ..layout.html import extract, looks_like_html
from .columns import Columns
from .documents import KINDS, read_document
from .encodings import decode
from .feeds import is_feed
from .inputs import FORMATS
from .rows import Table

_MAGIC = (
    (b"\x1f\x8b", "a compressed file"),
    (b"\x28\xb5\x2f\xfd", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"PAR1", "Parquet"),
    (b"WARC/", "a crawl"),
    (b"SQLite format 3\0", "a database"),
)
_HEAD = 1 << 16
_LONGEST = 60
"""Characters of the name of a column."""


class Single(NamedTuple):
    """The text of one input and what it says of itself."""

    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def read_single(name: str, data: bytes, html: bool | None = None) -> Single:
    """Read a page or a document; ``html`` says whether it is HTML, None that it is not known.

    Raises ValueError for what is empty, and for what holds many articles or none, with what to do; ImportError with
    the remedy where a package is missing.
    """
    if not data.strip():
        raise ValueError("empty: nothing to read")
    kind = _document(name, data)
    title = published = None
    if kind is not None:
        document = read_document(kind, data)
        text, title, published = document.text, document.title, document.published
        if text is None:
            text, html = document.html or "", True
    else:
        if (dump := _packed(data)) is not None:
            raise ValueError(_told(dump, name))
        text = decode(data)[0].removeprefix("\ufeff")
        if html is None and (dump := _dump(text)) is not None:
            raise ValueError(_told(dump, name))
    moment = read_published(published) if published else None
    printed = moment.isoformat() if moment else None
    if html or (html is None and looks_like_html(text)):
        page = extract(text)
        found = page.published.isoformat() if page.published else None
        return Single(page.text, title or page.title, printed or found, page.outlet, page.url)
    if not text.strip():
        raise ValueError("empty: nothing to read")
    return Single(text, title, printed)


def _told(what: str, name: str) -> str:
    return (
        f"this is {what}, not one page: beritaparse batch {'FILE' if name == '-' else name} -o OUTPUT.jsonl reads such"
    )


def _document(name: str, data: bytes) -> str | None:
    kind = FORMATS.get(Path(name).suffix.lower())
    if kind in KINDS:
        return kind
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "word" if data.startswith(b"PK\x03\x04") and b"word/" in data else None


def _packed(data: bytes) -> str | None:
    if data.startswith(b"PK\x03\x04"):
        return "a package of files"
    return next((what for magic, what in _MAGIC if data.startswith(magic)), None)


def _dump(text: str) -> str | None:
    """What a text is that holds articles in fields; None for a text or a page."""
    head = text[:_HEAD]
    if is_feed(head):
        return "a feed (RSS or Atom)"
    first = head.lstrip()[:1]
    if first in ("{", "["):
        try:
            value, _ = json.JSONDecoder().raw_decode(text.lstrip())
        except (ValueError, RecursionError):
            return None
        return "JSON" if isinstance(value, (dict, list)) else None
    return "a table of articles" if _is_table(head) else None


def _is_table(head: str) -> bool:
    def knows(cells: list[str]) -> bool:
        short = all(len(cell) <= _LONGEST for cell in cells)
        return len(cells) > 1 and short and Columns().lacking([cell.strip() for cell in cells]) is None

    first, second = (*islice(Table(head.splitlines(keepends=True), knows), 2), None, None)[:2]
    if first is None or not knows(first.cells or []):
        return False
    return second is None or second.cells is None or len(second.cells) == len(first.cells or [])
