"""``beritaparse evaluate``: the table, the list of mistakes, the page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from beritaparse.cli import app

TEXT = "Kapolres Demak AKBP Bagas Prawira <script>alert(1)</script> hadir di Kudus."
GOLD = {"id": "a<b>", "text": TEXT, "persons": [{"name": "Bagas Prawira", "rank": "AKBP"}], "places": ["Kudus"]}
GIVEN = {"id": "a<b>", "persons": [{"name": "Bagas Prawira", "rank": "AKP"}], "places": ["<script>alert(1)</script>"]}


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    gold, given = tmp_path / "gold.jsonl", tmp_path / "given.jsonl"
    second = GOLD | {"id": "b"}
    gold.write_text(json.dumps(GOLD) + "\n" + json.dumps(second) + "\n", encoding="utf-8")
    given.write_text(json.dumps(GIVEN) + "\n" + json.dumps(second) + "\n", encoding="utf-8")
    return gold, given


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_the_table(files) -> None:
    result = run(files[0], "--predictions", files[1])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["layer", "P", "R", "F1", "95", "%", "of", "F1", "gold", "pred"]
    assert lines[1].split() == ["persons", "1.000", "1.000", "1.000", "1.000–1.000", "2", "2"]
    assert len(lines) == 21
    assert run(files[0], "--predictions", files[1], "--resamples", 0).stdout.splitlines()[1].split()[4] == "–"


def test_an_engine_is_scored(files) -> None:
    result = run(files[0], "--engine", "rules", "--layer", "person.rank")
    assert result.stdout.splitlines()[1].split()[:4] == ["person.rank", "1.000", "1.000", "1.000"]


def test_mistakes_are_listed_by_layer(files) -> None:
    result = run(files[0], "--predictions", files[1], "--errors", "--layer", "places", "--layer", "person.rank")
    _, listed = result.stdout.split("\n\n")
    assert listed.splitlines() == [
        "== person.rank",
        "a<b>: expected 'Bagas Prawira | AKBP', given 'Bagas Prawira | AKP'",
        "    …Kapolres Demak AKBP [Bagas Prawira] <script>alert(1)</script> hadir di Kudus.…",
        "== places",
        "a<b>: missed 'Kudus'",
        "    …Demak AKBP Bagas Prawira <script>alert(1)</script> hadir di [Kudus].…",
        "a<b>: spurious '<script>alert(1)</script>'",
        "    …Kapolres Demak AKBP Bagas Prawira [<script>alert(1)</script>] hadir di Kudus.…",
    ]


def test_figures_for_programs(files) -> None:
    made = json.loads(run(files[0], "--predictions", files[1], "--json").stdout)
    assert made["documents"] == 2
    assert made["scores"]["person.rank"] | {"low": 0, "high": 0} == {
        "precision": 0.5, "recall": 0.5, "f1": 0.5, "low": 0, "high": 0, "gold": 2, "predicted": 2,
    }  # fmt: skip


def test_what_is_wrong_is_said(files, tmp_path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "text": "x", "person": []}\n', encoding="utf-8")
    for arguments, reason in (
        ([bad], f"{bad}:1: person: Extra inputs"),
        ([tmp_path / "none.jsonl"], "none.jsonl: No such file"),
        ([files[0], "--engine", "gpt"], "unknown engine 'gpt'"),
        ([files[0], "--predictions", files[1], "--layer", "x"], "no layer 'x'"),
        ([files[0], "--predictions", files[1], "--html", tmp_path / "no" / "a.html"], "No such file"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert reason in result.stderr


def test_words_that_are_not_in_the_text_are_noted(tmp_path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD | {"noise": ["Baca juga"]}), encoding="utf-8")
    assert "note: a<b>: noise 'Baca juga' is not in the text" in run(gold, "--predictions", gold).stderr


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.text += data


@pytest.fixture
def page(files, tmp_path) -> str:
    target = tmp_path / "page.html"
    assert run(files[0], "--predictions", files[1], "--html", target).exit_code == 0
    return target.read_text(encoding="utf-8")


def test_the_page_shows_gold_and_given_side_by_side_and_text_stays_text(page) -> None:
    read = Elements(page)
    assert [tag for tag, _ in read.found].count("script") == 1
    assert "<script>alert(1)</script> hadir di" in read.text
    rows = [attributes for tag, attributes in read.found if tag == "tr" and "data-kind" in attributes]
    assert [(row["data-layer"], row["data-kind"]) for row in rows] == [
        ("person.rank", "different"),
        ("places", "missed"),
        ("places", "spurious"),
    ]
    assert not re.search(r"https?://", page.replace("http-equiv", ""))
    assert "default-src 'none'" in page


def test_the_page_in_a_browser(page, browser, tmp_path) -> None:
    for width in (390, 1280):
        tab = browser.new_page(viewport={"width": width, "height": 800})
        noise: list[str] = []
        tab.on("console", lambda message, noise=noise: noise.append(message.text))
        tab.on("pageerror", lambda error, noise=noise: noise.append(str(error)))
        tab.goto((tmp_path / "page.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        rows = tab.locator(".mistakes tbody tr:visible")
        assert rows.count() == 3
        tab.locator("#layer").focus()
        tab.locator("#layer").select_option("places")
        assert rows.count() == 2
        tab.locator("#kind").select_option("missed")
        assert rows.count() == 1
        tab.locator("#words").fill("tidak ada")
        assert rows.count() == 0
        assert tab.locator("#count").inner_text() == "0 of 3 shown"
        assert noise == []
        tab.close()
