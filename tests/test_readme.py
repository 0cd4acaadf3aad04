"""What the README shows runs as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from beritaparse.cli import app

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(
    ("number", "printed"), [(0, "AKBP Bagas Prawira Nugraha, Kapolres Demak | Situasi aman,"), (1, "AKBP")]
)
def test_snippets_run(number: int, printed: str, capsys) -> None:
    exec(compile(SNIPPETS[number], f"README snippet {number}", "exec"), {})
    assert printed in capsys.readouterr().out


def test_every_snippet_is_run() -> None:
    assert len(SNIPPETS) == 2


def test_the_first_snippet_prints_what_stands_below_it(capsys) -> None:
    exec(compile(SNIPPETS[0], "README", "exec"), {})
    below = README.split(SNIPPETS[0])[1]
    assert below.startswith(f"```\n\n```\n{capsys.readouterr().out}```\n")


def test_what_the_readme_refers_to_is_there() -> None:
    """Pictures in light and dark, and pages; on PyPI they are links to the repository (hatch_build.py)."""
    root = Path(__file__).parents[1]
    named = re.findall(r"\]\(([^)#]+)[^)]*\)|(?:src|srcset)=\"([^\"]+)\"", README)
    assert len(named) >= 15
    for name in (link or picture for link, picture in named):
        assert "://" in name or (root / name).exists(), name


def test_the_commands_of_the_first_screen_exist() -> None:
    dev = (Path(__file__).parents[1] / "dev").read_text(encoding="utf-8")
    for command in re.findall(r"^\./dev (\w+)", README, re.MULTILINE):
        assert f"\n  {command})" in dev


COMMANDS = [
    line.split("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if re.match(r"beritaparse (?:parse|view) ", line)
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_on_one_page_run(command: str, tmp_path, monkeypatch) -> None:
    """Dumps are run by their own tests; that their options exist is checked for every page of the documentation."""
    page = (Path(__file__).parents[1] / "examples" / "deklarasi.txt").read_text(encoding="utf-8")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    body = "".join(f"<p>{line}</p>" for line in page.splitlines() if line)
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><html><body><article>{body}</article></body></html>", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0, result.stderr
    written = tmp_path / "page.html" if "-o page.html" in command else None
    assert "Bagas Prawira Nugraha" in (written.read_text(encoding="utf-8") if written else result.stdout)


def test_there_are_commands_on_one_page() -> None:
    assert len(COMMANDS) >= 4
