"""What all pieces of a work need: put into a file once, and mapped into memory by every process that works on them."""

from __future__ import annotations

import mmap
import pickle
import struct
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_EDGE = 64
"""Bytes to whose multiples arrays are put, so that their numbers are read as fast as others."""
_NUMBER = struct.Struct("<Q")


class Shared(Generic[T]):
    """A value that goes to other processes by way of a file in ``folder``, which is written when it first does.

    Arrays in it are not copied there: the processes have their pages in common, and cannot change them.
    """

    def __init__(self, value: T, folder: str | None = None) -> None:
        self.value = value
        self._folder = folder
        self._path: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        if self._folder is None:
            return Shared, (self.value,)
        if self._path is None:
            self._path = str(Path(self._folder) / f"shared-{id(self):x}")
            _write(self._path, self.value)
        return _opened, (self._path,)

    def close(self) -> None:
        """Give back the room that the file takes."""
        if self._path is not None:
            Path(self._path).unlink()
            self._path = None


def _write(path: str, value: Any) -> None:
    arrays: list[pickle.PickleBuffer] = []
    head = pickle.dumps(value, 5, buffer_callback=arrays.append)
    parts = [memoryview(head), *(array.raw() for array in arrays)]
    parts.insert(0, memoryview(pickle.dumps([len(part) for part in parts])))
    with open(path, "wb") as file:
        file.write(_NUMBER.pack(len(parts[0])).ljust(_EDGE))
        for part in parts:
            file.write(part)
            file.write(bytes(-len(part) % _EDGE))


@lru_cache(maxsize=1)
def _opened(path: str) -> Shared[Any]:
    with open(path, "rb") as file:
        data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    (size,) = _NUMBER.unpack_from(data)
    first = _EDGE + size + -size % _EDGE
    sizes: list[int] = pickle.loads(data[_EDGE : _EDGE + size])
    edges = pairwise(accumulate((size + -size % _EDGE for size in sizes), initial=first))
    head, *arrays = (data[begin : begin + size] for (begin, _), size in zip(edges, sizes, strict=True))
    return Shared(pickle.loads(head, buffers=arrays))
