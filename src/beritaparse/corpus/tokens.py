"""The words of many texts at once, as numbers in columns: what :func:`.wording.split` finds, without a string for each.

Texts are put side by side as bytes; where a run of letters or of digits begins and ends is told by comparing classes of
bytes, and only a word that never came before is looked at as a string.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase, digits
from typing import NamedTuple

import numpy as np

from .wording import SHORT, WORD, hash_of, stem

NUMBER = np.uint64(1 << 62)
"""Bit of a hash that says that it is of a number."""
_SEPARATOR, _LETTER, _DIGIT, _POINT = range(4)
_ASCII = bytes(range(128))
_MOST = 1 << 19
"""Words whose hashes are kept at a time."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


_CLASSES = bytes(
    _LETTER if byte >= 128 or chr(byte) in ascii_lowercase
    else _DIGIT if chr(byte) in digits
    else _POINT if chr(byte) in ".,"
    else _SEPARATOR
    for byte in range(256)
)  # fmt: skip
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)


class Words(NamedTuple):
    """The words of some texts, one text after the other: those of text ``n`` from ``starts[n]`` to ``starts[n + 1]``.

    ``hashes``: 56 bits each of the folded word without ``-nya``; bit 63 says that it is too short to tell.
    ``numbers``: whether it is a number.  ``distinct``: all hashes, each once, in order; ``places``: where among them
    the hash of each word is.
    """

    hashes: np.ndarray
    numbers: np.ndarray
    starts: np.ndarray
    distinct: np.ndarray
    places: np.ndarray

    @property
    def texts(self) -> np.ndarray:
        """The number of the text of each word."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int32), np.diff(self.starts))

    def in_a_row(self, length: int) -> tuple[np.ndarray, np.ndarray]:
        """A number of 63 bits for every ``length`` words in a row of a text, and the number of that text."""
        texts = self.texts
        if len(texts) < length:
            return np.zeros(0, np.uint64), np.zeros(0, np.int32)
        rows = len(texts) - length + 1
        made = np.zeros(rows, np.uint64)
        for at in range(length):
            made *= _MIX
            made += self.hashes[at : at + rows]
        inside = texts[:rows] == texts[length - 1 :]
        made = made[inside]
        return (made ^ (made >> _SHIFT)) >> np.uint64(1), texts[:rows][inside]

    def counted(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Each hash of each text once, in order: the texts, the hashes, and how often each stands in its text."""
        keys = np.sort(self.texts * np.int64(len(self.distinct)) + self.places)
        new = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
        texts, places = np.divmod(keys[new], np.int64(len(self.distinct) or 1))
        return texts.astype(np.int32), self.distinct[places], np.diff(np.append(new, len(keys)))


class _Known(dict[int, int]):
    """What stands for words that came before, by what they are told apart by."""

    def take(self, keys: list[int], first: np.ndarray, data: bytes, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """For each key its value; a new one's word is read where the ``first`` of its words stands in ``data``."""
        if len(self) > _MOST:
            self.clear()
        found = list(map(self.get, keys))
        if None in found:
            for at, known in enumerate(found):
                if known is None:
                    token = int(first[at])
                    word = data[starts[token] : ends[token]].decode("utf-8", "surrogatepass")
                    found[at] = self[keys[at]] = _value(word)
        return np.array(found, np.uint64)


_known = _Known()


def _value(found: str) -> int:
    """The hash of a folded word, with the bits for short words and for numbers."""
    word = stem(found)
    made = hash_of(word)
    if len(word) <= 2 and not word.isdigit():
        made |= int(SHORT)
    return made if found.isalpha() else made | int(NUMBER)


def words_in(texts: Sequence[str]) -> Words:
    """The words and numbers of some texts in order."""
    import pyarrow as pa

    parts = [_bytes(text) for text in texts]
    begins = np.cumsum([0, *(len(part) + 1 for part in parts)])
    data = b"\n".join((*parts, bytes(8)))
    starts, ends = _runs(data)
    encoded = pa.array(_keys(data, starts, ends)).dictionary_encode()
    which = encoded.indices.to_numpy()
    keys: list[int] = encoded.dictionary.to_numpy().tolist()
    first = np.zeros(len(keys), np.int64)
    first[which[::-1]] = np.arange(len(which) - 1, -1, -1)
    values = _known.take(keys, first, data, starts, ends)
    distinct, places = np.unique(values & ~NUMBER, return_inverse=True)
    at = places.astype(np.int32)[which]
    return Words(distinct[at], (values & NUMBER != 0)[which], np.searchsorted(starts, begins), distinct, at)


def _bytes(text: str) -> bytes:
    """A folded text in which each byte is of a letter, of a digit, of a point or of what parts words."""
    folded = text.casefold()
    if folded.isascii():
        return folded.encode()
    beyond = folded.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if any(map(str.isalnum, set(beyond))):
        return " ".join(WORD.findall(folded)).encode("utf-8", "surrogatepass")
    return folded.encode("ascii", "replace")


def _runs(data: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Where words and numbers begin and end in bytes, the last of which are none."""
    classes = np.frombuffer(bytearray(data.translate(_CLASSES)), np.uint8)
    points = np.flatnonzero(classes == _POINT)
    inside = points[(points > 0) & (classes[points - 1] == _DIGIT) & (classes[points + 1] == _DIGIT)]
    classes[points] = _SEPARATOR
    classes[inside] = _DIGIT
    edges = np.flatnonzero(np.append(classes[0] != _SEPARATOR, classes[1:] != classes[:-1]))
    kept = classes[edges] != _SEPARATOR
    return edges[kept], np.append(edges[1:], len(data))[kept]


def _keys(data: bytes, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """What tells the words of ``data`` apart: a number of 64 bits for each, from eight of its bytes after the other."""
    eight = np.ndarray(len(data) - 7, np.dtype("<u8"), data, strides=(1,))
    lengths = ends - starts
    made = lengths.astype(np.uint64)
    some = np.arange(len(starts))
    for at in range(0, int(lengths.max(initial=0)), 8):
        some = some[lengths[some] > at]
        word = eight[starts[some] + at] & _MASKS[np.minimum(lengths[some] - at, 8)]
        mixed = (made[some] ^ word) * _MIX
        made[some] = mixed ^ (mixed >> _SHIFT)
    return made
