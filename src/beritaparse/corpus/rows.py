"""The rows of the work tables that each article gives: columns in Arrow, made by any process.

Within a piece the pages are numbered from 0; whoever adds the rows numbers them on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .reading import Facts, Piece
from .reprints import bands
from .roundups import is_roundup
from .series import series_of
from .sketch import sketch
from .terms import Told, told

WORK: dict[str, dict[str, str]] = {
    "pages": {
        "page": "INTEGER",
        "article_id": "VARCHAR",
        "title": "VARCHAR",
        "outlet": "VARCHAR",
        "url": "VARCHAR",
        "published": "VARCHAR",
        "day": "INTEGER",
        "hour": "DOUBLE",
        "type": "VARCHAR",
        "event_day": "INTEGER",
        "roundup": "BOOLEAN",
        "series": "VARCHAR",
        "series_day": "INTEGER",
        "body": "VARCHAR",
    },
    "terms": {"page": "INTEGER", "term": "BIGINT", "weight": "FLOAT"},
    "bands": {"page": "INTEGER", "band": "BIGINT"},
    "places": {"term": "BIGINT", "name": "VARCHAR"},
    "persons": {
        "page": "INTEGER",
        "local": "VARCHAR",
        "name": "VARCHAR",
        "words": "VARCHAR",
        "spellings": "VARCHAR",
        "rank": "VARCHAR",
        "service": "VARCHAR",
        "grade": "INTEGER",
        "post": "VARCHAR",
        "title": "VARCHAR",
        "former": "BOOLEAN",
        "unit": "VARCHAR",
        "role": "VARCHAR",
        "age": "INTEGER",
        "private": "BOOLEAN",
        "public": "BOOLEAN",
        "sentence": "VARCHAR",
    },
    "appointments": {"page": "INTEGER", "appointment": "VARCHAR"},
    "quotes": {
        "page": "INTEGER",
        "number": "INTEGER",
        "start_char": "INTEGER",
        "text": "VARCHAR",
        "kind": "VARCHAR",
        "speaker": "VARCHAR",
        "words": "BLOB",
    },
    "units": {
        "page": "INTEGER",
        "id": "VARCHAR",
        "name": "VARCHAR",
        "kind": "VARCHAR",
        "service": "VARCHAR",
        "parent_id": "VARCHAR",
        "region_code": "VARCHAR",
    },
}
BETWEEN = "\x1f"
"""Stands between the spellings of a name: text is read and written far faster than lists."""
_UNIT = ("id", "name", "kind", "service", "parent_id", "region_code")


class Rows(NamedTuple):
    """The ids of some articles, by table their rows, and what the terms of places are called."""

    ids: list[str]
    tables: dict[str, Any]
    places: set[tuple[int, str]]


def rows_of(piece: Piece) -> Rows:
    """Sketch the articles of a piece.  Raises CorpusError for what is no article."""
    return tabled(piece.facts())


def tabled(articles: Sequence[Facts]) -> Rows:
    """The rows of some articles."""
    sketches = [sketch(facts) for facts in articles]
    if not sketches:
        return Rows([], {}, set())
    made = told(articles, [one.body for one in sketches])
    rows: dict[str, list[Any]] = {name: [] for name in WORK}
    for page, one in enumerate(sketches):
        rows["pages"].append(
            (
                page, one.id, one.title, one.outlet, one.url, one.published, one.day, one.hour, one.type,
                one.event_day, is_roundup(one.title or ""), *series_of(one.title or "", one.day), one.body,
            )
        )  # fmt: skip
        rows["persons"] += [
            (page, who.local, who.name, " ".join(who.words), BETWEEN.join(who.spellings), *who[4:])
            for who in one.people
        ]
        rows["quotes"] += [(page, *quote) for quote in one.quotes]
        rows["units"] += [(page, *(unit[name] for name in _UNIT)) for unit in one.units]
        rows["appointments"] += [(page, json.dumps(one, default=str)) for one in one.appointments]
    rows["quotes"] = [(*quote, said) for quote, said in zip(rows["quotes"], made.said, strict=True)]
    tables = {name: arrow(some, WORK[name]) for name, some in rows.items() if some}
    return Rows([one.id for one in sketches], tables | _words(made, len(sketches)), made.terms.places)


def _words(made: Told, count: int) -> dict[str, Any]:
    import pyarrow as pa

    terms = made.terms
    columns = {"page": terms.pages, "term": terms.terms, "weight": terms.weights}
    found = bands(made.rows, made.row_pages, count)
    page, band = np.repeat(np.arange(count, dtype=np.int32), found.shape[1]), found.reshape(-1)
    return {"terms": pa.table(columns), "bands": pa.table({"page": page[band != 0], "band": band[band != 0]})}


def arrow(rows: Sequence[Sequence[Any]], columns: dict[str, str]) -> Any:
    """Rows as a table of Arrow."""
    import pyarrow as pa

    kinds: dict[str, Any] = {
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "FLOAT": pa.float32(),
        "VARCHAR": pa.string(),
        "BLOB": pa.binary(),
        "BOOLEAN": pa.bool_(),
    }
    arrays = [
        pa.array(values, kinds[kind]) for values, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)
    ]
    return pa.table(arrays, names=list(columns))
