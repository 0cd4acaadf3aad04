"""The layers of a page, gathered into an :class:`~beritaparse.article.Article`."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from .article import ARTICLE_KINDS, Article, Block, Dateline, Warning
from .page import Page
from .text.folding import Fold

LAYERS = (
    "blocks",
    "sentences",
    "ranks",
    "positions",
    "units",
    "organizations",
    "facilities",
    "places",
    "persons",
    "dates",
    "appointments",
    "quotes",
    "events",
    "facts",
    "warnings",
)
"""Layers that an ``Article`` holds under the same name."""


def assemble(page: Page, text: str, id: str | None) -> Article:
    """Gather the layers of a page into an ``Article``; ``text`` is the whole raw page."""
    title, dateline, byline = page.title, page.dateline, page.byline
    lists: dict[str, Any] = {name: tuple(getattr(page, name)) for name in LAYERS}
    if dateline:
        dateline = _linked(dateline, lists["places"])
    if page.fold or not text.startswith(page.text):
        lists = {name: _restored(layer, text, page.fold) for name, layer in lists.items()}
        dateline, byline = (_restored(span, text, page.fold) for span in (dateline, byline))
    length = page.fold.length if page.fold else len(page.text)
    if length < len(text):
        lists["blocks"] += (Block(kind="other", start=length, end=len(text), rule="cut"),)
        lists["warnings"] += (
            Warning(
                code="text_cut",
                message=f"only the first {length} of {len(text)} characters were read",
                start=length,
                end=len(text),
            ),
        )
    if not any(block.kind in ARTICLE_KINDS for block in lists["blocks"]):
        lists["warnings"] += (Warning(code="no_text", message="no article text was found"),)
    return Article(
        id=id,
        text=text,
        title=page.given_title or (title.text if title else None),
        published=page.published,
        outlet=page.outlet or (dateline.outlet if dateline else None),
        url=page.url,
        dateline=dateline,
        byline=byline,
        **lists,
    )


def _restored(value: Any, text: str, fold: Fold | None) -> Any:
    """A model with all stretches as they stand in the raw text, where it was read otherwise."""
    if isinstance(value, tuple):
        return tuple(_restored(item, text, fold) for item in value)
    if not isinstance(value, BaseModel):
        return value
    fields = {name: _restored(item, text, fold) for name, item in value.__dict__.items()}
    if fold:
        # one block begins where the one before it ends, whatever is not seen between them
        start, end = (fold.border, fold.border) if isinstance(value, Block) else (fold.start, fold.end)
        for first, last in _STRETCHES:
            if isinstance(fields.get(first), int):
                fields[first], fields[last] = start(fields[first]), end(fields[last])
    if "text" in fields and isinstance(fields.get("start"), int):
        fields["text"] = text[fields["start"] : fields["end"]]
    return value.model_copy(update=fields)


_STRETCHES = (("start", "end"), ("cue_start", "cue_end"))


def _linked(dateline: Dateline, places: tuple[Any, ...]) -> Dateline:
    """The dateline with the id of its place."""
    for place in places:
        if any(dateline.start <= m.start < dateline.end for m in place.mentions):
            return dateline.model_copy(update={"place_id": place.id})
    return dateline
