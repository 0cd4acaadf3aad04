"""Direct quotations: marks, paragraphs, and what is no speech."""

from __future__ import annotations

import pytest

PEOPLE = {"Rahmat Hidayat": "Kapolres Suka Maju"}


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("“", "”"),
        ('"', '"'),
        ("''", "''"),
        ("«", "»"),
        ("‘", "’"),
        ("'", "'"),
        ("”", "”"),
        ("“", "“"),
        ('"', "”"),
        ("“", '"'),
        ("``", "''"),
        ("‘‘", "’’"),
        ("\u200e”", "”"),
    ],
)
def test_every_style_of_marks(parse, opening, closing):
    page = parse(f"{opening}Jalan itu sudah dibuka kembali,{closing} kata Rahmat Hidayat, Senin.", PEOPLE)
    assert page.texts == ["Jalan itu sudah dibuka kembali,"]
    assert page.said == [("direct", "Rahmat Hidayat")]
    assert not page.warnings


def test_the_content_is_without_marks_and_keeps_its_comma(parse):
    page = parse('Ia senang. " Terima kasih semua, " ujar Rahmat Hidayat.', PEOPLE)
    assert page.texts == ["Terima kasih semua,"]


def test_interrupted_by_its_attribution_it_is_two(parse):
    page = parse('"Kami bergerak cepat," kata Rahmat Hidayat. "Pelaku sudah kami tahan."', PEOPLE)
    assert page.texts == ["Kami bergerak cepat,", "Pelaku sudah kami tahan."]
    assert page.speakers == ["Rahmat Hidayat"] * 2


def test_opened_and_closed_in_each_paragraph_it_is_two(parse):
    page = parse('"Kami bergerak cepat."\n"Pelaku sudah kami tahan," kata Rahmat Hidayat.', PEOPLE)
    assert len(page.quotes) == 2
    assert page.speakers == ["Rahmat Hidayat"] * 2


def test_reopened_without_having_been_closed_it_is_one(parse):
    page = parse(
        '"Kami bergerak cepat.\n"Lalu kami periksa saksi.\n"Pelaku sudah kami tahan," kata Rahmat Hidayat.',
        PEOPLE,
    )
    assert len(page.quotes) == 1
    assert page.texts[0].startswith("Kami bergerak")
    assert page.texts[0].endswith("kami tahan,")
    assert not page.warnings


def test_not_reopened_but_closed_in_the_next_paragraph_it_is_one(parse):
    page = parse("“Kami bergerak cepat.\nPelaku sudah kami tahan,” kata Rahmat Hidayat.", PEOPLE)
    assert len(page.quotes) == 1


def test_nested_marks_belong_to_the_outer_quotation(parse):
    page = parse('"Dia bilang "jangan takut" kepada kami," kata Rahmat Hidayat.', PEOPLE)
    assert page.texts == ['Dia bilang "jangan takut" kepada kami,']


def test_apostrophes_are_no_marks(parse):
    page = parse("\"Jum'at nanti kami ke Ma'rang, insya'allah,\" kata Rahmat Hidayat.", PEOPLE)
    assert page.texts == ["Jum'at nanti kami ke Ma'rang, insya'allah,"]


class TestMissingMarks:
    def test_a_missing_closing_mark_ends_before_the_attribution(self, parse):
        page = parse(
            '"Kami bergerak cepat, kata Rahmat Hidayat.\nWarga berkumpul di balai desa.\n"Semua aman," ujarnya.',
            PEOPLE,
        )
        assert page.texts == ["Kami bergerak cepat,", "Semua aman,"]
        assert page.warnings == ["unbalanced_quote"]

    def test_a_missing_closing_mark_does_not_swallow_the_page(self, parse):
        page = parse(
            '"Kami bergerak cepat dan sudah memeriksa lima saksi di lokasi.\nWarga berkumpul di balai desa.\n'
            "Polisi berjaga.\nJalan ditutup.\nPasar sepi.\n"
            '"Semua aman," kata Rahmat Hidayat.',
            PEOPLE,
        )
        assert page.texts[-1] == "Semua aman,"
        assert page.texts[0] == "Kami bergerak cepat dan sudah memeriksa lima saksi di lokasi."
        assert page.warnings == ["unbalanced_quote"]

    def test_a_missing_opening_mark_begins_with_the_paragraph(self, parse):
        page = parse('Kami bergerak cepat dan aman," kata Rahmat Hidayat.', PEOPLE)
        assert page.texts == ["Kami bergerak cepat dan aman,"]
        assert page.warnings == ["unbalanced_quote"]

    def test_the_paragraph_after_is_read_as_usual(self, parse):
        page = parse('Harga naik" di pasar.\n"Kami awasi terus," kata Rahmat Hidayat.', PEOPLE)
        assert page.texts == ["Kami awasi terus,"]


