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
        # a quotation of several sentences is one with the clause that reports it, if it is short
        ["“Kami siap. Warga juga siap,” kata Budi.", "Ia lalu pulang."],
        ['"Kami siap. Warga juga siap," kata Budi.', "Rapat usai.", '"Ayo pulang. Sudah malam."'],
        ["“Kami siap.", *["Warga dan petugas berjaga di semua pos sejak pagi."] * 4, "Ayo,” kata Budi."],
        # after an initial, a degree or an abbreviation a function word begins the next sentence
        ["Acara dibuka Bagas, S.I.K.", "Dalam sambutannya ia berterima kasih."],
        ["Tim itu masuk Grup C.", "Namun, laga masih panjang."],
        # so does any word after a letter that is a name
        ["Tim itu masuk grup C.", "Demak keluar dari Seri B.", "Warga kecewa."],
        ["Selamat Idul Adha 1446 H.", "Warga berkumpul.", "Ketua grup H. S. Anwar hadir."],
        ["Rapat dibuka Plt. Bupati Demak, Moch. Anwar, pkl. 9."],
        ["Drs. Dalam Wijaya hadir."],
        # … also where the full stop is missing
        ["Warga mengungsi ke balai desa", "Sementara itu, hujan masih turun."],
        ["Ia membaca buku Di Bawah Bendera di kantor."],
        ["Polisi Buru Pencuri Celana Dalam dari toko."],
        ["Harga beras naik 12,5%", "Akibatnya warga mengeluh."],
        ["Gedung itu dibuka sejak 1998", "Dikatakannya, warga senang."],
        ["Ia menjelaskan bahwa Dalam waktu dekat warga pulang."],
        # … or where it begins in small letters
        ["Air sudah surut di semua desa.", "warga kembali ke rumah."],
        ["Kabar itu dimuat Kabar. com dan Berita. id kemarin."],
        ["Bagas dkk. menang atas Demak."],
        ["Perahu, jaring dan ikan. serta garam dijual di sana."],
        ["Warga sudah pulang. kata Budi di Demak."],
        # the number of a rule, a priest
        ["Aturan Bapepam No. XI. B. 02 berlaku.", "Mgr. Silas hadir."],
        ["Rapat usai.", "``Kami siap.”"],
        # a company's name
        ["Saham PT Maju Tbk. (MAJU) naik."],
        ["Ia bekerja di PT Maju Tbk.", "Kantornya di Demak."],
        ["Kain dibuat Maju Printing Co. Ltd. (Demak) sejak 2001."],
        ["Pemegang saham Maju Holdings Ltd. C/O PT Damai hadir."],
        ["Pemegang saham Maju Pty. Ltd. hadir."],
        # an initial, but no part of a compound
        ["Belanja itu masuk APBD-P.", "Warga menunggu."],
        # in brackets
        ["Bandara Merdeka (BDM. II) Demak dibuka."],
        [
            "Ia tiba (dari Demak.",
            "Warga dan petugas berjaga di semua pos sejak pagi.",
            "Lalu " + "hujan " * 8 + "turun).",
        ],
        # a quotation that its reporting clause follows begins a sentence, also where the full stop is missing
        ["Bantuan tiba di balai desa", "“Kami sangat terbantu,” kata Budi."],
        ["“Kami siap,” katanya menjelaskan", "“Posko dibuka sejak pagi,” tutur Budi."],
        ["Budi menjelaskan “Kami siap,” ujarnya."],
        ["Ia menulis buku “Malam Panjang,” terbitan Demak."],
        ["Ia memuji istilah “Kami ada” dan “Kalian juga,” kata Budi."],
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
