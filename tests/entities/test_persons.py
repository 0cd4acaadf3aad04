from __future__ import annotations

import pytest

from beritaparse.entities.name_patterns import AFTER_NAME


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kapolres Demak AKBP Bagas Prawira Nugraha hadir.", ["Bagas Prawira Nugraha"]),
        ("Kapolres Demak AKBP Bagas Prawira, S.I.K., M.H., hadir.", ["Bagas Prawira"]),
        ("Kapolres Demak AKBP Bagas Prawira SH, S.ik hadir.", ["Bagas Prawira"]),
        ("Kompol Akmal SE MM menjelaskan hal itu.", ["Akmal"]),
        ("Korban bernama Budi Utomo meninggal.", ["Budi Utomo"]),
        ("Acara dibuka Wakil Bupati Demak H . Budi Utomo di aula.", ["Budi Utomo"]),
        ("Kedua remaja itu berinsial AD dan OJ.", ["AD", "OJ"]),
        ("Hadir camat, Kepala Desa, PKK Kabupaten Demak dan warga.", []),
        ("Tempat itu posko paslon Rajiun Tumada-La Pili (RAPI).", ["Rajiun Tumada", "La Pili"]),
        ("Seorang warga, Budi Utomo (42), melapor.", ["Budi Utomo"]),
        ("Pelaku berinisial MS (22) ditangkap.", ["MS"]),
        ("Tersangka berinisial IV, WI, dan NR ditahan.", ["IV", "WI", "NR"]),
        ("Tersangka AF (30) dan RD (19) ditahan.", ["AF", "RD"]),
        ("Kemudian tersangka UA dan ZI diamankan.", ["UA", "ZI"]),
        ("Gubernur NTB Lalu Darmawan Saputra meninjau padi.", ["Lalu Darmawan Saputra"]),
        ("Wakil Bupati Lombok Timur H. Lalu Sukarma hadir.", ["Lalu Sukarma"]),
        ("Kasat Lalu Lintas Polres Demak AKP Budi Santoso hadir.", ["Budi Santoso"]),
        ("Kepala Desa Ubud Anak Agung Rai Wirawan hadir.", ["Anak Agung Rai Wirawan"]),
        ("Gubernur California Gavin Hartono hadir.", ["Gavin Hartono"]),
        ("Camat Rupit, H. Muhammad bin Abdullah, hadir.", ["Muhammad bin Abdullah"]),
        ("Bupati Demak Siti Rahmawati mengatakan warga rukun.", ["Siti Rahmawati"]),
        ('"Kami siap," kata Budi Utomo.', ["Budi Utomo"]),
        ("Kata Wali Kota MedanBudi Utomo, Senin.", ["Budi Utomo"]),
        ("Pengurus KONI Ni Luh Ayu Lestari hadir.", ["Ni Luh Ayu Lestari"]),
        ("Lahan itu milik Budi Utomo (42), Sari Dewi (30), dan Dedek.", ["Budi Utomo", "Sari Dewi", "Dedek"]),
        ("Mobil itu dikendarai oleh Bagaskara, tersangka kasus kecelakaan.", ["Bagaskara"]),
        ("Kejari Demak menahan JS, tersangka kasus korupsi.", ["JS"]),
        ("Bocah berusia tujuh tahun, MK yang menjadi korban, dirawat.", ["MK"]),
        ("Sabu itu dibeli dari orang berinisial RM.", ["RM"]),
        ("Kepala Dinas Sosial Demak, Mohammad Irzan S.T, hadir.", ["Mohammad Irzan"]),
        ("Ketua Pokdarwis, H. M. Ghazali, mengatakan itu.", ["M. Ghazali"]),
        ("Hadir Kapolres Demak AKBP Agus, Rudi Garung, Ustaz Samad, dan warga.", ["Agus", "Rudi Garung", "Samad"]),
        ("Hadir Kabid Dayasos Dinas Sosial Suhendro Suar, Kabag Umum Rina.", ["Suhendro Suar", "Rina"]),
        ("Pembina Umum Karang Taruna, Budi Utomo (40), hadir.", ["Budi Utomo"]),
        ("Polisi menangkap dua tersangka, AW alias Bowo (23) dan SNZ (23).", ["AW", "SNZ"]),
        ("Wakil Ketua MPR Hidayat Nur Wahab (HNW) hadir. HNW menilai itu baik.", ["Hidayat Nur Wahab"]),
        ("Kata Kepala Kantor Otoritas Bandara Wilayah II Medan Asri Santoso, Selasa.", ["Asri Santoso"]),
        ("Asnawi (Bang Dayat) hadir di Demak.", ["Asnawi"]),
        ("Hadir Saudara BU (H. Budi Utomo) di Demak.", ["Budi Utomo"]),
        ("Bupati Demak Budi Wijayadan Wakil Bupati Siti Rahmawati hadir.", ["Budi Wijaya", "Siti Rahmawati"]),
        ("Ibu dari C, RW (33), melapor.", ["RW"]),
        ("Nanti Pak Wali yang datang. Pandawa Group hadir.", []),
        ("Gubernur SumutBobi Nasutionbertemu warga.", ["Bobi Nasution"]),
        ("Bupati Demak, Lukman Hakim beserta Wakil Bupati Saefulloh Anwar hadir.", ["Lukman Hakim", "Saefulloh Anwar"]),
    ],
)
def test_names(parse_rules, text: str, names: list[str]) -> None:
    assert [person.name for person in parse_rules(text).persons] == names


