"""Why is this so?  The reasons behind one quotation, person, event or place of an article.

Parses the page once more with the trace on (:mod:`.text.trace`) and tells for the thing that is asked: where it stands,
which rule found it, which lexicon lines hold the words of it, and of each choice the candidates with what spoke for and
against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, get_args

from .article import Article, Event, Person, Place, Quote
from .parser import Parser
from .text.trace import Decision, tracing

Kind = Literal["quote", "person", "event", "place"]
_MOST_REASONS = 8
_MOST_CANDIDATES = 5
_MOST_LINES = 3
_TOLD_WORD = re.compile(r"[^\W\d_][\w-]+")
_ROOMS: dict[str, tuple[str, ...]] = {
    "quote": ("cues", "quotes", "voices"),
    "person": ("constructions", "names", "offices", "people", "positions", "ranks", "units"),
    "event": ("events", "facts"),
    "place": ("geography", "places"),
}
"""How the names of the lexicon files begin that a kind of thing is read with."""


class LexiconLine(NamedTuple):
    """A line of a lexicon file that holds a word."""

    file: str
    line: int
    text: str


class Explanation(NamedTuple):
    """What was found, which rules found its parts (label, rule, text), lexicon lines and choices."""

    title: str
    rules: list[tuple[str, str, str]]
    lexicon: list[LexiconLine]
    decisions: list[Decision]


def explain(parser: Parser, kind: Kind, number: int, text: str, **given: Any) -> Explanation:
    """Explain the ``number``-th (from 1) quotation, person, event or place of a page.

    ``given``: what :meth:`Parser.parse` takes beside the text.  Raises IndexError where the page has not as many.
    """
    article, decisions = _traced(parser, text, given)
    things = _things(article, kind)
    if not 1 <= number <= len(things):
        raise IndexError(f"the page has {len(things)} {kind}s; there is no number {number}")
    return _of(article, kind, things[number - 1], decisions)


def explain_all(parser: Parser, text: str, **given: Any) -> tuple[Article, dict[tuple[str, int], Explanation]]:
    """Parse a page and explain all its quotations, people, events and places, each by its kind and number (from 1)."""
    article, decisions = _traced(parser, text, given)
    return article, {
        (kind, number): _of(article, kind, thing, decisions)
        for kind in get_args(Kind)
        for number, thing in enumerate(_things(article, kind), 1)
    }


def _traced(parser: Parser, text: str, given: Mapping[str, Any]) -> tuple[Article, list[Decision]]:
    with tracing() as decisions:
        return parser.parse(text, **given), decisions


def _things(article: Article, kind: Kind) -> tuple[Quote | Person | Event | Place, ...]:
    return getattr(article, f"{kind}s")


def _of(
    article: Article, kind: Kind, thing: Quote | Person | Event | Place, decisions: Iterable[Decision]
) -> Explanation:
    rules, spans = _parts(article, thing)
    asked = [decision for decision in decisions if _is_about(decision, kind, spans)]
    return Explanation(_title(article, thing), rules, list(_lines(kind, rules)), asked)


def _parts(
    article: Article, thing: Quote | Person | Event | Place
) -> tuple[list[tuple[str, str, str]], list[tuple[int, int]]]:
    """The rules behind a thing, and the stretches of text that it covers."""
    if isinstance(thing, Quote):
        spans = [(thing.start, thing.end)]
        parts = [("content", thing.rule, thing.text)]
        if thing.cue:
            parts.append(("cue", thing.rule, thing.cue))
        if thing.speaker is not None:
            source = article.text[thing.speaker.start : thing.speaker.end] if thing.speaker.start is not None else ""
            parts.append(("source", thing.speaker.resolved_by or "", source))
        return parts, spans
    if isinstance(thing, Event):
        trigger = thing.trigger
        return ([("trigger", thing.rule or "", trigger.text)] if trigger else []), [
            (trigger.start, trigger.end) if trigger else (0, 1)
        ]
    parts = [(mention.kind if mention.kind else "mention", mention.rule, mention.text) for mention in thing.mentions]
    if isinstance(thing, Person):
        parts += [("rank", "", thing.rank.text)] if thing.rank else []
        parts += [("post", thing.position.rule, thing.position.text)] if thing.position else []
    return parts, [(mention.start, mention.end) for mention in thing.mentions]


def _is_about(decision: Decision, kind: Kind, spans: Iterable[tuple[int, int]]) -> bool:
    return decision.question.startswith(f"{kind}.") and any(
        decision.start < end and start < max(decision.end, decision.start + 1) for start, end in spans
    )


def _title(article: Article, thing: Quote | Person | Event | Place) -> str:
    if isinstance(thing, Quote):
        speaker = thing.speaker
        person = next((p.name for p in article.persons if speaker and p.id == speaker.person_id), None)
        told = person or (speaker.description if speaker else None) or "nobody"
        sure = f", {thing.confidence:.2f} sure" if thing.confidence is not None else ""
        return f"{thing.kind} quotation of {told} (cue {thing.cue or 'none'}{sure}): {_short(thing.text)}"
    if isinstance(thing, Event):
        sure = f" ({thing.confidence:.2f} sure)" if thing.confidence is not None else ""
        return f"event {thing.type}{sure}: {thing.label}; day {thing.date}, venue {thing.venue}, place {thing.place}"
    if isinstance(thing, Person):
        post = thing.position.text if thing.position else "no post"
        return f"person {thing.name}: {post}, {thing.role}, unit {thing.unit_id}"
    return f"place {thing.name}: {thing.level}, code {thing.code}"


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _lines(kind: Kind, parts: Iterable[tuple[str, str, str]]) -> Iterator[LexiconLine]:
    """Lines of the lexicons that are the words of the parts, but for what was said."""
    words = [word.casefold() for label, _, text in parts if label != "content" for word in _TOLD_WORD.findall(text)[:6]]
    for word in dict.fromkeys(words):
        found = [line for line in _index().get(word, []) if line.file.startswith(_ROOMS[kind])]
        yield from found[:_MOST_LINES]


@cache
def _index() -> dict[str, list[LexiconLine]]:
    """Entry, folded -> the lines that are no more than it (the lexicons stand one entry a line)."""
    found: dict[str, list[LexiconLine]] = {}
    for path in sorted(files("beritaparse.lexicon").iterdir(), key=lambda path: path.name):
        if not path.name.endswith(".toml"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for word in re.findall(r"[\"']([^\"']{2,40})[\"']|^(\w[\w-]+) =", line)[:40]:
                entry = (word[0] or word[1]).casefold()
                found.setdefault(entry, []).append(LexiconLine(path.name, number, _short(line.strip(), 90)))
    return found


def to_text(explanation: Explanation) -> str:
    """The explanation for a terminal."""
    made = [explanation.title]
    for label, rule, text in dict.fromkeys(explanation.rules):
        made += [f"  {label:9} {_short(text, 60)!r}" + (f"  rule {rule}" if rule else "")]
    made += [f"  lexicon/{line.file}:{line.line}  {line.text}" for line in explanation.lexicon]
    for decision in explanation.decisions:
        made.append(f"  {decision.question}, taken from {decision.least:.2f} on:")
        for candidate in decision.candidates[:_MOST_CANDIDATES]:
            mark = "→" if candidate.chosen else " "
            made.append(f"  {mark} {candidate.probability:.2f} {candidate.label}")
            made += [f"         {weight:+.2f} {name}" for name, weight in candidate.reasons[:_MOST_REASONS]]
        if len(decision.candidates) > _MOST_CANDIDATES:
            made.append(f"    and {len(decision.candidates) - _MOST_CANDIDATES} less likely")
        if not any(candidate.chosen for candidate in decision.candidates):
            made.append("  → none is sure enough")
    return "\n".join(made)
