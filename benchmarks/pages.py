"""How much furniture is found, and how much of the article is lost, on annotated and on furnished pages.

    python benchmarks/pages.py [--number 300] [--show]

``lost``: the share of the characters of article text that are taken for furniture (or for a link, a caption …); on
annotated pages what the gold's ``noise`` does not cover is article text.  Furnished pages are those of
``scripts/layout_training/make_pages.py`` with templates that the weights have not seen, around the articles under
``tests/articles``.  The annotated pages are read from ``../shared`` where it is there (the parts to learn from).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gold import GOLD, rows_of

from beritaparse.article import ARTICLE_KINDS
from beritaparse.layout.stage import segment

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from layout_training.make_pages import Furnisher, own_stories  # noqa: E402


class Page(NamedTuple):
    name: str
    text: str
    told: str | None
    noise: set[int]
    title: str | None
    place: str | None


def annotated(name: str) -> Iterator[Page]:
    for row in rows_of(name, "learn"):
        noise: set[int] = set()
        at = 0
        for piece in row["noise"]:
            content = piece if isinstance(piece, str) else piece["text"]
            start = row["text"].find(content, at)
            start = start if start >= 0 else row["text"].find(content)
            if start >= 0:
                at = start + len(content)
                noise.update(range(start, at))
        place = (row["dateline"] or {}).get("place")
        yield Page(row["id"], row["text"], row.get("title"), noise, None, place)


def furnished(number: int) -> Iterator[Page]:
    furnisher = Furnisher(own_stories(), 7, held=True)
    for count in range(number):
        page = furnisher.page()
        noise = {at for label in page.labels if label.label == "noise" for at in range(label.start, label.end)}
        titles = [page.text[label.start : label.end] for label in page.labels if label.label == "title"]
        yield Page(str(count), page.text, page.title, noise, titles[0] if titles else None, page.place)


def measure(name: str, pages: Iterable[Page], show: bool) -> None:
    found = given = wanted = article = lost = titles = right_titles = places = right_places = 0
    for page in pages:
        blocks, title, dateline = segment(page.text, page.told)
        marked = {at for b in blocks if b.kind not in ARTICLE_KINDS for at in range(b.start, b.end)}
        visible = {at for at, char in enumerate(page.text) if not char.isspace()}
        marked, noise = marked & visible, page.noise & visible
        found += len(marked & noise)
        given += len(marked)
        wanted += len(noise)
        article += len(visible - noise)
        lost += len(marked - noise)
        if page.title:
            titles += 1
            right_titles += title is not None and title.text == page.title
        if page.place:
            places += 1
            right_places += dateline is not None and dateline.place == page.place
        if show and (marked - noise or noise - marked):
            _show(page, blocks, noise)
    precision, recall = found / max(given, 1), found / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{name:10} furniture P {precision:.3f} R {recall:.3f} F1 {f1:.3f} "
        f"| article text lost {lost / max(article, 1):.5f} of {article} "
        f"| headlines {right_titles} of {titles} | places of datelines {right_places} of {places}"
    )


def _show(page: Page, blocks: Iterable[object], noise: set[int]) -> None:
    for block in blocks:
        inside = {at for at in range(block.start, block.end) if not page.text[at].isspace()}  # type: ignore[attr-defined]
        missed, lost = inside & noise, inside - noise
        wrong = lost if block.kind not in ARTICLE_KINDS else missed  # type: ignore[attr-defined]
        if wrong:
            print(f"  {page.name} {block.rule}: {page.text[min(wrong) : max(wrong) + 1]!r}")  # type: ignore[attr-defined]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--number", type=int, default=300)
    arguments.add_argument("--show", action="store_true")
    options = arguments.parse_args()
    if GOLD.is_dir():
        for name in ("dev", "dev2", "press"):
            measure(name, annotated(name), options.show)
    measure("furnished", furnished(options.number), options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
