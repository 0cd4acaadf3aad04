"""A lexicon of the user's own, added to ours.  Each in a process of its own: lexicons are read once."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from beritaparse.lexicon import EXTRA, extra_digests

TEXT = "“Laut tenang” wejang Kepala Pos Pantau Laut Demak Budi Santoso."
CODE = f"""
import beritaparse
article = beritaparse.load("rules").parse({TEXT!r})
print([quote.cue for quote in article.quotes if quote.speaker], [unit.id for unit in article.units])
"""


def run(folder: Path | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"} | ({EXTRA: str(folder)} if folder else {})
    return subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_words_are_added_to_ours() -> None:
    assert run(None).stdout.strip() == "[] []"
    assert run(Path(__file__).parents[1] / "examples" / "lexicon").stdout.strip() == (
        "['wejang'] ['local/pos-pantau-laut-demak']"
    )


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("cue.toml", "", "cue.toml: there is no lexicon of this name to add to"),
        ("cues.toml", "[cues", "cues.toml: "),
        ("cues.toml", "[cues]\nwejang = { aktif = [] }", "cues.toml: "),
        ("cues.toml", "[cues]\nwejang = { aktif = [] }", "aktif"),
    ],
)
def test_files_that_are_wrong_are_named(tmp_path, name, text, reason) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(tmp_path)
    assert result.returncode == 1
    assert f"{tmp_path / name}" in result.stderr
    assert reason in result.stderr


def test_a_folder_that_is_not_there(tmp_path) -> None:
    assert "none is no folder" in run(tmp_path / "none").stderr


def test_a_dump_that_was_begun_with_another_lexicon_is_another_job(tmp_path, monkeypatch) -> None:
    assert extra_digests() == {}
    monkeypatch.setenv(EXTRA, str(tmp_path))
    (tmp_path / "cues.toml").write_text("[cues]\n", encoding="utf-8")
    first = extra_digests()
    (tmp_path / "cues.toml").write_text("[cues]\n# changed\n", encoding="utf-8")
    assert first.keys() == extra_digests().keys() == {"cues"}
    assert first != extra_digests()


def test_every_file_of_ours_names_its_source() -> None:
    for path in (files("beritaparse.lexicon")).iterdir():
        if path.name.endswith(".toml"):
            assert path.read_text(encoding="utf-8").startswith("source = "), path.name
