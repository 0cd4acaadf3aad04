"""Documents of JSON, read value by value: an array of any size, values one behind the other, or what is between."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

_CHUNK = 1 << 16
_LARGEST = 64 << 20
_BETWEEN = re.compile(r"[\s,\[\]\ufeff]*")
_NEXT = re.compile(r"\n[ \t,\[]*(?=\{)")
_ENDS = 16
"""Characters from the end within which an error may come of what is not read yet: half a word, half an escape."""


def values(read: Callable[[int], str]) -> Iterator[Any]:
    """Yield the articles of a document, whatever brackets and commas stand between them (newspaper4k misplaces some).

    What cannot be read is a ValueError in its place; reading goes on at the next line that begins with a brace.
    """
    text, at, line, size = "", 0, 1, _CHUNK
    decode = json.JSONDecoder().raw_decode
    more = True
    while True:
        found = _BETWEEN.match(text, at)
        at = found.end() if found else at
        if at < len(text):
            try:
                value, end = decode(text, at)
            except (ValueError, RecursionError) as error:
                if not (more and len(text) - at < _LARGEST and _unfinished(error, len(text))):
                    where = line + text.count("\n", 0, getattr(error, "pos", at))
                    yield ValueError(f"no JSON: {getattr(error, 'msg', error)} in line {where}")
                    while not (following := _NEXT.search(text, at + 1)) and more:
                        line += text.count("\n", 0, len(text) - 1)
                        text = text[-1:] + (piece := read(size))
                        at, more = -1, bool(piece)
                    if following is None:
                        return
                    at = following.end()
                    continue
            else:
                yield value
                at = end
                if len(text) - at > _ENDS or not more:
                    continue
        elif not more:
            return
        line += text.count("\n", 0, at)
        size = max(_CHUNK, len(text) - at)  # a long value is not scanned again and again
        text, at = text[at:] + (piece := read(size)), 0
        more = bool(piece)


def _unfinished(error: Exception, length: int) -> bool:
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated string") or error.pos > length - _ENDS
