"""Fills the tables of utterances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import versions
from .tables import Pages, fill, name_of
from .utterances import Answers, key, page_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class _Quote(NamedTuple):
    page: int
    number: int
    start: int
    text: str
    kind: str
    speaker: str | None
    words: int


class _Said(NamedTuple):
    """A version of an utterance: the quotation, its text and where it begins, and how sure it is."""

    quote: _Quote
    start: int
    text: str
    chance: float


class Utterance(NamedTuple):
    """An utterance but for who says it; ``differs``: in what its versions do."""

    id: str
    text: str
    differs: list[str]
    said: list[_Said]


def told(base: DuckDBPyConnection, pages: Pages, found: Answers) -> list[Utterance]:
    """The utterances that several articles have."""
    groups = versions.cluster(found)
    best = _best(found)
    quotes = _quotes(base, {version.quote for group in groups for version in group})
    made: list[Utterance] = []
    for group in groups:
        said: list[_Said] = []
        for version in group:
            quote = quotes[version.quote]
            begin, text = versions.text_of(quote.text, quote.words, version)
            said.append(_Said(quote, quote.start + begin, text, best[version.quote]))
        founder = min(
            zip(said, group, strict=True),
            key=lambda one: (
                pages.hours[one[0].quote.page] or 0.0,
                pages.ids[one[0].quote.page],
                one[0].quote.number,
                one[1].start,
            ),
        )
        id = name_of("utterance", pages.ids[founder[0].quote.page], founder[0].quote.number, founder[1].start)
        canonical = versions.canonical([(one.quote.kind != "indirect", one.text) for one in said])
        made.append(Utterance(id, canonical, versions.differences([one.text for one in said]), said))
    return made


def write_utterances(base: DuckDBPyConnection, pages: Pages, told: Iterable[Utterance]) -> None:
    """Fill the tables of utterances; needs those of people."""
    told = list(told)
    speakers = _speakers(base, [one.quote for utterance in told for one in utterance.said])
    heads: list[Any] = []
    rows: list[Any] = []
    for id, canonical, differs, said in told:
        persons = [speakers.get((one.quote.page, one.quote.speaker), _NOBODY) for one in said]
        known = Counter(person for person in persons if person.id is not None)
        main = known.most_common(1)[0][0] if known else _NOBODY
        articles = len({one.quote.page for one in said})
        heads.append((id, canonical, main.name, main.id, articles, ["speaker"] * (len(known) > 1) + differs))
        rows += [
            (
                id, pages.ids[one.quote.page], one.quote.number, one.start, one.text, one.quote.kind, who.name, who.id,
                one.chance,
            )
            for one, who in zip(said, persons, strict=True)
        ]  # fmt: skip
    fill(base, "utterances", heads)
    fill(base, "utterance_versions", rows)


class _Speaker(NamedTuple):
    id: str | None
    name: str | None


_NOBODY = _Speaker(None, None)


def _speakers(base: DuckDBPyConnection, quotes: Iterable[_Quote]) -> dict[tuple[int, str | None], _Speaker]:
    """Who says quotations, by page and id there."""
    import pyarrow as pa

    wanted = sorted({(quote.page, quote.speaker) for quote in quotes if quote.speaker})
    page, local = zip(*wanted, strict=True) if wanted else ((), ())
    base.register("wanted", pa.table({"page": pa.array(page, pa.int32()), "local_id": pa.array(local, pa.string())}))
    found = base.execute("""
        SELECT page, local_id, person_id, people.name
        FROM wanted JOIN work.pages USING (page) JOIN person_mentions USING (article_id, local_id)
        JOIN people USING (person_id)""").fetchall()
    base.unregister("wanted")
    return {(page, local): _Speaker(id, name) for page, local, id, name in found}


def _best(found: Answers) -> dict[int, float]:
    """The highest probability with which each quotation answers another."""
    quotes, chances = np.concatenate([found.left, found.right]), np.tile(found.chances, 2)
    order = np.lexsort((chances, quotes))
    quotes, chances = quotes[order], chances[order]
    last = np.append(quotes[1:] != quotes[:-1], True)[: len(quotes)]
    return dict(zip(quotes[last].tolist(), chances[last].tolist(), strict=True))


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
