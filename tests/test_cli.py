from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

import pytest
from typer.testing import CliRunner

import beritaparse
from beritaparse import Parser
from beritaparse.cli import app
from beritaparse.clock import within

TEXT = "Kapolres Demak AKBP Bagas Prawira mengatakan situasi aman, kemarin."


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str, input: str | bytes | None = None):
    return CliRunner().invoke(app, ["parse", *map(str, arguments)], input=input)


def test_json_is_the_default(page) -> None:
    result = run(page, "--published", "2024-10-17")
    assert result.exit_code == 0
    row = json.loads(result.stdout)
    assert row["persons"][0]["name"] == "Bagas Prawira"
    assert row["dates"][0]["value"] == "2024-10-16"


def test_gold_and_pretty(page) -> None:
    gold = json.loads(run(page, "--format", "gold", "--title", "Judul").stdout)
    assert (gold["persons"][0]["rank"], gold["title"]) == ("AKBP", "Judul")
    pretty = run(page, "--format", "pretty").stdout
    assert "AKBP Bagas Prawira, Kapolres Demak – official" in pretty
    assert "\x1b" not in pretty


def test_standard_input() -> None:
    assert json.loads(run("-", input=TEXT).stdout)["text"] == TEXT


def test_html_is_detected(tmp_path) -> None:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{TEXT} Paragraf nomor {n} tentang situasi wilayah yang tetap aman.</p>" for n in range(5))
    path.write_text(
        f"<!DOCTYPE html><html><head><title>Judul</title></head><body><article>{body}</article></body></html>"
    )
    row = json.loads(run(path).stdout)
    assert "<p>" not in row["text"]
    assert row["persons"][0]["name"] == "Bagas Prawira"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PAR1", "this is Parquet, not one page: beritaparse batch"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(page, tmp_path, content, reason) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    result = run(bad, page)
    assert result.exit_code == 1
    assert str(bad) in result.stderr
    assert reason in result.stderr
    assert json.loads(result.stdout)["text"] == TEXT


def test_wrong_usage() -> None:
    assert run("x", "--format", "xml").exit_code == 2
    assert run("x", "--engine", "gpt").exit_code == 2


def test_quotations_of_unsure_speakers_are_left_out(page) -> None:
    quotes = json.loads(run(page).stdout)["quotes"]
    assert [quote["text"] for quote in quotes] == ["situasi aman, kemarin"]
    assert 0.5 < quotes[0]["confidence"] < 1
    assert json.loads(run(page, "--min-confidence", "1.0").stdout)["quotes"] == []


def test_events_of_unsure_types_are_left_out(page) -> None:
    assert json.loads(run(page, "--min-event-confidence", "1.0").stdout)["events"] == []


def test_the_version_and_the_module() -> None:
    told = CliRunner().invoke(app, ["--version"])
    assert (told.exit_code, told.stdout.strip()) == (0, beritaparse.__version__)
    module = subprocess.run(
        [sys.executable, "-m", "beritaparse", "--version"], capture_output=True, text=True, check=True
    )
    assert module.stdout == told.stdout


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm of the system")
@pytest.mark.parametrize("command", ["parse", "view"])
def test_a_page_that_takes_too_long_costs_only_itself(page, tmp_path, monkeypatch, command) -> None:
    """Whatever catches exceptions on the way."""
    slow = tmp_path / "lama.txt"
    slow.write_text("LAMA " + TEXT, encoding="utf-8")
    parse = Parser.parse

    def at_length(self: Parser, text: str, **given: Any) -> Any:
        while "LAMA" in text:
            with suppress(Exception):
                time.sleep(60)
        return parse(self, text, **given)

    monkeypatch.setattr(Parser, "parse", at_length)
    files = [str(slow), str(page)] if command == "parse" else [str(slow)]
    began = time.monotonic()
    result = CliRunner().invoke(app, [command, *files, "--engine", "rules", "--time-limit", "0.2"])
    assert time.monotonic() - began < 20
    assert result.exit_code == 1
    assert ("Bagas" in result.stdout) is (command == "parse")
    assert f"{slow}: took longer than 0.2 seconds" in result.stderr


def test_a_loop_that_hears_no_signal_is_ended() -> None:
    code = (
        "import re, beritaparse.clock as clock; clock._GRACE = 0.2\n"
        "clock.within(0.2, lambda: re.match(r'(a|aa)+$', 'a' * 90 + 'b'))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert result.returncode == 1
    assert b"Timeout" in result.stderr


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs an alarm of the system")
def test_inside_the_limit_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGALRM)
    assert within(60, lambda: "done") == "done"
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
