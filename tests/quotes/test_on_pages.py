"""Speakers on whole pages: what the people, their roles and the sentences before decide."""

from __future__ import annotations

import pytest

from beritaparse import Article


def speakers(article: Article) -> list[str | None]:
    return [quote["speaker"] for quote in article.to_gold()["quotes"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kapolda DIY Irjen Anggono Sukarto saat ditemui di kompleks Kepatihan, Yogyakarta, Rabu (18/6/2025) "
            "mengatakan, tiga tersangka ditahan.",
            ["Anggono Sukarto"],
        ),
        ("Warga, Heru Cahyadi (40), menyambut janji Subandi. Menurutnya, janji itu baik.", ["Heru Cahyadi"]),
        (
            "Aipda Purnomo sudah ditahan. Video memuat pengakuan perempuan bernama Marlina (25). Ia mengaku telah "
            "menjadi korban.",
            ["Marlina"],
        ),
        (
            "Pelaku RK (26) ditangkap. RK mengaku bahwa dirinya mencuri motor.\n“Tersangka dijerat Pasal 363 KUHP,” "
            "tegasnya.",
            ["RK", None],
        ),
        (
            "Seperti diungkapkan Kapolsek Rupit Iptu Andar Galih melalui Kanit Binmas Aiptu Feri Susanto pada Senin "
            "(9/6/2025), “Selain jual jamur segar, kita juga olah jadi camilan.”\n"
            "Meski demikian, Feri optimistis dengan usaha itu.\n“Kita panen setiap hari,” tuturnya.",
            ["Andar Galih", "Feri Susanto"],
        ),
    ],
)
def test_speaker(parse_rules, text: str, expected: list[str | None]) -> None:
    assert speakers(parse_rules(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # degrees with a full stop between them are one name's
            "Kajari Kaur, Markus Neno, SH. MH menyatakan bahwa berkas sudah lengkap.\n“Tinggal sidang,” ucapnya.",
            ["Markus Neno", "Markus Neno"],
        ),
        (  # the S of a degree is not the suspect S
            "Polisi menangkap S (29).\n“Kami dalami,” kata Kapolres Ngada AKBP Togap Sasmita, S.H., S.I.K.",
            ["Togap Sasmita"],
        ),
        (  # whoever holds a post for the time being
            "Penjabat Bupati Garut Maya Lestari hadir. Pj Bupati Garut mengatakan bahwa pasar sudah dibuka.",
            ["Maya Lestari"],
        ),
        (
            "“Pasar ramai,” ujarnya Kepada Wartawan.\n“Ikan juga ada,” kata Bupati Garut Maya Lestari.",
            ["Maya Lestari", "Maya Lestari"],
        ),
        (  # a page that was cut off
            "“Pasar ramai,” kata Bupati Garut Maya Lestari.\n\n“Kami akan terus memant",
            ["Maya Lestari", "Maya Lestari"],
        ),
        (
            "Berdasarkan keterangan saksi bernama Heru Cahyadi (40), warga Desa Wolomarang, api datang dari dapur.",
            ["Heru Cahyadi"],
        ),
    ],
)
def test_speaker_of_small_portals(parse_rules, text: str, expected: list[str | None]) -> None:
    assert speakers(parse_rules(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a name that nobody was found for, behind a body
            "Di tempat yang sama anggota DPRD Kolaka Utara Buhari mengungkapkan bahwa kakao sudah ditanam.",
            ["Buhari"],
        ),
        (  # `dirinya selaku ketua` is whoever speaks
            "“Pasar ramai,” kata Bupati Garut Maya Lestari. Dirinya selaku bupati menegaskan bahwa pasar itu dibuka.",
            ["Maya Lestari", "Maya Lestari"],
        ),
        ("Bupati Garut Maya Lestari hadir.\n“Pasar ramai,” sebut nya.", ["Maya Lestari"]),
        ("Bupati Garut Maya Lestari hadir. Iapun menegaskan bahwa pasar itu dibuka.", ["Maya Lestari"]),
        ("Bupati Garut Maya Lestari hadir. Beliaupun meminta agar pasar itu dibuka.", ["Maya Lestari"]),
        ("“Pasar ramai,” ungkap Ipda. Amru Sasmita, Senin (9/6/2025).", ["Amru Sasmita"]),
        (
            "Dalam sambutan tertulis Bupati Garut Maya Lestari dibacakan oleh Camat Moyo Lastri Handayani mengatakan "
            "bahwa pasar sudah dibuka.",
            ["Maya Lestari"],
        ),
        (  # a nickname made of an earlier name
            "Bupati Garut Mohammad Ali Makki Zaini kaget. Sapi itu dari Presiden Prabowo Subianto.\n"
            "“Terima kasih,” kata lelaki yang akrab disapa Gus Makki.",
            ["Mohammad Ali Makki Zaini"],
        ),
    ],
)
def test_speaker_whose_name_is_worded_otherwise(parse_rules, text: str, expected: list[str | None]) -> None:
    assert speakers(parse_rules(text)) == expected
