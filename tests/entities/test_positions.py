from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "written", "unit"),
    [
        ("Kapolres Demak AKBP Arif Rahman hadir.", "Kapolres Demak", "Polres Demak"),
        ("Kapolsek Rupit Iptu Arif Rahman hadir.", "Kapolsek Rupit", "Polsek Rupit"),
        ("Kapolsek Kota Agung Iptu Arif Rahman hadir.", "Kapolsek Kota Agung", "Polsek Kota Agung"),
        ("Kasi Humas Polres Demak AKP Arif hadir.", "Kasi Humas Polres Demak", "Polres Demak"),
        ("Kasat Reskrim Polres Demak AKP Arif hadir.", "Kasat Reskrim Polres Demak", "Satreskrim Polres Demak"),
        ("Kasatlantas Polres Demak AKP Arif hadir.", "Kasatlantas Polres Demak", "Satlantas Polres Demak"),
        ("Kabid Humas Polda Jambi Kombes Arif hadir.", "Kabid Humas Polda Jambi", "Bidang Humas Polda Jambi"),
        ("Wadirlantas Polda Metro Jaya AKBP Arif", "Wadirlantas Polda Metro Jaya", "Ditlantas Polda Metro Jaya"),
        ("Kanit Reskrim Polsek Rupit Ipda Arif", "Kanit Reskrim Polsek Rupit", "Polsek Rupit"),
        ("Dandim 0417/Kerinci Letkol Inf Arif Rahman", "Dandim 0417/Kerinci", "Kodim 0417/Kerinci"),
        ("Dandim TS/0212 Letkol Inf Arif Rahman", "Dandim TS/0212", "Kodim TS/0212"),
        ("Dandim 1403 Sawerigading Letkol Inf Arif", "Dandim 1403 Sawerigading", "Kodim 1403 Sawerigading"),
        (
            "Sekretaris Satpol PP dan Damkar Demak, Arif Rahman, hadir",
            "Sekretaris Satpol PP dan Damkar Demak",
            "Satpol PP Demak",
        ),
        ("Koordinator aksi, Arif Rahman, hadir", "Koordinator aksi", None),
        ("Turut hadir kapolsek Rupit Iptu Arif Rahman.", "kapolsek Rupit", "Polsek Rupit"),
        ("KBO Narkoba Polres Demak Aiptu Arif hadir.", "KBO Narkoba Polres Demak", "Satresnarkoba Polres Demak"),
        ("Kanit PPA Polres Demak Ipda Arif hadir.", "Kanit PPA Polres Demak", "Satreskrim Polres Demak"),
        ("Kanit Laka Polresta Pati Ipda Arif hadir.", "Kanit Laka Polresta Pati", "Satlantas Polresta Pati"),
        ("Datuk Penghulu Bagan Jaya, Arif Rahman, hadir.", "Datuk Penghulu Bagan Jaya", None),
        ("Raja Negri Bonang Arif Rahman hadir.", "Raja Negri Bonang", None),
        ("Arif Rahman (Waket) hadir.", "Waket", None),
        ("Pengacara ketiga tersangka, Arif Rahman mengatakan mereka sehat.", "Pengacara ketiga tersangka", None),
        ("Dandim Tanjab 0419 Letkol Arm Arif Rahman", "Dandim Tanjab 0419", "Kodim Tanjab 0419"),
        (
            "Kepala Dinas Perhubungan Kabupaten Bogor, Arif Rahman, hadir",
            "Kepala Dinas Perhubungan Kabupaten Bogor",
            "Dinas Perhubungan Kabupaten Bogor",
        ),
        ("Ketua KPU Demak, Arif Rahman, hadir", "Ketua KPU Demak", "KPU Demak"),
        ("Ketua RT 02 Arif Rahman hadir", "Ketua RT 02", None),
        ("Wamensos Arif Rahman hadir", "Wamensos", None),
        ("Arif Rahman (57), pemilik warung di Demak, melapor.", "pemilik warung", None),
        ("Bupati Demak Arif Rahman hadir.", "Bupati Demak", None),
        ("Drs. Arif Rahman saat ini duduk sebagai Ketua KPU Demak.", "Ketua KPU Demak", "KPU Demak"),
        ("Ketua RT setempat, Arif Rahman, hadir", "Ketua RT setempat", None),
        ("Lurah Sempur Arif Rahman hadir", "Lurah Sempur", None),
        ("Kapolsek Ingin Jaya, Iptu Arif Rahman", "Kapolsek Ingin Jaya", "Polsek Ingin Jaya"),
        ("Kapolsek Balongbendo Sidoarjo, AKP Arif Rahman", "Kapolsek Balongbendo Sidoarjo", "Polsek Balongbendo"),
        (
            "Kepala Dinas Pemuda, Olahraga, dan Pariwisata Arif Rahman, hadir",
            "Kepala Dinas Pemuda, Olahraga, dan Pariwisata",
            "Dinas Pemuda, Olahraga, dan Pariwisata",
        ),
        ("Aipda Arif, anggota Polsek Rupit, hadir", "anggota Polsek Rupit", "Polsek Rupit"),
        ("Asisten 1 Pemkab Demak, Arif Rahman, mengatakan", "Asisten 1 Pemkab Demak", "Pemkab Demak"),
        (
            "Ketua Pengurus Wilayah Nahdlatul Ulama (PWNU) Riau, KH. Arif, hadir",
            "Ketua Pengurus Wilayah Nahdlatul Ulama (PWNU) Riau",
            None,
        ),
        ("Kepala Dusun (Kadus) Blang Gadeng, Sulaiman, hadir", "Kepala Dusun (Kadus) Blang Gadeng", None),
        ("Kadispora Demak Arif Rahman hadir", "Kadispora Demak", "Dispora Demak"),
        ("Kasat Reskirm Polres Demak, Kompol Arif Rahman", "Kasat Reskirm Polres Demak", "Satreskrim Polres Demak"),
        ("Kepala Selapa Lemdiklat Polri Kombes Arif", "Kepala Selapa Lemdiklat Polri", "Selapa Lemdiklat Polri"),
        ("Kepala Induk PJR Tol Jagorawi Kompol Arif", "Kepala Induk PJR Tol Jagorawi", None),
        ("Komandan Kodim 0715 Kendal, Letkol Inf Arif", "Komandan Kodim 0715 Kendal", "Kodim 0715 Kendal"),
        (
            "Direktur Lalu Lintas Polda Jambi Kombes Arif Rahman",
            "Direktur Lalu Lintas Polda Jambi",
            "Ditlantas Polda Jambi",
        ),
        ("Kata tokoh setempat, Sukarna, kemarin.", "tokoh setempat", None),
        ("Pangdam I/Bukit Barisan Mayjen TNI Arif", "Pangdam I/Bukit Barisan", "Kodam I/Bukit Barisan"),
        ("Pangdam Iskandar Muda Mayjen TNI Arif", "Pangdam Iskandar Muda", "Kodam Iskandar Muda"),
        ("Danramil 05/Pasar Kliwon Kapten Inf Arif", "Danramil 05/Pasar Kliwon", "Koramil 05/Pasar Kliwon"),
        ("Kapendam XVII/Cenderawasih Letkol Inf Arif", "Kapendam XVII/Cenderawasih", "Kodam XVII/Cenderawasih"),
        (
            "Dansatgas TMMD Ke-124 Kodim 0735/Surakarta Letkol Inf Arif",
            "Dansatgas TMMD Ke-124 Kodim 0735/Surakarta",
            "Kodim 0735/Surakarta",
        ),
        ("KSAD Jenderal TNI Arif Rahman hadir.", "KSAD", "TNI AD"),
        ("Kadiv Propam Polri Irjen Pol Arif Rahman", "Kadiv Propam Polri", "Divisi Propam Polri"),
        ("Direskrimsus Polda Jambi Kombes Arif", "Direskrimsus Polda Jambi", "Ditreskrimsus Polda Jambi"),
        (
            "Dirtipidsiber Bareskrim Polri Brigjen Pol Arif",
            "Dirtipidsiber Bareskrim Polri",
            "Dittipidsiber Bareskrim Polri",
        ),
        ("Dansat Brimob Polda Jambi Kombes Arif", "Dansat Brimob Polda Jambi", "Satbrimob Polda Jambi"),
        (
            "Kasubdit III Jatanras Ditreskrimum Polda Jambi AKBP Arif",
            "Kasubdit III Jatanras Ditreskrimum Polda Jambi",
            "Ditreskrimum Polda Jambi",
        ),
        ("Kanit Lakalantas Polres Demak Ipda Arif", "Kanit Lakalantas Polres Demak", "Satlantas Polres Demak"),
        ("Paur Humas Polres Demak Ipda Arif", "Paur Humas Polres Demak", "Polres Demak"),
        ("Aspidsus Kejati Jambi, Arif Rahman, hadir", "Aspidsus Kejati Jambi", "Kejati Jambi"),
        ("Kasatpol PP Kota Bogor, Arif Rahman, hadir", "Kasatpol PP Kota Bogor", "Satpol PP Kota Bogor"),
        ("Karutan Kelas IIB Demak, Arif Rahman, hadir", "Karutan Kelas IIB Demak", "Rutan Kelas IIB Demak"),
        ("Ketua KPK Arif Rahman hadir", "Ketua KPK", "KPK"),
        ("Ketua Komisi A DPRD Demak, Arif Rahman, hadir", "Ketua Komisi A DPRD Demak", "Komisi A DPRD Demak"),
        ("Kata anggota DPRD Demak, Arif Rahman, kemarin.", "anggota DPRD Demak", "DPRD Demak"),
        ("Aris, salah satu petugas Damkar Demak, hadir.", "petugas Damkar Demak", "Damkar Demak"),
        ("Ketua PWI Demak Arif Rahman hadir", "Ketua PWI Demak", None),
        ("Ketua RT 03 RW 05 Arif Rahman hadir", "Ketua RT 03 RW 05", None),
        ("Gubernur Kalimantan Tengah (Kalteng) Arif Rahman", "Gubernur Kalimantan Tengah (Kalteng)", None),
        (
            "Asisten Pemerintahan dan Kesra Setda Demak, Arif Rahman, hadir",
            "Asisten Pemerintahan dan Kesra Setda Demak",
            "Setda Demak",
        ),
        ("Kata seorang anggota Polsek Demak, Aipda Arif Rahman.", "anggota Polsek Demak", "Polsek Demak"),
        ("Kata perwakilan DPRD Demak Arif Rahman, Senin.", "perwakilan DPRD Demak", "DPRD Demak"),
    ],
)
def test_post_and_its_unit(parse_rules, text: str, written: str, unit: str | None) -> None:
    article = parse_rules(text)
    (post,) = article.positions
    names = {u.id: u.name for u in article.units}
    assert post.text == written
    assert (names[post.unit_id] if post.unit_id else None) == unit


