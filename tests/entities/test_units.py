from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anggota Polres Demak berjaga.", ["Polres Demak"]),
        ("Ia ditahan di Mapolres Demak.", []),
        ("Anggota Satreskrim Mapolres Demak berjaga.", ["Satreskrim Polres Demak"]),
        ("Anggota Satreskrim Polresta Jambi berjaga.", ["Satreskrim Polresta Jambi"]),
        ("Anggota Sat Reskrim Polresta Jambi berjaga.", ["Satreskrim Polresta Jambi"]),
        ("Satreskrim Polres Bogor Polda Jawa Barat", ["Satreskrim Polres Bogor"]),
        ("Polsek Moyo Polres Sumbawa siaga. Kapolres datang ke Polres Sumbawa.", ["Polsek Moyo", "Polres Sumbawa"]),
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
        ("Warga Polsek Torgamba Polres Labuhanbatu Selatan", ["Polsek Torgamba"]),
        ("Hibah dari Pemkot Kota Bandung, kata Pemkot Bandung", ["Pemkot Kota Bandung"]),
        ("Ia diperiksa Provos Polres Demak.", ["Provos Polres Demak"]),
        ("Petugas Subdit Jatanras Ditreskrimum Polda Jambi", ["Subdit Jatanras Ditreskrimum Polda Jambi"]),
        (
            "Ia ditahan Seksi Profesi dan Pengamanan (Propam) Polres Demak, kata Seksi Propam Polres Demak.",
            ["Seksi Profesi dan Pengamanan (Propam) Polres Demak"],
        ),
        ("Kata Kasi Propam Polres Demak", ["Polres Demak"]),
        ("Kasus itu ditangani Reskrim Polres Demak.", ["Reskrim Polres Demak"]),
        ("Personel Satgas TMMD ke-121 Kodim 0716/Demak berangkat.", ["Satgas TMMD ke-121 Kodim 0716/Demak"]),
        (
            "Ia ditahan di Rumah Tahanan (Rutan) Negara Kelas II A Manado.",
            ["Rumah Tahanan Negara Kelas II A Manado"],
        ),
        ("Petugas pemadam kebakaran Kabupaten Blitar tiba.", ["pemadam kebakaran Kabupaten Blitar"]),
        ("Bidang Usaha Polres", []),
        ("Kantor Polresta Sidoarjo dan Polresta Sidoajro", ["Polresta Sidoarjo"]),
        ("Unsur Muspida hadir, juga Muspida Kabupaten Demak.", ["Muspida Kabupaten Demak"]),
        (
            "Kominda Demak dan Komunitas Intelijen Daerah Kabupaten Kudus",
            ["Kominda Demak", "Komunitas Intelijen Daerah Kabupaten Kudus"],
        ),
        (
            "Pejabat LLDikti Wilayah X Prof. Arif dan LLDIKTI Wilayah VI Jawa Tengah",
            ["LLDikti Wilayah X", "LLDIKTI Wilayah VI Jawa Tengah"],
        ),
        ("Di sini ada 7 KPPS dan 2 Linmas.", []),
        (
            "Air dari Badan Penanggulangan Bencana Daerah (BPBD) setempat, kata Kepala BPBD Demak. Truk BPBD tiba.",
            ["BPBD Demak"],
        ),
        (
            "Badan Narkotika Nasional (BNN) dan BNN Kota Tegal hadir.",
            ["Badan Narkotika Nasional", "BNN Kota Tegal"],
        ),
        ("Anggota DPR Papua dan Sekretariat MRP Papua hadir.", ["DPR Papua", "Sekretariat MRP Papua"]),
        (
            "Pos TNI AL dan Pos PM ikut, juga Kesbang Pol Kab. Demak.",
            ["Pos TNI AL", "Pos PM", "Kesbang Pol Kab. Demak"],
        ),
        ("Warga Rejang Lebong (RL) resah, kata Dinas Pendidikan RL.", ["Dinas Pendidikan RL"]),
        (
            "Tahanan Cabang Rumah Tahanan Negara Demak dan Rutan Putussibau",
            ["Cabang Rumah Tahanan Negara Demak", "Rutan Putussibau"],
        ),
        ("Kantor Polsek Sukamaju dan Polsek Sukamaja", ["Polsek Sukamaju", "Polsek Sukamaja"]),
        ("Korban dibawa ke Rumah Sakit Polri Kramat Jati.", []),
        ("Prajurit Kodam I/Bukit Barisan berjaga.", ["Kodam I/Bukit Barisan"]),
        ("Prajurit Kodam Iskandar Muda dan Kodam Jaya berjaga.", ["Kodam Iskandar Muda", "Kodam Jaya"]),
        ("Prajurit Korem 174/Anim Ti Waninggap berjaga.", ["Korem 174/Anim Ti Waninggap"]),
        ("Anggota Koramil 05/Pasar Kliwon dan Koramil Mranggen", ["Koramil 05/Pasar Kliwon", "Koramil Mranggen"]),
        ("Anggota Koramil 0817/15 Panceng berjaga.", ["Koramil 0817/15 Panceng"]),
        ("Ia diperiksa Denpom I/5 Medan.", ["Denpom I/5 Medan"]),
        ("Prajurit Yonif Para Raider 501/Bajra Yudha", ["Yonif Para Raider 501/Bajra Yudha"]),
        ("Prajurit Satgas Pamtas RI-PNG Yonif 123/Rajawali", ["Satgas Pamtas RI-PNG Yonif 123/Rajawali"]),
        ("Petugas Polres tanah karo dan Polda kepri", ["Polres tanah karo", "Polda kepri"]),
        ("Petugas Polres Kep. Meranti berjaga.", ["Polres Kep. Meranti"]),
        ("Petugas Satuan Reserse Narkoba (Satres Narkoba) Polres Demak", ["Satresnarkoba Polres Demak"]),
        ("Penyidik Ditressiber Polda Jambi", ["Ditressiber Polda Jambi"]),
        ("Ia dirawat atas biaya Pemerintah Aceh, kata Pemerintah RI", ["Pemerintah Aceh", "Pemerintah Indonesia"]),
        ("Sidang di Pengadilan Militer I-02 Medan", ["Pengadilan Militer I-02 Medan"]),
        (
            "Sidang di Pengadilan Tata Usaha Negara (PTUN) Medan, kata PTUN Medan",
            ["Pengadilan Tata Usaha Negara Medan"],
        ),
        ("Petugas Imigrasi kelas IIA Batam dan Imigrasi Batam", ["Imigrasi kelas IIA Batam"]),
        (
            "Kantor Imigrasi Kelas I Khusus Non TPI Jakarta Selatan",
            ["Kantor Imigrasi Kelas I Khusus Non TPI Jakarta Selatan"],
        ),
        ("Data BPS Demak dan BPOM Demak", ["BPS Demak", "BPOM Demak"]),
        ("Data Disdik Demak dan Dishub Demak", ["Disdik Demak", "Dishub Demak"]),
        (
            "Kata Dinas PUPR OKU, Dinas PUPR dan Dinas PUPR Kab. Ogan Komering Ulu",
            ["Dinas PUPR Kab. Ogan Komering Ulu"],
        ),
        ("Anggota PPK Kecamatan Mranggen", ["PPK Kecamatan Mranggen"]),
        ("Anggota Satgas Penertiban Kawasan Hutan (PKH) datang.", ["Satgas Penertiban Kawasan Hutan (PKH)"]),
        ("Anggota Satgas Pangan Polda Jambi datang.", ["Satgas Pangan Polda Jambi"]),
        (
            "Kata Dinas Perhubungan Demak, Dinas Perhubungan (Dishub) Kabupaten Demak dan Dishub Demak",
            ["Dinas Perhubungan (Dishub) Kabupaten Demak"],
        ),
        ("Enam Napi Lapas Sendang Ditangkap Saat Razia", ["Lapas Sendang"]),
        (
            "Petugas Satuan Tugas Perlindungan Muara (Satgas PM) Ditreskrimsus Polda Jambi, kata "
            "Satgas PM Ditreskrimsus Polda Jambi",
            ["Satuan Tugas Perlindungan Muara (Satgas PM) Ditreskrimsus Polda Jambi"],
        ),
        ("Data Ombudsman Babel, kata Ombudsman Bangka Belitung", ["Ombudsman Bangka Belitung"]),
        ("Rapat di Kementerian Koordinator Bidang Pangan", ["Kementerian Koordinator Bidang Pangan"]),
        (
            "Petugas Komisi Pemilihan Umum (KPU) Kabupaten Demak, kata KPU dan KPU RI",
            ["Komisi Pemilihan Umum Kabupaten Demak", "KPU RI"],
        ),
        ("Petugas Satpol PP dan Damkar Demak datang.", ["Satpol PP Demak"]),
        ("Rapat Badan Anggaran DPRD Demak, kata Ditjen Anggaran", ["Badan Anggaran DPRD Demak", "Ditjen Anggaran"]),
        ("Brigjen TNI Arif Rahman membahas UU TNI.", []),
        ("Petugas Polsek Kota Agung dan Polsek Kota Kendal siaga.", ["Polsek Kota Agung", "Polsek Kota Kendal"]),
        ("Kata KNKT dan Komite Nasional Keselamatan Transportasi", ["Komite Nasional Keselamatan Transportasi"]),
        ("Kata Kemlu RI dan Kementerian Luar Negeri", ["Kementerian Luar Negeri"]),
        (
            "Data Dishub OKU, kata Dinas Perhubungan Ogan Komering Ulu",
            ["Dinas Perhubungan Ogan Komering Ulu"],
        ),
        ("Data Dishub OKU, kata Dinas Perhubungan Demak", ["Dishub OKU", "Dinas Perhubungan Demak"]),
        (
            "Petugas Balai Besar TNBTS, kata Balai Besar Taman Nasional Bromo Tengger Semeru (BB-TNBTS)",
            ["Balai Besar Taman Nasional Bromo Tengger Semeru (BB-TNBTS)"],
        ),
        ("Petugas Poldasu dan Kapolda Sumatera Utara", ["Polda Sumut"]),
        ("Jaksa Kejatisu hadir.", ["Kejati Sumut"]),
        ("Petugas Satgas Penertiban Reklame datang.", ["Satgas Penertiban Reklame"]),
        ("Perwira Dinas Penerangan TNI AL datang.", ["Dinas Penerangan TNI AL"]),
    ],
)
def test_units(parse_rules, text: str, names: list[str]) -> None:
    assert [unit.name for unit in parse_rules(text).units] == names


