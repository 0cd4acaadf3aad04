"""The map of the code in CONTRIBUTING.md: a line a module, from the first line of its docstring.

    python scripts/code_map.py [--check]

Writes what stands between the two marks in ``CONTRIBUTING.md``; with ``--check`` only says whether it is still true.
"""

from __future__ import annotations

import argparse
import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "src" / "beritaparse"
PAGE = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- map: scripts/code_map.py -->\n", "<!-- end of map -->\n"
_WIDEST = 100


def told(path: Path) -> str:
    """The first sentence of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    line = " ".join(text.split("\n\n")[0].split()).replace("``", "`")
    return line if len(line) <= _WIDEST else line[: line.rfind(" ", 0, _WIDEST)] + " …"


def lines(folder: Path, depth: int = 0) -> list[str]:
    made: list[str] = []
    for path in sorted(folder.iterdir(), key=lambda path: (path.is_dir(), path.name)):
        indent = "  " * depth
        if path.is_dir() and (path / "__init__.py").exists():
            made.append(f"{indent}{path.name}/".ljust(34) + told(path / "__init__.py"))
            made += lines(path, depth + 1)
        elif path.suffix == ".py" and path.name != "__init__.py":
            made.append(f"{indent}{path.name}".ljust(34) + told(path))
    return made


def page(text: str) -> str:
    """The page with the map made anew."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    body = "\n".join(line.rstrip() for line in lines(CODE))
    return f"{head}{BEGIN}```text\n{body}\n```\n{END}{tail}"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    text = PAGE.read_text(encoding="utf-8")
    if (new := page(text)) == text:
        return 0
    if options.check:
        print("the map in CONTRIBUTING.md is stale: run scripts/code_map.py")
        return 1
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
