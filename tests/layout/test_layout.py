from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import beritaparse
from beritaparse.layout.stage import segment

PAGE = """banner 728x90

Polres Demak Gelar Deklarasi Pilkada Damai Bersama Tokoh Agama

Demak Jateng, kabarpesisir.news–Menjelang Pilkada, polisi menggelar deklarasi.

Baca Juga :   Ratusan Nelayan Ikuti Lomba

“Kami siap,” katanya. (Red)
"""


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    blocks, _, _ = segment(text, title)
    return [(block.kind, text[block.start : block.end].strip()) for block in blocks]


def test_a_page_as_a_scraper_brings_it() -> None:
    assert kinds(PAGE) == [
        ("advertisement", "banner 728x90"),
        ("title", "Polres Demak Gelar Deklarasi Pilkada Damai Bersama Tokoh Agama"),
        ("dateline", "Demak Jateng, kabarpesisir.news–"),
        ("paragraph", "Menjelang Pilkada, polisi menggelar deklarasi."),
        ("related_link", "Baca Juga :   Ratusan Nelayan Ikuti Lomba"),
        ("paragraph", "“Kami siap,” katanya."),
        ("byline", "(Red)"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "outlet"),
    [
        ("Demak Jateng, kabarpesisir.news–Menjelang Pilkada ramai.", "Demak Jateng", "kabarpesisir.news"),
        ("JAKARTA, KABAR.com - Hujan turun sejak pagi.", "JAKARTA", "KABAR.com"),
        ("KABARNEWS.COM, BANDA ACEH - Hujan turun sejak pagi.", "BANDA ACEH", "KABARNEWS.COM"),
        ("Kabar6.com, Jakarta -Hujan turun sejak pagi.", "Jakarta", "Kabar6.com"),
        ("Jakarta (ANTARA) - Hujan turun sejak pagi.", "Jakarta", "ANTARA"),
        ("SUMEDANG- Hujan turun sejak pagi.", "SUMEDANG", None),
        ("KABARNEWS.COM - Hujan turun sejak pagi.", None, "KABARNEWS.COM"),
        ("Jakarta, CNN Indonesia -- Hujan turun sejak pagi.", "Jakarta", "CNN Indonesia"),
    ],
)
def test_datelines(text: str, place: str | None, outlet: str | None) -> None:
    _, _, dateline = segment(text)
    assert dateline is not None
    assert (dateline.place, dateline.outlet) == (place, outlet)


@pytest.mark.parametrize(
    "text", ["Hujan turun sejak pagi - begitu kata warga.", "Polisi menangkap dua orang.", "15 orang - semua selamat."]
)
def test_no_dateline(text: str) -> None:
    assert segment(text)[2] is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Baca juga: Polisi Tangkap Pelaku", "related_link"),
        ("BACA JUGA: Polisi Tangkap Pelaku", "related_link"),
        ("Baca Juga", "related_link"),
        ("Baca Lainnya :", "related_link"),
        ("0 comments:", "other"),
        ('[pena_element_ticker ticker_title="Baca Juga"]', "other"),
        ("SCROLL TO CONTINUE WITH CONTENT", "advertisement"),
        ("Advertisement", "advertisement"),
        ("[Gambas:Video 20detik]", "caption"),
        ("Foto: Warga mengungsi", "caption"),
        ("Editor: Budi Utomo", "byline"),
        ("Laporan wartawan Kabar.com, Budi Utomo", "byline"),
        ("(*)", "byline"),
        ("Tags: pilkada, demak", "tags"),
        ("Artikel ini telah tayang di Kabar.com", "source"),
        ("Bagikan:", "share"),
        ("Tayang: Selasa, 10 Juni 2025 06:40 WIB", "other"),
    ],
)
def test_noise_lines(line: str, kind: str) -> None:
    text = f"Polisi menangkap dua orang di Demak kemarin.\n{line}\nKeduanya mengaku bersalah di depan penyidik."
    assert [k for k, _ in kinds(text)] == ["paragraph", kind, "paragraph"]


