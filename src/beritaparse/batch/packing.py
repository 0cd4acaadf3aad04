"""Compressed files, told by their first bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from typing import Any, BinaryIO, cast

from .records import LARGEST, BatchError

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))
_CHUNK = 1 << 16
_PIECE = 1 << 9
"""Bytes that are unpacked at once where the package cannot be told how much may come of them, 30,000 times more."""
_MEMORY = 1 << 28
"""What a decoder may use: as much as "xz -9" and "zstd --long=27" ask for, with room."""


def packing_of(raw: io.BufferedReader[Any]) -> str | None:
    """Return how a stream is compressed; None where it is not."""
    head = raw.peek(6)[:6]
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def unpacked(raw: io.BufferedReader[Any], path: str, largest: int = LARGEST) -> BinaryIO:
    """Return the stream decompressed, which holds a bounded part of it in memory.

    A file that breaks off raises EOFError, whatever its compression.
    """
    kind = packing_of(raw)
    if kind == "gzip":
        return cast(BinaryIO, gzip.open(raw))
    if kind == "bz2":
        return cast(BinaryIO, bz2.open(raw))
    if kind == "xz":
        return cast(BinaryIO, io.BufferedReader(_Xz(raw), _CHUNK))
    if kind == "zstd":
        try:
            import zstandard
        except ImportError:
            raise BatchError(f"{path}: zstandard is needed: pip install 'beritaparse[batch]'") from None
        return cast(BinaryIO, io.BufferedReader(_Zstandard(raw, zstandard, max(_MEMORY, largest)), _CHUNK))
    return cast(BinaryIO, raw)


class _Frames(io.RawIOBase):
    """What frames one behind the other unpack to."""

    def __init__(self, raw: io.BufferedReader[Any]) -> None:
        self._raw = raw
        self._packed = memoryview(b"")
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def _fill(self) -> bool:
        """Make sure that there are packed bytes; return False at the end of the file."""
        if not self._packed:
            self._packed = memoryview(self._raw.read1(_CHUNK))
        return bool(self._packed)

    def _next(self) -> bytes | None:
        """Unpack a little; None at the end."""
        raise NotImplementedError

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            piece = self._next()
            if piece is None:
                return 0
            self._ready = memoryview(piece)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Zstandard(_Frames):
    """Frames of Zstandard.  The package's own reader takes a file that breaks off for one that ends."""

    def __init__(self, raw: io.BufferedReader[Any], package: Any, memory: int) -> None:
        super().__init__(raw)
        self._package, self._memory = package, memory
        self._frame: Any = None

    def _next(self) -> bytes | None:
        between = self._frame is None or self._frame.eof
        if not self._fill():
            if between:
                return None
            raise EOFError("the file ends within a frame of Zstandard")
        if between:
            self._frame = self._package.ZstdDecompressor(max_window_size=self._memory).decompressobj()
        frame: Any = self._frame
        piece, self._packed = self._packed[:_PIECE], self._packed[_PIECE:]
        try:
            made: bytes = frame.decompress(piece)
        except self._package.ZstdError as error:
            if "memory" in str(error):
                megabytes = self._memory >> 20
                raise ValueError(f"its window is larger than {megabytes} MB (--record-limit raises that)") from None
            raise
        if frame.eof and frame.unused_data:
            self._packed = memoryview(bytes(frame.unused_data) + bytes(self._packed))
        return made


class _Xz(_Frames):
    """Streams of xz.  The standard library's file has no bound for the memory that a stream asks for."""

    def __init__(self, raw: io.BufferedReader[Any]) -> None:
        super().__init__(raw)
        self._stream: lzma.LZMADecompressor | None = None
        self._streams = 0

    def _next(self) -> bytes | None:
        stream = self._stream
        if stream is None:
            while self._fill() and self._streams and not any(self._packed):  # padding
                self._packed = memoryview(b"")
            if not self._packed:
                return None
            stream = self._stream = lzma.LZMADecompressor(memlimit=_MEMORY)
            self._packed = memoryview(bytes(self._packed).lstrip(b"\0") if self._streams else self._packed)
        if stream.needs_input and not self._fill():
            raise EOFError("the file ends within a stream of xz")
        given = bytes(self._packed) if stream.needs_input else b""
        if given:
            self._packed = memoryview(b"")
        made = stream.decompress(given, _CHUNK)
        if stream.eof:
            self._packed = memoryview(stream.unused_data)
            self._stream = None
            self._streams += 1
        return made
