"""Reads the arrays of a packaged model without numpy, which costs more to import than a small model to use."""

from __future__ import annotations

import sys
from array import array
from ast import literal_eval
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

_HEADER = 10
"""Bytes before the description of an array: a magic string, the version, how long the description is."""


class Array(NamedTuple):
    """Numbers row by row as they lie in the file."""

    shape: tuple[int, ...]
    data: bytes

    def floats(self) -> list[float]:
        """The numbers, where they are 32-bit floats."""
        numbers = array("f", self.data)
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers.tolist()


def load(data: bytes) -> dict[str, Array]:
    """The arrays of an ``.npz`` by name.  Raises ValueError for one that numpy did not write row by row."""
    with ZipFile(BytesIO(data)) as archive:
        return {name.removesuffix(".npy"): _array(archive.read(name)) for name in archive.namelist()}


def _array(data: bytes) -> Array:
    if not data.startswith(b"\x93NUMPY\x01"):
        raise ValueError("no array in the first version of numpy's format")
    start = _HEADER + int.from_bytes(data[_HEADER - 2 : _HEADER], "little")
    described = literal_eval(data[_HEADER:start].decode("latin-1"))
    if described["fortran_order"]:
        raise ValueError("an array that is kept column by column")
    return Array(described["shape"], data[start:])
