"""Fit the weights of linking on annotated stories and write them into src/beritaparse/lexicon/links.toml.

    python scripts/fit_links.py FACTS GOLD [--dry-run]

FACTS is the output of ``beritaparse batch`` over the articles of GOLD (``stories.json``).  A quarter of GOLD is held
back: stories, people and utterances whose first article's id has ``int(sha1(id), 16) % 4 == 0``.  Weights are
logistic, with a ridge, and no feature may speak against the hand that named it (``SIGNS``): few stories are annotated.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from hashlib import sha1
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
from scipy.optimize import minimize

from beritaparse.corpus import store, stories, utterances
from beritaparse.corpus.linking import link, load_facts
from beritaparse.corpus.weighing import weigh
from beritaparse.corpus.weights import load
from beritaparse.evaluation.links import paired, summed
from beritaparse.evaluation.links import people as people_of
from beritaparse.evaluation.links import stories as stories_of
from beritaparse.lexicon import read

LEXICON = Path(__file__).parents[1] / "src/beritaparse/lexicon/links.toml"
STORY_RIDGE = 0.1
QUOTE_RIDGE = 0.1
SIGNS = {"days_apart": -1, "other_speaker": -1}
LARGE = 0.05
"""Weight of a pair of the one large story, which has more pairs than all others together."""


def held(id: str) -> bool:
    return int(sha1(id.encode()).hexdigest(), 16) % 4 == 0


def fold(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, names: tuple[str, ...], ridge: float) -> dict[str, Any]:
    """Bias and weights by feature: ridge on standardised features, each weight of the sign that makes sense."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / scale, np.ones(len(x))])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = z @ w
        p = 1 / (1 + np.exp(-odds))
        value = (
            np.sum(weight * (np.logaddexp(0, odds) - y * odds)) / weight.sum() + ridge / 2 * np.sum(w[:-1] ** 2) / 10
        )
        return value, z.T @ (weight * (p - y)) / weight.sum() + np.append(ridge * w[:-1] / 10, 0)

    bounds = [(None, 0) if SIGNS.get(name) == -1 else (0, None) for name in names] + [(None, None)]
    w = minimize(loss, np.zeros(z.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x
    weights = w[:-1] / scale
    return {"bias": float(w[-1] - weights @ mean), "weights": dict(zip(names, weights.tolist(), strict=True))}


def story_rows(base: Any, gold: dict[str, Any]) -> tuple[np.ndarray, ...]:
    """Features of pairs of articles, whether they are of one story, their weight (0: neutral), whether held back."""
    weighed = weigh(base)
    stories.candidates(base, weighed)
    pairs, table = stories.features(base, weighed)
    ids = [row[0] for row in base.execute("SELECT article_id FROM work.pages ORDER BY page").fetchall()]
    of: dict[str, str] = {}
    may: dict[str, set[str]] = defaultdict(set)
    large = {story["id"] for story in gold["stories"] if story.get("parts")}
    aside = {story["id"] for story in gold["stories"] if held(story["articles"][0])}
    for story in gold["stories"]:
        of.update(dict.fromkeys(story["articles"], story["id"]))
        for article in [*(story.get("also_defensible") or []), *(story.get("maybe") or [])]:
            may[article].add(story["id"])
    y, weight, back = [], [], []
    for left, right in pairs.tolist():
        a, b = ids[left], ids[right]
        y.append(a in of and of[a] == of.get(b))
        neutral = of.get(b) in may[a] or of.get(a) in may[b]
        weight.append(0.0 if neutral else LARGE if y[-1] and of[a] in large else 1.0)
        back.append(of.get(a) in aside or of.get(b) in aside)
    return table, np.array(y, float), np.array(weight), np.array(back)


def quote_rows(base: Any, gold: dict[str, Any]) -> tuple[np.ndarray, ...]:
    quotes = utterances.Quotations(utterances.read_quotes(base))
    ids = [row[0] for row in base.execute("SELECT article_id FROM work.pages ORDER BY page").fetchall()]
    groups = [row["quotes"] for row in (*gold["same_quotes"], *gold["more"]["same_quotes_beyond_40"])]
    of: dict[tuple[str, str], int] = {(q["article"], fold(q["text"])): n for n, g in enumerate(groups) for q in g}
    said = base.execute("SELECT page, number, text FROM work.quotes").fetchall()
    texts = {(page, number): text for page, number, text in said}
    aside = {n for n, group in enumerate(groups) if held(group[0]["article"])}
    by_article: dict[str, list[str]] = defaultdict(list)
    for article, text in of:
        by_article[article].append(text)

    def named(page: int, number: int) -> set[int]:
        text, article = fold(texts[page, number]), ids[page]
        return {of[article, start] for start in by_article[article] if start in text or text.startswith(start[:25])}

    pairs = np.array(list(combinations(range(len(ids)), 2)), dtype=np.int64)
    found = list(utterances.matches(quotes, pairs))
    labels = list(map(named, quotes.pages.tolist(), quotes.numbers.tolist()))
    x, y, weight, back = [], [], [], []
    for match in found:
        left, right = labels[match.left], labels[match.right]
        same = bool(left & right)
        if not same and not (left and right) and match.features[0] > 0.6:
            continue  # perhaps one that the annotators did not list
        x.append(match.features)
        y.append(same)
        weight.append(1.0 if left and right else 0.3)
        back.append(bool((left | right) & aside))
    return np.array(x), np.array(y, float), np.array(weight), np.array(back)


def report(
    name: str,
    made: dict[str, Any],
    names: tuple[str, ...],
    x: np.ndarray,
    y: np.ndarray,
    w: np.ndarray,
    back: np.ndarray,
) -> None:
    odds = x @ np.array([made["weights"][n] for n in names]) + made["bias"]
    for part, rows in (("fitted on", ~back), ("held back", back)):
        rows = rows & (w > 0)
        best = max(
            ((2 * t / (np.sum(odds[rows] > c) + y[rows].sum()), c) for c in np.arange(-4, 4, 0.25)
             if (t := np.sum((odds[rows] > c) & (y[rows] > 0))) > 0), default=(0.0, 0.0),
        )  # fmt: skip
        print(
            f"{name}, {part}: {int(y[rows].sum())} of {rows.sum()} pairs, best F1 {best[0]:.3f} at log-odds {best[1]}"
        )
    print("  ", {n: round(v, 2) for n, v in made["weights"].items()}, round(made["bias"], 2))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("facts")
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--dry-run", action="store_true")
    options = arguments.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    base = duckdb.connect()
    store.create(base)
    load_facts(base, [options.facts])
    store.frequencies(base)
    text = LEXICON.read_text(encoding="utf-8")
    for name, rows, names, ridge in (
        ("stories", story_rows(base, gold), stories.FEATURES, STORY_RIDGE),
        ("quotes", quote_rows(base, gold), utterances.FEATURES, QUOTE_RIDGE),
    ):
        x, y, weight, back = rows
        use = ~back & (weight > 0)
        made = fit(x[use], y[use], weight[use], names, ridge)
        report(name, made, names, x, y, weight, back)
        text = written(text, name, made)
    if not options.dry_run:
        LEXICON.write_text(text, encoding="utf-8")
        load.cache_clear()
        read.cache_clear()
    report_parts(options.facts, gold)


def report_parts(facts: str, gold: dict[str, Any]) -> None:
    """Link all, and print the scores of the part that was fitted on and of the part that was held back."""
    with TemporaryDirectory() as folder:
        link(facts, Path(folder) / "predictions.json")
        found = json.loads((Path(folder) / "predictions.json").read_text(encoding="utf-8"))
    of = {id: held(story["articles"][0]) for story in gold["stories"] for id in story["articles"]}
    human = {f"{a} {p['name']}": held(p["articles"][0]) for p in gold["people"] for a in p["articles"]}
    copies = {id: held(row[0]) for row in gold["reprints"] for id in row}
    said = {
        f"{quote['article']}|{fold(quote['text'])}": held(row["quotes"][0]["article"])
        for row in (*gold["same_quotes"], *gold["more"]["same_quotes_beyond_40"])
        for quote in row["quotes"]
    }
    layers = {
        "stories": (stories_of(gold, found), lambda item: of.get(item.key, held(item.key))),
        "people": (people_of(gold, found), lambda item: human.get(item.key, held(item.key.split()[0]))),
        "reprints": (paired(gold, found)["reprints"], lambda item: copies.get(item.key.split(" = ")[0], False)),
        "same_quotes": (paired(gold, found)["same_quotes"], lambda item: said.get(item.key.split(" = ")[0], False)),
    }
    for layer, (items, aside) in layers.items():
        for part in (False, True):
            score = summed([item for item in items if aside(item) == part])
            name = "held back" if part else "fitted on"
            print(
                f"{layer:12} {name:10} P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f} of {score.gold}"
            )


def written(text: str, name: str, made: dict[str, Any]) -> str:
    """The lexicon with the weights of one curve put in; what else stands in it stays."""
    lines = "\n".join(f"{n} = {v:.3f}" for n, v in made["weights"].items() if abs(v) >= 0.0005)
    text = re.sub(rf"(\[{name}\][^\[]*?bias = )\S+", rf"\g<1>{made['bias']:.3f}", text)
    return re.sub(rf"(\[{name}\.weights\]\n)(?:[^\[\n#]+\n)*", lambda m: m[1] + lines + "\n", text)


if __name__ == "__main__":
    main()
