"""The changes that ``docs/contributing.md`` shows, made as they stand there, and the one command that tells."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "contributing.md"
WORDS = "tests/words.toml"
COPIED = ("dev", "pyproject.toml", "src", "tests", "scripts", "benchmarks", "examples")
_SECTION = re.compile(r"^### (.+)$", re.MULTILINE)
_BLOCK = re.compile(r'^```toml title="([^"]+)"\n(.*?)^```', re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^\[[^\[\]]+\]$")


class Change(NamedTuple):
    """What a section of the page says to write: pairs of a file and the lines for it."""

    name: str
    blocks: list[tuple[str, str]]


def changes(page: str) -> list[Change]:
    """The changes of a page, a section each."""
    pieces = _SECTION.split(page)[1:]
    made = [Change(name, _BLOCK.findall(text)) for name, text in zip(pieces[::2], pieces[1::2], strict=True)]
    return [change for change in made if change.blocks]


def added(text: str, block: str) -> str:
    """``text`` of a file with the lines of ``block``: below a heading that it has, else at its end."""
    for piece in re.split(r"\n(?=\[)", block.strip("\n")):
        heading, _, lines = piece.partition("\n")
        at = f"\n{heading}\n"
        if _HEADING.match(heading) and at in text:
            text = text.replace(at, f"{at}{lines.strip()}\n", 1)
        else:
            text = f"{text.rstrip()}\n\n{piece.strip()}\n"
    return text


def write(folder: Path, change: Change, *, words_alone: bool) -> None:
    for name, block in change.blocks:
        if name == WORDS or not words_alone:
            path = folder / name
            path.write_text(added(path.read_text(encoding="utf-8"), block), encoding="utf-8")


def told(folder: Path, python: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """What a command says in a copy of the project, with an environment that has what the project needs."""
    environment = {
        **os.environ,
        "BERITAPARSE_VENV": str(python.parent.parent),
        "PYTHONPATH": str(folder / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def walk(folder: Path, python: Path, *, each: bool = False) -> None:
    """Make the changes of the page in copies of the project: the entries fail before the lexicons know; then
    ``./dev words`` says that all is well.

    All at once; with ``each`` one after the other, in copies of their own.  ``python`` is that of an environment
    of which ``./dev`` shall believe that everything is installed there.
    """
    (python.parent.parent / ".installed-dev").touch()
    found = changes(PAGE.read_text(encoding="utf-8"))
    assert len(found) == 6, [change.name for change in found]
    for number, group in enumerate([[change] for change in found] if each else [found]):
        copy = folder / f"project{number}"
        for name in COPIED:
            source, target = ROOT / name, copy / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
        for change in group:
            write(copy, change, words_alone=True)
        without = told(copy, python, python, "-m", "pytest", "tests/test_words.py")
        failed = without.stdout.count("FAILED tests/test_words.py")
        assert failed == len(group), f"{failed} of {len(group)} entries fail without their words:\n{without.stdout}"
        shutil.copy2(ROOT / WORDS, copy / WORDS)
        for change in group:
            write(copy, change, words_alone=False)
        result = told(copy, python, "./dev", "words")
        assert result.returncode == 0, f"{[change.name for change in group]}\n{result.stdout}\n{result.stderr}"
        shutil.rmtree(copy)
