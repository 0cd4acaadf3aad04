"""Fill the templates of ``lexicon/constructions.toml`` and count how often the right people come out.

    python benchmarks/constructions.py [--each 60] [--seed 1] [--engine NAME] [--only NAME …] [--errors] [--json OUT]

The fillings come from the gazetteer (every regency and city, districts and villages), from all titles of posts in
``positions.toml``, the ranks and the lists of names; those of one construction are the same in each run of one seed.
A case is right where every person of the template stands there with name, rank and post, and nobody else.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import beritaparse
from beritaparse.gazetteer.regions import Level
from beritaparse.gazetteer.regions import names_of as all_names
from beritaparse.lexicon.constructions import Construction
from beritaparse.lexicon.constructions import load as constructions
from beritaparse.lexicon.positions import load as positions

FIRST, LAST = (constructions().fillings[kind] for kind in ("first", "last"))
HONORIFICS = ("H.", "Hj.", "Drs.", "Dr.", "Ir.", "Drs. H.")
DEGREES = ("S.H.", "M.Si.", "S.Sos., M.Si.", "SE, MM", "S.I.K., M.H.", "M.Pd")
TOPICS = ("Kesehatan", "Pendidikan", "Perhubungan", "Pertanian", "Sosial", "Pekerjaan Umum", "Perdagangan", "Perikanan")
POLICE_RANKS = ("AKBP", "Kompol", "AKP", "Iptu", "Ipda", "Kombes Pol", "Aiptu", "Bripka")
MILITARY_RANKS = ("Letkol Inf", "Mayor Inf", "Kapten Inf", "Kolonel Inf", "Brigjen TNI", "Letkol Kav")
NO_CALLINGS = frozenset(
    {"anggota", "kepala", "orang tua", "perwakilan", "peserta", "legenda", "oknum anggota", "kuasa"}
)
SLOT = re.compile(r"\{([A-Z]+?)(\d?)\}")
SPELT = re.compile(r"\[([^\[\]]+)\](\d?)")


class Case(NamedTuple):
    """A filled template and who is in it: name, rank and post."""

    construction: str
    text: str
    people: frozenset[tuple[str, str, str]]


@cache
def names_of(level: Level) -> tuple[str, ...]:
    """Names that the press would write: no numbers and signs."""
    return tuple(name for name in all_names(level) if re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*", name))


@cache
def titles(*complements: str, small: bool = False) -> tuple[str, ...]:
    return tuple(
        title
        for post in positions().posts
        if post.complement in complements
        for title in post.titles
        if title[0].islower() == small and "(" not in title and title not in NO_CALLINGS
    )


@cache
def commanders(*heads: str) -> tuple[str, ...]:
    return tuple(title for head in heads for title in positions().commanders[head] if "(" not in title)


class Filler:
    """Fills slots; each kind of slot goes round its list, so that every entry has its turn."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.decks: dict[str, list[str]] = {}

    def deal(self, name: str, items: tuple[str, ...]) -> str:
        if not self.decks.get(name):
            self.decks[name] = self.random.sample(items, len(items))
        return self.decks[name].pop()

    def city(self) -> str:
        return self.deal("city", names_of("regency") + names_of("city"))

    def district(self) -> str:
        return self.deal("district", names_of("district"))

    def village(self) -> str:
        return self.deal("village", names_of("village"))

    def name(self) -> str:
        if self.random.random() < 0.12:
            return self.deal("first", FIRST)
        first, last = self.deal("first", FIRST), self.deal("last", LAST)
        if self.random.random() < 0.2:
            return f"{first} {self.random.choice(FIRST)} {last}" if first != last else first
        return f"{first} {last}"

    def head(self) -> str:
        title = self.deal("head", ("Bupati", "Wakil Bupati", "Sekda", "Wabup", "Bupati", "Ketua DPRD"))
        if self.random.random() < 0.25:
            mayor = self.deal("mayor", ("Wali Kota", "Wakil Wali Kota", "Walikota"))
            return f"{mayor} {self.deal('town', names_of('city'))}"
        if self.random.random() < 0.15:
            governor = self.deal("governor", ("Gubernur", "Wakil Gubernur", "Wagub"))
            return f"{governor} {self.deal('province', names_of('province'))}"
        return f"{title} {self.city()}"

    def police(self) -> str:
        kind = self.random.random()
        if kind < 0.5:
            return f"{self.deal('polres', commanders('Polres', 'Polresta'))} {self.city()}"
        if kind < 0.65:
            return f"{self.deal('polsek', commanders('Polsek'))} {self.district()}"
        if kind < 0.9:
            function = self.deal("function", ("Reskrim", "Lantas", "Resnarkoba", "Samapta", "Binmas", "Intelkam"))
            return f"Kasat {function} Polres {self.city()}"
        if kind < 0.95:
            return f"Kasi Humas Polres {self.city()}"
        return f"{self.deal('polda', commanders('Polda'))} {self.deal('province', names_of('province'))}"

    def mil(self) -> str:
        number = self.random.randint(101, 1699)
        if self.random.random() < 0.6:
            return f"{self.deal('kodim', commanders('Kodim'))} {number:04}/{self.city()}"
        return f"{self.deal('koramil', ('Danramil',))} {self.random.randint(1, 20):02}/{self.district()}"

    def dinas(self) -> str:
        topic = self.deal("topic", TOPICS)
        return f"{self.deal('dinas', ('Kepala Dinas', 'Sekretaris Dinas', 'Kadis'))} {topic} {self.city()}"

    def inst(self) -> str:
        return self.deal(
            "inst",
            (
                f"Direktur RSUD {self.city()}",
                f"Kepala Puskesmas {self.district()}",
                f"Direktur RSUD {self.random.choice(LAST)}",
                f"Kepala SMAN {self.random.randint(1, 9)} {self.city()}",
                f"Kepala Kejaksaan Negeri {self.city()}",
                f"Ketua Pengadilan Negeri {self.city()}",
                f"Kepala Lapas {self.city()}",
                f"Ketua KPU {self.city()}",
                f"Ketua PMI {self.city()}",
                f"Rektor Universitas {self.random.choice(LAST)}",
            ),
        )

    def whole(self) -> str:
        """A title of the lexicon that needs nothing behind it, or any of those that lead a place."""
        if self.random.random() < 0.5:
            return self.deal("none", titles("none"))
        if self.random.random() < 0.5:
            return f"{self.deal('region', titles('region'))} {self.city()}"
        return f"{self.deal('local', titles('local'))} {self.village()}"

    def calling(self) -> str:
        """A calling in small letters, often with what it is about (``pedagang sayur``)."""
        calling = self.deal("calling", titles("described", small=True))
        about = self.deal(
            "about", ("", "", "", "senior", "muda", "politik", "sayur", "kopi", "desa", "cilik", "setempat")
        )
        return f"{calling} {about}".strip()

    def post(self) -> str:
        makers = (self.head, self.head, self.dinas, self.inst, self.whole, self.police, self.mil)
        return self.random.choice(makers)()


