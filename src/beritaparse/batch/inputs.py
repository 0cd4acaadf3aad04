"""Which files a run reads, in which format and compression; opening and decoding them."""

from __future__ import annotations

import bz2
import glob
import gzip
import io
import lzma
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from .records import BatchError
from .store import is_url, open_input, plain, remote

FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".warc": "warc",
    ".wacz": "wacz",
}
_COMPRESSED = {".gz", ".zst", ".bz2", ".xz"}
_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))
_ENCODINGS = ["utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "cp1252"]
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
SAMPLE = 1 << 18


class Meter:
    """How much of the inputs is read, by their bytes as they are stored."""

    def __init__(self, sizes: Sequence[int | None]) -> None:
        self._sizes = [size or 0 for size in sizes]
        self._total = sum(self._sizes) if None not in sizes else 0
        self._done = self._at = 0
        self._stream: BinaryIO | None = None

    def begin(self, stream: BinaryIO) -> None:
        self._stream = stream

    def end(self) -> None:
        self._done += self._sizes[self._at]
        self._at += 1
        self._stream = None

    def fraction(self) -> float | None:
        """Return the share from 0 to 1; None where a size is not known."""
        if not self._total:
            return None
        here = 0
        if self._stream is not None and not self._stream.closed:
            here = min(self._stream.tell(), self._sizes[self._at])
        return (self._done + here) / self._total


class Input(NamedTuple):
    """One file, by path or URL; ``-`` is standard input."""

    path: str
    format: str
    meter: Meter | None = None


def resolve(names: Iterable[str], format: str | None = None) -> list[Input]:
    """Return the files that names, folders and glob patterns, of paths or URLs, stand for, folders and globs sorted.

    Raises BatchError for a name that stands for no file and for a format that is not known.
    """
    found: list[Input] = []
    for name in names:
        if name == "-":
            found.append(Input("-", format or "jsonl"))
            continue
        for file in _files(plain(name)):
            kind = format or _format(file)
            if kind is None:
                known = " ".join(sorted(FORMATS))
                raise BatchError(f"{file}: format not known from the name; give --input-format or one of {known}")
            found.append(Input(file, kind))
    return found


def _files(name: str) -> list[str]:
    if is_url(name):
        system, path = remote(name)
        folder = system.isdir(path) and not system.isfile(path)
        listed: list[str] = system.find(path) if folder else [path] if system.exists(path) else system.glob(path)
        found = [system.unstrip_protocol(file) for file in listed]
    else:
        folder = os.path.isdir(name)
        listed = [str(path) for path in Path(name).rglob("*")] if folder else [name]
        if not folder and not os.path.isfile(name):
            listed = glob.glob(name, recursive=True)
        found = [file for file in listed if os.path.isfile(file)]
    if folder:
        found = [file for file in found if _format(file)]
        if not found:
            raise BatchError(f"{name}: the folder holds no file of a kind that can be read")
    if not found:
        raise BatchError(f"{name}: no such file, folder or pattern")
    return sorted(found)


def _format(path: str) -> str | None:
    name = path.rpartition("/")[2].lower()
    for suffix in _COMPRESSED:
        name = name.removesuffix(suffix)
    return FORMATS.get(Path(name).suffix)


def open_stored(source: Input) -> BinaryIO:
    """Open a file as it is stored, or standard input for ``-``."""
    stream = cast(BinaryIO, sys.stdin.buffer) if source.path == "-" else open_input(source.path)
    if source.meter is not None:
        source.meter.begin(stream)
    return stream


def open_bytes(source: Input) -> BinaryIO:
    """Open a file, or standard input for ``-``, decompressed by what its first bytes say."""
    raw = io.BufferedReader(cast(io.RawIOBase, open_stored(source)))
    head = raw.peek(6)[:6]
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if kind == "gzip":
        return cast(BinaryIO, gzip.open(raw))
    if kind == "bz2":
        return cast(BinaryIO, bz2.open(raw))
    if kind == "xz":
        return cast(BinaryIO, lzma.open(raw))
    if kind == "zstd":
        try:
            import zstandard
        except ImportError:
            raise BatchError(f"{source.path}: zstandard is needed: pip install 'beritaparse[batch]'") from None
        reader = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True, closefd=True)
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, reader)))
    return raw


def detect(sample: bytes) -> str:
    """Return the encoding of a text from its first bytes: UTF-8 where they are UTF-8, else the likeliest."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if sample.startswith(mark):
            return name
    text = sample.decode("utf-8", "surrogateescape")
    stray = sum("\udc80" <= char <= "\udcff" for char in text) if not text.isascii() else 0
    foreign = 0 if not stray else sum(char > "\x7f" for char in text) - stray
    # a few stray bytes, or a character cut at the end of the sample, do not make another encoding
    if stray <= 3 + foreign // 10 and (foreign or stray <= 3):
        return "utf-8"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:SAMPLE], cp_isolation=_ENCODINGS).best()
    return best.encoding if best is not None and best.encoding != "utf_8" else "cp1252"


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of a whole page and the encoding that it was in; ``declared`` is tried first.

    A page without a declaration may name its encoding in a ``meta`` element, as HTML does.
    """
    meta = _CHARSET.search(data[:4096])
    for name in (declared, meta[1].decode("ascii") if meta else None):
        if name:
            try:
                return data.decode(name), name.lower()
            except (LookupError, UnicodeDecodeError):
                continue
    name = detect(data)
    return data.decode(name, "replace"), name


class TextLines:
    """A text file as lines, in whatever encoding it is; ``encoding`` is what was found.

    A file that begins as UTF-8 can hold lines that are not: :func:`mended` reads those as Windows-1252.
    """

    def __init__(self, stream: BinaryIO) -> None:
        head = _head(stream)
        self.encoding = detect(head)
        errors = "surrogateescape" if self.encoding.startswith("utf-8") else "replace"
        joined = io.BufferedReader(_Joined(head, stream))
        self._text = io.TextIOWrapper(joined, encoding=self.encoding, errors=errors, newline="")

    def __iter__(self) -> Iterator[str]:
        return iter(self._text)

    def close(self) -> None:
        self._text.close()


def _head(stream: BinaryIO) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while size < SAMPLE and (piece := stream.read(SAMPLE - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


class _Joined(io.RawIOBase):
    """What was read to look at it, then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._first = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._first.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._rest.close()
        super().close()


def mended(text: str) -> tuple[str, bool]:
    """Return a line with bytes that were no UTF-8 read as Windows-1252, and whether there were any."""
    if text.isascii():
        return text, False
    try:
        text.encode("utf-8")
        return text, False
    except UnicodeEncodeError:
        return re.sub(r"[\udc80-\udcff]+", _as_windows, text), True


def _as_windows(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")
