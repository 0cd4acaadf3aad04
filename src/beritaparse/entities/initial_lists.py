"""Lists of initials: ``para perampok adalah Sm, Ay, Fai dan Ar``, ``DW dan ST, dua pria``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import alternatives
from ..lexicon.people import load as lexicon
from ..text.expressions import BLANK
from ..text.runs import Anchored
from .name_patterns import AGE, INITIALS, LIST, initial_roles
from .names import NameRun, Word

_ITEM = re.compile(r"[A-Z][A-Za-z]{1,2}(?!\w)")
_GLUE = re.compile(rf",{BLANK}?(?:dan{BLANK})?(?=[A-Z])|{BLANK}(?:dan|serta){BLANK}(?=[A-Z])")
_LETTERS = re.compile(r"[A-Z]{2,4}")
_SEVERAL = re.compile(
    rf"[A-Z](?<![\w.(/].)[A-Z]{{1,3}}(?:,{BLANK}[A-Z]{{2,4}}){{0,6}},?{BLANK}dan{BLANK}[A-Z]{{2,4}}(?=,{BLANK})"
)
_ROLE_REACH = 80  # characters between a role word and a list of initials
_LEAST_LISTED = 4


@cache
def _announcing() -> Anchored:
    words = lexicon().list_words
    return Anchored(rf"(?<!\w)(?:{alternatives(words)}){BLANK}(?=[A-Z][A-Za-z]{{1,2}},)", words)


@cache
def _are_several() -> re.Pattern[str]:
    people = lexicon()
    return re.compile(
        rf",{BLANK}(?:(?:{alternatives(people.several)}){BLANK})(?:orang{BLANK})?(?:{alternatives(people.initials_are)})(?!\w)"
    )


def short_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of lists of four short names or more behind a word of roles and one that announces them."""
    for match in _announcing().finditer(text, start, end):
        if initial_roles().search(text, max(start, match.start() - _ROLE_REACH), match.start()) is None:
            continue
        items: list[tuple[int, int]] = []
        pos = match.end()
        while (item := _ITEM.match(text, pos, end)) is not None:
            items.append(item.span())
            glue = _GLUE.match(text, item.end(), end)
            if glue is None:
                break
            pos = glue.end()
        if len(items) >= _LEAST_LISTED and sum(stop - begin == 2 for begin, stop in items) * 2 >= len(items):
            yield from items


def several_initials(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Initials in a list behind which stands how many of whom they are."""
    for match in _SEVERAL.finditer(text, start, end):
        if _are_several().match(text, match.end(), end):
            yield from (item.span() for item in _LETTERS.finditer(text, *match.span()))


def of_letters(text: str, start: int, end: int) -> NameRun:
    """A name of initials, ``text[start:end]``."""
    return NameRun(start, start, end, end, (), (), (Word(start, end, text[start:end]),))


def in_list(text: str, pos: int, limit: int) -> Iterator[NameRun]:
    """``IV, WI (20), dan NR`` from ``pos`` on."""
    while (match := INITIALS.match(text, pos, limit)) is not None:
        yield of_letters(text, *match.span())
        age = AGE.match(text, match.end(), limit)
        gap = LIST.match(text, age.end() if age else match.end(), limit)
        if gap is None:
            return
        pos = gap.end()


def before_letters(run: NameRun) -> NameRun:
    """A name without the abbreviation behind it: ``Siti Aminah | IPK``."""
    count = next((at for at, word in enumerate(run.words) if at and word.text.isupper() and len(word.text) > 1), 0)
    if not count:
        return run
    end = run.words[count - 1].end
    return run._replace(end=end, stop=end, words=run.words[:count], degrees=())
