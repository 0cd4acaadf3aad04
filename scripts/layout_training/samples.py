"""Lines of pages with labels to learn from: annotated pages, articles with weak labels, pages that we furnish."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha1
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.fuzz import ratio

from beritaparse.layout.features import features, places
from beritaparse.layout.lines import Piece, headline_case
from beritaparse.layout.looks import BLANKS, Look, looks
from beritaparse.layout.stage import cut_lines

from .make_pages import FurnishedPage, Label, Story, without_dateline

_DIGITS = re.compile(r"\d+")


class Page(NamedTuple):
    """A page cut into lines; ``labels`` is text, title, noise or None (decided, or not known) for each."""

    looks: list[Look]
    labels: list[str | None]
    kinds: list[str | None]
    spans: list[tuple[int, int]]
    held: bool


def is_held(id: str) -> bool:
    return int(sha1(str(id).encode()).hexdigest(), 16) % 4 == 0


def page_of(text: str, labels: Sequence[Label], title: str | None, held: bool) -> Page:
    """The lines of a page with the labels of the stretches in which most of their characters stand."""
    pieces = [piece for piece in cut_lines(text) if text[piece.start : piece.end].strip(BLANKS)]
    found: list[tuple[str | None, str | None]] = []
    for piece in pieces:
        share: Counter[tuple[str, str | None]] = Counter()
        for label in labels:
            share[label.label, label.kind] += max(0, min(piece.end, label.end) - max(piece.start, label.start))
        best = share.most_common(1)
        found.append(best[0][0] if piece.kind is None and best and best[0][1] else (None, None))
    spans = [(piece.start, piece.end) for piece in pieces]
    return Page(looks(text, pieces, title), [label for label, _ in found], [kind for _, kind in found], spans, held)


def furnished(pages: Iterable[FurnishedPage], held: bool) -> Iterator[Page]:
    for page in pages:
        yield page_of(page.text, page.labels, page.title, held)


def gold(path: Path, *, told: bool) -> Iterator[Page]:
    """Annotated pages: what is no noise is text, and what equals the title is the headline."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        text = row["text"]
        labels: list[Label] = []
        behind = 0
        for start, end in sorted(_noise(row)):
            labels += [Label(behind, start, "text", None), Label(start, end, "noise", None)]
            behind = end
        labels.append(Label(behind, len(text), "text", None))
        page = page_of(text, labels, row.get("title") if told else None, held=False)
        title = (row.get("title") or "").casefold()
        found = [
            "title" if label == "text" and title and ratio(look.content.strip("*").casefold(), title) >= 90 else label
            for label, look in zip(page.labels, page.looks, strict=True)
        ]
        yield page._replace(labels=found)


def _noise(row: dict[str, Any]) -> Iterator[tuple[int, int]]:
    at = 0
    for piece in row["noise"]:
        piece = piece if isinstance(piece, str) else piece["text"]
        start = row["text"].find(piece, at)
        start = row["text"].find(piece) if start < 0 else start
        if start >= 0:
            at = start + len(piece)
            yield start, at


class Article(NamedTuple):
    id: str
    outlet: str
    title: str
    text: str


def articles(path: Path) -> list[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Article(row["id"], row["outlet"] or "", row["title"] or "", row["text"]) for row in rows]


def weak(all_articles: Sequence[Article], chosen: Sequence[Article]) -> Iterator[Page]:
    """Articles as they were scraped: what recurs in an outlet and what rules are sure of is noise, the rest text."""
    recurring = _recurring(all_articles)
    for article in chosen:
        page = page_of(article.text, [Label(0, len(article.text), "text", None)], None, is_held(article.id))
        labels = list(page.labels)
        for index, look in enumerate(page.looks):
            if labels[index] and _key(look.content) in recurring[article.outlet]:
                labels[index] = "noise"
        for index in (*_links_behind(page.looks), *_twice(page.looks)):
            if labels[index]:
                labels[index] = "noise"
        for index in _unsure(page.looks):
            labels[index] = None if labels[index] == "text" else labels[index]
        title = article.title.casefold()
        for index, look in enumerate(page.looks[:3]):
            if labels[index] and title and ratio(look.content.casefold(), title) >= 90:
                labels[index] = "title"
        yield page._replace(labels=labels)


