from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.lex_attrs import LEX_ATTRS

from beritaparse.language import Indonesian

nlp = Indonesian()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Jl. Ahmad Yani No. 5", ["Jl.", "Ahmad", "Yani", "No.", "5"]),
        ("Drs. H. Anwar, S.I.K., M.H.", ["Drs.", "H.", "Anwar", ",", "S.I.K.", ",", "M.H."]),
        ("seharga Rp1,5 juta", ["seharga", "Rp", "1,5", "juta"]),
        ("pukul 09.30 WIB", ["pukul", "09.30", "WIB"]),
        ("pukul 02.00WIB", ["pukul", "02.00", "WIB"]),
        ("Selasa (15/10/2024)", ["Selasa", "(", "15/10/2024", ")"]),
        ("Kodim 0417/Kerinci", ["Kodim", "0417/Kerinci"]),
        ("TNI-Polri bersatu", ["TNI", "-", "Polri", "bersatu"]),
        ("anak-anak bermain", ["anak-anak", "bermain"]),
        ("kata-katanya", ["kata-katanya"]),
        ("kabarpesisir.news–Dalam rangka", ["kabarpesisir.news", "–", "Dalam", "rangka"]),
        ("SERAMBI.CO.ID, BANDA ACEH", ["SERAMBI.CO.ID", ",", "BANDA", "ACEH"]),
        ("wilayah Baja.Nagoya", ["wilayah", "Baja", ".", "Nagoya"]),
        ("ujarnya.", ["ujarnya", "."]),
        ("Kab. Demak", ["Kab.", "Demak"]),
        ("Kombes. Pol. Arif", ["Kombes.", "Pol.", "Arif"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in nlp(text)] == tokens


@given(st.text())
def test_the_text_is_never_changed(text: str) -> None:
    assert nlp.make_doc(text).text == text


def test_spacy_finds_the_language_by_its_code() -> None:
    assert isinstance(spacy.blank("ind"), Indonesian)


def test_a_saved_pipeline_loads_again(tmp_path) -> None:
    nlp.to_disk(tmp_path)
    assert [token.text for token in spacy.load(tmp_path)("Jl. Raya")] == ["Jl.", "Raya"]


@given(st.text(min_size=1, max_size=120))
def test_attributes_of_words_are_those_of_spacy(word: str) -> None:
    ours = {number: get(word) for number, get in nlp.Defaults.lex_attr_getters.items()}
    assert ours == {number: LEX_ATTRS[number](word) for number in ours}


@pytest.mark.parametrize(
    ("word", "shape"), [("polisi", "xxxx"), ("Kapolres", "Xxxxx"), ("TNI", "XXX"), ("x" * 100, "LONG")]
)
def test_shapes(word: str, shape: str) -> None:
    assert nlp.vocab[word].shape_ == shape