@pytest.mark.parametrize(
    "text",
    [
        'Band "Garuda" tampil di alun-alun.',
        'Spanduk itu bertuliskan "Jangan parkir di sini, Bung!".',
        'Kegiatan bertema "Bersama Menjaga Kampung Kita" itu ramai.',
        'Ia dikenal dengan julukan "Si Belut" di kampungnya.',
        'Operasi bersandi "Sapu Jagat" digelar sepekan.',
        'Warga menyebutnya "raja jalanan" karena sering balapan.',
        'Layar 17" itu pecah dan layar 21" hilang.',
        "Tonton video 'Detik-detik Banjir Bandang' di kanal kami.",
        'Uang "damai" itu jelas terlihat di rekaman.',
        'Program "Jumat Berkah" tambah banyak peminatnya.',
    ],
)
def test_no_speech(parse, text):
    page = parse(text)
    assert page.quotes == []
    assert page.warnings == []


def test_headlines_are_no_quotations(parse):
    page = parse('Kapolres: "Kita Tindak Tegas," Kata Dia\nPolisi berjaga di pasar.', title=True)
    assert page.quotes == []


def test_reopened_and_never_closed_it_ends_with_the_last_paragraph_that_reopened_it(parse):
    page = parse(
        '"Kami bergerak cepat sejak pagi.\n"Lalu kami periksa semua saksi.\nPasar sepi.\nWarga pulang.', PEOPLE
    )
    assert page.texts == ['Kami bergerak cepat sejak pagi.\n"Lalu kami periksa semua saksi.']
    assert page.warnings == ["unbalanced_quote"]


def test_lines_that_break_in_the_middle_of_a_sentence(parse):
    page = parse(
        '"Kami bergerak cepat sejak\npagi tadi dan memeriksa\nlima saksi di lokasi dan\nmenahan pelaku,"\n'
        "kata Rahmat Hidayat.",
        PEOPLE,
    )
    assert len(page.quotes) == 1
    assert page.speakers == ["Rahmat Hidayat"]


def test_a_lost_blank_after_the_closing_mark(parse):
    page = parse("''Kami bergerak cepat,''ujar Rahmat Hidayat. Warga lega.", PEOPLE)
    assert page.texts == ["Kami bergerak cepat,"]
    assert page.speakers == ["Rahmat Hidayat"]


def test_a_lost_blank_before_the_opening_mark(parse):
    page = parse('Warga berkumpul."Jelas mereka tidak senang," kata Rahmat Hidayat.', PEOPLE)
    assert page.texts == ["Jelas mereka tidak senang,"]
    assert page.warnings == []


def test_a_forgotten_closing_mark_does_not_swallow_the_next_paragraph(parse):
    page = parse(
        "Rahmat Hidayat datang.\n“Pelakunya masih kami periksa, imbuhnya.\n"
        "Semua barang bukti sudah kami sita,” kata Rahmat Hidayat.",
        PEOPLE,
    )
    assert page.texts == ["Pelakunya masih kami periksa,", "Semua barang bukti sudah kami sita,"]
    assert page.speakers == ["Rahmat Hidayat"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Rahmat Hidayat datang. “ Kami minta warga tetap tenang “. Ungkapnya.",
        "Rahmat Hidayat mengatakan:” Kami minta warga tetap tenang”",
        "Ungkap Rahmat Hidayat “Kami minta warga tetap tenang”",
    ],
)
def test_marks_with_their_blank_on_the_wrong_side_and_no_colon(parse, text):
    page = parse(text, PEOPLE)
    assert page.texts == ["Kami minta warga tetap tenang"]
    assert page.said == [("direct", "Rahmat Hidayat")]


def test_a_forgotten_mark_and_an_attribution_of_its_own(parse):
    page = parse("“Semua penghuni rumah selamat. Terang Rahmat Hidayat.\nApi padam dua jam kemudian.", PEOPLE)
    assert page.texts == ["Semua penghuni rumah selamat."]
    assert page.speakers == ["Rahmat Hidayat"]
