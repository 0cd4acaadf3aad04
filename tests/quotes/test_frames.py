"""Frames of reported speech that small portals are full of: who tells it, where what is told begins and ends."""

from __future__ import annotations

import pytest

PEOPLE = {"Yanto Wibowo": "Kapolres Demak"}
LEAD = "Kapolres Demak Yanto Wibowo mengatakan jalan sudah dibuka.\n"
CASES = [
    ("Ia kemudian mengatakan bahwa jembatan itu rusak.", [("Yanto Wibowo", "jembatan itu rusak")]),
    ("Lebih lanjut, Yanto Wibowo menegaskan bahwa air belum surut.", [("Yanto Wibowo", "air belum surut")]),
    ("Menurut Yanto Wibowo kabar itu belum tentu benar.", [("Yanto Wibowo", "kabar itu belum tentu benar")]),
    (
        "Selain itu, kata Yanto Wibowo, Dishub menutup dua jalan guna memohon pengertian warga.",
        [("Yanto Wibowo", "Dishub menutup dua jalan guna memohon pengertian warga")],
    ),
    ("Yang terpenting, katanya semua warga bisa ikut.", [("Yanto Wibowo", "semua warga bisa ikut")]),
    ("Meski diakuinya, jalan itu belum selesai.", [("Yanto Wibowo", "jalan itu belum selesai")]),
    (
        "Setelah rapat itu, lanjut Yanto Wibowo perbaikan akan dimulai pekan depan.",
        [("Yanto Wibowo", "perbaikan akan dimulai pekan depan")],
    ),
    ("Jembatan itu kata Yanto Wibowo sudah dua kali roboh.", [("Yanto Wibowo", "sudah dua kali roboh")]),
    (
        "Jalan itu akan diperbaiki, kata Yanto, seraya menambahkan bahwa anggaran sudah cair.",
        [("Yanto Wibowo", "Jalan itu akan diperbaiki"), ("Yanto Wibowo", "anggaran sudah cair")],
    ),
    (
        "Menurut Yanto, jalan itu belum diperbaiki dan dia berharap anggaran segera cair.",
        [("Yanto Wibowo", "jalan itu belum diperbaiki"), ("Yanto Wibowo", "anggaran segera cair")],
    ),
    (
        "Melalui kuasa hukumnya, Yanto Wibowo, S.H., keluarga menyatakan akan menggugat ke pengadilan.",
        [("keluarga", "akan menggugat ke pengadilan")],
    ),
    ("Dulu, bilang dia, jalan itu belum diaspal.", [("Yanto Wibowo", "jalan itu belum diaspal")]),
    (
        "Rem truk itu tidak berfungsi, demikian pengakuan sopir kepada petugas.",
        [("sopir", "Rem truk itu tidak berfungsi")],
    ),
    (
        "Berdasarkan keterangan ketiga tersangka, uang itu disimpan di rumah.",
        [("ketiga tersangka", "uang itu disimpan di rumah")],
    ),
    (
        "Berdasarkan keterangan warga di sekitar lokasi, api berasal dari dapur.",
        [("warga", "api berasal dari dapur")],
    ),
    (
        "Air sungai itu belum surut, kata beberapa sumber kepada media.",
        [("beberapa sumber", "Air sungai itu belum surut")],
    ),
    (
        "Seorang warga yang enggan disebut namanya mengatakan air belum surut.",
        [("Seorang warga yang enggan disebut namanya", "air belum surut")],
    ),
    ("Kegiatan itu tindak lanjut perintah Kapolres Demak, berdasarkan surat nomor lima.", []),
    ("Yanto juga menyampaikan apresiasinya.", []),
    ("Di halaman kantor itu warga kembali mengancam akan menutup jalan.", [("warga", "akan menutup jalan")]),
    (
        "Lanjut pria yang memakai topi ini mengatakan, bahwa jembatan segera diperbaiki.",
        [("Yanto Wibowo", "jembatan segera diperbaiki")],
    ),
    (
        "Dikemukakan olehnya, jembatan itu segera diperbaiki.",
        [("Yanto Wibowo", "jembatan itu segera diperbaiki")],
    ),
    (
        "Dijelaskan juga bahwa adanya banjir kiriman dari hulu.",
        [("Yanto Wibowo", "adanya banjir kiriman dari hulu")],
    ),
    ("Diterangkan kebakaran terjadi tadi pagi.", [("Yanto Wibowo", "kebakaran terjadi tadi pagi")]),
    (
        "Untuk dua posko lainnya lanjutnya, disiapkan bagi para relawan.",
        [("Yanto Wibowo", "disiapkan bagi para relawan")],
    ),
    (
        "Ia mengakui tas itu adalah miliknya dan menyebutkan bahwa isinya sudah dijual.",
        [("Yanto Wibowo", "tas itu adalah miliknya"), ("Yanto Wibowo", "isinya sudah dijual")],
    ),
    (
        "Seorang tetangga berlari ke balai desa lalu memberi tahu pengurus masjid bahwa dua remaja terseret arus.",
        [("Seorang tetangga", "dua remaja terseret arus")],
    ),
    (
        "Kejadian itu terungkap ketika seorang anak mendatangi rumah neneknya dan mengatakan bahwa ibunya pingsan.",
        [("seorang anak", "ibunya pingsan")],
    ),
    (
        "Untuk sementara, ada enam orang warga mengaku belum menerima bantuan.",
        [("enam orang warga", "belum menerima bantuan")],
    ),
    (
        "Menurut laporan tersebut yang dilansir kantor berita, korban sudah dipulangkan semua.",
        [("laporan tersebut yang dilansir kantor berita", "korban sudah dipulangkan semua")],
    ),
    (
        "Menurutnya, kepala dinas beralasan, undangan itu tidak pernah sampai.",
        [("Yanto Wibowo", "kepala dinas beralasan, undangan itu tidak pernah sampai")],
    ),
    (
        "Satu hal yang dipertegas Kapolres Demak, bahwa aturan itu tidak akan dicabut.",
        [("Yanto Wibowo", "aturan itu tidak akan dicabut")],
    ),
    (
        "Berdasarkan sebuah pesan suara yang beredar, disebutkan bahwa korban berasal dari Kudus.",
        [("sebuah pesan suara", "korban berasal dari Kudus")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_tells_what(parse, text: str, expected: list[tuple[str, str]]) -> None:
    page = parse(LEAD + text, PEOPLE)
    assert list(zip(page.speakers, page.texts, strict=True))[1:] == expected


def test_what_points_back_belongs_to_the_clause_behind_a_name(parse) -> None:
    text = (
        LEAD + "Sementara itu Rina Astuti, salah seorang pegiat yang mengawal kasus ini berujar, perkara belum selesai."
    )
    assert parse(text, {**PEOPLE, "Rina Astuti": ""}).speakers == ["Yanto Wibowo", "Rina Astuti"]


def test_a_question_before_the_subject_is_not_what_it_said(parse) -> None:
    text = LEAD + "Disinggung kapan bupati dilantik?, Yanto Wibowo mengatakan masih menunggu jadwal."
    assert parse(text, PEOPLE).texts[1:] == ["masih menunggu jadwal"]
