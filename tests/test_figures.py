"""What pages say of how good it is comes from one file."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIGURES = Path(__file__).parents[1] / "benchmarks" / "figures.py"


def test_the_pages_say_what_was_measured() -> None:
    result = subprocess.run([sys.executable, str(FIGURES), "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


MEASURED = {"figures.md", "model_card.md", "syntax_model.md"}
PAGES = sorted(path for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")] if path.name not in MEASURED)
FILLED = re.compile(r"<!-- figures: .*?<!-- end of figures -->|^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
SCORE = re.compile(r"(?:\bF1 |\| |/ )(?:0|1)?\.\d\d|\b\d\d\.\d F1")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_scores_stand_in_the_measured_pages_alone(path) -> None:
    """A score that is written by hand elsewhere goes stale."""
    assert SCORE.findall(FILLED.sub("", path.read_text(encoding="utf-8"))) == []


def test_the_pattern_finds_scores() -> None:
    assert len(SCORE.findall("F1 .90 and | 0.73 | .57 / .42 and 87.8 F1")) == 5
