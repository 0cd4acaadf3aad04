"""The report of a corpus: one page of charts that opens without a network.

Python counts and writes the frame; the page's script draws and filters.  Whatever comes from articles travels as JSON
or as escaped text, the script puts it on the page as text, and the page's policy lets no script run but the two that
are written here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ...events.triggers import Taxonomy
from ...gazetteer.regions import Region, provinces_and_regencies
from ...lexicon import read
from ...lexicon.voices import load_map
from ...pages import asset, digest, template
from ..words import number
from .source import opened
from .tally import tally
from .words import Words, words

if TYPE_CHECKING:
    from jinja2 import Template

_SCRIPTS = ("cube.js", "draw.js", "sections.js", "main.js")
_TABLES = {"warnings", "errors", "examples"}
"""Counts that stand on the page itself and need no script."""


def to_html(source: str | Path, lang: str = "en") -> str:
    """Return the report of an output of ``beritaparse batch``: Parquet (a file or a folder of them), DuckDB or SQLite.

    ``lang`` is the language of headings and labels, ``en`` or ``id``.  Raises ValueError for another language and, as
    :class:`~.source.ReportError`, for a file that is no such output or a package that is missing; OSError for a file
    that cannot be opened.
    """
    say = words(lang)
    path = Path(source)
    with opened(path) as base:
        counts = tally(base)
    return _template().render(
        say=say,
        name=path.name,
        figures=_figures(counts["totals"], say),
        people_note=say.text["people_note"].format(n=number(len(counts["people"]), say.lang)),
        warnings=[
            (say.warnings.get(code, code), number(articles, say.lang), number(times, say.lang))
            for code, articles, times in counts["warnings"]
        ],
        errors=[
            (say.errors.get(kind, kind), say.text["is_kept" if kept else "is_lost"], number(times, say.lang))
            for kind, kept, times in counts["errors"]
        ],
        examples=[_example(*row, say=say) for row in counts["examples"]],
        data=_named({key: value for key, value in counts.items() if key not in _TABLES}, say),
        **_assets(),
    )


def write(source: str | Path, output: str | Path, lang: str = "en") -> None:
    """Write the report of ``source`` to ``output``; raises what :func:`to_html` raises."""
    Path(output).write_text(to_html(source, lang), encoding="utf-8")


def _named(counts: dict[str, Any], say: Words) -> dict[str, Any]:
    """Put what people read in the place of ids."""
    types = {kind.id: kind for kind in read("events", Taxonomy).type}
    shapes = {code: shape for shape, codes in load_map().shapes.items() for code in codes}
    names = {region.code: _short(region) for region in provinces_and_regencies()}
    places = {code: place for place, code in enumerate(counts["provinces"])}
    listed: list[dict[str, str]] = []
    for id in counts["types"]:
        kind = types.get(id)  # a type of another version of the taxonomy stands for itself
        label = id if kind is None else kind.id_label if say.lang == "id" else kind.en_label
        group = kind.group if kind and kind.group in say.groups else "lainnya"  # a lexicon of the user's may add groups
        listed.append({"label": label, "group": group})
    return counts | {
        "types": listed,
        "provinces": [{"name": names[code], "shape": shapes[code]} for code in counts["provinces"]],
        "regencies": [{"name": names[code], "province": places[code[:2]]} for code in counts["regencies"]],
        "say": say.script
        | {"lang": say.lang, "groups": say.groups, "voices": say.voices, "sides": [*say.sides.values()]},
    }


def _short(region: Region) -> str:
    """``Kab. Demak``, ``Kota Semarang``, ``Jakarta``: names that fit beside a bar."""
    title = {"regency": "Kab. ", "city": "Kota "}.get(region.level, "")
    return title + load_map().names.get(region.code, region.name)


def _figures(totals: dict[str, Any], say: Words) -> list[tuple[str, str, str]]:
    """The few numbers at the head of the page, each with its label and a remark."""

    def remark(key: str, n: int) -> str:
        return say.text[key].format(n=number(n, say.lang)) if n else ""

    text = say.text
    days = (totals["first"], totals["last"])
    period = " – ".join(dict.fromkeys(days)).replace("-", "\N{NON-BREAKING HYPHEN}") if days[0] else text["none"]
    return [
        (text["articles"], number(totals["articles"], say.lang), remark("lost", totals["lost"])),
        (text["period"], period, remark("undated", totals["undated"])),
        *((text[key], number(totals[key], say.lang), "") for key in ("outlets", "events", "quotes", "people")),
    ]


def _example(
    file: str, line: int | None, id: str | None, kind: str, reason: str, kept: bool, *, say: Words
) -> tuple[str, str]:
    where = file if line is None else f"{file}:{line}"
    return f"{where} ({id})" if id else where, f"{say.errors.get(kind, kind)}: {reason}"


@cache
def _template() -> Template:
    made = template(__package__ or "", "report.html.jinja")
    made.environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    return made


@cache
def _assets() -> dict[str, Any]:
    """Style sheet, map, library and script, and the digests by which the page's policy knows the last two."""
    library = _file("vendor/echarts.js")
    script = "\n".join(['"use strict";', "(() => {", *map(_file, _SCRIPTS), "})();"])
    return {
        "css": Markup(_file("report.css")),
        "shapes": Markup(_file("vendor/indonesia.svg")),
        "library": Markup(library),
        "script": Markup(script),
        "digests": [Markup(digest(text)) for text in (library, script)],
    }


def _file(name: str) -> str:
    return asset(__package__ or "", name)
