from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, datetime, timezone
from importlib.resources import as_file, files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import beritaparse
from beritaparse import Article
from beritaparse.models.recogniser import Recogniser

TEXT = (
    "DEMAK - Kapolres Demak AKBP Bagas Prawira mengatakan situasi aman, Rabu (16/10/2024).\n"
    "“Kami siap,” ujarnya.\nBaca juga: Lain"
)
WORDS = [
    "Kapolres", "AKBP", "Budi", "Polres Demak", "“", "”", '"', "'", ",", ".", "\n", "(", ")", "kata", "ujarnya", "Jl.",
    "Selasa (15/10/2024)", "melalui", "Baca juga:", "\u200b", "\r\n", "\t", "1", "Desa", "Rp5", "\u00a0", "😀", "İ",
]  # fmt: skip


NAMES = [
    ("Budi Santoso", "Sukamaju"), ("Siti Aminah", "Karangrejo"), ("Zulkarnaen Lubis", "Qwertyuiop"), ("Xavi", "Banyu"),
    ("Rhoma Irhamsyah", "Ngadirejo"), ("Yohanes Tanggu", "Waingapu"), ("I Made Wirawan", "Ubud"), ("MS", "Kebon Baru"),
]  # fmt: skip


def spans(value: object):
    """Every object in an article that carries a span and a text."""
    if hasattr(value, "model_fields_set"):
        fields = type(value).model_fields
        if {"start", "end", "text"} <= fields.keys():
            yield value
        for name in fields:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def check(article: Article) -> None:
    for span in spans(article):
        assert article.text[span.start : span.end] == span.text
    assert [b.start for b in article.blocks] == [0, *(b.end for b in article.blocks)][: len(article.blocks)]
    assert (article.blocks[-1].end if article.blocks else 0) == len(article.text)
    assert Article.model_validate_json(article.model_dump_json()) == article


@settings(max_examples=150)
@given(st.text(alphabet=st.characters(codec="utf-8")) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_arbitrary_text(text: str) -> None:
    check(beritaparse.parse(text))


def test_pipe_equals_parse_and_keeps_order(rules) -> None:
    texts = [TEXT, "", "Hujan turun di Demak.", TEXT]
    assert list(rules.pipe(texts)) == [rules.parse(text) for text in texts]


def _recogniser() -> Recogniser:
    with as_file(files("beritaparse.models") / "data" / "ner.npz") as path, np.load(path) as arrays:
        return Recogniser({name: arrays[name] for name in arrays.files})


@pytest.mark.parametrize("engine", ["rules", "default"])
def test_what_is_read_together_is_read_as_alone(engine: str) -> None:
    parser = beritaparse.load(engine)
    texts = [f"{TEXT}\n{name} dan {other} hadir di Desa {other}, kata {name}." for name, other in NAMES] + ["", TEXT]
    alone = [parser.parse(text) for text in texts]
    for size in (1, 2, 3, 7, 32):
        assert list(parser.pipe(texts, batch_size=size)) == alone
        assert list(parser.pipe(reversed(texts), batch_size=size)) == alone[::-1]


def test_a_network_makes_the_same_of_a_word_whoever_was_met_before() -> None:
    words = [f"{first}{last}" for first, last in NAMES] + [name for pair in NAMES for name in pair]
    sentences = [words[at : at + 4] for at in range(0, len(words), 4)]
    alone, together = _recogniser(), _recogniser()
    expected = [alone.names([sentence]) for sentence in sentences]
    together.network.meet(words[::-1])
    assert [together.names([sentence]) for sentence in sentences] == expected


def test_articles_before_an_input_that_cannot_be_read_are_given(rules) -> None:
    for wrong, error in (({"text": 1}, TypeError), ({"text": TEXT, "published": "kapan"}, ValueError), (3, TypeError)):
        given = rules.pipe([TEXT, {"text": TEXT, "id": "b"}, wrong, TEXT])
        assert [next(given).id, next(given).id] == [None, "b"]
        with pytest.raises(error, match="record 2: "):
            next(given)


def test_a_reader_may_stop_in_the_middle(rules) -> None:
    given = rules.pipe([TEXT] * 5, batch_size=3)
    next(given)
    given.close()


def test_processes_do_not_change_the_result() -> None:
    parser = beritaparse.load("rules")
    records = [{"text": f"{TEXT} {n}", "id": str(n), "published": "2024-10-17"} for n in range(7)]
    one = list(parser.pipe(records))
    assert list(parser.pipe(records, n_process=2, batch_size=2)) == one
    assert [article.id for article in one] == [str(n) for n in range(7)]


def test_spacy_processes_keep_the_layers(rules) -> None:
    one = [doc._.berita_ranks for doc in rules.nlp.pipe([TEXT, TEXT])]
    two = [doc._.berita_ranks for doc in rules.nlp.pipe([TEXT, TEXT], n_process=2)]
    assert one == two
    assert one[0][0].abbreviation == "AKBP"


def test_what_the_caller_gives_is_kept() -> None:
    given = {"id": "a1", "title": "Judul", "outlet": "Kabar", "url": "https://kabar.example/1"}
    article = beritaparse.parse(TEXT, published="2024-10-17T08:00:00+07:00", **given)
    assert {name: getattr(article, name) for name in given} == given
    assert article.published is not None
    assert article.published.date() == date(2024, 10, 17)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-10-16T20:30:00Z", "2024-10-16"),
        (datetime(2024, 10, 16, 20, 30, tzinfo=timezone.utc), "2024-10-16"),
        ("2024-10-17T00:30:00+09:00", "2024-10-16"),
        ("2024-10-16T16:30:00Z", "2024-10-15"),
        ("0001-01-01", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:00:00Z", "9999-12-30"),
    ],
)
def test_yesterday_is_counted_from_the_day_here(published, day) -> None:
    (found,) = beritaparse.parse("Hujan turun kemarin.", published=published).dates
    assert found.value == day


