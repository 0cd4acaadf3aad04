"""Words of a treebank on our tokens and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from beritaparse.evaluation.goldfile import FileError
from beritaparse.language import Indonesian
from beritaparse.models.words import words_of
from beritaparse.training.conllu import doc_of, read_sentences

TREEBANK = Path(__file__).parent / "treebank.conllu"
nlp = Indonesian()


def row(number: str, form: str, upos: str, head: str, deprel: str, feats: str = "_", misc: str = "_") -> str:
    return "\t".join([number, form, form.lower(), upos, "_", feats, head, deprel, "_", misc])


UJARNYA = [
    row("1", "Aman", "ADJ", "0", "root", misc="SpaceAfter=No"),
    row("2", ",", "PUNCT", "3", "punct"),
    "3-4\tujarnya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
    row("3", "ujar", "VERB", "1", "parataxis", "Voice=Act"),
    row("4", "nya", "PRON", "3", "nsubj", "Number=Sing"),
    row("5", ".", "PUNCT", "1", "punct"),
]
MENURUTNYA = [
    "1-2\tMenurutnya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No",
    row("1", "Menurut", "ADP", "2", "case"),
    row("2", "nya", "PRON", "5", "obl"),
    row("3", ",", "PUNCT", "2", "punct"),
    row("4", "itu", "PRON", "5", "nsubj"),
    row("5", "benar", "ADJ", "0", "root"),
]


def write(path: Path, *sentences: list[str], text: str | None = None) -> Path:
    head = [] if text is None else [f"# text = {text}"]
    path.write_text("\n\n".join("\n".join([*head, *rows]) for rows in sentences) + "\n\n", encoding="utf-8")
    return path


def doc(path: Path):
    return doc_of(list(read_sentences(path)), nlp)


def test_a_multiword_token_is_its_first_word_and_says_what_its_clitic_is(tmp_path) -> None:
    made = doc(write(tmp_path / "a.conllu", UJARNYA))
    assert made.text == "Aman, ujarnya."
    token = made[2]
    assert (token.text, token.pos_, token.lemma_, token.dep_) == ("ujarnya", "VERB", "ujar", "parataxis")
    assert token.morph.to_dict() == {"Voice": "Act", "Clitic": "Nsubj"}
    assert token.head.text == "Aman"


def test_a_clitic_that_its_preposition_marks_gives_the_token_its_place(tmp_path) -> None:
    token = doc(write(tmp_path / "a.conllu", MENURUTNYA))[0]
    assert (token.pos_, token.lemma_, token.dep_, token.head.text) == ("ADP", "menurut", "obl", "benar")


@pytest.mark.parametrize("rows", [UJARNYA, MENURUTNYA])
def test_words_come_back(tmp_path, rows: list[str]) -> None:
    (sentence,) = read_sentences(write(tmp_path / "a.conllu", rows))
    words = words_of(doc_of([sentence], nlp))
    assert [(w.start, w.end, w.text, w.upos, w.head, w.deprel) for w in words] == [
        (w.start, w.end, w.text, w.upos, w.head, w.deprel) for w in sentence.words
    ]


def test_our_own_treebank_comes_back_almost_whole() -> None:
    # a clitic comes back with the full relation that it mostly has, so subtypes are left out
    for sentence in read_sentences(TREEBANK):
        words = words_of(doc_of([sentence], nlp))
        assert [(w.text, w.upos, w.head, w.deprel.split(":")[0]) for w in words] == [
            (w.text, w.upos, w.head, w.deprel.split(":")[0]) for w in sentence.words
        ]


def test_a_word_of_several_tokens(tmp_path) -> None:
    rows = [row("1", "Kabupaten", "NOUN", "0", "root"), row("2", "Utara-Selatan", "PROPN", "1", "flat")]
    made = doc(write(tmp_path / "a.conllu", rows))
    assert [(t.text, t.pos_, t.dep_, t.head.text) for t in made[1:]] == [
        ("Utara", "PROPN", "flat", "Kabupaten"),
        ("-", "PUNCT", "punct", "Utara"),
        ("Selatan", "PROPN", "flat", "Utara"),
    ]


def test_several_sentences_in_one_document(tmp_path) -> None:
    made = doc(write(tmp_path / "a.conllu", UJARNYA, MENURUTNYA))
    assert [sent.text for sent in made.sents] == ["Aman, ujarnya.", "Menurutnya, itu benar"]
    assert [token.head.text for token in made if token.dep_ == "ROOT"] == ["Aman", "benar"]


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        (["1\tAman\taman"], 1, "3 columns"),
        ([row("1", "Aman", "ADJ", "0", "root"), row("3", "sekali", "ADV", "1", "advmod")], 2, "word 3"),
        ([row("1", "Aman", "Sifat", "0", "root")], 1, "'Sifat'"),
        ([row("1", "Aman", "ADJ", "_", "root")], 1, "head"),
        ([row("1", "Aman", "ADJ", "7", "root")], 1, "head 7"),
        ([row("1", "Aman", "ADJ", "2", "x"), row("2", "kini", "ADV", "1", "x")], 1, "circle"),
        ([row("x", "Aman", "ADJ", "0", "root")], 1, "'x'"),
        (["1-2\tAmannya\t_\t_\t_\t_\t_\t_\t_\t_", row("1", "Aman", "ADJ", "0", "root")], 2, "word 2"),
    ],
)
def test_errors_name_file_line_and_reason(tmp_path, rows: list[str], line: int, reason: str) -> None:
    path = write(tmp_path / "bad.conllu", rows)
    with pytest.raises(FileError, match=reason) as caught:
        list(read_sentences(path))
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_text_that_its_words_do_not_make_up(tmp_path) -> None:
    path = write(tmp_path / "bad.conllu", UJARNYA, text="Aman; ujarnya.")
    with pytest.raises(FileError, match="',' does not follow") as caught:
        list(read_sentences(path))
    assert f"{path}:3:" in str(caught.value)
