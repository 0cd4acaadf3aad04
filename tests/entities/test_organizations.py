from __future__ import annotations

from itertools import pairwise

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
        ("Ada guru SD 1.448 orang dan guru SMP 622 orang.", []),
        ("Guru SMP 622 Jakarta hadir.", ["SMP 622 Jakarta"]),
        ("Pegawai Bank BRI cabang Demak hadir.", ["Bank BRI cabang Demak"]),
        ("Kader Banteng Muda Indonesia dan AMPG hadir.", ["Banteng Muda Indonesia", "AMPG"]),
        (
            "Anggota Perhimpunan Hotel dan Restoran Indonesia (PHRI) hadir, kata PHRI.",
            ["Perhimpunan Hotel dan Restoran Indonesia"],
        ),
        ("Pajak kendaraan bermotor (PKB) naik. Kini PKB mahal.", []),
        ("Kader PKB dan PKS hadir.", ["PKB", "PKS"]),
        ("Perum Jasa Tirta dan Pandawa Group hadir.", ["Perum Jasa Tirta", "Pandawa Group"]),
        ("Manajer PT Sumber Makmur (Persero) hadir.", ["PT Sumber Makmur (Persero)"]),
        ("mengendarai sepeda motor Honda Beat", []),
        # one organisation: legal forms, abbreviations, initials, nicknames, names cut short
        ("Saham PT Karya Beton Tbk naik, kata PT Karya Beton.", ["PT Karya Beton Tbk"]),
        ("Karyawan PT Maju Jaya Abadi (MJA) mogok. PT MJA rugi.", ["PT Maju Jaya Abadi"]),
        ("Karyawan PT Maju Jaya Abadi mogok. PT MJA rugi.", ["PT Maju Jaya Abadi"]),
        ("Mahasiswa UGM hadir.", ["UGM"]),
        ("Mahasiswa UGM kalah dari tim Universitas Gadjah Mada.", ["Universitas Gadjah Mada"]),
        ("Saham PT Aneka Tambang Tbk naik, kata Antam.", ["PT Aneka Tambang Tbk"]),
        ("Kader Partai Golkar datang, kata Golkar.", ["Partai Golkar"]),
        ("Tambang PT Wuluh dan PT Wuluh Nikel ditutup.", ["PT Wuluh Nikel"]),
        ("Kapal Pertamina dan PT Pertamina Patra Niaga tiba.", ["Pertamina", "PT Pertamina Patra Niaga"]),
        ("Anggota Kelompok Wanita Tani (KWT) Melati datang. KWT Melati panen.", ["Kelompok Wanita Tani (KWT) Melati"]),
        ("Ketua Lembaga Perlindungan Anak (LPA) Demak hadir.", ["Lembaga Perlindungan Anak (LPA) Demak"]),
        ("Kurban itu dari Lembaga Amil Sejahtera (LAS). Lembaga Desa Maju hadir.", ["Lembaga Amil Sejahtera"]),
        ("Direksi PT Terminal Petikemas Semarang hadir.", ["PT Terminal Petikemas Semarang"]),
        # where a name ends
        ("Kata PT KAI Daop 6 Yogyakarta, jadwal berubah.", ["PT KAI Daop 6 Yogyakarta"]),
        ("Anggota Asosiasi Perajin Tikar dan Benang Indonesia hadir.", ["Asosiasi Perajin Tikar dan Benang Indonesia"]),
        ("Dosen Fakultas Ekonomi dan Bisnis hadir.", ["Fakultas Ekonomi dan Bisnis"]),
        ("Ia alumnus SDN Paledang 1.", ["SDN Paledang 1"]),
        ("Kata PT Perusahaan Listrik Negara (Persero), listrik padam.", ["PT Perusahaan Listrik Negara (Persero)"]),
        ("Dosen Universitas Andalas Prof. Sutrisno hadir.", ["Universitas Andalas"]),
        ("dikutip dari Tribun-Kerinci.com.", ["Tribun-Kerinci.com"]),
        ("Anggota TPNPB-OPM menyerang pos.", ["TPNPB-OPM"]),
        # announced by the word before it, whatever the recogniser says
        ("Video itu diunggah di platform X, Senin.", ["X"]),
        # none
        ("Kapal Amerika Serikat USS Wulan tiba.", []),
        ("Jalan itu ditutup. Antara 6 dan 20 Juni ada pasar malam.", []),
        ("Pelaku berinisial MT, AFP, dan ZI ditahan.", []),
        ("Nasabah Bank Swasta dan murid SMP Kelas VII hadir.", []),
        ("Tiga Guru SMA Segera Diperiksa", []),
        ("Hadir pula Forum Koordinasi Pimpinan Daerah.", []),
    ],
)
def test_organizations(parse_rules, text: str, names: list[str]) -> None:
    assert [organization.name for organization in parse_rules(text).organizations] == names


