"""Fit the weights of the readings (``lexicon/constructions_weights.toml``) on annotated pages and sentences.

    python scripts/fit_constructions.py [--more PAGES.jsonl …] [--near] [--show] [--missing] [--folds 3 | --out-sets]

Reads the ``learn`` parts of the gold sets (``benchmarks/gold.py``), annotated pages of one's own beside them, and the
fillings of ``lexicon/constructions.toml``.
A reading is right where its name is a person's and its post the one that is annotated, or a shorter form of that.
A log-linear choice among the readings of each title, with a quadratic penalty; of several penalties the one with which
the most readings of annotated text are rightly taken in cross-validation: over articles, or with ``--out-sets`` over
whole sets, each left out in turn.  Folds over mixed pages flatter: a page has sisters in the other folds, of the same
portals and the same reader.  ``--near`` draws the written weights to those that are packaged, not to nought: pages that
these were fitted on may be at hand no more; what is printed knows nothing of them.  What comes out depends on nothing
but the data.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.optimize
import scipy.sparse

from beritaparse.constructions.choice import choose
from beritaparse.entities.lattice import Lattice
from beritaparse.entities.names import NameRun
from beritaparse.entities.positions import lattice_of
from beritaparse.entities.post_heads import Head
from beritaparse.entities.readings import Reading, readings
from beritaparse.entities.readings import weights as packaged
from beritaparse.lexicon.positions import plain_title
from beritaparse.page import Page, take
from beritaparse.stages import STAGES, function_of
from beritaparse.text.intervals import Intervals

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "beritaparse" / "lexicon" / "constructions_weights.toml"
SETS = ("dev", "dev2", "press", "posts")
PENALTIES = (3.0,)  # of 1 to 12 the best on sets that were left out whole
OF_DETAILS = 2.0
"""The penalty on features of three things and more, as a multiple."""
LEAST_SCORE = -0.3
"""From which on a reading counts: on sets left out whole F1 is the same from -0.6 to -0.2, and lower from 0."""
LEAST = 3  # readings in which a feature occurs, else it has no weight
FILLED = 120  # cases of each construction: with 40 the figures swing by .01 from one drawing to the next
FILLED_ID = "filled"
BLIND_WEIGHT = 0.5  # of a page read without a recogniser: with less sets left out are .005 better, headlines worse
FILLED_WEIGHT = 0.17  # of a case that was filled, beside one that was found


class Item(NamedTuple):
    """A reading with what is known of it: True, False, or None where the annotation does not tell."""

    reading: Reading
    right: bool | None
    weight: float


def module(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def pages(more: Sequence[str]) -> Iterator[tuple[str, Lattice, list[dict[str, Any]], float]]:
    """Every page with its persons and its weight; once more without a recogniser."""
    gold, filled = module("gold"), module("constructions")
    for name in (*SETS, *more):
        for row in gold.rows_of(name, "learn"):
            yield f"{name}:{row['id']}", lattice_of(read(row["text"], "default")), row["persons"], 1.0
            yield f"{name}:{row['id']}", lattice_of(read(row["text"], "rules")), row["persons"], BLIND_WEIGHT
    for number, case in enumerate(filled.cases(FILLED, seed=7)):
        persons = [{"name": n, "rank": r, "position": p, "aliases": []} for n, r, p in case.people]
        engine = "rules" if number % 3 == 2 else "default"
        yield f"{FILLED_ID}:{number}", lattice_of(read(case.text, engine)), persons, FILLED_WEIGHT


def read(text: str, engine: str) -> Page:
    """The page before its posts are read."""
    page = Page(text)
    for stage in STAGES:
        if stage.name == "positions":
            break
        if engine in stage.engines:
            take(page, function_of(stage)(page))
    return page


def is_part(short: list[str], full: list[str]) -> bool:
    """Do the words of ``short`` stand in ``full``, in the same order?"""
    rest = iter(full)
    return bool(short) and all(word in rest for word in short)


def person_of(lattice: Lattice, run: NameRun, persons: list[dict[str, Any]], score: Any) -> dict[str, Any] | None:
    """Whose name it is, whole as far as the text goes."""
    words = score.fold_name(lattice.text[run.start : run.end]).split()
    behind = lattice.text[run.end : run.end + 30].split()
    before = lattice.text[max(0, run.begin - 30) : run.begin].split()
    for person in persons:
        for name in (person["name"], *(person.get("aliases") or ())):
            full = score.fold_name(name).split()
            if not is_part(words, full):
                continue
            following = score.fold(behind[0]) if behind and lattice.text[run.end : run.end + 1] == " " else ""
            leading = score.fold(before[-1]) if before else ""
            if len(words) < len(full) and (following in full or leading in full):
                continue
            return person
    return None


def judge(lattice: Lattice, found: list[Reading], persons: list[dict[str, Any]], score: Any) -> list[bool | None]:
    """What the annotation says of each reading."""
    verdicts: list[bool | None] = []
    exact: list[tuple[int, int]] = []
    less: set[int] = set()
    second: set[int] = set()  # readings that may well be right, but the annotation has one post of each person
    for reading in found:
        people = [person_of(lattice, holder.run, persons, score) for holder in reading.holders]
        if any(person is None for person in people):
            verdicts.append(False)
            continue
        posts = {holder: (head, end) for head, end, holder in reading.held()}
        each = [
            compare(lattice, *posts[holder], person, score)
            for holder, person in zip(reading.holders, people, strict=True)
            if person is not None and holder in posts
        ]
        if (
            False in each
            and len(each) == 1
            and is_second(lattice, *next(iter(posts.values())), people[0], persons, score)
        ):
            second.add(len(verdicts))
        verdict = False if False in each else None if None in each else True
        if verdict:
            exact += [(head.begin, end) for head, end in reading.posts]
        verdicts.append(verdict)
    wholes = Intervals(exact)
    for index, reading in enumerate(found):
        if verdicts[index] is None:
            drafted = all(head.draft is not None and head.draft.end == end for head, end in reading.posts)
            part = any(wholes.overlaps(head.begin, end) for head, end in reading.posts)
            verdicts[index] = False if part else True if drafted else None
    for index, verdict in enumerate(verdicts):
        if index in second and not any(wholes.overlaps(head.begin, end) for head, end in found[index].posts):
            verdicts[index] = None
        elif verdict and is_less(index, found, verdicts):
            less.add(index)
    return [verdict if index not in less else False for index, verdict in enumerate(verdicts)]


def is_second(
    lattice: Lattice, head: Head, end: int, person: dict[str, Any] | None, persons: list[dict[str, Any]], score: Any
) -> bool:
    """Can the post be another one of a person of whom one is annotated: a whole one, and nobody else's?"""
    if person is None or not person["position"] or head.small or head.draft is None or head.draft.end != end:
        return False
    post = score.fold_words(lattice.text[head.begin : end])
    return all(score.fold_words(other["position"]) != post for other in persons if other["position"])


