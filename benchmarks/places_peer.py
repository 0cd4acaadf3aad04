"""Places on the gold articles, beside the PyPI package id-location-ner.

    python benchmarks/places_peer.py

The package has no data of its own; it gets the regions of our gazetteer, so both know the same official names.  It runs
without its optional transformer, at each depth that it offers, with and without its spelling variants.  Two scores: all
gold places, and only those whose name is an official region's (the package knows no countries, islands or rivers).
Says so and stops where the package or the gold articles are absent.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import beritaparse
from beritaparse.gazetteer.regions import find_region, get_region

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"
LEVELS = ("province", "regency", "city", "district", "village")


def scorer() -> ModuleType:
    """The gold scorer's own module: its folding of names is the one that counts."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def write_regions(path: Path) -> None:
    """Write all villages with their parents in the package's format."""
    data = (files("beritaparse.gazetteer") / "data" / "villages.tsv.gz").read_bytes()
    columns = ("province", "city", "district", "subdistrict")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([f"{column}_{part}" for column in columns for part in ("name", "code")])
        for line in gzip.decompress(data).decode().splitlines():
            _, code, name = line.split("\t")
            row: list[str] = []
            for length in (2, 5, 8):
                region = get_region(code[:length])
                assert region is not None
                row += [region.official_name, region.code]
            writer.writerow([*row, name, code])


def score(
    rows: list[dict[str, Any]], predict: Callable[[str], Iterable[str]], fold: Callable[[str], str], official: bool
) -> str:
    """Precision, recall and F1 of the names that ``predict`` gives for each text."""
    hit = wanted = given = 0
    for row in rows:
        gold = {fold(name) for name in row["places"]}
        found = {fold(name) for name in predict(row["text"])}
        if official:
            gold = {name for name in gold if find_region(name, LEVELS)}
            found = {name for name in found if find_region(name, LEVELS)}
        hit, wanted, given = hit + len(gold & found), wanted + len(gold), given + len(found)
    precision, recall = hit / given if given else 0.0, hit / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({wanted} gold, {given} given)"


def main() -> int:
    if importlib.util.find_spec("location_ner") is None:
        print("id-location-ner is absent: pip install id-location-ner", file=sys.stderr)
        return 1
    if not (GOLD / "dev.jsonl").is_file():
        print(f"no gold articles: {GOLD / 'dev.jsonl'} is absent", file=sys.stderr)
        return 1
    from location_ner import LocationExtractor  # type: ignore[import-not-found]

    rows = [json.loads(line) for line in (GOLD / "dev.jsonl").open(encoding="utf-8")]
    fold = scorer().fold_place
    systems: dict[str, Callable[[str], Iterable[str]]] = {}
    for engine in ("rules", "default"):
        parser = beritaparse.load(engine)
        systems[f"beritaparse, {engine}"] = lambda text, parser=parser: [p.name for p in parser.parse(text).places]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "regions.csv"
        write_regions(path)
        for level in ("city", "district", "subdistrict"):
            began = time.perf_counter()
            extractor = LocationExtractor.from_csv(path, max_level=level)
            print(f"id-location-ner, to {level}: built in {time.perf_counter() - began:.1f} s")
            for fuzzy in (False, True):
                name = f"id-location-ner, to {level}{', fuzzy' if fuzzy else ''}"
                systems[name] = lambda text, extractor=extractor, fuzzy=fuzzy: [
                    mention.matched_text for mention in extractor.extract(text, fuzzy=fuzzy)
                ]
    for name, predict in systems.items():
        began = time.perf_counter()
        every = score(rows, predict, fold, official=False)
        seconds = time.perf_counter() - began
        print(f"{name}: {seconds:.1f} s for {len(rows)} articles\n    all      {every}")
        print(f"    official {score(rows, predict, fold, official=True)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