def test_the_outlet_of_the_dateline_is_none(parse_rules) -> None:
    assert parse_rules("KABARNEWS.COM, DEMAK - Hujan turun sejak pagi di sana.").organizations == ()


def test_what_the_model_holds_for_somebody_may_end_a_name(parse_seen) -> None:
    text = "DEMAK - Yayasan Pendidikan Islam Ahmad Fauzi melaporkan bendaharanya ke polisi, Senin (3/2/2025)."
    assert [organization.name for organization in parse_seen(text, "Ahmad Fauzi").organizations] == [
        "Yayasan Pendidikan Islam Ahmad Fauzi"
    ]


_PWI = "Persatuan Wartawan Indonesia (PWI) Kabupaten Demak"
_WALHI = "Wahana Lingkungan Hidup Indonesia (Walhi) Jawa Tengah"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ketua PMI Kota Sorong dan Ketua PMI hadir.", ["PMI Kota Sorong"]),
        ("Ketua Bhayangkari Cabang Demak Ny. Indah Sari hadir.", ["Bhayangkari Cabang Demak"]),
        ("Palang Merah Indonesia (PMI) rapat. PMI Jateng diam.", ["Palang Merah Indonesia (PMI)", "PMI Jateng"]),
        ("Persatuan Wartawan Indonesia (PWI) Kabupaten Demak dan PWI Demak hadir.", [_PWI]),
        ("Wahana Lingkungan Hidup Indonesia (Walhi) Jawa Tengah melapor, Walhi Jateng pula.", [_WALHI]),
        ("Ikatan Bidan Indonesia (IBI) Siti Aminah hadir.", ["Ikatan Bidan Indonesia"]),
        ("Nasib pekerja migran Indonesia (PMI) dibahas, juga PMI Jateng.", []),
        ("Ketua PKS kota Demak hadir di UTD PMI Kota Semarang.", ["PKS kota Demak", "UTD PMI Kota Semarang"]),
        ("KONI Provinsi Jateng rapat, KONI Jateng senang.", ["KONI Provinsi Jateng"]),
        ("Ketua DPD kabupaten Demak dan DPC Kota Semarang hadir.", ["DPD kabupaten Demak", "DPC Kota Semarang"]),
        ("Data itu disampaikan kepada KPU sebagai penyelenggara.", []),
        ("Ketua Ikatan Bidan Indonesia (IBI) Cabang Tapin hadir.", ["Ikatan Bidan Indonesia (IBI) Cabang Tapin"]),
        ("Kepala PT Jasa Raharja Perwakilan Ketapang hadir.", ["PT Jasa Raharja Perwakilan Ketapang"]),
        ("Ketua DPP Partai Golkar dan Ketua Golkar Sulut hadir.", ["DPP Partai Golkar", "Golkar Sulut"]),
        ("Ketua PB POBSI hadir.", ["PB POBSI"]),
        ("Juru bicara Fraksi PDIP DPRD Demak, kata Fraksi PDI Perjuangan.", ["Fraksi PDIP DPRD Demak"]),
        ("Ketua Fraksi Partai Amanat Nasional (PAN) DPR hadir.", ["Fraksi Partai Amanat Nasional (PAN) DPR"]),
        ("Ketua Forum Purnawirawan TNI hadir.", ["Forum Purnawirawan TNI"]),
        ("Direktur SMAN 1 Bukittinggi Azmiarni hadir.", ["SMAN 1 Bukittinggi"]),
        ("Komisaris PT Dahana18.", ["PT Dahana"]),
        ("Ia belajar di Center for East Asia Cooperation Studies.", ["Center for East Asia Cooperation Studies"]),
        ("Parahita Catholic University (PCU) membuka fakultas.", ["Parahita Catholic University"]),
        ("Kata Lastri kepada Media Nusantara Online, Senin (21/4).", ["Media Nusantara Online"]),
        ("Kata dia seperti dilansir Korea Herald, Selasa (24/12).", ["Korea Herald"]),
        ("Kata dia dilansir Budi Santoso, Selasa (24/12).", []),
        ("Kata dia dikutip daridetikJabar, Senin.", ["detikJabar"]),
        ("Kata dia kepada POS-TIMOR.COM, Senin (21/4).", ["POS-TIMOR.COM"]),
        ("Ia menerima pesan WhatsApp dari penipu.", []),
        ("Petani ikut Gerakan Pengendalian (Gerdal) hama.", []),
        ("Ketua Gerakan Kristiani Indonesia Raya (Gekira) hadir.", ["Gerakan Kristiani Indonesia Raya"]),
        ("Mahasiswa Fakultas Hukum (FH) UGM hadir.", ["Fakultas Hukum (FH) UGM"]),
        ("Ketua Aliansi Warga Cibayur hadir.", ["Aliansi Warga Cibayur"]),
        ("Ketua BPRS Mitra Sejati hadir.", ["BPRS Mitra Sejati"]),
        ("Direktur BUMDes Mekar Bersama hadir.", ["BUMDes Mekar Bersama"]),
        ("Guru SD Batu Kembar hadir.", ["SD Batu Kembar"]),
        ("Murid SDN Karang 1 menggelar pentas bersama murid SDN Wates 3.", ["SDN Karang 1", "SDN Wates 3"]),
        ("Ketua Himpunan Keluarga Taman Siswa Kalijaya hadir.", ["Himpunan Keluarga Taman Siswa Kalijaya"]),
        (
            "Ketua Asosiasi Pemasok Energi Mineral dan Batubara (ASPEBINDO) hadir.",
            ["Asosiasi Pemasok Energi Mineral dan Batubara"],
        ),
    ],
)
def test_the_whole_name(parse_rules, text: str, names: list[str]) -> None:
    assert [organization.name for organization in parse_rules(text).organizations] == names


