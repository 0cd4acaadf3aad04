"""Office holders to whom a case happens: how often does redaction mask them, and leave those who only speak of it?

    python benchmarks/parties.py [--each 40] [--seed 1] [--show N] [--only TEXT] [--engine NAME]

The templates stand in parties.toml.  Each is filled with posts, with names of our lists (also such that are words of
the language), and with places of the gazetteer.  A party counts as masked where no word of the name is left in the
text; somebody in office counts as kept where the whole name stands.  ``--show`` prints the worst templates with a
filling.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import beritaparse
from beritaparse.gazetteer.regions import provinces_and_regencies
from beritaparse.lexicon.constructions import load as constructions
from beritaparse.lexicon.name_lists import listed_names

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = Path(__file__).with_suffix(".toml")
OFFICIALS = ("Kapolres {place} AKBP Teguh Wicaksono", "Kepala Dinas Sosial {place} Teguh Wicaksono")
DAYS = ("Selasa (11/2/2025)", "Rabu (16/10/2024) malam", "Senin pagi", "Jumat (3/5/2024)")
_SINGLE = 0.15
"""Share of fillings whose name is one word."""


class Filling(NamedTuple):
    """A page, the name that is judged, and whether somebody may read it."""

    text: str
    name: str
    public: bool


class Fillings:
    """Draws what stands in the slots of a template."""

    def __init__(self, chance: random.Random, table: Mapping[str, Any]) -> None:
        self._chance = chance
        posts = {part["kind"]: part["titles"] for part in table["posts"]}
        self._posts, self._callings = posts["office"], posts["calling"]
        self._first = sorted(word.capitalize() for word, found in listed_names().items() if "indonesian" in found)
        self._last = sorted({*self._first, *constructions().fillings["last"]})
        names = {re.sub(r"^(?:Kabupaten|Kota) ", "", region.name) for region in provinces_and_regencies()}
        self._places = sorted(name for name in names if " " not in name and len(name) > 3)

    def name(self) -> str:
        first = self._chance.choice(self._first)
        return first if self._chance.random() < _SINGLE else f"{first} {self._chance.choice(self._last)}"

    def filled(self, template: str, group: str) -> Filling:
        kinds = self._posts if group == "public" or self._chance.random() < 0.7 else self._callings
        place = self._chance.choice(self._places)
        post = self._chance.choice(kinds).format(place=place)
        name, kin = self.name(), self.name()
        text = template.format(
            post=post,
            Post=post[0].upper() + post[1:],
            name=name,
            short=name.split()[0],
            kin=kin,
            official=self._chance.choice(OFFICIALS).format(place=place),
            place=place,
            age=self._chance.randint(24, 61),
            day=self._chance.choice(DAYS),
        )
        return Filling(text, kin if group == "kin" else name, group == "public")


@cache
def table() -> dict[str, Any]:
    """The templates and the posts."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def is_right(filling: Filling, redacted: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", filling.name)
    left = [word for word in words if re.search(rf"(?<![^\W\d_]){word}(?![^\W\d_])", redacted, re.IGNORECASE)]
    return len(left) == len(words) if filling.public else not left


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--each", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0)
    options.add_argument("--only", default="")
    options.add_argument("--engine", default="default")
    asked = options.parse_args()
    made = table()
    parser = beritaparse.load(asked.engine)
    for group in ("parties", "kin", "public"):
        count: Counter[str] = Counter()
        wrong: dict[str, list[str]] = {}
        for number, template in enumerate(made[group]):
            fillings = Fillings(random.Random(f"{asked.seed} {group} {number}"), made)
            for _ in range(asked.each if asked.only in template else 0):
                filling = fillings.filled(template, group)
                redacted = parser.parse(filling.text).redacted().text
                count["all"] += 1
                if is_right(filling, redacted):
                    count["right"] += 1
                else:
                    wrong.setdefault(template, []).append(f"{redacted!r}  ({filling.name})")
        verb = "kept" if group == "public" else "masked"
        print(f"{group:8} {len(made[group])} templates: {count['right']} of {count['all']} {verb}", end=" ")
        print(f"({count['right'] / max(1, count['all']):.3f})")
        for template, pages in sorted(wrong.items(), key=lambda item: -len(item[1]))[: asked.show]:
            print(f"  {len(pages):3} of {asked.each}  {template!r}\n       {pages[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
