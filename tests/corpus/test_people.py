"""Who is one human being: names, posts, units, stories; and who never is."""

from __future__ import annotations

import pytest

from beritaparse.article import Mention
from beritaparse.corpus.naming import related, unglued

from .conftest import person

KLATEN = "polri/polda-jawa-tengah/polres-klaten"
BATAM = "polri/polda-kepulauan-riau/polresta-barelang"


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("danar wibisana", "danar wibisana", "same"),
        ("danar wibisana", "dannar wibisana", "slip"),
        ("danar", "danar wibisana", "shorter"),
        ("danar wibisana", "danar wibisana putra", "shorter"),
        ("haryo bimasena", "kinanti haryo bimasena", "tail"),
        ("m haniv rusdi", "muhammad haniv rusdi", "initial"),
        ("kdw", "kinanti dyah wardani", "initial"),
        ("hendra wijaya", "hendri wijaya", "partly"),
        ("danar wibisana", "sumiati halimah", None),
    ],
)
def test_relations_of_names(one, other, relation):
    found = related(tuple(one.split()), tuple(other.split()))
    assert (found and found.relation) == relation


@pytest.mark.parametrize(
    ("name", "others", "whole"),
    [
        ("danar wibisanaakan", ["danar wibisana"], "danar wibisana"),
        ("danar wibisanaakan", ["danar wirasena"], None),
        ("danarwibisana", ["danar wibisana"], "danar wibisana"),
        ("budi hartono", ["budi harto"], None),
    ],
)
def test_a_name_that_lost_its_blank_is_that_of_others(name, others, whole):
    words = tuple(name.split())
    found = unglued([words, *(tuple(other.split()) for other in others)])
    assert found.get(words) == (whole and tuple(whole.split()))


def people(newsroom) -> list[list[str]]:
    return [sorted({article for article, _ in group}) for group in newsroom.groups()["people"]]


def test_one_post_one_person(newsroom):
    for id, day in (("a", "2025-01-03"), ("b", "2025-02-07")):
        text = f"Apel nomor {id} di Klaten dipimpin Kapolres Klaten AKBP Panji Wirasena."
        newsroom.add(id, text, person(text, "Panji Wirasena", "Kapolres Klaten", KLATEN, rank="AKBP"), day=day)
    assert people(newsroom) == [["a", "b"]]


def test_namesakes_of_two_services_and_provinces_stay_two(newsroom):
    one = "Kapolres Klaten AKBP Budi Santoso meninjau jembatan yang rusak."
    two = "Kepala Dinas Perikanan Batam Budi Santoso menebar benih kerapu."
    newsroom.add("a", one, person(one, "Budi Santoso", "Kapolres Klaten", KLATEN, rank="AKBP"), day="2025-01-03")
    newsroom.add("b", two, person(two, "Budi Santoso", "Kepala Dinas Perikanan Batam", "pemda/batam"), day="2025-01-04")
    assert people(newsroom) == [["a"], ["b"]]


def test_namesake_of_a_well_known_man_stays_apart(newsroom):
    one = "Presiden Prabowo Subianto membuka pameran alat berat di Jakarta."
    two = "Kepala Dusun Krajan, Prabowo Wicaksono, memanen cabai bersama warga."
    newsroom.add("a", one, person(one, "Prabowo Subianto", "Presiden"))
    newsroom.add("b", two, person(two, "Prabowo Wicaksono", "Kepala Dusun Krajan"))
    assert people(newsroom) == [["a"], ["b"]]


def test_private_people_are_not_linked_across_stories(newsroom):
    one = "Pencuri motor Rangga Mahardika ditangkap di parkiran stasiun Kroya saat membawa kunci leter T."
    two = "Pemilik warung Rangga Mahardika ditipu penjual pupuk palsu di Bondowoso senilai sembilan juta rupiah."
    newsroom.add("a", one, person(one, "Rangga Mahardika", role="suspect"), day="2025-01-03", type="pencurian")
    newsroom.add(
        "b", two, person(two, "Rangga Mahardika", role="victim"), day="2025-02-20", type="penipuan_penggelapan"
    )
    assert people(newsroom) == [["a"], ["b"]]


def test_who_heads_a_region_is_public_even_as_a_victim_and_without_a_known_unit(newsroom):
    for id, day, what, role in (("a", "03", "dicopet di pasar", "victim"), ("b", "17", "membuka bazar", "official")):
        text = f"Panji Wirasena, bupati yang baru, {what} pada pekan nomor {id}."
        newsroom.add(id, text, person(text, "Panji Wirasena", "bupati", role=role), day=f"2025-01-{day}")
    assert people(newsroom) == [["a", "b"]]


def test_initials_are_never_linked_across_stories(newsroom):
    one = "Kurir sabu berinisial RZK ditangkap di pelabuhan rakyat Kijang dengan dua paket dalam botol sampo."
    two = "Sopir truk berinisial RZK menabrak gerobak bakso di tanjakan Cinomati sebelum subuh."
    newsroom.add("a", one, person(one, "RZK", role="suspect", initials=True), day="2025-01-03", type="narkoba")
    newsroom.add("b", two, person(two, "RZK", role="suspect", initials=True), type="kecelakaan_lalu_lintas")
    assert people(newsroom) == [["a"], ["b"]]


