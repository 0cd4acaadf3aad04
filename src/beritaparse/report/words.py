"""What a page says beside the article, in English or Indonesian: ``page.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import tomli
from pydantic import BaseModel, ConfigDict

Lang = Literal["en", "id"]


class Words(BaseModel):
    """The words of one language, by where they stand."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    lang: Lang
    text: dict[str, str]
    layer: dict[str, str]
    one: dict[str, str]
    part: dict[str, str]
    row: dict[str, str]
    value: dict[str, str]

    def of(self, value: str) -> str:
        """The word for what a field holds; an unlisted value stands for itself."""
        return self.value.get(value) or value.replace("_", " ")

    def number(self, value: float) -> str:
        """``value`` as the language writes it."""
        return number(value, self.lang)


def number(value: float, lang: Lang) -> str:
    """``1500000.5`` as ``1,500,000.5`` in English and ``1.500.000,5`` in Indonesian."""
    written = f"{value:,.10g}" if value % 1 else f"{value:,.0f}"
    return written if lang == "en" else written.translate(str.maketrans(",.", ".,"))


def check(lang: str) -> None:
    """Raise ValueError for a language that there are no words in."""
    if lang not in get_args(Lang):
        raise ValueError(f"unknown language {lang!r}: choose one of {', '.join(get_args(Lang))}")


@cache
def words(lang: str) -> Words:
    """Return the words of ``lang``.  Raises ValueError for a language that there are none in."""
    check(lang)
    table = tomli.loads((files(__package__ or "") / "page.toml").read_text(encoding="utf-8"))
    return Words.model_validate({"lang": lang, **table[lang]})
