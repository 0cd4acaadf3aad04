"""Fit the weights by which an event's day, venue and place are chosen, and say how good they are on unseen pages.

    python scripts/fit_event_slots.py TYPES.json [--write] [--near] [--docs] [--by-set] [--more ROUND.jsonl ...]

Learnt from besides: constructions of our own (``scripts/data/event_slots.tsv``, ``tests/articles``).

``TYPES.json`` is what ``scripts/train_events.py --report`` wrote with the same ``--more``: the types that each page
gets from a model that has not seen its story, so that the choices learn with types as wrong as they will be.  Read are
the ``learn`` parts of ``../shared/gold`` and the files of ``--more``; figures are from ten folds, reports of one story
never on both sides.  ``--by-set`` leaves out whole sets instead, each file of ``--more`` being one (with a report of
``train_events.py --by-set``): features, ridges and thresholds are chosen by that, since mixed folds flatter.
Needs scikit-learn.
``--near`` draws the written weights to those that are packaged, not to zero: pages that these were fitted on may be
at hand no more.  The figures of the folds are always of weights that know nothing else.
``--write`` writes ``src/beritaparse/lexicon/events_weights.toml``, ``--docs`` puts the figures into
``docs/figures.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.optimize
import tomllib
from sklearn.feature_extraction import DictVectorizer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
sys.path.insert(0, str(ROOT / "scripts"))

from gold import scorer  # noqa: E402
from train_events import FOLDS, OPENINGS, SETS, annotated, put_into_docs, stories  # noqa: E402

from beritaparse.events.stage import SlotCandidates, slot_candidates  # noqa: E402
from beritaparse.page import Page as Whole  # noqa: E402
from beritaparse.page import take  # noqa: E402
from beritaparse.stages import functions  # noqa: E402

TARGET = ROOT / "src" / "beritaparse" / "lexicon" / "events_weights.toml"
MARK = "<!-- folds: scripts/fit_event_slots.py -->"
SEEN = 3
"""A feature of fewer candidates has no weight."""
RIDGE = {"day": 6.0, "venue": 10.0, "place": 8.0}
LEAST = {"day": 0.5, "venue": 0.33, "place": 0.3}
"""Candidates are taken from this probability on: near the best F1 of the folds."""
SMALLEST = 0.01
GROUPED = 0.7
"""Value of a feature that tells one group of types from the others: smaller, so that fewer pages speak less."""
SLOTS = ("day", "venue", "place")


OWN = {"day": 2.0, "venue": 1.0, "place": 1.0}
"""Weight of a construction of our own; no page is scored by them."""
OPENING, WHOLE = 1.0, 1.5
"""Weight of a page that was annotated from its opening, and of one that was annotated whole."""


@dataclass
class Case:
    """The candidates of a page for one slot, each with its features, and what is right."""

    id: str
    kind: str
    opening: str
    gold: str | None
    given: list[tuple[str, list[str]]]
    source: str = ""
    """The set or the file that it is from."""


def read_pages(more: Sequence[str]) -> Iterator[tuple[str, dict[str, Any], Whole]]:
    for kind, row in annotated(more):
        published = datetime.fromisoformat(row["published"]) if row.get("published") else None
        whole = Whole(row["text"], given_title=row.get("title"), published=published)
        for stage in functions("default")[:-1]:
            take(whole, stage(whole))
        yield kind, row, whole


def own_pages() -> Iterator[tuple[str, dict[str, Any], Whole]]:
    for line in (ROOT / "scripts" / "data" / "event_slots.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, title, day, text, date, venue = line.split("\t")
        published = None if day == "-" else datetime.fromisoformat(day)
        whole = Whole(text.replace("\\n", "\n"), given_title=title, published=published)
        for stage in functions("rules")[:-1]:
            take(whole, stage(whole))
        judged = {
            name: None if value == "-" else value for name, value in (("date", date), ("venue", venue)) if value != "?"
        }
        yield "own", {"id": f"{title} {text}", "text": text, "type": kind, **judged}, whole


def own_articles() -> Iterator[tuple[str, dict[str, Any], Whole]]:
    """The articles of the test suite, which are our own."""
    for path in sorted((ROOT / "tests" / "articles").glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        event = row.get("event", {})
        if "type" in event and "text" in row:
            published = datetime.fromisoformat(row["published"]) if row.get("published") else None
            whole = Whole(row["text"], given_title=row.get("given_title"), published=published)
            for stage in functions("rules")[:-1]:
                take(whole, stage(whole))
            judged = {name: event[name] for name in ("date", "venue", "place") if name in event}
            yield "own", {"id": path.stem, "text": row["text"], "type": event["type"], **judged}, whole


def cases(types: dict[str, str], pages: Iterator[tuple[str, dict[str, Any], Whole]]) -> dict[str, list[Case]]:
    fold = scorer().fold_words
    found: dict[str, list[Case]] = {slot: [] for slot in SLOTS}
    for kind, row, whole in pages:
        event = row if kind in ("events", OPENINGS, "own") else (row["events"] or [{}])[0]
        type_ = row["type"] if kind == "own" else types[row["id"]]
        given = slot_candidates(whole, type_) if type_ else SlotCandidates([], [], [])
        opening = f"{row.get('title') or ''} {row['text'][:400]}"
        venues = [(fold(venue.text), features) for venue, features in given.venue]
        regions = [(region.id, features) for region, features in given.place]
        for slot, judged, gold, choices in (
            ("day", "date", event.get("date"), given.day),
            ("venue", "venue", fold(event.get("venue")) or None, venues),
            ("place", "place", region_of(whole, event.get("place")), regions),
        ):
            if kind != "own" or judged in row:
                case = Case(row["id"], kind, opening, gold, list(choices), row.get("set") or kind)
                found[slot].append(case)
    return found


def region_of(whole: Whole, name: str | None) -> str | None:
    """The id of the page's place with an annotated name (or the first part of an address), else the name itself."""
    fold = scorer().fold_place
    for form in (name, name.split(",")[0]) if name else ():
        wanted = fold(form)
        named = [place.id for place in whole.places if fold(place.name) == wanted]
        named += [place.id for place in whole.places if wanted in [fold(mention.text) for mention in place.mentions]]
        if named:
            return named[0]
    return name


