"""Write the figures of the pages from what ``benchmarks/gold.py --json`` measured.

    python benchmarks/gold.py --set FRESH.jsonl … --part all --json fresh.json
    python benchmarks/gold.py --set dev2 press posts events --part held --json held.json
    python benchmarks/gold.py --set dev dev2 press posts events --part learn --json learn.json
    python benchmarks/figures.py fresh.json held.json learn.json [--before fresh0.json held0.json learn0.json]
    python benchmarks/figures.py [--check]

What was measured is kept in ``docs/figures.json``, the one file from which all pages are filled: the table of
``docs/figures.md`` (one row a layer, one column a set; with ``--before`` the figure of an earlier commit stands before
an arrow), and in README.md and the other pages what stands between ``<!-- figures: LAYER … -->`` and
``<!-- end of figures -->``: these layers on the fresh rounds.  Without files the pages are filled anew; with
``--check`` nothing is written and the exit code is 1 where a page says something else.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "figures.json"
PAGE = ROOT / "docs" / "figures.md"
BEGIN, END = "<!-- accuracy: benchmarks/figures.py -->\n", "<!-- end of accuracy -->\n"
PART = re.compile(r"(<!-- figures: ([\w.+ ]+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
HEADS = {
    "Fresh rounds": "Pages that nobody had read, annotated before the program ran on them: **the figures to quote**.",
    "The quarter held back": "Looked at last; its articles are of the outlets and days of what was learnt from.",
    "Learnt from": "Rules were written and weights fitted with these in view: they say little.",
}
NAMES = {
    "quotes.all+speaker": "quotations with the right speaker",
    "persons": "persons",
    "person.position": "persons with the right post",
    "places": "places",
    "event.type": "type of the main event",
    "event.date": "day of the main event",
    "event.venue": "site of the main event",
}
Figures = dict[str, dict[str, dict[str, Any]]]


def table(now: Figures, before: Figures) -> list[str]:
    lines = ["| F1 | " + " | ".join(map(_name, now)) + " |", "| --- " * (len(now) + 1) + "|"]
    for layer in dict.fromkeys(layer for figures in now.values() for layer in figures):
        cells = [_cell(now[name].get(layer), before.get(name, {}).get(layer)) for name in now]
        lines.append(f"| {layer} | " + " | ".join(cells) + " |")
    return lines


def _measured(path: Path) -> Figures:
    """What ``gold.py --json`` wrote; a round goes by the folder that its file is in, wherever that was."""
    found: Figures = json.loads(path.read_text(encoding="utf-8"))
    return {
        f"{_name(name)}/{Path(name).name}" if name.endswith(".jsonl") else name: each for name, each in found.items()
    }


def _name(of: str) -> str:
    return Path(of).parent.name if of.endswith(".jsonl") else of


def _cell(now: dict[str, Any] | None, before: dict[str, Any] | None) -> str:
    if now is None or not now["gold"]:
        return ""
    told = f"{now['f1']:.3f}"
    return f"{before['f1']:.3f} → {told} ({now['gold']})" if before else f"{told} ({now['gold']})"


def fresh(now: Figures, layers: list[str]) -> str:
    """A small table of ``layers`` on the fresh rounds."""
    lines = ["| F1, and how many there are | " + " | ".join(map(_name, now)) + " |", "| --- " * (len(now) + 1) + "|"]
    for layer in layers:
        cells = [f"{found['f1']:.2f} ({found['gold']})" for found in (now[name][layer] for name in now)]
        lines.append(f"| {NAMES[layer]} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def filled(path: Path, kept: dict[str, dict[str, Figures]]) -> str:
    """The text of a page with the figures that are kept."""
    text = path.read_text(encoding="utf-8")
    if path == PAGE:
        made: list[str] = []
        for head, about in HEADS.items():
            made += [f"### {head}", "", about, "", *table(kept["now"][head], kept["before"].get(head, {})), ""]
        start, _, rest = text.partition(BEGIN)
        return f"{start}{BEGIN}" + "\n".join(made) + f"{END}{rest.partition(END)[2]}"
    rounds = kept["now"]["Fresh rounds"]
    return PART.sub(lambda part: f"{part[1]}{fresh(rounds, part[2].split())}{part[3]}", text)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path, help="fresh, held and learn, as gold.py wrote them")
    arguments.add_argument("--before", nargs=3, type=Path)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    if len(options.files) not in (0, 3):
        arguments.error("three files, or none")
    if options.files:
        now, before = (
            {head: _measured(path) for head, path in zip(HEADS, files, strict=False)}
            for files in (options.files, options.before or ())
        )
        kept = json.dumps({"now": now, "before": before}, indent=1) + "\n"
        KEPT.write_text(kept, encoding="utf-8")
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    stale = 0
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        if (text := filled(path, kept)) != path.read_text(encoding="utf-8"):
            stale += 1
            if options.check:
                print(f"{path}: other figures than docs/figures.json; run benchmarks/figures.py")
            else:
                path.write_text(text, encoding="utf-8")
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
