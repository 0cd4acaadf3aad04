"""Fit the weights by which redaction chooses who in office is a party to the case (``lexicon/private_weights.toml``).

    python scripts/fit_parties.py [--more FILE.jsonl …] [--folds 6] [--ridge 0.5] [--least -2] [--each 8] [--write]

Reads the ``learn`` parts of the gold sets, annotated pages of one's own, and the templates of
``benchmarks/parties.toml``.  An example is somebody in office whom the parser found; a party is whoever the annotation,
or the template, does not call an official.  A logit with a quadratic penalty; what is told of folds is of pages and
templates that the fit has not seen.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import rows_of  # noqa: E402
from parties import Fillings, table  # noqa: E402

import beritaparse  # noqa: E402
from beritaparse.redaction import is_private  # noqa: E402
from beritaparse.redaction.parties import Parties  # noqa: E402

TARGET = ROOT / "src" / "beritaparse" / "lexicon" / "private_weights.toml"
SETS = ("dev", "dev2", "press")
SEEN = 3
"""A reason of fewer people has no weight."""
EXPECTED = {"accused": 4.0, "told": 4.0, "any": -2.0}
"""What a weight is without examples (see :func:`prior`)."""
SPEAKS_FOR = {
    "behind": {"caught", "hurt", "does", "role", "case"},
    "before": {"takes", "done_by", "role", "case", "caught", "hurt"},
    "next": {"caught", "hurt", "role", "case"},
}
"""Kinds of words that tell of a party, by the side on which they stand."""
FREE = {"none", "of", "by"}
"""What may stand between without making it another's."""
DEEDS = {"speech", "active", "passive"}
TELLS = 0.7
OF_WORDS, OF_ANY = 3.0, 0.05
"""Of what penalty weights of single words have, and the common one, as a multiple."""
OF_TEMPLATES = 0.25
"""What a filled template weighs beside a person of a page."""
TEMPLATE = "template"
"""A reason of templates, in which parties are as frequent as we wrote them: it is in no page, and is not kept."""
SMALLEST = 0.03


class Example(NamedTuple):
    """Somebody in office: where from, the page or the template, whether it is a party, the reasons."""

    kind: str
    page: str
    party: bool
    reasons: list[str]
    name: str


def of_pages(parser: beritaparse.Parser, more: Sequence[str]) -> Iterator[Example]:
    for kind in (*SETS, *more):
        for row in rows_of(kind, "learn"):
            wanted = {person["name"].lower(): person.get("role") for person in row["persons"]}
            article = parser.parse(row["text"], title=row.get("title"), published=row.get("published"))
            parties = Parties(article)
            for person in article.persons:
                role = wanted.get(person.name.lower())
                if role is not None and not is_private(person):
                    yield Example(
                        Path(kind).stem, f"{kind}:{row['id']}", role != "official", parties.reasons(person), person.name
                    )


def of_templates(parser: beritaparse.Parser, each: int) -> Iterator[Example]:
    made: dict[str, Any] = table()
    for group in ("parties", "public"):
        for number, template in enumerate(made[group]):
            fillings = Fillings(random.Random(f"fit {group} {number}"), made)
            for _ in range(each):
                filling = fillings.filled(template, "public")  # a post that is one
                article = parser.parse(filling.text)
                parties = Parties(article)
                for person in article.persons:
                    if person.name == filling.name and not is_private(person):
                        reasons = [*parties.reasons(person), TEMPLATE]
                        yield Example(group, f"{group} {number}", group == "parties", reasons, template)


def prior(reason: str) -> float:
    """What a weight is without examples: what the words say right beside the name, or a few words away."""
    words = reason.removeprefix("post ").split()
    side = words[0]
    if side in SPEAKS_FOR and len(words) > 2:
        kind, between = words[2 if side == "next" else 1], words[-1]
        return TELLS if kind in SPEAKS_FOR[side] and between in FREE and "far" not in words else 0.0
    return EXPECTED.get(reason, 0.0)


def expected_reasons() -> Iterator[str]:
    """All reasons that speak for a party before any example is seen."""
    for side, kinds in SPEAKS_FOR.items():
        of_side = [f"next {first}" for first in ("pronoun", "role")] if side == "next" else [side, f"post {side}"]
        for begin, kind, between in product(of_side, sorted(kinds), sorted(FREE)):
            yield from (f"{begin} {kind} {far}{between}" for far in ("", "adjacent ", "near "))
    yield from EXPECTED


def penalty_of(reason: str) -> float:
    return OF_ANY if reason in ("any", TEMPLATE) else OF_WORDS if "=" in reason else 1.0


