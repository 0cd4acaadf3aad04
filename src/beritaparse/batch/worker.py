"""What a worker does with one record: read the page, parse it, hand back the line for the output."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from hashlib import blake2b
from importlib import import_module
from typing import Any, NamedTuple

from ..article import Article
from ..dates.published import read_published
from ..layout.html import Page, extract, is_whole, looks_like_html
from ..layout.markup import plain, unmarked
from ..parser import ENGINES, Parser, load
from .documents import read_document
from .records import BatchError, Failure, Parsed, Record, Where

_FIRST = """DEMAK - Kapolres Demak AKBP Bagas Prawira (45) memimpin apel di Kecamatan Sayung, Rabu (16/10/2024).

"Situasi aman," kata Bagas yang didampingi Kasi Humas AKP Slamet.  Ia mengatakan warga tenang.
"""


def parser_of(engine: str) -> Parser:
    """Return the parser for the name of an engine or for ``module:function``, a function that returns a Parser."""
    if engine in ENGINES or ":" not in engine:
        try:
            return load(engine)
        except (ImportError, FileNotFoundError, ValueError) as error:
            raise BatchError(f"engine {engine!r}: {error}") from error
    module, _, name = engine.partition(":")
    if not all(part.isidentifier() for part in module.split(".")) or not name.isidentifier():
        raise BatchError(f"engine {engine!r}: expected module:function")
    try:
        make = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise BatchError(f"engine {engine!r}: {error}") from error
    made = make()
    if not isinstance(made, Parser):
        raise BatchError(f"{engine} must return a beritaparse.Parser, not {type(made).__name__}")
    return made


def make(
    engine: str, redact: bool = False, min_confidence: float = 0.0, min_event_confidence: float = 0.0
) -> Callable[[Record], Parsed]:
    """Load the engine and return the function that handles one record.

    ``redact`` masks private persons' names; quotations whose speaker is less sure than ``min_confidence`` (0 to 1) are
    left out, and events whose type is less sure than ``min_event_confidence``.
    """
    parser = parser_of(engine)

    def handle(record: Record) -> Parsed:
        article, digest, told = read_record(parser, record, redact)
        article = article.sure_of(quotes=min_confidence, events=min_event_confidence)
        return Parsed(packed(article.model_dump_json().encode() + b"\n"), digest, article.id or "", told)

    return handle


def libraries() -> None:
    """Import what every engine needs."""
    import_module("beritaparse.language")


def prepared(
    engine: str, redact: bool = False, min_confidence: float = 0.0, min_event_confidence: float = 0.0
) -> Callable[[Record], Parsed]:
    """:func:`make`, and what is loaded and compiled at the first article is there."""
    handle = make(engine, redact, min_confidence, min_event_confidence)
    handle(Record(Where("-"), text=_FIRST))
    return handle


def _page(html: str, piece: bool) -> Page | None:
    """Read a page; None for a ``piece`` of one that is too short to tell the article from what stands around it."""
    try:
        return extract(html)
    except ValueError:
        if piece and unmarked(html):
            return None
        raise


class Read(NamedTuple):
    """An article, a digest of its text, and what there is to tell of the record."""

    article: Article
    digest: bytes
    told: tuple[Failure, ...]


def read_record(parser: Parser, record: Record, redact: bool = False) -> Read:
    """Parse one record.  Raises what :meth:`Parser.parse` raises, and ValueError for HTML without an article."""
    given: dict[str, Any] = {"title": record.title, "outlet": record.outlet, "url": record.url}
    told: list[Failure] = []
    text, html = record.text, record.html
    date = record.published
    if record.data is not None:
        document = read_document(record.kind or "", record.data)
        text, html, date = document.text, document.html, document.published
        given["title"] = document.title
    published = read_published(date) if date else None
    if date and published is None:
        told.append(Failure("date", "no publication date was found", f" in {date[:80]!r}"))
    if text is not None:
        html, text = (text, None) if looks_like_html(text) else (None, plain(text))
    page = _page(html, record.html is None and not is_whole(html)) if html is not None else None
    if html is not None and page is None:
        text = unmarked(html)
    if page is not None:
        text = page.text
        given = {
            "title": given["title"] or page.title,
            "outlet": record.outlet or page.outlet,
            "url": record.url or page.url,
        }
        published = published or page.published
    assert text is not None
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    name = record.id or digest.hex()
    article = parser.parse(text, id=name, published=published, **given)
    return Read(article.redacted() if redact else article, digest, tuple(told))


def packed(line: bytes) -> bytes:
    """A gzip member: members that stand one behind the other are a gzip file."""
    squeeze = zlib.compressobj(1, zlib.DEFLATED, 31)
    return squeeze.compress(line) + squeeze.flush()
