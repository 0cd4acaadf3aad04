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
        ("Hadir Sekda Demak Dwi Lestari, Kapolres AKBP Budi Santoso dan warga.", "Budi Santoso", "Polres Demak"),
        ("Kepala Biro Umum, Budi Santoso, mengatakan hal itu benar.", "Budi Santoso", "Biro Umum"),
        ("Polda Jateng menyambut kapolda baru Irjen Pol Budi Santoso.", "Budi Santoso", "Polda Jateng"),
    ],
)
def test_unit_that_the_page_tells(text: str, name: str, unit: str) -> None:
    assert _unit(text, name) == unit


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hadir Wali Kota Tegal Dwi Lestari dan Kapolres AKBP Budi Santoso.", "Budi Santoso"),  # which one is open
        ("Hadir Sekda Demak Dwi Lestari dan Kabag Hukum Budi Santoso.", "Budi Santoso"),
        ("Hadir Sekda Demak Dwi Lestari. Kapolres AKBP Budi Santoso tidak hadir.", "Budi Santoso"),
    ],
)
def test_unit_that_the_neighbour_does_not_tell(text: str, name: str) -> None:
    assert _unit(text, name) is None


def test_nobody_serves_where_the_sentence_before_ended() -> None:
    text = "Ketua KPU Demak Budi Santoso hadir. Sekretaris, Siti Rahayu, mengatakan panen baik."
    assert _unit(text, "Siti Rahayu") is None
