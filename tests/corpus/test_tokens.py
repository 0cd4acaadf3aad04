from __future__ import annotations

import numpy as np
import pytest

from beritaparse.corpus.tokens import words_in
from beritaparse.corpus.wording import hash_of, split, stem

TEXTS = [
    "",
    "Polisi menyita 1.250,5 gram sabu. Kurirnya, 2 orang, kabur.",
    "Harga naik Rp1.500,- dan 3,5% (naik 10.).",
    "“Kami sudah lapor,” kata Rina – pemilik kafé di Jalan Melati No.12A_lama.",
    "abc123 x10² ..5, 6.,7 hasilnya Nya nya ARIHNYA",
    "Ⅳ ١٢ desa ñandú",
    "satukataygsangatpanjangsekalisampaitigapuluhhuruf satukataygsangatpanjangsekalisampaitigapuluhhuruh",
]


def test_words_of_many_texts_are_those_of_each() -> None:
    found = words_in(TEXTS)
    for number, text in enumerate(TEXTS):
        here = slice(found.starts[number], found.starts[number + 1])
        words = split(text)
        assert (found.hashes[here] & np.uint64((1 << 56) - 1)).tolist() == [hash_of(stem(word)) for word in words]
        assert found.numbers[here].tolist() == [not word.isalpha() for word in words]


@pytest.mark.parametrize("length", [1, 3, 5])
def test_words_in_a_row_stay_within_a_text(length: int) -> None:
    found, texts = words_in(["satu dua tiga empat", "lima enam", "satu dua tiga"]).in_a_row(length)
    counts = [max(0, words - length + 1) for words in (4, 2, 3)]
    assert texts.tolist() == [number for number, count in enumerate(counts) for _ in range(count)]
    if length <= 3:
        assert found[0] == found[texts == 2][0]


def test_words_are_counted_by_text() -> None:
    texts, hashes, counts = words_in(["air laut air", "laut"]).counted()
    rows = set(zip(texts.tolist(), hashes.tolist(), counts.tolist(), strict=True))
    assert rows == {(0, hash_of("air"), 2), (0, hash_of("laut"), 1), (1, hash_of("laut"), 1)}


def test_no_words_at_all() -> None:
    assert words_in([]).starts.tolist() == [0]
    assert words_in(["", "!"]).in_a_row(3)[0].tolist() == []
