"""What stands under examples/ and in the pages under docs/ runs as it stands there."""

from __future__ import annotations

import ast
import json
import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from beritaparse.cli import app

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PRINTED = {
    "parse_one.py": "deklarasi_damai on 2024-10-16 at aula Sanika Satyawada",
    "parse_many.py": "kudus-003 banjir 2025-01-19 ['33.19', '33.19.05']",
    "dump_to_pandas.py": "Sopir sudah kami amankan,",
    "ask_duckdb.py": "Bagas Prawira Nugraha Kapolres Demak Polres Demak 3 2",
    "spacy_components.py": "units ['Polres Jepara']",
    "own_lexicon.py": "wejang | Budi Santoso | local/pos-pantau-laut-demak",
    "redact.py": "████ ████████ (24) dan MS (16)",
    "evaluate_own.py": "quotes.all+speaker        1.000",
}
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
RUN = [ROOT / "docs" / "index.md", ROOT / "docs" / "start.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A working directory in which the examples' files lie."""
    for path in EXAMPLES.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(EXAMPLES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_script_is_run_and_listed() -> None:
    names = {path.name for path in EXAMPLES.glob("*.py")}
    assert names == set(PRINTED)
    assert names | {"notebook.ipynb"} <= set(re.findall(r"`([\w.]+)`", (EXAMPLES / "README.md").read_text("utf-8")))


@pytest.mark.parametrize("name", sorted(PRINTED.keys() - {"own_lexicon.py"}))
def test_scripts(name, folder, capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", [name])
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    assert PRINTED[name] in capsys.readouterr().out


def test_the_script_that_must_set_its_lexicon_first(folder) -> None:
    name = "own_lexicon.py"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    result = subprocess.run(
        [sys.executable, str(EXAMPLES / name)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert PRINTED[name] in result.stdout


def test_the_notebook(folder) -> None:
    """Its cells in order; what a cell ends with is what Jupyter would show."""
    cells = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    shown = []
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"], "run scripts/run_notebooks.py"
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))
    assert shown[0]._repr_html_().startswith("<iframe")
    assert shown[1][0] == ("AKBP", "Bagas Prawira Nugraha", "Kapolres Demak")
    assert cells[3]["outputs"][0]["data"]["text/plain"] == [repr(shown[1])], "run scripts/run_notebooks.py"


@pytest.mark.parametrize("path", RUN, ids=lambda path: path.stem)
def test_python_in_the_guides(path, folder) -> None:
    """The blocks of a page one after the other, as somebody who follows it would run them."""
    names: dict[str, object] = {"__name__": "__main__"}
    for block in blocks(path, "python"):
        exec(compile(block, f"{path.name}", "exec"), names)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_commands_in_the_pages_are_commands(path) -> None:
    """Every `beritaparse …` line of a shell block has a command and options that there are."""
    root = typer.main.get_command(app)
    for block in blocks(path, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            if not line.startswith("beritaparse ") or "…" in line:
                continue
            words = shlex.split(re.split(r"\s[|>]\s", line)[0], comments=True)[1:]
            command = root.get_command(root.make_context("beritaparse", [words[0]], resilient_parsing=True), words[0])
            assert command is not None, line
            command.make_context(words[0], words[1:])
