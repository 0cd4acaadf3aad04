"""Doccano exports, and corpora of names from marks."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from beritaparse.annotation.convert import Target, convert
from beritaparse.annotation.flat import names, to_iob
from beritaparse.annotation.sheet import Mark, Sheet
from beritaparse.cli import app
from beritaparse.evaluation import FileError, evaluate
from beritaparse.evaluation.corpora import read_iob, read_spans

TEXT = "AKBP Bagas Prawira tiba di Demak.\nPolri siap, kata Bagas."
RELATIONS = {
    "id": 5,
    "text": TEXT,
    "title": "Tiba",
    "event_type": "kunjungan_silaturahmi",
    "entities": [
        {"id": 1, "label": "RANK", "start_offset": 0, "end_offset": 4},
        {"id": 2, "label": "OFFICIAL", "start_offset": 5, "end_offset": 18},
        {"id": 3, "label": "PLACE", "start_offset": 27, "end_offset": 32},
        {"id": 4, "label": "QUOTE_INDIRECT", "start_offset": 34, "end_offset": 44},
        {"id": 6, "label": "ALIAS", "start_offset": 51, "end_offset": 56},
    ],
    "relations": [
        {"id": 1, "from_id": 2, "to_id": 1, "type": "rank"},
        {"id": 2, "from_id": 4, "to_id": 6, "type": "speaker"},
        {"id": 3, "from_id": 6, "to_id": 2, "type": "alias"},
    ],
    "Comments": [],
}
SPANS = {"id": 6, "text": TEXT, "label": [[5, 18, "PER"], [27, 32, "LOC"], [34, 39, "ORG"]], "Comments": []}


def write(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(path, target) -> str:
    return "".join(convert([path], target, print))


def test_doccano_with_relations_becomes_gold(tmp_path) -> None:
    row = json.loads(run(write(tmp_path / "all.jsonl", RELATIONS), Target.gold))
    assert (row["id"], row["title"], row["places"]) == ("5", "Tiba", ["Demak"])
    assert row["persons"][0] | {"position": None, "unit": None} == {
        "name": "Bagas Prawira",
        "rank": "AKBP",
        "position": None,
        "unit": None,
        "role": "official",
        "aliases": ["Bagas"],
    }
    assert (row["quotes"][0]["text"], row["quotes"][0]["speaker"]) == ("Polri siap", "Bagas Prawira")
    assert row["events"][0]["type"] == "kunjungan_silaturahmi"


def test_doccano_with_labels_alone_becomes_gold_and_corpora(tmp_path) -> None:
    path = write(tmp_path / "all.jsonl", SPANS)
    gold = json.loads(run(path, Target.gold))
    assert ([p["name"] for p in gold["persons"]], gold["orgs"], gold["places"]) == (
        ["Bagas Prawira"],
        ["Polri"],
        ["Demak"],
    )
    assert json.loads(run(path, Target.spans)) == {
        "id": "6",
        "text": TEXT,
        "spans": [
            {"start": 5, "end": 18, "label": "PER"},
            {"start": 27, "end": 32, "label": "LOC"},
            {"start": 34, "end": 39, "label": "ORG"},
        ],
    }
    assert run(path, Target.iob).split("\n\n")[1].splitlines() == [
        "Polri\tB-ORG", "siap\tO", ",\tO", "kata\tO", "Bagas\tO", ".\tO",
    ]  # fmt: skip


def test_corpora_can_be_scored_and_read_back(tmp_path) -> None:
    source = write(tmp_path / "all.jsonl", SPANS)
    spans, iob = tmp_path / "spans.jsonl", tmp_path / "words.tsv"
    spans.write_text(run(source, Target.spans), encoding="utf-8")
    iob.write_text(run(source, Target.iob), encoding="utf-8")
    assert [set(item.spans) for item in read_spans(spans)] == [{(5, 18, "PER"), (27, 32, "LOC"), (34, 39, "ORG")}]
    marked = [item.text[start:end] for item in read_iob(iob) for start, end, _ in item.spans]
    assert marked == ["Bagas Prawira", "Demak", "Polri"]
    assert evaluate([spans], predictions=spans).scores["all types"].f1 == 1


def test_of_names_that_overlap_the_longest_stays_and_parts_are_no_names() -> None:
    text = "Aula Polres Demak"
    marks = [
        Mark(0, 17, "FACILITY"),
        Mark(5, 17, "UNIT"),
        Mark(12, 17, "PLACE"),
        Mark(0, 4, "NOISE"),
        Mark(0, 4, "RANK"),
    ]
    assert names(Sheet("a", text, marks)) == [(0, 17, "FAC")]
    assert names(Sheet("a", text, [Mark(5, 17, "SATUAN"), Mark(0, 4, "MISC")])) == [(0, 4, "MISC"), (5, 17, "ORG")]


def test_a_name_inside_a_word_cuts_it() -> None:
    assert to_iob(Sheet("a", "PresidenPrabowo", [Mark(8, 15, "PERSON")])) == "Presiden\tO\nPrabowo\tB-PER\n\n"


def test_articles_give_every_mention(tmp_path, parse_rules) -> None:
    article = parse_rules("Kapolres Demak AKBP Bagas Prawira tiba. “Siap,” kata Bagas di Kudus.", id="a")
    row = json.loads(run(write(tmp_path / "a.jsonl", json.loads(article.model_dump_json())), Target.spans))
    found = [(article.text[span["start"] : span["end"]], span["label"]) for span in row["spans"]]
    assert found == [("Bagas Prawira", "PER"), ("Bagas", "PER"), ("Kudus", "LOC")]


@pytest.mark.parametrize(
    ("row", "target", "reason"),
    [
        (
            RELATIONS | {"relations": [{"from_id": 1, "to_id": 99, "type": "rank"}]},
            Target.gold,
            "1: no relations of Doccano",
        ),
        (
            RELATIONS | {"relations": [{"from_id": 1, "to_id": 3, "type": "x"}]},
            Target.gold,
            "1: no relation 'x' between RANK",
        ),
        (SPANS | {"label": [[0, 999, "PER"]]}, Target.gold, "1: the span 0:999 does not lie"),
        ({"id": "a", "text": "x", "persons": []}, Target.iob, "1: a gold file does not say wherever a name stands"),
        ({"id": "a", "text": "x", "schema_version": "1.0", "y": 1}, Target.iob, "1: no article of this version"),
        ({"id": "a"}, Target.labelstudio, "1: text: Field required"),
    ],
)
def test_what_cannot_be_converted_is_named(tmp_path, row, target, reason) -> None:
    with pytest.raises(FileError, match=f"all.jsonl:{reason}"):
        run(write(tmp_path / "all.jsonl", row), target)


def test_the_command(tmp_path) -> None:
    source, output = write(tmp_path / "all.jsonl", SPANS), tmp_path / "gold.jsonl"
    call = CliRunner().invoke
    assert call(app, ["convert", str(source), "-o", str(output)]).exit_code == 0
    assert json.loads(output.read_text(encoding="utf-8"))["places"] == ["Demak"]
    assert call(app, ["convert", str(source), "--to", "iob"]).stdout.startswith("AKBP\tO\nBagas\tB-PER\n")
    assert call(app, ["convert", "--label-config"]).stdout.startswith("<View>")
    assert call(app, ["convert", str(source), "--to", "xml"]).exit_code == 2
    assert call(app, ["convert"]).exit_code == 2
    missing = call(app, ["convert", str(tmp_path / "none.jsonl")])
    assert (missing.exit_code, "none.jsonl: No such file" in missing.stderr) == (2, True)
