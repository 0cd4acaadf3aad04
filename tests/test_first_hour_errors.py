"""What a program is told in its first hour: missing values, dates as printed, wrong keys, scripts and lexicons."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime

import pytest

TEXT = "Kapolres Demak AKBP Bagas Prawira hadir di Kecamatan Sayung, Rabu."


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("16 Oktober 2024", "2024-10-16T00:00:00"),
        ("Tayang: Rabu, 16/10/2024 06:40 WIT", "2024-10-16T06:40:00+09:00"),
        ("2024-10-16", "2024-10-16T00:00:00"),
        ("2024-10-16T23:30:00Z", "2024-10-17T06:30:00+07:00"),
        (float("nan"), None),
    ],
)
def test_published_as_batch_reads_it(rules, published, expected) -> None:
    found = rules.parse(TEXT, published=published).published
    assert found == (expected and datetime.fromisoformat(expected))


def test_what_holds_no_date_is_told_with_examples(rules) -> None:
    with pytest.raises(ValueError, match=r"published holds no date: 'kemarin'.*16 Oktober 2024"):
        rules.parse(TEXT, published="kemarin")


def test_missing_values_of_pandas_are_none(rules) -> None:
    pd = pytest.importorskip("pandas")
    rows = {"text": [TEXT] * 2, "published": [pd.Timestamp("2024-10-16"), pd.NaT], "title": ["Apel", float("nan")]}
    first, second = rules.pipe(pd.DataFrame(rows).to_dict("records"))
    assert (first.title, first.published) == ("Apel", datetime(2024, 10, 16))
    assert (second.title, second.published) == (None, None)
    none = rules.parse(TEXT, published=pd.NaT, title=pd.NA, id=pd.NA, outlet=float("nan"), url=pd.NA)
    assert {none.published, none.title, none.id, none.outlet, none.url} == {None}


def test_an_unknown_key_names_those_that_there_are(rules) -> None:
    with pytest.raises(TypeError, match="record 1: unknown key 'judul'; the keys are text, id, title, published"):
        list(rules.pipe([{"text": TEXT}, {"text": TEXT, "judul": "Apel"}]))


def test_workers_of_a_script_without_a_guard_say_what_is_missing(tmp_path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import beritaparse\nprint(len(list(beritaparse.load('rules').pipe([{TEXT!r}] * 3, n_process=2))))\n",
        encoding="utf-8",
    )
    told = subprocess.run([sys.executable, script], capture_output=True, text=True).stderr.splitlines()[-1]
    assert 'if __name__ == "__main__":' in told


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("units.toml", "[[kinds", "array"),
        ("units.toml", "kindz = 1", "kindz: Extra inputs"),
        ("unit.toml", "", "no lexicon of this name"),
        ("layout.toml", "[markers]\nshare = ['(']", "layout.toml"),
    ],
)
@pytest.mark.parametrize("command", ["parse", "batch"])
def test_a_broken_lexicon_is_blamed_itself(tmp_path, monkeypatch, file, content, reason, command) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / file).write_text(content, encoding="utf-8")
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("BERITAPARSE_LEXICON", str(tmp_path / "lexicon"))
    more = [] if command == "parse" else ["-o", str(tmp_path / "o.jsonl"), "--workers", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "beritaparse", command, str(tmp_path / "page.txt"), "--engine", "rules", *more],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "your lexicon (BERITAPARSE_LEXICON)" in done.stderr
    assert str(tmp_path / "lexicon" / file) in done.stderr
    assert reason in done.stderr
    assert f"page.txt: {tmp_path}" not in done.stderr


def test_no_record_is_blamed_for_a_lexicon() -> None:
    code = f"import beritaparse; list(beritaparse.load('rules').pipe([{TEXT!r}]))"
    environment = os.environ | {"BERITAPARSE_LEXICON": "/no/such/folder"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stderr.splitlines()[-1].endswith("LexiconError: BERITAPARSE_LEXICON: /no/such/folder is no folder")
