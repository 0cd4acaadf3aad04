"""An evaluation as text: the table of layers and the list of mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .tally import LEVEL, Evaluation, Score


def table(result: Evaluation) -> Iterator[str]:
    """The lines of the table."""
    interval = f"{LEVEL} % of F1"
    yield f"{'layer':24} {'P':>6} {'R':>6} {'F1':>6}  {interval:>13} {'gold':>6} {'pred':>6}"
    for name, score in result.scores.items():
        yield (
            f"{name:24} {score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}  {bounds(score):>13} "
            f"{score.gold:6d} {score.predicted:6d}"
        )


def bounds(score: Score) -> str:
    """The interval of F1, a dash where there is none."""
    return "–" if score.low is None or score.high is None else f"{score.low:.3f}–{score.high:.3f}"


def mistakes(result: Evaluation) -> Iterator[str]:
    """One line for each mistake with its context, by layer."""
    layer = None
    for finding in result.findings:
        if finding.layer != layer:
            layer = finding.layer
            yield f"== {layer}"
        told = {
            "missed": f"missed {finding.expected!r}",
            "spurious": f"spurious {finding.given!r}",
            "different": f"expected {finding.expected!r}, given {finding.given!r}",
        }[finding.kind]
        yield f"{finding.document}: {told}"
        if finding.at or finding.before:
            mark = f"[{finding.at}]" if finding.at else ""
            yield f"    …{finding.before}{mark}{finding.after}…"


def as_json(result: Evaluation) -> str:
    """The figures as one JSON object."""
    return json.dumps(result.model_dump(exclude={"findings"}), ensure_ascii=False)
