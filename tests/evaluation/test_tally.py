"""Counting and intervals."""

from __future__ import annotations

import numpy as np
import pytest

from beritaparse.evaluation.tally import Tally, context, evaluation, locate, score


def test_precision_recall_and_f1() -> None:
    made = score([(3, 4, 5), (0, 0, 1), (1, 2, 1)])
    assert (made.gold, made.predicted) == (7, 6)
    assert (made.precision, made.recall) == (4 / 6, 4 / 7)
    assert made.f1 == pytest.approx(2 * 4 / 13)


def test_nothing_to_find_and_nothing_found() -> None:
    made = score([(0, 0, 0), (0, 0, 0)])
    assert (made.precision, made.recall, made.f1, made.low, made.high) == (0, 0, 0, None, None)


def test_the_interval_is_the_bootstrap_over_documents() -> None:
    """Compared with a bootstrap written out: drawing documents one by one."""
    generator = np.random.default_rng(7)
    rows = [(int(generator.integers(0, 5)), 5, 6) for _ in range(40)]
    made = score(rows, resamples=4000)
    draws = []
    for _ in range(4000):
        drawn = np.array(rows)[generator.integers(0, 40, 40)].sum(axis=0)
        draws.append(2 * drawn[0] / (drawn[1] + drawn[2]))
    assert (made.low, made.high) == pytest.approx(np.percentile(draws, [2.5, 97.5]), abs=0.01)
    assert made.low < made.f1 < made.high


def test_the_seed_decides_the_interval() -> None:
    rows = [(n % 7, 7, 7 + n) for n in range(20)]
    assert score(rows, resamples=50, seed=1) == score(rows, resamples=50, seed=1)
    assert score(rows, resamples=50, seed=1) != score(rows, resamples=50, seed=2)


def test_one_document_has_no_interval_and_equal_ones_a_point() -> None:
    assert score([(1, 2, 2)]).low is None
    assert score([(1, 2, 2)] * 5, resamples=0).low is None
    same = score([(1, 2, 2)] * 5)
    assert (same.low, same.high) == (0.5, 0.5)


def test_a_missed_form_stands_beside_the_spurious_one_that_is_like_it() -> None:
    tally = Tally("units")
    text = "Anggota Polres Demak dan Kodim 0716/Demak hadir, juga Polsek Bonang."
    gold = {"polres demak": "Polres Demak", "kodim 0716 demak": "Kodim 0716/Demak"}
    tally.add_sets("a", text, gold, {"polres": "Polres", "polsek bonang": "Polsek Bonang"})
    assert tally.rows == [(0, 2, 2)]
    told = [(finding.expected, finding.given, finding.kind) for finding in tally.findings]
    assert told == [
        ("Polres Demak", "Polres", "different"),
        ("Kodim 0716/Demak", None, "missed"),
        (None, "Polsek Bonang", "spurious"),
    ]
    assert (tally.findings[1].before, tally.findings[1].at) == ("Anggota Polres Demak dan ", "Kodim 0716/Demak")


def test_places_in_the_text() -> None:
    assert locate("Budiman dan Budi", "Budi") == ("Budiman dan ", "Budi", "")
    assert locate("para BUDI hadir", "Budi").at == "BUDI"
    assert locate("a", "Budi") == ("", "", "")
    assert locate("a", "") == ("", "", "")
    assert context("a\n\tb c", 3, 4) == ("a ", "b", " c")


def test_some_layers_only() -> None:
    made = evaluation([Tally("a", [(1, 1, 1)]), Tally("b", [(0, 1, 1)])])
    assert list(made.only(["b"]).scores) == ["b"]
    with pytest.raises(ValueError, match="no layer 'c': choose from a, b"):
        made.only(["c"])
