"""From a row of a table to a record: which column is the text, which the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..lexicon.columns import load
from .records import Problem, Record, Where

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^\w]+|_+")
FIELDS = ("text", "html", "title", "published", "outlet", "url", "id")


class Lacking(NamedTuple):
    """What a table lacks; ``detail`` goes on with the names of its columns."""

    reason: str
    detail: str

    def __str__(self) -> str:
        return self.reason + self.detail


@dataclass(slots=True)
class Columns:
    """Columns that the caller named, by field; the others are guessed from the names in ``lexicon/columns.toml``."""

    named: dict[str, str] = field(default_factory=dict[str, str])
    _guessed: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict[tuple[str, ...], dict[str, str]])
    _unmet: set[str] = field(default_factory=set[str])

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

    def wanted(self, names: Sequence[str]) -> list[str]:
        """Return the columns of a table that a record may be made of."""
        used = set(self.of(names).values())
        texts = {_folded(usual) for usual in load().text} if "text" not in self.named else set[str]()
        return [name for name in names if name in used or _folded(name) in texts]

    def found(self) -> dict[str, str]:
        """Return the column of each field in the table that was met last."""
        return next(reversed(self._guessed.values()), {})

    def lacking(self, names: Iterable[str]) -> Lacking | None:
        """Say what a table of these columns lacks: a column of text, or one that was named; None if nothing."""
        names = tuple(names)
        found = self.of(names)
        there = f"; the columns are: {', '.join(names)}"
        for name, column in self.named.items():
            if name not in found:
                return Lacking(f"no column {column!r} (--{name})", there)
        return None if "text" in found or "html" in found else Lacking("no column looks like the text (--text)", there)

    def begin(self) -> None:
        """Begin with another file."""
        self._unmet = set(self.named)

    def unmet(self) -> list[str]:
        """Say of each column that was named and that no record of the file has."""
        return [
            f"no record has the column {self.named[name]!r} (--{name})" for name in self.named if name in self._unmet
        ]

    def unnamed(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Return the names of the columns of a table that has no header, told by its first row; None for another."""
        for names in load().unnamed:
            if len(names) == len(cells) and _address(cells[names.index("url")]):
                return names
        return None

    def record(self, row: Mapping[str, Any], where: Where) -> Record | Problem:
        """Make a record of one row, or say what is wrong with it."""
        found = self.of(row)
        self._unmet.difference_update(found)
        try:
            values = {name: _plain(row[column]) for name, column in found.items()}
        except UnicodeDecodeError:
            return Problem("invalid", where, "bytes that are no UTF-8")
        text, html = values.get("text"), values.get("html")
        if text is None and "text" in found and "text" not in self.named:
            text = self._other_text(row, found["text"])
        rest: dict[str, str | None] = {name: values.get(name) for name in ("id", "title", "published", "outlet", "url")}
        if rest["url"] is None and _address(rest["outlet"]):
            rest["url"], rest["outlet"] = rest["outlet"], None
        elif not _address(rest["url"]) and _folded(found.get("url", "")) == "source" and "url" not in self.named:
            rest["url"] = None
        if "text" in found and row[found["text"]] is not None and not isinstance(row[found["text"]], (str, bytes)):
            kind = type(row[found["text"]]).__name__
            return Problem("invalid", where, f"the text in {found['text']!r} is no string but {kind}", rest["id"])
        if text is None and html is None:
            columns = " and ".join(repr(found[name]) for name in ("text", "html") if name in found)
            if columns:
                return Problem("invalid", where, f"no text in {columns}", rest["id"])
            return Problem(
                "invalid", where, "no field of text", rest["id"], detail=f" among: {', '.join(map(str, row))}"
            )
        return Record(
            where,
            text,
            html if text is None else None,
            rest["id"],
            rest["title"],
            rest["published"],
            rest["outlet"],
            rest["url"],
        )

    def _other_text(self, row: Mapping[str, Any], empty: str) -> str | None:
        """The text of the next column that may hold it: tables put together have one for each source."""
        if row[empty] is not None and not isinstance(row[empty], (str, bytes, float)):
            return None
        names = {_folded(name): name for name in reversed(list(row))}
        for usual in load().text:
            column = names.get(_folded(usual))
            if column is not None and column != empty and isinstance(row[column], str) and _plain(row[column]):
                return _plain(row[column])
        return None


def _address(value: str | None) -> bool:
    return value is not None and value.startswith(("http://", "https://"))


def _folded(name: str) -> str:
    """``Isi Berita``, ``isiBerita`` and ``isi-berita`` are ``isi_berita``."""
    return _BETWEEN.sub("_", _CAMEL.sub("_", name.strip())).casefold()


def _plain(value: Any) -> str | None:
    """A cell as a string; None for nothing, blanks and missing values."""
    if value is None or value != value:  # NaN is how tables say nothing
        return None
    if isinstance(value, bytes):  # old Parquet files do not say that their columns are text
        value = value.decode("utf-8")
    text = value if isinstance(value, str) else value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text if text.strip() and text not in load().nothing else None
