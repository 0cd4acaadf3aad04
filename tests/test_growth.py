"""What says the same again and again takes time as its length grows, not as its square."""

from __future__ import annotations

import time
from typing import Any

import pytest

import beritaparse
from beritaparse.entities import names, place_lists, units
from beritaparse.events import spots
from beritaparse.quotes import clauses
from beritaparse.redaction.parties import Parties

SHORT, LONG = 1_000, 8_000
MOST = 1.6
"""The exponent that is too much: 2 would be the square; a machine that others use too has moments."""


def seconds(parser: beritaparse.Parser, text: str) -> float:
    times: list[float] = []
    for _ in range(2):
        began = time.process_time()
        parser.parse(text).redacted()
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("pattern", ["H. ", "Bapak ", "mengatakan ", "Rudi, "])
def test_time_grows_with_the_length(rules: beritaparse.Parser, pattern: str) -> None:
    short, long = (seconds(rules, (pattern * size)[:size]) for size in (SHORT, LONG))
    assert long / short < (LONG / SHORT) ** MOST, (short, long)


def test_titles_in_a_row_are_walked_over_a_few_steps_only(
    rules: beritaparse.Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    look = Parties._title_before

    def counted(parties: Parties, start: int) -> int | None:
        nonlocal asked
        asked += 1
        return look(parties, start)

    monkeypatch.setattr(Parties, "_title_before", counted)
    counts: list[int] = []
    for times in (50, 400):
        asked = 0
        rules.parse("Reje Kampung " * times).redacted()
        counts.append(asked)
    assert 0 < counts[1] <= 10 * counts[0]  # eight times as many


def test_a_clause_behind_each_of_many_reporting_words_is_read_a_few_words_only(
    rules: beritaparse.Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    look = clauses.is_verb

    def counted(word: str) -> bool:
        nonlocal asked
        asked += 1
        return look(word)

    monkeypatch.setattr(clauses, "is_verb", counted)
    counts: list[int] = []
    for times in (100, 800):
        asked = 0
        rules.parse("Dinas meyakinkan dan meyakinkan " * times)
        counts.append(asked)
    assert 0 < counts[1] <= 12 * counts[0]  # eight times as many, and as far as a clause may go


def test_where_a_sentence_leaves_what_was_said_is_looked_for_once(
    rules: beritaparse.Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0
    leaving = clauses._goes_on_without()

    class Counted:
        @staticmethod
        def finditer(text: str) -> Any:
            nonlocal read
            read += len(text)
            return leaving.finditer(text)

        @staticmethod
        def match(text: str, at: int, end: int) -> Any:
            nonlocal read
            read += 1
            return leaving.match(text, at, end)

    monkeypatch.setattr(clauses, "_goes_on_without", Counted)
    counts: list[int] = []
    for times in (100, 800):
        read = 0
        rules.parse("pengakuan, " * times)
        counts.append(read)
    assert 0 < counts[1] <= 10 * counts[0]  # eight times as many


def test_whether_a_stem_stands_alone_is_asked_once_a_page(
    rules: beritaparse.Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[str, ...]]] = []
    look = names.whole

    def counted(text: str, words: tuple[str, ...], start: int, end: int) -> list[tuple[int, int]]:
        asked.append((text, words))
        return look(text, words, start, end)

    monkeypatch.setattr(names, "whole", counted)
    rules.parse("Dinas Analis Kebijakan dan Analis Kebijakan " * 50)
    assert asked
    assert len(set(asked)) == len(asked)


def test_functions_behind_a_title_are_walked_over_a_few_steps_only() -> None:
    steps = [units.over_function("Kbo " * times, 3) for times in (50, 400)]
    assert steps[0] == steps[1] > 3


def test_a_list_of_places_is_walked_from_each_of_them_a_few_steps_only(
    rules: beritaparse.Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = 0
    look = place_lists.find_region

    def counted(*given: Any, **named: Any) -> list[Any]:
        nonlocal walked
        walked += 1
        return look(*given, **named)

    monkeypatch.setattr(place_lists, "find_region", counted)
    counts: list[int] = []
    for times in (50, 400):
        walked = 0
        rules.parse("Sungai Penuh, " * times)
        counts.append(walked)
    assert 0 < counts[1] <= 12 * counts[0]  # eight times as many


def test_a_tag_of_a_hundred_thousand_attributes() -> None:
    pytest.importorskip("trafilatura")
    from beritaparse.layout.html import extract

    body = "<p>Polisi menangkap dua orang di Demak pada Rabu pagi, kata Kapolres Demak.</p>" * 5
    many = " ".join(f"a{number}=1" for number in range(100_000))
    began = time.process_time()
    told = [extract(f"<html><body><div {more}>{body}</div></body></html>").text for more in ("class='isi'", many)]
    assert told[0] == told[1]
    assert time.process_time() - began < 5


class _Regions(dict[int, int]):
    """Regions by their starts that count how often they are looked at."""

    asked = 0

    def get(self, key: int, default: Any = None) -> Any:
        self.asked += 1
        return super().get(key, default)

    def items(self) -> Any:
        self.asked += len(self)
        return super().items()


def test_the_region_at_the_end_of_a_site_is_not_looked_for_among_all() -> None:
    counts: list[int] = []
    for times in (50, 400):
        text = "di Masjid Raya Demak, " * times
        regions = _Regions({at + 15: at + 20 for at in range(0, len(text), 22)})
        assert list(spots.find(text, [(0, len(text))], set(), regions, {}))
        counts.append(regions.asked)
    assert 0 < counts[1] <= 10 * counts[0]  # eight times as many
