from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Acara di aula Sanika Satyawada Mapolres Demak ramai.", ["aula Sanika Satyawada Mapolres Demak"]),
        (
            "di aula Pol Sertu Anumerta Dirgantara Mapolres Demak ini",
            ["aula Pol Sertu Anumerta Dirgantara Mapolres Demak"],
        ),
        ("Kecelakaan di Jalan Raya Cirebon-Bandung, kemarin.", ["Jalan Raya Cirebon-Bandung"]),
        ("Korban dirawat di RSUD Kota Salatiga.", ["RSUD Kota Salatiga"]),
        ("Korban dirawat di RS Harapan Kota Salatiga.", ["RS Harapan Kota Salatiga"]),
        ("Aksi itu melewati Tugu Muda dan Tugu Bahari.", ["Tugu Muda", "Tugu Bahari"]),
        ("Acara di Pendopo Rumah Dinas Bupati Demak ramai.", ["Pendopo Rumah Dinas Bupati Demak"]),
        ("Upacara di lapangan upacara kantor Bupati Demak.", ["lapangan upacara kantor Bupati Demak"]),
        ("Laga di Lapangan Sepak Bola Kecamatan Bonang ramai.", ["Lapangan Sepak Bola Kecamatan Bonang"]),
        ("Harga di pasar sentral Demak naik.", ["pasar sentral Demak"]),
        ("Ibadah di gereja HKBP maupun di Gereja HKBP Bonang.", ["Gereja HKBP Bonang"]),
        ("Pedagang di pasar Atambua resah.", ["pasar Atambua"]),
        ("Kecelakaan di Jalan Empat Lawang Kota Salatiga.", ["Jalan Empat Lawang"]),
        # part, name, floor, owner, region
        ("Rapat di Aula DPC Partai Golkar Kabupaten Demak, Senin.", ["Aula DPC Partai Golkar Kabupaten Demak"]),
        ("Rapat di Gedung / Aula PWI Kabupaten Demak, Senin.", ["Gedung / Aula PWI Kabupaten Demak"]),
        ("Rapat di Aula Bahari Lantai 2 Polres Demak, Senin.", ["Aula Bahari Lantai 2 Polres Demak"]),
        ("Rapat di aula bina warga lantai 2 Polres Demak.", ["aula bina warga lantai 2 Polres Demak"]),
        ("Rapat di Aula Lantai II Kantor Bupati Demak.", ["Aula Lantai II Kantor Bupati Demak"]),
        ("Ramah tamah di Lounge Bahari Kantor Bupati Demak.", ["Lounge Bahari Kantor Bupati Demak"]),
        ("Rapat di Ruang Rapat Sekda Demak, Senin.", ["Ruang Rapat Sekda Demak"]),
        ("Pengajian di pendapa bupati, Sabtu.", ["pendapa bupati"]),
        ("Apel digelar di Halaman Mapolres Demak, Senin.", ["Mapolres Demak"]),
        ("Apel di Mako Brimob Polda Jawa Tengah, Senin.", ["Mako Brimob Polda Jawa Tengah"]),
        ("Lomba dibuka di Astaka Kecamatan Bonang, Senin.", ["Astaka Kecamatan Bonang"]),
        ("Pesta di Gedung Daerah Provinsi Riau, Senin.", ["Gedung Daerah Provinsi Riau"]),
        ("Bupati meresmikan Balai Warga RW 09 Kelurahan Bintoro.", ["Balai Warga RW 09"]),
        # stadiums abroad, and what only looks like them; a town's name with a head in it
        ("Laga digelar di Bahari Field, Senin. Penonton Super Bowl ramai.", ["Bahari Field"]),
        ("Warga Tanjung Balai Karimun hadir.", []),
        # weekdays and degrees inside a name
        ("Tamu Hotel Balai Selasa Indah, Demak.", ["Hotel Balai Selasa Indah"]),
        ("Api membakar Pasar Kamis, Senin.", ["Pasar Kamis"]),
        ("Pesta di Hotel Bahari Senin (9/6/2025) ramai.", ["Hotel Bahari"]),
        ("Wisuda di Gedung Prof. Hadi Purnomo, Ph.D. Rektor hadir.", ["Gedung Prof. Hadi Purnomo, Ph.D."]),
        # an estate's head that is a bank's too; heads whose word behind names no site
        ("Rumah di BTN Bahari Permai terbakar.", ["BTN Bahari Permai"]),
        ("Nasabah BTN Cabang Demak antre di Kompleks BTN.", []),
        ("Hadir Pos TNI AL dan Pos PM, Senin.", []),
        ("Ekspor ke pasar ASEAN naik, saham di pasar BEI turun.", []),
        ("Stadion Piala Dunia penuh, juga Stadion Manahan.", ["Stadion Manahan"]),
        ("Jemaah dirawat di Rumah Sakit Arab Saudi dan RSUD Demak.", ["RSUD Demak"]),
        ("Stasiun Paling Sibuk itu tutup, tulis Situs FIFA.", []),
        ("Baca Situs Web Pemkab Demak.", []),
        # one site, once with a word more
        ("Razia di Pelabuhan Laut Jepara. Penumpang di Pelabuhan Jepara diperiksa.", ["Pelabuhan Laut Jepara"]),
        ("Laga di Lapangan Kembang Bahari. Final di Lapangan Bahari.", ["Lapangan Kembang Bahari"]),
        ("Korban dibawa ke RS Dr. Kariadi Semarang.", ["RS Dr. Kariadi Semarang"]),
        ("Ia tiba di Bandara Ahmad Yani.", ["Bandara Ahmad Yani"]),
        ("Acara digelar di Palm Indah Resort, kemarin.", ["Palm Indah Resort"]),
        ("Kantor Perum Bulog ramai.", ["Kantor Perum Bulog"]),
        ("Api membakar Pasar Arjowinangun dan Masjid Agung Demak.", ["Pasar Arjowinangun", "Masjid Agung Demak"]),
        ("Mobil melewati Tol Cisalak 1 kemarin.", ["Tol Cisalak 1"]),
        ("Rapat di Kantor Camat Binduriang.", ["Kantor Camat Binduriang"]),
        ("Pelaku ditahan di Mapolres Demak.", ["Mapolres Demak"]),
        ("Jalan Margonda Raya dan Jalan Arif Rahman ditutup.", ["Jalan Margonda Raya", "Jalan Arif Rahman"]),
        ("Mobil itu terguling di Jalan I Gusti Ngurah Rai.", ["Jalan I Gusti Ngurah Rai"]),
        ("Pasar itu ramai. Gedung tinggi. jalan ditutup", []),
        ("Truk terguling di Jalan Tol Demak KM 93 kemarin.", ["Jalan Tol Demak"]),
        ("Korban dirawat di Rumah Sakit (RS) Sentosa Kuta.", ["Rumah Sakit (RS) Sentosa Kuta"]),
        ("Korban dirawat di Sentosa Hospital, kemarin.", ["Sentosa Hospital"]),
        ("Korban dirawat di RSUD dr Sentosa Abadi Demak.", ["RSUD dr Sentosa Abadi Demak"]),
        ("Korban dirawat di RSD dr. Sentosa.", ["RSD dr. Sentosa"]),
        ("Pendaki itu ditemukan di Pos 3 kemarin.", []),
        ("Korban dirawat di RSHS Bandung.", ["RSHS Bandung"]),
        ("Pengeroyokan itu terjadi di Galaksi Club Kota Batam.", ["Galaksi Club"]),
        ("Anggota Rotary Club dan Galaksi Football Club hadir.", []),
        ("Data Tata Ruang Wilayah dan Lapangan Kerja dibuka.", []),
        ("Ekspor ke pasar China dan Pasar Asia naik.", []),
        ("Lomba di aula SMK Negeri 2 Demak, kemarin.", ["aula SMK Negeri 2 Demak"]),
        ("Rapat di Kantor Pusat Bea Cukai.", ["Kantor Pusat Bea Cukai"]),
        ("Sidang Budi RM Pengadilan Negeri Demak.", []),
        ("Rapat digelar di Aula Kantor KPU Demak, kemarin.", ["Aula Kantor KPU Demak"]),
        ("Rapat digelar di Aula Utama Pendopo Demak, kemarin.", ["Aula Utama Pendopo Demak"]),
        ("Apel digelar di Lapangan Kantor Bupati Demak.", ["Lapangan Kantor Bupati Demak"]),
        ("Warga berkumpul di halaman Kantor Camat Binduriang.", ["Kantor Camat Binduriang"]),
        ("Pelaku ditangkap di Jalan Arif Rahman Pekanbaru.", ["Jalan Arif Rahman"]),
        ("Truk terguling di Jalan Raya Bogor kemarin.", ["Jalan Raya Bogor"]),
        ("Api terlihat di Jalan Tuah Bersama, Kelurahan Rejosari.", ["Jalan Tuah Bersama"]),
        # a general word behind the head, and then the name; alone it is none
        ("Bupati meninjau Pasar Umum Bintoro.", ["Pasar Umum Bintoro"]),
        ("Pembangunan Ruang Kelas Baru dimulai.", []),
        # a hall and the road behind it are two
        ("Rapat di aula Graha Sentosa Jalan Diponegoro, Kamis.", ["aula Graha Sentosa", "Jalan Diponegoro"]),
        # where a name stops being one and the address begins
        ("Upacara di kantor KUD Makmur Jaya Kecamatan Sayung.", ["kantor KUD Makmur Jaya"]),
        ("Korban dibawa ke RSUP Sentosa Kelurahan Bintoro.", ["RSUP Sentosa"]),
        ("Ia tinggal di kecamatan Simpang Bintoro.", []),
        # small words inside
        ("Mobil itu terguling di jalan pantura Bintoro.", ["jalan pantura Bintoro"]),
        ("Aksi digelar di Jalan Daeng dg Sentosa, Kamis.", ["Jalan Daeng dg Sentosa"]),
        ("Pelantikan di rumah dinas (rumdis) Bupati Demak.", ["rumah dinas (rumdis) Bupati Demak"]),
        ("Rapat di ruang sidang DPRD Demak.", ["ruang sidang DPRD Demak"]),
    ],
)
def test_facilities(parse_rules, text: str, names: list[str]) -> None:
    assert [facility.name for facility in parse_rules(text).facilities] == names