def test_a_link_glued_to_the_sentence_is_cut_off() -> None:
    text = "Polisi menangkap dua orang.Baca juga: Warga Resah"
    assert kinds(text) == [("paragraph", "Polisi menangkap dua orang."), ("related_link", "Baca juga: Warga Resah")]


@pytest.mark.parametrize("end", ["(kabar/budi)", "(sb)", "(*)", "***", "(Budi Utomo)"])
def test_marks_at_the_end_are_bylines(end: str) -> None:
    assert kinds(f"Hujan turun. {end}") == [("paragraph", "Hujan turun."), ("byline", end)]


def test_an_age_at_the_end_is_no_byline() -> None:
    assert kinds("Korban bernama Budi (42)")[-1][0] == "paragraph"


def test_the_given_title_is_found_in_the_text() -> None:
    text = "Warga Demak mengungsi karena banjir\nAir naik sejak pagi di tiga desa."
    blocks, title, _ = segment(text, "Warga Demak Mengungsi karena Banjir")
    assert title is not None
    assert title.text == "Warga Demak mengungsi karena banjir"
    assert blocks[0].kind == "title"


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text(alphabet='aB. \n\r\t()-–:,"“”\u00a0\u200bbacajug'))
def test_blocks_cover_the_text_without_hole_or_overlap(text: str) -> None:
    blocks, _, _ = segment(text)
    assert [block.start for block in blocks] == [0, *(block.end for block in blocks)][: len(blocks)]
    assert (blocks[-1].end if blocks else 0) == len(text)


def test_the_article_goes_on_behind_the_headline_of_a_link() -> None:
    text = (
        "Polisi menangkap dua orang.Baca Juga: Warga Demak Resah dan Takut Keluar Rumah Kapolres melanjutkan, dengan "
        "penangkapan itu warga bisa tenang. Polisi tetap berpatroli."
    )
    assert kinds(text) == [
        ("paragraph", "Polisi menangkap dua orang."),
        ("related_link", "Baca Juga: Warga Demak Resah dan Takut Keluar Rumah"),
        (
            "paragraph",
            "Kapolres melanjutkan, dengan penangkapan itu warga bisa tenang. Polisi tetap berpatroli.",
        ),
    ]


def test_a_dateline_in_two_lines() -> None:
    _, _, dateline = segment("Serang\n-\nPolisi menangkap dua orang pelaku pencurian di Serang.")
    assert dateline is not None
    assert (dateline.place, dateline.text) == ("Serang", "Serang\n-")


def test_the_headline_behind_a_lone_marker_is_a_link() -> None:
    text = "Polisi menangkap dua orang.\nBaca juga:\nWarga Demak Resah Akibat Banjir\nKeduanya mengaku bersalah."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "related_link", "related_link", "paragraph"]


def test_the_paragraph_behind_a_lone_marker_is_text() -> None:
    text = "Polisi menangkap dua orang.\nBaca Juga\nKeduanya mengaku bersalah di depan penyidik."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "related_link", "paragraph"]


@pytest.mark.parametrize("marker", ["Baca Lainnya :", "Berita Lainnya", "Baca juga:"])
def test_all_of_the_list_behind_a_lone_marker_are_links(marker: str) -> None:
    items = "- Polisi Tangkap Pencuri Sapi di Demak\n- Warga Demak Bersihkan Sungai\n- Petani Demak Panen Raya\n"
    text = f"Polisi menangkap dua orang.\n{marker}\n{items}Keduanya mengaku bersalah di depan penyidik."
    assert [kind for kind, _ in kinds(text)] == ["paragraph", *["related_link"] * 4, "paragraph"]


def test_a_list_without_a_marker_stays() -> None:
    text = "Polisi menyita barang bukti:\n- Dua Sepeda Motor\n- Uang Tunai Rp2 Juta\nKeduanya mengaku bersalah."
    assert "related_link" not in [kind for kind, _ in kinds(text)]


def test_tags_and_headlines_behind_the_byline_are_no_article() -> None:
    page = (
        "Polisi mengejar pelaku pencurian di Demak.\n(sol/yld)\npencuri motor\ndemak\n"
        "Warga Demak Temukan Motor Curian di Sungai\n"
    )
    found = kinds(page)
    assert found[:2] == [("paragraph", "Polisi mengejar pelaku pencurian di Demak."), ("byline", "(sol/yld)")]
    assert [kind for kind, _ in found[2:4]] == ["tags", "tags"]
    assert found[4][0] in ("related_link", "other")


