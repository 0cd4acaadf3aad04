"""RSS and Atom: an item is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from .columns import Columns
from .inputs import Input, read_whole
from .records import BatchError, Item, Problem, Record, Where

_FEED = re.compile(r"(?:\s|<!--[^>]{0,2000}-->|<\?[^>]{0,500}\?>)*<(?:\w+:)?(?:rss|feed|RDF)\b", re.IGNORECASE)
_HEAD = 4096


def is_feed(text: str) -> bool:
    """Does a document begin as RSS or Atom do?"""
    return _FEED.match(text[:_HEAD].lstrip("\ufeff")) is not None


def feed(source: Input, columns: Columns) -> Iterator[Item]:
    """The items of a feed, which count from 1."""
    data = read_whole(source)
    try:
        import feedparser
    except ImportError:
        raise BatchError(f"{source.path}: feedparser is needed: pip install 'beritaparse[batch]'") from None
    made: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not made.version:
        yield Problem("unreadable", Where(source.name), "no RSS or Atom is in it")
        return
    if made.bozo and not isinstance(made.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        yield Problem(
            "unreadable", Where(source.name), "no whole RSS or Atom: what can be found of it is read", kept=True
        )
    outlet = _said(made.feed, "title")
    for number, entry in enumerate(made.entries, 1):
        where = Where(source.name, number)
        id = _said(entry, "id") or _said(entry, "link")
        contents: list[Any] = entry.get("content") or [entry.get("summary_detail") or {}]
        text = max((str(content.get("value") or "") for content in contents), key=len)
        if not text.strip():
            yield Problem("invalid", where, "an item without text", id)
            continue
        published = _said(entry, "published") or _said(entry, "updated")
        yield Record(
            where,
            text,
            id=id,
            title=_said(entry, "title"),
            published=published,
            outlet=outlet,
            url=_said(entry, "link"),
        )


def _said(entry: Any, name: str) -> str | None:
    value: Any = entry.get(name)
    return value.strip() or None if isinstance(value, str) else None
