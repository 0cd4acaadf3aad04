"""Posts told after the name."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "KPK menahan Bagas Prawira. Bendahara Umum Partai Nusantara itu membantah.",
            "Bendahara Umum Partai Nusantara",
        ),
        (
            "Warga bertemu Bagas Prawira, Selasa. Pemilik toko Sumber Rejeki tersebut diam.",
            "Pemilik toko Sumber Rejeki",
        ),
        ("Warga bertemu Bagas Prawira dan Wiratna Kolimau. Anggota DPRD Demak itu membantah.", None),
        ("Warga bertemu Bagas Prawira. Hujan turun. Anggota DPRD Demak itu membantah.", None),
        ("Warga bertemu Bagas Prawira. Bupati itu membantah.", None),
    ],
)
def test_a_post_that_points_back(parse_default, text: str, held: str | None) -> None:
    first = parse_default(text).persons[0]
    assert (first.name, first.position.text if first.position else None) == ("Bagas Prawira", held)
