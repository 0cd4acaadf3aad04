"""The engine ``stanza`` end to end, with tiny models trained here from a treebank of our own."""

from __future__ import annotations

import builtins
import pickle
from importlib import util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from typer.testing import CliRunner

import beritaparse
from beritaparse.cli import app
from beritaparse.models import stanza_engine
from beritaparse.parser import build

SCRIPT = Path(__file__).parents[2] / "scripts" / "train_stanza.py"
TREEBANK = Path(__file__).parent / "treebank.conllu"
PAGE = (
    "DEMAK - Polisi menangkap dua pelaku di Demak. “Situasi aman,” ujarnya.\r\n\r\n"
    "Kapolres Demak AKBP Bagas memimpin apel\tpagi\u00a0itu.\r\n\r\nBaca juga: Warga Menangkap Ikan\r\n"
)
needs_stanza = pytest.mark.skipif(
    util.find_spec("stanza") is None, reason="Stanza is not installed: pip install 'beritaparse[stanza]'"
)


@pytest.fixture(scope="module")
def models(tmp_path_factory) -> Path:
    spec = util.spec_from_file_location("train_stanza", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = util.module_from_spec(spec)
    spec.loader.exec_module(script)
    target = tmp_path_factory.mktemp("stanza")
    script.train(TREEBANK, target, "tiny")
    return target


@pytest.fixture(scope="module")
def parser(models: Path) -> beritaparse.Parser:
    return beritaparse.load(engine="stanza", models=models)


@needs_stanza
def test_tokens_have_syntax(parser) -> None:
    doc = parser.doc("Polisi menangkap dua pelaku di Demak.")
    assert [(token.text, token.pos_) for token in doc] == [
        ("Polisi", "NOUN"),
        ("menangkap", "VERB"),
        ("dua", "NUM"),
        ("pelaku", "NOUN"),
        ("di", "ADP"),
        ("Demak", "PROPN"),
        (".", "PUNCT"),
    ]
    assert doc[1].dep_ == "ROOT"
    assert doc[1].lemma_ == "tangkap"
    assert doc[2].head.text == "pelaku"
    assert "Voice=Act" in doc[1].morph


@needs_stanza
def test_a_multiword_token_stays_one_token_of_the_text(parser) -> None:
    doc = parser.doc("“Situasi aman,” ujarnya.")
    assert doc.text == "“Situasi aman,” ujarnya."
    (token,) = [token for token in doc if token.text == "ujarnya"]
    assert (token.pos_, token.lemma_) == ("VERB", "ujar")
    words = [word for word in doc._.berita_words if doc.text[word.start : word.end] == "ujarnya"]
    assert [word.text for word in words] == ["ujar", "nya"]
    assert doc._.berita_words[words[1].head] == words[0]


@needs_stanza
def test_text_sentences_and_offsets_are_ours(parser) -> None:
    doc, plain = parser.doc(PAGE), beritaparse.load("default").doc(PAGE)
    assert doc.text == PAGE
    assert [(s.start, s.end) for s in doc.sents] == [(s.start, s.end) for s in plain.sents]
    spans = [(sentence.start, sentence.end) for sentence in doc._.berita_sentences]
    for word in doc._.berita_words:
        assert any(start <= word.start < word.end <= end for start, end in spans)
        assert word.text in PAGE[word.start : word.end]
    ikan = next(token for token in doc if token.text == "Ikan")
    assert (ikan.pos_, ikan.dep_) == ("", "")  # noise is not parsed
    for token in doc:
        assert token.head.sent == token.sent
    assert [sent.root.dep_ for sent in doc.sents if any(token.pos_ for token in sent)] == ["ROOT"] * len(spans)


@needs_stanza
def test_the_article_has_what_the_default_engine_gives(parser) -> None:
    article = parser.parse(PAGE, id="x")
    assert article.text == PAGE
    assert article.persons == beritaparse.load("default").parse(PAGE, id="x").persons


@needs_stanza
def test_the_layer_survives_bytes_and_the_stage_pickles(parser) -> None:
    doc = parser.doc(PAGE)
    again = Doc(parser.nlp.vocab).from_bytes(doc.to_bytes())
    assert [tuple(word) for word in again._.berita_words] == [tuple(word) for word in doc._.berita_words]
    assert [token.head.i for token in again] == [token.head.i for token in doc]
    stage = pickle.loads(pickle.dumps(parser.nlp.get_pipe("beritaparse_stanza")))
    assert stage.models == parser.models


@needs_stanza
def test_worker_processes_give_the_same(parser) -> None:
    pages = [PAGE, "Hujan turun."]
    assert list(parser.pipe(pages, n_process=2, batch_size=1)) == [parser.parse(page) for page in pages]


@needs_stanza
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\u200b",
        "selesai.Kemudian warga pulang.Lalu tidur",
        "a" * 2000,
        "kata " * 2000,
        "Ia\u2028pergi \x1c\x85 ke\x0bpasar. 😀 Ujarnyalah \ufeff.",
        "“((([[[.....,,,,,-----”",
        "<PAD> <UNK> <s> _ \\ # text = x 1-2\tx",
    ],
)
def test_odd_text(parser, text: str) -> None:
    assert parser.doc(text).text == text