@pytest.mark.parametrize(
    ("text", "written", "acting", "former"),
    [
        ("Plt Kapolres Demak AKBP Arif Rahman hadir.", "Plt Kapolres Demak", True, False),
        ("PLH Kasi Humas Polres Demak Kompol Arif", "PLH Kasi Humas Polres Demak", True, False),
        ("pelaksana tugas (Plt) Bupati Demak Arif Rahman", "pelaksana tugas (Plt) Bupati Demak", True, False),
        ("mantan Kapolres Demak AKBP Arif Rahman hadir.", "mantan Kapolres Demak", False, True),
        ("EksKapolres Demak AKBP Arif Rahman hadir.", "EksKapolres Demak", False, True),
        ("eks-Kapolres Demak AKBP Arif Rahman hadir.", "eks-Kapolres Demak", False, True),
        ("Kapolres Demak AKBP Arif Rahman hadir.", "Kapolres Demak", False, False),
    ],
)
def test_acting_and_former(parse_rules, text: str, written: str, acting: bool, former: bool) -> None:
    (post,) = parse_rules(text).positions
    assert (post.text, post.acting, post.former) == (written, acting, former)


def test_part_of_the_unit_named_before(parse_rules) -> None:
    article = parse_rules("Kapolres Demak AKBP Arif Rahman melalui Kasat Lantas Iptu Budi Utomo hadir.")
    names = {unit.id: unit.name for unit in article.units}
    assert [names[person.unit_id] for person in article.persons] == ["Polres Demak", "Satlantas Polres Demak"]


