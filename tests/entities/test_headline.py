from __future__ import annotations

import pytest

import beritaparse


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Wali Kota Ambon Copot Kepala Dinas", "Kepala Dinas Kota Ambon dicopot wali kota."),
        ("Bupati Garut Lantik 12 Pejabat", "Sebanyak 12 pejabat dilantik di pendopo."),
        ("Bupati Pati Rombak Jabatan", "Ia merombak jabatan di tiga dinas."),
        ("Gubernur Jateng Tinjau Tanggul Demak", "Gubernur meninjau tanggul yang jebol."),
        ("Camat Sayung Tegur Kepala Desa", "Kepala desa itu ditegur kemarin."),
        ("Kapolda Jabar Pecat Dua Anggota", "Dua anggota dipecat."),
        ("Kajari Batam Tahan Dua Tersangka", "Keduanya ditahan sejak pagi."),
        ("Wali Kota Solo Sidak Pasar Gede", "Ia menyidak pasar itu sejak pagi."),
        ("Kapolres Blora Memantau Arus Mudik", "Petugas berjaga di jalan."),
        ("Bupati Blora Meresmikan Pasar Murah", "Pasar itu ramai."),
        ("Wakil Bupati Pati Menghadiri Pengajian", "Pengajian itu ramai."),
        ("Calon Bupati Blora Menyoblos di Rumah", "Mereka menyoblos sejak pagi."),
    ],
)
def test_verbs_of_headlines_are_no_names(headline: str, body: str) -> None:
    article = beritaparse.load().parse(f"{headline}\n\nDEMAK - {body} Warga hadir sejak pagi di tempat itu.")
    assert article.title == headline
    assert article.persons == ()


@pytest.mark.parametrize("name", ["Melati Sukma", "Mega Putri", "Menik Lestari"])
def test_names_that_begin_as_verbs_do_are_kept(name: str) -> None:
    page = f"Bupati Garut {name} Buka Rapat\n\nGARUT - Bupati Garut {name} membuka rapat. Warga hadir sejak pagi."
    assert [person.name for person in beritaparse.load().parse(page).persons] == [name]


def test_the_name_before_the_verb_is_kept() -> None:
    page = (
        "Bupati Garut Maya Lestari Copot Kadis\n\nGARUT - Bupati Garut Maya Lestari mencopot kepala dinas. Warga lega."
    )
    assert [person.name for person in beritaparse.load().parse(page).persons] == ["Maya Lestari"]
