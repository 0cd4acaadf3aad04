from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # workers load batch_engines by name; they take over sys.path

PAGE = """DEMAK - Kapolres Demak AKBP Bagas Prawira Nugraha memimpin apel nomor {n}, Rabu (16/10/2024).

"Situasi aman," kata Bagas di Kecamatan Sayung.
"""


@pytest.fixture
def dump(tmp_path):
    """Make a JSONL file of ``count`` pages; ``change`` replaces the text of single pages."""

    def make(count: int, change: dict[int, str] | None = None, name: str = "dump.jsonl") -> str:
        path = tmp_path / name
        with open(path, "w", encoding="utf-8") as stream:
            for n in range(count):
                text = (change or {}).get(n, PAGE.format(n=n))
                stream.write(json.dumps({"id": f"a{n}", "text": text, "date": "2024-10-17"}) + "\n")
        return str(path)

    return make


def lines(path: str | Path) -> list[dict]:
    with open(path, encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]
