"""Linked articles against annotated stories."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from beritaparse.cli import app
from beritaparse.evaluation import FileError, evaluate
from beritaparse.evaluation.links import score_links

GOLD = {
    "articles": ["a", "b", "c", "d"],
    "stories": [{"id": "s", "articles": ["a", "b"], "also_defensible": ["c"]}],
    "people": [
        {"id": "p1", "name": "Danar Wibisana", "variants": ["Danar"], "articles": ["a", "b"]},
        {"id": "p2", "name": "Danar Kusuma", "variants": [], "articles": ["c", "d"]},
    ],
    "reprints": [["a", "b"]],
    "same_quotes": [
        {"quotes": [{"article": "a", "text": "Kami masih memburu"}, {"article": "b", "text": "Kami masih mengejar"}]}
    ],
    "not_same": [["two of the name Danar", ["a", "b"], ["c", "d"]]],
    "more": {"partial_copies": [["c", "d"]]},
}
RIGHT = {
    "stories": [["a", "b", "c"]],
    "people": [[["a", "Danar"], ["b", "Danar Wibisana"]], [["c", "Danar Kusuma"], ["d", "Danar Kusuma"]]],
    "reprints": [["a", "b"], ["c", "d"]],
    "same_quotes": [[["a", "Kami masih memburu tiga orang itu"], ["b", "kami masih mengejar mereka"]]],
}


def test_all_right():
    result = score_links(GOLD, RIGHT)
    assert {layer: score.f1 for layer, score in result.scores.items()} == dict.fromkeys(result.scores, 1.0)
    assert result.notes == ("confused: 0 of 1 pairs",)


def test_what_gold_leaves_open_counts_neither_way():
    with_open = score_links(GOLD, RIGHT).scores["stories"]
    without = score_links(GOLD, RIGHT | {"stories": [["a", "b"]]}).scores["stories"]
    assert with_open == without


def test_joined_people_are_confused_and_cost_precision():
    joined = RIGHT | {"people": [[*RIGHT["people"][0], *RIGHT["people"][1]]]}
    result = score_links(GOLD, joined)
    assert result.notes == ("confused: 1 of 1 pairs", "confused: two of the name Danar")
    assert result.scores["people"].precision == 0.5
    assert result.scores["people"].recall == 1.0


def test_missed_and_spurious_pairs_are_listed():
    result = score_links(GOLD, RIGHT | {"reprints": [["a", "d"]]})
    assert result.scores["reprints"].f1 == 0
    assert {(f.kind, f.document) for f in result.findings if f.layer == "reprints"} == {
        ("missed", "a = b"),
        ("spurious", "a = d"),
    }


def test_command_reads_both_files(tmp_path):
    gold, given = tmp_path / "stories.json", tmp_path / "predictions.json"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    given.write_text(json.dumps(RIGHT), encoding="utf-8")
    done = CliRunner().invoke(app, ["evaluate", str(gold), "--predictions", str(given), "--json"])
    assert json.loads(done.stdout)["scores"]["people"]["f1"] == 1.0
    with pytest.raises(ValueError, match="--predictions"):
        evaluate([gold])
    given.write_text("[]", encoding="utf-8")
    with pytest.raises(FileError, match="neither gold nor predictions"):
        evaluate([gold], predictions=given)
