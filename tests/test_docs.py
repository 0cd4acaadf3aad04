"""The pages of the documentation that are made from the code."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

from beritaparse import article
from beritaparse.events import facts, measures
from beritaparse.lexicon.ranks import load as ranks
from beritaparse.lexicon.units import load as units

ROOT = Path(__file__).parents[1]


@cache
def docs_pages() -> Any:
    spec = importlib.util.spec_from_file_location("docs_pages", ROOT / "scripts" / "docs_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_that_are_made_from_the_code() -> None:
    """Every field, lexicon, event type and option is there; pages that are missing leave the navigation."""
    module = docs_pages()
    pages = module.generated()
    told = '| `via_person_id` | `str | None` | `Person.id` of who passed the words on | `"p3"` |'
    assert told in pages["reference/schema.md"]
    assert "| `rank_abbreviation` | `text` |  | the canonical short form |" in pages["reference/database.md"]
    assert "## most_quoted\n\nA view" in pages["reference/database.md"]
    assert "## cues.toml" in pages["reference/lexicons.md"]
    assert "| `narkoba` |" in pages["reference/events.md"]
    assert "`--redact`" in pages["reference/cli.md"].split("## beritaparse view")[1].split("##")[0]
    config = SimpleNamespace(
        docs_dir=str(ROOT / "docs"), nav=["index.md", {"A": [{"x": "no/such.md"}]}, {"B": ["start.md", "none.md"]}]
    )
    nav = module.on_config(config).nav
    assert nav[:2] == ["index.md", {"B": ["start.md"]}]
    assert "privacy.md" in nav[2]["More"]


UNFILLED = {("Person", "confidence")}
"""Fields of the contract that no stage fills."""


def test_every_field_has_its_meaning_its_values_and_an_example() -> None:
    module = docs_pages()
    fields = module.fields()
    parts = {"pages", "values", "columns", "views"}
    assert fields.keys() - parts == {model.__name__ for model in module.models()}
    for model in module.models():
        told = fields[model.__name__]
        inherited = {name for base in model.__mro__[1:] for name in fields.get(base.__name__, ())}
        assert told.keys() <= model.model_fields.keys()
        assert model.model_fields.keys() <= told.keys() | inherited, model
        for name, field in model.model_fields.items():
            shown = (model.__name__, name) in module.examples()
            holds_models = "beritaparse.article." in str(field.annotation)
            assert shown != (holds_models or (model.__name__, name) in UNFILLED), (model, name)


def test_the_values_are_those_that_there_are() -> None:
    module = docs_pages()
    values = {name: set(told) for name, told in module.fields()["values"].items()}
    for name in module.LITERALS:
        assert values[name] == set(get_args(getattr(article, name))), name
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "beritaparse").rglob("*.py"))
    assert set(re.findall(r'code="(\w+)"|code, message = "(\w+)"', source)) == {
        (code, "") if f'code="{code}"' in source else ("", code) for code in values["Warning.code"]
    }
    assert {kind.service for kind in units().kinds} <= values["service"]
    assert {rank.service for rank in ranks().ranks} <= values["service"]
    kinds = {rule.kind for rule in (*facts._rules(), *measures._rules())}
    assert kinds <= values["Fact.kind"]


def test_the_json_schema_says_what_fields_mean() -> None:
    schema = docs_pages().json_schema()
    assert all("description" in entry for entry in schema["properties"].values())
    assert schema["$defs"]["Quote"]["properties"]["start"]["description"].startswith("offset of its first character")
