"""Fit the weights by which candidates for names of organisations or units are chosen (``lexicon/*_weights.toml``).

    python scripts/fit_names.py organizations|units [--more FILE.jsonl …] [--folds 8] [--write]

Reads the ``learn`` parts of the gold sets (``benchmarks/gold.py``) and annotated pages of one's own.  A candidate is
right where the annotation has something of that name; of another form of one the annotation does not tell.
A conditional logit with a quadratic penalty; the figures are of pages that the fit has not seen, by names a page.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import scipy.optimize
import scipy.sparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import rows_of, scorer  # noqa: E402

from beritaparse.constructions.choice import choose  # noqa: E402
from beritaparse.entities import organization_choice, unit_choice  # noqa: E402
from beritaparse.entities.organization_groups import bare  # noqa: E402
from beritaparse.entities.organizations import candidates  # noqa: E402
from beritaparse.entities.unit_groups import make_units  # noqa: E402
from beritaparse.entities.unit_spans import UnitSpan  # noqa: E402
from beritaparse.entities.units import read_options  # noqa: E402
from beritaparse.page import Page, take  # noqa: E402
from beritaparse.stages import STAGES, function_of  # noqa: E402

LEXICON = ROOT / "src" / "beritaparse" / "lexicon"
SETS = ("dev", "dev2", "press", "posts")
SEEN = 3
"""A feature of fewer candidates has no weight."""
BLIND = 0.3
"""Weight of a page read without a recogniser."""
FRESH = 2.0
"""Weight of pages that nobody had read: the lexicon knows the names of the others."""
WORD = re.compile(r"(?:before|behind|first|last|whole)=")
LEASTS = (0.6, 0.4, 0.2, 0.0, -0.2, -0.4, -0.6, -0.8, -1.0, -1.2, -1.4)
SMALLEST = 0.02
SCORE = scorer()


@dataclass
class Item:
    """A candidate: where it stands, what it is called, its features, and what the annotation says of it."""

    start: int
    end: int
    name: str
    features: list[str]
    right: bool | None
    span: UnitSpan | None = None


@dataclass
class Case:
    """A page: its candidates, the names that are annotated, and how much it counts."""

    id: str
    weight: float
    gold: frozenset[str]
    items: list[Item]
    blind: bool
    text: str

    def names(self, taken: Sequence[Item]) -> set[str]:
        """What the page is said to name if these candidates are taken."""
        spans = [item.span for item in sorted(taken, key=lambda item: item.start) if item.span is not None]
        if spans:
            return {SCORE.fold_unit(unit.name) for unit in make_units(self.text, spans)}
        return {item.name for item in taken if item.right is not None}


@dataclass(frozen=True)
class Kind:
    """Names of one kind: the stage before which a page is read, the annotation's layer, how candidates are judged."""

    stage: str
    layer: str
    least: float
    ridge: float
    of_words: float
    """The penalty on weights of single words, as a multiple."""
    fold: Callable[[str], str]
    items: Callable[[Page, Sequence[str]], list[Item]]


def page_of(row: dict[str, Any], engine: str, before: str) -> Page:
    published = datetime.fromisoformat(row["published"]) if row.get("published") else None
    page = Page(row["text"], given_title=row.get("title"), published=published)
    for stage in STAGES:
        if stage.name == before:
            break
        if engine in stage.engines:
            take(page, function_of(stage)(page))
    return page


def organizations_of(page: Page, names: Sequence[str]) -> list[Item]:
    fold = SCORE.fold_words
    gold = {fold(name) for name in names}
    forms = {bare(name) for name in names}
    short = {word for name in names for word in _shorter(name)}
    items: list[Item] = []
    for candidate, features in organization_choice.weighed(page, candidates(page)):
        name = page.text[candidate.start : candidate.end]
        right: bool | None = fold(name) in gold
        if not right and (bare(name) in short or bare(name) in forms):
            right = None
        items.append(Item(candidate.start, candidate.end, fold(name), features, right))
    return items


def units_of(page: Page, names: Sequence[str]) -> list[Item]:
    """Of another form of an annotated unit, and of one that a post names, the annotation does not tell."""
    fold = SCORE.fold_unit
    gold = {fold(name) for name in names}
    read = read_options(page)
    grammar = [option.span for option in read.options if option.rule == "grammar"]
    forms: set[tuple[int, int]] = set()
    for unit in make_units(page.text, grammar):
        if fold(unit.name) in gold or any(fold(mention.text) in gold for mention in unit.mentions):
            forms.update((mention.start, mention.end) for mention in unit.mentions)
    items: list[Item] = []
    for option, features in unit_choice.weighed(page, read.options, read.titles):
        right: bool | None = not gold.isdisjoint(
            (fold(page.text[option.start : option.end]), fold(option.span.canonical))
        )
        unsaid = (option.start, option.end) in forms or (option.rule == "grammar" and option.start - 1 in read.titles)
        if not right and unsaid:
            right = None
        items.append(Item(option.start, option.end, fold(option.span.canonical), features, right, option.span))
    sure = unit_choice.doubtful(read.options)[1]
    return [*items, *(Item(o.start, o.end, fold(o.span.canonical), ["sure"], None, o.span) for o in sure)]


KINDS = {
    "organizations": Kind("organizations", "orgs", -1.2, 2.5, 1.0, SCORE.fold_words, organizations_of),
    "units": Kind("units", "units", -0.9, 1.0, 8.0, SCORE.fold_unit, units_of),
}


def cases(kind: Kind, more: Sequence[str]) -> Iterator[Case]:
    for name in (*SETS, *more):
        for row in rows_of(name, "learn"):
            for engine in ("default", "rules"):
                page = page_of(row, engine, kind.stage)
                yield case_of(kind, f"{name}:{row['id']}", row, page, FRESH if name in more else 1.0, engine == "rules")


