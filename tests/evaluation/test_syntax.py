"""Syntax scores: CoNLL-U, alignment of words, and the script of the shared task as Universal Dependencies keeps it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from udtools import udeval

from beritaparse.evaluation import FileError, evaluate
from beritaparse.evaluation.conllu import Word, pair_syntax, read_conllu
from beritaparse.evaluation.syntax import align, score_syntax
from beritaparse.evaluation.tally import evaluation

TREEBANK = Path(__file__).parents[1] / "models" / "treebank.conllu"


def row(number, form, lemma="_", upos="X", head=0, deprel="root", misc="_") -> str:
    return "\t".join(map(str, (number, form, lemma, upos, "_", "_", head, deprel, "_", misc)))


SENTENCES = "\n".join(
    [
        "# newdoc id = satu",
        "# text = Ia siap, ujarnya.",
        row(1, "Ia", "ia", "PRON", 2, "nsubj"),
        row(2, "siap", "siap", "ADJ", 0, "root", "SpaceAfter=No"),
        row(3, ",", ",", "PUNCT", 2, "punct"),
        row("4-5", "ujarnya", misc="SpaceAfter=No"),
        row(4, "ujar", "ujar", "VERB", 2, "parataxis:x"),
        row(5, "nya", "nya", "PRON", 4, "nsubj"),
        row(6, ".", ".", "PUNCT", 2, "punct"),
        "",
        "# newdoc id = dua",
        "# newpar",
        row(1, "Hujan", "hujan", "NOUN", 2, "nsubj"),
        row(2, "turun", "turun", "VERB"),
        row("2.1", "lagi"),
        "",
    ]
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_texts_of_a_file(tmp_path) -> None:
    one, two = read_conllu(write(tmp_path / "a.conllu", SENTENCES))
    assert (one.id, one.text, two.id, two.text) == ("satu", "Ia siap, ujarnya.", "dua", "Hujan turun")
    assert one.sentences == [(0, 17)]
    assert [one.text[a:b] for a, b in one.tokens] == ["Ia", "siap", ",", "ujarnya", "."]
    assert one.words[4] == Word(9, 16, "nya", "nya", "PRON", 3, "nsubj", True)
    assert one.words[3].deprel == "parataxis"
    assert [word.head for word in two.words] == [1, -1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1\tIa", "2: expected 10 columns, found 2"),
        (row(2, "Ia"), "2: expected word 1, found 2"),
        (row("x", "Ia"), "2: no word number: 'x'"),
        (row(1, "Ia", head=7), "2: no word of the sentence is the head '7'"),
        (row("1.1", "Ia"), "2: a sentence without words"),
    ],
)
def test_lines_that_are_not_conllu_are_named(tmp_path, line, reason) -> None:
    path = write(tmp_path / "a.conllu", f"# text = x\n{line}\n\n")
    with pytest.raises(FileError, match=f"a.conllu:{reason}"):
        list(read_conllu(path))


def word(start, end, form, multiword=False) -> Word:
    return Word(start, end, form, form, "X", -1, "root", multiword)


def test_words_of_a_split_token_meet_the_whole_one_nowhere_but_their_neighbours_do() -> None:
    gold = [word(0, 2, "Ia"), word(3, 10, "ujar", True), word(3, 10, "nya", True), word(11, 15, "lagi")]
    given = [word(0, 2, "Ia"), word(3, 10, "ujarnya"), word(11, 15, "lagi")]
    assert align(gold, given) == {0: 0, 3: 2}
    assert align(given, gold) == {0: 0, 2: 3}


def test_words_of_split_tokens_meet_by_their_forms() -> None:
    gold = [word(0, 7, "Ujar", True), word(0, 7, "nya", True)]
    given = [word(0, 7, "ujar", True), word(0, 7, "nya", True)]
    assert align(gold, given) == {0: 0, 1: 1}
    other = [word(0, 4, "ujar"), word(4, 7, "nya")]
    assert align(gold, other) == {0: 0, 1: 1}


def test_the_gold_file_itself_is_right_and_what_is_changed_is_found(tmp_path) -> None:
    gold = write(tmp_path / "a.conllu", SENTENCES)
    assert {score.f1 for score in evaluate([gold], predictions=gold).scores.values()} == {1.0}
    wrong = SENTENCES.replace("siap\tsiap\tADJ", "siap\tsedia\tVERB").replace(
        "PRON\t_\t_\t4\tnsubj", "PRON\t_\t_\t4\tobj"
    )
    result = evaluate([gold], predictions=write(tmp_path / "b.conllu", wrong))
    assert {name: round(score.f1 * 8) for name, score in result.scores.items()} == {
        "sentences": 8, "tokens": 8, "words": 8, "upos": 7, "lemmas": 7, "uas": 8, "las": 7,
    }  # fmt: skip
    told = {finding.layer: (finding.expected, finding.given, finding.at) for finding in result.findings}
    assert told == {
        "upos": ("siap: ADJ", "siap: VERB", "siap"),
        "lemmas": ("siap: siap", "siap: sedia", "siap"),
        "las": ("nya: nsubj of ujar", "nya: obj of ujar", "ujarnya"),
    }


def test_white_space_may_differ_but_no_word(tmp_path) -> None:
    gold = write(tmp_path / "a.conllu", SENTENCES)
    loose = write(tmp_path / "b.conllu", SENTENCES.replace("SpaceAfter=No", "_"))
    assert {score.f1 for score in evaluate([gold], predictions=loose).scores.values()} == {1.0}
    other = write(tmp_path / "c.conllu", SENTENCES.replace("Ia", "Dia"))
    with pytest.raises(ValueError, match="satu: not the text of satu, from 'Dia"):
        evaluate([gold], predictions=other)
    half = write(tmp_path / "d.conllu", SENTENCES.split("\n\n")[0])
    with pytest.raises(ValueError, match="dua: no prediction"):
        evaluate([gold], predictions=half)


def test_an_engine_without_syntax_is_scored_on_sentences_and_words(tmp_path) -> None:
    result = evaluate([write(tmp_path / "a.conllu", SENTENCES)], engine="rules")
    assert list(result.scores) == ["sentences", "tokens", "words"]
    assert result.scores["sentences"].f1 == 1
    assert result.scores["words"].recall == 6 / 8
    assert result.notes[0] == "left out, the engine gives none: upos"


def test_one_text_is_counted_by_its_sentences() -> None:
    gold = list(read_conllu(TREEBANK))
    tallies, unit, _ = score_syntax(pair_syntax(gold, gold))
    assert unit == "sentences"
    assert len(tallies[0].rows) == len(gold[0].sentences) > 20
    assert sum(row[0] for row in tallies[-1].rows) == len(gold[0].words)


def tokens_of(block: str) -> list[list[list[str]]]:
    """The columns of a sentence's tokens, of a multiword token those of its words behind its own."""
    tokens: list[list[list[str]]] = []
    inside = 0
    for line in block.split("\n"):
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if "-" in columns[0]:
            inside = int(columns[0].split("-")[1])
            tokens.append([columns])
        elif int(columns[0]) <= inside:
            tokens[-1].append(columns)
        else:
            tokens.append([columns])
    return tokens


