"""Train the model of the main event's type and say how good it is on pages that it has not seen.

    python scripts/train_events.py [--write] [--report REPORT.json] [--docs] [--by-set] [--more ROUND.jsonl ...]

Learnt from: the ``learn`` parts of ``../shared/gold`` (events, dev2, press, and dev), articles of
``../shared/data/articles`` that were labelled by hand (``scripts/data/event_types.tsv``; none of them is in a quarter
that is held back, nor has a headline like one of those, nor was drawn for a fresh round that has not been read), and
leads of our own (``scripts/data/event_leads.tsv``), and articles of the dump whose opening was read for type, day and
venue (``scripts/data/event_openings.jsonl``).  ``--more`` are annotated pages of one's own in the form of dev2, such as
``scripts/data/pages.jsonl``, which are our own wording.
Figures are from ten folds; reports of one story (near-duplicates of headline and lead, and ``stories.json``) are never
on both sides.  ``--by-set`` leaves out whole sets instead, each of those of ``--more`` being one: pages of the outlets
and the hand that are measured have not been learnt from then (mixed folds flatter).
Needs scikit-learn, for training only.  ``--write`` packages ``src/beritaparse/events/data/types.npz``, ``--docs`` puts
the figures into ``docs/figures.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import scipy.linalg
import scipy.optimize
import scipy.sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from gold import GOLD, articles, rows_of  # noqa: E402

from beritaparse.events.classify import Candidate, candidates  # noqa: E402
from beritaparse.events.page import Names, Page, Stretch  # noqa: E402
from beritaparse.events.triggers import Taxonomy  # noqa: E402
from beritaparse.events.types import evidence  # noqa: E402
from beritaparse.events.words import features, tokens  # noqa: E402
from beritaparse.lexicon import read  # noqa: E402
from beritaparse.page import Page as Whole  # noqa: E402
from beritaparse.page import take  # noqa: E402
from beritaparse.stages import Function, functions  # noqa: E402

DATA = Path(__file__).resolve().parent / "data"
TARGET = ROOT / "src" / "beritaparse" / "events" / "data" / "types.npz"
DOCS = ROOT / "docs" / "figures.md"
MARK, END_MARK = "<!-- folds: scripts/train_events.py -->", "<!-- end of folds -->"
SETS = ("events", "dev2", "press", "dev")
OPENINGS = "openings"
"""What the articles are called whose openings one hand of ours has read."""
MORE = "more"
"""What the pages of ``--more`` are called among the sets; each file is a set of its own where sets are left out."""
FOLDS = 10
ALIKE = 0.5
"""Cosine of headline and lead from which two articles tell one story."""
ALSO = 0.3
"""Share of a page's label that goes to the other types that can be defended."""
TRUST = {"labelled": 0.25, "own": 1.0, "dev": 2.0, "dev2": 2.0, "press": 2.0, MORE: 2.0}
"""Weight of a page that no second hand has checked, of a lead of our own, and of pages that were annotated whole."""
RIDGE = 12.0
EVEN = 1e-2
"""Ridge on the types' biases."""
SHARED_TRUST = {"labelled": 0.1, "events": 2.0, "dev": 1.5, "dev2": 2.0, "press": 2.0, MORE: 5.0}
"""The same for how often each type is: pages of small portals tell that, national news says too often that nothing
happened."""
KEPT = 24_000
"""Features with the largest weights are packaged; the others change next to nothing."""
BINS = 5


@dataclass
class Example:
    """A page with its label; ``kind`` is the set that it is from."""

    id: str
    kind: str
    type: str
    also: list[str]
    words: dict[str, float]
    opening: str
    ranked: list[Candidate] = field(repr=False)
    source: str = ""
    """The file of ``--more`` that it is from."""


def example(id: str, kind: str, label: tuple[str, list[str]], stretches: Sequence[Stretch], names: Any) -> Example:
    opening = " ".join(stretch.text for stretch in stretches if stretch.zone != "body")
    return Example(id, kind, *label, features(stretches), opening, candidates(stretches, names))


def page_of(row: dict[str, Any], stages: Sequence[Function]) -> Whole:
    whole = Whole(row["text"], given_title=row.get("title"))
    for stage in stages:
        take(whole, stage(whole))
    return whole


def set_names(paths: Sequence[str]) -> dict[str, str]:
    """What files of ``--more`` are called as sets: their names, with the folder's where several are named alike."""
    files = {path: Path(path) for path in paths}
    often = Counter(file.stem for file in files.values())
    return {
        path: file.stem if often[file.stem] == 1 else f"{file.parent.name}/{file.stem}" for path, file in files.items()
    }


