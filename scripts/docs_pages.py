"""Pages of the documentation that are made from the code, so that they cannot go stale; a hook of MkDocs.

``reference/schema.md`` comes from the pydantic models and ``docs/fields.toml``, ``reference/database.md`` from a
database without articles, ``reference/lexicons.md`` and ``reference/events.md`` from the TOML files,
``reference/cli.md`` from the commands.
"""

from __future__ import annotations

import inspect
import json
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli
import typer.main

import beritaparse
from beritaparse import article
from beritaparse.batch.database import write_database
from beritaparse.batch.schema import layers, shape, tables
from beritaparse.batch.views import VIEWS
from beritaparse.cli import app
from beritaparse.events.triggers import Taxonomy
from beritaparse.lexicon import read
from beritaparse.lexicon.units import load as units

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

FIELDS = Path(__file__).resolve().parents[1] / "docs" / "fields.toml"
LITERALS = ("BlockKind", "Role", "MentionKind", "PlaceLevel", "Granularity", "QuoteKind", "ResolvedBy")
LISTED = {
    ("Fact", "kind"): "Fact.kind",
    ("Unit", "kind"): "Unit.kind",
    ("Unit", "service"): "service",
    ("Rank", "service"): "service",
    ("Organization", "kind"): "Organization.kind",
    ("Facility", "kind"): "Facility.kind",
    ("Warning", "code"): "Warning.code",
}
"""Fields whose values are a list that the lexicons or the code know, and the heading under which it stands."""
LONGEST = 70
"""Characters of an example."""
SHIM = "https://unpkg.com/iframe-worker/shim"
ROLE = re.compile(r":(?:func|class|meth|mod|data|attr):<code>~?")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave pages out of the navigation that are not there, and put those in that it does not name."""
    folder = Path(config.docs_dir)
    made = set(generated())
    named: set[str] = set()

    def kept(entries: list[Any]) -> list[Any]:
        found: list[Any] = []
        for entry in entries:
            if isinstance(entry, dict):
                ((title, value),) = entry.items()
                inner = kept(value) if isinstance(value, list) else kept([value])
                if inner:
                    found.append({title: inner if isinstance(value, list) else value})
            elif entry in made or (folder / entry).is_file():
                named.add(entry)
                found.append(entry)
        return found

    assert config.nav is not None
    config.nav = kept(config.nav)
    others = sorted(name for path in folder.rglob("*.md") if (name := path.relative_to(folder).as_posix()) not in named)
    if others:
        config.nav.append({"More": others})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    from mkdocs.structure.files import File

    for path, text in generated().items():
        files.append(File.generated(config, path, content=text))
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    files.append(File.generated(config, "reference/article.schema.json", content=schema + "\n"))
    return files


def on_page_content(html: str, **_: Any) -> str:
    """Docstrings name things as Sphinx does (:func:`x`); the site shows the name alone."""
    return ROLE.sub("<code>", html)


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Search works from disk by a script that the theme takes from the net; here it comes with the site."""
    return output.replace(SHIM, "../" * page.url.count("/") + "offline/iframe-worker.js")


def generated() -> dict[str, str]:
    """The pages by path."""
    return {
        "reference/schema.md": schema(),
        "reference/database.md": database(),
        "reference/lexicons.md": lexicons(),
        "reference/events.md": events(),
        "reference/cli.md": commands(),
    }


def cell(text: object) -> str:
    """One line; a bar outside of code would begin another cell."""
    parts = re.sub(r"\s+", " ", str(text)).strip().split("`")
    return "`".join(part.replace("|", "\\|") if number % 2 == 0 else part for number, part in enumerate(parts))


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines) + "\n"


def code(text: object) -> str:
    return f"`{text}`" if str(text) else ""


def docstring(thing: Any) -> str:
    return re.sub(r"``([^`]*)``", r"`\1`", inspect.getdoc(thing) or "")


@cache
def fields() -> dict[str, Any]:
    """What the fields mean: ``docs/fields.toml``."""
    return tomli.loads(FIELDS.read_text(encoding="utf-8"))


def models() -> list[type[article.Model]]:
    """The models of the contract, `Article` first."""
    found = [
        model
        for model in vars(article).values()
        if inspect.isclass(model) and issubclass(model, article.Model) and model is not article.Model
    ]
    return sorted(found, key=lambda model: model is not article.Article)


@cache
def examples() -> dict[tuple[str, str], str]:
    """A value of each field, from the pages of ``docs/fields.toml``: by model and field, in JSON."""
    parser = beritaparse.load()
    found: dict[tuple[str, str], str] = {}
    for page in fields()["pages"]:
        for model, name, value in _values(parser.parse(**page)):
            if (model, name) not in found or (found[model, name] == "false" and value is True):
                shown = json.dumps(value, ensure_ascii=False, default=str)
                found[model, name] = shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
    return found


