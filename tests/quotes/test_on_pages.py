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