def case_of(kind: Kind, id: str, row: dict[str, Any], page: Page, weight: float, blind: bool) -> Case:
    names = [name for name in row.get(kind.layer) or [] if kind.fold(name)]
    gold = frozenset(kind.fold(name) for name in names)
    return Case(id, weight * BLIND if blind else weight, gold, kind.items(page, names), blind, page.text)


def _shorter(name: str) -> Iterator[str]:
    """Forms in which a name may be taken up again."""
    words = bare(name).split()
    yield "".join(word[0] for word in words)
    for bracket in name.split("(")[1:]:
        yield bare(bracket.split(")")[0])


def groups(items: Sequence[Item]) -> list[int]:
    """The number of the stretch of text that each candidate competes for: those that overlap have one."""
    numbers = [0] * len(items)
    reach, group = -1, -1
    for at in sorted(range(len(items)), key=lambda at: (items[at].start, items[at].end)):
        if items[at].start >= reach:
            group += 1
        reach = max(reach, items[at].end)
        numbers[at] = group
    return numbers


def fit(learnt: Sequence[Case], ridge: float, of_words: float) -> dict[str, float]:
    """A conditional logit: of the candidates that overlap one is right, or none."""
    pairs: list[Item] = []
    rivals: list[int] = []
    trust: list[float] = []  # of each group
    for case in learnt:
        numbers = groups(case.items)
        known: dict[int, int] = {}
        for item, number in zip(case.items, numbers, strict=True):
            if item.right is None:
                continue
            if number not in known:
                known[number] = len(trust)
                trust.append(case.weight)
            pairs.append(item)
            rivals.append(known[number])
    often = Counter(name for item in pairs for name in set(item.features))
    number = {name: at for at, name in enumerate(sorted(n for n, count in often.items() if count >= SEEN))}
    rows = [row for row, item in enumerate(pairs) for name in set(item.features) if name in number]
    columns = [number[name] for item in pairs for name in set(item.features) if name in number]
    given = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(pairs), len(number)))
    right = np.array([bool(item.right) for item in pairs], float)
    group, weight = np.array(rivals), np.array(trust)
    none = np.bincount(group, right, len(trust)) == 0
    pull = np.array([ridge * penalty_of(name, of_words) for name in number])

    def loss(at: Any) -> tuple[float, Any]:
        odds = np.exp(np.clip(given @ at, -30, 30))
        total = 1 + np.bincount(group, odds, len(trust))
        hit = none + np.bincount(group, odds * right, len(trust))
        slope = weight[group] * (odds / total[group] - odds * right / hit[group])
        value = (weight * np.log(total / hit)).sum() + (pull * at**2).sum() / 2
        return value, given.T @ slope + pull * at

    start = np.zeros(len(number))
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: round(float(found[at]), 2) for name, at in number.items()}


def penalty_of(name: str, of_words: float) -> float:
    if name in ("word", "model", "grammar"):
        return 0.1
    return of_words if WORD.search(name) else 1.0


def taken(case: Case, weights: dict[str, float], least: float) -> set[str]:
    scored = [(sum(weights.get(f, 0.0) for f in i.features), ((i.start, i.end),), i) for i in case.items]
    return case.names(choose(scored, least))


def validated(
    all_cases: Sequence[Case], folds: int, ridge: float, of_words: float
) -> dict[tuple[str, float], list[int]]:
    """By set and threshold: names taken, right of them, annotated."""
    figures: dict[tuple[str, float], list[int]] = {}
    ids = sorted({case.id for case in all_cases})
    order = {id: at % folds for at, id in enumerate(np.random.default_rng(1).permutation(ids))}
    for fold in range(folds):
        weights = fit([case for case in all_cases if order[case.id] != fold], ridge, of_words)
        for case in all_cases:
            if order[case.id] != fold:
                continue
            for least in LEASTS:
                names = taken(case, weights, least)
                kind = ("rules " if case.blind else "") + case.id.rpartition("/")[2].split(":")[0]
                figure = figures.setdefault((kind, least), [0, 0, 0])
                for at, value in enumerate((len(names), len(names & case.gold), len(case.gold))):
                    figure[at] += value
    return figures


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("kind", choices=KINDS)
    arguments.add_argument("--more", nargs="+", default=[], metavar="FILE.jsonl")
    arguments.add_argument("--folds", type=int, default=8)
    arguments.add_argument("--ridge", type=float)
    arguments.add_argument("--least", type=float)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    kind = KINDS[options.kind]
    ridge = kind.ridge if options.ridge is None else options.ridge
    least = kind.least if options.least is None else options.least
    pages = list(cases(kind, options.more))
    figures = validated(pages, options.folds, ridge, kind.of_words)
    for (name, from_), figure in sorted(figures.items()):
        made, right, wanted = figure
        shares = (right / max(1, made), right / max(1, wanted), 2 * right / max(1, made + wanted))
        print(f"{name:20} least {from_:4}: P {shares[0]:.3f} R {shares[1]:.3f} F1 {shares[2]:.3f}")
    weights = fit(pages, ridge, kind.of_words)
    print(len(weights), "weights")
    if options.write:
        kept = sorted((name, value) for name, value in weights.items() if abs(value) >= SMALLEST)
        own = " and pages of one's own" if options.more else ""
        lines = [
            f'source = "Fitted by scripts/fit_names.py on the learn parts of the gold sets{own}."',
            "# The score from which on a candidate counts.",
            f"least = {least}",
            "",
            "# What speaks for a candidate (more than 0) or against it, to be added up: the logit of its being right.",
            "[weights]",
            *(f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in kept),
        ]
        (LEXICON / f"{options.kind}_weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
