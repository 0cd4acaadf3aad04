from __future__ import annotations

import pytest

import beritaparse


def places(article) -> dict[str, str | None]:
    return {mention.text: place.code for place in article.places for mention in place.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warga Kabupaten Demak, Jawa Tengah, mengungsi.", {"Kabupaten Demak": "33.21", "Jawa Tengah": "33"}),
        ("Banjir di Sumsel meluas.", {"Sumsel": "16"}),
        (
            "Desa Balung, Kecamatan XIII Koto Kampar, Kabupaten Kampar",
            {"Desa Balung": "14.01.02.2004", "Kecamatan XIII Koto Kampar": "14.01.02", "Kabupaten Kampar": "14.01"},
        ),
        ("Pendaki Gunung Bromo selamat.", {"Gunung Bromo": None}),
        ("Ia terbang ke Jepang.", {"Jepang": None}),
        ("Ia pulang ke Pangkalan Bun.", {"Pangkalan Bun": None}),
        ("Warga Kecamatan 2x11 Kayu Tanam mengungsi.", {"Kecamatan 2x11 Kayu Tanam": "13.05.15"}),
        ("Warga Kepenghuluan Bagan Jaya mengungsi.", {"Kepenghuluan Bagan Jaya": None}),
        ("Ia rindu Kampung Halaman.", {}),
        ("Ia tinggal di Kota Bogor.", {"Kota Bogor": "32.71"}),
        ("Warga kabupaten Rejang Lebong resah.", {"kabupaten Rejang Lebong": "17.02"}),
        ("Ia warga Surakarta.", {"Surakarta": "33.72"}),
        ("Ia warga Medan Johor, Kota Medan.", {"Medan Johor": "12.71.11", "Kota Medan": "12.71"}),
        ("MUARA ENIM - Polisi menanam jamur.", {"MUARA ENIM": "16.03"}),
        ("MEDAN SATRIA - Polisi menanam jamur.", {"MEDAN SATRIA": "32.75.06"}),
        ("TRIBUN-MEDAN.com - Polisi menanam jamur.", {}),
        ("Ia lewat Pulau Panjang.", {"Pulau Panjang": None}),
        ("Acara di Cibinong, Kabupaten Bogor, ramai.", {"Cibinong": "32.01.01", "Kabupaten Bogor": "32.01"}),
        ("Arus di Kabupaten Sikka-Larantuka dialihkan.", {"Kabupaten Sikka": "53.07", "Larantuka": "53.06.03"}),
        (
            "Rumah di Kebon Baru, Tebet, Jakarta Selatan, terbakar.",
            {"Kebon Baru": "31.74.01.1004", "Tebet": "31.74.01", "Jakarta Selatan": "31.74"},
        ),
        (
            "Warga Kelurahan Rawa Buaya, Jakarta Barat, resah. Polisi ke Rawa Buaya.",
            {"Kelurahan Rawa Buaya": "31.73.01.1003", "Jakarta Barat": "31.73", "Rawa Buaya": "31.73.01.1003"},
        ),
        (
            "Ia ditangkap di Kelurahan Kadipaten, Kota Batam.",
            {"Kelurahan Kadipaten": None, "Kota Batam": "21.71"},
        ),
    ],
)
def test_places(parse_rules, text: str, expected: dict[str, str | None]) -> None:
    found = places(parse_rules(text))
    if "Kecamatan XIII Koto Kampar" in expected:
        assert found.keys() == expected.keys()
        assert found["Kabupaten Kampar"] == "14.01"
        assert all(code and code.startswith("14.01") for code in found.values())
    else:
        assert found == expected


def test_an_ambiguous_name_is_told_by_its_parents(parse_rules) -> None:
    text = "Warga Kelurahan Sukajadi, Kecamatan Sukajadi, Kota Bandung melapor."
    found = places(parse_rules(text))
    assert found["Kota Bandung"] == "32.73"
    assert found["Kecamatan Sukajadi"] == "32.73.07"


