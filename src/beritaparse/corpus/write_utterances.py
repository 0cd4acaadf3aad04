"""Fills the tables of utterances."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from . import utterances
from .tables import Owners, Pages, fill, name_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_utterances(base: DuckDBPyConnection, pages: Pages, owners: Owners, first: int) -> None:
    pairs = utterances.page_pairs(base)
    quotes = utterances.read_quotes(base, pairs)
    found = list(utterances.matches(quotes, pairs))
    groups, chances = utterances.cluster(found)
    best: dict[int, float] = defaultdict(float)
    for match, chance in zip(found, chances.tolist(), strict=True):
        best[match.left] = max(best[match.left], chance)
        best[match.right] = max(best[match.right], chance)
    starts = {
        (page, number): start
        for page, number, start in base.execute("SELECT page, number, start_char FROM work.quotes").fetchall()
    }
    heads: list[Any] = []
    rows: list[Any] = []
    for group in groups:
        told = [(quotes.all[version.quote], version) for version in group]
        begins = [utterances.text_of(quote, version) for quote, version in told]
        texts = [text for _, text in begins]
        direct = [quote.kind != "indirect" for quote, _ in told]
        canonical = utterances.canonical(list(zip(direct, texts, strict=True)))
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
                utterances.differences(texts, persons),
            )
        )  # fmt: skip
        for (quote, version), (begin, text), who in zip(told, begins, persons, strict=True):
            start = starts[quote.page, quote.number] + begin
            rows.append(
                (
                    id, pages.ids[quote.page], quote.number, start, text, quote.kind,
                    owners.names[who] if who is not None else None, owners.ids[who] if who is not None else None,
                    best[version.quote],
                )
            )  # fmt: skip
    fill(base, "utterances", heads)
    fill(base, "utterance_versions", rows)
