"""HTML pages: the main text and what the page says of itself, by trafilatura."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from .linked_data import linked_data, printed_moment

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<!doctype html|<html|<head|<body)", re.IGNORECASE
)
_MORE = 1.5
# When a page was changed is not when it was published.
_CHANGED = re.compile(
    r"<meta\b[^<>]{0,200}(?:modified_time|updated_time|dateModified|last-modified)\b[^<>]{0,200}>", re.IGNORECASE
)
_LONG_TAG = re.compile(r"<(?=[A-Za-z][^<>]{2000})([^\s<>/]{1,40})[^<>]*")
_ATTRIBUTE = re.compile(r"\s[^\s=<>\"'/]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*')?)?")
_MOST_ATTRIBUTES = 300
"""More of them in one tag are no page's: the library that parses it takes time as the square of their number."""
_TAGS = re.compile(r"</(?:p|div|html|body|article|h1)>", re.IGNORECASE)


class Page(NamedTuple):
    """The main text of an HTML page, one paragraph a line, and its metadata."""

    text: str
    title: str | None = None
    published: datetime | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None


def is_whole(text: str) -> bool:
    """Does a text begin as a whole page in HTML does, not as a piece of one?"""
    return _HTML.match(text) is not None


def looks_like_html(text: str) -> bool:
    """Is this a page in HTML rather than its text?"""
    return is_whole(text) or (text.lstrip()[:1] == "<" and _TAGS.search(text) is not None)


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag as it stands, or its name alone where its attributes are too many."""
    count = sum(1 for _ in islice(_ATTRIBUTE.finditer(tag.string, tag.start(), tag.end()), _MOST_ATTRIBUTES))
    return tag.group() if count < _MOST_ATTRIBUTES else f"<{tag[1]}"


def extract(html: str) -> Page:
    """Return the main text of an HTML page.

    Raises ImportError with the remedy when trafilatura is not installed, and ValueError when the page holds no
    text.  Offsets of an ``Article`` made of it point into this text, not into the HTML.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise ImportError("HTML needs trafilatura: pip install 'beritaparse[html]'") from None
    # a year in the footer or a day told in the text is no date of publication: none is better than a wrong one
    dates = {"extensive_search": False, "original_date": True}
    found = bare_extraction(
        _CHANGED.sub("", _LONG_TAG.sub(_without_attributes, html)),
        favor_recall=True,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dates,
    )
    said = linked_data(html)
    text = getattr(found, "text", None) or ""
    if said.text is not None and len(said.text) > _MORE * len(text):  # the page shows a teaser of what it says it holds
        text = said.text
    if not text:
        raise ValueError("no article text was found in the HTML page")
    published = getattr(found, "date", None)
    moment = said.published or printed_moment(html)
    return Page(
        text=text,
        title=getattr(found, "title", None),
        published=moment or (datetime.fromisoformat(published) if published else None),
        outlet=getattr(found, "sitename", None),
        url=getattr(found, "url", None),
        author=getattr(found, "author", None),
    )
