"""Constructions of quotations, filled from lists: how often does each come out right as a whole?

    python benchmarks/quote_constructions.py [--fillings N] [--only ID …] [--show N] [--all]

The templates stand in quote_constructions.toml.  A filling is right where exactly its quotations are found, with the
exact text and the right speaker.  ``--show`` prints the first fillings that are not right.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import beritaparse
from beritaparse.article import Article
from beritaparse.lexicon.speech import forms, words

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TABLE = Path(__file__).with_suffix(".toml")
FILLINGS = 40
LEAST = 0.97
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_QUOTE = re.compile(r"<(\w):(.*?)>", re.DOTALL)
_LISTS = {
    "role": "roles",
    "ask": "requests",
    "question": "questions",
    "work": "works",
    "confession": "confessions",
    "based": "bases",
    "aside": "asides",
    "slipped": "slipped_verbs",
    "degrees": "degree_rows",
    "pronoun": "pronouns",
    "then": "thens",
    "comma": "commas",
    "circumstance": "circumstances",
    "fact": "facts",
    "fact_predicate": "fact_predicates",
    "although": "althoughs",
    "confessed": "confesseds",
    "there": "theres",
    "at_once": "at_onces",
    "byname": "bynames",
    "in_statement": "in_statements",
    "when": "whens",
    "set_in": "set_ins",
    "parting": "partings",
}
_TELLING = ("neutral", "explanation", "emphasis")
_CONVEYS = ("menyampaikan", "mengucapkan", "mengungkapkan")
_TELLS = ("menjelaskan", "menyampaikan", "membeberkan", "memaparkan", "mengungkap", "melaporkan", "mengungkapkan")
_DOES = ("mengungkap", "memastikan", "mendorong", "mencatat", "mengarahkan", "menyoroti")
_CONFIRMS = ("membenarkan", "mengapresiasi", "menanggapi")
# Base forms that need more around them than a name: `isi`, `bunyi`, `kutip` …, and nouns of saying.
_NOT_ALONE = ("writing", "question", "sound")


class Somebody(NamedTuple):
    """A source: how it is introduced, the name that is expected, how it is called later."""

    whole: str
    name: str
    post: str = ""
    short: str = ""
    unit: str = ""

    @property
    def nick(self) -> str:
        """The end of the name as people call somebody: `Toni` for Aftoni."""
        return self.name.split()[-1][-4:].capitalize()


class Filling(NamedTuple):
    """A filled template: the page, and each quotation as (text, name of the speaker)."""

    id: str
    text: str
    quotes: tuple[tuple[str, str], ...]


class Slots:
    """Fills the slots of templates; words of the lexicon come by turns, so that every one is used."""

    def __init__(self, table: dict[str, Any], seed: int = 1) -> None:
        self.table = table
        self.random = random.Random(seed)
        self.turn: dict[str, int] = {}
        known = forms()
        self.words: dict[str, list[str]] = {
            "active": sorted(
                w
                for w, f in known.items()
                if "active" in f.shapes and "bare" not in f.shapes and f.takes == "clause" and f.kind in _TELLING
                and w not in ("mengungkap", "mengurai", "bilang", "membilang")
            ),
            "base": sorted(
                w for w, f in known.items()
                if "base" in f.shapes and f.kind not in _NOT_ALONE and not w.endswith("nya")
            ),
            "says": sorted(
                w for w, f in known.items() if "base" in f.shapes and f.kind in _TELLING and f.takes == "clause"
            ),
            "nya": sorted(w for w, f in known.items() if "nya" in f.shapes and not f.common and f.kind in _TELLING),
            "passive": sorted(
                w for w, f in known.items() if "passive" in f.shapes and f.takes == "clause" and f.kind in _TELLING
            ),
            "asks": sorted(
                w for w, f in known.items() if f.takes == "request" and "active" in f.shapes and "bare" not in f.shapes
            ),
            "wonders": ["menanyakan", "mempertanyakan", "bertanya"],
            "conveys": list(_CONVEYS),
            "tells": list(_TELLS),
            "confirms": list(_CONFIRMS),
            "does": list(_DOES),
            "agentless": sorted(words().agentless),
        }  # fmt: skip

    def fill(self, template: dict[str, Any]) -> Filling:
        people = self.random.sample(self.table["people"], 4)
        cast = dict(zip("abfg", map(_person, people), strict=True))
        cast["c"] = _other(self.random.choice(self.table["others"]))
        for key, kind in (("d", "documents"), ("n", "newcomers"), ("e", "epithets")):
            cast[key] = _other(self.random.choice(self.table[kind]))
        cast["q"], cast["r"] = map(_other, self.random.sample(self.table["strangers"], 2))
        cast["s"] = _aged(self.random.choice(self.table["suspects"]))
        cast["w"] = _aged(self.random.choice(self.table["relatives"]))
        cast["k"] = _other(f"kuasa hukum {cast['s'].short}")
        cast["t"] = _other("Tersangka")
        cast["u"] = _other("Polres Sikka")
        cast["m"] = _other("Massa aksi")
        cast["g"] = _other("Puluhan warga")
        cast["h"] = _other("Rahmat Wibisana")
        cast["l"] = _person(self.random.choice(self.table["unit_heads"]))
        cast["y"] = _other(self.random.choice(self.table["kept_back"]))
        cast["v"] = _other(self.random.choice(self.table["several"]))
        cast["x"] = _other(self.random.choice(self.table["bodies"]))
        cast["j"] = _other(self.random.choice(self.table["groups"]))
        cast["z"] = Somebody("", "")
        pieces = {
            name: self.random.sample(self.table[f"{plural}"], 3)
            for name, plural in (("clause", "clauses"), ("speech", "speeches"))
        }
        text = template["text"].replace("{p}", "Kegiatan itu berlangsung di balai desa, Selasa (12/3/2024). ")
        marks = self.random.choice(self.table["marks"]).split("|")
        slip = self.random.choice(self.table["slips"]).split("|")
        text = text.replace("{{", marks[0]).replace("}}", marks[1])
        text = text.replace("{slip{", slip[0]).replace("}slip}", slip[1])
        text = _SLOT.sub(lambda match: self._slot(match, cast, pieces), text)
        return _marked(template["id"], text, {key: somebody.name for key, somebody in cast.items()})

    def _slot(self, match: re.Match[str], cast: dict[str, Somebody], pieces: dict[str, list[str]]) -> str:
        name, part = match[1], match[2]
        lowered = name.lower()
        if lowered in cast:
            whole = getattr(cast[lowered], part or "whole")
            return whole if name == lowered else whole[:1].upper() + whole[1:]
        stem = lowered.rstrip("23")
        if stem in pieces:
            filled = pieces[stem][int(lowered[len(stem) :] or 1) - 1]
        elif lowered == "closing":
            chosen = self.random.choice(self.table["closings"])
            filled = f" {chosen}" if chosen else ""
        elif lowered in self.words:
            filled = self._next(lowered)
        else:
            filled = self.random.choice(self.table[_LISTS.get(lowered, lowered)])
        return filled.upper() if name.isupper() else filled[:1].upper() + filled[1:] if name[0].isupper() else filled

    def _next(self, name: str) -> str:
        self.turn[name] = self.turn.get(name, -1) + 1
        return self.words[name][self.turn[name] % len(self.words[name])]


def _person(row: str) -> Somebody:
    post, rank, name, short, *unit = (part.strip() for part in row.split("|"))
    return Somebody(" ".join(filter(None, (post, rank, name))), name, post, short, *unit)


def _aged(written: str) -> Somebody:
    """`Anaknya, Nur Hidayah (24)`: the name is what stands between comma and age."""
    name = written.rpartition(", ")[2].partition(" (")[0]
    return Somebody(written, name, "", name if name.isupper() else name.split()[0])


def _other(written: str) -> Somebody:
    return Somebody(written, written)


def _marked(id: str, text: str, names: dict[str, str]) -> Filling:
    """Take the marks of the expected quotations out of a text."""
    quotes = tuple((match[2].strip(), names[match[1]]) for match in _QUOTE.finditer(text))
    page = _QUOTE.sub(lambda match: match[2], text)
    # A clause or source may open its sentence.
    page = re.sub(r"(^|\. |\n)([a-z])", lambda match: match[1] + match[2].upper(), page)
    return Filling(id, page, quotes)


def said(article: Article) -> tuple[tuple[str, str], ...]:
    """What was found: text and speaker of each quotation."""
    people = {person.id: person.name for person in article.persons}
    return tuple(
        (
            quote.text,
            people.get(quote.speaker.person_id or "", quote.speaker.description or "") if quote.speaker else "",
        )
        for quote in article.quotes
    )


def right(filling: Filling, article: Article) -> bool:
    found = said(article)
    return len(found) == len(filling.quotes) and all(
        a.casefold() == b.casefold() and (x.casefold() == y.casefold())
        for (a, x), (b, y) in zip(found, filling.quotes, strict=True)
    )


def fillings(count: int, only: Sequence[str] = (), seed: int = 1) -> Iterator[tuple[str, list[Filling]]]:
    """Every construction with ``count`` fillings."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    slots = Slots(table, seed)
    for template in table["construction"]:
        if only and template["id"] not in only:
            continue
        yield template["id"], [slots.fill(template) for _ in range(count)]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--fillings", type=int, default=FILLINGS)
    arguments.add_argument("--only", nargs="+", default=[])
    arguments.add_argument("--show", type=int, default=0)
    options = arguments.parse_args()
    parser = beritaparse.load()
    shares: list[float] = []
    for id, filled in fillings(options.fillings, options.only):
        wrong = [(item, article) for item in filled if not right(item, article := parser.parse(item.text))]
        shares.append(1 - len(wrong) / len(filled))
        print(f"{id:32} {shares[-1]:6.3f}{'' if shares[-1] >= LEAST else '  *'}", flush=True)
        for item, article in wrong[: options.show]:
            rules = [quote.rule for quote in article.quotes]
            print(f"    {item.text!r}\n      {item.quotes}\n      {said(article)} {rules}")
    enough = sum(share >= LEAST for share in shares)
    print(f"{'all':32} {sum(shares) / len(shares):6.3f}; {enough} of {len(shares)} at {LEAST}")
    return 0 if all(share >= LEAST for share in shares) else 1


if __name__ == "__main__":
    sys.exit(main())