def test_the_pages_own_outlet_in_the_text_is_known(parse_rules) -> None:
    article = parse_rules(
        "MEDAN, sorotrimba.id - Banjir surut. “Kami lega,” kata Budi Utomo kepada sorotrimba. SorotRimba mencatat itu."
    )
    assert [(o.name, o.kind) for o in article.organizations] == [("sorotrimba", "media")]
    assert [person.name for person in article.persons] == ["Budi Utomo"]


def test_an_address_in_small_letters_is_an_outlet_where_the_text_says_so(parse_rules) -> None:
    named = [
        ("Foto itu dimuat di situs kabarkota.id pada Senin (3/6).", ["kabarkota.id"]),
        ("Menurut portal berita-desa.com, jalan itu rusak.", ["berita-desa.com"]),
        ("Warga membuka laman dinsos.demakkab.go.id untuk mendaftar.", []),
        ("Isi laman kabar.id/berita dibaca warga.", []),
        ("Surat dikirim ke warga@kabar.id kemarin.", []),
    ]
    for text, names in named:
        assert [organization.name for organization in parse_rules(text).organizations] == names


def test_a_regional_title_of_the_told_outlet(rules) -> None:
    article = rules.parse("Budi Utomo mengaku lega kepada kabarSumut, Rabu.", outlet="kabar.com")
    assert [o.name for o in article.organizations] == ["kabarSumut"]


def test_candidates_compete(parse_rules) -> None:
    """Of candidates that overlap one is taken: no `Pertamina` inside of `PT Pertamina Patra Niaga`."""
    found = parse_rules("Kapal PT Pertamina Patra Niaga tiba, kata Ikatan Nelayan Demak.").organizations
    spans = sorted((m.start, m.end) for organization in found for m in organization.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert "PT Pertamina Patra Niaga" in {organization.name for organization in found}


def test_a_name_that_the_recogniser_doubts_is_weighed(parse_default) -> None:
    names = [
        organization.name
        for organization in parse_default("Ia bekerja di perusahaan Nusa Digital Solusi.").organizations
    ]
    assert names == ["Nusa Digital Solusi"]


def test_a_post_is_no_organisation_though_the_recogniser_says_so(parse_seen) -> None:
    text = "Hal itu dikatakan Camat Demak. Ia bekerja di Nusa Digital Solusi."
    article = parse_seen(text, "Camat Demak", "Nusa Digital Solusi", label="ORG")
    assert [organization.name for organization in article.organizations] == ["Nusa Digital Solusi"]


def test_an_abbreviation_tells_the_name_before_it(parse_default) -> None:
    text = "DEMAK - Aksi itu digelar Barisan Rakyat Kalijaya (BARAKA) di depan kantor bupati, Senin (3/2/2025)."
    assert [organization.name for organization in parse_default(text).organizations] == ["Barisan Rakyat Kalijaya"]


def test_the_head_of_a_unit_alone_is_no_organisation(parse_seen) -> None:
    assert parse_seen("Perintah itu datang dari Polda kemarin.", "Polda", label="ORG").organizations == ()