def most(reason: str) -> float | None:
    """What a weight is at most: what else somebody does, and the post, do not speak for it."""
    if reason.startswith("behind takes"):
        return 0.0  # `menangkap dua pelaku`
    return 0.0 if "=" in reason or DEEDS.intersection(reason.removeprefix("post ").split()[1:2]) else None


def fit(learnt: Sequence[Example], ridge: float) -> dict[str, float]:
    often = Counter(name for example in learnt for name in example.reasons)
    known = {name for name, count in often.items() if count >= SEEN}.union(expected_reasons())
    number = {name: at for at, name in enumerate(sorted(known))}
    rows = [row for row, example in enumerate(learnt) for name in example.reasons if name in number]
    columns = [number[name] for example in learnt for name in example.reasons if name in number]
    given = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(learnt), len(number)))
    right = np.array([example.party for example in learnt], dtype=float)
    heavy = np.array([OF_TEMPLATES if example.kind in ("parties", "public") else 1.0 for example in learnt])
    pull = np.array([ridge * penalty_of(name) for name in number])
    limits = [(None, most(name)) for name in number]
    expected = np.array([prior(name) for name in number])

    def loss(at: Any) -> tuple[float, Any]:
        logits = given @ at
        shares = 1 / (1 + np.exp(-logits))
        value = (heavy * (np.logaddexp(0, logits) - right * logits)).sum() + (pull * (at - expected) ** 2).sum() / 2
        return value, given.T @ (heavy * (shares - right)) + pull * (at - expected)

    method = {"jac": True, "method": "L-BFGS-B", "bounds": limits, "options": {"maxiter": 300}}
    found = scipy.optimize.minimize(loss, expected, **method).x
    return {name: round(float(found[at]), 2) for name, at in number.items()}


def validated(found: Sequence[Example], folds: int, ridge: float) -> Iterator[tuple[Example, float]]:
    """Each example with the score by weights that were fitted on other pages."""
    pages = sorted({example.page for example in found})
    order = {page: at % folds for at, page in enumerate(np.random.default_rng(1).permutation(pages))}
    for fold in range(folds):
        weights = fit([example for example in found if order[example.page] != fold], ridge)
        weights[TEMPLATE] = 0.0
        yield from ((e, sum(weights.get(r, 0.0) for r in e.reasons)) for e in found if order[e.page] == fold)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--more", nargs="+", default=[], metavar="FILE.jsonl")
    arguments.add_argument("--folds", type=int, default=6)
    arguments.add_argument("--ridge", type=float, default=0.5)
    arguments.add_argument("--least", type=float, default=-2.0)
    arguments.add_argument("--each", type=int, default=8)
    arguments.add_argument("--errors", action="store_true")
    arguments.add_argument("--keep", type=Path, help="a file in which the examples are kept for the next run")
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    if options.keep is not None and options.keep.exists():
        found = [Example(*row) for row in json.loads(options.keep.read_text(encoding="utf-8"))]
    else:
        parser = beritaparse.load()
        found = [*of_pages(parser, options.more), *of_templates(parser, options.each)]
        if options.keep is not None:
            options.keep.write_text(json.dumps(found), encoding="utf-8")
    scored = list(validated(found, options.folds, options.ridge))
    for least in (-5.0, -4.5, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, 0.0):
        count: Counter[tuple[str, bool, bool]] = Counter()
        for example, score in scored:
            pages = "templates" if example.kind in ("parties", "public") else "pages"
            count[pages, example.party, score >= least] += 1
        told = [
            f"{pages}: parties {count[pages, True, True]} of {count[pages, True, True] + count[pages, True, False]},"
            f" others {count[pages, False, True]} of {count[pages, False, True] + count[pages, False, False]}"
            for pages in ("pages", "templates")
        ]
        print(f"from {least:4}: masked of {'; '.join(told)}")
    if options.errors:
        for example, score in sorted(scored, key=lambda pair: pair[1]):
            if example.party != (score >= options.least):
                print(f"{score:5.1f} {example.party} {example.page} {example.name}\n      {example.reasons}")
    if options.write:
        write(fit(found, options.ridge), options.least)
    return 0


def write(weights: dict[str, float], least: float) -> None:
    kept = {name: value for name, value in weights.items() if abs(value) >= SMALLEST and name != TEMPLATE}
    lines = [
        'source = "Fitted by scripts/fit_parties.py on annotated pages and the templates of benchmarks/parties.toml."',
        "# The score from which on somebody in office is masked as a party to the case.",
        f"least = {least}",
        "",
        "[weights]",
        *(f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in sorted(kept.items())),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