def test_honorifics_degrees_and_age_are_split_off(parse_rules) -> None:
    text = "Camat Rupit Drs. H. Anwar Hidayat, S.Sos., M.Si. hadir bersama Budi Utomo (42)."
    first, second = parse_rules(text).persons
    assert (first.name, first.honorifics, first.degrees) == ("Anwar Hidayat", ("Drs", "H"), ("S.Sos.", "M.Si."))
    assert (second.name, second.age) == ("Budi Utomo", 42)


@pytest.mark.parametrize(
    "text",
    [
        "Polres Demak Gelar Operasi Zebra.",
        "Warga Desa Sukamaju (15 tahun berdiri) bergotong royong.",
        "Hujan turun di Jalan Ahmad Yani.",
        "Kini korban PHK dan pelaku UMKM resah.",
    ],
)
def test_nobody(parse_rules, text: str) -> None:
    assert parse_rules(text).persons == ()


def test_a_name_behind_a_level_word_is_a_place(parse_seen) -> None:
    text = (
        "Rina Amalia tinggal di Desa Lubuk Serepang. Kepala Desa Arif Rahman dan Menteri Dalam Negeri Umar Said hadir."
    )
    article = parse_seen(text, "Rina Amalia", "Lubuk Serepang", "Arif Rahman", "Umar Said")
    assert [person.name for person in article.persons] == ["Rina Amalia", "Arif Rahman", "Umar Said"]


def test_titles_of_nobility_before_a_name(parse_rules) -> None:
    (person,) = parse_rules("Kata Kapolsek Rupit Ipda Rd. Arif Rahman, kemarin.").persons
    assert (person.name, person.honorifics) == ("Arif Rahman", ("Rd",))


def test_a_country_behind_a_rank_is_nobody(parse_rules) -> None:
    assert parse_rules("Hal itu dikatakan seorang Jenderal Israel kepada pers.").persons == ()


def test_abbreviations_that_the_article_explains_are_nobody(parse_rules) -> None:
    article = parse_rules(
        "Dalam perkara TPPU, terdakwa MSR, pelaku utama, dijerat pasal tindak pidana pencucian uang (TPPU)."
    )
    assert [person.name for person in article.persons] == ["MSR"]
    assert [person.name for person in parse_rules("Polisi menahan tersangka MSR (22) di Demak.").persons] == ["MSR"]