@pytest.mark.parametrize(
    "text",
    [
        "Lahan itu milik empat warga setempat, Jenal, dan lainnya.",
        "Kata warga Desa Sukamaju, Demak, Jawa Tengah, kemarin.",
        "Pelaku ditangkap anggota Polres Demak kemarin.",
    ],
)
def test_a_description_without_one_holder_is_no_post(parse_rules, text: str) -> None:
    assert parse_rules(text).positions == ()


def test_a_post_without_a_unit_takes_the_one_named_before(parse_rules) -> None:
    article = parse_rules("Kapolres Demak AKBP Arif Rahman dan Wakapolres Kompol Bagas Nugraha hadir.")
    names = {unit.id: unit.name for unit in article.units}
    assert [names[post.unit_id or ""] for post in article.positions] == ["Polres Demak", "Polres Demak"]


def test_the_unit_that_somebody_leads(parse_rules) -> None:
    article = parse_rules("Kata Kapolres Demak. Anggota Polsek Rupit yang dipimpin Kanit Reskrim Ipda Arif datang.")
    names = {unit.id: unit.name for unit in article.units}
    assert names[article.positions[-1].unit_id or ""] == "Polsek Rupit"


def test_where_the_unit_lies_may_stand_before_the_holder(parse_rules) -> None:
    article = parse_rules("Kata Kapolsek Rupit, Kabupaten Musi Rawas Utara, Sumatera Selatan, Iptu Arif Rahman.")
    (person,) = article.persons
    assert person.position is not None
    assert person.position.text == "Kapolsek Rupit"


