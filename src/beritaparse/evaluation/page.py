"""An evaluation as a web page: the table, and gold and given side by side wherever they differ.

One file without a network; what comes from the articles is escaped, and the page's policy lets only its own script run.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from .show import bounds
from .tally import LEVEL, Evaluation

if TYPE_CHECKING:
    from jinja2 import Template


def to_html(result: Evaluation, gold: str, system: str) -> str:
    """Return the page; ``gold`` and ``system`` name what was compared."""
    findings = sorted(enumerate(result.findings), key=lambda item: (item[1].document, item[0]))
    documents = [
        (document, [finding for _, finding in group])
        for document, group in groupby(findings, key=lambda item: item[1].document)
    ]
    wrong = {layer: sum(finding.layer == layer for finding in result.findings) for layer in result.scores}
    return _template().render(
        result=result,
        gold=gold,
        system=system,
        level=LEVEL,
        bounds=bounds,
        documents=documents,
        wrong=wrong,
        **_assets(),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return environment.from_string(_file("page.html.jinja"))


@cache
def _assets() -> dict[str, Markup]:
    script = _file("page.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return {"css": Markup(_file("page.css")), "script": Markup(script), "digest": Markup(digest)}


def _file(name: str) -> str:
    return (files(__package__ or "") / name).read_text(encoding="utf-8")
