"""The grammar of time expressions in Indonesian news: finds them, says what their parts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..text.expressions import Expression
from ..text.intervals import Intervals
from .doubts import is_time
from .signs import anchors, needs, signs_in
from .ways import ways


class RawTime(NamedTuple):
    """A time expression as found: its place, the rule, and the parts that the rule read."""

    start: int
    end: int
    text: str
    rule: str
    parts: dict[str, str]


class Rule(NamedTuple):
    """One way to write a time.

    ``needs`` are the signs of time without which a block cannot hold it; ``anchors`` are the signs that it can
    begin with, so that it is tried there only; it is tried everywhere if there are none.
    """

    name: str
    pattern: Expression
    needs: frozenset[str]
    anchors: tuple[str, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, the most specific first: of two that overlap the earlier one wins."""
    return tuple(
        Rule(name, Expression(pattern, re.I), needs(name, pattern), anchors(name, pattern)) for name, pattern in ways()
    )


@cache
def _fitting(signs: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that need no signs but these, and of which one of these is an anchor, if they have any."""
    return tuple(
        rule for rule in rules() if rule.needs <= signs and (not rule.anchors or not signs.isdisjoint(rule.anchors))
    )


def find(text: str, spans: Iterable[tuple[int, int]] | None = None) -> list[RawTime]:
    """Return the time expressions of ``text``, or of the character spans given, in order, none overlapping."""
    found: list[RawTime] = []
    for start, end in spans if spans is not None else [(0, len(text))]:
        signs = signs_in(text, start, end)
        if not signs:
            continue
        here: list[RawTime] = []
        taken = Intervals()
        places: dict[tuple[str, ...], list[int]] = {}
        for rule in _fitting(frozenset(signs)):
            anchored = places.get(rule.anchors)
            if anchored is None:
                anchored = sorted([place for kind in rule.anchors for place in signs.get(kind, ())])
                places[rule.anchors] = anchored
            for match in _matches(rule, text, start, end, anchored):
                if taken.overlaps(match.start(), match.end()):
                    continue
                if not is_time(text, match, rule.name, start):
                    continue
                begin, stop = _balanced(text, match.start(), match.end())
                taken.add(begin, stop)
                parts = {key: value for key, value in match.groupdict().items() if value is not None}
                here.append(RawTime(begin, stop, text[begin:stop], rule.name, parts))
        found.extend(sorted(here, key=lambda raw: raw.start))
    return found


def _matches(rule: Rule, text: str, start: int, end: int, places: Sequence[int]) -> Iterator[re.Match[str]]:
    if not rule.anchors:
        yield from rule.pattern().finditer(text, start, end)
        return
    read = rule.pattern().match
    for position in places:
        if position >= start and (match := read(text, position, end)) is not None:
            start = match.end()
            yield match


def _balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop a bracket that has no partner inside, brackets around the whole and the full stop behind a month."""
    while start < end and text[start] in "( \u00a0" and text[start:end].count("(") >= text[start:end].count(")"):
        if text[start] == "(" and text[end - 1] == ")":
            return start + 1, end - 1
        start += 1
    while end > start and (
        text[end - 1].isspace() or text[end - 1] == "." or (text[end - 1] == ")" and "(" not in text[start:end])
    ):
        end -= 1
    return start, end