def test_two_posts_and_two_holders(parse_rules) -> None:
    article = parse_rules("Bupati dan Wakil Bupati Demak, Arif Rahman dan Budi Utomo hadir.")
    assert [(p.name, p.position.text) for p in article.persons if p.position] == [
        ("Arif Rahman", "Bupati"),
        ("Budi Utomo", "Wakil Bupati Demak"),
    ]


def test_the_post_of_a_unit_just_named(parse_rules) -> None:
    article = parse_rules("Kapolres Demak AKBP Arif melalui Kasat Narkobanya, AKP Budi, menjelaskan hal itu.")
    unit = {unit.id: unit.name for unit in article.units}
    assert unit[article.persons[1].unit_id or ""] == "Satresnarkoba Polres Demak"


def test_a_ministry_and_its_office_stay_two(parse_rules) -> None:
    article = parse_rules(
        "Kata Dirjen Penyelenggaraan Haji dan Umrah Kemenag, Arif Rahman dalam keterangannya. "
        "Kepala Kemenag Depok Budi Utomo juga."
    )
    unit = {unit.id: unit.name for unit in article.units}
    assert [unit[person.unit_id or ""] for person in article.persons] == [
        "Ditjen Penyelenggaraan Haji dan Umrah Kemenag",
        "Kemenag Depok",
    ]


def test_a_list_of_posts_and_holders(parse_rules) -> None:
    article = parse_rules("Hadir Kabid Poldagri Kesbangpol Arif Rahman, Kabag Umum Budi Utomo, dan warga.")
    assert [(person.name, person.position.text) for person in article.persons if person.position] == [
        ("Arif Rahman", "Kabid Poldagri Kesbangpol"),
        ("Budi Utomo", "Kabag Umum"),
    ]


def test_no_post_begins_inside_the_name_of_a_unit(parse_rules) -> None:
    article = parse_rules("Deputi di Kementerian Koordinator Bidang Pangan, Irjen Pol Arif Rahman, hadir.")
    assert [person.position and person.position.text for person in article.persons] == [
        "Deputi di Kementerian Koordinator Bidang Pangan"
    ]


