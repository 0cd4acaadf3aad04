"""Who wrote, edited and photographed, from the lines that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from ..article import Block, Byline
from ..lexicon import alternatives
from ..lexicon.layout import load as lexicon
from ..lexicon.time import load as time

_NAME = re.compile(r"[A-Z][\w.'’-]*(?:[ \u00a0][A-Z][\w.'’-]*){0,3}")


@cache
def _labels() -> re.Pattern[str]:
    """Words that say what the people behind them did, each with its task as the group's name."""
    tasks = lexicon().byline_tasks
    groups = (rf"(?P<{task}>{alternatives(words)})" for task, words in tasks.items())
    return re.compile(rf"\b(?:{'|'.join(groups)})\b(?=\W|$)", re.IGNORECASE)


def read_byline(text: str, blocks: Sequence[Block]) -> Byline | None:
    """Names of authors and editors from the byline blocks; the last block gives the span."""
    found = [block for block in blocks if block.kind == "byline"]
    if not found:
        return None
    people: defaultdict[str, list[str]] = defaultdict(list)
    task = "author"
    for block in found:
        named = False
        stretches = list(_stretches(text[block.start : block.end].strip(), task))
        for task, stretch in stretches:
            names = list(_names(stretch))
            people[task] += names
            named = named or bool(names)
        task = "author" if named else task  # `Editor` in a line of its own: whose name is in the next one
    last = found[-1]
    raw = text[last.start : last.end]
    start = last.start + len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    return Byline(
        start=start,
        end=end,
        text=text[start:end],
        authors=tuple(dict.fromkeys(people["author"])),
        editors=tuple(dict.fromkeys(people["editor"])),
        photographers=tuple(dict.fromkeys(people["photographer"])),
        contributors=tuple(dict.fromkeys(people["contributor"])),
    )


def _stretches(content: str, task: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind each label with its task; of what stands before the first one the task is known."""
    behind = 0
    for label in _labels().finditer(content):
        yield task, content[behind : label.start()]
        task, behind = label.lastgroup or task, label.end()
    yield task, content[behind:]


def _names(stretch: str) -> Iterator[str]:
    never, media, months = lexicon().byline_never, lexicon().dateline.media, _months()
    for match in _NAME.finditer(stretch.strip("()[]*_ ")):
        words = [word.casefold().strip(".") for word in match.group().split()]
        if len(words) > 1 and words[0] in months:
            words = words[1:]  # `Juli Yanto`
        if not any(word in never or word in media for word in words):
            yield match.group()


@cache
def _months() -> frozenset[str]:
    return frozenset(name.lower() for names in time().months.values() for name in names)
