"""Lay out the lexicon files so that a difference shows the word that changed: one entry a line, in alphabetical order.

    python scripts/format_lexicon.py [--check] [FILE.toml …]

A list that does not fit into a line stands one entry a line, sorted without regard to case.  A comment line inside it
heads a group of its own, and what stands behind an entry stays with it.  ``# in this order`` behind the opening bracket
keeps a list as it is written.  With ``--check`` nothing is written and the exit code is 1 where something would be.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).resolve().parents[1] / "src" / "beritaparse" / "lexicon"
WIDEST = 88
ORDERED = "# in this order"
_LIST = re.compile(r"^(?P<key>[ \t]*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*') = )\[", re.MULTILINE)
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(?P<comment>\#[^\n]*)"""
    r"""|(?P<mark>[\[\]{},])|\n|[^\S\n]+|."""
)


class Entry(NamedTuple):
    text: str
    remark: str


class Group(NamedTuple):
    heads: list[str]
    entries: list[Entry]


def formatted(text: str) -> str:
    """Return the text of a lexicon file with its lists laid out anew."""
    made: list[str] = []
    done = 0
    for match in _LIST.finditer(text):
        if match.start() < done:
            continue
        read = _read(text, match.end())
        if read is None:
            continue
        groups, end, ordered = read
        made += [text[done : match.start()], match["key"], _written(match["key"], groups, ordered)]
        done = end
    return "".join([*made, text[done:]])


def _read(text: str, pos: int) -> tuple[list[Group], int, bool] | None:
    """The groups of a list of strings that opens before ``pos``, and where it ends; None for other lists."""
    groups = [Group([], [])]
    ordered = False
    fresh = False  # has a line begun since the last entry?
    for token in _tokens(text, pos):
        piece = token.group()
        if token["string"]:
            groups[-1].entries.append(Entry(piece, ""))
            fresh = False
        elif piece == ORDERED and not groups[-1].entries:
            ordered = True
        elif token["comment"]:
            entries = groups[-1].entries
            if not fresh and entries:
                entries[-1] = entries[-1]._replace(remark=piece)
            elif entries:
                groups.append(Group([piece], []))
            else:
                groups[-1].heads.append(piece)
        elif piece == "\n":
            fresh = True
        elif piece == "]":
            return groups, token.end(), ordered
        elif token["mark"] != "," and not piece.isspace():
            return None
    return None


def _tokens(text: str, pos: int) -> Iterator[re.Match[str]]:
    while (token := _TOKEN.match(text, pos)) is not None:
        yield token
        pos = token.end()


def _written(key: str, groups: list[Group], ordered: bool) -> str:
    groups = [Group(group.heads, list(dict.fromkeys(group.entries))) for group in groups]
    entries = [entry for group in groups for entry in group.entries]
    plain = not any(group.heads for group in groups) and not any(entry.remark for entry in entries)
    inline = "[" + ", ".join(entry.text for entry in entries) + "]"
    if plain and not ordered and len(key) + len(inline) <= WIDEST:
        return inline
    lines = ["[" + (f" {ORDERED}" if ordered else "")]
    for group in groups:
        lines += [f"  {head}" for head in group.heads]
        kept = group.entries
        for entry in kept if ordered else sorted(kept, key=lambda entry: (entry.text[1:].casefold(), entry.text)):
            lines.append(f"  {entry.text},{'  ' + entry.remark if entry.remark else ''}")
    return "\n".join([*lines, "]"])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    wrong = 0
    for path in options.files or sorted(LEXICON.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if (new := formatted(text)) == text:
            continue
        wrong += 1
        if options.check:
            print(f"{path}: not laid out one entry a line; run scripts/format_lexicon.py")
        else:
            path.write_text(new, encoding="utf-8")
    return 1 if wrong and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
