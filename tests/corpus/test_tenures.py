"""Who held which post from when to when."""

from __future__ import annotations

import json
from contextlib import closing

import duckdb
import pytest

from beritaparse.corpus import link
from beritaparse.corpus.tenures import Holding, handover, tenures

from .conftest import person

KLATEN = "polri/polda-jawa-tengah/polres-klaten"


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        (
            "Jabatan beralih dari AKBP Panji Wirasena kepada AKBP Lukas Adinata.",
            "Panji Wirasena",
            "ended",
        ),
        (
            "Jabatan beralih dari AKBP Panji Wirasena kepada AKBP Lukas Adinata.",
            "Lukas Adinata",
            "began",
        ),
        ("AKBP Lukas Adinata menggantikan AKBP Panji Wirasena.", "Lukas Adinata", "began"),
        ("AKBP Lukas Adinata menggantikan AKBP Panji Wirasena.", "Panji Wirasena", "ended"),
        ("AKBP Panji Wirasena digantikan AKBP Lukas Adinata.", "Panji Wirasena", "ended"),
        ("AKBP Panji Wirasena memimpin apel pagi.", "Panji Wirasena", "seen"),
    ],
)
def test_words_of_a_handover(sentence, name, kind):
    assert handover(sentence, name) == kind


def held(person: int, day: int, kind: str = "seen", unit: str | None = KLATEN, title: str = "kapolres") -> Holding:
    return Holding(person, "Kapolres Klaten", title, unit, day, day, kind)


def test_one_after_the_other():
    first, second = tenures([held(1, 10), held(1, 40), held(2, 60), held(2, 90)])
    assert (first.first, first.last, first.successor) == (10, 40, 2)
    assert (second.first, second.last, second.predecessor) == (60, 90, 1)
    assert first.contradiction is None


def test_two_holders_at_a_time_contradict_each_other():
    made = tenures([held(1, 10), held(2, 30), held(1, 50)])
    assert {tenure.contradiction for tenure in made} == {"two holders at a time"}


def test_a_handover_ends_a_tenure_whatever_is_written_later():
    made = tenures([held(1, 10), held(1, 30, "ended"), held(2, 30, "began"), held(1, 36)])
    assert [tenure.contradiction for tenure in made] == [None, None]


def test_two_holders_of_one_week_without_a_handover_are_in_no_order():
    made = tenures([held(1, 10), held(2, 12), held(1, 14)])
    assert {(tenure.successor, tenure.predecessor, tenure.contradiction) for tenure in made} == {(None, None, None)}


def test_who_holds_a_post_for_another_is_in_no_turn():
    made = tenures([held(1, 10), held(2, 60)._replace(post="Plt Kapolres Klaten"), held(3, 90)])
    assert [(tenure.person, tenure.successor) for tenure in made] == [(1, 3), (2, None), (3, None)]


@pytest.mark.parametrize(("post", "successor"), [("Kapolri", 2), ("Kapolri Kerajaan Ngayogya", None)])
def test_only_the_one_holder_of_the_country_has_turns(post, successor):
    made = tenures([Holding(n, post, "kapolri", None, day, day, "seen") for n, day in ((1, 10), (2, 60))])
    assert made[0].successor == successor


def test_posts_that_many_hold_have_no_turns():
    made = tenures([held(1, 10, title="anggota"), held(2, 10, title="anggota")])
    assert {tenure.contradiction for tenure in made} == {None}


def test_tenures_of_a_corpus_have_their_sentences(newsroom, tmp_path):
    one = "Kapolres Klaten AKBP Panji Wirasena membuka pelatihan juru parkir."
    two = "Jabatan Kapolres Klaten diserahterimakan dari AKBP Panji Wirasena kepada AKBP Lukas Adinata."
    three = "Kapolres Klaten AKBP Lukas Adinata meninjau pasar hewan."
    panji = ("Panji Wirasena", "Kapolres Klaten", KLATEN)
    lukas = ("Lukas Adinata", "Kapolres Klaten", KLATEN)
    newsroom.add("a", one, person(one, *panji, rank="AKBP"), day="2025-01-03", type="pelatihan_pembinaan")
    newsroom.add(
        "b", two, person(two, *panji, rank="AKBP"), person(two, *lukas, rank="AKBP"), day="2025-03-01",
        type="sertijab_pelantikan",
    )  # fmt: skip
    newsroom.add("c", three, person(three, *lukas, rank="AKBP"), day="2025-04-02", type="kunjungan_silaturahmi")
    link(newsroom.write(), tmp_path / "corpus.duckdb")
    with closing(duckdb.connect(str(tmp_path / "corpus.duckdb"), read_only=True)) as base:
        found = base.execute("""
            SELECT p.name, began::VARCHAR, ended::VARCHAR, s.name, contradiction FROM tenures t
            JOIN people p USING (person_id) LEFT JOIN people s ON s.person_id = t.successor
            ORDER BY t.first_day""").fetchall()
        sentences = {row[0] for row in base.execute("SELECT sentence FROM tenure_evidence").fetchall()}
    assert found == [
        ("Panji Wirasena", None, "2025-03-01", "Lukas Adinata", None),
        ("Lukas Adinata", "2025-03-01", None, None, None),
    ]
    assert sentences == {one, two, three}


def test_appointments_that_batch_read_begin_and_end_tenures(newsroom, tmp_path):
    text = "AKBP Lukas Adinata, sebelumnya Kapolres Rembang, menggantikan AKBP Panji Wirasena sebagai Kapolres Klaten."
    newsroom.add(
        "a", text, person(text, "Lukas Adinata", "Kapolres Klaten", KLATEN, rank="AKBP"),
        person(text, "Panji Wirasena", rank="AKBP", role="official"), day="2025-03-02", type="sertijab_pelantikan",
    )  # fmt: skip
    row = json.loads(newsroom.articles[0].model_dump_json())
    post = {"text": "Kapolres Klaten", "title": "Kapolres", "acting": False, "former": False, "unit_id": KLATEN}
    before = post | {"text": "Kapolres Rembang", "unit_id": "polri/polda-jawa-tengah/polres-rembang"}
    row["appointments"] = [
        {
            "person_id": "p1",
            "position": post,
            "former": before,
            "predecessor_id": "p2",
            "date": "2025-03-01",
            "text": text,
        }
    ]
    (tmp_path / "facts.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    link(tmp_path / "facts.jsonl", tmp_path / "corpus.duckdb")
    with closing(duckdb.connect(str(tmp_path / "corpus.duckdb"), read_only=True)) as base:
        found = base.execute("""
            SELECT p.name, t.post, began::VARCHAR, ended::VARCHAR, s.name FROM tenures t JOIN people p USING (person_id)
            LEFT JOIN people s ON s.person_id = t.successor ORDER BY t.post, p.name""").fetchall()
    assert found == [
        ("Lukas Adinata", "Kapolres Klaten", "2025-03-01", None, None),
        ("Panji Wirasena", "Kapolres Klaten", None, "2025-03-01", "Lukas Adinata"),
        ("Lukas Adinata", "Kapolres Rembang", None, "2025-03-01", None),
    ]
