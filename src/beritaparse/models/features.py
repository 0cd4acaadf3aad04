"""What the name recogniser sees of a word: itself, its shape, its affixes, its clusters, its neighbours."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from ..gazetteer.regions import key, region_words
from ..lexicon.organizations import load as organizations
from ..lexicon.ranks import load as ranks
from ..lexicon.units import load as units

Features = list[str]


@cache
def clusters() -> dict[str, str]:
    """Word -> its path in the cluster hierarchy (coarse to fine, ``12.88.401``), from real articles."""
    data = gzip.decompress((files("beritaparse.models") / "data" / "clusters.tsv.gz").read_bytes()).decode()
    return dict(line.split("\t", 1) for line in data.splitlines())


@cache
def _known() -> dict[str, str]:
    """Words of the lexicons: parts of region names, ranks, heads of units and organisations."""
    words: dict[str, str] = {}
    for word in region_words():
        words[word] = "loc"
    for entry in units().kinds:
        for form in (entry.head, *entry.forms):
            words[key(form.split()[0])] = "unit"
    for head in organizations().heads:
        for form in head.forms:
            words[key(form.split()[0])] = "org"
    for rank in ranks().ranks:
        for form in rank.forms:
            words[key(form.split()[0])] = "rank"
    return words


def shape(word: str) -> str:
    """``Aa`` for a capitalised word, ``A`` for capitals, ``a``, ``0``, ``A-A`` and so on, runs folded."""
    made: list[str] = []
    for char in word:
        kind = "A" if char.isupper() else "a" if char.islower() else "0" if char.isdigit() else char
        if not made or made[-1] != kind:
            made.append(kind)
    return "".join(made[:6])


@lru_cache(maxsize=50_000)
def _word(word: str) -> tuple[Features, Features, Features, Features, Features]:
    """The features of a word at its place and, prefixed, one and two places to either side."""
    small = word.lower()
    path = clusters().get(small, "")
    fine = path.split(".") if path else []
    base = [f"w={small}", f"s={shape(word)}"]
    base += [f"c{level}={cluster}" for level, cluster in enumerate(fine)]
    known = _known().get(key(word))
    if known:
        base.append(f"k={known}")
    here = [
        *base,
        f"o={word}",
        f"p={small[:3]}",
        f"x={small[-3:]}",
        f"x2={small[-2:]}",
        f"p4={small[:4]}",
        f"n={min(len(word), 8)}",
    ]
    return (
        here,
        ["-1" + feature for feature in base],
        ["+1" + feature for feature in base],
        ["-2" + feature for feature in base[:3]],
        ["+2" + feature for feature in base[:3]],
    )


def sentence_features(words: Sequence[str]) -> list[Features]:
    """Return the features of every word of a sentence."""
    known = [_word(word) for word in words]
    shapes = [item[0][1] for item in known]
    last = len(words) - 1
    capital = sum(word[:1].isupper() for word in words) > 0.7 * len(words)
    made: list[Features] = []
    for index, (here, *_) in enumerate(known):
        features = list(here)
        if index:
            features += known[index - 1][1]
            features.append(f"ss={shapes[index - 1]}{shapes[index]}")
            features.append(f"ws={known[index - 1][0][0]}{shapes[index]}")
        else:
            features.append("BOS")
        if index < last:
            features += known[index + 1][2]
            features.append(f"s+={shapes[index]}{shapes[index + 1]}")
        else:
            features.append("EOS")
        if index > 1:
            features += known[index - 2][3]
        if index < last - 1:
            features += known[index + 2][4]
        if capital:
            features.append("caps")
        made.append(features)
    return made