def test_an_article_that_goes_on_behind_a_byline_is_kept() -> None:
    page = "Polisi mengejar pelaku.\n(sol/yld)\ndemak\nPelaku lari ke arah sungai, kata warga setempat.\n"
    assert ("paragraph", "Pelaku lari ke arah sungai, kata warga setempat.") in kinds(page)


def test_a_headline_in_the_last_line_leads_elsewhere() -> None:
    text = "Polisi menahan pelaku.\nPelaku kini diperiksa.\nWarga diminta tenang.\n"
    assert kinds(text + "Aksi Kocak Warga Demak Joget Bareng Lansia\n")[-1][0] in ("related_link", "other")
    assert kinds(text + "Warga diminta tetap tenang di rumah.")[-1][0] == "paragraph"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("![Bupati Demak meninjau tanggul](https://kabar.example/foto/tanggul.jpg)", "caption"),
        ("![]() |", "caption"),
        ("Read also: Dua Rumah di Demak Terbakar", "related_link"),
        ("Read Next : Dua Rumah di Demak Terbakar", "related_link"),
    ],
)
def test_pictures_of_markdown_and_english_links_are_furniture(line: str, kind: str) -> None:
    assert (kind, line) in kinds(f"Polisi mengejar pelaku.\n{line}\nPelaku lari ke arah sungai, kata warga setempat.\n")


def test_a_page_that_breaks_off_ends_in_text() -> None:
    paragraph = "Kepala Dinas Pertanian mengatakan pupuk bersubsidi sudah tersedia di semua kios dan cukup sampai {}.\n"
    text = "".join(paragraph.format(month) for month in ("Mei", "Juni", "Juli"))
    assert kinds(text + "Strategi dan")[-1][0] in ("paragraph", "subheading")
    assert kinds(text + "Simak breaking news dan berita pilihan kami di ponselmu")[-1][0] == "related_link"


def test_a_menu_over_the_article_is_no_list_of_names() -> None:
    menu = "Beranda\nNo Result\nView All Result\nMorning News\nNo Result\nView All Result\nHome Pemerintahan\n\n"
    page = (
        "Jalan Rusak di Demak Segera Diperbaiki\n\n"
        "DEMAK - Dinas Pekerjaan Umum Demak akan memperbaiki dua belas ruas jalan yang rusak pada bulan depan.\n"
        "Perbaikan itu memakai anggaran daerah dan dikerjakan oleh tiga kontraktor, kata kepala dinas di kantornya.\n"
        "Warga berharap jalan itu selesai sebelum musim hujan karena banyak pelajar melewatinya.\n"
    )
    assert [kind for kind, content in kinds(menu + page) if content == "View All Result"] == ["other", "other"]


def test_the_line_of_a_reporter_and_that_of_the_outlets_channel() -> None:
    text = "Laporan Bagas Prawira I Demak\nHujan turun sejak pagi.\nAkses KabarDemak.com di Google News."
    assert [kind for kind, _ in kinds(text)] == ["byline", "paragraph", "share"]


def test_a_hyphen_is_no_dash_of_a_dateline() -> None:
    _, _, dateline = segment("KABAR.com - Kapal-kapal pengangkut bijih menjadi sorotan.")
    assert dateline is not None
    assert (dateline.text, dateline.place) == ("KABAR.com -", None)


