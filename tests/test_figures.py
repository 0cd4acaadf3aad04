"""What pages say of how good it is comes from one file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FIGURES = Path(__file__).parents[1] / "benchmarks" / "figures.py"


def test_the_pages_say_what_was_measured() -> None:
    result = subprocess.run([sys.executable, str(FIGURES), "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
