"""The unit of somebody whose post names none: what the page says around it."""

from __future__ import annotations

import pytest

from beritaparse import load


def _unit(text: str, name: str) -> str | None:
    return next(person["unit"] for person in load().parse(text).to_gold()["persons"] if person["name"] == name)


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Kapolres AKBP Budi Santoso hadir. Anggota Satreskrim Polres Demak berjaga.", "Budi Santoso", "Polres Demak"),
        (
            "Korban dievakuasi Unit Gakkum Satlantas Polres Demak. Kanit Gakkum Ipda Rudi Hartono masih menyelidiki.",
            "Rudi Hartono",
            "Satlantas Polres Demak",
        ),
        (
            "Anggota Polsek Bonang Bripda Rudi Hartono tiba. Kasi Propam Ipda Budi Santoso dari Polres Demak ada.",
            "Budi Santoso",
            "Polres Demak",
        ),
        (
            "Ketua KPU Demak Budi Santoso didampingi anggota, Siti Rahayu, hadir.",
            "Siti Rahayu",
            "KPU Demak",
        ),
        (
            "Rapat di DPRD Demak dihadiri Ketua Komisi III, Budi Santoso.",
            "Budi Santoso",
            "Komisi III DPRD Demak",
        ),
        ("Danlanal Maumere, Letkol Laut (P) Budi Santoso, berjaga.", "Budi Santoso", "Lanal Maumere"),
        (
            "Kabid Perkebunan pada Dinas Pertanian Demak, Budi Santoso, mengatakan panen baik.",
            "Budi Santoso",
            "Bidang Perkebunan Dinas Pertanian Demak",
        ),
        (
            "Dandim 0716/Demak Letkol Inf Budi Santoso, lewat Pasipers Lettu Cke Rudi Hartono, berterima kasih.",
            "Rudi Hartono",
            "Kodim 0716/Demak",
        ),
    ],
)
def test_unit_that_the_page_tells(text: str, name: str, unit: str) -> None:
    assert _unit(text, name) == unit


def test_nobody_serves_where_the_sentence_before_ended() -> None:
    text = "Ketua KPU Demak Budi Santoso hadir. Sekretaris, Siti Rahayu, mengatakan panen baik."
    assert _unit(text, "Siti Rahayu") is None