@pytest.mark.parametrize(
    ("text", "people", "holder", "written"),
    [
        (
            "Kepala Dusun Sumber Kulon, Slamet Riyadi, membenarkan hal itu.",
            ("Sumber Kulon", "Slamet Riyadi"),
            "Slamet Riyadi",
            "Kepala Dusun Sumber Kulon",
        ),
        (
            "Slamet Riyadi (38), Kades Huidu, mengatakan itu.",
            ("Slamet Riyadi", "Huidu"),
            "Slamet Riyadi",
            "Kades Huidu",
        ),
        (
            "Kepala Dusun (Kadus) Sumber Kulon, Slamet, membenarkan hal itu.",
            ("Sumber Kulon", "Slamet"),
            "Slamet",
            "Kepala Dusun (Kadus) Sumber Kulon",
        ),
        (
            "Menurut Slamet Riyadi, Kepala Dusun (Kadus) Blang Gadeng, warga sudah pulang.",
            ("Slamet Riyadi", "Blang Gadeng"),
            "Slamet Riyadi",
            "Kepala Dusun (Kadus) Blang Gadeng",
        ),
        (
            "Hadir Kades Slamet Riyadi, Arif Rahman dan Wahyu Hidayat.",
            ("Slamet Riyadi", "Arif Rahman", "Wahyu Hidayat"),
            "Slamet Riyadi",
            "Kades",
        ),
        (
            "Slamet Riyadi terpilih lagi. Warga mendatangi Kades Slamet untuk bertanya.",
            ("Slamet Riyadi",),
            "Slamet Riyadi",
            "Kades",
        ),
    ],
)
def test_a_hamlet_that_is_taken_for_somebody(parse_seen, text: str, people, holder: str, written: str) -> None:
    article = parse_seen(text, *people)
    assert [(p.name, p.position.text) for p in article.persons if p.position] == [(holder, written)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Petugas Polres Demak dipimpin Kasat Reskrim AKP Arif Rahman.", "Satreskrim Polres Demak"),
        ("Satreskrim Polres Demak menang, kata Kasatreskrim AKP Arif Rahman.", "Satreskrim Polres Demak"),
        ("Polres Demak dan Polsek Rupit berjaga, kata Kasat Samapta AKP Arif Rahman.", "Sat Samapta Polres Demak"),
        ("KPU Demak menerima surat itu, kata Ketua KPU Arif Rahman.", "KPU Demak"),
        ("BPBD Demak berjaga, kata Kepala Pelaksana Arif Rahman.", "BPBD Demak"),
        ("Berkas di Kejari Demak lengkap, kata Kasi Intelijen Arif Rahman.", "Kejari Demak"),
        ("Kepala Sub Bagian Program dan Keuangan Kesbangpol Demak, Arif Rahman, hadir.", "Kesbangpol Demak"),
        ("Irwasda Polda Jambi Kombes Arif Rahman hadir.", "Itwasda Polda Jambi"),
    ],
)
def test_a_post_of_a_part_serves_in_the_part_of_the_unit_in_the_text(parse_rules, text: str, unit: str) -> None:
    article = parse_rules(text)
    names = {each.id: each.name for each in article.units}
    assert [names.get(person.unit_id or "") for person in article.persons] == [unit]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Penasehat hukum tersangka, Arif Rahman, menolak.", "Penasehat hukum tersangka"),
        ("Kuasa hukum keluarga korban Arif Rahman menolak.", "Kuasa hukum keluarga korban"),
        ("Pengacara Siti Aminah, Arif Rahman, menolak.", "Pengacara Siti Aminah"),
        ("Kuasa hukum Arif Rahman menolak.", "Kuasa hukum"),
    ],
)
def test_who_speaks_for_a_client(parse_seen, text: str, written: str) -> None:
    article = parse_seen(text, "Siti Aminah", "Arif Rahman")
    assert [(p.name, p.position.text) for p in article.persons if p.position] == [("Arif Rahman", written)]


def test_a_region_that_ends_like_a_title_is_no_post(parse_rules) -> None:
    assert not parse_rules("Warga Tanah Karo pulang.").positions


def test_an_office_that_is_spoken_to_is_not_the_speakers(parse_seen) -> None:
    article = parse_seen("Kepada petugas Polres Demak, Arif Rahman mengaku lapar.", "Arif Rahman")
    assert [person.position for person in article.persons] == [None]


@pytest.mark.parametrize(
    ("text", "holder", "written"),
    [
        ("Anggota DPRD Demak Fraksi Hijau Arif Rahman hadir.", "Arif Rahman", "Anggota DPRD Demak Fraksi Hijau"),
        (
            "Ketua DPRD Demak dari Fraksi Hijau, Arif Rahman, hadir.",
            "Arif Rahman",
            "Ketua DPRD Demak dari Fraksi Hijau",
        ),
        ("Anggota DPR RI Dapil Maluku Arif Rahman hadir.", "Arif Rahman", "Anggota DPR RI Dapil Maluku"),
        (
            "Menteri Imigrasi dan Pemasyarakatan Arif Rahman hadir.",
            "Arif Rahman",
            "Menteri Imigrasi dan Pemasyarakatan",
        ),
        ("Camat Ilir Barat 1, Arif Rahman, hadir.", "Arif Rahman", "Camat Ilir Barat 1"),
        ("Danpos Bukit Rawi Letda Inf Arif Rahman hadir.", "Arif Rahman", "Danpos Bukit Rawi"),
        ("Wadan Satgas Yonif 512/QY Mayor Inf Arif Rahman hadir.", "Arif Rahman", "Wadan Satgas Yonif 512/QY"),
        (
            "Ketua Umum Persatuan Tani Rawi (PTR), Arif Rahman, hadir.",
            "Arif Rahman",
            "Ketua Umum Persatuan Tani Rawi (PTR)",
        ),
    ],
)
def test_what_a_post_takes_in(parse_seen, text: str, holder: str, written: str) -> None:
    article = parse_seen(text, holder)
    assert [(p.name, p.position.text) for p in article.persons if p.position] == [(holder, written)]


def test_a_post_ends_before_the_next_one(parse_rules) -> None:
    article = parse_rules("Menteri Pertanian Sitorus Adi dan Menteri Perdagangan Arif Rahman hadir.")
    assert [post.text for post in article.positions][-1] == "Menteri Perdagangan"


