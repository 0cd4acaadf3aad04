"""From a row of a table to a record: which column is the text, which the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..lexicon.columns import load
from .records import BatchError, Problem, Record, Where

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^\w]+|_+")
FIELDS = ("text", "html", "title", "published", "outlet", "url", "id")


@dataclass(slots=True)
class Columns:
    """Columns that the caller named, by field; the others are guessed from the names in ``lexicon/columns.toml``."""

    named: dict[str, str] = field(default_factory=dict[str, str])
    _guessed: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict[tuple[str, ...], dict[str, str]])

    def of(self, names: Iterable[str]) -> dict[str, str]:
        """Return the column of each field for a table with the columns ``names``."""
        key = tuple(names)
        if key not in self._guessed:
            lower = {_folded(name): name for name in reversed(key)}
            made: dict[str, str] = {}
            for name in FIELDS:
                if name in self.named:
                    if self.named[name] in key:
                        made[name] = self.named[name]
                    continue
                for usual in getattr(load(), name):
                    column = lower.get(_folded(usual))
                    if column is not None and column not in made.values():
                        made[name] = column
                        break
            if len(self._guessed) > 1000:  # rows without a common schema
                self._guessed.clear()
            self._guessed[key] = made
        return self._guessed[key]

    def found(self) -> dict[str, str]:
        """Return the column of each field in the table that was met last."""
        return next(reversed(self._guessed.values()), {})

    def require(self, names: Iterable[str], file: str) -> None:
        """Raise BatchError when a table has no column of text."""
        names = tuple(names)
        found = self.of(names)
        for name, column in self.named.items():
            if name not in found:
                raise BatchError(f"{file}: no column {column!r} (--{name}); the columns are: {', '.join(names)}")
        if "text" not in found and "html" not in found:
            raise BatchError(f"{file}: no column looks like the text (--text); the columns are: {', '.join(names)}")

    def record(self, row: Mapping[str, Any], where: Where) -> Record | Problem:
        """Make a record of one row, or say what is wrong with it."""
        found = self.of(row)
        values = {name: _plain(row[column]) for name, column in found.items()}
        text, html = values.get("text"), values.get("html")
        rest = {name: values.get(name) for name in ("id", "title", "published", "outlet", "url")}
        if rest["url"] is None and (rest["outlet"] or "").startswith(("http://", "https://")):
            rest["url"], rest["outlet"] = rest["outlet"], None
        if "text" in found and row[found["text"]] is not None and not isinstance(row[found["text"]], str):
            kind = type(row[found["text"]]).__name__
            return Problem("invalid", where, f"the text in {found['text']!r} is no string but {kind}", rest["id"])
        if text is None and html is None:
            columns = " and ".join(repr(found[name]) for name in ("text", "html") if name in found)
            reason = f"no text in {columns}" if columns else f"no field of text among: {', '.join(map(str, row))}"
            return Problem("invalid", where, reason, rest["id"])
        return Record(where, text=text, html=html if text is None else None, **rest)


def _folded(name: str) -> str:
    """``Isi Berita``, ``isiBerita`` and ``isi-berita`` are ``isi_berita``."""
    return _BETWEEN.sub("_", _CAMEL.sub("_", name.strip())).casefold()


def _plain(value: Any) -> str | None:
    """A cell as a string; None for nothing, blanks and missing values."""
    if value is None or value != value:  # NaN is how tables say nothing
        return None
    text = value if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text if text.strip() else None
