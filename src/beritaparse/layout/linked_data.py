"""What a page says of itself for machines: JSON-LD of schema.org, and its moment of publication in meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from ..text.zones import local
from .markup import is_markup, unmarked

_SCRIPT = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_META = re.compile(r"<meta\b[^<>]{1,2000}>", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:property|name|itemprop)\s*=\s*[\"']?(?:article:published_time|og:published_time|datePublished|publishdate|"
    r"content_PublishedDate)[\"'\s/>]",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"content\s*=\s*[\"']([^\"'<>]{8,40})[\"']", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:News|Blog|Report|Social|Tech|Analysis|Opinion|Background)?\w*(?:Article|Posting)$")
_DEEPEST = 4


class LinkedData(NamedTuple):
    """The whole text of the article, and when it was published."""

    text: str | None = None
    published: datetime | None = None


def linked_data(html: str) -> LinkedData:
    """Return what the first article in a page's JSON-LD says; nothing where there is none."""
    at = 0
    while (script := _SCRIPT.search(html, at)) is not None:
        if (end := _END.search(html, script.end())) is None:
            break
        at = end.end()
        try:
            value: Any = json.loads(html[script.end() : end.start()].strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for article in _articles(value, 0):
            body: Any = article.get("articleBody")
            text = body if isinstance(body, str) and body.strip() else None
            if text is not None and is_markup(text):
                text = unmarked(text)
            return LinkedData(text, _moment(article.get("datePublished")))
    return LinkedData()


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds: Any = value.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLE.match(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)
        yield from _articles(value.get("mainEntity"), depth + 1)


def printed_moment(html: str) -> datetime | None:
    """Return the moment of publication that a page's meta elements give."""
    for meta in _META.finditer(html):
        if _NAMED.search(meta[0]) and (content := _CONTENT.search(meta[0])):
            return _moment(content[1])
    return None


def _moment(value: Any) -> datetime | None:
    """A moment of ISO 8601, in a zone of Indonesia."""
    if not isinstance(value, str):
        return None
    try:
        return local(datetime.fromisoformat(value.strip().replace("Z", "+00:00")))
    except ValueError:
        return None
