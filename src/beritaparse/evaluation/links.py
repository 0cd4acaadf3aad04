"""Scores of what was linked across articles: stories, people, reprints and utterances against ``stories.json``.

Stories and people are scored as B-cubed: the mean over articles (over mentions of people) of precision and of recall of
the others in the same cluster.  Reprints and utterances are scored as pairs.  What gold leaves open counts neither way.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from .goldfile import FileError
from .tally import Evaluation, Finding, Score

Groups: TypeAlias = Mapping[str, Any]
"""A file of gold or predictions: stories, people, reprints, same_quotes."""
LAYERS = ("stories", "people", "reprints", "same_quotes")
_SHORT = 4
"""Letters up to which a name must be equal."""
_BEGINNING = 25
"""Letters of a quotation by which it is known."""


class Item(NamedTuple):
    """An article, a mention or a pair: its share of right mates, None where none were given or are in gold."""

    key: str
    precision: float | None
    recall: float | None


def is_links(path: str | Path) -> bool:
    """Does a file hold gold or predictions of links?  Raises OSError."""
    return Path(path).suffix.lower() == ".json"


def read_links(path: str | Path) -> dict[str, Any]:
    """Read gold or predictions.  Raises OSError, and FileError for what is neither."""
    try:
        found: Any = json.loads(Path(path).read_text(encoding="utf-8"))
    except ValueError as error:
        raise FileError(path, None, f"no JSON: {error}") from None
    if not isinstance(found, dict) or not set(LAYERS) & set(found):
        raise FileError(path, None, f"neither gold nor predictions of links: none of {', '.join(LAYERS)} is in it")
    return found


def score_links(gold: Groups, predicted: Groups) -> Evaluation:
    """Score all layers; ``confused``: of the pairs of people that gold tells apart, the share that was joined."""
    items = {"stories": stories(gold, predicted), "people": people(gold, predicted), **paired(gold, predicted)}
    findings = tuple(
        Finding(layer=layer, document=item.key, expected=item.key if kind == "missed" else None,
                given=item.key if kind == "spurious" else None)
        for layer, listed in items.items()
        for item in listed
        if (kind := _mistake(item))
    )  # fmt: skip
    wrong = confused(gold, predicted)
    notes = (
        f"confused: {len(wrong)} of {len(gold.get('not_same', ()))} pairs",
        *(f"confused: {name}" for name in wrong),
    )
    scores = {layer: summed(listed) for layer, listed in items.items()}
    return Evaluation(documents=len(gold["articles"]), unit="articles", scores=scores, findings=findings, notes=notes)


def _mistake(item: Item) -> str | None:
    if item.recall is not None and item.recall < 1:
        return "missed"
    return "spurious" if item.precision is not None and item.precision < 1 else None


def summed(items: Iterable[Item]) -> Score:
    """Mean precision and recall of some items, and F1 of the two."""
    listed = list(items)
    precisions = [item.precision for item in listed if item.precision is not None]
    recalls = [item.recall for item in listed if item.recall is not None]
    p = sum(precisions) / len(precisions) if precisions else 0.0
    r = sum(recalls) / len(recalls) if recalls else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return Score(precision=p, recall=r, f1=f1, gold=len(recalls), predicted=len(precisions))


def fold(text: str) -> str:
    """Letters and figures of a text, folded."""
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def _mates(clusters: Iterable[Iterable[str]], within: set[str]) -> dict[str, set[str]]:
    together: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        for one, other in combinations([id for id in dict.fromkeys(cluster) if id in within], 2):
            together[one].add(other)
            together[other].add(one)
    return together


def _listed(row: Any) -> list[str]:
    return list(row["articles"]) if isinstance(row, dict) else list(row)


def stories(gold: Groups, predicted: Groups) -> list[Item]:
    """An item for each article that stands in a story; pairs that only the whole of a long story has are left open."""
    within = set(gold["articles"])
    sure: list[list[str]] = []
    whole: list[list[str]] = []
    for story in gold["stories"]:
        parts = [_listed(part) for part in story.get("parts") or ()]
        sure += parts or [_listed(story)]
        whole.append([*story["articles"], *(story.get("also_defensible") or ()), *(story.get("maybe") or ())])
    certain, possible = _mates(sure, within), _mates(whole, within)
    found = _mates(predicted.get("stories", ()), within)
    made: list[Item] = []
    for id in gold["articles"]:
        right, given = certain.get(id, set[str]()), found.get(id, set[str]())
        counted = given - (possible.get(id, set[str]()) - right)
        if right or counted:
            precision = len(given & right) / len(counted) if counted else None
            made.append(Item(id, precision, len(given & right) / len(right) if right else None))
    return made


def _namer(gold: Groups, within: set[str]) -> Callable[[str, str], str | None]:
    """Whose a name of an article is in gold."""
    owner: dict[tuple[str, str], str] = {}
    for person in gold["people"]:
        for article in {*person["articles"], *(person.get("maybe") or ())} & within:
            for form in (person["name"], *person["variants"]):
                owner.setdefault((article, fold(form)), person["id"])
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (article, form), id in owner.items():
        forms[article].append((form, id))

    def who(article: str, name: str) -> str | None:
        folded = fold(name)
        if (article, folded) in owner:
            return owner[article, folded]
        near = {
            id for form, id in forms[article]
            if (folded in form or form in folded) and min(len(form), len(folded)) > _SHORT
        }  # fmt: skip
        return near.pop() if len(near) == 1 else None

    return who


def _people_clusters(gold: Groups, predicted: Groups) -> list[set[tuple[str, str]]]:
    within = set(gold["articles"])
    who = _namer(gold, within)
    return [
        {(article, id) for article, name in cluster if article in within and (id := who(article, name)) is not None}
        for cluster in predicted.get("people", ())
    ]


def people(gold: Groups, predicted: Groups) -> list[Item]:
    """An item for each article of each person of gold; those of one article only tell of precision."""
    within = set(gold["articles"])
    found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for cluster in _people_clusters(gold, predicted):
        for item in cluster:
            found[item] |= cluster
    made: list[Item] = []
    told = set(found)
    for person in gold["people"]:
        articles = set(person["articles"]) & within
        for article in sorted(articles | {a for a, id in found if id == person["id"]}):
            key = (article, person["id"])
            mates = found.get(key, set[tuple[str, str]]())
            told.discard(key)
            precision = sum(id == person["id"] for _, id in mates) / len(mates) if mates else None
            same = {a for a, id in mates if id == person["id"]} & articles
            recall = len(same) / len(articles) if len(articles) > 1 and article in articles else None
            made.append(Item(f"{article} {person['name']}", precision, recall))
    return made


def confused(gold: Groups, predicted: Groups) -> list[str]:
    """Those of gold's pairs of different people that a predicted person joins."""
    within = set(gold["articles"])
    clusters = _people_clusters(gold, predicted)
    return [
        name
        for name, left, right in gold.get("not_same", ())
        if any(
            len({id for _, id in cluster}) > 1
            and {a for a, _ in cluster} & set(left) & within
            and {a for a, _ in cluster} & set(right) & within
            for cluster in clusters
        )
    ]


