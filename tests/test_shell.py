"""The plain stages and their spaCy shell give the same."""

from __future__ import annotations

import copy
import subprocess
import sys
from pathlib import Path

import pytest

import beritaparse
from beritaparse.page import Layers, Page, take
from beritaparse.parser import Parser, build
from beritaparse.stages import PLAIN, STAGES, function_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ARTICLES = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "articles").glob("*.toml"))
]
ODD = [
    "",
    "\n\n",
    "Kata \r Kapolres\r\nDemak\n\rAKBP Budi",
    "KataKapolres DemakAKBP Budi SantosoS.I.K., hadir\ndi Jl. Raya.",
]


def given(article: dict) -> dict:
    return {"text": article["text"], "title": article.get("given_title"), "published": article.get("published")}


@pytest.mark.parametrize("engine", ["rules", "default", "syntax"])
def test_the_pipeline_reads_as_the_stages_alone_do(engine: str) -> None:
    shell = Parser(build(engine))
    plain = beritaparse.load(engine if engine in PLAIN else "default")
    for record in [*map(given, ARTICLES), *({"text": text} for text in ODD)]:
        assert shell.parse(**record) == plain.parse(**record)


def test_a_pipeline_that_the_user_changed_is_the_one_that_reads() -> None:
    parser = Parser(engine="rules")
    text = "Kapolres Demak AKBP Bagas Prawira hadir."
    assert parser.nlp.pipe_names
    assert parser.parse(text).persons
    parser.nlp.remove_pipe("beritaparse_people")
    assert parser.parse(text).persons == ()


def test_no_spacy_unless_a_doc_is_asked_for() -> None:
    code = (
        "import sys, beritaparse\n"
        "for engine in ('rules', 'default'):\n"
        "    list(beritaparse.load(engine).pipe(['Kapolres Demak AKBP Bagas Prawira hadir, Rabu (16/10/2024).']))\n"
        "assert 'spacy' not in sys.modules\n"
        "assert beritaparse.load().doc('Kapolres').text == 'Kapolres'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def told(page: Page) -> dict:
    """What a page holds, without what it keeps of its own reckoning."""
    return {name: value for name, value in vars(page).items() if not name.startswith("_")}


@pytest.mark.parametrize("article", ARTICLES[:6])
def test_a_stage_returns_its_own_layers_and_touches_no_other(article: dict) -> None:
    record = given(article)
    page = Page(record["text"], given_title=record["title"])
    for stage in STAGES:
        before = copy.deepcopy(told(page))
        made = function_of(stage)(page)
        assert set(made) - {"warnings"} == set(stage.layers), stage.name
        assert told(page) == before, stage.name
        take(page, made)


def test_every_layer_has_an_owner_and_a_place_on_the_page() -> None:
    owned = {layer for stage in STAGES for layer in stage.layers}
    assert owned | {"warnings"} == set(Layers.__annotations__) <= set(vars(Page("")))
    # only these are written twice: by their stage, and when it takes up what another one found
    owners = [layer for stage in STAGES for layer in stage.layers]
    twice = {layer for layer in owners if owners.count(layer) > 1}
    assert {layer: {s.module for s in STAGES if layer in s.layers} for layer in twice} == {
        "units": {"entities.units"},
        "ranks": {"entities.ranks"},
    }
