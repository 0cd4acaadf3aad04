"""Pages as small portals and press offices have them: kinds of lines met while reading such pages, in our own wording.

``~`` begins what is no article text.
"""

from __future__ import annotations

import pytest

from beritaparse.article import ARTICLE_KINDS
from beritaparse.layout.stage import Segmented, read_page

P1 = "Bupati Rembang Hanif Suryana meninjau tanggul sungai yang jebol di Desa Karangmulya bersama petugas dinas."
P2 = "“Perbaikan kami mulai pekan ini supaya sawah warga tidak lagi terendam,” kata Hanif di lokasi."
P3 = "Menurut dia, anggaran perbaikan diambil dari dana darurat kabupaten sebesar Rp 2,3 miliar."
P4 = "Warga desa berharap pekerjaan itu selesai sebelum musim hujan tiba."
T = "Tanggul Jebol, Bupati Rembang Janji Perbaiki Pekan Ini"
CASES = {
    "bul_before_baca": [
        T,
        P1,
        "~- Jalan Pantura Rusak Parah, Sopir Truk Mengeluh",
        "~- Pemkab Siapkan Bantuan Benih Padi",
        "~- Kejar Target Panen, Petani Rembang Tanam Serentak",
        "~Baca Juga",
        P2,
        P3,
        P4,
    ],
    "bul_after_end": [
        T,
        P1,
        P2,
        P3,
        P4,
        "~- Jalan Pantura Rusak Parah, Sopir Truk Mengeluh",
        "~- Pemkab Siapkan Bantuan Benih Padi",
        "~- Kejar Target Panen, Petani Rembang Tanam Serentak",
    ],
    "menu_lines": [
        "~News",
        "~Bisnis",
        "~Skor Hari Ini",
        "~Sport",
        "~Seleb",
        "~Lifestyle",
        "~Travel",
        "~Video",
        "~Images",
        "~Kilas Desa",
        T,
        "~Editor: Bima Wicaksono",
        "~AA",
        "~Text Sizes",
        "~Medium",
        "~Large",
        "~Larger",
        "~Laporan Reporter Kabar Pesisir Video, Taufan Hidayat",
        P1,
        P2,
        P3,
        P4,
    ],
    "menu_bullets": ["~• Beranda", "~• Daerah", "~• Hukum & Kriminal", "~• Olahraga", "~• Kontak", T, P1, P2, P3, P4],
    "menu_dash": [
        "~- Beranda",
        "~- Nasional",
        "~- Daerah",
        "~- Ekonomi",
        "~- Indeks",
        "~Selasa, 14 Mei 2024",
        T,
        P1,
        P2,
        P3,
    ],
    "caption_caps": [
        T,
        "~Kabarpesisir.com/Taufan Hidayat",
        "~TINJAU TANGGUL - Bupati Rembang, Hanif Suryana saat meninjau tanggul jebol, Kamis (23/10/2025). Segera.",
        "KABARPESISIR.COM, REMBANG - " + P1,
        P2,
        P3,
        P4,
    ],
    "caption_over": [
        "~Bupati Rembang Hanif Suryana (tengah) saat meninjau tanggul di Desa Karangmulya.",
        T,
        P1,
        P2,
        P3,
    ],
    "header_ads": [
        "~Header Ads Widget",
        "~pasang",
        T,
        "Rembang-" + P1,
        P2,
        P3 + "~(Ac Dt)",
        "~Posting Komentar",
        "~0 Komentar",
    ],
    "dash_date": [
        T,
        "~- Senin, 22 Februari 2021 | 18:59 WIB",
        "~Bupati meninjau tanggul. (Photo/Facebook/Info Rembang)",
        "~Bupati meninjau tanggul. (Photo/Facebook/Info Rembang)",
        P1,
        P2,
        P3,
    ],
    "sumber_bul": [
        T,
        "~Ilustrasi tanggul jebol.",
        "~Sumber :",
        "~  • Instagram @infotanggul_rembang",
        "KABARNUSA – " + P1,
        P2,
        P3,
    ],
    "amid_headline": [
        T,
        P1,
        "~7 Cara Mencegah Banjir Masuk Rumah yang Perlu Anda Ketahui",
        P2,
        P3,
        "~Sungai Meluap, Ratusan Siswa di Lasem Belajar dari Rumah",
        P4,
    ],
    "blogger_top": [
        "~Berita Terbaru",
        "~Diberdayakan oleh Blogger.",
        T,
        "Rembang - kabarpesisir.com --\n\n" + P1,
        P2,
        P3,
    ],
    "glued_crumb": [
        "~Jumat, April 19, 2024",
        "~Google search engine",
        "~BerandaRembang" + T,
        T,
        "Kabarpesisir.com, Rembang – " + P1,
        P2,
        P3,
    ],
    "end_pendim": [T, P1, P2, P3 + "~ (Pendim0720)"],
    "end_her": [T, P1, P2, P3, "~ (Her/pendim)"],
    "teaser_list": [
        T,
        P1,
        P2,
        P3 + "~(R-2)",
        "~Jalan Pantura Rusak Parah, Sopir Truk Mengeluh",
        "~Sejumlah sopir truk mengeluhkan jalan pantura yang berlubang sejak awal bulan lalu di ruas Kaliori...",
        "~Pemkab Siapkan Bantuan Benih Padi",
        "~Dinas pertanian menyiapkan bantuan benih padi untuk empat ribu petani yang sawahnya terendam...",
    ],
    "headline_top": ["~Headline", "~Kesabaran tidak tumbuh dari kemarahan.", P1, P2, P3],
    "tags_below": [T, P1, P2, P3, "~Tanggul Jebol", "~Banjir", "~Rembang", "~Hanif Suryana", "~Bagikan", "~Komentar"],
    "author_card": [
        T,
        "~Penulis",
        "~Rudi Laksana",
        "~- Tim Redaksi",
        P1,
        P2,
        P3,
        "~Rudi Laksana",
        "~Penulis di Kabar Pesisir sejak 2019",
    ],
    "next_prev": [T, P1, P2, P3, "~«Pemkab Siapkan Bantuan Benih Padi", "~Kejar Target Panen, Petani Tanam Serentak»"],
    "cookie": ["~Kami menggunakan cookie untuk meningkatkan pengalaman Anda.", "~Setuju", T, P1, P2, P3],
    "wa": [T, P1, P2, P3, "~Ikuti WhatsApp Channel Kabar Pesisir untuk update berita terbaru setiap hari", "~Follow"],
    "listing_numbers": [
        T,
        P1,
        P2,
        P3,
        "~Terpopuler",
        "~1",
        "~Jalan Pantura Rusak Parah, Sopir Truk Mengeluh",
        "~2",
        "~Pemkab Siapkan Bantuan Benih Padi",
    ],
    "subhead_keep": [T, P1, "Momentum Evaluasi dan Perbaikan", P2, P3, "Harapan Warga Desa", P4],
    "list_keep": [
        T,
        P1,
        "Peserta yang hadir:",
        "1. Hanif Suryana, Bupati Rembang",
        "2. Camat Lasem, Budi Hartono",
        "3. Kepala Desa Karangmulya, Siti Aminah",
        P2,
        P3,
    ],
    "qa_keep": [T, P1, "Tanya: Kapan tanggul diperbaiki?", "Jawab: Pekan ini juga.", P3],
    "src_dash": [
        T,
        "~Sumber Foto: Humas Pemkab",
        "~Rabu, 12 Maret 2025 - 09:11 WIB",
        "~oleh Redaksi",
        "~3 menit baca",
        "REMBANG (KABARPESISIR.ID) –" + P1,
        P2,
        P3,
    ],
    "play": [T, "~00:00", "~00:00", "~Dengarkan berita ini", "~1.2k", "~SHARES", P1, P2, P3],
    "ai_summary": [T, "~Ringkasan Berita", "~Ringkasan ini dibuat dengan bantuan AI", P1, P2, P3],
    "disclaimer": [
        T,
        P1,
        P2,
        P3,
        "~Artikel ini telah tayang di Kabarpesisir.com dengan judul Tanggul Jebol",
        "~Isi artikel menjadi tanggung jawab penulis",
        "~Dapatkan sejumlah berita terkini lainnya dari Kabar Pesisir di Google News",
    ],
    "seealso_lines": [
        T,
        P1,
        "~BACA JUGA",
        "~Jalan Pantura Rusak Parah, Sopir Truk Mengeluh",
        "~Pemkab Siapkan Bantuan Benih Padi",
        P2,
        P3,
    ],
    "gulir": [T, P1, "~Scroll ke bawah untuk melanjutkan", "~ADVERTISEMENT", "~SCROLL TO RESUME CONTENT", P2, P3],
    "dl_bracket": [T, "Kolaka, (kabarpesisir.com),-" + P1, P2, P3],
    "dl_colon": [T, "Pemalang _: " + P1, P2, P3],
    "dl_bar": [T, "Rembang, Bahari.Newa| " + P1, P2, P3],
    "dl_low": [T, "Tulang Bawang barat (SL)-" + P1, P2, P3],
    "dl_date": [T, "Tangerang, 13 Agustus 2025 – " + P1, P2, P3],
    "dl_jt": [T, "JAWA TIMUR, Bahtera Pos — " + P1, P2, P3],
    "dl_desa": [T, "KOLAKA, KABARDESANEWS – " + P1, P2, P3],
    "dl_tight": [T, "Bojonegoro,Telisik.co.id- " + P1, P2, P3],
    "dl_out": [T, "Seputarmuara.com- " + P1, P2, P3],
}

