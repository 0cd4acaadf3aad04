"""Corpora with entities: what is read, what is refused, how names are counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

from beritaparse.evaluation import FileError, evaluate
from beritaparse.evaluation.corpora import Annotated, iob_spans, pair, read_docbin, read_iob, read_spans
from beritaparse.evaluation.entities import score_entities
from beritaparse.evaluation.run import kind_of

IOB = "AKBP\tO\nBagas\tB-PER\nPrawira\tI-PER\ntiba\tO\ndi\tO\nDemak\tB-LOC\n\nPolri\tB-ORG\n"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_iob_is_words_with_blanks_between(tmp_path) -> None:
    path = write(tmp_path / "a.tsv", IOB)
    first, second = read_iob(path)
    assert first == Annotated(
        f"{path}:1",
        "AKBP Bagas Prawira tiba di Demak",
        ((5, 18, "PER"), (27, 32, "LOC")),
        ("AKBP", "Bagas", "Prawira", "tiba", "di", "Demak"),
    )
    assert (second.id, second.spans) == (f"{path}:8", ((0, 5, "ORG"),))


def test_columns_between_blanks_and_lines_that_are_no_words(tmp_path) -> None:
    text = "-DOCSTART- -X- O O\n\n# sent_id = 1\nBagas NNP B-NP B-PER\n# SYM O O\n, , O O\n"
    (sentence,) = read_iob(write(tmp_path / "a.conll", text))
    assert (sentence.words, sentence.spans) == (("Bagas", "#", ","), ((0, 5, "PER"),))


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O B-A I-A O", [(1, 3, "A")]),
        ("I-A I-A I-B", [(0, 2, "A"), (2, 3, "B")]),
        ("B-A B-A", [(0, 1, "A"), (1, 2, "A")]),
        ("S-A B-A E-A B-B I-B E-B", [(0, 1, "A"), (1, 3, "A"), (3, 6, "B")]),
        ("U-A B-A L-A O U-B", [(0, 1, "A"), (1, 3, "A"), (4, 5, "B")]),
        ("E-A O L-B", [(0, 1, "A"), (2, 3, "B")]),
        ("", []),
    ],
)
def test_schemes_of_labels(labels, spans) -> None:
    assert list(iob_spans(labels.split())) == spans


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bagas\tB-PER\nPrawira\n", "2: expected a word and a label, found 'Prawira'"),
        ("Bagas\tPER\n", "1: no label of IOB: 'PER'"),
        ("Bagas\tO-PER\n", "1: no label of IOB: 'O-PER'"),
        ("Bagas\tB\n", "1: no label of IOB: 'B'"),
        ("\tB-PER\n", "1: the word is empty"),
    ],
)
def test_iob_that_is_none_is_named(tmp_path, text, reason) -> None:
    with pytest.raises(FileError, match=f"a.tsv:{reason}"):
        list(read_iob(write(tmp_path / "a.tsv", text)))


def test_encodings_are_said(tmp_path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"caf\xe9\tO\n")
    with pytest.raises(FileError, match="not UTF-8 text"):
        list(read_iob(path))


@pytest.mark.parametrize(
    "row",
    [
        {"text": "Bagas di Demak", "spans": [{"start": 0, "end": 5, "label": "PER"}]},
        {"text": "Bagas di Demak", "entities": [[0, 5, "PER"]]},
        {"text": "Bagas di Demak", "entities": [{"start_offset": 0, "end_offset": 5, "label": "PER"}]},
        {"text": "Bagas di Demak", "label": [[0, 5, "PER"]]},
    ],
)
def test_spans_in_the_shapes_of_usual_tools(tmp_path, row) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps(row))
    assert kind_of(path) == "spans"
    (item,) = read_spans(path)
    assert (item.id, item.text, item.spans) == (f"{path}:1", "Bagas di Demak", ((0, 5, "PER"),))


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        ([0, 99, "PER"], "the span 0:99 does not lie in the text of 5"),
        ([3, 3, "PER"], "the span 3:3 does not lie"),
        ([0, 5], "no span"),
        ({"start": 0, "end": 5}, "a span needs start, end and label"),
        ("PER", "no span: 'PER'"),
    ],
)
def test_spans_that_are_none_are_named(tmp_path, span, reason) -> None:
    path = write(tmp_path / "a.jsonl", "\n" + json.dumps({"text": "Bagas", "spans": [span]}))
    with pytest.raises(FileError, match=f"a.jsonl:2: {reason}"):
        list(read_spans(path))


@pytest.fixture
def docbin(tmp_path) -> Path:
    nlp = spacy.blank("xx")
    doc = Doc(nlp.vocab, words=["Bagas", "di", "Demak", "."], spaces=[True, True, False, False])
    doc.set_ents([Span(doc, 0, 1, "PERSON"), Span(doc, 2, 3, "LOC")])
    path = tmp_path / "a.spacy"
    DocBin(docs=[doc]).to_disk(path)
    return path


def test_docbin(docbin, tmp_path) -> None:
    (item,) = read_docbin(docbin)
    assert (item.id, item.text, item.spans) == (f"{docbin}:1", "Bagas di Demak.", ((0, 5, "PERSON"), (9, 14, "LOC")))
    broken = write(tmp_path / "b.spacy", "nothing")
    with pytest.raises(FileError, match=r"b.spacy: no DocBin"):
        list(read_docbin(broken))


def made(*spans) -> Annotated:
    return Annotated("a", "Bagas Prawira tiba di Demak", spans)


def test_a_name_counts_with_both_ends_and_type() -> None:
    gold = made((0, 13, "PER"), (22, 27, "LOC"))
    tallies, _ = score_entities([(gold, made((0, 5, "PERSON"), (22, 27, "LOC")))])
    assert {tally.layer: tally.rows for tally in tallies} == {
        "all types": [(1, 2, 2)],
        "LOC": [(1, 1, 1)],
        "PER": [(0, 1, 1)],
    }
    (finding,) = tallies[0].findings
    assert (finding.expected, finding.given, finding.at) == ("Bagas Prawira (PER)", "Bagas (PER)", "Bagas Prawira")


def test_a_wrong_type_is_one_mistake_of_both() -> None:
    tallies, _ = score_entities([(made((0, 13, "PER"), (22, 27, "LOC")), made((0, 13, "PER"), (22, 27, "PER")))])
    found = {tally.layer: [f.kind for f in tally.findings] for tally in tallies}
    assert found == {"all types": ["different"], "LOC": ["different"], "PER": ["different"]}


def test_types_that_gold_never_has_are_left_out_and_said() -> None:
    tallies, notes = score_entities([(made((0, 13, "PER")), made((0, 13, "PER"), (22, 27, "GPE")))])
    assert tallies[0].rows == [(1, 1, 1)]
    assert notes == ["left out, gold has none: GPE (1)"]


def test_predictions_must_be_of_the_same_texts(tmp_path) -> None:
    gold = write(tmp_path / "a.tsv", IOB)
    assert evaluate([gold], predictions=gold).scores["all types"].f1 == 1
    short = write(tmp_path / "b.tsv", IOB.split("\n\n")[0])
    with pytest.raises(ValueError, match=r"a.tsv:8: no prediction"):
        evaluate([gold], predictions=short)
    other = write(tmp_path / "c.tsv", IOB.replace("tiba", "hadir"))
    with pytest.raises(ValueError, match=r"c.tsv:1: not the text of .*a.tsv:1"):
        evaluate([gold], predictions=other)
    with pytest.raises(ValueError, match="a prediction for no text"):
        list(pair([], read_iob(gold)))


def test_rules_are_scored_by_the_names_they_find(tmp_path) -> None:
    result = evaluate([write(tmp_path / "a.tsv", IOB)], engine="rules")
    assert (result.unit, result.documents) == ("sentences", 2)
    assert {name: score.f1 for name, score in result.scores.items()} == {"all types": 1, "LOC": 1, "ORG": 1, "PER": 1}


def test_a_spacy_pipeline_of_the_user(tmp_path, docbin) -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Bagas"}])
    nlp.to_disk(tmp_path / "pipeline")
    result = evaluate([docbin], engine=str(tmp_path / "pipeline"))
    assert {name: score.f1 for name, score in result.scores.items()} == {
        "all types": pytest.approx(2 / 3),
        "LOC": 0,
        "PER": 1,
    }
    gold = write(tmp_path / "gold.jsonl", json.dumps({"id": "a", "text": "Bagas", "persons": [{"name": "Bagas"}]}))
    with pytest.raises(ValueError, match=r"this pipeline has not the components of beritaparse \(entity_ruler\)"):
        evaluate([gold], engine=str(tmp_path / "pipeline"))


@pytest.mark.parametrize("engine", ["gpt", "json:nothing"])
def test_an_engine_that_there_is_none_of(tmp_path, engine) -> None:
    with pytest.raises(ValueError, match=r"gpt|nothing"):
        evaluate([write(tmp_path / "a.tsv", IOB)], engine=engine)


def test_files_must_be_of_one_known_kind(tmp_path) -> None:
    iob = write(tmp_path / "a.tsv", IOB)
    gold = write(tmp_path / "b.jsonl", json.dumps({"id": "a", "text": "x"}))
    with pytest.raises(FileError, match=r"b.jsonl: .*a.tsv is of kind iob, this is gold"):
        evaluate([iob, gold])
    with pytest.raises(FileError, match=r"c.docx: the name does not tell what is in it"):
        kind_of(tmp_path / "c.docx")
    with pytest.raises(FileError, match="nothing in it"):
        kind_of(write(tmp_path / "d.jsonl", "\n"))
    with pytest.raises(FileNotFoundError):
        kind_of(tmp_path / "e.tsv")
    with pytest.raises(ValueError, match="no gold file"):
        evaluate([])