@pytest.mark.parametrize(
    "text",
    [
        "Aturan itu ada dalam Peraturan Wali Kota (Perwako) yang baru.",
        "Menurut Keputusan Presiden Nomor 10 Tahun 2020, tarif naik.",
    ],
)
def test_rules_that_are_called_like_a_post(parse_rules, text: str) -> None:
    assert parse_rules(text).positions == ()


def test_a_post_behind_the_name_of_a_rule_has_a_holder(parse_rules) -> None:
    article = parse_rules("Keputusan Kapolres Demak AKBP Arif Rahman dipuji warga.")
    assert [position.text for position in article.positions] == ["Kapolres Demak"]


def test_a_department_with_many_fields(parse_rules) -> None:
    text = "Hadir Plt. Kepala Dinas Koperasi, UKM, Perdagangan dan Perindustrian (Dinkop) Kabupaten Demak."
    article = parse_rules(text)
    assert [position.text for position in article.positions] == [text[6:-1]]
    assert article.places == ()


def test_a_place_once_is_one_wherever_it_is_named(parse_seen) -> None:
    text = "Warga Desa Jerengau Selikat pulang. Camat menegur Kepala Desa Jerengau Selikat kemarin."
    article = parse_seen(text, "Jerengau Selikat")
    assert not article.persons
    assert [post.text for post in article.positions] == ["Camat", "Kepala Desa Jerengau Selikat"]


def test_a_post_does_not_run_into_a_list_of_people(parse_seen) -> None:
    text = "Hadir Direktur Pemberitaan Jala TV Arif Rahman, dan Wahyu Hidayat."
    article = parse_seen(text, "Wahyu Hidayat")
    assert all(person.position is None for person in article.persons if person.name == "Wahyu Hidayat")


@pytest.mark.parametrize(
    ("text", "holder", "written"),
    [
        ("Perbekel Desa Pemecutan Kaja I Nyoman Suteja hadir.", "I Nyoman Suteja", "Perbekel Desa Pemecutan Kaja"),
        ("Pangulu Nagori Bandar Masilam, Arif Rahman, hadir.", "Arif Rahman", "Pangulu Nagori Bandar Masilam"),
        ("Pengasuh Ponpes Nurul Fajri, KH Arif Rahman, hadir.", "Arif Rahman", "Pengasuh Ponpes Nurul Fajri"),
        ("Kepala SDN 1 Sukajaya, Rahmadi, S.Pd, hadir.", "Rahmadi", "Kepala SDN 1 Sukajaya"),
    ],
)
def test_heads_of_places_and_schools(parse_rules, text: str, holder: str, written: str) -> None:
    article = parse_rules(text)
    assert [(p.name, p.position.text) for p in article.persons if p.position] == [(holder, written)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Direktur Utama Bank Rawi tahun 2020, Arif Rahman, diperiksa.", "Direktur Utama Bank Rawi"),
        ("Arif Rahman selaku Bupati Demak dan selaku ketua panitia hadir.", "Bupati Demak"),
        ("“Aman,” kata jubir KPK saat itu, Arif Rahman.", "jubir KPK"),
        ("Rekam jejak Kapolda Jawa Timur Arif Rahman.Riwayat itu panjang.", "Kapolda Jawa Timur"),
        ("Surat Perintah Kapolres Demak Nomor: Sprin/5/2025 terbit, kata Arif Rahman.", None),
        ("Bupati Imam Santoso hadir bersama Arif Rahman.", None),
    ],
)
def test_what_ends_a_post(parse_seen, text: str, written: str | None) -> None:
    article = parse_seen(text, "Arif Rahman")
    held = {person.name: person.position.text if person.position else None for person in article.persons}
    assert held["Arif Rahman"] == written
    assert len(held) == 1 + ("Imam" in text)


def test_a_first_name_that_is_a_title_too_begins_a_name(parse_rules) -> None:
    (person,) = parse_rules("Bupati Demak Imam Santoso hadir.").persons
    assert (person.name, person.position.text) == ("Imam Santoso", "Bupati Demak")


def test_initials_behind_a_post(parse_rules) -> None:
    (person,) = parse_rules("Polisi menahan sopir truk berinisial BHS (41).").persons
    assert (person.name, person.position.text) == ("BHS", "sopir truk")


