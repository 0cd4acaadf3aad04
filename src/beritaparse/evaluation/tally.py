"""Counting: what was found, document by document; precision, recall and F1 with bootstrap intervals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict
from rapidfuzz.fuzz import partial_ratio

RESAMPLES = 1000
LEVEL = 95  # per cent
_ALIKE = 75.0
"""Likeness in per cent from which a missed and a spurious form are shown as one mistake."""
_AROUND = 60
_BATCH = 64


class Score(BaseModel):
    """Precision, recall and F1 of one layer; ``low`` and ``high`` bound F1, None where documents are too few."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    precision: float
    recall: float
    f1: float
    low: float | None = None
    high: float | None = None
    gold: int
    predicted: int


class Finding(BaseModel):
    """One mistake: ``expected`` is None where something is spurious, ``given`` is None where something is missed.

    ``before``, ``at`` and ``after`` are its place in the text; empty where it has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    layer: str
    document: str
    expected: str | None
    given: str | None
    before: str = ""
    at: str = ""
    after: str = ""

    @property
    def kind(self) -> Literal["missed", "spurious", "different"]:
        if self.given is None:
            return "missed"
        return "spurious" if self.expected is None else "different"


class Evaluation(BaseModel):
    """Scores by layer, in the order of the table, and the mistakes behind them."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    documents: int
    unit: str = "documents"
    scores: dict[str, Score]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

    def only(self, layers: Iterable[str]) -> Evaluation:
        """The same, of some layers.  Raises ValueError for a layer that there is none of."""
        wanted = list(layers)
        for layer in wanted:
            if layer not in self.scores:
                raise ValueError(f"no layer {layer!r}: choose from {', '.join(self.scores)}")
        return self.model_copy(
            update={
                "scores": {name: score for name, score in self.scores.items() if name in wanted},
                "findings": tuple(finding for finding in self.findings if finding.layer in wanted),
            }
        )


class Context(NamedTuple):
    before: str
    at: str
    after: str


def context(text: str, start: int, end: int) -> Context:
    """The words around a stretch of text, each white space one blank."""

    def plain(piece: str) -> str:
        return re.sub(r"\s+", " ", piece)

    return Context(
        plain(text[max(0, start - _AROUND) : start]), plain(text[start:end]), plain(text[end : end + _AROUND])
    )


def locate(text: str, words: str) -> Context:
    """The context of the first place where ``words`` stand: as words, else anywhere, else in other case; or nothing."""
    pattern = re.escape(words)
    for flags, edge in ((0, r"(?<!\w){}(?!\w)"), (0, "{}"), (re.IGNORECASE, "{}")):
        match = re.search(edge.format(pattern), text, flags) if words else None
        if match:
            return context(text, match.start(), match.end())
    return Context("", "", "")


@dataclass(slots=True)
class Tally:
    """Counts of one layer: hits, predicted and gold of each document, and its mistakes."""

    layer: str
    rows: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    findings: list[Finding] = field(default_factory=list[Finding])

    def add(self, hits: int, predicted: int, gold: int) -> None:
        self.rows.append((hits, predicted, gold))

    def add_sets(
        self,
        document: str,
        text: str,
        gold: Mapping[str, str],
        predicted: Mapping[str, str],
        *,
        single: bool = False,
        about: str = "",
    ) -> None:
        """Compare folded forms; the values are the forms as written.

        ``single``: a layer with one value at most.  ``about``: shown of the text where values do not stand in it.
        """
        self.add(len(gold.keys() & predicted.keys()), len(predicted), len(gold))

        def where(form: str) -> Context:
            return Context(about, "", "") if about else locate(text, form.split(" | ")[0])

        missed = [form for form in gold if form not in predicted]
        spurious = [form for form in predicted if form not in gold]
        for form in missed:
            likeness = {other: 100.0 if single else alike(form, other) for other in spurious}
            best = max(likeness, key=likeness.__getitem__, default=None)
            given = None
            if best is not None and likeness[best] >= _ALIKE:
                spurious.remove(best)
                given = predicted[best]
            self.find(document, gold[form], given, where(gold[form]))
        for form in spurious:
            self.find(document, None, predicted[form], where(predicted[form]))

    def find(self, document: str, expected: str | None, given: str | None, where: Context) -> None:
        self.findings.append(
            Finding(layer=self.layer, document=document, expected=expected, given=given, **where._asdict())
        )


def alike(one: str, other: str) -> float:
    """How alike two forms are, in per cent; attributes of the same person are alike whatever they say."""
    if " | " in one and one.split(" | ")[0] == other.split(" | ")[0]:
        return 100.0
    return partial_ratio(one, other)


def evaluation(
    tallies: Iterable[Tally],
    *,
    unit: str = "documents",
    resamples: int = RESAMPLES,
    seed: int = 0,
    notes: Sequence[str] = (),
) -> Evaluation:
    """Sum the tallies up."""
    listed = list(tallies)
    return Evaluation(
        documents=len(listed[0].rows) if listed else 0,
        unit=unit,
        scores={tally.layer: score(tally.rows, resamples=resamples, seed=seed) for tally in listed},
        findings=tuple(finding for tally in listed for finding in tally.findings),
        notes=tuple(notes),
    )


def score(rows: Sequence[tuple[int, int, int]], *, resamples: int = RESAMPLES, seed: int = 0) -> Score:
    """Precision, recall and F1 of counts ``(hits, predicted, gold)``.

    The interval is the percentile bootstrap over documents (Efron and Tibshirani 1993): documents are drawn anew with
    replacement, ``resamples`` times, with a fixed seed.
    """
    counts = np.array(rows, dtype=np.int64).reshape(-1, 3)
    hits, predicted, gold = (int(number) for number in counts.sum(axis=0))
    low = high = None
    if len(counts) > 1 and resamples > 0 and predicted + gold:
        f1 = _resampled(counts, resamples, seed)
        low, high = (float(bound) for bound in np.nanpercentile(f1, [(100 - LEVEL) / 2, (100 + LEVEL) / 2]))
    return Score(
        precision=hits / predicted if predicted else 0.0,
        recall=hits / gold if gold else 0.0,
        f1=2 * hits / (predicted + gold) if predicted + gold else 0.0,
        low=low,
        high=high,
        gold=gold,
        predicted=predicted,
    )


def _resampled(counts: np.ndarray, resamples: int, seed: int) -> np.ndarray:
    """F1 of each resample; NaN where nothing was drawn that counts."""
    generator = np.random.default_rng(seed)
    odds = np.full(len(counts), 1 / len(counts))
    sums = np.concatenate(
        [
            generator.multinomial(len(counts), odds, size=min(_BATCH, resamples - done)) @ counts
            for done in range(0, resamples, _BATCH)
        ]
    )
    hits, predicted, gold = sums.T
    with np.errstate(invalid="ignore"):
        return 2 * hits / (predicted + gold)