def test_furniture_without_markers() -> None:
    page = (
        "Skip to content\nJejak Pesisir\nMenu\nBeranda › Peristiwa\n\n"
        "Truk Muat Garam Hantam Warung di Demak, Dua Orang Luka\nRedaksi\nSenin, 15 Juli 2024 | 09:12 WIB\n"
        "Petugas mengevakuasi truk yang terguling di jalan raya. ANTARA FOTO/Bagas Prawira\n\n"
        "DEMAK, jejakpesisir.id. Kecelakaan terjadi di depan pasar ikan, Minggu (14/7) petang. Truk bermuatan garam "
        "itu oleng ke kiri lalu menghantam warung kopi di pinggir jalan.\n\nPexels/Rina Astuti\n\n"
        "“Sopir sudah kami amankan dan sekarang diperiksa,” kata Kasat Lantas Polres Demak AKP Bagas Prawira kepada "
        "wartawan di lokasi kejadian, Senin (15/7) pagi. (R-2)\n\n"
        "Harga Ikan di Pasar Demak Melonjak\nWarga Sayung Menanti Perbaikan Tanggul\n"
        "Tidak ada komentar\nPosting Lama\nBeranda\nDilihat 120 kali"
    )
    found = kinds(page)
    assert [text for kind, text in found if kind in ("title", "dateline", "paragraph")] == [
        "Truk Muat Garam Hantam Warung di Demak, Dua Orang Luka",
        "DEMAK, jejakpesisir.id.",
        "Kecelakaan terjadi di depan pasar ikan, Minggu (14/7) petang. Truk bermuatan garam itu oleng ke kiri lalu "
        "menghantam warung kopi di pinggir jalan.",
        "“Sopir sudah kami amankan dan sekarang diperiksa,” kata Kasat Lantas Polres Demak AKP Bagas Prawira kepada "
        "wartawan di lokasi kejadian, Senin (15/7) pagi.",
    ]
    assert ("byline", "(R-2)") in found


ARTICLE = (
    "Bupati Garut Maya Lestari meninjau jembatan di Desa Cibatu yang rusak karena banjir lalu, Kamis (6/2/2025).\n"
    "Ia meminta dinas terkait segera memperbaikinya agar warga dan anak sekolah tidak perlu memutar lima kilometer.\n"
    "“Anggarannya sudah ada dan pekerjaan dimulai bulan depan,” kata Maya kepada wartawan seusai peninjauan itu."
)


@pytest.mark.parametrize(
    "line",
    [
        "By Admin | November 5, 2024",
        "Reporter / Imam Hidayat / Editor / Juli Astuti / Selasa, 5 November 2024 10:15 WIB",
        "Laporan : Dodi PRASETYO",
        "Ahmad Fauzi\nKamis, 6 Februari 2025 14:20:00",
        "Oleh Redaksi Jejak Pesisir\n10 Juni 2025",
        "Senin, 15 Juli 2024 | 09:12 WIB",
        "[Teks foto : Bupati saat meninjau jembatan/ist]",
        "Beranda / Daerah",
        "Facebook Twitter WhatsApp",
        "Dilihat 120 kali",
    ],
)
def test_lines_between_headline_and_article(line: str) -> None:
    found = segment(f"Jembatan Cibatu Segera Diperbaiki\n\n{line}\n\n{ARTICLE}")
    kept = [block.kind for block in found[0] if block.kind in ("paragraph", "subheading", "list", "title", "dateline")]
    assert kept == ["title", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        "Editor/Posting : Sari Wulandari",
        "Penulis : Arif Nugroho | Editor : Bowo",
        "*** (Iwn)\nDilihat 312 kali",
        "(mel)\n\nKomentar",
        "[B-10]",
        "**(red).",
        "_(Pen Lanal Demak)_",
        "Tidak ada komentar\nPosting Lama",
        "Sumber: Pusdalops",
        "Share this: X Facebook",
        "Tags: jembatan, garut",
        "LEAVE A REPLY Cancel reply",
        "Copyright © 2024 Jejak Pesisir",
        "Cek Berita dan Artikel yang lain di Google News",
        "Berita Terkait\nHarga Sembako di Garut Merangkak Naik\nPasar Cibatu Segera Dibangun",
    ],
)
def test_lines_behind_the_article(lines: str) -> None:
    found = segment(f"Jembatan Cibatu Segera Diperbaiki\n\n{ARTICLE}\n\n{lines}")
    kept = [block.kind for block in found[0] if block.kind in ("paragraph", "subheading", "list", "title", "dateline")]
    assert kept == ["title", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "lines",
    [
        "Kronologi Kejadian",
        "1. Drs. Asep Tatang, M.Si (Camat Cikajang)\n2. Kapten Inf Yayan (Danramil 1109/Cikajang)",
        "✅ Camat Cibatu, Yusri Alamsyah, SE\n✅ Kepala Desa, Pak Saidul",
        '"Nyesel pak,"katanya singkat dihadapan awak media.',
        "Hadir dalam kegiatan tersebut :",
    ],
)
def test_short_lines_of_the_article_are_kept(lines: str) -> None:
    paragraphs = ARTICLE.split("\n")
    found = segment("\n".join((paragraphs[0], lines, *paragraphs[1:])))
    assert {block.kind for block in found[0]} <= {"paragraph", "subheading", "list"}