def test_what_stays_open_has_no_code_and_little_confidence(parse_rules) -> None:
    (place,) = parse_rules("Warga Desa Sukajadi melapor.").places
    assert (place.code, place.level) == (None, "village")
    assert place.confidence is not None
    assert place.confidence < 0.6


def test_the_rest_of_the_article_tells_kota_from_kabupaten(parse_rules) -> None:
    article = parse_rules("Warga Bogor senang. Wali kota Bogor tiba di Kota Bogor.")
    assert {place.code for place in article.places} == {"32.71"}


@pytest.mark.parametrize(
    "text",
    [
        "Warga hidup damai dan maju bersama.",
        "Polres Demak bergerak.",
        "Kapolres Demak AKBP Budi Santoso hadir.",
        "Universitas Riau dibuka.",
        "Situasi di lingkungan Pemerintah aman.",
        "Sembilan kali berturut-turut.",
    ],
)
def test_no_place(parse_rules, text: str) -> None:
    assert places(parse_rules(text)) == {}


def test_places_in_noise_do_not_count(parse_rules) -> None:
    article = parse_rules("Warga Demak mengungsi ke tempat aman.\nBaca juga: Banjir di Magelang\nAir surut.")
    assert list(places(article)) == ["Demak"]


def test_the_short_name_of_a_facility_is_no_place() -> None:
    article = beritaparse.parse(
        "Pesawat itu mendarat di Bandara Kualanamu, Selasa (17/6/2025). Pesawat lain mendarat di Kualanamu. "
        "Penumpangnya menginap di Cemorolawang."
    )
    assert places(article) == {"Cemorolawang": None}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Enam desa itu antara lain Desa Sukarame, Tirtasari, Wanakarya, Padaasih, Lengkong dan Desa Cikole.",
            ["Desa Sukarame", "Tirtasari", "Wanakarya", "Padaasih", "Lengkong", "Desa Cikole"],
        ),
        (
            "Banjir melanda Kecamatan Bonang, Wedung, dan Mijen, Kabupaten Demak.",
            ["Kecamatan Bonang", "Wedung", "Mijen", "Kabupaten Demak"],
        ),
        (
            "Air merendam Desa Alas, Bulak (Dusun Krajan), dan Cerme (Dusun Lor).",
            ["Desa Alas", "Bulak", "Dusun Krajan", "Cerme", "Dusun Lor"],
        ),
        (
            "Padi rusak di Kecamatan Mengwi 24,4 hektar, Abiansemal 12,17 hektar dan Petang 13 hektar.",
            ["Kecamatan Mengwi", "Abiansemal", "Petang"],
        ),
        ("Warga Desa Alas, Budi Santoso dan Rina Wati hadir.", ["Desa Alas"]),
        (
            "Bantuan tiba di Kecamatan Cepu, yakni di Balun, Karangboyo dan Ngelo.",
            ["Kecamatan Cepu", "Balun", "Karangboyo", "Ngelo"],
        ),
        (
            "Banjir melanda Kabupaten Blora: Cepu, Randublatung dan Kedungtuban.",
            ["Kabupaten Blora", "Cepu", "Randublatung", "Kedungtuban"],
        ),
        ("Di Kecamatan Cepu di antaranya Rudi Hartawan, Budi Santoso dan Rina Wati hadir.", ["Kecamatan Cepu"]),
        ("Gubernur Kalimantan Tengah (Kalteng) mengajak warga Kalteng menjaga hutan.", ["Kalimantan Tengah"]),
        ("Jalan dari Kecamatan Bonang-Kecamatan Wedung putus.", ["Kecamatan Bonang", "Kecamatan Wedung"]),
        ("Bupati menghadiri Musyawarah Desa Khusus. Bidan desa Norlatifah senang.", []),
        ("Ia belajar bahasa Inggris dan bertemu turis Jerman di Prancis.", ["Prancis"]),
        ("Sampah menutup jalan di Jetis Kecamatan Patebon.", ["Jetis", "Kecamatan Patebon"]),
        ("Ia ditangkap di Pamak Laut RT 003 RW 001.", ["Pamak Laut"]),
        ("Jembatan putus di KecamatanKayangan kemarin.", ["Kecamatan Kayangan"]),
        (
            "Warga Dusun 1, Desa Balung, Kabupaten Timor Tengah Utara, NTT",
            ["Dusun 1", "Desa Balung", "Kabupaten Timor Tengah Utara", "NTT"],
        ),
        ("Banjir di TTU. Warga Kabupaten Timor Tengah Utara mengungsi.", ["Kabupaten Timor Tengah Utara"]),
    ],
)
def test_lists_and_chains(parse_seen, text: str, names: list[str]) -> None:
    article = parse_seen(text, "Budi Santoso", "Rina Wati")
    assert [place.name for place in article.places] == names