def _pairs(groups: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(dict.fromkeys(group), 2)}


def _pair_items(right: set[frozenset[str]], allowed: set[frozenset[str]], given: set[frozenset[str]]) -> list[Item]:
    counted = given - (allowed - right)
    return [
        Item(
            " = ".join(sorted(pair)),
            float(pair in right) if pair in counted else None,
            float(pair in given) if pair in right else None,
        )
        for pair in sorted(right | counted, key=sorted)
    ]


def paired(gold: Groups, predicted: Groups) -> dict[str, list[Item]]:
    """An item for each pair of reprints and of versions of an utterance."""
    within = set(gold["articles"])
    more = gold.get("more", {})
    partial = [_listed(row) for row in gold.get("partial_overlap") or more.get("partial_copies") or ()]
    partial = [[id for id in row if id in within] for row in partial]
    sure = _quotes(gold["same_quotes"])
    beyond = _quotes(gold.get("same_quotes_more") or more.get("same_quotes_beyond_40") or ())
    known = list(dict.fromkeys(item for group in (*sure, *beyond) for item in group))
    by_article: dict[str, list[str]] = defaultdict(list)
    for article, start in known:
        by_article[article].append(start)

    def name(article: str, text: str) -> str | None:
        folded = fold(text)
        starts = (s for s in by_article[article] if s in folded or folded.startswith(s[:_BEGINNING]))
        return next((f"{article}|{start}" for start in starts), None)

    given = [
        [key for article, text in group if (key := name(article, text))] for group in predicted.get("same_quotes", ())
    ]
    return {
        "reprints": _pair_items(
            _pairs(map(_listed, gold["reprints"])), _pairs(partial), _pairs(predicted.get("reprints", ()))
        ),
        "same_quotes": _pair_items(_pairs(_keys(sure)), _pairs(_keys(beyond)), _pairs(given)),
    }


def _quotes(rows: Iterable[Any]) -> list[list[tuple[str, str]]]:
    return [[(quote["article"], fold(quote["text"])) for quote in row["quotes"]] for row in rows]


def _keys(groups: Iterable[Iterable[tuple[str, str]]]) -> list[list[str]]:
    return [[f"{article}|{start}" for article, start in group] for group in groups]
