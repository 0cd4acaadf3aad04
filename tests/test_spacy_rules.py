"""What spaCy users expect of components: theirs and ours side by side, and words where an order is wrong."""

from __future__ import annotations

import re
import sys
import warnings
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import beritaparse
from beritaparse.page import Page, take
from beritaparse.parser import build
from beritaparse.shell import _REQUIRES, _SPANS, PREFIX, Component, _warn
from beritaparse.stages import STAGES, function_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
TEXT = (
    "DEMAK, kabar.example - Kapolres Demak AKBP Bagas Prawira menemui Ratna Dewi dari Yayasan Gemilang di Semarang, "
    'Rabu (16/10/2024).\n\n"Situasi aman," kata Bagas. Tim Elang Jaya ikut hadir di Kecamatan Sayung.\n'
)
RULER = [{"label": "TIM", "pattern": "Tim Elang Jaya"}, {"label": "TOKOH", "pattern": "Ratna Dewi"}]


def with_ruler(**where):
    nlp = build("default")
    ruler = nlp.add_pipe("entity_ruler", config={"overwrite_ents": True}, **where)
    ruler.add_patterns(RULER)
    return nlp


PLACES = [{"first": True}, {"before": "beritaparse_ner"}, {"after": "beritaparse_ner"}, {"last": True}]


@pytest.mark.parametrize("where", PLACES, ids=str)
def test_entities_of_a_ruler_stay_wherever_it_stands(where) -> None:
    doc = with_ruler(**where)(TEXT)
    labels = {entity.text: entity.label_ for entity in doc.ents}
    assert (labels["Tim Elang Jaya"], labels["Ratna Dewi"]) == ("TIM", "TOKOH")
    assert labels["Bagas Prawira"] == "PER"


@pytest.mark.parametrize("where", PLACES, ids=str)
def test_entities_of_other_labels_change_nothing_that_is_read(where) -> None:
    expected = beritaparse.load().parse(TEXT)
    assert beritaparse.load(with_ruler(**where)).parse(TEXT) == expected


@pytest.mark.parametrize("where", PLACES, ids=str)
def test_scores_belong_to_their_entities(where) -> None:
    plain = build("default")(TEXT)
    known = {(e.start, e.end, e.label_): s for e, s in zip(plain.ents, plain._.berita_ent_scores, strict=True)}
    doc = with_ruler(**where)(TEXT)
    scores = doc._.berita_ent_scores
    assert len(scores) == len(doc.ents)
    for entity, score in zip(doc.ents, scores, strict=True):
        assert score == (1.0 if entity.label_ in ("TIM", "TOKOH") else known[entity.start, entity.end, entity.label_])


def test_a_name_of_the_users_is_read_as_one() -> None:
    nlp = build("default")
    ruler = nlp.add_pipe("entity_ruler", before="beritaparse_ner")
    ruler.add_patterns([{"label": "ORG", "pattern": "Laskar Bahari"}])
    article = beritaparse.load(nlp).parse("Polres Demak menggelar apel bersama Laskar Bahari di Semarang.")
    assert "Laskar Bahari" in {organization.name for organization in article.organizations}


def test_entities_and_scores_survive_bytes_and_workers() -> None:
    nlp = with_ruler(after="beritaparse_ner")
    one = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(one.to_bytes())
    [other] = nlp.pipe([TEXT], n_process=2)
    for doc in (again, other):
        assert [e.label_ for e in doc.ents] == [e.label_ for e in one.ents]
        assert doc._.berita_ent_scores == one._.berita_ent_scores
        assert doc._.berita_persons == one._.berita_persons


def test_doc_bins_keep_our_layers_with_user_data() -> None:
    doc = beritaparse.load().doc(TEXT)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(kept).get_docs(doc.vocab)
    assert list(again._.berita_quotes) == doc._.berita_quotes != []
    assert [span.text for span in again.spans["beritaparse_people"]] == [
        span.text for span in doc.spans["beritaparse_people"]
    ]


