"""Small corpora of our own wording: articles as ``batch`` writes them, made by hand."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest

from beritaparse import Article
from beritaparse.article import Block, Event, Mention, Person, Place, Position, Quote, Rank, Speaker, Unit

pytest.importorskip("rensa")

HARD = {"AKP": 3, "Kompol": 4, "AKBP": 5}


def person(text: str, name: str, post: str | None = None, unit: str | None = None, **known: Any) -> dict[str, Any]:
    """A person who stands in ``text``, with a post of a unit and perhaps rank, role, age and initials."""
    at = max(text.find(name), 0)
    rank = known.pop("rank", None)
    title = known.pop("title", None)
    return {
        "name": name,
        "role": known.pop("role", "official" if post else "other"),
        "unit_id": unit,
        "rank": rank and Rank(
            start=0, end=0, text="", abbreviation=rank, full_name=rank, service="polri", grade=HARD[rank], rule="t"
        ),
        "position": post and Position(
            start=0, end=0, text=post, title=title or post.split()[0], unit_id=unit, rule="t"
        ),
        "mentions": (Mention(start=at, end=at + len(name), text=name, rule="t"),),
        **known,
    }  # fmt: skip


class Newsroom:
    """Gathers articles and writes them as ``batch`` would."""

    def __init__(self, folder: Any) -> None:
        self.folder = folder
        self.articles: list[Article] = []
        self._numbers = count(1)

    def add(
        self,
        id: str,
        text: str,
        *people: dict[str, Any],
        title: str = "",
        day: str = "2025-03-10",
        outlet: str = "kabarsatu.id",
        said: tuple[tuple[str, str | None], ...] = (),
        place: tuple[str, str] | None = None,
        type: str = "pencurian",
        units: tuple[Unit, ...] = (),
        published: bool = True,
    ) -> None:
        persons = tuple(Person(id=f"p{n}", **known) for n, known in enumerate(people, 1))
        by_name = {one.name: one.id for one in persons}
        quotes = tuple(
            Quote(
                start=text.index(words), end=text.index(words) + len(words), text=words, kind="direct", rule="t",
                speaker=Speaker(person_id=by_name[who]) if who else None,
            )
            for words, who in said
        )  # fmt: skip
        places = (Place(id=f"place/{place[1]}", name=place[0], level="regency", code=place[1]),) if place else ()
        self.articles.append(
            Article(
                id=id,
                text=text,
                title=title or None,
                published=f"{day}T09:00:00+07:00" if published else None,  # type: ignore[arg-type]
                outlet=outlet,
                blocks=(Block(kind="paragraph", start=0, end=len(text)),),
                persons=persons,
                quotes=quotes,
                places=places,
                units=units,
                events=(Event(type=type, date=day, place_id=places[0].id if places else None),),
            )
        )

    def write(self, name: str = "facts.jsonl", articles: list[Article] | None = None) -> str:
        path = self.folder / name
        lines = [article.model_dump_json() + "\n" for article in (articles or self.articles)]
        path.write_text("".join(lines), encoding="utf-8")
        return str(path)

    def write_as(self, name: str) -> str:
        """Through the writers of ``batch``: Parquet or DuckDB."""
        from beritaparse.batch import outputs

        path = str(self.folder / name)
        lines = [article.model_dump_json().encode() + b"\n" for article in self.articles]
        outputs.write(lines, [], path, outputs.format_of(path, None), None)
        return path

    def groups(self, name: str = "corpus.json", facts: list[str] | None = None) -> dict[str, list[Any]]:
        from beritaparse.corpus import link

        path = self.folder / name
        link(facts or [self.write()], path)
        return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def newsroom(tmp_path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture
def burglary(newsroom: Newsroom) -> Newsroom:
    """A burglary that two outlets tell, one of them twice, a copy of it, and two other happenings."""
    chief = ("Kapolsek Rawajitu", "polri/polda-lampung/polres-mesuji/polsek-rawajitu")
    first = (
        "Toko emas milik Sumiati Halimah di Pasar Rawajitu, Mesuji, dibobol kawanan pencuri pada Minggu malam.\n"
        "Kapolsek Rawajitu AKP Danar Wibisana mengatakan pelaku masuk lewat plafon dan membawa 340 gram perhiasan.\n"
        '"Pelaku merusak gembok pintu belakang lalu menjebol plafon, kami masih memburu tiga orang itu," kata Danar.\n'
        "Kerugian ditaksir Rp 410 juta. Rekaman kamera pengawas sudah diamankan penyidik di lokasi pembobolan.\n"
        "Warga sekitar pasar mengaku mendengar suara benda jatuh menjelang pukul dua pagi dan mengira itu kucing."
    )
    copy = first.replace("Warga sekitar pasar", "Dikutip dari kabarsatu.id, warga sekitar pasar").replace(
        "sudah diamankan", "telah diamankan"
    )
    other = (
        "MESUJI - Polisi memeriksa empat saksi pembobolan toko emas di Pasar Rawajitu.\n"
        "Menurut Kapolsek Rawajitu AKP Danar Wibisana, pemilik toko Sumiati Halimah kehilangan 340 gram perhiasan.\n"
        '"Pelaku merusak gembok pintu belakang dan menjebol plafon. Kami masih memburu tiga orang," ujar Danar.\n'
        "Penyidik juga menelusuri sidik jari di etalase toko emas yang dijebol lewat plafon itu."
    )
    flood = (
        "Banjir setinggi satu meter merendam Desa Tirtamulya di Kabupaten Karawang setelah tanggul Citarum jebol.\n"
        'Sebanyak 120 keluarga mengungsi ke balai desa. "Air naik cepat sekali selepas magrib," kata Kepala Desa '
        "Tirtamulya Endang Suparta."
    )
    race = "Lomba perahu naga di Danau Ranau diikuti 18 regu dan dibuka Camat Warkuk Yulius Marzuki."
    for id, text, day, outlet in (
        ("a1", first, "2025-03-10", "kabarsatu.id"),
        ("a2", copy, "2025-03-11", "lensadesa.com"),
        ("a3", other, "2025-03-11", "suararakyat.co"),
    ):
        words = text.split('"')[1].rstrip(",.")
        newsroom.add(
            id, text,
            person(text, "Danar Wibisana", *chief, rank="AKP"),
            person(text, "Sumiati Halimah", role="victim"),
            title="Toko Emas Pasar Rawajitu Dibobol Lewat Plafon", day=day, outlet=outlet,
            said=((words, "Danar Wibisana"),), place=("Mesuji", "18.11"),
        )  # fmt: skip
    newsroom.add(
        "b1", flood, person(flood, "Endang Suparta", "Kepala Desa Tirtamulya"), title="Tanggul Citarum Jebol",
        said=(("Air naik cepat sekali selepas magrib", "Endang Suparta"),), place=("Karawang", "32.15"), type="banjir",
    )  # fmt: skip
    newsroom.add(
        "c1", race, person(race, "Yulius Marzuki", "Camat Warkuk"), title="Lomba Perahu Naga di Danau Ranau",
        place=("OKU Selatan", "16.09"), type="budaya_pariwisata",
    )  # fmt: skip
    return newsroom