def is_less(index: int, found: list[Reading], verdicts: list[bool | None]) -> bool:
    """Does another right reading say all that this one says, and more?  Then that is the one to be taken."""
    own = set(found[index].spans)
    begin = found[index].posts[0][0].begin if found[index].posts else -1
    return any(
        verdict and other.posts and other.posts[0][0].begin == begin and own < set(other.spans)
        for other, verdict in zip(found, verdicts, strict=True)
    )


def compare(lattice: Lattice, head: Head, end: int, person: dict[str, Any], score: Any) -> bool | None:
    """Is the post the one annotated (True), a shorter form of it (None), another one (False)?"""
    post = score.fold_words(lattice.text[head.begin : end])
    wanted = score.fold_words(person["position"]) if person["position"] else ""
    if post == wanted:
        return True
    if wanted and (is_part(post.split(), wanted.split()) or is_same_title(post, wanted)):
        return None
    return False


def is_same_title(post: str, wanted: str) -> bool:
    """Are two posts one, the titles of which are written long and short: ``wabup``, ``wakil bupati demak``?"""
    short, full = (plain_title(each) for each in (post, wanted))
    return full.startswith(short) or plain_title(wanted.split("(")[0]).startswith(short)


def group_of(reading: Reading) -> tuple[int, int]:
    """Readings that compete with each other: of one title, or of one name without a post."""
    return (1, reading.posts[0][0].begin) if reading.posts else (0, reading.holders[0].run.start)


