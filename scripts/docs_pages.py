"""Pages of the documentation that are made from the code, so that they cannot go stale; a hook of MkDocs.

``reference/schema.md`` comes from the pydantic models, ``reference/lexicons.md`` and ``reference/events.md`` from the
TOML files, ``reference/cli.md`` from the commands.
"""

from __future__ import annotations

import inspect
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import typer.main
from pydantic_core import PydanticUndefined

from beritaparse import article
from beritaparse.cli import app
from beritaparse.events.triggers import Taxonomy
from beritaparse.lexicon import read, tomllib

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

LITERALS = (
    "BlockKind",
    "Role",
    "MentionKind",
    "PlaceLevel",
    "Granularity",
    "QuoteKind",
    "ResolvedBy",
)
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
    schema = json.dumps(article.Article.model_json_schema(), ensure_ascii=False, indent=1)
    files.append(File.generated(config, "reference/article.schema.json", content=schema + "\n"))
    return files


def on_page_content(html: str, **_: Any) -> str:
    """Docstrings name things as Sphinx does (:func:`x`); the site shows the name alone."""
    return ROLE.sub("<code>", html)


def generated() -> dict[str, str]:
    """The pages by path."""
    return {
        "reference/schema.md": schema(),
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


def schema() -> str:
    """Every model of the contract with its fields."""
    models = [
        model
        for model in vars(article).values()
        if inspect.isclass(model) and issubclass(model, article.Model) and model is not article.Model
    ]
    models.sort(key=lambda model: model is not article.Article)
    parts = [
        "# Schema\n",
        "What `parse` returns, as JSON, Arrow rows and tables: all three come from these models.\n",
        "Offsets count Unicode code points of the raw text: `article.text[x.start:x.end] == x.text` holds for "
        f"everything that has a span.  [JSON schema](article.schema.json), version {article.SCHEMA_VERSION}.\n",
    ]
    names = {model.__name__ for model in models}
    for model in models:
        parts.append(f"## {model.__name__}\n\n{docstring(model)}\n")
        rows = []
        annotations = {key: value for base in reversed(model.__mro__) for key, value in _own(base).items()}
        for name, field in model.model_fields.items():
            default = "required" if field.is_required() else _default(field.default)
            rows.append((code(name), _type(annotations[name], names), default))
        parts.append(table(("field", "type", "default"), rows))
    parts.append("## Values\n")
    parts.append(
        table(("name", "values"), [(name, ", ".join(map(code, get_args(getattr(article, name))))) for name in LITERALS])
    )
    return "\n".join(parts)


def _own(model: type) -> dict[str, str]:
    return {key: value for key, value in vars(model).get("__annotations__", {}).items() if isinstance(value, str)}


def _type(annotation: str, names: set[str]) -> str:
    """The annotation as written, with links to the models and values in it."""
    found = re.findall(r"\w+", annotation)
    links = [f"[{name}](#{name.lower()})" for name in found if name in names]
    links += [f"[{name}](#values)" for name in found if name in LITERALS]
    return code(annotation) + (" " + " ".join(links) if links else "")


def _default(value: object) -> str:
    return "" if value is PydanticUndefined else code(json.dumps(value))


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
            content = tomllib.loads(path.read_text(encoding="utf-8"))
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
