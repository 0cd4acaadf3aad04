"""Strict entity scores: a name counts where both of its ends and its type are right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..lexicon.scoring import load as lexicon
from .corpora import Annotated, Span
from .tally import Tally, alike, context

ALL = "all types"


def score_entities(pairs: Iterable[tuple[Annotated, Annotated]]) -> tuple[list[Tally], list[str]]:
    """Count entities by type, and tell what was left out: types that gold never has.

    Labels that mean the same (``PERSON`` and ``PER``) are one.
    """
    rows = [(gold, _spans(gold), _spans(predicted)) for gold, predicted in pairs]
    types = sorted({label for _, wanted, _ in rows for *_, label in wanted})
    foreign = Counter(label for _, _, given in rows for *_, label in given if label not in types)
    tallies = {name: Tally(name) for name in (ALL, *types)}
    for gold, wanted, given in rows:
        known = {span for span in given if span[2] in tallies}
        tallies[ALL].add(len(wanted & known), len(known), len(wanted))
        for name in types:
            a, b = ({span for span in spans if span[2] == name} for spans in (wanted, known))
            tallies[name].add(len(a & b), len(b), len(a))
        _find(tallies, gold, wanted - known, known - wanted)
    notes = [f"left out, gold has none: {label} ({number})" for label, number in sorted(foreign.items())]
    return list(tallies.values()), notes


def _spans(item: Annotated) -> set[Span]:
    label = lexicon().label
    return {(start, end, label(name)) for start, end, name in item.spans}


def _find(tallies: dict[str, Tally], gold: Annotated, missed: set[Span], spurious: set[Span]) -> None:
    """Write the mistakes down, each missed name beside the spurious one that overlaps it most."""
    rest = sorted(spurious)
    for start, end, name in sorted(missed):
        near = [span for span in rest if span[0] < end and start < span[1]]
        given = max(near, key=lambda span: alike(gold.text[start:end], gold.text[span[0] : span[1]]), default=None)
        if given is not None:
            rest.remove(given)
        _write(tallies, gold, (start, end, name), given)
    for span in rest:
        _write(tallies, gold, None, span)


def _write(tallies: dict[str, Tally], item: Annotated, wanted: Span | None, given: Span | None) -> None:
    def told(span: Span | None) -> str | None:
        return f"{item.text[span[0] : span[1]]} ({span[2]})" if span else None

    shown = wanted or given
    assert shown is not None
    where = context(item.text, shown[0], shown[1])
    for name in dict.fromkeys((ALL, *(span[2] for span in (wanted, given) if span))):
        tallies[name].find(item.id, told(wanted), told(given), where)
