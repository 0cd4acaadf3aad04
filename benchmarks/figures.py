"""Write the table of accuracy in docs/figures.md from what ``benchmarks/gold.py --json`` measured.

    python benchmarks/gold.py --set FRESH.jsonl … --part all --json fresh.json
    python benchmarks/gold.py --set dev2 press posts events --part held --json held.json
    python benchmarks/gold.py --set dev dev2 press posts events --part learn --json learn.json
    python benchmarks/figures.py fresh.json held.json learn.json [--before fresh0.json held0.json learn0.json]

One row a layer, one column a set; with ``--before`` the figure of an earlier commit stands before an arrow.  What
stands between the marks in docs/figures.md is replaced.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[1] / "docs" / "figures.md"
BEGIN, END = "<!-- accuracy: benchmarks/figures.py -->\n", "<!-- end of accuracy -->\n"
HEADS = (
    ("Fresh rounds", "Pages that nobody had read, annotated before the program ran on them: **the figures to quote**."),
    ("The quarter held back", "Looked at last; its articles are of the outlets and days of what was learnt from."),
    ("Learnt from", "Rules were written and weights fitted with these in view: they say little."),
)


def table(now: dict[str, Any], before: dict[str, Any]) -> list[str]:
    sets = list(now)
    names = [Path(name).parent.name if name.endswith(".jsonl") else name for name in sets]
    lines = ["| F1 | " + " | ".join(names) + " |", "| --- " * (len(sets) + 1) + "|"]
    for layer in dict.fromkeys(layer for figures in now.values() for layer in figures):
        cells = [_cell(now[name].get(layer), before.get(name, {}).get(layer)) for name in sets]
        lines.append(f"| {layer} | " + " | ".join(cells) + " |")
    return lines


def _cell(now: dict[str, Any] | None, before: dict[str, Any] | None) -> str:
    if now is None or not now["gold"]:
        return ""
    told = f"{now['f1']:.3f}"
    return f"{before['f1']:.3f} → {told} ({now['gold']})" if before else f"{told} ({now['gold']})"


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("files", nargs=3, type=Path)
    arguments.add_argument("--before", nargs=3, type=Path)
    options = arguments.parse_args()
    made: list[str] = []
    for number, ((head, about), path) in enumerate(zip(HEADS, options.files, strict=True)):
        old = json.loads(options.before[number].read_text(encoding="utf-8")) if options.before else {}
        made += [f"### {head}", "", about, "", *table(json.loads(path.read_text(encoding="utf-8")), old), ""]
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}" + "\n".join(made) + f"{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
