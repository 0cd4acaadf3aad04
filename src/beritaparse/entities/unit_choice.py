"""The choice among the options for units that overlap: which stretch is one, and where it begins and ends.

The weights are fitted on annotated pages (``scripts/fit_names.py units``) and stand in ``lexicon/units_weights.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ..constructions.choice import Weights, choose, score
from ..gazetteer.regions import find_region
from ..lexicon import read
from ..lexicon.places import seats, world_names
from ..page import Page
from ..text.intervals import Intervals
from .names import given_names
from .surroundings import Surroundings, shape_of
from .unit_options import Option
from .unit_spans import UnitSpan, region_code


@cache
def weights() -> Weights:
    return read("units_weights", Weights)


def doubtful(options: Sequence[Option]) -> tuple[list[Option], list[Option]]:
    """The options that must be weighed, for they overlap others or are a bare head; and those that stand for sure."""
    doubted: list[Option] = []
    sure: list[Option] = []
    group: list[Option] = []
    reach = 0
    for option in sorted(options, key=lambda option: (option.start, option.end)):
        if group and option.start >= reach:
            (doubted if _is_doubtful(group) else sure).extend(group)
            group = []
        group.append(option)
        reach = max(reach, option.end)
    (doubted if _is_doubtful(group) else sure).extend(group)
    return doubted, sure


def _is_doubtful(group: Sequence[Option]) -> bool:
    return len(group) > 1 or any(not (option.span.name or option.span.parents) for option in group)


def weighed(page: Page, given: Sequence[Option], titles: Intervals) -> list[tuple[Option, list[str]]]:
    """The doubtful ones among the options with their features."""
    options, sure = doubtful(given)
    if not options:
        return []
    around = UnitSurroundings(page, titles, (*options, *sure))
    return [(option, list(around.features(option))) for option in options]


def chosen(page: Page, given: Sequence[Option], titles: Intervals) -> list[UnitSpan]:
    """The units that are taken, in order; none overlaps another."""
    fitted = weights()
    scored = [
        (score(features, fitted.weights), ((option.start, option.end),), option)
        for option, features in weighed(page, given, titles)
    ]
    taken = [*doubtful(given)[1], *choose(scored, fitted.least)]
    return [option.span for option in sorted(taken, key=lambda option: option.start)]


class UnitSurroundings(Surroundings):
    """What a page says about the options for units."""

    def __init__(self, page: Page, titles: Intervals, options: Iterable[Option]) -> None:
        super().__init__(page, titles)
        read = [o for o in options if o.rule == "grammar"]
        self._units = {(o.start, o.end): o.span.kind.kind for o in read}
        self._spans = {o.start: o.span for o in read}
        self._ends = {o.end for o in read}
        self._longer = frozenset(o.span.kind.kind for o in read if o.span.name)
        """Kinds of which the page has one with a name."""

    def features(self, option: Option) -> Iterator[str]:
        """The features of one option."""
        start, end, rule, span, _ = option
        kind = span.kind
        name = self.text[start:end]
        before, behind, seen = self.before(start), self.behind(end), self.seen(start, end)
        yield rule
        yield f"{rule} seen={seen}"
        yield f"{rule} before={before}"
        yield f"{rule} behind={behind}"
        yield f"{rule} service={kind.service}"
        if start - 1 in self.titles:
            yield f"{rule} behind post"
        if self.headline is not None and self.headline.start <= start < self.headline.end:
            yield f"{rule} headline"
        if rule == "grammar":
            yield f"kind={kind.kind}"
            yield f"type={kind.name}"
            yield f"type={kind.name} seen={seen}"
            yield f"whole={name}"
            if not span.name and not span.parents:
                longer = kind.kind in self._longer
                yield f"bare kind={kind.kind}"
                yield f"bare longer={longer}"
                yield f"bare type={kind.name} longer={longer}"
            elif span.code is None and span.name not in seats():
                yield f"no region type={kind.name}"
            if name.islower():
                yield "small"
            if start - 1 in self._ends:
                yield "right behind a unit"
            if start - 1 in self.titles:
                yield f"behind post kind={kind.kind}"
            return
        yield from self._added(option, seen)

    def _added(self, option: Option, seen: str) -> Iterator[str]:
        """What the words are that an option adds to what the grammar read, or leaves out."""
        rule, more = option.rule, option.more
        words = more.split()
        shape = shape_of(more, words)
        count = min(len(words), 4)
        yield f"{rule} words={count}"
        yield f"{rule} shape={shape}"
        yield f"{rule} first={words[0]}"
        yield f"{rule} last={words[-1]}"
        yield f"{rule} shape={shape} seen={seen.split()[0]}"
        grammar = option.span.parents[0] if rule == "before" else option.span
        yield f"{rule} of type={grammar.kind.name}"
        if rule == "behind":
            place = bool(find_region(more)) or more in world_names()
            yield f"behind region={place} type={grammar.kind.name} named={bool(grammar.name != more)}"
            if words[0] in given_names():
                yield "behind given name"
            if place and self._lies_in(self._spans[option.start], more):
                yield "behind outer region"
        if rule == "before":
            start = option.start
            yield f"before opens={self.before(start) in ('line', '.', 'none')}"
            yield f"before added={self.seen(start, start + len(more))}"
            part = self._units.get((start, start + len(more)))
            if part is not None:  # `Badan Geologi | Kementerian ESDM`
                yield "before unit"
                yield f"before unit={part} of={grammar.kind.kind}"

    def _lies_in(self, span: UnitSpan, name: str) -> bool:
        """``Kabupaten Sintang | Kalimantan Barat``: the unit has its region, and that lies in the one behind."""
        code = region_code(span)
        return code is not None and any(code.startswith(f"{region.code}.") for region in find_region(name))
