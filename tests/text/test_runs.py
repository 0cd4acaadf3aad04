from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from beritaparse.lexicon.layout import Marker
from beritaparse.text.runs import Anchored, WholeWords, whole

WORDS = ("kata", "ujar", "Rp", "$", "di lokasi", "pukul")
PATTERN = re.compile(r"(?<![^\W_])(?:kata|ujar|rp\.?|\$|di lokasi|pukul|\d+)(?![^\W\d_])", re.IGNORECASE)
PIECES = st.sampled_from((*WORDS, "Kata", "KATA", " ", ".", "12", "katak", "diujar", "é", "İ", "_", "AKBP", "\n", "ß"))


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 40), st.integers(0, 60))
@example("İİİ kata di lokasi", 0, 60)
@example("Rp12 dan $3", 0, 60)
def test_anchored_finds_what_the_expression_finds(text: str, start: int, end: int) -> None:
    anchored = Anchored(PATTERN, WORDS, digits=True)
    start, end = min(start, len(text)), min(end, len(text))
    assume(not text[max(0, end - 1) : end + 1].isalpha() or end in (0, len(text)))
    expected = [match.span() for match in PATTERN.finditer(text, start, end)]
    assert [match.span() for match in anchored.finditer(text, start, end)] == expected
    first = anchored.search(text, start, end)
    assert (first.span() if first else None) == (expected[0] if expected else None)


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(st.integers(0, 60), max_size=8).map(sorted))
@example("kata kata di lokasi", [0, 5, 5, 19])
def test_within_zones_it_finds_what_it_finds_in_each(text: str, edges: list[int]) -> None:
    anchored = Anchored(PATTERN, WORDS, digits=True)
    zones = list(zip(edges[::2], edges[1::2], strict=False))
    expected = [(match.span(), zone) for zone in zones for match in anchored.finditer(text, *zone)]
    assert [(match.span(), zone) for match, zone in anchored.within(text, zones)] == expected


@pytest.mark.parametrize("page", ["kejadian ituBaca juga:", "videoBACA JUGA:", "lokasiBaca juga:"])
def test_what_may_stand_inside_a_word_is_found_behind_a_lost_blank(page: str) -> None:
    anchored = Anchored(re.compile("(?i:baca juga:)"), ["baca juga"])
    assert anchored.search(page, 0, len(page)) is not None
    assert anchored.search("dibaca juga:", 0, 12) is None


def test_one_article_after_the_other_is_searched_anew() -> None:
    anchored = Anchored(re.compile(r"\bkata\b"), ["kata"])
    for text, starts in (("kata A", [0]), ("ia kata", [3]), ("kata A", [0]), ("", [])):
        assert [match.start() for match in anchored.finditer(text, 0, len(text))] == starts


@pytest.mark.parametrize("written", [r"(?:baca|lihat) juga", r"baca\s{0,3}juga", ""])
def test_a_marker_in_the_middle_of_a_line_begins_with_a_whole_word(written: str) -> None:
    with pytest.raises(ValidationError, match="rest"):
        Marker(kind="related_link", rest=(written,))


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(0, 40), st.integers(0, 60))
@example("kata kata di lokasi", 5, 12)
def test_few_words_are_found_as_many_are(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    words = ["kata", "di", "di lokasi", "AKBP"]
    assert whole(text, words, start, end) == list(WholeWords(words).find(text, start, end))
