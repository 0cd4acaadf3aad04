"""Fit the weights of the choices among quotations on annotated pages and write them to the lexicon.

    python scripts/fit_quotes.py [--set dev dev2 press] [--more FILE.jsonl …] [--leave-out] [--ridge R …] [--write]

Reads ``../shared/gold`` without the quarter that is held back (benchmarks/gold.py), and annotated pages of one's own.
Printed is how often a choice is right on pages that it was not fitted on (ten folds of whole articles).  Pages of one
set are alike, so that folds over all of them flatter: ``--leave-out`` fits on all sets but one and prints how often
choices are right in that one, set by set, for each of the ``--ridge`` given; by these features and ridge are chosen.
``--write`` writes ``src/beritaparse/lexicon/quotes_weights.toml``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import rows_of, scorer  # noqa: E402
from quote_constructions import fillings  # noqa: E402

import beritaparse  # noqa: E402
from beritaparse.lexicon.quotes_weights import QuoteWeights  # noqa: E402
from beritaparse.quotes.indirect import Indirect  # noqa: E402
from beritaparse.quotes.resolve import LEAST, Resolver, best  # noqa: E402
from beritaparse.quotes.speech import Speech  # noqa: E402
from beritaparse.quotes.stage import quote_stage, read_page  # noqa: E402

SCORE = scorer()
SAME = 0.7  # overlap from which on two stretches are one quotation
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
FOLDS = 10
RIDGE = {"reported": 2.0, "speaker": 1.0}  # of several the one under which folds are likeliest
NEAR = 160
OWN = 16  # fillings of each construction
OWN_COUNTS = 1.0  # of an annotated choice
# Constructions whose clauses stand too near to each other for this count.
UNFIT = ("second cue", "second attribution")
GROUPS = 8  # of quotations of like confidence
STRAIGHT = ((0.0, 0.0), (1.0, 1.0))
TARGET = ROOT / "src" / "beritaparse" / "lexicon" / "quotes_weights.toml"


class Case(NamedTuple):
    """One choice: its features, whether it was right, and the article that it stands in."""

    features: tuple[str, ...]
    right: bool
    article: str


class Choice(NamedTuple):
    """One choice among candidates: the features of each, which are right, and the article that it stands in."""

    options: list[tuple[str, ...]]
    right: list[bool]
    article: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--set", nargs="+", default=["dev", "dev2", "press"], dest="sets")
    arguments.add_argument("--more", nargs="+", default=[], metavar="FILE.jsonl")
    arguments.add_argument("--leave-out", action="store_true")
    arguments.add_argument("--ridge", nargs="+", type=float, default=[])
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    parser = beritaparse.load()
    set_of: dict[str, str] = {}  # of an article
    reported: list[Case] = []
    speakers: list[Choice] = []
    pages: list[tuple[Any, dict[str, Any]]] = []
    for name in (*options.sets, *options.more):
        for row in rows_of(name, "learn"):
            whole = parser.page(row["text"], title=row.get("title"), published=row.get("published"))
            set_of[row["id"]] = Path(name).stem
            if name in options.more or not options.more:  # the curve is that of pages of one's own, the newest
                pages.append((whole, row))
            if not row.get("partial"):  # only some quotations annotated
                reported += reported_cases(whole, row)
            speakers += speaker_choices(whole, row)
    for filling in own():
        whole = parser.page(filling["text"])
        reported += reported_cases(whole, filling)
        speakers += speaker_choices(whole, filling)
    if options.leave_out:
        for ridge in options.ridge or [None]:
            leave_out(set_of, reported, speakers, ridge)
        return
    tables = {"reported": fit("reported", reported), "speaker": fit_speakers(speakers)}
    curve = calibrated(pages, reported, speakers, set_of)
    if options.write:
        TARGET.write_text(written(tables, curve, options.sets, options.more), encoding="utf-8")


def leave_out(
    set_of: dict[str, str], reported: Sequence[Case], speakers: Sequence[Choice], ridge: float | None
) -> None:
    """Fit on all sets but one and print what is right in that one; the same ridge for both choices if one is given."""
    if ridge is not None:
        RIDGE.update(dict.fromkeys(RIDGE, ridge))
    print(f"ridge {RIDGE}")
    hits: list[float] = []
    said: list[float] = []
    cases: list[tuple[bool, bool]] = []  # taken, right
    whole = fit_speakers(speakers, told=False)
    for name in sorted(set(set_of.values())):
        inside = {article for article, of in set_of.items() if of == name}
        choices = [choice for choice in speakers if choice.article in inside]
        weights = fit_speakers([choice for choice in speakers if choice.article not in inside], told=False, begin=whole)
        right, likely = speakers_right(choices, weights)
        others = [case for case in reported if case.article not in inside]
        given = fit("reported", others, told=False)
        mine = [
            (sum(given.get(key, 0.0) for key in ("", *case.features)) > 0, case.right)
            for case in reported
            if case.article in inside
        ]
        print(f"  {name:14} speaker {np.mean(right):.3f} of {len(right)}; {told_of(mine)}", flush=True)
        hits, said, cases = [*hits, *right], [*said, *likely], [*cases, *mine]
    error = calibration_error(np.array(said), np.array(hits))
    chance = -np.log(np.clip(np.where(np.array(hits) > 0, said, 1 - np.array(said)), 1e-3, 1)).mean()
    print(f"  {'all':14} speaker {np.mean(hits):.3f} of {len(hits)}, calibration error {error:.3f}, ", end="")
    print(f"log loss {chance:.3f}; {told_of(cases)}", flush=True)


def told_of(cases: Sequence[tuple[bool, bool]]) -> str:
    """Precision and recall of reports among cases (taken, right)."""
    both = sum(taken and right for taken, right in cases)
    precision, recall = both / max(sum(taken for taken, _ in cases), 1), both / max(sum(right for _, right in cases), 1)
    return f"reported precision {precision:.3f} recall {recall:.3f} of {len(cases)}"


def speakers_right(choices: Sequence[Choice], weights: dict[str, float]) -> tuple[list[float], list[float]]:
    """Of each choice: is the likeliest candidate (if it is likely enough) right, and how likely is it?"""
    right: list[float] = []
    likely: list[float] = []
    for choice in choices:
        scores = np.array([sum(weights.get(key, 0.0) for key in features) for features in choice.options] + [0.0])
        p = softmax(scores)[:-1]
        top = int(p.argmax()) if len(p) else -1
        taken = top >= 0 and p[top] >= LEAST
        right.append(float(choice.right[top] if taken else not any(choice.right)))
        likely.append(float(p[top]) if taken else float(1 - p.sum()))
    return right, likely


def own() -> Iterator[dict[str, Any]]:
    """Constructions of our own: what pages hold too seldom to be learnt from them."""
    for id, filled in fillings(OWN, seed=7):
        if id not in UNFIT:
            for item in filled:
                quotes, at = [], 0
                for text, speaker in item.quotes:
                    found = item.text.lower().find(text.lower(), at)
                    at = found + len(text)
                    quotes.append({"start": found, "end": at, "kind": "own", "cue": None, "speaker": speaker})
                yield {"id": f"own {item.text}", "text": item.text, "quotes": quotes, "persons": []}


def reported_cases(whole: Any, row: dict[str, Any]) -> Iterator[Case]:
    """Every stretch behind a reporting word, right where the annotation has a clause with this cue there."""
    page, _ = read_page(whole)
    speech = Speech(page)
    speech.read()
    indirect = Indirect(page, speech.used, {said.start for said in speech.said})
    indirect.read()
    for weighed in indirect.weighed:
        cue = page.text[weighed.cue.start : weighed.cue.end].lower()
        right = any(
            quote["kind"] != "direct"
            and (quote["cue"] or cue).lower() == cue
            and weighed.cue.end <= quote["start"] <= weighed.cue.end + NEAR
            for quote in row["quotes"]
        )
        yield Case(weighed.features, right, row["id"])


def speaker_choices(whole: Any, row: dict[str, Any]) -> list[Choice]:
    """Every quotation that is annotated, with its candidates; those before it were chosen rightly."""
    page, _ = read_page(whole)
    speech = Speech(page)
    speech.read()
    indirect = Indirect(page, speech.used, {said.start for said in speech.said})
    indirect.read()
    made: list[Choice] = []

    def choose(attribution: Any, options: Sequence[Any]) -> tuple[Any, float]:
        wanted = max(
            row["quotes"],
            key=lambda quote: SCORE.overlap((quote["start"], quote["end"]), (attribution.start, attribution.end)),
            default=None,
        )
        span = (attribution.start, attribution.end)
        if wanted is None or SCORE.overlap((wanted["start"], wanted["end"]), span) < SAME:
            return best(attribution, options)
        right = [
            SCORE.same_speaker(
                wanted.get("speaker"),
                option.voice.person.name if option.voice.person else option.voice.description,
                row["persons"],
            )
            for option in options
        ]
        made.append(Choice([option.features for option in options], right, row["id"]))
        at = next((at for at, holds in enumerate(right) if holds), None)
        return best(attribution, options) if at is None else (options[at], 1.0)

    Resolver(page, [*speech.said, *indirect.said], indirect.topics, choose).resolve()
    return made


def fit_speakers(
    choices: Sequence[Choice], *, told: bool = True, begin: dict[str, float] | None = None
) -> dict[str, float]:
    """Weights of the features of candidates; nobody scores nothing.  Prints accuracy and reliability of ten folds.

    With ``begin``, weights of nearly the same choices, fewer steps are needed.
    """
    seen: dict[str, int] = {}
    for choice in choices:
        for features in choice.options:
            for feature in features:
                seen[feature] = seen.get(feature, 0) + 1
    columns = {feature: at for at, feature in enumerate(sorted(key for key, count in seen.items() if count >= 2))}
    # Many choices are equal (a name, nobody else is asked for): each is weighed once, as often as it was made.
    kinds = {(*map(tuple, choice.options), tuple(choice.right)): choice for choice in choices}
    numbers = {kind: number for number, kind in enumerate(kinds)}
    kind_of = np.array([numbers[(*map(tuple, choice.options), tuple(choice.right))] for choice in choices])
    tables: list[np.ndarray] = []
    for choice in kinds.values():
        x = np.zeros((len(choice.options) + 1, len(columns)))
        for at, features in enumerate(choice.options):
            for feature in features:
                if feature in columns:
                    x[at, columns[feature]] = 1
        tables.append(x)
    rights = [np.array([*choice.right, not any(choice.right)], dtype=float) for choice in kinds.values()]
    articles = sorted({choice.article for choice in choices})
    fold_of = dict(zip(articles, np.random.default_rng(0).permutation(len(articles)) % FOLDS, strict=True))
    folds = np.array([fold_of[choice.article] for choice in choices])
    said, right, annotated = [], [], []
    counts = np.array([OWN_COUNTS if choice.article.startswith("own ") else 1.0 for choice in choices])
    start = np.array([begin.get(feature, 0.0) for feature in columns]) if begin is not None else None
    whole = conditional(tables, rights, np.bincount(kind_of, counts, len(kinds)), start)
    weights_of = {"": 0.0, **{feature: float(whole[at]) for feature, at in columns.items()}}
    if not told:
        return weights_of
    for fold in range(FOLDS):
        inside = folds != fold
        weights = conditional(tables, rights, np.bincount(kind_of[inside], counts[inside], len(kinds)), whole)
        for at in np.flatnonzero(folds == fold):
            kind = kind_of[at]
            p = softmax(tables[kind] @ weights)
            top = int(p[:-1].argmax()) if len(p) > 1 else -1
            said.append(p[top])
            right.append(top >= 0 and bool(rights[kind][top]))
            annotated.append(not choices[at].article.startswith("own "))
    share, hits, real = np.array(said), np.array(right, dtype=float), np.array(annotated)
    print(
        f"speaker: {len(choices)} choices, {int(real.sum())} annotated; in ten folds right {hits[real].mean():.3f}, "
        f"calibration error {calibration_error(share[real], hits[real]):.3f}"
    )
    reliability(share[real], hits[real])
    return weights_of


def reliability(said: np.ndarray, right: np.ndarray) -> None:
    """Print what was said and what was right, by bins of what was said."""
    for low, high in pairwise(BINS):
        part = (said >= low) & (said < high)
        if part.any():
            means = f"said {said[part].mean():.2f}  right {right[part].mean():.2f}"
            print(f"  {low:.2f} to {min(high, 1):.2f}: {means}  of {part.sum()}")


def calibrated(
    pages: Sequence[tuple[Any, dict[str, Any]]],
    reported: Sequence[Case],
    speakers: Sequence[Choice],
    set_of: dict[str, str],
) -> list[tuple[float, float]]:
    """How often a quotation said to be so sure is found and given to the right one, in sets not learnt from.

    Returned are the points of a curve; what is said is the product of both weights, as quotations carried it before.
    """
    fold_of = {row["id"]: set_of[row["id"]] for _, row in pages}
    start = fit_speakers(speakers, told=False)
    said: list[float] = []
    right: list[float] = []
    for part in sorted(set(fold_of.values())):
        inside = [case for case in reported if fold_of.get(case.article) != part]
        choices = [choice for choice in speakers if fold_of.get(choice.article) != part]
        tables = {
            "reported": fit("reported", inside, told=False),
            "speaker": fit_speakers(choices, told=False, begin=start),
        }
        plain = QuoteWeights.model_validate({**tomllib.loads(written(tables, STRAIGHT, [], []))})
        with (
            patch("beritaparse.quotes.reported.load", lambda plain=plain: plain),
            patch("beritaparse.quotes.resolve.load", lambda plain=plain: plain),
        ):
            for whole, row in pages:
                if fold_of[row["id"]] == part and not row.get("partial"):
                    for confidence, holds in outcomes(whole, row):
                        said.append(confidence)
                        right.append(holds)
    share, hits = np.array(said), np.array(right)
    curve = rising(share, hits)
    fitted = np.interp(share, [x for x, _ in curve], [y for _, y in curve])
    print(
        f"confidence: {len(said)} quotations, right {hits.mean():.3f}; "
        f"calibration error {calibration_error(share, hits):.3f}, on the curve {calibration_error(fitted, hits):.3f}"
    )
    return curve


def outcomes(whole: Any, row: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Of each quotation with a speaker: how sure it is, and whether it is annotated with that speaker."""
    people = {person.id: person.name for person in whole.persons}
    for quote in quote_stage(whole)["quotes"]:
        if quote.confidence is None or quote.speaker is None:
            continue
        name = people.get(quote.speaker.person_id or "", quote.speaker.description)
        wanted = (
            gold
            for gold in row["quotes"]
            if SCORE.overlap((gold["start"], gold["end"]), (quote.start, quote.end)) >= SAME
        )
        gold = next(wanted, None)
        yield quote.confidence, float(gold is not None and SCORE.same_speaker(gold["speaker"], name, row["persons"]))