@pytest.mark.parametrize(
    ("text", "seen", "holder", "written"),
    [
        ("Bupati Demak Sugiono hadir.", "Demak Sugiono", "Sugiono", "Bupati Demak"),
        ("Kapolres Murung Raya Sugiono hadir.", "Murung Raya Sugiono", "Sugiono", "Kapolres Murung Raya"),
        (
            "Bupati Kepulauan Talaud Wayan Rahman hadir.",
            "Talaud Wayan Rahman",
            "Wayan Rahman",
            "Bupati Kepulauan Talaud",
        ),
        ("Wali Kota Arif Rahman hadir.", "Arif Rahman", "Arif Rahman", "Wali Kota"),
    ],
)
def test_a_region_that_the_recogniser_took_along_is_the_posts(
    parse_seen, text: str, seen: str, holder: str, written: str
) -> None:
    (person,) = parse_seen(text, seen).persons
    assert (person.name, person.position.text) == (holder, written)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Sekertaris Daerah Demak Bagas Prawira hadir.", "Sekertaris Daerah Demak"),
        ("Gubenur Jawa Tengah Bagas Prawira hadir.", "Gubenur Jawa Tengah"),
        ("Kasubbagrenmin Polres Demak AKP Bagas Prawira hadir.", "Kasubbagrenmin Polres Demak"),
        ("Kasubbidprovos Bidpropam Polda Jateng Kompol Bagas Prawira hadir.", "Kasubbidprovos Bidpropam Polda Jateng"),
        ("Sekwan Bagas Prawira hadir.", "Sekwan"),
        ("Bertindak sebagai Komandan Apel Kapolsek Mijen Iptu Bagas Prawira.", "Kapolsek Mijen"),
        (
            "Hadir Ps. Kasubsi Penmas Si Humas Polres Demak Aipda Bagas Prawira.",
            "Ps. Kasubsi Penmas Si Humas Polres Demak",
        ),
        ("Bagas Prawira selaku kepala desa Sukamaju hadir dalam rapat itu.", "kepala desa Sukamaju"),
    ],
)
def test_titles_with_slips_and_with_functions_glued_to_them(parse_seen, text: str, held: str) -> None:
    (person,) = parse_seen(text, "Bagas Prawira").persons
    assert person.position is not None
    assert (person.name, person.position.text) == ("Bagas Prawira", held)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Kajari Demak Arif Rahman hadir. Kasi Intel, Bagas Prawira, berkata begitu.", "Kejari Demak"),
        ("Ketua DPRD Demak Arif Rahman hadir. Sekwan Bagas Prawira juga hadir.", "DPRD Demak"),
        ("Polsek Mijen menggelar rapat. Bhabinkamtibmas Sukamaju, Aiptu Bagas Prawira hadir.", "Polsek Mijen"),
        ("Kadis Pariwisata Demak Bagas Prawira hadir.", "Dinas Pariwisata Demak"),
        ("Kasudin Kesehatan Jakarta Barat, Bagas Prawira hadir.", "Sudin Kesehatan Jakarta Barat"),
        ("Kepala Diperpautkan Demak, Ir. Bagas Prawira, hadir.", "Diperpautkan Demak"),
        (
            "Kapolres Demak AKBP Arif Rahman dan Kasat Reskrim Polres, AKP Bagas Prawira hadir.",
            "Satreskrim Polres Demak",
        ),
        ("Kasat Reskrim Polres Kediri Kota Iptu Bagas Prawira hadir.", "Satreskrim Polres Kediri Kota"),
    ],
)
def test_whom_the_holders_serve(parse_seen, text: str, unit: str) -> None:
    article = parse_seen(text, "Bagas Prawira")
    units = {each.id: each.name for each in article.units}
    (person,) = [person for person in article.persons if person.name == "Bagas Prawira"]
    assert units[person.unit_id] == unit


@pytest.mark.parametrize(
    ("text", "seen", "held"),
    [
        ("Sekwan Prawiraldi hadir.", "Sekwan Prawiraldi", "Sekwan"),
        ("Kapolres Kediri Kota Kompol Prawiraldi hadir.", "Kompol Prawiraldi", "Kapolres Kediri Kota"),
        (
            "Kaur Bin Ops Polres Demak yang memimpin pengamanan di lokasi itu, Iptu Prawiraldi, hadir.",
            "Prawiraldi",
            "Kaur Bin Ops Polres Demak",
        ),
        (
            "Kepala Dinas Sosial ( Kadinsos ) Demak, Drs. Prawiraldi, hadir.",
            "Prawiraldi",
            "Kepala Dinas Sosial ( Kadinsos ) Demak",
        ),
    ],
)
def test_titles_and_ranks_that_the_recogniser_took_along(parse_seen, text: str, seen: str, held: str) -> None:
    (person,) = parse_seen(text, seen).persons
    assert person.position is not None
    assert (person.name, person.position.text) == ("Prawiraldi", held)