def test_brothers_in_one_story_stay_two(newsroom):
    for id in ("a", "b"):
        text = (
            f"Kakak beradik Hendra Lasmana dan Hendri Lasmana memenangi lomba panjat pinang di Wonosobo, kata "
            f"panitia ({id}). Keduanya berlatih di kebun kopi milik ayah mereka sejak bulan lalu."
        )
        newsroom.add(id, text, person(text, "Hendra Lasmana"), person(text, "Hendri Lasmana"), type="budaya_pariwisata")
    found = [sorted({name for _, name in group}) for group in newsroom.groups()["people"]]
    assert sorted(found) == [["Hendra Lasmana"], ["Hendri Lasmana"]]


BAND = (
    "Kelompok calung bambu dari Cilongok menjuarai festival lengger di pendapa Banyumas; {who} memetik kecapi. "
    "Juri memuji gubahan calung Cilongok yang memadukan lengger dengan tembang macapat dan tabuhan kentongan."
)


def called(text: str, name: str, alias: str) -> dict:
    """A person whom the text calls by a nickname too."""
    spans = [(text.index(words), words) for words in (name, alias)]
    kinds = ("name", "alias")
    return person(text, name) | {
        "mentions": tuple(
            Mention(start=at, end=at + len(words), text=words, kind=kind, rule="t")
            for (at, words), kind in zip(spans, kinds, strict=True)
        )
    }


def test_a_nickname_that_one_article_gives_links_the_others_of_its_story(newsroom):
    one, two = BAND.format(who="Kusnadi alias Gombloh"), BAND.format(who="Gombloh")
    newsroom.add("a", one, called(one, "Kusnadi", "Gombloh"), type="budaya_pariwisata")
    newsroom.add("b", two, person(two, "Gombloh"), type="budaya_pariwisata")
    assert people(newsroom) == [["a", "b"]]


def test_a_nickname_of_two_people_is_nobodys(newsroom):
    texts = [BAND.format(who=who) for who in ("Kusnadi alias Gombloh", "Wahyono alias Gombloh", "Gombloh")]
    for id, text, name in zip("abc", texts, ("Kusnadi", "Wahyono", None), strict=True):
        known = called(text, name, "Gombloh") if name else person(text, "Gombloh")
        newsroom.add(id, text, known, type="budaya_pariwisata")
    assert sorted(people(newsroom)) == [["a"], ["b"], ["c"]]


def test_two_bynames_read_as_one_name_are_two_people(newsroom):
    full = "Presiden Joko Widodo dan Wakil Presiden Gibran Rakabuming Raka meresmikan bendungan di Wonogiri."
    both = "Poster lama bergambar Jokowi Gibran masih menempel di pos ronda Tirtomoyo."
    newsroom.add(
        "a", full, person(full, "Joko Widodo", "Presiden"), person(full, "Gibran Rakabuming Raka", "Wakil Presiden")
    )
    newsroom.add("b", both, person(both, "Jokowi Gibran", "Presiden"), day="2025-05-02")
    assert people(newsroom) == [["a", "b"], ["a", "b"]]


def test_a_misprint_in_the_same_article_keeps_nobody_apart(newsroom):
    text = "Camat Warkuk Yulius Marzuqila membuka lomba perahu; kata Yulius Marzukila, 18 regu ikut di danau itu {id}."
    for id in ("a", "b"):
        told = text.format(id=id)
        newsroom.add(
            id,
            told,
            person(told, "Yulius Marzuqila", "Camat Warkuk"),
            person(told, "Yulius Marzukila"),
            type="olahraga",
        )
    assert people(newsroom) == [["a", "b"]]


def test_a_minor_with_a_post_is_private(newsroom):
    for id, school in (("a", "Kebumen"), ("b", "Bitung")):
        text = f"Ketua OSIS asal {school}, Rangga Mahardika, menulis surat tentang lapangan {school} yang becek."
        post = f"Ketua OSIS {school}"
        newsroom.add(id, text, person(text, "Rangga Mahardika", post, role="other", age=16), type="pendidikan")
    assert people(newsroom) == [["a"], ["b"]]


def test_masked_names_are_nobodys(newsroom):
    text = "Tersangka ██████ ████████ ditangkap di Kroya."
    newsroom.add("a", text, person(text, "██████ ████████", role="suspect"))
    assert newsroom.groups()["people"] == []


def test_a_name_that_the_parser_overlooked_is_found_by_others(newsroom):
    one = "Menteri Kelautan Wiranata Kusumadilaga menanam bakau di Brebes bersama nelayan."
    two = "Nelayan Brebes menagih janji perbaikan dermaga kepada Wiranata Kusumadilaga pekan depan."
    newsroom.add("a", one, person(one, "Wiranata Kusumadilaga", "Menteri Kelautan"), day="2025-01-03")
    newsroom.add("b", two, day="2025-01-20", type="unjuk_rasa")
    assert people(newsroom) == [["a", "b"]]


def test_what_the_parser_once_took_for_a_person_is_not_looked_for_where_it_did_not(newsroom):
    text = "Pos Bea Lestari melayani warga."
    newsroom.add("k0", text, person(text, "Bea Lestari", "Kepala Pos"))
    for number in range(1, 5):
        newsroom.add(f"k{number}", f"Antrean ke-{number} di loket Bea Lestari.", title=f"Antrean {number}")
    assert people(newsroom) == [["k0"]]
