"""Text out of the columns of tables, which often holds traces of where it was: markup, lists, escapes."""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterator

from ..text.tags import REFERENCE, TAG, hidden

_ESCAPED = re.compile(r"(?<=[.!?,;)\]”’\"'])[ ]?(?:\\r)?\\n|(?:\\r)?\\n(?=\s|\\|[A-Z“\"'(]|$)")
_LARGEST_LIST = 1 << 20


def is_markup(text: str) -> bool:
    """Does a text hold tags or entities of HTML?"""
    return ("<" in text and TAG.search(text) is not None) or ("&" in text and REFERENCE.search(text) is not None)


def unmarked(text: str) -> str:
    """Return a piece of HTML as text: block elements end lines, others leave no trace, entities are resolved."""
    text = "".join(_shown(text))
    if "<" in text and TAG.search(text) is not None:
        text = TAG.sub(lambda tag: "\n" if tag["block"] else "", text)
        lines = (line.strip(" \t\r") for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    text = html.unescape(text) if "&" in text else text
    return text.replace("\u00a0", " ").strip()


def _shown(text: str) -> Iterator[str]:
    """Yield what stands outside of scripts, styles and comments."""
    at = 0
    for start, stop in hidden(text):
        yield text[at:start]
        at = stop
    yield text[at:]


def unquoted(text: str) -> str:
    """Return what a list or a string stands for that a program has written as code."""
    stripped = text.strip()
    if stripped[:2] in ("['", '["') and stripped.endswith(("']", '"]')) and len(stripped) <= _LARGEST_LIST:
        parts = _list(stripped)
        if parts is not None:
            return "\n\n".join(part for part in parts if part.strip())
    if "\\n" in text and "\n" not in text and _ESCAPED.search(text) is not None:
        return re.sub(r"(?:\\r)?\\n", "\n", text).replace('\\"', '"').replace("\\t", "\t")
    return text


def _list(code: str) -> list[str] | None:
    for read in (json.loads, ast.literal_eval):
        try:
            value: object = read(code)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            return [str(part) for part in value]
    return None


def plain(text: str) -> str:
    """Return the text of a column without lists, escapes and markup; any other text as it is."""
    text = unquoted(text)
    return unmarked(text) if is_markup(text) else text