@pytest.mark.parametrize(
    ("text", "seen", "held"),
    [
        ("Ketua RW. 16, Sdri. Prawiraldi, mengusulkan penyuluhan.", "Prawiraldi", "Ketua RW. 16"),
        (
            "Menurut Bupati Seram Bagian Timur Bagas Prawiraldi, jalan itu rusak.",
            "Bagas Prawiraldi",
            "Bupati Seram Bagian Timur",
        ),
        ("Hadir Kasi Intel M. Prawiraldi dan warga.", "M. Prawiraldi", "Kasi Intel"),
        ("Polisi menangkap Prawiraldi (35, ibu rumah tangga) di Demak.", "Prawiraldi", "ibu rumah tangga"),
    ],
)
def test_numbers_initials_and_ages_beside_posts(parse_seen, text: str, seen: str, held: str) -> None:
    (person,) = parse_seen(text, seen).persons
    assert person.position is not None
    assert (person.name, person.position.text) == (seen, held)


def test_a_small_word_before_a_title_belongs_to_it(parse_default) -> None:
    text = "KPU menetapkan pasangan calon Bupati dan Wakil Bupati terpilih Bagas Prawira dan Joko Wibowo."
    posts = {person.name: person.position.text for person in parse_default(text).persons if person.position}
    assert posts == {"Bagas Prawira": "calon Bupati", "Joko Wibowo": "Wakil Bupati terpilih"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Itu dikatakan Ketua Askab PSSI Kapuas Hulu Yuventus Bere, Senin.",
            "Yuventus Bere, Ketua Askab PSSI Kapuas Hulu",
        ),
        ("Turut hadir Kepala Soa Wael Bonang Utara Hasan Tuhuteru.", "Hasan Tuhuteru, Kepala Soa Wael Bonang Utara"),
        ("Itu dikatakan Wakil Ketua PMI Lamandau Yuano, Kamis.", "Yuano, Wakil Ketua PMI Lamandau"),
        (
            "Kegiatan dihadiri Koordinator KNPI Kapuas Hulu Frans Krowin, Senin.",
            "Frans Krowin, Koordinator KNPI Kapuas Hulu",
        ),
        ("Kata Wakil Gubernur Bali I Nyoman Giri, Senin.", "I Nyoman Giri, Wakil Gubernur Bali"),
    ],
)
def test_the_region_of_a_body_is_no_part_of_a_name(parse_default, text: str, held: str) -> None:
    (person,) = parse_default(text).persons
    assert person.position is not None
    assert f"{person.name}, {person.position.text}" == held


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rektor Universitas Demak Dr. Junaidi. M. Hum yang juga ketua senat berpidato.", ["Junaidi"]),
        ("Peserta berasal dari perwakilan BEM Demak, BEM FISIP, dan HMI MPO.", []),
    ],
)
def test_degrees_and_bodies_beside_a_post_are_nobody(parse_default, text: str, names: list[str]) -> None:
    assert [person.name for person in parse_default(text).persons] == names


def test_a_day_ends_a_post_behind_its_holder(parse_default) -> None:
    (person,) = parse_default("Berkas itu lengkap, ungkap Adji Ariono, Kajari Pacitan Selasa (27/11/2018).").persons
    assert person.position is not None
    assert person.position.text == "Kajari Pacitan"


def test_the_initials_of_a_region_are_nobody(parse_default) -> None:
    persons = parse_default("Bupati Rejang Lebong (RL) hadir. Pejabat Rejang Lebong (RL) lain ikut.").persons
    assert "RL" not in [person.name for person in persons]


@pytest.mark.parametrize("name", ["Togap", "Ngakan", "Dharma", "Budi"])
@pytest.mark.parametrize(("post", "short"), [("Kapolres Ngada AKBP", "Kapolres"), ("Kapolsek Moyo Iptu", "Kapolsek")])
def test_a_commander_is_called_by_the_title_and_one_name(parse_default, post: str, short: str, name: str) -> None:
    text = f'{post} {name} Sasmita mengatakan pelaku ditahan.\n\n"Motifnya masih kami dalami," ujar {short} {name}.'
    article = parse_default(text)
    assert [person.name for person in article.persons] == [f"{name} Sasmita"]
    assert [quote["speaker"] for quote in article.to_gold()["quotes"]] == [f"{name} Sasmita"] * 2


def test_a_region_behind_a_title_is_no_short_name(parse_default) -> None:
    article = parse_default("Kapolres Sumenep AKBP Budi Demak hadir. Kapolres Demak juga hadir.")
    assert "Kapolres Demak" in [position.text for position in article.positions]
