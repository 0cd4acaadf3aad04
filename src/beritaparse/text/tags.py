"""What is markup in a text: tags and character references of HTML, and what they hide.  Linear in the text's length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLOCK = (
    r"p|br|div|h[1-6]|li|ul|ol|dl|dt|dd|tr|td|thead|th|table|tbody|blockquote|figure|figcaption"
    r"|section|article|hr|center"
)
_INLINE = r"big|b|img|iframe|ins|i|u|strong|strike|small|source|span|sup|sub|s|em|amp-img|a|font|mark|del|video|picture"
TAG = re.compile(rf"<(?P<end>/?)(?:(?P<block>{_BLOCK})|(?:{_INLINE}))(?=[\s/>])[^<>]{{0,4000}}>", re.IGNORECASE)
"""A tag of HTML; the group ``block`` is there where it ends a line."""
REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
"""A character reference of HTML."""
_HIDDEN = re.compile(r"<(?:(?P<name>script|style)\b[^<>]{0,4000}>|!--)", re.IGNORECASE)


def hidden(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of scripts, styles and comments; one that is not closed hides the rest."""
    at = 0
    lower = text.lower() if "<" in text else ""
    while (begun := _HIDDEN.search(text, at)) is not None:
        mark = f"</{begun['name'].lower()}" if begun["name"] else "-->"
        end = lower.find(mark, begun.end())
        close = text.find(">", end) if end >= 0 else -1
        at = close + 1 if close >= 0 else len(text)
        yield begun.start(), at