def rising(said: np.ndarray, right: np.ndarray) -> list[tuple[float, float]]:
    """Points of a curve that never falls (neighbours that would are one), through groups of like confidence."""
    groups = np.array_split(np.argsort(said, kind="stable"), GROUPS)
    blocks = [(float(said[group].mean()), float(right[group].mean()), len(group)) for group in groups if len(group)]
    merged: list[tuple[float, float, int]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (x, y, n), (a, b, m) = merged[-2:]
            merged[-2:] = [((x * n + a * m) / (n + m), (y * n + b * m) / (n + m), n + m)]
    points = {0.0: 0.0, **{round(x, 3): round(y, 3) for x, y, _ in merged}}  # of two at one place the last
    return list(points.items())


def softmax(scores: np.ndarray) -> np.ndarray:
    p = np.exp(scores - scores.max())
    return p / p.sum()


def conditional(
    tables: Sequence[np.ndarray], rights: Sequence[np.ndarray], counts: np.ndarray, start: np.ndarray | None = None
) -> np.ndarray:
    """Weights under which the right candidates are likeliest, by Newton's method with a ridge."""
    weights = np.zeros(tables[0].shape[1]) if start is None else start
    for _ in range(20):
        gradient = RIDGE["speaker"] * weights
        hessian = RIDGE["speaker"] * np.eye(len(weights))
        for x, y, count in zip(tables, rights, counts, strict=True):
            if not count:
                continue
            p = softmax(x @ weights)
            among = p * y / max((p * y).sum(), 1e-9)
            used = np.flatnonzero(x.any(axis=0))
            part = x[:, used]
            gradient[used] += count * (part.T @ (p - among))
            centre = p @ part
            hessian[np.ix_(used, used)] += count * ((part * p[:, None]).T @ part - np.outer(centre, centre))
        step = np.linalg.solve(hessian, gradient)
        size = np.abs(step).max()
        weights = weights - step * min(1.0, 2.0 / max(size, 1e-9))
        if size < 1e-3:
            break
    return weights


def fit(name: str, cases: Sequence[Case], *, told: bool = True) -> dict[str, float]:
    """Weights by feature, the bias under ``""``; prints what ten folds say of them."""
    seen: dict[str, int] = {}
    for case in cases:
        for feature in case.features:
            seen[feature] = seen.get(feature, 0) + 1
    columns = {feature: at for at, feature in enumerate(sorted(key for key, count in seen.items() if count >= 2))}
    x = np.zeros((len(cases), len(columns)))
    for at, case in enumerate(cases):
        for feature in case.features:
            if feature in columns:
                x[at, columns[feature]] = 1
    y = np.array([case.right for case in cases], dtype=float)
    weights = regression(x, y)
    weights_of = {"": float(weights[-1]), **{feature: float(weights[at]) for feature, at in columns.items()}}
    if not told:
        return weights_of
    articles = sorted({case.article for case in cases})
    fold_of = dict(zip(articles, np.random.default_rng(0).permutation(len(articles)) % FOLDS, strict=True))
    folds = np.array([fold_of[case.article] for case in cases])
    said = np.zeros(len(cases))
    for fold in range(FOLDS):
        said[folds == fold] = apply(regression(x[folds != fold], y[folds != fold]), x[folds == fold])
    given = said >= 0.5
    print(
        f"{name}: {len(cases)} cases, {int(y.sum())} right; in ten folds precision {y[given].mean():.3f}, "
        f"recall {y[given].sum() / y.sum():.3f}, calibration error {calibration_error(said, y):.3f}"
    )
    return weights_of


def regression(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method with a ridge on all but the bias, which stands last."""
    full = np.column_stack([x, np.ones(len(x))])
    ridge = np.diag([*[RIDGE["reported"]] * x.shape[1], 1e-6])
    weights = np.zeros(full.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-full @ weights))
        step = np.linalg.solve(full.T @ (full * (p * (1 - p))[:, None]) + ridge, full.T @ (p - y) + ridge @ weights)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def apply(weights: np.ndarray, x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))


def calibration_error(said: np.ndarray, right: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error in bins of equal size."""
    parts = np.array_split(np.argsort(said), bins)
    return float(
        sum(len(part) / len(said) * abs(said[part].mean() - right[part].mean()) for part in parts if len(part))
    )


def written(
    tables: dict[str, dict[str, float]], curve: Sequence[tuple[float, float]], sets: Sequence[str], more: Sequence[str]
) -> str:
    """The lexicon file."""
    own = " and pages of one's own" if more else ""
    lines = [f'source = "Fitted by scripts/fit_quotes.py on the annotated sets {", ".join(sets)} (learn parts){own}."']
    for name, weights in tables.items():
        lines += ["", f"[{name}]", f"bias = {weights['']:.2f}", "", f"[{name}.weights]"]
        lines += [f'"{key}" = {value:.2f}' for key, value in sorted(weights.items()) if key and abs(value) >= 0.05]
    lines += ["", "[confidence]"]
    lines += [f"said = [{', '.join(f'{x:.3f}' for x, _ in curve)}]"]
    lines += [f"right = [{', '.join(f'{y:.3f}' for _, y in curve)}]"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
