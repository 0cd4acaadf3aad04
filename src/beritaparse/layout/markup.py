"""Text out of the columns of tables, which often holds traces of where it was: markup, lists, escapes."""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterator

_BLOCK = (
    r"p|br|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|thead|th|table|tbody|blockquote|figure|figcaption"
    r"|section|article|hr|center"
)
_INLINE = r"big|b|img|iframe|ins|i|u|strong|strike|small|source|span|sup|sub|s|em|amp-img|a|font|mark|del|video|picture"
_TAG = re.compile(rf"<(?P<end>/?)(?:(?P<block>{_BLOCK})|(?:{_INLINE}))(?=[\s/>])[^<>]{{0,4000}}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(?:(?P<name>script|style)\b[^<>]{0,4000}>|!--)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_ESCAPED = re.compile(r"(?<=[.!?,;)\]”’\"'])[ ]?(?:\\r)?\\n|(?:\\r)?\\n(?=\s|\\|[A-Z“\"'(]|$)")
_LARGEST_LIST = 1 << 20


def is_markup(text: str) -> bool:
    """Does a text hold tags or entities of HTML?"""
    return ("<" in text and _TAG.search(text) is not None) or ("&" in text and _ENTITY.search(text) is not None)


def unmarked(text: str) -> str:
    """Return a piece of HTML as text: block elements end lines, others leave no trace, entities are resolved."""
    text = "".join(_shown(text))
    if "<" in text and _TAG.search(text) is not None:
        text = _TAG.sub(lambda tag: "\n" if tag["block"] else "", text)
        lines = (line.strip(" \t\r") for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    text = html.unescape(text) if "&" in text else text
    return text.replace("\u00a0", " ").strip()


def _shown(text: str) -> Iterator[str]:
    """Yield what stands outside of scripts, styles and comments; one that is not closed hides the rest."""
    at = 0
    lower = text.lower() if "<" in text else ""
    while (hidden := _HIDDEN.search(text, at)) is not None:
        yield text[at : hidden.start()]
        mark = f"</{hidden['name'].lower()}" if hidden["name"] else "-->"
        end = lower.find(mark, hidden.end())
        close = text.find(">", end) if end >= 0 else -1
        if close < 0:
            return
        at = close + 1
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
