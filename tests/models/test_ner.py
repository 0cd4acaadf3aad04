from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import beritaparse
from beritaparse.evaluation import evaluate
from beritaparse.models.recogniser import recogniser

parser = beritaparse.load("default")


def ents(text: str) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in parser.doc(text).ents]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Presiden Joko Widodo bertemu Perdana Menteri Malaysia di Jakarta.", "Joko Widodo", "PER"),
        ("Presiden Joko Widodo bertemu Perdana Menteri Malaysia di Jakarta.", "Jakarta", "LOC"),
        ("Menurut Rahmat Hidayat, saham Bank Indonesia naik.", "Rahmat Hidayat", "PER"),
    ],
)
def test_names(text: str, name: str, label: str) -> None:
    assert (name, label) in ents(text)


def test_a_name_without_any_title_becomes_a_person() -> None:
    names = [person.name for person in parser.parse("Pada hari itu Rahmat Hidayat pulang lebih awal.").persons]
    assert names == ["Rahmat Hidayat"]


@pytest.mark.parametrize("district", ["Sukajadi", "Liang Anggang", "Bambang"])
def test_a_place_before_its_holder_is_nobody(district: str) -> None:
    article = parser.parse(f"DEMAK - Kapolsek {district}, Kompol Imam Suryana mengatakan pelaku sudah ditangkap.")
    assert [(p.name, p.position.text) for p in article.persons if p.position] == [
        ("Imam Suryana", f"Kapolsek {district}")
    ]


def test_scores_are_probabilities_aligned_with_the_entities() -> None:
    doc = parser.doc("Menurut Rahmat Hidayat, saham Bank Indonesia naik di Jakarta.")
    assert len(doc._.berita_ent_scores) == len(doc.ents) > 0
    assert all(0 <= score <= 1 for score in doc._.berita_ent_scores)


def test_a_score_does_not_depend_on_what_was_read_before() -> None:
    sentences = [
        ["Presiden", "Joko", "Widodo", "bertemu", "Perdana", "Menteri", "Malaysia"],
        ["Menurut", "Rahmat", "Hidayat", ",", "saham", "Bank", "Indonesia", "naik", "."],
    ]
    fresh, used = recogniser.__wrapped__(), recogniser.__wrapped__()
    used.names([["Ketua", "Golkar", "Jawa", "Barat", "tiba", "di", "Bandung", "hari", "Senin"], sentences[1]])
    assert fresh.names(sentences) == used.names(sentences)


def test_noise_has_no_names() -> None:
    assert ents("Hujan turun sejak pagi di sana.\nBaca juga: Joko Widodo ke Malaysia\n") == []


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_arbitrary_text(text: str) -> None:
    parser.doc(text)


def test_without_layout_the_sentences_of_spacy_are_read() -> None:
    nlp = spacy.blank("ind")
    nlp.add_pipe("beritaparse_ner")
    text = "Presiden Joko Widodo bertemu warga di Jakarta."
    wanted = [("Joko Widodo", "PER"), ("Jakarta", "LOC")]
    assert [(ent.text, ent.label_) for ent in nlp(text).ents] == wanted
    nlp.add_pipe("sentencizer", first=True)
    assert [(ent.text, ent.label_) for ent in nlp(f"{text} Hujan turun. {text}").ents] == wanted * 2
    assert nlp("").ents == ()


def test_the_model_that_ships_has_not_become_worse() -> None:
    """Sixty sentences that we wrote; the corpora are scored by ``beritaparse evaluate``, which needs them at hand."""
    scores = evaluate([Path(__file__).parent / "names.tsv"], resamples=0).scores
    least = {"all types": 0.88, "PER": 0.95, "LOC": 0.80, "ORG": 0.84}
    assert {name: score.f1 for name, score in scores.items() if score.f1 < least[name]} == {}
