"""Fill the templates of ``constructions_places.toml`` and count how often the right names come out.

    python benchmarks/constructions_places.py [--each 60] [--seed 1] [--engine NAME] [--only NAME …] [--errors]

Of units, organisations, places and facilities.  The fillings come from the gazetteer (every regency in turn, districts
and villages that lie in each other) and from the lexicons; those of one seed are the same in each run.  A case is right
where the judged layer holds the expected names and nothing else, folded as the gold scorer folds them.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import beritaparse
from beritaparse.evaluation import folding
from beritaparse.gazetteer.regions import Region, provinces_and_regencies, regions_in
from beritaparse.lexicon.units import load as units

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

DATA = Path(__file__).with_suffix(".toml")
FIRST = ("Agus", "Ahmad", "Budi", "Dewi", "Eko", "Hendra", "Joko", "Rina", "Siti", "Teguh", "Wahyu", "Yusuf")
LAST = ("Saputra", "Wibowo", "Hidayat", "Siregar", "Nasution", "Setiawan", "Purnomo", "Lestari", "Ginting", "Wijaya")
INVENTED = (
    "Cakra",
    "Merpati",
    "Elang",
    "Kasturi",
    "Melati",
    "Kenanga",
    "Cempaka",
    "Mahardika",
    "Srikandi",
    "Bima Yudha",
)
SITES = ("Lamban", "Graha Cendana", "Griya", "Sasana", "Bale")
SITES_2 = ("Wiratama", "Kencana", "Sanjaya", "Budaya")
ASSOCIATIONS = ("PMI", "PWI", "KONI", "MUI", "HIPMI", "Kadin", "APDESI", "FKUB", "PGRI", "TP PKK")
PARTIES = ("Golkar", "Gerindra", "PKB", "PKS", "NasDem", "PDIP", "Demokrat", "PAN")
NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
FORMS = {
    "units": folding.fold_unit,
    "orgs": folding.fold_words,
    "facilities": folding.fold_words,
    "places": folding.fold_place,
}
SLOT = re.compile(r"\{([A-Z]+\d?)\}")
_PLAIN = re.compile(r"[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")
_REGENCY, _DISTRICT = 5, 8
"""Lengths of the codes of regencies and districts."""


class Case(NamedTuple):
    """A filled template: the text, the judged layer, the names that should stand there."""

    text: str
    layer: str
    expected: tuple[str, ...]


class Filler:
    """Fills slots; regencies go round, so that every one has its turn."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.regions: list[Region] = []

    def fillings(self) -> dict[str, str]:
        """One value for each slot, consistent in itself: districts lie in the regency, villages in the district."""
        while True:
            regency = self._next()
            districts = [region for region in regions_in(regency.code) if _PLAIN.fullmatch(region.name)]
            if len(districts) < 3:
                continue
            chosen = self.random.sample(districts, 3)
            villages = [region for region in regions_in(chosen[0].code) if _PLAIN.fullmatch(region.name)]
            if len(villages) >= 3:
                break
        choice = self.random.choice
        city = choice(
            [region for region in provinces_and_regencies() if region.level == "city" and _PLAIN.fullmatch(region.name)]
        )
        values = {
            "K": regency.name,
            "C": city.name,
            "D": chosen[0].name,
            "PK": regency.province.name,
            "P": regency.province.name,
        }
        values |= {f"D{index}": region.name for index, region in enumerate(chosen, 1)}
        values |= {f"V{index}": region.name for index, region in enumerate(self.random.sample(villages, 3), 1)}
        values["R"] = choice((regency, regency, city)).name
        values["RC"] = values["R"].upper()
        values["N"] = f"{choice(FIRST)} {choice(LAST)}"
        values |= {"W": choice(INVENTED), "A": choice(ASSOCIATIONS), "B": choice(PARTIES), "RN": choice(NUMBERS)}
        values |= {"W1": choice(SITES), "W2": choice(SITES_2)}
        values |= {"M": str(self.random.randint(101, 790)), "L1": str(self.random.randint(1, 9)), "L": choice("ABCD")}
        values["KODAM"] = choice(("IV/Diponegoro", "V/Brawijaya", "I/Bukit Barisan", "XVII/Cenderawasih", "Jaya"))
        values["YONIF"] = choice([name for name in units().names["yonif"] if " " in name])
        return values

    def _next(self) -> Region:
        if not self.regions:
            self.regions = [
                region
                for region in provinces_and_regencies()
                if region.level == "regency" and _PLAIN.fullmatch(region.name)
            ]
            self.random.shuffle(self.regions)
        return self.regions.pop()


def constructions() -> list[dict[str, Any]]:
    with DATA.open("rb") as file:
        return tomllib.load(file)["constructions"]


def cases(construction: dict[str, Any], each: int, seed: int) -> Iterator[Case]:
    """Yield ``each`` fillings of a construction, its templates by turns."""
    filler = Filler(seed)
    templates: list[dict[str, Any]] = construction["templates"]
    for index in range(each):
        template = templates[index % len(templates)]
        values = filler.fillings()
        yield Case(
            _filled(template["text"], values),
            construction["layer"],
            tuple(_filled(name, values) for name in template["expected"]),
        )


def _filled(template: str, values: dict[str, str]) -> str:
    return SLOT.sub(lambda match: values[match[1]], template)


def is_right(case: Case, parser: beritaparse.Parser) -> tuple[bool, list[str]]:
    """Does the layer hold just the expected names?  And what it holds."""
    found: list[str] = parser.parse(case.text).to_gold()[case.layer]
    form = FORMS[case.layer]
    return {form(name) for name in found} == {form(name) for name in case.expected}, found


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--each", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--engine", default="default")
    arguments.add_argument("--only", nargs="+", default=[])
    arguments.add_argument("--errors", action="store_true")
    options = arguments.parse_args()
    parser = beritaparse.load(options.engine)
    all_right = all_cases = 0
    for construction in constructions():
        if options.only and construction["name"] not in options.only:
            continue
        right = 0
        for case in cases(construction, options.each, options.seed):
            good, found = is_right(case, parser)
            right += good
            if not good and options.errors:
                print(f"  {case.text}\n    expected {list(case.expected)}\n    found    {found}")
        print(f"{construction['name']:45} {right / options.each:6.1%}")
        all_right, all_cases = all_right + right, all_cases + options.each
    print(f"{'all':45} {all_right / max(1, all_cases):6.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
