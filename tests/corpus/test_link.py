"""From the output of batch to a corpus: stories, reprints, quotations and people of a few articles."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from typer.testing import CliRunner

from beritaparse.article import Unit
from beritaparse.cli import app
from beritaparse.corpus import CorpusError, beside, link, reading, reprints, store, utterances, versions, workers
from beritaparse.corpus.roundups import is_roundup
from beritaparse.corpus.schema import TABLES
from beritaparse.corpus.series import of_other_days, series_of
from beritaparse.corpus.tables import Pages
from beritaparse.corpus.write_stories import belonging


def rows(path: str | Path, query: str) -> list[tuple]:
    with closing(duckdb.connect(str(path), read_only=True)) as base:
        return base.execute(query).fetchall()


def test_one_happening_is_one_story(burglary):
    assert burglary.groups()["stories"] == [["a1", "a2", "a3"]]


def test_copy_with_changed_words_is_a_reprint(burglary):
    assert burglary.groups()["reprints"] == [["a1", "a2"]]


def test_reprint_tells_original_and_changes(burglary, tmp_path):
    link(burglary.write(), tmp_path / "corpus.duckdb")
    assert rows(tmp_path / "corpus.duckdb", "SELECT original, reason FROM reprints") == [("a1", "named")]
    told = rows(tmp_path / "corpus.duckdb", "SELECT changes FROM reprint_articles WHERE article_id = 'a2'")
    assert ["sudah", "telah"] in json.loads(told[0][0])


def test_cut_copy_is_a_reprint(burglary):
    text = burglary.articles[0].text
    burglary.add("a4", "\n".join(text.split("\n")[:3]), title="Toko Emas Dibobol", outlet="potongan.net")
    assert ["a1", "a2", "a4"] in burglary.groups()["reprints"]


def test_reworded_quotation_is_one_utterance(burglary):
    groups = burglary.groups()["same_quotes"]
    assert [sorted({article for article, _ in group}) for group in groups] == [["a1", "a2", "a3"]]


def test_same_person_over_articles(burglary):
    people = burglary.groups()["people"]
    assert [["a1", "Danar Wibisana"], ["a2", "Danar Wibisana"], ["a3", "Danar Wibisana"]] in people
    assert [["a1", "Sumiati Halimah"], ["a2", "Sumiati Halimah"], ["a3", "Sumiati Halimah"]] in people


def test_order_and_form_of_the_input_do_not_matter(burglary, tmp_path):
    link(burglary.write(), tmp_path / "one.duckdb")
    link(burglary.write("turned.jsonl", burglary.articles[::-1]), tmp_path / "two.duckdb")
    link(burglary.write_as("facts.parquet"), tmp_path / "three.duckdb")
    link(burglary.write_as("facts.duckdb"), tmp_path / "four.duckdb")
    for query in (
        "SELECT story_id, article_id FROM story_articles ORDER BY ALL",
        "SELECT person_id, article_id, name FROM person_mentions ORDER BY ALL",
        "SELECT reprint_id, article_id FROM reprint_articles ORDER BY ALL",
        "SELECT utterance_id, article_id, text FROM utterance_versions ORDER BY ALL",
    ):
        found = {str(rows(tmp_path / f"{name}.duckdb", query)) for name in ("one", "two", "three", "four")}
        assert len(found) == 1


def test_update_adds_to_stories_and_keeps_their_ids(burglary, tmp_path):
    corpus = tmp_path / "corpus.duckdb"
    link(burglary.write("first.jsonl", burglary.articles[1:]), corpus)
    before = dict(rows(corpus, "SELECT article_id, story_id FROM story_articles"))
    done = link(burglary.write("all.jsonl"), corpus, update=True)
    after = dict(rows(corpus, "SELECT article_id, story_id FROM story_articles"))
    assert (done.read, done.known, done.articles) == (5, 4, 5)
    assert after["a1"] == before["a2"]
    assert {id: after[id] for id in before} == before


def test_what_is_added_gets_the_ids_that_linking_all_at_once_gives(burglary, tmp_path):
    link(burglary.write("first.jsonl", burglary.articles[:2]), tmp_path / "added.duckdb")
    link(burglary.write("all.jsonl"), tmp_path / "added.duckdb", update=True)
    link(burglary.write("all.jsonl"), tmp_path / "whole.duckdb")
    for query in (
        "SELECT story_id, article_id FROM story_articles ORDER BY ALL",
        "SELECT person_id, article_id, name FROM person_mentions ORDER BY ALL",
        "SELECT reprint_id, article_id FROM reprint_articles ORDER BY ALL",
        "SELECT utterance_id, article_id, text FROM utterance_versions ORDER BY ALL",
    ):
        assert rows(tmp_path / "added.duckdb", query) == rows(tmp_path / "whole.duckdb", query)


def test_versions_of_an_utterance_stand_where_it_is_said(burglary, tmp_path):
    link(burglary.write(), tmp_path / "corpus.duckdb")
    texts = {article.id: article.text for article in burglary.articles}
    found = rows(tmp_path / "corpus.duckdb", "SELECT article_id, start_char, text FROM utterance_versions")
    assert len(found) == 3
    assert all(texts[id].startswith(text, start) for id, start, text in found)


def test_no_article_belongs_to_its_story_more_than_surely(burglary, tmp_path):
    link(burglary.write(), tmp_path / "corpus.duckdb")
    assert all(p <= 1 for (p,) in rows(tmp_path / "corpus.duckdb", "SELECT probability FROM story_articles") if p)


def test_a_round_up_says_which_other_stories_it_is_linked_to(tmp_path):
    base = duckdb.connect(str(tmp_path / "w.duckdb"))
    store.create(base)
    base.execute("CREATE TABLE work.story_links (l INTEGER, r INTEGER, probability DOUBLE)")
    base.executemany("INSERT INTO work.story_links VALUES (?, ?, 0.9)", [(0, 1), (0, 2), (0, 3), (2, 3), (1, 3)])
    pages = Pages(["a", "b", "c", "d"], [None] * 4, [0, 0, 1, 1], ["story-1", "story-2"])
    assert belonging(base, pages, [False] * 9)[1] == {0: {"story-2"}, 3: {"story-1"}}


def test_a_round_up_is_in_no_story_of_others_and_says_which_it_tells(burglary, tmp_path):
    burglary.add("r1", burglary.articles[0].text, title="Populer Mesuji: Toko Emas Dibobol, Banjir di Karawang")
    link(burglary.write(), tmp_path / "corpus.duckdb")
    found = dict(rows(tmp_path / "corpus.duckdb", "SELECT article_id, story_id FROM articles"))
    assert found["a1"] == found["a2"]
    assert list(found.values()).count(found["r1"]) == 1
    query = "SELECT also, roundup FROM story_articles JOIN articles USING (article_id) WHERE article_id = 'r1'"
    told = rows(tmp_path / "corpus.duckdb", query)
    assert told == [([found["a1"]], True)]


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Top 3 Tekno: Gawai Lipat Diluncurkan", True),
        ("7 Berita Populer Pilihan, Ada Banjir", True),
        ("POPULER KENDAL: Pasar Terbakar", True),
        ("Tersingkir dari Top 3, Pelatih Mundur", False),
        ("Resep Populer Nenek: Sayur Asem", False),
    ],
)
def test_headlines_tell_round_ups(title, is_one):
    assert is_roundup(title) is is_one


def test_units_hang_below_those_above_them(burglary, tmp_path):
    id = "polri/polda-lampung/polres-mesuji/polsek-rawajitu"
    unit = Unit(id=id, name="Polsek Rawajitu", kind="polsek", service="polri", parent_id=id.rpartition("/")[0])
    burglary.add("d1", "Polsek Rawajitu menggelar donor darah di balai kecamatan.", units=(unit,), type="bakti_sosial")
    link(burglary.write(), tmp_path / "corpus.duckdb")
    assert rows(tmp_path / "corpus.duckdb", "SELECT name, parent_id, source FROM units ORDER BY unit_id") == [
        ("Polda Lampung", None, "lexicon"),
        ("Polres Mesuji", "polri/polda-lampung", "lexicon"),
        ("Polsek Rawajitu", "polri/polda-lampung/polres-mesuji", "corpus"),
    ]


def test_parquet_folder_holds_every_table(burglary, tmp_path):
    link(burglary.write(), tmp_path / "corpus")
    found = duckdb.execute(f"SELECT count(*) FROM '{tmp_path}/corpus/story_articles.parquet'").fetchone()
    assert found == (5,)


def test_every_story_link_has_a_probability_and_reasons(burglary, tmp_path):
    link(burglary.write(), tmp_path / "corpus.duckdb")
    for probability, reasons in rows(tmp_path / "corpus.duckdb", "SELECT probability, reasons FROM story_links"):
        assert 0 < probability <= 1
        assert json.loads(reasons)


@pytest.mark.parametrize("content", ["", "no json\n", '{"text": "x"}\n'])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "facts.jsonl"
    path.write_text(content, encoding="utf-8")
    if not content:
        link(path, tmp_path / "corpus.duckdb")
        assert rows(tmp_path / "corpus.duckdb", "SELECT count(*) FROM stories") == [(0,)]
        return
    with pytest.raises(CorpusError, match=r"facts\.jsonl:1"):
        link(path, tmp_path / "corpus.duckdb")
    assert not (tmp_path / "corpus.duckdb").exists()


def test_command(burglary, tmp_path):
    facts = burglary.write()
    done = CliRunner().invoke(app, ["link", facts, "-o", str(tmp_path / "p.json"), "--format", "gold"])
    assert done.exit_code == 0
    assert "3 stories" in done.output
    assert CliRunner().invoke(app, ["link", facts, "-o", str(tmp_path / "p.json"), "-f", "duckdb"]).exit_code == 2
    assert CliRunner().invoke(app, ["link", "nothing.jsonl", "-o", str(tmp_path / "p.json")]).exit_code == 1


@pytest.mark.parametrize(
    ("url", "missing", "extra"),
    [
        ("https://berita.invalid/facts.parquet", "aiohttp", "http"),
        ("s3://berita/facts.parquet", "s3fs", "s3"),
        ("https://berita.invalid/facts.parquet", "fsspec.core", "batch"),
    ],
)
def test_a_url_that_needs_a_package_says_which(tmp_path, monkeypatch, url, missing, extra) -> None:
    registry = pytest.importorskip("fsspec.registry")
    monkeypatch.setattr(registry, "_registry", {})
    monkeypatch.delitem(sys.modules, "fsspec.implementations.http", raising=False)
    monkeypatch.setitem(sys.modules, missing, None)
    done = CliRunner().invoke(app, ["link", url, "-o", str(tmp_path / "corpus.duckdb")])
    assert done.exit_code == 1
    assert done.output.strip().endswith(f"pip install 'beritaparse[{extra}]'")
    assert len(done.output.strip().splitlines()) == 1


def test_the_guide_tells_of_every_table_and_column() -> None:
    lines = (Path(__file__).parents[2] / "docs/corpus.md").read_text(encoding="utf-8").splitlines()
    told = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    lacking = {name: [c for c in columns if f"`{c}`" not in told.get(name, "")] for name, columns in TABLES.items()}
    assert not {name: columns for name, columns in lacking.items() if columns}


def test_a_corpus_of_another_version_is_not_added_to(burglary, tmp_path) -> None:
    path = tmp_path / "corpus.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute("CREATE SCHEMA work; CREATE TABLE work.quotes (page INTEGER)")
    with pytest.raises(CorpusError, match="link all of its articles anew"):
        link(burglary.write(), path, update=True)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Harga Emas Hari Ini 18 Juni 2025 Turun", "Harga Emas Hari Ini 19 Juni 2025 Naik", True),
        ("Harga Emas Hari Ini Turun", "Harga Emas 18 Juni 2025: Turun", False),
        ("Ramalan Zodiak Besok untuk Leo", "Ramalan Zodiak 19 Juni 2025 untuk Virgo", False),
        ("Ramalan Zodiak Hari Ini untuk Leo", "Ramalan Zodiak 19 Juni 2025 untuk Virgo", True),
        ("Toko Emas Dibobol pada 18 Juni", "Pembobol Toko Emas Ditangkap 19 Juni", False),
        ("Toko Emas Dibobol", "Toko Emas Dibobol pada 18 Juni", False),
    ],
)
def test_days_of_a_series_are_no_one_story(one, other, apart) -> None:
    eighteenth = (date(2025, 6, 18) - date(1970, 1, 1)).days
    with closing(duckdb.connect()) as base:
        store.create(base)
        for page, title in enumerate((one, other)):
            row = [page, *series_of(title, eighteenth)]
            base.execute("INSERT INTO work.pages (page, series, series_day) VALUES (?, ?, ?)", row)
        assert of_other_days(base, np.array([[0, 1]])).tolist() == [apart]


def test_pieces_of_any_size_link_to_the_same(burglary, tmp_path, monkeypatch) -> None:
    found = []
    monkeypatch.setattr(workers, "cores", lambda: 1)
    for size in (1, 1000):
        monkeypatch.setattr(utterances, "CHUNK", size)
        monkeypatch.setattr(utterances, "BLOCK", size)
        monkeypatch.setattr(reprints, "CHUNK", size)
        monkeypatch.setattr(reading, "PIECE", size)
        link(burglary.write(), tmp_path / f"{size}.duckdb")
        found.append([rows(tmp_path / f"{size}.duckdb", f"SELECT * FROM {name} ORDER BY ALL") for name in TABLES])
    assert found[0] == found[1]


def test_other_processes_link_as_one_does(burglary, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(reading, "PIECE", 1)
    found = []
    for few, cores, large in ((0, 2, 1), (9, 1, 99)):
        monkeypatch.setattr(workers, "FEW", few)
        monkeypatch.setattr(workers, "cores", lambda cores=cores: cores)
        monkeypatch.setattr(beside, "LARGE", large)
        link(burglary.write(), tmp_path / f"{cores}.duckdb")
        found.append([rows(tmp_path / f"{cores}.duckdb", f"SELECT * FROM {name}") for name in TABLES])
    assert found[0] == found[1]


def test_people_are_found_here_where_no_process_can(burglary, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(beside, "LARGE", 1)
    monkeypatch.setattr(workers, "_CODE", "raise SystemExit(1)")
    link(burglary.write(), tmp_path / "corpus.duckdb")
    assert rows(tmp_path / "corpus.duckdb", "SELECT count(*) FROM people WHERE name = 'Danar Wibisana'") == [(1,)]


def test_a_long_quotation_takes_part_in_an_utterance_for_each_part_that_others_have() -> None:
    whole, first, last = (0, 40), (0, 12), (25, 40)
    found = [  # the first two quote all forty words, the third how they begin, the fourth how they end
        (1, 2, *whole, *whole),
        *((long, 3, *first, 0, 12) for long in (1, 2)),
        *((long, 4, *last, 0, 15) for long in (1, 2)),
    ]
    left, right, *parts = map(np.array, zip(*sorted(found), strict=True))
    answers = utterances.Answers(left, right, np.column_stack(parts), np.full(len(found), 0.9))
    groups = [{version.quote for version in group} for group in versions.cluster(answers)]
    assert sorted(map(sorted, groups)) == [[1, 2], [1, 2, 3], [1, 2, 4]]