def fill(template: str, construction: Construction, filler: Filler) -> Case:
    """Fill one template and tell who is in it."""
    made: dict[str, str] = {}
    choice = filler.random.choice
    ranks = MILITARY_RANKS if "{MIL" in template else POLICE_RANKS
    makers: dict[str, Callable[[], str]] = {
        "NAME": filler.name,
        "CITY": filler.city,
        "DISTRICT": filler.district,
        "VILLAGE": filler.village,
        "HEAD": filler.head,
        "POLICE": filler.police,
        "MIL": filler.mil,
        "DINAS": filler.dinas,
        "INST": filler.inst,
        "POST": filler.post,
        "CALLING": filler.calling,
        "HON": lambda: choice(HONORIFICS),
        "DEG": lambda: choice(DEGREES),
        "RANK": lambda: choice(ranks),
        "FIRST": lambda: choice(FIRST),
        "LAST": lambda: choice(LAST),
        "AGE": lambda: str(filler.random.randint(16, 70)),
        "INIT": lambda: "".join(filler.random.sample("ABDEFHIJKLMNPRSTWYZ", filler.random.randint(2, 3))),
    }

    def value(match: re.Match[str]) -> str:
        slot, number = match.groups()
        key = slot + number
        if slot == "AGE":
            return makers[slot]()
        if slot == "FIRSTOFNAME":
            return made["NAME"].split()[0]
        if slot == "TITLE":
            return made["POLICE"].split()[0] if not made["POLICE"].startswith("Ka") else made["POLICE"].split(" Pol")[0]
        if key not in made:
            made[key] = makers[slot]()
        return made[key]

    spelt: dict[str, str] = {}

    def unbracket(match: re.Match[str]) -> str:
        spelt[match[2]] = match[1]
        return match[1]

    text = SPELT.sub(unbracket, SLOT.sub(value, template))
    posts = {
        number: made[slot + number]
        for slot in ("POST", "POLICE", "MIL", "HEAD", "DINAS", "INST", "CALLING")
        for number in ("", "1", "2", "3")
        if slot + number in made
    }
    posts |= spelt
    if spelt and "" in spelt:
        posts = {"": spelt[""]} | {n: p for n, p in spelt.items() if n}
    people: set[tuple[str, str, str]] = set()
    for key, name in made.items():
        if not key.startswith(("NAME", "INIT")):
            continue
        number = key[4:]
        post = "" if key in construction.without else posts.get(number, posts.get("", ""))
        people.add((name, made.get(f"RANK{number}", "") if not key.startswith("INIT") else "", post))
    return Case(construction.name, text, frozenset(people))


