"""The words of many texts at once, as numbers in columns: what :func:`.wording.split` finds, without a string for each.

Texts are put side by side as bytes; where a run of letters or of digits begins and ends is told by comparing classes of
bytes, and only a word with letters beyond ASCII is looked at as a string.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from string import ascii_lowercase, digits
from typing import NamedTuple

import numpy as np

from .wording import CLITIC, MIX, SHORT, hash_of, hashes_of, mixed, split, stem

NUMBER = np.uint64(1 << 62)
"""Bit of a hash that says that it is of a number."""
_SEPARATOR, _LETTER, _DIGIT, _POINT = range(4)
_ASCII = bytes(range(128))
_MIX = np.uint64(MIX)
_SHIFT = np.uint64(29)
_BITS = np.uint64(56)
_HASH = np.uint64((1 << 56) - 1)
_BLOCK = 1 << 8
"""Texts whose words are counted together: so many can be told apart in the bits beyond a hash."""


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
    ``numbers``: whether it is a number.
    """

    hashes: np.ndarray
    numbers: np.ndarray
    starts: np.ndarray

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
        """Each hash of each text once, in order, but for short words: the texts, the hashes, and how often each stands
        in its text."""
        some = self.hashes < SHORT
        texts, hashes = self.texts[some], self.hashes[some]
        edges = np.searchsorted(texts, np.arange(0, len(self.starts) - 1, _BLOCK)).tolist()
        keys = texts.astype(np.uint64) % np.uint64(_BLOCK) << _BITS | hashes
        made = [(first, np.sort(keys[begin:end])) for first, (begin, end) in enumerate(pairwise([*edges, len(keys)]))]
        new = [np.flatnonzero(np.append(True, some[1:] != some[:-1])[: len(some)]) for _, some in made]
        counts = [np.diff(np.append(at, len(some))) for at, (_, some) in zip(new, made, strict=True)]
        kept = [some[at] for at, (_, some) in zip(new, made, strict=True)]
        whose = [(one >> _BITS).astype(np.int32) + first * _BLOCK for one, (first, _) in zip(kept, made, strict=True)]
        return _joined(whose, np.int32), _joined(kept, np.uint64) & _HASH, _joined(counts, np.int64)


def _joined(parts: list[np.ndarray], kind: type) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _value(found: str) -> int:
    """The hash of a folded word, with the bit for short ones."""
    word = stem(found)
    return hash_of(word) | (int(SHORT) if len(word) <= 2 and not word.isdigit() else 0)


def words_in(texts: Sequence[str]) -> Words:
    """The words and numbers of some texts in order."""
    parts = [_bytes(text) for text in texts]
    begins = np.cumsum([1, *(len(part) + 1 for part in parts)])
    data = b"\n".join((b"", *parts, bytes(8)))
    starts, ends, beyond = _runs(data)
    ends[_ending(data, starts, ends, beyond)] -= len("nya")
    hashes, numbers = _values(data, starts, ends, beyond)
    return Words(hashes, numbers, np.searchsorted(starts, begins))


def _bytes(text: str) -> bytes:
    """A folded text in which each byte is of a letter, of a digit, of a point or of what parts words."""
    if text.isascii():
        return text.encode().lower()
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if any(map(str.isalnum, set(beyond))):
        return " ".join(split(text)).encode("utf-8", "surrogatepass")
    return text.encode("ascii", "replace").lower()


def _values(data: bytes, starts: np.ndarray, ends: np.ndarray, beyond: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The hashes of words with the bit for short ones, and whether each is a number."""
    numbers = np.frombuffer(data, np.uint8)[starts] <= ord("9")
    hashes = hashes_of(_keys(data, starts, ends))
    hashes[(ends - starts <= 2) & ~numbers] |= SHORT
    for at in np.flatnonzero(beyond).tolist():
        word = data[starts[at] : ends[at]].decode("utf-8", "surrogatepass")
        hashes[at], numbers[at] = _value(word), not word.isalpha()
    return hashes, numbers


def _runs(data: bytes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where words and numbers begin and end in bytes, the first and last of which are none, and which have more than
    ASCII."""
    classes = np.frombuffer(bytearray(data.translate(_CLASSES)), np.uint8)
    points = np.flatnonzero(classes == _POINT)
    inside = points[(classes[points - 1] == _DIGIT) & (classes[points + 1] == _DIGIT)]
    classes[points] = _SEPARATOR
    classes[inside] = _DIGIT
    edge, told = classes[1:] != classes[:-1], classes != _SEPARATOR
    starts, ends = np.flatnonzero(edge & told[1:]) + 1, np.flatnonzero(edge & told[:-1]) + 1
    if data.isascii():
        return starts, ends, np.zeros(len(starts), bool)
    beyond = np.zeros(len(starts), bool)
    beyond[np.searchsorted(starts, np.flatnonzero(np.frombuffer(data, np.uint8) >= len(_ASCII)), side="right") - 1] = (
        True
    )
    return starts, ends, beyond


def _ending(data: bytes, starts: np.ndarray, ends: np.ndarray, beyond: np.ndarray) -> np.ndarray:
    """Which words of ASCII have an ending that :func:`.wording.stem` takes away."""
    letters = np.frombuffer(data, np.uint8)
    found = np.flatnonzero(letters[ends - 1] == ord("a"))
    found = found[letters[ends[found] - 2] == ord("y")]
    found = found[letters[ends[found] - 3] == ord("n")]
    return found[(ends[found] - starts[found] > CLITIC) & ~beyond[found]]


def _keys(data: bytes, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """What tells the words of ``data`` apart: a number of 64 bits for each, from eight of its bytes after the other."""
    eight = np.ndarray(len(data) - 7, np.dtype("<u8"), data, strides=(1,))
    lengths = ends - starts
    made = mixed(lengths.astype(np.uint64) ^ (eight[starts] & _MASKS[np.minimum(lengths, 8)]))
    some = np.flatnonzero(lengths > 8)
    for at in range(8, int(lengths.max(initial=0)), 8):
        some = some[lengths[some] > at]
        made[some] = mixed(made[some] ^ (eight[starts[some] + at] & _MASKS[np.minimum(lengths[some] - at, 8)]))
    return made
