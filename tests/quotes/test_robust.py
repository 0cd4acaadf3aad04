"""Any input: nothing raises, offsets are true, nothing overlaps, time is linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

MARKS = ['"', "“", "”", "'", "’", "''", "«", "»", "\n", "\r\n", " ", ", ", ". ", ": ", "(", ")", "\u200e"]
CUES = ["kata", "ujarnya", "mengatakan", "bahwa", "menurut", "Menurut", "Dikatakan", "melalui", "yang", "dia"]
OTHERS = [
    "Budi",
    "AKP",
    "Kapolres",
    "Senin (9/6)",
    "pelaku sudah ditangkap",
    "17",
    "İ",
    "😀",
    "tambh",
    "begitu",
]
PIECES = st.sampled_from([*MARKS, *CUES, *OTHERS])
PEOPLE = {"Budi": "Kapolres"}
QUICK = settings(max_examples=300)


def check(page) -> None:
    text = page.text
    reached = 0
    for quote in page.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.text.strip()
        assert quote.start >= reached
        reached = quote.end
        if quote.cue is not None:
            assert text[quote.cue_start : quote.cue_end] == quote.cue


@QUICK
@given(pieces=st.lists(PIECES, max_size=60))
def test_shuffled_pieces_of_news(parse, pieces):
    check(parse("".join(pieces), PEOPLE))
    check(parse(" ".join(pieces), PEOPLE))


@QUICK
@given(text=st.text(max_size=200))
def test_any_text(parse, text):
    check(parse(text))


def test_a_report_does_not_begin_inside_of_speech(parse):
    page = parse('Budi mengatakan begini " kami semua sudah tahu bahwa pelaku sudah lama diburu polisi', PEOPLE)
    check(page)
    assert [quote.kind for quote in page.quotes] == ["direct"]


def test_a_closing_mark_too_many_does_not_reach_into_what_the_line_closed(parse):
    page = parse('Budi berkata, "Jalan ini\n" kami tutup" sampai besok” ujarnya', PEOPLE)
    check(page)
    assert [quote.text for quote in page.quotes] == ['Jalan ini\n" kami tutup', "sampai besok"]


def test_empty(parse):
    assert parse("").quotes == []


def test_linear_in_the_length(parse):
    def seconds(text: str) -> float:
        began = time.process_time()
        parse(text)
        return time.process_time() - began

    for unit in ('"', "“ a ", "kata Budi, ", '"A," kata ', "X mengatakan, ", "(", "menurut "):
        seconds(unit * 100)
        short = min(seconds(unit * 2000) for _ in range(3))
        long = min(seconds(unit * 8000) for _ in range(3))
        assert long < 0.02 + 9 * short, unit


@pytest.mark.parametrize("unit", ["Seperti yang disampaikan Kapolres Budi, jalan ditutup, ", "ujar Budi melalui Ani "])
def test_words_passed_on_any_number_of_times_are_read(parse, unit: str) -> None:
    """Each source may name who passed it on; they are not asked in turn who passed on that."""
    parse(unit * 400)
