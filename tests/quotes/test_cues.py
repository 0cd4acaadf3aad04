"""Reporting words: forms, typing errors, and words that only look like them."""

from __future__ import annotations

import pytest

from beritaparse.lexicon.quotes_weights import mined
from beritaparse.lexicon.speech import forms
from beritaparse.quotes.cues import mistyped, scan

CUES = [
    "kata",
    "ujar",
    "jelas",
    "terang",
    "papar",
    "tutur",
    "imbuh",
    "tambah",
    "ungkap",
    "tegas",
    "sebut",
    "beber",
    "pungkas",
    "tutup",
    "ucap",
    "lanjut",
    "kilah",
    "klaim",
    "tandas",
    "urai",
    "cetus",
    "seloroh",
    "timpal",
    "kenang",
    "tukas",
    "sambung",
    "bilang",
    "harap",
    "pesan",
    "ajak",
    "cerita",
    "sela",
]
PEOPLE = {"Rahmat Hidayat": "Kapolres Suka Maju"}


@pytest.mark.parametrize("cue", CUES)
@pytest.mark.parametrize("suffix", ["", "nya"])
def test_after_a_quotation(parse, cue, suffix):
    source = "" if suffix else " Rahmat Hidayat"
    page = parse(
        f'Rahmat Hidayat datang.\n"Kami sudah memeriksa saksi," {cue}{suffix}{source}, Senin.',
        PEOPLE,
    )
    assert [quote.cue for quote in page.quotes] == [cue + suffix]
    assert page.speakers == ["Rahmat Hidayat"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tambh", "tambah"),
        ("jelansya", "jelasnya"),
        ("ujarmya", "ujarnya"),
        ("ucapnnya", "ucapnya"),
        ("tuturnay", "tuturnya"),
        ("ungkp", "ungkap"),
    ],
)
def test_typing_errors(written, meant):
    assert mistyped(written) == forms()[meant]


@pytest.mark.parametrize(
    "word",
    [
        "pasar",
        "tugas",
        "tewas",
        "ketika",
        "setelah",
        "sebuah",
        "pekan",
        "batas",
        "tambak",
        "jalan",
        "kaya",
        "kita",
    ],
)
def test_common_words_are_no_typing_errors(word):
    assert mistyped(word) is None


def test_a_typing_error_counts_only_beside_a_quotation(parse):
    page = parse('"Kami siap mengawal," tambh Rahmat Hidayat.', PEOPLE)
    assert [quote.cue for quote in page.quotes] == ["tambh"]
    assert page.quotes[0].rule == "direct.typo"
    assert parse("Harga cabai tambh mahal di pasar itu.").quotes == []


@pytest.mark.parametrize(
    "text",
    [
        "Jumlah korban tambah banyak sejak kemarin.",
        "Ia lupa kata sandi akunnya, lalu panik.",
        "Tokoh itu tutup usia, warga berduka.",
        "Garis polisi jelas terlihat, warga menjauh.",
        "Lampunya terang benderang, pasar ramai.",
        "Cerita rakyat itu, tutur katanya halus, disukai anak-anak.",
        "Untuk memastikan keamanan, polisi berjaga.",
        "Ia pergi tanpa mengatakan apa pun kepada keluarganya.",
        "Hal ini menegaskan bahwa cuaca sulit ditebak.",
        "Menurut rencana, jembatan itu dibuka bulan depan.",
        "Menurut Pasal 362 KUHP, pencuri diancam lima tahun penjara.",
        "Contohnya, jalan itu ditutup sejak pagi.",
    ],
)
def test_homographs_report_nothing(parse, text):
    assert parse(text).quotes == []


def test_lost_blanks_do_not_hide_a_cue(parse):
    page = parse('"Kami siap mengawal," kataRahmat Hidayat.', {"Rahmat Hidayat": ""})
    assert page.speakers == ["Rahmat Hidayat"]


def test_a_capital_inside_a_sentence_is_a_name(parse):
    page = parse("Kepala cabang, Tanya Lestari mengatakan bahwa gudang itu sudah kosong sejak lama.")
    assert page.speakers == ["Kepala cabang, Tanya Lestari"]


def test_forms_are_found_with_their_lemma():
    text = "Ia mengatakan begini, ujarnya, dijelaskan lagi."
    assert [cue.form.lemma for cue in scan(text, 0, len(text))] == ["kata", "ujar", "jelas"]


@pytest.mark.parametrize("cue", ["dikatakanya", "dijelaskanya"])
def test_a_dropped_letter_before_nya(parse, cue):
    page = parse(f"Rahmat Hidayat datang. {cue.capitalize()}, pelaku sudah lama diburu polisi.", PEOPLE)
    assert page.texts == ["pelaku sudah lama diburu polisi"]


def test_what_was_mined_is_decided_as_the_lexicon_has_it():
    known = forms()
    for word, entry in mined().words.items():
        assert entry.decided == (known[word].takes if word in known else "none"), word


def test_a_word_that_stands_behind_marks_is_a_cue_or_no_verb():
    told = {word for word, entry in mined().words.items() if entry.after + entry.nya >= 20}
    assert told <= set(forms())