def annotated(more: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of the gold sets' learn parts and of one's own files, each with the name of its set (``source``: file).

    A page that stands in several files is taken from the first.
    """
    known: set[str] = set()
    for kind in SETS:
        rows = rows_of(kind, "learn")
        known.update(row["id"] for row in rows)
        yield from ((kind, row) for row in rows)
    lines = (DATA / "event_openings.jsonl").read_text(encoding="utf-8").splitlines()
    openings = {row["id"]: row for row in map(json.loads, lines) if row["id"] not in known}
    known.update(openings)
    yield from ((OPENINGS, article | openings[article["id"]]) for article in articles() if article["id"] in openings)
    for path, name in set_names(more).items():
        rows = [row for row in rows_of(path, "all") if row["id"] not in known]
        known.update(row["id"] for row in rows)
        yield from ((MORE, row | {"set": name}) for row in rows)


def examples(more: Sequence[str] = ()) -> list[Example]:
    """All pages that are learnt from, those of the gold sets first."""
    found: list[Example] = []
    for kind, row in annotated(more):
        whole = page_of(row, functions("default")[:-1])  # all stages but this one
        events = [row] if kind in ("events", OPENINGS) else row["events"]
        label = (events[0]["type"] or "", events[0].get("also") or []) if events else ("", [])
        made = example(row["id"], kind, label, Page(whole).stretches, Names(whole))
        made.source = row.get("set") or kind
        found.append(made)
    known = {item.id for item in found}
    lines = (DATA / "event_types.tsv").read_text(encoding="utf-8").splitlines()[1:]
    labels = {id: (kind.strip("-"), also.split()) for id, kind, also in (line.split("\t") for line in lines)}
    for article in articles():
        if article["id"] in labels and article["id"] not in known:
            whole = page_of(article, functions("rules")[:2])  # layout and sentences
            found.append(example(article["id"], "labelled", labels[article["id"]], Page(whole).stretches, Names(whole)))
    for line in (DATA / "event_leads.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, headline, lead = line.split("\t")
        kind = kind.strip("-")
        stretches = [Stretch("headline", None, headline), Stretch("lead", None, lead)]
        found.append(example(f"{headline} {lead}", "own", (kind, []), stretches, None))
    return found


def stories(items: Sequence[Example]) -> list[int]:
    """For each example the number of the story that it tells."""
    vectors = TfidfVectorizer(tokenizer=tokens, token_pattern=None, sublinear_tf=True, min_df=2).fit_transform(
        item.opening for item in items
    )
    parent = list(range(len(items)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    near = (vectors @ vectors.T).tocoo()
    for first, second, alike in zip(near.row.tolist(), near.col.tolist(), near.data.tolist(), strict=True):
        if first < second and alike >= ALIKE:
            parent[root(first)] = root(second)
    place = {item.id: at for at, item in enumerate(items)}
    for story in json.loads((GOLD / "stories.json").read_text(encoding="utf-8"))["stories"]:
        known = [place[id] for id in story["articles"] if id in place]
        for other in known[1:]:
            parent[root(other)] = root(known[0])
    return [root(at) for at in range(len(items))]


class Training:
    """The examples as matrices, and the two fits: words by ridge regression, then the weights that types share."""

    def __init__(self, items: Sequence[Example]) -> None:
        self.items = items
        self.types = [*(kind.id for kind in read("events", Taxonomy).type), ""]
        number = {kind: at for at, kind in enumerate(self.types)}
        often = Counter(word for item in items for word in item.words)
        self.vectors = DictVectorizer(dtype=np.float32)
        self.words = self.vectors.fit_transform(
            {word: value for word, value in item.words.items() if often[word] > 1} for item in items
        )
        self.rarity = rarity(self.words)
        scaled = self.words @ scipy.sparse.diags(self.rarity)
        self.gram = (scaled @ scaled.T).toarray().astype(np.float64)
        self.labels = np.zeros((len(items), len(self.types)))
        for row, item in zip(self.labels, items, strict=True):
            row[number[item.type]] += 1 - (ALSO if item.also else 0)
            for other in item.also:
                row[number[other]] += ALSO / len(item.also)
        self.trust = np.array([TRUST.get(item.kind, 1.0) for item in items])
        self.shared_trust = np.array([SHARED_TRUST.get(item.kind, 1.0) for item in items])
        self.evidence = np.array([evidence(item.ranked, number) for item in items])
        self.first = np.array([number[item.type] for item in items])
        self.drawn = np.array([item.kind in ("events", MORE) for item in items])
        """Pages drawn at random: what is sure is fitted on them."""
        self.real = np.array([item.kind != "own" for item in items])

    def fit_words(self, rows: Any) -> tuple[Any, Any]:
        """Dual weights of the examples in ``rows``, and the mean of their labels."""
        trust = self.trust[rows]
        mean = (self.labels[rows] * trust[:, None]).sum(0) / trust.sum()
        system = self.gram[np.ix_(rows, rows)] + np.diag(RIDGE / trust)
        return scipy.linalg.solve(system, self.labels[rows] - mean, assume_a="pos", overwrite_a=True), mean

    def fit_shared(self, scores: Any, rows: Any) -> tuple[Any, Any]:
        """The weights of words and triggers, and the types' biases."""
        given = np.concatenate([scores[:, :, None], self.evidence], 2)[rows]
        wanted, trust = self.labels[rows], self.shared_trust[rows][:, None]
        count = given.shape[2]

        def loss(at: Any) -> tuple[float, Any]:
            sure = softmax(given @ at[:count] + at[count:])
            wrong = trust * (sure - wanted)
            value = -(trust * wanted * np.log(sure + 1e-12)).sum() + EVEN * len(rows) / 2 * (at[count:] ** 2).sum()
            slope = wrong.sum(0) + EVEN * len(rows) * at[count:]
            return value, np.concatenate([np.einsum("nc,ncf->f", wrong, given), slope])

        start = np.concatenate([[8.0, 0.3, 1.0, 0.5, 0.5], np.zeros(len(self.types))])
        found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
        return found[:count], found[count:]

    def fit_curve(self, sure: Any, rows: Any, *, second: bool = False) -> Any:
        """Slope and intercept of the confidence on the logit of the best type's probability, or of the second's."""
        if second:
            rows = rows[sure[rows].argmax(1) != len(self.types) - 1]
        chosen = self.second(sure[rows]) if second else sure[rows].argmax(1)
        given = np.clip(np.take_along_axis(sure[rows], chosen[:, None], 1)[:, 0], 1e-6, 1 - 1e-6)
        logit = np.log(given / (1 - given))
        right = (chosen == self.first[rows]).astype(float)

        def surprise(at: Any) -> float:
            said = 1 / (1 + np.exp(-(at[0] * logit + at[1])))
            return -(right * np.log(said + 1e-12) + (1 - right) * np.log(1 - said + 1e-12)).mean()

        return scipy.optimize.minimize(surprise, [1.0, 0.0], method="Nelder-Mead").x

    @staticmethod
    def second(sure: Any) -> Any:
        """The next likeliest type of each page; that there is no event is none."""
        order = np.argsort(-sure, 1, kind="stable")
        return np.where(order[:, 1] == sure.shape[1] - 1, order[:, 2], order[:, 1])

    def folds(self, *, by_set: bool = False) -> Iterator[tuple[Any, Any]]:
        """Yield which examples are learnt from and which are not seen: no story is on both sides.

        With ``by_set`` the unseen ones are the whole sets; what was labelled by hand is in ten parts in either case.
        """
        told = np.array(stories(self.items))
        number = {story: at for at, story in enumerate(dict.fromkeys(told.tolist()))}
        order = np.random.default_rng(1).permutation(len(number)) % FOLDS
        part = np.array([f"part {order[number[story]]}" for story in told.tolist()])
        if by_set:
            whole = np.array([item.source for item in self.items])
            part = np.where(whole == "", part, whole)
        for name in dict.fromkeys(part.tolist()):
            rest = part == name
            yield ~rest & ~np.isin(told, told[rest & self.real]) | ~self.real, rest

    def unseen(self, *, by_set: bool = False) -> tuple[Any, Any, Any]:
        """For each example from models that have not seen its story: scores of the words, probabilities, confidence."""
        folds = list(self.folds(by_set=by_set))
        scores = np.zeros_like(self.labels)
        for learnt, rest in folds:
            rows = np.where(learnt)[0]
            dual, mean = self.fit_words(rows)
            scores[rest] = self.gram[np.ix_(rest, rows)] @ dual + mean
        sure = np.zeros_like(scores)
        for learnt, rest in folds:
            shared, bias = self.fit_shared(scores, np.where(learnt & self.real)[0])
            sure[rest] = softmax(np.concatenate([scores[:, :, None], self.evidence], 2)[rest] @ shared + bias)
        said = np.zeros(len(sure))
        for learnt, rest in folds:
            curve = self.fit_curve(sure, np.where(learnt & self.drawn)[0])
            best = np.clip(sure[rest].max(1), 1e-6, 1 - 1e-6)
            said[rest] = 1 / (1 + np.exp(-(curve[0] * np.log(best / (1 - best)) + curve[1])))
        return scores, sure, said

    def packaged(self, scores: Any, sure: Any) -> dict[str, Any]:
        """The arrays of the model that has learnt from all examples."""
        dual, mean = self.fit_words(np.arange(len(self.items)))
        weights = np.asarray(self.words.T @ dual) * self.rarity[:, None] ** 2
        names = self.vectors.get_feature_names_out()
        spread = np.abs(weights).max(1) * np.sqrt(np.asarray((self.words != 0).sum(0)).ravel())
        kept = np.sort(np.argsort(-spread)[:KEPT])
        scale = np.abs(weights[kept]).max(0) / 127 + 1e-12
        shared, bias = self.fit_shared(scores, np.where(self.real)[0])
        return {
            "types": np.frombuffer("\n".join(self.types).encode(), np.uint8),
            "vocabulary": np.frombuffer("\n".join(names[kept]).encode(), np.uint8),
            "weights": np.round(weights[kept] / scale).astype(np.int8),
            "scale": scale.astype(np.float32),
            "mean": mean.astype(np.float32),
            "shared": shared.astype(np.float32),
            "bias": bias.astype(np.float32),
            "curve": self.fit_curve(sure, np.where(self.drawn)[0]).astype(np.float32),
            "second_curve": self.fit_curve(sure, np.where(self.drawn)[0], second=True).astype(np.float32),
        }


def rarity(words: Any) -> Any:
    """A factor for each word: rare ones tell more; on average a page is as long as without it."""
    pages = np.asarray((words != 0).sum(0)).ravel()
    factor = np.sqrt(np.log((1 + words.shape[0]) / pages))
    square = words.multiply(words)
    return factor * np.sqrt(square.sum() / (square @ factor**2).sum())


def softmax(logits: Any) -> Any:
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def report(training: Training, sure: Any, sayings: Any, *, by_set: bool = False) -> dict[str, Any]:
    """How good the probabilities of unseen pages are, by set; and confusions, groups and abstention over events."""
    best = [training.types[at] for at in sure.argmax(1).tolist()]
    found: dict[str, Any] = {
        "sets": {},
        "unseen": {item.id: kind for item, kind in zip(training.items, best, strict=True)},
    }
    names = [(by_set and item.source) or item.kind for item in training.items]
    for kind in dict.fromkeys(names):
        if kind == "own":
            continue
        rows = [at for at, name in enumerate(names) if name == kind]
        gold = [training.items[at].type for at in rows]
        given = [best[at] for at in rows]
        lenient = [
            gold[n] if given[n] in training.items[at].also or (not given[n] and not gold[n]) else given[n]
            for n, at in enumerate(rows)
        ]
        right = np.array([a == b for a, b in zip(gold, given, strict=True)])
        said = sayings[rows]
        error = sum(
            len(part) / len(rows) * abs(said[part].mean() - right[part].mean())
            for part in np.array_split(np.argsort(said), BINS if len(rows) > 200 else 4)
        )
        found["sets"][kind] = {
            "pages": len(rows),
            "accuracy": right.mean(),
            "f1": f1(gold, given),
            "f1_with_also": f1(gold, lenient),
            "calibration_error": error,
        }
        if kind == "events":
            found |= details(gold, given, lenient, said)
            found["second"] = second_types(training, sure, np.array(rows))
    return found


def second_types(training: Training, sure: Any, rows: Any) -> dict[str, Any]:
    """How often the type given or the next likeliest is right, of pages with an event that are given one."""
    rows = rows[(training.first[rows] != len(training.types) - 1) & (sure[rows].argmax(1) != len(training.types) - 1)]
    first = sure[rows].argmax(1) == training.first[rows]
    second = training.second(sure[rows]) == training.first[rows]
    return {"pages": len(rows), "right": first.mean(), "right_with_second": (first | second).mean()}


def f1(gold: Sequence[str], given: Sequence[str]) -> float:
    """F1 of the types given, no event being nothing given."""
    hits = sum(a == b != "" for a, b in zip(gold, given, strict=True))
    return 2 * hits / max(1, sum(map(bool, gold)) + sum(map(bool, given)))


def details(gold: list[str], given: list[str], lenient: list[str], said: Any) -> dict[str, Any]:
    groups = {kind.id: kind.group for kind in read("events", Taxonomy).type}
    found: dict[str, Any] = {"groups": {}, "abstention": [], "confusions": []}
    for group in sorted(set(groups.values())):
        kinds = sorted({kind for kind in gold if groups.get(kind) == group})
        each = [f1([a if a == kind else "" for a in gold], [a if a == kind else "" for a in given]) for kind in kinds]
        if kinds:
            found["groups"][group] = {
                "types": len(kinds),
                "pages": sum(groups.get(a) == group for a in gold),
                "macro_f1": float(np.mean(each)),
            }
    for least in (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        kept = [at for at, value in enumerate(said.tolist()) if value >= least]
        found["abstention"].append(
            {
                "from": least,
                "share": len(kept) / len(gold),
                "right": float(np.mean([gold[at] == given[at] for at in kept])),
                "right_or_also": float(np.mean([gold[at] == lenient[at] for at in kept])),
            }
        )
    named = groups | {"": "-"}
    found["group_confusions"] = [
        [*pair, count]
        for pair, count in Counter((named[a], named[b]) for a, b in zip(gold, given, strict=True)).items()
    ]
    pairs = Counter((a or "-", b or "-") for a, b in zip(gold, given, strict=True) if a != b)
    found["confusions"] = [[*pair, count] for pair, count in pairs.most_common(25)]
    return found


def written(found: dict[str, Any]) -> str:
    """The figures as tables of Markdown."""

    def table(head: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[str]:
        cells = [head, ["---"] * len(head), *rows]
        return ["".join(f"| {cell} " for cell in row) + "|" for row in cells] + [""]

    def share(value: float) -> str:
        return f"{value:.2f}"

    lines = ["Pages of each set, F1 of the type strictly and with the other defensible types, calibration error:", ""]
    lines += table(
        ["set", "pages", "F1", "with defensible types", "calibration error"],
        [
            [kind, row["pages"], *(f"{row[name]:.3f}" for name in ("f1", "f1_with_also", "calibration_error"))]
            for kind, row in found["sets"].items()
        ],
    )
    lines += ["What abstaining buys, on events: the confidence from which a type is given.", ""]
    curve = found["abstention"]
    lines += table(
        ["from", *(f"{row['from']:.2f}" for row in curve)],
        [
            [label, *(share(row[name]) for row in curve)]
            for label, name in (("given", "share"), ("right", "right"), ("right or defensible", "right_or_also"))
        ],
    )
    second = found["second"]
    lines += [
        f"Of {second['pages']} pages with an event that are given one, the type is right in {second['right']:.3f}, it "
        f"or the alternative in {second['right_with_second']:.3f}.",
        "",
        "Macro F1 of the types of a group, on events:",
        "",
    ]
    lines += table(
        ["group", "types", "pages", "macro F1"],
        [[group, row["types"], row["pages"], share(row["macro_f1"])] for group, row in found["groups"].items()],
    )
    counts = {(a, b): count for a, b, count in found["group_confusions"]}
    names = sorted({name for pair in counts for name in pair})
    lines += ["Groups annotated (rows) and given (columns) on events, `-` being no event:", ""]
    lines += table(["", *names], [[a, *(counts.get((a, b), "") for b in names)] for a in names])
    lines += ["The types that are mixed up most:", ""]
    return "\n".join(lines + table(["annotated", "given", "pages"], found["confusions"][:15]))


def put_into_docs(mark: str, text: str) -> None:
    """Write the text between a mark of ``docs/figures.md`` and the next end of folds."""
    before, rest = DOCS.read_text(encoding="utf-8").split(mark)
    DOCS.write_text(f"{before}{mark}\n{text}{END_MARK}{rest.split(END_MARK, 1)[1]}", encoding="utf-8")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--report", type=Path)
    arguments.add_argument("--docs", action="store_true")
    arguments.add_argument("--by-set", action="store_true", help="leave out whole sets instead of mixed folds")
    arguments.add_argument("--more", nargs="+", default=[], metavar="FILE.jsonl")
    options = arguments.parse_args()
    training = Training(examples(options.more))
    scores, sure, said = training.unseen(by_set=options.by_set)
    found = report(training, sure, said, by_set=options.by_set)
    print(json.dumps({key: value for key, value in found.items() if key != "unseen"}, indent=1, default=float))
    if options.report:
        options.report.write_text(json.dumps(found, indent=1, default=float) + "\n", encoding="utf-8")
    if options.docs:
        put_into_docs(MARK, written(found))
    if options.write:
        np.savez_compressed(TARGET, **training.packaged(scores, sure))
        print(f"{TARGET}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
