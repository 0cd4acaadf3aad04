"""Which files a run reads and in which format; opening them."""

from __future__ import annotations

import glob
import io
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from ..redaction import MASK
from .packing import packing_of, unpacked
from .records import LARGEST, BatchError, TooLargeError
from .store import is_ours, is_url, open_input, plain, remote, shown

FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
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
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".eml": "mail",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "word",
}
UNREAD = "unread"
"""The format of what stands for the files of a folder that are not read; its path is the folder."""
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")
_PIECE = 1 << 20
_COMPRESSED = {".gz", ".zst", ".bz2", ".xz"}


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
    """One file, by path or URL; ``-`` is standard input.  ``largest``: characters or bytes of a record that is read."""

    path: str
    format: str
    meter: Meter | None = None
    largest: int = LARGEST
    alias: str | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """How the file is called in what is written: bytes that are no UTF-8 are escaped, and an alias stands for a
        name that may be that of a person."""
        return self.alias or shown(self.path)


def resolve(
    names: Iterable[str], format: str | None = None, largest: int = LARGEST, redact: bool = False
) -> list[Input]:
    """Return the files that names, folders and glob patterns, of paths or URLs, stand for, folders and globs sorted.

    ``format`` is one of the formats or an ending that stands for one (``tsv``).  Raises BatchError for a name that
    stands for no file and for a format that is not known.  ``redact`` gives each an alias.
    """
    found: list[Input] = []
    if format is not None and format not in FORMATS.values():
        if f".{format}" not in FORMATS:
            raise BatchError(f"no format {format!r}: choose one of {', '.join(dict.fromkeys(FORMATS.values()))}")
        format = FORMATS[f".{format}"]
    for name in names:
        if name == "-":
            found.append(Input("-", format or "jsonl", largest=largest))
            continue
        files, note = _files(plain(name))
        for file in files:
            kind = format or _format(file)
            if kind is None:
                known = " ".join(sorted(FORMATS))
                raise BatchError(f"{file}: format not known from the name; give --input-format or one of {known}")
            found.append(Input(file, kind, largest=largest))
        if note:
            found.append(Input(plain(name), UNREAD, note=note))
    return (
        [source._replace(alias=_alias(number, source.path)) for number, source in enumerate(found, 1)]
        if redact
        else found
    )


def _alias(number: int, path: str) -> str:
    """``#3 ████.txt``: the number of a file among the inputs, and of its name what tells the kind."""
    if path == "-":
        return path
    name = path.rpartition("/")[2]
    endings = Path(name).suffixes[-2:]
    kind = "".join(ending for ending in endings if ending.lower() in FORMATS or ending.lower() in _COMPRESSED)
    return f"#{number} {MASK * 4}{kind}"


def _files(name: str) -> tuple[list[str], str]:
    """The files that a name stands for, and of a folder those that are not read, by kind.

    What runs have written into a folder, or where a pattern looks, is no input.
    """
    if is_url(name):
        system, path = remote(name)
        folder = system.isdir(path) and not system.isfile(path)
        one = not folder and system.exists(path)
        listed: list[str] = system.find(path) if folder else [path] if one else system.glob(path)
        found = [system.unstrip_protocol(file) for file in listed]
    else:
        folder = os.path.isdir(name)
        one = os.path.isfile(name)
        listed = [str(path) for path in Path(name).rglob("*")] if folder else [name]
        if not folder and not one:
            listed = glob.glob(name, recursive=True)
        found = [file for file in listed if os.path.isfile(file)]
    if not one:
        found = [file for file in found if not is_ours(file)]
    unread: list[str] = []
    if folder:
        unread = [file for file in found if not _format(file)]
        found = [file for file in found if _format(file)]
        if not found:
            raise BatchError(f"{name}: the folder holds no file of a kind that can be read{_kinds(unread, ' (', ')')}")
    if not found:
        raise BatchError(f"{name}: no such file, folder or pattern")
    return sorted(found), _kinds(unread, f"{len(unread)} files of other kinds were not read: ", "")


def _kinds(files: Sequence[str], before: str, after: str) -> str:
    """``.doc 2, .zip 1``"""
    if not files:
        return ""
    counts = Counter(_ending(file) for file in files)
    kinds = [f"{kind} {number}" for kind, number in sorted(counts.items())]
    more = [f"and {len(kinds) - 20} kinds more"] if len(kinds) > 20 else []
    return f"{before}{', '.join([*kinds[:20], *more])}{after}"


def _ending(path: str) -> str:
    ending = os.path.splitext(path)[1].lower()
    if not ending:
        return "without an ending"
    return ending if _ENDING.fullmatch(ending) else "other"  # the last word of a name is none


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
    return unpacked(io.BufferedReader(cast(io.RawIOBase, open_stored(source))), source.path, source.largest)


def read_whole(source: Input) -> bytes:
    """Return a file that is one record, decompressed.  Raises TooLargeError."""
    with open_bytes(source) as stream:
        return bounded(stream, source.largest)


def bounded(stream: Any, largest: int) -> bytes:
    """Read a stream to its end.  Raises TooLargeError."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(min(_PIECE, largest + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            raise TooLargeError(largest)
    return b"".join(pieces)


@contextmanager
def open_seekable(source: Input) -> Generator[BinaryIO, None, None]:
    """Open a file of a format that is read from its end; what cannot be sought in is copied to a temporary file."""
    raw = io.BufferedReader(cast(io.RawIOBase, open_stored(source)))
    with closing(raw):
        if source.path != "-" and packing_of(raw) is None:
            raw.seek(0)
            yield cast(BinaryIO, raw)
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(unpacked(raw, source.path, source.largest), copy)
            copy.seek(0)
            yield cast(BinaryIO, copy)
