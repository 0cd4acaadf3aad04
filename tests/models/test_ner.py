from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import beritaparse
from beritaparse.models.features import sentence_features, shape
from beritaparse.models.ner import spans_of

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


def test_scores_are_probabilities_aligned_with_the_entities() -> None:
    doc = parser.doc("Menurut Rahmat Hidayat, saham Bank Indonesia naik di Jakarta.")
    assert len(doc._.berita_ent_scores) == len(doc.ents) > 0
    assert all(0 <= score <= 1 for score in doc._.berita_ent_scores)


def test_noise_has_no_names() -> None:
    assert ents("Hujan turun sejak pagi di sana.\nBaca juga: Joko Widodo ke Malaysia\n") == []


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_arbitrary_text(text: str) -> None:
    parser.doc(text)


def test_spans_of_labels() -> None:
    labels = ["B-PER", "I-PER", "O", "I-LOC", "B-LOC", "I-ORG"]
    assert list(spans_of(labels)) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "ORG")]


def test_features() -> None:
    assert [shape(word) for word in ("Budi", "AKBP", "anak-anak", "15/10", "McD")] == ["Aa", "A", "a-a", "0/0", "AaA"]
    first, last = sentence_features(["Budi", "pulang"])
    assert "BOS" in first
    assert "+1w=pulang" in first
    assert "-1w=budi" in last
