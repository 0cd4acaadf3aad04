"""Fills the tables of utterances."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import versions
from .tables import Owners, Pages, fill, name_of
from .utterances import Answers, key, page_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_utterances(base: DuckDBPyConnection, pages: Pages, owners: Owners, found: Answers) -> None:
    groups = versions.cluster(found)
    best = _best(found)
    wanted = {version.quote for group in groups for version in group}
    quotes = _quotes(base, wanted)
    heads: list[Any] = []
    rows: list[Any] = []
    for group in groups:
        told = [(quotes[version.quote], version) for version in group]
        begins = [versions.text_of(quote.text, quote.words, version) for quote, version in told]
        texts = [text for _, text in begins]
        direct = [quote.kind != "indirect" for quote, _ in told]
        canonical = versions.canonical(list(zip(direct, texts, strict=True)))
        persons = [owners.of.get((quote.page, quote.speaker)) if quote.speaker else None for quote, _ in told]
        founder = min(
            told, key=lambda one: (pages.hours[one[0].page] or 0.0, pages.ids[one[0].page], one[0].number, one[1].start)
        )
        id = name_of("utterance", pages.ids[founder[0].page], founder[0].number, founder[1].start)
        main = Counter(person for person in persons if person is not None).most_common(1)
        person = main[0][0] if main else None
        heads.append(
            (
                id, canonical, owners.names[person] if person is not None else None,
                owners.ids[person] if person is not None else None, len({quote.page for quote, _ in told}),
                versions.differences(texts, persons),
            )
        )  # fmt: skip
        for (quote, version), (begin, text), who in zip(told, begins, persons, strict=True):
            start = quote.start + begin
            rows.append(
                (
                    id, pages.ids[quote.page], quote.number, start, text, quote.kind,
                    owners.names[who] if who is not None else None, owners.ids[who] if who is not None else None,
                    best[version.quote],
                )
            )  # fmt: skip
    fill(base, "utterances", heads)
    fill(base, "utterance_versions", rows)


def _best(found: Answers) -> dict[int, float]:
    """The highest probability with which each quotation answers another."""
    quotes, chances = np.concatenate([found.left, found.right]), np.tile(found.chances, 2)
    order = np.lexsort((chances, quotes))
    quotes, chances = quotes[order], chances[order]
    last = np.append(quotes[1:] != quotes[:-1], True)[: len(quotes)]
    return dict(zip(quotes[last].tolist(), chances[last].tolist(), strict=True))


class _Quote(NamedTuple):
    page: int
    number: int
    start: int
    text: str
    kind: str
    speaker: str | None
    words: int


def _quotes(base: DuckDBPyConnection, wanted: set[int]) -> dict[int, _Quote]:
    """The quotations of some keys."""
    import pyarrow as pa

    base.register("wanted", pa.table({"page": np.array(sorted({page_of(one) for one in wanted}), np.int32)}))
    rows = base.execute("""
        SELECT page, number, start_char, text, kind, speaker, octet_length(words) // 8
        FROM work.quotes SEMI JOIN wanted USING (page)""")
    made = {
        key(row[0], row[1]): _Quote(*row)
        for some in iter(lambda: rows.fetchmany(10_000), [])
        for row in some
        if key(row[0], row[1]) in wanted
    }
    base.unregister("wanted")
    return made