class Packaged(NamedTuple):
    """The weights of a slot that the package has."""

    bias: float
    features: dict[str, float]


def packaged(slot: str) -> Packaged:
    table = tomllib.loads(TARGET.read_text(encoding="utf-8"))[slot]
    return Packaged(table["bias"], table["features"])


class Fitted:
    """A conditional logit over the candidates of a page and there being none; those that say the same add up.

    The quadratic penalty is on the distance of the weights from ``near``, zero for a feature that is not there.
    """

    def __init__(self, slot: str, pages: Sequence[Case], near: Packaged | None = None) -> None:
        pages = [case for case in pages if case.given]
        near = near or Packaged(0.0, {})
        often = Counter(name for case in pages for _, features in case.given for name in set(features))
        self.vectors = DictVectorizer()
        self.vectors.fit([dict.fromkeys((*(name for name in often if often[name] >= SEEN), *near.features), 1.0)])
        words = self.vectors.transform(
            {name: value_of(name) for name in features} for case in pages for _, features in case.given
        ).tocsr()
        drawn_to = np.array([near.features.get(name, 0.0) / value_of(name) for name in self.names()])
        starts = np.cumsum([0, *(len(case.given) for case in pages[:-1])])
        page = np.repeat(np.arange(len(pages)), [len(case.given) for case in pages])
        right = np.array([value == case.gold for case in pages for value, _ in case.given], float)
        weight = {"own": OWN[slot], "events": OPENING, OPENINGS: OPENING}
        trust = np.array([weight.get(case.kind, WHOLE) for case in pages])
        known = np.bincount(page, right, len(pages)) > 0

        def loss(at: Any) -> tuple[float, Any]:
            logits = words @ at[1:] + at[0]
            most = np.maximum(np.maximum.reduceat(logits, starts), 0)
            odds, none = np.exp(logits - most[page]), np.exp(-most)
            total = np.bincount(page, odds, len(pages)) + none
            hit = np.where(known, np.bincount(page, odds * right, len(pages)), none)
            away = at[1:] - drawn_to
            value = -(trust * np.log(hit / total)).sum() + RIDGE[slot] / 2 * (away**2).sum()
            slope = trust[page] * (odds / total[page] - np.where(known[page], odds * right / hit[page], 0))
            return value, np.concatenate([[slope.sum()], words.T @ slope + RIDGE[slot] * away])

        start = np.concatenate([[near.bias], drawn_to])
        found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
        self.bias, self.weight = float(found[0]), found[1:]

    def best(self, case: Case) -> tuple[str | None, float]:
        if not case.given:
            return None, 0.0
        given = self.vectors.transform({name: value_of(name) for name in f} for _, f in case.given)
        odds = np.exp(given @ self.weight + self.bias)
        said: dict[str, float] = {}
        for (value, _), share in zip(case.given, odds.tolist(), strict=True):
            said[value] = said.get(value, 0.0) + share / (1 + odds.sum())
        return max(said.items(), key=lambda item: item[1])

    def names(self) -> list[str]:
        return self.vectors.get_feature_names_out().tolist()

    def weights(self) -> dict[str, float]:
        pairs = zip(self.names(), self.weight.tolist(), strict=True)
        weights = {name: round(value * value_of(name), 2) for name, value in pairs}
        return {name: value for name, value in weights.items() if abs(value) >= SMALLEST}


def value_of(name: str) -> float:
    return GROUPED if " group=" in name else 1.0


