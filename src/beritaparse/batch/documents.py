"""Documents that a newsroom has besides pages: mails, PDF, Word, Markdown."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, NamedTuple
from xml.etree import ElementTree

from .encodings import decode

_BODY = "word/document.xml"
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n"}
_LARGEST = 64 << 20
"""Bytes of the text of a Word document, unpacked."""
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>[^\n]*?)[ \t#]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]\"[^\"\n]{0,200}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(?P<text>[^*\n]{1,2000}?)(?<=\S)\1(?![\w*])")
_UNDERLINE = re.compile(r"(?<!\w)(_{1,2})(?=\S)(?P<text>[^_\n]{1,2000}?)(?<=\S)\1(?!\w)")
_QUOTED = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)


class Document(NamedTuple):
    """What a document holds; ``html`` is a piece of a page in place of ``text``."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None


def read_document(kind: str, data: bytes) -> Document:
    """Return what a document of a kind of :data:`KINDS` holds.

    Raises ValueError for one without text, and ImportError with the remedy where a package is missing.
    """
    made = KINDS[kind](data)
    if not (made.text or made.html or "").strip():
        raise ValueError(_EMPTY.get(kind, "the document holds no text"))
    return made


def _mail(data: bytes) -> Document:
    message: Any = BytesParser(_message, policy=policy.default).parsebytes(data)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return Document()
    raw: Any = body.get_payload(decode=True) or b""
    text = decode(raw, body.get_content_charset())[0].replace("\r\n", "\n")
    title, published = (str(message[name]).strip() if message[name] else None for name in ("Subject", "Date"))
    if body.get_content_type() == "text/html":
        return Document(html=text, title=title, published=published)
    return Document(text=text, title=title, published=published)


def _message(*given: Any, **named: Any) -> EmailMessage:
    return EmailMessage(*given, **named)


def _markdown(data: bytes) -> Document:
    text = decode(data)[0]
    heading = _HEADING.search(text)
    title = heading["text"] if heading is not None and not text[: heading.start()].strip() else None
    text = _HEADING.sub(lambda found: found["text"], _QUOTED.sub("", text))
    for mark in (_LINK, _EMPHASIS, _UNDERLINE):
        text = mark.sub(lambda found: found["text"], text)
    return Document(text=text, title=title)


def _pdf(data: bytes) -> Document:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ImportError("PDF needs pypdf: pip install 'beritaparse[documents]'") from None
    try:
        reader = PdfReader(io.BytesIO(data))
        return Document("\n\n".join(page.extract_text() for page in reader.pages))
    except (PyPdfError, NotImplementedError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"no PDF that can be read: {error}") from None


def _word(data: bytes) -> Document:
    """The paragraphs of the body in their order, those of tables and text boxes too; no headers or notes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo(_BODY).file_size > _LARGEST:
                raise ValueError(f"the document is larger than {_LARGEST >> 20} MB unpacked")
            body = ElementTree.fromstring(package.read(_BODY))
    except (KeyError, zipfile.BadZipFile, zlib.error, ElementTree.ParseError, NotImplementedError, EOFError) as error:
        raise ValueError(f"no Word document that can be read: {error}") from None
    return Document("".join(_runs(body)).strip())


def _runs(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.rpartition("}")[2]
    if name == "Fallback":  # a text box that stands there twice
        return
    if name == "t":
        yield element.text or ""
    elif name in _SPACES:
        yield _SPACES[name]
    for child in element:
        yield from _runs(child)
    if name == "p" and "wordprocessingml" in element.tag:
        yield "\n"


KINDS: dict[str, Callable[[bytes], Document]] = {"mail": _mail, "markdown": _markdown, "pdf": _pdf, "word": _word}
_EMPTY = {"pdf": "the PDF holds no text: is it scanned?"}
