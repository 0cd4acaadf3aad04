"""Fit the weights by which people's roles are chosen (``lexicon/people_roles_weights.toml``).

    python scripts/fit_roles.py [--more FILE.jsonl …] [--folds 8] [--ridge 1.5] [--write]

Reads the ``learn`` parts of the gold sets (``benchmarks/gold.py``) and annotated pages of one's own.  An example is a
person that the parser found under the annotated name.  A multinomial logit with a quadratic penalty; the shares that
are right are of pages that the fit has not seen.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import scipy.optimize
import scipy.sparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import rows_of  # noqa: E402

import beritaparse  # noqa: E402
from beritaparse.people import role_choice, stage  # noqa: E402
from beritaparse.people.role_choice import ROLES, Known, Topic  # noqa: E402
from beritaparse.people.roles import KIN, Roles  # noqa: E402

TARGET = ROOT / "src" / "beritaparse" / "lexicon" / "people_roles_weights.toml"
SETS = ("dev", "dev2", "press")
SEEN = 3
"""A feature of fewer people has no weight."""
RIDGE = 1.5
OF_WORDS = 1.5
"""Of what penalty weights of single words have, as a multiple."""
WORD = re.compile(r"(?:title|head|last|post word)=")
SMALLEST = 0.02
TOLD, RIGHT_BESIDE, OF_OFFICIALS = 3.0, 2.0, 5.0
"""Where the penalty pulls the weights of what the words tell: rare roles (witnesses) have too few examples."""
TOLD_OF = [
    f"{who}{side} {role}=3"
    for who in ("", "official ")
    for side in ("before", "behind")
    for role in ("suspect", "victim", "witness")
]
"""Features that have a weight though few people have them."""
EXPECTED = {"rank": {"official": 3.0}, "post": {"official": 2.0}, f"told={KIN}": {"other": TOLD}}


class Example(NamedTuple):
    """A person: the set and the page, the role that is annotated, the one that is chosen today, the features."""

    kind: str
    page: str
    role: str
    chosen: str
    features: list[str]


def examples(more: Sequence[str]) -> Iterator[Example]:
    parser = beritaparse.load()
    for kind in (*SETS, *more):
        for row in rows_of(kind, "learn"):
            wanted = {person["name"].lower(): person.get("role") for person in row["persons"]}
            for name, chosen, features in read(parser, row):
                if role := wanted.get(name.lower()):
                    yield Example(Path(kind).stem, f"{kind}:{row['id']}", role, chosen, features)


def read(parser: beritaparse.Parser, row: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """The name, the role and the features of each person of a page."""
    found: list[tuple[str, str, list[str]]] = []

    def role_of(person: Known, roles: Roles, topic: Topic) -> Any:
        role = role_choice.role_of(person, roles, topic)
        found.append((person.name, role, role_choice.features(person, roles, topic)))
        return role

    with mock.patch.object(stage, "role_of", role_of):
        parser.parse(row["text"], id=row["id"], title=row.get("title"), published=row.get("published"))
    return found


def fit(learnt: Sequence[Example], ridge: float) -> dict[str, dict[str, float]]:
    """For each role the weights of the features."""
    often = Counter(name for example in learnt for name in example.features)
    known = {name for name, count in often.items() if count >= SEEN} | set(TOLD_OF)
    number = {name: at for at, name in enumerate(sorted(known))}
    rows = [row for row, example in enumerate(learnt) for name in example.features if name in number]
    columns = [number[name] for example in learnt for name in example.features if name in number]
    shape = (len(learnt), len(number))
    given = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    right = np.eye(len(ROLES))[[ROLES.index(example.role) for example in learnt]]
    pull = np.array([ridge * penalty_of(name) for name in number])[:, None]

    expected = np.array([[prior(name, role) for role in ROLES] for name in number])

    def loss(at: Any) -> tuple[float, Any]:
        weights = at.reshape(len(number), len(ROLES))
        logits = given @ weights
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        shares = odds / odds.sum(axis=1, keepdims=True)
        value = -(right * np.log(np.maximum(shares, 1e-12))).sum() + (pull * (weights - expected) ** 2).sum() / 2
        return value, (given.T @ (shares - right) + pull * (weights - expected)).ravel()

    found = scipy.optimize.minimize(loss, expected.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    table = found.reshape(len(number), len(ROLES))
    return {
        role: {name: round(float(table[row, column]), 2) for name, row in number.items()}
        for column, role in enumerate(ROLES)
    }


def penalty_of(name: str) -> float:
    return 0.02 if name == "any" else OF_WORDS if WORD.match(name) else 1.0


def prior(name: str, role: str) -> float:
    """What a weight is without examples.

    A word that tells of a role speaks for it, of people in office only right beside the name; who has a rank or a post
    is an official; kin of somebody with a role has none.
    """
    if name in (f"before {role}=3", f"behind {role}=3"):
        return RIGHT_BESIDE
    if name in (f"official before {role}=3", f"official behind {role}=3"):
        return OF_OFFICIALS
    return TOLD if name == f"told={role}" else EXPECTED.get(name, {}).get(role, 0.0)


def best(weights: dict[str, dict[str, float]], features: Sequence[str]) -> str:
    return max(ROLES, key=lambda role: sum(weights[role].get(name, 0.0) for name in features))


def validated(found: Sequence[Example], folds: int, ridge: float) -> Iterator[tuple[Example, str]]:
    """Each example with the role that weights choose which were fitted on other pages."""
    pages = sorted({example.page for example in found})
    order = {page: at % folds for at, page in enumerate(np.random.default_rng(1).permutation(pages))}
    for fold in range(folds):
        weights = fit([example for example in found if order[example.page] != fold], ridge)
        yield from ((each, best(weights, each.features)) for each in found if order[each.page] == fold)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--more", nargs="+", default=[], metavar="FILE.jsonl")
    arguments.add_argument("--folds", type=int, default=8)
    arguments.add_argument("--ridge", type=float, default=RIDGE)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    found = list(examples(options.more))
    count: Counter[str] = Counter()
    now: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    for example, role in validated(found, options.folds, options.ridge):
        for kind in (example.kind, "all"):
            count[kind] += 1
            now[kind] += example.chosen == example.role
            apart[kind] += role == example.role
        confused[example.role, role] += 1
    for kind, people in count.items():
        print(f"{kind:12} {people:5} people: today {now[kind] / people:.3f}, by folds {apart[kind] / people:.3f}")
    for (role, taken), number in confused.most_common():
        print(f"{role:9} taken for {taken:9} {number:4}")
    if options.write:
        write(fit(found, options.ridge), bool(options.more))
    return 0


def write(weights: dict[str, dict[str, float]], own: bool) -> None:
    of_own = " and pages of one's own" if own else ""
    lines = [f'source = "Fitted by scripts/fit_roles.py on the learn parts of the gold sets{of_own}."']
    for role, found in weights.items():
        kept = sorted((name, value) for name, value in found.items() if abs(value) >= SMALLEST)
        lines += ["", f"[weights.{role}]"]
        lines += [f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in kept]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
