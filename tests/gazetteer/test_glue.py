"""Words that lost the blank between them, as pages without their links have them."""

import pytest

import beritaparse
from beritaparse.gazetteer.glue import cuts


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("PresidenPrabowo", ["Presiden", "Prabowo"]),
        ("kepadaWartawan", ["kepada", "Wartawan"]),
        ("diBandara", ["di", "Bandara"]),
        ("Kananmasih", ["Kanan", "masih"]),
        ("Cimahiakan", ["Cimahi", "akan"]),
        ("PemkotSoloyang", ["Pemkot", "Solo", "yang"]),
        ("Suryatnomenegaskan", ["Suryatno", "menegaskan"]),
        ("KPKtelah", ["KPK", "telah"]),
        ("Wijayadan", ["Wijaya", "dan"]),
        ("AKBPBagas", ["AKBP", "Bagas"]),
        ("RIPrabowomenilai", ["RI", "Prabowo", "menilai"]),
        ("PurwitasaridanBagas", ["Purwitasari", "dan", "Bagas"]),
        ("SuryatnodenganBagas", ["Suryatno", "dengan", "Bagas"]),
        ("MedanBarat", ["Medan", "Barat"]),
        ("DiberitakanAntara", ["Diberitakan", "Antara"]),
        ("GubernurJawamenilai", ["Gubernur", "Jawa", "menilai"]),
    ],
)
def test_a_lost_blank_is_seen(word: str, parts: list[str]) -> None:
    places = cuts(word)
    assert [word[a:b] for a, b in zip((0, *places), (*places, None), strict=True)] == parts


@pytest.mark.parametrize(
    "word",
    [
        "Mendapat",
        "Terdapat",
        "Bulakan",
        "Wulandari",
        "Ramadan",
        "Wildan",
        "Mendalam",
        "Danyang",
        "detikSumut",
        "TransJakarta",
        "Demak",
        "KTPnya",
        "BUMDes",
        "PNSan",
        "ODGJnya",
        "JPMorgan",
    ],
)
def test_whole_words_stay_whole(word: str) -> None:
    assert cuts(word) == ()


def test_names_and_units_end_where_the_blank_was_lost() -> None:
    article = beritaparse.parse(
        "DEMAK - Kapolres Demak AKBP Bagas Nugrohomenegaskan pihaknya siaga. Polres Way Kananmasih mencari pelaku."
    )
    assert [person.name for person in article.persons] == ["Bagas Nugroho"]
    assert "Polres Way Kanan" in [unit.name for unit in article.units]
    assert "".join(token.text_with_ws for token in beritaparse.load().nlp(article.text)) == article.text
