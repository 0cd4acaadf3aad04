from __future__ import annotations

import pytest

from beritaparse.layout.sentences import boundaries


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in boundaries(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Hujan turun.", "Warga mengungsi."],
        ["AKBP Bagas, S.I.K., M.H. hadir di Jl. Ahmad Yani No. 5."],
        ["Drs. H. Anwar hadir.", "Ia pulang."],
        ["Rapat dimulai pukul 09.00 WIB.", "Peserta hadir."],
        ["“Kami siap,” kata Budi.", "“Ayo.”", "Mereka pergi."],
        ["Harganya Rp 1.500.000 per unit.", "Murah!", "Benarkah?", "Ya."],
        ["Laporan dimuat Kabar.com kemarin."],
        ["Brigjen. Pol. Arif hadir."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_glued_sentence_is_split() -> None:
    assert split("Kasus itu selesai.Kemudian warga pulang.") == ["Kasus itu selesai.", "Kemudian warga pulang."]


def test_spacy_sees_the_same_sentences(rules) -> None:
    doc = rules.doc("Hujan turun. Warga mengungsi.\n\nBaca juga: Lain. Lagi\n\nAir surut.")
    assert [s.text.strip() for s in doc.sents] == [
        "Hujan turun.",
        "Warga mengungsi.",
        "Baca juga: Lain. Lagi",
        "Air surut.",
    ]
