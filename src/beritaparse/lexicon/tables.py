"""Reads the tables of the packaged lexicons sooner than a parser of all TOML does.

Nearly all of their lines are an entry of a list of words or a number with a name, as ``scripts/format_lexicon.py``
writes them.  These are read here, line by line; what is left goes to :mod:`tomllib`.
"""

from __future__ import annotations

from typing import Any

import tomllib

_MARK = "@@"
"""Begins what stands in the rest for a list or some numbers that were read."""
_TEXT = '"""'


def loads(text: str) -> dict[str, Any]:
    """What :func:`tomllib.loads` gives of a table without errors; a name that stands twice among numbers is none."""
    reader = _Reader()
    reader.read(text)
    return reader.filled(tomllib.loads("\n".join(reader.rest)))


class _Reader:
    def __init__(self) -> None:
        self.rest: list[str] = []
        self._lists: list[list[str]] = []
        self._numbers: list[dict[str, float]] = []

    def read(self, text: str) -> None:
        """Part a table into what is read at once and the rest."""
        lines = text.split("\n")
        at = 0
        while at < len(lines):
            line = lines[at]
            at += 1
            if line.endswith(" = ["):
                at = self._list(line, lines, at)
            elif line[:1] == '"':
                at = self._named(lines, at - 1)
            else:
                self.rest.append(line)
                if line.count(_TEXT) == 1:
                    end = next((end for end in range(at, len(lines)) if _TEXT in lines[end]), len(lines) - 1) + 1
                    self.rest += lines[at:end]
                    at = end

    def _list(self, line: str, lines: list[str], first: int) -> int:
        """Take a list of words, one a line; return where what follows it begins, or ``first`` where it is another."""
        words: list[str] = []
        for at in range(first, len(lines)):
            entry = lines[at]
            word = entry[3:-2]
            if entry == "]":
                self.rest.append(f'{line[:-1]}"{_MARK}{len(self._lists)}"')
                self._lists.append(words)
                return at + 1
            if entry != f'  "{word}",' or '"' in word or "\\" in word:
                break
            words.append(word)
        self.rest.append(line)
        return first

    def _named(self, lines: list[str], first: int) -> int:
        """Take numbers with names, one a line; return where what follows them begins."""
        found: dict[str, float] = {}
        at = first
        while at < len(lines) and (entry := _number(lines[at])) is not None:
            found[entry[0]] = entry[1]
            at += 1
        if not found:
            self.rest.append(lines[first])
            return first + 1
        self.rest.append(f'"{_MARK}{len(self._numbers)}" = 0')
        self._numbers.append(found)
        return at

    def filled(self, value: Any) -> Any:
        """The rest as it was read, with the lists and numbers at their places."""
        if isinstance(value, dict):
            made: dict[str, Any] = {}
            for key, inner in value.items():
                if key.startswith(_MARK):
                    made |= self._numbers[int(key[len(_MARK) :])]
                else:
                    made[key] = self.filled(inner)
            return made
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        return self._lists[int(value[len(_MARK) :])] if isinstance(value, str) and value.startswith(_MARK) else value


def _number(line: str) -> tuple[str, float] | None:
    """The name and the number of a line ``"name" = 0.5``; None for any other."""
    if line[:1] != '"':
        return None
    name, sep, value = line[1:].partition('" = ')
    if not sep or '"' in name or "\\" in name or not value.lstrip("-").replace(".", "", 1).isdecimal():
        return None
    return name, float(value) if "." in value else int(value)
