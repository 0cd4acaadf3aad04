"""What the README shows runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("number", "printed"), [(0, "AKBP Bagas Prawira Nugraha | Kapolres Demak"), (1, "AKBP")])
def test_snippets_run(number: int, printed: str, capsys) -> None:
    exec(compile(SNIPPETS[number], f"README snippet {number}", "exec"), {})
    assert printed in capsys.readouterr().out


def test_every_snippet_is_run() -> None:
    assert len(SNIPPETS) == 2


def test_the_commands_of_the_first_screen_exist() -> None:
    dev = (Path(__file__).parents[1] / "dev").read_text(encoding="utf-8")
    for command in re.findall(r"^\./dev (\w+)", README, re.MULTILINE):
        assert f"\n  {command})" in dev