def _values(model: article.Model) -> Iterator[tuple[str, str, object]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, article.Model):
                yield from _values(one)
            elif one is not None:
                yield type(model).__name__, name, one


def meaning(model: type[article.Model], name: str) -> str:
    """What a field means: said of its model, or of the one that it has it from.  Raises KeyError where nothing is."""
    for base in model.__mro__:
        if name in (told := fields().get(base.__name__, {})):
            return told[name]
    raise KeyError(f"docs/fields.toml does not say what {model.__name__}.{name} is")


def json_schema() -> dict[str, Any]:
    """The JSON schema of an article, with what each field means."""
    made = article.Article.model_json_schema()
    for model in models():
        described = made if model is article.Article else made["$defs"].get(model.__name__, {})
        for name, entry in described.get("properties", {}).items():
            entry["description"] = meaning(model, name)
    return made


def schema() -> str:
    """Every model of the contract with its fields."""
    parts = [
        "# Schema\n",
        "What `parse` returns, as JSON, Arrow rows and [tables](database.md): all three come from these models.\n",
        "Offsets count Unicode code points of the raw text: `article.text[x.start:x.end] == x.text` holds for "
        f"everything that has a span.  [JSON schema](article.schema.json), version {article.SCHEMA_VERSION}.  A field "
        "may be null where its type says `None`; the examples are read from texts of our own.\n",
    ]
    names = {model.__name__ for model in models()}
    for model in models():
        parts.append(f"## {model.__name__}\n\n{docstring(model)}\n")
        rows: list[tuple[object, ...]] = []
        annotations = {key: value for base in reversed(model.__mro__) for key, value in _own(base).items()}
        for name in model.model_fields:
            link = LISTED.get((model.__name__, name))
            kind = _type(annotations[name], names) + (f" [values](#{_anchor(link)})" if link else "")
            example = code(examples().get((model.__name__, name), ""))
            rows.append((code(name), kind, meaning(model, name), example))
        parts.append(table(("field", "type", "what it is", "example"), rows))
    parts.append("## Values\n")
    for name, told in fields()["values"].items():
        parts.append(f"### {name}\n")
        parts.append(table(("value", "what it is"), [(code(value), about) for value, about in told.items()]))
    parts.append("### Unit.kind\n")
    services: dict[str, dict[str, str]] = {}
    for kind in units().kinds:
        services.setdefault(kind.service, {}).setdefault(kind.kind, kind.head)
    about = [
        (code(service), ", ".join(f"{code(kind)} ({head})" for kind, head in kinds.items()))
        for service, kinds in services.items()
    ]
    parts.append(table(("service", "kinds, and what the commonest unit of each is called"), about))
    return "\n".join(parts)


def _anchor(heading: str) -> str:
    """The anchor that the site gives to a heading."""
    return re.sub(r"[^\w-]", "", heading).lower()


def database() -> str:
    """Every table and view with its columns, as a database without articles has them."""
    parts = [
        "# Database\n",
        "The tables and views of `.sqlite` and `.duckdb`; `--table NAME` writes one of them alone.  "
        "[Questions to ask](../guides/database.md).\n",
        "Every table but `meta`, `regions` and `errors` has `article`.  Where a field of the [schema](schema.md) is an "
        "object its own fields stand there, with its name before theirs (`rank_abbreviation`); lists without a table "
        "of their own are JSON.\n",
    ]
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "empty.sqlite")) as base:
        write_database((), (), Path(folder) / "empty.sqlite", "sqlite")
        found = base.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        for kind, name in sorted(found, key=lambda entry: (entry[0], entry[1] != "articles", entry[1])):
            parts.append(f"## {name}\n\n{_about(kind, name)}\n")
            rows = [
                (code(column), code(str(type_).lower()), "yes" if key else "", _column(name, column))
                for _, column, type_, _, _, key in base.execute(f"PRAGMA table_info({name})")
            ]
            head = ("column", "type in SQLite", "key", "what it is")
            if kind == "view":
                parts.append(table(("column", "what it is"), [(column, about) for column, _, _, about in rows]))
            else:
                parts.append(table(head, rows))
    return "\n".join(parts)


