from __future__ import annotations

import sys
from pathlib import Path

import pytest

from beritaparse.article import ARTICLE_KINDS
from beritaparse.layout import furniture
from beritaparse.layout.stage import read_page

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture(scope="module")
def pages():
    sys.path.insert(0, str(SCRIPTS))
    try:
        from layout_training.make_pages import Furnisher, own_stories
    finally:
        sys.path.remove(str(SCRIPTS))
    furnisher = Furnisher(own_stories(), 11, held=True)
    return [furnisher.page() for _ in range(80)]


def test_furniture_of_unseen_wording_is_found_and_the_article_kept(pages) -> None:
    found = given = wanted = lost = article = 0
    for page in pages:
        blocks = read_page(page.text, page.title).blocks
        marked = {at for b in blocks if b.kind not in ARTICLE_KINDS for at in range(b.start, b.end)}
        noise = {at for label in page.labels if label.label == "noise" for at in range(label.start, label.end)}
        seen = {at for at, char in enumerate(page.text) if not char.isspace()}
        found += len(marked & noise & seen)
        given += len(marked & seen)
        wanted += len(noise & seen)
        lost += len((marked - noise) & seen)
        article += len(seen - noise)
    assert found / wanted >= 0.85
    assert found / given >= 0.95
    assert lost / article <= 0.015  # of stories of four short paragraphs


def test_headlines_of_furnished_pages(pages) -> None:
    right = every = 0
    for page in pages:
        titles = [page.text[label.start : label.end] for label in page.labels if label.label == "title"]
        title = read_page(page.text, page.title).title
        every += bool(titles)
        right += bool(titles) and title is not None and title.text == titles[0].strip()
    assert right / every >= 0.9


def test_weights_are_read_as_they_were_written(tmp_path, monkeypatch) -> None:
    kept = furniture.load()
    furniture.write(kept, tmp_path / "weights.tsv")
    monkeypatch.setattr(furniture, "files", lambda _: tmp_path)
    furniture.load.cache_clear()
    assert furniture.load() == kept
    furniture.load.cache_clear()


@pytest.mark.parametrize("text", ["Beranda\nDaerah\nHukrim\nNasional", "garam\ngula merah\nsantan", "Editor", "12"])
def test_a_page_without_running_text_is_kept(text: str) -> None:
    assert all(block.kind in (*ARTICLE_KINDS, "other") for block in read_page(text).blocks)
