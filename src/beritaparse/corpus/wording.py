"""Words of a text as linking compares them, their hashes, and how usual they are in Indonesian news at large."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_CLITIC = 6
"""Letters from which on a word is compared without ``-nya``."""


def words_of(text: str) -> list[str]:
    """The words and numbers of a text in order, folded; ``hasilnya`` is ``hasil``."""
    return [stem(word) for word in split(text)]


def stem(word: str) -> str:
    """A word without ``-nya``."""
    return word[:-3] if len(word) > _CLITIC and word.endswith("nya") else word


@lru_cache(maxsize=1 << 18)
def hash_of(term: str) -> int:
    """A number of 56 bits for a term, the same on every machine."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")


_MOST = 1 << 19
"""Words whose hashes are kept at a time."""
_SHORT = np.uint64(1 << 63)


class _Hashes(dict[str, int]):
    """The hash of each folded word that came before, without ``-nya``; bit 63 says that it is too short to tell."""

    def __missing__(self, found: str) -> int:
        if len(self) > _MOST:
            self.clear()
        word = stem(found)
        made = self[found] = hash_of(word) | (0 if len(word) > 2 or word.isdigit() else int(_SHORT))
        return made


_hashes = _Hashes()


def split(text: str) -> list[str]:
    """The words and numbers of a text in order, folded."""
    return WORD.findall(text.casefold())


def hashed(words: list[str]) -> np.ndarray:
    """The hashes of folded words, in order."""
    return np.fromiter(map(_hashes.__getitem__, words), dtype=np.uint64, count=len(words))


_WORD_BITS = np.uint64((1 << 56) - 1)
NUMBER = np.uint64(1 << 62)
"""Bit of a hash that says that it is of a number."""


def said(words: list[str]) -> bytes:
    """The hashes of the folded words of a quotation, those of numbers marked."""
    found = hashed(words) & _WORD_BITS
    numbers = [at for at, word in enumerate(words) if not word.isalpha()]
    found[numbers] |= NUMBER
    return found.tobytes()


def telling(hashes: np.ndarray) -> np.ndarray:
    """Of hashes those of words of three letters and more, and of numbers."""
    return hashes[hashes < _SHORT]


def distinct(values: np.ndarray) -> np.ndarray:
    """Values in order, each once; by sorting, which of some hundreds is faster than the table of ``numpy.unique``."""
    found = np.sort(values)
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found


_MIX = np.uint64(0x9E3779B97F4A7C15)


def in_a_row(words: np.ndarray, length: int) -> np.ndarray:
    """A number of 63 bits for every ``length`` words in a row, from their hashes."""
    if len(words) < length:
        return np.zeros(0, np.uint64)
    made = np.zeros(len(words) - length + 1, np.uint64)
    with np.errstate(over="ignore"):
        for at in range(length):
            made = made * _MIX + words[at : at + len(made)]
        return (made ^ (made >> np.uint64(29))) >> np.uint64(1)


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