def test_id_spells_out_the_hierarchy(parse_rules) -> None:
    (unit,) = parse_rules("Anggota Polres Ogan Komering Ulu Selatan berjaga.").units
    assert unit.id == "polri/polda-sumsel/polres-ogan-komering-ulu-selatan"
    assert unit.parent_id == "polri/polda-sumsel"
    assert unit.region_code == "16.09"


def test_a_polda_has_one_id_however_its_province_is_written(parse_rules) -> None:
    text = "Petugas Polda Sumut hadir, kata Kapolda Sumatera Utara Irjen Pol Arif Rahman."
    (unit,) = parse_rules(text).units
    assert unit.id == "polri/polda-sumut"


@pytest.mark.parametrize(
    "text", ["bpk Arif datang", "Polisi datang", "Balai desa ramai", "kip kip", "Penerima KIP Kuliah"]
)
def test_no_unit(parse_rules, text: str) -> None:
    assert parse_rules(text).units == ()


@pytest.mark.parametrize(
    "text",
    [
        "KEMENSOS SIAP - Petugas Kemensos hadir.",
        "Petugas Polres Metro Depok hadir. Ia dibawa ke Kantor Polres Metro Depok Jalan Margonda.",
    ],
)
def test_an_id_stands_for_one_unit(parse_rules, text: str) -> None:
    (unit,) = parse_rules(text).units
    assert len(unit.mentions) == 2


