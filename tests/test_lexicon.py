"""A lexicon of the user's own, added to ours.  Each in a process of its own: lexicons are read once."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from beritaparse.lexicon import EXTRA, extra_digests

TEXT = "“Laut tenang” celang Kepala Pos Pantau Angin Demak Budi Santoso."  # words that no lexicon will ever have
OWN = {
    "cues.toml": '[cues]\ncelang = { kind = "neutral", takes = "clause" }',
    "units.toml": '[[kinds]]\nkind = "pos"\nservice = "local"\nhead = "Pos Pantau Angin"\nname = "region"',
    "layout.toml": "[[markers]]\nkind = \"advertisement\"\nline = ['pasang aplikasi']",
}
CODE = f"""
import beritaparse
article = beritaparse.load("rules").parse({TEXT!r})
print([quote.cue for quote in article.quotes if quote.speaker], [unit.id for unit in article.units])
"""


EVENT = """[[type]]
id = "celang_raya"
group = "{group}"
id_label = "Celang raya"
en_label = "Great celang"
definition = "A celang is held."
"""


HELD = """
import beritaparse
text = "Celang dimulai di alun-alun Demak, Senin (9/6/2025)."
print(beritaparse.load("rules").parse(text, title="Demak Gelar Celang Raya").events[0].type)
"""


def run(folder: Path | None, code: str = CODE) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"} | ({EXTRA: str(folder)} if folder else {})
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_words_are_added_to_ours(tmp_path) -> None:
    assert run(None).stdout.strip() == "[] []"
    for name, text in OWN.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run(tmp_path).stdout.strip() == "['celang'] ['local/pos-pantau-angin-demak']"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("cue.toml", "", "cue.toml: there is no lexicon of this name to add to"),
        ("cues.toml", "[cues", "cues.toml: "),
        ("cues.toml", "[cues]\ncelang = { aktif = [] }", "cues.toml: "),
        ("cues.toml", "[cues]\ncelang = { aktif = [] }", "aktif"),
        ("events.toml", EVENT.format(group="alam"), "group 'alam' is none of bencana, ekonomi, "),
        (
            "events.toml",
            EVENT.format(group="bencana") + 'plover = ["X"]',
            "celang_raya: plover 'X' is none of ACCUSE",
        ),
    ],
)
def test_files_that_are_wrong_are_named(tmp_path, name, text, reason) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(tmp_path)
    assert result.returncode == 1
    assert f"{tmp_path / name}" in result.stderr
    assert reason in result.stderr


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        (
            "events_triggers.toml",
            "[types.celang_raya]\nstrong = ['celang']",
            "types.celang_raya is no type",
        ),
        (
            "layout.toml",
            "[[markers]]\nkind = 'share'\nline = ['sebar (']",
            "'sebar (' is no regular expression",
        ),
    ],
)
def test_what_does_not_fit_the_other_words_is_told(tmp_path, name, text, reason) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(tmp_path)
    assert result.returncode == 1
    assert "LexiconError: " in result.stderr
    assert f"{name}: " in result.stderr
    assert reason in result.stderr


def test_a_type_of_event_that_the_model_was_not_trained_on_is_found_by_its_triggers(tmp_path) -> None:
    (tmp_path / "events.toml").write_text(EVENT.format(group="bencana"), encoding="utf-8")
    triggers = "[types.celang_raya]\nstrong = ['celang raya']\nmedium = ['celang']"
    (tmp_path / "events_triggers.toml").write_text(triggers, encoding="utf-8")
    result = run(tmp_path, HELD)
    assert result.stdout.strip() == "celang_raya", result.stderr


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
