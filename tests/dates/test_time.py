from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beritaparse.dates.stage import parse_time

PAIRS = [
    tuple(part.strip() for part in line.split(" | "))
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "reference", "value"), PAIRS)
def test_value(text: str, reference: str, value: str) -> None:
    found = parse_time(text, date.fromisoformat(reference))
    if value == "-":
        assert [time.text for time in found] == []
    else:
        assert [str(time.value) for time in found] == [value]


def test_there_are_300_pairs() -> None:
    assert len(PAIRS) >= 300


def test_a_clock_behind_a_day_gets_its_date() -> None:
    found = parse_time("Senin (9/6/2025) sekitar pukul 13.30 WIB")
    assert [time.value for time in found] == ["2025-06-09", "2025-06-09T13:30+07:00"]


def test_without_publication_the_article_itself_is_the_reference() -> None:
    found = parse_time("Rapat digelar Selasa (10/6/2025). Kemarin hujan turun.")
    assert [time.value for time in found] == ["2025-06-10", "2025-06-09"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Warga menggelar kirab kemarin pagi. Kirab pertama digelar 12 Januari 2019.", None),
        ("DEMAK, 12 Mei 2024 - Polisi kemarin menangkap pelaku.", "2024-05-11"),
        ("Kemarin polisi menangkap pelaku. Ia buron sejak Rabu (8/5/2024).", "2024-05-07"),
    ],
)
def test_a_day_of_history_is_no_reference(text: str, value: str | None) -> None:
    assert [time.value for time in parse_time(text) if time.relative] == [value]


def test_without_any_reference_relative_words_stay_open() -> None:
    (time,) = parse_time("Hujan turun kemarin.")
    assert (time.value, time.relative, time.granularity) == (None, True, "day")


def test_a_weekday_that_contradicts_its_date_is_said() -> None:
    (time,) = parse_time("Senin (10/6/2025)")
    assert (time.value, time.weekday_conflict) == ("2025-06-10", True)


def test_conflicts_and_impossible_days_are_warnings(parse_rules) -> None:
    article = parse_rules("Rapat digelar Senin (10/6/2025) dan 31/2/2025.")
    assert [warning.code for warning in article.warnings] == ["weekday_conflict", "unresolved_date"]


def test_rules_and_granularity_are_kept() -> None:
    found = parse_time("Minggu (8/6/2025) sore, awal Juni, pukul 09.00 WIB", date(2025, 6, 11))
    assert [(time.rule, time.granularity) for time in found] == [
        ("weekday_date", "part_of_day"),
        ("month", "month"),
        ("clock", "time"),
    ]


def test_the_full_stop_of_the_sentence_is_left_out() -> None:
    texts = ["pada 18 dan 19 Juni.", "Rapat 3 Januari.", "Mulai 3 Jan. 2024."]
    assert [parse_time(text, date(2025, 6, 11))[0].text for text in texts] == [
        "18 dan 19 Juni",
        "3 Januari",
        "3 Jan. 2024",
    ]


WORDS = [
    "Senin",
    "9",
    "/",
    "6",
    "2025",
    "(",
    ")",
    "pukul",
    ".",
    "30",
    "WIB",
    "kemarin",
    "dua",
    "hari",
    "lalu",
    "Juni",
    "-",
]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_arbitrary_text(text: str) -> None:
    for time in parse_time(text, date(2025, 6, 11)):
        assert text[time.start : time.end] == time.text


def test_the_date_beside_a_word_says_which_day_it_means() -> None:
    found = parse_time("Itu terjadi kemarin Minggu (8/6/2025), bukan hari ini, Selasa (10/6/2025).", date(2025, 6, 11))
    assert [time.value for time in found] == ["2025-06-08", "2025-06-08", "2025-06-10", "2025-06-10"]


def test_a_day_without_a_year_is_of_the_year_that_the_page_names() -> None:
    times = parse_time("Program TMMD Tahun 2019 telah usai. Program itu ditutup Kamis (8/8).")
    assert [(time.text, time.value) for time in times] == [("Tahun 2019", "2019"), ("Kamis (8/8)", "2019-08-08")]
    assert parse_time("Program itu ditutup Kamis (8/8).")[0].value is None
