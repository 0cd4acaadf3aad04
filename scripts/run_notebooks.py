"""Run the notebooks of ``examples/`` and keep in them what their cells show.

    python scripts/run_notebooks.py [NOTEBOOK …]

The cells run in order in one namespace, in a folder of their own with the files of ``examples/``; a cell shows what it
ends with, as Jupyter would: as HTML where the value has some, and as text.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
LONGEST = 600
"""Characters of a value's text; beside HTML it is what a reader sees that shows none."""


def run(cells: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], object, str]]:
    """Run the cells of code in the working directory; yield each with the value it ends with and what it printed."""
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "cell", "exec"), names)
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last is not None else None
        yield cell, value, printed.getvalue()


def shown(value: object, printed: str, number: int) -> list[dict[str, Any]]:
    """The outputs of a cell."""
    made: list[dict[str, Any]] = []
    if printed:
        made.append({"name": "stdout", "output_type": "stream", "text": printed.splitlines(keepends=True)})
    if value is not None:
        text = repr(value)
        data = {"text/plain": [text if len(text) <= LONGEST else f"{text[:LONGEST]}…"]}
        html = getattr(value, "_repr_html_", None)
        if html is not None:
            data = {"text/html": html().splitlines(keepends=True)} | data
        made.append({"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return made


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("notebooks", nargs="*", type=Path, default=sorted(EXAMPLES.glob("*.ipynb")))
    for path in map(Path.resolve, arguments.parse_args().notebooks):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as name:
            shutil.copytree(EXAMPLES, name, dirs_exist_ok=True)
            os.chdir(name)
            for number, (cell, value, printed) in enumerate(run(notebook["cells"]), 1):
                cell |= {"execution_count": number, "outputs": shown(value, printed, number)}
            os.chdir(EXAMPLES)
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
