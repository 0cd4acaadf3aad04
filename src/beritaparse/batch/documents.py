"""Documents that a newsroom has besides pages: mails, PDF, Word, Markdown."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, NamedTuple
from xml.etree import ElementTree

from .encodings import decode
from .printed import as_text, passed_on

_BODY = "word/document.xml"
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# A text box that stands there twice, what was moved from here, and the layout of a paragraph.
_PASSED_OVER = frozenset({"Fallback", "moveFrom", "pPr", "rPr"})
_LARGEST = 64 << 20
"""Bytes of the text of a Word document, unpacked."""
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>[^\n]*?)[ \t#]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?:[ \t]\"[^\"\n]{0,200}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)(?P<text>[^*\n]{1,2000}?)(?<=\S)\1(?![\w*])")
_UNDERLINE = re.compile(r"(?<!\w)(_{1,2})(?=\S)(?P<text>[^_\n]{1,2000}?)(?<=\S)\1(?!\w)")
_SHORT_LETTER = 400
"""Characters of a letter that may only say that something is attached."""
_DEEPEST = 3
_ATTACHED = {"docx": "word", "pdf": "pdf", "md": "markdown"}
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
    """The body of a mail, or what it carries: a press release is often an attachment, or a mail that was passed on."""
    return _letter(BytesParser(_message, policy=policy.default).parsebytes(data))


def _letter(message: Any, depth: int = 0) -> Document:
    title, published = (str(message[name]).strip() if message[name] else None for name in ("Subject", "Date"))
    made = _body(message)._replace(title=title, published=published)
    size = len(made.text or made.html or "")
    if size >= _SHORT_LETTER or depth == _DEEPEST:
        return made
    carried = [_carried(part, depth) for part in message.iter_attachments()] if message.is_multipart() else []
    longest = max((each for each in carried if each), key=lambda each: len(each.text or each.html or ""), default=None)
    if longest is None or len(longest.text or longest.html or "") < 2 * size:
        return made
    return longest._replace(title=longest.title or title, published=longest.published or published)


def _body(message: Any) -> Document:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return Document()
    raw: Any = body.get_payload(decode=True) or b""
    text = decode(raw, body.get_content_charset())[0].replace("\r\n", "\n")
    return Document(html=text) if body.get_content_type() == "text/html" else Document(text=passed_on(text))


def _carried(part: Any, depth: int) -> Document | None:
    """What an attachment holds, None where it is of another kind or nothing can be read of it."""
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return _letter(inner[0], depth + 1) if inner else None
    kind = _ATTACHED.get((part.get_filename() or "").rpartition(".")[2].lower())
    if kind is None:
        return None
    with suppress(ValueError, ImportError):
        return KINDS[kind](part.get_payload(decode=True) or b"")
    return None


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
        return Document(as_text([page.extract_text() for page in reader.pages]))
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
    if name in _PASSED_OVER:
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
