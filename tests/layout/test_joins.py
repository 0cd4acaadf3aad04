from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import beritaparse
from beritaparse.layout.stage import segment

BROKEN = """Demak
-
Ketua Fraksi Partai Amanat Rakyat (
PAR
) DPRD Demak, Bagas Prawira, meninjau tanggul yang jebol di wilayah
Sayung
, Jawa Tengah. Ia menyebut perbaikan tanggul tidak boleh ditunda lagi.
Menurut
Kapolres Demak
AKBP Suryo Nugroho
, polisi ikut menjaga dapur umum bagi warga yang mengungsi.
Dapur Umum
Warga Sayung mengungsi sejak Senin (9/6/2025) malam karena air masuk ke rumah mereka.
"Kami tidur di balai desa," kata Sutinah kepada
kabardemak,
Selasa (10/6/2025).
"""


def paragraphs(text: str) -> list[str]:
    return [text[b.start : b.end].strip() for b in segment(text)[0] if b.kind in ("paragraph", "subheading", "list")]


def test_a_paragraph_broken_at_its_links_is_one() -> None:
    assert paragraphs(BROKEN) == [
        "Ketua Fraksi Partai Amanat Rakyat (\nPAR\n) DPRD Demak, Bagas Prawira, meninjau tanggul yang jebol "
        "di wilayah\nSayung\n, Jawa Tengah. Ia menyebut perbaikan tanggul tidak boleh ditunda lagi.",
        "Menurut\nKapolres Demak\nAKBP Suryo Nugroho\n, polisi ikut menjaga dapur umum bagi warga yang mengungsi.",
        "Dapur Umum",
        "Warga Sayung mengungsi sejak Senin (9/6/2025) malam karena air masuk ke rumah mereka.",
        '"Kami tidur di balai desa," kata Sutinah kepada\nkabardemak,\nSelasa (10/6/2025).',
    ]


def test_a_sentence_whose_end_only_a_name_is() -> None:
    page = (
        "Kasus kakek yang meneriaki perempuan penumpang\nTransDemak\n"
        "dengan sebutan teroris di halte dekat pasar ikan berakhir damai kemarin.\n"
        '"\nUdah ketangkap\n, kemarin pagi, pelakunya. Korban akhirnya mencabut laporan," kata Kanit Reskrim\n'
        "Polsek Sayung\nAKP Bagas Prawira saat dihubungi, Senin (9/6)."
    )
    assert [text.count("\n") for text in paragraphs(page)] == [2, 4]


def test_it_is_read_as_one_and_offsets_are_those_of_the_page() -> None:
    article = beritaparse.load("rules").parse(BROKEN)
    assert article.text == BROKEN
    assert [person.name for person in article.persons] == ["Suryo Nugroho", "Sutinah"]
    assert "Kapolres Demak" in [position.text for position in article.positions]
    assert [quote.kind for quote in article.quotes] == ["indirect", "indirect", "direct"]
    for layer in (article.dates, article.positions, article.ranks, article.quotes, article.sentences):
        for item in layer:
            assert getattr(item, "text", None) in (None, BROKEN[item.start : item.end])
    for person in article.persons:
        assert all(mention.text == BROKEN[mention.start : mention.end] for mention in person.mentions)


@pytest.mark.parametrize(
    "page",
    [
        "Bahan yang perlu disiapkan:\ngaram\ngula merah\nsantan\nsatu ekor ayam kampung\ndaun salam\nserai",
        "Polisi menangkap dua orang.\nwarga demak\nbanjir sayung",
        "Korban Selamat\nTim penyelamat menemukan dua orang nelayan di perairan Demak pada Senin pagi.",
        "- satu unit telepon genggam yang dipakai tersangka untuk memesan barang\n- dua lembar uang kertas",
    ],
)
def test_lists_tags_and_headings_stay_apart(page: str) -> None:
    assert len(segment(page)[0]) == page.count("\n") + 1


def test_a_line_that_stands_there_twice_is_a_link() -> None:
    page = "Polisi menangkap dua orang.\nVideo Warga Demak Tangkap Buaya\nVideo Warga Demak Tangkap Buaya\n(bgs/srn)"
    assert [block.kind for block in segment(page)[0]] == ["paragraph", "related_link", "related_link", "byline"]


@given(
    st.lists(st.sampled_from(["Warga", "di", "wilayah", "\n", ", Demak", " ", "-", ".", "a.", "(", ")", "\r\n", "“"]))
)
def test_blocks_have_no_hole_and_texts_are_the_pages(pieces: list[str]) -> None:
    page = " ".join(pieces)
    article = beritaparse.load("rules").parse(page)
    assert "".join(page[block.start : block.end] for block in article.blocks) == page
    assert all(place.text == page[place.start : place.end] for p in article.places for place in p.mentions)


@pytest.mark.parametrize("dash", ["—", "-", "– "])
def test_who_says_it_stands_below_a_quotation(dash: str) -> None:
    said = f"“Kami senang sekali.”\n{dash} Bagas Prawira, Camat Sayung"
    assert said in paragraphs(f"DEMAK - Pasar dibuka.\n\n{said}\n")


def test_a_list_below_a_quotation_names_nobody() -> None:
    text = "DEMAK - Pasar dibuka.\n“Kami senang sekali.”\n- Beras turun\n- Cabai naik\n"
    assert "“Kami senang sekali.”" in paragraphs(text)