def test_the_headline_behind_many_lines_and_under_stars() -> None:
    page = f"Menu\nBeranda\nDaerah\nHukum\nTerkini\n*Jembatan Cibatu Segera Diperbaiki Pemkab Garut*\n{ARTICLE}"
    title = segment(page)[1]
    assert title is not None
    assert title.text == "*Jembatan Cibatu Segera Diperbaiki Pemkab Garut*"
    told = segment(
        "\n".join(["Daerah"] * 20) + f"\njembatan Cibatu diperbaiki\n{ARTICLE}", "Jembatan Cibatu Diperbaiki"
    )[1]
    assert told is not None
    assert told.text == "jembatan Cibatu diperbaiki"


def test_a_link_inside_of_a_paragraph_ends_where_the_sentence_goes_on() -> None:
    text = (
        "Tersangka menulis kuitansi palsu.Baca juga: Terbongkar! Bendahara Desa Gemar Judi, Uang Ludes Kemudian, kata "
        "Kasat Reskrim, uang itu dipakai berfoya-foya. Lalu, tersangka kabur."
    )
    assert kinds(text)[1] == ("related_link", "Baca juga: Terbongkar! Bendahara Desa Gemar Judi, Uang Ludes")
    glued = (
        "Ia terisak.Baca Juga: Pencuri Garam Dituntut 18 TahunSaksi Legiman, tetangga korban, sebelumnya menerangkan "
        "melihat pelaku membawa karung dari gudang. Ia lalu pulang."
    )
    assert kinds(glued)[1] == ("related_link", "Baca Juga: Pencuri Garam Dituntut 18 Tahun")


def test_a_text_that_stands_twice_is_read_once(rules: beritaparse.Parser) -> None:
    article = rules.parse(f"{ARTICLE}\n\n{ARTICLE}")
    assert [warning.code for warning in article.warnings] == ["text_again"]
    assert [block.kind for block in article.blocks] == ["paragraph"] * 3 + ["other"] * 3
    assert len(article.quotes) == len(rules.parse(ARTICLE).quotes)


def test_people_of_the_byline_by_what_they_did(rules: beritaparse.Parser) -> None:
    page = (
        f"{ARTICLE}\n\nPenulis: Rizali Anwar | Foto: Humpro | Editor: Anang Syahrani\n"
        "Kontributor: Bagas Prawira\nFotografer: Sinta Dewi"
    )
    article = rules.parse(page)
    assert article.byline is not None
    assert article.byline.authors == ("Rizali Anwar",)
    assert article.byline.editors == ("Anang Syahrani",)
    assert article.byline.contributors == ("Bagas Prawira",)
    assert article.byline.photographers == ("Humpro", "Sinta Dewi")
    assert [person.name for person in article.persons] == ["Maya Lestari"]


def test_a_label_alone_in_its_line_names_who_follows() -> None:
    blocks = segment(f"Reporter\n\nHendra Saputra\n\nEditor\n\nYusnita Rahim\n\n{ARTICLE}")[0]
    assert [block.kind for block in blocks][-3:] == ["paragraph"] * 3
    assert "paragraph" not in [block.kind for block in blocks][:-3]