@pytest.mark.parametrize(
    "text",
    [
        "KEDIRI – Polres Kediri menangkap enam pelaku pengeroyokan.",
        "BLITAR, KABARNUSA.com - Rina Kusuma digugat di Pengadilan Negeri Blitar.",
        "GARUT - Kapolres Garut AKBP Joko Saputro memimpin upacara.",
    ],
)
def test_the_place_of_the_dateline_alone_is_none_of_the_story(parse_rules, text: str) -> None:
    assert parse_rules(text).to_gold()["places"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Polisi menyita satu bungkus teh Cina berisi sabu.", []),
        ("Harimau itu masuk kampung diKalimantan Timurlalu pergi.", ["Kalimantan Timur"]),
        ("PT Samudra Biru International Tbk membuka pabrik. Samudra Biru mempekerjakan 200 orang.", []),
        ("Film Kampung Seribu Duka tayang.", []),
        (
            "Abu keluar dari Gunung Kelabudi Kabupaten Demak. Gunung Kelabu tenang.",
            ["Gunung Kelabu", "Kabupaten Demak"],
        ),
    ],
)
def test_what_only_looks_like_a_place(parse_rules, text: str, names: list[str]) -> None:
    assert [place.name for place in parse_rules(text).places] == names


def test_districts_in_a_list_beside_their_regency(parse_rules) -> None:
    text = "SINTANG - Air di Kabupaten Sintang melanda Serawai, Kayan Hilir, Dedai dan Kelam Permai, Senin (3/2)."
    names = [place.name for place in parse_rules(text).places]
    assert names[-4:] == ["Serawai", "Kayan Hilir", "Dedai", "Kelam Permai"]


def test_a_village_is_not_cut_before_a_city_inside_its_name(parse_rules) -> None:
    assert "Desa Muara Batu Kembar" in [p.name for p in parse_rules("Api melanda Desa Muara Batu Kembar.").places]


def test_no_city_is_made_of_a_mayor(parse_rules) -> None:
    text = "PADANG - Wali Kota Safaruddin Dt Bandaro hadir."
    assert [place.name for place in parse_rules(text).places] == ["PADANG"]


def test_jakarta_called_a_city_is_the_province(parse_rules) -> None:
    assert [(p.name, p.code) for p in parse_rules("Banjir melanda warga di Kota Jakarta, Senin.").places] == [
        ("Kota Jakarta", "31")
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Panen raya digelar di Kabupaten Minahasa utara kemarin.", ["Kabupaten Minahasa utara"]),
        ("Kapal itu tenggelam di Perairan Selat Makassar.", ["Selat Makassar"]),
        ("Pelaku ditangkap di Kecamatan SP Padang, kemarin.", ["Kecamatan SP Padang"]),
        ("Air naik di Dusun SP 2 dan Dusun Wamsait.", ["Dusun SP 2", "Dusun Wamsait"]),
    ],
)
def test_where_the_name_of_a_place_begins_and_ends(parse_rules, text: str, names: list[str]) -> None:
    assert parse_rules(text).to_gold()["places"] == names
