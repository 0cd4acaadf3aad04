from __future__ import annotations

import textwrap

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
    assert [person.name for person in article.persons] == ["Bagas Prawira", "Suryo Nugroho", "Sutinah"]
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


PASTED = (
    "Kapolres Demak AKBP Suryo Nugroho menyerahkan bantuan beras kepada warga Desa Timbulsloko, Kecamatan Sayung, "
    "Senin (3/2/2025). Kegiatan itu dihadiri Camat Sayung Bagas Prawira dan Kepala Desa Timbulsloko Sutinah. "
    '"Bantuan ini untuk warga yang rumahnya terendam air laut sejak pekan lalu," kata Suryo di Balai Desa Timbulsloko.'
)


def facts(page: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str | None]]]:
    article = beritaparse.load("rules").parse(page)
    persons = [(person.name, person.position and " ".join(person.position.text.split())) for person in article.persons]
    names = {person.id: person.name for person in article.persons}
    speakers = [names.get(quote.speaker.person_id or "") if quote.speaker else None for quote in article.quotes]
    quotes = [" ".join(quote.text.split()) for quote in article.quotes]
    return persons, list(zip(quotes, speakers, strict=True))


@pytest.mark.parametrize("column", [48, 60, 72])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_page_broken_at_a_column_gives_the_same_facts(column: int, between: str) -> None:
    second = (
        "Camat Sayung Bagas Prawira mengatakan jalan desa sudah dapat dilalui kendaraan roda empat sejak Minggu pagi."
    )
    broken = between.join("\n".join(textwrap.wrap(paragraph, column)) for paragraph in (PASTED, second))
    assert facts(broken) == facts(f"{PASTED}\n\n{second}")
    assert len(facts(broken)[1]) == 2


def test_a_ragged_column_is_read_too_and_headlines_in_a_row_stay_apart() -> None:
    ragged = (
        "Kapolres Demak AKBP Suryo\nNugroho menyerahkan bantuan kepada warga\nDesa Timbulsloko, Kecamatan Sayung, "
        "Senin (3/2/2025),\nbersama Camat\nSayung Bagas Prawira dan perangkat desa yang\nikut hadir."
    )
    assert len(paragraphs(ragged)) == 1
    headlines = [
        "Polres Demak Tangkap Tiga Pencuri Motor di Sayung",
        "Bupati Demak Resmikan Jembatan Baru di Kecamatan Mranggen",
        "Warga Timbulsloko Minta Tanggul Laut Segera Diperbaiki",
        "Kodim Demak Gelar Bakti Sosial Bersama Persit",
        "Banjir Rob Rendam Ratusan Rumah di Pesisir Sayung",
        "KPU Demak Tetapkan Daftar Pemilih Sementara",
    ]
    assert len(segment("\n".join(headlines))[0]) == len(headlines)
