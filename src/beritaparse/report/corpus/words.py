"""What a report says beside the counts, in English or Indonesian: ``report.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import tomli
from pydantic import BaseModel, ConfigDict

from ..words import Lang, check


class Words(BaseModel):
    """The words of one language: ``text`` for the page, ``script`` for its charts, and the names of what is counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    lang: Lang
    text: dict[str, str]
    script: dict[str, str]
    groups: dict[str, str]
    sides: dict[str, str]
    voices: dict[str, str]
    warnings: dict[str, str]
    errors: dict[str, str]


@cache
def words(lang: str) -> Words:
    """Return the words of ``lang``.  Raises ValueError for a language that there are none in."""
    check(lang)
    table = tomli.loads((files(__package__ or "") / "report.toml").read_text(encoding="utf-8"))
    return Words.model_validate({"lang": lang, **table[lang]})
