from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Karyawan PT Maju Jaya Abadi mogok.", ["PT Maju Jaya Abadi"]),
        ("Saham PT Karya Beton (Persero) Tbk naik.", ["PT Karya Beton (Persero) Tbk"]),
        ("Mahasiswa Universitas Negeri Semarang lulus.", ["Universitas Negeri Semarang"]),
        ("Kader PDI Perjuangan dan Partai Golkar hadir.", ["PDI Perjuangan", "Partai Golkar"]),
        ("dikutip dari TribunJateng.com.", ["TribunJateng.com"]),
        ("dikutip dari Tribun Medan, Senin", ["Tribun Medan"]),
        ("Polres Demak bergerak.", []),
        (
            "Anggota Perhimpunan Hotel dan Restoran Indonesia (PHRI) hadir, kata PHRI.",
            ["Perhimpunan Hotel dan Restoran Indonesia"],
        ),
        ("Pajak kendaraan bermotor (PKB) naik. Kini PKB mahal.", []),
        ("Kader PKB dan PKS hadir.", ["PKB", "PKS"]),
        ("Perum Jasa Tirta dan Pandawa Group hadir.", ["Perum Jasa Tirta", "Pandawa Group"]),
        ("Manajer PT Sumber Makmur (Persero) hadir.", ["PT Sumber Makmur (Persero)"]),
        ("mengendarai sepeda motor Honda Beat", []),
    ],
)
def test_organizations(parse_rules, text: str, names: list[str]) -> None:
    assert [organization.name for organization in parse_rules(text).organizations] == names


def test_the_outlet_of_the_dateline_is_none(parse_rules) -> None:
    assert parse_rules("KABARNEWS.COM, DEMAK - Hujan turun sejak pagi di sana.").organizations == ()
