"""What counts as the same name."""

from __future__ import annotations

import pytest

from beritaparse.evaluation.folding import fold, fold_name, fold_place, fold_unit


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("AKBP M. Khalid Zulkarnain, S.I.K., M.H.", "m khalid zulkarnain"),
        ("Drs. H. Slamet Riyanto", "slamet riyanto"),
        ("Letkol Inf Budi Hartono SH", "budi hartono"),
        ("Bapak", "bapak"),
        ("Pol", "pol"),
        ("MS", "ms"),
        ("", ""),
        (None, ""),
    ],
)
def test_names(text, folded) -> None:
    assert fold_name(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Mapolres Demak", "polres demak"),
        ("Sat. Reskrim Polresta Jambi", "satreskrim polresta jambi"),
        ("Kepolisian Resor Demak", "polres demak"),
        ("Kepolisian Resort Demak", "kepolisian resort demak"),
        ("Mako Brimob", "brimob"),
        ("Satnarkoba Polres Demak", "satresnarkoba polres demak"),
        ("Kodim 0417/Kerinci", "kodim 0417 kerinci"),
    ],
)
def test_units(text, folded) -> None:
    assert fold_unit(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kabupaten Demak", "demak"),
        ("Kab. Demak", "demak"),
        ("Desa Kota Baru", "kota baru"),
        ("Kota", "kota"),
        ("Pulau Jawa", "jawa"),
    ],
)
def test_places(text, folded) -> None:
    assert fold_place(text) == folded


def test_other_words_keep_everything_but_case_and_punctuation() -> None:
    assert fold("PT. Sinar Jaya (Persero)  Tbk") == "pt sinar jaya persero tbk"