def test_an_honorific_may_be_glued_to_its_name(parse_rules) -> None:
    article = parse_rules(
        "Bupati Demak Drs.H.Arif Rahman,MM dan Hj.Siti Aminah hadir. Perkara No. 14/Pdt.G/2025 ditutup."
    )
    assert [(p.name, p.honorifics) for p in article.persons] == [
        ("Arif Rahman", ("Drs", "H")),
        ("Siti Aminah", ("Hj",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Panjangnya Jalan Cempaka - Rumpin (2,73 Km).",
        "Sehat semua, ujar Petugas Haji Demak kemarin.",
        "Dana itu senilai Rp14,05 miliar.",
        "Ia berpangkat Kapten Inf dan pandai.",
    ],
)
def test_nobody_though_a_rule_could_read_a_name(parse_seen, text: str) -> None:
    assert not parse_seen(text, "Kapten Inf").persons


def test_a_word_behind_a_reporting_verb_that_no_model_sees(parse_seen) -> None:
    article = parse_seen("Cuaca cerah, ujar Rina. Besok hujan, kata Perseroan.", "Rina")
    assert [person.name for person in article.persons] == ["Rina"]


def test_words_between_a_post_and_a_rank_are_no_holder(parse_rules) -> None:
    (person,) = parse_rules("Kasat Reskrim Polerstabes Demak, Kompol Arif Rahman, hadir.").persons
    assert (person.name, person.position and person.position.title) == ("Arif Rahman", "Kasat Reskrim")


def test_a_name_from_bali_behind_a_region(parse_rules) -> None:
    (person,) = parse_rules("Kepala Kejaksaan Negeri Jombang I Made Suteja hadir.").persons
    assert (person.name, person.position and person.position.text) == (
        "I Made Suteja",
        "Kepala Kejaksaan Negeri Jombang",
    )


def test_initials_of_whom_something_is_told(parse_rules) -> None:
    article = parse_rules("Tim menangkap MM di rumahnya. MM mengaku lapar. Seorang WNA ditahan, anggota KKB tewas.")
    assert [(person.name, len(person.mentions)) for person in article.persons] == [("MM", 2)]


def test_a_degree_that_is_taken_for_a_name(parse_seen) -> None:
    article = parse_seen("Tim dipimpin Kompol Arif Rahman, S.Sos melakukan patroli.", "Arif Rahman", "S.Sos")
    assert [[mention.text for mention in person.mentions] for person in article.persons] == [["Arif Rahman"]]


def test_a_title_that_is_a_name_too(parse_seen) -> None:
    assert not parse_seen("Ada permintaan dari Hakim pun kemarin.", "Hakim").persons
    article = parse_seen("Lukman Hakim datang. Dari Hakim pun ada pesan.", "Lukman Hakim", "Hakim")
    assert [person.name for person in article.persons] == ["Lukman Hakim"]


def test_a_calling_is_no_part_of_a_name(parse_seen) -> None:
    article = parse_seen("Hakim bertanya. Lalu Hakim Arif Rahman pulang.", "Hakim", "Hakim Arif Rahman")
    assert [person.name for person in article.persons] == ["Arif Rahman"]


def test_a_first_name_that_a_model_left_out(parse_seen) -> None:
    article = parse_seen("Dirut WIKA Agung Budi Raharja hadir. Lalu Rio Firmanda pulang.", "Budi Raharja", "Firmanda")
    assert [(p.name, p.position and p.position.text) for p in article.persons] == [
        ("Agung Budi Raharja", "Dirut WIKA"),
        ("Rio Firmanda", None),
    ]


def test_degrees_without_a_comma_and_posts_without_one(parse_rules) -> None:
    text = "Sekda Demak H Arif Rahman SSos MAP hadir. Sertu Budi Utomo Babinsa Koramil 05/Gajah pulang."
    first, second = parse_rules(text).persons
    assert (first.name, first.degrees) == ("Arif Rahman", ("SSos", "MAP"))
    assert (second.name, second.position and second.position.text) == (
        "Budi Utomo",
        "Babinsa Koramil 05/Gajah",
    )


def test_somebody_accused_whom_no_model_sees(parse_seen) -> None:
    text = "Siti Aminah melihat terdakwa Denden Soleh. Pengemudi Kijang Super dan tersangka Kasus Pembunuhan pulang."
    article = parse_seen(text, "Siti Aminah")
    assert [person.name for person in article.persons] == ["Siti Aminah", "Denden Soleh"]


def test_a_blank_that_was_lost_behind_a_bracket(parse_rules) -> None:
    (person,) = parse_rules("Mantan Ketua DPRD Jawa Tengah (Jateng)Bagas Prawira hadir.").persons
    assert (person.name, person.position and person.position.title) == ("Bagas Prawira", "Ketua")


def test_signs_of_the_zodiac_are_nobody_where_several_stand(parse_seen) -> None:
    assert not parse_seen("Hari ini Leo perlu sabar, Aries perlu tidur dan Gemini perlu teman.", "Leo", "Aries").persons
    for text in ("Korban bernama Leo tinggal di Demak.", "Korban bernama Leo memakai Libran dan Geminix di Demak."):
        assert [person.name for person in parse_seen(text, "Leo").persons] == ["Leo"]


def test_a_nickname_of_a_team_is_nobody_alone(parse_seen) -> None:
    article = parse_seen("Skuad Garuda menang. Pelatih memuji Bima Garuda.", "Garuda", "Bima Garuda")
    assert [person.name for person in article.persons] == ["Bima Garuda"]


def test_a_district_whose_name_tells_it_is_nobody(parse_seen) -> None:
    article = parse_seen("PADANG UTARA - Korban bernama Bambang Arya melapor.", "PADANG UTARA", "Bambang Arya")
    assert [person.name for person in article.persons] == ["Bambang Arya"]


def test_who_holds_a_post_is_behind_the_whole_phrase(parse_rules) -> None:
    """Of `dijabat oleh` and `menjabat sebagai` both words are read over."""
    article = parse_rules("Kapolres Demak dijabat oleh Rahmat Hidayat.")
    assert [(person.name, person.position.title) for person in article.persons] == [("Rahmat Hidayat", "Kapolres")]
    assert AFTER_NAME.match(" menjabat sebagai Camat").group() == " menjabat sebagai "


def test_a_byname_behind_a_lost_blank(parse_rules) -> None:
    person = parse_rules("Kapolres Demak Bagas Hadi Santosoalias Hadibas tampil.").persons[0]
    assert [mention.text for mention in person.mentions] == ["Bagas Hadi Santoso", "Hadibas"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pada pelimpahan tahap II, penyidik Polda Jateng menyerahkan berkas.", []),
        ("Polisi menahan tersangka VI, anggota Polsek Moyo.", ["VI"]),
    ],
)
def test_a_number_that_counts_a_word_is_nobody(parse_rules, text, names) -> None:
    assert [person.name for person in parse_rules(text).persons] == names


