"""Words of a text as linking compares them, their hashes, and how usual they are in Indonesian news at large."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import numpy as np

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
CLITIC = 6
"""Letters from which on a word is compared without ``-nya``."""


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in order, folded; ``hasilnya`` is ``hasil``."""
    return [stem(word) for word in split(text)]


def stem(word: str) -> str:
    """A word without ``-nya``."""
    return word[:-3] if len(word) > CLITIC and word.endswith("nya") else word


MIX = 0x9E3779B97F4A7C15
_LAST = 0xD6E8FEB86659FD93
"""Odd numbers with which bits are mixed."""
_ALL = (1 << 64) - 1


def hash_of(term: str) -> int:
    """A number of 56 bits for a term, the same on every machine."""
    data = term.encode("utf-8", "surrogatepass")
    made = len(data)
    for at in range(0, len(data) or 1, 8):
        made = (made ^ int.from_bytes(data[at : at + 8], "little")) * MIX & _ALL
        made ^= made >> 29
    return ((made ^ made >> 32) * _LAST & _ALL) >> 8


def mixed(values: np.ndarray) -> np.ndarray:
    """What :func:`hash_of` makes of eight letters and of what came before."""
    made = values * np.uint64(MIX)
    made ^= made >> np.uint64(29)
    return made


def hashes_of(values: np.ndarray) -> np.ndarray:
    """What :func:`hash_of` gives where no letters are left."""
    return ((values ^ (values >> np.uint64(32))) * np.uint64(_LAST)) >> np.uint64(8)


SHORT = np.uint64(1 << 63)
"""Bit of a hash that says that its word is too short to tell."""


def split(text: str) -> list[str]:
    """The words and numbers of a text in order, folded."""
    return WORD.findall(text.casefold())


def distinct(values: np.ndarray) -> np.ndarray:
    """Values in order, each once; by sorting, which of some hundreds is faster than the table of ``numpy.unique``."""
    found = np.sort(values)
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found


class Usual:
    """How many of ``articles`` articles of news at large hold each word; rare words are not listed."""

    def __init__(self, articles: int, least: int, counts: dict[str, int]) -> None:
        self.articles = articles
        self.least = least
        self.counts = counts

    def of(self, word: str) -> int:
        """In how many articles ``word`` stands; for one that is not listed half of the least that is."""
        return self.counts.get(word, max(1, self.least // 2))


def usual() -> Usual:
    """In how many articles words stand: ``words.tsv.gz``, made by ``scripts/fit_words.py``."""
    return _table("words.tsv.gz")


def usual_names() -> Usual:
    """In how many different names of people a word stands: ``names.tsv.gz``, made by ``scripts/fit_words.py``."""
    return _table("names.tsv.gz")


@cache
def _table(name: str) -> Usual:
    """A line ``articles, least``, then ``word, count``."""
    data = gzip.decompress((files(__package__ or "") / name).read_bytes()).decode("utf-8").splitlines()
    articles, least = map(int, data[0].split("\t"))
    counts: dict[str, int] = {}
    for line in data[1:]:
        word, _, count = line.partition("\t")
        counts[word] = int(count)
    return Usual(articles, least, counts)


def write_usual(counts: Iterable[tuple[str, int]], articles: int, least: int) -> bytes:
    """The bytes of ``words.tsv.gz``."""
    lines = [f"{articles}\t{least}", *(f"{word}\t{count}" for word, count in sorted(counts) if count >= least)]
    return gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)