def fit(documents: list[list[Item]], penalty: float, near: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weight of each feature: those that make the annotated readings the likeliest of their groups.

    In each group one of the readings or none is right, with probabilities that go with the exponents of their scores
    (none: 0).  The penalty is on the distance of the weights from ``near``.
    """
    judged = [(number, item) for number, items in enumerate(documents) for item in items if item.right is not None]
    counts = Counter(feature for _, item in judged for feature in set(item.reading.features))
    often = {feature for feature, count in counts.items() if count >= LEAST}
    near = near or {}
    names = {feature: at for at, feature in enumerate(sorted(often.union(near)))}
    rows = np.array([row for row, (_, item) in enumerate(judged) for f in item.reading.features if f in names])
    columns = np.array([names[f] for _, item in judged for f in item.reading.features if f in names])
    keys: dict[tuple[int, int, int], int] = {}
    groups = np.array([keys.setdefault((number, *group_of(item.reading)), len(keys)) for number, item in judged])
    right = np.array([bool(item.right) for _, item in judged])
    importance = np.ones(len(keys))
    importance[groups] = [item.weight for _, item in judged]
    none = np.ones(len(keys))  # is none of the group right?
    none[groups[right]] = 0.0
    given = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(judged), len(names)))
    pull = np.array([penalty * (OF_DETAILS if name.count("/") > 1 else 1.0) for name in names])

    drawn_to = np.array([near.get(name, 0.0) for name in names])

    def loss(w: Any) -> tuple[float, Any]:
        values = np.exp(np.clip(given @ w, -30, 30))
        total = 1.0 + np.bincount(groups, values, len(keys))
        good = none + np.bincount(groups, values * right, len(keys))
        slope = importance[groups] * (values / total[groups] - np.where(right, values / good[groups], 0.0))
        away = w - drawn_to
        return (importance * np.log(total / good)).sum() + (pull * away**2).sum() / 2, given.T @ slope + pull * away

    found = scipy.optimize.minimize(loss, drawn_to, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: round(float(found[at]), 3) for name, at in names.items()}


def taken(items: list[Item], weights: dict[str, float]) -> list[Item]:
    """The items of one document that are chosen."""
    scored = ((sum(weights.get(f, 0.0) for f in item.reading.features), item.reading.spans, item) for item in items)
    return choose(scored, LEAST_SCORE)


def tell(id: str, text: str, items: list[Item], chosen: list[Item], got: set[tuple[int, int]]) -> None:
    """Print what is wrongly taken and wrongly left."""
    for item in chosen:
        if not item.right:
            print(f"{id}: taken {line(text, item.reading)}")
    for item in items:
        if item.right and not got.issuperset(held(item.reading)):
            print(f"{id}: left  {line(text, item.reading)}")


def validated(
    documents: dict[str, list[Item]],
    blind: dict[str, list[Item]],
    texts: dict[str, str],
    parts: dict[str, str],
    penalty: float,
    show: bool,
) -> dict[str, list[int]]:
    """By the part of the pages that was left out: how many readings of annotated text are taken by weights that were
    fitted without it, how many of these are right, how many posts are held, and how many of these are reached."""
    figures: dict[str, list[int]] = {}
    for part in sorted(set(parts.values())):
        known = [group[id] for id in documents if parts.get(id) != part for group in (documents, blind) if id in group]
        weights = fit(known, penalty)
        figure = figures[part] = [0, 0, 0, 0]
        for id in sorted(id for id, own in parts.items() if own == part):
            wanted = {pair for item in documents[id] if item.right for pair in held(item.reading)}
            chosen = [item for item in taken(documents[id], weights) if item.right is not None]
            got = {pair for item in chosen if item.right for pair in held(item.reading)}
            added = (len(chosen), sum(bool(item.right) for item in chosen), len(wanted), len(wanted & got))
            for at, new in enumerate(added):
                figure[at] += new
            if show:
                tell(id, texts[id], documents[id], chosen, got)
    return figures


def parts_of(ids: Sequence[str], folds: int) -> dict[str, str]:
    """The part of each page of annotated text: its fold, or with no ``folds`` its set."""
    found = [id for id in ids if not id.startswith(FILLED_ID)]
    return {id: str(at % folds) if folds else Path(id.rpartition(":")[0]).stem for at, id in enumerate(found)}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--near", action="store_true", help="weights near those that are packaged")
    arguments.add_argument("--show", action="store_true", help="print the readings that are wrongly taken or left")
    arguments.add_argument("--missing", action="store_true", help="print the posts that no reading has")
    arguments.add_argument("--folds", type=int, default=3)
    arguments.add_argument("--out-sets", action="store_true", help="leave whole sets out, not folds of pages")
    arguments.add_argument("--more", nargs="+", default=[], metavar="PAGES.jsonl", help="annotated pages of one's own")
    options = arguments.parse_args()
    score = module("gold").scorer()
    documents: dict[str, list[Item]] = {}
    blind: dict[str, list[Item]] = {}
    texts: dict[str, str] = {}
    posts = covered = 0
    for id, lattice, persons, weight in pages(options.more):
        found = readings(lattice)
        verdicts = judge(lattice, found, persons, score)
        items = [Item(reading, right, weight) for reading, right in zip(found, verdicts, strict=True)]
        if id in documents:
            blind[id] = items
            continue
        documents[id] = items
        texts[id] = lattice.text
        had = {
            score.fold_words(lattice.text[h.begin : end])
            for i in documents[id]
            if i.right
            for h, end in i.reading.posts
        }
        for person in persons:
            if person["position"]:
                posts += 1
                covered += score.fold_words(person["position"]) in had
                if options.missing and score.fold_words(person["position"]) not in had:
                    print(f"{id}: no reading for {person['name']} | {person['position']}")
    print(f"{posts} annotated posts, {covered} of them among the readings")
    ids = sorted(documents)
    parts = parts_of(ids, 0 if options.out_sets else options.folds)
    figures: dict[float, float] = {}
    for penalty in PENALTIES:
        found = validated(documents, blind, texts, parts, penalty, options.show)
        for part, (made, right, holding, reached) in found.items():
            share = f1(made, right, holding, reached)
            print(f"without {part}: {right} right of {made} taken; {reached} of {holding} that hold: {share:.3f}")
        figures[penalty] = f1(*(sum(each) for each in zip(*found.values(), strict=True)))
        print(f"penalty {penalty}: {figures[penalty]:.4f}")
    penalty = max(figures, key=figures.__getitem__)
    near = packaged() if options.near else None
    weights = fit([group[id] for id in ids for group in (documents, blind) if id in group], penalty, near)
    own = " and pages of one's own" if options.more else ""
    lines = [
        f'source = "Fitted by scripts/fit_constructions.py on the learn parts of the gold sets{own}; not by hand."',
        "# The score from which on a reading counts.",
        f"least = {LEAST_SCORE}",
        "",
        "# What speaks for a reading (more than 0) or against it, to be added up: the logit of its being right.",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in sorted(weights.items()) if abs(value) >= 0.02),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights in {TARGET}")
    return 0


def f1(made: int, right: int, holding: int, reached: int) -> float:
    precision, recall = right / max(made, 1), reached / max(holding, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def held(reading: Reading) -> Iterator[tuple[int, int]]:
    """Which posts, by their starts, the names have, by theirs; a rank alone counts for none."""
    return ((head.begin, holder.run.start) for head, _, holder in reading.held())


def line(text: str, reading: Reading) -> str:
    posts = [text[head.begin : end] for head, end in reading.posts]
    return (
        f"{reading.construction}: {posts} | {[text[holder.run.start : holder.run.end] for holder in reading.holders]}"
    )


if __name__ == "__main__":
    sys.exit(main())
