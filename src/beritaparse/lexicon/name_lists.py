"""Words of first names, surnames, countries and cities, from ``scripts/build_name_lists.py``."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def listed_names() -> dict[str, tuple[str, ...]]:
    """Word in small letters -> the lists that it is in: ``indonesian``, ``first``, ``last``, ``country``, ``city``."""
    data = gzip.decompress((files("beritaparse.models") / "data" / "names.tsv.gz").read_bytes()).decode()
    lists: dict[str, tuple[str, ...]] = {}
    for line in data.splitlines():
        name, words = line.split("\t")
        for word in words.split():
            lists[word] = (*lists.get(word, ()), name)
    return lists