def cases(each: int, seed: int, only: frozenset[str] = frozenset()) -> Iterator[Case]:
    """Yield ``each`` filled templates of every construction, or of those named in ``only``."""
    for construction in constructions().constructions:
        if only and construction.name not in only:
            continue
        filler = Filler(hash_of(construction.name) + seed)
        templates = (*construction.examples, *construction.nobody)
        for number in range(each):
            template = templates[number % len(templates)]
            case = fill(template, construction, filler)
            yield case._replace(people=frozenset()) if template in construction.nobody else case


def hash_of(name: str) -> int:
    return sum(ord(letter) * 31**place for place, letter in enumerate(name)) % 1_000_003


def people_of(article: Any) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (
            person.name,
            person.rank.abbreviation if person.rank else "",
            person.position.text if person.position else "",
        )
        for person in article.persons
    )


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--each", type=int, default=60)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--engine", default="default")
    arguments.add_argument("--only", nargs="*", default=())
    arguments.add_argument("--errors", action="store_true")
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    parser = beritaparse.load(options.engine)
    right: dict[str, list[bool]] = {}
    for case in cases(options.each, options.seed, frozenset(options.only)):
        found = people_of(parser.parse(case.text))
        right.setdefault(case.construction, []).append(found == case.people)
        if options.errors and found != case.people:
            print(f"{case.construction}: {case.text!r}")
            print(f"    missed {sorted(case.people - found)}\n    made   {sorted(found - case.people)}")
    for name, results in sorted(right.items(), key=lambda item: sum(item[1]) / len(item[1])):
        print(f"{sum(results) / len(results):7.1%}  {name}")
    everything = [result for results in right.values() for result in results]
    print(f"{sum(everything) / len(everything):7.1%}  all {len(everything)} cases of {len(right)} constructions")
    if options.json:
        shares = {name: sum(results) / len(results) for name, results in right.items()}
        options.json.write_text(json.dumps(shares, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
