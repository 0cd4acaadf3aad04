from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_tags_and_headlines_behind_the_byline_are_no_article() -> None:
    page = (
        "Polisi mengejar pelaku pencurian di Demak.\n(sol/yld)\npencuri motor\ndemak\n"
        "Warga Demak Temukan Motor Curian di Sungai\n"
    )
    assert kinds(page) == [
        ("paragraph", "Polisi mengejar pelaku pencurian di Demak."),
        ("byline", "(sol/yld)"),
        ("tags", "pencuri motor"),
        ("tags", "demak"),
        ("related_link", "Warga Demak Temukan Motor Curian di Sungai"),
    ]


def test_an_article_that_goes_on_behind_a_byline_is_kept() -> None:
    page = "Polisi mengejar pelaku.\n(sol/yld)\ndemak\nPelaku lari ke arah sungai, kata warga setempat.\n"
    assert ("paragraph", "demak") in kinds(page)


def test_a_headline_in_the_last_line_leads_elsewhere() -> None:
    text = "Polisi menahan pelaku.\nPelaku kini diperiksa.\nWarga diminta tenang.\n"
    assert kinds(text + "Aksi Kocak Warga Demak Joget Bareng Lansia\n")[-1] == (
        "related_link",
        "Aksi Kocak Warga Demak Joget Bareng Lansia",
    )
    assert kinds(text + "Warga diminta tetap tenang di rumah.")[-1][0] == "paragraph"


def test_the_line_of_a_reporter_and_that_of_the_outlets_channel() -> None:
    text = "Laporan Bagas Prawira I Demak\nHujan turun sejak pagi.\nAkses KabarDemak.com di Google News."
    assert [kind for kind, _ in kinds(text)] == ["byline", "paragraph", "share"]


def test_a_hyphen_is_no_dash_of_a_dateline() -> None:
    _, _, dateline = segment("KABAR.com - Kapal-kapal pengangkut bijih menjadi sorotan.")
    assert dateline is not None
    assert (dateline.text, dateline.place) == ("KABAR.com -", None)