def test_a_name_in_a_facility_is_nobody(parse_rules) -> None:
    assert parse_rules("Acara di aula Sertu Anumerta Dirgantara Mapolres Demak ramai.").persons == ()


@pytest.mark.parametrize(
    ("text", "roads", "people"),
    [
        (
            "Petugas menyusuri Jalan Cempaka, Arif Rahman, dan Wahyu Hidayat.",
            ["Jalan Cempaka", "Arif Rahman", "Wahyu Hidayat"],
            [],
        ),
        (
            "Patroli melewati Jalan Cempaka, Arif Rahman dan Jalan Melati.",
            ["Jalan Cempaka", "Arif Rahman", "Jalan Melati"],
            [],
        ),
        (
            "Di Jalan Cempaka, Arif Rahman dan Wahyu Hidayat menunggu.",
            ["Jalan Cempaka"],
            ["Arif Rahman", "Wahyu Hidayat"],
        ),
    ],
)
def test_roads_that_a_list_names_without_their_head(parse_seen, text: str, roads: list[str], people: list[str]) -> None:
    article = parse_seen(text, "Arif Rahman", "Wahyu Hidayat")
    assert [facility.name for facility in article.facilities] == roads
    assert [person.name for person in article.persons] == people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rumah di Jalan Melati No. 12 terbakar.", ["Jalan Melati No. 12"]),
        ("Truk terguling di Jalan Melati KM 7, Demak.", ["Jalan Melati KM 7"]),
        ("Truk terguling di Jalan Lintas Sumatera (Jalinsum) Desa Sukamaju.", ["Jalan Lintas Sumatera"]),
        ("Banjir memutus Jalan Poros Masamba–Malangke KM 9 kemarin.", ["Jalan Poros Masamba–Malangke"]),
        ("Ia ditangkap di ruas jalan jurusan Kudus-Jepara.", ["jalan jurusan Kudus-Jepara"]),
        ("Macet di Jalan Trans Flores Maumere.", ["Jalan Trans Flores"]),
        ("Rapat di Ruang Paripurna Gedung DPRD Demak.", ["Ruang Paripurna Gedung DPRD Demak"]),
        ("Ia dirawat di Ruang 711 Lantai 7 Gedung Cempaka.", ["Ruang 711 Lantai 7 Gedung Cempaka"]),
        ("Apel di Lapangan Apel Mapolres Demak.", ["Lapangan Apel Mapolres Demak"]),
        ("Pesawat terbang dari Bandar Udara Soekarno - Hatta.", ["Bandar Udara Soekarno - Hatta"]),
        ("Pasien RS Hasan Sadikin (RSHS) Bandung pulih.", ["RS Hasan Sadikin (RSHS) Bandung"]),
        ("Pelatihan berlangsung di aula Pendopo Bupati Garut.", ["aula Pendopo Bupati Garut"]),
        ("Tamu menginap di rumah jabatan (Rujab) Bupati.", ["rumah jabatan (Rujab) Bupati"]),
        ("Kaca pintu kantor Disdukcapil pecah.", []),
        ("Sumirat, sebelumnya Lurah Pasar Kepahiang, hadir.", []),
        ("Pertemuan yang berlangsung di Lamban Gunung, Bandar Lampung, ramai.", ["Lamban Gunung"]),
        ("Pameran digelar di JIPusat, Kemayoran.", ["JIPusat"]),
        ("Donor darah bertempat di Sanika Satyawada Polres Demak.", ["Sanika Satyawada Polres Demak"]),
        ("Rapat digelar di Surabaya, Senin.", []),
        ("Siswa di SMKN 1 Demak belajar. Acara di halaman SMKN 1 Demak ramai.", ["SMKN 1 Demak"]),
        ("Ia bersilaturahmi ke Pondok Pesantren Darul Ilmi.", ["Pondok Pesantren Darul Ilmi"]),
        ("Acara digelar di Kampus II Sukolilo, Kota Surabaya.", ["Kampus II Sukolilo"]),
        ("Laga di Stadion Maguwo, Sleman. Ia di ruang ganti Stadion Maguwo Sleman.", ["Stadion Maguwo"]),
        ("Upacara di Gedung Merpati, Makoopsud III Biak.", ["Gedung Merpati", "Makoopsud III Biak"]),
        ("Ia dibawa ke Mapolres Demak, lalu meninggalkan Mapolres.", ["Mapolres Demak"]),
        ("Kepala Puskesmas Mekarsari, Rina Wati, hadir.", ["Puskesmas Mekarsari"]),
    ],
)
def test_sites(parse_rules, text: str, names: list[str]) -> None:
    assert [facility.name for facility in parse_rules(text).facilities] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Konferensi pers digelar di gedung KPK, Jakarta.", ["gedung KPK"]),
        ("Ia dibawa ke RSUD dr Soetomo Surabaya. RSUD Soetomo penuh.", ["RSUD dr Soetomo Surabaya"]),
        (
            "Sampah dibawa ke Tempat Pembuangan Akhir (TPA) Muara. Kini TPA Muara penuh.",
            ["Tempat Pembuangan Akhir (TPA) Muara"],
        ),
        ("Bantuan dikirim dari Gudang Induk Bekasi.", ["Gudang Induk Bekasi"]),
        ("Ia melihat situs Balaikambang di gawai.", []),
    ],
)
def test_sites_and_their_short_forms(parse_rules, text: str, names: list[str]) -> None:
    assert [facility.name for facility in parse_rules(text).facilities] == names


def test_a_road_named_after_an_office_and_a_hotel_behind_its_name(parse_rules) -> None:
    text = "DEMAK - Mobil itu berhenti di Jalan Gubernur Syarkawi. Rapat digelar di Marahai Hotel, Kamis."
    assert [facility.name for facility in parse_rules(text).facilities] == ["Jalan Gubernur Syarkawi", "Marahai Hotel"]
