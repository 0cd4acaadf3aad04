"""Ranks of police, armed services, civil service and prosecutors, as written and in canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ..article import Rank
from ..lexicon import alternatives
from ..lexicon.ranks import entries, level_of, load, slips
from ..page import Layers, Page, Phrase
from ..text.spelling import fold
from .names import NAME_START

_CORPS = re.compile(r"C[a-z]{2}")


@cache
def _branches() -> dict[str, str]:
    """The branch that each way to write a suffix means: ``Inf``, ``INF`` and ``(Inf)``, ``C.Zi`` for ``Czi``."""
    names = [branch for names in load().branches.values() for branch in names]
    written = {way: name for name in names if ")" not in name for way in (f"({name})", name.upper())}
    own = written | {name.upper(): name for name in names} | {name: name for name in names}
    own |= {f"C.{name[1:].capitalize()}": name for name in names if _CORPS.fullmatch(name)}
    return own | load().branch_names


@cache
def _suffix(corps: bool) -> re.Pattern[str]:
    """What may follow a rank: corps suffix, service, retired and posthumous marks, each at most once.

    A rank without corps ends in its service (``Mayjen TNI``); there ``(P)`` means retired.
    """
    ranks = load()
    branch = rf"(?P<branch>{alternatives(list(_branches()))})(?:\.|(?!\w))" if corps else r"(?P<branch>(?!))"
    retired = alternatives(ranks.marks.retired)
    posthumous = alternatives(ranks.marks.posthumous)
    return re.compile(
        rf"(?:[ \u00a0]?{branch})?(?:[ \u00a0](?P<tni>TNI)(?!\w))?(?P<marines>[ \u00a0]?\(Mar\))?"
        rf"(?:[ \u00a0]?(?P<retired>{retired})(?!\w))?"
        rf"(?:[ \u00a0]?(?P<posthumous>{posthumous})(?!\w))?"
    )


_SERVICE = re.compile(r"[ \u00a0]?\(([A-Z][\w. ]{1,20})\)")


@cache
def _full_names() -> dict[str, frozenset[str]]:
    """The full names that a form of a rank, folded, can stand for."""
    names: dict[str, set[str]] = {}
    for entry in load().ranks:
        for form in entry.forms:
            names.setdefault(fold(form), set()).add(entry.full_name)
    return {form: frozenset(full) for form, full in names.items()}


def _same_rank(form: str, full_name: str) -> bool:
    return full_name in _full_names().get(fold(form), frozenset())


def find(text: str, hits: Iterable[Phrase]) -> list[Rank]:
    """Return the ranks among the automaton's hits of kind ``rank``; ambiguous words only before a name."""
    found: list[Rank] = []
    seen: set[int] = set()
    not_after = load().marks.not_after
    for start, end, key in hits:
        if start in seen or not text[start].isupper() or (found and start < found[-1].end):
            continue
        entry = entries()[key]
        bracket = _SERVICE.match(text, end)
        if bracket is not None and _same_rank(bracket[1], entry.full_name):
            end = bracket.end()  # `Ajun Komisaris Besar Polisi (AKBP)`
        suffix = _suffix(entry.branches).match(text, end)
        assert suffix is not None  # every part of it is optional
        branch = _branches()[suffix["branch"]] if suffix["branch"] else None
        stop = suffix.end()
        before = text[max(0, start - 14) : start].split()
        if before and before[-1] in not_after:
            continue
        named = NAME_START.match(text, stop)
        if (entry.ambiguous or text[start:end].casefold() in slips()) and not (named or branch):
            continue
        service = entry.service
        if branch:
            service = next(s for s, names in load().branches.items() if branch in names)
        elif suffix["marines"]:
            service = "tni_al"
        seen.add(start)
        abbreviation = entry.abbreviation
        if branch:
            abbreviation = f"{abbreviation} {branch}"
        elif suffix["tni"] and "TNI" not in abbreviation and service.startswith("tni"):
            abbreviation = f"{abbreviation} TNI"
        found.append(
            Rank(
                start=start,
                end=stop,
                text=text[start:stop],
                abbreviation=abbreviation,
                full_name=entry.full_name,
                service=service,
                level=level_of(entry.grade),
                grade=entry.grade,
                branch=branch,
                retired=bool(suffix["retired"]),
                posthumous=bool(suffix["posthumous"]),
                rule="ambiguous_rank_before_name" if entry.ambiguous else "rank",
            )
        )
    return found


def rank_stage(page: Page) -> Layers:
    return {"ranks": find(page.text, page.hits("rank"))}


def settled(page: Page) -> Layers:
    """Take up the ranks of which the holder's post told the service."""
    return {"ranks": page.settled_ranks}
