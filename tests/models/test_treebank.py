"""The treebank that the test models are trained on is valid Universal Dependencies."""

from __future__ import annotations

from pathlib import Path

import pytest

UPOS = {
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
}
SENTENCES = (Path(__file__).parent / "treebank.conllu").read_text(encoding="utf-8").strip().split("\n\n")


def read(sentence: str) -> tuple[str, list[list[str]]]:
    lines = sentence.split("\n")
    text = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
    return text, [line.split("\t") for line in lines if not line.startswith("#")]


def test_it_is_about_a_hundred_different_sentences_with_multiword_tokens() -> None:
    assert len({read(sentence)[0] for sentence in SENTENCES}) == len(SENTENCES) >= 100
    assert sum("-" in row[0] for sentence in SENTENCES for row in read(sentence)[1]) >= 10


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_a_tree_over_its_text(sentence: str) -> None:
    text, rows = read(sentence)
    assert all(len(row) == 10 for row in rows)
    words = [row for row in rows if "-" not in row[0]]
    assert [row[0] for row in words] == [str(number) for number in range(1, len(words) + 1)]
    assert {row[3] for row in words} <= UPOS
    heads = [int(row[6]) for row in words]
    assert [row[7] for row in words if row[6] == "0"] == ["root"]
    for number in range(1, len(words) + 1):
        steps = 0
        while number:
            number = heads[number - 1]
            steps += 1
            assert steps <= len(words)
    covered: set[int] = set()
    surface = ""
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            covered |= set(range(first, last + 1))
            assert "".join(word[1] for word in words[first - 1 : last]) == row[1]
        elif int(row[0]) in covered:
            continue
        surface += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    assert surface.strip() == text
