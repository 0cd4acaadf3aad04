"""Text in whatever encoding it is: what it was is found and can be said."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from .records import LARGEST, TooLargeError

SAMPLE = 1 << 18
_PIECE = 1 << 20
_ENCODINGS = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp1252"]
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""Pages that say so are written on Windows; browsers read them like this."""


def detect(sample: bytes) -> str:
    """Return the encoding of a text from its first bytes: UTF-8 where they are UTF-8, else the likeliest."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if (wide := _wide(sample[:4096])) is not None:
        return wide
    text = sample.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= char <= "\udcff" for char in text) if not text.isascii() else 0
    foreign = 0 if not stray else sum(char > "\x7f" for char in text) - stray
    # a few stray bytes, or a character cut at the end of the sample, do not make another encoding
    if stray <= 3 + foreign // 10 and (foreign or stray <= 3):
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:SAMPLE], cp_isolation=_ENCODINGS).best()
    return best.encoding if best is not None and best.encoding != "utf_8" else "cp1252"


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: Latin letters have a zero in every second byte."""
    half = len(sample) // 2
    if not half or b"\0" not in sample:
        return None
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > 0.7 * half and first < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if first > 0.7 * half and second < 0.1 * half else None


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of a whole page and the encoding that it was in.

    What is UTF-8 is read as such, whatever the page says; else ``declared`` is tried, then the encoding that the page
    names in a ``meta`` element, as HTML does.
    """
    marked = any(data.startswith(mark) for mark, _ in _MARKS)
    if not marked and _wide(data[:4096]) is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass
        meta = _CHARSET.search(data[:4096])
        for name in (declared, meta[1].decode("ascii") if meta else None):
            if name and (read := _declared(data, name)) is not None:
                return read
    name = detect(data)
    if name != "utf-8":
        return data.decode(name, "replace"), name
    return mended(data.decode("utf-8", "surrogateescape"))[0], "cp1252 in utf-8"


def _declared(data: bytes, name: str) -> tuple[str, str] | None:
    try:
        known = codecs.lookup(name).name
        if known.startswith(("utf-16", "utf-32")):  # or the letters of its declaration would not be ASCII
            return None
        known = _AS_BROWSERS.get(known, known)
        return data.decode(known), known
    except (LookupError, UnicodeError):
        return None


class TextLines:
    """A text file as lines, in whatever encoding it is; ``encoding`` is what was found.

    A file that begins as UTF-8 can hold lines that are not: :func:`mended` reads those as Windows-1252.  A line of more
    than ``largest`` characters raises TooLargeError in its place; the next one is that behind it.
    """

    def __init__(self, stream: BinaryIO, largest: int = LARGEST) -> None:
        self.largest = largest
        joined = _Joined(stream)
        self.encoding = detect(joined.head)
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "replace"
        self._text = io.TextIOWrapper(io.BufferedReader(joined), encoding=self.encoding, errors=errors, newline="")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self.largest + 1)
        if not line:
            raise StopIteration
        if len(line) > self.largest:
            while line and not line.endswith(("\n", "\r")):
                line = self._text.readline(_PIECE)
            raise TooLargeError(self.largest)
        return line

    def read(self, size: int) -> str:
        return self._text.read(size)

    def close(self) -> None:
        self._text.close()


class _Joined(io.RawIOBase):
    """What was read to look at it, then the rest.  What could be read before a file breaks off is given first."""

    def __init__(self, stream: Any) -> None:
        pieces: list[bytes] = []
        size = 0
        self._broken: Exception | None = None
        try:
            while size < SAMPLE and (piece := stream.read1(SAMPLE - size)):
                pieces.append(piece)
                size += len(piece)
        except Exception as error:  # raised where the reader gets there
            self._broken = error
        self.head = b"".join(pieces)
        self._first = io.BytesIO(self.head)
        self._rest = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._first.read(len(buffer))
        if not piece:
            if self._broken is not None:
                raise self._broken
            piece = self._rest.read1(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._rest.close()
        super().close()


def mended(text: str) -> tuple[str, bool]:
    """Return a text with bytes that were no UTF-8 read as Windows-1252, and whether there were any."""
    if text.isascii():
        return text, False
    try:
        text.encode("utf-8")
        return text, False
    except UnicodeEncodeError:
        return re.sub(r"[\udc80-\udcff]+", _as_windows, text), True


def _as_windows(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
