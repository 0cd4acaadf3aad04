"""What the library knows, as data files that a linguist can edit.

Each ``*.toml`` file here names its source in a ``source`` key and is validated by the pydantic model of the
stage that reads it, so an unknown key or a misspelt field is refused with the file's name.

Words of one's own stand in a folder that the environment variable ``BERITAPARSE_LEXICON`` names (worker processes see
it too): a file there adds to the file of the same name here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import tomli
from pydantic import BaseModel, ConfigDict, ValidationError


class Lexicon(BaseModel):
    """Base of all lexicon models: frozen, unknown keys refused, source required."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    source: str


class Entry(BaseModel):
    """Base of the entries inside a lexicon; their lexicon's validator has theirs in it, of their own they need none."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


L = TypeVar("L", bound=Lexicon)


class LexiconError(ValueError):
    """A lexicon file that cannot be read; the message names the file and the reason."""


EXTRA = "BERITAPARSE_LEXICON"


def extra_files() -> dict[str, Path]:
    """The files of the user's own lexicon, by name.  Raises LexiconError for a folder that is not there."""
    folder = os.environ.get(EXTRA)
    if not folder:
        return {}
    if not Path(folder).is_dir():
        raise LexiconError(f"{EXTRA}: {folder} is no folder")
    found = {path.stem: path for path in sorted(Path(folder).glob("*.toml"))}
    for name, path in found.items():
        if not (files(__name__) / f"{name}.toml").is_file():
            raise LexiconError(f"your lexicon ({EXTRA}): {path}: there is no lexicon of this name to add to")
    return found


@cache
def read(name: str, model: type[L]) -> L:
    """Load ``lexicon/<name>.toml`` once per process, add the user's own, and validate it with ``model``.

    Raises :class:`LexiconError` naming the file and what is wrong in it.
    """
    table = _table((files(__name__) / f"{name}.toml").read_bytes, f"lexicon/{name}.toml")
    extra = extra_files().get(name)
    if extra is not None:
        table = _added(table, _table(extra.read_bytes, file_of(name)))
    try:
        return model.model_validate(table)
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:_TOLD])
        raise LexiconError(f"{file_of(name)}: {told}") from error


_TOLD = 5


def file_of(name: str) -> str:
    """What is to blame where ``lexicon/<name>.toml`` is wrong: the user's own file, if there is one; ours is tested."""
    extra = extra_files().get(name)
    return f"your lexicon ({EXTRA}): {extra}" if extra is not None else f"lexicon/{name}.toml"


def extra_digests() -> dict[str, str]:
    """What tells the user's own lexicon from another: a digest of each file."""
    return {name: blake2b(path.read_bytes(), digest_size=16).hexdigest() for name, path in extra_files().items()}


def _table(data: Callable[[], bytes], name: str) -> dict[str, Any]:
    try:
        return tomli.loads(data().decode("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise LexiconError(f"{name}: {error}") from error


def _added(ours: Any, theirs: Any) -> Any:
    """Tables are joined key by key, lists one behind the other; any other value of theirs replaces ours."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours | {key: _added(ours[key], value) if key in ours else value for key, value in theirs.items()}
    return ours + theirs if isinstance(ours, list) and isinstance(theirs, list) else theirs


_FEW = 4
"""So few words are tried as soon one after the other as by what they begin with."""


def alternatives(words: Iterable[str]) -> str:
    """A regex alternation of literal words, of those that one begins with another the longest first.

    What many begin with stands once: ``(?:jakarta|jambi|jember)`` is ``j(?:a(?:karta|mbi)|ember)``, of which the
    engine tries a few branches where it would try all words.
    """
    return _branches(sorted(set(words), key=lambda word: (-len(word), word)))


def _branches(words: Sequence[str]) -> str:
    """The alternation of words, the longest first; case may be ignored in it."""
    if len(words) <= _FEW:
        return "|".join(map(re.escape, words))
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1].lower(), []).append(word)
    branches: list[str] = []
    for first, group in sorted(groups.items(), key=lambda item: not item[0]):  # the empty word comes last
        initial = group[0][:1]
        if len(group) == 1 or not first or any(word[0] != initial for word in group):
            branches += map(re.escape, group)
        else:
            branches.append(f"{re.escape(initial)}(?:{_branches([word[1:] for word in group])})")
    return "|".join(branches)