@pytest.mark.parametrize(
    ("page", "noise", "people"),
    [
        (
            "Jembatan Cibatu Segera Diperbaiki\n\nLaporan : Dodi PRASETYO\n\nBupati Garut Maya Lestari meninjau "
            "jembatan di Desa Cibatu, Kamis (6/2/2025).\n\nEditor/Posting : Sari Wulandari",
            ["Laporan : Dodi PRASETYO", "Editor/Posting : Sari Wulandari"],
            ["Maya Lestari"],
        ),
        (
            "Lantik 12 Pejabat, Bupati Garut: Sudah Sesuai Aturan\nAhmad Fauzi\nKamis, 6 Februari 2025 14:20:00\n"
            "Bupati Garut Maya Lestari melantik 12 pejabat di Pendopo, Kamis (6/2/2025).",
            ["Ahmad Fauzi", "Kamis, 6 Februari 2025 14:20:00"],
            ["Maya Lestari"],
        ),
        (
            "Harga bawang naik dua kali lipat.\n\nANTARA FOTO/Bima Prasetya\n\nPedagang mengeluh.",
            ["ANTARA FOTO/Bima Prasetya"],
            [],
        ),
    ],
)
def test_people_of_the_furniture_are_none_of_the_article(page: str, noise: list[str], people: list[str]) -> None:
    article = beritaparse.load().parse(page)
    kept = ("title", "dateline", "paragraph", "subheading", "list")
    assert [page[b.start : b.end].strip() for b in article.blocks if b.kind not in kept] == noise
    assert [person.name for person in article.persons] == people


def test_the_dateline_behind_a_date_and_a_caption() -> None:
    page = (
        "Jembatan Cibatu Segera Diperbaiki\n\nSaturday, February 8, 2025\nBupati Garut Maya Lestari saat meninjau "
        "jembatan. Foto Dodi Priangan9.com.\n\nGarut, Priangan9.com - Bupati Garut Maya Lestari meninjau jembatan di "
        "Desa Cibatu, Kamis (6/2/2025)."
    )
    blocks, title, dateline = segment(page)
    assert title is not None
    assert dateline is not None
    assert (dateline.place, dateline.outlet) == ("Garut", "Priangan9.com")
    assert [block.kind for block in blocks] == ["title", "other", "caption", "dateline", "paragraph"]


def test_breadcrumbs_that_end_in_the_headline() -> None:
    headline = "Pemkab Garut Segera Perbaiki Jembatan Cibatu"
    page = f"Beranda Daerah {headline}\n{headline}\n{ARTICLE}"
    assert [block.kind for block in segment(page)[0]][:2] == ["other", "title"]


def test_labels_and_names_in_one_line() -> None:
    line = "Editor              : Bagas Prawira Penulis            : Sinta Dewi"
    assert kinds(f"{ARTICLE}\n{line}")[-1] == ("byline", line)


def test_marks_one_behind_the_other_are_cut_however_many() -> None:
    text = "Isi berita.\nDemak aman. " + "(Red) " * 3000
    blocks = beritaparse.load("rules").parse(text).blocks
    assert "".join(text[block.start : block.end] for block in blocks) == text


@pytest.mark.parametrize(
    ("lines", "authors", "editors"),
    [
        (
            "Reporter / Imam Kurniawan / Editor / Juli Yanto / Selasa, 14 Mei 2024 10:15 WIB",
            ["Imam Kurniawan"],
            ["Juli Yanto"],
        ),
        ("Editor/Posting : Juli Yanto", [], ["Juli Yanto"]),
        ("Laporan Wartawan Kabar Pesisir, Taufan Hidayat", ["Taufan Hidayat"], []),
        ("Penulis: Rudi Laksana\nEditor: Sinta Maharani\n(Rudi Laksana)", ["Rudi Laksana"], ["Sinta Maharani"]),
        ("Editor\nSinta Maharani", [], ["Sinta Maharani"]),
        ("By Rudi Laksana | November 5, 2024", ["Rudi Laksana"], []),
    ],
)
def test_who_wrote_and_who_edited_is_nobody_of_the_article(parse_rules, lines, authors, editors) -> None:
    text = "Bupati Rembang Hanif Suryana meninjau tanggul sungai yang jebol di Desa Karangmulya bersama petugas dinas."
    article = parse_rules(f"Tanggul Jebol di Rembang Segera Diperbaiki\n{text}\n{text[:-1]} desa.\n{lines}\n")
    assert article.byline is not None
    assert (list(article.byline.authors), list(article.byline.editors)) == (authors, editors)
    assert {person.name for person in article.persons} == {"Hanif Suryana"}