def test_a_province_is_one_that_there_is(parse_rules) -> None:
    assert [unit.name for unit in parse_rules("Kepala Biro Hukum Pemprov Arif Rahman hadir.").units] == [
        "Biro Hukum Pemprov"
    ]
    assert [unit.name for unit in parse_rules("Kepala Biro Hukum Pemprov Jateng Arif Rahman hadir.").units] == [
        "Biro Hukum Pemprov Jateng"
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Tim Opsnal Macan Kumbang Polres Ngada bersama Unit Resmob",
            ["Tim Opsnal Macan Kumbang Polres Ngada", "Unit Resmob"],
        ),
        ("Perkara itu diserahkan kepada Tim Jaksa Penuntut Kejari Demak.", ["Kejari Demak"]),
        ("Wakil Ketua Komisi VI DPR RI hadir, kata Komisi VI.", ["Komisi VI DPR RI"]),
        ("Ketua Pansus Parkir DPRD Demak hadir bersama Banggar DPR.", ["Pansus Parkir DPRD Demak", "Banggar DPR"]),
        ("Laporan LP/B/13/VI/2024/SPKT/Polsek Tebing/Polres Karimun diterima.", []),
        ("Laporan bernomor LP.B/14/VI/SPKT/Polsek Tebing/Polda Aceh diterima Polsek Tebing.", ["Polsek Tebing"]),
        ("Kepala Biro Humas dan Protokol Kementerian Agama", ["Biro Humas dan Protokol Kementerian Agama"]),
        ("Inspektorat Pemkot Medan turun.", ["Inspektorat Pemkot Medan"]),
        ("Kepala Cabang Dinas Pendidikan Wilayah IV hadir.", ["Cabang Dinas Pendidikan Wilayah IV"]),
        ("Kepala Kantor SAR Maumere hadir.", ["Kantor SAR Maumere"]),
        ("Anggota KPPS TPS 01 hadir.", ["KPPS TPS 01"]),
        ("Prajurit Yonif 142/Ksatria Jaya Bertolak ke Papua", ["Yonif 142/Ksatria Jaya"]),
        ("Prajurit Lanud Pangeran M. Adiwijaya (ADW) dan Lanud ADW", ["Lanud Pangeran M. Adiwijaya (ADW)"]),
        ("Menteri Imigrasi dan Pemasyarakatan dan Dirjen Bea Cukai hadir.", []),
        ("Warga datang ke Gedung Bareskrim Polri.", []),
        ("Pendaftaran caleg DPR, DPD, dan DPRD dibuka besok.", []),
        ("Prajurit TNI -AL berjaga.", ["TNI AL"]),
        (
            "Rapat diikuti Bappeda, Inspektorat, dan Sekretariat Daerah.",
            ["Bappeda", "Inspektorat", "Sekretariat Daerah"],
        ),
        ("Pemkot siap, kata Pemkot Surabaya.", ["Pemkot Surabaya"]),
        ("Kodim 0412 Lampung Utara siaga, kata Kodim 0412.", ["Kodim 0412 Lampung Utara"]),
        ("Satgas Pencegahan Rokok Ilegal dibentuk.", ["Satgas Pencegahan Rokok Ilegal"]),
        ("Majelis Kehormatan Mahkamah Konstitusi (MKMK) bersidang.", ["Majelis Kehormatan Mahkamah Konstitusi"]),
        ("Hadir Kepala Kejaksaan Negeri Bajawa Bambang Supangat.", ["Kejari Bajawa"]),
        ("Kantor Imigrasi Kelas II TPI Labuan Bajo dibuka.", ["Kantor Imigrasi Kelas II TPI Labuan Bajo"]),
        ("Imigrasi kelas IIA Batam dan Imigrasi Batam siap.", ["Imigrasi kelas IIA Batam"]),
        ("Pemerintah Provinsi Jambi siap, kata Pemprov.", ["Pemerintah Provinsi Jambi"]),
        ("Pemerintah DKI Jakarta siap. Pemprov DKI Jakarta menambah bus.", ["Pemerintah DKI Jakarta"]),
        ("Kanim Bitung dan KanimTahuna siap.", ["Kanim Bitung", "Kanim Tahuna"]),
        (
            "Kemkomdigi, yakni Kementerian Komunikasi dan Digital (Kemkomdigi), menegur. Kementerian Komdigi diam.",
            ["Kementerian Komunikasi dan Digital (Kemkomdigi)"],
        ),
        ("Petugas Satpol PP Kebayoran Lama berjaga.", ["Satpol PP Kebayoran Lama"]),
    ],
)
def test_bodies_and_their_parts(parse_rules, text: str, names: list[str]) -> None:
    assert [unit.name for unit in parse_rules(text).units] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mobil milik Polri Polda Kalbar rusak.", ["Polri", "Polda Kalbar"]),
        ("Keterangan TMC Polda Metro Jaya singkat.", ["TMC Polda Metro Jaya"]),
        ("Hasil koordinasi dengan Resnarkoba Polres Siak baik.", ["Resnarkoba Polres Siak"]),
        ("Tim Reaksi Cepat (TRC) Jember datang. TRC Jember membantu.", ["Tim Reaksi Cepat Jember"]),
        ("Taruna Siaga Bencana (Tagana) Purwakarta datang.", ["Taruna Siaga Bencana Purwakarta"]),
        ("Tagana datang, juga Forkopimda.", []),  # whoever leads there
        ("Forkopimda Kota Bogor hadir.", ["Forkopimda Kota Bogor"]),
        ("Unsur Muspika Kecamatan Sedayu hadir.", ["Muspika Kecamatan Sedayu"]),
        ("Komando Resort Militer (Korem) 151/Binaiya berdiri.", ["Korem 151/Binaiya"]),
        ("Badan Penanggulangan Bencana Daerah (BPDB) Demak datang.", ["Badan Penanggulangan Bencana Daerah Demak"]),
        (
            "Dinas Komunikasi dan informatika (Diskominfo) Demak hadir.",
            ["Dinas Komunikasi dan informatika (Diskominfo) Demak"],
        ),
        ("Pihak dinas Dikbud Lombok Timur hadir.", ["Dinas Dikbud Lombok Timur"]),
        ("Anggota Polsek wonosari hadir.", ["Polsek wonosari"]),
        ("Rapat KPU kabupaten dan DPRD Kabupaten/Kota ditunda.", []),
        ("Badan Geologi Kementerian ESDM menaikkan statusnya.", ["Badan Geologi Kementerian ESDM"]),
        ("Relawan dan Tim SAR TNI-Polri mencari.", ["TNI", "Polri"]),
        ("Personel Kodim 0204 DS hadir.", ["Kodim 0204 DS"]),
    ],
)
def test_units_of_unread_pages(parse_rules, text: str, names: list[str]) -> None:
    assert [unit.name for unit in parse_rules(text).units] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pejabat DTKL Kemenkeu hadir.", ["DTKL Kemenkeu"]),
        ("Warga Jepara mendatangi Pemkab Demak.", ["Pemkab Demak"]),
        ("Warga mendatangi Polres Demak.", ["Polres Demak"]),
    ],
)
def test_words_before_a_unit_may_be_a_part_of_it(parse_rules, text: str, names: list[str]) -> None:
    assert [unit.name for unit in parse_rules(text).units if unit.mentions] == names


def test_a_chain_of_parts_of_any_length_is_read(rules) -> None:
    units = rules.parse("SATLANTAS " * 1200 + "Polres Demak").units
    assert units
    assert max(len(unit.id) for unit in units) < 200


def test_a_unit_is_told_without_its_parent_and_with_its_blanks(parse_rules) -> None:
    text = "Polres Lebong Polda Bengkulu menerima Dinas Lingkungan Hidup KotaCimahi."
    assert parse_rules(text).to_gold()["units"] == ["Polres Lebong", "Dinas Lingkungan Hidup Kota Cimahi"]


def test_a_holder_serves_in_the_unit_as_the_post_names_it(parse_rules) -> None:
    text = "Polda Sulawesi Tengah menahan dua orang, kata Kabid Humas Polda Sulteng Kombes Arif Rahman."
    assert [person["unit"] for person in parse_rules(text).to_gold()["persons"]] == ["Bidang Humas Polda Sulteng"]
