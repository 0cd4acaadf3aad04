"""What our self-contained web pages share: their template, style sheet and script from the package."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def template(package: str, name: str = "page.html.jinja") -> Template:
    """A template beside the modules of ``package``; everything put into it is escaped."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return environment.from_string(asset(package, name))


@cache
def assets(package: str) -> dict[str, Markup]:
    """Style sheet and script of ``package``'s page, and the script's digest, by which the page's policy knows it."""
    script = asset(package, "page.js")
    return {"css": Markup(asset(package, "page.css")), "script": Markup(script), "digest": Markup(digest(script))}


def digest(script: str) -> str:
    """The digest of a script as a page's policy names it."""
    return b64encode(sha256(script.encode()).digest()).decode()


def asset(package: str, name: str) -> str:
    """The text of a file beside the modules of ``package``."""
    return (files(package) / name).read_text(encoding="utf-8")