@pytest.mark.parametrize(
    "text",
    [
        "Hadir Sekda Demak, Forkopimda, Panwasllu dan warga.",
        "Komisioner Bawaslu, Forpimda, serta partai pengusung hadir.",
        "Ketua KONI Demak, Cabor, dan warga hadir.",
    ],
)
def test_groups_that_are_present_are_nobody(parse_default, text: str) -> None:
    assert [person.name for person in parse_default(text).persons] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Seorang guru berinisial "BS" dilaporkan.', "BS"),
        ("Seorang warga berinisial (T) melapor.", "T"),
        ("Polisi menahan terdakwa I Nengah Prawira.", "I Nengah Prawira"),
        ("Wakil Gubernur Bali Tjok. Prawira Nugraha hadir.", "Tjok. Prawira Nugraha"),
    ],
)
def test_initials_in_marks_and_names_of_bali(parse_rules, text: str, name: str) -> None:
    assert [person.name for person in parse_rules(text).persons] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bupati HM Prawira membuka rapat itu.", ["M Prawira"]),
        ("Seorang nelayan bernama La Musi hilang di laut.", ["La Musi"]),
        ("Polisi menangkap satu pelaku lainnya, DE, kemarin.", ["DE"]),
        ("Maulid Nabi Muhammad digelar di Demak.", []),
        ("Rapat digelar di Jalan Dr. Sutomo Demak.", []),
        ("Rapat dipimpin Asisten Perencanaan Angkatan Darat (Asrenad) kemarin.", []),
    ],
)
def test_more_names_and_what_is_none(parse_default, text: str, names: list[str]) -> None:
    assert [person.name for person in parse_default(text).persons] == names


def test_a_pair_of_candidates_is_two_people(parse_default) -> None:
    text = "Paslon nomor urut 2, Wiratna Kolimau-Bagas Prawira, unggul di Demak."
    assert [person.name for person in parse_default(text).persons] == ["Wiratna Kolimau", "Bagas Prawira"]
    route = "Kereta Jakarta-Surabaya melaju lagi, kata Bagas Prawira, paslon nomor urut 2."
    assert [person.name for person in parse_default(route).persons] == ["Bagas Prawira"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gubernur Bali Wayan Prawirayang hadir kemarin.", ["Wayan Prawirayang"]),
        ("Bupati Demak Pramono Anungakan hadir.", ["Pramono Anung"]),
        ("Polisi menangkap DK (29) alias Dodot, warga Demak.", ["DK"]),
        ("Kades Demak Bagas Prawira lega. “Kami senang,” kenang Ayok, sapaan akrabnya.", ["Bagas Prawira"]),
    ],
)
def test_glued_names_and_nicknames(parse_default, text: str, names: list[str]) -> None:
    assert [person.name for person in parse_default(text).persons] == names


