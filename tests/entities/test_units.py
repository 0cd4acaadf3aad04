from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anggota Polres Demak berjaga.", ["Polres Demak"]),
        ("Anggota Mapolres Demak berjaga.", ["Polres Demak"]),
        ("Anggota Satreskrim Polresta Jambi berjaga.", ["Satreskrim Polresta Jambi"]),
        ("Anggota Sat Reskrim Polresta Jambi berjaga.", ["Satreskrim Polresta Jambi"]),
        ("Satreskrim Polres Bogor Polda Jawa Barat", ["Satreskrim Polres Bogor", "Polda Jawa Barat"]),
        ("Prajurit Kodim 0417/Kerinci membantu warga.", ["Kodim 0417/Kerinci"]),
        ("Prajurit Kodam IV/Diponegoro membantu warga.", ["Kodam IV/Diponegoro"]),
        ("Petugas Polda Metro Jaya menangkap pelaku.", ["Polda Metro Jaya"]),
        ("Petugas Polres Pelabuhan Tanjung Perak siaga.", ["Polres Pelabuhan Tanjung Perak"]),
        ("Anggota KPU Kabupaten Demak dan Bawaslu", ["KPU Kabupaten Demak", "Bawaslu"]),
        (
            "Petugas Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Bogor datang.",
            ["Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Bogor"],
        ),
        ("Komisi Pemberantasan Korupsi (KPK) menyita uang.", ["KPK"]),
        ("Petugas Polres Demak dan Polres Demak lagi", ["Polres Demak"]),
        ("Warga Polsek Torgamba Polres Labuhanbatu Selatan", ["Polsek Torgamba", "Polres Labuhanbatu Selatan"]),
        ("Hibah dari Pemkot Kota Bandung, kata Pemkot Bandung", ["Pemkot Kota Bandung"]),
        ("Ia diperiksa Provos Polres Demak.", ["Provos Polres Demak"]),
        ("Petugas Subdit Jatanras Ditreskrimum Polda Jambi", ["Subdit Jatanras Ditreskrimum Polda Jambi"]),
        (
            "Ia ditahan Seksi Profesi dan Pengamanan (Propam) Polres Demak, kata Seksi Propam Polres Demak.",
            ["Seksi Profesi dan Pengamanan (Propam) Polres Demak"],
        ),
        ("Kata Kasi Propam Polres Demak", ["Polres Demak"]),
        ("Bidang Usaha Polres", []),
        ("Kantor Polresta Sidoarjo dan Polresta Sidoajro", ["Polresta Sidoarjo"]),
        ("Kantor Polsek Sukamaju dan Polsek Sukamaja", ["Polsek Sukamaju", "Polsek Sukamaja"]),
        ("Korban dibawa ke Rumah Sakit Polri Kramat Jati.", []),
        (
            "Kata Dinas Perhubungan Demak, Dinas Perhubungan (Dishub) Kabupaten Demak dan Dishub Demak",
            ["Dinas Perhubungan (Dishub) Kabupaten Demak"],
        ),
    ],
)
def test_units(parse_rules, text: str, names: list[str]) -> None:
    assert [unit.name for unit in parse_rules(text).units] == names


def test_id_spells_out_the_hierarchy(parse_rules) -> None:
    (unit,) = parse_rules("Anggota Polres Ogan Komering Ulu Selatan berjaga.").units
    assert unit.id == "polri/polda-sumsel/polres-ogan-komering-ulu-selatan"
    assert unit.parent_id == "polri/polda-sumsel"
    assert unit.region_code == "16.09"


@pytest.mark.parametrize("text", ["bpk Arif datang", "Polisi datang", "Balai desa ramai", "kip kip"])
def test_no_unit(parse_rules, text: str) -> None:
    assert parse_rules(text).units == ()


@pytest.mark.parametrize(
    "text",
    [
        "KEMENSOS SIAP - Petugas Kemensos hadir.",
        "Petugas Polres Metro Depok hadir. Ia dibawa ke Mako Polres Metro Depok Jalan Margonda.",
    ],
)
def test_an_id_stands_for_one_unit(parse_rules, text: str) -> None:
    (unit,) = parse_rules(text).units
    assert len(unit.mentions) == 2
