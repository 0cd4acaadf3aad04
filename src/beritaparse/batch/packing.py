"""Compressed files, told by their first bytes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from typing import Any, BinaryIO, cast

from .records import BatchError

_MAGIC = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bz2"), (b"\xfd7zXZ\x00", "xz"))
_CHUNK = 1 << 16


def packing_of(raw: io.BufferedReader[Any]) -> str | None:
    """Return how a stream is compressed; None where it is not."""
    head = raw.peek(6)[:6]
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def unpacked(raw: io.BufferedReader[Any], path: str) -> BinaryIO:
    """Return the stream decompressed.  A file that breaks off raises EOFError, whatever its compression."""
    kind = packing_of(raw)
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
            raise BatchError(f"{path}: zstandard is needed: pip install 'beritaparse[batch]'") from None
        return cast(BinaryIO, io.BufferedReader(_Zstandard(raw, zstandard), _CHUNK))
    return cast(BinaryIO, raw)


class _Zstandard(io.RawIOBase):
    """Frames of Zstandard.  The package's own reader takes a file that breaks off for one that ends."""

    def __init__(self, raw: io.BufferedReader[Any], package: Any) -> None:
        self._raw, self._package = raw, package
        self._frame: Any = None
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            frame: Any = self._frame
            between = frame is None or frame.eof
            packed: bytes = (frame.unused_data if frame is not None and between else b"") or self._raw.read1(_CHUNK)
            if not packed:
                if between:
                    return 0
                raise EOFError("the file ends within a frame of Zstandard")
            if between:  # as large as the format allows: what "zstd --long=31" makes
                frame = self._frame = self._package.ZstdDecompressor(max_window_size=1 << 31).decompressobj()
            assert frame is not None
            self._ready = memoryview(frame.decompress(packed))
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()
