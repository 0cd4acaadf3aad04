"""The packaged syntax: as an engine, as a component of anyone's pipeline, as a package that spaCy loads by name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import beritaparse
from beritaparse.models.package import load
from beritaparse.models.syntax import load_pipeline

PACKAGE = Path(__file__).parents[2] / "packages" / "id_news_beritaparse"
PAGE = (
    "DEMAK - Polisi menangkap dua pelaku di Demak. “Situasi aman,” ujarnya.\r\n\r\n"
    "Kapolres Demak AKBP Bagas memimpin apel\tpagi\u00a0itu.\r\n\r\nBaca juga: Warga Menangkap Ikan\r\n"
)
parser = beritaparse.load("syntax")


def test_tokens_have_syntax() -> None:
    doc = parser.doc("Polisi menangkap dua pelaku. Mereka tinggal di Demak.")
    assert [(token.text, token.pos_, token.dep_, token.head.text) for token in doc] == [
        ("Polisi", "NOUN", "nsubj", "menangkap"),
        ("menangkap", "VERB", "ROOT", "menangkap"),
        ("dua", "NUM", "nummod", "pelaku"),
        ("pelaku", "NOUN", "obj", "menangkap"),
        (".", "PUNCT", "punct", "menangkap"),
        ("Mereka", "PRON", "nsubj", "tinggal"),
        ("tinggal", "VERB", "ROOT", "tinggal"),
        ("di", "ADP", "case", "Demak"),
        ("Demak", "PROPN", "obl", "tinggal"),
        (".", "PUNCT", "punct", "tinggal"),
    ]
    assert doc[1].lemma_ == "tangkap"
    assert "Voice=Act" in doc[1].morph


def test_a_clitic_is_told_and_the_text_is_not_changed() -> None:
    doc = parser.doc("“Situasi aman,” ujarnya.")
    assert doc.text == "“Situasi aman,” ujarnya."
    (token,) = [token for token in doc if token.text == "ujarnya"]
    assert (token.pos_, token.lemma_, token.morph.get("Clitic")) == ("VERB", "ujar", ["Nsubj"])
    words = [word for word in doc._.berita_words if doc.text[word.start : word.end] == "ujarnya"]
    assert [(word.text, word.upos) for word in words] == [("ujar", "VERB"), ("nya", "PRON")]
    assert doc._.berita_words[words[1].head] == words[0]


def test_text_and_sentences_are_ours() -> None:
    doc, plain = parser.doc(PAGE), beritaparse.load("default").doc(PAGE)
    assert doc.text == PAGE
    assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in plain.sents]
    assert all(token.head.sent == token.sent for token in doc)


def test_the_article_is_that_of_the_default_engine() -> None:
    assert parser.parse(PAGE, id="x") == beritaparse.load("default").parse(PAGE, id="x")


def test_worker_processes_give_the_same() -> None:
    pages = [PAGE, "Hujan turun."]
    assert list(parser.pipe(pages, n_process=2, batch_size=1)) == [parser.parse(page) for page in pages]


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_arbitrary_text(text: str) -> None:
    doc = parser.doc(text)
    assert doc.text == text
    assert all(0 <= word.start < word.end <= len(text) for word in doc._.berita_words)


def test_anyone_can_add_the_component() -> None:
    nlp = spacy.blank("ind")
    nlp.add_pipe("beritaparse_syntax")
    assert [token.pos_ for token in nlp("Warga menunggu bantuan.")] == ["NOUN", "VERB", "NOUN", "PUNCT"]
    assert [len(doc._.berita_words) for doc in nlp.pipe(["Warga menunggu.", ""])] == [3, 0]


def test_other_word_vectors_are_refused() -> None:
    nlp = spacy.blank("ind")
    nlp.vocab.set_vector("warga", np.zeros(3, dtype="float32"))
    with pytest.raises(ValueError, match="word vectors"):
        load_pipeline(nlp.vocab)


def test_the_pipeline_for_spacy_users(tmp_path) -> None:
    nlp = load(exclude="beritaparse_ner", disable=["lemmatizer"])
    assert nlp.pipe_names == ["beritaparse_layout", "beritaparse_sentences", "tok2vec", "morphologizer", "parser"]
    nlp.enable_pipe("lemmatizer")
    text = "Polisi menangkap dua pelaku. Mereka ditahan."
    doc = nlp(text)
    assert [sent.root.lemma_ for sent in doc.sents] == ["tangkap", "tahan"]
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)(text)
    assert [(t.pos_, t.dep_, t.lemma_) for t in again] == [(t.pos_, t.dep_, t.lemma_) for t in doc]


def test_it_works_in_several_processes_of_spacys() -> None:
    nlp = load()
    texts = ["Presiden Joko Widodo tiba di Jakarta.", "Warga menunggu bantuan."]
    one, two = list(nlp.pipe(texts)), list(nlp.pipe(texts, n_process=2))
    assert [doc.to_json() for doc in one] == [doc.to_json() for doc in two]


def test_spacy_loads_it_by_name(tmp_path) -> None:
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(tmp_path)]
    subprocess.run([sys.executable, *install, str(PACKAGE)], check=True)
    program = "import spacy; nlp = spacy.load('id_news_beritaparse', disable=['parser']); print(nlp.pipe_names)"
    program += "; print([token.pos_ for token in nlp('Warga menunggu bantuan.')])"
    program += "; from spacy.cli.info import info; meta = info('id_news_beritaparse')"
    program += "; told = ('lang', 'name', 'version', 'description', 'author', 'license')"
    program += "; assert [nlp.meta[key] for key in told] == [meta[key] for key in told]"
    program += "; assert set(nlp.component_names) == set(meta['pipeline'])"
    program += "; assert info()['pipelines'] == {'id_news_beritaparse': '0.1.0'}"
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
        cwd=tmp_path,
    )
    names, tags, *_ = done.stdout.splitlines()
    assert "morphologizer" in names
    assert "parser" not in names
    assert tags == "['NOUN', 'VERB', 'NOUN', 'PUNCT']"