@needs_stanza
@settings(max_examples=60)
@given(text=st.lists(st.sampled_from([*"aI.”“ \t\n\u00a0\u200b\u0301é中1-/#", "nya", "Ujarnya. "])).map("".join))
def test_arbitrary_text(parser, text: str) -> None:
    doc = parser.doc(text)
    assert doc.text == text
    assert all(0 <= word.start < word.end <= len(text) for word in doc._.berita_words)
    assert all(token.head.sent == token.sent for token in doc)


@needs_stanza
def test_missing_models_are_named(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match="beritaparse download stanza"):
        beritaparse.load("stanza", models=tmp_path)


def test_the_command_names_missing_models(monkeypatch) -> None:
    def refuse(_: object) -> None:
        raise FileNotFoundError("no Stanza models for Indonesian: run `beritaparse download stanza`")

    monkeypatch.setattr(stanza_engine, "pipeline", refuse)
    result = CliRunner().invoke(app, ["parse", "x.txt", "--engine", "stanza"])
    assert result.exit_code == 1
    assert "beritaparse download stanza" in result.stderr


@pytest.fixture
def no_stanza(monkeypatch) -> None:
    def refuse(name: str, *_: object) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(stanza_engine, "import_module", refuse)
    stanza_engine.pipeline.cache_clear()


@pytest.mark.usefixtures("no_stanza")
def test_a_missing_stanza_is_named(tmp_path) -> None:
    with pytest.raises(ImportError, match=r"pip install 'beritaparse\[stanza\]'"):
        build("stanza")
    result = CliRunner().invoke(app, ["parse", "x.txt", "--engine", "stanza"])
    assert result.exit_code == 1
    assert "beritaparse[stanza]" in result.stderr
    result = CliRunner().invoke(app, ["download", "stanza"])
    assert result.exit_code == 1
    assert "beritaparse[stanza]" in result.stderr


def test_download(monkeypatch, tmp_path) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(stanza_engine, "download", asked.append)
    assert CliRunner().invoke(app, ["download", "stanza"]).exit_code == 0
    assert CliRunner().invoke(app, ["download", "stanza", "--dir", str(tmp_path)]).exit_code == 0
    assert asked == [None, str(tmp_path)]
    assert CliRunner().invoke(app, ["download", "weather"]).exit_code == 2


def test_download_without_a_network(monkeypatch) -> None:
    def refuse(_: object) -> None:
        raise builtins.ConnectionError("Name or service not known")

    monkeypatch.setattr(stanza_engine, "download", refuse)
    result = CliRunner().invoke(app, ["download", "stanza"])
    assert result.exit_code == 1
    assert "network" in result.stderr
    assert "Traceback" not in result.stderr


def test_models_are_for_this_engine_only() -> None:
    with pytest.raises(ValueError, match="stanza"):
        beritaparse.load("rules", models="x")