@pytest.mark.parametrize("published", [date(2024, 10, 17), datetime(2024, 10, 17), "2024-10-17"])
def test_forms_of_publication_date(published) -> None:
    dates = beritaparse.parse("Hujan turun kemarin.", published=published).dates
    assert [time.value for time in dates] == ["2024-10-16"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b"])
def test_nothing_to_read_is_a_warning(text: str) -> None:
    article = beritaparse.parse(text)
    check(article)
    assert "no_text" in {warning.code for warning in article.warnings} or text == "\u200b"


@pytest.mark.parametrize("text", [None, 5, b"Hujan", ["Hujan"]])
def test_a_text_that_is_no_string(text) -> None:
    with pytest.raises(TypeError, match="must be a str"):
        beritaparse.parse(text)


def test_lone_surrogates_are_refused_with_their_place() -> None:
    with pytest.raises(ValueError, match="offset 6"):
        beritaparse.parse("Hujan \ud800")


def test_a_publication_date_that_is_none() -> None:
    with pytest.raises(ValueError, match="kemarin"):
        beritaparse.parse("Hujan", published="kemarin")


def test_an_unknown_engine() -> None:
    with pytest.raises(ValueError, match="unknown engine 'gpt'"):
        beritaparse.load("gpt")


@pytest.mark.parametrize(
    "text", ["a\x00b Kapolres \x00", "Kata \r Kapolres\r\nDemak\n\rAKBP Budi", "“Kami siap, kata Budi."]
)
def test_odd_but_readable(text: str) -> None:
    check(beritaparse.parse(text))


def test_a_text_over_the_limit_is_cut_and_said() -> None:
    text = "a" * 5_000_000
    article = beritaparse.parse(text)
    assert article.text == text
    assert "text_cut" in {warning.code for warning in article.warnings}
    assert article.blocks[-1].end == len(text)


@pytest.mark.parametrize(
    "piece", ["Kapolres Demak AKBP Budi hadir. ", "“Kami siap,” kata Budi. ", "(", "A. ", "“", "x-", "1/", "Desa "]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    parser = beritaparse.load("rules")

    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        parser.parse(text)
        return time.process_time() - began

    cost(2_000)
    assert cost(32_000) < 40 * max(cost(4_000), 0.004)


def test_importing_is_cheap() -> None:
    code = "import sys, beritaparse; sys.exit(int('spacy' in sys.modules or 'pydantic' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_who_said_what_in_one_line(rules) -> None:
    article = rules.parse(
        "DEMAK - Kapolres Demak AKBP Bagas Prawira menahan pelaku. “Sudah kami tahan,” ujarnya. "
        "“Kami lega,” kata seorang warga. “Aman,” demikian tulisan itu."
    )
    bagas, resident = article.speaker_of(article.quotes[0]), article.speaker_of(article.quotes[1])
    assert bagas is article.persons[0]
    assert bagas.title_line == "AKBP Bagas Prawira, Kapolres Demak"
    assert resident == "seorang warga"
    assert article.quotes_of(bagas) == (article.quotes[0],)
    assert article.speaker_of(article.quotes[0].model_copy(update={"speaker": None})) is None


def test_normal_forms_hold_single_blanks(parse_default) -> None:
    text = (
        "Kapolsek Batang\u00a0Anai Iptu Budi\u00a0Santoso hadir di RS\u00a0Bhakti\nMulia, Kabupaten\u00a0Demak, Rabu."
    )
    article = parse_default(text)
    named = [*article.units, *article.persons, *article.facilities, *article.places]
    assert len(named) >= 3
    assert not any(set("\u00a0\n") & set(one.name) for one in named)
    for one in named:
        assert all(text[m.start : m.end] == m.text for m in one.mentions)
