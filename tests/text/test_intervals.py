from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beritaparse.text.intervals import Intervals

span = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(span), st.lists(span), span)
def test_it_answers_as_a_set_of_positions_would(first, added, asked) -> None:
    intervals = Intervals(first)
    for start, end in added:
        intervals.add(start, end)
    taken = {position for start, end in (*first, *added) for position in range(start, end)}
    wanted = set(range(*asked))
    assert intervals.overlaps(*asked) == bool(taken & wanted)
    assert (asked[0] in intervals) == (asked[0] in taken)
    if intervals.covers(*asked):
        assert wanted <= taken


def test_a_stretch_that_begins_before_the_floor_covers_nothing() -> None:
    intervals = Intervals([(2, 14), (20, 22)])
    assert intervals.covers(9, 12)
    assert not intervals.covers(9, 12, 8)
    assert intervals.covers(20, 22, 20)
