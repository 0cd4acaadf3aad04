"""Headlines of other pages around a marker that stands alone."""

from __future__ import annotations

import pytest

from beritaparse.layout.lines import Piece
from beritaparse.layout.links import links_on_their_own


def links(lines: list[str], marker: str) -> list[str]:
    """The lines that are links, where nothing but the marker was known before."""
    text = "".join(f"{line}\n" for line in lines)
    pieces: list[Piece] = []
    at = 0
    for line in text.splitlines(keepends=True):
        told = line.rstrip() == marker
        pieces.append(Piece(at, at + len(line), "related_link" if told else None, "marker" if told else None))
        at += len(line)
    made = links_on_their_own(text, pieces)
    return [text[piece.start : piece.end].rstrip() for piece in made if piece.kind == "related_link"]


LIST = ["- Jaga Nama Baik Kesatuan", "- Layani Warga Sepenuh Hati"]


@pytest.mark.parametrize(
    ("marker", "found"),
    [
        ("Baca Juga", [*LIST, "Baca Juga"]),
        ("Berita Terkait", ["Berita Terkait"]),
        ("Baca Lainnya :", ["Baca Lainnya :"]),
    ],
)
def test_an_article_may_end_in_a_list_above_the_heading_of_a_part_of_the_page(marker: str, found: list[str]) -> None:
    assert links([*LIST, marker], marker) == found


@pytest.mark.parametrize("marker", ["Baca Juga", "Berita Terkait", "Baca Lainnya :"])
def test_the_list_behind_ends_with_the_first_line_that_is_no_headline(marker: str) -> None:
    lines = [marker, *LIST, "- Uang tunai dan dua ponsel disita polisi.", *LIST]
    assert links(lines, marker) == [marker, *LIST]
