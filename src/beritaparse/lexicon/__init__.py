"""What the library knows, as data files that a linguist can edit.

Each ``*.toml`` file here names its source in a ``source`` key and is validated by the pydantic model of the
stage that reads it, so an unknown key or a misspelt field is refused with the file's name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


class Lexicon(BaseModel):
    """Base of all lexicon models: frozen, unknown keys refused, source required."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str


class Entry(BaseModel):
    """Base of the entries inside a lexicon."""

    model_config = ConfigDict(frozen=True, extra="forbid")


L = TypeVar("L", bound=Lexicon)


class LexiconError(ValueError):
    """A lexicon file that cannot be read; the message names the file and the reason."""


@cache
def read(name: str, model: type[L]) -> L:
    """Load ``lexicon/<name>.toml`` once per process and validate it with ``model``.

    Raises :class:`LexiconError` naming the file and what is wrong in it.
    """
    path = files(__name__) / f"{name}.toml"
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError, OSError) as error:
        raise LexiconError(f"lexicon/{name}.toml: {error}") from error


def alternatives(words: Iterable[str]) -> str:
    """A regex alternation of literal words, the longest first."""
    return "|".join(sorted(map(re.escape, set(words)), key=lambda word: (-len(word), word)))
