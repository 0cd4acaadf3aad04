"""Small failing inputs of our own wording, each for a kind of fault: how many come out right now?

    python benchmarks/cases.py [--engine NAME] [--show] [--layer PREFIX]

Reads ``../shared/cases/sentences.jsonl``; says so and stops where it is absent.  ``--show`` prints what is wrong.
A list of names must come out whole; of objects and rows only what they tell is judged (null in a row of a person or a
quotation: must be empty; in a row of an event: not judged but for the day).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from gold import SHARED, scorer

import beritaparse

SCORE = scorer() if SHARED.is_dir() else None
CASES = SHARED / "cases" / "sentences.jsonl"
QUOTE_KEYS = ("kind", "text", "speaker", "cue")
KINDS = ("direct", "indirect", "mixed")


def same(wanted: Any, given: Any, fold: Callable[[Any], str]) -> bool:
    return fold(wanted) == fold(given)


def same_names(wanted: list[str], given: list[str], fold: Callable[[Any], str]) -> bool:
    return {fold(name) for name in wanted} == {fold(name) for name in given}


def judge_names(layer: str, wanted: list[str], row: dict[str, Any]) -> bool:
    given = [person["name"] for person in row["persons"]] if layer == "persons" else row[layer]
    fold = {"persons": SCORE.fold_name, "units": SCORE.fold_unit, "places": SCORE.fold_place}
    return same_names(wanted, given, fold.get(layer, SCORE.fold_words))


def judge_persons(wanted: list[dict[str, Any]], row: dict[str, Any]) -> bool:
    """Each wanted person stands there with the keys that are told, and nobody else."""
    people = {SCORE.fold_name(person["name"]): person for person in row["persons"]}
    if {SCORE.fold_name(person["name"]) for person in wanted} != set(people):
        return False
    return all(has_keys(person, people[SCORE.fold_name(person["name"])]) for person in wanted)


def has_keys(wanted: dict[str, Any], given: dict[str, Any]) -> bool:
    folds = {"unit": SCORE.fold_unit, "position": SCORE.fold_words, "role": str}
    for key, value in wanted.items():
        if key == "aliases":
            if not {SCORE.fold_name(alias) for alias in value} <= {SCORE.fold_name(alias) for alias in given[key]}:
                return False
        elif key in folds and not same(value, given[key], folds[key]):
            return False
    return True


def person_objects(layer: str, expected: Any) -> list[dict[str, Any]]:
    """All shapes in which cases tell people, as objects."""
    if isinstance(expected, dict):
        keys = [key for key in ("position", "unit", "role") if key in layer]
        rows = {name: value if isinstance(value, list) else [value] for name, value in expected.items()}
        return [{"name": name, **dict(zip(keys, values, strict=True))} for name, values in rows.items()]
    if expected and isinstance(expected[0], list):
        if layer == "persons.alias":
            return [{"name": name, "aliases": aliases} for name, aliases in expected]
        return [dict(zip(("name", "position", "unit", "role"), values, strict=True)) for values in expected]
    return [{"name": value} if isinstance(value, str) else value for value in expected]


def quote_objects(expected: list[Any]) -> list[dict[str, Any]]:
    made = []
    for row in expected:
        if isinstance(row, dict):
            made.append(row)
        elif row[1] and len(row) == 4 and "+" not in row[0]:
            second_is_speaker = len(row[1].split()) <= 2 and len(row[3].split()) > 1
            keys = ("kind", "speaker", "cue", "text") if second_is_speaker else ("kind", "text", "speaker", "cue")
            made.append(dict(zip(keys, row, strict=True)))
    return made


def judge_quotes(wanted: list[Any], row: dict[str, Any], whole: bool) -> bool:
    objects = quote_objects(wanted)
    if whole and len(objects) != len(row["quotes"]):
        return False
    for quote in objects:
        hits = [
            given
            for given in row["quotes"]
            if SCORE.fold(given["text"]) == SCORE.fold(quote["text"])
            and all(given[key] == quote[key] for key in ("kind",) if key in quote)
            and all(
                SCORE.fold_name(given[key]) == SCORE.fold_name(quote[key]) for key in ("speaker", "via") if key in quote
            )
            and ("cue" not in quote or SCORE.fold(given["cue"]) == SCORE.fold(quote["cue"]))
        ]
        if not hits:
            return False
    return True


def judge_events(layer: str, wanted: list[Any], row: dict[str, Any]) -> bool:
    events = row["events"]
    if not wanted:
        return not events
    if layer == "event.type":
        return bool(events) and events[0]["type"] == wanted[0].split()[0]
    if layer == "event.label":
        words = wanted[0].replace("/", " ").split()
        return bool(events) and any(word.casefold() in (events[0]["label"] or "").casefold() for word in words)
    if layer == "event.venue":
        return bool(events) and same(wanted[0], events[0]["venue"], SCORE.fold_words)
    if len(events) < len(wanted):
        return False
    return all(judge_event(want, given) for want, given in zip(wanted, events, strict=False))


def judge_event(wanted: Any, given: dict[str, Any]) -> bool:
    told = wanted if isinstance(wanted, dict) else dict(zip(("type", "date", "venue", "place"), wanted, strict=False))
    strict = isinstance(wanted, dict)
    for key, value in told.items():
        if value is None and not strict and key != "date":
            continue
        fold = SCORE.fold_words if key in ("venue", "place", "label") else str
        if not same(value, given[key], fold):
            return False
    return True


def judge_noise(wanted: list[str], row: dict[str, Any]) -> bool:
    given = " ".join(SCORE.fold(piece["text"]) for piece in row["noise"])
    return all(SCORE.fold(piece) in given for piece in wanted)


def judge_dateline(wanted: dict[str, Any], row: dict[str, Any]) -> bool:
    given = row["dateline"] or {}
    return all(same(wanted[key], given.get(key), SCORE.fold) for key in ("place", "outlet"))


def judge(layer: str, expected: Any, row: dict[str, Any]) -> bool:
    """Is what the case wants in the gold form of the article?"""
    if "+" in layer and isinstance(expected, dict) and set(expected) & {"persons", "units", "places", "noise"}:
        return all(judge({"event": "events"}.get(key, key), value, row) for key, value in expected.items())
    if layer in ("units+facilities", "units+orgs"):
        return all(judge(key, value, row) for key, value in zip(layer.split("+"), expected, strict=True))
    if layer == "dateline":
        return judge_dateline(expected, row)
    if layer == "noise":
        return judge_noise(expected, row)
    if layer.startswith("quotes"):
        return judge_quotes(expected, row, whole=not expected)
    if layer.startswith("event"):
        return judge_events(layer, expected, row)
    if layer.startswith("person"):
        if all(isinstance(value, str) for value in expected) and isinstance(expected, list):
            return judge_names("persons", expected, row)
        return judge_persons(person_objects(layer, expected), row)
    return judge_names(layer, expected, row)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--engine", default="default")
    arguments.add_argument("--show", action="store_true")
    arguments.add_argument("--layer", default="")
    options = arguments.parse_args()
    if not CASES.is_file():
        print(f"no cases: {CASES} is absent", file=sys.stderr)
        return 1
    parser = beritaparse.load(options.engine)
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for line in CASES.open(encoding="utf-8"):
        case = json.loads(line)
        if not case["layer"].startswith(options.layer):
            continue
        row = parser.parse(case["text"], id=case["id"], published=case["published"]).to_gold()
        every[case["layer"]] += 1
        if judge(case["layer"], case["expected"], row):
            right[case["layer"]] += 1
        elif options.show:
            keys = {"noise", "dateline", "persons", "units", "orgs", "places", "facilities", "events", "quotes"}
            keys &= {key if key.endswith("s") or key == "dateline" else key + "s" for key in _rooms(case["layer"])}
            given = {key: row[key] for key in sorted(keys)}
            print(f"{case['id']} {case['layer']}: {case['cause']}\n  {case['text'].strip()!r}")
            print(f"  wanted {json.dumps(case['expected'], ensure_ascii=False)}")
            print(f"  given  {json.dumps(given, ensure_ascii=False)}")
    for layer, count in sorted(every.items()):
        print(f"{layer:24} {right[layer]:3} of {count}")
    print(f"{'all':24} {right.total():3} of {every.total()}")
    return 0


def _rooms(layer: str) -> set[str]:
    parts = {part.split(".")[0] for part in layer.split("+")}
    return {"noise" if part == "noise" else part for part in parts} | ({"noise"} if "noise" in parts else set())


if __name__ == "__main__":
    sys.exit(main())