# What stands where


def test_a_pipeline_without_our_components_is_refused() -> None:
    with pytest.raises(ValueError, match=r"holds none of our components.*beritaparse_layout"):
        beritaparse.load(spacy.blank("id"))


def test_missing_components_are_told_when_the_parser_is_made() -> None:
    nlp = build("rules")
    nlp.remove_pipe("beritaparse_events")
    with pytest.warns(UserWarning, match="lacks beritaparse_events:"):
        beritaparse.load(nlp)


def test_a_whole_pipeline_says_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for engine in ("rules", "default"):
            beritaparse.load(build(engine)).parse(TEXT)
        nlp = spacy.blank("id")
        for stage in ("layout", "sentences", "phrases", "ranks", "units", "positions"):
            nlp.add_pipe(f"beritaparse_{stage}")
        assert nlp(TEXT)._.berita_units


def test_a_component_that_lacks_something_says_what_once() -> None:
    _warn.cache_clear()
    nlp = spacy.blank("ind")
    nlp.add_pipe("beritaparse_layout")
    nlp.add_pipe("beritaparse_ranks")
    with pytest.warns(UserWarning, match="beritaparse_ranks finds no phrases: it needs beritaparse_phrases before it"):
        nlp(TEXT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp(TEXT)


def test_layers_of_the_users_own_making_count() -> None:
    doc = spacy.blank("ind")(TEXT)
    doc._.berita_phrases = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Component("ranks")(doc)


def test_the_analysis_of_spacy_tells() -> None:
    assert not any(build("default").analyze_pipes()["problems"].values())
    nlp = spacy.blank("ind")
    nlp.add_pipe("beritaparse_quotes")
    problems = nlp.analyze_pipes()["problems"]["beritaparse_quotes"]
    assert {"doc._.berita_persons", "doc._.berita_sentences"} <= set(problems)


class Spy(Page):
    """A page that notes what is read of it."""

    read: set[str] | None = None

    def __getattribute__(self, name: str):
        if Spy.read is not None:
            Spy.read.add(name)
        return object.__getattribute__(self, name)


def test_components_need_what_their_stages_read() -> None:
    optional = {"tokens", "entities", "recognised", "text", "title", "dateline", "byline"}
    owned = {layer for stage in STAGES for layer in stage.layers}
    for path in sorted((ROOT / "tests" / "articles").glob("*.toml")):
        article = tomllib.loads(path.read_text(encoding="utf-8"))
        page = Spy(article["text"], given_title=article.get("given_title"))
        for stage in STAGES:
            Spy.read = set()
            made = function_of(stage)(page)
            read, Spy.read = Spy.read & owned, None
            name = stage.component or stage.name
            own = {layer for other in STAGES if name in (other.name, other.component) for layer in other.layers}
            if stage.component != "-" and name != "ner":
                assert read - own - optional <= set(_REQUIRES.get(name, ())), name
            take(page, made)


def test_the_table_of_the_guide_is_that_of_the_components() -> None:
    guide = (ROOT / "docs" / "guides" / "spacy.md").read_text(encoding="utf-8")
    for name in (stage.name for stage in STAGES if not stage.component):
        row = re.search(rf"^\| `beritaparse_{name}` \|.*$", guide, re.MULTILINE)
        assert row is not None, name
        _, _, needs, spans, layers, _ = row.group().split("|")
        assert re.findall(r"`(\w+)`", needs) == list(_REQUIRES.get(name, ())), name
        assert set(re.findall(r"`(\w+)`", spans)) == set(_SPANS.get(name, ())), name
        made = {layer for stage in STAGES if name in (stage.name, stage.component) for layer in stage.layers}
        made = {f"{PREFIX}{layer}" for layer in made if Doc.has_extension(PREFIX + layer)}
        assert set(re.findall(rf"`({PREFIX}\w+)`", layers)) >= made, name