def unseen(slot: str, pages: Sequence[Case], *, by_set: bool = False) -> list[tuple[str | None, float]]:
    """For each page the best candidate of a fit that has not seen its story (or its set), and its probability."""
    told = stories(pages)
    number = {story: at for at, story in enumerate(dict.fromkeys(told))}
    order = np.random.default_rng(1).permutation(len(number)) % FOLDS
    part = [case.source if by_set else order[number[story]] for case, story in zip(pages, told, strict=True)]
    found: list[tuple[str | None, float]] = [(None, 0.0)] * len(pages)
    for name in dict.fromkeys(part):
        rest = {row for row, other in enumerate(part) if other == name}
        known = {told[row] for row in rest}
        learnt = [case for case, story in zip(pages, told, strict=True) if story not in known or case.kind == "own"]
        fitted = Fitted(slot, learnt)
        for row in rest:
            found[row] = fitted.best(pages[row])
    return found


def scores(pages: Sequence[Case], found: Sequence[tuple[str | None, float]], least: float) -> tuple[float, float]:
    """Precision and recall of what is given from a probability on."""
    given = [value if sure >= least else None for value, sure in found]
    hits = sum(value is not None and value == case.gold for value, case in zip(given, pages, strict=True))
    return hits / max(1, sum(value is not None for value in given)), hits / max(
        1, sum(c.gold is not None for c in pages)
    )


def calibration_error(pages: Sequence[Case], found: Sequence[tuple[str | None, float]], least: float) -> float:
    """The expected calibration error of what is given from a probability on, in ten bins of equal count."""
    given = [(sure, value == case.gold) for case, (value, sure) in zip(pages, found, strict=True) if sure >= least]
    parts = np.array_split(np.array(sorted(given), float), 10)
    return sum(len(part) / len(given) * abs(part[:, 0].mean() - part[:, 1].mean()) for part in parts)


def fit(
    slot: str, pages: Sequence[Case], told: list[str], *, by_set: bool = False, near: bool = False
) -> tuple[float, Fitted]:
    """The threshold and the weights of a slot; ``told`` takes lines of a table of figures."""
    found = unseen(slot, pages, by_set=by_set)
    least = LEAST[slot]
    real = [case for case in pages if case.gold and case.kind != "own"]
    reachable = sum(case.gold in [value for value, _ in case.given] for case in real)
    print(f"{slot}: least {least}, reachable {reachable} of {len(real)}")
    names = [case.source if by_set else case.kind for case in pages]
    for kind in dict.fromkeys(names):
        rows = [(case, one) for case, one, name in zip(pages, found, names, strict=True) if name == kind]
        for at in sorted({least, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6}):
            precision, recall = scores([case for case, _ in rows], [one for _, one in rows], at)
            if at == least and kind != "own":
                told.append(f"| {slot} | {kind} | {precision:.3f} | {recall:.3f} |")
            print(f"  {kind:7} from {at:.2f}  precision {precision:.3f}  recall {recall:.3f}")
    judged = [(case, one) for case, one in zip(pages, found, strict=True) if case.kind != "own"]
    error = calibration_error(*zip(*judged, strict=True), least)
    told.append(f"| calibration error of {slot}, from {least} on | all | {error:.3f} | |")
    told.append(f"| {slot} among the candidates | all | | {reachable / len(real):.3f} |")
    return least, Fitted(slot, pages, packaged(slot) if near else None)


def written(tables: dict[str, tuple[float, Fitted]]) -> str:
    own = "and pages of one's own"
    lines = [f'source = "Fitted by scripts/fit_event_slots.py on the learn parts of {", ".join(SETS)} {own}."']
    for slot, (least, fitted) in tables.items():
        lines += [
            "",
            f"[{slot}]",
            f"bias = {fitted.bias:.2f}",
            f"least = {least}",
            "",
            f"[{slot}.features]",
        ]
        lines += [
            f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in sorted(fitted.weights().items())
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("types", type=Path)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--near", action="store_true", help="weights near those that are packaged")
    arguments.add_argument("--docs", action="store_true")
    arguments.add_argument("--by-set", action="store_true", help="leave out whole sets instead of mixed folds")
    arguments.add_argument("--more", nargs="+", default=[], metavar="FILE.jsonl")
    options = arguments.parse_args()
    types = json.loads(options.types.read_text(encoding="utf-8"))["unseen"]
    told = ["| slot | set | precision | recall |", "| --- | --- | --- | --- |"]
    tables = {
        slot: fit(slot, pages, told, by_set=options.by_set, near=options.near)
        for slot, pages in cases(types, chain(read_pages(options.more), own_pages(), own_articles())).items()
    }
    if options.docs:
        put_into_docs(MARK, "\n".join([*told, "", ""]))
    if options.write:
        TARGET.write_text(written(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
