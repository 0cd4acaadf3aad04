"""Documents of JSON, read value by value: an array of any size, values one behind the other, or what is between."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from .records import LARGEST, TooLargeError

_CHUNK = 1 << 16
_BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")
_NEXT = re.compile(r"\n[ \t,\[]*(?=\{)")
_ENDS = 16
"""Characters from the end within which an error may come of what is not read yet: half a word, half an escape."""
_TOKEN = re.compile(r'["{}\[\]]')
_MARK = re.compile(r'["\\]')


def values(read: Callable[[int], str], largest: int = LARGEST) -> Iterator[Any]:
    """Yield the articles of a document, whatever brackets and commas stand between them (newspaper4k misplaces some).

    What cannot be read is a ValueError in its place, and reading goes on at the next line that begins with a brace; a
    value of more than ``largest`` characters is a TooLargeError, and reading goes on behind it.
    """
    return _Document(read, largest).values()


class _Document:
    """The part of a document that is in memory, from the place ``at`` on."""

    def __init__(self, read: Callable[[int], str], largest: int) -> None:
        self._read, self._largest = read, largest
        self._text, self._at, self._line = "", 0, 1
        self._more = True

    def _fetch(self, size: int = _CHUNK) -> bool:
        """Drop what is done and read on; return False at the end of the document."""
        self._line += self._text.count("\n", 0, self._at)
        piece = self._read(size)
        self._text, self._at = self._text[self._at :] + piece, 0
        self._more = bool(piece)
        return self._more

    def values(self) -> Iterator[Any]:
        decode = json.JSONDecoder().raw_decode
        while True:
            found = _BETWEEN.match(self._text, self._at)
            self._at = found.end() if found else self._at
            rest = len(self._text) - self._at
            if not rest:
                if not self._more:
                    return
                self._fetch()
                continue
            try:
                value, end = decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                unfinished = self._more and _unfinished(error, len(self._text))
                if unfinished and rest <= self._largest:
                    self._fetch(max(_CHUNK, rest))  # a long value is not scanned again and again
                    continue
                if unfinished:
                    yield TooLargeError(self._largest)
                    self._pass_over()
                else:
                    where = self._line + self._text.count("\n", 0, getattr(error, "pos", self._at))
                    yield ValueError(f"no JSON: {getattr(error, 'msg', error)} in line {where}")
                    if not self._find_next():
                        return
                continue
            if end == len(self._text) and self._more:  # a number may go on
                self._fetch()
                continue
            yield TooLargeError(self._largest) if end - self._at > self._largest else value
            self._at = end

    def _find_next(self) -> bool:
        """Go to the next line that begins with a brace."""
        while (following := _NEXT.search(self._text, self._at)) is None:
            last = self._text.rfind("\n", self._at)
            self._at = last if len(self._text) - last < _CHUNK and last >= 0 else len(self._text)
            if not self._fetch():
                return False
        self._at = following.end()
        return True

    def _pass_over(self) -> None:
        """Go behind a value without keeping it."""
        depth = 0
        while True:
            token = _TOKEN.search(self._text, self._at)
            if token is None:
                self._at = len(self._text)
                if not self._fetch():
                    return
                continue
            self._at = token.end()
            if token[0] == '"':
                if not self._pass_over_string():
                    return
            else:
                depth += 1 if token[0] in "{[" else -1
            if depth <= 0:
                return

    def _pass_over_string(self) -> bool:
        while True:
            mark = _MARK.search(self._text, self._at)
            escaped = mark is not None and mark[0] == "\\"
            self._at = mark.end() + escaped if mark is not None else len(self._text)
            if mark is not None and not escaped:
                return True
            if (beyond := self._at - len(self._text)) >= 0:
                self._at = len(self._text)
                if not self._fetch():
                    return False
                self._at = beyond


def _unfinished(error: Exception, length: int) -> bool:
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated string") or error.pos > length - _ENDS