@pytest.mark.parametrize(
    ("text", "seen"), [("Warga Kabupaten Gayo Lues hadir.", "Gayo"), ("Ia ke Seram Utara.", "Utara")]
)
def test_parts_of_regions_are_nobody(parse_seen, text: str, seen: str) -> None:
    assert [person.name for person in parse_seen(text, seen).persons] == []


def test_credits_name_nobody(parse_seen) -> None:
    text = (
        "Bupati Demak Bagas Prawira memanen padi (foto : Taufik Prasetya). (Reporter: Ani Kolimau | Editor: Ida Wibowo)"
    )
    seen = ("Bagas Prawira", "Taufik Prasetya", "Ani Kolimau", "Ida Wibowo")
    assert [person.name for person in parse_seen(text, *seen).persons] == ["Bagas Prawira"]


@pytest.mark.parametrize("degree", ["M. Med. PH", "S. Ars", "M. Kes", "S. Tr. Hanla., M. Tr. Opsla", "Sp. PA"])
def test_degrees_with_blanks_are_nobody(degree, parse_rules) -> None:
    text = f"Bupati Demak dr. H. Budi Santoso, {degree} dan Camat Moyo Rudi Hartawan, {degree} memimpin rapat."
    assert [person.name for person in parse_rules(text).persons] == ["Budi Santoso", "Rudi Hartawan"]


def test_a_town_that_the_recogniser_took_along_is_the_units(parse_default) -> None:
    (person,) = parse_default("Remisi itu cukup, kata Kepala Rutan Putussibau Mulyono di kantornya, Rabu.").persons
    assert person.name == "Mulyono"
    assert person.position is not None
    assert person.position.text == "Kepala Rutan Putussibau"


def test_a_town_is_nobody(parse_seen) -> None:
    assert parse_seen("KABAR KITA, Nanga Bulik - Warga antre sejak pagi.", "Nanga Bulik").persons == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Enam perampok yang ditangkap itu adalah Sm, Ay, Su,Wa, Fai dan Ar.", ["Sm", "Ay", "Su", "Wa", "Fai", "Ar"]),
        ("Menu hari ini adalah Soto, Mie, dan Teh.", []),
        ("DW dan ST, dua pria asal Demak, datang. Barang itu milik DW dan ST.", ["DW", "ST"]),
        ("KPU dan KPK, dua lembaga negara, hadir.", []),
    ],
)
def test_lists_of_initials(parse_default, text: str, names: list[str]) -> None:
    assert [person.name for person in parse_default(text).persons] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fakultas Teknik 75 orang dengan pemuncak Zahra Luthfiana IPK 3,80.", ["Zahra Luthfiana"]),
        ("Kapal itu dinakhodai Martinus Laka sejak pagi.", ["Martinus Laka"]),
        ("Musyawarah Daerah (Musda) IX dibuka. Menurut panitia, Musda ramai.", []),
        ("Musyawarah Desa Khusus (Musdesus) dibuka. Kemudian Musdesus menetapkan anggaran.", []),
        ("Selain kaum Hawa, ada juga kaum Adam yang ikut.", []),
        ("Satu pasangan Non-Muhrim terjaring.", []),
    ],
)
def test_who_is_announced_and_what_is_nobody(parse_default, text: str, names: list[str]) -> None:
    assert [person.name for person in parse_default(text).persons] == names


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Pengamanan terdiri dari Polri, TNI, Satpol PP, petugas medis, serta unsur lain.", []),
        ("Ketua Banser NU Landak, Ust.\nPara pemuda hadir.", []),
        (
            "Turut hadir, Kabag Ops M. Ali Tahir, SH, Kadis Perhubungan Sugianto Banteng, MT.",
            ["M. Ali Tahir", "Sugianto Banteng"],
        ),
        ("Janda Andre Taulany itu hadir di Demak bersama Ayahanda Rina Marlina.", ["Andre Taulany", "Rina Marlina"]),
        ("Bupati Demak Siti Aminah hadir. Iapun menyampaikan Dirgahayu Republik Indonesia.", ["Siti Aminah"]),
    ],
)
def test_titles_addresses_and_ends_of_units_are_nobody(parse_default, text: str, people: list[str]) -> None:
    assert [person.name for person in parse_default(text).persons] == people


def test_a_name_that_ends_like_a_unit_is_whole(parse_default) -> None:
    article = parse_default(
        "Calonnya antara lain Ketua DPC PDIP Demak, Fajar Gegana; mantan komisioner KPU, Rudi Hartono."
    )
    assert [person.name for person in article.persons] == ["Fajar Gegana", "Rudi Hartono"]