def _key(line: str) -> str:
    return _DIGITS.sub("0", line.casefold())


def _recurring(all_articles: Sequence[Article], least: int = 5) -> defaultdict[str, set[str]]:
    """By outlet, the lines that stand in several articles of it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in all_articles:
        counts[article.outlet].update(
            {_key(line.strip()) for line in article.text.split("\n") if 3 < len(line) < 80 and line[-1] not in '."”'}
        )
    for outlet, lines in counts.items():
        found[outlet] = {
            line for line, count in lines.items() if count >= least and not line.endswith(":") and len(line.split()) > 3
        }
    return found


def _is_headline(look: Look) -> bool:
    words = look.content.split()
    end = look.content[-1]
    return 4 <= len(words) <= 25 and end not in ".,;:" and ":" not in look.content[:25] and headline_case(words)


def _links_behind(page: Sequence[Look]) -> list[int]:
    """Behind the byline at the foot of a page stand tags and headlines, unless the article goes on there."""
    behind: list[int] = []
    for index in range(len(page) - 1, -1, -1):
        if page[index].kind == "byline":
            break
        if page[index].kind is None:
            behind.append(index)
    else:
        last = len(page) - 1
        ended = last > 3 and page[last].kind is None and page[last - 1].content[-1] in '.”"!?'
        return [last] if ended and _is_headline(page[last]) and not any(map(_is_headline, page[1:last])) else []
    short = all(
        _is_headline(page[i]) or (len(page[i].content.split()) <= 5 and page[i].content[-1].isalnum()) for i in behind
    )
    return behind if len(behind) <= 12 and short else []


_CAPTION = re.compile(r"Foto:|Foto /|Tangkapan|^Ilustrasi|[Dd]ok\.|\(Antara/|t\.co/|pic\.twitter")


def _unsure(page: Sequence[Look]) -> list[int]:
    """Lines that may be furniture which no weak rule tells: captions, and tags and links behind the article."""
    last = max((index for index, look in enumerate(page) if look.body), default=len(page))
    return [
        index
        for index, look in enumerate(page)
        if _CAPTION.search(look.content) or (index > last and (len(look.words) <= 5 or _is_headline(look)))
    ]


def _twice(page: Sequence[Look]) -> list[int]:
    return [
        at
        for index, (look, following) in enumerate(pairwise(page))
        if look.content == following.content and look.kind is None and len(look.content) <= 180 and _is_headline(look)
        for at in (index, index + 1)
    ]


def stories(chosen: Sequence[Article]) -> list[Story]:
    """Articles without furniture, to be furnished with ours: those that have none but what markers tell."""
    made: list[Story] = []
    for article in chosen:
        pieces = cut_lines(article.text)
        lines = [article.text[p.start : p.end].strip() for p in pieces if p.kind is None]
        paragraphs = [without_dateline(lines[0]), *lines[1:]] if lines else []
        paragraphs = [line for line in paragraphs if line]
        if article.title and len(paragraphs) >= 4 and sum(len(line) > 110 for line in paragraphs) >= 3:
            while paragraphs and len(paragraphs[-1]) < 80 and paragraphs[-1][-1] not in '.”"':
                paragraphs.pop()  # a tag or a link that no marker tells
            made.append(Story(article.title, paragraphs))
    return made


def candidates(page: Page) -> Iterator[tuple[int, list[str]]]:
    """The lines that the weights decide about, with their features."""
    where = places(page.looks)
    for index, look in enumerate(page.looks):
        if look.kind is None and look.words and page.labels[index] is not None:
            yield index, features(page.looks, where, index)


__all__ = ["Page", "Piece", "articles", "candidates", "furnished", "gold", "is_held", "stories", "weak"]
