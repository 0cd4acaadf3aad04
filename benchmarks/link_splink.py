"""People linked by Splink, scored beside ours: is probabilistic record linkage without labels enough, or better?

    python benchmarks/link_splink.py FACTS GOLD

FACTS is the output of ``beritaparse batch`` over the articles of GOLD (``stories.json``).  Splink gets what ours has
of every person of every article: the words of the name, post, title, unit, rank and service, and the story; it
estimates m and u itself, and its pairs are put together at several thresholds.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from beritaparse.corpus import link
from beritaparse.evaluation.links import confused, people, summed


def persons(corpus: Path) -> pd.DataFrame:
    with duckdb.connect(str(corpus), read_only=True) as base:
        return base.execute("""
            SELECT article_id || '|' || local AS unique_id, article_id, name,
                   array_to_string(list_sort(words), ' ') AS sorted, words, words[1] AS first, words[-1] AS last,
                   lower(post) AS post, lower(p.title) AS title, unit, rank, service, s.story_id AS story
            FROM (SELECT * REPLACE (string_split(words, ' ') AS words) FROM work.persons WHERE words <> '') p
            JOIN work.pages USING (page) JOIN story_articles s USING (article_id)""").df()


def linked(table: pd.DataFrame) -> pd.DataFrame:
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("last"), block_on("first"), block_on("post")],
        comparisons=[
            cl.JaroWinklerAtThresholds("sorted", [0.96, 0.88]).configure(term_frequency_adjustments=True),
            cl.ArrayIntersectAtSizes("words", [3, 2, 1]),
            cl.ExactMatch("post").configure(term_frequency_adjustments=True),
            cl.ExactMatch("unit").configure(term_frequency_adjustments=True),
            cl.ExactMatch("rank"),
            cl.ExactMatch("story"),
        ],
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("sorted")], recall=0.8)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("last"))
    training.estimate_parameters_using_expectation_maximisation(block_on("post"))
    return linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()


def clusters(table: pd.DataFrame, pairs: pd.DataFrame, threshold: float) -> list[list[list[str]]]:
    parent = {id: id for id in table.unique_id}

    def root(id: str) -> str:
        while parent[id] != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for one, other, chance in zip(pairs.unique_id_l, pairs.unique_id_r, pairs.match_probability, strict=True):
        if chance >= threshold:
            parent[root(other)] = root(one)
    groups: dict[str, list[list[str]]] = defaultdict(list)
    for id, article, name in zip(table.unique_id, table.article_id, table.name, strict=True):
        groups[root(id)].append([article, name])
    return list(groups.values())


def main() -> None:
    logging.disable(logging.WARNING)
    facts, gold = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))

    def told(name: str, found: dict[str, Any]) -> None:
        score = summed(people(gold, found))
        wrong = len(confused(gold, found))
        print(f"{name:16} P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f} confused {wrong}", flush=True)

    with TemporaryDirectory() as folder:
        corpus, predictions = Path(folder) / "corpus.duckdb", Path(folder) / "predictions.json"
        link(facts, corpus)
        link(facts, predictions)
        told("ours", json.loads(predictions.read_text(encoding="utf-8")))
        table = persons(corpus)
    told(
        "same name", {"people": [group[["article_id", "name"]].values.tolist() for _, group in table.groupby("sorted")]}
    )
    began = time.process_time()
    pairs = linked(table.drop(columns=["name"]))
    print(f"Splink: {time.process_time() - began:.1f} s of processor for {len(table)} persons, {len(pairs)} pairs")
    for threshold in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999):
        told(f"Splink at {threshold}", {"people": clusters(table, pairs, threshold)})


if __name__ == "__main__":
    main()
