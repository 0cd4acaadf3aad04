"""Which lines of a page are furniture and which is the headline, by fitted weights.

Two steps: each line by its looks and its place, then again with what the first step said of the lines around it.
Only lines that no marker decides are asked, and no running text in the middle of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from pathlib import Path
from typing import NamedTuple

from ..article import BlockKind
from ..lexicon.layout import load as lexicon
from .features import Places, features, places, zone_of
from .lines import headline_case
from .looks import Look

BIAS = "*"
_NOISE = 2
_TITLE = 1
_LEAST_WORDS = 3
_UNHEARD = (0, 5)  # how much of a line the page does not say again
_MOST_WORDS = 25
_SHORT_HEADLINE = 25  # characters of one that other lines may end in by chance
_QUOTES = '"“'
_ITEM = re.compile(r"[-–•·*▪►●][ \u00a0]*\w|\d{1,2}[.)][ \u00a0]*[^\W\d]")
_MOST_ASKED = 0.95
_LEVELS = (0.03, 0.15, 0.4, 0.6, 0.85, 0.97)


class Weights(NamedTuple):
    """Weights by feature: of the first step for text, headline and furniture, of the second for text and furniture,
    of the third for each kind of furniture."""

    first: dict[str, list[float]]
    second: dict[str, list[float]]
    kinds: dict[str, list[float]]


KINDS: tuple[BlockKind, ...] = (
    "advertisement",
    "byline",
    "caption",
    "other",
    "related_link",
    "share",
    "source",
    "tags",
)
"""The kinds of furniture, in the order of their weights."""


class Judged(NamedTuple):
    """Of each line, the kind of furniture that it is, if any, and how sure that is; the index of the headline."""

    kinds: list[BlockKind | None]
    title: int | None
    certain: list[float]


@cache
def load() -> Weights:
    table = (files("beritaparse.layout") / "weights.tsv").read_text(encoding="utf-8")
    steps: tuple[dict[str, list[float]], ...] = ({}, {}, {})
    for line in table.splitlines():
        step, name, *values = line.split("\t")
        steps[int(step)][name] = [float(value) for value in values]
    return Weights(*steps)


def write(weights: Weights, path: Path) -> None:
    """Write the weights as a table of tabs: step, feature, values."""
    rows = [
        "\t".join((str(step), name, *(f"{value:.2f}" for value in values)))
        for step, table in enumerate(weights)
        for name, values in sorted(table.items())
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def judge(page: Sequence[Look], weights: Weights | None = None, *, told: int | None = None) -> Judged:
    """Decide about the lines of a page.  ``told``: the line that is the headline for sure."""
    weights = load() if weights is None else weights
    where = places(page)
    names = [
        features(page, where, index) if look.kind is None and look.words else None for index, look in enumerate(page)
    ]
    first = [_probabilities(weights.first, given) if given else None for given in names]
    noise = [given[_NOISE] if given else decided(look) for given, look in zip(first, page, strict=True)]
    shares = shares_of(noise, where)
    certain = [
        _probability(weights.second, beside(page, where, noise, shares, index)) if given else decided(look)
        for index, (given, look) in enumerate(zip(first, page, strict=True))
    ]
    title = told if told is not None else _headline(page, where, first)
    kinds: list[BlockKind | None] = [None] * len(page)
    for index, given in enumerate(names):
        if not given or index == title or certain[index] < _asked(page[index], zone_of(index, where)):
            continue
        if index == len(page) - 1 and _breaks_off(page[index]):
            continue
        if index < where.first or not _among_names(page, index):
            kinds[index] = _kind(weights.kinds, given)
    if title is not None:
        for index in _with_headline(page, title):
            kinds[index] = "other"
    return Judged(kinds, title, certain)


def _with_headline(page: Sequence[Look], title: int) -> Iterator[int]:
    """Yield the breadcrumbs over the article that end in its headline."""
    for index, look in enumerate(page[: 2 * title + 1]):
        if index != title and look.words and _ends_in(look.content.casefold(), page[title].content):
            yield index


def _ends_in(line: str, headline: str) -> bool:
    return len(line) > len(headline) > _SHORT_HEADLINE and line.endswith(headline.casefold())


def _asked(look: Look, zone: str) -> float:
    """How sure it must be that a line is furniture; a whole sentence in or below the article is one of its own."""
    asked = lexicon().furniture
    least = asked.least[zone]
    if look.shape == "sentence" and zone != "over":
        least = max(least, asked.sentence)
    if zone != "over" and _ITEM.match(look.content) and not _is_headline(look):
        least = max(least, asked.item)
    return max(least, min(least + asked.by_length * len(look.content), _MOST_ASKED))


def _breaks_off(look: Look) -> bool:
    """Does a line end where a sentence cannot (``Sebagai daerah yang``)?  The end of the article is lost then."""
    return look.words[-1].casefold() in lexicon().before_link


_NAMES = 5  # lines with nothing but a name, one below the other, that are a list of the article: riders, victims


def _among_names(page: Sequence[Look], index: int) -> bool:
    """Does a line stand in a list of names of two words or more?"""
    if not _is_name(page[index]):
        return False
    first, last = index, index + 1
    while first > max(0, index - _NAMES) and _is_name(page[first - 1]):
        first -= 1
    while last < min(len(page), index + _NAMES) and _is_name(page[last]):
        last += 1
    return last - first >= _NAMES


def _is_name(look: Look) -> bool:
    return look.shape == "name" and len(look.words) > 1


def _is_headline(look: Look) -> bool:
    return look.shape in ("title", "headline") and len(look.words) > _LEAST_WORDS + 1 and ":" not in look.content


def _kind(table: dict[str, list[float]], names: Sequence[str]) -> BlockKind:
    """The likeliest kind of a line that is furniture."""
    scores = list(table[BIAS])
    for name in names:
        for at, value in enumerate(table.get(name, ())):
            scores[at] += value
    return KINDS[max(range(len(KINDS)), key=scores.__getitem__)]


def _headline(page: Sequence[Look], where: Places, first: Sequence[tuple[float, ...] | None]) -> int | None:
    """The likeliest headline over the article, else the first line there that has the look of one."""
    asked = lexicon().furniture.headline
    over = [(index, given) for index, given in enumerate(first[: max(where.first, 1)]) if given is not None]
    likely = [(given[_TITLE], -index) for index, given in over if given[_TITLE] > asked]
    if likely:
        best = -max(likely)[1]
        longer = page[best].content.casefold()
        ends = (index for index, _ in over if index != best and _ends_in(longer, page[index].content))
        return next(ends, best)  # breadcrumbs may end in the headline
    shaped = (index for index, _ in over if _headline_like(page[index], first=index == 0))
    return next(shaped, None) if len(page) > 1 else None


def _headline_like(look: Look, *, first: bool) -> bool:
    """In a headline's case and length, without the mark that ends a sentence, no menu; the page begins with it or
    speaks of it."""
    small = [word.casefold().strip(".,") for word in look.words]
    return (
        _LEAST_WORDS <= len(small) <= _MOST_WORDS
        and look.content[-1] not in ".,;:)"
        and look.content[0] not in _QUOTES
        and not look.dateline
        and (look.shared not in _UNHEARD or (first and len(small) > _LEAST_WORDS))
        and 2 * sum(word in lexicon().sections for word in small) < len(small)
        and headline_case(list(look.words))
    )


def decided(look: Look) -> float:
    """What is known of a line that no weights are asked about."""
    return 1.0 if look.kind is not None else 0.0


def shares_of(noise: Sequence[float], where: Places) -> dict[str, int]:
    """How many quarters of the lines over and below the running text are furniture; 5 where there are none."""
    around = {"over": noise[: where.first], "below": noise[where.last + 1 :]}
    return {zone: int(4 * sum(lines) / len(lines)) if lines else 5 for zone, lines in around.items()}


def beside(
    page: Sequence[Look], where: Places, noise: Sequence[float], shares: dict[str, int], index: int
) -> list[str]:
    """The features of the second step: how likely the line and its neighbours are furniture."""
    look = page[index]
    own = _level(noise[index])
    before, after = _near(noise, index, -1), _near(noise, index, 1)
    zone = "none" if where.last < 0 else "over" if index < where.first else "below" if index > where.last else "amid"
    share = shares.get(zone, 5)
    return [
        f"own {own}",
        f"own {own} {zone}",
        f"own {own} {look.shape}",
        f"own {own} before {before}",
        f"own {own} after {after}",
        f"own {own} before {before} after {after}",
        f"own {own} {zone} before {before} after {after}",
        f"own {own} further {_near(noise, index, -2)} {_near(noise, index, 2)}",
        f"{zone} share {share}",
        f"{zone} share {share} own {own}",
    ]


def _near(noise: Sequence[float], index: int, by: int) -> str:
    return str(_level(noise[index + by])) if 0 <= index + by < len(noise) else "edge"


def _level(value: float) -> int:
    return sum(value >= edge for edge in _LEVELS)


def _probabilities(table: dict[str, list[float]], names: Sequence[str]) -> tuple[float, ...]:
    text, title, noise = table[BIAS]
    for name in names:
        row = table.get(name)
        if row is not None:
            text += row[0]
            title += row[1]
            noise += row[2]
    most = max(text, title, noise)
    odds = exp(text - most), exp(title - most), exp(noise - most)
    total = sum(odds)
    return odds[0] / total, odds[1] / total, odds[2] / total


def _probability(table: dict[str, list[float]], names: Sequence[str]) -> float:
    score = sum([table[name][1] for name in names if name in table]) + table[BIAS][1]
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))
