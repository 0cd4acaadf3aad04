"""Fit the confidence of an event's type on labelled articles and say how far to trust it.

    python scripts/fit_event_confidence.py LABELS.tsv [--bins 5]

``LABELS.tsv`` has two columns, the id of an article in ``../shared/data/articles`` and the type of its main event, for
articles whose errors nobody read while the triggers were weighed.  The kept-aside quarter of ``../shared/gold`` is
added.  A logistic curve over the main type's share of the two best scores and the logarithm of its score is fitted
(Platt scaling with two features); printed are its parameters for ``lexicon/events_confidence.toml``, and
reliability, expected calibration error and F1 by threshold from ten folds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path

import numpy as np

import beritaparse
from beritaparse.events.classify import candidates, evidence
from beritaparse.events.page import Names, Page

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDS = 10
RIDGE = 0.1


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("labels", type=Path)
    arguments.add_argument("--bins", type=int, default=5)
    options = arguments.parse_args()
    rows = [line.split("\t") for line in options.labels.read_text(encoding="utf-8").splitlines() if line.strip()]
    wanted = {key: kind.strip() for key, kind in rows}
    parser = beritaparse.load()
    features: list[tuple[float, float]] = []
    right: list[bool] = []
    for text, title, published, kind in _articles(wanted):
        whole = parser.page(text, title=title, published=published)
        found = candidates(Page(whole).stretches, Names(whole))
        features.append(evidence(found) if found else (0.0, 0.0))
        right.append(bool(found) and found[0].type == kind)
    x, y = np.array(features), np.array(right, dtype=float)
    weights = _fit(x, y)
    print(f"articles {len(y)}, right {y.mean():.3f}")
    print(f"share = {weights[0]:.3f}\nlog_score = {weights[1]:.3f}\nbias = {weights[2]:.3f}")
    folds = np.random.default_rng(0).permutation(len(y)) % FOLDS
    p = np.zeros(len(y))
    for fold in range(FOLDS):
        p[folds == fold] = _apply(_fit(x[folds != fold], y[folds != fold]), x[folds == fold])
    error = 0.0
    for part in np.array_split(np.argsort(p), options.bins):
        error += len(part) / len(y) * abs(p[part].mean() - y[part].mean())
        print(f"  said {p[part].mean():.2f}  right {y[part].mean():.2f}  of {len(part)}")
    print(f"expected calibration error {error:.3f}, Brier score {np.mean((p - y) ** 2):.3f}")
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        given = p >= least
        print(
            f"  from {least:.2f}: precision {y[given].mean():.3f}, F1 {2 * y[given].sum() / (given.sum() + len(y)):.3f}"
        )


def _articles(wanted: dict[str, str]) -> list[tuple[str, str, str | None, str]]:
    with gzip.open(SHARED / "data" / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    gold = (SHARED / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        *((row["text"], row["title"], _day(row["date"]), wanted[key]) for key, row in rows.items()),
        *(
            (row["text"], row["title"], row["published"], row["events"][0]["type"])
            for row in map(json.loads, gold[3::4])
        ),
    ]


def _day(date: str) -> str | None:
    """The year, month and day of a scraped date; types do not depend on it, so that anything unusual is left out."""
    match = re.search(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b", date or "")
    return f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else None


def _apply(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(x @ weights[:2] + weights[2])))


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, with a small ridge on the two slopes."""
    full = np.column_stack([x, np.ones(len(x))])
    ridge = np.diag([RIDGE, RIDGE, 0.0])
    weights = np.zeros(3)
    for _ in range(50):
        p = 1 / (1 + np.exp(-full @ weights))
        gradient = full.T @ (p - y) + ridge @ weights
        hessian = full.T @ (full * (p * (1 - p))[:, None]) + ridge
        weights = weights - np.linalg.solve(hessian, gradient)
    return weights


if __name__ == "__main__":
    main()