def _about(kind: str, name: str) -> str:
    if kind == "view":
        return f"A view: {VIEWS[name].text}."
    about = {
        "articles": "A row for each article.",
        "meta": "The version of the schema.",
        "regions": "Official regions.",
    }
    about |= {"mentions": "A row for each place in the text where something is named."}
    about |= {"participants": "A row for each organiser of and participant in an event."}
    about |= {"errors": "A row for each record that was lost, or read with something wrong."}
    made = layers().get(name)
    return (
        about.get(name)
        or f"A row for each entry of `Article.{name}` ([{made.__name__}](schema.md#{made.__name__.lower()}))."
    )


def _column(table: str, name: str) -> str:
    """What a column is: what is said of the field that it comes from, or of its name."""
    column = next((one for one in tables()[table].columns if one.name == name), None) if table in tables() else None
    if column is not None and column.path and column.made is None:
        model: Any = article.Article if table == "articles" else layers()[table]
        for step in column.path[:-1]:
            model = _model_of(model, step)
        if column.path[-1] in model.model_fields:
            return meaning(model, column.path[-1])
    own, views = fields()["columns"], fields()["views"]
    field = {"start_char": "start", "end_char": "end"}.get(name, name)
    if column is None and table not in ("meta", "regions"):
        said = [views, own, fields()["Quote"], fields()["Span"], fields()["Article"]]
    else:
        said = [own, fields()["Mention"], fields()["Span"]]
    return own.get(f"{table}.{name}") or next(told[field] for told in said if field in told)


def _model_of(model: Any, name: str) -> Any:
    return shape(model.model_fields[name].annotation).model


def _own(model: type) -> dict[str, str]:
    return {key: value for key, value in vars(model).get("__annotations__", {}).items() if isinstance(value, str)}


def _type(annotation: str, names: set[str]) -> str:
    """The annotation as written, with links to the models and values in it."""
    annotation = annotation.replace("Plain", "str")  # text with single blanks
    found = re.findall(r"\w+", annotation)
    links = [f"[{name}](#{name.lower()})" for name in found if name in names]
    links += [f"[{name}](#{name.lower()})" for name in found if name in LITERALS]
    return code(annotation) + (" " + " ".join(links) if links else "")


def lexicons() -> str:
    """Every lexicon file with its source and what is in it."""
    parts = [
        "# Lexicons\n",
        "What the library knows, in files that a linguist can edit: "
        "`src/beritaparse/lexicon/*.toml`.  Each names its source.  [Own words](../guides/own_lexicon.md) can be added "
        "without touching them.\n",
    ]
    for path in sorted(files("beritaparse.lexicon").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            content = tomli.loads(path.read_text(encoding="utf-8"))
            parts.append(f"## {path.name}\n\n{content.pop('source')}\n")
            rows = [(code(key), *_measure(value)) for key, value in content.items()]
            parts.append(table(("key", "entries", "for example"), rows))
    return "\n".join(parts)


def _measure(value: Any) -> tuple[object, str]:
    if isinstance(value, str):
        return "", value[:60] + ("…" if len(value) > 60 else "")
    if isinstance(value, dict):
        return len(value), ", ".join(map(str, list(value)[:6]))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        names = [
            next((entry[key] for key in ("id", "abbreviation", "head", "kind", "forms") if key in entry), "")
            for entry in value
        ]
        return len(value), ", ".join(str(name) for name in names[:6])
    if isinstance(value, list):
        return len(value), ", ".join(map(str, value[:6]))
    return "", str(value)


def events() -> str:
    """The taxonomy of events."""
    taxonomy = read("events", Taxonomy)
    rows = [
        (
            code(kind.id),
            kind.group,
            kind.id_label,
            kind.en_label,
            kind.definition,
            "; ".join(kind.acled),
            ", ".join(kind.plover),
        )
        for kind in taxonomy.type
    ]
    head = ("id", "group", "Indonesian", "English", "definition", "ACLED", "PLOVER")
    return f"# Event types\n\n{taxonomy.source}\n\n{table(head, rows)}"


def commands() -> str:
    """Every command with its arguments and options."""
    root: Any = typer.main.get_command(app)
    parts = ["# Command line\n", "`beritaparse COMMAND --help` says the same.\n"]
    for name, command in root.commands.items():
        parts.append(f"## beritaparse {name}\n\n{docstring(command.callback)}\n")
        rows = []
        for parameter in command.params:
            is_option = parameter.param_type_name == "option"
            names = ", ".join(map(code, (*parameter.opts, *parameter.secondary_opts)))
            shown = names if is_option else code(parameter.metavar or (parameter.name or "").upper())
            default = parameter.default
            tells = default not in (None, False, ()) and not parameter.required and not callable(default)
            value = getattr(default, "value", default)
            rows.append((shown, getattr(parameter, "help", "") or "", code(value) if tells else ""))
        parts.append(table(("", "what", "default"), rows))
    return "\n".join(parts)
