"""``beritaparse train`` on tiny annotations of our own."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin
from typer.testing import CliRunner

import beritaparse
from beritaparse.cli import app
from beritaparse.evaluation.goldfile import FileError
from beritaparse.language import Indonesian
from beritaparse.training.readers import read
from beritaparse.training.run import train

TREEBANK = Path(__file__).parents[1] / "models" / "treebank.conllu"
NAMES = ("Rahmat", "Widya", "Slamet", "Kartika", "Teguh")
PLACES = ("Demak", "Kudus", "Pati", "Jepara")
nlp = Indonesian()


def lines() -> list[tuple[str, list[tuple[int, int, str]]]]:
    made: list[tuple[str, list[tuple[int, int, str]]]] = []
    for name in NAMES:
        for place in PLACES:
            text = f"{name} pulang ke {place} kemarin."
            at = text.index(place)
            made.append((text, [(0, len(name), "PER"), (at, at + len(place), "LOC")]))
    return made


def iob(path: Path) -> Path:
    rows = (
        f"{name}\tB-PER\npulang\tO\nke\tO\n{place}\tB-LOC\nkemarin\tO\n.\tO\n" for name in NAMES for place in PLACES
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def spans(path: Path) -> Path:
    rows = (
        json.dumps({"text": text, "spans": [{"start": a, "end": b, "label": c} for a, b, c in found]})
        for text, found in lines()
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def docbin(path: Path) -> Path:
    made = DocBin()
    for text, found in lines():
        doc = nlp(text)
        doc.set_ents([doc.char_span(a, b, label=c) for a, b, c in found])
        made.add(doc)
    made.to_disk(path)
    return path


@pytest.mark.parametrize("make", [iob, spans, docbin])
def test_names_are_learned_from(make, tmp_path) -> None:
    path = make(tmp_path / {"iob": "a.tsv", "spans": "a.jsonl", "docbin": "a.spacy"}[make.__name__])
    result = CliRunner().invoke(app, ["train", "ner", str(path), "-o", str(tmp_path / "model"), "--steps", "40"])
    assert result.exit_code == 0, result.output
    assert "ents_f" in result.stdout
    trained = spacy.load(tmp_path / "model")
    assert "beritaparse_ner" not in trained.pipe_names
    doc = trained("Widya pulang ke Kudus tadi.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Widya", "PER"), ("Kudus", "LOC")]
    article = beritaparse.load(trained).parse("Widya pulang ke Kudus.")
    assert [person.name for person in article.persons] == ["Widya"]


@pytest.mark.slow
def test_syntax_is_learned_and_goes_on_from_a_start(tmp_path) -> None:
    overrides = {"training.max_steps": 40, "training.eval_frequency": 40}
    first = train("syntax", [TREEBANK], tmp_path / "first", overrides=overrides)
    second = train("syntax", [TREEBANK], tmp_path / "second", start=tmp_path / "first", overrides=overrides)
    assert second["dep_las"] > first["dep_las"]
    doc = beritaparse.load(spacy.load(tmp_path / "second")).doc("Polisi menangkap dua pelaku di Demak.")
    assert [token.pos_ for token in doc] == ["NOUN", "VERB", "NUM", "NOUN", "ADP", "PROPN", "PUNCT"]
    assert doc[1].dep_ == "ROOT"


def test_the_same_seed_gives_the_same_model(tmp_path) -> None:
    path = iob(tmp_path / "a.tsv")
    for name in ("one", "two"):
        train("ner", [path], tmp_path / name, overrides={"training.max_steps": 5, "training.eval_frequency": 5})
    one, two = ((tmp_path / name / "ner" / "model").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_span_that_cuts_a_token_is_unknown_and_said(tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Kata Widyawati pulang.", "spans": [[5, 10, "PER"]]}\n', encoding="utf-8")
    with pytest.warns(UserWarning, match=r"a\.jsonl:1: the span 5:10 \('Widya'\) cuts a token"):
        (doc,) = read(path, nlp)
    assert [token.ent_iob for token in doc] == [2, 0, 2, 2]


def test_whole_spans_are_read_without_a_warning(tmp_path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        docs = list(read(spans(tmp_path / "a.jsonl"), nlp))
    assert len(docs) == len(NAMES) * len(PLACES)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.tsv", "Widya\tB-PER\npulang\tNAMA\n", ":2: no label of IOB: 'NAMA'"),
        ("a.jsonl", '{"text": "Widya", "spans": [[0, 9, "PER"]]}', ":1: the span 0:9"),
        ("a.spacy", "nothing", ": no DocBin"),
        ("a.doc", "nothing", ": the name does not tell"),
        ("a.tsv", "Widya\tO\n\npulang\tO\n", ": no names are marked"),
        ("b.tsv", "Widya\tB-PER\n\npulang\tO\n", ": 2 documents are too few"),
        ("a.jsonl", '{"id": "1", "text": "Widya", "persons": []}', ":1: a gold file"),
    ],
)
def test_a_bad_corpus_is_named(tmp_path, name: str, content: str, reason: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(app, ["train", "ner", str(path), "-o", str(tmp_path / "model")])
    assert result.exit_code == 2
    assert f"{path}{reason}" in result.stderr
    assert not (tmp_path / "model").exists()


def test_a_treebank_has_no_names(tmp_path) -> None:
    with pytest.raises(FileError, match="no names"):
        train("ner", [TREEBANK], tmp_path / "model")


def test_a_file_that_is_not_there_and_an_output_that_is(tmp_path) -> None:
    result = CliRunner().invoke(app, ["train", "ner", str(tmp_path / "no.tsv"), "-o", str(tmp_path / "model")])
    assert result.exit_code == 2
    assert "no.tsv" in result.stderr
    path = iob(tmp_path / "a.tsv")
    result = CliRunner().invoke(app, ["train", "ner", str(path), "-o", str(tmp_path)])
    assert result.exit_code == 2
    assert "there already" in result.stderr