def shaken(text: str, dice: random.Random) -> str:
    """A treebank with sentences joined, tokens split and glued, tags and heads changed: what a poor system gives."""
    out: list[str] = []
    for block in text.strip().split("\n\n"):
        tokens = tokens_of(block)
        made: list[list[str]] = []
        for token in tokens:
            form, misc = token[0][1], token[0][9]
            kind = dice.random()
            if kind < 0.1 and len(form) > 3:  # two tokens of one
                made += [[form[:2], "SpaceAfter=No", "1"], [form[2:], misc, "1"]]
            elif kind < 0.2 and len(form) > 4:  # a multiword token that gold has not, or other words in it
                cut = dice.randrange(1, len(form))
                made.append([form, misc, form[:cut], form[cut:].upper() if dice.random() < 0.5 else form[cut:]])
            elif len(token) > 1 and kind < 0.7:
                made.append([form, misc, *(columns[1] for columns in token[1:])])
            else:
                made.append([form, misc, "1"])
        rows: list[str] = []
        number = 0
        count = sum(1 if token[2] == "1" else len(token) - 2 for token in made)
        root = dice.randrange(count)
        for form, misc, *words in made:
            if words == ["1"]:
                words = [form]
            else:
                rows.append(row(f"{number + 1}-{number + len(words)}", form, "_", "_", "_", "_", misc))
                misc = "_"
            for part in words:
                head = 0 if number == root else root + 1
                lemma = part.lower() if dice.random() < 0.8 else "x"
                relation = "root" if not head else dice.choice(["nsubj", "obj:x", "punct"])
                rows.append(row(number + 1, part, lemma, dice.choice(["NOUN", "VERB", "PUNCT"]), head, relation, misc))
                number += 1
        out.append("\n".join(rows))
    return "\n\n".join(out) + "\n\n"


@pytest.mark.parametrize("seed", range(30))
def test_the_figures_are_those_of_the_published_script(tmp_path, seed) -> None:
    gold = (
        TREEBANK if seed % 3 else write(tmp_path / "g.conllu", shaken(TREEBANK.read_text("utf-8"), random.Random(-1)))
    )
    given = write(tmp_path / "p.conllu", shaken(gold.read_text("utf-8"), random.Random(seed)))
    theirs = udeval.evaluate(*(udeval.load_conllu_file(str(path)) for path in (gold, given)))
    tallies, _, _ = score_syntax(pair_syntax(read_conllu(gold), read_conllu(given)))
    ours = evaluation(tallies, resamples=0).scores
    names = {"sentences": "Sentences", "tokens": "Tokens", "words": "Words", "upos": "UPOS", "lemmas": "Lemmas"}
    for layer, name in (names | {"uas": "UAS", "las": "LAS"}).items():
        figures = (theirs[name].precision, theirs[name].recall, theirs[name].f1)
        assert (ours[layer].precision, ours[layer].recall, ours[layer].f1) == pytest.approx(figures), layer


def test_words_of_the_engine_stanza_and_of_spacy(rules) -> None:
    from spacy.tokens import Doc

    from beritaparse.evaluation.predict import syntax_of
    from beritaparse.models.stanza_engine import Word as StanzaWord

    doc = rules.doc("“Siap,” ujarnya.")
    start = doc.text.index("ujarnya")
    doc._.berita_words = [
        StanzaWord(start, start + 7, "ujar", "ujar", "VERB", "", -1, "root"),
        StanzaWord(start, start + 7, "nya", "nya", "PRON", "", 0, "nsubj:x"),
    ]
    made = syntax_of(doc, "a")
    assert made.words[1] == Word(start, start + 7, "nya", "nya", "PRON", 0, "nsubj", True)
    assert made.tokens == [(start, start + 7)]
    plain = Doc(
        rules.nlp.vocab,
        words=["Ia", " ", "datang"],
        spaces=[False, False, False],
        pos=["PRON", "SPACE", "VERB"],
        lemmas=["ia", " ", "datang"],
        heads=[2, 2, 2],
        deps=["nsubj", "", "ROOT"],
    )
    assert syntax_of(plain, "b").words == [
        Word(0, 2, "Ia", "ia", "PRON", 1, "nsubj"),
        Word(3, 9, "datang", "datang", "VERB", -1, "root"),
    ]
