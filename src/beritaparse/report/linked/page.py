"""Renders the pages of a linked corpus."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from ...events.triggers import Taxonomy
from ...lexicon import read
from ...pages import asset, digest, template
from ..corpus.source import ReportError
from ..words import Lang, check, number
from . import gather

if TYPE_CHECKING:
    from jinja2 import Template

STORIES = 600
"""Stories of a page; what is left stands on pages beside it."""


class Words(BaseModel):
    """The words of one language: for the page, and for what its script writes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    lang: Lang
    text: dict[str, str]
    script: dict[str, str]


@cache
def words(lang: str) -> Words:
    """Return the words of ``lang``.  Raises ValueError for a language that there are none in."""
    check(lang)
    table = tomli.loads((files(__package__ or "") / "linked.toml").read_text(encoding="utf-8"))
    return Words.model_validate({"lang": lang, **table[lang]})


def is_linked(path: Path) -> bool:
    """Is this a corpus that ``beritaparse link`` wrote?  False for what cannot be opened: others say why."""
    if not path.is_file() or path.stat().st_size < 16:
        return False
    with path.open("rb") as file:
        if file.read(16)[8:12] != b"DUCK":
            return False
    try:
        import duckdb
    except ImportError:
        return False
    try:
        with closing(duckdb.connect(str(path), read_only=True)) as base:
            known = {row[0] for row in base.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    except duckdb.Error:
        return False
    return set(gather.TABLES) <= known


def pages(source: str | Path, lang: str = "en", stories: int = STORIES, name: str = "page.html") -> dict[str, str]:
    """The pages of a linked corpus by the names of their files, of which ``name`` is the first.

    ``stories``: how many a page has.  Raises ReportError for what is no linked corpus, ValueError for another language.
    """
    import duckdb

    say = words(lang)
    path = Path(source)
    try:
        with closing(duckdb.connect(str(path), read_only=True)) as base:
            ids = gather.story_ids(base)
            parts = [ids[at : at + stories] for at in range(0, max(1, len(ids)), stories)]
            names = [name, *(f"{Path(name).stem}-{n}{Path(name).suffix}" for n in range(2, len(parts) + 1))]
            counts = gather.totals(base)
            made: dict[str, str] = {}
            for n, part in enumerate(parts):
                data = gather.page(base, part, first=n == 0)
                made[names[n]] = _render(data, counts, say, path.name, names, n)
            return made
    except duckdb.Error as error:
        raise ReportError(f"{path}: cannot be read: {str(error).splitlines()[0]}") from None


def _render(data: dict[str, Any], counts: dict[str, Any], say: Words, name: str, names: list[str], at: int) -> str:
    types = {kind.id: kind.id_label if say.lang == "id" else kind.en_label for kind in read("events", Taxonomy).type}
    days = [str(counts[key]) for key in ("first", "last") if counts[key]]
    figures = [
        (say.text["period"], " – ".join(dict.fromkeys(days)).replace("-", "\N{NON-BREAKING HYPHEN}") or "–"),
        *(
            (say.text[key], number(counts[key], say.lang))
            for key in ("articles", "outlets", "stories", "reprints", "utterances", "people")
        ),
    ]
    library = _script()
    return _template().render(
        say=say,
        name=name,
        figures=figures,
        pages=[(file, n + 1, n == at) for n, file in enumerate(names)] if len(names) > 1 else [],
        data=data | {"types": types, "say": say.script | {"lang": say.lang}},
        css=Markup(asset(f"{__package__}", "linked.css")),
        script=Markup(library),
        digest=Markup(digest(library)),
    )


@cache
def _script() -> str:
    return '"use strict";\n(() => {\n' + asset(f"{__package__}", "linked.js") + "\n})();"


@cache
def _template() -> Template:
    made = template(f"{__package__}", "linked.html.jinja")
    made.environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    return made


def write(source: str | Path, output: str | Path, lang: str = "en", stories: int = STORIES) -> list[Path]:
    """Write the pages of a linked corpus, the first to ``output`` and others beside it; return their paths."""
    first = Path(output)
    made = pages(source, lang, stories, first.name)
    for name, text in made.items():
        first.with_name(name).write_text(text, encoding="utf-8")
    return [first.with_name(name) for name in made]
