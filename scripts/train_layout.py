"""Fit the weights by which furniture is told from article text, and say how well they do.

    pip install -e . scikit-learn==1.7.2
    python scripts/train_layout.py [--articles 3000] [--pages 6000] [--ship]

Learns from the articles of ``../shared/data`` (lines that recur in an outlet and what rules are sure of are noise, the
rest text; says so where they are absent), from pages that ``layout_training/make_pages.py`` furnishes, and from the
annotated pages given with ``--gold``.  Two steps: a line by itself and its place, then again with what the first step
said of its neighbours.  Figures are of articles and templates that are kept apart.  With ``--ship`` the weights are
written to ``src/beritaparse/layout/weights.tsv``.  What is shipped is a mean (``--blend``), which wavers less than one
run: share .4 has the mean of three runs (1,500 articles and 4,500 pages, 3,000 and 7,000, 2,500 and 6,500) of before,
.15, .3 and .15 have three such runs with 215 annotated pages of real sites (``--gold``, ``--gold-weight 3``).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from layout_training import samples
from layout_training.make_pages import Furnisher
from layout_training.samples import Page
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from beritaparse.layout import furniture

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT.parent / "shared" / "data" / "articles" / "articles.jsonl.gz"
WEIGHTS = ROOT / "src" / "beritaparse" / "layout" / "weights.tsv"
AMID = "amid"
LABELS = ("text", "title", "noise")
FOLDS = 2
LEAST_COUNT = 15  # occurrences of a feature that is worth a weight
SMALLEST = 0.05  # weights nearer to nought are left out


class Set:
    """Lines of pages as the classifiers want them."""

    def __init__(self, pages: Sequence[Page], weight: float) -> None:
        self.pages = pages
        self.lines = [(page, index, names) for page in pages for index, names in samples.candidates(page)]
        self.labels = np.array([LABELS.index(page.labels[index] or "text") for page, index, _ in self.lines])
        lengths = np.array([len(page.looks[index].content) for page, index, _ in self.lines])
        self.lengths = lengths
        # An article may not lose a line: text weighs by its length, and more amid the article.
        amid = np.array([f"zone {AMID}" in names for _, _, names in self.lines])
        self.weights = weight * np.where(self.labels == 0, (1 + lengths / 60) * np.where(amid, 2.0, 1.0), 1.0)


def vectors(lines: Iterable[list[str]]) -> list[dict[str, int]]:
    return [dict.fromkeys(names, 1) for names in lines]


class Step:
    """One fitted step: names of features and a row of weights for each label."""

    def __init__(self, labels: int, strength: float) -> None:
        self.encoder = DictVectorizer(dtype=np.float32)
        self.model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
        self.labels = labels

    def fit(self, names: Sequence[list[str]], labels: np.ndarray, weights: np.ndarray) -> Step:
        counts: dict[str, int] = {}
        for line in names:
            for name in line:
                counts[name] = counts.get(name, 0) + 1
        self.known = {name for name, count in counts.items() if count >= LEAST_COUNT}
        x = self.encoder.fit_transform(vectors([[n for n in line if n in self.known] for line in names]))
        self.model.fit(x, labels, sample_weight=weights)
        return self

    def table(self) -> dict[str, list[float]]:
        coefficients, intercepts = self.model.coef_, self.model.intercept_
        if self.labels == 2:
            coefficients, intercepts = np.vstack([0 * coefficients, coefficients]), np.array([0.0, intercepts[0]])
        rows = {
            name: [float(value) for value in coefficients[:, column]]
            for column, name in enumerate(self.encoder.get_feature_names_out())
        }
        rows[furniture.BIAS] = [float(value) for value in intercepts]
        return {name: row for name, row in rows.items() if max(map(abs, row)) >= SMALLEST or name == furniture.BIAS}


def fit_kinds(parts: Sequence[Set], strength: float) -> Step:
    """Which kind of furniture a line is, from the pages that we furnished."""
    lines = [(names, page.kinds[index]) for part in parts for page, index, names in part.lines if page.kinds[index]]
    labels = np.array([furniture.KINDS.index(kind) for _, kind in lines])
    return Step(len(furniture.KINDS), strength).fit([names for names, _ in lines], labels, np.ones(len(labels)))


def first_scores(step: Step, data: Set) -> dict[tuple[int, int], tuple[float, ...]]:
    """The probabilities of the first step by page and line."""
    x = step.encoder.transform(vectors(names for _, _, names in data.lines))
    given = step.model.predict_proba(x)
    return {(id(page), index): tuple(row) for (page, index, _), row in zip(data.lines, given, strict=True)}


def second_names(data: Set, scores: dict[tuple[int, int], tuple[float, ...]]) -> list[list[str]]:
    made: list[list[str]] = []
    by_page: dict[int, list[float]] = {}
    for page, index, _ in data.lines:
        noise = by_page.get(id(page))
        if noise is None:
            noise = [
                scores[id(page), at][2] if (id(page), at) in scores else furniture.decided(look)
                for at, look in enumerate(page.looks)
            ]
            by_page[id(page)] = noise
        where = samples.places(page.looks)
        made.append(furniture.beside(page.looks, where, noise, furniture.shares_of(noise, where), index))
    return made


def fit(parts: Sequence[Set], strength: float) -> tuple[Step, Step]:
    """Both steps; what the second learns from was said by first steps that had not seen the line."""
    names = [names for part in parts for _, _, names in part.lines]
    labels = np.concatenate([part.labels for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    folds = np.random.default_rng(0).integers(0, FOLDS, sum(len(part.pages) for part in parts))
    fold_of = {id(page): fold for fold, page in zip(folds, (p for part in parts for p in part.pages), strict=True)}
    line_folds = np.array([fold_of[id(page)] for part in parts for page, _, _ in part.lines])
    scores: dict[tuple[int, int], tuple[float, ...]] = {}
    for fold in range(FOLDS):
        kept = np.flatnonzero(line_folds != fold)
        step = Step(3, strength).fit([names[i] for i in kept], labels[kept], weights[kept])
        for part in parts:
            inside = Set.__new__(Set)
            inside.lines = [line for line in part.lines if fold_of[id(line[0])] == fold]
            if inside.lines:
                scores |= first_scores(step, inside)
    first = Step(3, strength).fit(names, labels, weights)
    second_lines = [line for part in parts for line in second_names(part, scores)]
    second = Step(2, 1.0).fit(second_lines, (labels == 2).astype(int), weights)
    return first, second


def report(name: str, data: Set, weights: furniture.Weights) -> None:
    """Characters found and lost, by the threshold on which the program decides."""
    found = lost = missed = text = titles = right = 0
    wrong: list[str] = []
    for page in data.pages:
        decided = furniture.judge(page.looks, weights)
        for index, label in enumerate(page.labels):
            look = page.looks[index]
            size = len(look.content.replace(" ", ""))
            if label is None:
                continue
            noise = decided.kinds[index] is not None
            text += size if label != "noise" else 0
            if label == "noise":
                found, missed = (found + size, missed) if noise else (found, missed + size)
            elif noise:
                lost += size
            if noise != (label == "noise"):
                wrong.append(f"  {'lost ' if noise else 'kept '} {look.content[:110]!r}")
        if "title" in page.labels:
            titles += 1
            right += decided.title is not None and page.labels[decided.title] == "title"
    noise_total = max(found + missed, 1)
    print(
        f"{name:12} furniture found {found / noise_total:.3f} of {noise_total} characters, article text lost "
        f"{lost / max(text, 1):.5f} of {text}, headlines {right / max(titles, 1):.3f} of {titles}"
    )
    if "--show" in sys.argv:
        random.Random(0).shuffle(wrong)
        print("\n".join(wrong[:60]))


def blend(tables: Sequence[str]) -> None:
    """Write the mean of tables of weights, each given as SHARE=FILE; the kinds are those of the last one."""
    mixed = furniture.Weights({}, {}, {})
    for given in tables:
        share, _, name = given.partition("=")
        for step, (table, made) in enumerate(zip(read(Path(name)), mixed, strict=True)):
            if step == len(mixed) - 1:
                made.clear()
            for feature, row in table.items():
                part = row if step == len(mixed) - 1 else [float(share) * value for value in row]
                made[feature] = [a + b for a, b in zip(made.get(feature, [0.0] * len(row)), part, strict=True)]
    kept = [
        {n: row for n, row in made.items() if n == furniture.BIAS or max(map(abs, row)) >= SMALLEST} for made in mixed
    ]
    furniture.write(furniture.Weights(*kept), WEIGHTS)


def read(path: Path) -> furniture.Weights:
    steps: tuple[dict[str, list[float]], ...] = ({}, {}, {})
    for line in path.read_text(encoding="utf-8").splitlines():
        step, name, *values = line.split("\t")
        steps[int(step)][name] = [float(value) for value in values]
    return furniture.Weights(*steps)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--articles", type=int, default=3000)
    arguments.add_argument("--pages", type=int, default=6000)
    arguments.add_argument("--gold", nargs="*", type=Path, default=[])
    arguments.add_argument("--gold-weight", type=float, default=4.0)
    arguments.add_argument("--strength", type=float, default=0.5)
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--ship", action="store_true")
    arguments.add_argument("--blend", nargs="+", metavar="SHARE=FILE", help="ship the mean of tables of earlier runs")
    options = arguments.parse_args()
    if options.blend:
        blend(options.blend)
        return 0
    if not ARTICLES.is_file():
        print(f"no articles: {ARTICLES} is absent", file=sys.stderr)
        return 1
    began = time.time()
    everything = samples.articles(ARTICLES)
    chosen = random.Random(0).sample(everything, options.articles)
    weak = list(samples.weak(everything, chosen))
    others = random.Random(1).sample(everything, 2500)
    seen = samples.stories([article for article in others if not samples.is_held(article.id)])
    held = samples.stories([article for article in others if samples.is_held(article.id)])
    furnisher, apart = Furnisher(seen, 1, held=False), Furnisher(held, 2, held=True)
    learnt = list(samples.furnished((furnisher.page() for _ in range(options.pages)), held=False))
    kept = list(samples.furnished((apart.page() for _ in range(600)), held=True))
    annotated = [page for path in options.gold for told in (True, False) for page in samples.gold(path, told=told)]
    parts = [
        Set([page for page in weak if not page.held], 1.0),
        Set(learnt, 0.6),
        *([Set(annotated, options.gold_weight)] if annotated else []),
    ]
    print(f"{sum(len(part.lines) for part in parts)} lines, {time.time() - began:.0f} s")
    first, second = fit(parts, options.strength)
    weights = furniture.Weights(first.table(), second.table(), fit_kinds(parts, options.strength).table())
    print(f"{len(weights.first)} and {len(weights.second)} weights, {time.time() - began:.0f} s")
    report("articles", Set([page for page in weak if page.held], 1.0), weights)
    report("furnished", Set(kept, 1.0), weights)
    for path in options.gold:
        report(path.stem, Set(list(samples.gold(path, told=True)), 1.0), weights)
        report(path.stem + " (untold)", Set(list(samples.gold(path, told=False)), 1.0), weights)
    if options.ship:
        furniture.write(weights, WEIGHTS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