DATELINES: dict[str, tuple[str | None, str | None]] = {
    "dl_bracket": ("Kolaka", "kabarpesisir.com"),
    "dl_colon": ("Pemalang", None),
    "dl_bar": ("Rembang", "Bahari.Newa"),
    "dl_low": ("Tulang Bawang barat", "SL"),
    "dl_date": ("Tangerang", None),
    "dl_jt": ("JAWA TIMUR", "Bahtera Pos"),
    "dl_desa": ("KOLAKA", "KABARDESANEWS"),
    "dl_tight": ("Bojonegoro", "Telisik.co.id"),
    "dl_out": (None, "Seputarmuara.com"),
    "src_dash": ("REMBANG", "KABARPESISIR.ID"),
    "header_ads": ("Rembang", None),
    "caption_caps": ("REMBANG", "KABARPESISIR.COM"),
    "blogger_top": ("Rembang", "kabarpesisir.com"),
    "glued_crumb": ("Rembang", "Kabarpesisir.com"),
    "sumber_bul": (None, "KABARNUSA"),
}


def laid_out(name: str, gap: str) -> tuple[str, set[int], Segmented]:
    """The page, the offsets of what is no article text, and what was made of it."""
    text, noise = "", set[int]()
    for line in CASES[name]:
        own, _, furniture = line.partition("~")
        text += (gap if text else "") + own
        noise.update(
            at for at in range(len(text), len(text) + len(furniture)) if not furniture[at - len(text)].isspace()
        )
        text += furniture
    return text, noise, read_page(text)


def marked(text: str, page: Segmented) -> set[int]:
    blocks = (block for block in page.blocks if block.kind not in ARTICLE_KINDS)
    return {at for block in blocks for at in range(block.start, block.end) if not text[at].isspace()}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("name", CASES)
def test_nothing_of_the_article_is_lost_and_the_dateline_is_read(name: str, gap: str) -> None:
    text, noise, page = laid_out(name, gap)
    lost = "".join(text[at] for at in sorted(marked(text, page) - noise))
    assert lost == ""
    found = (page.dateline.place, page.dateline.outlet) if page.dateline else (None, None)
    assert found == DATELINES.get(name, (None, None))


def test_most_furniture_and_headlines_are_found() -> None:
    noise = found = titles = 0
    for name in CASES:
        text, wanted, page = laid_out(name, "\n\n")
        noise += len(wanted)
        found += len(wanted & marked(text, page))
        titles += (page.title is not None and page.title.text == T) or T not in CASES[name]
    assert found / noise >= 0.8
    assert titles >= len(CASES) - 2
