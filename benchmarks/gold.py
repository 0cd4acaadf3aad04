"""Parse annotated pages and score what comes out with the gold scorer.

    python benchmarks/gold.py [--set dev|dev2|press|posts|events|FILE.jsonl …] [--part all|learn|held]
                              [--engine NAME] [--errors LAYER] [--json OUT.json] [--out PREDICTIONS.jsonl]

Reads ``../shared/gold``; says so and stops where it is absent.  ``held`` is the quarter that is kept apart while the
program is written (by the digest of the article's id, so that no article is on both sides), ``learn`` the rest;
the old set ``dev`` has been learnt from as a whole.  A file of one's own (a fresh round) is scored whole.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

import beritaparse
from beritaparse.gazetteer.regions import find_region

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "gold"
SETS = ("dev", "dev2", "press", "posts", "events")
_LAYERS_OF_POSTS = ("persons", "person.rank", "person.position", "person.unit", "units", "orgs", "places")


def is_held(id: str) -> bool:
    """Is the article of this id in the quarter that is looked at last?"""
    return int(sha1(str(id).encode()).hexdigest(), 16) % 4 == 0


def rows_of(name: str, part: str) -> list[dict[str, Any]]:
    """The annotated rows of a set, or of a file where ``name`` is a path."""
    path = Path(name) if name.endswith(".jsonl") else GOLD / f"{name}.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8") if line.strip()]
    if name in SETS and name != "dev" and part != "all":
        rows = [row for row in rows if is_held(row["id"]) == (part == "held")]
    if name == "posts":  # several sentences of one article
        rows = [{**row, "id": row["n"], "persons": row["people"], "title": None, "published": None} for row in rows]
    if name == "events":
        wanted = {row["id"]: row for row in rows}
        rows = [{**article, **wanted[article["id"]]} for article in articles() if article["id"] in wanted]
    return rows


def articles() -> Iterator[dict[str, Any]]:
    from beritaparse.dates.published import read_published

    with gzip.open(SHARED / "data" / "articles" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            published = read_published(article.pop("date"))
            yield {**article, "published": published.isoformat() if published else None}


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_events(score: Any, golds: dict[str, dict[str, Any]], predicted: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Tallies of the main event: its type, strictly and with the other defensible types, its day and its venue."""
    tallies = {name: score.Tally() for name in ("type", "type or also", "date", "venue")}
    for id, gold in golds.items():
        main = (predicted[id]["events"] or [{}])[0]
        type_ = main.get("type")
        also = gold["type"] if type_ in (gold.get("also") or ()) else type_
        for layer, wanted, given in (
            ("type", gold["type"], type_),
            ("type or also", gold["type"], also),
            ("date", gold.get("date"), main.get("date")),
            ("venue", score.fold_words(gold.get("venue")), score.fold_words(main.get("venue"))),
        ):
            tallies[layer].add_sets(id, {wanted} if wanted else set(), {given} if given else set())
    return tallies


def is_same_region(first: str, second: str) -> bool:
    """Whether one name of a place lies inside the other: a village in its regency, `Kota X` and `X`."""
    fold = scorer().fold_place
    one, other = f" {fold(first)} ", f" {fold(second)} "
    if one in other or other in one:
        return True
    codes = [{region.code for region in find_region(name)} for name in (first, second)]
    return any(a.startswith(b) or b.startswith(a) for a in codes[0] for b in codes[1])


def score_places(golds: dict[str, dict[str, Any]], predicted: dict[str, dict[str, Any]], score: Any) -> dict[str, Any]:
    """Tallies of the main event's place: the same one, and one in the same region (the village's regency)."""
    tallies = {name: score.Tally() for name in ("event.place", "event.place region")}
    for id, gold in golds.items():
        events = [(row.get("events") or [{}])[0] for row in (gold, predicted[id])]
        wanted = (gold if "events" not in gold else events[0]).get("place")
        given = events[1].get("place")
        near = bool(wanted and given and is_same_region(wanted, given))
        for layer, said in (("event.place", given), ("event.place region", wanted if near else given)):
            sets = [{score.fold_place(name)} if name else set[str]() for name in (wanted, said)]
            tallies[layer].add_sets(id, *sets)
    return tallies


def run(name: str, part: str, parser: beritaparse.Parser) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The tallies of one set by layer, and the predictions."""
    rows = rows_of(name, part)
    predictions = [
        parser.parse(row["text"], id=row["id"], title=row.get("title"), published=row.get("published")).to_gold()
        for row in rows
    ]
    score = scorer()
    golds, predicted = {row["id"]: row for row in rows}, {row["id"]: row for row in predictions}
    if name == "events":
        return score_events(score, golds, predicted) | score_places(golds, predicted, score), predictions
    layers = score.score(golds, predicted)
    if name == "posts":
        return {key: layers[key] for key in _LAYERS_OF_POSTS}, predictions
    return layers | score_places(golds, predicted, score), predictions


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--set", nargs="+", default=["dev"], dest="sets")
    arguments.add_argument("--part", choices=("all", "learn", "held"), default="learn")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--engine", default="default")
    arguments.add_argument("--errors", metavar="LAYER")
    options = arguments.parse_args()
    if not GOLD.is_dir():
        print(f"no gold articles: {GOLD} is absent", file=sys.stderr)
        return 1
    parser = beritaparse.load(options.engine)
    figures: dict[str, Any] = {}
    for name in options.sets:
        layers, predictions = run(name, options.part, parser)
        if options.errors:
            print("\n".join(layers[options.errors].errors))
            continue
        figures[name] = {key: tally.row() for key, tally in layers.items()}
        print(f"{name + ' ' + options.part:24} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'pred':>6}")
        for key, row in figures[name].items():
            shares = " ".join(f"{row[measure]:6.3f}" for measure in ("precision", "recall", "f1"))
            print(f"{key:24} {shares} {row['gold']:6d} {row['predicted']:6d}")
        if options.out:
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in predictions)
            options.out.write_text("".join(lines), encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
